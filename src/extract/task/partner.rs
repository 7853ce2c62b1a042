//! Those a doer is to cooperate with: the bodies behind "phối hợp với".

use std::rc::Rc;

use super::home::Home;
use super::role::{Found, PARTNERS, bodies, raised, skip_connector};
use crate::extract::agency::group_of;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::Role;
use crate::text::{Cursor, Span};

/// Finds the partners: the bodies after "phối hợp với".
pub(super) fn partners(view: &View<'_>, text: &str, home: &Home) -> Vec<Found> {
    let mut places = view.places(text, Cue::Partner).peekable();
    if places.peek().is_none() {
        return Vec::new();
    }
    let start = skip_connector(text);
    // "Chỉ đạo X (phối hợp với Z) làm …; phối hợp với Y …": the doer's own partners stand behind the next mark.
    let directs = Cursor::at(text, start).eat_folded("chỉ đạo");
    // "Chỉ đạo X: …; …" says all of it of X.
    let mark =
        memchr::memchr2(b';', b':', text.as_bytes()).filter(|at| text.get(*at..).is_some_and(|t| t.starts_with(';')));
    let own = if directs { mark.unwrap_or(text.len()) } else { 0 };
    let mut found = Vec::new();
    for at in places.filter(|at| *at >= own) {
        let mut c = Cursor::at(text, at);
        // "báo cáo về sự phối hợp giữa các bộ" is about it.
        let noun = text.get(..at).is_some_and(|before| before.ends_with("sự "));
        if !noun && c.eat_any(&PARTNERS).is_some() && !is_directed(text, at, home) {
            found.extend(partner(text, c, home));
        }
    }
    found
}

/// "… chỉ đạo các bộ, ngành phối hợp với Z": those who are directed cooperate with Z, not the doer.
fn is_directed(text: &str, at: usize, home: &Home) -> bool {
    let Some(order) = text.get(..at).and_then(|t| t.rfind("chỉ đạo ")).map(|o| o + "chỉ đạo ".len()) else {
        return false;
    };
    let (found, end) = bodies(text, order, Role::Assigned, home);
    !found.is_empty()
        && end < at
        && text.get(end..at).is_some_and(|t| t.chars().count() < 80 && !t.contains([',', ';', '.']))
}

fn partner(text: &str, mut c: Cursor<'_>, home: &Home) -> Vec<Found> {
    const ADVERBS: &[&str] = &["chặt chẽ", "thường xuyên", "tốt", "tích cực", "chủ động", "hiệu quả", "đồng bộ"];
    loop {
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        if c.eat_any(ADVERBS).is_none() {
            break;
        }
    }
    let joined = c.eat_any(&["cùng với", "với", "cùng", "giữa"]).is_some();
    c.skip_spaces();
    let (mut found, mut end) = bodies(text, c.pos(), Role::Cooperate, home);
    // "phối hợp với công an tỉnh"
    if joined && found.is_empty() && ["công an ", "quân đội"].iter().any(|w| c.rest().starts_with(w)) {
        (found, end) = raised(text, c.pos(), Role::Cooperate, home);
    }
    // "phối hợp với địa phương xử lý …": whichever it concerns.
    let mut local = c.clone();
    if joined && found.is_empty() && local.eat_folded("địa phương") {
        let span = Span::new(c.pos(), local.pos());
        let agency = Rc::new(group_of("địa phương", home));
        return vec![Found { agency, role: Role::Cooperate, span, due: None }];
    }
    let verb = !joined && Cursor::at(text, c.pos()).eat_any(&["tổ chức"]).is_some();
    if verb || end == c.pos() { Vec::new() } else { found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let source = SourceText::new("a.txt", text);
        let found = partners(&View::new(&source), text, &home);
        let names: Vec<&str> = found.iter().map(|f| f.agency.organisation.as_str()).collect();
        assert_eq!(names, expected, "{text}");
    }

    #[test]
    fn those_directed_to_cooperate_are_no_partners() {
        check("chủ trì, phối hợp chặt chẽ với Sở Y tế rà soát", &["Sở Y tế"]);
        check("Chỉ đạo các đơn vị phối hợp với Sở Y tế", &[]);
        check("Chỉ đạo Chi cục Kiểm lâm: Kiểm tra rừng; phối hợp với Sở Y tế", &[]);
        check("Chỉ đạo các cơ quan báo chí tăng thời lượng; phối hợp với Sở Y tế xây dựng", &["Sở Y tế"]);
        check("rà soát", &[]);
    }
}

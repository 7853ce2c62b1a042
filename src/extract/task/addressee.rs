//! The firm or society a letter is written to: "đề nghị Công ty căn cứ …" is for the one named behind "Kính gửi".

use std::rc::Rc;

use super::role::{Found, predicate, skip_connector};
use crate::extract::view::View;
use crate::model::{AgencyKind, AgencyName, Jurisdiction, Role};
use crate::text::{Cursor, Marker, Span};

/// Words the name of a firm or a society opens with, longer before shorter.
const HEADS: [&str; 13] = [
    "Chi nhánh",
    "Văn phòng đại diện",
    "Tổng công ty",
    "Tổng Công ty",
    "Công ty",
    "Doanh nghiệp",
    "Tập đoàn",
    "Ngân hàng",
    "Hiệp hội",
    "Hội đồng",
    "Hợp tác xã",
    "Nhà máy",
    "Hội",
];

/// How many blocks behind "Kính gửi" may name those a letter is for.
const NAMED: usize = 5;

/// The firm or society a letter is for, named in full.
#[derive(Clone, Debug)]
pub(super) struct Addressee {
    agency: Rc<AgencyName>,
}

/// Returns the first firm or society named behind "Kính gửi".
pub(super) fn addressee(text: &View<'_>) -> Option<Addressee> {
    let blocks = text.blocks();
    let at = blocks.iter().position(|b| text.slice(b.span).starts_with("Kính gửi"))?;
    let own = text.slice(blocks.get(at)?.span).split_once(':').map_or("", |(_, words)| words);
    let listed = blocks.iter().skip(at + 1).take(NAMED).take_while(|b| b.marker == Marker::Bullet('-'));
    let names = std::iter::once(own).chain(listed.map(|b| text.slice(b.body_span())));
    names.map(without_address).find_map(|name| {
        let head = HEADS.into_iter().find(|h| name.starts_with(h))?;
        let agency = AgencyName {
            name: name.to_owned(),
            organisation: name.to_owned(),
            printed: name.to_owned(),
            kind: AgencyKind::Enterprise,
            jurisdiction: Jurisdiction::default(),
        };
        (name.len() > head.len()).then(|| Addressee { agency: Rc::new(agency) })
    })
}

/// Reads "đề nghị **Công ty** căn cứ …": what the one a letter is for is asked to do.
pub(super) fn asked(unit: &str, of: &Addressee) -> Option<Found> {
    let start = skip_connector(unit);
    let mut c = Cursor::at(unit, start);
    c.eat_any(&["trân trọng đề nghị", "kính đề nghị", "đề nghị", "yêu cầu"])?;
    c.skip_spaces();
    let from = c.pos();
    c.eat_any(&["quý"]);
    c.skip_spaces();
    if !c.eat(&of.agency.name) {
        // "Chi nhánh Công ty A" is called "Công ty" too.
        let head = HEADS.into_iter().find(|h| c.clone().eat(h) && of.agency.name.contains(h));
        let known = match head {
            Some(head) => c.eat(head),
            None => c.eat_folded("đơn vị"),
        };
        known.then_some(())?;
        short_name(&mut c);
    }
    let span = Span::new(from, c.pos());
    let found = Found { agency: Rc::clone(&of.agency), role: Role::Assigned, span, due: None };
    predicate(c.rest()).then_some(found)
}

/// Moves over what is left of a name printed in short: "Công ty **F.D.I**".
fn short_name(c: &mut Cursor<'_>) {
    loop {
        let mut t = c.clone();
        t.skip_spaces();
        if t.pos() == c.pos() || !t.peek().is_some_and(char::is_uppercase) {
            return;
        }
        t.take_while(|l| !l.is_whitespace() && !matches!(l, ',' | ';' | ':'));
        *c = t;
    }
}

/// A name without the address in brackets behind it and the marks that close its line.
fn without_address(words: &str) -> &str {
    let name = words.split(['(', ';', '\n']).next().unwrap_or_default();
    name.trim().trim_end_matches(['.', ',', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(to: &str, unit: &str, expected: Option<&str>) {
        let text = SourceText::new("a.txt", to);
        let found = addressee(&View::new(&text)).and_then(|a| asked(unit, &a));
        assert_eq!(found.as_ref().map(|f| f.agency.name.as_str()), expected, "{unit}");
    }

    #[test]
    fn a_firm_is_asked_by_its_name_or_by_what_it_is() {
        let firm = "Công ty Cổ phần siêu thị Sài Gòn";
        let to = format!("Kính gửi:\n\n- {firm};\n\n- Thuế tỉnh Phú Thọ.\n");
        check(&to, "Đề nghị Công ty căn cứ tình hình thực tế để thực hiện", Some(firm));
        check(&to, "Theo đó, đề nghị Công ty Cổ phần siêu thị Sài Gòn liên hệ với Thuế tỉnh", Some(firm));
        let society = "Kính gửi: Hội đồng Kinh doanh Hoa kỳ - ASEAN.\n(Đ/c: Hà Nội)\n";
        check(society, "Đề nghị Hội đồng liên hệ với Bộ Y tế", Some("Hội đồng Kinh doanh Hoa kỳ - ASEAN"));
    }

    #[test]
    fn bodies_and_wishes_are_not_asked_here() {
        check("Kính gửi: Thuế tỉnh Phú Thọ.\n", "Đề nghị Thuế tỉnh rà soát", None);
        check("Kính gửi: Công ty A.\n", "Công ty đề nghị hoàn thuế", None);
        check("Kính gửi: Công ty A.\n", "Đề nghị của Công ty được xem xét", None);
    }
}

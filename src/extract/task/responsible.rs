//! Whom a duty that is said in so many words binds, wherever in its sentence they stand: "trường hợp …, UBND cấp xã **có
//! trách nhiệm** hướng dẫn …"; asked only where no other rule finds a doer.

use std::rc::Rc;

use super::binding::is_people;
use super::home::Home;
use super::role::{Doer, Found, bodies};
use crate::extract::agency::{group_of, opens_group};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, Role};
use crate::text::{Span, lower};

/// How many bytes whoever is bound may take.
const LONGEST: usize = 400;

/// How many commas before the duty are looked behind.
const PARTS: usize = 8;

/// Words that open a clause before whoever is bound.
const CLAUSES: [&str; 14] = [
    "trường hợp ",
    "trong trường hợp ",
    "đối với ",
    "sau ",
    "khi ",
    "nếu ",
    "trước ",
    "trong ",
    "thông qua ",
    "tùy theo ",
    "căn cứ ",
    "định kỳ ",
    "chậm nhất ",
    "để ",
];

/// Reads the doer before the first "có trách nhiệm" or "chịu trách nhiệm" of a sentence.
pub(super) fn responsible(view: &View<'_>, text: &str, home: &Home) -> Option<Doer> {
    const DUTIES: [&str; 2] = [" có trách nhiệm", " chịu trách nhiệm"];
    let places = view.places(text, Cue::Duty).filter_map(|at| at.checked_sub(1));
    let duty =
        places.into_iter().find(|at| DUTIES.iter().any(|d| text.get(*at..).is_some_and(|t| t.starts_with(d))))?;
    if let Some(doer) = described(text, duty, home) {
        return Some(doer);
    }
    let near = text.floor_char_boundary(duty.saturating_sub(LONGEST));
    let before = text.get(near..duty)?;
    let mut starts: Vec<usize> = Vec::new();
    for mark in [", ", "; ", " thì "] {
        starts.extend(memchr::memmem::rfind_iter(before.as_bytes(), mark).take(PARTS).map(|at| near + at + mark.len()));
    }
    starts.sort_unstable();
    let at = starts.iter().copied().find(|at| behind_a_clause(text, *at, home))?;
    // What is farthest from the duty and reaches it names all of them.
    let (found, end) = bodies(text, at, Role::Assigned, home);
    let named = found.iter().any(|f| f.agency.kind != AgencyKind::Group || !is_bare(&f.agency.organisation));
    let people = found.iter().all(|f| is_people(&f.agency));
    (end == duty && named && !people).then_some(Doer { found, begins: 0, predicate: duty })
}

/// Tells whether a body stands at a byte, and before it a clause that names none.
fn behind_a_clause(text: &str, at: usize, home: &Home) -> bool {
    if bodies(text, at, Role::Assigned, home).0.is_empty() {
        return false;
    }
    let before = text.get(..at).unwrap_or_default().trim_end_matches([',', ';', ' ']);
    let from = before.rfind([';', '.']).map_or(0, |mark| mark + 1);
    let clause = lower(before.get(from..).unwrap_or_default().trim_start());
    let last = before.len() - before.rsplit(", ").next().map_or(0, str::len);
    CLAUSES.iter().any(|w| clause.starts_with(w)) && bodies(text, last, Role::Assigned, home).0.is_empty()
}

/// "**Cơ quan ký kết hợp đồng** chịu trách nhiệm …": a group at the head of the sentence, with what tells it closer.
fn described(text: &str, duty: usize, home: &Home) -> Option<Doer> {
    let words = text.get(..duty)?;
    let plain = !words.contains([',', ';', '.', ':', '"', '“', '(', ')']) && words.chars().count() < 120;
    // "cán bộ có trách nhiệm trong kỳ kiểm tra": a bare noun is told by its duty, not given one.
    let group = (plain && opens_group(words) && !is_bare(words)).then(|| group_of(words, home))?;
    let open = [" không", " và", " là", " phải"].iter().any(|w| words.ends_with(w)) && !words.ends_with("hàng không");
    let acts = [" được ", " phải ", " sẽ ", " đã ", " bị ", " là ", " và "].iter().any(|w| words.contains(w));
    if open || acts || is_people(&group) {
        return None;
    }
    let one = Found { agency: Rc::new(group), role: Role::Assigned, span: Span::new(0, duty), due: None };
    Some(Doer { found: vec![one], begins: 0, predicate: duty })
}

/// Tells whether words are no more than a common noun or two: "cơ quan", "các tổ chức".
fn is_bare(words: &str) -> bool {
    words.split_whitespace().count() < 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, wanted: &[&str]) {
        let source = SourceText::new("a.txt", text);
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let found = responsible(&View::new(&source), text, &home).map(|d| d.found).unwrap_or_default();
        let names: Vec<&str> = found.iter().map(|f| f.agency.organisation.as_str()).collect();
        assert_eq!(names, wanted, "{text}");
    }

    #[test]
    fn whoever_stands_before_the_duty_is_bound() {
        let committee = "Ủy ban nhân dân cấp xã";
        check("Trường hợp chưa có nghĩa trang, Ủy ban nhân dân cấp xã có trách nhiệm hướng dẫn", &[committee]);
        check(
            "Người chết phải được chôn; trường hợp A, Sở Y tế, Sở Nội vụ có trách nhiệm rà soát",
            &["Sở Y tế", "Sở Nội vụ"],
        );
        check("Đơn vị vận hành bãi rác chịu trách nhiệm hoàn tất", &["Đơn vị vận hành bãi rác"]);
    }

    #[test]
    fn a_noun_told_by_its_duty_has_none() {
        check("phải báo ngay cho người có trách nhiệm của chợ", &[]);
        check("đe dọa cán bộ có trách nhiệm trong kỳ kiểm tra", &[]);
        check("giao cho cơ quan, tổ chức có trách nhiệm quản lý", &[]);
        check("cơ quan thuế không có trách nhiệm hoàn trả", &[]);
        // Of a list that no rule reads whole the last is not all.
        check("Các tổ chức chính trị ở xã, Ủy ban nhân dân cấp xã có trách nhiệm báo cáo", &[]);
        check("Doanh nghiệp tự kê khai và chịu trách nhiệm trước pháp luật", &[]);
    }
}

//! Groups that a rule binds by a description: "Đơn vị cung cấp dịch vụ đăng kiểm có trách nhiệm …", "UBND các xã nơi có dự
//! án đi qua phải …"; people, whom rules speak of more often than they give them a task.

use std::rc::Rc;

use super::role::{Found, order};
use crate::extract::agency::{group_of, opens_group, parse_agencies};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, AgencyName, Jurisdiction, Role};
use crate::text::{Cursor, Span, lower};

/// "**Đơn vị cung cấp dịch vụ đăng kiểm** có trách nhiệm …": whoever a rule binds, when a common noun opens the words.
pub(super) fn bearer(view: &View<'_>, text: &str, at: usize, home: &Jurisdiction) -> Option<(Found, usize)> {
    const LONGEST: usize = 160;
    let rest = text.get(at..)?;
    let places = view.places(text, Cue::Duty).filter_map(|duty| duty.checked_sub(at + 1));
    let duty = |l: &usize| rest.get(*l..).is_some_and(|r| r.starts_with(" có trách nhiệm") || r.starts_with(" phải "));
    let len = places.into_iter().find(duty)?;
    let words = rest.get(..len)?;
    let plain = words.chars().count() < LONGEST && !words.contains(['.', ';', ':', '"', '“']);
    let acts = [" phối hợp ", " chủ trì", " phải ", " báo cáo ", " không ", " được "].iter().any(|w| words.contains(w));
    // "…, Ủy ban nhân dân có trách nhiệm": it binds the body that stands last.
    let other = words.rsplit_once(", ").is_some_and(|(_, last)| {
        let (names, read) = parse_agencies(last, home);
        read == last.len() && names.iter().any(|a| a.kind != AgencyKind::Group)
    });
    if !plain || acts || other || words.ends_with(" không") || !opens_group(words) {
        return None;
    }
    let span = Span::new(at, at + len);
    Some((Found { agency: Rc::new(group_of(words, home)), role: Role::Assigned, span }, at + len))
}

/// Tells whether a group is people, not bodies: rules speak of them often, and seldom give them a task.
pub(super) fn is_people(agency: &AgencyName) -> bool {
    const PEOPLE: [&str; 9] = [
        "cán bộ",
        "công chức",
        "viên chức",
        "người dân",
        "người lao động",
        "người đứng đầu",
        "nhân dân",
        "hộ gia đình",
        "cá nhân",
    ];
    let words = lower(&agency.organisation);
    let bare = ["các ", "mọi ", "mỗi ", "từng "].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(&words);
    agency.kind != AgencyKind::Agency && PEOPLE.iter().any(|w| bare.starts_with(w))
}

/// Tells whether a predicate is what people are to do, not what they are or get.
pub(super) fn binds_people(rest: &str) -> bool {
    const DUTIES: [&str; 9] = [
        "có trách nhiệm",
        "chịu trách nhiệm",
        "phải",
        "cần",
        "nghiêm túc",
        "nêu cao",
        "gương mẫu",
        "chấp hành",
        "chủ động",
    ];
    let duty = DUTIES.iter().any(|w| Cursor::new(rest.trim_start()).eat_folded(w));
    duty && !rest.chars().take(150).collect::<String>().contains(" được ")
}

/// Where a group is: words that describe it before what it is to do.
pub(super) const PLACES: &[&str] =
    &["tại", "từ", "thuộc", "nêu trên", "nói trên", "trên địa bàn", "nơi", "khu vực", "trong", "ở", "liên quan"];

/// Words that open what a body is to do, wherever they stand.
pub(super) const SURE: [&str; 9] = [
    " tập trung ",
    " tiếp tục ",
    " chủ động ",
    " khẩn trương ",
    " chỉ đạo ",
    " tăng cường ",
    " kịp thời ",
    " chủ trì",
    " chịu trách nhiệm ",
];

/// Words between a group and the modal that shows where its description ends: "… đang hoạt động **cần** …".
pub(super) fn described<'a>(
    view: &View<'_>,
    (text, end): (&'a str, usize),
    several: bool,
    home: &Jurisdiction,
) -> Option<&'a str> {
    const OPENINGS: &[&str] = &["có các", "có", "đang", "được phân công", "được giao", "thực hiện nhiệm vụ"];
    const MODALS: [&str; 3] = [" cần ", " phải ", " có trách nhiệm "];
    let rest = text.get(end..)?;
    let mut c = Cursor::new(rest);
    c.skip_spaces();
    // "Chủ tịch UBND các xã **tại khu vực** … tập trung chỉ đạo": where they are, not what they are.
    let before = lower(text.get(..end)?);
    let units =
        ["nhân dân", "địa phương", "các xã", "các tỉnh", "phường", "thành phố"].iter().any(|w| before.ends_with(w));
    let placed = units && c.eat_any(PLACES).is_some();
    if !placed {
        c.eat_any(OPENINGS).filter(|_| !several)?;
    }
    c.skip_spaces();
    if c.clone().eat_any(&["trách nhiệm", "thể"]).is_some() {
        return None;
    }
    let ends = MODALS.iter().chain(SURE.iter().filter(|_| placed));
    let at = ends.filter_map(|w| rest.find(w)).min()?;
    let more = rest.get(..at)?;
    let plain = !more.trim().is_empty()
        && more.chars().count() < 100
        && !more.contains(['.', ';'])
        && order(view, more, home).is_none();
    plain.then_some(more)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_from_bodies() {
        let people = |words: &str| is_people(&group_of(words, &Jurisdiction::default()));
        assert!(people("Cán bộ, công chức") && people("Mọi người dân"));
        assert!(!people("Các cơ quan, đơn vị") && !people("Doanh nghiệp viễn thông"));
        assert!(binds_people(" nghiêm túc chấp hành") && !binds_people(" theo quy định của pháp luật"));
    }
}

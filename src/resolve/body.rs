//! Which body a name stands for: its key from the table of bodies and the territory, the bodies before and after it.

use std::collections::BTreeSet;

use super::home::Speaker;
use super::territory::place_key;
use crate::model::reference::{
    Body, PlaceSuccession, Province, Reach, bodies, body_of_name, body_successions, name_key, place_successions,
    province_of_id, provinces,
};
use crate::model::{AgencyId, AgencyKind, AgencyName, Jurisdiction, Predecessor, Succession};
use crate::text::slug;

/// Words that open a post, folded; the body follows. Longer before shorter.
const POSTS: [&str; 33] = [
    "pho chu tich thuong truc",
    "pho chu tich",
    "chu tich",
    "pho tong giam doc",
    "tong giam doc",
    "pho giam doc",
    "giam doc",
    "chanh van phong",
    "pho chanh van phong",
    "chanh thanh tra",
    "chanh an",
    "tong bi thu",
    "pho bi thu",
    "bi thu",
    "thu truong",
    "bo truong",
    "pho tong cuc truong",
    "tong cuc truong",
    "pho cuc truong",
    "cuc truong",
    "chi cuc truong",
    "vu truong",
    "vien truong",
    "pho truong ban",
    "truong ban",
    "truong phong",
    "truong",
    "thong doc",
    "tong thanh tra",
    "tong kiem toan",
    "hieu truong",
    "nguoi dung dau",
    "lanh dao",
];

/// Posts whose last words name the body too: the head of an office is "Chánh Văn phòng".
const WITHIN: [(&str, &str); 4] = [
    ("chanh van phong", "van phong"),
    ("pho chanh van phong", "van phong"),
    ("chanh thanh tra", "thanh tra"),
    ("tong kiem toan", "kiem toan nha nuoc"),
];

/// Words that open the name of a group of central bodies, folded, where no territory is printed.
const CENTRAL_GROUPS: [&str; 4] =
    ["bo truong", "bo ", "thu truong co quan ngang bo", "thu truong co quan thuoc chinh phu"];

/// A body's identity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identified {
    /// The key.
    pub(super) id: AgencyId,
    /// The rule that gave it.
    pub(super) rule: &'static str,
    /// Territory with its key; none for central bodies.
    pub(super) territory: Option<(Jurisdiction, String)>,
    /// The row of the table.
    pub(super) body: Option<&'static Body>,
    /// For a post: its body's key and name; for a department, the people's committee's.
    pub(super) part_of: Option<(AgencyId, String)>,
}

/// Decides which body a name in a document stands for. `apart` is the key of a territory of the document's own, for names
/// that mean something only in it.
pub(super) fn identify(name: &AgencyName, speaker: &Speaker, apart: &str) -> Identified {
    let words = if name.organisation.is_empty() { &name.name } else { &name.organisation };
    let folded = name_key(words);
    let territory = territory_of(name, &folded, speaker);
    let reach = reach_of(&territory);
    let key = territory.as_ref().map(|(j, k)| (j.clone(), k.clone()));
    let local = folded.starts_with("so ") || matches!(name.kind, AgencyKind::Group | AgencyKind::Enterprise);
    let central_group =
        name.kind == AgencyKind::Group && CENTRAL_GROUPS.iter().any(|g| group_key(&folded).starts_with(g.trim_end()));
    let known = body_of_name(&folded, reach);
    let place = match &key {
        Some((_, key)) => key.clone(),
        None if known.is_some()
            || central_group
            || !local
            || speaker.home.as_ref().is_some_and(Jurisdiction::is_central) =>
        {
            "tw".to_owned()
        }
        None => apart.to_owned(),
    };
    let (tail, body, part) = match name.kind {
        AgencyKind::Post => post(&folded, reach),
        AgencyKind::Group => (format!("nhom-{}", slug(&group_key(&folded))), None, None),
        AgencyKind::Agency | AgencyKind::Enterprise => {
            (known.map_or_else(|| slug(&folded), |b| b.key.clone()), known, None)
        }
    };
    let part = part.or_else(|| committee(&tail, reach));
    let suffix = key.as_ref().and_then(|(j, _)| j.suffix());
    Identified {
        id: AgencyId::new(format!("vn:org:{place}:{tail}")),
        rule: if body.is_some() { "table-of-bodies" } else { "name-in-territory" },
        part_of: part.map(|(tail, name)| {
            let name = suffix.map_or_else(|| name.clone(), |s| format!("{name} {s}"));
            (AgencyId::new(format!("vn:org:{place}:{tail}")), name)
        }),
        territory: key,
        body,
    }
}

/// Returns the row of the table for a key within a territory.
pub(super) fn of_tail(id: &str, jurisdiction: &Jurisdiction) -> Option<&'static Body> {
    let tail = id.rsplit(':').next()?;
    let reach = match (jurisdiction.is_central(), jurisdiction.district.is_some() || jurisdiction.commune.is_some()) {
        (true, _) => Reach::Centre,
        (false, true) => Reach::District,
        (false, false) => Reach::Province,
    };
    bodies_of(reach, tail)
}

/// Returns the bodies that came after one, one after the other.
pub(super) fn successors(body: &Body, place: Option<&str>) -> Vec<Succession> {
    let mut found: Vec<Succession> = Vec::new();
    let mut open = vec![(body.key.clone(), place.map(str::to_owned), String::new())];
    let mut seen = BTreeSet::new();
    while let Some((key, place, since)) = open.pop() {
        let next = next_of(body.reach, &key, place.as_deref(), &since);
        for (key, place, on, instrument) in next {
            if !seen.insert((key.clone(), place.clone())) {
                continue;
            }
            let until = last_day(body.reach, &key, place.as_deref());
            let (successor, name) = named(body.reach, &key, place.as_deref());
            found.push(Succession { successor, name, on: on.clone(), instrument, until });
            open.push((key, place, on));
        }
    }
    found.sort_by(|a, b| (&a.on, &a.successor).cmp(&(&b.on, &b.successor)));
    found
}

/// Returns the bodies that one took over from, near and far, the latest first.
pub(super) fn predecessors(body: &Body, place: Option<&str>) -> Vec<Predecessor> {
    let mut found: Vec<Predecessor> = Vec::new();
    let mut open = vec![(body.key.clone(), place.map(str::to_owned))];
    let mut seen = BTreeSet::new();
    while let Some((key, place)) = open.pop() {
        for (before, at, instrument) in before_of(body.reach, &key, place.as_deref()) {
            if !seen.insert((before.clone(), at.clone())) {
                continue;
            }
            let until = last_day(body.reach, &before, at.as_deref());
            let (predecessor, name) = named(body.reach, &before, at.as_deref());
            found.push(Predecessor { predecessor, name, until, instrument });
            open.push((before, at));
        }
    }
    found.sort_by(|a, b| (&b.until, &a.predecessor).cmp(&(&a.until, &b.predecessor)));
    found
}

/// "Sở Tài chính" without a territory in a document that speaks of a province is that province's.
fn territory_of(name: &AgencyName, folded: &str, speaker: &Speaker) -> Option<(Jurisdiction, String)> {
    let mut jurisdiction = name.jurisdiction.clone();
    let department = folded.starts_with("so ") || folded.contains(" so ");
    if jurisdiction.is_central() && department && body_of_name(folded, Reach::Centre).is_none() {
        jurisdiction = speaker.home.as_ref()?.of_province();
    }
    if jurisdiction.is_central() {
        return None;
    }
    let key = place_key(&jurisdiction, speaker.era).unwrap_or_else(|| slug(&jurisdiction.label()));
    Some((jurisdiction, key))
}

fn reach_of(territory: &Option<(Jurisdiction, String)>) -> Reach {
    match territory {
        None => Reach::Centre,
        Some((j, _)) if j.district.is_some() || j.commune.is_some() => Reach::District,
        Some(_) => Reach::Province,
    }
}

/// "Các cơ quan, đơn vị có liên quan" and "cơ quan, đơn vị liên quan" are one group.
fn group_key(folded: &str) -> String {
    let plain = ["tat ca cac ", "cac ", "nhung "].iter().find_map(|lead| folded.strip_prefix(lead)).unwrap_or(folded);
    plain.replace("co lien quan", "lien quan")
}

type Part = Option<(String, String)>;

/// A post's own part of its key, the table's row of its body, and the body.
fn post(folded: &str, reach: Reach) -> (String, Option<&'static Body>, Part) {
    let Some(post) = POSTS.iter().find(|p| folded.starts_with(&format!("{p} "))) else {
        return (slug(folded), None, None);
    };
    let rest = folded.get(post.len()..).unwrap_or_default().trim();
    let within = WITHIN.iter().find(|(p, _)| p == post).map(|(_, body)| *body);
    let inner = within.map_or_else(|| rest.to_owned(), |body| format!("{body} {rest}").trim().to_owned());
    if ["cac ", "co quan", "don vi", "so ban", "ban nganh"].iter().any(|g| rest.starts_with(g)) || rest.is_empty() {
        return (slug(folded), None, None);
    }
    let body = body_of_name(&inner, reach);
    let key = body.map_or_else(|| slug(&inner), |b| b.key.clone());
    let part = body.map(|b| (b.key.clone(), b.name.clone()));
    (format!("{}.{key}", slug(post)), None, part)
}

/// Departments of a province serve its people's committee.
fn committee(tail: &str, reach: Reach) -> Part {
    let serves = match reach {
        Reach::Province => {
            tail.starts_with("so-") || tail == "van-phong-uy-ban-nhan-dan" || tail.starts_with("ban-quan-ly-")
        }
        Reach::District => tail.starts_with("phong-"),
        Reach::Centre => false,
    };
    serves.then(|| ("uy-ban-nhan-dan".to_owned(), "Ủy ban nhân dân".to_owned()))
}

/// Key, territory, first day and instrument of what took over first from a body that was there since a day.
fn next_of(reach: Reach, key: &str, place: Option<&str>, since: &str) -> Vec<(String, Option<String>, String, String)> {
    let bodies =
        body_successions().iter().filter(|s| s.reach == reach && s.predecessor == key && s.on.as_str() > since);
    let places = place.and_then(province_of_key).map(|p| changes(|s| s.predecessor == p.id)).unwrap_or_default();
    let places = places.into_iter().filter(|s| s.on.as_str() > since);
    let mut next: Vec<(String, Option<String>, String, String)> = bodies
        .map(|s| (s.successor.clone(), place.map(str::to_owned), s.on.clone(), s.instrument.clone()))
        .chain(places.filter_map(|s| {
            let to = province_of_id(&s.successor)?;
            Some((key.to_owned(), Some(to.key.clone()), s.on.clone(), s.instrument.clone()))
        }))
        .collect();
    let first = next.iter().map(|(_, _, on, _)| on.clone()).min();
    next.retain(|(_, _, on, _)| Some(on) == first.as_ref());
    next
}

/// Key, territory and instrument of what a body took over from.
fn before_of(reach: Reach, key: &str, place: Option<&str>) -> Vec<(String, Option<String>, String)> {
    let from = place.and_then(province_of_key).map(first_day).unwrap_or_default();
    let bodies = body_successions().iter().filter(|s| s.reach == reach && s.successor == key && s.on.as_str() >= from);
    let same = bodies.map(|s| (s.predecessor.clone(), place.map(str::to_owned), s.instrument.clone()));
    let places = place.and_then(province_of_key).map(|p| changes(|s| first_id(p) == s.successor)).unwrap_or_default();
    let moved = places.into_iter().filter_map(|s| {
        let of = province_of_id(&s.predecessor)?;
        let there = bodies_of(reach, key).is_none_or(|b| b.valid_from.is_empty() || b.valid_from <= of.valid_to);
        there.then(|| (key.to_owned(), Some(of.key.clone()), s.instrument.clone()))
    });
    same.chain(moved).collect()
}

fn changes(of: impl Fn(&PlaceSuccession) -> bool) -> Vec<&'static PlaceSuccession> {
    place_successions().iter().filter(|s| of(s)).collect()
}

fn bodies_of(reach: Reach, key: &str) -> Option<&'static Body> {
    bodies().iter().find(|b| b.reach == reach && b.key == key)
}

/// Returns the present or last province that bears a key.
pub(super) fn province_of_key(key: &str) -> Option<&'static Province> {
    provinces().iter().filter(|p| p.key == key).max_by(|a, b| a.valid_from.cmp(&b.valid_from))
}

/// The first of the table's rows that share a province's key: the one that took over from others.
fn first_id(province: &Province) -> &str {
    let same = provinces().iter().filter(|p| p.key == province.key);
    same.min_by(|a, b| a.valid_from.cmp(&b.valid_from)).map_or(province.id.as_str(), |p| p.id.as_str())
}

/// The first day of a province under its key.
fn first_day(province: &Province) -> &str {
    province_of_id(first_id(province)).map_or("", |p| p.valid_from.as_str())
}

/// The body's own last day or its territory's, whichever is earlier; empty when both are still there.
fn last_day(reach: Reach, key: &str, place: Option<&str>) -> String {
    let own = bodies_of(reach, key).map(|b| b.valid_to.clone()).unwrap_or_default();
    let place = place.and_then(province_of_key).map(|p| p.valid_to.clone()).unwrap_or_default();
    match (own.is_empty(), place.is_empty()) {
        (false, false) => own.min(place),
        (false, true) => own,
        (true, _) => place,
    }
}

fn named(reach: Reach, key: &str, place: Option<&str>) -> (String, String) {
    let name = bodies_of(reach, key).map_or(key, |b| b.name.as_str());
    let province = place.and_then(province_of_key);
    let full = match province {
        Some(p) if name.ends_with(" tỉnh") || name == "Tỉnh ủy" => format!("{name} {}", p.name),
        Some(p) => format!("{name} {} {}", p.kind, p.name),
        None => name.to_owned(),
    };
    (format!("vn:org:{}:{key}", place.unwrap_or("tw")), full)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::PartialDate;

    fn speaker(era: &str) -> Speaker {
        Speaker {
            home: Some(Jurisdiction::province("tỉnh", "Lào Cai")),
            era: PartialDate::parse_iso(era),
            ..Speaker::default()
        }
    }

    #[track_caller]
    fn check(kind: AgencyKind, organisation: &str, era: &str, id: &str) {
        let name = AgencyName {
            name: organisation.to_owned(),
            organisation: organisation.to_owned(),
            printed: organisation.to_owned(),
            kind,
            jurisdiction: Jurisdiction::province("tỉnh", "Lào Cai"),
        };
        assert_eq!(identify(&name, &speaker(era), "x").id.as_str(), id);
    }

    #[test]
    fn one_key_for_the_names_of_a_body_and_another_in_another_era() {
        check(AgencyKind::Agency, "Sở Kế hoạch & Đầu tư", "2020-03-04", "vn:org:t10:so-ke-hoach-va-dau-tu");
        check(AgencyKind::Agency, "Sở KH&ĐT", "2020-03-04", "vn:org:t10:so-ke-hoach-va-dau-tu");
        check(AgencyKind::Agency, "Sở Tài chính", "2025-11-04", "vn:org:t15@2025:so-tai-chinh");
        check(AgencyKind::Post, "Giám đốc Sở Tài chính", "2020-03-04", "vn:org:t10:giam-doc.so-tai-chinh");
        check(
            AgencyKind::Post,
            "Chánh Văn phòng UBND",
            "2020-03-04",
            "vn:org:t10:chanh-van-phong.van-phong-uy-ban-nhan-dan",
        );
        check(AgencyKind::Group, "Các đơn vị có liên quan", "2020-03-04", "vn:org:t10:nhom-don-vi-lien-quan");
    }

    #[test]
    fn follows_a_department_through_both_reforms() {
        let body = body_of_name("Sở Kế hoạch và Đầu tư", Reach::Province).unwrap();
        let after: Vec<(String, String, String)> =
            successors(body, Some("t10")).into_iter().map(|s| (s.successor, s.on, s.until)).collect();
        let row = |id: &str, on: &str, until: &str| (id.to_owned(), on.to_owned(), until.to_owned());
        assert_eq!(
            after,
            [
                row("vn:org:t10:so-tai-chinh", "2025-03-01", "2025-06-30"),
                row("vn:org:t15@2025:so-tai-chinh", "2025-07-01", ""),
            ]
        );
    }

    #[test]
    fn a_department_of_today_has_those_of_all_provinces_it_was_made_from() {
        let body = body_of_name("Sở Tài chính", Reach::Province).unwrap();
        let before: Vec<String> = predecessors(body, Some("t15@2025")).into_iter().map(|p| p.predecessor).collect();
        assert_eq!(
            before,
            [
                "vn:org:t10:so-tai-chinh",
                "vn:org:t15:so-tai-chinh",
                "vn:org:t10:so-ke-hoach-va-dau-tu",
                "vn:org:t15:so-ke-hoach-va-dau-tu",
            ]
        );
        let ministry = body_of_name("Bộ Xây dựng", Reach::Centre).unwrap();
        let before: Vec<String> = predecessors(ministry, None).into_iter().map(|p| p.name).collect();
        assert_eq!(before, ["Bộ Giao thông vận tải"]);
    }
}

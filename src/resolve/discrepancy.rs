//! Contradictions between what documents print of one work: candidates for a person to judge, never corrected here.

use std::collections::{BTreeMap, BTreeSet};

use rapidfuzz::fuzz::ratio;

use super::documents::Works;
use super::draft::title_key;
use super::memory::Found;
use crate::model::reference::{Reach, body_of_name, law_of_number, name_key};
use crate::model::{Discrepancy, DiscrepancyKind, DocumentNode, Located, RelationEdge, RelationKind, Word};
use crate::text::PartialDate;

/// Below which likeness two subjects printed with two dates are of two works.
const UNLIKE: f64 = 0.5;

/// Posts whose holder issues in the series of the body, as folded words.
const HEADS: [&str; 5] = ["chu tich ", "bo truong ", "giam doc ", "cuc truong ", "tong cuc truong "];

/// Names of Party committees as their congresses' terms have them, as folded words.
const COMMITTEES: [(&str, &str); 3] = [
    ("ban chap hanh dang bo tinh", "tinh uy"),
    ("ban chap hanh dang bo thanh pho", "thanh uy"),
    ("ban chap hanh dang bo huyen", "huyen uy"),
];

/// Finds contradictions in the citations of the works that were made anew.
pub(super) fn of_works(works: &Works) -> Found {
    let made = (0u32..).zip(&works.nodes).zip(&works.made).filter(|(_, made)| **made);
    let found = made.map(|((at, node), _)| {
        let all = [two_dates(node), two_issuers(node), two_titles(node)];
        (at, all.into_iter().flatten().collect())
    });
    found.filter(|(_, found): &(u32, Vec<Discrepancy>)| !found.is_empty()).collect()
}

fn two_dates(node: &DocumentNode) -> Option<Discrepancy> {
    let mut printed: BTreeMap<PartialDate, Located> = BTreeMap::new();
    for m in node.mentions.iter() {
        if let Some(date) = m.issued_on {
            printed.entry(date).or_insert(m.located);
        }
    }
    let mut dates: Vec<PartialDate> = printed.keys().copied().collect();
    let passed = node.number.as_deref().filter(|_| is_law(node)).and_then(law_of_number).map(|l| l.passed);
    let wrong = passed.is_some_and(|p| dates.iter().any(|d| !d.agrees_with(p)));
    let clash = wrong || dates.iter().any(|a| dates.iter().any(|b| !a.agrees_with(*b)));
    let message = match passed.filter(|_| wrong) {
        Some(passed) => format!("{} was passed on {passed} and is cited with another date", label(node)),
        None => format!("{} is cited with {} dates", label(node), dates.len()),
    };
    dates.extend(passed.filter(|p| wrong && !dates.contains(p)));
    clash.then(|| Discrepancy {
        kind: DiscrepancyKind::TwoDates,
        about: node.id.to_string(),
        message,
        values: dates.iter().map(ToString::to_string).collect(),
        evidence: printed.into_values().collect(),
    })
}

fn is_law(node: &DocumentNode) -> bool {
    node.id.as_str().starts_with("vn:qppl:") && matches!(node.id.as_str().split(':').nth(3), Some("l" | "pl"))
}

/// Two issuers of which neither name holds the other: "Tỉnh ủy" and "Ban Thường vụ Tỉnh ủy" do not contradict.
fn two_issuers(node: &DocumentNode) -> Option<Discrepancy> {
    let mut printed: BTreeMap<Vec<String>, (String, Located)> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for m in node.mentions.iter() {
        if let Some(issuer) = m.issuer.filter(|i| seen.insert(i.clone())) {
            printed.entry(issuer_keys(&issuer)).or_insert_with(|| (issuer.to_string(), m.located));
        }
    }
    let keys: Vec<&Vec<String>> = printed.keys().collect();
    let clash = keys.iter().any(|a| keys.iter().any(|b| !same_issuer(a, b)));
    clash.then(|| Discrepancy {
        kind: DiscrepancyKind::TwoIssuers,
        about: node.id.to_string(),
        message: format!("{} is cited with {} issuers", label(node), keys.len()),
        values: printed.values().map(|(name, _)| name.clone()).collect(),
        evidence: printed.values().map(|(_, at)| *at).collect(),
    })
}

/// The bodies an issuer's name names, each under the key of the table where it has one.
fn issuer_keys(issuer: &str) -> Vec<String> {
    let mut keys: Vec<String> = issuer.split([',', '(']).map(issuer_key).filter(|k| !k.is_empty()).collect();
    keys.sort();
    keys
}

fn issuer_key(name: &str) -> String {
    if let Some(body) = body_of_name(name, Reach::Centre) {
        return name_key(&body.name);
    }
    let mut key = name_key(name);
    while let Some(rest) = HEADS.iter().find_map(|head| key.strip_prefix(head)) {
        key = rest.to_owned();
    }
    COMMITTEES.iter().fold(key, |key, (long, short)| key.replace(long, short))
}

fn same_issuer(a: &[String], b: &[String]) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.contains(y.as_str()) || y.contains(x.as_str())))
}

/// Two subjects that have nothing in common, each with a date of its own: one of the two numbers is a slip. Subjects alone
/// tell nothing, for a document is cited for one matter here and for another there.
fn two_titles(node: &DocumentNode) -> Option<Discrepancy> {
    // What is cited by thousands is cited in few ways: the first of each is enough.
    let mut printed = BTreeSet::new();
    let mut told: Vec<(Located, Word, PartialDate)> = Vec::new();
    for m in node.mentions.iter() {
        let day = m.issued_on.filter(|d| d.day.is_some());
        let way = m.title.zip(day).filter(|way| printed.insert(way.clone()));
        told.extend(way.map(|(title, day)| (m.located, title, day)));
    }
    let first = told.first().map(|(.., day)| *day);
    if told.iter().all(|(.., day)| Some(*day) == first) {
        return None;
    }
    let mut seen = BTreeSet::new();
    let told: Vec<(Located, String, Word, PartialDate)> = told
        .into_iter()
        .map(|(at, title, day)| (at, title_key(&title), title, day))
        .filter(|(_, key, _, day)| seen.insert((key.clone(), *day)))
        .collect();
    let unlike = |a: &str, b: &str| ratio(a.chars(), b.chars()) < UNLIKE && !a.contains(b) && !b.contains(a);
    let (a, b) = told.iter().enumerate().find_map(|(i, one)| {
        let other = told.iter().skip(i + 1).find(|(_, y, _, day)| *day != one.3 && unlike(&one.1, y))?;
        Some((one, other))
    })?;
    Some(Discrepancy {
        kind: DiscrepancyKind::TwoTitles,
        about: node.id.to_string(),
        message: format!("{} is cited with two dates and two subjects", label(node)),
        values: vec![a.2.to_string(), b.2.to_string()],
        evidence: vec![a.0, b.0],
    })
}

/// Tells whether a document is dated before what it is said to rest on.
pub(super) fn dated_before(nodes: &[DocumentNode], relation: &RelationEdge) -> Option<Discrepancy> {
    if !matches!(relation.kind, RelationKind::Implements | RelationKind::LegalBasis | RelationKind::Guides) {
        return None;
    }
    // What a third document says of two others may be read too far; what a document says of itself is its own.
    if relation.actor != relation.said_by && relation.kind != RelationKind::Implements {
        return None;
    }
    let (actor, object) = (nodes.get(relation.actor as usize)?, nodes.get(relation.object as usize)?);
    let (a, o) = (actor.issued_on?, object.issued_on?);
    a.certainly_before(o).then(|| Discrepancy {
        kind: DiscrepancyKind::DatedBefore,
        about: actor.id.to_string(),
        message: format!("{} is dated {a}, before {} of {o}, which it is said to rest on", label(actor), label(object)),
        values: vec![a.to_string(), o.to_string()],
        evidence: vec![relation.evidence],
    })
}

pub(super) fn label(node: &DocumentNode) -> String {
    node.number
        .as_ref()
        .map(|n| n.canonical())
        .or_else(|| node.title.as_deref().map(str::to_owned))
        .unwrap_or_else(|| node.id.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        assert_eq!(same_issuer(&issuer_keys(a), &issuer_keys(b)), same, "{a} / {b}");
    }

    #[test]
    fn one_issuer_in_other_words() {
        check("Tỉnh ủy", "Ban Thường vụ Tỉnh ủy", true);
        check("Tỉnh ủy", "Ban chấp hành Đảng bộ tỉnh Nghệ An", true);
        check("Bộ Nông nghiệp và PTNT", "Bộ Nông nghiệp và Phát triển nông thôn", true);
        check("Chủ tịch Ủy ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh Ninh Bình", true);
        check("Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ", "Văn phòng Chính phủ", true);
    }

    #[test]
    fn two_issuers_contradict() {
        check("Bộ Chính trị", "Ban Chấp hành Trung ương", false);
        check("Chính phủ", "Bộ Nông nghiệp và Môi trường", false);
        check("Huyện ủy Bảo Yên", "Ủy ban nhân dân huyện Bảo Yên", false);
    }
}

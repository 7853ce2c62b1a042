//! One entry a work: what tells it from others, and which of two names says more.

use super::head::Tail;
use super::name::{Found, Naming};
use crate::model::{Evidence, ProjectKind, ProjectMention};
use crate::text::{fold, is_alphanumeric};

/// A work with what tells it from others.
pub(super) struct Entry {
    pub(super) family: &'static str,
    pub(super) key: String,
    pub(super) place: String,
    pub(super) described: bool,
    pub(super) naming: Naming,
    pub(super) count: u32,
    pub(super) project: ProjectMention,
}

/// Unnamed works count only with an amount; several of them only with a cost.
pub(super) fn keeps(entry: &Entry) -> bool {
    let costs = !entry.project.costs.is_empty();
    match entry.naming {
        Naming::Named => true,
        Naming::Counted(1) => costs || !entry.project.capacities.is_empty(),
        Naming::Counted(_) => costs,
        Naming::Generic => costs,
    }
}

impl Entry {
    /// "các dự án thủy điện" is later counted: "06 dự án thủy điện"; so are works of one name: "02 làng nghề dệt …".
    /// Returns whether its key is another now.
    pub(super) fn name_better(&mut self, found: &Found, printed: String) -> bool {
        let counted = found.count > self.count.max(1) && found.naming != Naming::Generic;
        // "cao tốc Cà Mau Đất Mũi" is later printed with its dash: "tuyến đường bộ cao tốc Cà Mau - Đất Mũi".
        if found.naming == Naming::Named && printed.contains(" - ") && !self.project.name.contains(['-', '–']) {
            self.project.name.clone_from(&printed);
            self.project.printed.clone_from(&printed);
        }
        let key = key(&printed);
        let longer = found.naming == Naming::Named && is_stretch_of(&key, &self.key);
        if longer {
            self.key = key;
            self.project.name.clone_from(&printed);
            self.project.printed.clone_from(&printed);
        }
        self.count = self.count.max(found.count);
        if counted || (self.naming == Naming::Generic && found.naming != Naming::Generic) {
            self.naming = found.naming;
            self.project.name.clone_from(&printed);
            self.project.printed = printed;
        }
        longer
    }
}

/// A "dự án" that does not say what it makes may be anything.
pub(super) fn kind(found: &Found) -> ProjectKind {
    if found.head.tail == Tail::Activity && !found.described { ProjectKind::Other } else { found.head.kind }
}

pub(super) fn new_project(
    name: String,
    printed: String,
    kind: ProjectKind,
    place: Option<String>,
    evidence: Evidence,
) -> ProjectMention {
    let (costs, capacities, years, enterprises) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    ProjectMention { name, printed, kind, place, costs, capacities, years, enterprises, evidence: vec![evidence] }
}

/// The words that tell a name from others: folded, without marks and the words of a place.
pub(super) fn key(name: &str) -> String {
    let folded = fold(name);
    let mut plain = String::with_capacity(folded.len());
    plain.extend(folded.chars().map(|c| if is_alphanumeric(c) { c } else { ' ' }));
    if plain.contains("hcm") {
        plain = plain.replace("tphcm", "thanh pho ho chi minh").replace("tp hcm", "thanh pho ho chi minh");
    }
    let kept = plain
        .split_whitespace()
        .filter(|w| !matches!(*w, "tai" | "xa" | "thi" | "tran" | "phuong" | "huyen" | "o" | "truc"));
    spaced(kept, plain.len())
}

/// Joins words with single spaces; they take `len` bytes at most.
pub(super) fn spaced<'w>(words: impl Iterator<Item = &'w str>, len: usize) -> String {
    let mut out = String::with_capacity(len);
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// How many words two namings of one work share at least.
pub(super) const LEAST_ALIKE: usize = 3;

/// Tells whether works of a family may be railways.
pub(super) fn is_rail(family: &str) -> bool {
    ["railway", "built way"].contains(&family)
}

pub(super) fn is_same(entry: &Entry, found: &Found, key: &str, place: &str) -> bool {
    if entry.family != found.head.family {
        // "đường sắt khổ tiêu chuẩn Lào Cai - Hà Nội - Hải Phòng", "dự án tuyến đường sắt Lào Cai - Hà Nội - Hải Phòng".
        let rails = is_rail(entry.family) && is_rail(found.head.family);
        return rails && (is_route_of(&entry.key, key) || is_route_of(key, &entry.key));
    }
    // "16 dự án … 870 MW", "681 dự án …": other numbers are other works.
    let counts = entry.count > 1 && found.count > 1 && entry.count != found.count;
    if counts && entry.key.is_empty() && key.is_empty() {
        return false;
    }
    if entry.naming == Naming::Generic || entry.key == key {
        return entry.key == key && !(key.is_empty() && found.naming == Naming::Counted(1));
    }
    if is_stretch_of(&entry.key, key) || is_stretch_of(key, &entry.key) {
        return true;
    }
    let both = entry.described && found.described && found.naming == Naming::Named;
    both && shares(&entry.place, place, 1, 0.5) && shares(&entry.key, key, LEAST_ALIKE, 0.75)
}

/// Tells whether the one key is a railway's with its sort, the other the places it joins alone.
fn is_route_of(long: &str, route: &str) -> bool {
    const LEAST: usize = 4;
    let joins = words_in(route).count() >= LEAST && !route.starts_with("duong sat");
    joins && long.starts_with("duong sat") && long.strip_suffix(route).is_some_and(|rest| rest.ends_with(' '))
}

/// "Đại lộ Lê Lợi đoạn từ ngã tư Phú Sơn đến cầu Đống" and "Đại lộ Lê Lợi".
pub(super) fn is_stretch_of(long: &str, short: &str) -> bool {
    !short.is_empty() && long.strip_prefix(short).is_some_and(|rest| rest.starts_with(" doan tu "))
}

/// Tells whether at least `least` words, and `part` of the shorter list, stand in both.
fn shares(a: &str, b: &str, least: usize, part: f64) -> bool {
    let shorter = words_in(a).count().min(words_in(b).count());
    let common = words_in(a).filter(|w| words_in(b).any(|other| other == *w)).count();
    shorter == 0 && least == 1
        || common >= least
            && f64::from(u32::try_from(common).unwrap_or(0)) >= part * f64::from(u32::try_from(shorter).unwrap_or(0))
}

/// The words of a list in which single spaces stand between them.
pub(super) fn words_in(list: &str) -> impl Iterator<Item = &str> {
    list.split(' ').filter(|w| !w.is_empty())
}

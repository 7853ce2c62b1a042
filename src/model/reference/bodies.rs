//! Bodies of the centre, and those every province and district has, with codes, other names, terms and successors.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{name_key, rows, several};
use crate::model::AuthorityLevel;
use crate::text::slug;

const BODIES: &str = include_str!("../../../graph-data/reference/agencies.csv");
const SUCCESSION: &str = include_str!("../../../graph-data/reference/agency-succession.csv");

/// How many bodies a row stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// One body of the centre.
    Centre,
    /// One body in each province.
    Province,
    /// One body in each district.
    District,
}

/// A body, or one that every province or district has.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Body {
    /// How many bodies this row stands for.
    pub reach: Reach,
    /// The name in full, without a territory: "Sở Công Thương".
    pub name: String,
    /// Its part of identities: `so-cong-thuong`.
    pub key: String,
    /// Codes that stand for it in symbols, the usual one first.
    pub codes: Vec<String>,
    /// Other names it is printed with.
    pub aliases: Vec<String>,
    /// Level of authority; none for firms.
    pub level: Option<AuthorityLevel>,
    /// ISO date of its first day, empty when before the table begins.
    pub valid_from: String,
    /// ISO date of its last day, empty when it still exists.
    pub valid_to: String,
    /// Where this is from.
    pub source: String,
}

/// One body takes over from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodySuccession {
    /// How many bodies this row stands for.
    pub reach: Reach,
    /// Key of the one before.
    pub predecessor: String,
    /// Key of the one after.
    pub successor: String,
    /// ISO date from which.
    pub on: String,
    /// Number of the document that ordered it; empty when not certain.
    pub instrument: String,
}

/// Returns the bodies of the table.
pub fn bodies() -> &'static [Body] {
    static TABLE: LazyLock<Vec<Body>> = LazyLock::new(|| {
        rows(BODIES)
            .filter_map(|r| {
                let [reach, name, codes, aliases, level, valid_from, valid_to, source] = r.try_into().ok()?;
                let level = AuthorityLevel::ALL.into_iter().find(|l| l.code() == level);
                let (codes, aliases) = (several(&codes), several(&aliases));
                let reach = reach_of(&reach)?;
                Some(Body { reach, key: slug(&name), name, codes, aliases, level, valid_from, valid_to, source })
            })
            .collect()
    });
    &TABLE
}

/// Returns which bodies took over from which.
pub fn body_successions() -> &'static [BodySuccession] {
    static TABLE: LazyLock<Vec<BodySuccession>> = LazyLock::new(|| {
        rows(SUCCESSION)
            .filter_map(|r| {
                let [reach, before, after, on, instrument] = r.try_into().ok()?;
                let (predecessor, successor) = (slug(&before), slug(&after));
                Some(BodySuccession { reach: reach_of(&reach)?, predecessor, successor, on, instrument })
            })
            .collect()
    });
    &TABLE
}

/// Finds a body by its name or another name of it, however it is printed.
pub fn body_of_name(name: &str, reach: Reach) -> Option<&'static Body> {
    static INDEX: LazyLock<BTreeMap<(Reach, String), usize>> = LazyLock::new(|| {
        let names = |b: &'static Body| std::iter::once(&b.name).chain(&b.aliases).map(|n| (b.reach, name_key(n)));
        let mut index = BTreeMap::new();
        for (i, body) in bodies().iter().enumerate() {
            for key in names(body) {
                index.entry(key).or_insert(i);
            }
        }
        index
    });
    INDEX.get(&(reach, name_key(name))).and_then(|i| bodies().get(*i))
}

/// Finds the body of the centre that a code in a symbol stands for.
pub fn body_of_code(code: &str) -> Option<&'static Body> {
    static INDEX: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
        let central = bodies().iter().enumerate().filter(|(_, b)| b.reach == Reach::Centre);
        central.flat_map(|(i, b)| b.codes.iter().map(move |c| (c.as_str(), i))).collect()
    });
    INDEX.get(code).and_then(|i| bodies().get(*i))
}

fn reach_of(word: &str) -> Option<Reach> {
    match word {
        "tw" => Some(Reach::Centre),
        "tinh" => Some(Reach::Province),
        "huyen" => Some(Reach::District),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, reach: Reach, key: Option<&str>) {
        assert_eq!(body_of_name(name, reach).map(|b| b.key.as_str()), key, "{name}");
    }

    #[test]
    fn one_body_for_all_its_names() {
        check("Sở KH&ĐT", Reach::Province, Some("so-ke-hoach-va-dau-tu"));
        check("Sở Kế hoạch & Đầu tư", Reach::Province, Some("so-ke-hoach-va-dau-tu"));
        check("Bộ Lao động, Thương binh và Xã hội", Reach::Centre, Some("bo-lao-dong-thuong-binh-va-xa-hoi"));
        check("Thành ủy", Reach::Province, Some("tinh-uy"));
        check("Sở Kế hoạch", Reach::Province, None);
        assert_eq!(body_of_code("BNN&PTNT").map(|b| b.name.as_str()), Some("Bộ Nông nghiệp và Phát triển nông thôn"));
    }

    #[test]
    fn no_name_or_code_stands_for_two_bodies() {
        let mut names = BTreeMap::new();
        for body in bodies() {
            for name in std::iter::once(&body.name).chain(&body.aliases) {
                let other = names.insert((body.reach, name_key(name)), &body.name);
                assert!(other.is_none_or(|o| o == &body.name), "{name}: {other:?} and {}", body.name);
            }
        }
        let codes: Vec<&String> = bodies().iter().filter(|b| b.reach == Reach::Centre).flat_map(|b| &b.codes).collect();
        let mut once = codes.clone();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), codes.len(), "a code stands for two bodies");
    }

    #[test]
    fn every_successor_is_in_the_table_and_begins_when_the_other_ends() {
        for s in body_successions() {
            let find = |key: &str| bodies().iter().find(|b| b.reach == s.reach && b.key == key);
            let (before, after) = (find(&s.predecessor), find(&s.successor));
            let (Some(before), Some(after)) = (before, after) else { panic!("{s:?} names a body the table lacks") };
            assert!(!before.valid_to.is_empty() && before.valid_to < s.on, "{} ends before {}", before.name, s.on);
            assert!(after.valid_from <= s.on, "{} exists on {}", after.name, s.on);
        }
    }
}

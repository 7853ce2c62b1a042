//! Laws, codes, ordinances and constitutions by name: which text bore a name, and when it was in force.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{name_key, rows, several};
use crate::model::DocumentNumber;
use crate::text::PartialDate;

const LAWS: &str = include_str!("../../../graph-data/reference/laws.csv");

/// One text that bears a law's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LawVersion {
    /// Names it goes by, as [`name_key`]s; the official one first.
    pub names: Vec<String>,
    /// The official name.
    pub name: String,
    /// Its number; none for a constitution.
    pub number: Option<DocumentNumber>,
    /// The day it was passed.
    pub passed: PartialDate,
    /// ISO date of its first day in force.
    pub valid_from: String,
    /// ISO date of its last day in force; empty when still in force, or not certain.
    pub valid_to: String,
    /// Where this is from.
    pub source: String,
}

impl LawVersion {
    /// Returns who passed it: the National Assembly, or its Standing Committee.
    pub fn passed_by(&self) -> &'static str {
        let committee = self.number.as_ref().is_some_and(|n| n.body.starts_with("UBTV"));
        if committee { "Ủy ban Thường vụ Quốc hội" } else { "Quốc hội" }
    }
}

/// Returns all laws of the table, versions of one name in their order.
pub fn laws() -> &'static [LawVersion] {
    static TABLE: LazyLock<Vec<LawVersion>> = LazyLock::new(|| {
        rows(LAWS)
            .filter_map(|r| {
                let [name, number, passed, valid_from, valid_to, source] = r.try_into().ok()?;
                let names = several(&name);
                Some(LawVersion {
                    name: names.first()?.clone(),
                    names: names.iter().map(|n| name_key(n)).collect(),
                    number: DocumentNumber::parse_whole(&number),
                    passed: PartialDate::parse_iso(&passed)?,
                    valid_from,
                    valid_to,
                    source,
                })
            })
            .collect()
    });
    &TABLE
}

/// Finds the law of a number.
pub fn law_of_number(number: &DocumentNumber) -> Option<&'static LawVersion> {
    type Numbered = Vec<(&'static DocumentNumber, &'static LawVersion)>;
    static INDEX: LazyLock<BTreeMap<&'static str, Numbered>> = LazyLock::new(|| {
        let mut index: BTreeMap<&'static str, Numbered> = BTreeMap::new();
        for law in laws() {
            let number = law.number.as_ref();
            number.into_iter().for_each(|n| index.entry(n.number.as_str()).or_default().push((n, law)));
        }
        index
    });
    let like = INDEX.get(number.number.as_str())?.iter().filter(|(n, _)| n.year == number.year);
    // Nearly all documents have no number like a law's: for them no key is made.
    let mut like = like.peekable();
    like.peek()?;
    let key = number.key();
    like.find(|(n, _)| n.key() == key).map(|(_, law)| *law)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_one_name_follow_each_other_and_each_has_its_number() {
        for law in laws() {
            assert!(law.number.is_some() || law.name.starts_with("Hiến pháp"), "{}", law.name);
            assert!(law.valid_from >= law.passed.to_string(), "{} is in force before it was passed", law.name);
            assert!(law.valid_to.is_empty() || law.valid_to > law.valid_from, "{}", law.name);
        }
        for (a, b) in laws().iter().zip(laws().iter().skip(1)).filter(|(a, b)| a.names == b.names) {
            assert!(!a.valid_to.is_empty() && a.valid_to < b.valid_from, "two versions of {} at once", a.name);
        }
        let numbers: Vec<String> = laws().iter().filter_map(|l| l.number.as_ref().map(DocumentNumber::key)).collect();
        let mut once = numbers.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), numbers.len(), "a number stands twice");
    }
}

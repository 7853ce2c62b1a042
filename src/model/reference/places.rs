//! Provinces, districts and communes before and since the mergers of 2025, and what became of them.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rows;
use crate::text::fold;

const PROVINCES: &str = include_str!("../../../graph-data/reference/provinces.csv");
const DISTRICTS: &str = include_str!("../../../graph-data/reference/districts.csv");
const COMMUNES: &str = include_str!("../../../graph-data/reference/communes.csv");
const FORMER_COMMUNES: &str = include_str!("../../../graph-data/reference/communes-2025.csv");
const SUCCESSION: &str = include_str!("../../../graph-data/reference/place-succession.csv");

/// A province or city of central rank, with the time it existed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Province {
    /// Identity in the place table, `p10-2025` before the merger of 2025 and `p10` since.
    pub id: String,
    /// Code of the General Statistics Office.
    pub code: String,
    /// "tỉnh" or "thành phố".
    pub kind: String,
    /// The name alone: "Lào Cai".
    pub name: String,
    /// ISO date it was made, empty when before the table begins.
    pub valid_from: String,
    /// ISO date of its last day, empty when it still exists.
    pub valid_to: String,
    /// Its part of identities: `t10`, and `t15@2025` for the one made by a merger, which may bear a name or code again.
    pub key: String,
}

/// A district, town or city in a province, until 30 June 2025.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct District {
    /// Identity in the place table.
    pub id: String,
    /// "huyện", "quận", "thị xã" or "thành phố".
    pub kind: String,
    /// The name alone.
    pub name: String,
    /// Identity of its province.
    pub province: String,
}

/// A commune, ward, township or special zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commune {
    /// Code of the General Statistics Office; a commune of today may bear that of a former one.
    pub code: String,
    /// "xã", "phường", "thị trấn" or "đặc khu".
    pub kind: &'static str,
    /// The name alone.
    pub name: String,
    /// Identity of its district before the merger, of its province since.
    pub parent: String,
    /// Codes of the former communes whose land or people went into it; empty for a former one.
    pub predecessors: Vec<String>,
}

/// One province takes over from another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceSuccession {
    /// Identity of the one before.
    pub predecessor: String,
    /// Identity of the one after.
    pub successor: String,
    /// ISO date from which.
    pub on: String,
    /// Number of the document that ordered it.
    pub instrument: String,
}

/// Returns all provinces, those before and those since the merger, by code.
pub fn provinces() -> &'static [Province] {
    static TABLE: LazyLock<Vec<Province>> = LazyLock::new(|| {
        rows(PROVINCES)
            .filter_map(|r| {
                let [id, code, kind, name, valid_from, valid_to, key] = r.try_into().ok()?;
                Some(Province { id, code, kind, name, valid_from, valid_to, key })
            })
            .collect()
    });
    &TABLE
}

/// Returns all districts that existed until 30 June 2025.
pub fn districts() -> &'static [District] {
    static TABLE: LazyLock<Vec<District>> = LazyLock::new(|| {
        rows(DISTRICTS)
            .filter_map(|r| {
                let [id, kind, name, province] = r.try_into().ok()?;
                Some(District { id, kind, name, province })
            })
            .collect()
    });
    &TABLE
}

/// Returns the communes since 1 July 2025, by code.
pub fn communes() -> &'static [Commune] {
    static TABLE: LazyLock<Vec<Commune>> = LazyLock::new(|| {
        rows(COMMUNES)
            .filter_map(|r| {
                let [code, kind, name, province, before] = r.try_into().ok()?;
                let predecessors = before.split_whitespace().map(str::to_owned).collect();
                Some(Commune { code, kind: unit(&kind)?, name, parent: format!("p{province}"), predecessors })
            })
            .collect()
    });
    &TABLE
}

/// Returns the communes until 30 June 2025, by code.
pub fn former_communes() -> &'static [Commune] {
    static TABLE: LazyLock<Vec<Commune>> = LazyLock::new(|| {
        rows(FORMER_COMMUNES)
            .filter_map(|r| {
                let [code, kind, name, district] = r.try_into().ok()?;
                let parent = format!("d{district}");
                Some(Commune { code, kind: unit(&kind)?, name, parent, predecessors: Vec::new() })
            })
            .collect()
    });
    &TABLE
}

/// Returns which provinces took over from which; one that merely went on is not in the table.
pub fn place_successions() -> &'static [PlaceSuccession] {
    static TABLE: LazyLock<Vec<PlaceSuccession>> = LazyLock::new(|| {
        rows(SUCCESSION)
            .filter_map(|r| {
                let [predecessor, successor, on, instrument] = r.try_into().ok()?;
                Some(PlaceSuccession { predecessor, successor, on, instrument })
            })
            .collect()
    });
    &TABLE
}

/// Finds a province by its identity in the table.
pub fn province_of_id(id: &str) -> Option<&'static Province> {
    static INDEX: LazyLock<BTreeMap<&str, &Province>> =
        LazyLock::new(|| provinces().iter().rev().map(|p| (p.id.as_str(), p)).collect());
    INDEX.get(id).copied()
}

/// Finds a province by name, without regard to case, diacritics or spaces round hyphens; the one since 2025 first.
pub fn find_province(name: &str) -> Option<&'static Province> {
    static INDEX: LazyLock<BTreeMap<String, &Province>> = LazyLock::new(|| {
        let mut index = BTreeMap::new();
        let (past, present): (Vec<_>, Vec<_>) = provinces().iter().partition(|p| !p.valid_to.is_empty());
        for province in present.into_iter().chain(past) {
            index.entry(name_of(&province.name)).or_insert(province);
        }
        index
    });
    INDEX.get(&name_of(name)).copied()
}

fn name_of(printed: &str) -> String {
    fold(printed).replace(" - ", "-")
}

fn unit(letter: &str) -> Option<&'static str> {
    match letter {
        "x" => Some("xã"),
        "p" => Some("phường"),
        "t" => Some("thị trấn"),
        "k" => Some("đặc khu"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_provinces_before_and_since_the_merger() {
        assert_eq!(provinces().iter().filter(|p| p.valid_to == "2025-06-30").count(), 63);
        assert_eq!(provinces().iter().filter(|p| p.valid_to.is_empty()).count(), 34);
        assert_eq!(districts().len(), 696);
        assert_eq!(find_province("LÀO CAI").map(|p| p.kind.as_str()), Some("tỉnh"));
        assert!(find_province("Phú Yên").is_some_and(|p| p.valid_to == "2025-06-30"));
        assert!(find_province("Bà Rịa – Vũng Tàu").is_some() || find_province("Bà Rịa - Vũng Tàu").is_some());
    }

    #[test]
    fn holds_the_communes_before_and_since_and_every_end_of_a_succession() {
        assert_eq!((former_communes().len(), communes().len()), (10_051, 3_321));
        for s in place_successions() {
            assert!(province_of_id(&s.predecessor).is_some() && province_of_id(&s.successor).is_some(), "{s:?}");
        }
        let known: std::collections::BTreeSet<&str> = former_communes().iter().map(|c| c.code.as_str()).collect();
        for c in communes() {
            assert!(province_of_id(&c.parent).is_some(), "{c:?}");
            assert!(c.predecessors.iter().all(|p| known.contains(p.as_str())), "{c:?}");
        }
    }

    #[test]
    fn two_provinces_share_a_key_only_when_one_goes_on_as_the_other() {
        for a in provinces() {
            for b in provinces().iter().filter(|b| b.key == a.key) {
                assert_eq!((&a.name, &a.kind), (&b.name, &b.kind), "{} and {}", a.id, b.id);
            }
        }
    }
}

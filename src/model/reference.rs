//! The curated tables of `graph-data/reference`, compiled in and parsed once; leaves out how rules use them.

use std::sync::LazyLock;

use crate::text::fold;

const PROVINCES: &str = include_str!("../../graph-data/reference/provinces.csv");
const DISTRICTS: &str = include_str!("../../graph-data/reference/districts.csv");

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

/// Returns all provinces, those before and those since the merger, by name.
pub fn provinces() -> &'static [Province] {
    static TABLE: LazyLock<Vec<Province>> = LazyLock::new(|| {
        rows(PROVINCES)
            .filter_map(|r| {
                let [id, code, kind, name, valid_from, valid_to] = r.try_into().ok()?;
                Some(Province { id, code, kind, name, valid_from, valid_to })
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

/// Finds a province by name, without regard to case, diacritics or spaces round hyphens; the one since 2025 first.
pub fn find_province(name: &str) -> Option<&'static Province> {
    let wanted = fold(name).replace(" - ", "-");
    let mut found: Vec<&Province> =
        provinces().iter().filter(|p| fold(&p.name).replace(" - ", "-") == wanted).collect();
    found.sort_by_key(|p| !p.valid_to.is_empty());
    found.first().copied()
}

/// Reads the records of a table whose first line names the columns and whose `#` lines are comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<String>> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
    reader.into_records().filter_map(Result::ok).map(|r| r.iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_provinces_before_and_since_the_merger() {
        assert_eq!(provinces().iter().filter(|p| !p.valid_to.is_empty()).count(), 63);
        assert_eq!(provinces().iter().filter(|p| p.valid_to.is_empty()).count(), 34);
        assert_eq!(districts().len(), 696);
        assert_eq!(find_province("LÀO CAI").map(|p| p.kind.as_str()), Some("tỉnh"));
        assert!(find_province("Phú Yên").is_some_and(|p| p.valid_to == "2025-06-30"));
        assert!(find_province("Bà Rịa – Vũng Tàu").is_some() || find_province("Bà Rịa - Vũng Tàu").is_some());
    }
}

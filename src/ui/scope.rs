//! What of the graph is shown and how, as the address says it: every change of a picture is a link to another address.

use super::address::View;
use super::words::{KINDS, LEVELS, TYPES};

/// Most steps from the centre.
pub(super) const MOST_STEPS: u32 = 6;
/// How many documents may be drawn on each side of the centre.
pub(super) const SIZES: &[u32] = &[10, 20, 30, 50];
/// How many are, when nothing is said.
const SIZE: u32 = 30;

/// By what the columns of a picture stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Columns {
    /// Level of authority.
    Levels,
    /// Year of issue.
    Years,
}

/// What is shown.
#[derive(Clone, Debug)]
pub(super) struct Scope<'v> {
    pub(super) depth: u32,
    pub(super) most: u32,
    pub(super) columns: Columns,
    pub(super) kinds: Vec<&'v str>,
    pub(super) types: Vec<&'v str>,
    pub(super) levels: Vec<&'v str>,
    pub(super) province: Option<&'v str>,
    /// First and last year of issue.
    pub(super) years: (Option<i64>, Option<i64>),
    /// Documents opened towards what they cite.
    pub(super) lefts: Vec<&'v str>,
    /// Documents opened towards what cites them.
    pub(super) rights: Vec<&'v str>,
    /// Documents behind which nothing is shown.
    pub(super) closed: Vec<&'v str>,
}

impl<'v> Scope<'v> {
    /// Reads it from an address; `depth` and `kinds` when that says nothing. What is not understood is as if not said.
    pub(super) fn read(view: &'v View, depth: u32, kinds: &[&'static str]) -> Self {
        let number = |name: &str| view.get(name).and_then(|n| n.parse::<i64>().ok());
        let of = |name: &str, table: &[(&str, &str, &str)]| -> Vec<&'v str> {
            view.all(name).into_iter().filter(|v| table.iter().any(|(known, _, _)| known == v)).collect()
        };
        let chosen = of("kind", KINDS);
        Self {
            depth: number("depth").and_then(|d| u32::try_from(d).ok()).unwrap_or(depth).clamp(1, MOST_STEPS),
            most: number("most").and_then(|n| u32::try_from(n).ok()).filter(|n| SIZES.contains(n)).unwrap_or(SIZE),
            columns: if view.get("by") == Some("year") { Columns::Years } else { Columns::Levels },
            kinds: if chosen.is_empty() { kinds.to_vec() } else { chosen },
            types: of("type", TYPES),
            levels: of("level", LEVELS),
            province: view.get("province"),
            years: (number("since"), number("until")),
            lefts: view.all("left"),
            rights: view.all("right"),
            closed: view.all("closed"),
        }
    }

    /// Tells whether documents are chosen by what they are.
    pub(super) fn filters(&self) -> bool {
        !self.types.is_empty() || !self.levels.is_empty() || self.province.is_some() || self.years != (None, None)
    }

    /// Tells whether a document of this sort is wanted. What is not known of one is no reason to show it.
    pub(super) fn wants(&self, sort: &str, level: &str, territory: &str, year: Option<i64>) -> bool {
        let one_of = |all: &[&str], value: &str| all.is_empty() || all.contains(&value);
        let since = self.years.0.is_none_or(|first| year.is_some_and(|y| first <= y));
        let until = self.years.1.is_none_or(|last| year.is_some_and(|y| y <= last));
        let there = self.province.is_none_or(|p| province(territory) == p);
        one_of(&self.types, sort) && one_of(&self.levels, level) && there && since && until
    }
}

/// Returns the province of a territory: of "Bảo Yên, Lào Cai" it is Lào Cai.
pub(super) fn province(territory: &str) -> &str {
    territory.rsplit(", ").next().unwrap_or(territory)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::language::Language;

    fn check(query: &str, sort: &str, territory: &str, year: Option<i64>, wanted: bool) {
        let view = View::new("/graph", query, Language::English);
        assert_eq!(Scope::read(&view, 2, &[]).wants(sort, "PROVINCE", territory, year), wanted, "{query}");
    }

    #[test]
    fn documents_are_chosen_by_what_they_are() {
        check("", "PLAN", "Lào Cai", None, true);
        check("type=PLAN&type=DECISION", "PLAN", "Lào Cai", None, true);
        check("type=DECISION", "PLAN", "Lào Cai", None, false);
        check("level=DISTRICT", "PLAN", "Lào Cai", None, false);
        check("province=L%C3%A0o+Cai", "PLAN", "Bảo Yên, Lào Cai", None, true);
        check("province=Ph%C3%BA+Y%C3%AAn", "PLAN", "Lào Cai", None, false);
        check("since=2019&until=2020", "PLAN", "", Some(2020), true);
        check("since=2019", "PLAN", "", Some(2018), false);
        check("until=2019", "PLAN", "", None, false);
        check("type=NOTHING&since=x", "PLAN", "", None, true);
    }

    #[test]
    fn what_is_asked_too_much_is_held_back() {
        let view = View::new("/graph", "depth=99&most=100000&by=year", Language::English);
        let scope = Scope::read(&view, 2, &[]);
        assert_eq!((scope.depth, scope.most, scope.columns), (MOST_STEPS, SIZE, Columns::Years));
    }
}

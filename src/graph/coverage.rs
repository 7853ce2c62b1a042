//! Which provinces or districts carry a document out, of those that existed on a day; what we do not hold is not
//! taken for what does not exist.

use std::collections::BTreeMap;

use super::{Bounds, Direction, PolicyGraph, Step};
use crate::model::reference::{District, Province, districts, lasts, place_successions, province_of_id, provinces};
use crate::model::{AuthorityLevel, DocumentNode, Jurisdiction, RelationKind};
use crate::text::PartialDate;

/// How far what carries a document out is followed.
const BOUNDS: Bounds = Bounds { depth: 10, documents: 20_000 };
/// What carries a document out.
const KINDS: [RelationKind; 2] = [RelationKind::Implements, RelationKind::Guides];

/// What the held documents say of one unit. Ordered from what is known to what is not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CoverageState {
    /// A document of the unit carries it out.
    HasPlan,
    /// Documents of the unit of that time are held, and none carries it out.
    NoneInCorpus,
    /// No document of the unit of that time is held: nothing can be said.
    OutsideCoverage,
}

/// A province or district with what the held documents say of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitCoverage {
    /// Identity in the place table.
    pub id: String,
    /// Kind and name: "tỉnh Lào Cai".
    pub name: String,
    /// The province of a district.
    pub province: Option<String>,
    /// What is said.
    pub state: CoverageState,
    /// The documents of the unit that carry it out, the nearest first.
    pub plans: Vec<Step>,
    /// Whether they are those of a unit it took over from.
    pub of_predecessor: bool,
    /// How many documents of the unit of that time are held.
    pub held: usize,
}

/// What the held documents say of all units of a level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The day on which the units existed.
    pub as_of: Option<PartialDate>,
    /// The units, by name.
    pub units: Vec<UnitCoverage>,
    /// Whether there is a table of the units of this level.
    pub table: bool,
    /// Whether what carries it out was too much to follow.
    pub truncated: bool,
}

/// A row of a table of units.
struct Unit {
    id: &'static str,
    kind: &'static str,
    name: &'static str,
    province: Option<&'static str>,
    from: Option<PartialDate>,
    /// Names of the units it took over from, its own among them.
    before: Vec<&'static str>,
}

impl PolicyGraph {
    /// Returns for every unit of a level that existed on a day whether a document of it carries `document` out.
    ///
    /// Without a day the date of the latest held document is taken.
    pub fn coverage(&self, document: u32, level: AuthorityLevel, as_of: Option<PartialDate>) -> Coverage {
        let as_of = as_of.or(self.window().map(|(_, to)| to));
        let walk = self.walk(&[document], Direction::CitedBy, &KINDS, BOUNDS);
        let since = self.document(document).and_then(|d| d.issued_on);
        let mut plans: BTreeMap<(Option<&str>, &str), Vec<Step>> = BTreeMap::new();
        for step in walk.steps.iter().filter(|s| s.via.is_some()) {
            if let Some(key) = self.document(step.document).and_then(|d| in_time(d, level, None, as_of)) {
                plans.entry(key).or_default().push(*step);
            }
        }
        let mut held: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
        for node in self.resolved.documents.iter().filter(|d| d.held.is_some()) {
            if let Some(key) = in_time(node, level, since, as_of) {
                *held.entry(key).or_default() += 1;
            }
        }
        let mut rows: Vec<UnitCoverage> =
            units(level, as_of).iter().map(|unit| self.unit_coverage(unit, &plans, &held)).collect();
        rows.sort_by_cached_key(|row| (super::collation_key(&row.name), row.id.clone()));
        Coverage {
            as_of,
            units: rows,
            table: matches!(level, AuthorityLevel::Province | AuthorityLevel::District),
            truncated: walk.truncated,
        }
    }

    fn unit_coverage(
        &self,
        unit: &Unit,
        plans: &BTreeMap<(Option<&str>, &str), Vec<Step>>,
        held: &BTreeMap<(Option<&str>, &str), usize>,
    ) -> UnitCoverage {
        let names: Vec<&str> = std::iter::once(unit.name).chain(unit.before.iter().copied()).collect();
        let mut found: Vec<Step> = Vec::new();
        let mut held_count = 0;
        for name in &names {
            found.extend(plans.get(&(unit.province, *name)).into_iter().flatten());
            held_count += held.get(&(unit.province, *name)).copied().unwrap_or_default();
        }
        found.sort_by_key(|s| (s.depth, s.document));
        let own = |s: &Step| {
            let node = self.document(s.document);
            let of_name = node.and_then(|d| name_at(d.jurisdiction.as_ref()?, unit.province.is_some()));
            let before =
                node.and_then(|d| d.issued_on).zip(unit.from).is_some_and(|(d, from)| d.certainly_before(from));
            of_name == Some(unit.name) && !before
        };
        let state = match (found.is_empty(), held_count) {
            (false, _) => CoverageState::HasPlan,
            (true, 0) => CoverageState::OutsideCoverage,
            (true, _) => CoverageState::NoneInCorpus,
        };
        UnitCoverage {
            id: unit.id.to_owned(),
            name: format!("{} {}", unit.kind, unit.name),
            province: unit.province.map(str::to_owned),
            state,
            of_predecessor: !found.is_empty() && !found.iter().any(own),
            plans: found,
            held: held_count,
        }
    }
}

fn units(level: AuthorityLevel, day: Option<PartialDate>) -> Vec<Unit> {
    match level {
        AuthorityLevel::Province => provinces().iter().filter(|p| existed(p, day)).map(province_unit).collect(),
        AuthorityLevel::District => {
            let last = PartialDate::full(2025, 6, 30);
            let over = day.zip(last).is_some_and(|(day, last)| last.certainly_before(day));
            if over { Vec::new() } else { districts().iter().filter_map(district_unit).collect() }
        }
        AuthorityLevel::PartyCentral
        | AuthorityLevel::Government
        | AuthorityLevel::Ministry
        | AuthorityLevel::Commune
        | AuthorityLevel::Press => Vec::new(),
    }
}

fn province_unit(p: &'static Province) -> Unit {
    let from = PartialDate::parse_iso(&p.valid_from);
    Unit { id: &p.id, kind: &p.kind, name: &p.name, province: None, from, before: predecessors(p) }
}

/// Returns the names of the provinces one took over from, at first or second hand, without its own.
fn predecessors(p: &Province) -> Vec<&'static str> {
    let mut open = vec![p.id.as_str()];
    let mut found: Vec<&'static Province> = Vec::new();
    while let Some(id) = open.pop() {
        let direct = place_successions().iter().filter(|s| s.successor == id);
        for before in direct.filter_map(|s| province_of_id(&s.predecessor)) {
            if !found.contains(&before) {
                found.push(before);
                open.push(&before.id);
            }
        }
    }
    let mut names: Vec<&str> = found.iter().map(|b| b.name.as_str()).filter(|name| *name != p.name).collect();
    names.sort_unstable();
    names.dedup();
    names
}

fn district_unit(d: &'static District) -> Option<Unit> {
    let province = provinces().iter().find(|p| p.id == d.province)?;
    let province = Some(province.name.as_str());
    Some(Unit { id: &d.id, kind: &d.kind, name: &d.name, province, from: None, before: Vec::new() })
}

fn existed(p: &Province, day: Option<PartialDate>) -> bool {
    day.map_or_else(|| p.valid_to.is_empty(), |day| lasts(&p.valid_from, &p.valid_to, day))
}

/// Returns whose document it is, when it is of the level and was issued in the time; an unknown date may be in it.
fn in_time(
    node: &DocumentNode,
    level: AuthorityLevel,
    since: Option<PartialDate>,
    until: Option<PartialDate>,
) -> Option<(Option<&str>, &str)> {
    let before = node.issued_on.zip(since).is_some_and(|(date, since)| date.certainly_before(since));
    let after = node.issued_on.zip(until).is_some_and(|(date, until)| until.certainly_before(date));
    if before || after || node.level != Some(level) {
        return None;
    }
    let j = node.jurisdiction.as_ref()?;
    let district = level == AuthorityLevel::District;
    let province = j.province.as_ref().map(|(_, name)| name.as_str()).filter(|_| district);
    Some((province, name_at(j, district)?))
}

fn name_at(j: &Jurisdiction, district: bool) -> Option<&str> {
    let unit = if district { j.district.as_ref() } else { j.province.as_ref() };
    unit.map(|(_, name)| name.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{document, edge, of, of_province};

    fn graph() -> PolicyGraph {
        let resolution = document("1-NQ/TW");
        let plan = of_province("2/KH-UBND", "Lào Cai", "2020-03-01");
        let other = of_province("3/KH-UBND", "Phú Yên", "2020-04-01");
        let old = of_province("4/KH-UBND", "Yên Bái", "2010-04-01");
        let below = of_province("5/KH-UBND", "Hà Giang", "2021-04-01");
        let documents = [resolution, plan, other, old, below].into_iter().enumerate().map(|(i, mut d)| {
            d.level = Some(if i == 0 { AuthorityLevel::PartyCentral } else { AuthorityLevel::Province });
            d
        });
        let relations = vec![edge(1, RelationKind::Implements, 0), edge(4, RelationKind::Implements, 1)];
        of(documents.collect(), relations)
    }

    #[track_caller]
    fn check(graph: &PolicyGraph, as_of: &str, name: &str, state: CoverageState, plans: usize) {
        let found = graph.coverage(0, AuthorityLevel::Province, PartialDate::parse_iso(as_of));
        let unit = found.units.iter().find(|u| u.name == name).unwrap_or_else(|| panic!("no {name} on {as_of}"));
        assert_eq!((unit.state, unit.plans.len()), (state, plans), "{name} on {as_of}");
    }

    #[test]
    fn what_is_not_held_is_not_taken_for_nothing() {
        let graph = graph();
        check(&graph, "2022-01-01", "tỉnh Lào Cai", CoverageState::HasPlan, 1);
        check(&graph, "2022-01-01", "tỉnh Phú Yên", CoverageState::NoneInCorpus, 0);
        check(&graph, "2022-01-01", "tỉnh Yên Bái", CoverageState::OutsideCoverage, 0);
        check(&graph, "2022-01-01", "tỉnh Sơn La", CoverageState::OutsideCoverage, 0);
        check(&graph, "2022-01-01", "tỉnh Hà Giang", CoverageState::HasPlan, 1);
        check(&graph, "2020-01-15", "tỉnh Lào Cai", CoverageState::OutsideCoverage, 0);
    }

    #[test]
    fn the_units_are_those_of_the_day() {
        let graph = graph();
        let count = |day: &str, level| graph.coverage(0, level, PartialDate::parse_iso(day)).units.len();
        assert_eq!(count("2022-01-01", AuthorityLevel::Province), 63);
        assert_eq!(count("2025-08-01", AuthorityLevel::Province), 34);
        assert_eq!(count("2022-01-01", AuthorityLevel::District), 696);
        assert_eq!(count("2025-08-01", AuthorityLevel::District), 0);
        assert!(!graph.coverage(0, AuthorityLevel::Commune, None).table);
    }

    #[test]
    fn a_plan_from_before_the_merger_is_the_predecessors() {
        let found = graph().coverage(0, AuthorityLevel::Province, PartialDate::parse_iso("2025-08-01"));
        let unit = |name: &str| {
            let unit = found.units.iter().find(|u| u.name == name);
            unit.map(|u| (u.state, u.of_predecessor))
        };
        assert_eq!(unit("tỉnh Lào Cai"), Some((CoverageState::HasPlan, true)));
        assert_eq!(unit("tỉnh Tuyên Quang"), Some((CoverageState::HasPlan, true)), "Hà Giang went into it");
        assert_eq!(unit("tỉnh Đắk Lắk"), Some((CoverageState::NoneInCorpus, false)), "Phú Yên went into it");
    }
}

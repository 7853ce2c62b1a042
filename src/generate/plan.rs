//! What a document is to mean: what it rests on and carries out, who must do what by when, which works it is about.

use jiff::civil::Date;

use super::chance::Chance;
use super::series::{Body, Issued, Kind, World};
use super::words::{DEEDS, DEPARTMENTS, FIRSTS, MATTERS, MINISTRIES, OFFICES, SECONDS, TIMES};
use crate::model::{RelationKind, Role};

/// What is drawn for, so that one thing more changes no other.
const MATTER: u64 = 1;
const PARENT: u64 = 2;
const BASES: u64 = 3;
const TASKS: u64 = 4;
const WORKS: u64 = 5;
const LAST: u64 = 6;
/// Remarks and names, which mean nothing.
pub(super) const FILLING: u64 = 7;

/// A relation that a document states; documents are places in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// The document that acts.
    pub actor: u64,
    /// What it does.
    pub kind: RelationKind,
    /// The document acted on.
    pub object: u64,
}

/// A task that a document sets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// Names of those who act, each with a role; the first one leads or is addressed.
    pub actors: Vec<(String, Role)>,
    /// What is to be done.
    pub deed: &'static str,
    /// The last day, if one is printed.
    pub due: Option<Date>,
    /// An older document that is named in it.
    pub under: Option<u64>,
}

/// A work that a document is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// Its name, kind included.
    pub name: String,
    /// The district it stands in.
    pub district: String,
    /// Size in hectares.
    pub hectares: u64,
    /// Cost in billions of đồng.
    pub billions: u64,
}

/// What a document is to mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its place in the list.
    pub index: u64,
    pub(super) issued: Issued,
    /// What it is about, as it follows "về".
    pub(super) matter: String,
    /// What it carries out, with what that carries out in turn.
    pub(super) parent: Option<(u64, Option<u64>)>,
    /// What it rests on.
    pub(super) bases: Vec<u64>,
    /// What it replaces.
    pub(super) replaced: Option<u64>,
    /// Tasks, by body addressed.
    pub orders: Vec<Order>,
    /// Works.
    pub works: Vec<Work>,
}

impl Plan {
    /// Returns the number and symbol.
    pub fn number(&self) -> &str {
        &self.issued.number
    }

    /// Returns the day of issue.
    pub fn issued_on(&self) -> Date {
        self.issued.on
    }

    /// Returns all relations it states.
    pub fn relations(&self) -> Vec<Meant> {
        let own = |kind, object| Meant { actor: self.index, kind, object };
        let mut all: Vec<Meant> = self.bases.iter().map(|b| own(RelationKind::LegalBasis, *b)).collect();
        if let Some((parent, grandparent)) = self.parent {
            all.push(own(RelationKind::Implements, parent));
            all.extend(grandparent.map(|object| Meant { actor: parent, kind: RelationKind::Implements, object }));
        }
        all.extend(self.replaced.map(|r| own(RelationKind::Replaces, r)));
        all.extend(self.orders.iter().filter_map(|o| o.under).map(|u| own(RelationKind::RefersTo, u)));
        all
    }
}

impl World {
    /// Returns what a document is to mean.
    pub(super) fn plan(&self, index: u64) -> Option<Plan> {
        let issued = self.issued(index)?;
        let parent = self.parent(index).map(|p| (p, self.parent(p).filter(|g| !self.same_number(*g, index))));
        let mut chance = Chance::of(self.seed, index, BASES);
        let mut bases = Vec::new();
        for _ in 0..2 + chance.below(3) {
            let home = self.home(issued.body).filter(|_| chance.percent(45));
            let found = match home {
                Some(province) => self.local(index, province, &mut chance),
                None if chance.percent(70) => self.central(index, &mut chance),
                None => self.any(index, &mut chance),
            };
            let taken = |b: u64| bases.contains(&b) || parent.is_some_and(|(p, g)| p == b || g == Some(b));
            bases.extend(found.filter(|f| !taken(*f)));
        }
        let mut chance = Chance::of(self.seed, index, LAST);
        let named = |r: &u64| bases.contains(r) || parent.is_some_and(|(p, g)| p == *r || g == Some(*r));
        let replaceable = matches!(issued.kind, Kind::Plan | Kind::Decision) && chance.percent(6);
        let replaced = replaceable.then(|| self.predecessor(index, &mut chance)).flatten().filter(|r| !named(r));
        let mut plan = Plan {
            index,
            matter: self.matter(index),
            parent,
            bases,
            replaced,
            orders: Vec::new(),
            works: self.works(index, &issued),
            issued,
        };
        plan.orders = self.orders(&plan);
        Some(plan)
    }

    /// Returns what a document is about.
    pub(super) fn matter(&self, index: u64) -> String {
        let mut chance = Chance::of(self.seed, index, MATTER);
        format!("{} {}", chance.pick(&MATTERS), chance.pick(&TIMES))
    }

    /// Returns the older document that one carries out.
    fn parent(&self, index: u64) -> Option<u64> {
        let issued = self.issued(index)?;
        let mut chance = Chance::of(self.seed, index, PARENT);
        if matches!(issued.kind, Kind::Decree | Kind::Circular) || !chance.percent(75) {
            return None;
        }
        match issued.body {
            Body::District(_) => self.local(index, self.home(issued.body)?, &mut chance),
            Body::Committee(p) if chance.percent(50) => self.local(index, p, &mut chance),
            _ => self.central(index, &mut chance),
        }
    }

    fn orders(&self, plan: &Plan) -> Vec<Order> {
        let mut chance = Chance::of(self.seed, plan.index, TASKS);
        let names: Vec<&str> = match plan.issued.body {
            Body::District(_) => OFFICES.to_vec(),
            Body::ProvinceParty(_) | Body::Committee(_) | Body::Council(_) => DEPARTMENTS.to_vec(),
            _ => MINISTRIES.iter().map(|(name, _)| *name).collect(),
        };
        let mut orders: Vec<Order> = Vec::new();
        for _ in 0..2 + chance.below(5) {
            let (first, second) = (chance.pick(&names), chance.pick(&names));
            let together = chance.percent(55) && first != second;
            let mut actors = vec![(first.to_owned(), if together { Role::Lead } else { Role::Assigned })];
            actors.extend(together.then(|| (second.to_owned(), Role::Cooperate)));
            let days = 60 + i64::try_from(chance.below(900)).unwrap_or_default();
            let due = plan.issued.on.checked_add(jiff::Span::new().days(days)).ok().filter(|_| chance.percent(60));
            let under = chance.percent(12).then(|| self.central(plan.index, &mut chance)).flatten();
            let known = |u: &u64| plan.relations().iter().any(|r| r.object == *u || r.actor == *u);
            let under = under.filter(|u| !known(u) && orders.iter().all(|o| o.under != Some(*u)));
            orders.push(Order { actors, deed: chance.pick(&DEEDS), due, under });
        }
        // One heading a body, as plans have it.
        orders.sort_by(|a, b| a.actors.first().map(|f| &f.0).cmp(&b.actors.first().map(|f| &f.0)));
        orders
    }

    fn works(&self, index: u64, issued: &Issued) -> Vec<Work> {
        let mut chance = Chance::of(self.seed, index, WORKS);
        let Some(province) = self.home(issued.body).filter(|_| issued.kind == Kind::Plan) else { return Vec::new() };
        let districts: Vec<&str> = self.districts_of(province).map(|d| d.name.as_str()).collect();
        let count = if chance.percent(40) { 1 + chance.below(2) } else { 0 };
        let mut works: Vec<Work> = Vec::new();
        for _ in 0..count {
            // A province has so many works that each is named by some ten documents.
            let number = chance.below(self.documents() / 4000 + 12);
            let mut own = Chance::of(self.seed, number, WORKS + 100 + province as u64);
            let work = Work {
                name: format!(
                    "{} {} {}",
                    own.pick(&["Cụm công nghiệp", "Khu công nghiệp", "Nhà máy thủy điện"]),
                    own.pick(&FIRSTS),
                    own.pick(&SECONDS)
                ),
                district: own.pick(&districts).to_owned(),
                hectares: 20 + own.below(300),
                billions: 50 + own.below(900),
            };
            if !work.district.is_empty() && works.iter().all(|w| w.name != work.name) {
                works.push(work);
            }
        }
        works
    }
}

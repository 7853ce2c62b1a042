//! What is looked up again and again, laid out once: keys, numbers, relations both ways, and what belongs to what.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::scope;

use super::links::Links;
use super::rows::Rows;
use super::spellings::Spellings;
use crate::model::{DocumentNode, DocumentNumber, Resolved, TaskNode, Word};
use crate::text::fold;

/// Every look-up table of a graph; positions are indices into the lists of [`Resolved`].
#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// Relations of each document, both ways.
    pub(super) links: Links,
    pub(super) documents: Keys,
    pub(super) agencies: Keys,
    pub(super) projects: Keys,
    pub(super) enterprises: Keys,
    pub(super) people: Keys,
    pub(super) places: Keys,
    pub(super) targets: Keys,
    /// Documents by the file they were read from; those without one come first.
    pub(super) sources: Keys,
    /// Agencies by their folded names.
    pub(super) agency_names: Spellings,
    /// Documents by the exact key of their number.
    pub(super) numbers: Spellings,
    /// Documents by the bare letters and digits of their number.
    pub(super) bare_numbers: Spellings,
    pub(super) document_tasks: Rows<u32>,
    pub(super) document_projects: Rows<u32>,
    pub(super) document_targets: Rows<u32>,
    /// Tasks of each agency, those with a last day first.
    pub(super) agency_tasks: Rows<u32>,
    pub(super) agency_documents: Rows<u32>,
    /// Posts and departments of each agency.
    pub(super) agency_parts: Rows<u32>,
    /// Bodies whose duties each agency took over.
    pub(super) agency_predecessors: Rows<u32>,
    pub(super) project_tasks: Rows<u32>,
    pub(super) enterprise_projects: Rows<u32>,
    pub(super) person_documents: Rows<u32>,
}

impl Index {
    /// Lays out the tables. A relation whose end does not exist is left out.
    pub(super) fn build(r: &Resolved) -> Self {
        // Two halves that take about as long as each other; one after the other where no thread can be had.
        let (mut index, (numbers, bare_numbers)) = scope(|scope| {
            let numbers = scope.spawn(|| numbers_of(r));
            let keys = Self::keys(r);
            (keys, numbers.join().unwrap_or_else(|_| numbers_of(r)))
        });
        (index.numbers, index.bare_numbers) = (numbers, bare_numbers);
        index.add_belongings(r);
        let tasks = Tasks::of(r);
        index.document_tasks = Rows::build(r.documents.len(), tasks.documents);
        index.agency_tasks = Rows::build_in_order(r.agencies.len(), tasks.agencies);
        index.project_tasks = Rows::build(r.projects.len(), tasks.projects);
        index
    }

    fn keys(r: &Resolved) -> Self {
        Self {
            documents: Keys::build(r.documents.iter().map(|d| d.id.as_str())),
            links: Links::build(r.documents.len(), &r.relations),
            sources: Keys::build(r.documents.iter().map(source)),
            agency_names: names_of(r),
            ..Self::of_short_lists(r)
        }
    }

    /// Lays out the keys of the lists that are shorter than that of documents.
    pub(super) fn of_short_lists(r: &Resolved) -> Self {
        Self {
            agencies: Keys::build(r.agencies.iter().map(|a| a.id.as_str())),
            projects: Keys::build(r.projects.iter().map(|p| p.id.as_str())),
            enterprises: Keys::build(r.enterprises.iter().map(|e| e.id.as_str())),
            people: Keys::build(r.people.iter().map(|p| p.id.as_str())),
            places: Keys::build(r.places.iter().map(|p| p.id.as_str())),
            targets: Keys::build(r.targets.iter().map(|t| t.id.as_str())),
            ..Self::default()
        }
    }

    /// Lays out what belongs to what, but for tasks.
    pub(super) fn add_belongings(&mut self, r: &Resolved) {
        let (documents, agencies) = (r.documents.len(), r.agencies.len());
        let projects = || (0u32..).zip(&r.projects);
        self.document_projects =
            Rows::build(documents, projects().flat_map(|(i, p)| p.statements.iter().map(move |s| (s.document, i))));
        self.document_targets = Rows::build(documents, (0u32..).zip(&r.targets).map(|(i, t)| (t.document, i)));
        let issued = (0u32..).zip(&r.documents).filter_map(|(i, d)| Some((d.issuer?, i)));
        self.agency_documents = Rows::build(agencies, issued);
        let parts = (0u32..).zip(&r.agencies).filter_map(|(i, a)| Some((a.part_of?, i)));
        self.agency_parts = Rows::build(agencies, parts);
        let took_over = (0u32..).zip(&r.agencies).flat_map(|(i, a)| a.successors.iter().map(move |s| (s, i)));
        let position = |key: &str| self.agencies.find(key, |i| r.agencies.get(i as usize).map(|a| a.id.as_str()));
        let took_over: Vec<(u32, u32)> =
            took_over.filter_map(|(s, before)| Some((position(&s.successor)?, before))).collect();
        self.agency_predecessors = Rows::build(agencies, took_over);
        let firms = |s: &crate::model::ProjectStatement| s.enterprises.clone();
        self.enterprise_projects = Rows::build(
            r.enterprises.len(),
            projects().flat_map(|(i, p)| p.statements.iter().flat_map(firms).map(move |e| (e, i)).collect::<Vec<_>>()),
        );
        let signed = (0u32..).zip(&r.documents).flat_map(|(i, d)| d.signers.iter().map(move |s| (s.person, i)));
        self.person_documents = Rows::build(r.people.len(), signed);
    }
}

/// Returns the file a document was read from; empty when it is not held.
pub(super) fn source(document: &DocumentNode) -> &str {
    document.source.as_deref().unwrap_or_default()
}

/// Returns agencies by their folded names.
pub(super) fn names_of(r: &Resolved) -> Spellings {
    Spellings::build(r.agencies.iter().map(|a| fold(&a.name)).zip(0u32..).collect())
}

/// Returns documents by the exact keys of their numbers, and by their bare letters and digits.
fn numbers_of(r: &Resolved) -> (Spellings, Spellings) {
    let numbered = (0u32..).zip(&r.documents).filter_map(|(i, d)| Some((i, d.number.as_ref()?)));
    let (exact, bare) = number_spellings(numbered);
    (Spellings::build(exact), Spellings::build(bare))
}

/// Things by what they are written as.
type Spelled = Vec<(String, u32)>;

/// Returns the exact keys of numbers, and their bare letters and digits.
pub(super) fn number_spellings<'a>(
    numbered: impl Iterator<Item = (u32, &'a Arc<DocumentNumber>)>,
) -> (Spelled, Spelled) {
    numbered.map(|(i, number)| ((number.key(), i), (bare_number(&number.canonical()), i))).unzip()
}

/// Returns each agency of a task once.
pub(super) fn agencies_of(task: &TaskNode) -> impl Iterator<Item = u32> + use<> {
    let mut agencies: Vec<u32> = task.actors.iter().map(|a| a.agency).collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies.into_iter()
}

/// What belongs to which task, read in one pass over them.
struct Tasks {
    documents: Vec<(u32, u32)>,
    projects: Vec<(u32, u32)>,
    /// Each agency of a task once, tasks with a last day first and the earliest day before the others.
    agencies: Vec<(u32, u32)>,
}

impl Tasks {
    fn of(r: &Resolved) -> Self {
        let (mut documents, mut projects) = (Vec::with_capacity(r.tasks.len()), Vec::new());
        let mut days: BTreeMap<Word, Vec<(u32, u32)>> = BTreeMap::new();
        let mut open = Vec::new();
        for (i, task) in (0u32..).zip(&r.tasks) {
            documents.push((task.document, i));
            projects.extend(task.projects.iter().map(|p| (*p, i)));
            let agencies = agencies_of(&task);
            let list = task.due.map_or(&mut open, |day| days.entry(day).or_default());
            list.extend(agencies.map(|agency| (agency, i)));
        }
        let agencies = days.into_values().flatten().chain(open).collect();
        Self { documents, projects, agencies }
    }
}

/// Returns the letters and digits of a number without case, marks and leading zeros: "23nqtw" for "23- NQ/TW".
pub(super) fn bare_number(number: &str) -> String {
    let bare: String = fold(number).chars().filter(|c| c.is_alphanumeric()).collect();
    bare.trim_start_matches('0').to_owned()
}

/// Positions of a list in the order of their keys, to find one by its key.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    /// None where the list is in that order itself.
    order: Vec<u32>,
    count: u32,
}

impl Keys {
    fn build<'a>(keys: impl Iterator<Item = &'a str>) -> Self {
        let mut order: Vec<(&str, u32)> = keys.zip(0u32..).collect();
        let count = u32::try_from(order.len()).unwrap_or(u32::MAX);
        if order.is_sorted() {
            return Self { order: Vec::new(), count };
        }
        order.sort_unstable();
        Self { order: order.into_iter().map(|(_, i)| i).collect(), count }
    }

    /// The keys of a list that is in their order.
    pub(super) fn in_order(count: usize) -> Self {
        Self { order: Vec::new(), count: u32::try_from(count).unwrap_or(u32::MAX) }
    }

    /// Returns the keys of a list that grew: `now` tells where the things are that stayed, `fresh` are the others.
    pub(super) fn grown<'a>(&self, now: &[u32], mut fresh: Vec<u32>, key_at: impl Fn(u32) -> &'a str) -> Self {
        let key = |i: u32| (key_at(i), i);
        fresh.sort_unstable_by(|a, b| key(*a).cmp(&key(*b)));
        let moved = |place: u32| now.get(self.position(place)? as usize).copied().filter(|now| *now != u32::MAX);
        let stay: Vec<u32> = (0..self.count).filter_map(moved).collect();
        let mut stay = stay.as_slice();
        let mut order = Vec::with_capacity(stay.len() + fresh.len());
        for i in fresh {
            let (first, rest) = stay.split_at(stay.partition_point(|other| key(*other) < key(i)));
            order.extend_from_slice(first);
            order.push(i);
            stay = rest;
        }
        order.extend_from_slice(stay);
        let count = u32::try_from(order.len()).unwrap_or(u32::MAX);
        if order.is_sorted() { Self { order: Vec::new(), count } } else { Self { order, count } }
    }

    /// Finds the position of a key; `key_at` gives the key of a position.
    pub(super) fn find<S: AsRef<str>>(&self, key: &str, key_at: impl Fn(u32) -> Option<S>) -> Option<u32> {
        let before = |i: u32| key_at(i).as_ref().map_or("", S::as_ref) < key;
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if before(self.position(middle)?) { low = middle + 1 } else { high = middle }
        }
        self.position(low).filter(|i| key_at(*i).as_ref().map(S::as_ref) == Some(key))
    }

    fn position(&self, place: u32) -> Option<u32> {
        if self.order.is_empty() {
            Some(place).filter(|p| *p < self.count)
        } else {
            self.order.get(place as usize).copied()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_number_has_one_bare_form() {
        for spelling in ["23-NQ/TW", "23 nq tw", "23NQ/TW", "23- NQ / TW"] {
            assert_eq!(bare_number(spelling), "23nqtw");
        }
        assert_eq!(bare_number("04/CT-UBND"), bare_number("4 ct ubnd"));
    }

    #[test]
    fn a_key_is_found_in_a_list_of_any_order() {
        let list = ["c", "a", "b"];
        let keys = Keys::build(list.iter().copied());
        let find = |key: &str| keys.find(key, |i| list.get(i as usize).copied());
        assert_eq!((find("a"), find("b"), find("c"), find("d")), (Some(1), Some(2), Some(0), None));
        assert_eq!((find(""), find("bb"), Keys::default().find("a", |_| Some("a"))), (None, None, None));
        let list = ["a", "b", "c"];
        let sorted = Keys::build(list.iter().copied());
        assert!(sorted.order.is_empty(), "a list in the order of its keys needs no other");
        assert_eq!(sorted.find("c", |i| list.get(i as usize).copied()), Some(2));
    }
}

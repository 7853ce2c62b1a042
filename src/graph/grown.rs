//! The look-up tables of a graph that grew out of another one: what did not change is moved, and the rest is laid out anew.

use std::collections::BTreeMap;

use super::index::{Index, Keys, agencies_of, names_of, number_spellings, source};
use super::rows::Rows;
use crate::model::{Growth, Resolved, TaskNode};

/// Stands for the place of what is not there.
const NONE: u32 = u32::MAX;

/// What a graph grew out of, and how.
#[derive(Clone, Copy)]
pub(super) struct From<'a> {
    pub(super) index: &'a Index,
    pub(super) resolved: &'a Resolved,
    pub(super) step: &'a Growth,
}

impl From<'_> {
    /// Tells where the documents are that did not change.
    fn unchanged(&self) -> Vec<u32> {
        let changed = |now: u32| self.step.made.get(now as usize).is_none_or(|made| *made);
        self.step.documents.iter().map(|now| if changed(*now) { NONE } else { *now }).collect()
    }
}

/// Lays out the tables of what grew.
pub(super) fn index(from: From<'_>, r: &Resolved) -> Index {
    let (old, step) = (from.index, from.step);
    let unchanged = from.unchanged();
    let made = || (0u32..).zip(&r.documents).zip(&step.made).filter(|(_, made)| **made).map(|(document, _)| document);
    let numbered = || made().filter_map(|(i, d)| Some((i, d.number.as_ref()?)));
    let (exact, bare) = number_spellings(numbered());
    let mut index = Index {
        documents: Keys::in_order(r.documents.len()),
        links: old.links.grown(r.documents.len(), &r.relations, &step.documents, &step.relations),
        sources: old.sources.grown(&unchanged, made().map(|(i, _)| i).collect(), |i| {
            r.documents.get(i as usize).map(source).unwrap_or_default()
        }),
        numbers: old.numbers.grown(&unchanged, exact),
        bare_numbers: old.bare_numbers.grown(&unchanged, bare),
        agency_names: names_of(r),
        ..Index::of_short_lists(r)
    };
    index.add_belongings(r);
    add_tasks(&mut index, from, r);
    index
}

fn add_tasks(index: &mut Index, from: From<'_>, r: &Resolved) {
    let (old, step) = (from.index, from.step);
    let mut stay = vec![false; r.tasks.len()];
    let now = step.tasks.iter().filter(|now| **now != NONE);
    now.for_each(|now| stay.get_mut(*now as usize).into_iter().for_each(|slot| *slot = true));
    let come = (0u32..).zip(&stay).filter(|(_, stays)| !**stays);
    let come: Vec<(u32, TaskNode)> = come.filter_map(|(i, _)| Some((i, r.tasks.get(i as usize)?))).collect();
    let (mut documents, mut agencies, mut projects) = (Fresh::new(), Fresh::new(), Fresh::new());
    for (i, task) in &come {
        documents.entry(task.document).or_default().push(*i);
        agencies_of(task).for_each(|agency| agencies.entry(agency).or_default().push(*i));
        task.projects.iter().for_each(|project| projects.entry(*project).or_default().push(*i));
    }
    projects.values_mut().for_each(Vec::dedup);
    let was = |now: &[u32], count: usize| {
        let mut was = vec![NONE; count];
        for (old, now) in (0u32..).zip(now) {
            was.get_mut(*now as usize).into_iter().for_each(|slot| *slot = old);
        }
        was
    };
    let day = |i: u32| {
        let due = r.tasks.get(i as usize).and_then(|t| t.due);
        (due.is_none(), due, i)
    };
    let of = |rows: &Rows<u32>, was: Vec<u32>, fresh: &Fresh| rows.grown(&was, &step.tasks, fresh, |a, b| a < b);
    index.document_tasks = of(&old.document_tasks, was(&step.documents, r.documents.len()), &documents);
    let past = ids(from.resolved.projects.iter().map(|p| p.id.as_str()), r.projects.iter().map(|p| p.id.as_str()));
    index.project_tasks = of(&old.project_tasks, past, &projects);
    let past = ids(from.resolved.agencies.iter().map(|a| a.id.as_str()), r.agencies.iter().map(|a| a.id.as_str()));
    index.agency_tasks = old.agency_tasks.grown(&past, &step.tasks, &agencies, |a, b| day(a) < day(b));
}

/// Items by the rows they come into.
type Fresh = BTreeMap<u32, Vec<u32>>;

/// Returns for each of some sorted keys where it was among others; new ones were nowhere.
pub(super) fn ids<'a>(old: impl Iterator<Item = &'a str>, new: impl Iterator<Item = &'a str>) -> Vec<u32> {
    let mut old = (0u32..).zip(old).peekable();
    let was = |key: &str| {
        while old.next_if(|(_, known)| *known < key).is_some() {}
        old.next_if(|(_, known)| *known == key).map_or(NONE, |(at, _)| at)
    };
    new.map(was).collect()
}

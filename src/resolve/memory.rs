//! What was joined last, so that joining again decides anew only what the documents that came or went touch; the outcome is
//! that of joining all of them at once.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::actors::{self, Actors};
use super::agencies::Bodies;
use super::decision::Decisions;
use super::documents::{Meaning, Works, works};
use super::ground::Territories;
use super::lists::Lists;
use super::order::{NONE, Order, Past};
use super::prepare::{Prepared, Ready};
use super::stated::{Stated, stated};
use super::{amounts, discrepancy, leads, relations, twice};
use crate::model::{Discrepancy, DocumentNode, Growth, Numbers, Places, Resolved};

/// What was joined last, in its own numbers.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// The documents in the order in which they were joined.
    pub(super) inputs: Vec<Past>,
    /// For each document what it means where that is not what it tells itself.
    pub(super) meanings: Vec<Meaning>,
    /// Whether each speaks for its work.
    pub(super) speaks: Vec<bool>,
    /// For each document its own work.
    pub(super) held: Vec<u32>,
    /// For each document and mention the work meant.
    pub(super) meant: Lists,
    /// Who acts.
    pub(super) bodies: Bodies,
    /// Where works and bodies belong.
    pub(super) territories: Territories,
    /// Contradictions in the citations of a work.
    pub(super) of_works: Found,
    /// Contradictions in the budget of a document, by its work.
    pub(super) of_budgets: Found,
    /// Contradictions in what is stated.
    pub(super) stated: Stated,
    /// The projects and the firms that each document names.
    pub(super) projects: Lists,
    pub(super) firms: Lists,
    /// Contradictions in what is said of projects.
    pub(super) of_projects: Found,
    /// Where the things are whose numbers rows were packed with; none when these are the numbers of today.
    pub(super) places: Option<Arc<Places>>,
    /// How what came out became this; none when all was joined anew.
    step: Option<Arc<Growth>>,
    /// What came out.
    pub(super) resolved: Arc<Resolved>,
}

/// Contradictions, by what they are in.
pub(super) type Found = BTreeMap<u32, Vec<Discrepancy>>;

impl Memory {
    /// Decides identities over a set of documents, as [`join`](super::join) does.
    pub fn join(&mut self, ready: &[Ready<'_>], decisions: Decisions) -> Arc<Resolved> {
        // What a person decided may touch any key: then all is decided anew.
        let plain = decisions.change_nothing();
        let nothing = Self::default();
        let (mut next, order) = joined(ready, if plain { self } else { &nothing }, decisions);
        let resolved = Arc::clone(&next.resolved);
        if plain {
            next.inputs = order.past(std::mem::take(&mut self.inputs));
            *self = next;
        } else {
            *self = nothing;
        }
        resolved
    }

    /// Returns how what came out last became that; none when all was joined anew.
    pub fn step(&self) -> Option<&Arc<Growth>> {
        self.step.as_ref()
    }

    /// Returns the numbers of documents, of which there are so many; `now` tells where those from before are. None when
    /// nothing was joined before.
    pub(super) fn numbers_of_documents(&self, now: &[u32], count: usize) -> Option<Numbers> {
        let before = self.places.as_ref().map(|p| p.documents.as_slice());
        (!self.inputs.is_empty()).then(|| Numbers::after(before, now, count))
    }

    /// Returns a work from before.
    pub(super) fn node(&self, was: Option<u32>) -> Option<&DocumentNode> {
        self.resolved.documents.get(was? as usize)
    }

    /// Returns the key of a work from before.
    pub(super) fn id(&self, was: u32) -> &str {
        self.node(Some(was)).map_or("", |node| node.id.as_str())
    }

    /// Goes through the works for which documents spoke that are gone or say something else now, each with its document.
    pub(super) fn silenced<'a>(
        &'a self,
        order: &'a Order<'_>,
        works: &'a Works,
    ) -> impl Iterator<Item = (usize, u32)> + 'a {
        let silent = |now: u32| now == NONE || works.changed(now as usize);
        let spoke = self.speaks.iter().zip(&self.held).zip(&order.now).enumerate();
        spoke.filter(move |(_, ((spoke, _), now))| **spoke && silent(**now)).map(|(was, ((_, work), _))| (was, *work))
    }
}

/// Joins documents; the documents themselves are still to be remembered.
fn joined<'a>(ready: &[Ready<'a>], before: &Memory, mut decisions: Decisions) -> (Memory, Order<'a>) {
    let order = Order::of(ready, &before.inputs);
    let mut works = works(&order, before, &mut decisions);
    let inputs = order.inputs.as_slice();
    let diagnostics = twice(inputs, &works.held, &works.speaks);
    let (relations, relations_now) = relations::relations(&order, before, &works);
    let (actors, more) = actors::actors(&order, before, &mut works, &mut decisions);
    let of_works = kept(&before.of_works, &works, discrepancy::of_works(&works));
    let of_budgets = kept(&before.of_budgets, &works, amounts::of_budgets(inputs, &works));
    let mut discrepancies: Vec<Discrepancy> = of_works.values().flatten().cloned().collect();
    let stated = stated(before, &works, &relations, &relations_now);
    discrepancies.extend(stated.found.values().flatten().cloned());
    discrepancies.extend(of_budgets.values().flatten().cloned());
    let Actors { bodies, territories, projects, firms, places, tasks_now, projects_were } = more;
    let documents = std::mem::take(&mut works.nodes);
    let mut resolved = Resolved { documents, relations, diagnostics, ..actors };
    let input_of = |document: u32| inputs.get(resolved.documents.get(document as usize)?.held? as usize);
    let of_projects = of_projects(before, &works, &resolved, &projects_were, |d| input_of(d).map(|i| &**i.prepared));
    discrepancies.extend(of_projects.values().flatten().cloned());
    discrepancies.extend(leads::two_leads(&resolved, works.speaking(inputs)));
    discrepancies.sort_by(|a, b| (a.kind, &a.about, &a.evidence).cmp(&(b.kind, &b.about, &b.evidence)));
    resolved.discrepancies = discrepancies;
    decisions.finish(&mut resolved);
    for held in resolved.documents.iter_mut().filter_map(|d| d.held.as_mut()) {
        *held = order.by_name.get(*held as usize).copied().unwrap_or(*held);
    }
    let Works { held, meant, meanings, speaks, now, made, numbers, .. } = works;
    let resolved = Arc::new(resolved);
    let step = Growth { documents: now, made, relations: relations_now, tasks: tasks_now };
    let step = numbers.map(|_| Arc::new(step));
    let memory = Memory {
        inputs: Vec::new(),
        meanings,
        speaks,
        held,
        meant,
        bodies,
        territories,
        of_works,
        of_budgets,
        stated,
        projects,
        firms,
        of_projects,
        places,
        step,
        resolved,
    };
    (memory, order)
}

/// Contradictions in what is said of projects, by the project: looked for anew where other documents speak of it.
fn of_projects<'a>(
    before: &Memory,
    works: &Works,
    resolved: &Resolved,
    were: &[u32],
    prepared_of: impl Fn(u32) -> Option<&'a Prepared>,
) -> Found {
    let mut found = Found::new();
    for ((at, node), was) in (0u32..).zip(&resolved.projects).zip(were) {
        let list: Vec<Discrepancy> = match was {
            &NONE => amounts::of_project(node, &prepared_of),
            was => before.of_projects.get(was).into_iter().flatten().map(|d| moved(d, works)).collect(),
        };
        if !list.is_empty() {
            found.insert(at, list);
        }
    }
    found
}

/// What was found before in works that were not made anew, and what is found now in the others.
fn kept(before: &Found, works: &Works, mut found: Found) -> Found {
    for (was, list) in before {
        let now = works.now(*was);
        if works.made.get(now as usize) == Some(&false) {
            found.insert(now, list.iter().map(|d| moved(d, works)).collect());
        }
    }
    found
}

/// A contradiction as it was found, with documents as they are numbered now.
pub(super) fn moved(d: &Discrepancy, works: &Works) -> Discrepancy {
    let mut d = d.clone();
    d.evidence.iter_mut().for_each(|at| at.document = works.now(at.document));
    d
}

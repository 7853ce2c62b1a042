//! Everything but documents and relations: who acts, what is to be done and built, and where.

use std::collections::{BTreeMap, BTreeSet};

use super::Ready;
use super::agencies::{Agencies, Bodies, agencies};
use super::decision::Decisions;
use super::documents::Works;
use super::enterprises::enterprises;
use super::facts::Facts;
use super::ground::{Territories, tie_places};
use super::memory::Memory;
use super::order::{NONE, Order};
use super::people::people;
use super::prepare::Prepared;
use super::projects::{Projects, projects};
use crate::model::{ActorEdge, Evidence, Located, Packed, Resolved, TargetId, TargetNode, Task, TaskNode, Word};

/// A held input: its place in the list, and its work.
pub(super) struct HeldInput<'a> {
    pub(super) at: usize,
    pub(super) document: u32,
    pub(super) input: &'a Ready<'a>,
}

impl HeldInput<'_> {
    /// Returns what it says of identities.
    pub(super) fn prepared(&self) -> &Prepared {
        self.input.prepared
    }

    /// Returns its facts.
    pub(super) fn facts(&self) -> &Facts {
        &self.input.prepared.facts
    }

    /// Places evidence in this document.
    pub(super) fn locate(&self, evidence: Evidence) -> Located {
        Located { document: self.document, evidence }
    }
}

/// Builds all nodes but documents and relations, and ties issuers, signers and places to `works`.
pub(super) fn actors(
    order: &Order<'_>,
    before: &Memory,
    works: &mut Works,
    decisions: &mut Decisions,
) -> (Resolved, Bodies, Territories) {
    let mut agencies = agencies(order, before, works, decisions);
    let held = held_inputs(&order.inputs, works);
    let enterprises = enterprises(&held, decisions);
    let projects = projects(&held, &enterprises, decisions);
    let people = people(order, before, works, &agencies);
    let (places, territories) = tie_places(before, works, &mut agencies);
    let tasks = tasks(&held, before, order, works, &agencies, &projects);
    let targets = held.iter().flat_map(|h| targets(h, works)).collect();
    let resolved = Resolved {
        agencies: agencies.nodes,
        enterprises: enterprises.nodes,
        projects: projects.nodes,
        people,
        places,
        tasks,
        targets,
        ..Resolved::default()
    };
    (resolved, agencies.bodies, territories)
}

fn held_inputs<'a>(inputs: &'a [Ready<'a>], works: &Works) -> Vec<HeldInput<'a>> {
    let speaking = inputs.iter().enumerate().filter(|(at, _)| works.speaks(*at));
    speaking.filter_map(|(at, input)| Some(HeldInput { at, document: *works.held.get(at)?, input })).collect()
}

/// The tasks of all documents, in their order: those of documents that did not change with the numbers of today.
fn tasks(
    held: &[HeldInput<'_>],
    before: &Memory,
    order: &Order<'_>,
    works: &Works,
    agencies: &Agencies,
    projects: &Projects,
) -> Packed<TaskNode> {
    let fresh = held.iter().filter(|h| works.changed(h.at));
    let mut fresh: Vec<TaskNode> = fresh.flat_map(|h| tasks_of(h, works, agencies, projects)).collect();
    fresh.sort_by_key(|t| (t.document, t.task));
    let silent: BTreeSet<u32> = before.silenced(order, works).map(|(_, work)| work).collect();
    let inputs: BTreeMap<u32, &HeldInput<'_>> =
        if before.resolved.tasks.is_empty() { BTreeMap::new() } else { held.iter().map(|h| (h.document, h)).collect() };
    let old = before.resolved.tasks.iter().filter(|t| !silent.contains(&t.document));
    let mut old = old.map(|t| moved(t, works, agencies, projects, &inputs)).peekable();
    let mut fresh = fresh.into_iter().peekable();
    let next = std::iter::from_fn(|| match (old.peek(), fresh.peek()) {
        (Some(a), Some(b)) if a.document > b.document => fresh.next(),
        (None, _) => fresh.next(),
        _ => old.next(),
    });
    next.collect()
}

/// A task as it was, with the numbers of today.
fn moved(
    mut task: TaskNode,
    works: &Works,
    agencies: &Agencies,
    projects: &Projects,
    inputs: &BTreeMap<u32, &HeldInput<'_>>,
) -> TaskNode {
    let agency = |was: u32| agencies.now.get(was as usize).copied().unwrap_or(NONE);
    task.document = works.now(task.document);
    let at = |located: &mut Located| located.document = task.document;
    at(&mut task.evidence);
    task.deadline_evidence.as_mut().into_iter().for_each(at);
    for actor in &mut task.actors {
        actor.agency = agency(actor.agency);
        actor.evidence.document = task.document;
    }
    task.documents.iter_mut().for_each(|d| *d = works.now(*d));
    if !task.projects.is_empty()
        && let Some(h) = inputs.get(&task.document)
        && let Some(fact) = h.facts().tasks().get(task.task as usize)
    {
        task.projects = about(h, fact, projects);
    }
    task
}

fn about(h: &HeldInput<'_>, task: &Task, projects: &Projects) -> Vec<u32> {
    let of = |p: &u32| projects.mentioned.get(h.at).and_then(|l| l.get(*p as usize)).copied();
    task.projects.iter().filter_map(of).collect()
}

fn tasks_of(h: &HeldInput<'_>, works: &Works, agencies: &Agencies, projects: &Projects) -> Vec<TaskNode> {
    let mut bodies = agencies.bodies.actors.of(h.at).iter().copied();
    let meant = |m: &u32| works.meant.get(h.at, *m);
    let task = |(n, task): (u32, Task)| {
        let actors = task.actors.iter().filter_map(|actor| {
            let agency = bodies.next()?;
            Some(ActorEdge { agency, role: actor.role, evidence: h.locate(actor.evidence) })
        });
        TaskNode {
            document: h.document,
            task: n,
            clause: task.clause.as_deref().map(Word::from),
            actors: actors.collect(),
            deadline: task.deadline.as_ref().map(|d| d.text.as_str().into()),
            due: task.deadline.as_ref().and_then(|d| d.due.as_deref().map(Word::from)),
            deadline_evidence: task.deadline.as_ref().map(|d| h.locate(d.evidence)),
            documents: task.mentions.iter().filter_map(meant).collect(),
            projects: about(h, &task, projects),
            evidence: h.locate(task.evidence),
            text: task.text,
        }
    };
    (0u32..).zip(h.facts().tasks()).map(task).collect()
}

fn targets(h: &HeldInput<'_>, works: &Works) -> Vec<TargetNode> {
    let Some(document) = works.nodes.get(h.document as usize) else { return Vec::new() };
    (0..h.facts().targets)
        .map(|n| TargetNode {
            id: TargetId::new(format!("{}:ct:{}", document.id, n + 1)),
            document: h.document,
            target: n,
        })
        .collect()
}

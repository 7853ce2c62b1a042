//! Everything but documents and relations: who acts, what is to be done and built, and where.

use std::collections::BTreeMap;

use super::Ready;
use super::agencies::{Agencies, agencies, people};
use super::decision::Decisions;
use super::documents::Works;
use super::enterprises::enterprises;
use super::facts::Facts;
use super::places::{place_id, places};
use super::prepare::Prepared;
use super::projects::{Projects, projects};
use super::territory::place_key;
use crate::model::{
    ActorEdge, Evidence, Jurisdiction, Located, Packed, PlaceId, Resolved, TargetId, TargetNode, Task, TaskNode, Word,
};

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
pub(super) fn actors(inputs: &[Ready<'_>], works: &mut Works, decisions: &mut Decisions) -> Resolved {
    let held = held_inputs(inputs, works);
    let mut agencies = agencies(&held, works, decisions);
    let enterprises = enterprises(&held, decisions);
    let projects = projects(&held, &enterprises, decisions);
    let people = people(&held, works, &agencies.nodes);
    let places = tie_places(works, &mut agencies);
    let tasks = tasks(&held, works, &agencies, &projects);
    let targets = held.iter().flat_map(|h| targets(h, works)).collect();
    Resolved {
        agencies: agencies.nodes,
        enterprises: enterprises.nodes,
        projects: projects.nodes,
        people,
        places,
        tasks,
        targets,
        ..Resolved::default()
    }
}

fn held_inputs<'a>(inputs: &'a [Ready<'a>], works: &Works) -> Vec<HeldInput<'a>> {
    let mut list = Vec::new();
    for (at, input) in inputs.iter().enumerate() {
        let Some(document) = works.held.get(at).copied() else { continue };
        let own = works.nodes.get(document as usize).and_then(|n| n.held);
        if own == u32::try_from(at).ok() {
            list.push(HeldInput { at, document, input });
        }
    }
    list
}

/// Builds the places of documents and agencies and ties both to them.
fn tie_places(works: &mut Works, agencies: &mut Agencies) -> Vec<crate::model::PlaceNode> {
    let mut keys: BTreeMap<String, Jurisdiction> = BTreeMap::new();
    let mut of_documents: Vec<Option<String>> = Vec::new();
    for node in &works.nodes {
        let home = node.jurisdiction.as_deref().filter(|j| !j.is_central());
        let key = home.and_then(|j| place_key(j, node.issued_on));
        if let (Some(key), Some(home)) = (&key, home) {
            keys.entry(key.clone()).or_insert_with(|| home.clone());
        }
        of_documents.push(key);
    }
    for (jurisdiction, key) in agencies.territories.iter().flatten() {
        keys.entry(key.clone()).or_insert_with(|| jurisdiction.clone());
    }
    let places = places(&keys);
    let index: BTreeMap<&PlaceId, u32> = places.iter().map(|p| &p.id).zip(0u32..).collect();
    let at = |key: &str| index.get(&place_id(key)).copied();
    for (node, key) in works.nodes.iter_mut().zip(of_documents) {
        node.place = key.as_deref().and_then(at);
    }
    for (node, territory) in agencies.nodes.iter_mut().zip(&agencies.territories) {
        node.place = territory.as_ref().and_then(|(_, key)| at(key));
    }
    places
}

fn tasks(held: &[HeldInput<'_>], works: &Works, agencies: &Agencies, projects: &Projects) -> Packed<TaskNode> {
    let mut order: Vec<&HeldInput<'_>> = held.iter().collect();
    order.sort_by_key(|h| h.document);
    order.into_iter().flat_map(|h| tasks_of(h, works, agencies, projects)).collect()
}

fn tasks_of(h: &HeldInput<'_>, works: &Works, agencies: &Agencies, projects: &Projects) -> Vec<TaskNode> {
    let mut bodies = agencies.actors.get(h.at).into_iter().flatten().copied();
    let meant = |m: &u32| works.meant.get(h.at).and_then(|l| l.get(*m as usize)).copied();
    let about = |p: &u32| projects.mentioned.get(h.at).and_then(|l| l.get(*p as usize)).copied();
    let task = |(n, task): (u32, Task)| {
        let actors = task.actors.iter().filter_map(|actor| {
            let agency = bodies.next()?;
            Some(ActorEdge { agency, role: actor.role, evidence: h.locate(actor.evidence) })
        });
        TaskNode {
            document: h.document,
            task: n,
            clause: task.clause.as_deref().map(Word::from),
            text: task.text,
            actors: actors.collect(),
            deadline: task.deadline.as_ref().map(|d| d.text.as_str().into()),
            due: task.deadline.as_ref().and_then(|d| d.due.as_deref().map(Word::from)),
            deadline_evidence: task.deadline.as_ref().map(|d| h.locate(d.evidence)),
            documents: task.mentions.iter().filter_map(meant).collect(),
            projects: task.projects.iter().filter_map(about).collect(),
            evidence: h.locate(task.evidence),
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

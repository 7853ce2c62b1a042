//! Everything but documents and relations: who acts, what is to be done and built, and where.

use std::sync::Arc;

use super::Ready;
use super::agencies::{Bodies, agencies};
use super::decision::Decisions;
use super::documents::Works;
use super::enterprises::enterprises;
use super::facts::Facts;
use super::ground::{Territories, tie_places};
use super::lists::Lists;
use super::memory::Memory;
use super::order::{NONE, Order};
use super::people::people;
use super::prepare::Prepared;
use super::projects::projects;
use super::tasks;
use crate::model::{Evidence, Located, Places, Resolved, TargetId, TargetNode};

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

/// What was joined before, to take over what documents say that did not change.
#[derive(Clone, Copy)]
pub(super) struct Taken<'a> {
    pub(super) order: &'a Order<'a>,
    pub(super) before: &'a Memory,
    pub(super) works: &'a Works,
}

impl<'a> Taken<'a> {
    /// Returns what a document had in a list before; none when it is new or says something else now.
    pub(super) fn of(self, h: &HeldInput<'_>, list: &'a Lists) -> Option<&'a [u32]> {
        let was = self.order.was.get(h.at).filter(|was| **was != NONE && !self.works.changed(h.at))?;
        Some(list.of(*was as usize))
    }
}

/// What is remembered of those who act, beside what came out.
pub(super) struct Actors {
    pub(super) bodies: Bodies,
    pub(super) territories: Territories,
    /// The projects and the firms that each document names.
    pub(super) projects: Lists,
    pub(super) firms: Lists,
    /// For each project where it was before, unless other documents name it now.
    pub(super) projects_were: Vec<u32>,
    /// Where the things are whose numbers rows were packed with.
    pub(super) places: Option<Arc<Places>>,
    /// Where each task from before is.
    pub(super) tasks_now: Vec<u32>,
}

/// Builds all nodes but documents and relations, and ties issuers, signers and places to `works`.
pub(super) fn actors(
    order: &Order<'_>,
    before: &Memory,
    works: &mut Works,
    decisions: &mut Decisions,
) -> (Resolved, Actors) {
    let mut agencies = agencies(order, before, works, decisions);
    let held = held_inputs(&order.inputs, works);
    let past = Taken { order, before, works };
    let enterprises = enterprises(&held, past, decisions);
    let projects = projects(&held, past, &enterprises, decisions);
    let people = people(order, before, works, &agencies);
    let (places, territories) = tie_places(before, works, &mut agencies);
    let tasks = tasks::tasks(&held, before, order, works, &agencies, &projects);
    let targets = held.iter().flat_map(|h| targets(h, works)).collect();
    let resolved = Resolved {
        agencies: agencies.nodes,
        enterprises: enterprises.nodes,
        projects: projects.nodes,
        people,
        places,
        tasks: tasks.list,
        targets,
        ..Resolved::default()
    };
    let actors = Actors {
        bodies: agencies.bodies,
        territories,
        projects: projects.mentioned,
        firms: enterprises.mentioned,
        projects_were: projects.was,
        places: tasks.numbers,
        tasks_now: tasks.now,
    };
    (resolved, actors)
}

fn held_inputs<'a>(inputs: &'a [Ready<'a>], works: &Works) -> Vec<HeldInput<'a>> {
    let speaking = inputs.iter().enumerate().filter(|(at, _)| works.speaks(*at));
    speaking.filter_map(|(at, input)| Some(HeldInput { at, document: *works.held.get(at)?, input })).collect()
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

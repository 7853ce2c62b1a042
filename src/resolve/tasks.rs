//! What documents give bodies to do: found anew of those that changed, and of those that name other projects than before;
//! the tasks of all others stay as they were packed.

use std::sync::Arc;

use super::actors::HeldInput;
use super::agencies::Agencies;
use super::documents::Works;
use super::growth::{Among, in_order};
use super::memory::Memory;
use super::order::{NONE, Order};
use super::projects::Projects;
use crate::model::{ActorEdge, Edit, Numbers, Packed, Places, Renumbered, Task, TaskNode, Word};

/// The tasks of all documents, in their order.
pub(super) struct Tasks {
    pub(super) list: Packed<TaskNode>,
    /// Where the things are now whose numbers rows were packed with; none when these are the numbers of today.
    pub(super) numbers: Option<Arc<Places>>,
    /// Where each task from before is.
    pub(super) now: Vec<u32>,
}

/// Returns the tasks of all documents.
pub(super) fn tasks(
    held: &[HeldInput<'_>],
    before: &Memory,
    order: &Order<'_>,
    works: &Works,
    agencies: &Agencies,
    projects: &Projects,
) -> Tasks {
    let others = |h: &HeldInput<'_>| works.changed(h.at) || names_others(h, before, order, projects);
    let mut fresh: Vec<(u32, Vec<TaskNode>)> =
        held.iter().filter(|h| others(h)).map(|h| (h.document, tasks_of(h, works, agencies, projects))).collect();
    fresh.sort_by_key(|(document, _)| *document);
    let Some(documents) = &works.numbers else {
        let list = fresh.into_iter().flat_map(|(_, tasks)| tasks).collect();
        return Tasks { list, numbers: None, now: Vec::new() };
    };
    let of =
        |before: Option<&Arc<Vec<u32>>>, now: &[u32], count| Numbers::after(before.map(|b| b.as_slice()), now, count);
    let places = before.places.as_ref();
    let numbers = Renumbered::of(
        documents,
        &of(places.map(|p| &p.agencies), &agencies.now, agencies.nodes.len()),
        &of(places.map(|p| &p.projects), &projects.now, projects.nodes.len()),
    );
    let (old, edits) = (&before.resolved.tasks, edits(before, order, works, fresh));
    let now = Edit::places(&edits, old.len());
    Tasks { list: old.edited(edits, &numbers), numbers: Some(Arc::clone(numbers.places())), now }
}

/// Where tasks come and go: all of a document at once.
fn edits(before: &Memory, order: &Order<'_>, works: &Works, fresh: Vec<(u32, Vec<TaskNode>)>) -> Vec<Edit<TaskNode>> {
    let old = &before.resolved.tasks;
    let first = |was: u32| old.partition_point(|t| t.document < was);
    let of = |was: u32| (first(was), first(was.saturating_add(1)));
    let mut edits = Vec::new();
    let mut anew = Vec::new();
    for (document, come) in fresh {
        let (at, end) = match works.was.get(document as usize).filter(|was| **was != NONE) {
            Some(was) => {
                anew.push(*was);
                of(*was)
            }
            None => {
                let at = old.partition_point(|t| Among::past(t.document) < Among(works).of(document));
                (at, at)
            }
        };
        edits.push(Edit { at, gone: end.saturating_sub(at), come });
    }
    anew.sort_unstable();
    let mut silent: Vec<u32> = before.silenced(order, works).map(|(_, work)| work).collect();
    silent.retain(|work| anew.binary_search(work).is_err());
    silent.sort_unstable();
    silent.dedup();
    edits.extend(silent.into_iter().map(of).map(|(at, end)| Edit {
        at,
        gone: end.saturating_sub(at),
        come: Vec::new(),
    }));
    edits.retain(|edit| edit.gone > 0 || !edit.come.is_empty());
    in_order(edits)
}

/// Tells whether the names of projects in a document that did not change mean others than before.
fn names_others(h: &HeldInput<'_>, before: &Memory, order: &Order<'_>, projects: &Projects) -> bool {
    let was = order.was.get(h.at).map_or(usize::MAX, |was| *was as usize);
    let old = before.projects.of(was).iter().map(|p| projects.now.get(*p as usize).copied().unwrap_or(NONE));
    !old.eq(projects.mentioned.of(h.at).iter().copied())
}

fn about(h: &HeldInput<'_>, task: &Task, projects: &Projects) -> Vec<u32> {
    let of = |p: &u32| projects.mentioned.get(h.at, *p);
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

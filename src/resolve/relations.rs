//! What documents state of each other, with the works meant in the place of the words: found anew of what changed, taken
//! over of the rest.

use std::collections::BTreeSet;

use super::Ready;
use super::documents::Works;
use super::draft;
use super::growth;
use super::memory::Memory;
use super::order::Order;
use crate::model::{Edit, Located, Numbers, Packed, Party, RelationEdge, RelationKind, Renumbered};

/// Returns all relations in their order, and where each from before is among them.
pub(super) fn relations(order: &Order<'_>, before: &Memory, works: &Works) -> (Packed<RelationEdge>, Vec<u32>) {
    let mut fresh = Vec::new();
    for (i, input) in order.inputs.iter().enumerate().filter(|(i, _)| works.changed(*i)) {
        relate(i, input, works, &mut fresh);
    }
    fresh.extend(draft::drafts(&order.inputs, works));
    fresh.sort_by(growth::by_ends);
    fresh.dedup();
    let Some(documents) = &works.numbers else { return (fresh.into_iter().collect(), Vec::new()) };
    let old = &before.resolved.relations;
    let gone = gone(order, before, works).map(|at| Edit { at, gone: 1, come: Vec::new() });
    let edits = growth::in_order(gone.chain(growth::come(old, works, fresh.into_iter())).collect());
    let numbers = Renumbered::of(documents, &Numbers::default(), &Numbers::default());
    let places = Edit::places(&edits, old.len());
    (old.edited(edits, &numbers), places)
}

/// What documents said that are gone or say something else now; and what drafts became, which is looked for anew, for any
/// title may be another one.
fn gone<'a>(order: &'a Order<'_>, before: &'a Memory, works: &'a Works) -> impl Iterator<Item = u32> + use<'a> {
    let old = &before.resolved.relations;
    let said = before
        .silenced(order, works)
        .flat_map(move |(was, work)| growth::said_by(old, work, before.meant.of(was).iter().copied().chain([work])));
    let drafts = (0u32..).zip(&before.resolved.documents).filter(|(_, node)| node.draft);
    let became = drafts.flat_map(move |(draft, _)| {
        let own = growth::said_by(old, draft, std::iter::once(draft));
        own.filter(move |at| old.get(*at as usize).is_some_and(|r| r.kind == RelationKind::DraftOf))
    });
    let all: BTreeSet<u32> = said.chain(became).collect();
    all.into_iter()
}

/// Adds what one document states. A work that is said to act on itself is a slip of reading and states nothing.
fn relate(i: usize, input: &Ready<'_>, works: &Works, relations: &mut Vec<RelationEdge>) {
    let Some(said_by) = works.held.get(i).copied().filter(|_| works.speaks(i)) else { return };
    for s in &input.prepared.facts.statements {
        let actor = match s.actor {
            Party::SelfDocument => Some(said_by),
            Party::Mention(m) => works.meant.get(i, m),
        };
        let (Some(actor), Some(object)) = (actor, works.meant.get(i, s.object)) else { continue };
        if actor != object {
            relations.push(RelationEdge {
                actor,
                kind: s.kind,
                object,
                said_by,
                basis: s.basis,
                scope: s.scope.clone(),
                evidence: Located { document: said_by, evidence: s.evidence },
            });
        }
    }
}

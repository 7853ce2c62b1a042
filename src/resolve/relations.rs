//! What documents state of each other, with the works meant in the place of the words: found anew of what changed, taken
//! over of the rest.

use std::cmp::Ordering;

use super::Ready;
use super::documents::Works;
use super::draft;
use super::memory::Memory;
use super::order::Order;
use crate::model::{Located, Party, RelationEdge, RelationKind};

/// Returns all relations in their order.
pub(super) fn relations(order: &Order<'_>, before: &Memory, works: &Works) -> Vec<RelationEdge> {
    let mut fresh = Vec::new();
    for (i, input) in order.inputs.iter().enumerate().filter(|(i, _)| works.changed(*i)) {
        relate(i, input, works, &mut fresh);
    }
    fresh.extend(draft::drafts(&order.inputs, works));
    fresh.sort_by(by_ends);
    fresh.dedup();
    let mut silent = vec![false; before.resolved.documents.len()];
    for (_, work) in before.silenced(order, works) {
        silent.get_mut(work as usize).into_iter().for_each(|s| *s = true);
    }
    // What drafts became is looked for anew, for any title may be another one.
    let stays = |r: &RelationEdge| r.kind != RelationKind::DraftOf && silent.get(r.said_by as usize) == Some(&false);
    let old = before.resolved.relations.iter().filter(stays).map(|r| moved(r, works));
    let mut old = old.peekable();
    let mut all = Vec::with_capacity(before.resolved.relations.len() + fresh.len());
    for relation in fresh {
        while let Some(first) = old.next_if(|old| by_ends(old, &relation).is_lt()) {
            all.push(first);
        }
        all.push(relation);
    }
    all.extend(old);
    all
}

fn by_ends(a: &RelationEdge, b: &RelationEdge) -> Ordering {
    (a.actor, a.kind, a.object, a.evidence, &a.scope).cmp(&(b.actor, b.kind, b.object, b.evidence, &b.scope))
}

fn moved(r: RelationEdge, works: &Works) -> RelationEdge {
    let evidence = Located { document: works.now(r.evidence.document), ..r.evidence };
    let (actor, object, said_by) = (works.now(r.actor), works.now(r.object), works.now(r.said_by));
    RelationEdge { actor, object, said_by, evidence, ..r }
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

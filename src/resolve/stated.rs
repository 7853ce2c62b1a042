//! Contradictions between what documents state of each other and their days: looked for again where a relation came or went
//! or where more is known of one of its ends, and taken over elsewhere.

use std::collections::BTreeSet;

use super::discrepancy::dated_before;
use super::documents::Works;
use super::memory::{Found, Memory, moved};
use super::order::NONE;
use super::superseded::{Over, superseded};
use crate::model::{Discrepancy, DocumentNode, Packed, RelationEdge, RelationKind, Scope};

/// What was found, and what it was found by.
#[derive(Clone, Debug, Default)]
pub(super) struct Stated {
    /// By the work that acts.
    pub(super) found: Found,
    /// The relations that say that one work replaces another as a whole.
    replaces: Vec<u32>,
}

/// Finds contradictions. `now` tells where each relation from before is.
pub(super) fn stated(before: &Memory, works: &Works, relations: &Packed<RelationEdge>, now: &[u32]) -> Stated {
    if before.inputs.is_empty() {
        return of_all(works, relations);
    }
    let change = Change::of(before, relations, now);
    let mut replaces: Vec<u32> =
        before.stated.replaces.iter().filter_map(|at| now.get(*at as usize).copied()).collect();
    replaces.retain(|at| *at != NONE);
    replaces.extend(change.come.iter().filter(|(_, r)| replaces_whole(r)).map(|(at, _)| *at));
    replaces.sort_unstable();
    let over = over_of(&replaces, relations);
    let acting = acting(before, works, &change, &over);
    let mut found = Found::new();
    for (was, list) in &before.stated.found {
        let actor = works.now(*was);
        if actor != NONE && !acting.contains(&actor) {
            found.insert(actor, list.iter().map(|d| moved(d, works)).collect());
        }
    }
    for actor in acting {
        let first = relations.partition_point(|r| r.actor < actor);
        let own = relations.range(first, u32::MAX).take_while(|r| r.actor == actor);
        let all: Vec<Discrepancy> = own.flat_map(|r| of_relation(&works.nodes, &r, &over)).collect();
        if !all.is_empty() {
            found.insert(actor, all);
        }
    }
    Stated { found, replaces }
}

/// Looks at all relations.
fn of_all(works: &Works, relations: &Packed<RelationEdge>) -> Stated {
    let replaces: Vec<u32> = (0u32..).zip(relations).filter(|(_, r)| replaces_whole(r)).map(|(at, _)| at).collect();
    let over = over_of(&replaces, relations);
    let mut found = Found::new();
    for r in relations {
        for d in of_relation(&works.nodes, &r, &over) {
            found.entry(r.actor).or_default().push(d);
        }
    }
    Stated { found, replaces }
}

fn over_of(replaces: &[u32], relations: &Packed<RelationEdge>) -> Over {
    let mut over = Over::new();
    for r in replaces.iter().filter_map(|at| relations.get(*at as usize)) {
        over.entry(r.object).or_insert(r);
    }
    over
}

fn of_relation(nodes: &[DocumentNode], r: &RelationEdge, over: &Over) -> impl Iterator<Item = Discrepancy> + use<> {
    [dated_before(nodes, r), superseded(nodes, r, over)].into_iter().flatten()
}

fn replaces_whole(r: &RelationEdge) -> bool {
    r.kind == RelationKind::Replaces && r.scope == Scope::Whole
}

/// The relations that came and went.
struct Change {
    /// With their places.
    come: Vec<(u32, RelationEdge)>,
    /// With the numbers of before.
    gone: Vec<RelationEdge>,
}

impl Change {
    fn of(before: &Memory, relations: &Packed<RelationEdge>, now: &[u32]) -> Self {
        let mut stay = vec![false; relations.len()];
        let mut gone = Vec::new();
        for (was, now) in now.iter().enumerate() {
            match stay.get_mut(*now as usize) {
                Some(slot) => *slot = true,
                None => gone.extend(before.resolved.relations.get(was)),
            }
        }
        let come = (0u32..).zip(stay).filter(|(_, stays)| !*stays);
        Self { come: come.filter_map(|(at, _)| Some((at, relations.get(at as usize)?))).collect(), gone }
    }
}

/// The works whose relations are to be looked at again.
fn acting(before: &Memory, works: &Works, change: &Change, over: &Over) -> BTreeSet<u32> {
    let mut altered: BTreeSet<u32> = (0u32..)
        .zip(&works.made)
        .filter(|(at, made)| **made && is_altered(before, works, *at))
        .map(|(at, _)| at)
        .collect();
    let gone = || change.gone.iter().map(|r| (works.now(r.actor), works.now(r.object), r));
    let ended = change.come.iter().map(|(_, r)| (r.object, r)).chain(gone().map(|(_, object, r)| (object, r)));
    altered.extend(ended.filter(|(_, r)| replaces_whole(r)).map(|(object, _)| object));
    let by_altered = over.iter().filter(|(_, by)| altered.contains(&by.actor)).map(|(object, _)| *object);
    altered.extend(by_altered.collect::<Vec<u32>>());
    let mut acting: BTreeSet<u32> = change.come.iter().map(|(_, r)| r.actor).collect();
    acting.extend(gone().map(|(actor, ..)| actor));
    for at in altered {
        acting.insert(at);
        let node = works.nodes.get(at as usize);
        // Whoever states something of a work names it.
        for m in node.into_iter().flat_map(|node| node.mentions.iter()) {
            acting.insert(m.located.document);
            let by = works.nodes.get(m.located.document as usize).and_then(|n| n.held);
            acting.extend(by.into_iter().flat_map(|by| works.meant.of(by as usize)));
        }
    }
    acting.remove(&NONE);
    acting
}

/// Tells whether a work is a new one, or has another day, number, name or kind than before.
fn is_altered(before: &Memory, works: &Works, at: u32) -> bool {
    let old = before.node(works.was.get(at as usize).copied());
    let same = |(old, new): (&DocumentNode, &DocumentNode)| {
        (old.issued_on, &old.number, &old.title, old.document_type)
            == (new.issued_on, &new.number, &new.title, new.document_type)
    };
    !old.zip(works.nodes.get(at as usize)).is_some_and(same)
}

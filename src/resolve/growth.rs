//! Where the rows of mentions, relations and tasks come and go when documents do: between which rows of before; all others
//! stay as they were packed.

use std::cmp::Ordering;

use super::documents::Works;
use super::order::NONE;
use crate::model::{DocumentNode, Edit, Located, MentionNode, Mentions, Packed, RelationEdge};

/// Where works stand among those of before: one that was there has an odd number, and a new one the even number between
/// those beside it.
#[derive(Clone, Copy)]
pub(super) struct Among<'a>(pub(super) &'a Works);

impl Among<'_> {
    /// Returns where a work of today stands.
    pub(super) fn of(self, now: u32) -> u32 {
        let until = self.0.was.get(..=now as usize).unwrap_or_default();
        match until.split_last() {
            Some((was, _)) if *was != NONE => Self::past(*was),
            _ => until.iter().rev().find(|was| **was != NONE).map_or(0, |was| Self::past(*was) + 1),
        }
    }

    /// Returns where a work of before stands.
    pub(super) fn past(was: u32) -> u32 {
        was.wrapping_mul(2).wrapping_add(1)
    }
}

/// Puts edits in their order; what comes before a row stands before what takes its place.
pub(super) fn in_order<T>(mut edits: Vec<Edit<T>>) -> Vec<Edit<T>> {
    edits.sort_by_key(|edit| (edit.at, edit.gone));
    edits
}

/// The mentions of all works: of those that were made anew the ones that were found, of the others those they had.
pub(super) fn mentions(
    old: &[DocumentNode],
    works: &Works,
    made: Vec<Option<Vec<MentionNode>>>,
) -> Vec<Edit<MentionNode>> {
    let span = |was: usize| old.get(was).map_or((0, 0), |node| (node.mentions.first(), node.mentions.len()));
    let end = old.last().map_or(0, |node| node.mentions.first().saturating_add(length(node.mentions.len())));
    let mut edits = Vec::new();
    // Works of before that were gone through.
    let mut past = 0;
    for (fresh, was) in made.into_iter().zip(&works.was) {
        let known = *was != NONE;
        let to = if known { *was as usize } else { past };
        edits.extend((past..to).filter_map(|gone| without(span(gone))));
        past = to + usize::from(known);
        let Some(come) = fresh else { continue };
        let (first, count) = if known { span(to) } else { (if to < old.len() { span(to).0 } else { end }, 0) };
        if count > 0 || !come.is_empty() {
            edits.push(Edit { at: first, gone: length(count), come });
        }
    }
    edits.extend((past..old.len()).filter_map(|gone| without(span(gone))));
    edits
}

fn without<T>((at, count): (u32, usize)) -> Option<Edit<T>> {
    (count > 0).then(|| Edit { at, gone: length(count), come: Vec::new() })
}

fn length(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Returns the list of the mentions of all works.
pub(super) fn all_mentions(nodes: &[DocumentNode]) -> Packed<MentionNode> {
    nodes.first().map(|node: &DocumentNode| Mentions::all(&node.mentions).clone()).unwrap_or_default()
}

/// The order of relations.
pub(super) fn by_ends(a: &RelationEdge, b: &RelationEdge) -> Ordering {
    (a.actor, a.kind, a.object, a.evidence, &a.scope).cmp(&(b.actor, b.kind, b.object, b.evidence, &b.scope))
}

/// Where each relation comes among those of before.
pub(super) fn come(
    old: &Packed<RelationEdge>,
    works: &Works,
    fresh: impl Iterator<Item = RelationEdge>,
) -> impl Iterator<Item = Edit<RelationEdge>> {
    let among = Among(works);
    fresh.map(move |relation| {
        let placed = placed(&relation, |now| among.of(now));
        let at = old.partition_point(|r| by_ends(&self::placed(r, Among::past), &placed).is_lt());
        Edit { at, gone: 0, come: vec![relation] }
    })
}

fn placed(r: &RelationEdge, of: impl Fn(u32) -> u32) -> RelationEdge {
    let evidence = Located { document: of(r.evidence.document), ..r.evidence };
    RelationEdge { actor: of(r.actor), object: of(r.object), evidence, ..r.clone() }
}

/// The rows of before in which one document says what some works do.
pub(super) fn said_by<'a>(
    old: &'a Packed<RelationEdge>,
    document: u32,
    actors: impl Iterator<Item = u32> + 'a,
) -> impl Iterator<Item = u32> + 'a {
    let mut actors: Vec<u32> = actors.collect();
    actors.sort_unstable();
    actors.dedup();
    actors.into_iter().flat_map(move |actor| {
        let first = old.partition_point(|r| r.actor < actor);
        let own = (first..).zip(old.range(first, u32::MAX)).take_while(move |(_, r)| r.actor == actor);
        own.filter(move |(_, r)| r.said_by == document).map(|(at, _)| at)
    })
}

//! The relations between documents as compressed sparse rows in both directions, under petgraph's traits so that its
//! algorithms run on them; leaves out what a relation says, which its index leads to.
//!
//! Relations are sorted by the document that acts, so a row of those outward is a range of them and needs no indices: an
//! edge takes 4 bytes outward and 8 inward, and a document 4 for each way. The kind stands in the high bits.

use petgraph::Direction as Way;
use petgraph::visit::{
    GraphBase, GraphRef, IntoNeighbors, IntoNeighborsDirected, IntoNodeIdentifiers, NodeCompactIndexable, NodeCount,
    NodeIndexable, Visitable,
};

use super::Direction;
use super::marks::Marks;
use crate::model::{Packed, RelationEdge, RelationKind};

/// Bits of an index below those of the kind.
const BITS: u32 = 28;
/// The index without the kind; also stands for a document that does not exist.
const INDEX: u32 = (1 << BITS) - 1;

/// Kinds of relations that are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kinds(u16);

impl Kinds {
    /// The kinds of a list; all when it is empty.
    pub(super) fn of(kinds: &[RelationKind]) -> Self {
        if kinds.is_empty() { Self(u16::MAX) } else { Self(kinds.iter().fold(0, |all, k| all | 1 << (*k as u16))) }
    }

    fn has(self, packed: u32) -> bool {
        self.0 >> (packed >> BITS) & 1 == 1
    }
}

/// The relations of all documents.
#[derive(Clone, Debug, Default)]
pub(super) struct Links {
    /// Where the row of each document begins; one more than there are documents.
    out_starts: Vec<u32>,
    /// For each relation, its kind and the document acted on.
    out: Vec<u32>,
    in_starts: Vec<u32>,
    /// Kinds and relations.
    in_relations: Vec<u32>,
    /// The documents that act, beside `in_relations`.
    in_actors: Vec<u32>,
}

impl Links {
    /// Lays the relations between `count` documents out, which are sorted by the document that acts. A relation whose end
    /// does not exist is in no row.
    pub(super) fn build(count: usize, relations: &Packed<RelationEdge>) -> Self {
        let mut actors = Vec::with_capacity(relations.len());
        let mut out = Vec::with_capacity(relations.len());
        for r in relations {
            let whole = (r.actor as usize) < count && (r.object as usize) < count && r.object < INDEX;
            actors.push(r.actor);
            out.push(pack(r.kind, if whole { r.object } else { INDEX }));
        }
        Self::laid_out(count, &actors, out)
    }

    /// Returns the rows of today's relations: `documents` and `places` tell where the documents and relations from before
    /// are now.
    pub(super) fn grown(
        &self,
        count: usize,
        relations: &Packed<RelationEdge>,
        documents: &[u32],
        places: &[u32],
    ) -> Self {
        let mut actors = vec![u32::MAX; relations.len()];
        let mut out = vec![INDEX; relations.len()];
        let now = |document: u32| documents.get(document as usize).copied().unwrap_or(u32::MAX);
        for document in 0..index(self.out_starts.len().saturating_sub(1)) {
            let (from, to) = row(&self.out_starts, document);
            let actor = now(document);
            for at in from as usize..to as usize {
                let Some(place) = places.get(at).map(|place| *place as usize) else { continue };
                let packed = self.out.get(at).copied().unwrap_or(INDEX);
                let object = now(packed & INDEX).min(INDEX);
                actors.get_mut(place).into_iter().for_each(|slot| *slot = actor);
                out.get_mut(place).into_iter().for_each(|slot| *slot = packed & !INDEX | object);
            }
        }
        for (at, actor) in actors.iter_mut().enumerate().filter(|(_, actor)| **actor == u32::MAX) {
            let Some(r) = relations.get(at) else { continue };
            *actor = r.actor;
            let whole = (r.actor as usize) < count && (r.object as usize) < count && r.object < INDEX;
            out.get_mut(at).into_iter().for_each(|slot| *slot = pack(r.kind, if whole { r.object } else { INDEX }));
        }
        Self::laid_out(count, &actors, out)
    }

    /// Lays relations out by the documents that act and those acted on.
    fn laid_out(count: usize, actors: &[u32], out: Vec<u32>) -> Self {
        let mut out_starts = Vec::with_capacity(count + 1);
        let mut in_starts = vec![0u32; count + 1];
        for (at, (actor, packed)) in actors.iter().zip(&out).enumerate() {
            let row = (*actor as usize).min(count);
            out_starts.resize(out_starts.len().max(row + 1), index(at));
            in_starts.get_mut((*packed & INDEX) as usize + 1).into_iter().for_each(|n| *n += 1);
        }
        out_starts.resize(count + 1, index(out.len()));
        let mut sum = 0;
        for start in &mut in_starts {
            sum += *start;
            *start = sum;
        }
        let mut next = in_starts.clone();
        let (mut in_relations, mut in_actors) = (vec![0; sum as usize], vec![0; sum as usize]);
        for (i, (actor, packed)) in (0u32..INDEX).zip(actors.iter().zip(&out)) {
            let Some(at) = next.get_mut((*packed & INDEX) as usize).filter(|_| *packed & INDEX != INDEX) else {
                continue;
            };
            if let (Some(relation), Some(slot)) = (in_relations.get_mut(*at as usize), in_actors.get_mut(*at as usize))
            {
                (*relation, *slot) = (*packed & !INDEX | i, *actor);
            }
            *at += 1;
        }
        Self { out_starts, out, in_starts, in_relations, in_actors }
    }

    /// Returns the relations of a document outward, as (relation, document acted on), in order.
    pub(super) fn outward(&self, document: u32, kinds: Kinds) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.ranked_outward(document, kinds).map(|(_, relation, object)| (relation, object))
    }

    /// As [`Self::outward`], with where the kind stands among the kinds before the relation.
    pub(super) fn ranked_outward(
        &self,
        document: u32,
        kinds: Kinds,
    ) -> impl Iterator<Item = (u32, u32, u32)> + use<'_> {
        let (from, to) = row(&self.out_starts, document);
        let objects = self.out.get(from as usize..to as usize).unwrap_or_default();
        let found = (from..to).zip(objects).filter(move |(_, object)| kinds.has(**object) && *object & INDEX != INDEX);
        found.map(|(relation, object)| (object >> BITS, relation, object & INDEX))
    }

    /// Returns the relations of a document inward, as (relation, document that acts), in order.
    pub(super) fn inward(&self, document: u32, kinds: Kinds) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.ranked_inward(document, kinds).map(|(_, relation, actor)| (relation, actor))
    }

    /// As [`Self::inward`], with where the kind stands among the kinds before the relation.
    pub(super) fn ranked_inward(&self, document: u32, kinds: Kinds) -> impl Iterator<Item = (u32, u32, u32)> + use<'_> {
        let (from, to) = row(&self.in_starts, document);
        let relations = self.in_relations.get(from as usize..to as usize).unwrap_or_default();
        let actors = self.in_actors.get(from as usize..to as usize).unwrap_or_default();
        let found = relations.iter().zip(actors).filter(move |(relation, _)| kinds.has(**relation));
        found.map(|(relation, actor)| (relation >> BITS, relation & INDEX, *actor))
    }

    /// Returns how long the rows of a document are, whatever the kinds in them.
    pub(super) fn row_length(&self, document: u32, direction: Direction) -> usize {
        let length = |starts: &[u32]| {
            let (from, to) = row(starts, document);
            to.saturating_sub(from) as usize
        };
        match direction {
            Direction::Cites => length(&self.out_starts),
            Direction::CitedBy => length(&self.in_starts),
            Direction::Both => length(&self.out_starts) + length(&self.in_starts),
        }
    }

    /// Returns how many bytes the rows take.
    pub(super) fn bytes(&self) -> usize {
        4 * [&self.out_starts, &self.out, &self.in_starts, &self.in_relations, &self.in_actors]
            .iter()
            .map(|v| v.len())
            .sum::<usize>()
    }

    /// Returns the rows as a graph whose edges are the relations of some kinds.
    pub(super) fn of_kinds(&self, kinds: &[RelationKind]) -> View<'_> {
        View { links: self, kinds: Kinds::of(kinds) }
    }
}

fn pack(kind: RelationKind, index: u32) -> u32 {
    (kind as u32) << BITS | index
}

fn row(starts: &[u32], document: u32) -> (u32, u32) {
    let at = document as usize;
    starts.get(at).copied().zip(starts.get(at + 1).copied()).unwrap_or_default()
}

fn index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The documents and their relations of some kinds, as petgraph sees them.
#[derive(Clone, Copy, Debug)]
pub(super) struct View<'a> {
    links: &'a Links,
    kinds: Kinds,
}

impl GraphBase for View<'_> {
    type NodeId = u32;
    type EdgeId = u32;
}

impl GraphRef for View<'_> {}

impl NodeCount for View<'_> {
    fn node_count(&self) -> usize {
        self.links.out_starts.len().saturating_sub(1)
    }
}

impl NodeIndexable for View<'_> {
    fn node_bound(&self) -> usize {
        self.node_count()
    }

    fn to_index(&self, node: u32) -> usize {
        node as usize
    }

    fn from_index(&self, at: usize) -> u32 {
        index(at)
    }
}

impl NodeCompactIndexable for View<'_> {}

impl IntoNodeIdentifiers for View<'_> {
    type NodeIdentifiers = std::ops::Range<u32>;

    fn node_identifiers(self) -> Self::NodeIdentifiers {
        0..index(self.node_count())
    }
}

impl<'a> IntoNeighbors for View<'a> {
    type Neighbors = Box<dyn Iterator<Item = u32> + 'a>;

    fn neighbors(self, node: u32) -> Self::Neighbors {
        Box::new(self.links.outward(node, self.kinds).map(|(_, other)| other))
    }
}

impl<'a> IntoNeighborsDirected for View<'a> {
    type NeighborsDirected = Box<dyn Iterator<Item = u32> + 'a>;

    fn neighbors_directed(self, node: u32, way: Way) -> Self::NeighborsDirected {
        match way {
            Way::Outgoing => self.neighbors(node),
            Way::Incoming => Box::new(self.links.inward(node, self.kinds).map(|(_, other)| other)),
        }
    }
}

impl Visitable for View<'_> {
    type Map = Marks;

    fn visit_map(&self) -> Marks {
        Marks::new(self.node_count())
    }

    fn reset_map(&self, map: &mut Marks) {
        *map = self.visit_map();
    }
}

#[cfg(test)]
mod tests {
    use petgraph::visit::{Bfs, Reversed};
    use proptest::prelude::*;

    use super::*;
    use crate::graph::sample::edge;
    use crate::model::RelationKind::{Implements, LegalBasis};

    fn rows(pairs: &[(u32, RelationKind, u32)], count: usize) -> (Links, Vec<RelationEdge>) {
        let mut relations: Vec<RelationEdge> = pairs.iter().map(|(a, k, o)| edge(*a, *k, *o)).collect();
        relations.sort_by_key(|r| (r.actor, r.kind, r.object));
        (Links::build(count, &relations.iter().cloned().collect()), relations)
    }

    #[test]
    fn a_walk_of_petgraph_goes_both_ways() {
        let (links, _) = rows(&[(1, Implements, 0), (2, Implements, 1), (3, LegalBasis, 1)], 4);
        let walk = |bfs: &mut dyn FnMut() -> Option<u32>| std::iter::from_fn(bfs).collect::<Vec<_>>();
        let all = links.of_kinds(&[]);
        let mut bfs = Bfs::new(all, 2);
        assert_eq!(walk(&mut || bfs.next(all)), [2, 1, 0]);
        let back = Reversed(links.of_kinds(&[Implements]));
        let mut bfs = Bfs::new(back, 0);
        assert_eq!(walk(&mut || bfs.next(back)), [0, 1, 2], "3 rests on 1 and does not carry it out");
    }

    #[test]
    fn an_edge_takes_few_bytes() {
        let pairs: Vec<_> = (1..1000u32).flat_map(|a| (0..6).map(move |o| (a, Implements, o * a / 7))).collect();
        let (links, relations) = rows(&pairs, 1000);
        assert!(links.bytes() <= 14 * relations.len(), "{} bytes for {}", links.bytes(), relations.len());
    }

    proptest! {
        #[test]
        fn rows_hold_what_the_relations_say(pairs in proptest::collection::vec((0u32..12, 0usize..16, 0u32..12), 0..60)) {
            // Documents 10 and 11 do not exist.
            let kind = |k: usize| RelationKind::ALL.get(k).copied().unwrap_or(Implements);
            let pairs: Vec<_> = pairs.into_iter().map(|(a, k, o)| (a, kind(k), o)).collect();
            let (links, relations) = rows(&pairs, 10);
            for document in 0..12 {
                for kinds in [&[][..], &[Implements], &[Implements, LegalBasis]] {
                    let wanted = |r: &RelationEdge| {
                        (kinds.is_empty() || kinds.contains(&r.kind)) && r.actor < 10 && r.object < 10
                    };
                    let of = |end: fn(&RelationEdge) -> (u32, u32)| -> Vec<(u32, u32)> {
                        let found = (0u32..).zip(&relations).filter(|(_, r)| wanted(r) && end(r).0 == document);
                        found.map(|(i, r)| (i, end(r).1)).collect()
                    };
                    let kinds = Kinds::of(kinds);
                    prop_assert_eq!(links.outward(document, kinds).collect::<Vec<_>>(), of(|r| (r.actor, r.object)));
                    prop_assert_eq!(links.inward(document, kinds).collect::<Vec<_>>(), of(|r| (r.object, r.actor)));
                }
            }
        }
    }
}

//! Walks: neighbours, everything reachable within a depth, and paths; cycles cannot make one endless.

use std::collections::{BTreeSet, VecDeque};

use petgraph::Direction as Way;
use petgraph::graph::NodeIndex;
use petgraph::visit::EdgeRef;

use super::PolicyGraph;
use crate::model::RelationKind;

/// How many partial paths a search for paths looks at before it gives up.
const MAX_PARTIAL_PATHS: usize = 20_000;

/// Which way relations are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From a document to what it cites.
    Cites,
    /// From a document to those that cite it.
    CitedBy,
    /// Both ways.
    Both,
}

/// Part of the graph: what was reached and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subgraph {
    /// Indices of documents, nearest first.
    pub documents: Vec<u32>,
    /// Indices of relations between them, in the order they were met.
    pub relations: Vec<u32>,
    /// How many documents within the depth were left out because there were too many.
    pub omitted: usize,
}

impl PolicyGraph {
    /// Returns the relations of one document, as (relation, document at the other end), in order of relations.
    pub fn neighbours(&self, document: u32, direction: Direction, kinds: &[RelationKind]) -> Vec<(u32, u32)> {
        let mut found = BTreeSet::new();
        if direction != Direction::CitedBy {
            self.neighbours_one_way(document, Way::Outgoing, &mut found);
        }
        if direction != Direction::Cites {
            self.neighbours_one_way(document, Way::Incoming, &mut found);
        }
        let wanted = |r: u32| kinds.is_empty() || self.relation(r).is_some_and(|e| kinds.contains(&e.kind));
        found.into_iter().filter(|(r, _)| wanted(*r)).collect()
    }

    fn neighbours_one_way(&self, document: u32, way: Way, found: &mut BTreeSet<(u32, u32)>) {
        for edge in self.links.edges_directed(NodeIndex::new(document as usize), way) {
            let other = if way == Way::Outgoing { edge.target() } else { edge.source() };
            if let Some(other) = self.links.node_weight(other) {
                found.insert((*edge.weight(), *other));
            }
        }
    }

    /// Walks from the roots, breadth first, at most `max_depth` steps and `max_nodes` documents.
    pub fn subgraph(
        &self,
        roots: &[u32],
        direction: Direction,
        kinds: &[RelationKind],
        max_depth: u32,
        max_nodes: usize,
    ) -> Subgraph {
        let mut part = Subgraph::default();
        let (mut seen, mut met, mut left_out) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut open: VecDeque<(u32, u32)> = VecDeque::new();
        for root in roots.iter().filter(|r| self.document(**r).is_some()) {
            if seen.len() < max_nodes && seen.insert(*root) {
                part.documents.push(*root);
                open.push_back((*root, 0));
            }
        }
        while let Some((document, depth)) = open.pop_front() {
            if depth >= max_depth {
                continue;
            }
            for (relation, other) in self.neighbours(document, direction, kinds) {
                if !seen.contains(&other) {
                    if seen.len() >= max_nodes {
                        left_out.insert(other);
                        continue;
                    }
                    seen.insert(other);
                    part.documents.push(other);
                    open.push_back((other, depth + 1));
                }
                if met.insert(relation) {
                    part.relations.push(relation);
                }
            }
        }
        part.omitted = left_out.len();
        part
    }

    /// Finds up to `k` paths of citations from one document to another, shortest first, without visiting one twice.
    ///
    /// Each path is a list of relations. Also tells whether the search gave up before it had looked everywhere.
    pub fn paths(
        &self,
        from: u32,
        to: u32,
        kinds: &[RelationKind],
        k: usize,
        max_length: usize,
    ) -> (Vec<Vec<u32>>, bool) {
        let mut found = Vec::new();
        let mut open = VecDeque::from([(vec![from], Vec::new())]);
        let mut looked_at = 0;
        while let Some((documents, relations)) = open.pop_front() {
            let here = documents.last().copied().unwrap_or(from);
            if here == to && !relations.is_empty() {
                found.push(relations);
                if found.len() >= k {
                    break;
                }
                continue;
            }
            looked_at += 1;
            if looked_at > MAX_PARTIAL_PATHS {
                return (found, true);
            }
            if relations.len() >= max_length {
                continue;
            }
            for (relation, other) in self.neighbours(here, Direction::Cites, kinds) {
                if !documents.contains(&other) && open.len() < MAX_PARTIAL_PATHS {
                    let mut longer = (documents.clone(), relations.clone());
                    longer.0.push(other);
                    longer.1.push(relation);
                    open.push_back(longer);
                }
            }
        }
        (found, false)
    }
}

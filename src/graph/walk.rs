//! Walks: neighbours, everything reachable within a depth, what carries a document out, chains of one kind; cycles
//! cannot make one endless.

use std::collections::BTreeMap;

use super::PolicyGraph;
use super::links::Kinds;
use super::marks::Marks;
use crate::model::{AuthorityLevel, RelationKind};

/// Which way relations are followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// From a document to what it cites.
    Cites,
    /// From a document to those that cite it.
    CitedBy,
    /// Both ways.
    Both,
}

/// A document met on a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// The document.
    pub document: u32,
    /// How many relations away from the nearest root.
    pub depth: u32,
    /// The relation by which it was first reached; none for a root.
    pub via: Option<u32>,
    /// The document from which it was first reached; none for a root.
    pub from: Option<u32>,
}

/// How far a walk may go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most relations from a root.
    pub depth: u32,
    /// Most documents, roots included.
    pub documents: usize,
}

/// What a walk met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Walk {
    /// Documents, nearest first, each once.
    pub steps: Vec<Step>,
    /// Relations followed between them, in the order they were met.
    pub relations: Vec<u32>,
    /// Whether documents within the depth were left out because there were too many.
    pub truncated: bool,
}

/// Part of the graph: what was reached and what was left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Subgraph {
    /// Documents, nearest first, each once.
    pub steps: Vec<Step>,
    /// All relations of the wanted kinds between them, sorted.
    pub relations: Vec<u32>,
    /// Whether documents within the depth were left out because there were too many.
    pub truncated: bool,
    /// How many relations lead from these documents to others, by kind.
    pub omitted: BTreeMap<RelationKind, usize>,
}

/// Documents joined by one kind of relation, the oldest link first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// Documents with their place: 0 is the one asked for, below 0 what it acts on, above 0 what acts on it.
    pub links: Vec<(i32, u32)>,
    /// The relations between them, sorted.
    pub relations: Vec<u32>,
    /// Whether a place has two documents, so that it is no single line.
    pub branches: bool,
    /// Whether the relations lead back to where they began.
    pub ring: bool,
}

impl PolicyGraph {
    /// Returns the relations of one document, as (relation, document at the other end): outward ones first, in order.
    pub fn neighbours<'a>(
        &'a self,
        document: u32,
        direction: Direction,
        kinds: &[RelationKind],
    ) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let kinds = Kinds::of(kinds);
        let acts = (direction != Direction::CitedBy).then(|| self.links().outward(document, kinds));
        let suffers = (direction != Direction::Cites).then(|| self.links().inward(document, kinds));
        acts.into_iter().flatten().chain(suffers.into_iter().flatten())
    }

    /// Walks from the roots, breadth first.
    pub fn walk(&self, roots: &[u32], direction: Direction, kinds: &[RelationKind], bounds: Bounds) -> Walk {
        let mut walk = Walk::default();
        let mut seen = Marks::new(self.resolved.documents.len());
        for root in roots.iter().copied().filter(|r| self.document(*r).is_some()) {
            if seen.has(root) {
                continue;
            }
            if walk.steps.len() >= bounds.documents {
                walk.truncated = true;
                break;
            }
            seen.add(root);
            walk.steps.push(Step { document: root, depth: 0, via: None, from: None });
        }
        // Both ways a relation is met from each of its ends: once is enough.
        let mut left = (direction == Direction::Both).then(|| Marks::new(self.resolved.documents.len()));
        let mut at = 0;
        // The steps are the queue: they are in the order in which they are to be gone on from.
        while let Some(here) = walk.steps.get(at).copied().filter(|step| step.depth < bounds.depth) {
            at += 1;
            for (relation, other) in self.neighbours(here.document, direction, kinds) {
                if !seen.has(other) {
                    if walk.steps.len() >= bounds.documents {
                        walk.truncated = true;
                        continue;
                    }
                    seen.add(other);
                    let via = Some(relation);
                    walk.steps.push(Step { document: other, depth: here.depth + 1, via, from: Some(here.document) });
                }
                if left.as_ref().is_none_or(|l| !l.has(other)) {
                    walk.relations.push(relation);
                }
            }
            if let Some(left) = &mut left {
                left.add(here.document);
            }
        }
        walk
    }

    /// Returns the part of the graph round the roots, with every relation inside it and a count of those that lead out.
    pub fn subgraph(&self, roots: &[u32], direction: Direction, kinds: &[RelationKind], bounds: Bounds) -> Subgraph {
        let walk = self.walk(roots, direction, kinds, bounds);
        let mut inside = Marks::new(self.resolved.documents.len());
        for step in &walk.steps {
            inside.add(step.document);
        }
        let mut part = Subgraph { steps: walk.steps, truncated: walk.truncated, ..Subgraph::default() };
        for step in &part.steps {
            let out = self.neighbours(step.document, Direction::Cites, kinds);
            part.relations.extend(out.filter(|(_, other)| inside.has(*other)).map(|(relation, _)| relation));
            for (relation, _) in
                self.neighbours(step.document, direction, kinds).filter(|(_, other)| !inside.has(*other))
            {
                if let Some(edge) = self.relation(relation) {
                    *part.omitted.entry(edge.kind).or_default() += 1;
                }
            }
        }
        part.relations.sort_unstable();
        part
    }

    /// Returns what carries a document out, directly or through others, as a tree: each document once, under the one it
    /// was first reached from, sorted by level of authority, depth and key.
    pub fn cascade(&self, document: u32, kinds: &[RelationKind], bounds: Bounds) -> Walk {
        let mut walk = self.walk(&[document], Direction::CitedBy, kinds, bounds);
        let level = |d: u32| self.document(d).and_then(|n| n.level);
        walk.steps
            .sort_by_key(|s| (s.via.is_some(), level(s.document).is_none(), level(s.document), s.depth, s.document));
        walk
    }

    /// Returns the level of authority of a document.
    pub fn level_of(&self, document: u32) -> Option<AuthorityLevel> {
        self.document(document)?.level
    }

    /// Follows one kind of relation both ways from a document.
    pub fn chain(&self, document: u32, kind: RelationKind, bounds: Bounds) -> Chain {
        let kinds = [kind];
        let earlier = self.walk(&[document], Direction::Cites, &kinds, bounds);
        let later = self.walk(&[document], Direction::CitedBy, &kinds, bounds);
        let mut chain = Chain::default();
        let place = |step: &Step, sign: i32| sign * i32::try_from(step.depth).unwrap_or(i32::MAX);
        for (walk, sign) in [(&earlier, -1), (&later, 1)] {
            for step in &walk.steps {
                if chain.links.iter().any(|(_, d)| *d == step.document) {
                    chain.ring |= step.document != document;
                } else {
                    chain.links.push((place(step, sign), step.document));
                }
            }
            chain.relations.extend(&walk.relations);
        }
        chain.links.sort_unstable();
        chain.relations.sort_unstable();
        chain.relations.dedup();
        chain.branches = chain.links.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        chain
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{at, names, sample};
    use crate::model::RelationKind::{Implements, LegalBasis, Replaces};

    const BOUNDS: Bounds = Bounds { depth: 10, documents: 100 };

    #[test]
    fn a_walk_goes_breadth_first_and_a_ring_ends_it() {
        let graph = sample(&[
            ("2/KH-UBND", Implements, "1/KH-UBND"),
            ("3/KH-UBND", Implements, "2/KH-UBND"),
            ("1/KH-UBND", LegalBasis, "3/KH-UBND"),
        ]);
        let walk = graph.walk(&[at(&graph, "1/KH-UBND")], Direction::CitedBy, &[], BOUNDS);
        assert_eq!(names(&graph, walk.steps.iter().map(|s| s.document)), ["1/KH-UBND", "2/KH-UBND", "3/KH-UBND"]);
        assert_eq!(walk.relations.len(), 3, "the relation that closes the ring is met too");
        let kinds = [Implements];
        let near =
            graph.walk(&[at(&graph, "1/KH-UBND")], Direction::CitedBy, &kinds, Bounds { depth: 1, documents: 9 });
        assert_eq!((near.steps.len(), near.truncated), (2, false));
    }

    #[test]
    fn what_is_left_out_is_counted_by_kind() {
        let graph = sample(&[
            ("2/KH-UBND", Implements, "1/KH-UBND"),
            ("3/KH-UBND", Implements, "1/KH-UBND"),
            ("4/KH-UBND", LegalBasis, "1/KH-UBND"),
            ("5/KH-UBND", LegalBasis, "2/KH-UBND"),
        ]);
        let root = [at(&graph, "1/KH-UBND")];
        let all = graph.subgraph(&root, Direction::CitedBy, &[], BOUNDS);
        assert_eq!((all.steps.len(), all.relations.len(), all.truncated, all.omitted.len()), (5, 4, false, 0));
        let two = graph.subgraph(&root, Direction::CitedBy, &[], Bounds { depth: 10, documents: 2 });
        assert_eq!((two.steps.len(), two.relations.len(), two.truncated), (2, 1, true));
        assert_eq!(two.omitted.into_iter().collect::<Vec<_>>(), [(Implements, 1), (LegalBasis, 2)]);
        let near = graph.subgraph(&root, Direction::CitedBy, &[], Bounds { depth: 1, documents: 10 });
        assert_eq!((near.truncated, near.omitted.into_iter().collect::<Vec<_>>()), (false, vec![(LegalBasis, 1)]));
        assert_eq!(graph.subgraph(&[77], Direction::Both, &[], BOUNDS), Subgraph::default());
    }

    #[test]
    fn a_chain_has_a_direction_and_says_when_it_is_no_line() {
        let line = sample(&[
            ("2/KH-UBND", Replaces, "1/KH-UBND"),
            ("3/KH-UBND", Replaces, "2/KH-UBND"),
            ("9/KH-UBND", Implements, "2/KH-UBND"),
        ]);
        let chain = line.chain(at(&line, "2/KH-UBND"), Replaces, BOUNDS);
        assert_eq!(names(&line, chain.links.iter().map(|(_, d)| *d)), ["1/KH-UBND", "2/KH-UBND", "3/KH-UBND"]);
        assert_eq!(chain.links.iter().map(|(p, _)| *p).collect::<Vec<_>>(), [-1, 0, 1]);
        assert!(!chain.branches && !chain.ring);
        let fork = sample(&[("2/KH-UBND", Replaces, "1/KH-UBND"), ("3/KH-UBND", Replaces, "1/KH-UBND")]);
        assert!(fork.chain(at(&fork, "1/KH-UBND"), Replaces, BOUNDS).branches);
        let ring = sample(&[("2/KH-UBND", Replaces, "1/KH-UBND"), ("1/KH-UBND", Replaces, "2/KH-UBND")]);
        assert!(ring.chain(at(&ring, "1/KH-UBND"), Replaces, BOUNDS).ring);
    }

    #[test]
    fn a_cascade_has_each_document_once_under_the_nearest() {
        let graph = sample(&[
            ("2/KH-UBND", Implements, "1/KH-UBND"),
            ("3/KH-UBND", Implements, "2/KH-UBND"),
            ("3/KH-UBND", Implements, "1/KH-UBND"),
            ("4/KH-UBND", LegalBasis, "1/KH-UBND"),
        ]);
        let tree = graph.cascade(at(&graph, "1/KH-UBND"), &[Implements], BOUNDS);
        let rows: Vec<(u32, usize)> = tree.steps.iter().map(|s| (s.depth, s.document as usize)).collect();
        assert_eq!(rows.len(), 3);
        assert!(tree.steps.iter().all(|s| s.depth <= 1), "3 is reached from 1 at once: {rows:?}");
    }
}

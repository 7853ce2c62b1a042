//! Walks from documents that nearly everything rests on: answered once and kept, for the next who asks.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::links::Kinds;
use super::{Bounds, Direction, PolicyGraph, Walk};
use crate::model::RelationKind;

/// Documents of a walk that is kept; shorter ones are walked again as fast as they are found.
const FROM: usize = 2_000;
/// Documents of all walks kept.
const KEPT: usize = 8_000_000;

type Question = (u32, Direction, Kinds, u32, usize);

/// Walks that are kept.
#[derive(Debug, Default)]
pub(super) struct Hubs(Mutex<Kept>);

#[derive(Debug, Default)]
struct Kept {
    walks: BTreeMap<Question, Arc<Walk>>,
    documents: usize,
}

impl Clone for Hubs {
    /// Another graph begins without: what is kept can be walked again.
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PolicyGraph {
    /// Walks from one document, as [`Self::walk`] does; a long walk is kept.
    pub fn walk_from(&self, root: u32, direction: Direction, kinds: &[RelationKind], bounds: Bounds) -> Arc<Walk> {
        let question = (root, direction, Kinds::of(kinds), bounds.depth, bounds.documents);
        let kept = || self.hubs.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = kept().walks.get(&question) {
            return Arc::clone(known);
        }
        // Walked without the lock: two who ask at once both walk, and nobody waits.
        let walk = Arc::new(self.walk(&[root], direction, kinds, bounds));
        if walk.steps.len() >= FROM {
            let mut kept = kept();
            if kept.documents + walk.steps.len() > KEPT {
                *kept = Kept::default();
            }
            if kept.walks.insert(question, Arc::clone(&walk)).is_none() {
                kept.documents += walk.steps.len();
            }
        }
        walk
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{document, edge, of};
    use crate::model::RelationKind::{Implements, LegalBasis};

    #[test]
    fn a_long_walk_is_kept_and_a_short_one_is_not() {
        let count = 3_000u32;
        let documents = (0..count).map(|n| document(&format!("{n:04}/KH-UBND"))).collect();
        let graph = of(documents, (1..count).map(|n| edge(n, Implements, 0)).collect());
        let bounds = Bounds { depth: 4, documents: 1_000_000 };
        let walk = |root, kinds: &[RelationKind]| graph.walk_from(root, Direction::CitedBy, kinds, bounds);
        let (first, again) = (walk(0, &[]), walk(0, &[]));
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!(*first, graph.walk(&[0], Direction::CitedBy, &[], bounds));
        assert_eq!(walk(0, &[LegalBasis]).steps.len(), 1, "another question has its own answer");
        assert!(!Arc::ptr_eq(&walk(1, &[]), &walk(1, &[])));
    }
}

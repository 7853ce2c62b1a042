//! The mentions of one work: a part of the list of all, which many works have in common.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use super::rows::{Packed, Rows};
use crate::model::MentionNode;

/// The mentions of a work, in the order of documents and places.
#[derive(Clone, Default)]
pub struct Mentions {
    all: Arc<Packed<MentionNode>>,
    first: u32,
    count: u32,
}

impl Mentions {
    /// Cuts a list of mentions into those of each work.
    pub fn cut(all: Packed<MentionNode>, counts: &[usize]) -> Vec<Self> {
        let all = Arc::new(all);
        let part = |first: &mut u32, count: &usize| {
            let count = u32::try_from(*count).unwrap_or(u32::MAX);
            let part = Self { all: Arc::clone(&all), first: *first, count };
            *first = first.saturating_add(count);
            Some(part)
        };
        counts.iter().scan(0, part).collect()
    }

    /// Returns where they begin in the list they are a part of.
    pub fn first(&self) -> u32 {
        self.first
    }

    /// So many mentions, which are still to be joined.
    pub(super) fn counted(count: u32) -> Self {
        Self { count, ..Self::default() }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns how many bytes the mentions of all works take, without their words.
    pub fn bytes_of_all(&self) -> usize {
        self.all.bytes()
    }

    /// Goes through them.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = MentionNode> + '_ {
        self.rows()
    }

    fn rows(&self) -> Rows<'_, MentionNode> {
        self.all.range(self.first, self.count)
    }

    /// Returns the list they are a part of.
    pub fn all(&self) -> &Packed<MentionNode> {
        &self.all
    }
}

impl PartialEq for Mentions {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.iter().eq(other.iter())
    }
}

impl fmt::Debug for Mentions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl Serialize for Mentions {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

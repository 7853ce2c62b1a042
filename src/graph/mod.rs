//! The graph over petgraph: build, look up, walk, search, check; the only room that knows petgraph.

use std::sync::Arc;

use crate::model::{Extraction, Resolved};
use crate::text::SourceText;

/// A held document: its text and what was read from it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The text, to slice evidence from.
    pub text: Arc<SourceText>,
    /// The facts.
    pub extraction: Arc<Extraction>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// The graph that is served.
#[derive(Clone, Debug, Default)]
pub struct PolicyGraph {
    /// The identities and relations.
    pub resolved: Resolved,
    /// The held documents; `DocumentNode::held` is an index into this list, which is sorted by file name.
    pub held: Vec<Held>,
}

impl PolicyGraph {
    /// Builds the graph.
    pub fn build(resolved: Resolved, held: Vec<Held>) -> Self {
        Self { resolved, held }
    }
}

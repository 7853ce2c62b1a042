//! The graph of documents: build, look up, walk, search, check; the only room that knows petgraph.

mod check;
mod search;
mod walk;

use std::collections::BTreeMap;
use std::sync::Arc;

use petgraph::graph::{DiGraph, NodeIndex};

pub use search::Hit;
pub use walk::{Direction, Subgraph};

use crate::model::{DocumentNode, DocumentNumber, Evidence, EvidenceView, Extraction, Located, RelationEdge, Resolved};
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
    /// Documents joined by relations: node weight is the document's index, edge weight the relation's.
    links: DiGraph<u32, u32>,
    by_id: BTreeMap<String, u32>,
    by_number: BTreeMap<String, Vec<u32>>,
}

impl PolicyGraph {
    /// Builds the graph. A relation whose end does not exist is left out of the links; [`Self::check`] names it.
    pub fn build(resolved: Resolved, held: Vec<Held>) -> Self {
        let mut graph = Self { resolved, held, ..Self::default() };
        for (index, document) in (0u32..).zip(&graph.resolved.documents) {
            graph.links.add_node(index);
            graph.by_id.insert(document.id.as_str().to_owned(), index);
            if let Some(number) = &document.number {
                graph.by_number.entry(number.key()).or_default().push(index);
            }
        }
        let count = graph.resolved.documents.len();
        for (index, relation) in (0u32..).zip(&graph.resolved.relations) {
            let (actor, object) = (relation.actor as usize, relation.object as usize);
            if actor < count && object < count {
                graph.links.add_edge(NodeIndex::new(actor), NodeIndex::new(object), index);
            }
        }
        graph
    }

    /// Returns the document at an index.
    pub fn document(&self, index: u32) -> Option<&DocumentNode> {
        self.resolved.documents.get(index as usize)
    }

    /// Returns the relation at an index.
    pub fn relation(&self, index: u32) -> Option<&RelationEdge> {
        self.resolved.relations.get(index as usize)
    }

    /// Finds a document by its key.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.by_id.get(id).copied()
    }

    /// Returns all documents that carry a number, however it is written.
    pub fn by_number(&self, number: &str) -> &[u32] {
        DocumentNumber::parse_whole(number.trim()).and_then(|n| self.by_number.get(&n.key())).map_or(&[], Vec::as_slice)
    }

    /// Finds the one document a number names: the only one, or the only one we hold; none when several are possible.
    pub fn one_by_number(&self, number: &str) -> Option<u32> {
        let all = self.by_number(number);
        if let [one] = all {
            return Some(*one);
        }
        let mut held = all.iter().filter(|i| self.document(**i).is_some_and(|d| d.held.is_some()));
        match (held.next(), held.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// Returns the held text of a document.
    pub fn text_of(&self, document: u32) -> Option<&SourceText> {
        self.held_of(document).map(|h| h.text.as_ref())
    }

    /// Returns what is held of a document.
    pub fn held_of(&self, document: u32) -> Option<&Held> {
        self.held.get(self.document(document)?.held? as usize)
    }

    /// Cuts the words of evidence out of the document they stand in.
    pub fn view(&self, located: &Located) -> Option<EvidenceView> {
        self.view_in(located.document, &located.evidence)
    }

    /// Cuts the words of evidence out of a document; none when its text is not held or is another text.
    pub fn view_in(&self, document: u32, evidence: &Evidence) -> Option<EvidenceView> {
        let text = self.text_of(document)?;
        let span = evidence.span();
        text.source().get(span.start as usize..span.end as usize).filter(|q| !q.trim().is_empty())?;
        Some(evidence.view(text))
    }
}

//! Documents that held ones cite and we do not hold, the most wanted first.

use std::cmp::Reverse;
use std::sync::Arc;

use async_graphql::Object;

use super::document::{Document, Mention};
use super::page::{Listed, connection};
use super::plain::plain;
use crate::graph::PolicyGraph;
use crate::model::{DocumentNode, MentionNode, Resolution};

/// A document that is cited and not held (văn bản được dẫn mà chưa có).
#[derive(Clone, Debug)]
pub(crate) struct MissingDocument {
    graph: Arc<PolicyGraph>,
    index: u32,
}

connection! {
    MissingDocument,
    MissingDocumentConnection,
    /// A page of documents that are cited and not held (trang văn bản còn thiếu).
    ,
    MissingDocumentEdge,
    /// A document on a page (văn bản trong trang).
}

impl Listed for MissingDocument {
    const NAME: &'static str = "missingDocuments";

    fn at(graph: &Arc<PolicyGraph>, row: u32) -> Self {
        Self { graph: Arc::clone(graph), index: row }
    }

    fn key(graph: &PolicyGraph, row: u32) -> Option<String> {
        graph.document(row).map(|d| d.id.to_string())
    }

    fn find(graph: &PolicyGraph, key: &str) -> Option<u32> {
        graph.by_id(key)
    }
}

/// A document that is cited and not held (văn bản được dẫn mà chưa có).
#[Object(serial)]
impl MissingDocument {
    /// The document (văn bản).
    async fn document(&self) -> Document {
        Document::of(&self.graph, self.index)
    }
    /// How many held documents cite it (số văn bản dẫn).
    async fn citing_documents(&self) -> usize {
        self.graph.document(self.index).map_or(0, citing_documents)
    }
    /// How many times they cite it (số lần dẫn).
    async fn citations(&self) -> usize {
        self.graph.document(self.index).map_or(0, |d| d.mentions.len())
    }
    /// The fullest citation: with date, issuer and subject where any has them (lần dẫn đầy đủ nhất).
    async fn best_citation(&self) -> Option<Mention> {
        let mentions = &self.graph.document(self.index)?.mentions;
        let place = mentions.iter().enumerate().max_by_key(|(i, m)| (fullness(m), Reverse(*i))).map(|(i, _)| i)?;
        Document::mentions_of(&self.graph, self.index).nth(place)
    }
}

plain!(MissingDocument {
    "document" => document of Document,
    "citingDocuments" => citing_documents,
    "citations" => citations,
});

fn fullness(m: &MentionNode) -> (usize, usize) {
    let parts = [m.issued_on.is_some(), m.issuer.is_some(), m.title.is_some()];
    (parts.iter().filter(|p| **p).count(), m.title.as_ref().map_or(0, |t| t.chars().count()))
}

/// Counts the documents that name one; mentions stand in the order of documents.
fn citing_documents(node: &DocumentNode) -> usize {
    let mut citing: Vec<u32> = node.mentions.iter().map(|m| m.located.document).collect();
    citing.sort_unstable();
    citing.dedup();
    citing.len()
}

/// Returns the documents that are identified and not held, those cited by most documents first.
pub(super) fn missing(graph: &PolicyGraph) -> Vec<u32> {
    let stubs = (0u32..).zip(&graph.resolved.documents).filter(|(_, d)| d.resolution == Resolution::Stub);
    let mut wanted: Vec<(u32, usize)> = stubs.map(|(i, d)| (i, citing_documents(d))).collect();
    wanted.sort_by_key(|(i, n)| (Reverse(*n), *i));
    wanted.into_iter().map(|(i, _)| i).collect()
}

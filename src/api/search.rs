//! Search in the schema.

use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::document::Document;
use super::page::page_cost;
use crate::graph::PolicyGraph;

/// A document found (kết quả tìm kiếm).
#[derive(Debug, SimpleObject)]
pub(crate) struct SearchHit {
    /// The document (văn bản).
    document: Document,
    /// The line that has the words (dòng chứa từ khóa).
    snippet: Option<String>,
}

/// Search.
#[derive(Debug)]
pub(super) struct Search {
    graph: Arc<PolicyGraph>,
}

impl Search {
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }
}

/// Search (tìm kiếm).
#[Object]
impl Search {
    /// Search with or without diacritics, best first (tìm kiếm).
    #[graphql(complexity = "page_cost(first, None, child_complexity)")]
    async fn search(&self, query: String, first: Option<i32>) -> Vec<SearchHit> {
        let hits = self.graph.search(&query).into_iter().take(usize::try_from(first.unwrap_or(50)).unwrap_or(0));
        hits.map(|h| SearchHit { document: Document::of(&self.graph, h.document), snippet: h.line.map(|(_, l)| l) })
            .collect()
    }
}

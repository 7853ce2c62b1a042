//! GraphQL over the graph: a read-only schema with limits; answers requests as JSON text, so that no one else knows how.

mod agency;
mod corpus;
mod discrepancy;
mod document;
mod document_list;
mod document_part;
mod enterprise;
mod error;
mod evidence;
mod filter;
mod kinds;
mod ledger;
mod list;
mod lists;
mod missing;
mod order;
mod page;
mod person;
mod place;
mod project;
mod questions;
mod relation;
mod scalars;
mod search;
mod status;
mod target;
mod task;
mod walks;

use std::sync::Arc;

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject};

use crate::graph::PolicyGraph;

/// Everything that can be asked (các câu hỏi trên đồ thị văn bản chính sách).
#[derive(Debug, MergedObject)]
pub struct Query(lists::Lists, walks::Walks, questions::Questions, search::Search);

impl Query {
    fn new(graph: Arc<PolicyGraph>) -> Self {
        Self(
            lists::Lists::new(Arc::clone(&graph)),
            walks::Walks::new(Arc::clone(&graph)),
            questions::Questions::new(Arc::clone(&graph)),
            search::Search::new(graph),
        )
    }
}

/// The schema with the graph it answers from.
pub type Schema = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// Deep enough for introspection (15).
const MAX_DEPTH: usize = 20;
/// Fields an answer may hold, pages counted in full.
const MAX_COMPLEXITY: usize = 200_000;

/// Makes the schema that answers from a graph.
pub fn schema(graph: Arc<PolicyGraph>) -> Schema {
    async_graphql::Schema::build(Query::new(graph), EmptyMutation, EmptySubscription)
        .limit_depth(MAX_DEPTH)
        .limit_complexity(MAX_COMPLEXITY)
        .finish()
}

/// Returns the schema in the schema definition language.
pub fn sdl() -> String {
    schema(Arc::default()).sdl()
}

/// Answers a GraphQL query with JSON text.
pub async fn answer(schema: &Schema, query: &str) -> String {
    serde_json::to_string(&schema.execute(query).await).unwrap_or_default()
}

/// Answers the body of a GraphQL-over-HTTP request (`query`, `variables`, `operationName`) with JSON text.
///
/// # Errors
///
/// Says what is wrong when the body is not such a request.
pub async fn answer_request(schema: &Schema, body: &[u8]) -> Result<String, String> {
    let request: async_graphql::Request = serde_json::from_slice(body).map_err(|e| e.to_string())?;
    Ok(serde_json::to_string(&schema.execute(request).await).unwrap_or_default())
}

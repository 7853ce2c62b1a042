//! GraphQL over the graph: a read-only schema with limits; answers requests as JSON text, so that no one else knows how.

mod answers;
mod kinds;
mod objects;
mod query;

use std::sync::Arc;

use async_graphql::{EmptyMutation, EmptySubscription};

use crate::graph::PolicyGraph;
pub use query::Query;

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

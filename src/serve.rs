//! The server: joins the schema, the first page and HTTP; stops at Ctrl-C after the answers under way.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::json;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;

use crate::api::{self, Schema};
use crate::graph::PolicyGraph;
use crate::ui;

const CSP: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";
const MAX_BODY: usize = 1 << 20;
const TIMEOUT: Duration = Duration::from_secs(30);

#[derive(Debug, Deserialize)]
struct GetRequest {
    query: Option<String>,
    variables: Option<String>,
    #[serde(rename = "operationName")]
    operation_name: Option<String>,
}

/// Serves a graph until Ctrl-C; `ready` is told the address once it listens.
///
/// # Errors
///
/// Fails when the address cannot be listened on or the runtime cannot start.
pub fn run(graph: PolicyGraph, listen: SocketAddr, ready: impl FnOnce(SocketAddr)) -> std::io::Result<()> {
    let app = router(api::schema(Arc::new(graph)));
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        ready(listener.local_addr()?);
        axum::serve(listener, app).with_graceful_shutdown(stopped()).await
    })
}

async fn stopped() {
    // Without a signal handler the server runs until it is killed, which loses nothing: it only reads.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// Returns the routes of the site.
fn router(schema: Schema) -> Router {
    Router::new()
        .route("/graphql", get(graphql_get).post(graphql_post))
        .route("/health", get(|| async { "ok" }))
        .route("/ready", get(|| async { "ready" }))
        .fallback(get(page))
        .layer(RequestBodyLimitLayer::new(MAX_BODY))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .with_state(schema)
}

async fn page(State(schema): State<Schema>, headers: HeaderMap, uri: Uri) -> Response {
    let accept_language = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let asked = ui::Asked { path: uri.path(), query: uri.query().unwrap_or_default(), accept_language };
    let page = ui::respond(&schema, asked).await;
    with_guards(page.media_type, StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK), page.body)
}

async fn graphql_get(State(schema): State<Schema>, headers: HeaderMap, Query(get): Query<GetRequest>) -> Response {
    let variables = match get.variables.as_deref().map(serde_json::from_str::<serde_json::Value>).transpose() {
        Ok(variables) => variables.unwrap_or(json!({})),
        Err(e) => return refused(&headers, &format!("variables: {e}")),
    };
    let Some(query) = get.query else {
        return refused(&headers, "the parameter `query` is missing");
    };
    let body = json!({ "query": query, "variables": variables, "operationName": get.operation_name });
    answered(&schema, &headers, body.to_string().as_bytes()).await
}

async fn graphql_post(State(schema): State<Schema>, headers: HeaderMap, body: Bytes) -> Response {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !media_type.starts_with("application/json") {
        return with_guards(
            "text/plain; charset=utf-8",
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "send application/json\n".to_owned(),
        );
    }
    answered(&schema, &headers, &body).await
}

async fn answered(schema: &Schema, headers: &HeaderMap, body: &[u8]) -> Response {
    match api::answer_request(schema, body).await {
        Ok(json) => with_guards(media_type_for(headers), StatusCode::OK, json),
        Err(message) => refused(headers, &message),
    }
}

fn refused(headers: &HeaderMap, message: &str) -> Response {
    let error = json!({ "errors": [{ "message": message, "extensions": { "code": "BAD_REQUEST" } }] });
    with_guards(media_type_for(headers), StatusCode::BAD_REQUEST, error.to_string())
}

fn media_type_for(headers: &HeaderMap) -> &'static str {
    let accept = headers.get(header::ACCEPT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if accept.contains("application/graphql-response+json") {
        "application/graphql-response+json; charset=utf-8"
    } else {
        "application/json; charset=utf-8"
    }
}

fn with_guards(media_type: &'static str, status: StatusCode, body: String) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, headers, body).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_page_allows_only_its_own_scripts() {
        let schema = api::schema(Arc::default());
        for (path, status) in [("/", 200), ("/app.js", 200), ("/app.css", 200), ("/../Cargo.toml", 404)] {
            let answer = page(State(schema.clone()), HeaderMap::new(), Uri::from_static(path)).await;
            assert_eq!(answer.status(), status, "{path}");
            assert_eq!(answer.headers().get(header::CONTENT_SECURITY_POLICY).unwrap(), CSP, "{path}");
        }
    }

    #[tokio::test]
    async fn a_body_that_is_not_a_request_is_refused() {
        let schema = api::schema(Arc::default());
        let answer = answered(&schema, &HeaderMap::new(), b"not json").await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
        let answer = answered(&schema, &HeaderMap::new(), br#"{"query": "{ corpus { held } }"}"#).await;
        assert_eq!(answer.status(), StatusCode::OK);
    }
}

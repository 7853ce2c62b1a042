//! The pages of the explorer over HTTP: an address or a form in, a page or a file out.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri, header};
use axum::response::Response;

use super::Server;
use super::graphql::{MAX_BODY, too_large};
use super::reply::{refusal, with_guards};
use crate::ui;

/// Answers an address.
pub(super) async fn page(State(server): State<Arc<Server>>, headers: HeaderMap, uri: Uri) -> Response {
    shown(&server, &headers, &uri, "").await
}

/// Answers a form that is too long for an address.
pub(super) async fn filled(State(server): State<Arc<Server>>, headers: HeaderMap, uri: Uri, body: Body) -> Response {
    match to_bytes(body, MAX_BODY).await {
        Ok(body) => shown(&server, &headers, &uri, &String::from_utf8_lossy(&body)).await,
        Err(_) => refusal(&too_large()),
    }
}

async fn shown(server: &Server, headers: &HeaderMap, uri: &Uri, form: &str) -> Response {
    let accept_language = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let asked = ui::Asked { path: uri.path(), query: uri.query().unwrap_or_default(), form, accept_language };
    let page = ui::respond(&server.schema, asked).await;
    let status = StatusCode::from_u16(page.status).unwrap_or(StatusCode::OK);
    let mut response = with_guards(page.media_type, status, page.body);
    if let Some(name) = page.file_name {
        let named = format!("attachment; filename=\"{name}\"");
        response.headers_mut().extend(HeaderValue::from_str(&named).ok().map(|v| (header::CONTENT_DISPOSITION, v)));
    }
    response
}

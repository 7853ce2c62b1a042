//! The routes of the site and the layers all answers pass; what each route does is written elsewhere.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::timeout::TimeoutLayer;

use super::graphql::{graphql_get, graphql_post, other_method};
use super::pages::{filled, page};
use super::reply::{is_known, refusal, with_guards, with_tag};
use super::transport::Malformed;
use super::{ServeError, Server, Site, export, request_id};

/// How long a request may take in all, reading its body included.
const TIMEOUT: Duration = Duration::from_secs(30);

/// Returns the routes of the site.
pub(super) fn routes(site: Site, cors: Option<CorsLayer>) -> Router {
    // One layer of several, the outermost first: each that stands alone costs every request a box and a copy of the route.
    let layers = ServiceBuilder::new()
        .layer(axum::middleware::from_fn_with_state(request_id::Counter::default(), request_id::named))
        .layer(CatchPanicLayer::custom(|_| with_guards("text/plain", StatusCode::INTERNAL_SERVER_ERROR, String::new())))
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .layer(CompressionLayer::new());
    let router = Router::new()
        .route("/documents", get(page).post(posted).fallback(get_or_post).layer(DefaultBodyLimit::disable()))
        .route("/check", get(page).post(filled))
        .route("/changes", get(changes))
        .route("/graphql", get(graphql_get).post(graphql_post).fallback(other_method))
        .route("/export/{format}", get(exported))
        .route("/health", get(|| async { "ok" }))
        .route("/ready", get(|| async { "ready" }))
        .route("/metrics", get(metrics_text))
        .fallback(get(page))
        .layer(layers)
        .with_state(site);
    match cors {
        Some(cors) => router.layer(cors),
        None => router,
    }
}

/// Returns the layer that lets pages of these origins ask; none when no origin is given.
pub(super) fn cors(origins: &[String]) -> Result<Option<CorsLayer>, ServeError> {
    if origins.is_empty() {
        return Ok(None);
    }
    let origin = |o: &String| {
        let well_formed = o.parse::<Uri>().is_ok_and(|u| u.scheme().is_some() && u.authority().is_some());
        o.parse::<HeaderValue>().ok().filter(|_| well_formed).ok_or_else(|| ServeError::Origin(o.clone()))
    };
    let allowed: Vec<HeaderValue> = origins.iter().map(origin).collect::<Result<_, _>>()?;
    let layer = CorsLayer::new()
        .allow_origin(AllowOrigin::list(allowed))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([header::CONTENT_TYPE, header::ACCEPT, header::IF_NONE_MATCH])
        .expose_headers([
            header::ETAG,
            HeaderName::from_static("x-request-id"),
            HeaderName::from_static("luocdo-truncated"),
        ]);
    Ok(Some(layer))
}

async fn posted(
    State(site): State<Site>,
    Query(parameters): Query<Vec<(String, String)>>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let Some(door) = &site.door else {
        let message = "this server takes no documents; it does when started with a token and `--data`";
        return refusal(&Malformed::new(StatusCode::NOT_FOUND, "NOT_TAKEN", message));
    };
    door.take(&headers, value(&parameters, "name").as_deref(), body).await
}

async fn changes(
    State(site): State<Site>,
    State(server): State<Arc<Server>>,
    Query(parameters): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let Some(following) = &site.following else {
        let message = "the graph of this server does not change; one made from `--data` does";
        return refusal(&Malformed::new(StatusCode::NOT_FOUND, "NO_CHANGES", message));
    };
    following.changes.stream(&server, &headers, value(&parameters, "around"))
}

async fn exported(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Path(format): Path<String>,
    Query(filters): Query<Vec<(String, String)>>,
) -> Response {
    let tag = server.tag();
    if is_known(&headers, &tag) {
        return with_tag(with_guards("text/plain", StatusCode::NOT_MODIFIED, String::new()), &tag);
    }
    export::answer(Arc::clone(&server.graph), &server.exports, &format, &filters, &tag).await
}

async fn metrics_text(State(server): State<Arc<Server>>) -> Response {
    let text = server.metrics.text(&server.graph, server.schema.revision());
    with_guards("text/plain; version=0.0.4; charset=utf-8", StatusCode::OK, text)
}

async fn get_or_post() -> Response {
    let message = "read the list with GET, send documents with POST\n".to_owned();
    let mut response = with_guards("text/plain", StatusCode::METHOD_NOT_ALLOWED, message);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

fn value(parameters: &[(String, String)], name: &str) -> Option<String> {
    parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
}

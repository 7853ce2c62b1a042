//! The server: joins the schema, the first page and HTTP; stops at Ctrl-C after the answers under way.

mod changes;
mod door;
mod export;
mod live;
mod metrics;
mod persisted;
mod transport;

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{DefaultBodyLimit, FromRef, Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::{Map, Value};
use tokio::sync::Semaphore;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::cors::{AllowOrigin, CorsLayer};
use tower_http::request_id::{MakeRequestId, PropagateRequestIdLayer, RequestId, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;

use crate::api::{self, Answer, Outcome, Prepared, Schema};
use crate::graph::PolicyGraph;
use crate::store::{Store, StoreError};
use crate::ui;

pub use live::Live;
pub use persisted::{PersistedError, read_documents};

use door::Door;
use live::{Following, follow};
use metrics::Metrics;
use persisted::Persisted;
use transport::{Malformed, Meant, MediaType, asked_by_get, asked_by_post, asked_of};

const CSP: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";
/// Longest body of a request.
const MAX_BODY: usize = 1 << 20;
/// How long a request may take in all, reading its body included.
const TIMEOUT: Duration = Duration::from_secs(30);
/// What a request may cost and still be answered where it was read; dearer ones wait for a thread of their own.
const LIGHT: usize = 3000;
/// How many exports are written at once: each waits for its reader most of the time.
const EXPORTS: usize = 8;
/// How long a dear request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// How the graph is served.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// How the schema is offered.
    pub schema: api::Options,
    /// Pages of these origins may ask.
    pub origins: Vec<String>,
    /// Runs these documents, the named questions and those of the pages, and no others.
    pub only_persisted: Option<Vec<String>>,
}

/// Why a graph cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on, or the runtime cannot start.
    #[error(transparent)]
    Io(#[from] std::io::Error),
    /// An origin is not one.
    #[error("`{0}` is not an origin: write https://example.org")]
    Origin(String),
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What every request is answered with.
#[derive(Clone, Debug)]
struct Server {
    graph: Arc<PolicyGraph>,
    schema: Schema,
    metrics: Arc<Metrics>,
    /// Dear requests that may run at once.
    heavy: Arc<Semaphore>,
    /// Exports that may be written at once.
    exports: Arc<Semaphore>,
    persisted: Arc<Persisted>,
}

/// The server as it is now; each request takes it once and keeps it to its end, so that exchanging the graph makes
/// nobody wait and no answer mixes two graphs.
#[derive(Clone, Debug)]
struct Site {
    now: Arc<ArcSwap<Server>>,
    /// There when the graph is made from a store.
    following: Option<Arc<Following>>,
    /// There when documents may be posted.
    door: Option<Arc<Door>>,
}

impl FromRef<Site> for Server {
    fn from_ref(site: &Site) -> Self {
        Self::clone(&site.now.load())
    }
}

/// Serves a graph until Ctrl-C; `ready` is told the address once it listens. With `live`, the graph follows its store.
///
/// # Errors
///
/// Fails when the address cannot be listened on, the runtime cannot start, an origin is not one or the store is gone.
pub fn run(
    graph: PolicyGraph,
    live: Option<Live>,
    listen: SocketAddr,
    settings: Settings,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    graph.prepare_search();
    let cors = cors(&settings.origins)?;
    let options = settings.schema.clone();
    let mut site = Site::of(Arc::new(graph), settings);
    tokio::runtime::Runtime::new()?.block_on(async {
        let listener = tokio::net::TcpListener::bind(listen).await?;
        let threads = match live {
            Some(live) => site.follow(live, options)?,
            None => Vec::new(),
        };
        ready(listener.local_addr()?);
        let following = site.following.clone();
        let ended = async move {
            stopped().await;
            // Streams of changes have no end of their own.
            following.iter().for_each(|f| f.stop());
        };
        axum::serve(listener, routes(site, cors)).with_graceful_shutdown(ended).await?;
        for thread in threads {
            // A batch under way is written; a thread that failed has said so.
            let _ = thread.join();
        }
        Ok(())
    })
}

impl Site {
    fn of(graph: Arc<PolicyGraph>, settings: Settings) -> Self {
        let heavy = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let server = Server {
            schema: api::schema(&graph, settings.schema),
            graph,
            metrics: Arc::default(),
            heavy: Arc::new(Semaphore::new(heavy)),
            exports: Arc::new(Semaphore::new(EXPORTS)),
            persisted: Arc::new(known(settings.only_persisted.as_deref())),
        };
        Self { now: Arc::new(ArcSwap::from_pointee(server)), following: None, door: None }
    }

    /// Has the graph follow its store, and opens the door where there is a token.
    fn follow(&mut self, live: Live, options: api::Options) -> Result<Vec<JoinHandle<()>>, ServeError> {
        let token = live.token.clone();
        let store = Store::open(live.library.folder())?;
        let (following, threads) = follow(live, Arc::clone(&self.now), options);
        self.door = token.map(|token| Arc::new(Door::new(&token, store, Arc::clone(&following))));
        self.following = Some(following);
        Ok(threads)
    }
}

/// Waits for Ctrl-C, or for the signal by which services are stopped.
async fn stopped() {
    // Without a signal handler the server runs until it is killed, which loses nothing: it only reads.
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
        Ok(mut signal) => {
            signal.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// Returns the routes of the site.
fn routes(site: Site, cors: Option<CorsLayer>) -> Router {
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
        .layer(CompressionLayer::new())
        .layer(TimeoutLayer::with_status_code(StatusCode::REQUEST_TIMEOUT, TIMEOUT))
        .layer(CatchPanicLayer::custom(|_| with_guards("text/plain", StatusCode::INTERNAL_SERVER_ERROR, String::new())))
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(SetRequestIdLayer::x_request_id(Counter::default()))
        .with_state(site);
    match cors {
        Some(cors) => router.layer(cors),
        None => router,
    }
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
    State(server): State<Server>,
    Query(parameters): Query<Vec<(String, String)>>,
    headers: HeaderMap,
) -> Response {
    let Some(following) = &site.following else {
        let message = "the graph of this server does not change; one made from `--data` does";
        return refusal(&Malformed::new(StatusCode::NOT_FOUND, "NO_CHANGES", message));
    };
    following.changes.stream(&server, &headers, value(&parameters, "around"))
}

fn value(parameters: &[(String, String)], name: &str) -> Option<String> {
    parameters.iter().find(|(n, _)| n == name).map(|(_, value)| value.clone())
}

fn refusal(malformed: &Malformed) -> Response {
    with_guards(MediaType::Json.header(), malformed.status, malformed.body())
}

async fn get_or_post() -> Response {
    let message = "read the list with GET, send documents with POST\n".to_owned();
    let mut response = with_guards("text/plain", StatusCode::METHOD_NOT_ALLOWED, message);
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

/// Returns the documents that are known from the start.
fn known(only: Option<&[String]>) -> Persisted {
    let given = only.unwrap_or_default().iter().map(String::as_str);
    let named = api::questions().iter().map(|q| q.text);
    Persisted::new(named.chain(ui::SCRIPTED.iter().copied()).chain(given), only.is_some())
}

fn cors(origins: &[String]) -> Result<Option<CorsLayer>, ServeError> {
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

/// Numbers requests; one that comes with a name keeps it.
#[derive(Clone, Default)]
struct Counter(Arc<AtomicU64>);

impl MakeRequestId for Counter {
    fn make_request_id<B>(&mut self, _: &Request<B>) -> Option<RequestId> {
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        HeaderValue::from_str(&number.to_string()).ok().map(RequestId::new)
    }
}

async fn page(State(server): State<Server>, headers: HeaderMap, uri: Uri) -> Response {
    shown(&server, &headers, &uri, "").await
}

/// Answers a form that is too long for an address.
async fn filled(State(server): State<Server>, headers: HeaderMap, uri: Uri, body: Body) -> Response {
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

fn too_large() -> Malformed {
    let message = format!("the body is longer than {MAX_BODY} bytes, or broke off");
    Malformed::new(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE", message)
}

async fn metrics_text(State(server): State<Server>) -> Response {
    let text = server.metrics.text(&server.graph, server.schema.revision());
    with_guards("text/plain; version=0.0.4; charset=utf-8", StatusCode::OK, text)
}

async fn exported(
    State(server): State<Server>,
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

async fn other_method() -> Response {
    let mut response = with_guards("text/plain", StatusCode::METHOD_NOT_ALLOWED, "ask with GET or POST\n".to_owned());
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

async fn graphql_get(
    State(server): State<Server>,
    headers: HeaderMap,
    Query(parameters): Query<Vec<(String, String)>>,
) -> Response {
    let Some(media_type) = MediaType::accepted(&headers) else { return not_acceptable() };
    // An address has one answer as long as the graph is the same: nothing is read or run again for who has it.
    let tag = server.tag();
    if is_known(&headers, &tag) {
        return with_tag(with_guards(media_type.header(), StatusCode::NOT_MODIFIED, String::new()), &tag);
    }
    let asked = asked_by_get(&parameters).and_then(|request| server.asked(request));
    let (response, complete) = server.answered(asked, media_type, true, &headers).await;
    if complete { with_tag(response, &tag) } else { response }
}

async fn graphql_post(State(server): State<Server>, headers: HeaderMap, body: Body) -> Response {
    let Some(media_type) = MediaType::accepted(&headers) else { return not_acceptable() };
    let asked = match to_bytes(body, MAX_BODY).await {
        Ok(body) => asked_by_post(&headers, &body).and_then(|request| server.asked(request)),
        Err(_) => Err(too_large()),
    };
    server.answered(asked, media_type, false, &headers).await.0
}

/// Tells whether who asks has the answer of this revision.
fn is_known(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    known.is_some_and(|list| list.split(',').any(|t| t.trim() == tag))
}

impl Server {
    /// Returns the tag of all answers as long as the graph is the same.
    fn tag(&self) -> String {
        format!("W/\"{}\"", self.schema.revision())
    }

    fn asked(&self, request: Map<String, Value>) -> Result<Meant, Malformed> {
        asked_of(request, &self.persisted)
    }

    /// Answers a request; also tells whether the answer holds no error.
    async fn answered(
        &self,
        meant: Result<Meant, Malformed>,
        media_type: MediaType,
        may_only_read: bool,
        headers: &HeaderMap,
    ) -> (Response, bool) {
        let begun = Instant::now();
        let Meant { asked, to_keep } = match meant {
            Ok(meant) => meant,
            Err(malformed) => {
                self.metrics.count_malformed(malformed.code);
                tracing::info!(id = id_of(headers), errors = malformed.code, "malformed");
                let status = malformed.status_in(media_type);
                return (with_guards(media_type.header(), status, malformed.body()), false);
            }
        };
        let prepared = self.schema.prepare(&asked).await;
        if to_keep && prepared.is_ok() {
            self.persisted.keep(&asked.query);
        }
        let answer = match prepared {
            Ok(prepared) => match self.executed(prepared).await {
                Ok(answer) => answer,
                Err(busy) => return (with_guards(media_type.header(), busy.status, busy.body()), false),
            },
            Err(refused) => *refused,
        };
        self.metrics.count(&answer, begun.elapsed());
        log(&answer, headers, begun.elapsed());
        let complete = answer.outcome == Outcome::Answered && answer.codes.is_empty();
        let status = media_type.status(answer.outcome, may_only_read);
        let mut response = with_guards(media_type.header(), status, answer.json);
        if status == StatusCode::METHOD_NOT_ALLOWED {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("POST"));
        }
        (response, complete)
    }

    /// Runs a request: a light one here, a dear one on a thread of its own when it is its turn.
    async fn executed(&self, prepared: Prepared) -> Result<Answer, Malformed> {
        if prepared.cost() <= LIGHT {
            return Ok(self.schema.execute(prepared).await);
        }
        let busy = || {
            let message = "the server has as many large requests as it can take; ask again, or for less";
            Malformed::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", message)
        };
        let turn = tokio::time::timeout(PATIENCE, Arc::clone(&self.heavy).acquire_owned());
        let Ok(Ok(turn)) = turn.await else { return Err(busy()) };
        let (schema, runtime) = (self.schema.clone(), tokio::runtime::Handle::current());
        let run = move || {
            let answer = runtime.block_on(schema.execute(prepared));
            drop(turn);
            answer
        };
        tokio::task::spawn_blocking(run).await.map_err(|_| busy())
    }
}

/// Returns the number of a request, or the name it came with.
fn id_of(headers: &HeaderMap) -> &str {
    headers.get("x-request-id").and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn log(answer: &Answer, headers: &HeaderMap, took: Duration) {
    tracing::info!(
        id = id_of(headers),
        operation = answer.operation.as_deref().unwrap_or_default(),
        outcome = ?answer.outcome,
        cost = answer.cost,
        errors = answer.codes.join(","),
        ms = took.as_secs_f64() * 1000.0,
        "graphql"
    );
}

fn not_acceptable() -> Response {
    let message = "answers are application/graphql-response+json or application/json";
    let malformed = Malformed::new(StatusCode::NOT_ACCEPTABLE, "NOT_ACCEPTABLE", message);
    with_guards(MediaType::Json.header(), malformed.status, malformed.body())
}

fn with_tag(mut response: Response, tag: &str) -> Response {
    let headers = response.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(tag) {
        headers.insert(header::ETAG, tag);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept"));
    response
}

fn with_guards(media_type: &'static str, status: StatusCode, body: impl Into<Body>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_SECURITY_POLICY, CSP),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (status, headers, body.into()).into_response()
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use serde_json::json;
    use tower::ServiceExt;

    use super::*;

    fn app() -> Router {
        let settings = Settings { origins: vec!["https://example.org".to_owned()], ..Settings::default() };
        routes(Site::of(Arc::default(), settings.clone()), cors(&settings.origins).unwrap())
    }

    async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
        let response = app().oneshot(request).await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, headers, String::from_utf8_lossy(&body).into_owned())
    }

    fn post(body: &str, accept: &str) -> Request<Body> {
        Request::post("/graphql")
            .header(header::CONTENT_TYPE, "application/json")
            .header(header::ACCEPT, accept)
            .body(Body::from(body.to_owned()))
            .unwrap()
    }

    #[tokio::test]
    async fn the_page_allows_only_its_own_scripts() {
        for (path, status) in [("/", 200), ("/app.js", 200), ("/app.css", 200), ("/../Cargo.toml", 404)] {
            let answer = send(Request::get(path).body(Body::empty()).unwrap()).await;
            assert_eq!(answer.0.as_u16(), status, "{path}");
            assert_eq!(answer.1.get(header::CONTENT_SECURITY_POLICY).unwrap(), CSP, "{path}");
        }
    }

    #[tokio::test]
    async fn the_status_goes_by_media_type_and_outcome() {
        let (good, bad) = (r#"{"query": "{ corpus { held } }"}"#, r#"{"query": "{ nothing }"}"#);
        for (body, accept, expected) in [
            (good, "application/graphql-response+json", 200),
            (good, "application/json", 200),
            (bad, "application/graphql-response+json", 400),
            (bad, "application/json", 200),
            ("not json", "application/json", 400),
            (good, "text/html", 406),
        ] {
            let (status, headers, text) = send(post(body, accept)).await;
            assert_eq!(status, expected, "{body} as {accept}: {text}");
            assert!(headers.contains_key("x-request-id"), "every answer has the number of its request");
            let has_data = serde_json::from_str::<Value>(&text).is_ok_and(|v| v.get("data").is_some());
            assert_eq!(has_data, body == good && expected == 200, "{text}");
        }
        let (status, ..) = send(post(&"x".repeat(MAX_BODY + 1), "application/json")).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    }

    #[tokio::test]
    async fn a_known_answer_is_not_sent_again() {
        let get = || Request::get("/graphql?query=%7Bcorpus%7Bheld%7D%7D");
        let (status, headers, _) = send(get().body(Body::empty()).unwrap()).await;
        let tag = headers.get(header::ETAG).cloned().unwrap();
        assert_eq!(status, 200);
        let (status, _, body) = send(get().header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap()).await;
        assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
        let get = Request::get("/graphql?query=mutation%7Bcorpus%7Bheld%7D%7D").body(Body::empty()).unwrap();
        assert_eq!(send(get).await.0, StatusCode::METHOD_NOT_ALLOWED);
        let put = Request::put("/graphql").body(Body::empty()).unwrap();
        assert_eq!(send(put).await.0, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[tokio::test]
    async fn an_export_is_a_file_with_a_type_or_a_reason() {
        for (path, status, media_type) in [
            ("/export/graphml", 200, "application/graphml+xml"),
            ("/export/csv?with=documents", 200, "text/csv; charset=utf-8; header=present"),
            ("/export/ttl", 200, "text/turtle; charset=utf-8"),
            ("/export/xls", 404, "application/json; charset=utf-8"),
            ("/export/json?kinds=CITES", 400, "application/json; charset=utf-8"),
            ("/export/json?roots=none", 400, "application/json; charset=utf-8"),
            ("/export/json?colour=red", 400, "application/json; charset=utf-8"),
        ] {
            let (got, headers, body) = send(Request::get(path).body(Body::empty()).unwrap()).await;
            assert_eq!(
                (got.as_u16(), headers.get(header::CONTENT_TYPE).unwrap().to_str().unwrap()),
                (status, media_type),
                "{path}: {body}"
            );
            assert_eq!(headers.contains_key(header::CONTENT_DISPOSITION), status == 200, "{path}");
            assert_eq!(body.contains("\"code\":\""), status != 200, "{path}: {body}");
        }
        let (_, headers, body) = send(Request::get("/export/json").body(Body::empty()).unwrap()).await;
        assert!(serde_json::from_str::<Value>(&body).is_ok_and(|v| v["nodes"].is_array()), "{body}");
        let tag = headers.get(header::ETAG).cloned().unwrap();
        let again = Request::get("/export/json").header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
        assert_eq!(send(again).await.0, StatusCode::NOT_MODIFIED);
    }

    #[tokio::test]
    async fn a_document_is_kept_once_it_came_with_its_hash() {
        let app = app();
        let text = "{ corpus { held relations } }";
        let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": persisted::hash_of(text) } });
        let codes = |body: Value| {
            let app = app.clone();
            async move {
                let answer = app.oneshot(post(&body.to_string(), "application/json")).await.unwrap();
                let bytes = answer.into_body().collect().await.unwrap().to_bytes();
                serde_json::from_slice::<Value>(&bytes).unwrap()["errors"][0]["extensions"]["code"].clone()
            }
        };
        assert_eq!(codes(json!({ "extensions": extensions })).await, "PERSISTED_QUERY_NOT_FOUND");
        assert_eq!(codes(json!({ "extensions": extensions, "query": text })).await, Value::Null);
        assert_eq!(codes(json!({ "extensions": extensions })).await, Value::Null);
        let bad = "{ nothing }";
        let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": persisted::hash_of(bad) } });
        assert_eq!(codes(json!({ "extensions": extensions, "query": bad })).await, "VALIDATION_FAILED");
        assert_eq!(
            codes(json!({ "extensions": extensions })).await,
            "PERSISTED_QUERY_NOT_FOUND",
            "what is wrong is not kept"
        );
    }

    #[tokio::test]
    async fn only_named_origins_may_ask_from_other_pages() {
        for (origin, allowed) in [("https://example.org", true), ("https://other.org", false)] {
            let request = Request::get("/health").header(header::ORIGIN, origin).body(Body::empty()).unwrap();
            let (_, headers, _) = send(request).await;
            assert_eq!(headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), allowed, "{origin}");
        }
        let settings = Settings { origins: vec!["example".to_owned()], ..Settings::default() };
        assert!(cors(&settings.origins).is_err());
    }

    #[tokio::test]
    async fn what_was_answered_is_counted() {
        let app = app();
        let answered = app.clone().oneshot(post(r#"{"query": "query a { corpus { held } }"}"#, "*/*")).await.unwrap();
        assert_eq!(answered.status(), 200);
        assert_eq!(app.clone().oneshot(post("[]", "*/*")).await.unwrap().status(), 400);
        let metrics = app.oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
        let text = metrics.into_body().collect().await.unwrap().to_bytes();
        let text = String::from_utf8_lossy(&text);
        assert!(text.contains("luocdo_requests_total{operation=\"a\",outcome=\"answered\"} 1"), "{text}");
        assert!(text.contains("luocdo_requests_total{operation=\"\",outcome=\"malformed\"} 1"), "{text}");
        assert!(text.contains("luocdo_errors_total{code=\"BAD_REQUEST\"} 1"), "{text}");
    }
}

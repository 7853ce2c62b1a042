//! `/graphql`: reads a request, runs it where there is room, counts it and says it in the log.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::to_bytes;
use axum::extract::{Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde_json::{Map, Value};

use super::Server;
use super::reply::{is_known, refusal, with_guards, with_tag};
use super::request_id::id_of;
use super::transport::{Malformed, Meant, MediaType, asked_by_get, asked_by_post, asked_of};
use crate::api::{Answer, Outcome, Prepared};

/// Longest body of a request.
pub(super) const MAX_BODY: usize = 1 << 20;
/// What a request may cost and still be answered where it was read; dearer ones wait for a thread of their own.
const LIGHT: usize = 3000;
/// How long a dear request waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers a question asked by its address.
pub(super) async fn graphql_get(
    State(server): State<Arc<Server>>,
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

/// Answers a question asked by a body.
pub(super) async fn graphql_post(State(server): State<Arc<Server>>, request: Request) -> Response {
    let (Parts { headers, .. }, body) = request.into_parts();
    let Some(media_type) = MediaType::accepted(&headers) else { return not_acceptable() };
    let asked = match to_bytes(body, MAX_BODY).await {
        Ok(body) => asked_by_post(&headers, &body).and_then(|request| server.asked(request)),
        Err(_) => Err(too_large()),
    };
    server.answered(asked, media_type, false, &headers).await.0
}

/// Refuses to change anything.
pub(super) async fn other_method() -> Response {
    let message = "ask with GET or POST";
    let mut response = refusal(&Malformed::new(StatusCode::METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message));
    response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    response
}

impl Server {
    /// Returns the tag of all answers as long as the graph is the same.
    pub(super) fn tag(&self) -> String {
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

/// Says that a body is too long.
pub(super) fn too_large() -> Malformed {
    let message = format!("the body is longer than {MAX_BODY} bytes, or broke off");
    Malformed::new(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE", message)
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
    refusal(&malformed)
}

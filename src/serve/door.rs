//! `POST /documents`: a document comes with its bytes, is kept and then served; only from who knows the token.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::live::Following;
use super::reply::with_guards;
use super::transport::{Malformed, MediaType};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Added};
use crate::store::{Store, StoreError};

/// The largest document that is taken.
const MAX_DOCUMENT: usize = 32 << 20;

/// Documents that may be on their way in at once.
const AT_ONCE: usize = 4;

/// How long a document waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long who posts waits until the document is in the graph.
const SERVED: Duration = Duration::from_secs(10);

/// Longest name of a document.
const LONGEST_NAME: usize = 200;

/// Where documents come in.
#[derive(Debug)]
pub(super) struct Door {
    /// Only the hash is kept: comparing it tells nothing of the token.
    token: [u8; 32],
    store: Arc<Mutex<Store>>,
    turns: Semaphore,
    following: Arc<Following>,
}

impl Door {
    /// Opens the door for who knows the token.
    pub(super) fn new(token: &str, store: Store, following: Arc<Following>) -> Self {
        let token = Sha256::digest(token.as_bytes()).into();
        Self { token, store: Arc::new(Mutex::new(store)), turns: Semaphore::new(AT_ONCE), following }
    }

    /// Takes a document in and answers what became of it.
    pub(super) async fn take(&self, headers: &HeaderMap, name: Option<&str>, body: Body) -> Response {
        match self.taken(headers, name, body).await {
            Ok((status, answer)) => with_guards(MediaType::Json.header(), status, answer.to_string()),
            Err(refused) => {
                let mut response = with_guards(MediaType::Json.header(), refused.status, refused.body());
                if refused.status == StatusCode::UNAUTHORIZED {
                    let scheme = axum::http::HeaderValue::from_static("Bearer");
                    response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
                }
                response
            }
        }
    }

    async fn taken(
        &self,
        headers: &HeaderMap,
        name: Option<&str>,
        body: Body,
    ) -> Result<(StatusCode, Value), Malformed> {
        self.check(headers)?;
        let name = checked_name(name)?;
        let too_large = || {
            let message = format!("the document is larger than {} MiB, or broke off", MAX_DOCUMENT >> 20);
            Malformed::new(StatusCode::PAYLOAD_TOO_LARGE, "BODY_TOO_LARGE", message)
        };
        let length = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
        if length.is_some_and(|l| l > MAX_DOCUMENT) {
            return Err(too_large());
        }
        let busy = || {
            let message = "as many documents are on their way in as the server takes; send it again later";
            Malformed::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", message)
        };
        let Ok(Ok(_turn)) = tokio::time::timeout(PATIENCE, self.turns.acquire()).await else { return Err(busy()) };
        let bytes = to_bytes(body, MAX_DOCUMENT).await.map_err(|_| too_large())?.to_vec();
        let store = Arc::clone(&self.store);
        let own = name.clone();
        let kept = tokio::task::spawn_blocking(move || keep(&store, &own, bytes)).await;
        let failed = |message: String| Malformed::new(StatusCode::INTERNAL_SERVER_ERROR, "NOT_KEPT", message);
        let (added, said, change) = match kept {
            Ok(Ok(kept)) => kept,
            Ok(Err(e)) => {
                tracing::error!(error = %e, "a posted document cannot be kept");
                return Err(failed("the document cannot be kept; the log of the server says why".to_owned()));
            }
            Err(_) => return Err(failed("the document cannot be read: a rule failed on it".to_owned())),
        };
        let served = self.is_served(change).await;
        Ok(self.answer(&name, &added, &said, served))
    }

    fn check(&self, headers: &HeaderMap) -> Result<(), Malformed> {
        let given = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok()).and_then(|v| v.split_once(' '));
        let known = given.is_some_and(|(scheme, token)| {
            let hash: [u8; 32] = Sha256::digest(token.trim().as_bytes()).into();
            scheme.eq_ignore_ascii_case("bearer") && hash == self.token
        });
        let message = "send the token of this server: `authorization: Bearer …`";
        known.then_some(()).ok_or_else(|| Malformed::new(StatusCode::UNAUTHORIZED, "UNAUTHORIZED", message))
    }

    /// Waits until the graph has what was kept.
    async fn is_served(&self, change: u64) -> bool {
        self.following.wake();
        let mut served = self.following.served.subscribe();
        let waited = tokio::time::timeout(SERVED, served.wait_for(|served| *served >= change)).await;
        matches!(waited, Ok(Ok(_)))
    }

    fn answer(&self, name: &str, added: &Added, said: &[Diagnostic], served: bool) -> (StatusCode, Value) {
        let status = match () {
            () if added.kept() == 0 => StatusCode::UNPROCESSABLE_ENTITY,
            () if !served => StatusCode::ACCEPTED,
            () if added.new + added.versions > 0 => StatusCode::CREATED,
            () => StatusCode::OK,
        };
        let said: Vec<Value> =
            said.iter().map(|d| json!({ "code": d.code, "severity": d.severity, "message": d.message })).collect();
        let answer = json!({
            "name": name,
            "new": added.new,
            "newVersions": added.versions,
            "sameContent": added.same,
            "known": added.known + added.again,
            "notRead": added.unread,
            "said": said,
            "served": served,
            "revision": self.following.now.load().schema.revision(),
        });
        (status, answer)
    }
}

fn keep(store: &Mutex<Store>, name: &str, bytes: Vec<u8>) -> Result<(Added, Vec<Diagnostic>, u64), StoreError> {
    let mut store = store.lock().unwrap_or_else(PoisonError::into_inner);
    let (added, said) = pipeline::add_bytes(&mut store, name, bytes)?;
    Ok((added, said, store.change()?))
}

/// A name is one part of a path: it is shown, and told from the paths of files.
fn checked_name(name: Option<&str>) -> Result<String, Malformed> {
    let name = name.unwrap_or_default().trim();
    let bad = name.is_empty()
        || name.chars().count() > LONGEST_NAME
        || name.contains(['/', '\\', '#'])
        || name.chars().any(char::is_control);
    if bad {
        let message =
            format!("name the document, as in /documents?name=plan.pdf: up to {LONGEST_NAME} letters, none of / \\ #");
        return Err(Malformed::new(StatusCode::BAD_REQUEST, "BAD_NAME", message));
    }
    Ok(name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_part_of_a_path() {
        assert_eq!(checked_name(Some(" Kế hoạch.pdf ")).ok().as_deref(), Some("Kế hoạch.pdf"));
        for bad in ["", "  ", "a/b", "..\\x", "a#1", "a\nb", &"x".repeat(201)] {
            assert!(checked_name(Some(bad)).is_err(), "{bad:?}");
        }
        assert!(checked_name(None).is_err());
    }
}

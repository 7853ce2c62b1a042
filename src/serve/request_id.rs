//! The name of each request, in its log line and in its answer: the one it came with, cleaned and cut, or a number.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

const NAME: HeaderName = HeaderName::from_static("x-request-id");
/// Longest name that is kept; a UUID has 36 letters, a trace 55.
const LONGEST: usize = 64;

/// Numbers requests that come without a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Counter(Arc<AtomicU64>);

/// Names a request, and its answer by the same name. What a client sends stands in logs and in a header, so only letters
/// that can do no harm in either are kept.
pub(super) async fn named(State(counter): State<Counter>, mut request: Request, next: Next) -> Response {
    let given = request.headers().get(NAME).map(|v| cleaned(v.as_bytes())).filter(|name| !name.is_empty());
    let name = given.unwrap_or_else(|| (counter.0.fetch_add(1, Ordering::Relaxed) + 1).to_string());
    // What was cleaned is a header; were it not, the request would go on without a name.
    let Ok(name) = HeaderValue::from_str(&name) else { return next.run(request).await };
    request.headers_mut().insert(NAME, name.clone());
    let mut response = next.run(request).await;
    response.headers_mut().insert(NAME, name);
    response
}

/// Returns the name of a request.
pub(super) fn id_of(headers: &HeaderMap) -> &str {
    headers.get(NAME).and_then(|v| v.to_str().ok()).unwrap_or_default()
}

fn cleaned(given: &[u8]) -> String {
    let plain = |b: &&u8| b.is_ascii_alphanumeric() || b"-_.:/+=".contains(*b);
    given.iter().filter(plain).take(LONGEST).map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_kept_as_far_as_it_is_one() {
        for (given, kept) in [
            ("018f3b7e-9b4c-7e42-a1d5-5b1f0c2d3e4f", "018f3b7e-9b4c-7e42-a1d5-5b1f0c2d3e4f"),
            ("a b\tc\"\u{1b}[31m<é>", "abc31m"),
            ("  ", ""),
        ] {
            assert_eq!(cleaned(given.as_bytes()), kept, "{given}");
        }
        assert_eq!(cleaned(&[b'x'; 5000]).len(), LONGEST);
    }
}

//! Exports over HTTP: the part is cut first, so that what is wrong is said with a status; then it is written as it is
//! sent, and a reader that stops or stalls ends the work.

use std::io::{self, BufWriter, Write};
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use futures_util::{StreamExt, stream};
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::reply::{with_guards, with_tag};
use super::transport::Malformed;
use crate::export::{Format, Part, Wanted, write};
use crate::graph::PolicyGraph;

/// How much is written before it is sent.
const CHUNK: usize = 64 << 10;
/// How long a reader may take for a chunk.
const STALL: Duration = Duration::from_secs(30);

/// Answers with a part of the graph in a format.
pub(super) async fn answer(
    graph: Arc<PolicyGraph>,
    turns: &Arc<Semaphore>,
    format: &str,
    filters: &[(String, String)],
    tag: &str,
) -> Response {
    match prepared(format, filters) {
        Ok((format, wanted)) => {
            let Ok(turn) = Arc::clone(turns).try_acquire_owned() else {
                let message = "the server writes as many exports as it can; ask again";
                return refused(&Malformed::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", message));
            };
            sent(graph, format, wanted, turn, tag).await
        }
        Err(malformed) => refused(&malformed),
    }
}

fn prepared(format: &str, filters: &[(String, String)]) -> Result<(Format, Wanted), Malformed> {
    let known = Format::named(format).ok_or_else(|| {
        let format: String = format.chars().take(100).collect();
        let message = format!("`{format}` is no format; it is one of: {}", Format::ALL.map(Format::name).join(", "));
        Malformed::new(StatusCode::NOT_FOUND, "UNKNOWN_FORMAT", message)
    })?;
    let filters = filters.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let wanted = Wanted::read(known, filters).map_err(|e| bad(&e))?;
    Ok((known, wanted))
}

fn bad(error: &impl ToString) -> Malformed {
    Malformed::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", error.to_string())
}

async fn sent(
    graph: Arc<PolicyGraph>,
    format: Format,
    wanted: Wanted,
    turn: OwnedSemaphorePermit,
    tag: &str,
) -> Response {
    let (begun, cut) = tokio::sync::oneshot::channel();
    let (chunks, sending) = mpsc::channel(4);
    let runtime = Handle::current();
    tokio::task::spawn_blocking(move || {
        // The turn is over when the last byte is written, not when the first is sent.
        let _turn = turn;
        match Part::select(&graph, &wanted) {
            Ok(part) => {
                // Nobody waits for it any more when this fails, nor then for the bytes.
                let _ = begun.send(Ok(part.truncated));
                let mut out = BufWriter::with_capacity(CHUNK, Chunks { chunks, runtime });
                if let Err(e) = write(&part, format, &mut out).and_then(|()| out.flush()) {
                    tracing::debug!(format = format.name(), error = %e, "an export was not sent to its end");
                    // A body that breaks off is told from one that ends.
                    out.get_mut().broken();
                }
            }
            Err(e) => {
                let _ = begun.send(Err(bad(&e)));
            }
        }
    });
    match cut.await {
        Ok(Ok(truncated)) => {
            // What compresses asks once more after the end, which only a fused stream answers.
            let body =
                stream::unfold(sending, |mut sending| async move { Some((sending.recv().await?, sending)) }).fuse();
            let mut response = with_tag(with_guards(format.media_type(), StatusCode::OK, Body::from_stream(body)), tag);
            let named = format!("attachment; filename=\"{}\"", format.file_name());
            let headers = response.headers_mut();
            headers.extend(HeaderValue::from_str(&named).ok().map(|v| (header::CONTENT_DISPOSITION, v)));
            let truncated = HeaderValue::from_static(if truncated { "true" } else { "false" });
            headers.insert(HeaderName::from_static("luocdo-truncated"), truncated);
            response
        }
        Ok(Err(malformed)) => refused(&malformed),
        Err(_) => refused(&Malformed::new(StatusCode::INTERNAL_SERVER_ERROR, "INTERNAL", "the export broke off")),
    }
}

fn refused(malformed: &Malformed) -> Response {
    with_guards("application/json; charset=utf-8", malformed.status, malformed.body())
}

/// Hands what is written to the body of an answer.
struct Chunks {
    chunks: mpsc::Sender<io::Result<Bytes>>,
    runtime: Handle,
}

impl Chunks {
    fn hand_over(&self, chunk: io::Result<Bytes>) -> io::Result<()> {
        let sent = self.runtime.block_on(tokio::time::timeout(STALL, self.chunks.send(chunk)));
        match sent {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::ErrorKind::BrokenPipe.into()),
            Err(_) => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn broken(&self) {
        // Who does not read is not told either.
        let _ = self.hand_over(Err(io::ErrorKind::ConnectionAborted.into()));
    }
}

impl Write for Chunks {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.hand_over(Ok(Bytes::copy_from_slice(bytes)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

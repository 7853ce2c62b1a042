//! The stream of changes: what each exchange of the graph added, changed and took away, for who follows along.

use std::cmp::Ordering;
use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use serde::Serialize;
use serde_json::json;
use tokio::sync::broadcast;

use super::Server;
use super::transport::{Malformed, MediaType};
use crate::graph::{List, PolicyGraph};
use crate::model::DocumentNode;

/// Changes that are remembered for who comes back after a break.
const REMEMBERED: usize = 64;

/// Documents and relations of a change that are named; the rest is counted.
const NAMED: usize = 1000;

/// Readers that may follow at once.
const READERS: usize = 256;

/// How often something is sent when nothing changes, so that the connection is known to be there.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A document in a change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Named {
    id: String,
    number: Option<String>,
    title: Option<String>,
    source: Option<String>,
}

/// A relation in a change, by the keys of its documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Stated {
    kind: &'static str,
    actor: String,
    object: String,
    said_by: String,
}

/// What one exchange of the graph changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Change {
    /// The number of changes of the store.
    #[serde(skip)]
    number: u64,
    revision: String,
    held: usize,
    /// Documents that were not held before.
    added: Vec<Named>,
    /// Documents whose text is another one now.
    changed: Vec<Named>,
    /// Documents that are no longer held.
    removed: Vec<Named>,
    /// What the added and changed documents state.
    relations: Vec<Stated>,
    /// Whether there is more than is named.
    truncated: bool,
}

impl Change {
    /// Compares two graphs.
    pub(super) fn between(number: u64, before: &PolicyGraph, after: &PolicyGraph, revision: &str) -> Self {
        let mut change = Self { number, revision: revision.to_owned(), held: after.held.len(), ..Self::default() };
        let mut touched = Vec::new();
        // Both are in the order of their keys.
        let (mut old, mut new) = (held(before).peekable(), held(after).peekable());
        loop {
            let order = match (old.peek(), new.peek()) {
                (Some((was, _)), Some((is, _))) => was.id.cmp(&is.id),
                (Some(_), None) => Ordering::Less,
                (None, Some(_)) => Ordering::Greater,
                (None, None) => break,
            };
            let was = if order.is_le() { old.next() } else { None };
            let is = if order.is_ge() { new.next() } else { None };
            let hash = |graph: &PolicyGraph, d: Option<(&DocumentNode, u32)>| graph.held.hashes(d?.0.held?);
            match (was, is) {
                (Some((node, _)), None) => change.removed.push(named(node)),
                (None, Some((node, index))) => {
                    change.added.push(named(node));
                    touched.push(index);
                }
                (Some(_), Some((node, index))) if hash(before, was) != hash(after, is) => {
                    change.changed.push(named(node));
                    touched.push(index);
                }
                _ => {}
            }
        }
        let key = |d: u32| after.key(List::Documents, d).unwrap_or_default().into_owned();
        let said = after.resolved.relations.iter().filter(|r| touched.binary_search(&r.said_by).is_ok());
        change.relations = said
            .take(NAMED + 1)
            .map(|r| Stated {
                kind: r.kind.code(),
                actor: key(r.actor),
                object: key(r.object),
                said_by: key(r.said_by),
            })
            .collect();
        change.truncated = change.relations.len() > NAMED;
        change.relations.truncate(NAMED);
        for list in [&mut change.added, &mut change.changed, &mut change.removed] {
            change.truncated |= list.len() > NAMED;
            list.truncate(NAMED);
        }
        change
    }

    /// Returns what of it is about one document, or stated of it; none when nothing is.
    fn around(&self, id: &str) -> Option<Self> {
        let mut part = self.clone();
        for list in [&mut part.added, &mut part.changed, &mut part.removed] {
            list.retain(|d| d.id == id);
        }
        part.relations.retain(|r| r.actor == id || r.object == id || r.said_by == id);
        let lists = [&part.added, &part.changed, &part.removed];
        let any = self.truncated || !part.relations.is_empty() || lists.iter().any(|l| !l.is_empty());
        any.then_some(part)
    }
}

/// The held documents with their positions.
fn held(graph: &PolicyGraph) -> impl Iterator<Item = (&DocumentNode, u32)> {
    graph.resolved.documents.iter().zip(0u32..).filter(|(d, _)| d.held.is_some())
}

fn named(document: &DocumentNode) -> Named {
    Named {
        id: document.id.to_string(),
        number: document.number.as_ref().map(ToString::to_string),
        title: document.title.as_deref().map(str::to_owned),
        source: document.source.as_deref().map(str::to_owned),
    }
}

/// The changes since the server began, and who follows them.
#[derive(Debug)]
pub(super) struct Changes {
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    /// The number of changes the graph had that was served first.
    first: u64,
    past: VecDeque<Arc<Change>>,
    /// None once the server is ending, which ends all streams.
    sender: Option<broadcast::Sender<Arc<Change>>>,
}

/// A message to who follows.
#[derive(Clone, Debug)]
enum Message {
    Change(Arc<Change>),
    /// Changes were missed that are no longer remembered.
    Missed,
}

impl Changes {
    /// Begins with the graph of a number of changes of the store.
    pub(super) fn new(first: u64) -> Self {
        let sender = Some(broadcast::Sender::new(REMEMBERED));
        Self { state: Mutex::new(State { first, past: VecDeque::new(), sender }) }
    }

    /// Tells all who follow.
    pub(super) fn publish(&self, change: Change) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let change = Arc::new(change);
        if state.past.len() == REMEMBERED
            && let Some(oldest) = state.past.pop_front()
        {
            state.first = oldest.number;
        }
        state.past.push_back(Arc::clone(&change));
        // Nobody may be following.
        let _ = state.sender.as_ref().map(|s| s.send(change));
    }

    /// Ends all streams.
    pub(super) fn end(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).sender = None;
    }

    /// Returns what was missed since a change, and what is still to come; none when the server ends, or too many follow.
    fn since(&self, last: Option<u64>) -> Option<(VecDeque<Message>, broadcast::Receiver<Arc<Change>>)> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let sender = state.sender.as_ref().filter(|s| s.receiver_count() < READERS)?;
        let missed = match last {
            None => VecDeque::new(),
            Some(last) if last < state.first => VecDeque::from([Message::Missed]),
            Some(last) => {
                state.past.iter().filter(|c| c.number > last).map(|c| Message::Change(Arc::clone(c))).collect()
            }
        };
        Some((missed, sender.subscribe()))
    }

    /// Answers with the stream: first what is served now, then what was missed, then each change as it comes.
    pub(super) fn stream(&self, server: &Server, headers: &HeaderMap, around: Option<String>) -> Response {
        let last = headers.get("last-event-id").and_then(|v| v.to_str().ok()).and_then(|v| v.parse().ok());
        let Some((missed, receiver)) = self.since(last) else {
            let message = "as many readers follow the changes as the server takes; try again later";
            let busy = Malformed::new(StatusCode::SERVICE_UNAVAILABLE, "BUSY", message);
            return super::reply::with_guards(MediaType::Json.header(), busy.status, busy.body());
        };
        let now = json!({ "revision": server.schema.revision(), "held": server.graph.held.len() });
        let first = Event::default().event("now").data(now.to_string());
        let rest = stream::unfold((missed, receiver, around), |(mut missed, mut receiver, around)| async move {
            loop {
                let message = match missed.pop_front() {
                    Some(message) => message,
                    None => match receiver.recv().await {
                        Ok(change) => Message::Change(change),
                        Err(broadcast::error::RecvError::Lagged(_)) => Message::Missed,
                        Err(broadcast::error::RecvError::Closed) => return None,
                    },
                };
                if let Some(event) = event(&message, around.as_deref()) {
                    return Some((Ok::<_, Infallible>(event), (missed, receiver, around)));
                }
            }
        });
        let all = futures_util::StreamExt::chain(stream::iter([Ok(first)]), rest);
        let mut response = Sse::new(all).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
        response.headers_mut().insert("x-content-type-options", axum::http::HeaderValue::from_static("nosniff"));
        response
    }
}

fn event(message: &Message, around: Option<&str>) -> Option<Event> {
    match message {
        Message::Missed => {
            let advice = json!({ "message": "changes were missed; ask anew for what you keep" });
            Some(Event::default().event("missed").data(advice.to_string()))
        }
        Message::Change(change) => {
            let part = match around {
                None => Change::clone(change),
                Some(id) => change.around(id)?,
            };
            let data = serde_json::to_string(&part).ok()?;
            Some(Event::default().event("change").id(change.number.to_string()).data(data))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::sample;
    use crate::model::RelationKind::Implements;

    const A: &str = "1-NQ/TW";
    const B: &str = "2-KH/TU";
    const C: &str = "3-KH/TU";

    #[test]
    fn a_change_names_what_was_added_and_what_it_states() {
        let (before, after) = (sample(&[(B, Implements, A)]), sample(&[(B, Implements, A), (C, Implements, A)]));
        let change = Change::between(7, &before, &after, "r");
        let ids = |list: &[Named]| list.iter().map(|d| d.id.clone()).collect::<Vec<_>>();
        assert_eq!(
            (ids(&change.added), change.changed.len(), change.removed.len()),
            (vec!["vn:3-KH/TU".to_owned()], 0, 0)
        );
        assert_eq!(
            change.relations.iter().map(|r| (r.kind, r.object.as_str())).collect::<Vec<_>>(),
            [("IMPLEMENTS", "vn:1-NQ/TW")]
        );
        assert_eq!(change.around("vn:1-NQ/TW").map(|c| c.relations.len()), Some(1), "it is stated of it");
        assert_eq!(change.around("vn:2-KH/TU"), None);
        let back = Change::between(8, &after, &before, "r");
        assert_eq!(ids(&back.removed), ["vn:3-KH/TU"]);
        assert!(back.added.is_empty() && back.relations.is_empty());
    }

    #[test]
    fn who_comes_back_gets_what_was_missed_or_is_told_that_it_is_gone() {
        let changes = Changes::new(5);
        let numbers = |last| {
            let (missed, _) = changes.since(last).unwrap();
            let number = |m: Message| if let Message::Change(c) = m { Some(c.number) } else { None };
            missed.into_iter().map(number).collect::<Vec<_>>()
        };
        changes.publish(Change { number: 6, ..Change::default() });
        changes.publish(Change { number: 9, ..Change::default() });
        assert_eq!(numbers(None), []);
        assert_eq!(numbers(Some(5)), [Some(6), Some(9)]);
        assert_eq!(numbers(Some(6)), [Some(9)]);
        assert_eq!(numbers(Some(9)), []);
        assert_eq!(numbers(Some(4)), [None]);
        (10..100).for_each(|number| changes.publish(Change { number, ..Change::default() }));
        assert_eq!(numbers(Some(9)), [None], "too long ago");
        changes.end();
        assert!(changes.since(None).is_none());
    }
}

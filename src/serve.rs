//! The server: joins the schema, the first page and HTTP; stops at Ctrl-C after the answers under way.

mod changes;
mod door;
mod export;
mod graphql;
mod live;
mod metrics;
mod pages;
mod persisted;
mod reply;
mod request_id;
mod routes;
mod stop;
mod transport;

use std::net::SocketAddr;
use std::sync::Arc;
use std::thread::JoinHandle;

use arc_swap::ArcSwap;
use axum::extract::FromRef;
use tokio::sync::Semaphore;

use crate::api::{self, Schema};
use crate::graph::PolicyGraph;
use crate::store::{Store, StoreError};
use crate::ui;

pub use live::Live;
pub use persisted::{PersistedError, read_documents};

use door::Door;
use live::{Following, follow};
use metrics::Metrics;
use persisted::Persisted;
use routes::{cors, routes};
use stop::stopped;

/// How many exports are written at once: each waits for its reader most of the time.
const EXPORTS: usize = 8;

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

impl FromRef<Site> for Arc<Server> {
    fn from_ref(site: &Site) -> Self {
        site.now.load_full()
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

/// Returns the documents that are known from the start.
fn known(only: Option<&[String]>) -> Persisted {
    let given = only.unwrap_or_default().iter().map(String::as_str);
    let named = api::questions().iter().map(|q| q.text);
    Persisted::new(named.chain(ui::SCRIPTED.iter().copied()).chain(given), only.is_some())
}

#[cfg(test)]
mod tests;

//! A graph that follows its store: built aside when the store has changed, by whatever program, and put in the place of
//! the one that is served; who reads meanwhile reads the old one to the end.

use std::cell::Cell;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use arc_swap::ArcSwap;
use tokio::sync::watch;

use super::Server;
use super::changes::{Change, Changes};
use crate::api;
use crate::diagnostic::Diagnostic;
use crate::graph::PolicyGraph;
use crate::pipeline::{self, BATCH, Library, Progress, Watch};
use crate::store::{Store, StoreError};

/// How often the store is asked whether it has changed.
const POLL: Duration = Duration::from_millis(300);

/// Least time between two snapshots.
const BETWEEN: Duration = Duration::from_secs(300);

/// Documents that are loaded before the first change comes: more would take more memory than a server is given that only
/// answers, and wait until they are needed.
const LOADED_AHEAD: usize = 100_000;

/// What a served graph is made from, and how it changes.
#[derive(Debug)]
pub struct Live {
    /// The documents, as they were loaded for the graph that is served first.
    pub library: Library,
    /// The folder of decisions.
    pub decisions: PathBuf,
    /// Folders whose new files are added.
    pub watch: Vec<PathBuf>,
    /// What a program must know to post documents; none may when there is none.
    pub token: Option<String>,
    /// Whether particulars of private persons are shown, in each graph that is built.
    pub show_private: bool,
}

/// What the threads that follow a store and the requests have in common.
#[derive(Debug)]
pub(super) struct Following {
    /// What is served now.
    pub(super) now: Arc<ArcSwap<Server>>,
    /// The changes since the server began.
    pub(super) changes: Changes,
    /// The number of changes of the store that is served.
    pub(super) served: watch::Sender<u64>,
    /// Wakes the thread that builds.
    wake: Sender<()>,
    stop: AtomicBool,
}

impl Following {
    /// Has the store looked at now.
    pub(super) fn wake(&self) {
        // When there is nobody to wake, the server is ending.
        let _ = self.wake.send(());
    }

    /// Ends the threads and the streams of changes.
    pub(super) fn stop(&self) {
        self.stop.store(true, Ordering::Relaxed);
        self.changes.end();
        self.wake();
    }
}

/// Follows a store until it is told to stop.
pub(super) fn follow(
    live: Live,
    now: Arc<ArcSwap<Server>>,
    options: api::Options,
) -> (Arc<Following>, Vec<JoinHandle<()>>) {
    let (wake, woken) = channel();
    let following = Arc::new(Following {
        now,
        changes: Changes::new(live.library.change()),
        served: watch::Sender::new(live.library.change()),
        wake,
        stop: AtomicBool::new(false),
    });
    let awaits_changes = !live.watch.is_empty() || live.token.is_some();
    let mut threads = Vec::new();
    if !live.watch.is_empty() {
        let (following, folder) = (Arc::clone(&following), live.library.folder().to_owned());
        threads.push(std::thread::spawn(move || keep_watch(&following, &folder, live.watch)));
    }
    let own = Arc::clone(&following);
    threads.push(std::thread::spawn(move || {
        let make = Make { decisions: live.decisions, options, show_private: live.show_private, kept: Cell::default() };
        let mut library = live.library;
        if awaits_changes && let Err(e) = load_ahead(&own, &mut library, &make) {
            tracing::error!(error = %e, "the store cannot be read; the graph stays as it is");
        }
        keep_up(&own, &woken, library, &make);
    }));
    (following, threads)
}

/// How a graph is made, beside the documents.
struct Make {
    decisions: PathBuf,
    options: api::Options,
    show_private: bool,
    /// When the snapshot was last written.
    kept: Cell<Option<Instant>>,
}

impl Make {
    /// Joins what is loaded to a graph with its words; also says which decisions cannot be used.
    fn graph(&self, library: &Library) -> (Arc<PolicyGraph>, Vec<Diagnostic>) {
        let (decisions, refused) = pipeline::read_decisions(&self.decisions);
        let (mut graph, _) = library.graph(decisions);
        if self.show_private {
            graph.show_private();
        }
        library.lay_out_search(&graph);
        (Arc::new(graph), refused)
    }

    /// Writes the snapshot of a graph that is served already, unless one was written lately: it takes longer than a small
    /// change, and without it the next start takes longer.
    fn keep(&self, graph: &PolicyGraph, library: &Library) {
        if self.kept.get().is_some_and(|at| at.elapsed() < BETWEEN) {
            return;
        }
        if let Err(e) = pipeline::write_snapshot(graph, library, &self.decisions) {
            tracing::warn!(error = %e, "the graph cannot be kept; it is built again at the next start");
        }
        self.kept.set(Some(Instant::now()));
    }
}

/// Builds the graph anew whenever the store has changed.
fn keep_up(following: &Following, woken: &Receiver<()>, mut library: Library, make: &Make) {
    while !following.stop.load(Ordering::Relaxed) {
        match library.is_stale() {
            Ok(true) => {
                if let Err(e) = renew(following, &mut library, make) {
                    tracing::error!(error = %e, "the store cannot be read; the graph stays as it is");
                }
            }
            Ok(false) => {}
            Err(e) => tracing::error!(error = %e, "the store cannot be read; the graph stays as it is"),
        }
        match woken.recv_timeout(POLL) {
            // Whoever else called meanwhile is answered by the same look.
            Ok(()) => woken.try_iter().for_each(drop),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

/// Loads what a graph from a snapshot was made of, so that the first change finds it there. What is served meanwhile and
/// after is the same; only the second of the two graphs is kept.
fn load_ahead(following: &Following, library: &mut Library, make: &Make) -> Result<(), StoreError> {
    let before = following.now.load_full();
    if library.is_loaded() || library.is_stale()? || before.graph.held.len() > LOADED_AHEAD {
        return Ok(());
    }
    let (begun, at) = (Instant::now(), library.change());
    let Some(renewed) = load(following, library, make)? else { return Ok(()) };
    if library.change() != at {
        // Something was written after the look above.
        publish(following, library, make, renewed, begun);
        return Ok(());
    }
    let (loaded, ms) = (renewed.loaded, begun.elapsed().as_millis());
    let after = served(&before, renewed.graph, make);
    // With other decisions it is another graph, which comes with the first change.
    if after.schema.revision() == before.schema.revision() {
        following.now.store(Arc::new(after));
    }
    tracing::info!(loaded, ms, "the documents are loaded for what is to come");
    Ok(())
}

fn renew(following: &Following, library: &mut Library, make: &Make) -> Result<(), StoreError> {
    let begun = Instant::now();
    if let Some(renewed) = load(following, library, make)? {
        publish(following, library, make, renewed, begun);
    }
    Ok(())
}

/// A graph of what the store has now.
struct Renewed {
    graph: Arc<PolicyGraph>,
    /// Documents that were loaded for it.
    loaded: usize,
}

/// Loads what is new, joins it and says what cannot be used; none when the server ends meanwhile.
fn load(following: &Following, library: &mut Library, make: &Make) -> Result<Option<Renewed>, StoreError> {
    let ends = || following.stop.load(Ordering::Relaxed);
    if ends() {
        return Ok(None);
    }
    let loading = library.load()?;
    if ends() {
        return Ok(None);
    }
    let (graph, refused) = make.graph(library);
    for d in refused.iter().chain(&loading.diagnostics) {
        tracing::warn!("{d}");
    }
    Ok(Some(Renewed { graph, loaded: loading.loaded }))
}

/// Serves a graph and tells who follows the changes.
fn publish(following: &Following, library: &Library, make: &Make, renewed: Renewed, begun: Instant) {
    let before = following.now.load_full();
    let after = Arc::new(served(&before, renewed.graph, make));
    let (loaded, held) = (renewed.loaded, after.graph.held.len());
    following.now.store(Arc::clone(&after));
    let change = Change::between(library.change(), &before.graph, &after.graph, after.schema.revision());
    following.changes.publish(change);
    following.served.send_replace(library.change());
    tracing::info!(loaded, held, ms = begun.elapsed().as_millis(), "the graph is renewed");
    make.keep(&after.graph, library);
}

fn served(before: &Server, graph: Arc<PolicyGraph>, make: &Make) -> Server {
    Server { schema: api::schema(&graph, make.options.clone()), graph, ..Server::clone(before) }
}

/// Adds new files of folders.
fn keep_watch(following: &Following, folder: &Path, folders: Vec<PathBuf>) {
    let mut watch = Watch::new(folders);
    while !following.stop.load(Ordering::Relaxed) {
        let begun = Instant::now();
        let found = watch.look();
        // A folder that takes long to look over is looked over less often.
        let pause = POLL.max(begun.elapsed() * 10);
        if !found.is_empty()
            && let Err(e) = add(following, folder, &found)
        {
            tracing::error!(error = %e, "new files cannot be kept; they are taken up when the server starts again");
        }
        let mut waited = Duration::ZERO;
        while waited < pause && !following.stop.load(Ordering::Relaxed) {
            std::thread::sleep(POLL);
            waited += POLL;
        }
    }
}

fn add(following: &Following, folder: &Path, files: &[PathBuf]) -> Result<(), StoreError> {
    let mut store = Store::open(folder)?;
    let added = pipeline::add(&mut store, files, BATCH, &following.stop, &mut |progress| match progress {
        Progress::Said(d) => tracing::warn!("{d}"),
        Progress::Written(_) => following.wake(),
        Progress::Begun(..) => {}
    })?;
    tracing::info!(new = added.new, versions = added.versions, known = added.known, unread = added.unread, "watched");
    Ok(())
}

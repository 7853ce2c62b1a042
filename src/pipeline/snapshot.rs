//! The graph of a store in a file beside it, so that it is served without being built: taken only while it is the graph
//! of what the store holds, under the present rules, tables and decisions; its texts stay in the store until asked for.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{EXTRACTOR, Library, READER, away, decision_files};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::{PolicyGraph, SearchIndex};
use crate::model::{Evidence, Resolved};
use crate::store::{SNAPSHOT, Sealed, Store, StoreError, destroy, seal, unseal};

/// The mark of the rules that join facts, and of the shape of what they give.
const RESOLVER: &str = env!("LUOCDO_RESOLVER");

/// What is in the file; borrowed when it is written.
#[derive(Serialize, Deserialize)]
struct Kept<R, S> {
    resolved: R,
    search: S,
    /// For each held document its place in `shelf`.
    held: Vec<(u32, u32)>,
    /// For each held document which content of the store it is, the name it goes by and its hashes.
    shelf: Vec<away::Place>,
}

/// A graph from a snapshot with the library it goes on from, if there is one that is right, and what is wrong with one that
/// is not.
pub type Restored = (Option<(PolicyGraph, Library)>, Option<Diagnostic>);

/// Takes the graph of a store from its snapshot; none when there is none that is right, with the reason when there is one
/// that is damaged.
///
/// # Errors
///
/// Fails when the store or the file cannot be read.
pub fn from_snapshot(folder: &Path, decisions: &Path) -> Result<Restored, StoreError> {
    // Read before all else: what changes meanwhile makes the graph be built once more, and is never missed.
    let library = Library::unloaded(folder)?;
    let store = Store::open(folder)?;
    let key = key(&store, decisions)?;
    let damaged = |why: &str| {
        let message = format!("is damaged ({why}); the graph is built from the documents, and it is written anew");
        Diagnostic::new("store.snapshot-damaged", Severity::Warning, SNAPSHOT, message)
    };
    Ok(match unseal(&file_of(folder), key)? {
        Sealed::Missing | Sealed::Stale => (None, None),
        Sealed::Damaged(why) => (None, Some(damaged(why))),
        Sealed::Whole(bytes) => match opened(&bytes, store) {
            Some(graph) => (Some((graph, library)), None),
            None => (None, Some(damaged("it does not hold a graph"))),
        },
    })
}

/// Writes the snapshot of the graph that was built of a library, unless the store has changed since.
///
/// # Errors
///
/// Fails when it cannot be written.
pub fn write_snapshot(graph: &PolicyGraph, library: &Library, decisions: &Path) -> Result<(), StoreError> {
    let store = Store::open(library.folder())?;
    let key = key(&store, decisions)?;
    if store.change()? != library.change() {
        return Ok(());
    }
    let kept = Kept {
        held: (0u32..).zip(&graph.resolved.documents).filter_map(|(d, node)| Some((d, node.held?))).collect(),
        shelf: library.places(),
        resolved: &*graph.resolved,
        search: graph.search_index(),
    };
    let file = file_of(library.folder());
    seal(&file, key, &postcard::to_stdvec(&kept).map_err(StoreError::Facts)?)?;
    // A document that was removed meanwhile must not stay readable here.
    if store.change()? == library.change() { Ok(()) } else { destroy(&file) }
}

fn file_of(folder: &Path) -> PathBuf {
    folder.join(SNAPSHOT)
}

/// Stands for all that a graph is made from.
fn key(store: &Store, decisions: &Path) -> Result<[u8; 32], StoreError> {
    let mut hash = Sha256::new();
    for word in [env!("CARGO_PKG_VERSION"), READER, EXTRACTOR, RESOLVER, &store.fingerprint()?] {
        hash.update(word.as_bytes());
        hash.update([0]);
    }
    for file in decision_files(decisions) {
        hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
        hash.update([0]);
        hash.update(std::fs::read(&file).unwrap_or_default());
        hash.update([0]);
    }
    Ok(hash.finalize().into())
}

fn opened(bytes: &[u8], store: Store) -> Option<PolicyGraph> {
    let read = || postcard::take_from_bytes::<Kept<Resolved, SearchIndex>>(bytes);
    let (kept, rest) = Evidence::sealed(read).ok()?;
    let Kept { mut resolved, search, held, shelf } = kept;
    for (document, at) in held {
        resolved.documents.get_mut(document as usize)?.held = Some(at);
    }
    let shelf = shelf.into_iter().map(|(id, name, of)| (id, Arc::from(name), of));
    let shelf = away::shelf(Arc::new(Mutex::new(store)), shelf, None);
    rest.is_empty().then(|| PolicyGraph::build(resolved, shelf).with_search(search))
}

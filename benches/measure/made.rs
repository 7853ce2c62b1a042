//! The graph of made-up documents that is asked: built in memory, or kept in a folder from one run to the next.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use luocdo::generate::Generator;
use luocdo::graph::PolicyGraph;
use luocdo::pipeline::{self, BATCH, Library};
use luocdo::resolve::Decisions;
use luocdo::store::Store;

/// The folder in which a graph is kept: building a large one takes longer than asking it.
const KEPT: &str = "LUOCDO_KEPT";
/// A folder of decisions that is not there.
const NONE: &str = "no-decisions";

/// Returns the graph of so many documents, the one that is kept where one is.
pub(crate) fn graph_of(size: u32) -> PolicyGraph {
    let kept = std::env::var_os(KEPT).map(|folder| Path::new(&folder).join(size.to_string()));
    match kept {
        Some(folder) => restored(&folder).unwrap_or_else(|| kept_anew(&folder, size)),
        None => {
            let folder = tempfile::tempdir().expect("a folder");
            pipeline::build(&[made(folder.path(), size)]).0
        }
    }
}

fn made(folder: &Path, size: u32) -> PathBuf {
    let file = folder.join("made.jsonl");
    let mut out = BufWriter::new(File::create(&file).expect("made"));
    Generator::new(size, 1).write(&mut out).expect("written");
    file
}

fn restored(folder: &Path) -> Option<PolicyGraph> {
    let (found, _) = pipeline::from_snapshot(folder, Path::new(NONE)).ok()?;
    found.map(|(graph, _)| graph)
}

fn kept_anew(folder: &Path, size: u32) -> PolicyGraph {
    let aside = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(folder).expect("a store");
    let never = AtomicBool::new(false);
    pipeline::add(&mut store, &[made(aside.path(), size)], BATCH, &never, &mut |_| {}).expect("added");
    let mut library = Library::open(folder).expect("opened");
    library.load().expect("loaded");
    let (graph, _) = library.graph(Decisions::default());
    graph.prepare_search();
    pipeline::write_snapshot(&graph, &library, Path::new(NONE)).expect("written");
    graph
}

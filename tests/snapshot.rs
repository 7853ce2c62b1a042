//! The graph kept beside the store: the same as one built of the documents, and never taken for it when it is not.

use std::path::Path;
use std::process::Command;
use std::sync::atomic::AtomicBool;

use luocdo::export::{self, Format, Part, Wanted};
use luocdo::generate::Generator;
use luocdo::graph::PolicyGraph;
use luocdo::pipeline::{self, Library};
use luocdo::resolve::Decisions;
use luocdo::store::{SNAPSHOT, Store};

use crate::support::root;

/// No folder of decisions.
const NONE: &str = "no-decisions";

fn add(data: &Path, paths: &[std::path::PathBuf]) {
    let mut store = Store::create(data).expect("a store");
    pipeline::add(&mut store, paths, 50, &AtomicBool::new(false), &mut |_| {}).expect("added");
}

/// Builds the graph of a store and writes its snapshot.
fn built(data: &Path) -> PolicyGraph {
    let mut library = Library::open(data).expect("opened");
    library.load().expect("loaded");
    let (graph, _) = pipeline::build_held(library.held(), Decisions::default());
    pipeline::write_snapshot(&graph, &library, Path::new(NONE)).expect("written");
    graph
}

fn kept(data: &Path) -> Option<PolicyGraph> {
    let (graph, said) = pipeline::from_snapshot(data, Path::new(NONE)).expect("read");
    assert_eq!(said, None);
    graph.map(|(graph, _)| graph)
}

fn exported(graph: &PolicyGraph, format: Format) -> Vec<u8> {
    let wanted = Wanted::read(format, std::iter::empty()).expect("everything is wanted");
    let part = Part::select(graph, &wanted).expect("there is something");
    let mut bytes = Vec::new();
    export::write(&part, format, &mut bytes).expect("written");
    bytes
}

#[track_caller]
fn check_same(a: &PolicyGraph, b: &PolicyGraph) {
    assert_eq!(a.resolved, b.resolved);
    assert_eq!(a.revision(), b.revision());
    for format in Format::ALL {
        assert!(exported(a, format) == exported(b, format), "{} differs", format.name());
    }
    for query in ["thuy dien", "ubnd tỉnh", "23-NQ/TW", "phat trien cong nghiep"] {
        assert_eq!(a.search(query), b.search(query), "{query}");
        for hit in a.search(query).list {
            assert_eq!(a.show(hit.matter, query), b.show(hit.matter, query), "{query}: {hit:?}");
        }
    }
}

#[test]
fn a_graph_from_its_snapshot_is_the_one_that_was_built() {
    let data = tempfile::tempdir().expect("a folder");
    let made = data.path().join("made.jsonl");
    Generator::new(60, 5).write(&mut std::fs::File::create(&made).expect("made")).expect("written");
    add(data.path(), &[root("seeds"), made]);
    let graph = built(data.path());
    let kept = kept(data.path()).expect("there is a snapshot of what is kept");
    check_same(&graph, &kept);
    assert_eq!(kept.check(), Vec::<String>::new(), "every fact has its words, fetched from the store");
}

#[test]
fn a_snapshot_of_what_is_no_longer_kept_is_not_taken() {
    let data = tempfile::tempdir().expect("a folder");
    let paper = data.path().join("a.txt");
    std::fs::write(&paper, "KẾ HOẠCH\n\nThực hiện Nghị quyết số 23-NQ/TW\n").expect("written");
    add(data.path(), &[root("seeds")]);
    assert!(kept(data.path()).is_none(), "nothing was written yet");
    built(data.path());
    assert!(kept(data.path()).is_some());
    add(data.path(), &[root("seeds")]);
    assert!(kept(data.path()).is_some(), "nothing was new");
    add(data.path(), std::slice::from_ref(&paper));
    assert!(kept(data.path()).is_none());
    assert_eq!(built(data.path()).held.len(), 6);
    let decisions = data.path().join("decisions");
    std::fs::create_dir(&decisions).expect("made");
    std::fs::write(decisions.join("a.toml"), "").expect("written");
    let (other, _) = pipeline::from_snapshot(data.path(), &decisions).expect("read");
    assert!(other.is_none(), "other decisions make another graph");
}

#[test]
fn what_is_removed_is_in_no_snapshot() {
    let data = tempfile::tempdir().expect("a folder");
    add(data.path(), &[root("seeds")]);
    built(data.path());
    let mut store = Store::open(data.path()).expect("opened");
    let seeds = root("seeds").canonicalize().expect("it is there");
    assert_eq!(store.remove(&seeds.to_string_lossy()).expect("removed"), 5);
    assert!(!data.path().join(SNAPSHOT).exists());
}

fn ask(data: &Path) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luocdo"));
    let asked = command.args(["query", "{ corpus { held } }", "--data"]).arg(data).output().expect("run");
    let words = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (words(&asked.stdout), words(&asked.stderr))
}

#[test]
fn a_cut_or_altered_snapshot_is_refused_and_written_anew() {
    let data = tempfile::tempdir().expect("a folder");
    add(data.path(), &[root("seeds")]);
    let (answer, said) = ask(data.path());
    assert!(!said.contains("snapshot"), "{said}");
    let file = data.path().join(SNAPSHOT);
    let whole = std::fs::read(&file).expect("it was written");
    let mut altered = whole.clone();
    altered[whole.len() / 2] ^= 1;
    for wrong in [&whole[..whole.len() - 7], &altered, b"KE HOACH"] {
        std::fs::write(&file, wrong).expect("written");
        let (again, said) = ask(data.path());
        assert_eq!(again, answer);
        assert!(said.contains("luocdo.graph: warning [store.snapshot-damaged]"), "{said}");
        assert!(std::fs::read(&file).expect("it is there") == whole, "it is written anew, the same");
    }
}

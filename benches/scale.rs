//! How the whole grows: made-up documents added, loaded, joined and asked, one line a figure; sizes by LUOCDO_DOCUMENTS.
//!
//! `LUOCDO_DOCUMENTS=10000,100000 cargo bench --bench scale`

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot go on")]

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

use luocdo::api;
use luocdo::generate::Generator;
use luocdo::graph::{Bounds, Direction, PolicyGraph, Wanted};
use luocdo::model::RelationKind;
use luocdo::pipeline::{self, BATCH, Library};
use luocdo::resolve::Decisions;
use luocdo::store::{SNAPSHOT, Store};

#[path = "measure/questions.rs"]
mod questions;

use questions::Questions;

/// Documents when nothing is said: enough to see that it runs.
const FEW: u32 = 2_000;

fn main() {
    let sizes = std::env::var("LUOCDO_DOCUMENTS").unwrap_or_else(|_| FEW.to_string());
    for size in sizes.split(',').filter_map(|s| s.trim().parse().ok()) {
        measure(size);
    }
}

fn say(what: &str, value: &str) {
    println!("  {what:<52} {value}");
}

fn measure(size: u32) {
    println!("{size} documents");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("made.jsonl");
    let begun = Instant::now();
    let mut out = BufWriter::new(File::create(&file).expect("made"));
    Generator::new(size, 1).write(&mut out).expect("written");
    say("generated, documents/s", &rate(size, begun.elapsed()));
    let bytes = file.metadata().map_or(0, |m| m.len());
    say("bytes a document", &(bytes / u64::from(size.max(1))).to_string());

    let data = folder.path().join("data");
    let mut store = Store::create(&data).expect("a store");
    let begun = Instant::now();
    let never = AtomicBool::new(false);
    let added = pipeline::add(&mut store, &[file], BATCH, &never, &mut |_| {}).expect("added");
    assert_eq!(added.kept(), size as usize, "{added:?}");
    say("added end to end, documents/s", &rate(size, begun.elapsed()));

    let before = resident();
    let mut library = Library::open(&data).expect("opened");
    let begun = Instant::now();
    library.load().expect("loaded");
    say("loaded, s", &seconds(begun.elapsed()));
    say("resident with the texts and facts, MB", &megabytes(resident()));
    let begun = Instant::now();
    let (graph, _) = pipeline::build_held(library.held(), Decisions::default());
    say("graph built, s", &seconds(begun.elapsed()));
    let begun = Instant::now();
    graph.prepare_search();
    say("search laid out, s", &seconds(begun.elapsed()));
    let taken = resident().saturating_sub(before);
    say("resident, MB", &megabytes(resident()));
    say("bytes of memory a document", &(taken / u64::from(size)).to_string());
    let relations = graph.resolved.relations.len();
    say(
        "documents known, relations, tasks",
        &format!("{}, {relations}, {}", graph.resolved.documents.len(), graph.resolved.tasks.len()),
    );
    let links = graph.bytes_of_links() as f64 / relations.max(1) as f64;
    say("bytes of the rows a relation, both ways", &format!("{links:.1}"));
    let graph = Arc::new(graph);
    ask(&graph);
    snapshot(&graph, &library, &data);
}

/// The five questions, in the graph and as GraphQL.
fn ask(graph: &Arc<PolicyGraph>) {
    let questions = Questions::of(graph);
    let bounds = Bounds { depth: 4, documents: usize::MAX };
    let walk = |root: u32| graph.walk(&[root], Direction::CitedBy, &[], bounds).steps.len();
    let mut starts: Vec<Duration> = questions.starts.iter().map(|d| timed(|| walk(*d))).collect();
    let mean = starts.iter().sum::<Duration>() / u32::try_from(starts.len().max(1)).unwrap_or(1);
    say("four-hop walk, mean over the starts, us", &micros(mean));
    starts.sort_unstable();
    let (hub, first) = (questions.hub, Instant::now());
    let reached = graph.walk_from(hub, Direction::CitedBy, &[], bounds).steps.len();
    say("four-hop walk from the largest hub, first, us", &format!("{} ({reached} documents)", micros(first.elapsed())));
    say("the same again, us", &micros(timed(|| graph.walk_from(hub, Direction::CitedBy, &[], bounds).steps.len())));
    let wanted = Wanted { direction: Direction::Cites, kinds: &[RelationKind::Implements], k: 1, most: 2, length: 8 };
    say("chain, us", &micros(median(|| graph.paths(&[questions.leaf], &[questions.root], wanted).paths.len())));

    let schema = api::schema(graph, api::Options::default());
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for (name, asked) in questions.asked() {
        let mut size = 0;
        let time = median(|| {
            let answer = runtime.block_on(schema.run(&asked));
            assert!(answer.codes.is_empty(), "{name}: {}", answer.json);
            size = answer.json.len();
            size
        });
        say(&format!("GraphQL: {name}, p50 us"), &format!("{} ({size} bytes)", micros(time)));
    }
    let each = questions.dependants();
    let time = timed(|| each.iter().map(|asked| runtime.block_on(schema.run(asked)).json.len()).sum::<usize>());
    let mean = time / u32::try_from(each.len().max(1)).unwrap_or(1);
    say("GraphQL: four-hop dependants, mean over the starts, us", &micros(mean));
}

/// What it takes to serve from the snapshot.
fn snapshot(graph: &PolicyGraph, library: &Library, data: &Path) {
    let none = Path::new("no-decisions");
    let begun = Instant::now();
    pipeline::write_snapshot(graph, library, none).expect("written");
    say("snapshot written, s", &seconds(begun.elapsed()));
    let bytes = data.join(SNAPSHOT).metadata().map_or(0, |m| m.len());
    say("snapshot, MB", &megabytes(bytes));
    let begun = Instant::now();
    let (found, said) = pipeline::from_snapshot(data, none).expect("read");
    assert!(found.is_some(), "{said:?}");
    say("snapshot loaded, s", &seconds(begun.elapsed()));
}

fn timed<T>(mut work: impl FnMut() -> T) -> Duration {
    std::hint::black_box(work());
    let begun = Instant::now();
    std::hint::black_box(work());
    begun.elapsed()
}

fn median<T>(mut work: impl FnMut() -> T) -> Duration {
    let mut times: Vec<Duration> = (0..101)
        .map(|_| {
            let begun = Instant::now();
            std::hint::black_box(work());
            begun.elapsed()
        })
        .collect();
    times.sort_unstable();
    times.get(50).copied().unwrap_or_default()
}

fn rate(count: u32, time: Duration) -> String {
    format!("{:.0}", f64::from(count) / time.as_secs_f64().max(1e-9))
}

fn seconds(time: Duration) -> String {
    format!("{:.2}", time.as_secs_f64())
}

fn micros(time: Duration) -> String {
    format!("{:.1}", time.as_secs_f64() * 1e6)
}

fn megabytes(bytes: u64) -> String {
    format!("{:.0}", bytes as f64 / 1e6)
}

/// Bytes this program holds in memory; 0 where the system does not say.
fn resident() -> u64 {
    let statm = std::fs::read_to_string("/proc/self/statm").unwrap_or_default();
    statm.split(' ').nth(1).and_then(|pages| pages.parse::<u64>().ok()).unwrap_or_default() * 4096
}

//! How the whole grows: made-up documents added, loaded, joined and asked, one line a figure; sizes by LUOCDO_DOCUMENTS.
//! Behind a time stands the time all cores worked, which other programs on the machine hardly change.
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

/// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Says to a second run of this program of which store it is to load the snapshot, as a server that starts does.
const SERVED: &str = "LUOCDO_SNAPSHOT";

/// Documents when nothing is said: enough to see that it runs.
const FEW: u32 = 2_000;

fn main() {
    if let Some(data) = std::env::var_os(SERVED) {
        return serve_snapshot(Path::new(&data));
    }
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
    let begun = Spent::begin();
    let mut out = BufWriter::new(File::create(&file).expect("made"));
    Generator::new(size, 1).write(&mut out).expect("written");
    say("generated, documents/s", &begun.rate(size));
    let bytes = file.metadata().map_or(0, |m| m.len());
    say("bytes a document", &(bytes / u64::from(size.max(1))).to_string());

    let data = folder.path().join("data");
    let mut store = Store::create(&data).expect("a store");
    let begun = Spent::begin();
    let never = AtomicBool::new(false);
    let added = pipeline::add(&mut store, &[file], BATCH, &never, &mut |_| {}).expect("added");
    assert_eq!(added.kept(), size as usize, "{added:?}");
    say("added end to end, documents/s", &begun.rate(size));

    let before = resident();
    let mut library = Library::open(&data).expect("opened");
    let begun = Spent::begin();
    library.load().expect("loaded");
    say("loaded and prepared, s", &begun.seconds());
    say("resident with the texts and facts, MB", &megabytes(resident()));
    let begun = Spent::begin();
    let (graph, _) = library.graph(Decisions::default());
    say("joined to a graph, s", &begun.seconds());
    let begun = Spent::begin();
    library.lay_out_search(&graph);
    say("search laid out, s", &begun.seconds());
    let taken = resident().saturating_sub(before);
    say("resident, MB", &megabytes(resident()));
    say("bytes of memory a document", &(taken / u64::from(size)).to_string());
    let relations = graph.resolved.relations.len();
    say(
        "documents known, relations, tasks",
        &format!("{}, {relations}, {}", graph.resolved.documents.len(), graph.resolved.tasks.len()),
    );
    weigh(&graph, size);
    let links = graph.bytes_of_links() as f64 / relations.max(1) as f64;
    say("bytes of the rows a relation, both ways", &format!("{links:.1}"));
    let graph = Arc::new(graph);
    ask(&graph);
    snapshot(&graph, &library, &data);
    add_one(library, &mut store);
}

/// How many bytes a document the lists of a graph take: as they lie in memory where they are packed, else as they are kept.
fn weigh(graph: &PolicyGraph, size: u32) {
    let r = &graph.resolved;
    let each = |what: &str, bytes: usize| {
        say(&format!("  bytes a document: {what}"), &(bytes / size as usize).to_string());
    };
    let strings = r.documents.iter().map(|d| {
        let aliases: usize = d.aliases.iter().map(String::len).sum();
        let names = [d.title.as_deref(), d.source.as_deref()].into_iter().flatten().map(str::len).sum::<usize>();
        d.id.as_str().len() + names + aliases + size_of_val(d.signers.as_slice())
    });
    each("works", size_of_val(r.documents.as_slice()) + strings.sum::<usize>());
    each("mentions", r.documents.first().map_or(0, |d| d.mentions.bytes_of_all()));
    each("relations", r.relations.bytes());
    each("tasks", r.tasks.bytes());
    each("agencies, kept", kept(&r.agencies));
    each("projects and firms, kept", kept(&r.projects) + kept(&r.enterprises));
    each("people and places, kept", kept(&r.people) + kept(&r.places));
    each("targets, kept", kept(&r.targets));
    each("discrepancies, kept", kept(&r.discrepancies));
    each("search, kept", kept(graph.search_index()));
    each("rows of relations", graph.bytes_of_links());
}

fn kept<T: serde::Serialize>(list: &T) -> usize {
    postcard::to_stdvec(list).map_or(0, |bytes| bytes.len())
}

/// What it takes until one more document is in the graph that is served.
fn add_one(mut library: Library, store: &mut Store) {
    let text = "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 9999/KH-UBND\nLào Cai, ngày 5 tháng 3 năm 2024\nKẾ HOẠCH\n\
        Triển khai thực hiện Nghị quyết số 23-NQ/TW ngày 22 tháng 3 năm 2018 của Bộ Chính trị\n";
    let all = Spent::begin();
    pipeline::add_bytes(store, "one.txt", text.as_bytes().to_vec()).expect("added");
    say("one document kept, s", &all.seconds());
    let begun = Spent::begin();
    let loading = library.load().expect("loaded");
    assert!(loading.loaded == 1, "{loading:?}");
    say("one document loaded, s", &begun.seconds());
    let begun = Spent::begin();
    let (graph, _) = library.graph(Decisions::default());
    say("joined with one more, s", &begun.seconds());
    let begun = Spent::begin();
    library.lay_out_search(&graph);
    say("search grown by one, s", &begun.seconds());
    let begun = Spent::begin();
    let schema = api::schema(&Arc::new(graph), api::Options::default());
    say(&format!("schema of revision {}, s", schema.revision()), &begun.seconds());
    say("one document added and visible, s", &all.seconds());
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

/// A folder of decisions that is not there.
const NONE: &str = "no-decisions";

/// What it takes to serve from the snapshot.
fn snapshot(graph: &PolicyGraph, library: &Library, data: &Path) {
    let none = Path::new(NONE);
    let begun = Spent::begin();
    pipeline::write_snapshot(graph, library, none).expect("written");
    say("snapshot written, s", &begun.seconds());
    let bytes = data.join(SNAPSHOT).metadata().map_or(0, |m| m.len());
    say("snapshot, MB", &megabytes(bytes));
    let program = std::env::current_exe().expect("this program");
    let served = std::process::Command::new(program).env(SERVED, data).status().expect("run");
    assert!(served.success(), "the snapshot is served");
}

/// Loads a snapshot and nothing else.
fn serve_snapshot(data: &Path) {
    let begun = Spent::begin();
    let (found, said) = pipeline::from_snapshot(data, Path::new(NONE)).expect("read");
    let (graph, _) = found.unwrap_or_else(|| unreachable!("there is a snapshot: {said:?}"));
    say("snapshot loaded, s", &begun.seconds());
    let begun = Spent::begin();
    let graph = Arc::new(graph);
    let schema = api::schema(&graph, api::Options::default());
    say("schema made, s", &begun.seconds());
    std::thread::sleep(Duration::from_millis(300));
    let held = u64::try_from(graph.held.len().max(1)).unwrap_or(1);
    say("resident when served, MB (bytes a document)", &format!("{} ({})", megabytes(resident()), resident() / held));
    drop(schema);
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

/// Time that went by, and time that all cores worked.
struct Spent(Instant, f64);

impl Spent {
    fn begin() -> Self {
        Self(Instant::now(), worked())
    }

    fn seconds(&self) -> String {
        format!("{:.2} (CPU {:.2})", self.0.elapsed().as_secs_f64(), worked() - self.1)
    }

    fn rate(&self, count: u32) -> String {
        let (time, worked) = (self.0.elapsed().as_secs_f64().max(1e-9), worked() - self.1);
        format!("{:.0} (CPU {:.0} us each)", f64::from(count) / time, worked * 1e6 / f64::from(count.max(1)))
    }
}

/// Seconds that all threads of this program worked; 0 where the system does not say.
fn worked() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|f| f.parse::<f64>().ok()).unwrap_or_default();
    (ticks(11) + ticks(12)) / 100.0
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

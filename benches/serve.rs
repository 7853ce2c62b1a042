//! What a request costs the server: CPU of the five questions over HTTP beside a plain handler that returns as many
//! bytes, asked by the same clients in the same run, as ratios; documents by LUOCDO_DOCUMENTS.
//!
//! `LUOCDO_DOCUMENTS=100000 cargo bench --bench serve`
//!
//! A graph is kept for the next run in a folder named by LUOCDO_KEPT. With LUOCDO_ASK=100, each question is asked so often
//! in this process and nothing is measured: a profiler does that, told to look into `ask_in_process` alone. LUOCDO_ONLY
//! chooses questions by a part of their names.

#![expect(clippy::print_stdout, clippy::expect_used, reason = "a benchmark prints, and ends when it cannot go on")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use luocdo::api::{self, Asked, Schema};
use luocdo::graph::PolicyGraph;
use luocdo::serve::{self, Settings};

#[path = "measure/made.rs"]
mod made;
#[path = "measure/questions.rs"]
mod questions;

use made::graph_of;
use questions::Questions;

/// As the program itself.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Documents when nothing is said: enough to see that it runs.
const FEW: u32 = 2_000;
/// Clients that ask at once.
const CLIENTS: usize = 4;
/// How long one measurement takes.
const LONG: Duration = Duration::from_millis(1500);
/// How often both are measured; the middle ratio counts.
const ROUNDS: usize = 3;
/// How threads that ask are named: their CPU is not the server's.
const CLIENT: &str = "client";

fn main() {
    let size = number("LUOCDO_DOCUMENTS").unwrap_or(FEW);
    let graph = graph_of(size);
    let questions = Questions::of(&graph);
    let schema = api::schema(&Arc::new(graph.clone()), api::Options::default());
    let mut all: Vec<(&str, Vec<Asked>)> = questions.asked().into_iter().map(|(n, q)| (n, vec![q])).collect();
    all.push(("four-hop dependants, mean over the starts", questions.dependants()));
    let only = std::env::var("LUOCDO_ONLY").unwrap_or_default();
    all.retain(|(name, _)| name.contains(&only));
    if let Some(times) = number("LUOCDO_ASK") {
        return all.iter().for_each(|(_, asked)| ask_in_process(&schema, asked, times));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let served = serve(graph);
    println!("{size} documents, {CLIENTS} clients, CPU of the server a request");
    let Questions { hub, leaf, root, .. } = &questions;
    println!("the largest hub is document {hub} of the graph, the chain goes from {leaf} to {root}");
    println!("{:<44} {:>9} {:>9} {:>7} {:>8}", "", "us", "plain us", "ratio", "bytes");
    for (name, asked) in all {
        let answers = asked.iter().map(|a| runtime.block_on(schema.run(a)).json.len());
        let bytes = answers.sum::<usize>() / asked.len().max(1);
        let plain = plain(bytes);
        let bodies: Vec<String> = asked.iter().map(body).collect();
        let mut rounds: Vec<(f64, f64)> =
            (0..ROUNDS).map(|_| (cost(served, "/graphql", &bodies), cost(plain, "/", &bodies))).collect();
        rounds.sort_by(|(a, p), (b, q)| (a / p).total_cmp(&(b / q)));
        let (own, other) = rounds.get(ROUNDS / 2).copied().unwrap_or_default();
        println!("{name:<44} {own:>9.1} {other:>9.1} {:>7.1} {bytes:>8}", own / other);
    }
}

fn number<T: std::str::FromStr>(variable: &str) -> Option<T> {
    std::env::var(variable).ok()?.trim().parse().ok()
}

/// Asks a question so many times.
#[inline(never)]
fn ask_in_process(schema: &Schema, asked: &[Asked], times: usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    for asked in asked.iter().cycle().take(times) {
        std::hint::black_box(runtime.block_on(schema.run(asked)));
    }
}

/// Serves a graph as `luocdo serve` does, until the program ends.
fn serve(graph: PolicyGraph) -> SocketAddr {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let any = SocketAddr::from(([127, 0, 0, 1], 0));
        let ready = move |address| tell.send(address).expect("somebody waits");
        serve::run(graph, None, any, Settings::default(), ready).expect("served");
    });
    told.recv().expect("it listens")
}

/// Serves an answer of so many bytes that is there already, on threads of its own.
fn plain(bytes: usize) -> SocketAddr {
    let (tell, told) = channel();
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let body: &'static str = Box::leak("x".repeat(bytes).into_boxed_str());
            let answer = move || async move { ([("content-type", "application/json")], body) };
            let router = axum::Router::new().route("/", axum::routing::post(answer));
            let listener = tokio::net::TcpListener::bind(("127.0.0.1", 0)).await.expect("an address");
            tell.send(listener.local_addr().expect("an address")).expect("somebody waits");
            axum::serve(listener, router).await.expect("served");
        });
    });
    told.recv().expect("it listens")
}

fn body(asked: &Asked) -> String {
    serde_json::json!({ "query": asked.query, "variables": asked.variables }).to_string()
}

/// Asks for a while and returns the CPU time of all but the clients, in microseconds a request.
fn cost(address: SocketAddr, path: &str, bodies: &[String]) -> f64 {
    // What is parsed, kept or woken once is none of a request's cost.
    ask(address, path, bodies, 0, Duration::from_millis(100));
    let before = cpu();
    let asked: usize = std::thread::scope(|scope| {
        let clients: Vec<_> = (0..CLIENTS)
            .map(|n| {
                let client = std::thread::Builder::new().name(CLIENT.to_owned());
                client.spawn_scoped(scope, move || ask(address, path, bodies, n, LONG)).expect("a thread")
            })
            .collect();
        clients.into_iter().map(|c| c.join().expect("a client that asked to the end")).sum()
    });
    (cpu() - before).as_secs_f64() * 1e6 / asked.max(1) as f64
}

/// Asks one question after the other on one connection; returns how many.
fn ask(address: SocketAddr, path: &str, bodies: &[String], from: usize, long: Duration) -> usize {
    let mut out = TcpStream::connect(address).expect("a connection");
    out.set_nodelay(true).expect("a setting");
    let mut back = BufReader::new(out.try_clone().expect("a connection"));
    let begun = Instant::now();
    let mut count = 0;
    let mut answer = Vec::new();
    while begun.elapsed() < long {
        let body = bodies.get((from + count) % bodies.len()).expect("a question");
        let head = format!(
            "POST {path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\naccept: application/json\r\ncontent-length: {}\r\n\r\n",
            body.len()
        );
        out.write_all(format!("{head}{body}").as_bytes()).expect("sent");
        let mut length = 0;
        let mut line = String::new();
        loop {
            line.clear();
            back.read_line(&mut line).expect("a line");
            assert!(!line.is_empty(), "the server hung up");
            assert!(!line.starts_with("HTTP/") || line.starts_with("HTTP/1.1 200"), "{line}");
            if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                length = value.trim().parse().expect("a number");
            }
            if line == "\r\n" {
                break;
            }
        }
        answer.resize(length, 0);
        back.read_exact(&mut answer).expect("an answer");
        count += 1;
    }
    count
}

/// CPU time of the threads that are no clients and not the one that measures.
fn cpu() -> Duration {
    let own = format!("{}", std::process::id());
    let tasks = std::fs::read_dir("/proc/self/task").expect("a system that tells what threads cost");
    let time = |folder: std::path::PathBuf| -> Option<Duration> {
        let name = std::fs::read_to_string(folder.join("comm")).ok()?;
        let counted = name.trim() != CLIENT && !folder.ends_with(&own);
        let spent = std::fs::read_to_string(folder.join("schedstat")).ok()?;
        counted.then(|| spent.split(' ').next()?.parse().ok().map(Duration::from_nanos)).flatten()
    };
    tasks.flatten().filter_map(|t| time(t.path())).sum()
}

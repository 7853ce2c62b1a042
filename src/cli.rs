//! The command line: what was typed and what to do; the only place that prints and that turns errors into user text.

mod ask;
mod corpus;
mod export;
mod generate;
mod keep;
mod out;

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use clap::{Parser, Subcommand, ValueEnum};

use serde::Serialize;

use crate::api::Asked;
use crate::evaluate::Report;
use crate::export::{facts_json, facts_text};
use crate::graph::PolicyGraph;
use crate::model::Resolution;
use crate::store::Store;
use crate::{api, pipeline, serve};

use corpus::{Corpus, Growth, Origin, Privacy};
use keep::Data;
use out::{say, show};

/// Reads Vietnamese policy documents and serves the graph they state.
#[derive(Debug, Parser)]
#[command(name = "luocdo", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print the facts of documents, each with the words that state it.
    Extract {
        /// Files or folders.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        /// Write one `<file name>.json` for each file into this folder instead of printing.
        #[arg(long)]
        output: Option<PathBuf>,
    },
    /// Serve the graph of documents: GraphQL at /graphql and a page to look around at /.
    Serve {
        /// Address and port to listen on.
        #[arg(long, default_value = "127.0.0.1:8080")]
        listen: SocketAddr,
        #[command(flatten)]
        service: Service,
        #[command(flatten)]
        growth: Growth,
        #[command(flatten)]
        corpus: Corpus,
        #[command(flatten)]
        privacy: Privacy,
    },
    /// Answer a GraphQL query without a server, as JSON; fails when the answer holds errors.
    Query {
        /// The query, as in '{ corpus { held } }'.
        query: String,
        /// Values of its variables, as a JSON object.
        #[arg(long, default_value = "{}")]
        variables: serde_json::Value,
        #[command(flatten)]
        corpus: Corpus,
        #[command(flatten)]
        privacy: Privacy,
    },
    /// Answer a named question, or list them all: `luocdo ask plans-citing --number 23-NQ/TW`.
    Ask {
        /// The name of the question; without one all are listed.
        question: Option<String>,
        /// Values of its variables, each as `--name value`; `--documents` and `--data` as everywhere.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        values: Vec<String>,
    },
    /// Print the GraphQL schema.
    Schema,
    /// Check what must hold of the graph: every fact has its words, every end exists, no ring of replacements.
    Check {
        #[command(flatten)]
        corpus: Corpus,
    },
    /// Keep documents: read them, find their facts and store both, so that nothing is read again.
    ///
    /// A file whose bytes have changed since becomes the new version of its path; the one before is kept, and no longer
    /// current. Ctrl-C stops after the batch under way, and the same command goes on from there.
    Add {
        /// Files or folders.
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// Most documents that are written, and acknowledged, together.
        #[arg(long, default_value_t = pipeline::BATCH)]
        batch: usize,
        #[command(flatten)]
        data: Data,
    },
    /// Remove documents that are kept, with all their versions.
    Remove {
        /// Files, folders, records (`FILE#RECORD`) or names as `luocdo list` shows them.
        #[arg(required = true)]
        paths: Vec<String>,
        #[command(flatten)]
        data: Data,
    },
    /// List the documents that are kept.
    List {
        /// List the versions that were replaced too.
        #[arg(long)]
        versions: bool,
        /// How to print.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
        #[command(flatten)]
        data: Data,
    },
    /// Find the facts of kept documents anew where an older luocdo found them.
    Rebuild {
        #[command(flatten)]
        data: Data,
    },
    /// Copy all that is kept into one file, also while it is in use.
    Backup {
        /// The new file.
        file: PathBuf,
        #[command(flatten)]
        data: Data,
    },
    /// List likely pairs of identities for a person to decide, as a file of decisions with what speaks for and against.
    Candidates {
        /// Leave out pairs less alike than this, from 0 to 1.
        #[arg(long, default_value_t = 0.8)]
        likeness: f64,
        #[command(flatten)]
        corpus: Corpus,
    },
    /// Measure the facts of documents against labels: precision, recall and F1, category by category.
    Evaluate {
        /// Folder of labels, one `<file name>.json` for each document, in the shape `extract --format json` prints.
        labels: PathBuf,
        /// Files or folders of documents; those without labels are left out.
        #[arg(required = true)]
        documents: Vec<PathBuf>,
        /// Print so many of the disagreements.
        #[arg(long, default_value_t = 0)]
        misses: usize,
    },
    /// Write made-up documents, to measure with: the same for the same seed.
    #[command(hide = true)]
    Generate(generate::Generate),
    /// Write the graph, or a part of it, in a format other tools read: `luocdo export --format graphml --output FILE`.
    Export(export::Export),
    /// Write the graph as sorted records, one JSON object a line, one file for each sort.
    Build {
        /// Folder to write into.
        #[arg(long)]
        output: PathBuf,
        #[command(flatten)]
        corpus: Corpus,
    },
}

/// How the graph is served.
#[derive(Debug, clap::Args)]
struct Service {
    /// Let pages of this origin ask (CORS); may be given several times.
    #[arg(long = "cors", value_name = "ORIGIN")]
    origins: Vec<String>,
    /// Hide the schema: refuse introspection.
    #[arg(long)]
    no_introspection: bool,
    /// Run known documents only: the named questions and the files *.graphql of this folder, if one is named.
    #[arg(long, value_name = "FOLDER", num_args = 0..=1, alias = "only-named")]
    persisted_only: Option<Option<PathBuf>>,
    /// Most seconds an answer may take.
    #[arg(long, default_value_t = 10)]
    time_limit: u64,
    /// Most fields an answer may hold.
    #[arg(long, default_value_t = 200_000)]
    cost_limit: usize,
    /// How to log requests.
    #[arg(long, value_enum, default_value_t = Log::Text)]
    log: Log,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Log {
    /// One line a request.
    Text,
    /// One JSON object a request.
    Json,
    /// Nothing.
    Off,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// JSON with evidence.
    Json,
    /// One fact a line.
    Text,
}

/// Runs the command line and returns the exit code.
pub fn run() -> ExitCode {
    match Arguments::parse().command {
        Command::Extract { files, format, output } => extract(&files, format, output.as_deref()),
        Command::Serve { listen, service, growth, corpus, privacy } => corpus
            .served(growth, privacy)
            .map_or(ExitCode::FAILURE, |(graph, live)| run_server(graph, live, listen, &service)),
        Command::Query { query, variables, corpus, privacy } => corpus.shown(privacy).map_or(ExitCode::FAILURE, |g| {
            run_query(g, &Asked { query, variables, operation_name: None }, Layout::One)
        }),
        Command::Ask { question, values } => ask::ask(question.as_deref(), &values),
        Command::Schema => print_schema(),
        Command::Add { paths, batch, data } => keep::add(&paths, batch, &data),
        Command::Remove { paths, data } => keep::remove(&paths, &data),
        Command::List { versions, format, data } => keep::list(versions, format, &data),
        Command::Rebuild { data } => keep::rebuild(&data),
        Command::Backup { file, data } => keep::backup(&file, &data),
        Command::Check { corpus } => {
            let origin = corpus.origin();
            let whole = check_kept(&origin);
            corpus.graph_of(&origin).map_or(ExitCode::FAILURE, |g| check(&g, whole))
        }
        Command::Candidates { likeness, corpus } => {
            corpus.graph().map_or(ExitCode::FAILURE, |g| list_candidates(&g, likeness))
        }
        Command::Evaluate { labels, documents, misses } => evaluate(&labels, &documents, misses),
        Command::Generate(generate) => generate.run(),
        Command::Export(export) => export.run(),
        Command::Build { output, corpus } => corpus.graph().map_or(ExitCode::FAILURE, |g| build(&g, &output)),
    }
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn run_server(graph: PolicyGraph, live: Option<serve::Live>, listen: SocketAddr, service: &Service) -> ExitCode {
    log_requests(service.log);
    let limits = api::Limits {
        time: Duration::from_secs(service.time_limit),
        cost: service.cost_limit,
        ..api::Limits::default()
    };
    let only_persisted = match known_documents(service) {
        Ok(known) => known,
        Err(e) => {
            eprintln!("{e}");
            return ExitCode::FAILURE;
        }
    };
    let settings = serve::Settings {
        schema: api::Options { hidden: service.no_introspection, limits, ..options() },
        origins: service.origins.clone(),
        only_persisted,
    };
    match serve::run(graph, live, listen, settings, |address| {
        eprintln!("listening on http://{address}/ (Ctrl-C stops)")
    }) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{listen}: cannot be served: {e}");
            ExitCode::FAILURE
        }
    }
}

/// Returns the texts of the documents a server runs when it runs no others.
fn known_documents(service: &Service) -> Result<Option<Vec<String>>, String> {
    let Some(folder) = &service.persisted_only else { return Ok(None) };
    let Some(folder) = folder else { return Ok(Some(Vec::new())) };
    let documents = serve::read_documents(folder).map_err(|e| e.to_string())?;
    for (file, text) in &documents {
        api::parses(text).map_err(|e| format!("{}: is no GraphQL document: {e}", file.display()))?;
    }
    Ok(Some(documents.into_iter().map(|(_, text)| text).collect()))
}

/// Writes a line a request to the error stream; `RUST_LOG` chooses which.
fn log_requests(log: Log) {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "luocdo=info".into());
    let coloured = std::io::IsTerminal::is_terminal(&std::io::stderr());
    // Where nobody reads the error stream any more, a complaint about that would fail too, and the request with it.
    let subscriber = tracing_subscriber::fmt()
        .log_internal_errors(false)
        .with_env_filter(filter)
        .with_ansi(coloured)
        .with_writer(std::io::stderr);
    // It can only fail when another subscriber is there, which then logs.
    let _ = match log {
        Log::Text => subscriber.try_init(),
        Log::Json => subscriber.json().try_init(),
        Log::Off => Ok(()),
    };
}

fn options() -> api::Options {
    api::Options { read_draft: Some(pipeline::read_draft), ..api::Options::default() }
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn run_query(graph: PolicyGraph, asked: &Asked, layout: Layout) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().build() {
        Ok(runtime) => runtime,
        Err(e) => {
            eprintln!("the query cannot be run: {e}");
            return ExitCode::FAILURE;
        }
    };
    let answer = runtime.block_on(api::schema(&Arc::new(graph), options()).run(asked));
    match layout {
        Layout::One => say!("{}", answer.json),
        Layout::Lines => say!("{}", ask::in_lines(&answer.json)),
    }
    if answer.codes.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// How JSON is printed.
#[derive(Clone, Copy)]
enum Layout {
    /// On one line, for programs.
    One,
    /// A member a line, in the order of the question, for people.
    Lines,
}

fn print_schema() -> ExitCode {
    show!("{}", api::sdl());
    ExitCode::SUCCESS
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn check_kept(origin: &Origin) -> bool {
    let Origin::Kept(folder) = origin else { return true };
    match Store::open(folder).and_then(|store| store.check()) {
        Ok(wrong) => {
            wrong.iter().for_each(|w| say!("{w}"));
            eprintln!("{}: {} things wrong in what is kept", folder.display(), wrong.len());
            wrong.is_empty()
        }
        Err(e) => {
            eprintln!("{e}");
            false
        }
    }
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn check(graph: &PolicyGraph, whole: bool) -> ExitCode {
    let wrong = graph.check();
    for w in &wrong {
        say!("{w}");
    }
    let resolved = &graph.resolved;
    let count = |r: Resolution| resolved.documents.iter().filter(|d| d.resolution == r).count();
    let (held, stubs) = (count(Resolution::Resolved), count(Resolution::Stub));
    let (open, unknown) = (count(Resolution::Ambiguous), count(Resolution::Unidentified));
    eprintln!("documents: {held} held, {stubs} cited only, {open} ambiguous, {unknown} unidentified");
    eprintln!("{} relations, {} things wrong", resolved.relations.len(), wrong.len());
    if whole && wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Prints pairs as decisions whose verdict a person writes: the file can be put with the others as it is.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn list_candidates(graph: &PolicyGraph, likeness: f64) -> ExitCode {
    let mut shown = 0;
    for c in pipeline::candidates(graph).iter().filter(|c| c.likeness >= likeness) {
        shown += 1;
        say!("# {} {:.2}", c.sort, c.likeness);
        for (id, says) in &c.ids {
            say!("#   {id}\n#     {says}");
        }
        c.for_one.iter().for_each(|f| say!("#   for: {f}"));
        c.against.iter().for_each(|a| say!("#   against: {a}"));
        say!("# [[decision]]\n# verdict = \"same\" # or \"different\"\n# ids = [");
        c.ids.iter().for_each(|(id, _)| say!("#   {id:?},"));
        say!("# ]\n# who = \"\"\n# when = \"\"\n# why = \"\"\n");
    }
    eprintln!("{shown} pairs");
    ExitCode::SUCCESS
}

/// Prints the measures of all documents that have labels.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn evaluate(labels: &Path, documents: &[PathBuf], misses: usize) -> ExitCode {
    let (documents, diagnostics) = pipeline::extract_paths(documents);
    for d in &diagnostics {
        eprintln!("{d}");
    }
    let mut report = Report::default();
    let mut measured = 0;
    for (document, facts) in &documents {
        let path = labels.join(format!("{}.json", document.text.name()));
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        match serde_json::from_str(&text) {
            Ok(gold) => report.add(&gold, &facts_json(&document.text, facts)),
            Err(e) => {
                eprintln!("{}: is no JSON: {e}", path.display());
                return ExitCode::FAILURE;
            }
        }
        measured += 1;
    }
    if measured == 0 {
        eprintln!("{}: no label fits a document; labels are named <file name>.json", labels.display());
        return ExitCode::FAILURE;
    }
    say!("{:28} {:>6} {:>6} {:>6} {:>8} {:>6}", "category", "P", "R", "F1", "labelled", "found");
    for (name, c) in report.rows() {
        let (p, r, f) = (c.precision(), c.recall(), c.f1());
        say!("{name:28} {p:6.3} {r:6.3} {f:6.3} {:8} {:6}", c.labelled, c.found);
    }
    for line in report.disagreements.iter().take(misses) {
        say!("{line}");
    }
    ExitCode::SUCCESS
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn build(graph: &PolicyGraph, folder: &Path) -> ExitCode {
    match write_records(graph, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("{}: cannot be written: {e}", folder.display());
            ExitCode::FAILURE
        }
    }
}

/// Writes every list of the graph, each in its own order: by identity, so that the same documents give the same bytes.
fn write_records(graph: &PolicyGraph, folder: &Path) -> std::io::Result<()> {
    let resolved = &graph.resolved;
    std::fs::create_dir_all(folder)?;
    let write = |name: &str, lines: String| std::fs::write(folder.join(name), lines);
    write("documents.jsonl", json_lines(&resolved.documents)?)?;
    write("relations.jsonl", json_lines(&resolved.relations)?)?;
    write("agencies.jsonl", json_lines(&resolved.agencies)?)?;
    write("tasks.jsonl", json_lines(&resolved.tasks)?)?;
    write("projects.jsonl", json_lines(&resolved.projects)?)?;
    write("enterprises.jsonl", json_lines(&resolved.enterprises)?)?;
    write("people.jsonl", json_lines(&resolved.people)?)?;
    write("places.jsonl", json_lines(&resolved.places)?)?;
    write("targets.jsonl", json_lines(&resolved.targets)?)?;
    write("decisions.jsonl", json_lines(&resolved.decisions)?)?;
    write("discrepancies.jsonl", json_lines(&resolved.discrepancies)?)
}

fn json_lines<T: Serialize>(records: &[T]) -> std::io::Result<String> {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&serde_json::to_string(record)?);
        lines.push('\n');
    }
    Ok(lines)
}

/// Where the facts of a document are written: its path below the folder it was read from, and never outside.
fn facts_path(folder: &Path, name: &str) -> PathBuf {
    let below = Path::new(name).components().filter(|c| matches!(c, std::path::Component::Normal(_)));
    folder.join(below.collect::<PathBuf>().with_added_extension("json"))
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn extract(files: &[PathBuf], format: Format, output: Option<&Path>) -> ExitCode {
    let (documents, diagnostics) = pipeline::extract_paths(files);
    for d in &diagnostics {
        eprintln!("{d}");
    }
    for (document, facts) in &documents {
        let text = match format {
            Format::Json => serde_json::to_string_pretty(&facts_json(&document.text, facts)).unwrap_or_default(),
            Format::Text => facts_text(&document.text, facts),
        };
        if let Some(folder) = output {
            let path = facts_path(folder, document.text.name());
            let made = path.parent().map_or(Ok(()), std::fs::create_dir_all);
            if let Err(e) = made.and_then(|()| std::fs::write(&path, text)) {
                eprintln!("{}: cannot be written: {e}", path.display());
                return ExitCode::FAILURE;
            }
        } else {
            say!("{text}");
        }
    }
    if documents.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

//! The command line: what was typed and what to do; the only place that prints and that turns errors into user text.

mod ask;
mod corpus;
mod export;
mod facts;
mod generate;
mod keep;
mod out;
mod records;
mod review;
mod service;

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};

use crate::api::Asked;
use crate::graph::PolicyGraph;
use crate::{api, pipeline};

use corpus::{Corpus, Growth, Privacy};
use facts::{evaluate, extract};
use keep::Data;
use out::{say, show};
use records::build;
use review::{check, check_kept, list_candidates};
use service::{Service, run_server};

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

//! `luocdo serve`: how the graph is served and how requests are logged.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::ValueEnum;

use super::options;
use crate::graph::PolicyGraph;
use crate::{api, serve};

/// How the graph is served.
#[derive(Debug, clap::Args)]
pub(super) struct Service {
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

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn run_server(
    graph: PolicyGraph,
    live: Option<serve::Live>,
    listen: SocketAddr,
    service: &Service,
) -> ExitCode {
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

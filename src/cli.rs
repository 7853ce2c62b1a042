//! The command line: what was typed and what to do; the only place that prints and that turns errors into user text.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::export::{facts_json, facts_text};
use crate::pipeline;

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
    }
}

#[expect(clippy::print_stdout, clippy::print_stderr, reason = "the command line is where output belongs")]
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
            let _ = std::fs::create_dir_all(folder);
            if let Err(e) = std::fs::write(folder.join(format!("{}.json", document.text.name())), text) {
                eprintln!("{}: cannot be written: {e}", folder.display());
                return ExitCode::FAILURE;
            }
        } else {
            println!("{text}");
        }
    }
    if documents.is_empty() { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

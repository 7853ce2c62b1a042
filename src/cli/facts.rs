//! `luocdo extract` and `luocdo evaluate`: the facts of documents, printed and measured.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::Format;
use super::out::say;
use crate::evaluate::Report;
use crate::export::{facts_json, facts_text};
use crate::pipeline;

/// Prints or writes the facts of documents.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn extract(files: &[PathBuf], format: Format, output: Option<&Path>) -> ExitCode {
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

/// Prints the measures of all documents that have labels.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn evaluate(labels: &Path, documents: &[PathBuf], misses: usize) -> ExitCode {
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

/// Where the facts of a document are written: its path below the folder it was read from, and never outside.
fn facts_path(folder: &Path, name: &str) -> PathBuf {
    let below = Path::new(name).components().filter(|c| matches!(c, std::path::Component::Normal(_)));
    folder.join(below.collect::<PathBuf>().with_added_extension("json"))
}

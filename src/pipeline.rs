//! The order of the stages: read, extract, resolve, graph. The only file that names them all.

mod add;
mod away;
mod library;
mod names;
mod parallel;
mod rebuild;
mod snapshot;
mod watch;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::extract;
use crate::graph::{Held, PolicyGraph};
use crate::model::{Extraction, Resolved};
use crate::read::{ReadDocument, outline, read_paths};
use crate::resolve::{Candidate, Decisions, Input, by_name, resolve, resolve_with};
use crate::text::SourceText;

pub use add::{Added, BATCH, Progress, add, add_bytes};
pub use library::{Library, Loading};
pub use rebuild::{Rebuilt, rebuild};
pub use snapshot::{Restored, from_snapshot, write_snapshot};
pub use watch::Watch;

/// The mark of the rules that read texts: another one after they changed.
pub const READER: &str = env!("LUOCDO_READER");

/// The mark of the rules that find facts.
pub const EXTRACTOR: &str = env!("LUOCDO_EXTRACTOR");

/// Reads documents and their facts, without joining them.
pub fn extract_paths(paths: &[PathBuf]) -> (Vec<(ReadDocument, Extraction)>, Vec<Diagnostic>) {
    let (documents, diagnostics) = read_paths(paths);
    let facts = documents.into_iter().map(|d| {
        let extraction = extract(&d.text, &d.sections);
        (d, extraction)
    });
    (facts.collect(), diagnostics)
}

/// Reads documents and builds their graph, without decisions.
pub fn build(paths: &[PathBuf]) -> (PolicyGraph, Vec<Diagnostic>) {
    build_with(paths, Decisions::default())
}

/// Reads documents and builds their graph, with what people decided before.
pub fn build_with(paths: &[PathBuf], decisions: Decisions) -> (PolicyGraph, Vec<Diagnostic>) {
    let (documents, mut diagnostics) = extract_paths(paths);
    let held = documents
        .into_iter()
        .map(|(d, e)| Held { text: Arc::new(d.text), extraction: Arc::new(e), sha256: d.sha256 })
        .collect();
    let (graph, mut said) = build_held(held, decisions);
    diagnostics.append(&mut said);
    (graph, diagnostics)
}

/// Builds the graph of documents that were read, with what people decided before.
pub fn build_held(mut held: Vec<Held>, decisions: Decisions) -> (PolicyGraph, Vec<Diagnostic>) {
    held.sort_by(|a, b| by_name(&a.text, &b.text));
    let inputs: Vec<Input<'_>> = held.iter().map(|h| Input { text: &h.text, extraction: &h.extraction }).collect();
    let resolved = resolve_with(&inputs, decisions);
    let mut diagnostics: Vec<Diagnostic> = held.iter().flat_map(|h| h.extraction.diagnostics.iter().cloned()).collect();
    diagnostics.extend(resolved.diagnostics.iter().cloned());
    (PolicyGraph::build(resolved, held), diagnostics)
}

/// Reads the decisions in a folder of TOML files, in the order of their names; a folder that is not there holds none.
pub fn read_decisions(folder: &Path) -> (Decisions, Vec<Diagnostic>) {
    let mut texts = Vec::new();
    let mut diagnostics = Vec::new();
    for file in decision_files(folder) {
        let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        match std::fs::read_to_string(&file) {
            Ok(text) => texts.push((name, text)),
            Err(e) => {
                let message = format!("cannot be read: {e}; its decisions are not applied");
                diagnostics.push(Diagnostic::new("resolve.decision-refused", Severity::Error, &name, message));
            }
        }
    }
    let (decisions, mut said) = Decisions::parse(texts.iter().map(|(n, t)| (n.as_str(), t.as_str())));
    diagnostics.append(&mut said);
    (decisions, diagnostics)
}

/// Returns the files of decisions in a folder, in the order of their names.
fn decision_files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "toml"));
    files.sort();
    files
}

/// Lists likely pairs of a graph for a person to decide.
pub fn candidates(graph: &PolicyGraph) -> Vec<Candidate> {
    crate::resolve::candidates(&graph.resolved)
}

/// Reads a text that is not to be held: its facts, and what its citations mean by that text alone.
pub fn read_draft(text: &str) -> (SourceText, Extraction, Resolved) {
    let text = SourceText::new("draft", text);
    let extraction = extract(&text, &outline(&text));
    let resolved = resolve(&[Input { text: &text, extraction: &extraction }]);
    (text, extraction, resolved)
}

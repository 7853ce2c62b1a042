//! The order of the stages: read, extract, resolve, graph. The only file that names them all.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::extract::extract;
use crate::graph::{Held, PolicyGraph};
use crate::model::{Extraction, Resolved};
use crate::read::{ReadDocument, outline, read_paths};
use crate::resolve::{Input, resolve};
use crate::text::SourceText;

/// Reads documents and their facts, without joining them.
pub fn extract_paths(paths: &[PathBuf]) -> (Vec<(ReadDocument, Extraction)>, Vec<Diagnostic>) {
    let (documents, diagnostics) = read_paths(paths);
    let facts = documents.into_iter().map(|d| {
        let extraction = extract(&d.text, &d.sections);
        (d, extraction)
    });
    (facts.collect(), diagnostics)
}

/// Reads documents and builds their graph.
pub fn build(paths: &[PathBuf]) -> (PolicyGraph, Vec<Diagnostic>) {
    let (mut documents, mut diagnostics) = extract_paths(paths);
    documents.sort_by(|(a, _), (b, _)| a.text.name().cmp(b.text.name()));
    let inputs: Vec<Input<'_>> = documents.iter().map(|(d, e)| Input { text: &d.text, extraction: e }).collect();
    let resolved = resolve(&inputs);
    diagnostics.extend(documents.iter().flat_map(|(_, e)| e.diagnostics.iter().cloned()));
    diagnostics.extend(resolved.diagnostics.iter().cloned());
    let held = documents
        .into_iter()
        .map(|(d, e)| Held { text: Arc::new(d.text), extraction: Arc::new(e), sha256: d.sha256 })
        .collect();
    (PolicyGraph::build(resolved, held), diagnostics)
}

/// Reads a text that is not to be held: its facts, and what its citations mean by that text alone.
pub fn read_draft(text: &str) -> (SourceText, Extraction, Resolved) {
    let text = SourceText::new("draft", text);
    let extraction = extract(&text, &outline(&text));
    let resolved = resolve(&[Input { text: &text, extraction: &extraction }]);
    (text, extraction, resolved)
}

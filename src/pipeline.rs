//! The order of the stages: read, extract, resolve, graph. The only file that names them all.

use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::extract::extract;
use crate::graph::{Held, PolicyGraph};
use crate::model::Extraction;
use crate::read::{ReadDocument, read_paths};
use crate::resolve::{Input, resolve};

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

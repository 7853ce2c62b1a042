//! `luocdo build`: the graph as sorted records, one file for each sort.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use crate::graph::PolicyGraph;
use crate::model::{TaskId, TaskNode};

/// Writes the records of a graph into a folder.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn build(graph: &PolicyGraph, folder: &Path) -> ExitCode {
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
    write("tasks.jsonl", json_lines(resolved.tasks.iter().map(|task| Task { id: resolved.task_id(&task), task }))?)?;
    write("projects.jsonl", json_lines(&resolved.projects)?)?;
    write("enterprises.jsonl", json_lines(&resolved.enterprises)?)?;
    write("people.jsonl", json_lines(&resolved.people)?)?;
    write("places.jsonl", json_lines(&resolved.places)?)?;
    write("targets.jsonl", json_lines(&resolved.targets)?)?;
    write("decisions.jsonl", json_lines(&resolved.decisions)?)?;
    write("discrepancies.jsonl", json_lines(&resolved.discrepancies)?)
}

/// A task with its key.
#[derive(Serialize)]
struct Task {
    id: TaskId,
    #[serde(flatten)]
    task: TaskNode,
}

fn json_lines<T: Serialize>(records: impl IntoIterator<Item = T>) -> std::io::Result<String> {
    let mut lines = String::new();
    for record in records {
        lines.push_str(&serde_json::to_string(&record)?);
        lines.push('\n');
    }
    Ok(lines)
}

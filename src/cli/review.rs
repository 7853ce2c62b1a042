//! `luocdo check` and `luocdo candidates`: what a person has to look at.

use std::process::ExitCode;

use super::corpus::Origin;
use super::out::say;
use crate::graph::PolicyGraph;
use crate::model::Resolution;
use crate::pipeline;
use crate::store::Store;

/// Checks what is kept; true when nothing is wrong, or nothing is kept.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn check_kept(origin: &Origin) -> bool {
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

/// Prints what is wrong in a graph, and how much of it is identified.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
pub(super) fn check(graph: &PolicyGraph, whole: bool) -> ExitCode {
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
pub(super) fn list_candidates(graph: &PolicyGraph, likeness: f64) -> ExitCode {
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

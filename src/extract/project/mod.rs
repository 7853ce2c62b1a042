//! Projects, enterprises, targets and budget lines.

mod amount;
mod around;
mod attach;
mod budget;
mod columns;
mod endpoint;
mod enterprise;
mod entry;
mod from_tables;
mod gather;
mod grid;
mod head;
mod known;
mod measured;
mod name;
mod place;
mod route;
mod sharing;
mod stations;
mod tabled;
mod target;
mod undertaking;
mod words;

use super::cue::Cue;
use super::view::View;
use crate::diagnostic::Diagnostic;
use crate::model::{BudgetLine, EnterpriseMention, Header, ProjectMention, Section, Target};

/// Returns the words the rules of this folder wait for.
pub(super) fn cues() -> Vec<(Cue, &'static str)> {
    let heads = head::cues().chain(enterprise::cues()).map(|words| (Cue::Head, words));
    heads.chain(amount::cues().map(|words| (Cue::Unit, words))).collect()
}

/// What the rules of this folder find.
#[derive(Debug, Default)]
pub(super) struct Works {
    pub(super) projects: Vec<ProjectMention>,
    pub(super) targets: Vec<Target>,
    pub(super) budget: Vec<BudgetLine>,
    pub(super) enterprises: Vec<EnterpriseMention>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Reads all works, figures and firms.
pub(super) fn projects(text: &View<'_>, sections: &[Section], header: &Header) -> Works {
    gather::gather(text, sections, header)
}

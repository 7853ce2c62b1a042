//! One document's text to its facts; pure and without failure. Identity across documents is resolve's.

pub mod agency;
mod article;
mod citation;
mod cue;
mod header;
mod matter;
mod project;
mod task;
mod view;

use crate::model::{Extraction, Section};
use crate::text::SourceText;
use view::View;

/// Reads all facts of one document. The order matters only where a later rule uses what an earlier one found.
pub fn extract(text: &SourceText, sections: &[Section]) -> Extraction {
    let view = &View::new(text);
    let (header, mut diagnostics) = header::header(view, sections);
    let (mentions, statements) = citation::citations(view, sections, &header);
    let works = project::projects(view, sections, &header);
    let mut tasks = task::tasks(view, sections, &header);
    task::link(&mut tasks, &mentions, &works.projects);
    diagnostics.extend(works.diagnostics);
    Extraction {
        header,
        sections: sections.to_vec(),
        mentions,
        statements,
        tasks,
        projects: works.projects,
        targets: works.targets,
        budget: works.budget,
        enterprises: works.enterprises,
        diagnostics,
    }
}

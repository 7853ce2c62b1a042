//! Tasks: who must do what, in which role, by when.

mod addressee;
mod binding;
mod closing;
mod deadline;
mod field;
mod home;
mod item;
mod notice;
mod order;
mod partner;
mod period;
mod reader;
mod responsible;
mod role;
mod sentence;
mod silence;
mod speaker;
mod step;
mod table;
mod term;
mod within;

use super::cue::Cue;
use super::view::View;
use crate::model::{DocumentMention, DocumentType, Header, ProjectMention, Section, Task};

/// Reads all tasks.
pub(super) fn tasks(text: &View<'_>, sections: &[Section], header: &Header) -> Vec<Task> {
    let home = home::Home::of(home::home(text, header)).spoken_for_by(header.issuer.as_ref().map(|i| i.value.as_str()));
    let is = |kind: DocumentType| header.document_type.as_ref().is_some_and(|t| t.value == kind);
    let (letter, article) = (is(DocumentType::OfficialLetter), is(DocumentType::Article));
    let issuer = header.issuer.as_ref().map(|i| i.value.as_str());
    let guest = home::guest(header, &home);
    let year = header.issued_on.as_ref().map(|d| d.value.year);
    let acting = home.clone().acting();
    let reader = reader::Reader::new(text, sections, (&home, &acting), article)
        .of_issuer(issuer)
        .with_guest(guest)
        .of_year(year);
    reader.of_letter(issuer.filter(|_| letter)).read()
}

/// Returns the words the rules of this folder wait for.
pub(super) fn cues() -> Vec<(Cue, &'static str)> {
    role::cues().chain(deadline::cues()).chain(home::cues()).chain(reader::cues()).collect()
}

/// Ties tasks to the documents and projects named inside them.
pub(super) fn link(tasks: &mut [Task], mentions: &[DocumentMention], projects: &[ProjectMention]) {
    for task in tasks {
        let span = task.evidence.span();
        let index = |i: usize| u32::try_from(i).unwrap_or(u32::MAX);
        task.mentions = mentions
            .iter()
            .enumerate()
            .filter(|(_, m)| span.contains(m.evidence.focus()))
            .map(|(i, _)| index(i))
            .collect();
        task.projects = projects
            .iter()
            .enumerate()
            .filter(|(_, p)| p.evidence.iter().any(|e| span.contains(e.focus())))
            .map(|(i, _)| index(i))
            .collect();
    }
}

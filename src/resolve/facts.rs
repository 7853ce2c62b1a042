//! The facts of a document as far as joining needs them, held as long as the document is: what every work looks at as it
//! is, the rest as few bytes that are read when they are wanted. The text is not needed, nor is what only readers see.

use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::Input;
use crate::model::{
    BudgetLine, DocumentMention, DocumentNumber, DocumentType, EnterpriseMention, Evidence, Extraction, Header,
    ProjectMention, Statement, Task, Word,
};
use crate::text::PartialDate;

/// What a document says, as far as joining needs it.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// Its namings of other documents.
    pub(super) mentions: Vec<Mention>,
    /// What it states of them.
    pub(super) statements: Vec<Statement>,
    /// How many targets it sets.
    pub(super) targets: u32,
    header: Box<[u8]>,
    tasks: Box<[u8]>,
    projects: Box<[u8]>,
    enterprises: Box<[u8]>,
    budget: Box<[u8]>,
}

/// A naming of another document.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    pub(super) number: Option<Arc<DocumentNumber>>,
    /// The name of a work without a number, or the subject of one that has a number.
    pub(super) name: Option<Word>,
    pub(super) document_type: Option<DocumentType>,
    pub(super) issued_on: Option<PartialDate>,
    pub(super) issuer: Option<Word>,
    pub(super) evidence: Evidence,
}

impl Facts {
    /// Takes from the facts of a document what joining needs.
    pub(super) fn of(input: &Input<'_>) -> Self {
        let e: &Extraction = input.extraction;
        Self {
            mentions: e.mentions.iter().map(Mention::of).collect(),
            statements: e.statements.clone(),
            targets: u32::try_from(e.targets.len()).unwrap_or(u32::MAX),
            header: bytes(&Header { recipients: Vec::new(), ..e.header.clone() }),
            tasks: list(&e.tasks),
            projects: list(&e.projects),
            enterprises: list(&e.enterprises),
            budget: list(&e.budget),
        }
    }

    /// Returns what it says of itself, but for its recipients.
    pub(super) fn header(&self) -> Header {
        read(&self.header)
    }

    /// Returns what it gives bodies to do.
    pub(super) fn tasks(&self) -> Vec<Task> {
        read(&self.tasks)
    }

    /// Returns the works it names.
    pub(super) fn projects(&self) -> Vec<ProjectMention> {
        read(&self.projects)
    }

    /// Returns the firms it names.
    pub(super) fn enterprises(&self) -> Vec<EnterpriseMention> {
        read(&self.enterprises)
    }

    /// Returns the money it sets aside.
    pub(super) fn budget(&self) -> Vec<BudgetLine> {
        read(&self.budget)
    }
}

impl Mention {
    fn of(m: &DocumentMention) -> Self {
        Self {
            number: m.number.clone().map(DocumentNumber::shared),
            name: m.name.as_deref().map(Word::from),
            document_type: m.document_type,
            issued_on: m.issued_on,
            issuer: m.issuer.as_deref().map(Word::from),
            evidence: m.evidence,
        }
    }
}

/// Most documents have none of most sorts: then there are no bytes.
fn list<T: Serialize>(list: &Vec<T>) -> Box<[u8]> {
    if list.is_empty() { Box::default() } else { bytes(list) }
}

/// No kind of fact is one that cannot be written.
fn bytes<T: Serialize>(facts: &T) -> Box<[u8]> {
    postcard::to_stdvec(facts).unwrap_or_default().into_boxed_slice()
}

/// Reads what was evidence when it was written.
fn read<T: DeserializeOwned + Default>(bytes: &[u8]) -> T {
    if bytes.is_empty() {
        return T::default();
    }
    Evidence::sealed(|| postcard::from_bytes(bytes)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, AgencyKind, AgencyName, Jurisdiction, Recipient, Role, Sourced};
    use crate::text::{SourceText, Span};

    const WORDS: &str = "Sở Công Thương chủ trì";

    fn sample(text: &SourceText) -> Extraction {
        let all = Span::new(0, WORDS.len());
        let evidence = Evidence::new(text, all, all).unwrap();
        let agency = AgencyName {
            name: "Sở Công Thương".to_owned(),
            organisation: "Sở Công Thương".to_owned(),
            printed: "Sở Công Thương".to_owned(),
            kind: AgencyKind::Agency,
            jurisdiction: Jurisdiction::province("tỉnh", "Lào Cai"),
        };
        let task = Task {
            clause: None,
            text: WORDS.to_owned(),
            actors: vec![Actor { agency, role: Role::Lead, evidence }],
            deadline: None,
            evidence,
            mentions: Vec::new(),
            projects: Vec::new(),
        };
        let header = Header {
            title: Some(Sourced::new("Kế hoạch".to_owned(), evidence)),
            recipients: vec![Recipient { name: "Như trên".to_owned(), evidence }],
            ..Header::default()
        };
        let firm = EnterpriseMention { name: "Công ty A".to_owned(), evidence: vec![evidence] };
        Extraction { header, tasks: vec![task], enterprises: vec![firm], ..Extraction::default() }
    }

    #[test]
    fn facts_come_back_without_what_joining_does_not_need() {
        let text = SourceText::new("a", WORDS);
        let e = sample(&text);
        let facts = Facts::of(&Input { text: &text, extraction: &e });
        assert_eq!((facts.tasks(), facts.enterprises()), (e.tasks, e.enterprises));
        assert_eq!((facts.projects(), facts.budget()), (e.projects, e.budget));
        assert_eq!(facts.header(), Header { recipients: Vec::new(), ..e.header });
    }
}

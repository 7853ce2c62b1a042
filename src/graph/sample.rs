//! Small graphs for tests, made by hand: documents named by their numbers, all held, each relation said by its actor.

use std::sync::Arc;

use super::{Held, PolicyGraph};
use crate::model::{
    DocumentId, DocumentNode, DocumentNumber, Evidence, Extraction, Jurisdiction, Located, Mentions, RelationEdge,
    RelationKind, Resolution, Resolved, Scope,
};
use crate::text::{PartialDate, SourceText, Span};

const WORDS: &str = "Thực hiện văn bản ấy";

/// Makes a graph of relations between documents, which are sorted by their numbers and dated 2020-01-01.
pub(crate) fn sample(relations: &[(&str, RelationKind, &str)]) -> PolicyGraph {
    let mut numbers: Vec<&str> = relations.iter().flat_map(|(a, _, o)| [*a, *o]).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let at = |n: &str| numbers.iter().position(|m| *m == n).and_then(|i| u32::try_from(i).ok()).unwrap();
    let edges = relations.iter().map(|(a, kind, o)| edge(at(a), *kind, at(o))).collect();
    of(numbers.iter().map(|n| document(n)).collect(), edges)
}

/// Makes a graph of documents and relations; documents with `held` get a text in that order.
pub(crate) fn of(documents: Vec<DocumentNode>, mut relations: Vec<RelationEdge>) -> PolicyGraph {
    relations.sort_by_key(|r| (r.actor, r.kind, r.object));
    let mut documents = documents;
    let mut held = Vec::new();
    for d in documents.iter_mut().filter(|d| d.held.is_some()) {
        d.held = u32::try_from(held.len()).ok();
        held.push(Held {
            text: Arc::new(SourceText::new(d.id.as_str(), WORDS)),
            extraction: Arc::new(Extraction::default()),
            sha256: String::new(),
        });
    }
    let relations = relations.into_iter().collect();
    PolicyGraph::build(Resolved { documents, relations, ..Resolved::default() }, held)
}

/// Makes a held document.
pub(crate) fn document(number: &str) -> DocumentNode {
    DocumentNode {
        id: DocumentId::new(format!("vn:{number}")),
        held: Some(0),
        source: Some(number.into()),
        number: DocumentNumber::parse_whole(number).map(DocumentNumber::shared),
        draft: false,
        title: None,
        aliases: Vec::new(),
        document_type: DocumentNumber::parse_whole(number).and_then(|n| n.document_type()),
        issued_on: PartialDate::parse_iso("2020-01-01"),
        issuer: None,
        issuer_name: None,
        jurisdiction: None,
        level: None,
        resolution: Resolution::Resolved,
        candidates: Vec::new(),
        rule: "number".into(),
        place: None,
        signers: Vec::new(),
        cited_by: 0,
        mentions: Mentions::default(),
    }
}

/// Makes a held document of a province, issued on a day.
pub(crate) fn of_province(number: &str, province: &str, on: &str) -> DocumentNode {
    DocumentNode {
        jurisdiction: Some(Jurisdiction::province("tỉnh", province).shared()),
        issued_on: PartialDate::parse_iso(on),
        ..document(number)
    }
}

/// Makes a relation that its actor says.
pub(crate) fn edge(actor: u32, kind: RelationKind, object: u32) -> RelationEdge {
    let text = SourceText::new("a", WORDS);
    let all = Span::new(0, WORDS.len());
    let evidence = Evidence::new(&text, all, all).unwrap();
    RelationEdge {
        actor,
        kind,
        object,
        said_by: actor,
        basis: None,
        scope: Scope::Whole,
        evidence: Located { document: actor, evidence },
    }
}

/// Returns the index of the document with a number.
pub(crate) fn at(graph: &PolicyGraph, number: &str) -> u32 {
    graph.one_by_number(number).unwrap_or_else(|| panic!("{number} is not in the graph"))
}

/// Returns the numbers of documents.
pub(crate) fn names(graph: &PolicyGraph, documents: impl Iterator<Item = u32>) -> Vec<String> {
    documents.filter_map(|d| graph.document(d)?.number.as_ref().map(ToString::to_string)).collect()
}

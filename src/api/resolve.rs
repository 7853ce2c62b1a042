//! Which document words mean: one, several, or none, each a normal answer.

use std::sync::Arc;

use async_graphql::{SimpleObject, Union};

use super::document::Document;
use super::page::LookedAt;
use super::plain::PlainList;
use crate::graph::{Found, Hints, Matter, PolicyGraph};

/// Documents suggested when none is meant.
const SUGGESTIONS: usize = 5;
/// Characters of the words that are searched for.
const LONGEST_SEARCHED: usize = 200;

/// One document (một văn bản).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct OneDocument {
    /// The document, held or only cited (văn bản).
    document: Document,
    /// What decided: `key`, `number` or `name` (căn cứ nhận diện).
    by: String,
}

/// Several documents are possible; none is chosen (nhiều văn bản có thể).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct SeveralDocuments {
    /// The documents (các văn bản có thể).
    candidates: PlainList<Document>,
    /// What would decide (cần biết thêm).
    hint: String,
}

/// No document of the graph fits (không thấy).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct NoDocument {
    /// The words (từ ngữ).
    text: String,
    /// Documents whose number, title or issuer has the words, or nearly (có thể ý bạn là).
    suggestions: PlainList<Document>,
    /// What was looked at: the document may exist and not be held (phạm vi đã xét).
    looked_at: LookedAt,
}

/// Which document words mean (kết quả nhận diện).
#[derive(Debug, Union)]
pub(crate) enum ResolveAnswer {
    /// One.
    One(OneDocument),
    /// Several.
    Several(SeveralDocuments),
    /// None.
    Nothing(NoDocument),
}

/// Finds what words mean.
pub(super) fn resolve(graph: &Arc<PolicyGraph>, text: &str, hints: Hints<'_>) -> ResolveAnswer {
    match graph.resolve_words(text, hints) {
        Found::One { document, by } => {
            ResolveAnswer::One(OneDocument { document: Document::of(graph, document), by: by.to_owned() })
        }
        Found::Several(documents) => ResolveAnswer::Several(SeveralDocuments {
            candidates: documents.into_iter().map(|d| Document::of(graph, d)).collect(),
            hint: "give the issuer or the province (`issuer`), or the year or date (`issuedOn`)".to_owned(),
        }),
        Found::Nothing => ResolveAnswer::Nothing(NoDocument {
            text: text.to_owned(),
            suggestions: suggestions(graph, text),
            looked_at: LookedAt::all(graph),
        }),
    }
}

fn suggestions(graph: &Arc<PolicyGraph>, text: &str) -> PlainList<Document> {
    let short: String = text.chars().take(LONGEST_SEARCHED).collect();
    let documents = graph.search(&short).list.into_iter().filter_map(|hit| match hit.matter {
        Matter::Document(d) => Some(Document::of(graph, d)),
        Matter::Agency(_) | Matter::Project(_) | Matter::Enterprise(_) | Matter::Section(..) => None,
    });
    documents.take(SUGGESTIONS).collect()
}

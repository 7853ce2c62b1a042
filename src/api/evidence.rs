//! The words that state a fact, and amounts with their words.

use async_graphql::SimpleObject;

use super::plain::plain;
use crate::graph::PolicyGraph;
use crate::model::{self, EvidenceView, Located};

/// The words of a source that state a fact (chứng cứ, trích nguyên văn). Offsets count Unicode characters from 0.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Evidence {
    /// The words, verbatim (nguyên văn).
    quote: String,
    /// The words that matter most (cụm từ then chốt).
    focus: String,
    /// Up to 40 characters before the quote (phần đứng trước).
    prefix: String,
    /// Up to 40 characters after the quote (phần đứng sau).
    suffix: String,
    /// Offset of the first character (vị trí đầu).
    start: u32,
    /// Offset one past the last character (vị trí cuối).
    end: u32,
    /// Line it begins on, from 1 (dòng).
    line: u32,
    /// SHA-256 of the quote (mã băm của trích dẫn).
    text_hash: String,
}

plain!(Evidence {
    "quote" => quote,
    "focus" => focus,
    "prefix" => prefix,
    "suffix" => suffix,
    "start" => start,
    "end" => end,
    "line" => line,
    "textHash" => text_hash,
});

impl From<EvidenceView> for Evidence {
    fn from(v: EvidenceView) -> Self {
        Self {
            quote: v.quote,
            focus: v.focus,
            prefix: v.prefix,
            suffix: v.suffix,
            start: v.start,
            end: v.end,
            line: v.line,
            text_hash: v.text_hash,
        }
    }
}

impl Evidence {
    /// Cuts the words out of the held document they stand in.
    pub(super) fn of(graph: &PolicyGraph, located: &Located) -> Option<Self> {
        graph.view(located).map(Into::into)
    }

    /// Cuts words out of a document.
    pub(super) fn within(graph: &PolicyGraph, document: u32, evidence: &model::Evidence) -> Option<Self> {
        graph.view_in(document, evidence).map(Into::into)
    }
}

/// An amount as printed (số liệu).
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Amount {
    /// The number as printed (số in).
    printed: String,
    /// The number read (giá trị).
    value: f64,
    /// The unit as printed (đơn vị).
    unit: String,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

impl Amount {
    pub(super) fn of(graph: &PolicyGraph, document: u32, amount: &model::Amount) -> Self {
        Self {
            printed: amount.printed.clone(),
            value: amount.value,
            unit: amount.unit.clone(),
            evidence: Evidence::within(graph, document, &amount.evidence),
        }
    }
}

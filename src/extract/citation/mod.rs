//! Citations: every naming of another document and every relation the text states between documents.

use crate::model::{DocumentMention, Header, Section, Statement};
use crate::text::SourceText;

/// Reads all mentions and statements.
pub(super) fn citations(
    _text: &SourceText,
    _sections: &[Section],
    _header: &Header,
) -> (Vec<DocumentMention>, Vec<Statement>) {
    (Vec::new(), Vec::new())
}

//! What a document says of itself: number, kind, title, date, issuer, signers, jurisdiction, recipients.

use crate::diagnostic::Diagnostic;
use crate::model::{Header, Section};
use crate::text::SourceText;

/// Reads the header.
pub(super) fn header(_text: &SourceText, _sections: &[Section]) -> (Header, Vec<Diagnostic>) {
    (Header::default(), Vec::new())
}

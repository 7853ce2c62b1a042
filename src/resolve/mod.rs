//! Facts to identities: which work, agency, project a name means, and by which rule that was decided; pure.

use crate::model::{Extraction, Resolved};
use crate::text::SourceText;

/// A document to resolve: its text and its facts.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, for names and evidence.
    pub text: &'a SourceText,
    /// The facts.
    pub extraction: &'a Extraction,
}

/// Decides identities over a set of documents. The order of `inputs` does not matter: they are taken by name.
pub fn resolve(_inputs: &[Input<'_>]) -> Resolved {
    Resolved::default()
}

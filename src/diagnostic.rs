//! Diagnostics: what a stage saw and could not use, returned beside its result; never an error that stops the rest.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::text::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Something was left out.
    Warning,
    /// The document could not be used.
    Error,
}

/// One thing a stage saw and could not use.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable code, room first: `read.not-text`, `extract.number-blank`.
    pub code: String,
    /// How much it matters.
    pub severity: Severity,
    /// The file or record.
    pub document: String,
    /// The place in the source, in bytes, if it has one.
    pub span: Option<Span>,
    /// One sentence: what happened, and what to do about it.
    pub message: String,
}

impl Diagnostic {
    /// Makes a diagnostic without a place.
    pub fn new(code: &str, severity: Severity, document: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), severity, document: document.to_owned(), span: None, message: message.into() }
    }

    /// Adds the place, a source span.
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let severity = match self.severity {
            Severity::Info => "note",
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{}: {severity} [{}] {}", self.document, self.code, self.message)
    }
}

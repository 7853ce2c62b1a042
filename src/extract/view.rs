//! What the rules share of one document: its clean text in small letters, made once and with the same offsets, and which
//! of its blocks are the text itself. Knows no rule.

use std::ops::{Deref, Range};

use super::matter;
use crate::text::{SourceText, Span, lower};

/// A text with what is made of it once for all rules.
#[derive(Debug)]
pub(super) struct View<'a> {
    text: &'a SourceText,
    lower: String,
    parts: Vec<Range<usize>>,
}

impl<'a> View<'a> {
    /// Looks over a text.
    pub(super) fn new(text: &'a SourceText) -> Self {
        let lower = lower(text.clean());
        let mut view = Self { text, lower, parts: Vec::new() };
        view.parts = matter::parts(&view);
        view
    }

    /// Returns the clean words of a clean span in small letters, byte for byte.
    pub(super) fn lower(&self, clean: Span) -> &str {
        self.lower.get(clean.range()).unwrap_or_default()
    }

    /// Returns the runs of blocks that are the text itself, in their order: all but the end matter.
    pub(super) fn parts(&self) -> &[Range<usize>] {
        &self.parts
    }
}

impl<'a> Deref for View<'a> {
    type Target = SourceText;

    fn deref(&self) -> &SourceText {
        self.text
    }
}

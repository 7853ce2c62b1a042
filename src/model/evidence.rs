//! Evidence: the words of a source that state a fact; it can only be made from a text and a span of it.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::text::{SourceText, Span};

/// How many characters of context are shown before and after a quote.
const CONTEXT: usize = 40;

/// The place in a source that states a fact: the whole statement, and in it the words that matter most.
///
/// Both are byte spans of the *source* text. The document is the one whose extraction holds the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Evidence {
    span: Span,
    focus: Span,
}

impl Evidence {
    /// Makes evidence from clean spans of `text`; `focus` outside `full` is cut to it.
    ///
    /// Returns `None` when the span is empty or does not fall on characters: then there are no words to show.
    pub fn new(text: &SourceText, full: Span, focus: Span) -> Option<Self> {
        let span = text.to_source(full);
        let focus = text.to_source(focus);
        let focus = if span.contains(focus) && !focus.is_empty() { focus } else { span };
        let quoted = !text.quote(span).trim().is_empty() && !text.quote(focus).is_empty();
        quoted.then_some(Self { span, focus })
    }

    /// Returns the span of the whole statement, in source bytes.
    pub fn span(&self) -> Span {
        self.span
    }

    /// Returns the span of the words that matter most, in source bytes; it lies inside [`Self::span`].
    pub fn focus(&self) -> Span {
        self.focus
    }

    /// Cuts the words out of the source they were made from; particulars of private persons are masked.
    pub fn view(&self, text: &SourceText) -> EvidenceView {
        self.view_by(text, |span| text.quote(span).into_owned())
    }

    /// Cuts the words out of the source as they may be shown.
    pub fn shown(&self, text: &SourceText) -> EvidenceView {
        self.view_by(text, |span| text.shown(span).into_owned())
    }

    fn view_by(&self, text: &SourceText, words: impl Fn(Span) -> String) -> EvidenceView {
        let source = text.source();
        let before = source.get(..self.span.start as usize).unwrap_or_default();
        let after = source.get(self.span.end as usize..).unwrap_or_default();
        let prefix_from = before.char_indices().rev().nth(CONTEXT - 1).map_or(0, |(i, _)| i);
        let suffix_len = after.char_indices().nth(CONTEXT).map_or(after.len(), |(i, _)| i);
        let end = self.span.end as usize;
        let quote = words(self.span);
        EvidenceView {
            focus: words(self.focus),
            prefix: words(Span::new(prefix_from, self.span.start as usize)),
            suffix: words(Span::new(end, end + suffix_len)),
            start: text.char_offset(self.span.start),
            end: text.char_offset(self.span.end),
            byte_start: self.span.start,
            byte_end: self.span.end,
            line: text.line_of(self.span.start),
            text_hash: hex::encode(Sha256::digest(quote.as_bytes())),
            quote,
        }
    }
}

/// Evidence with its words, as a reader sees it: the terms of the W3C Web Annotation text selectors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// The words as the source has them, line breaks included, particulars of private persons masked character for
    /// character.
    pub quote: String,
    /// The words in the quote that matter most.
    pub focus: String,
    /// Up to 40 characters before the quote.
    pub prefix: String,
    /// Up to 40 characters after the quote.
    pub suffix: String,
    /// Offset of the first character, counted in Unicode characters from 0.
    pub start: u32,
    /// Offset one past the last character, in Unicode characters.
    pub end: u32,
    /// Offset of the first byte of the UTF-8 source.
    pub byte_start: u32,
    /// Offset one past the last byte.
    pub byte_end: u32,
    /// 1-based line the quote begins on.
    pub line: u32,
    /// SHA-256 of the quote, in hexadecimal.
    pub text_hash: String,
}

/// A value with the words that state it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sourced<T> {
    /// What was read.
    pub value: T,
    /// The words it was read from.
    pub evidence: Evidence,
}

impl<T> Sourced<T> {
    /// Joins a value with its words.
    pub fn new(value: T, evidence: Evidence) -> Self {
        Self { value, evidence }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_the_source_and_not_the_clean_text() {
        let text = SourceText::new("a.txt", "**Thực\nhiện Nghị quyết số** 23- NQ/TW của Bộ Chính trị\n\nVà\n");
        let at = text.clean().find("Nghị").unwrap();
        let end = text.clean().find(" của").unwrap();
        let e = Evidence::new(&text, Span::new(0, end), Span::new(at, end)).unwrap();
        let view = e.view(&text);
        assert_eq!(view.quote, "Thực\nhiện Nghị quyết số** 23- NQ/TW");
        assert_eq!(view.focus, "Nghị quyết số** 23- NQ/TW");
        let chars: Vec<char> = text.source().chars().collect();
        assert_eq!(chars[view.start as usize..view.end as usize].iter().collect::<String>(), view.quote);
        assert_eq!(&text.source().as_bytes()[view.byte_start as usize..view.byte_end as usize], view.quote.as_bytes());
    }

    #[test]
    fn refuses_a_span_without_words() {
        let text = SourceText::new("a.txt", "Một");
        assert!(Evidence::new(&text, Span::new(0, 0), Span::new(0, 0)).is_none());
        assert!(Evidence::new(&text, Span::new(2, 3), Span::new(2, 3)).is_none(), "cuts a letter");
    }
}

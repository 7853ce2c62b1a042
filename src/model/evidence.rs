//! Evidence: the words of a source that state a fact; it can only be made from a text and a span of it.

use std::cell::RefCell;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use sha2::{Digest, Sha256};

use crate::text::{SourceText, Span};

/// How many characters of context are shown before and after a quote.
const CONTEXT: usize = 40;

/// The place in a source that states a fact: the whole statement, and in it the words that matter most.
///
/// Both are byte spans of the *source* text. The document is the one whose extraction holds the evidence. Stored
/// evidence is two spans and becomes evidence again only [beside](Self::beside) its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Evidence {
    span: Span,
    focus: Span,
}

thread_local! {
    /// What vouches for evidence that is being read, on this thread.
    static VOUCHER: RefCell<Voucher> = const { RefCell::new(Voucher::None) };
}

/// What vouches for the words of evidence that is read.
#[derive(Default)]
enum Voucher {
    /// Nothing: it is not read.
    #[default]
    None,
    /// The text it stands in.
    Beside(Arc<SourceText>),
    /// A checksum of the bytes, which say what was evidence before.
    Seal,
}

/// Puts back what vouched before, whatever happens in between.
struct Before(Voucher);

impl Drop for Before {
    fn drop(&mut self) {
        VOUCHER.set(std::mem::take(&mut self.0));
    }
}

impl Evidence {
    /// Makes evidence from clean spans of `text`; `focus` outside `full` is cut to it.
    ///
    /// Returns `None` when the span is empty or does not fall on characters: then there are no words to show.
    pub fn new(text: &SourceText, full: Span, focus: Span) -> Option<Self> {
        let span = text.to_source(full);
        let focus = if focus == full { span } else { text.to_source(focus) };
        let focus = if span.contains(focus) && !focus.is_empty() { focus } else { span };
        Self::quoted(text, span, focus)
    }

    /// Reads what holds evidence, as [`Deserialize`] does it, with the text its words stand in.
    ///
    /// Every evidence is checked against that text; reading it anywhere else fails. Nothing else can be read into
    /// evidence, so that no stored fact is without its words.
    pub fn beside<T>(text: &Arc<SourceText>, read: impl FnOnce() -> T) -> T {
        let _before = Before(VOUCHER.replace(Voucher::Beside(Arc::clone(text))));
        read()
    }

    /// Reads what holds evidence of many texts from bytes that this program wrote and that are proved to be the same by
    /// their checksum. What was evidence then is evidence still, as long as the texts are those it was made from: who
    /// keeps such bytes sees to that, and [words](Self::view) are looked for in the text again when they are shown.
    pub fn sealed<T>(read: impl FnOnce() -> T) -> T {
        let _before = Before(VOUCHER.replace(Voucher::Seal));
        read()
    }

    /// Makes again what was evidence when its row was packed.
    pub(super) fn packed(span: Span, focus: Span) -> Self {
        Self { span, focus }
    }

    fn quoted(text: &SourceText, span: Span, focus: Span) -> Option<Self> {
        let quoted = !text.quote(span).trim().is_empty() && !text.quote(focus).is_empty() && span.contains(focus);
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

impl<'de> Deserialize<'de> for Evidence {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The spans as they were written.
        #[derive(Deserialize)]
        #[serde(rename = "Evidence")]
        struct Spans {
            span: Span,
            focus: Span,
        }
        let Spans { span, focus } = Spans::deserialize(deserializer)?;
        VOUCHER.with_borrow(|voucher| match voucher {
            Voucher::None => Err(D::Error::custom("evidence is only read beside its text")),
            Voucher::Beside(text) => Self::quoted(text, span, focus)
                .ok_or_else(|| D::Error::custom("evidence whose words are not in its text")),
            Voucher::Seal => Ok(Self { span, focus }),
        })
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

    #[test]
    fn stored_evidence_is_evidence_only_beside_its_text() {
        let text = Arc::new(SourceText::new("a.txt", "Thực hiện"));
        let other = Arc::new(SourceText::new("b.txt", "Dự án"));
        let evidence = Evidence::new(&text, Span::new(0, 6), Span::new(0, 6)).unwrap();
        let stored = serde_json::to_string(&evidence).unwrap();
        let read = || serde_json::from_str::<Evidence>(&stored).ok();
        assert_eq!(Evidence::beside(&text, read), Some(evidence));
        assert_eq!(Evidence::beside(&other, read), None, "the span cuts a letter of another text");
        assert_eq!(read(), None, "there is no text");
        assert_eq!((Evidence::sealed(read), read()), (Some(evidence), None));
        Evidence::beside(&text, || assert_eq!(Evidence::beside(&other, read), None));
        assert_eq!(Evidence::beside(&text, || Evidence::beside(&text, read).and(read())), Some(evidence));
    }
}

//! Words put out of sight one character for one, in a clean text and in what is shown of a source; leaves out which.

use std::borrow::Cow;

use super::replace::replace;
use super::{Block, OffsetMap, Span};

/// What stands for a character that is not shown.
const MASK: char = '•';

/// Words that are not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Masked {
    /// Where they stand in the source.
    pub(super) source: Span,
    /// Where their masks stand in the clean text.
    pub(super) clean: Span,
    /// The clean words.
    words: String,
}

/// Masks spans of a clean text, which lie in its blocks, in order and apart; the map and the blocks follow.
pub(super) fn mask(clean: &mut String, map: &mut OffsetMap, blocks: &mut [Block], spans: &[Span]) -> Vec<Masked> {
    let mut masked: Vec<Masked> = Vec::with_capacity(spans.len());
    for span in spans {
        let words = clean.get(span.range()).unwrap_or_default().to_owned();
        masked.push(Masked { source: map.to_source(*span), clean: *span, words });
    }
    let shown = replace(clean, map, blocks, spans, |out, words| out.extend(words.chars().map(hidden)));
    for (m, at) in masked.iter_mut().zip(shown) {
        m.clean = at;
    }
    masked
}

/// Returns the words of a span of a source with what is masked put out of sight.
pub(super) fn of_source<'a>(source: &'a str, span: Span, masked: &[Masked]) -> Cow<'a, str> {
    let words = source.get(span.range()).unwrap_or_default();
    let first = masked.partition_point(|m| m.source.end <= span.start);
    if masked.get(first).is_none_or(|m| m.source.start >= span.end) {
        return Cow::Borrowed(words);
    }
    let mut within = masked.iter().skip(first).map(|m| m.source).take_while(|s| s.start < span.end).peekable();
    // They stand in order, as the letters do: each is left when it is passed.
    let shown = |(i, c): (usize, char)| {
        let at = span.start + Span::new(0, i).end;
        while within.next_if(|s| s.end <= at).is_some() {}
        if within.peek().is_some_and(|s| s.start <= at) { hidden(c) } else { c }
    };
    Cow::Owned(words.char_indices().map(shown).collect())
}

/// Returns the words of a clean span with what is masked in sight again.
pub(super) fn unmasked<'a>(clean: &'a str, span: Span, masked: &[Masked]) -> Cow<'a, str> {
    let words = clean.get(span.range()).unwrap_or_default();
    let first = masked.partition_point(|m| m.clean.end <= span.start);
    let mut out = String::new();
    let mut from = span.start;
    for m in masked.iter().skip(first).take_while(|m| m.clean.end <= span.end).filter(|m| m.clean.start >= span.start) {
        out.push_str(clean.get(from as usize..m.clean.start as usize).unwrap_or_default());
        out.push_str(&m.words);
        from = m.clean.end;
    }
    if from == span.start {
        return Cow::Borrowed(words);
    }
    out.push_str(clean.get(from as usize..span.end as usize).unwrap_or_default());
    Cow::Owned(out)
}

fn hidden(c: char) -> char {
    if c.is_whitespace() { c } else { MASK }
}

#[cfg(test)]
mod tests {
    use crate::text::{SourceText, Span};

    #[test]
    fn every_place_is_found_again() {
        let source = "**Ông** Trần B, CMND\nsố 012345678, được giao theo Nghị quyết số 23-NQ/TW.\n\nMột";
        let mut text = SourceText::new("a.txt", source);
        assert_eq!(text.clean(), "Ông Trần B, CMND số •••••••••, được giao theo Nghị quyết số 23-NQ/TW.\nMột\n");
        let blocks: Vec<&str> = text.blocks().iter().map(|b| text.slice(b.span)).collect();
        assert_eq!(blocks.last(), Some(&"Một"));
        let at = text.clean().find("Nghị").unwrap_or_default();
        let end = text.clean().find(".\n").unwrap_or_default();
        let span = text.to_source(Span::new(at, end));
        assert_eq!(text.quote(span), "Nghị quyết số 23-NQ/TW");
        assert_eq!(source.get(span.range()), Some("Nghị quyết số 23-NQ/TW"));
        assert_eq!(text.to_clean(span.start) as usize, at);
        let number =
            Span::new(text.clean().find('•').unwrap_or_default(), text.clean().rfind('•').unwrap_or_default() + 3);
        assert_eq!(source.get(text.to_source(number).range()), Some("012345678"));
        assert_eq!(text.quote(Span::new(0, source.len())), source.replace("012345678", "•••••••••"));
        let line = Span::new(0, end);
        assert!(text.shown_clean(line).contains("•••••••••"));
        text.reveal();
        assert!(text.shown_clean(line).contains("012345678"));
        assert_eq!(text.shown(Span::new(0, source.len())), source);
        assert!(text.quote(Span::new(0, source.len())).contains("•••••••••"), "what is exported stays masked");
    }

    #[test]
    fn many_masks_are_passed_once() {
        let text = SourceText::new("a.txt", "CCCD 012345678901\n\n".repeat(20_000));
        assert_eq!(text.masked(), "CCCD ••••••••••••\n\n".repeat(20_000));
    }
}

//! One text as the user gave it and as the rules read it, with every place in one findable in the other.

use std::borrow::Cow;

use super::mask::{Masked, mask, of_source, unmasked};
use super::replace::replace;
use super::{Block, OffsetMap, Span, clean, glued, private, seam};

/// A decoded text, its clean copy and the map between them.
///
/// The *source* is what the user gave, decoded to UTF-8 and otherwise untouched. The *clean* text is NFC, without
/// Markdown marks, its hard wraps mended: one block (paragraph, list item or table cell) a line, single spaces.
/// Rules read the clean text; evidence is kept in source offsets. Particulars of private persons are masked in the clean
/// text, `•` for each character, so that they become no fact and no word of a search; in what is shown they are masked
/// until [`Self::reveal`] is called. Offsets are always those of the source as it was given.
#[derive(Clone, Debug)]
pub struct SourceText {
    name: String,
    source: String,
    clean: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    /// Source offset of the first byte of each line.
    lines: Vec<u32>,
    /// Particulars of private persons, in order.
    masked: Vec<Masked>,
    revealed: bool,
}

impl SourceText {
    /// Makes a text from what was read. `name` is the file name diagnostics and evidence speak of.
    pub fn new(name: impl Into<String>, source: impl Into<String>) -> Self {
        let source = source.into();
        let (mut clean, mut map, mut blocks) = clean::clean(&source);
        let mut glued = glued::find(&clean);
        glued.extend(seam::find(&source, &clean, &map));
        glued.sort_unstable_by_key(|span| span.start);
        glued.dedup();
        if !glued.is_empty() {
            replace(&mut clean, &mut map, &mut blocks, &glued, |out, last| {
                out.push_str(last);
                out.push(' ');
            });
        }
        let private = private::find(&clean, &blocks);
        let masked = if private.is_empty() { Vec::new() } else { mask(&mut clean, &mut map, &mut blocks, &private) };
        let lines = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', source.as_bytes()).map(|i| u32::try_from(i + 1).unwrap_or(u32::MAX)))
            .collect();
        Self { name: name.into(), source, clean, map, blocks, lines, masked, revealed: false }
    }

    /// Returns the name of the file or record the text came from.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Leaves out of the clean text what begins at or after a clean offset; the source and its offsets stay whole.
    pub fn keep_until(&mut self, clean: u32) {
        let end = (clean as usize).min(self.clean.len());
        if self.clean.is_char_boundary(end) {
            self.clean.truncate(end);
            self.blocks.retain(|b| b.span.end as usize <= end);
        }
    }

    /// Leaves out of the blocks those that begin within a span of the clean text; the text, the source and their offsets
    /// stay whole.
    pub fn leave_out(&mut self, clean: Span) {
        self.blocks.retain(|b| !(clean.start..clean.end).contains(&b.span.start));
    }

    /// Shows the particulars of private persons in [`Self::shown`] and [`Self::shown_clean`]; nowhere else.
    pub fn reveal(&mut self) {
        self.revealed = true;
    }

    /// Tells whether the text holds particulars of private persons.
    pub fn has_private(&self) -> bool {
        !self.masked.is_empty()
    }

    /// Returns the text as the user gave it, particulars of private persons included: to be compared, never to be shown.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// Returns the clean text: one block a line.
    pub fn clean(&self) -> &str {
        &self.clean
    }

    /// Returns the blocks in reading order; their spans are clean spans.
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// Returns the clean words of a clean span; empty when the span cuts a character.
    pub fn slice(&self, clean: Span) -> &str {
        self.clean.get(clean.range()).unwrap_or_default()
    }

    /// Returns the block that a clean offset lies in.
    pub fn block_at(&self, clean: u32) -> Option<&Block> {
        let i = self.blocks.partition_point(|b| b.span.start <= clean);
        i.checked_sub(1).and_then(|i| self.blocks.get(i)).filter(|b| clean <= b.span.end)
    }

    /// Returns the source span of a clean span.
    pub fn to_source(&self, clean: Span) -> Span {
        self.map.to_source(clean)
    }

    /// Returns the clean offset of a source offset.
    pub fn to_clean(&self, source: u32) -> u32 {
        self.map.to_clean(source)
    }

    /// Returns the words of a source span, particulars of private persons masked; empty when the span cuts a character.
    pub fn quote(&self, source: Span) -> Cow<'_, str> {
        of_source(&self.source, source, &self.masked)
    }

    /// Returns the words of a source span as they may be shown.
    pub fn shown(&self, source: Span) -> Cow<'_, str> {
        if self.revealed { self.source.get(source.range()).unwrap_or_default().into() } else { self.quote(source) }
    }

    /// Returns the words of a clean span as they may be shown.
    pub fn shown_clean(&self, clean: Span) -> Cow<'_, str> {
        if self.revealed { unmasked(&self.clean, clean, &self.masked) } else { self.slice(clean).into() }
    }

    /// Returns the whole text, particulars of private persons masked.
    pub fn masked(&self) -> Cow<'_, str> {
        self.quote(Span::new(0, self.source.len()))
    }

    /// Returns the whole text as it may be shown.
    pub fn shown_text(&self) -> Cow<'_, str> {
        self.shown(Span::new(0, self.source.len()))
    }

    /// Returns the 1-based line of a source offset.
    pub fn line_of(&self, source: u32) -> u32 {
        u32::try_from(self.lines.partition_point(|start| *start <= source)).unwrap_or(u32::MAX)
    }

    /// Returns the 1-based source line of a clean offset.
    pub fn line_of_clean(&self, clean: u32) -> u32 {
        self.line_of(self.map.to_source(Span { start: clean, end: clean + 1 }).start)
    }

    /// Returns the offset in Unicode characters (as W3C `TextPositionSelector` counts) of a source byte offset.
    pub fn char_offset(&self, source: u32) -> u32 {
        let upto = self.source.get(..source as usize).unwrap_or(&self.source);
        u32::try_from(upto.chars().count()).unwrap_or(u32::MAX)
    }
}

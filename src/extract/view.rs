//! What the rules share of one document, made once: its clean text in small letters with the same offsets, which of its
//! blocks are the text itself, and where the words stand that may set a rule to work. Knows no rule.

use std::borrow::Cow;
use std::ops::{Deref, Range};

use super::cue::{self, Cue, Place, Word};
use super::matter;
use crate::text::{SourceText, Span, is_word_boundary, lower};

/// A text with what is made of it once for all rules.
#[derive(Debug)]
pub(super) struct View<'a> {
    text: &'a SourceText,
    lower: String,
    /// The same in the new style of tone marks, where the old one stands in it.
    new_style: Option<String>,
    words: Vec<Word>,
    parts: Vec<Range<usize>>,
    places: Vec<Place>,
    /// For each stretch of [`STRETCH`] bytes the first place in or behind it, so that those of a part are found at once.
    firsts: Vec<u32>,
}

/// Bytes of a text whose places are found by one look.
const STRETCH: usize = 64;

impl<'a> View<'a> {
    /// Looks over a text.
    pub(super) fn new(text: &'a SourceText) -> Self {
        let cue::Text { small: lower, words, places } = cue::read(text.clean());
        let old_style = memchr::memmem::find(lower.as_bytes(), "uỷ".as_bytes()).is_some();
        let new_style = old_style.then(|| lower.replace("uỷ", "ủy"));
        let mut view = Self { text, lower, new_style, words, parts: Vec::new(), firsts: firsts(&places), places };
        view.parts = matter::parts(&view);
        view
    }

    /// Returns the clean words of a clean span in small letters, byte for byte.
    pub(super) fn lower(&self, clean: Span) -> &str {
        self.lower.get(clean.range()).unwrap_or_default()
    }

    /// Returns the clean text in small letters with "uỷ" as "ủy", byte for byte, and whether it is printed so.
    pub(super) fn new_style(&self) -> (&str, bool) {
        self.new_style.as_ref().map_or((&self.lower, true), |changed| (changed, false))
    }

    /// Returns words of this text in small letters, byte for byte; what is no part of it is brought to them.
    pub(super) fn small<'p>(&'p self, part: &'p str) -> Cow<'p, str> {
        match self.place_of(part) {
            Some(span) => Cow::Borrowed(self.lower(span)),
            None => Cow::Owned(lower(part)),
        }
    }

    /// Returns the words of a clean span, in their order; one that is cut by its beginning is left out.
    pub(super) fn words(&self, clean: Span) -> &[Word] {
        let from = self.words.partition_point(|w| w.at < clean.start);
        let rest = self.words.get(from..).unwrap_or_default();
        let len = rest.partition_point(|w| w.at < clean.end);
        rest.get(..len).unwrap_or_default()
    }

    /// Returns the runs of blocks that are the text itself, in their order: all but the end matter.
    pub(super) fn parts(&self) -> &[Range<usize>] {
        &self.parts
    }

    /// Tells whether words of `cue` may stand in a clean span.
    pub(super) fn holds(&self, clean: Span, cue: Cue) -> bool {
        self.within(clean).iter().any(|p| p.opens(cue))
    }

    /// Returns the clean offsets in a clean span at which words of `cue` may stand.
    pub(super) fn offsets(&self, clean: Span, cue: Cue) -> impl Iterator<Item = usize> {
        self.within(clean).iter().filter(move |p| p.opens(cue)).map(|p| p.at as usize)
    }

    /// Returns the bytes of `part` at which a word begins and words of `cue` may stand, in their order. What is no part
    /// of this text is looked over.
    pub(super) fn places(&self, part: &str, cue: Cue) -> impl Iterator<Item = usize> {
        self.places_in_words(part, cue).filter(|at| is_word_boundary(part, *at))
    }

    /// As [`Self::places`], also where a letter or a digit stands before.
    pub(super) fn places_in_words(&self, part: &str, cue: Cue) -> impl Iterator<Item = usize> {
        let (found, base) = match self.place_of(part) {
            Some(span) => (Cow::Borrowed(self.within(span)), span.start),
            None => (Cow::Owned(cue::read(part).places), 0),
        };
        let place = move |i: usize| found.get(i).copied();
        (0..).map_while(place).filter(move |p| p.opens(cue)).map(move |p| (p.at - base) as usize)
    }

    fn within(&self, clean: Span) -> &[Place] {
        let near = self.firsts.get(clean.start as usize / STRETCH).map_or(self.places.len(), |first| *first as usize);
        let rest = self.places.get(near..).unwrap_or_default();
        let before = rest.iter().take_while(|p| p.at < clean.start).count();
        let rest = rest.get(before..).unwrap_or_default();
        let end = self.firsts.get(clean.end as usize / STRETCH).map_or(self.places.len(), |first| *first as usize);
        let sure = end.saturating_sub(near + before);
        let more = rest.get(sure..).unwrap_or_default().iter().take_while(|p| p.at < clean.end).count();
        rest.get(..sure + more).unwrap_or_default()
    }

    /// Returns where a part of the clean text, or of the same in small letters, stands in it.
    fn place_of(&self, part: &str) -> Option<Span> {
        let begins = part.as_ptr().addr();
        [self.text.clean(), self.lower.as_str()].iter().find_map(|whole| {
            let at = begins.checked_sub(whole.as_ptr().addr())?;
            (at + part.len() <= whole.len()).then(|| Span::new(at, at + part.len()))
        })
    }
}

fn firsts(places: &[Place]) -> Vec<u32> {
    let mut firsts = Vec::new();
    for (i, place) in (0..).zip(places) {
        while firsts.len() <= place.at as usize / STRETCH {
            firsts.push(i);
        }
    }
    firsts
}

impl Deref for View<'_> {
    type Target = SourceText;

    fn deref(&self) -> &SourceText {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_places_of_a_part_are_counted_from_its_beginning() {
        let text = SourceText::new("a.txt", "Sở Y tế chủ trì.\n\nBộ CHỦ TRÌ, chủ trì 5chủ trì\n");
        let view = View::new(&text);
        let block = text.blocks().last().map(|b| b.span).unwrap_or_default();
        let expected = ["Bộ ".len(), "Bộ CHỦ TRÌ, ".len()];
        for part in [view.slice(block), view.lower(block), "bộ chủ trì, chủ trì 5chủ trì"] {
            assert_eq!(view.places(part, Cue::Lead).collect::<Vec<_>>(), expected);
        }
        assert!(view.holds(block, Cue::Lead) && !view.holds(block, Cue::Law));
    }

    #[test]
    fn words_are_counted_by_where_they_begin() {
        let text = SourceText::new("a.txt", "Sở Y tế, 12 xã; Thuỷ\n");
        let view = View::new(&text);
        let words = |from, to| {
            let span = |w: &Word| view.slice(Span::new(w.at as usize, w.end as usize)).to_owned();
            view.words(Span::new(from, to)).iter().map(span).collect::<Vec<_>>()
        };
        assert_eq!(words(0, text.clean().len()), ["Sở", "Y", "tế", "12", "xã", "Thuỷ"]);
        assert_eq!(words("S".len(), "Sở Y t".len()), ["Y", "tế"]);
        assert!(words(3, 3).is_empty());
        let (small, printed) = view.new_style();
        assert_eq!((small.trim_end(), printed), ("sở y tế, 12 xã; thủy", false));
    }

    #[test]
    fn what_is_no_part_of_a_text_is_brought_to_small_letters_too() {
        let text = SourceText::new("a.txt", "Sở Y tế CHỦ TRÌ\n");
        let view = View::new(&text);
        assert_eq!(view.small(text.clean()).trim_end(), "sở y tế chủ trì");
        assert_eq!(view.small("ĐIỀU 1"), "điều 1");
    }
}

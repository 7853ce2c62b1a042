//! Values of a row to bytes and back: numbers seven bits a byte, words by their place in a list, evidence by its lengths.

#![expect(clippy::disallowed_types, reason = "each word is looked up by itself; they are numbered as they come")]

use std::collections::HashMap;

use super::edit::Places;
use crate::model::evidence::Evidence;
use crate::model::{Located, Word};
use crate::text::{PartialDate, Span};

/// What can be a row.
pub trait Row: Sized {
    /// Writes the row.
    fn pack(&self, to: &mut Packer);

    /// Reads what [`Self::pack`] wrote; none when the bytes are not those of a row.
    fn unpack(from: &mut Unpacker<'_>) -> Option<Self>;

    /// Puts other numbers in the place of those of the things it names.
    fn moved(&mut self, _places: &Places) {}
}

/// Bytes that are written.
#[derive(Debug, Default)]
pub struct Packer {
    pub(super) bytes: Vec<u8>,
    pub(super) words: Vec<Word>,
    places: HashMap<Word, u32>,
}

impl Packer {
    /// Writes a number.
    pub fn number(&mut self, mut value: u32) {
        while value >= 0x80 {
            self.bytes.push(0x80 | (value & 0x7f) as u8);
            value >>= 7;
        }
        self.bytes.push((value & 0x7f) as u8);
    }

    /// Writes a number that may not be there.
    pub fn maybe(&mut self, value: Option<u32>) {
        self.number(value.map_or(0, |v| v.saturating_add(1)));
    }

    /// Writes a length.
    pub fn count(&mut self, count: usize) {
        self.number(u32::try_from(count).unwrap_or(u32::MAX));
    }

    /// Writes a string that no other row has.
    pub fn text(&mut self, text: &str) {
        self.count(text.len());
        self.bytes.extend_from_slice(text.as_bytes());
    }

    /// Writes a string that may not be there and that no other row has.
    pub fn maybe_text(&mut self, text: Option<&str>) {
        self.maybe(text.map(|t| u32::try_from(t.len()).unwrap_or(u32::MAX)));
        self.bytes.extend_from_slice(text.unwrap_or_default().as_bytes());
    }

    /// Writes a word that may not be there.
    pub fn word(&mut self, word: Option<&Word>) {
        let place = word.map(|word| self.place_of(word));
        self.maybe(place);
    }

    fn place_of(&mut self, word: &Word) -> u32 {
        if let Some(place) = self.places.get(word) {
            return *place;
        }
        let place = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        self.words.push(word.clone());
        self.places.insert(word.clone(), place);
        place
    }

    /// Writes a list of numbers.
    pub fn numbers(&mut self, numbers: &[u32]) {
        self.count(numbers.len());
        numbers.iter().for_each(|n| self.number(*n));
    }

    /// Writes a date that may not be there.
    pub fn date(&mut self, date: Option<PartialDate>) {
        let one =
            |d: PartialDate| (u32::from(d.year) * 13 + d.month.map_or(0, u32::from)) * 32 + d.day.map_or(0, u32::from);
        self.maybe(date.map(one));
    }

    /// Writes evidence.
    pub fn evidence(&mut self, evidence: &Evidence) {
        let (span, focus) = (evidence.span(), evidence.focus());
        self.number(span.start);
        self.number(span.end.wrapping_sub(span.start));
        self.number(focus.start.wrapping_sub(span.start));
        self.number(focus.end.wrapping_sub(focus.start));
    }

    /// Writes evidence that stands in a document, mostly in the one `near`.
    pub fn located(&mut self, located: &Located, near: u32) {
        let step = located.document.wrapping_sub(near);
        // Small steps back and ahead are small numbers.
        self.number(step << 1 ^ if step >> 31 == 1 { u32::MAX } else { 0 });
        self.evidence(&located.evidence);
    }
}

/// Bytes that are read.
#[derive(Clone, Copy, Debug)]
pub struct Unpacker<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) words: &'a [Word],
}

impl Unpacker<'_> {
    /// Reads a number.
    pub fn number(&mut self) -> Option<u32> {
        let mut value = 0u32;
        for shift in [0, 7, 14, 21, 28] {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            value |= u32::from(byte & 0x7f) << shift;
            if *byte < 0x80 {
                return Some(value);
            }
        }
        None
    }

    /// Reads a number that may not be there.
    pub fn maybe(&mut self) -> Option<Option<u32>> {
        Some(self.number()?.checked_sub(1))
    }

    /// Reads a length.
    pub fn count(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// Reads a string.
    pub fn text(&mut self) -> Option<String> {
        let length = self.number()?;
        self.letters(length).map(str::to_owned)
    }

    /// Reads a string that may not be there.
    pub fn maybe_text(&mut self) -> Option<Option<Box<str>>> {
        match self.maybe()? {
            Some(length) => self.letters(length).map(|t| Some(t.into())),
            None => Some(None),
        }
    }

    fn letters(&mut self, length: u32) -> Option<&str> {
        let (text, rest) = self.bytes.split_at_checked(length as usize)?;
        self.bytes = rest;
        std::str::from_utf8(text).ok()
    }

    /// Reads a word that may not be there.
    pub fn word(&mut self) -> Option<Option<Word>> {
        match self.maybe()? {
            Some(place) => self.words.get(place as usize).cloned().map(Some),
            None => Some(None),
        }
    }

    /// Reads a list of numbers.
    pub fn numbers(&mut self) -> Option<Vec<u32>> {
        let count = self.count()?;
        (0..count).map(|_| self.number()).collect()
    }

    /// Reads a date that may not be there.
    pub fn date(&mut self) -> Option<Option<PartialDate>> {
        let Some(packed) = self.maybe()? else { return Some(None) };
        let part = |n: u32| u8::try_from(n).ok();
        let (day, month) = (part(packed % 32)?, part(packed / 32 % 13)?);
        let year = u16::try_from(packed / (32 * 13)).ok()?;
        Some(Some(PartialDate { year, month: Some(month).filter(|m| *m > 0), day: Some(day).filter(|d| *d > 0) }))
    }

    /// Reads evidence.
    pub fn evidence(&mut self) -> Option<Evidence> {
        let start = self.number()?;
        let end = start.wrapping_add(self.number()?);
        let from = start.wrapping_add(self.number()?);
        let to = from.wrapping_add(self.number()?);
        Some(Evidence::packed(Span { start, end }, Span { start: from, end: to }))
    }

    /// Reads evidence that stands in a document, mostly in the one `near`.
    pub fn located(&mut self, near: u32) -> Option<Located> {
        let step = self.number()?;
        let step = step >> 1 ^ if step & 1 == 1 { u32::MAX } else { 0 };
        Some(Located { document: near.wrapping_add(step), evidence: self.evidence()? })
    }
}

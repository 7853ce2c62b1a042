//! The words of some things and where they stand: a sorted dictionary, and for each word the things that have it; leaves
//! out what the things are.

#![expect(clippy::disallowed_types, reason = "each word of every text is looked up by itself; they leave sorted")]

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::index::Field;
use super::postings::{Gathered, Postings};
use super::words::each_word;

/// The words of things that are numbered from 0.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Part {
    /// All words, sorted, one behind the other.
    letters: String,
    /// Where each word ends in `letters`.
    ends: Vec<u32>,
    /// Where each word stands.
    places: Postings,
    /// How many things there are.
    entries: u32,
}

impl Part {
    /// Returns how many things there are.
    pub(super) fn entries(&self) -> u32 {
        self.entries
    }

    /// Returns a word by its place in the dictionary.
    pub(super) fn word(&self, token: u32) -> Option<&str> {
        let end = *self.ends.get(token as usize)?;
        let start = token.checked_sub(1).and_then(|before| self.ends.get(before as usize)).copied().unwrap_or(0);
        self.letters.get(start as usize..end as usize)
    }

    /// Returns the place of the first word that is not before `word`.
    pub(super) fn place_of(&self, word: &str) -> u32 {
        let (mut low, mut high) = (0, u32::try_from(self.ends.len()).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            if self.word(middle).is_some_and(|w| w < word) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// Returns where a word stands, in the order of things and fields.
    pub(super) fn places(&self, token: u32) -> impl Iterator<Item = (u32, Field)> + '_ {
        self.places.of(token)
    }

    /// Returns in how many places a word stands.
    pub(super) fn count(&self, token: u32) -> usize {
        self.places.count(token)
    }

    /// Leaves out things: `now` gives for each thing its number among the `entries` that stay.
    pub(super) fn only(&self, now: &[Option<u32>], entries: u32) -> Self {
        let mut part = Self { entries, ..Self::default() };
        for token in 0..u32::try_from(self.ends.len()).unwrap_or(u32::MAX) {
            let stays = |(entry, field): (u32, Field)| Some((now.get(entry as usize).copied()??, field));
            let mut places = self.places(token).filter_map(stays).peekable();
            if places.peek().is_none() {
                continue;
            }
            let mut gathered = Gathered::default();
            places.for_each(|(entry, field)| gathered.add(entry, field));
            part.push(self.word(token).unwrap_or_default(), gathered);
        }
        part
    }

    /// Adds the next word.
    fn push(&mut self, word: &str, places: Gathered) {
        self.letters.push_str(word);
        self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        self.places.push(places);
    }
}

/// Gathers words thing by thing.
#[derive(Debug, Default)]
pub(super) struct Gatherer {
    tokens: HashMap<Box<str>, usize>,
    gathered: Vec<Gathered>,
    entries: u32,
}

impl Gatherer {
    /// Begins with the next thing.
    pub(super) fn open(&mut self) {
        self.entries += 1;
    }

    /// Reads words of the thing that was opened last.
    pub(super) fn read(&mut self, field: Field, text: &str) {
        each_word(text, |word, _, _| {
            let letters = field == Field::Number && word.starts_with(char::is_alphabetic);
            self.add(word, self.entries.saturating_sub(1), if letters { Field::Symbol } else { field });
        });
    }

    fn add(&mut self, word: &str, entry: u32, field: Field) {
        if let Some(gathered) = self.of(word) {
            gathered.add(entry, field);
        }
    }

    fn of(&mut self, word: &str) -> Option<&mut Gathered> {
        let token = match self.tokens.get(word) {
            Some(token) => *token,
            None => {
                self.tokens.insert(word.into(), self.gathered.len());
                self.gathered.push(Gathered::default());
                self.gathered.len() - 1
            }
        };
        self.gathered.get_mut(token)
    }

    /// Takes over what another one gathered, as of the things that come next.
    pub(super) fn append(&mut self, other: Self) {
        if self.entries == 0 {
            *self = other;
            return;
        }
        let Self { tokens, mut gathered, entries } = other;
        for (word, token) in sorted(tokens) {
            let Some(more) = gathered.get_mut(token).map(std::mem::take) else { continue };
            let offset = self.entries;
            if let Some(own) = self.of(&word) {
                own.append(more, offset);
            }
        }
        self.entries += entries;
    }

    /// Takes over the words of a part, as of the things that come next.
    pub(super) fn append_part(&mut self, part: &Part) {
        let offset = self.entries;
        for token in 0..u32::try_from(part.ends.len()).unwrap_or(u32::MAX) {
            let Some(own) = part.word(token).and_then(|word| self.of(word)) else { continue };
            part.places(token).for_each(|(entry, field)| own.add(entry + offset, field));
        }
        self.entries += part.entries;
    }

    /// Lays out what was gathered.
    pub(super) fn finish(self) -> Part {
        let Self { tokens, mut gathered, entries } = self;
        let mut part = Part { entries, ..Part::default() };
        for (word, token) in sorted(tokens) {
            part.push(&word, gathered.get_mut(token).map(std::mem::take).unwrap_or_default());
        }
        part
    }
}

fn sorted(tokens: HashMap<Box<str>, usize>) -> Vec<(Box<str>, usize)> {
    let mut words: Vec<(Box<str>, usize)> = tokens.into_iter().collect();
    words.sort_unstable();
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gathered(texts: &[&str]) -> Gatherer {
        let mut all = Gatherer::default();
        for text in texts {
            all.open();
            all.read(Field::Text, text);
            all.read(Field::Number, text);
        }
        all
    }

    #[test]
    fn what_is_gathered_apart_is_what_is_gathered_at_once() {
        let texts = ["thủy điện 23-NQ/TW", "", "điện", "kế hoạch 23", "thủy lợi thủy"];
        let whole = gathered(&texts).finish();
        for cut in 0..=texts.len() {
            let (one, other) = texts.split_at(cut);
            let mut joined = gathered(one);
            joined.append(gathered(other));
            assert_eq!(joined.finish(), whole, "cut at {cut}");
            let mut joined = gathered(one);
            joined.append_part(&gathered(other).finish());
            assert_eq!(joined.finish(), whole, "cut at {cut}");
        }
    }

    #[test]
    fn words_are_found_by_their_beginning() {
        let part = gathered(&["b d", "a c"]).finish();
        let at = |word: &str| part.word(part.place_of(word));
        assert_eq!((at("a"), at("bb"), at("d"), at("e")), (Some("a"), Some("c"), Some("d"), None));
        assert_eq!(part.count(part.place_of("b")), 2);
    }
}

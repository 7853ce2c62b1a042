//! Where words stand, a byte or two for each place: the distance to the place before, and the fields only where they are
//! not the text alone.

use serde::{Deserialize, Serialize};

use super::index::Field;

/// Set in a step when a byte of fields follows.
const MORE: u32 = 1;

/// The places of one word while they are gathered, entry after entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Gathered {
    bytes: Vec<u8>,
    /// The entry whose fields are being gathered, counted from 1; 0 before the first.
    entry: u32,
    /// The one before it.
    before: u32,
    fields: u8,
    count: u32,
}

impl Gathered {
    /// Adds a place; entries come in their order.
    pub(super) fn add(&mut self, entry: u32, field: Field) {
        if self.entry != entry + 1 {
            self.close();
            self.entry = entry + 1;
        }
        let bit = 1 << field as u8;
        self.count += u32::from(self.fields & bit == 0);
        self.fields |= bit;
    }

    /// Adds the places another one gathered, `offset` entries later.
    pub(super) fn append(&mut self, mut other: Self, offset: u32) {
        other.close();
        self.close();
        let mut rest = other.bytes.as_slice();
        // Only the first step is from another place than before.
        let Some(step) = read(&mut rest) else { return };
        let first = (step >> 1) + offset;
        write(&mut self.bytes, (first - self.before) << 1 | (step & MORE));
        self.bytes.extend_from_slice(rest);
        self.before = other.before + offset;
        self.count += other.count;
    }

    fn close(&mut self) {
        if self.entry == 0 || self.fields == 0 {
            return;
        }
        let text_alone = self.fields == 1 << Field::Text as u8;
        let step = (self.entry - self.before) << 1 | if text_alone { 0 } else { MORE };
        write(&mut self.bytes, step);
        if !text_alone {
            self.bytes.push(self.fields);
        }
        (self.before, self.fields) = (self.entry, 0);
    }
}

/// The places of all words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Postings {
    /// Where the places of each word begin; one more than there are words.
    starts: Vec<u64>,
    /// How many places each word has.
    counts: Vec<u32>,
    #[serde(with = "flat")]
    bytes: Vec<u8>,
}

/// Bytes written and read at once instead of one by one.
mod flat {
    use std::fmt;

    use serde::de::{Deserializer, Error, Visitor};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        struct Bytes;
        impl Visitor<'_> for Bytes {
            type Value = Vec<u8>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Vec<u8>, E> {
                Ok(bytes.to_vec())
            }
        }
        deserializer.deserialize_bytes(Bytes)
    }
}

impl Postings {
    /// Adds the places of the next word.
    pub(super) fn push(&mut self, mut gathered: Gathered) {
        gathered.close();
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.bytes.append(&mut gathered.bytes);
        self.starts.push(self.bytes.len() as u64);
        self.counts.push(gathered.count);
    }

    /// Returns how many places a word has.
    pub(super) fn count(&self, word: u32) -> usize {
        self.counts.get(word as usize).map_or(0, |n| *n as usize)
    }

    /// Goes through the places of a word, in the order of entries and fields.
    pub(super) fn of(&self, word: u32) -> impl Iterator<Item = (u32, Field)> + '_ {
        let start = |at: usize| self.starts.get(at).and_then(|s| usize::try_from(*s).ok());
        let range = start(word as usize).zip(start(word as usize + 1));
        let mut rest = range.and_then(|(from, to)| self.bytes.get(from..to)).unwrap_or_default();
        let mut entry = 0u32;
        let entries = std::iter::from_fn(move || {
            let step = read(&mut rest)?;
            entry = entry.wrapping_add(step >> 1);
            let fields = if step & MORE == 0 { 1 << Field::Text as u8 } else { next(&mut rest)? };
            Some((entry.wrapping_sub(1), fields))
        });
        entries.flat_map(|(entry, fields)| {
            Field::ALL.iter().filter(move |f| fields >> (**f as u8) & 1 == 1).map(move |f| (entry, *f))
        })
    }
}

/// Writes seven bits a byte, the lowest first.
fn write(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 0x80 {
        bytes.push(0x80 | (value & 0x7f) as u8);
        value >>= 7;
    }
    bytes.push((value & 0x7f) as u8);
}

fn read(bytes: &mut &[u8]) -> Option<u32> {
    let mut value = 0u32;
    for shift in [0, 7, 14, 21, 28] {
        let byte = next(bytes)?;
        value |= u32::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
    }
    Some(value)
}

fn next(bytes: &mut &[u8]) -> Option<u8> {
    let (first, rest) = bytes.split_first()?;
    *bytes = rest;
    Some(*first)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_come_back_sorted_and_once(
            words in proptest::collection::vec(proptest::collection::btree_set((0u32..5_000_000, 0usize..8), 0..40), 0..5),
        ) {
            let mut postings = Postings::default();
            let field = |at: usize| Field::ALL.get(at).copied().unwrap_or(Field::Text);
            for places in &words {
                let mut gathered = Gathered::default();
                for (entry, at) in places {
                    gathered.add(*entry, field(*at));
                    gathered.add(*entry, field(*at));
                }
                postings.push(gathered);
            }
            for (word, places) in (0u32..).zip(&words) {
                let expected: BTreeSet<(u32, Field)> = places.iter().map(|(e, at)| (*e, field(*at))).collect();
                prop_assert_eq!(postings.of(word).collect::<Vec<_>>(), expected.into_iter().collect::<Vec<_>>());
                prop_assert_eq!(postings.count(word), places.len());
            }
            prop_assert_eq!(postings.of(99).count(), 0);
        }
    }

    #[test]
    fn a_word_in_every_text_takes_a_byte_a_text() {
        let mut gathered = Gathered::default();
        (0..1000).for_each(|entry| gathered.add(entry, Field::Text));
        let mut postings = Postings::default();
        postings.push(gathered);
        assert_eq!(postings.bytes.len(), 1000);
    }
}

//! A list of packed rows, each found by its place. A list grows from another one by what comes and goes: runs of rows that
//! nothing came to are shared with it as they are, and the numbers in them are read as those of today.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bytes::{Row, Unpacker};
use super::chunk::{Chunk, Chunks, ROWS, next};
use super::edit::Places;
use crate::model::Word;

/// Many rows in few bytes.
#[derive(Clone)]
pub struct Packed<T> {
    pub(super) chunks: Vec<Arc<Chunk>>,
    /// The first row of each run.
    pub(super) firsts: Vec<u32>,
    count: u32,
    /// Where the things are now that rows name by their numbers; none while these are the numbers of today.
    places: Option<Arc<Places>>,
    rows: PhantomData<fn() -> T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self::of_chunks(Vec::new(), None)
    }
}

impl<T: Row + PartialEq> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.iter().eq(other.iter())
    }
}

impl<T: Row + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T> Packed<T> {
    pub(super) fn of_chunks(chunks: Vec<Arc<Chunk>>, places: Option<Arc<Places>>) -> Self {
        let mut count = 0u32;
        let mut firsts = Vec::with_capacity(chunks.len());
        for chunk in &chunks {
            firsts.push(count);
            count = count.saturating_add(chunk.count);
        }
        Self { chunks, firsts, count, places, rows: PhantomData }
    }

    /// Returns how many rows there are.
    pub fn len(&self) -> usize {
        self.count as usize
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Returns how many bytes the rows take, without their words.
    pub fn bytes(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.size() + size_of::<Chunk>() + 12).sum()
    }

    /// Returns the run in which a row stands, or the last one.
    pub(super) fn chunk_of(&self, row: u32) -> usize {
        self.firsts.partition_point(|first| *first <= row).saturating_sub(1)
    }

    /// Returns the bytes of the rows of a run, from one on.
    fn from(&self, chunk: usize, row: u32) -> Option<Unpacker<'_>> {
        let first = self.firsts.get(chunk)?;
        self.chunks.get(chunk)?.from(row.checked_sub(*first)? as usize)
    }
}

impl<T: Row> Packed<T> {
    /// Returns a row.
    pub fn get(&self, row: usize) -> Option<T> {
        let row = u32::try_from(row).ok().filter(|row| *row < self.count)?;
        self.range(row, 1).next()
    }

    /// Goes through the rows.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + '_ {
        self.range(0, self.count)
    }

    /// Goes through some rows.
    pub fn range(&self, first: u32, count: u32) -> Rows<'_, T> {
        let end = first.saturating_add(count).min(self.count);
        let chunk = self.chunk_of(first);
        let reader = self.from(chunk, first).unwrap_or(Unpacker { bytes: &[], words: &[] });
        Rows { list: self, chunk, reader, left: end.saturating_sub(first) as usize }
    }

    /// Returns how many rows at the beginning are as told; all that are stand before all that are not.
    pub fn partition_point(&self, is: impl Fn(&T) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.count);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle as usize).is_some_and(|row| is(&row)) { low = middle + 1 } else { high = middle }
        }
        low
    }

    /// Packs rows.
    pub fn of<R: Borrow<T>>(rows: impl Iterator<Item = R>) -> Self {
        let mut all = Chunks::default();
        rows.for_each(|row| all.push(row.borrow()));
        Self::of_chunks(all.finish().collect(), None)
    }
}

/// Rows one after the other.
pub struct Rows<'a, T> {
    list: &'a Packed<T>,
    chunk: usize,
    reader: Unpacker<'a>,
    left: usize,
}

impl<T> fmt::Debug for Rows<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rows").field("left", &self.left).finish_non_exhaustive()
    }
}

impl<T: Row> Iterator for Rows<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        if self.reader.bytes.is_empty() {
            self.chunk += 1;
            self.reader = self.list.chunks.get(self.chunk)?.from(0)?;
        }
        let mut row: T = next(&mut self.reader)?;
        if let Some(places) = &self.list.places {
            row.moved(places);
        }
        Some(row)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T: Row> ExactSizeIterator for Rows<'_, T> {}

impl<T: Row> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self::of(rows.into_iter())
    }
}

impl<'a, T: Row> IntoIterator for &'a Packed<T> {
    type Item = T;
    type IntoIter = Rows<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.range(0, self.count)
    }
}

/// As it is kept: the bytes run by run, the words one by one.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    count: u32,
    words: Vec<&'a str>,
    #[serde(borrow)]
    chunks: Vec<Flat<'a>>,
}

/// Bytes that are written and read at once.
#[derive(Serialize, Deserialize)]
struct Flat<'a>(#[serde(borrow, with = "flat")] &'a [u8]);

mod flat {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de [u8], D::Error> {
        <&[u8]>::deserialize(deserializer)
    }
}

impl<T: Row> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.places.is_some() {
            // The same rows are the same bytes, however they came together.
            return Self::of(self.iter()).serialize(serializer);
        }
        let words = Chunks::words_of(self.chunks.first()).iter().map(Word::as_str).collect();
        let chunks = self.chunks.iter().map(|chunk| Flat(&chunk.bytes)).collect();
        Kept { count: self.count, words, chunks }.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Kept { count, words, chunks } = Kept::deserialize(deserializer)?;
        let words: Arc<[Word]> = words.into_iter().map(Word::apart).collect();
        let mut left = count;
        let read = |Flat(bytes)| {
            let own = left.min(u32::try_from(ROWS).unwrap_or(u32::MAX));
            left -= own;
            Chunk::read(bytes, own, &words).filter(|chunk| chunk.count > 0).map(Arc::new)
        };
        let chunks: Option<Vec<Arc<Chunk>>> = chunks.into_iter().map(read).collect();
        match chunks.map(|chunks| Self::of_chunks(chunks, None)) {
            Some(all) if all.count == count => Ok(all),
            _ => Err(D::Error::custom("rows that are cut short")),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bytes::Packer;
    use super::*;
    use crate::model::{Evidence, Located};
    use crate::text::{PartialDate, SourceText, Span};

    #[derive(Clone, Debug, PartialEq)]
    struct Sample {
        word: Option<Word>,
        text: String,
        numbers: Vec<u32>,
        at: Located,
        on: Option<PartialDate>,
    }

    impl Row for Sample {
        fn pack(&self, to: &mut Packer) {
            to.word(self.word.as_ref());
            to.text(&self.text);
            to.numbers(&self.numbers);
            to.located(&self.at, 7);
            to.date(self.on);
        }

        fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
            Some(Self {
                word: from.word()?,
                text: from.text()?,
                numbers: from.numbers()?,
                at: from.located(7)?,
                on: from.date()?,
            })
        }
    }

    fn sample(word: Option<u8>, text: &str, numbers: Vec<u32>, document: u32) -> Sample {
        let source = SourceText::new("a", "Thực hiện Kế hoạch");
        let evidence = Evidence::new(&source, Span::new(0, 12), Span::new(0, 6)).unwrap();
        let on = PartialDate::parse_iso(["2020", "2020-03", "2020-03-31"][document as usize % 3]);
        Sample {
            word: word.map(|w| Word::from(w.to_string())),
            text: text.to_owned(),
            numbers,
            at: Located { document, evidence },
            on: on.filter(|_| !document.is_multiple_of(4)),
        }
    }

    proptest! {
        #[test]
        fn rows_come_back_as_they_were(
            rows in proptest::collection::vec(
                (proptest::option::of(0u8..5), ".{0,200}", proptest::collection::vec(any::<u32>(), 0..4), any::<u32>()),
                0..70,
            ),
        ) {
            let rows: Vec<Sample> = rows.into_iter().map(|(w, t, n, d)| sample(w, &t, n, d)).collect();
            let packed: Packed<Sample> = rows.iter().cloned().collect();
            let bytes = postcard::to_stdvec(&packed).unwrap();
            let kept: Packed<Sample> = postcard::from_bytes(&bytes).unwrap();
            prop_assert_eq!(&kept, &packed);
            for packed in [packed, kept] {
                prop_assert_eq!(packed.iter().collect::<Vec<_>>(), rows.clone());
                for (at, row) in rows.iter().enumerate() {
                    prop_assert_eq!(packed.get(at), Some(row.clone()));
                }
                prop_assert_eq!(packed.get(rows.len()), None);
                let some: Vec<Sample> = packed.range(3, 20).collect();
                let expected: Vec<Sample> = rows.iter().skip(3).take(20).cloned().collect();
                prop_assert_eq!(some, expected);
            }
        }
    }

    #[test]
    fn rows_that_are_cut_short_are_refused() {
        let packed: Packed<Sample> = (0..40).map(|n| sample(None, "x", vec![], n)).collect();
        let bytes = postcard::to_stdvec(&packed).unwrap();
        for length in 0..bytes.len() {
            assert!(postcard::from_bytes::<Packed<Sample>>(&bytes[..length]).is_err(), "{length} bytes");
        }
    }
}

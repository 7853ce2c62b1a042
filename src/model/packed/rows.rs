//! A list of packed rows, each found by its place: every row says how long it is, and of every few one says where it begins.

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bytes::{Packer, Row, Unpacker};
use crate::model::Word;

/// How many rows go by one beginning.
const STRIDE: usize = 16;

/// Many rows in few bytes.
#[derive(Clone)]
pub struct Packed<T> {
    bytes: Vec<u8>,
    /// Where every [`STRIDE`]th row begins.
    starts: Vec<u64>,
    words: Vec<Word>,
    count: u32,
    rows: PhantomData<fn() -> T>,
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { bytes: Vec::new(), starts: Vec::new(), words: Vec::new(), count: 0, rows: PhantomData }
    }
}

impl<T> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.bytes == other.bytes && self.words == other.words
    }
}

impl<T: Row + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T> Packed<T> {
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
        self.bytes.capacity() + 8 * self.starts.capacity()
    }

    /// Returns the bytes of the rows from one on; none when there is no such row.
    fn from(&self, row: usize) -> Option<Unpacker<'_>> {
        let start = usize::try_from(*self.starts.get(row / STRIDE)?).ok()?;
        let mut reader = Unpacker { bytes: self.bytes.get(start..)?, words: &self.words };
        for _ in 0..row % STRIDE {
            let length = reader.count()?;
            reader.bytes = reader.bytes.get(length..)?;
        }
        Some(reader)
    }
}

impl<T: Row> Packed<T> {
    /// Returns a row.
    pub fn get(&self, row: usize) -> Option<T> {
        (row < self.len()).then(|| next(&mut self.from(row)?))?
    }

    /// Goes through the rows.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = T> + '_ {
        self.range(0, self.count)
    }

    /// Goes through some rows.
    pub(super) fn range(&self, first: u32, count: u32) -> Rows<'_, T> {
        let end = first.saturating_add(count).min(self.count);
        let reader = self.from(first as usize).unwrap_or(Unpacker { bytes: &[], words: &[] });
        Rows { reader, left: end.saturating_sub(first) as usize, rows: PhantomData }
    }
}

/// Rows one after the other.
#[derive(Debug)]
pub(super) struct Rows<'a, T> {
    reader: Unpacker<'a>,
    left: usize,
    rows: PhantomData<fn() -> T>,
}

impl<T: Row> Iterator for Rows<'_, T> {
    type Item = T;

    fn next(&mut self) -> Option<T> {
        self.left = self.left.checked_sub(1)?;
        next(&mut self.reader)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl<T: Row> ExactSizeIterator for Rows<'_, T> {}

fn next<T: Row>(reader: &mut Unpacker<'_>) -> Option<T> {
    let length = reader.count()?;
    let (own, rest) = reader.bytes.split_at_checked(length)?;
    reader.bytes = rest;
    T::unpack(&mut Unpacker { bytes: own, words: reader.words })
}

impl<T: Row> FromIterator<T> for Packed<T> {
    fn from_iter<I: IntoIterator<Item = T>>(rows: I) -> Self {
        Self::of(rows.into_iter())
    }
}

impl<T: Row> Packed<T> {
    /// Packs rows.
    pub fn of<R: Borrow<T>>(rows: impl Iterator<Item = R>) -> Self {
        let mut all = Self::default();
        let mut packer = Packer::default();
        for row in rows {
            if all.len().is_multiple_of(STRIDE) {
                all.starts.push(all.bytes.len() as u64);
            }
            row.borrow().pack(&mut packer);
            length_of(&mut all.bytes, packer.bytes.len());
            all.bytes.append(&mut packer.bytes);
            all.count += 1;
        }
        all.words = packer.words;
        all.words.shrink_to_fit();
        all.bytes.shrink_to_fit();
        all.starts.shrink_to_fit();
        all
    }
}

fn length_of(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push(0x80 | (length & 0x7f) as u8);
        length >>= 7;
    }
    bytes.push((length & 0x7f) as u8);
}

impl<'a, T: Row> IntoIterator for &'a Packed<T> {
    type Item = T;
    type IntoIter = Box<dyn ExactSizeIterator<Item = T> + 'a>;

    fn into_iter(self) -> Self::IntoIter {
        Box::new(self.iter())
    }
}

/// As it is kept: the bytes at once, the words one by one.
#[derive(Serialize, Deserialize)]
struct Kept<'a> {
    count: u32,
    words: Vec<&'a str>,
    #[serde(borrow, with = "flat")]
    bytes: &'a [u8],
}

/// Bytes that are written and read at once.
mod flat {
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'de [u8], D::Error> {
        <&[u8]>::deserialize(deserializer)
    }
}

impl<T> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let words = self.words.iter().map(Word::as_str).collect();
        Kept { count: self.count, words, bytes: &self.bytes }.serialize(serializer)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Kept { count, words, bytes } = Kept::deserialize(deserializer)?;
        let starts = starts_of(bytes, count).ok_or_else(|| D::Error::custom("rows that are cut short"))?;
        let words = words.into_iter().map(Word::apart).collect();
        Ok(Self { bytes: bytes.to_vec(), starts, words, count, rows: PhantomData })
    }
}

fn starts_of(bytes: &[u8], count: u32) -> Option<Vec<u64>> {
    let mut reader = Unpacker { bytes, words: &[] };
    let mut starts = Vec::with_capacity((count as usize).div_ceil(STRIDE));
    for row in 0..count as usize {
        if row.is_multiple_of(STRIDE) {
            starts.push((bytes.len() - reader.bytes.len()) as u64);
        }
        let length = reader.count()?;
        reader.bytes = reader.bytes.get(length..)?;
    }
    reader.bytes.is_empty().then_some(starts)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

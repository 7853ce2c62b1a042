//! A run of packed rows, which lists that grew from each other have in common: every row says how long it is, and of every
//! few one says where it begins.

use std::sync::Arc;

use super::bytes::{Packer, Row, Unpacker};
use crate::model::Word;

/// How many rows go by one beginning.
const STRIDE: usize = 16;

/// How many rows are a run.
pub(super) const ROWS: usize = 256;

/// Some rows, one behind the other.
#[derive(Debug, Default)]
pub(super) struct Chunk {
    pub(super) bytes: Vec<u8>,
    /// Where every [`STRIDE`]th row begins.
    starts: Vec<u32>,
    /// The words of this run, or of many.
    words: Arc<[Word]>,
    pub(super) count: u32,
}

impl Chunk {
    /// Takes rows as they were packed; none when they are cut short.
    pub(super) fn read(bytes: &[u8], count: u32, words: &Arc<[Word]>) -> Option<Self> {
        let mut reader = Unpacker { bytes, words: &[] };
        let mut starts = Vec::with_capacity((count as usize).div_ceil(STRIDE));
        for row in 0..count as usize {
            if row.is_multiple_of(STRIDE) {
                starts.push(u32::try_from(bytes.len() - reader.bytes.len()).ok()?);
            }
            let length = reader.count()?;
            reader.bytes = reader.bytes.get(length..)?;
        }
        reader.bytes.is_empty().then(|| Self { bytes: bytes.to_vec(), starts, words: Arc::clone(words), count })
    }

    /// Returns how many bytes the rows take, without their words.
    pub(super) fn size(&self) -> usize {
        self.bytes.capacity() + 4 * self.starts.capacity()
    }

    /// Returns the bytes from a row on; none when there is no such row.
    pub(super) fn from(&self, row: usize) -> Option<Unpacker<'_>> {
        let start = *self.starts.get(row / STRIDE)? as usize;
        let mut reader = Unpacker { bytes: self.bytes.get(start..)?, words: &self.words };
        for _ in 0..row % STRIDE {
            let length = reader.count()?;
            reader.bytes = reader.bytes.get(length..)?;
        }
        Some(reader)
    }

    /// Goes through the rows as they were packed.
    pub(super) fn rows<T: Row>(&self) -> impl Iterator<Item = T> + '_ {
        let mut reader = Unpacker { bytes: &self.bytes, words: &self.words };
        (0..self.count).map_while(move |_| next(&mut reader))
    }
}

/// Reads a row and goes on to the next one.
pub(super) fn next<T: Row>(reader: &mut Unpacker<'_>) -> Option<T> {
    let length = reader.count()?;
    let (own, rest) = reader.bytes.split_at_checked(length)?;
    reader.bytes = rest;
    T::unpack(&mut Unpacker { bytes: own, words: reader.words })
}

/// Runs on the way: rows that are packed with one list of words.
#[derive(Debug)]
pub(super) struct Chunks {
    packer: Packer,
    done: Vec<Chunk>,
    open: Chunk,
    /// How many rows a run has.
    each: usize,
}

impl Default for Chunks {
    fn default() -> Self {
        Self { packer: Packer::default(), done: Vec::new(), open: Chunk::default(), each: ROWS }
    }
}

impl Chunks {
    /// Runs for so many rows, of which all have about as many.
    pub(super) fn even(rows: usize) -> Self {
        Self { each: rows.div_ceil(rows.div_ceil(ROWS).max(1)).max(1), ..Self::default() }
    }

    /// Packs the next row.
    pub(super) fn push<T: Row>(&mut self, row: &T) {
        row.pack(&mut self.packer);
        let open = &mut self.open;
        if (open.count as usize).is_multiple_of(STRIDE) {
            open.starts.push(u32::try_from(open.bytes.len()).unwrap_or(u32::MAX));
        }
        length_of(&mut open.bytes, self.packer.bytes.len());
        open.bytes.append(&mut self.packer.bytes);
        open.count += 1;
        if open.count as usize == self.each {
            self.close();
        }
    }

    fn close(&mut self) {
        let mut done = std::mem::take(&mut self.open);
        done.bytes.shrink_to_fit();
        done.starts.shrink_to_fit();
        self.done.push(done);
    }

    /// Returns the runs.
    pub(super) fn finish(mut self) -> impl Iterator<Item = Arc<Chunk>> {
        if self.open.count > 0 {
            self.close();
        }
        let words: Arc<[Word]> = self.packer.words.into();
        self.done.into_iter().map(move |chunk| Arc::new(Chunk { words: Arc::clone(&words), ..chunk }))
    }

    /// Returns the words of all runs of which the first is one.
    pub(super) fn words_of(first: Option<&Arc<Chunk>>) -> &[Word] {
        first.map(|chunk| &*chunk.words).unwrap_or_default()
    }
}

fn length_of(bytes: &mut Vec<u8>, mut length: usize) {
    while length >= 0x80 {
        bytes.push(0x80 | (length & 0x7f) as u8);
        length >>= 7;
    }
    bytes.push((length & 0x7f) as u8);
}

//! How a list of rows grows from another one: rows come and go at some places, and things that rows name by their numbers
//! have other numbers; leaves out how rows are packed.

use std::ops::Range;
use std::sync::Arc;

use super::bytes::Row;
use super::chunk::Chunks;
use super::rows::Packed;

/// Stands for the place of what is not there.
const NONE: u32 = u32::MAX;

/// Numbers of things in the place of others.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// Of documents.
    pub documents: Arc<Vec<u32>>,
    /// Of bodies.
    pub agencies: Arc<Vec<u32>>,
    /// Of projects.
    pub projects: Arc<Vec<u32>>,
}

impl Places {
    /// Returns the number of a document.
    pub fn document(&self, number: u32) -> u32 {
        self.documents.get(number as usize).copied().unwrap_or(NONE)
    }

    /// Returns the number of a body.
    pub fn agency(&self, number: u32) -> u32 {
        self.agencies.get(number as usize).copied().unwrap_or(NONE)
    }

    /// Returns the number of a project.
    pub fn project(&self, number: u32) -> u32 {
        self.projects.get(number as usize).copied().unwrap_or(NONE)
    }
}

/// The numbers that things of one kind had when rows were packed, and those of today.
#[derive(Clone, Debug, Default)]
pub struct Numbers {
    now: Arc<Vec<u32>>,
    was: Arc<Vec<u32>>,
}

impl Numbers {
    /// Goes on from the numbers of the day before; `before` is none when rows were packed with these. `now` gives for each
    /// number of the day before the one of today, and `count` says how many things there are today.
    pub fn after(before: Option<&[u32]>, now: &[u32], count: usize) -> Self {
        let step = |number: &u32| now.get(*number as usize).copied().unwrap_or(NONE);
        let mut today: Vec<u32> = before.map_or_else(|| now.to_vec(), |before| before.iter().map(step).collect());
        let mut were = vec![NONE; count];
        for (old, number) in (0u32..).zip(&today) {
            were.get_mut(*number as usize).into_iter().for_each(|slot| *slot = old);
        }
        // New things come last.
        for (number, slot) in (0u32..).zip(&mut were).filter(|(_, slot)| **slot == NONE) {
            *slot = u32::try_from(today.len()).unwrap_or(NONE);
            today.push(number);
        }
        Self { now: Arc::new(today), was: Arc::new(were) }
    }
}

/// The numbers that rows were packed with, and those of today.
#[derive(Clone, Debug, Default)]
pub struct Renumbered {
    /// For each number that rows were packed with the one of today.
    now: Arc<Places>,
    /// For each number of today the one that rows are packed with.
    was: Places,
}

impl Renumbered {
    /// Puts the numbers of all kinds of things together.
    pub fn of(documents: &Numbers, agencies: &Numbers, projects: &Numbers) -> Self {
        let [d, a, p] = [documents, agencies, projects].map(|n| (Arc::clone(&n.now), Arc::clone(&n.was)));
        Self {
            now: Arc::new(Places { documents: d.0, agencies: a.0, projects: p.0 }),
            was: Places { documents: d.1, agencies: a.1, projects: p.1 },
        }
    }

    /// Returns for each number that rows were packed with the one of today.
    pub fn places(&self) -> &Arc<Places> {
        &self.now
    }
}

/// Rows that come, in the place of some that go.
#[derive(Clone, Debug)]
pub struct Edit<T> {
    /// The row before which they come, and the first of those that go.
    pub at: u32,
    /// How many go.
    pub gone: u32,
    /// Those that come, with the numbers of today.
    pub come: Vec<T>,
}

impl<T> Edit<T> {
    /// Returns where each of `count` rows is after some edits, which are in the order of their places.
    pub fn places(edits: &[Self], count: usize) -> Vec<u32> {
        let mut places = Vec::with_capacity(count);
        let mut next = 0u32;
        let keep = |places: &mut Vec<u32>, until: usize, next: &mut u32| {
            let more = until.min(count).saturating_sub(places.len());
            places.extend((*next..).take(more));
            *next = next.saturating_add(u32::try_from(more).unwrap_or(NONE));
        };
        for edit in edits {
            keep(&mut places, edit.at as usize, &mut next);
            next = next.saturating_add(u32::try_from(edit.come.len()).unwrap_or(NONE));
            places.extend(std::iter::repeat_n(NONE, edit.gone as usize));
        }
        keep(&mut places, count, &mut next);
        places
    }

    fn end(&self) -> u32 {
        self.at.saturating_add(self.gone)
    }
}

impl<T: Row> Packed<T> {
    /// Returns the list after some edits, which are in the order of their places and do not overlap.
    pub fn edited(&self, edits: Vec<Edit<T>>, numbers: &Renumbered) -> Self {
        let mut chunks = Vec::with_capacity(self.chunks.len() + edits.len());
        let mut next = 0;
        let mut edits = edits.into_iter().peekable();
        while let Some(first) = edits.next() {
            let mut touched = self.touched(&first);
            let mut own = vec![first];
            while let Some(more) = edits.next_if(|e| self.is_empty() || self.touched(e).start < touched.end) {
                touched.end = touched.end.max(self.touched(&more).end);
                own.push(more);
            }
            chunks.extend(self.chunks.get(next..touched.start).into_iter().flatten().map(Arc::clone));
            next = touched.end;
            let rows: u32 = self.chunks.get(touched.clone()).into_iter().flatten().map(|chunk| chunk.count).sum();
            let mut packed = Chunks::even(rows as usize + own.iter().map(|e| e.come.len()).sum::<usize>());
            self.rewritten(touched, own, numbers, &mut packed);
            chunks.extend(packed.finish());
        }
        chunks.extend(self.chunks.get(next..).into_iter().flatten().map(Arc::clone));
        Self::of_chunks(chunks, Some(Arc::clone(&numbers.now)))
    }

    /// Returns the runs that an edit changes.
    fn touched(&self, edit: &Edit<T>) -> Range<usize> {
        let from = self.chunk_of(edit.at);
        let last = self.chunk_of(edit.end().saturating_sub(1).max(edit.at));
        from..(last + 1).min(self.chunks.len())
    }

    /// Packs the rows of some runs anew, with what comes and without what goes.
    fn rewritten(&self, chunks: Range<usize>, edits: Vec<Edit<T>>, numbers: &Renumbered, to: &mut Chunks) {
        let mut row = self.firsts.get(chunks.start).copied().unwrap_or_default();
        let mut old = self.chunks.get(chunks).into_iter().flatten().flat_map(|chunk| chunk.rows::<T>());
        for edit in edits {
            old.by_ref().take(edit.at.saturating_sub(row) as usize).for_each(|kept| to.push(&kept));
            old.by_ref().take(edit.gone as usize).for_each(drop);
            row = edit.end();
            for mut fresh in edit.come {
                fresh.moved(&numbers.was);
                to.push(&fresh);
            }
        }
        old.for_each(|kept| to.push(&kept));
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::bytes::{Packer, Unpacker};
    use super::*;
    use crate::model::Word;

    #[derive(Clone, Debug, PartialEq)]
    struct Sample {
        document: u32,
        word: Word,
    }

    impl Row for Sample {
        fn pack(&self, to: &mut Packer) {
            to.number(self.document);
            to.word(Some(&self.word));
        }

        fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
            Some(Self { document: from.number()?, word: from.word()?? })
        }

        fn moved(&mut self, places: &Places) {
            self.document = places.document(self.document);
        }
    }

    fn sample(document: u32) -> Sample {
        Sample { document, word: (document % 7).to_string().into() }
    }

    /// Takes away and puts in rows at some places, in a list and in one that is packed.
    fn check(rows: &[Sample], packed: &Packed<Sample>, edits: Vec<Edit<Sample>>, numbers: &Renumbered) -> Vec<Sample> {
        let places = Edit::places(&edits, rows.len());
        let mut expected: Vec<Option<Sample>> = Vec::new();
        let mut next = 0;
        for edit in &edits {
            expected.extend(rows[next..edit.at as usize].iter().cloned().map(Some));
            expected.extend(edit.come.iter().map(|_| None));
            next = edit.end() as usize;
        }
        expected.extend(rows[next..].iter().cloned().map(Some));
        for (row, place) in rows.iter().zip(places).filter(|(_, place)| *place != NONE) {
            assert_eq!(expected[place as usize].as_ref(), Some(row));
        }
        let mut come = edits.clone().into_iter().flat_map(|edit| edit.come);
        let mut now = |mut row: Sample| {
            row.moved(numbers.places());
            row
        };
        let expected = expected.into_iter().map(|row| row.map_or_else(|| come.next().unwrap(), &mut now));
        let expected: Vec<Sample> = expected.collect();
        let edited = packed.edited(edits, numbers);
        assert_eq!(edited.iter().collect::<Vec<_>>(), expected);
        let at_once: Packed<Sample> = expected.iter().cloned().collect();
        let bytes = |list: &Packed<Sample>| postcard::to_stdvec(list).unwrap();
        assert_eq!(bytes(&edited), bytes(&at_once), "the same bytes");
        assert_eq!(edited, at_once);
        expected
    }

    proptest! {
        #[test]
        fn a_list_that_grew_is_the_list_of_all(
            count in 0usize..700,
            picks in proptest::collection::vec((any::<u16>(), 0u32..5, 0u32..4), 0..20),
        ) {
            let rows: Vec<Sample> = (0..500).cycle().take(count).map(sample).collect();
            let packed: Packed<Sample> = rows.iter().cloned().collect();
            let mut places: Vec<(u32, u32, u32)> =
                picks.into_iter().map(|(at, gone, come)| (u32::from(at) % (count as u32 + 1), gone, come)).collect();
            places.sort_unstable();
            let mut edits: Vec<Edit<Sample>> = Vec::new();
            for (at, gone, come) in places {
                let at = at.max(edits.last().map_or(0, Edit::end));
                let gone = gone.min(count as u32 - at);
                edits.push(Edit { at, gone, come: (0..come).map(|n| sample(n + 500)).collect() });
            }
            // Ten documents came before all others.
            let now: Vec<u32> = (0..500).map(|n| n + 10).collect();
            let documents = Numbers::after(None, &now, 520);
            let numbers = Renumbered::of(&documents, &Numbers::default(), &Numbers::default());
            check(&rows, &packed, edits, &numbers);
        }
    }
}

//! The held documents of a graph: in memory, or fetched when one is asked for, so that a graph needs no texts to be
//! served; leaves out where they are fetched from.

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::sum::Sum;
use crate::model::Extraction;
use crate::text::SourceText;

/// Bytes of text that are kept of those fetched last, by each of the two generations.
const KEPT: usize = 2 << 20;

/// A held document: its text and what was read from it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The text, to slice evidence from.
    pub text: Arc<SourceText>,
    /// The facts.
    pub extraction: Arc<Extraction>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// What tells a held document from another version of it, each as SHA-256: the same bytes may be read as another text by
/// other rules.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hashes {
    /// Of its bytes.
    pub bytes: [u8; 32],
    /// Of the text that was read of them.
    pub text: [u8; 32],
}

impl Hashes {
    /// Of bytes whose hash is given in hexadecimal, and of a text; what is no hash counts as nothing.
    pub fn new(bytes: &str, text: [u8; 32]) -> Self {
        let mut own = [0; 32];
        Self { bytes: hex::decode_to_slice(bytes, &mut own).map_or([0; 32], |()| own), text }
    }
}

/// Where held documents are, when they are not in memory.
pub trait Fetch: Debug + Send + Sync {
    /// Fetches the document at a place in the list; none when it is gone or cannot be read.
    fn fetch(&self, at: u32) -> Option<Held>;
}

/// The held documents of a graph, in the order of their names.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    place: Place,
    revealed: bool,
}

#[derive(Clone, Debug)]
enum Place {
    Here(Vec<Held>),
    Away(Arc<Away>),
}

impl Default for Place {
    fn default() -> Self {
        Self::Here(Vec::new())
    }
}

#[derive(Debug)]
struct Away {
    hashes: Vec<Hashes>,
    sum: Sum,
    from: Box<dyn Fetch>,
    recent: Mutex<Recent>,
}

/// What was fetched lately: when the young ones are too many they are the old ones, and the old ones go.
#[derive(Debug, Default)]
struct Recent {
    young: BTreeMap<u32, Held>,
    old: BTreeMap<u32, Held>,
    /// Bytes of the young ones.
    bytes: usize,
}

impl Held {
    /// Returns what tells it from another version of it.
    pub fn hashes(&self) -> Hashes {
        Hashes::new(&self.sha256, Sha256::digest(self.text.source()).into())
    }
}

impl From<Vec<Held>> for Shelf {
    fn from(held: Vec<Held>) -> Self {
        Self { place: Place::Here(held), revealed: false }
    }
}

impl Shelf {
    /// A shelf whose documents are fetched when they are asked for. `hashes` has those of each, and `sum` stands for them.
    pub fn away(hashes: Vec<Hashes>, sum: Sum, from: Box<dyn Fetch>) -> Self {
        Self { place: Place::Away(Arc::new(Away { hashes, sum, from, recent: Mutex::default() })), revealed: false }
    }

    /// Returns what stands for the documents.
    pub(super) fn sum(&self) -> Sum {
        match &self.place {
            Place::Here(held) => {
                let mut sum = Sum::default();
                held.iter().for_each(|h| sum.add(h.text.name(), &h.hashes()));
                sum
            }
            Place::Away(away) => away.sum,
        }
    }

    /// Returns how many documents are held.
    pub fn len(&self) -> usize {
        match &self.place {
            Place::Here(held) => held.len(),
            Place::Away(away) => away.hashes.len(),
        }
    }

    /// Tells whether none is held.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns a document.
    pub fn get(&self, at: u32) -> Option<Held> {
        match &self.place {
            Place::Here(held) => held.get(at as usize).cloned(),
            Place::Away(away) => away.get(at, self.revealed),
        }
    }

    /// Returns a document that nobody is likely to ask for again soon.
    pub(super) fn pass(&self, at: u32) -> Option<Held> {
        match &self.place {
            Place::Here(held) => held.get(at as usize).cloned(),
            Place::Away(away) => away.from.fetch(at),
        }
    }

    /// Returns the hash of the bytes of a document, in hexadecimal.
    pub fn sha256(&self, at: u32) -> Option<String> {
        match &self.place {
            Place::Here(held) => held.get(at as usize).map(|h| h.sha256.clone()),
            Place::Away(away) => away.hashes.get(at as usize).map(|of| hex::encode(of.bytes)),
        }
    }

    /// Returns what tells a document from another version of it.
    pub fn hashes(&self, at: u32) -> Option<Hashes> {
        match &self.place {
            Place::Here(held) => held.get(at as usize).map(Held::hashes),
            Place::Away(away) => away.hashes.get(at as usize).copied(),
        }
    }

    /// Goes through the documents.
    pub fn iter(&self) -> impl Iterator<Item = Held> + '_ {
        (0..u32::try_from(self.len()).unwrap_or(u32::MAX)).filter_map(|at| self.get(at))
    }

    /// Shows the particulars of private persons in the texts.
    pub(super) fn reveal(&mut self) {
        self.revealed = true;
        if let Place::Here(held) = &mut self.place {
            held.iter_mut().for_each(|h| Arc::make_mut(&mut h.text).reveal());
        }
    }
}

impl Away {
    fn get(&self, at: u32, revealed: bool) -> Option<Held> {
        let recent = || self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = recent().get(at) {
            return Some(known);
        }
        // Fetched without the lock: nobody waits for what somebody else reads.
        let mut held = self.from.fetch(at)?;
        if revealed {
            Arc::make_mut(&mut held.text).reveal();
        }
        recent().put(at, &held);
        Some(held)
    }
}

impl Recent {
    fn get(&mut self, at: u32) -> Option<Held> {
        if let Some(young) = self.young.get(&at) {
            return Some(young.clone());
        }
        let held = self.old.remove(&at)?;
        self.put(at, &held);
        Some(held)
    }

    fn put(&mut self, at: u32, held: &Held) {
        self.bytes += held.text.source().len();
        if self.bytes > KEPT {
            self.old = std::mem::take(&mut self.young);
            self.bytes = held.text.source().len();
        }
        self.young.insert(at, held.clone());
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn held(name: &str, bytes: usize) -> Held {
        let text = Arc::new(SourceText::new(name, "x ".repeat(bytes / 2)));
        Held { text, extraction: Arc::default(), sha256: hex::encode([7; 32]) }
    }

    #[derive(Debug)]
    struct Far(Arc<AtomicUsize>);

    impl Fetch for Far {
        fn fetch(&self, at: u32) -> Option<Held> {
            self.0.fetch_add(1, Ordering::Relaxed);
            (at < 3).then(|| held(&at.to_string(), KEPT / 2))
        }
    }

    #[test]
    fn what_is_away_is_fetched_and_kept_for_a_while() {
        let fetched = Arc::new(AtomicUsize::new(0));
        let shelf = Shelf::away(
            vec![Hashes { bytes: [7; 32], text: [8; 32] }; 4],
            Sum::default(),
            Box::new(Far(Arc::clone(&fetched))),
        );
        let check = |at: u32, times: usize| {
            assert_eq!(shelf.get(at).map(|h| h.text.name().to_owned()), (at < 3).then(|| at.to_string()));
            assert_eq!(fetched.load(Ordering::Relaxed), times, "fetching {at}");
        };
        check(0, 1);
        check(0, 1);
        check(1, 2);
        check(2, 3);
        check(0, 3);
        assert_eq!((shelf.len(), shelf.sha256(3)), (4, Some("07".repeat(32))));
        assert!(shelf.get(3).is_none(), "it is gone");
        assert!(shelf.get(9).is_none() && shelf.sha256(9).is_none());
    }

    #[test]
    fn a_shelf_in_memory_holds_what_it_was_given() {
        let shelf = Shelf::from(vec![held("a", 2), held("b", 2)]);
        let names: Vec<String> = shelf.iter().map(|h| h.text.name().to_owned()).collect();
        assert_eq!((names, shelf.is_empty()), (vec!["a".to_owned(), "b".to_owned()], false));
    }
}

//! The documents of a store, fetched when they are asked for: a graph needs no texts until one is shown.

use std::sync::{Arc, Mutex, PoisonError};

use super::library::restored;
use crate::graph::{Fetch, Held, Shelf, Sum};
use crate::store::{Store, Wanted};

/// Which content of a store a document is, the name it goes by and the hash of its bytes.
pub(super) type Place = (i64, String, [u8; 32]);

/// Which content of a store a document is, and the name it goes by.
type Named = (i64, Arc<str>);

/// The documents of a store.
#[derive(Debug)]
struct Away {
    store: Arc<Mutex<Store>>,
    /// Content and name of each.
    places: Vec<Named>,
}

/// Returns the documents of a store as those of a graph; `sum` stands for them where it is known.
pub(super) fn shelf(
    store: Arc<Mutex<Store>>,
    places: impl Iterator<Item = (i64, Arc<str>, [u8; 32])>,
    sum: Option<Sum>,
) -> Shelf {
    let (places, sha256): (Vec<Named>, Vec<[u8; 32]>) = places.map(|(id, name, sha)| ((id, name), sha)).unzip();
    let counted = || {
        let mut sum = Sum::default();
        places.iter().zip(&sha256).for_each(|((_, name), sha256)| sum.add(name, sha256));
        sum
    };
    let sum = sum.unwrap_or_else(counted);
    Shelf::away(sha256, sum, Box::new(Away { store, places }))
}

impl Fetch for Away {
    fn fetch(&self, at: u32) -> Option<Held> {
        let (id, name) = self.places.get(at as usize)?;
        let wanted = Wanted { path: name.to_string(), id: *id, extractor: String::new() };
        let content = self.store.lock().unwrap_or_else(PoisonError::into_inner).content(&wanted);
        match content {
            Ok(kept) => Some(restored(kept?, name).0),
            Err(e) => {
                tracing::error!(error = %e, document = %name, "a text cannot be read; it is shown without");
                None
            }
        }
    }
}

//! The documents of a store, fetched when they are asked for: a graph needs no texts until one is shown.

use std::sync::{Arc, Mutex, PoisonError};

use super::library::restored;
use crate::graph::{Fetch, Hashes, Held, Shelf, Sum};
use crate::store::{Store, Wanted};

/// Which content of a store a document is, the name it goes by and its hashes.
pub(super) type Place = (i64, String, Hashes);

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
    places: impl Iterator<Item = (i64, Arc<str>, Hashes)>,
    sum: Option<Sum>,
) -> Shelf {
    let (places, hashes): (Vec<Named>, Vec<Hashes>) = places.map(|(id, name, of)| ((id, name), of)).unzip();
    let counted = || {
        let mut sum = Sum::default();
        places.iter().zip(&hashes).for_each(|((_, name), of)| sum.add(name, of));
        sum
    };
    let sum = sum.unwrap_or_else(counted);
    Shelf::away(hashes, sum, Box::new(Away { store, places }))
}

impl Fetch for Away {
    fn fetch(&self, at: u32) -> Option<Held> {
        let (id, name) = self.places.get(at as usize)?;
        let wanted = Wanted { path: name.to_string(), id: *id, extractor: String::new(), text: [0; 32] };
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

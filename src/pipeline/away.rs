//! The documents of a store, fetched when they are asked for: a graph needs no texts until one is shown.

use std::sync::{Arc, Mutex, PoisonError};

use super::library::restored;
use crate::graph::{Fetch, Held, Shelf};
use crate::store::{Store, Wanted};

/// Which content of a store a document is, the name it goes by and the hash of its bytes.
pub(super) type Place = (i64, String, [u8; 32]);

/// The documents of a store.
#[derive(Debug)]
struct Away {
    store: Arc<Mutex<Store>>,
    /// Content and name of each.
    places: Vec<(i64, Box<str>)>,
}

/// Returns the documents of a store as those of a graph.
pub(super) fn shelf(store: Arc<Mutex<Store>>, places: Vec<Place>) -> Shelf {
    let (places, sha256) = places.into_iter().map(|(id, name, sha256)| ((id, name.into()), sha256)).unzip();
    Shelf::away(sha256, Box::new(Away { store, places }))
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

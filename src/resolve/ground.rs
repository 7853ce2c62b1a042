//! The places of a corpus, tied to the works and bodies that are of them; what was found before stays where nothing came to it.

use std::collections::BTreeMap;

use super::agencies::Agencies;
use super::documents::Works;
use super::memory::Memory;
use super::places::{place_id, places};
use super::territory::place_key;
use crate::model::{Jurisdiction, PlaceNode, Word};

/// The places of a corpus, and what they were made from.
#[derive(Clone, Debug, Default)]
pub(super) struct Territories {
    /// For each work the key of its territory.
    of_works: Vec<Option<Word>>,
    /// All keys, with a territory that has it.
    keys: BTreeMap<Word, Jurisdiction>,
}

/// Builds the places of documents and agencies and ties both to them.
pub(super) fn tie_places(before: &Memory, works: &mut Works, agencies: &mut Agencies) -> (Vec<PlaceNode>, Territories) {
    let mut own = Territories::default();
    let mut last: Option<Word> = None;
    for (at, node) in works.nodes.iter().enumerate() {
        let home = node.jurisdiction.as_deref().filter(|j| !j.is_central());
        let key = match works.was.get(at).filter(|_| works.made.get(at) == Some(&false)) {
            Some(was) => before.territories.of_works.get(*was as usize).cloned().flatten(),
            None => home.and_then(|j| place_key(j, node.issued_on)).map(Word::from),
        };
        // Works are in the order of their keys, so that many of one territory follow each other.
        if let (Some(key), Some(home)) = (&key, home)
            && last.as_ref() != Some(key)
        {
            own.keys.entry(key.clone()).or_insert_with(|| home.clone());
            last = Some(key.clone());
        }
        own.of_works.push(key);
    }
    for (jurisdiction, key) in agencies.territories().flatten() {
        own.keys.entry(key.as_str().into()).or_insert_with(|| jurisdiction.clone());
    }
    let places = match own.keys == before.territories.keys {
        true => before.resolved.places.clone(),
        false => places(&own.keys),
    };
    let index: BTreeMap<&str, u32> = places.iter().map(|p| p.id.as_str()).zip(0u32..).collect();
    let of: BTreeMap<&str, Option<u32>> =
        own.keys.keys().map(|key| (key.as_str(), index.get(place_id(key).as_str()).copied())).collect();
    let at = |key: &str| of.get(key).copied().flatten();
    let mut last: (Option<&Word>, Option<u32>) = (None, None);
    for (node, key) in works.nodes.iter_mut().zip(&own.of_works) {
        if last.0 != key.as_ref() {
            last = (key.as_ref(), key.as_deref().and_then(at));
        }
        node.place = last.1;
    }
    let of_agencies: Vec<Option<u32>> = agencies.territories().map(|t| t.and_then(|(_, key)| at(key))).collect();
    for (node, place) in agencies.nodes.iter_mut().zip(of_agencies) {
        node.place = place;
    }
    (places, own)
}

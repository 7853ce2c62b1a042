//! Finds the work that a naming is of among those known, by its words; what makes two namings one is told by
//! [`is_same`].

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, is_rail, is_same, words_in};
use super::name::{Found, Naming};

/// Places in the list of works, the first one first.
type Places = BTreeSet<usize>;

/// What stands between a way and the words that tell its stretch, in a key.
const STRETCH: &str = " doan tu ";

/// The known works by their words. A list may hold more than is asked for, never less: each is looked at again.
#[derive(Debug, Default)]
pub(super) struct Known {
    by_key: BTreeMap<String, Places>,
    /// By the way they are stretches of.
    by_way: BTreeMap<String, Places>,
    /// Railways by each end of their keys.
    by_route: BTreeMap<String, Places>,
    /// Those that tell what is made there, by each word.
    by_word: BTreeMap<(&'static str, String), Places>,
    /// The same by so many of their rarest words that a shorter likeness has one of them.
    by_rare: BTreeMap<(&'static str, String), Places>,
    /// How many words of one of them were there before at most.
    repeats: usize,
}

impl Known {
    /// Remembers the entry at a place by its key; an entry whose key is changed is remembered again.
    pub(super) fn add(&mut self, at: usize, entry: &Entry) {
        let key = &entry.key;
        self.by_key.entry(key.clone()).or_default().insert(at);
        for (way, _) in key.match_indices(STRETCH).map(|(i, _)| key.split_at(i)) {
            self.by_way.entry(way.to_owned()).or_default().insert(at);
        }
        if is_rail(entry.family) {
            for end in ends(key) {
                self.by_route.entry(end.to_owned()).or_default().insert(at);
            }
        }
        if entry.described {
            self.add_words(at, entry);
        }
    }

    fn add_words(&mut self, at: usize, entry: &Entry) {
        let mut words: Vec<(usize, &str)> = words_in(&entry.key).enumerate().collect();
        let Some(others) = words.len().checked_sub(least(words.len())) else { return };
        words.sort_by_key(|(i, word)| (self.rank(entry.family, word), std::cmp::Reverse(*i)));
        for (_, word) in words.iter().take(others + 1) {
            self.by_rare.entry((entry.family, (*word).to_owned())).or_default().insert(at);
        }
        let mut repeats = 0;
        for (_, word) in &words {
            let new = self.by_word.entry((entry.family, (*word).to_owned())).or_default().insert(at);
            repeats += usize::from(!new);
        }
        self.repeats = self.repeats.max(repeats);
    }

    /// How many works have a word.
    fn rank(&self, family: &'static str, word: &str) -> usize {
        self.by_word.get(&(family, word.to_owned())).map_or(0, BTreeSet::len)
    }

    /// Returns the first work a naming is of.
    pub(super) fn find(&self, entries: &[Entry], found: &Found, key: &str, place: &str) -> Option<usize> {
        // A work that is told by nothing but its number is another one each time.
        if key.is_empty() && found.naming == Naming::Counted(1) {
            return None;
        }
        let same = |at: &&usize| entries.get(**at).is_some_and(|e| is_same(e, found, key, place));
        let ways = key.match_indices(STRETCH).filter_map(|(i, _)| self.by_key.get(key.get(..i)?));
        let lists = [self.by_key.get(key), self.by_way.get(key)].into_iter().flatten().chain(ways);
        let first = lists.filter_map(|l| l.iter().find(same)).min();
        let rails = is_rail(found.head.family).then(|| {
            let routes = ends(key).filter_map(|end| self.by_key.get(end));
            routes.chain(self.by_route.get(key)).filter_map(|l| l.iter().find(same)).min()
        });
        let alike = (found.described && found.naming == Naming::Named)
            .then(|| self.alike(found.head.family, key).into_iter().filter_map(|l| l.iter().find(same)).min());
        first.into_iter().chain(rails.flatten()).chain(alike.flatten()).min().copied()
    }

    /// The lists in which every work is that has enough words of `key`.
    fn alike(&self, family: &'static str, key: &str) -> Vec<&Places> {
        let mut words: Vec<&str> = words_in(key).collect();
        let Some(others) = words.len().checked_sub(least(words.len())) else { return Vec::new() };
        words.sort_unstable();
        words.dedup();
        words.sort_by_key(|word| self.rank(family, word));
        let shorter = words.iter().filter_map(|w| self.by_rare.get(&(family, (*w).to_owned())));
        let rarest = words.iter().take(others + self.repeats + 1);
        let longer = rarest.filter_map(|w| self.by_word.get(&(family, (*w).to_owned())));
        shorter.chain(longer).collect()
    }
}

/// How many words of a list of `len` must be another's for the two to be of one work.
fn least(len: usize) -> usize {
    super::entry::LEAST_ALIKE.max((len * 3).div_ceil(4))
}

/// The ends of a key that begin with a word.
fn ends(key: &str) -> impl Iterator<Item = &str> {
    key.match_indices(' ').filter_map(|(i, _)| key.get(i + 1..))
}

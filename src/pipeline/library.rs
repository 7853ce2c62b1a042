//! The current documents of a store in memory: loaded on all cores, and again only what changed since; with what each says
//! of identities, so that joining them again reads no text.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::EXTRACTOR;
use super::away::{self, Place};
use super::parallel::in_order;
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::extract;
use crate::graph::{Held, PolicyGraph, Shelf, WordReader, Words};
use crate::model::{Extraction, Word};
use crate::read::{outline, text_as_read};
use crate::resolve::{Decisions, Input, Memory, Prepared, Ready, prepare};
use crate::store::{Kept, Store, StoreError, Wanted, decode};
use crate::text::SourceText;

/// The current documents of a store, as they were when they were last loaded.
#[derive(Debug)]
pub struct Library {
    folder: PathBuf,
    store: Store,
    /// Where graphs have their texts from.
    texts: Arc<Mutex<Store>>,
    /// The number of changes the store had.
    change: Option<u64>,
    /// By content; its name and mark tell whether it is still what the store holds.
    loaded: BTreeMap<i64, Loaded>,
    /// The contents in the order of their names.
    by_name: Vec<i64>,
    /// What was joined last.
    joined: Mutex<Memory>,
    /// The words of the texts that were read.
    words: Mutex<Vec<Words>>,
}

#[derive(Debug)]
struct Loaded {
    name: Box<str>,
    extractor: Word,
    /// Of its bytes.
    sha256: [u8; 32],
    prepared: Arc<Prepared>,
    said: Vec<Diagnostic>,
}

/// What loading found beside the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loading {
    /// Documents that were loaded; the others were there.
    pub loaded: usize,
    /// Whether nothing that was there before is gone or another one now.
    pub grown: bool,
    /// Documents whose kept facts are of other rules, or damaged: their facts were found anew, in memory alone.
    pub extracted: usize,
    /// What could not be used.
    pub diagnostics: Vec<Diagnostic>,
}

impl Library {
    /// Opens the store in a folder; nothing is loaded yet.
    ///
    /// # Errors
    ///
    /// Fails when there is none or it cannot be read.
    pub fn open(folder: &Path) -> Result<Self, StoreError> {
        let (store, texts) = (Store::open(folder)?, Arc::new(Mutex::new(Store::open(folder)?)));
        let (joined, words) = (Mutex::default(), Mutex::default());
        let (loaded, by_name) = (BTreeMap::new(), Vec::new());
        Ok(Self { folder: folder.to_owned(), store, texts, change: None, loaded, by_name, joined, words })
    }

    /// Opens the store in a folder as one whose present state is known without its documents.
    ///
    /// # Errors
    ///
    /// Fails when there is none or it cannot be read.
    pub(super) fn unloaded(folder: &Path) -> Result<Self, StoreError> {
        let library = Self::open(folder)?;
        let change = Some(library.store.change()?);
        Ok(Self { change, ..library })
    }

    /// Returns the folder of the store.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Tells whether the store has changed since it was loaded.
    ///
    /// # Errors
    ///
    /// Fails when the store cannot be read.
    pub fn is_stale(&self) -> Result<bool, StoreError> {
        Ok(self.change != Some(self.store.change()?))
    }

    /// Returns the number of changes the store had when it was loaded.
    pub fn change(&self) -> u64 {
        self.change.unwrap_or_default()
    }

    /// Returns the documents, in the order of their names, as the store has them.
    pub fn held(&self) -> Vec<Held> {
        self.shelf().iter().collect()
    }

    /// Joins the documents to a graph, with what people decided before.
    pub fn graph(&self, decisions: Decisions) -> (PolicyGraph, Vec<Diagnostic>) {
        let all: Vec<&Loaded> = self.in_order().map(|(_, l)| l).collect();
        let ready: Vec<Ready<'_>> = all.iter().map(|l| Ready { name: &l.name, prepared: &l.prepared }).collect();
        let resolved = self.joined.lock().unwrap_or_else(PoisonError::into_inner).join(&ready, decisions);
        let said = all.iter().flat_map(|l| &l.said).chain(&resolved.diagnostics).cloned().collect();
        (PolicyGraph::build(resolved, self.shelf()), said)
    }

    /// Lays out the words of a graph of the documents for search; their texts were read when they were loaded.
    pub fn lay_out_search(&self, graph: &PolicyGraph) {
        let mut words = self.words.lock().unwrap_or_else(PoisonError::into_inner);
        *words = graph.lay_out_search(&words);
    }

    /// Returns which content each document of [`Self::held`] is, in the same order.
    pub(super) fn places(&self) -> Vec<Place> {
        self.in_order().map(|(id, l)| (id, l.name.to_string(), l.sha256)).collect()
    }

    /// Goes through the documents in the order of their names.
    fn in_order(&self) -> impl Iterator<Item = (i64, &Loaded)> {
        self.by_name.iter().filter_map(|id| Some((*id, self.loaded.get(id)?)))
    }

    /// The documents, each read when it is asked for: what is joined of them is in memory, and a text mostly is not.
    fn shelf(&self) -> Shelf {
        away::shelf(Arc::clone(&self.texts), self.places())
    }

    /// Loads what is new in the store and forgets what is no longer current.
    ///
    /// # Errors
    ///
    /// Fails when the store cannot be read; then what was loaded before stays.
    pub fn load(&mut self) -> Result<Loading, StoreError> {
        // Read before the list: what changes in between is loaded once more, and never missed.
        let change = self.store.change()?;
        let mut wanted = self.store.current()?;
        let names = shortest_names(&wanted);
        let mut kept = BTreeMap::new();
        let mut missing = Vec::new();
        let before = self.loaded.len();
        for (wanted, name) in wanted.drain(..).zip(names) {
            match self.loaded.get(&wanted.id).filter(|l| *l.name == *name && *l.extractor == *wanted.extractor) {
                Some(_) => drop(kept.insert(wanted.id, ())),
                None => missing.push((wanted, name)),
            }
        }
        let (fresh, words, mut loading) = fetch(&self.folder, missing)?;
        loading.grown = kept.len() == before;
        self.loaded.retain(|id, _| kept.contains_key(id));
        self.by_name.retain(|id| kept.contains_key(id));
        self.by_name.extend(fresh.iter().map(|(id, _)| *id));
        self.loaded.extend(fresh);
        let name = |id: &i64| self.loaded.get(id).map(|l| &*l.name);
        // They are in order already but for a few: one look at each.
        self.by_name.sort_by(|a, b| name(a).cmp(&name(b)));
        self.words.get_mut().unwrap_or_else(PoisonError::into_inner).extend(words);
        self.change = Some(change);
        Ok(loading)
    }
}

/// The store writes every hash in full.
fn hash_of(hex: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    hex::decode_to_slice(hex, &mut bytes).map_or([0; 32], |()| bytes)
}

/// What was loaded: documents, and the words of their texts.
type Fetched = (Vec<(i64, Loaded)>, Option<Words>, Loading);

/// Loads contents on all cores.
fn fetch(folder: &Path, missing: Vec<(Wanted, String)>) -> Result<Fetched, StoreError> {
    let (mut words, mut loading) = (WordReader::default(), Loading::default());
    if missing.is_empty() {
        return Ok((Vec::new(), None, loading));
    }
    let store = Store::open(folder)?;
    let mut fresh = Vec::new();
    let mut failed = None;
    let items = missing.into_iter().map(move |(wanted, name)| store.content(&wanted).map(|kept| (kept, name)));
    in_order(
        items,
        |item| item.as_ref().map_or(0, |(kept, _)| kept.as_ref().map_or(0, |k| k.text.len() + k.facts.len())),
        || (),
        |(), item| {
            item.map(|(kept, name)| {
                kept.map(|kept| {
                    let (id, extractor) = (kept.id, Word::from(kept.extractor.as_str()));
                    let (held, again) = restored(kept, &name);
                    let prepared = Arc::new(prepare(&Input { text: &held.text, extraction: &held.extraction }));
                    let said = held.extraction.diagnostics.clone();
                    let sha256 = hash_of(&held.sha256);
                    let words = WordReader::read(&held, sha256);
                    (Loaded { name: name.into(), extractor, sha256, prepared, said }, id, words, again)
                })
            })
        },
        |result| {
            match result {
                Some(Ok(Some((loaded, id, own, said)))) => {
                    words.append(own);
                    loading.loaded += 1;
                    loading.extracted += usize::from(said.is_some());
                    loading.diagnostics.extend(said.flatten());
                    fresh.push((id, loaded));
                }
                // It was removed after it was listed, or its text makes a rule panic, which was said.
                Some(Ok(None)) | None => {}
                Some(Err(e)) => {
                    failed = Some(e);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        },
    );
    failed.map_or_else(|| Ok((fresh, words.finish(), loading)), Err)
}

/// Makes a document of what was kept. The second value is there when its facts were found anew, with the reason when
/// there is more to say than that other rules had found them.
pub(super) fn restored(kept: Kept, name: &str) -> (Held, Option<Option<Diagnostic>>) {
    let text = Arc::new(text_as_read(name, kept.text));
    let (mut extraction, said) = if kept.extractor == EXTRACTOR {
        match decode(&kept.facts, &text) {
            Ok(extraction) => (extraction, None),
            Err(e) => {
                let message = format!("its facts are damaged ({e}) and were found anew; `luocdo check` says more");
                let said = Diagnostic::new("store.facts-damaged", Severity::Warning, name, message);
                (extract_again(&text), Some(Some(said)))
            }
        }
    } else {
        (extract_again(&text), Some(None))
    };
    // It may have been read under another name.
    for d in &mut extraction.diagnostics {
        name.clone_into(&mut d.document);
    }
    (Held { text, extraction: Arc::new(extraction), sha256: kept.sha256 }, said)
}

/// Finds the facts of a text that is kept.
pub(super) fn extract_again(text: &SourceText) -> Extraction {
    extract(text, &outline(text))
}

/// Names documents by the last parts of their paths, as few as tell them apart: `plan.txt`, or `lao-cai/plan.txt` where
/// another folder holds a `plan.txt` too.
fn shortest_names(wanted: &[Wanted]) -> Vec<String> {
    let mut names: Vec<String> = vec![String::new(); wanted.len()];
    let mut open: Vec<usize> = (0..wanted.len()).collect();
    let mut depth = 1;
    while !open.is_empty() {
        let name = |index: usize| wanted.get(index).map_or("", |w| last_parts(&w.path, depth));
        // Paths come sorted, so that their last parts mostly are: a sort is one look at each.
        let mut named: Vec<(&str, usize)> = open.drain(..).map(|index| (name(index), index)).collect();
        named.sort();
        for same in named.chunk_by(|(a, _), (b, _)| a == b) {
            match same {
                [(alone, index)] => names.get_mut(*index).into_iter().for_each(|slot| (*alone).clone_into(slot)),
                _ => open.extend(same.iter().map(|(_, index)| *index)),
            }
        }
        depth += 1;
    }
    names
}

fn last_parts(path: &str, count: usize) -> &str {
    let slash = path.match_indices('/').rev().nth(count - 1);
    slash.and_then(|(at, _)| path.get(at + 1..)).unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paths: &[&str], expected: &[&str]) {
        let wanted = |(id, path): (i64, &&str)| Wanted { path: (*path).to_owned(), id, extractor: String::new() };
        let wanted: Vec<Wanted> = (0..).zip(paths).map(wanted).collect();
        assert_eq!(shortest_names(&wanted), expected);
    }

    #[test]
    fn names_are_as_short_as_tells_them_apart() {
        check(&["/a/1.txt", "/b/2.txt"], &["1.txt", "2.txt"]);
        check(&["/a/x/1.txt", "/b/x/1.txt", "/b/2.txt"], &["a/x/1.txt", "b/x/1.txt", "2.txt"]);
        check(&["/1.txt", "/a/1.txt", "1.txt"], &["/1.txt", "a/1.txt", "1.txt"]);
        check(&["/a/d.jsonl#1", "/a/d.jsonl#2", "/b/d.jsonl#1"], &["a/d.jsonl#1", "d.jsonl#2", "b/d.jsonl#1"]);
        check(&[], &[]);
    }
}

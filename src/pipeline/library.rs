//! The current documents of a store in memory: loaded on all cores, and again only what changed since; with what each says
//! of identities, so that joining them again reads no text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::EXTRACTOR;
use super::away::{self, Place};
use super::names::{end_of, last_parts, shortest_names};
use super::parallel::in_order;
use crate::diagnostic::{Diagnostic, Severity};
use crate::extract::extract;
use crate::graph::{Hashes, Held, PolicyGraph, Shelf, Sum, WordReader, Words};
use crate::model::{Extraction, Growth, Word};
use crate::read::{outline, text_as_read};
use crate::resolve::{Decisions, Input, Memory, Prepared, Ready, prepare};
use crate::store::{Kept, State, Store, StoreError, Wanted, decode};
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
    /// The state the store had when the documents were loaded.
    since: Option<State>,
    /// In the order of their names.
    loaded: Vec<Arc<Loaded>>,
    /// The last content that was loaded.
    last: i64,
    /// Stand for the file names of all documents, by which most go.
    ends: BTreeSet<u64>,
    /// Stands for all documents.
    sum: Sum,
    /// What was joined last, and the graph of it.
    joined: Mutex<Joined>,
    /// The words of the texts that were read and are in no graph yet.
    words: Mutex<Vec<Words>>,
}

#[derive(Debug, Default)]
struct Joined {
    memory: Memory,
    last: Option<PolicyGraph>,
    /// The graph out of which the last one grew, and how; it has words for search.
    before: Option<(PolicyGraph, Arc<Growth>)>,
}

#[derive(Debug)]
struct Loaded {
    /// Which content it is; its name, its mark and its text tell whether it is still what the store holds.
    id: i64,
    name: Arc<str>,
    extractor: Word,
    hashes: Hashes,
    prepared: Arc<Prepared>,
    said: Vec<Diagnostic>,
}

/// What loading found beside the documents.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loading {
    /// Documents that were loaded; the others were there.
    pub loaded: usize,
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
        Ok(Self {
            folder: folder.to_owned(),
            store: Store::open(folder)?,
            texts: Arc::new(Mutex::new(Store::open(folder)?)),
            change: None,
            since: None,
            loaded: Vec::new(),
            last: 0,
            ends: BTreeSet::new(),
            sum: Sum::default(),
            joined: Mutex::default(),
            words: Mutex::default(),
        })
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

    /// Tells whether the documents are in memory; of a graph from a snapshot they are not until something changes.
    pub fn is_loaded(&self) -> bool {
        self.since.is_some()
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
        let ready = self.loaded.iter().map(|l| Ready { name: &l.name, prepared: &l.prepared });
        let ready: Vec<Ready<'_>> = ready.collect();
        let mut joined = self.joined.lock().unwrap_or_else(PoisonError::into_inner);
        let resolved = joined.memory.join(&ready, decisions);
        let said = self.loaded.iter().flat_map(|l| &l.said).chain(&resolved.diagnostics).cloned().collect();
        let last = joined.last.take();
        let graph = match last.as_ref().zip(joined.memory.step()) {
            Some((last, step)) => PolicyGraph::grown(last, step.as_ref(), resolved, self.shelf()),
            None => PolicyGraph::build(resolved, self.shelf()),
        };
        let last = last.filter(PolicyGraph::is_laid_out);
        if let (Some(last), None) = (&last, joined.memory.step()) {
            // They are read by no graph that this one grew out of.
            self.words.lock().unwrap_or_else(PoisonError::into_inner).extend(last.words_read());
        }
        joined.before = last.zip(joined.memory.step().map(Arc::clone));
        joined.last = Some(graph.clone());
        (graph, said)
    }

    /// Lays out the words of the graph that was joined last for search; their texts were read when they were loaded.
    pub fn lay_out_search(&self, graph: &PolicyGraph) {
        let mut joined = self.joined.lock().unwrap_or_else(PoisonError::into_inner);
        let words = std::mem::take(&mut *self.words.lock().unwrap_or_else(PoisonError::into_inner));
        match joined.before.take() {
            Some((before, step)) => graph.grow_search(&before, &step, &words),
            None => graph.lay_out_search(&words),
        }
        joined.last = Some(graph.clone());
    }

    /// Returns which content each document of [`Self::held`] is, in the same order.
    pub(super) fn places(&self) -> Vec<Place> {
        self.loaded.iter().map(|l| (l.id, l.name.to_string(), l.hashes)).collect()
    }

    /// The documents, each read when it is asked for: what is joined of them is in memory, and a text mostly is not.
    fn shelf(&self) -> Shelf {
        let places = self.loaded.iter().map(|l| (l.id, Arc::clone(&l.name), l.hashes));
        away::shelf(Arc::clone(&self.texts), places, Some(self.sum))
    }

    /// Loads what is new in the store and forgets what is no longer current.
    ///
    /// # Errors
    ///
    /// Fails when the store cannot be read; then what was loaded before stays.
    pub fn load(&mut self) -> Result<Loading, StoreError> {
        // Read before the list: what changes in between is loaded once more, and never missed.
        let state = self.store.state()?;
        let loading = match self.added(state)? {
            Some(missing) => self.fetch_into(missing, self.sum)?,
            None => self.load_all()?,
        };
        (self.change, self.since) = (Some(state.change), Some(state));
        Ok(loading)
    }

    /// Returns what was added to the store with the names it goes by; none when more happened, or when documents that were
    /// loaded may go by other names now.
    fn added(&mut self, state: State) -> Result<Option<Vec<(Wanted, String)>>, StoreError> {
        let Some(since) = self.since.filter(|since| since.altered == state.altered) else { return Ok(None) };
        let wanted = self.store.added_after(since.last)?;
        let ends: BTreeSet<u64> = wanted.iter().map(|w| end_of(&w.path)).collect();
        let told_apart = ends.len() == wanted.len() && ends.is_disjoint(&self.ends);
        if !told_apart || wanted.iter().any(|w| w.id <= self.last) {
            return Ok(None);
        }
        self.ends.extend(ends);
        let named = |w: Wanted| {
            let name = last_parts(&w.path, 1).to_owned();
            (w, name)
        };
        Ok(Some(wanted.into_iter().map(named).collect()))
    }

    fn load_all(&mut self) -> Result<Loading, StoreError> {
        let wanted = self.store.current()?;
        let names = shortest_names(&wanted);
        let ends = wanted.iter().map(|w| end_of(&w.path)).collect();
        let mut known: BTreeMap<i64, Arc<Loaded>> = self.loaded.iter().map(|l| (l.id, Arc::clone(l))).collect();
        let mut missing = Vec::new();
        let mut kept = Vec::with_capacity(wanted.len());
        for (wanted, name) in wanted.into_iter().zip(names) {
            let same =
                |l: &Arc<Loaded>| *l.name == *name && *l.extractor == *wanted.extractor && l.hashes.text == wanted.text;
            match known.remove(&wanted.id).filter(same) {
                Some(loaded) => kept.push(loaded),
                None => missing.push((wanted, name)),
            }
        }
        // They are in order already but for a few: one look at each.
        kept.sort_by(|a, b| a.name.cmp(&b.name));
        let mut sum = Sum::default();
        kept.iter().for_each(|l| sum.add(&l.name, &l.hashes));
        let before = std::mem::replace(&mut self.loaded, kept);
        match self.fetch_into(missing, sum) {
            Ok(loading) => {
                self.ends = ends;
                Ok(loading)
            }
            Err(e) => {
                self.loaded = before;
                Err(e)
            }
        }
    }

    /// Loads documents and puts them among the others, for which `sum` stands.
    fn fetch_into(&mut self, missing: Vec<(Wanted, String)>, mut sum: Sum) -> Result<Loading, StoreError> {
        let (mut fresh, words, loading) = fetch(&self.folder, missing)?;
        for l in &fresh {
            sum.add(&l.name, &l.hashes);
            self.last = self.last.max(l.id);
        }
        self.sum = sum;
        fresh.sort_by(|a, b| a.name.cmp(&b.name));
        let mut old = std::mem::take(&mut self.loaded).into_iter();
        self.loaded.reserve(old.len() + fresh.len());
        for l in fresh {
            let before = old.as_slice().partition_point(|o| o.name < l.name);
            self.loaded.extend(old.by_ref().take(before));
            self.loaded.push(l);
        }
        self.loaded.extend(old);
        self.words.get_mut().unwrap_or_else(PoisonError::into_inner).extend(words);
        Ok(loading)
    }
}

/// What was loaded: documents, and the words of their texts.
type Fetched = (Vec<Arc<Loaded>>, Option<Words>, Loading);

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
                    let hashes = Hashes::new(&kept.sha256, kept.text_sha256);
                    let (held, again) = restored(kept, &name);
                    let prepared = Arc::new(prepare(&Input { text: &held.text, extraction: &held.extraction }));
                    let said = held.extraction.diagnostics.clone();
                    let words = WordReader::read(&held, hashes.text);
                    (Loaded { id, name: name.into(), extractor, hashes, prepared, said }, words, again)
                })
            })
        },
        |result| {
            match result {
                Some(Ok(Some((loaded, own, said)))) => {
                    words.append(own);
                    loading.loaded += 1;
                    loading.extracted += usize::from(said.is_some());
                    loading.diagnostics.extend(said.flatten());
                    fresh.push(Arc::new(loaded));
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

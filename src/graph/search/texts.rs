//! The words of held texts, heading by heading: read on all cores, and kept as they are when documents come and go.

#![expect(clippy::disallowed_types, reason = "each text is looked up by itself, and those that are left are sorted")]

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::Arc;
use std::thread::{available_parallelism, scope};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{Held, PolicyGraph};
use super::Matter;
use super::index::Field;
use super::part::{Gatherer, Part};
use crate::model::Growth;
use crate::text::Span;

/// Texts that are worth a thread.
const WORTH_A_THREAD: usize = 200;
/// Stands for the part of a text before its first heading.
const BEFORE_ALL: u32 = u32::MAX;

/// Some texts with their words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Texts {
    /// Which document each text is of.
    documents: Vec<u32>,
    /// What does not depend on the graph.
    #[serde(serialize_with = "within", deserialize_with = "around")]
    laid: Arc<Laid>,
}

/// Words of texts, in the order in which they were read.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Laid {
    words: Part,
    /// Where the parts of each text begin in `sections`.
    starts: Vec<u32>,
    /// The heading of each part.
    sections: Vec<u32>,
}

fn within<S: Serializer>(laid: &Laid, serializer: S) -> Result<S::Ok, S::Error> {
    laid.serialize(serializer)
}

fn around<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Laid>, D::Error> {
    Laid::deserialize(deserializer).map(Arc::new)
}

impl Texts {
    /// Lays out the texts of a graph: those whose words were read before stay as they are, without those that are no longer
    /// held, and the others are read.
    pub(super) fn of_graph(graph: &PolicyGraph, read: &[Words]) -> Vec<Self> {
        let mut all = Vec::new();
        Self::add(&mut all, graph, read, held(graph));
        merged(all)
    }

    /// Lays out the texts of a graph that grew out of another one: those that are held as before stay as they are.
    pub(super) fn grown(
        old: &[Self],
        before: &PolicyGraph,
        step: &Growth,
        graph: &PolicyGraph,
        read: &[Words],
    ) -> Vec<Self> {
        let hash = |graph: &PolicyGraph, document: u32| Some(graph.held.hashes(graph.document(document)?.held?)?.text);
        let mut laid = vec![false; graph.resolved.documents.len()];
        let mut now = |was: u32| {
            let now = *step.documents.get(was as usize)?;
            let made = *step.made.get(now as usize)?;
            let slot = laid.get_mut(now as usize)?;
            *slot = !made || (hash(graph, now).is_some() && hash(before, was) == hash(graph, now));
            slot.then_some(now)
        };
        let mut all: Vec<Self> = old.iter().filter_map(|texts| texts.moved(&mut now)).collect();
        let rest = held(graph).filter(|(document, _)| laid.get(*document as usize) == Some(&false));
        Self::add(&mut all, graph, read, rest);
        merged(all)
    }

    /// Adds the texts of held documents, many of which were read.
    fn add(all: &mut Vec<Self>, graph: &PolicyGraph, read: &[Words], documents: impl Iterator<Item = (u32, u32)>) {
        let (mut now, mut fresh) = (HashMap::new(), Vec::new());
        for (document, at) in documents {
            match graph.held.hashes(at).map(|of| now.entry(of.text)) {
                Some(Entry::Vacant(place)) => drop(place.insert(document)),
                // Of two with the same text one is read by itself.
                _ => fresh.push(document),
            }
        }
        all.extend(read.iter().filter_map(|words| Self::still(words, &mut now)));
        fresh.extend(now.into_values());
        fresh.sort_unstable();
        all.extend(Self::of(graph, fresh));
    }

    /// The texts that stay, of documents as they are numbered now.
    fn moved(&self, now: impl FnMut(u32) -> Option<u32>) -> Option<Self> {
        Self::those(&self.laid, self.documents.iter().copied().map(now).collect())
    }

    /// Texts of the documents that are there.
    fn those(laid: &Arc<Laid>, documents: Vec<Option<u32>>) -> Option<Self> {
        let laid = match documents.iter().all(Option::is_some) {
            true => Arc::clone(laid),
            false => Arc::new(laid.only(&documents.iter().map(Option::is_some).collect::<Vec<bool>>())),
        };
        let documents: Vec<u32> = documents.into_iter().flatten().collect();
        (!documents.is_empty()).then_some(Self { documents, laid })
    }

    /// Returns the words by the hashes of their texts, so that they are not read again for another graph.
    pub(super) fn words_read(&self, graph: &PolicyGraph) -> Option<Words> {
        let hash = |document: &u32| Some(graph.held.hashes(graph.document(*document)?.held?)?.text);
        Some(Words { hashes: self.documents.iter().map(hash).collect::<Option<_>>()?, laid: Arc::clone(&self.laid) })
    }

    /// Texts that were laid out, as far as they are held now and were not met before.
    fn still(words: &Words, now: &mut HashMap<[u8; 32], u32>) -> Option<Self> {
        Self::those(&words.laid, words.hashes.iter().map(|hash| now.remove(hash)).collect())
    }

    fn of(graph: &PolicyGraph, documents: Vec<u32>) -> Option<Self> {
        if documents.is_empty() {
            return None;
        }
        let threads = available_parallelism().map_or(1, usize::from).min(documents.len().div_ceil(WORTH_A_THREAD));
        let each = documents.len().div_ceil(threads.max(1));
        let all = scope(|scope| {
            let parts = documents.chunks(each);
            let running: Vec<_> =
                parts.map(|part| (part.len(), scope.spawn(move || Reader::read(graph, part)))).collect();
            let mut all = Reader::default();
            for (count, thread) in running {
                // Were a thread to fail, its texts would be found by no search.
                all.append(thread.join().unwrap_or_else(|_| Reader::nothing(count)));
            }
            all
        });
        Some(Self { documents, laid: Arc::new(all.finish()) })
    }

    /// Returns how many parts of texts there are.
    pub(super) fn entries(&self) -> u32 {
        self.laid.words.entries()
    }

    /// Returns their words.
    pub(super) fn words(&self) -> &Part {
        &self.laid.words
    }

    /// Returns what an entry is.
    pub(super) fn matter(&self, entry: u32) -> Option<Matter> {
        let text = self.laid.starts.partition_point(|start| *start <= entry).checked_sub(1)?;
        let section = *self.laid.sections.get(entry as usize)?;
        Some(Matter::Section(*self.documents.get(text)?, Some(section).filter(|s| *s != BEFORE_ALL)))
    }
}

impl Laid {
    /// Leaves out the texts that do not stay.
    fn only(&self, stays: &[bool]) -> Self {
        let mut kept = Self::default();
        let mut entries: Vec<Option<u32>> = Vec::with_capacity(self.sections.len());
        for (text, stays) in stays.iter().enumerate() {
            let from = self.starts.get(text).map_or(0, |start| *start as usize);
            let to = self.starts.get(text + 1).map_or(self.sections.len(), |start| *start as usize);
            let sections = self.sections.get(from..to).unwrap_or_default();
            if *stays {
                kept.starts.push(place(&kept.sections));
            }
            for section in sections {
                entries.push(stays.then(|| place(&kept.sections)));
                kept.sections.extend(stays.then_some(section));
            }
        }
        kept.words = self.words.only(&entries, place(&kept.sections));
        kept
    }
}

/// Returns the place of what is added next to a list.
fn place(list: &[u32]) -> u32 {
    u32::try_from(list.len()).unwrap_or(u32::MAX)
}

/// The words of texts that were read, whatever graph they will be of, by the hashes of the texts.
#[derive(Clone, Debug)]
pub struct Words {
    hashes: Vec<[u8; 32]>,
    laid: Arc<Laid>,
}

/// Words of texts that are read one by one.
#[derive(Debug, Default)]
pub struct WordReader {
    hashes: Vec<[u8; 32]>,
    reader: Reader,
}

impl WordReader {
    /// Reads the words of one document; `hash` is that of its bytes.
    pub fn read(held: &Held, hash: [u8; 32]) -> Self {
        let mut reader = Reader::default();
        reader.read_one(held);
        Self { hashes: vec![hash], reader }
    }

    /// Takes over what another one read.
    pub fn append(&mut self, other: Self) {
        self.hashes.extend(other.hashes);
        self.reader.append(other.reader);
    }

    /// Lays out what was read; none when nothing was.
    pub fn finish(self) -> Option<Words> {
        let Self { hashes, reader } = self;
        (!hashes.is_empty()).then(|| Words { hashes, laid: Arc::new(reader.finish()) })
    }
}

/// The documents whose texts are held, with the place of each.
fn held(graph: &PolicyGraph) -> impl Iterator<Item = (u32, u32)> + '_ {
    (0u32..).zip(&graph.resolved.documents).filter_map(|(document, node)| Some((document, node.held?)))
}

/// Joins what is small: there are never more than a few, and no text is laid out anew often.
fn merged(mut all: Vec<Texts>) -> Vec<Texts> {
    while let [.., a, b] = all.as_slice() {
        if a.documents.len() > 2 * b.documents.len() {
            break;
        }
        let mut reader = Reader::default();
        let mut documents = Vec::new();
        for texts in [a, b] {
            let offset = reader.words_so_far();
            reader.words.append_part(&texts.laid.words);
            reader.starts.extend(texts.laid.starts.iter().map(|s| s + offset));
            reader.sections.extend(&texts.laid.sections);
            documents.extend(&texts.documents);
        }
        all.truncate(all.len() - 2);
        all.push(Texts { documents, laid: Arc::new(reader.finish()) });
    }
    all
}

/// Texts on the way.
#[derive(Debug, Default)]
struct Reader {
    words: Gatherer,
    starts: Vec<u32>,
    sections: Vec<u32>,
}

impl Reader {
    fn read(graph: &PolicyGraph, documents: &[u32]) -> Self {
        let mut reader = Self::default();
        for document in documents {
            let at = graph.document(*document).and_then(|d| d.held);
            match at.and_then(|at| graph.held.pass(at)) {
                Some(held) => reader.read_one(&held),
                None => reader.starts.push(reader.words_so_far()),
            }
        }
        reader
    }

    fn read_one(&mut self, held: &Held) {
        self.starts.push(self.words_so_far());
        for (section, span) in parts_of(held) {
            self.words.open();
            self.sections.push(section.unwrap_or(BEFORE_ALL));
            let heading = section.and_then(|s| held.extraction.sections.get(s as usize));
            heading.iter().for_each(|h| self.words.read(Field::Heading, &h.title));
            self.words.read(Field::Text, held.text.slice(span));
        }
    }

    /// Texts without words.
    fn nothing(count: usize) -> Self {
        Self { starts: vec![0; count], ..Self::default() }
    }

    fn words_so_far(&self) -> u32 {
        place(&self.sections)
    }

    fn append(&mut self, other: Self) {
        let offset = self.words_so_far();
        self.words.append(other.words);
        self.starts.extend(other.starts.iter().map(|s| s + offset));
        self.sections.extend(other.sections);
    }

    fn finish(self) -> Laid {
        Laid { words: self.words.finish(), starts: self.starts, sections: self.sections }
    }
}

/// Cuts a held text at its headings: the place of each heading and the clean span up to the next one.
pub(super) fn parts_of(held: &Held) -> Vec<(Option<u32>, Span)> {
    let headings = (0u32..).zip(&held.extraction.sections).map(|(i, s)| (s.span.start, Some(i)));
    let mut starts: Vec<(u32, Option<u32>)> = headings.chain([(0, None)]).collect();
    starts.sort_by_key(|(start, section)| (*start, section.is_some(), *section));
    let end = Span::new(0, held.text.clean().len()).end;
    let ends: Vec<u32> = starts.iter().skip(1).map(|(start, _)| *start).chain([end]).collect();
    let spans = starts.iter().zip(ends).map(|((start, section), end)| {
        let span = Span { start: *start, end: end.max(*start) };
        (*section, span)
    });
    let mut parts: Vec<(Option<u32>, Span)> =
        spans.filter(|(_, span)| !held.text.slice(*span).trim().is_empty()).collect();
    parts.sort_unstable();
    parts
}

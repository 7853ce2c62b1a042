//! The words of held texts, heading by heading: read on all cores, and kept as they are when documents are added.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::thread::{available_parallelism, scope};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::super::{Held, PolicyGraph};
use super::Matter;
use super::index::Field;
use super::part::{Gatherer, Part};
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
    /// Reads the texts of all held documents; none when there are none.
    pub(super) fn of_all(graph: &PolicyGraph) -> Option<Self> {
        Self::of(graph, held(graph).map(|(document, _)| document).collect())
    }

    /// Lays out the texts of a graph that has all texts of another one, and more; none when one of them is gone, for its
    /// words would stay.
    pub(super) fn grown(before: &[Self], graph: &PolicyGraph, old: &PolicyGraph) -> Option<Vec<Self>> {
        let mut now: BTreeMap<String, u32> =
            held(graph).filter_map(|(document, at)| Some((graph.held.sha256(at)?, document))).collect();
        if now.len() != held(graph).count() {
            return None;
        }
        let mut place = |document: &u32| now.remove(&old.held.sha256(old.document(*document)?.held?)?);
        let mut all = Vec::new();
        for texts in before {
            let documents = texts.documents.iter().map(&mut place).collect::<Option<Vec<u32>>>()?;
            all.push(Self { documents, laid: Arc::clone(&texts.laid) });
        }
        let mut fresh: Vec<u32> = now.into_values().collect();
        fresh.sort_unstable();
        all.extend(Self::of(graph, fresh));
        Some(merged(all))
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
#[derive(Default)]
struct Reader {
    words: Gatherer,
    starts: Vec<u32>,
    sections: Vec<u32>,
}

impl Reader {
    fn read(graph: &PolicyGraph, documents: &[u32]) -> Self {
        let mut reader = Self::default();
        for document in documents {
            reader.starts.push(reader.words_so_far());
            let at = graph.document(*document).and_then(|d| d.held);
            let Some(held) = at.and_then(|at| graph.held.pass(at)) else { continue };
            for (section, span) in parts_of(&held) {
                reader.words.open();
                reader.sections.push(section.unwrap_or(BEFORE_ALL));
                let heading = section.and_then(|s| held.extraction.sections.get(s as usize));
                heading.iter().for_each(|h| reader.words.read(Field::Heading, &h.title));
                reader.words.read(Field::Text, held.text.slice(span));
            }
        }
        reader
    }

    /// Texts without words.
    fn nothing(count: usize) -> Self {
        Self { starts: vec![0; count], ..Self::default() }
    }

    fn words_so_far(&self) -> u32 {
        u32::try_from(self.sections.len()).unwrap_or(u32::MAX)
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

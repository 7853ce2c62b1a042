//! The words of a graph and where they stand: a sorted dictionary, and for each word the things that have it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::super::PolicyGraph;
use super::Matter;
use super::postings::{Gathered, Postings};
use super::words::{initials, words};
use crate::model::DocumentNode;
use crate::text::Span;

/// Where in a thing a word stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// The digits of its number.
    Number,
    /// The letters of its number: "NQ", "UBND".
    Symbol,
    /// Its title or name.
    Name,
    /// Another name, or its first letters.
    Alias,
    /// A heading.
    Heading,
    /// The word for its kind: "kế hoạch".
    Kind,
    /// The issuer, the territory.
    Issuer,
    /// The text.
    Text,
}

impl Field {
    /// All fields, in their order.
    pub(super) const ALL: [Self; 8] =
        [Self::Number, Self::Symbol, Self::Name, Self::Alias, Self::Heading, Self::Kind, Self::Issuer, Self::Text];

    /// Returns how much a word in this place is worth.
    pub(super) fn worth(self) -> f64 {
        match self {
            Self::Number => 25.0,
            Self::Symbol => 5.0,
            Self::Name => 8.0,
            Self::Alias => 6.0,
            Self::Heading => 4.0,
            Self::Kind => 5.0,
            Self::Issuer => 2.0,
            Self::Text => 1.0,
        }
    }
}

/// The words of a graph.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SearchIndex {
    /// What each entry is, sorted: documents come first, in their order.
    entries: Vec<Matter>,
    /// For each entry the clean span of its text; empty for all but parts of texts.
    spans: Vec<Span>,
    /// All words, sorted.
    dictionary: Vec<String>,
    /// For each word of the dictionary its entries and fields.
    places: Postings,
}

impl SearchIndex {
    /// Reads all words of a graph.
    pub(in crate::graph) fn build(graph: &PolicyGraph) -> Self {
        let mut reader = Reader::default();
        let r = &graph.resolved;
        for (i, node) in (0u32..).zip(&r.documents) {
            reader.open(Matter::Document(i));
            reader.document(node);
        }
        for (i, node) in (0u32..).zip(&r.agencies) {
            reader.open(Matter::Agency(i));
            reader.read(Field::Name, &node.name);
            node.aliases.iter().for_each(|a| reader.read(Field::Alias, a));
            if let Some(letters) = initials(&node.name) {
                reader.read(Field::Alias, &letters);
            }
            reader.read(Field::Issuer, &node.jurisdiction.label());
        }
        for (i, node) in (0u32..).zip(&r.projects) {
            reader.open(Matter::Project(i));
            reader.read(Field::Name, &node.name);
            node.aliases.iter().for_each(|a| reader.read(Field::Alias, a));
            node.statements.iter().filter_map(|s| s.place.as_deref()).for_each(|p| reader.read(Field::Issuer, p));
            reader.read(Field::Issuer, &node.jurisdiction.label());
        }
        for (i, node) in (0u32..).zip(&r.enterprises) {
            reader.open(Matter::Enterprise(i));
            reader.read(Field::Name, &node.name);
            node.aliases.iter().for_each(|a| reader.read(Field::Alias, a));
        }
        for (i, _) in (0u32..).zip(&r.documents) {
            for (section, span) in graph.parts_of_text(i) {
                reader.open(Matter::Section(i, section));
                reader.span(span);
                let Some(held) = graph.held_of(i) else { continue };
                let heading = section.and_then(|s| held.extraction.sections.get(s as usize));
                heading.iter().for_each(|h| reader.read(Field::Heading, &h.title));
                reader.read(Field::Text, held.text.slice(span));
            }
        }
        reader.finish()
    }

    /// Returns what an entry is.
    pub(super) fn matter(&self, entry: u32) -> Option<Matter> {
        self.entries.get(entry as usize).copied()
    }

    /// Returns the clean span of a part of a text.
    pub(super) fn span(&self, matter: Matter) -> Option<Span> {
        self.spans.get(self.entries.binary_search(&matter).ok()?).copied()
    }

    /// Returns the words that begin with `prefix`, with their places in the dictionary.
    pub(super) fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (u32, &'a str)> + 'a {
        let from = self.dictionary.partition_point(|word| word.as_str() < prefix);
        let rest = self.dictionary.get(from..).unwrap_or_default();
        let begun = rest.iter().take_while(move |word| word.starts_with(prefix));
        (u32::try_from(from).unwrap_or(u32::MAX)..).zip(begun.map(String::as_str))
    }

    /// Tells whether some word begins with `prefix`.
    pub(super) fn has_beginning(&self, prefix: &str) -> bool {
        self.beginning_with(prefix).next().is_some()
    }

    /// Returns all words.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        (0u32..).zip(self.dictionary.iter().map(String::as_str))
    }

    /// Returns where a word of the dictionary stands.
    pub(super) fn places(&self, token: u32) -> impl Iterator<Item = (u32, Field)> + '_ {
        self.places.of(token)
    }

    /// Returns in how many places a word of the dictionary stands.
    pub(super) fn count(&self, token: u32) -> usize {
        self.places.count(token)
    }

    /// Returns how rare a word is that stands in so many places.
    pub(super) fn rarity(&self, places: usize) -> f64 {
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        (1.0 + count(self.entries.len()) / (1.0 + count(places))).ln().max(0.2)
    }
}

/// Gathers words entry by entry.
#[derive(Default)]
struct Reader {
    entries: Vec<Matter>,
    spans: Vec<Span>,
    places: BTreeMap<String, Gathered>,
}

impl Reader {
    fn open(&mut self, matter: Matter) {
        self.entries.push(matter);
        self.spans.push(Span::default());
    }

    fn span(&mut self, span: Span) {
        if let Some(last) = self.spans.last_mut() {
            *last = span;
        }
    }

    fn read(&mut self, field: Field, text: &str) {
        let entry = u32::try_from(self.entries.len().saturating_sub(1)).unwrap_or(u32::MAX);
        for word in words(text) {
            let letters = word.folded.starts_with(|c: char| c.is_alphabetic());
            let field = if field == Field::Number && letters { Field::Symbol } else { field };
            match self.places.get_mut(&word.folded) {
                Some(places) => places.add(entry, field),
                None => self.places.entry(word.folded).or_default().add(entry, field),
            }
        }
    }

    fn document(&mut self, node: &DocumentNode) {
        if let Some(number) = &node.number {
            self.read(Field::Number, &number.canonical());
        }
        node.title.iter().for_each(|t| self.read(Field::Name, t));
        node.aliases.iter().for_each(|a| self.read(Field::Alias, a));
        if let Some(kind) = node.document_type {
            self.read(Field::Kind, &kind.vietnamese());
        }
        node.issuer_name.iter().for_each(|i| self.read(Field::Issuer, i));
        if let Some(jurisdiction) = &node.jurisdiction {
            self.read(Field::Issuer, &jurisdiction.label());
        }
    }

    fn finish(self) -> SearchIndex {
        let mut dictionary = Vec::with_capacity(self.places.len());
        let mut places = Postings::default();
        for (word, gathered) in self.places {
            dictionary.push(word);
            places.push(gathered);
        }
        SearchIndex { entries: self.entries, spans: self.spans, dictionary, places }
    }
}

//! The words of a graph: those that name its documents, bodies, projects and firms, and those of the held texts; both are
//! laid out once and stay as they are when the graph grows.

use serde::{Deserialize, Serialize};

use super::super::PolicyGraph;
use super::Matter;
use super::names::Names;
use super::part::Part;
use super::texts::{Texts, Words};
use crate::model::Growth;

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
    names: Vec<Names>,
    texts: Vec<Texts>,
}

/// A word of the dictionary, with its place in each part that has it.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// The word.
    pub(super) text: &'a str,
    at: Vec<(usize, u32)>,
}

impl SearchIndex {
    /// Lays out all words of a graph; those of texts that were read before are not read again.
    pub(in crate::graph) fn build(graph: &PolicyGraph, read: &[Words]) -> Self {
        Self { names: Names::of_graph(graph), texts: Texts::of_graph(graph, read) }
    }

    /// Lays out the words of a graph that grew out of another one: what is named and reads as before stays as it is.
    pub(in crate::graph) fn grown(before: &PolicyGraph, step: &Growth, graph: &PolicyGraph, read: &[Words]) -> Self {
        let old = before.search_index();
        let names = Names::grown(&old.names, before, step, graph);
        Self { names, texts: Texts::grown(&old.texts, before, step, graph, read) }
    }

    /// Returns the words of the texts, for another graph.
    pub(in crate::graph) fn words_read(&self, graph: &PolicyGraph) -> Vec<Words> {
        self.texts.iter().filter_map(|texts| texts.words_read(graph)).collect()
    }

    /// Returns what an entry is.
    pub(super) fn matter(&self, entry: u32) -> Option<Matter> {
        let mut rest = entry;
        for names in &self.names {
            if rest < names.entries() {
                return names.matter(rest);
            }
            rest -= names.entries();
        }
        for texts in &self.texts {
            if rest < texts.entries() {
                return texts.matter(rest);
            }
            rest -= texts.entries();
        }
        None
    }

    fn parts(&self) -> impl Iterator<Item = &Part> {
        self.names.iter().map(Names::words).chain(self.texts.iter().map(Texts::words))
    }

    /// Returns the words from one on, sorted.
    fn from<'a>(&'a self, word: &str) -> impl Iterator<Item = Token<'a>> + use<'a> {
        let mut heads: Vec<(&'a Part, u32)> = self.parts().map(|part| (part, part.place_of(word))).collect();
        std::iter::from_fn(move || {
            let text = heads.iter().filter_map(|(part, at)| part.word(*at)).min()?;
            let mut at = Vec::new();
            for (i, (part, head)) in heads.iter_mut().enumerate() {
                if part.word(*head) == Some(text) {
                    at.push((i, *head));
                    *head += 1;
                }
            }
            Some(Token { text, at })
        })
    }

    /// Returns the words that begin with `prefix`, sorted.
    pub(super) fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = Token<'a>> + 'a {
        self.from(prefix).take_while(move |token| token.text.starts_with(prefix))
    }

    /// Tells whether some word begins with `prefix`.
    pub(super) fn has_beginning(&self, prefix: &str) -> bool {
        self.beginning_with(prefix).next().is_some()
    }

    /// Returns all words.
    pub(super) fn all(&self) -> impl Iterator<Item = Token<'_>> {
        self.from("")
    }

    /// Returns where a word stands.
    pub(super) fn places<'a>(&'a self, token: &Token<'_>) -> impl Iterator<Item = (u32, Field)> + use<'a> {
        let mut at = token.at.clone().into_iter().peekable();
        let mut offset = 0;
        self.parts().enumerate().flat_map(move |(i, part)| {
            let from = offset;
            offset += part.entries();
            let own = at.next_if(|(of, _)| *of == i);
            own.into_iter().flat_map(move |(_, token)| part.places(token).map(move |(entry, f)| (entry + from, f)))
        })
    }

    /// Returns in how many places a word stands.
    pub(super) fn count(&self, token: &Token<'_>) -> usize {
        self.parts()
            .enumerate()
            .map(|(i, p)| token.at.iter().find(|(of, _)| *of == i).map_or(0, |(_, t)| p.count(*t)))
            .sum()
    }

    /// Returns how rare a word is that stands in so many places.
    pub(super) fn rarity(&self, places: usize) -> f64 {
        let count = |n: usize| f64::from(u32::try_from(n).unwrap_or(u32::MAX));
        let entries = self.parts().map(|p| p.entries() as usize).sum();
        (1.0 + count(entries) / (1.0 + count(places))).ln().max(0.2)
    }
}

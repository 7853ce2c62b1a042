//! Search over documents, their sections, agencies, projects and firms: with and without marks, numbers in any spelling,
//! words begun, one slip of the finger; ranked by where the words stand and how rare they are.

mod index;
mod names;
mod part;
mod postings;
mod show;
mod texts;
mod words;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use show::{Mark, Shown, Snippet};

pub use index::SearchIndex;
pub use texts::{WordReader, Words};

use super::PolicyGraph;
use super::index::bare_number;
use crate::model::Growth;
use index::{Field, Token};
use words::{marked, one_edit, plain};

/// Words of a query that are looked at.
const MAX_WORDS: usize = 16;
/// Hits that are kept.
const MAX_HITS: usize = 5000;
/// Sections of one document among the hits.
const SECTIONS_OF_ONE: usize = 3;
/// Words of the dictionary that one begun word may stand for.
const MAX_BEGUN: usize = 300;
/// Hits whose words are compared with the whole query.
const COMPARED: usize = 200;
/// What it is worth to have the words of the query side by side.
const SIDE_BY_SIDE: f64 = 2.0;
/// What it is worth to have them with the marks of the query.
const MARKED: f64 = 1.5;

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Matter {
    /// A document by its number, title or issuer.
    Document(u32),
    /// A body.
    Agency(u32),
    /// A project.
    Project(u32),
    /// A firm.
    Enterprise(u32),
    /// Part of a held document's text: the document and the place of the heading; none before the first heading.
    Section(u32, Option<u32>),
}

/// What sort of thing was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum MatterKind {
    /// A document.
    Document,
    /// A body.
    Agency,
    /// A project.
    Project,
    /// A firm.
    Enterprise,
    /// Part of a document's text.
    Section,
}

impl Matter {
    /// Returns the sort.
    pub fn kind(self) -> MatterKind {
        match self {
            Self::Document(_) => MatterKind::Document,
            Self::Section(..) => MatterKind::Section,
            Self::Agency(_) => MatterKind::Agency,
            Self::Project(_) => MatterKind::Project,
            Self::Enterprise(_) => MatterKind::Enterprise,
        }
    }
}

/// Something found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// What.
    pub matter: Matter,
    /// Higher is better; only comparable within one search.
    pub score: f64,
}

/// What a search found, best first.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    /// The hits.
    pub list: Vec<Hit>,
    /// How many of each sort, those that were cut included.
    pub counts: BTreeMap<MatterKind, usize>,
}

/// How well a word of the dictionary fits a word of the query.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
struct Fit(f64);

const EXACT: Fit = Fit(1.0);
const BEGUN: Fit = Fit(0.6);
const SLIP: Fit = Fit(0.35);

impl PolicyGraph {
    /// Lays out the words of the graph for search, so that the first question need not wait for it.
    pub fn prepare_search(&self) {
        self.search_index();
    }

    /// Lays out the words of the graph for search, without reading again the texts whose words were read before.
    pub fn lay_out_search(&self, read: &[Words]) {
        self.search.get_or_init(|| Arc::new(SearchIndex::build(self, read)));
    }

    /// Lays out the words of a graph that grew out of another one, as `step` tells: those of the other one stay as they are.
    pub fn grow_search(&self, before: &Self, step: &Growth, read: &[Words]) {
        self.search.get_or_init(|| Arc::new(SearchIndex::grown(before, step, self, read)));
    }

    /// Returns the words of all texts of the graph, as far as they are laid out.
    pub fn words_read(&self) -> Vec<Words> {
        self.search.get().map(|search| search.words_read(self)).unwrap_or_default()
    }

    /// Tells whether the words of the graph are laid out.
    pub fn is_laid_out(&self) -> bool {
        self.search.get().is_some()
    }

    /// Returns the words of the graph, laid out.
    pub fn search_index(&self) -> &SearchIndex {
        self.search.get_or_init(|| Arc::new(SearchIndex::build(self, &[])))
    }

    /// Finds what has all words of the query, best first.
    pub fn search(&self, query: &str) -> Hits {
        let index = self.search_index();
        let mut words: Vec<String> = words::words(query).into_iter().map(|w| w.folded).take(MAX_WORDS).collect();
        words.dedup();
        let scores = all_of(words.iter().map(|word| scores_of(index, word)).collect());
        let mut scores: BTreeMap<Matter, f64> =
            scores.into_iter().filter_map(|(entry, score)| Some((index.matter(entry)?, score))).collect();
        self.add_numbers(query, &mut scores);
        let hit = |(matter, score)| Hit { matter, score: score + self.standing(matter) };
        let mut list: Vec<Hit> = scores.into_iter().map(hit).collect();
        rank(&mut list);
        let mut counts = BTreeMap::new();
        for hit in &list {
            *counts.entry(hit.matter.kind()).or_default() += 1;
        }
        self.prefer_phrase(query, &words, &mut list);
        list.truncate(MAX_HITS);
        keep_few_sections(&mut list);
        Hits { list, counts }
    }

    /// Puts first the documents whose number the whole query spells, or begins to.
    fn add_numbers(&self, query: &str, scores: &mut BTreeMap<Matter, f64>) {
        let bare = bare_number(query);
        if !bare.starts_with(|c: char| c.is_ascii_digit()) || bare.len() < 2 {
            return;
        }
        for (number, documents) in self.index.bare_numbers.beginning_with(&bare).take(MAX_BEGUN) {
            let worth = if number == bare { 1000.0 } else { 200.0 };
            for document in documents {
                *scores.entry(Matter::Document(*document)).or_default() += worth;
            }
        }
    }

    /// Returns what a thing is worth whatever the query: documents held, and those cited often.
    fn standing(&self, matter: Matter) -> f64 {
        let Matter::Document(document) = matter else { return 0.0 };
        let Some(node) = self.document(document) else { return 0.0 };
        let cited = u32::try_from(node.mentions.len()).unwrap_or(u32::MAX);
        (1.0 + f64::from(cited)).ln() + if node.held.is_some() { 1.0 } else { 0.0 }
    }

    /// Puts first what has the words side by side, and with the marks of the query when it has any.
    fn prefer_phrase(&self, query: &str, folded: &[String], list: &mut [Hit]) {
        let with_marks = marked(query.trim());
        let has_marks = crate::text::fold(query.trim()) != with_marks;
        let phrase = format!(" {} ", folded.join(" "));
        let Some(best) = list.get_mut(..COMPARED.min(list.len())) else { return };
        for hit in best.iter_mut() {
            let text = self.words_of(hit.matter);
            if folded.len() > 1 && plain(&text).contains(&phrase) {
                hit.score *= SIDE_BY_SIDE;
            }
            if has_marks && marked(&text).contains(&with_marks) {
                hit.score *= MARKED;
            }
        }
        rank(best);
    }
}

fn rank(list: &mut [Hit]) {
    list.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.matter.cmp(&b.matter)));
}

/// Leaves the best sections of each document, so that one long text does not hide all others.
fn keep_few_sections(list: &mut Vec<Hit>) {
    let mut seen: BTreeMap<u32, usize> = BTreeMap::new();
    list.retain(|hit| match hit.matter {
        Matter::Section(document, _) => {
            let count = seen.entry(document).or_default();
            *count += 1;
            *count <= SECTIONS_OF_ONE
        }
        _ => true,
    });
}

/// Returns for each entry that has a word how much that is worth.
fn scores_of(index: &SearchIndex, word: &str) -> BTreeMap<u32, f64> {
    let mut scores: BTreeMap<u32, f64> = BTreeMap::new();
    for (token, Fit(fit)) in fitting(index, word) {
        let rarity = index.rarity(index.count(&token));
        for (entry, field) in index.places(&token) {
            let worth = fit * Field::worth(field) * rarity;
            let best = scores.entry(entry).or_default();
            *best = best.max(worth);
        }
    }
    scores
}

/// Returns the words of the dictionary that a word of the query may stand for.
fn fitting<'a>(index: &'a SearchIndex, word: &'a str) -> Vec<(Token<'a>, Fit)> {
    let mut found: Vec<(Token<'a>, Fit)> = Vec::new();
    for token in index.beginning_with(word).take(MAX_BEGUN) {
        let fit = if token.text == word { EXACT } else { BEGUN };
        found.push((token, fit));
    }
    let digits = word.starts_with(|c: char| c.is_ascii_digit());
    if found.is_empty() && word.len() >= 4 && !digits {
        found.extend(index.all().filter(|token| one_edit(token.text, word)).map(|token| (token, SLIP)));
    } else if digits {
        // A number begun is not a number: 1 does not stand for 157.
        found.retain(|(_, fit)| *fit == EXACT);
    }
    found
}

/// Leaves the entries that have all words, their worth added up.
fn all_of(mut each: Vec<BTreeMap<u32, f64>>) -> BTreeMap<u32, f64> {
    each.sort_by_key(|scores| Reverse(scores.len()));
    let Some(mut all) = each.pop() else { return BTreeMap::new() };
    for scores in each {
        all.retain(|entry, sum| match scores.get(entry) {
            Some(score) => {
                *sum += score;
                true
            }
            None => false,
        });
    }
    all
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::graph::sample::{document, of};
    use crate::model::{AgencyId, AgencyKind, AgencyNode, Jurisdiction, Word};

    fn graph() -> PolicyGraph {
        let titled = |number: &str, title: &str| {
            let mut node = document(number);
            node.title = Some(title.into());
            node
        };
        let mut resolved = of(
            vec![
                titled("23-NQ/TW", "Chính sách phát triển công nghiệp quốc gia"),
                titled("124/NQ-CP", "Chương trình hành động thực hiện Nghị quyết số 23-NQ/TW"),
                titled("155/KH-UBND", "Thủy điện Phúc Long"),
                titled("1/KH-UBND", "Mã hóa dữ liệu"),
            ],
            Vec::new(),
        )
        .resolved;
        Arc::make_mut(&mut resolved).agencies.push(AgencyNode {
            id: AgencyId::new("vn:org:t10:ubnd"),
            name: "Ủy ban nhân dân tỉnh Lào Cai".to_owned(),
            kind: AgencyKind::Agency,
            jurisdiction: Jurisdiction::province("tỉnh", "Lào Cai"),
            level: None,
            aliases: Vec::new(),
            part_of: None,
            members_rule: None,
            place: None,
            successors: Vec::new(),
            predecessors: Vec::new(),
            evidence: Vec::new(),
            rule: Word::default(),
        });
        PolicyGraph::build(resolved, Vec::new())
    }

    #[track_caller]
    fn check(query: &str, first: Option<Matter>) {
        let found = graph().search(query);
        assert_eq!(found.list.first().map(|h| h.matter), first, "{query}: {:?}", found.list);
    }

    #[test]
    fn a_number_in_any_spelling_comes_first() {
        for query in ["23-NQ/TW", "23 nq tw", "23NQ/TW", "23nq", "nghi quyet 23"] {
            check(query, Some(Matter::Document(0)));
        }
        check("155", Some(Matter::Document(2)));
        check("15", Some(Matter::Document(2)));
        check("99/KH-UBND", None);
    }

    #[test]
    fn words_are_found_without_marks_begun_and_with_one_slip() {
        for query in ["thuy dien", "thuỷ điện", "THỦY ĐIỆN", "thủy đi", "thuy dein", "phuc longg"] {
            check(query, Some(Matter::Document(2)));
        }
        check("ubnd lao cai", Some(Matter::Agency(0)));
        check("thuy dien son la", None);
        check("", None);
        check("!?", None);
    }

    #[test]
    fn marks_in_the_query_put_first_what_has_them() {
        check("hóa", Some(Matter::Document(3)));
        check("hoá", Some(Matter::Document(3)));
    }

    #[test]
    fn words_side_by_side_come_before_words_apart() {
        check("cong nghiep", Some(Matter::Document(0)));
        check("chương trình hành động", Some(Matter::Document(1)));
    }

    #[test]
    fn sorts_are_counted() {
        let found = graph().search("ubnd");
        assert_eq!(found.counts.get(&MatterKind::Document), Some(&2));
        assert_eq!(found.counts.get(&MatterKind::Agency), Some(&1));
    }
}

//! A hit as a reader sees it: its name, the line of text that has the words, and where in them the words stand.

use std::sync::Arc;

use super::super::PolicyGraph;
use super::texts::parts_of;
use super::words::{one_edit, words};
use super::{Matter, MatterKind};
use crate::text::{SourceText, Span};

/// Most characters of a snippet.
const SNIPPET: usize = 240;
/// Characters before the first word of a snippet.
const BEFORE: usize = 60;

/// A place in a shown text, in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// Offset of the first character.
    pub start: u32,
    /// Offset one past the last.
    pub end: u32,
}

/// Part of a text that has the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// The words, on one line.
    pub text: String,
    /// Where the words of the query stand in it.
    pub marks: Vec<Mark>,
    /// Line of the source it begins on, from 1.
    pub line: u32,
}

/// A hit as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its name: number and title, or full name, or heading.
    pub name: String,
    /// Where the words of the query stand in the name.
    pub marks: Vec<Mark>,
    /// The line of text, for a part of a text.
    pub snippet: Option<Snippet>,
}

impl PolicyGraph {
    /// Returns how a hit is shown for a query.
    pub fn show(&self, matter: Matter, query: &str) -> Shown {
        let index = self.search_index();
        let wanted = |word: String| Wanted { slip: !index.has_beginning(&word), word };
        let query: Vec<Wanted> = words(query).into_iter().map(|w| wanted(w.folded)).collect();
        let name = cut(&self.name_of(matter), &query);
        let marks = marks_in(&name, &query);
        let snippet = match matter {
            Matter::Section(document, section) => self.snippet(document, section, &query),
            _ => None,
        };
        Shown { name, marks, snippet }
    }

    fn name_of(&self, matter: Matter) -> String {
        let (r, at) = (&self.resolved, |i: u32| i as usize);
        match matter {
            Matter::Document(i) => {
                let node = self.document(i);
                let number = node.and_then(|n| n.number.as_ref().map(ToString::to_string));
                let title = node.and_then(|n| n.title.as_deref().map(str::to_owned));
                [number, title].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Matter::Section(i, section) => {
                let held = self.held_of(i).filter(|_| section.is_some());
                let section = held.as_ref().zip(section).and_then(|(h, s)| h.extraction.sections.get(at(s)));
                match section {
                    Some(s) => format!("{} {}", s.path, s.title).trim().to_owned(),
                    // Before the first heading the text has no name but the document's.
                    None => self.name_of(Matter::Document(i)),
                }
            }
            Matter::Agency(i) => r.agencies.get(at(i)).map(|n| n.name.clone()).unwrap_or_default(),
            Matter::Project(i) => r.projects.get(at(i)).map(|n| n.name.clone()).unwrap_or_default(),
            Matter::Enterprise(i) => r.enterprises.get(at(i)).map(|n| n.name.clone()).unwrap_or_default(),
        }
    }

    /// Returns the words of a hit whose marks are compared with those of a query.
    pub(super) fn words_of(&self, matter: Matter) -> String {
        match matter.kind() {
            MatterKind::Section => {
                self.text_of_part(matter).map(|(t, span)| t.slice(span).to_owned()).unwrap_or_default()
            }
            _ => self.name_of(matter),
        }
    }

    fn text_of_part(&self, matter: Matter) -> Option<(Arc<SourceText>, Span)> {
        let Matter::Section(document, section) = matter else { return None };
        let held = self.held_of(document)?;
        let (_, span) = parts_of(&held).into_iter().find(|(of, _)| *of == section)?;
        Some((held.text, span))
    }

    fn snippet(&self, document: u32, section: Option<u32>, query: &[Wanted]) -> Option<Snippet> {
        let (source, span) = self.text_of_part(Matter::Section(document, section))?;
        let text = source.slice(span);
        let mut best: Option<((usize, usize), usize, &str)> = None;
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let found = closeness(line, query);
            if found.0 > 0 && best.is_none_or(|(most, ..)| found > most) {
                best = Some((found, at, line));
            }
            at += line.len();
        }
        let (_, at, line) = best?;
        let begins = span.start + u32::try_from(at).unwrap_or(0);
        let shown = source.shown_clean(Span { start: begins, end: begins + Span::new(0, line.len()).end });
        let shown = cut(shown.trim(), query);
        let marks = marks_in(&shown, query);
        Some(Snippet { marks, line: source.line_of_clean(begins), text: shown })
    }
}

/// Cuts a long line to what stands round the words of the query, where most of them stand side by side.
fn cut(line: &str, query: &[Wanted]) -> String {
    let length = line.chars().count();
    if length <= SNIPPET {
        return line.to_owned();
    }
    let marks = marks_in(line, query);
    let longest = marks.iter().max_by_key(|m| (m.end - m.start, std::cmp::Reverse(m.start)));
    let from = longest.map_or(0, |m| m.start as usize).saturating_sub(BEFORE).min(length - SNIPPET);
    let middle: String = line.chars().skip(from).take(SNIPPET).collect();
    let (before, after) = (if from > 0 { "…" } else { "" }, if from + SNIPPET < length { "…" } else { "" });
    format!("{before}{middle}{after}")
}

/// Returns how many words of the query a line has, and how many of them stand side by side at most.
fn closeness(line: &str, query: &[Wanted]) -> (usize, usize) {
    let words = words(line);
    let distinct = query.iter().filter(|q| words.iter().any(|w| q.fits(&w.folded))).count();
    let (mut run, mut longest) = (0, 0);
    for word in &words {
        run = if query.iter().any(|q| q.fits(&word.folded)) { run + 1 } else { 0 };
        longest = longest.max(run);
    }
    (distinct, longest)
}

/// Returns where words of the query stand, neighbours joined.
fn marks_in(text: &str, query: &[Wanted]) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for word in words(text).iter().filter(|w| query.iter().any(|q| q.fits(&w.folded))) {
        match marks.last_mut().filter(|last| word.start <= last.end + 1) {
            Some(last) => last.end = word.end,
            None => marks.push(Mark { start: word.start, end: word.end }),
        }
    }
    marks
}

/// A word of the query.
struct Wanted {
    word: String,
    /// No word of the graph begins with it: it stands for what it was meant to be.
    slip: bool,
}

impl Wanted {
    fn fits(&self, word: &str) -> bool {
        let digits = self.word.starts_with(|c: char| c.is_ascii_digit());
        match (digits, self.slip) {
            (true, _) => word == self.word,
            (false, false) => word.starts_with(&self.word),
            (false, true) => self.word.len() >= 4 && one_edit(word, &self.word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, query: &str, slips: &[&str], expected: &[&str]) {
        let query =
            words(query).into_iter().map(|w| Wanted { slip: slips.contains(&w.folded.as_str()), word: w.folded });
        let query: Vec<Wanted> = query.collect();
        let letters: Vec<char> = text.chars().collect();
        let marked: Vec<String> =
            marks_in(text, &query).iter().map(|m| letters[m.start as usize..m.end as usize].iter().collect()).collect();
        assert_eq!(marked, expected);
    }

    #[test]
    fn the_words_of_the_query_are_marked_as_printed() {
        check("Thực hiện Nghị quyết số 23- NQ/TW", "23 nq tw", &[], &["23", "NQ/TW"]);
        check("Nhà máy thuỷ điện Phúc Long", "thủy điện", &[], &["thuỷ điện"]);
        check("Nhà máy thuỷ điện Phúc Long", "thuỷ dein", &["dein"], &["thuỷ điện"]);
        check("Kế hoạch 157 và 15", "15", &[], &["15"]);
    }

    #[test]
    fn a_long_line_is_cut_round_its_words() {
        let line = format!("{} thủy điện {}", "a ".repeat(200), "b ".repeat(200));
        let shown = cut(&line, &[Wanted { word: "thuy".to_owned(), slip: false }]);
        assert!(shown.starts_with('…') && shown.ends_with('…') && shown.contains("thủy điện"), "{shown}");
        assert!(shown.chars().count() <= SNIPPET + 2);
    }
}

//! Search in numbers, titles and held texts, with and without diacritics; a plain scan, ranked by where the words stand.

use super::PolicyGraph;
use crate::text::fold;

/// A document that has the words looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Index of the document.
    pub document: u32,
    /// Higher is better; only comparable within one search.
    pub score: u32,
    /// The line that has the words, when it is the text that has them.
    pub line: Option<(u32, String)>,
}

impl PolicyGraph {
    /// Finds documents that have all words of the query in their number, title or one line of their text, best first.
    pub fn search(&self, query: &str) -> Vec<Hit> {
        let folded = fold(query);
        let words: Vec<&str> = folded.split_whitespace().collect();
        if words.is_empty() {
            return Vec::new();
        }
        let all = 0..u32::try_from(self.resolved.documents.len()).unwrap_or(u32::MAX);
        let mut hits: Vec<Hit> = all.filter_map(|i| self.hit(i, query.trim(), &words)).collect();
        hits.sort_by_key(|h| (std::cmp::Reverse(h.score), h.document));
        hits
    }

    fn hit(&self, index: u32, query: &str, words: &[&str]) -> Option<Hit> {
        let document = self.document(index)?;
        let number = document.number.as_ref().map(ToString::to_string).unwrap_or_default();
        let title = document.title.as_deref().unwrap_or_default();
        let mut score = 0;
        score += if has_all(&number, words) { 100 } else { 0 };
        score += score_of(title, query, words) * 4;
        score += document.aliases.iter().map(|a| score_of(a, query, words)).max().unwrap_or(0) * 4;
        let line = self.best_line(index, query, words);
        score += line.as_ref().map_or(0, |(s, ..)| *s);
        if score == 0 {
            return None;
        }
        Some(Hit { document: index, score, line: line.map(|(_, line, text)| (line, text)) })
    }

    fn best_line(&self, index: u32, query: &str, words: &[&str]) -> Option<(u32, u32, String)> {
        let mut best: Option<(u32, u32, &str)> = None;
        for (number, line) in (1u32..).zip(self.text_of(index)?.source().lines()) {
            let score = score_of(line, query, words);
            if score > best.map_or(0, |(s, ..)| s) {
                best = Some((score, number, line));
            }
        }
        best.map(|(score, number, line)| (score, number, line.trim().chars().take(300).collect()))
    }
}

fn has_all(text: &str, words: &[&str]) -> bool {
    let text = fold(text);
    words.iter().all(|w| text.contains(w))
}

/// Scores a text that has all words; the words as typed, with their diacritics and in order, count more.
fn score_of(text: &str, query: &str, words: &[&str]) -> u32 {
    match (has_all(text, words), text.to_lowercase().contains(&query.to_lowercase())) {
        (false, _) => 0,
        (true, false) => 5,
        (true, true) => 10,
    }
}

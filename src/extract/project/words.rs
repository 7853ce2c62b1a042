//! A block cut into words, numbers and marks with their places; knows no document terms.

use crate::text::{Cursor, is_letter};

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A word that begins with a small letter.
    Small,
    /// A word that begins with a capital.
    Capital,
    /// Digits with their separators.
    Number,
    /// Any other character.
    Mark,
}

/// One token of a block.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The characters in lower case.
    pub(super) lower: String,
    pub(super) sort: Sort,
    /// All its letters are capitals, and there are several.
    pub(super) shouted: bool,
    /// Which sentence of the block it stands in.
    pub(super) sentence: usize,
}

/// Cuts `text[from..to]` into tokens.
pub(super) fn words(text: &str, from: usize, to: usize) -> Vec<Word> {
    let mut cursor = Cursor::at(text, from);
    let mut out: Vec<Word> = Vec::new();
    while cursor.pos() < to {
        let start = cursor.pos();
        let Some(first) = cursor.peek() else { break };
        let sort = take(&mut cursor, first);
        if first.is_whitespace() {
            continue;
        }
        let sentence = out.last().map_or(0, |w| w.sentence + usize::from(ends_sentence(w, start, first)));
        let printed = cursor.since(start);
        let lower = printed.to_lowercase().replace("uỷ", "ủy");
        let shouted =
            sort == Sort::Capital && printed.chars().nth(1).is_some() && !printed.chars().any(char::is_lowercase);
        out.push(Word { start, end: cursor.pos(), lower, sort, shouted, sentence });
    }
    out
}

fn take(cursor: &mut Cursor<'_>, first: char) -> Sort {
    if first.is_ascii_digit() {
        take_number(cursor);
        return Sort::Number;
    }
    if is_letter(first) {
        cursor.take_while(|c| is_letter(c) || c.is_ascii_digit() || matches!(c, '²' | '³' | '&'));
        return if first.is_uppercase() { Sort::Capital } else { Sort::Small };
    }
    cursor.bump();
    Sort::Mark
}

fn take_number(cursor: &mut Cursor<'_>) {
    loop {
        cursor.take_while(|c| c.is_ascii_digit());
        let mut ahead = cursor.clone();
        let separated = matches!(ahead.bump(), Some('.' | ','));
        if !(separated && ahead.peek().is_some_and(|c| c.is_ascii_digit())) {
            return;
        }
        *cursor = ahead;
    }
}

fn ends_sentence(last: &Word, start: usize, next: char) -> bool {
    matches!(last.lower.as_str(), "." | "…" | "!" | "?") && start > last.end && next.is_uppercase()
}

/// Returns how many tokens `phrase` (lower case) takes at `at`, if it stands there.
pub(super) fn phrase_at(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut n = 0;
    for part in phrase.split(' ') {
        if words.get(at + n)?.lower != part {
            return None;
        }
        n += 1;
    }
    Some(n)
}

/// Tells whether the lower-case token at `at` is `lower`.
pub(super) fn is(words: &[Word], at: usize, lower: &str) -> bool {
    words.get(at).is_some_and(|w| w.lower == lower)
}

/// Returns what sort of token stands at `at`.
pub(super) fn sort(words: &[Word], at: usize) -> Option<Sort> {
    words.get(at).map(|w| w.sort)
}

/// Joins the lower-case tokens `from..to` with single spaces.
pub(super) fn joined(words: &[Word], from: usize, to: usize) -> String {
    let part: Vec<&str> = words.get(from..to).unwrap_or_default().iter().map(|w| w.lower.as_str()).collect();
    part.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_numbers_words_and_sentences() {
        let text = "Suất 2.000m³/ngày, vốn 20,0 tỷ. Nhà máy";
        let all = words(text, 0, text.len());
        let lower: Vec<&str> = all.iter().map(|w| w.lower.as_str()).collect();
        assert_eq!(lower, ["suất", "2.000", "m³", "/", "ngày", ",", "vốn", "20,0", "tỷ", ".", "nhà", "máy"]);
        assert_eq!(all.last().map(|w| w.sentence), Some(1));
    }

    #[test]
    fn an_empty_block_has_no_words() {
        assert!(words("", 0, 0).is_empty());
        assert!(words("a", 5, 9).is_empty());
    }
}

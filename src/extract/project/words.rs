//! A block cut into words, numbers and marks with their places; knows no document terms.

use std::sync::LazyLock;

use crate::extract::cue;
use crate::extract::view::View;
use crate::text::{Span, is_capital, letters_at, small as small_letter, sum_of};

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
pub(super) struct Word<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// The characters in lower case.
    pub(super) lower: &'a str,
    /// The sum over [`Self::lower`] that phrases are found by.
    sum: u32,
    pub(super) sort: Sort,
    /// All its letters are capitals, and there are several.
    pub(super) shouted: bool,
    /// It may be the first of a head noun, of a work or of a firm.
    pub(super) opens: bool,
    /// Which sentence of the block it stands in.
    pub(super) sentence: usize,
}

/// Cuts the words between two places of a view's clean text into tokens; those that may open a head noun are marked.
pub(super) fn words_of<'a>(view: &'a View<'_>, from: usize, to: usize) -> Vec<Word<'a>> {
    let (small, printed) = view.new_style();
    let mut tokens = Tokens::new(view.clean(), small, printed);
    tokens.cut(view.words(Span::new(from, to)), from, to);
    tokens.found
}

/// Cuts `text[from..to]` into tokens, of which each may open a head noun.
#[cfg(test)]
pub(super) fn words(text: &str, from: usize, to: usize) -> Vec<Word<'_>> {
    let cut = cue::read(text);
    let mut tokens = Tokens::new(text, cut.small.replace("uỷ", "ủy").leak(), false);
    tokens.cut(&cut.words, from, to);
    tokens.found.iter_mut().for_each(|word| word.opens = true);
    tokens.found
}

/// The cutting of a text into tokens.
struct Tokens<'a> {
    text: &'a str,
    /// The text in small letters and in the new style of tone marks, byte for byte.
    small: &'a str,
    /// Whether it is printed so.
    printed: bool,
    sentence: usize,
    /// Where the mark ends that may have closed a sentence.
    closed: Option<usize>,
    found: Vec<Word<'a>>,
}

impl<'a> Tokens<'a> {
    fn new(text: &'a str, small: &'a str, printed: bool) -> Self {
        Self { text, small, printed, sentence: 0, closed: None, found: Vec::new() }
    }

    /// Cuts what stands between two places; `words` are the words that begin there.
    fn cut(&mut self, words: &[cue::Word], from: usize, to: usize) {
        self.found.reserve(words.len() * 5 / 4);
        let mut at = from;
        for word in words.iter().take_while(|w| (w.at as usize) < to) {
            let start = word.at as usize;
            // What was joined to the token before is no token of its own.
            if start >= at {
                // Most words stand behind one space.
                if start != at + 1 || self.text.as_bytes().get(at) != Some(&b' ') {
                    self.between(at, start);
                }
                at = self.word(word, start);
            }
        }
        self.between(at, to);
    }

    /// Takes what stands between two words: spaces and marks.
    fn between(&mut self, from: usize, to: usize) {
        let mut at = from;
        while at < to {
            let Some(first) = first_of(self.text, at) else { return };
            let next = at + first.len_utf8();
            if first == ' ' || first.is_whitespace() {
                at = next;
                continue;
            }
            // A word whose beginning was cut off stands here too.
            let (end, sort) = match letters_at(self.small, at).0 {
                end if end > at => (end, sort_of(first)),
                _ if first.is_ascii_digit() => (at + number(self.rest(at)), Sort::Number),
                _ => (next, Sort::Mark),
            };
            let lower = self.small.get(at..end).unwrap_or_default();
            self.push((at, end), (lower, sum_of(lower)), sort, false);
            self.closed = Some(end).filter(|_| matches!(first, '.' | '…' | '!' | '?'));
            at = end;
        }
    }

    /// Takes a word with what is joined to it and returns where it ends.
    #[inline]
    fn word(&mut self, word: &cue::Word, start: usize) -> usize {
        if word.digits {
            let end = start + number(self.rest(start));
            // No phrase begins with digits, so none is looked up by them.
            self.push((start, end), (self.small.get(start..end).unwrap_or_default(), 0), Sort::Number, false);
            self.closed = None;
            return end;
        }
        let sort = first_of(self.text, start).map_or(Sort::Small, sort_of);
        let end = word.end as usize;
        let end = if may_join(self.small, end) { joined_end(self.small, end) } else { end };
        let lower = self.small.get(start..end).unwrap_or_default();
        // The sum at hand is that of a word as it is printed.
        let printed = end == word.end as usize && (self.printed || !lower.contains("ủy"));
        let sum = if printed { word.sum } else { sum_of(lower) };
        self.sentence += usize::from(self.closed.take().is_some_and(|end| start > end) && sort == Sort::Capital);
        self.push((start, end), (lower, sum), sort, word.heads);
        end
    }

    #[inline]
    fn push(&mut self, (start, end): (usize, usize), (lower, sum): (&'a str, u32), sort: Sort, opens: bool) {
        let shouted = sort == Sort::Capital && is_shouted(self.text.get(start..end).unwrap_or_default());
        self.found.push(Word { start, end, lower, sum, sort, shouted, opens, sentence: self.sentence });
    }

    fn rest(&self, at: usize) -> &'a str {
        self.small.get(at..).unwrap_or_default()
    }
}

/// Tells whether a word has several letters, none of them small.
fn is_shouted(printed: &str) -> bool {
    let mut letters = printed.chars();
    letters.next();
    !letters.as_str().is_empty() && !letters.any(|c| small_letter(c) == c && c.is_lowercase())
}

#[inline]
fn first_of(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

fn sort_of(first: char) -> Sort {
    if is_capital(first) { Sort::Capital } else { Sort::Small }
}

/// Tells whether what stands behind a token of letters may be joined to it.
#[inline]
fn may_join(small: &str, end: usize) -> bool {
    small.as_bytes().get(end).is_some_and(|b| !b.is_ascii() || b.is_ascii_digit() || *b == b'&')
}

/// Returns where a token of letters ends with what is joined to it: "m3", "m²", "R&D" are one token.
fn joined_end(small: &str, end: usize) -> usize {
    let mut end = end;
    while let Some(c) = first_of(small, end).filter(|c| c.is_ascii_digit() || matches!(c, '²' | '³' | '&')) {
        end = letters_at(small, end + c.len_utf8()).0;
    }
    end
}

/// Returns the length of the digits a text opens with, separators between them included.
fn number(text: &str) -> usize {
    let mut bytes = text.bytes().enumerate().peekable();
    while let Some((i, b)) = bytes.next() {
        let joins = matches!(b, b'.' | b',') && bytes.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        if !b.is_ascii_digit() && !joins {
            return i;
        }
    }
    text.len()
}

/// Phrases in lower case that are looked for at many places: found by the first token of each, so that a place where
/// none stands costs one look.
#[derive(Debug)]
pub(super) struct Phrases {
    phrases: Vec<&'static str>,
    /// The phrases by the sum of the first token of each, in the order of the list.
    by_first: Vec<Vec<u16>>,
}

/// A list made when it is first asked.
pub(super) type Cues = LazyLock<Phrases>;

impl Phrases {
    /// Makes a list.
    pub(super) fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let phrases: Vec<&'static str> = phrases.into_iter().collect();
        let mut by_first = vec![Vec::new(); (phrases.len() * 4).next_power_of_two()];
        for (i, phrase) in phrases.iter().enumerate() {
            let place = place(sum_of(phrase.split(' ').next().unwrap_or_default()), by_first.len());
            if let Some((list, i)) = by_first.get_mut(place).zip(u16::try_from(i).ok()) {
                list.push(i);
            }
        }
        Self { phrases, by_first }
    }

    /// Returns the phrases in their order.
    pub(super) fn phrases(&self) -> impl Iterator<Item = &'static str> {
        self.phrases.iter().copied()
    }

    /// Returns the phrases that stand at `at`, in the order of the list: the place of each there and its tokens.
    pub(super) fn all_at(&self, words: &[Word<'_>], at: usize) -> impl Iterator<Item = (usize, usize)> {
        let here = words.get(at).and_then(|w| self.by_first.get(place(w.sum, self.by_first.len())));
        here.into_iter().flatten().filter_map(move |i| {
            let i = usize::from(*i);
            Some((i, phrase_at(words, at, self.phrases.get(i)?)?))
        })
    }

    /// Tells whether the token at `at` may be the first of one of the phrases.
    pub(super) fn open_at(&self, words: &[Word<'_>], at: usize) -> bool {
        let here = words.get(at).and_then(|w| self.by_first.get(place(w.sum, self.by_first.len())));
        here.is_some_and(|list| !list.is_empty())
    }

    /// Returns how many tokens the longest of the phrases at `at` takes.
    pub(super) fn longest_at(&self, words: &[Word<'_>], at: usize) -> Option<usize> {
        self.all_at(words, at).map(|(_, n)| n).max()
    }

    /// Tells whether one of the phrases stands at `at`.
    pub(super) fn stand_at(&self, words: &[Word<'_>], at: usize) -> bool {
        self.all_at(words, at).next().is_some()
    }
}

fn place(sum: u32, places: usize) -> usize {
    (sum >> 16) as usize & (places - 1)
}

/// Returns how many tokens `phrase` (lower case) takes at `at`, if it stands there.
pub(super) fn phrase_at(words: &[Word], at: usize, phrase: &str) -> Option<usize> {
    let mut rest = phrase;
    let mut n = 0;
    loop {
        rest = rest.strip_prefix(words.get(at + n)?.lower)?;
        n += 1;
        if rest.is_empty() {
            return Some(n);
        }
        rest = rest.strip_prefix(' ')?;
    }
}

/// Tells whether the lower-case token at `at` is `lower`.
pub(super) fn is(words: &[Word], at: usize, lower: &str) -> bool {
    words.get(at).is_some_and(|w| w.lower == lower)
}

/// Returns what sort of token stands at `at`.
pub(super) fn sort(words: &[Word], at: usize) -> Option<Sort> {
    words.get(at).map(|w| w.sort)
}

/// Returns where the sentence begins that the token at `at` stands in.
pub(super) fn sentence_start(words: &[Word], at: usize) -> usize {
    let Some(sentence) = words.get(at).map(|w| w.sentence) else { return at };
    words.get(..at).unwrap_or_default().partition_point(|w| w.sentence < sentence)
}

/// Joins the lower-case tokens `from..to` with single spaces.
pub(super) fn joined(words: &[Word], from: usize, to: usize) -> String {
    let part: Vec<&str> = words.get(from..to).unwrap_or_default().iter().map(|w| w.lower).collect();
    part.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_numbers_words_and_sentences() {
        let text = "Suất 2.000m³/ngày, vốn 20,0 tỷ. Nhà máy";
        let all = words(text, 0, text.len());
        let lower: Vec<&str> = all.iter().map(|w| w.lower).collect();
        assert_eq!(lower, ["suất", "2.000", "m³", "/", "ngày", ",", "vốn", "20,0", "tỷ", ".", "nhà", "máy"]);
        assert_eq!(all.last().map(|w| w.sentence), Some(1));
    }

    #[test]
    fn an_empty_block_has_no_words() {
        assert!(words("", 0, 0).is_empty());
        assert!(words("a", 5, 9).is_empty());
    }
}

//! A reading position in clean text, for small anchored parsers; knows characters and words, no document terms.

use super::letter::{is_letter, small};

/// A position in a text, moved forward by what is recognised. Cloning is cheap: try on a clone, keep it on success.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    pos: usize,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of `text`.
    #[inline]
    pub fn new(text: &'a str) -> Self {
        Self { text, pos: 0 }
    }

    /// Starts at byte `pos` of `text`, or at its end when `pos` is no character boundary.
    #[inline]
    pub fn at(text: &'a str, pos: usize) -> Self {
        Self { text, pos: if text.is_char_boundary(pos) { pos } else { text.len() } }
    }

    /// Returns the byte offset reached.
    #[inline]
    pub fn pos(&self) -> usize {
        self.pos
    }

    /// Returns what has not been read yet.
    #[inline]
    pub fn rest(&self) -> &'a str {
        self.text.get(self.pos..).unwrap_or_default()
    }

    /// Returns the text between `from` and the present position.
    #[inline]
    pub fn since(&self, from: usize) -> &'a str {
        self.text.get(from..self.pos).unwrap_or_default()
    }

    /// Returns the next character without moving.
    #[inline]
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Moves over one character and returns it.
    #[inline]
    pub fn bump(&mut self) -> Option<char> {
        let c = self.peek()?;
        self.pos += c.len_utf8();
        Some(c)
    }

    /// Moves over `prefix` if the text goes on with exactly it.
    #[inline]
    pub fn eat(&mut self, prefix: &str) -> bool {
        let found = self.rest().starts_with(prefix);
        if found {
            self.pos += prefix.len();
        }
        found
    }

    /// Moves over `word` in any case if it stands here and ends at a word boundary. `word` is given in lower case.
    pub fn eat_folded(&mut self, word: &str) -> bool {
        let mut rest = self.rest().chars();
        let mut len = 0;
        for w in word.chars() {
            match rest.next() {
                Some(c) if c == w || small(c) == w => len += c.len_utf8(),
                _ => return false,
            }
        }
        let whole = rest.next().is_none_or(|c| !is_letter(c)) || !word.chars().next_back().is_some_and(is_letter);
        if whole {
            self.pos += len;
        }
        whole
    }

    /// Moves over the first of `words` that stands here, in any case, and returns it.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let first = self.peek()?;
        let small = small(first);
        let opens = |w: &str| w.chars().next().is_some_and(|w| w == small || w == first);
        words.iter().find(|w| opens(w) && self.eat_folded(w)).copied()
    }

    /// Moves over spaces.
    #[inline]
    pub fn skip_spaces(&mut self) {
        self.take_while(|c| c == ' ' || c == '\u{a0}');
    }

    /// Moves over spaces, dots and ellipses: the blanks that forms leave to be filled in.
    pub fn skip_spaces_and_dots(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\u{a0}' | '.' | '…'));
    }

    /// Moves while `keep` holds and returns what was passed.
    pub fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let from = self.pos;
        while self.peek().is_some_and(&keep) {
            self.bump();
        }
        self.since(from)
    }

    /// Reads a whole number of at most `digits` digits that no further digit follows.
    pub fn number(&mut self, digits: usize) -> Option<u32> {
        let mut t = self.clone();
        let text = t.take_while(|c| c.is_ascii_digit());
        let value = (1..=digits).contains(&text.len()).then(|| text.parse().ok())??;
        *self = t;
        Some(value)
    }
}

/// Tells whether a word may begin or end at byte `at`: not between two letters or digits.
///
/// Stands for `\b`, which is slow in its Unicode form and wrong after a Vietnamese letter in its ASCII form.
pub fn is_word_boundary(text: &str, at: usize) -> bool {
    let before = text.get(..at).and_then(|t| t.chars().next_back());
    let after = text.get(at..).and_then(|t| t.chars().next());
    let word = |c: char| is_letter(c) || c.is_ascii_digit();
    !(before.is_some_and(word) && after.is_some_and(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eats_a_word_in_any_case_but_not_a_part_of_one() {
        let mut c = Cursor::new("NGHỊ QUYẾT SỐ 23");
        assert!(c.eat_folded("nghị quyết"));
        c.skip_spaces();
        assert!(c.eat_folded("số"));
        let mut c = Cursor::new("ngàyy");
        assert!(!c.eat_folded("ngày"));
    }

    #[test]
    fn a_number_does_not_stop_inside_its_digits() {
        assert_eq!(Cursor::new("2020 ").number(4), Some(2020));
        assert_eq!(Cursor::new("20201").number(4), None);
    }

    #[test]
    fn a_vietnamese_letter_is_no_boundary() {
        let text = "tỷ đồng";
        assert!(!is_word_boundary(text, 1));
        assert!(is_word_boundary(text, "tỷ".len()));
    }
}

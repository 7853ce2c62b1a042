//! A reading position in clean text, for small anchored parsers; knows characters and words, no document terms.

use super::letter::{is_letter, small};

/// A position in a text, moved forward by what is recognised. Cloning is cheap: try on a clone, keep it on success.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    /// What has not been read yet, the end of the text.
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    /// Starts at the beginning of `text`.
    #[inline]
    pub fn new(text: &'a str) -> Self {
        Self { text, rest: text }
    }

    /// Starts at byte `pos` of `text`, or at its end when `pos` is no character boundary.
    #[inline]
    pub fn at(text: &'a str, pos: usize) -> Self {
        Self { text, rest: text.get(pos..).unwrap_or_default() }
    }

    /// Returns the byte offset reached.
    #[inline]
    pub fn pos(&self) -> usize {
        self.text.len() - self.rest.len()
    }

    /// Returns what has not been read yet.
    #[inline]
    pub fn rest(&self) -> &'a str {
        self.rest
    }

    /// Returns the text between `from` and the present position.
    #[inline]
    pub fn since(&self, from: usize) -> &'a str {
        self.text.get(from..self.pos()).unwrap_or_default()
    }

    /// Returns the next character without moving.
    #[inline]
    pub fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Moves over one character and returns it.
    #[inline]
    pub fn bump(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let c = chars.next()?;
        self.rest = chars.as_str();
        Some(c)
    }

    /// Moves over so many bytes, which end a character.
    #[inline]
    fn skip(&mut self, bytes: usize) {
        self.rest = self.rest.get(bytes..).unwrap_or_default();
    }

    /// Moves over `prefix` if the text goes on with exactly it.
    #[inline]
    pub fn eat(&mut self, prefix: &str) -> bool {
        let rest = self.rest.strip_prefix(prefix);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    /// Moves over `word` in any case if it stands here and ends at a word boundary. `word` is given in lower case.
    #[inline]
    pub fn eat_folded(&mut self, word: &str) -> bool {
        // Most words are told from what stands here by their first byte.
        let here = self.rest.as_bytes().first().copied().unwrap_or_default();
        let alike = |first: u8| first == here || first == here.to_ascii_lowercase();
        let opens = !here.is_ascii() || word.bytes().next().is_none_or(alike);
        opens && self.eat_folded_whole(word)
    }

    fn eat_folded_whole(&mut self, word: &str) -> bool {
        let Some(rest) = opens_with(self.rest, word).and_then(|len| self.rest.get(len..)) else { return false };
        let whole =
            rest.chars().next().is_none_or(|c| !is_letter(c)) || !word.chars().next_back().is_some_and(is_letter);
        if whole {
            self.rest = rest;
        }
        whole
    }

    /// Moves over the first of `words` that stands here, in any case, and returns it.
    pub fn eat_any<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        // Most words are told from what stands here by the first byte, printed or small, and the second.
        let printed = *self.rest.as_bytes().first()?;
        let of_mark = || self.peek().map_or(printed, |first| first_byte(small(first)));
        let small = if printed.is_ascii() { printed.to_ascii_lowercase() } else { of_mark() };
        let second = self.rest.as_bytes().get(1).filter(|b| b.is_ascii()).map(u8::to_ascii_lowercase);
        let opens = |w: &str| match w.as_bytes() {
            [one, two, ..] => (*one == small || *one == printed) && second.is_none_or(|s| s == *two),
            [one] => *one == small || *one == printed,
            [] => false,
        };
        words.iter().find(|w| opens(w) && self.eat_folded_whole(w)).copied()
    }

    /// Moves over spaces.
    #[inline]
    pub fn skip_spaces(&mut self) {
        match self.rest.as_bytes() {
            [b' ', next, ..] if next.is_ascii() && *next != b' ' => self.skip(1),
            [b' ' | 0xc2, ..] => self.rest = self.rest.trim_start_matches([' ', '\u{a0}']),
            _ => {}
        }
    }

    /// Moves over spaces, dots and ellipses: the blanks that forms leave to be filled in.
    pub fn skip_spaces_and_dots(&mut self) {
        self.take_while(|c| matches!(c, ' ' | '\u{a0}' | '.' | '…'));
    }

    /// Moves while `keep` holds and returns what was passed.
    #[inline]
    pub fn take_while(&mut self, keep: impl Fn(char) -> bool) -> &'a str {
        let from = self.rest;
        self.rest = from.trim_start_matches(keep);
        from.get(..from.len() - self.rest.len()).unwrap_or_default()
    }

    /// Reads a whole number of at most `digits` digits that no further digit follows.
    pub fn number(&mut self, digits: usize) -> Option<u32> {
        let len = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let value = self.rest.get(..len).filter(|_| (1..=digits).contains(&len))?.parse().ok()?;
        self.skip(len);
        Some(value)
    }
}

/// Returns how many bytes of `text` are `word` in any case, if it opens with it.
#[inline]
fn opens_with(text: &str, word: &str) -> Option<usize> {
    let alike =
        text.bytes().zip(word.bytes()).take_while(|(c, w)| c == w || c.is_ascii() && c.to_ascii_lowercase() == *w);
    let mut alike = alike.count();
    if alike == word.len() {
        return Some(alike);
    }
    if text.as_bytes().get(alike).is_none_or(u8::is_ascii) {
        return None;
    }
    // A capital with a mark: from this letter on each is looked at.
    while !word.is_char_boundary(alike) {
        alike -= 1;
    }
    let mut rest = text.get(alike..)?.chars();
    let mut len = alike;
    for w in word.get(alike..)?.chars() {
        let c = rest.next().filter(|c| *c == w || small(*c) == w)?;
        len += c.len_utf8();
    }
    Some(len)
}

fn first_byte(c: char) -> u8 {
    let mut bytes = [0; 4];
    c.encode_utf8(&mut bytes).as_bytes().first().copied().unwrap_or_default()
}

/// Tells whether a word may begin or end at byte `at`: not between two letters or digits.
///
/// Stands for `\b`, which is slow in its Unicode form and wrong after a Vietnamese letter in its ASCII form.
#[inline]
pub fn is_word_boundary(text: &str, at: usize) -> bool {
    let plain = |at: usize| text.as_bytes().get(at).filter(|b| b.is_ascii()).map(u8::is_ascii_alphanumeric);
    match (at.checked_sub(1).and_then(plain), plain(at)) {
        (Some(false), _) | (_, Some(false)) => true,
        (Some(true), Some(true)) => false,
        _ => is_boundary_of_any(text, at),
    }
}

fn is_boundary_of_any(text: &str, at: usize) -> bool {
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

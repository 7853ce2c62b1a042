//! Lists of words that may stand at one place of a text. A list knows which of its words open with which syllable, so
//! that a place where none stands costs one look at its first syllable. Knows no meanings.

use std::borrow::Cow;

use super::Cursor;
use super::letter::{is_letter, small};

/// Words in lower case, in the order in which they are tried.
#[derive(Clone, Debug)]
pub struct Lexicon {
    words: Vec<Cow<'static, str>>,
    /// The words by the first syllable of each: where its sum falls, in the order of the list.
    by_first: Vec<Vec<u16>>,
}

impl Lexicon {
    /// Makes a list; of two words that stand at one place the one given first is found.
    pub fn new<W: Into<Cow<'static, str>>>(words: impl IntoIterator<Item = W>) -> Self {
        let words: Vec<Cow<'static, str>> = words.into_iter().map(Into::into).collect();
        let mut by_first = vec![Vec::new(); (words.len() * 4).next_power_of_two().max(8)];
        for (i, word) in words.iter().enumerate() {
            let place = place(word, by_first.len());
            if let Some((list, i)) = by_first.get_mut(place).zip(u16::try_from(i).ok()) {
                list.push(i);
            }
        }
        Self { words, by_first }
    }

    /// Returns the words in their order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(Cow::as_ref)
    }

    /// Moves over the first of the words that stands here, in any case, and returns its place in the list.
    pub fn eat_index(&self, c: &mut Cursor<'_>) -> Option<usize> {
        self.here(c).find(|i| self.words.get(*i).is_some_and(|w| c.eat_folded(w)))
    }

    /// Returns the places in the list of the words that stand here, in any case.
    pub fn all_at<'a>(&'a self, c: &'a Cursor<'_>) -> impl Iterator<Item = usize> + 'a {
        self.here(c).filter(|i| self.words.get(*i).is_some_and(|w| c.clone().eat_folded(w)))
    }

    /// Moves over the first of the words that stands here, in any case, and returns it.
    pub fn eat(&self, c: &mut Cursor<'_>) -> Option<&str> {
        let i = self.eat_index(c)?;
        self.words.get(i).map(Cow::as_ref)
    }

    /// Returns the words that `text` may open with, by its first syllable.
    pub fn may_open(&self, text: &str) -> impl Iterator<Item = &str> {
        self.here(&Cursor::new(text)).filter_map(|i| self.words.get(i)).map(Cow::as_ref)
    }

    /// Returns the places in the list of the words that `text` may open with, by its first syllable.
    pub fn may_open_index(&self, text: &str) -> impl Iterator<Item = usize> {
        self.here(&Cursor::new(text))
    }

    /// Tells whether one of the words stands here, in any case.
    pub fn stands_at(&self, c: &Cursor<'_>) -> bool {
        self.eat_index(&mut c.clone()).is_some()
    }

    /// The places of the words that may stand here, by their first syllable.
    fn here<'a>(&'a self, c: &Cursor<'_>) -> impl Iterator<Item = usize> + use<'a> {
        let here = self.by_first.get(place(c.rest(), self.by_first.len()));
        here.into_iter().flatten().map(|i| usize::from(*i))
    }
}

/// Where the sum over the first syllable of `words` falls among `places`, a power of two.
fn place(words: &str, places: usize) -> usize {
    let mut sum = 0_u32;
    let mut add = |code: u32| sum = (sum.rotate_left(5) ^ code).wrapping_mul(0x9e37_79b1);
    let mut at = 0;
    loop {
        match words.as_bytes().get(at) {
            Some(byte) if byte.is_ascii_alphabetic() => {
                add(u32::from(byte | 0x20));
                at += 1;
            }
            Some(byte) if !byte.is_ascii() => {
                let Some(c) = words.get(at..).and_then(|rest| rest.chars().next()).filter(|c| is_letter(*c)) else {
                    break;
                };
                add(u32::from(small(c)));
                at += c.len_utf8();
            }
            _ => break,
        }
    }
    (sum >> 16) as usize & (places - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: [&str; 7] = ["chủ trì", "chủ", "tp.", "tp", "kh & cn", "(chủ", "phối hợp"];

    proptest::proptest! {
        #[test]
        fn finds_what_trying_each_word_finds(
            at in 0_usize..9,
            text in "(CHỦ|chủ|tp|Tp\\.| |trì|KH & CN|\\(chủ|5|phối Hợp|ơ){0,5}",
        ) {
            let list = Lexicon::new(WORDS);
            let mut one = Cursor::at(&text, at);
            let mut each = one.clone();
            proptest::prop_assert_eq!(list.stands_at(&one), one.clone().eat_any(&WORDS).is_some());
            proptest::prop_assert_eq!(list.eat(&mut one), each.eat_any(&WORDS));
            proptest::prop_assert_eq!(one.pos(), each.pos());
        }
    }
}

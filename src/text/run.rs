//! The runs of letters and of digits a text is made of, found while it is brought to small letters: one pass over its
//! bytes gives both. A run of letters has a sum by which lists of words are looked up. Knows no words.

use std::ops::Range;

use super::letter::{is_letter, small};

/// What a run is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run {
    /// Letters, with the sum of their small forms.
    Letters(u32),
    /// Digits.
    Digits,
}

/// Returns a text in small letters, byte for byte, and hands each run to `each` with the bytes it takes.
pub fn small_runs(text: &str, mut each: impl FnMut(Range<usize>, Run)) -> String {
    let Looked { mut small, sorts } = look(text.as_bytes());
    let mut at = 0;
    while at < text.len() {
        let (end, run) = match sorts.get(at).copied().unwrap_or(OTHER) {
            OTHER => {
                at += 1;
                continue;
            }
            DIGIT => {
                let digits = sorts.get(at..).unwrap_or_default().iter().take_while(|s| **s == DIGIT).count();
                (at + digits, Run::Digits)
            }
            _ => {
                let end = letters_end(text, &mut small, &sorts, at);
                if end == at {
                    at += text.get(at..).and_then(|t| t.chars().next()).map_or(1, char::len_utf8);
                    continue;
                }
                (end, Run::Letters(sum(&small, at, end)))
            }
        };
        each(at..end, run);
        at = end;
    }
    small.truncate(text.len());
    // Each letter took the place of one as long, so this is text.
    simdutf8::basic::from_utf8(&small).unwrap_or(text).to_owned()
}

/// A byte of a letter that is told by its bytes. That this is 0 lets eight be looked at in one.
const LETTER: u8 = 0;
/// A byte of no letter and no digit.
const OTHER: u8 = 1;
const DIGIT: u8 = 2;
/// A byte of a character that only its code tells, which no Vietnamese letter has.
const RARE: u8 = 3;

/// Bytes behind a text, so that eight can be read at each of its bytes.
const BEHIND: usize = 8;

/// The bytes of a text, its Vietnamese letters small, and what each is; some bytes more stand behind.
struct Looked {
    small: Vec<u8>,
    sorts: Vec<u8>,
}

/// Looks at every byte with the two before it; there is no branch in this, so that many are looked at in one.
fn look(bytes: &[u8]) -> Looked {
    let mut small = vec![0; bytes.len() + BEHIND];
    let mut sorts = vec![OTHER; bytes.len() + BEHIND];
    let one = bytes.get(1..).unwrap_or_default();
    let two = bytes.get(2..).unwrap_or_default();
    let mut places = small.iter_mut().zip(&mut sorts);
    let begin = [(0, 0, bytes.first()), (0, bytes.first().copied().unwrap_or_default(), one.first())];
    for ((before, last, byte), (small, sort)) in begin.into_iter().zip(places.by_ref()) {
        (*small, *sort) = byte.map_or((0, OTHER), |byte| look_at(before, last, *byte));
    }
    for (((before, last), byte), (small, sort)) in bytes.iter().zip(one).zip(two).zip(places) {
        (*small, *sort) = look_at(*before, *last, *byte);
    }
    Looked { small, sorts }
}

/// Returns a byte as the small form of its letter has it, and what it is, by the two bytes before it.
#[inline]
fn look_at(before: u8, last: u8, byte: u8) -> (u8, u8) {
    // "ạ" to "ỹ" are three bytes, the second of which tells the half; "à" to "ý", "ă", "đ", "ĩ", "ũ", "ơ", "ư" are two.
    let of_three = (before == 0xe1) & ((last == 0xbb) | (last == 0xba) & (byte >= 0xa0));
    let latin = (last == 0xc3) & (byte != 0x97) & (byte != 0xb7);
    let paired = (last == 0xc4) & (byte <= 0xaf) | (last == 0xc5) & (byte | 1 == 0xa9);
    let horned = (last == 0xc6) & ((byte | 1 == 0xa1) | (byte == 0xaf) | (byte == 0xb0));
    let opens = (0xc3..=0xc9).contains(&byte) | (byte == 0xe1) | (last == 0xe1) & (byte | 1 == 0xbb);
    let capital = byte.wrapping_sub(b'A') < 26;
    let plain = capital | (byte.wrapping_sub(b'a') < 26);
    let letter = of_three | latin | paired | horned | opens | plain;
    let digit = byte.wrapping_sub(b'0') < 10;
    let small = byte | u8::from(of_three | paired) | u8::from(capital | latin & (byte != 0x9f)) << 5;
    let small = small + u8::from(horned & ((byte == 0xa0) | (byte == 0xaf)));
    let of_ascii = OTHER + u8::from(digit);
    let sort = if byte >= 0x80 { RARE } else { of_ascii };
    (small, if letter { LETTER } else { sort })
}

/// Returns where the letters end that a text in small letters has at byte `at`, and their sum; `at` and 0 where none
/// stands.
pub fn letters_at(small: &str, at: usize) -> (usize, u32) {
    let bytes = small.as_bytes();
    let mut end = at;
    while let Some(first) = bytes.get(end) {
        end += match SORTS[usize::from(*first)] {
            Sort::Letter => 1,
            Sort::Long => match bytes.get(end..).unwrap_or_default() {
                [0xe1, 0xb8..=0xbb, ..] => 3,
                [0xc3, 0x97 | 0xb7, ..] => break,
                [0xc3..=0xc9, ..] => 2,
                _ => match small.get(end..).and_then(|t| t.chars().next()) {
                    Some(c) if is_letter(c) => c.len_utf8(),
                    _ => break,
                },
            },
            Sort::Digit | Sort::Other => break,
        };
    }
    (end, sum(bytes, at, end))
}

/// Returns the sum of a word in small letters, as a run of its letters has it.
pub fn sum_of(word: &str) -> u32 {
    sum(word.as_bytes(), 0, word.len())
}

/// What a character is, by its first byte.
#[derive(Clone, Copy)]
enum Sort {
    Letter,
    Digit,
    Other,
    /// Of several bytes: those behind tell.
    Long,
}

const SORTS: [Sort; 256] = {
    let mut sorts = [Sort::Other; 256];
    let mut byte = 0;
    while byte < 256 {
        sorts[byte] = match byte as u8 {
            b'a'..=b'z' | b'A'..=b'Z' => Sort::Letter,
            b'0'..=b'9' => Sort::Digit,
            0..=0x7f => Sort::Other,
            _ => Sort::Long,
        };
        byte += 1;
    }
    sorts
};

/// Returns where the letters end that begin at `at`; those that only their code tells are brought to small ones.
#[inline]
fn letters_end(text: &str, small: &mut [u8], sorts: &[u8], at: usize) -> usize {
    let mut end = at;
    loop {
        while let Some(eight) = sorts.get(end..end + 8).and_then(|eight| eight.try_into().ok()) {
            let others = u64::from_le_bytes(eight);
            end += others.trailing_zeros() as usize / 8;
            if others != 0 {
                break;
            }
        }
        if sorts.get(end) != Some(&RARE) {
            return end;
        }
        // What opens a letter may open another character too.
        end = text.floor_char_boundary(end);
        match other(text.get(end..).unwrap_or_default(), small.get_mut(end..).unwrap_or_default()) {
            0 => return end,
            len => end += len,
        }
    }
}

/// Brings any letter `text` opens with to its small form, if that is as long; returns its length, 0 where none stands.
#[cold]
fn other(text: &str, bytes: &mut [u8]) -> usize {
    let Some(c) = text.chars().next().filter(|c| is_letter(*c)) else { return 0 };
    let form = small(c);
    if form.len_utf8() == c.len_utf8()
        && let Some(place) = bytes.get_mut(..c.len_utf8())
    {
        form.encode_utf8(place);
    }
    c.len_utf8()
}

/// What a sum is multiplied by at each step.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The sum of some bytes, eight by eight.
#[inline]
fn sum(bytes: &[u8], at: usize, end: usize) -> u32 {
    let left = end - at;
    // Hardly a word is longer.
    if (1..=8).contains(&left)
        && let Some(eight) = bytes.get(at..at + 8).and_then(|eight| eight.try_into().ok())
    {
        let word = u64::from_le_bytes(eight) & (u64::MAX >> (64 - 8 * left));
        return (word.wrapping_mul(FACTOR) >> 32) as u32;
    }
    let mut sum = 0_u64;
    let mut from = at;
    while from < end {
        let next = match bytes.get(from..from + 8).and_then(|eight| eight.try_into().ok()) {
            Some(eight) => u64::from_le_bytes(eight),
            None => bytes.get(from..).unwrap_or_default().iter().rev().fold(0, |n, b| n << 8 | u64::from(*b)),
        };
        let left = end - from;
        let next = if left < 8 { next & ((1 << (8 * left)) - 1) } else { next };
        sum = (sum.rotate_left(5) ^ next).wrapping_mul(FACTOR);
        from += 8;
    }
    (sum >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lower;

    fn runs(text: &str) -> (String, Vec<(usize, Run)>) {
        let mut found = Vec::new();
        let small = small_runs(text, |at, run| found.push((at.start, run)));
        (small, found)
    }

    #[test]
    fn letters_told_by_their_bytes_are_letters() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let text = format!("a{c}a");
            let (small, found) = runs(&text);
            assert_eq!(small, lower(&text), "{c:?}");
            let letters = found.iter().filter(|(_, run)| matches!(run, Run::Letters(_))).count();
            assert_eq!(letters == 1, is_letter(c), "{c:?}");
            assert_eq!(found.contains(&(1, Run::Digits)), c.is_ascii_digit(), "{c:?}");
            assert_eq!(letters_at(&small, 1).0, if is_letter(c) { small.len() } else { 1 }, "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn each_run_has_the_sum_of_its_small_letters(text in "(\\PC|Sở|[0-9]| |Ư|x){0,12}") {
            let (small, found) = runs(&text);
            proptest::prop_assert_eq!(&small, &lower(&text));
            for (at, run) in found {
                let rest = small.get(at..).unwrap_or_default();
                let len = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
                match run {
                    Run::Letters(sum) => {
                        proptest::prop_assert_eq!(sum, sum_of(rest.get(..len).unwrap_or_default()));
                        proptest::prop_assert_eq!(letters_at(&small, at), (at + len, sum));
                    }
                    Run::Digits => proptest::prop_assert!(rest.starts_with(|c: char| c.is_ascii_digit())),
                }
            }
        }
    }
}

//! Words as search compares them: folded, letters and digits apart, so that "23NQ/TW", "23-NQ/TW" and "23 nq tw" are one.

use crate::text::{fold, fold_letter, fold_tones};

/// A word in its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Folded; digits without leading zeros.
    pub(super) folded: String,
    /// Offset of its first character, in characters.
    pub(super) start: u32,
    /// Offset one past its last character.
    pub(super) end: u32,
}

/// Takes a text apart into words with their places.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found = Vec::new();
    each_word(text, |folded, start, end| found.push(Word { folded: folded.to_owned(), start, end }));
    found
}

/// Hands out the words of a text one after the other: folded, with the offsets of the first character and one past the
/// last. Whole corpora are read by it, so nothing is made for a word.
pub(super) fn each_word(text: &str, mut take: impl FnMut(&str, u32, u32)) {
    let mut word = String::new();
    let (mut start, mut end) = (0, 0);
    // Whether the word that is open is one of digits.
    let mut open: Option<bool> = None;
    for (at, letter) in (0u32..).zip(text.chars()) {
        let folded = if letter.is_ascii() { None } else { fold_letter(letter) };
        let digit = letter.is_ascii_digit();
        let counts = match folded {
            Some(bare) if bare.is_ascii_alphabetic() => true,
            _ => letter.is_alphanumeric(),
        };
        // A mark that stands alone belongs to the letter before it.
        let mark = matches!(letter, '\u{0300}'..='\u{036F}');
        match open {
            Some(digits) if mark || (counts && digit == digits) => end = at + 1,
            Some(_) => {
                take(without_zeros(&word), start, end);
                word.clear();
                open = None;
            }
            None => {}
        }
        if open.is_none() && counts {
            (start, end, open) = (at, at + 1, Some(digit));
        }
        if open.is_some() {
            push_folded(&mut word, letter, folded);
        }
    }
    if open.is_some() {
        take(without_zeros(&word), start, end);
    }
}

/// A number without leading zeros.
fn without_zeros(word: &str) -> &str {
    let shorter = word.trim_start_matches('0');
    if shorter.is_empty() { word } else { shorter }
}

fn push_folded(word: &mut String, letter: char, folded: Option<char>) {
    match folded {
        _ if letter.is_ascii_alphanumeric() => word.push(letter.to_ascii_lowercase()),
        Some(bare) if bare.is_alphanumeric() => word.push(bare),
        Some(_) => {}
        None => {
            let mut buffer = [0; 4];
            word.extend(fold(letter.encode_utf8(&mut buffer)).chars().filter(|c| c.is_alphanumeric()));
        }
    }
}

/// Returns the words of a text, each between two spaces: what stands side by side can be looked for at once.
pub(super) fn plain(text: &str) -> String {
    let mut out = " ".to_owned();
    let mut last = ' ';
    for letter in fold(text).chars() {
        let kept = if letter.is_alphanumeric() { letter } else { ' ' };
        let turns = kept != ' ' && last != ' ' && kept.is_ascii_digit() != last.is_ascii_digit();
        if turns || (kept == ' ' && last != ' ') {
            out.push(' ');
        }
        // Zeros before a number are left out, as in words.
        let leading_zero = kept == '0' && !last.is_ascii_digit();
        if kept != ' ' && !leading_zero {
            out.push(kept);
        }
        last = if leading_zero { last } else { kept };
    }
    out.push(' ');
    out
}

/// Returns the first letters of a body's name, its territory left out: "ubnd" for "Ủy ban nhân dân tỉnh Lào Cai".
pub(super) fn initials(name: &str) -> Option<String> {
    const UNITS: [&str; 8] = ["tinh", "thanh", "huyen", "thi", "quan", "xa", "phuong", "dac"];
    let words = words(name);
    let own = words.iter().enumerate().take_while(|(i, w)| *i == 0 || !UNITS.contains(&w.folded.as_str()));
    let letters: String = own.filter_map(|(_, w)| w.folded.chars().next()).collect();
    (letters.len() > 1).then_some(letters)
}

/// Tells whether one word becomes the other by one letter more, less, other or two changed places.
pub(super) fn one_edit(a: &str, b: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let same = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    let rest = |list: &[char], from: usize| list.get(from..).map(<[char]>::to_vec).unwrap_or_default();
    match long.len() - short.len() {
        0 => {
            let (s, l) = (rest(short, same), rest(long, same));
            let swapped = matches!((s.as_slice(), l.as_slice()), ([p, q, ..], [r, t, ..]) if p == t && q == r);
            rest(&s, 1) == rest(&l, 1) || (swapped && rest(&s, 2) == rest(&l, 2))
        }
        1 => rest(short, same) == rest(long, same + 1),
        _ => false,
    }
}

/// Returns a text as a query with marks is compared: lower case, tones in the new style.
pub(super) fn marked(text: &str) -> String {
    fold_tones(text).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.folded).collect()
    }

    #[test]
    fn every_spelling_of_a_number_gives_the_same_words() {
        for spelling in ["23-NQ/TW", "23 nq tw", "23NQ/TW", "23- NQ / TW", "023-nq-tw"] {
            assert_eq!(folded(spelling), ["23", "nq", "tw"], "{spelling}");
        }
        assert_eq!(folded("Thuỷ điện, Ủy ban"), folded("THỦY ĐIỆN uỷ ban"));
        assert_eq!(folded("  … !"), Vec::<String>::new());
    }

    #[test]
    fn places_are_counted_in_characters() {
        let text = "Số 04/CT-UBND";
        let letters: Vec<char> = text.chars().collect();
        let shown: Vec<String> =
            words(text).iter().map(|w| letters[w.start as usize..w.end as usize].iter().collect()).collect();
        assert_eq!(shown, ["Số", "04", "CT", "UBND"]);
    }

    #[test]
    fn plain_words_stand_between_spaces() {
        assert_eq!(plain("Số 04/CT-UBND, tỉnh"), " so 4 ct ubnd tinh ");
        assert_eq!(plain("23NQ/TW"), " 23 nq tw ");
        assert_eq!(plain(""), "  ");
    }

    #[test]
    fn initials_leave_the_territory_out() {
        assert_eq!(initials("Ủy ban nhân dân tỉnh Lào Cai").as_deref(), Some("ubnd"));
        assert_eq!(initials("Sở Công Thương").as_deref(), Some("sct"));
        assert_eq!(initials("Tỉnh ủy Lào Cai").as_deref(), Some("tulc"));
        assert_eq!(initials("LSO"), None);
    }

    #[test]
    fn one_edit_is_one_edit() {
        for (a, b) in
            [("nghiep", "nghep"), ("nghiep", "nghiepp"), ("nghiep", "nghiap"), ("nghiep", "nghipe"), ("a", "")]
        {
            assert!(one_edit(a, b) && one_edit(b, a), "{a} {b}");
        }
        for (a, b) in [("nghiep", "nghe"), ("cong", "thuong"), ("abcd", "badc")] {
            assert!(!one_edit(a, b) && !one_edit(b, a), "{a} {b}");
        }
    }
}

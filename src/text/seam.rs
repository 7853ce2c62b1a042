//! Spaces lost where a mark of emphasis stands between two words: "**NGHỊ ĐỊNH**Quy định về", "**Chương I****QUY ĐỊNH**".
//! Converters mark parts of words too ("Đ**ịnh**"); these stay whole.

use super::{OffsetMap, Span, fold, is_letter};

/// Finds the characters of a clean text behind which a space was lost, in their order.
pub(super) fn find(source: &str, clean: &str, map: &OffsetMap) -> Vec<Span> {
    let mut found = Vec::new();
    let mut past = 0;
    for star in memchr::memchr_iter(b'*', source.as_bytes()) {
        let ended = source.get(..star).and_then(|s| s.chars().next_back()).is_some_and(is_letter);
        if star < past || !ended {
            continue;
        }
        let behind = source.get(star..).unwrap_or_default();
        past = star + (behind.len() - behind.trim_start_matches('*').len());
        if source.get(past..).and_then(|s| s.chars().next()).is_some_and(is_letter) {
            let at = map.to_clean(u32::try_from(past).unwrap_or(u32::MAX)) as usize;
            found.extend(between_words(clean, at));
        }
    }
    found
}

/// The character before `at`, if two words meet there and not two parts of one.
fn between_words(clean: &str, at: usize) -> Option<Span> {
    let (before, behind) = (clean.get(..at)?, clean.get(at..)?);
    let left = before.trim_end_matches(is_letter).len();
    let (left, right) = (before.get(left..)?, behind.get(..behind.len() - behind.trim_start_matches(is_letter).len())?);
    let one = is_syllable(&[left, right].concat());
    let two = (is_syllable(left) || is_roman(left)) && is_syllable(right);
    (!one && two).then(|| Span::new(at - left.chars().next_back().map_or(0, char::len_utf8), at))
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// Tells whether a word can be a Vietnamese syllable: what it may begin and end with, and vowels between, tones apart.
fn is_syllable(word: &str) -> bool {
    const FIRST: [&str; 26] = [
        "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h", "k", "l", "m", "n",
        "p", "r", "s", "t", "v", "x",
    ];
    const LAST: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let folded = fold(word);
    let rhyme = FIRST.iter().find_map(|first| folded.strip_prefix(first)).unwrap_or(&folded);
    // "gì": the vowel is the last letter of what it begins with.
    let rhyme = if rhyme.is_empty() { folded.strip_prefix('g').unwrap_or(rhyme) } else { rhyme };
    let vowels = rhyme.len() - rhyme.trim_start_matches(['a', 'e', 'i', 'o', 'u', 'y']).len();
    (1..=3).contains(&vowels) && rhyme.get(vowels..).is_some_and(|last| LAST.contains(&last))
}

#[cfg(test)]
mod tests {
    use super::super::SourceText;
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let text = SourceText::new("a.txt", source);
        assert_eq!(text.clean().trim_end(), expected);
        let whole = text.to_source(Span::new(0, expected.len()));
        assert!(source.get(whole.range()).is_some(), "{source}");
    }

    #[test]
    fn two_words_that_meet_at_a_mark_are_told_apart() {
        check("**NGHỊ ĐỊNH**Quy định về đê điều", "NGHỊ ĐỊNH Quy định về đê điều");
        check("**LUẬT****CÁN BỘ, CÔNG CHỨC**", "LUẬT CÁN BỘ, CÔNG CHỨC");
        check("**Chương III****TỔ CHỨC**", "Chương III TỔ CHỨC");
        check("Nghị quyết số**và** ngày", "Nghị quyết số và ngày");
    }

    #[test]
    fn parts_of_a_word_stay_together() {
        check("Nghị **Địn****h** s**ố** 12 ph**ươ**ng", "Nghị Định số 12 phương");
        check("VNe**ID**, M**icrosoft**, T**N**, **1****2**", "VNeID, Microsoft, TN, 12");
    }

    #[test]
    fn syllables_are_known_by_their_parts() {
        for word in ["nghiêng", "Quy", "gì", "ý", "xuyên", "ƯỚC", "ủy", "khuỷu", "đường"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["", "ĐỊNHVề", "Soft", "b", "sốvà", "TNHH", "LUẬTCÁN"] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}

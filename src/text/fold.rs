//! Folding for matching: case, diacritics and the two tone-mark styles; never used on a symbol before its exact look-up.

use std::sync::LazyLock;

use icu_normalizer::DecomposingNormalizerBorrowed;

use super::letter::small;

/// Folds text for search: lower case, no diacritics, đ as d; other characters are kept.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\0'..='\x7f' => out.push(c.to_ascii_lowercase()),
            '\u{300}'..='\u{36f}' => {}
            _ => match bare(c) {
                Some(bare) => out.push(bare),
                None => return fold_any(text),
            },
        }
    }
    out
}

/// Tells whether a text, folded, begins with `prefix`, which is folded.
pub fn opens_folded(text: &str, prefix: &str) -> bool {
    // Most texts are told by their first letter.
    if let (Some(c), Some(wanted)) = (text.bytes().next(), prefix.bytes().next())
        && c.is_ascii()
        && c.to_ascii_lowercase() != wanted
    {
        return false;
    }
    let mut wanted = prefix.chars();
    for c in text.chars().filter(|c| !is_combining(*c)) {
        let Some(folded) = fold_letter(c) else { return fold(text).starts_with(prefix) };
        match wanted.next() {
            Some(w) if w == folded => {}
            w => return w.is_none(),
        }
    }
    wanted.next().is_none()
}

/// Folds one composed character, if it folds to one.
pub fn fold_letter(c: char) -> Option<char> {
    if c.is_ascii() { Some(c.to_ascii_lowercase()) } else { bare(c) }
}

/// Folds a letter with marks, or a mark of punctuation that stays itself, by table.
fn bare(c: char) -> Option<char> {
    static TABLE: LazyLock<Vec<char>> = LazyLock::new(|| {
        let one = |code: u32| {
            let mut folded = fold_any(&char::from_u32(code)?.to_string()).chars().collect::<Vec<_>>();
            (folded.len() == 1).then(|| folded.pop())?
        };
        let latin = |code: u32| matches!(code, 0x80..0x250 | 0x1e00..0x1f00);
        (0..0x1f00).map(|code| one(code).filter(|_| latin(code)).unwrap_or('\0')).collect()
    });
    match c {
        '\u{2010}'..='\u{2027}' => Some(c),
        _ => TABLE.get(u32::from(c) as usize).copied().filter(|bare| *bare != '\0'),
    }
}

/// Folds text of any script.
fn fold_any(text: &str) -> String {
    let decomposed = DecomposingNormalizerBorrowed::new_nfd().normalize(text);
    decomposed.chars().filter(|c| !is_combining(*c)).flat_map(fold_char).collect()
}

/// Folds one decomposed character: lower case, and Đ, Ð and Ɖ as d.
pub fn fold_char(c: char) -> impl Iterator<Item = char> {
    let c = match c {
        'đ' | 'Đ' | 'Ð' | 'ð' | 'Ɖ' | 'ɖ' => 'd',
        other => other,
    };
    c.to_lowercase()
}

/// Lower-cases letter by letter, keeping every byte offset.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    let bytes = text.as_bytes();
    for (at, first) in bytes.iter().enumerate().filter(|(_, b)| **b >= 0xc3) {
        // Most letters with marks are small ones already, which their last byte tells.
        let small_already = match first {
            0xc3 => bytes.get(at + 1).is_some_and(|b| *b > 0x9e),
            0xe1 if bytes.get(at + 1) == Some(&0xbb) => bytes.get(at + 2).is_some_and(|b| b & 1 == 1),
            0xe1 if bytes.get(at + 1) == Some(&0xba) => bytes.get(at + 2).is_some_and(|b| *b > 0xa0 && b & 1 == 1),
            _ => false,
        };
        let Some(c) = text.get(at..).filter(|_| !small_already).and_then(|t| t.chars().next()) else { continue };
        let small = small(c);
        if small != c && small.len_utf8() == c.len_utf8() {
            out.push_str(text.get(from..at).unwrap_or_default());
            out.push(small);
            from = at + c.len_utf8();
        }
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out.make_ascii_lowercase();
    out
}

/// Brings the old tone-mark style to the new one (hoà to hòa, thuỷ to thủy, khoẻ to khỏe) in NFC text.
///
/// Only a toned last vowel of the syllable is moved: "toàn" and "quý" keep theirs, because a final consonant follows
/// or because u belongs to q.
pub fn fold_tones(text: &str) -> String {
    let pairs = text.chars().zip(text.chars().skip(1));
    if !pairs.into_iter().any(|(first, second)| moved_tone(first, second).is_some()) {
        return text.to_owned();
    }
    let chars: Vec<char> = text.chars().collect();
    let mut out = String::with_capacity(text.len());
    let mut i = 0;
    while let Some(&c) = chars.get(i) {
        let next = chars.get(i + 1).copied();
        let syllable_ends = chars.get(i + 2).is_none_or(|c| !c.is_alphabetic());
        let after_q = i > 0 && matches!(chars.get(i - 1), Some('q' | 'Q'));
        match next.and_then(|n| moved_tone(c, n)) {
            Some((first, second)) if syllable_ends && !after_q => {
                out.push(first);
                out.push(second);
                i += 2;
            }
            _ => {
                out.push(c);
                i += 1;
            }
        }
    }
    out
}

/// Makes an ASCII slug: folded, with runs of other characters as one hyphen.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in fold(text).chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
    }
    out.trim_end_matches('-').to_owned()
}

fn is_combining(c: char) -> bool {
    matches!(c, '\u{0300}'..='\u{036F}')
}

/// Returns (toned first vowel, plain second vowel) for an old-style pair such as (o, à) or (u, ỷ).
fn moved_tone(first: char, second: char) -> Option<(char, char)> {
    if !matches!(first, 'o' | 'u' | 'O' | 'U') || second.is_ascii() {
        return None;
    }
    const PLAIN: [(char, &str); 4] = [('a', "àáảãạ"), ('e', "èéẻẽẹ"), ('y', "ỳýỷỹỵ"), ('A', "ÀÁẢÃẠ")];
    const PLAIN_UPPER: [(char, &str); 2] = [('E', "ÈÉẺẼẸ"), ('Y', "ỲÝỶỸỴ")];
    const FIRST: [(char, &str); 4] = [('o', "òóỏõọ"), ('u', "ùúủũụ"), ('O', "ÒÓỎÕỌ"), ('U', "ÙÚỦŨỤ")];
    let (plain, tone) = PLAIN
        .iter()
        .chain(&PLAIN_UPPER)
        .find_map(|(plain, toned)| toned.chars().position(|t| t == second).map(|tone| (*plain, tone)))?;
    let pairs = matches!((first.to_ascii_lowercase(), plain.to_ascii_lowercase()), ('o', 'a' | 'e') | ('u', 'y'));
    let (_, toned) = FIRST.iter().find(|(f, _)| *f == first)?;
    pairs.then(|| toned.chars().nth(tone).map(|first| (first, plain)))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_tones(old: &str, new: &str) {
        assert_eq!(fold_tones(old), new);
        assert_eq!(fold_tones(new), new, "folding twice must change nothing");
    }

    #[test]
    fn moves_the_tone_of_an_open_syllable() {
        check_tones("hoà bình", "hòa bình");
        check_tones("thuỷ điện", "thủy điện");
        check_tones("Uỷ ban", "Ủy ban");
        check_tones("khoẻ", "khỏe");
        check_tones("THUỶ", "THỦY");
    }

    #[test]
    fn keeps_the_tone_of_a_closed_syllable_and_of_qu() {
        check_tones("toàn", "toàn");
        check_tones("quý", "quý");
        check_tones("Quỹ", "Quỹ");
    }

    #[test]
    fn folds_diacritics_and_every_look_alike_of_d() {
        assert_eq!(fold("Nghị quyết ĐỔI MỚI"), "nghi quyet doi moi");
        assert_eq!(fold("Ðà Nẵng"), "da nang");
        assert_eq!(slug("Cụm công nghiệp Phố Ràng (giai đoạn 2)"), "cum-cong-nghiep-pho-rang-giai-doan-2");
    }

    #[test]
    fn letters_fold_by_table_as_they_fold_at_length() {
        for c in (0..0x3000).filter_map(char::from_u32) {
            let one = c.to_string();
            assert_eq!(fold(&one), fold_any(&one), "{c:?}");
            let small = one.to_lowercase();
            assert_eq!(lower(&one), if small.len() == one.len() { small } else { one }, "{c:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn folding_by_table_is_folding_at_length(text in "\\PC{0,20}") {
            proptest::prop_assert_eq!(fold(&text), fold_any(&text));
            let prefix: String = fold(&text).chars().take(5).collect();
            proptest::prop_assert!(opens_folded(&text, &prefix));
            proptest::prop_assert!(!opens_folded(&text, &(prefix + "Z")));
        }

        #[test]
        fn folding_is_idempotent(text in "\\PC{0,40}") {
            proptest::prop_assert_eq!(fold(&fold(&text)), fold(&text));
            proptest::prop_assert_eq!(slug(&slug(&text)), slug(&text));
        }
    }
}

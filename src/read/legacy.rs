//! Which encoding of before Unicode a Vietnamese text is in, told by the words that reading it so yields: other languages
//! in the same bytes, and texts in Unicode, stay as they are.

use std::sync::LazyLock;

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::old_font::{OldFont, tcvn3_letter, vni_words};
use crate::text::{is_composed, is_letter, small};

/// Words every official document has, in small letters, by their first.
const WORDS: [(char, &[&str]); 8] = [
    ('c', &["của", "các", "cho"]),
    ('d', &["dân"]),
    ('h', &["hiện"]),
    ('n', &["ngày", "nghị", "nhân", "năm"]),
    ('q', &["quyết"]),
    ('t', &["theo", "trong", "thực", "tỉnh"]),
    ('v', &["và", "về", "với"]),
    ('đ', &["được", "định", "điều"]),
];

/// Letters of the longest of them.
const LONGEST: usize = 5;

/// How many of these words a reading must yield beyond those there before, and how many per hundred words.
const LEAST: usize = 5;
const SHARE: usize = 4;
/// Before which character those of Vietnamese texts stand, marks of punctuation apart.
const COMMON_END: char = '\u{2000}';
/// Characters that are looked at.
const SAMPLE: usize = 20_000;

/// Reads bytes that are no Unicode as TCVN3, VNI or windows-1258; `None` when none of them yields Vietnamese.
pub(super) fn read_bytes(bytes: &[u8]) -> Option<(String, &'static str)> {
    let latin = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    convert(&latin).or_else(|| {
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let (before, after) = (hits(first_of(&latin), |c| c), hits(&windows_1258(sample), |c| c));
        (after > before + 1).then(|| (windows_1258(bytes), "windows-1258"))
    })
}

/// Converts a text whose Latin letters stand for those of an old font; `None` when they stand for themselves.
pub(super) fn convert(text: &str) -> Option<(String, &'static str)> {
    let sample = first_of(text);
    if sample.is_ascii() {
        return None;
    }
    let (composed, counts) = (is_composed(sample), counts(sample));
    let normal = || ComposingNormalizerBorrowed::new_nfc().normalize(sample);
    let before = if composed { counts.known } else { hits(&normal(), |c| c) };
    let enough = |after: usize| after >= before + LEAST && after > before * 3;
    // Every text comes by here, and nearly all are in Unicode: what cannot yield enough words is not converted to see it.
    let may_be_vni = (!composed || enough(before + counts.latin)) && enough(before + vni_words(sample));
    let vni = if may_be_vni { hits(&OldFont::Vni.convert(sample), |c| c) } else { 0 };
    let tcvn3 = if enough(counts.known + counts.short) { hits(sample, tcvn3_letter) } else { 0 };
    let readings = [(tcvn3, OldFont::Tcvn3, "TCVN3 (ABC)"), (vni, OldFont::Vni, "VNI")];
    let (after, font, name) = readings.into_iter().filter(|(hits, ..)| enough(*hits)).max_by_key(|(hits, ..)| *hits)?;
    let total = sample.split_whitespace().count();
    (after * 100 >= total * SHARE).then(|| (font.convert(text), name))
}

/// The characters of a text that are looked at.
fn first_of(text: &str) -> &str {
    let end = text.char_indices().nth(SAMPLE).map_or(text.len(), |(at, _)| at);
    text.get(..end).unwrap_or(text)
}

/// windows-1258 writes a tone as a character of its own; they are joined, so that the text is as it would be typed.
fn windows_1258(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned()
}

/// Counts the words of a text whose characters show what `shown` says.
fn hits(text: &str, shown: impl Fn(char) -> char) -> usize {
    let mut count = 0;
    let mut word = [' '; LONGEST];
    let mut length = 0;
    for c in text.chars().map(shown).chain([' ']) {
        if let Some(letter) = of_word(c) {
            if let Some(place) = word.get_mut(length) {
                *place = letter;
            }
            length += 1;
        } else {
            count += usize::from(word.get(..length).is_some_and(is_word));
            length = 0;
        }
    }
    count
}

/// What is counted of a text in one pass, to see whether another reading can yield enough words.
#[derive(Default)]
struct Counts {
    /// Words that are known ones.
    known: usize,
    /// Words that may be known ones once their Latin letters are read as others, and marks that may be letters of one.
    short: usize,
    /// Words with such letters, and such marks.
    latin: usize,
}

fn counts(text: &str) -> Counts {
    let mut counts = Counts::default();
    let mut word = [' '; LONGEST];
    let (mut length, mut latin) = (0, false);
    for c in text.chars().chain([' ']) {
        // Old fonts store their letters as these.
        let old = matches!(c, '\u{80}'..='\u{ff}' | 'Ÿ' | 'ẞ');
        if let Some(letter) = of_word(c) {
            if let Some(place) = word.get_mut(length) {
                *place = letter;
            }
            length += 1;
            latin |= old;
            continue;
        }
        let letters = word.get(..length).unwrap_or_default();
        let known = is_word(letters);
        counts.known += usize::from(known);
        counts.short += usize::from(latin && !known && !like(letters).is_empty()) + usize::from(old);
        counts.latin += usize::from(latin) + usize::from(old);
        (length, latin) = (0, false);
    }
    counts
}

fn is_word(letters: &[char]) -> bool {
    like(letters).iter().any(|w| w.chars().eq(letters.iter().copied()))
}

/// Returns the words that begin as some letters do.
fn like(letters: &[char]) -> &'static [&'static str] {
    let first = letters.first().copied();
    WORDS.iter().find(|(letter, _)| Some(*letter) == first).map_or(&[], |(_, words)| words)
}

/// Returns a letter or a digit as a small one; every character of every text comes by here.
pub(super) fn of_word(c: char) -> Option<char> {
    static COMMON: LazyLock<Vec<Option<char>>> = LazyLock::new(|| ('\0'..COMMON_END).map(told).collect());
    COMMON.get(c as usize).copied().unwrap_or_else(|| told(c))
}

fn told(c: char) -> Option<char> {
    is_of_word(c).then(|| small(c))
}

/// Tells a letter or a digit.
fn is_of_word(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{300}'..='\u{36f}' => c.is_alphabetic(),
        '\u{2010}'..='\u{2030}' => false,
        _ => is_letter(c) || c.is_numeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::old_font::stored;
    use super::*;

    #[test]
    fn no_word_is_left_out_by_its_first_letter_or_its_length() {
        for word in WORDS.iter().flat_map(|(_, words)| words.iter().copied()) {
            assert_eq!(hits(word, |c| c), 1, "{word}");
            assert_eq!(hits(&word.to_uppercase(), |c| c), 1, "{word}");
            assert_eq!(hits(&format!("{word}x"), |c| c), 0, "{word}");
        }
    }

    const PLAIN: &str = "Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về việc thực hiện kế hoạch năm 2015, các sở được giao \
        theo quyết định này trong ngày ban hành và cho ý kiến với điều kiện thực tế";

    fn latin(text: &str) -> Vec<u8> {
        WINDOWS_1252.encode(text).0.into_owned()
    }

    /// Each tone after its letter, as Windows wrote it; the circumflex, breve and horn stay in the letter.
    fn to_windows_1258(text: &str) -> Vec<u8> {
        let nfd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
        let nfc = ComposingNormalizerBorrowed::new_nfc();
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        let one = |c: char| {
            let parts = nfd.normalize(&c.to_string()).into_owned();
            let base: String = parts.chars().filter(|p| !tones.contains(p)).collect();
            let tone: String = parts.chars().filter(|p| tones.contains(p)).collect();
            format!("{}{tone}", nfc.normalize(&base))
        };
        WINDOWS_1258.encode(&text.chars().map(one).collect::<String>()).0.into_owned()
    }

    #[test]
    fn old_fonts_are_read_as_what_they_show() {
        for (stored, name) in [(stored::tcvn3(PLAIN), "TCVN3 (ABC)"), (stored::vni(PLAIN), "VNI")] {
            assert_eq!(convert(&stored), Some((PLAIN.to_owned(), name)));
            assert_eq!(read_bytes(&latin(&stored)), Some((PLAIN.to_owned(), name)));
        }
        assert_eq!(read_bytes(&to_windows_1258(PLAIN)), Some((PLAIN.to_owned(), "windows-1258")));
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        let others = [
            "Décret relatif à l'organisation générale des préfectures où siègent les députés élus, sous l'autorité du \
             ministre de l'Intérieur, après avis du Conseil d'État; à compter du 1er août, les arrêtés précédents sont abrogés",
            "La resolución será publicada según el artículo décimo; añádase una cláusula por año",
            "Die Verordnung über die Prüfung gemäß § 5 tritt für alle Länder außer Kraft",
            "Plan for the province, 2020",
            "",
        ];
        for text in others {
            assert_eq!(convert(text), None, "{text}");
            assert_eq!(read_bytes(&latin(text)), None, "{text}");
        }
        assert_eq!(convert(PLAIN), None);
        assert_eq!(convert(&icu_normalizer::DecomposingNormalizerBorrowed::new_nfd().normalize(PLAIN)), None);
    }
}

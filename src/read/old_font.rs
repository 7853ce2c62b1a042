//! Vietnamese letters in the fonts of before Unicode, TCVN3 (ABC) and VNI for Windows: what the Latin characters they were
//! stored as show. Leaves out whether a text is in such a font.

use std::sync::LazyLock;

use icu_normalizer::ComposingNormalizerBorrowed;

use super::legacy::of_word;

/// A font of before Unicode, by what its letters are stored as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OldFont {
    /// TCVN 5712:1993, third set: one character a letter. Small letters with marks stand for capitals too.
    Tcvn3,
    /// The fonts of capitals of the same set, whose names end in H.
    Tcvn3Capitals,
    /// VNI for Windows: a vowel, then its mark as a character of its own.
    Vni,
}

/// Tells an old font from the name a Word file gives it.
pub(super) fn font_named(name: &str) -> Option<OldFont> {
    let name = name.trim();
    if let Some(rest) = name.strip_prefix(".Vn").or_else(|| name.strip_prefix(".VN")) {
        return Some(if rest.ends_with('H') { OldFont::Tcvn3Capitals } else { OldFont::Tcvn3 });
    }
    name.starts_with("VNI-").then_some(OldFont::Vni)
}

/// Tells a Vietnamese letter that no old font stores as itself.
pub(super) fn is_unicode_vietnamese(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1ea0}'..='\u{1ef9}')
}

impl OldFont {
    /// Returns what a text stored for this font shows.
    pub(super) fn convert(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => tcvn3(text),
            Self::Tcvn3Capitals => text.chars().map(tcvn3_letter).collect::<String>().to_uppercase(),
            Self::Vni => vni(text),
        }
    }
}

/// Small letters as TCVN3 stores them, each line one base letter; then its seven capitals.
const TCVN3: [(&str, &str); 15] = [
    ("µ¶·¸¹", "àảãáạ"),
    ("¨»¼½¾Æ", "ăằẳẵắặ"),
    ("©ÇÈÉÊË", "âầẩẫấậ"),
    ("®", "đ"),
    ("ÌÎÏÐÑ", "èẻẽéẹ"),
    ("ªÒÓÔÕÖ", "êềểễếệ"),
    ("×ØÜÝÞ", "ìỉĩíị"),
    ("ßáâãä", "òỏõóọ"),
    ("«åæçèé", "ôồổỗốộ"),
    ("¬êëìíî", "ơờởỡớợ"),
    ("ïñòóô", "ùủũúụ"),
    ("\u{ad}õö÷øù", "ưừửữứự"),
    ("úûüýþ", "ỳỷỹýỵ"),
    ("¡¢£¤¥¦", "ĂÂÊÔƠƯ"),
    ("§", "Đ"),
];

/// Returns the letter that a character shows in TCVN3; a character it has no letter for shows itself.
pub(super) fn tcvn3_letter(c: char) -> char {
    static SHOWN: LazyLock<Vec<char>> = LazyLock::new(|| {
        let mut shown: Vec<char> = ('\0'..='\u{ff}').collect();
        let letters = TCVN3.iter().flat_map(|(stored, letters)| stored.chars().zip(letters.chars()));
        for (stored, letter) in letters {
            shown.get_mut(stored as usize).into_iter().for_each(|s| *s = letter);
        }
        shown
    });
    if c.is_ascii() { c } else { SHOWN.get(c as usize).copied().unwrap_or(c) }
}

/// Whether the letters of a word are capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    Capitals,
    Small,
    /// One capital and letters that TCVN3 has no capitals for: "Bé" is "Bộ" or "BỘ".
    Open,
}

/// TCVN3 has few capitals with marks: in "CéNG HOµ" the small ones stand for capitals, as their neighbours say.
fn tcvn3(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for line in text.split_inclusive('\n') {
        let words: Vec<&str> = line.split_inclusive([' ', '\t', '-', '\u{a0}']).collect();
        let cases: Vec<Option<Case>> = words.iter().map(|w| case_of(w)).collect();
        for (i, word) in words.iter().enumerate() {
            let shown: String = word.chars().map(tcvn3_letter).collect();
            let capitals = match cases.get(i).copied().flatten() {
                Some(Case::Capitals) => true,
                Some(Case::Open) => {
                    let settled = |c: &&Option<Case>| !matches!(c, None | Some(Case::Open));
                    let before = cases.get(..i).and_then(|b| b.iter().rev().find(settled));
                    let after = cases.get(i + 1..).and_then(|a| a.iter().find(settled));
                    let near: Vec<Case> = before.into_iter().chain(after).copied().flatten().collect();
                    !near.is_empty() && near.iter().all(|c| *c == Case::Capitals)
                }
                _ => false,
            };
            if capitals { out.push_str(&shown.to_uppercase()) } else { out.push_str(&shown) }
        }
    }
    out
}

fn case_of(word: &str) -> Option<Case> {
    let capital = |c: &char| c.is_ascii_uppercase() || matches!(c, '¡'..='§');
    let small = word.chars().any(|c| c.is_ascii_lowercase());
    let capitals = word.chars().filter(capital).count();
    let marked = word.chars().any(|c| tcvn3_letter(c) != c);
    match (small, capitals) {
        (true, _) => Some(Case::Small),
        (false, 0) if marked => Some(Case::Small),
        (false, 0) => None,
        (false, 1) if marked => Some(Case::Open),
        (false, 1) => None,
        (false, _) => Some(Case::Capitals),
    }
}

/// VNI's marks behind a vowel, with the combining characters they stand for.
const VNI_MARKS: [(char, &str); 17] = [
    ('ø', "\u{300}"),
    ('ù', "\u{301}"),
    ('û', "\u{309}"),
    ('õ', "\u{303}"),
    ('ï', "\u{323}"),
    ('â', "\u{302}"),
    ('à', "\u{302}\u{300}"),
    ('á', "\u{302}\u{301}"),
    ('å', "\u{302}\u{309}"),
    ('ã', "\u{302}\u{303}"),
    ('ä', "\u{302}\u{323}"),
    ('ê', "\u{306}"),
    ('è', "\u{306}\u{300}"),
    ('é', "\u{306}\u{301}"),
    ('ú', "\u{306}\u{309}"),
    ('ü', "\u{306}\u{303}"),
    ('ë', "\u{306}\u{323}"),
];

/// VNI's letters that are one character, with what they show.
const VNI_LETTERS: (&str, &str) = ("ñôöìíæóòîÑÔÖÌÍÆÓÒÎ", "đơưìíỉĩịỵĐƠƯÌÍỈĨỊỴ");

/// Counts the words that would show something else in VNI than they are: those that have one of its letters, or a mark
/// behind a vowel. Others may be among them.
pub(super) fn vni_words(text: &str) -> usize {
    let (mut count, mut changed, mut before) = (0, false, ' ');
    for c in text.chars().chain([' ']) {
        // Of the letters behind, these have small ones among the Latin.
        let old = !c.is_ascii() && (c <= '\u{ff}' || matches!(c, 'Ÿ' | 'ẞ' | '\u{212a}' | '\u{212b}'));
        let vowel = matches!(before.to_ascii_lowercase(), 'a' | 'e' | 'o' | 'u' | 'y') || !before.is_ascii();
        changed |= old && (vowel || VNI_LETTERS.0.contains(c)) || matches!(c, '\u{300}'..='\u{36f}');
        if of_word(c).is_none() && !matches!(c, '\u{300}'..='\u{36f}') {
            count += usize::from(changed);
            changed = false;
        }
        before = c;
    }
    count
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let mut vowel = false;
    for c in text.chars() {
        let small = c.to_lowercase().next().unwrap_or(c);
        let mark = VNI_MARKS.iter().find(|(stored, _)| *stored == small).filter(|_| vowel && !c.is_ascii());
        if let Some((_, marks)) = mark {
            out.push_str(marks);
            vowel = false;
            continue;
        }
        let at = VNI_LETTERS.0.chars().position(|s| s == c).filter(|_| !c.is_ascii());
        let letter = at.and_then(|at| VNI_LETTERS.1.chars().nth(at)).unwrap_or(c);
        out.push(letter);
        vowel = matches!(letter.to_lowercase().next(), Some('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư'));
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned()
}

/// Stores texts as old fonts did, for tests here and beside.
#[cfg(test)]
pub(super) mod stored {
    use super::{TCVN3, VNI_LETTERS, VNI_MARKS};

    /// Stores small letters of TCVN3; what it has no letter for stays.
    pub(in crate::read) fn tcvn3(text: &str) -> String {
        let stored = |c: char| {
            TCVN3
                .iter()
                .find_map(|(stored, shown)| stored.chars().nth(shown.chars().position(|s| s == c)?))
                .unwrap_or(c)
        };
        // Capitals with tones are stored as their small letters.
        let small = |c: char| if stored(c) == c && !c.is_ascii() { c.to_lowercase().next().unwrap_or(c) } else { c };
        text.chars().map(|c| stored(small(c))).collect()
    }

    /// Stores a text as VNI does.
    pub(in crate::read) fn vni(text: &str) -> String {
        let nfd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
        let letter = |c: char| VNI_LETTERS.0.chars().nth(VNI_LETTERS.1.chars().position(|s| s == c)?);
        let one = |c: char| {
            if let Some(stored) = letter(c) {
                return stored.to_string();
            }
            let parts = nfd.normalize(&c.to_string()).into_owned();
            let mut marks: Vec<char> = parts.chars().skip(1).filter(|m| *m != '\u{31b}').collect();
            marks.sort_unstable();
            let base = parts.chars().next().unwrap_or(c);
            let horned = match base {
                'o' => 'ơ',
                'u' => 'ư',
                'O' => 'Ơ',
                _ => 'Ư',
            };
            let base = if parts.contains('\u{31b}') { letter(horned).unwrap_or(base) } else { base };
            let sorted = |m: &str| {
                let mut v: Vec<char> = m.chars().collect();
                v.sort_unstable();
                v
            };
            let mark = VNI_MARKS.iter().find(|(_, m)| sorted(m) == marks).map(|(stored, _)| *stored);
            let mark = mark.map(|m| if c.is_uppercase() { m.to_uppercase().next().unwrap_or(m) } else { m });
            mark.map_or(base.to_string(), |m| format!("{base}{m}"))
        };
        text.chars().map(one).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every small letter, and words in all three cases.
    const LETTERS: &str = "àảãáạ ăằẳẵắặ âầẩẫấậ đ èẻẽéẹ êềểễếệ ìỉĩíị òỏõóọ ôồổỗốộ ơờởỡớợ ùủũúụ ưừửữứự ỳỷỹýỵ";
    const HEAD: &str =
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nỦY BAN NHÂN DÂN TỈNH\nBộ Công Thương";

    #[test]
    fn each_letter_comes_back() {
        assert_eq!(OldFont::Tcvn3.convert(&stored::tcvn3(LETTERS)), LETTERS);
        assert_eq!(OldFont::Vni.convert(&stored::vni(LETTERS)), LETTERS);
        assert_eq!(OldFont::Vni.convert(&stored::vni(&LETTERS.to_uppercase())), LETTERS.to_uppercase());
        assert_eq!(OldFont::Tcvn3Capitals.convert(&stored::tcvn3(LETTERS)), LETTERS.to_uppercase());
    }

    #[test]
    fn capitals_are_told_by_their_neighbours() {
        assert_eq!(OldFont::Tcvn3.convert(&stored::tcvn3(HEAD)), HEAD);
        assert_eq!(OldFont::Tcvn3.convert("CéNG HOµ X· HéI"), "CỘNG HOÀ XÃ HỘI");
        assert_eq!(OldFont::Tcvn3.convert("Bé C«ng Th\u{ad}¬ng"), "Bộ Công Thương");
        assert_eq!(OldFont::Vni.convert(&stored::vni(HEAD)), HEAD);
    }

    #[test]
    fn fonts_by_their_names() {
        assert_eq!(font_named(".VnTime"), Some(OldFont::Tcvn3));
        assert_eq!(font_named(".VnTimeH"), Some(OldFont::Tcvn3Capitals));
        assert_eq!(font_named("VNI-Times"), Some(OldFont::Vni));
        assert_eq!(font_named("Times New Roman"), None);
    }
}

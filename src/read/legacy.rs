//! Which encoding of before Unicode a Vietnamese text is in, told by the words that reading it so yields: other languages
//! in the same bytes, and texts in Unicode, stay as they are.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use icu_normalizer::ComposingNormalizerBorrowed;

use super::old_font::OldFont;

/// Words every official document has, in small letters.
const WORDS: [&str; 20] = [
    "và", "của", "các", "được", "cho", "về", "theo", "trong", "ngày", "nghị", "quyết", "nhân", "dân", "định", "với",
    "điều", "thực", "hiện", "năm", "tỉnh",
];

/// How many of these words a reading must yield beyond those there before, and how many per hundred words.
const LEAST: usize = 5;
const SHARE: usize = 4;
/// Characters that are looked at.
const SAMPLE: usize = 20_000;

/// Reads bytes that are no Unicode as TCVN3, VNI or windows-1258; `None` when none of them yields Vietnamese.
pub(super) fn read_bytes(bytes: &[u8]) -> Option<(String, &'static str)> {
    let latin = WINDOWS_1252.decode_without_bom_handling(bytes).0;
    convert(&latin).or_else(|| {
        let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
        let (before, after) = (hits(&latin.chars().take(SAMPLE).collect::<String>()), hits(&windows_1258(sample)));
        (after > before + 1).then(|| (windows_1258(bytes), "windows-1258"))
    })
}

/// Converts a text whose Latin letters stand for those of an old font; `None` when they stand for themselves.
pub(super) fn convert(text: &str) -> Option<(String, &'static str)> {
    let sample: String = text.chars().take(SAMPLE).collect();
    if sample.is_ascii() {
        return None;
    }
    let before = hits(&ComposingNormalizerBorrowed::new_nfc().normalize(&sample));
    let total = sample.split_whitespace().count();
    let readings = [(OldFont::Tcvn3, "TCVN3 (ABC)"), (OldFont::Vni, "VNI")];
    let best = readings.into_iter().map(|(font, name)| (hits(&font.convert(&sample)), font, name));
    let (after, font, name) = best.max_by_key(|(hits, ..)| *hits)?;
    (after >= before + LEAST && after * 100 >= total * SHARE && after > before * 3).then(|| (font.convert(text), name))
}

/// windows-1258 writes a tone as a character of its own; they are joined, so that the text is as it would be typed.
fn windows_1258(bytes: &[u8]) -> String {
    let (text, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    ComposingNormalizerBorrowed::new_nfc().normalize(&text).into_owned()
}

fn hits(text: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| WORDS.contains(&w.to_lowercase().as_str())).count()
}

#[cfg(test)]
mod tests {
    use super::super::old_font::stored;
    use super::*;

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

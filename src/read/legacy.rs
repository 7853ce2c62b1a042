//! Vietnamese letters in the fonts of before Unicode: TCVN3 (ABC) and VNI for Windows. They are told by the words the
//! conversion yields, so that other languages in the same bytes stay as they are. Capitals of TCVN3's capital fonts
//! cannot be told from small letters and are read as small.

/// TCVN 5712:1993, third set, as its Windows fonts place it: one character each.
const TCVN3: [(char, char); 74] = [
    ('µ', 'à'),
    ('¸', 'á'),
    ('¶', 'ả'),
    ('·', 'ã'),
    ('¹', 'ạ'),
    ('¨', 'ă'),
    ('»', 'ằ'),
    ('¾', 'ắ'),
    ('¼', 'ẳ'),
    ('½', 'ẵ'),
    ('Æ', 'ặ'),
    ('©', 'â'),
    ('Ç', 'ầ'),
    ('Ê', 'ấ'),
    ('È', 'ẩ'),
    ('É', 'ẫ'),
    ('Ë', 'ậ'),
    ('®', 'đ'),
    ('Ì', 'è'),
    ('Ð', 'é'),
    ('Î', 'ẻ'),
    ('Ï', 'ẽ'),
    ('Ñ', 'ẹ'),
    ('ª', 'ê'),
    ('Ò', 'ề'),
    ('Õ', 'ế'),
    ('Ó', 'ể'),
    ('Ô', 'ễ'),
    ('Ö', 'ệ'),
    ('×', 'ì'),
    ('Ý', 'í'),
    ('Ø', 'ỉ'),
    ('Ü', 'ĩ'),
    ('Þ', 'ị'),
    ('ß', 'ò'),
    ('ã', 'ó'),
    ('á', 'ỏ'),
    ('â', 'õ'),
    ('ä', 'ọ'),
    ('«', 'ô'),
    ('å', 'ồ'),
    ('è', 'ố'),
    ('æ', 'ổ'),
    ('ç', 'ỗ'),
    ('é', 'ộ'),
    ('¬', 'ơ'),
    ('ê', 'ờ'),
    ('í', 'ớ'),
    ('ë', 'ở'),
    ('ì', 'ỡ'),
    ('î', 'ợ'),
    ('ï', 'ù'),
    ('ó', 'ú'),
    ('ñ', 'ủ'),
    ('ò', 'ũ'),
    ('ô', 'ụ'),
    ('\u{ad}', 'ư'),
    ('õ', 'ừ'),
    ('ø', 'ứ'),
    ('ö', 'ử'),
    ('÷', 'ữ'),
    ('ù', 'ự'),
    ('ú', 'ỳ'),
    ('ý', 'ý'),
    ('û', 'ỷ'),
    ('ü', 'ỹ'),
    ('þ', 'ỵ'),
    ('¡', 'Ă'),
    ('¢', 'Â'),
    ('§', 'Đ'),
    ('£', 'Ê'),
    ('¤', 'Ô'),
    ('¥', 'Ơ'),
    ('¦', 'Ư'),
];

/// VNI's marks behind a vowel, with the combining characters they stand for.
const VNI_MARKS: [(char, &str); 20] = [
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
    ('Ø', "\u{300}"),
    ('Ù', "\u{301}"),
    ('Û', "\u{309}"),
];

/// VNI's letters that stand for themselves.
const VNI_LETTERS: [(char, char); 16] = [
    ('ñ', 'đ'),
    ('Ñ', 'Đ'),
    ('ô', 'ơ'),
    ('Ô', 'Ơ'),
    ('ö', 'ư'),
    ('Ö', 'Ư'),
    ('ì', 'ì'),
    ('í', 'í'),
    ('æ', 'ỉ'),
    ('ó', 'ĩ'),
    ('ò', 'ị'),
    ('Ì', 'Ì'),
    ('Í', 'Í'),
    ('Æ', 'Ỉ'),
    ('î', 'ỵ'),
    ('Î', 'Ỵ'),
];

/// Words every official document has, in small letters.
const WORDS: [&str; 20] = [
    "và", "của", "các", "được", "cho", "về", "theo", "trong", "ngày", "nghị", "quyết", "nhân", "dân", "định", "với",
    "điều", "thực", "hiện", "năm", "tỉnh",
];

/// How many of these words a conversion must yield beyond those there before, and how many per hundred words.
const LEAST: usize = 5;
const SHARE: usize = 4;

/// Converts a text in an old font; `None` when it is in none.
pub(super) fn convert(text: &str) -> Option<(String, &'static str)> {
    let sample: String = text.chars().take(20_000).collect();
    let before = hits(&sample);
    let total = sample.split_whitespace().count();
    let best = [("TCVN3", tcvn3 as fn(&str) -> String), ("VNI", vni)]
        .into_iter()
        .map(|(name, convert)| (hits(&convert(&sample)), name, convert))
        .max_by_key(|(hits, ..)| *hits)?;
    let (after, name, convert) = best;
    (after >= before + LEAST && after * 100 >= total * SHARE && after > before * 3).then(|| (convert(text), name))
}

fn hits(text: &str) -> usize {
    let words = text.split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36f}').contains(&c));
    words.filter(|w| WORDS.contains(&w.to_lowercase().as_str())).count()
}

fn tcvn3(text: &str) -> String {
    text.chars().map(|c| TCVN3.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to)).collect()
}

fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut vowel = false;
    for c in text.chars() {
        let lower = c.to_lowercase().next().unwrap_or(c);
        let mark = VNI_MARKS.iter().find(|(from, _)| *from == c || *from == lower).filter(|_| vowel);
        if let Some((_, marks)) = mark {
            out.push_str(marks);
            vowel = false;
            continue;
        }
        let letter = VNI_LETTERS.iter().find(|(from, _)| *from == c).map_or(c, |(_, to)| *to);
        out.push(letter);
        vowel = matches!(letter.to_lowercase().next(), Some('a' | 'e' | 'o' | 'u' | 'y' | 'ơ' | 'ư'));
    }
    // Composed letters, so that the text looks as if it had been typed so.
    icu_normalizer::ComposingNormalizerBorrowed::new_nfc().normalize(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: &str = "Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh về việc thực hiện kế hoạch năm 2015, các sở được giao \
        theo quyết định này trong ngày ban hành và cho ý kiến với điều kiện thực tế";

    fn to_tcvn3(text: &str) -> String {
        text.chars().map(|c| TCVN3.iter().find(|(_, to)| *to == c).map_or(c, |(from, _)| *from)).collect()
    }

    fn to_vni(text: &str) -> String {
        let nfd = icu_normalizer::DecomposingNormalizerBorrowed::new_nfd();
        text.chars()
            .map(|c| {
                if let Some((from, _)) = VNI_LETTERS.iter().find(|(_, to)| *to == c) {
                    return from.to_string();
                }
                let parts = nfd.normalize(&c.to_string()).into_owned();
                let mut chars = parts.chars();
                let (base, rest) = (chars.next().unwrap_or(c), chars.as_str().replace('\u{31b}', ""));
                let horned = parts.contains('\u{31b}');
                let base = match (base, horned) {
                    ('o', true) => 'ô',
                    ('u', true) => 'ö',
                    (b, _) => b,
                };
                let sorted = |m: &str| {
                    let mut v: Vec<char> = m.chars().collect();
                    v.sort_unstable();
                    v
                };
                let mark = VNI_MARKS.iter().find(|(_, m)| sorted(m) == sorted(&rest));
                mark.map_or(base.to_string(), |(m, _)| format!("{base}{m}"))
            })
            .collect()
    }

    #[test]
    fn old_fonts_are_read_as_what_they_show() {
        assert_eq!(convert(&to_tcvn3(PLAIN)), Some((PLAIN.to_owned(), "TCVN3")));
        assert_eq!(convert(&to_vni(PLAIN)), Some((PLAIN.to_owned(), "VNI")));
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        assert_eq!(convert(PLAIN), None);
        assert_eq!(
            convert("Décret relatif à l'organisation générale des préfectures où siègent les députés élus"),
            None
        );
        assert_eq!(convert("Plan for the province, 2020"), None);
        assert_eq!(convert(""), None);
    }
}

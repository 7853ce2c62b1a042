//! The provision of a document that is meant: "điểm a khoản 2 Điều 3 [của] Nghị định số …"; which document is not asked.

use crate::text::is_alphanumeric;

/// Words that open a label of a provision.
const UNITS: [&str; 9] = ["điểm", "khoản", "điều", "mục", "chương", "phần", "phụ", "lục", "tiết"];

/// Returns the provision named right before `at`, as printed, with the byte it begins at.
pub(super) fn before(block: &str, words: &str, at: usize) -> Option<(usize, String)> {
    let head = words.get(..at)?.trim_end();
    let head = ["của", "tại", "trong"].iter().find_map(|w| head.strip_suffix(w)).unwrap_or(head).trim_end();
    let mut start = head.len();
    let mut found = None;
    // Walk back word by word as long as they are labels, their units and what joins them.
    for _ in 0..24 {
        let rest = head.get(..start)?.trim_end();
        let from = rest.rfind([' ', '\n']).map_or(0, |s| s + 1);
        let word = rest.get(from..)?.trim_matches(['(', ',']);
        let unit = UNITS.contains(&word);
        if !(unit || is_label(word) || matches!(word, "và" | "của" | "các" | "")) {
            break;
        }
        start = from;
        if unit {
            found = Some(from);
        }
    }
    let from = found?;
    let printed = block.get(from..head.len())?.trim_matches([' ', ',', '(']);
    printed.chars().any(|c| c.is_ascii_digit() || c.is_uppercase()).then(|| (from, printed.to_owned()))
}

/// "3", "12a", "a", "đ", "IV", "1.2".
fn is_label(word: &str) -> bool {
    let word = word.trim_end_matches(',');
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let roman = word.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    !word.is_empty()
        && word.chars().all(|c| is_alphanumeric(c) || c == '.')
        && (roman || letters <= 1)
        && word.len() <= 8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lower;

    #[track_caller]
    fn check(block: &str, expected: Option<&str>) {
        let words = lower(block);
        let at = words.find("nghị định").unwrap_or(words.len());
        assert_eq!(before(block, &words, at).map(|(_, p)| p).as_deref(), expected, "{block}");
    }

    #[test]
    fn reads_labels_and_lists_of_them() {
        check("quy định tại điểm a khoản 2 Điều 3 Nghị định số 1", Some("điểm a khoản 2 Điều 3"));
        check("theo các khoản 1, 2 và 3 Điều 12a của Nghị định số 1", Some("khoản 1, 2 và 3 Điều 12a"));
        check("tại Phụ lục IV Nghị định số 1", Some("Phụ lục IV"));
    }

    #[test]
    fn refuses_other_words() {
        check("theo quy định của Nghị định số 1", None);
        check("các điều khoản của Nghị định số 1", None);
    }
}

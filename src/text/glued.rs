//! Spaces that copying lost behind and before short words: "ngày 07/9/2009của Thủ tướng", "năm2009", "Trách nhiệm củaTrung
//! tâm". Only words that no name ends or begins with are told apart; what else ran together stays as printed.

use super::{Span, is_letter, is_word_boundary};

/// Words that are never the first part of another word that goes on with a capital.
const BEFORE_CAPITAL: [&str; 14] =
    ["của", "và", "các", "tại", "về", "theo", "cho", "với", "trong", "từ", "tỉnh", "huyện", "phường", "phố"];

/// Words of a date that a number may be printed close to.
const OF_DATE: [&str; 3] = ["ngày", "tháng", "năm"];

/// Finds the characters of a clean text behind which a space was lost, in their order.
pub(super) fn find(clean: &str) -> Vec<Span> {
    let bytes = clean.as_bytes();
    let mut found = Vec::new();
    for at in 1..bytes.len() {
        let (Some(before), Some(here)) = (bytes.get(at - 1), bytes.get(at)) else { break };
        let letter = before.is_ascii_lowercase() || *before >= 0x80;
        let lost = match here {
            b'A'..=b'Z' if letter => ends_with_any(clean, at, &BEFORE_CAPITAL),
            0xc4 if letter && bytes.get(at + 1) == Some(&0x90) => ends_with_any(clean, at, &BEFORE_CAPITAL),
            b'0'..=b'9' if letter => ends_with_any(clean, at, &OF_DATE),
            // No syllable ends with "ngày" but itself: "Uỷ ban nhân dânngày 26 tháng 11".
            b'n' if letter || before.is_ascii_uppercase() => {
                clean.get(at..).is_some_and(|rest| rest.starts_with("ngày "))
            }
            b'c' | b'n' | b't' if before.is_ascii_digit() => starts_with_any(clean, at),
            _ => false,
        };
        if lost {
            let len = clean.get(..at).and_then(|b| b.chars().next_back()).map_or(1, char::len_utf8);
            found.push(Span::new(at - len, at));
        }
    }
    found
}

/// Tells whether one of `words`, whole, ends at a byte.
fn ends_with_any(clean: &str, at: usize, words: &[&str]) -> bool {
    let Some(before) = clean.get(..at) else { return false };
    words.iter().any(|word| before.strip_suffix(word).is_some_and(|b| !b.ends_with(is_letter)))
}

/// Tells whether a word of a date, or "của", whole, begins at a byte behind a number.
fn starts_with_any(clean: &str, at: usize) -> bool {
    let Some(rest) = clean.get(at..) else { return false };
    let whole = |word: &str| rest.starts_with(word) && is_word_boundary(rest, word.len());
    OF_DATE.iter().any(|w| whole(w)) || whole("của")
}

#[cfg(test)]
mod tests {
    use crate::text::{SourceText, Span};

    #[track_caller]
    fn check(source: &str, expected: &str) {
        let text = SourceText::new("a.txt", source);
        assert_eq!(text.clean().trim_end(), expected);
        // Every word is found again where it stands in the source.
        for word in expected.split(' ') {
            let at = text.clean().find(word).unwrap_or_default();
            let span = text.to_source(Span::new(at, at + word.len()));
            assert_eq!(source.get(span.range()), Some(word), "{source}");
        }
    }

    #[test]
    fn spaces_round_short_words_are_seen() {
        check("Quyết định ngày 07/9/2009của Thủ tướng", "Quyết định ngày 07/9/2009 của Thủ tướng");
        check("ngày 29 tháng 11 năm2005", "ngày 29 tháng 11 năm 2005");
        check("ngày 23tháng 4năm 2008", "ngày 23 tháng 4 năm 2008");
        check("4. Trách nhiệm củaTrung tâm", "4. Trách nhiệm của Trung tâm");
        check("Hiệp An vàĐề án", "Hiệp An và Đề án");
        check("UBND tỉnhThái Nguyên", "UBND tỉnh Thái Nguyên");
        check("Uỷ ban nhân dânngày 26", "Uỷ ban nhân dân ngày 26");
    }

    #[test]
    fn names_and_units_stay_whole() {
        for whole in ["VNeID và eKYC", "MobiFone, vOffice", "10tỷ", "hoaNăm2", "1n", "5thángs", "vàng"] {
            check(whole, whole);
        }
    }
}

//! Standards and technical regulations by their numbers, which open with letters: "TCVN 14423:2025", "QCVN 06:2022/BXD"
//! (Luật Tiêu chuẩn và quy chuẩn kỹ thuật, Điều 10 và Điều 26); leaves out those without a year and foreign ones.

use super::mention::{Found, tail};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{DocumentNumber, DocumentType};

/// Returns the words this rule waits for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    ["tcvn", "qcvn", "tcxdvn", "qcxdvn"].into_iter().map(|word| (Cue::Standard, word))
}

/// Finds all standards named in a block; `words` are its words in lower case.
pub(super) fn find(view: &View<'_>, block: &str, words: &str) -> Vec<Found> {
    let named = |at: usize| {
        let (number, len) = DocumentNumber::parse_standard(block.get(at..)?)?;
        let end = at + len;
        let kind = Some(DocumentType::Other);
        let mut f = Found { number: Some(number), kind, start: at, core: end, end, ..Found::default() };
        tail(block, words, &mut f);
        Some(f)
    };
    view.places(words, Cue::Standard).filter_map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::STANDARDS;
    use crate::text::lower;

    #[test]
    fn waits_for_every_series() {
        let waited: Vec<&str> = cues().map(|(_, word)| word).collect();
        assert!(STANDARDS.iter().all(|series| waited.contains(&lower(series).as_str())));
    }

    #[test]
    fn reads_numbers_that_open_with_letters() {
        let check = |block: &str, expected: &[&str]| {
            super::super::mention::check_names(block, |view, words| find(view, block, words), expected);
        };
        check("theo tiêu chuẩn TCVN 14423:2025 về An ninh mạng", &["TCVN 14423:2025"]);
        check("QCVN 06:2022/BXD và QCVN41:2012", &["QCVN 06:2022/BXD", "QCVN41:2012"]);
        check("áp dụng TCVN hiện hành; font TCVN3; TCVN 9001", &[]);
    }
}

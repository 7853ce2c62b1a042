//! The subject printed behind the number of a cited document ("… về khuyến công"): what it is called where it is cited.

use crate::model::DocumentMention;
use crate::text::{SourceText, fold};

/// Words that open a subject, folded.
const OPENINGS: [&str; 9] =
    ["ve ", "quy dinh ", "ban hanh ", "phe duyet ", "huong dan ", "sua doi", "cong bo ", "thanh lap ", "bai bo "];

/// Longest subject, in characters.
const LONGEST: usize = 240;

/// Shortest subject, in words: "về việc này" is none.
const SHORTEST: usize = 4;

/// Reads the subject behind a numbered mention.
pub(super) fn subject(text: &SourceText, mention: &DocumentMention) -> Option<String> {
    mention.number.as_ref()?;
    let end = text.to_clean(mention.evidence.span().end) as usize;
    let after: String = text.clean().get(end..)?.chars().take(LONGEST).collect();
    let words = after.trim_start_matches([' ', ',', '“', '"', '*']);
    let folded = fold(words);
    OPENINGS.iter().any(|o| folded.starts_with(o)).then_some(())?;
    let ends = [';', '\n', '(', ')', '”', '"', '|', ':', '['];
    let whole = words.find(ends).or_else(|| words.find(". ")).and_then(|at| words.get(..at));
    let whole = whole.map(|w| w.split(". ").next().unwrap_or(w))?;
    let joined = whole.split_whitespace().collect::<Vec<_>>().join(" ");
    let joined = joined.trim_matches([' ', ',', '.', '*', '/']).to_owned();
    (joined.split(' ').count() >= SHORTEST).then_some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{DocumentNumber, Evidence};
    use crate::text::Span;

    #[track_caller]
    fn check(words: &str, printed: &str, expected: Option<&str>) {
        let text = SourceText::new("a", words);
        let at = words.find(printed).unwrap();
        let span = Span::new(at, at + printed.len());
        let mention = DocumentMention {
            number: DocumentNumber::parse_whole("45/2012/NĐ-CP"),
            name: None,
            document_type: None,
            issued_on: None,
            issuer: None,
            provision: None,
            antecedent: None,
            reported: false,
            draft: false,
            evidence: Evidence::new(&text, span, span).unwrap(),
        };
        assert_eq!(subject(&text, &mention).as_deref(), expected);
    }

    #[test]
    fn reads_what_stands_behind_a_number() {
        let printed = "Nghị định số 45/2012/NĐ-CP của Chính phủ";
        check(
            "Căn cứ Nghị định số 45/2012/NĐ-CP của Chính phủ về khuyến công địa phương;",
            printed,
            Some("về khuyến công địa phương"),
        );
        check("theo Nghị định số 45/2012/NĐ-CP của Chính phủ, các sở thực hiện;", printed, None);
        check("theo Nghị định số 45/2012/NĐ-CP của Chính phủ về việc này;", printed, None);
    }
}

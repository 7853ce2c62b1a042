//! Words to documents: a key, a number in any spelling, or a name; several candidates are never narrowed by guessing.

use super::PolicyGraph;
use crate::model::{DocumentNode, DocumentNumber, Resolution};
use crate::text::{PartialDate, fold};

/// What is known besides the words.
#[derive(Clone, Copy, Debug, Default)]
pub struct Hints<'a> {
    /// Part of the issuer's name or of the territory: "Lào Cai".
    pub issuer: Option<&'a str>,
    /// The date of issue, as precise as known.
    pub issued_on: Option<PartialDate>,
}

/// What words may mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// One document.
    One {
        /// The document.
        document: u32,
        /// What decided: `key`, `number`, `name`.
        by: &'static str,
    },
    /// Several documents, none chosen.
    Several(Vec<u32>),
    /// None.
    Nothing,
}

impl PolicyGraph {
    /// Finds the documents that words may mean.
    pub fn resolve_words(&self, words: &str, hints: Hints<'_>) -> Found {
        let words = words.trim();
        if let Some(document) = self.by_id(words) {
            return Found::One { document, by: "key" };
        }
        let numbered = self.by_number(words);
        let numbered = if numbered.is_empty() {
            number_in(words).map_or(&[][..], |number| self.by_number(&number.canonical()))
        } else {
            numbered
        };
        if !numbered.is_empty() {
            return self.narrowed(numbered, hints, "number");
        }
        let wanted = fold(words);
        let named: Vec<u32> = (0u32..)
            .zip(&self.resolved.documents)
            .filter(|(_, d)| {
                !wanted.is_empty()
                    && d.title
                        .as_deref()
                        .into_iter()
                        .chain(d.aliases.iter().map(String::as_str))
                        .any(|t| fold(t) == wanted)
            })
            .map(|(i, _)| i)
            .collect();
        self.narrowed(&named, hints, "name")
    }

    /// Leaves the documents that agree with the hints; those whose identity is open only when no other is there.
    fn narrowed(&self, documents: &[u32], hints: Hints<'_>, by: &'static str) -> Found {
        let agreeing = documents.iter().copied().filter(|d| self.document(*d).is_some_and(|n| agrees(n, hints)));
        let (certain, open): (Vec<u32>, Vec<u32>) = agreeing.partition(|d| {
            let resolution = self.document(*d).map(|n| n.resolution);
            matches!(resolution, Some(Resolution::Resolved | Resolution::Stub))
        });
        match (certain.as_slice(), open.is_empty()) {
            ([document], _) => Found::One { document: *document, by },
            ([], true) => Found::Nothing,
            ([], false) => Found::Several(open),
            _ => Found::Several(certain),
        }
    }
}

/// Finds the first number in words: "Kế hoạch số 155/KH-UBND của tỉnh".
fn number_in(words: &str) -> Option<DocumentNumber> {
    let mut before = None;
    for (at, letter) in words.char_indices() {
        let begins = letter.is_ascii_digit() && !before.is_some_and(|b: char| b.is_alphanumeric());
        before = Some(letter);
        if begins && let Some((number, _)) = words.get(at..).and_then(DocumentNumber::parse) {
            return Some(number);
        }
    }
    None
}

fn agrees(node: &DocumentNode, hints: Hints<'_>) -> bool {
    let of_issuer = |wanted: &str| {
        let wanted = fold(wanted);
        let territory = node.jurisdiction.as_deref().map(crate::model::Jurisdiction::label);
        node.issuer_name.as_deref().into_iter().chain(territory.as_deref()).any(|name| fold(name).contains(&wanted))
    };
    hints.issuer.is_none_or(of_issuer)
        && hints.issued_on.zip(node.issued_on).is_none_or(|(wanted, known)| known.agrees_with(wanted))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::sample::{of, of_province};
    use crate::model::DocumentId;

    fn graph() -> PolicyGraph {
        let mut one = of_province("155/KH-UBND", "Lào Cai", "2020-03-01");
        let mut two = of_province("155/KH-UBND", "Phú Yên", "2018-08-01");
        one.id = DocumentId::new("vn:a");
        two.id = DocumentId::new("vn:b");
        two.title = Some("Về khuyến công".into());
        of(vec![one, two, of_province("7/CT-UBND", "Lào Cai", "2021-01-01")], Vec::new())
    }

    #[track_caller]
    fn check(words: &str, hints: Hints<'_>, expected: &Found) {
        assert_eq!(&graph().resolve_words(words, hints), expected, "{words}");
    }

    #[test]
    fn a_number_two_provinces_share_is_not_chosen_without_a_hint() {
        check("155/KH-UBND", Hints::default(), &Found::Several(vec![0, 1]));
        check(
            "155 kh ubnd",
            Hints { issuer: Some("lao cai"), ..Hints::default() },
            &Found::One { document: 0, by: "number" },
        );
        let in_2018 = Hints { issued_on: PartialDate::parse_iso("2018"), ..Hints::default() };
        check("Kế hoạch số 155/KH-UBND ngày 1/8", in_2018, &Found::One { document: 1, by: "number" });
        check("155/KH-UBND", Hints { issuer: Some("Hà Nội"), ..Hints::default() }, &Found::Nothing);
    }

    #[test]
    fn keys_and_names_are_found_and_nothing_else() {
        check("vn:a", Hints::default(), &Found::One { document: 0, by: "key" });
        check("ve khuyen cong", Hints::default(), &Found::One { document: 1, by: "name" });
        check("7CT-UBND", Hints::default(), &Found::One { document: 2, by: "number" });
        check("", Hints::default(), &Found::Nothing);
        check("khuyến", Hints::default(), &Found::Nothing);
    }
}

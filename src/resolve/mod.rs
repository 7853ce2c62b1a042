//! Facts to identities: which work, agency, project a name means, and by which rule that was decided; pure.

mod actors;
mod agencies;
mod amounts;
mod body;
mod candidates;
mod completion;
mod decision;
mod discrepancy;
mod documents;
mod draft;
mod enterprises;
mod facts;
mod ground;
mod group;
mod growth;
mod home;
mod identity;
mod issuer;
mod law;
mod leads;
mod lists;
mod memory;
mod merged;
mod named;
mod node;
mod order;
mod part;
mod people;
mod period;
mod places;
mod prepare;
mod project_name;
mod projects;
mod relations;
mod stated;
mod subject;
mod superseded;
mod tasks;
mod territory;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

pub use candidates::{Candidate, candidates};
pub use decision::Decisions;
pub use memory::Memory;
pub use prepare::{Prepared, Ready, prepare, prepare_all};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Extraction, Resolved};
use crate::text::SourceText;

/// A document to resolve: its text and its facts.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The text, for names and evidence.
    pub text: &'a SourceText,
    /// The facts.
    pub extraction: &'a Extraction,
}

/// Decides identities over a set of documents.
///
/// The outcome is the same whatever the order and the names of the inputs, but for what names them: `DocumentNode::held`
/// counts `inputs` in the order of their names. Of several documents with one key the longest is held, and the others
/// are named in a diagnostic.
pub fn resolve(inputs: &[Input<'_>]) -> Resolved {
    resolve_with(inputs, Decisions::default())
}

/// Decides identities over a set of documents, with what people decided before.
pub fn resolve_with(inputs: &[Input<'_>], decisions: Decisions) -> Resolved {
    let prepared: Vec<Arc<Prepared>> = prepare_all(inputs).into_iter().map(Arc::new).collect();
    let names = inputs.iter().map(|input| input.text.name());
    let ready: Vec<Ready<'_>> = names.zip(&prepared).map(|(name, prepared)| Ready { name, prepared }).collect();
    join(&ready, decisions)
}

/// Decides identities over a set of documents that were prepared one by one, as [`resolve_with`] does.
pub fn join(ready: &[Ready<'_>], decisions: Decisions) -> Resolved {
    let mut memory = Memory::default();
    let resolved = memory.join(ready, decisions);
    drop(memory);
    Arc::unwrap_or_clone(resolved)
}

/// The order of held documents: by name, and of one name by what stands for the text.
pub fn by_name(a: &SourceText, b: &SourceText) -> std::cmp::Ordering {
    a.name().cmp(b.name()).then_with(|| stamp(a.source()).cmp(&stamp(b.source())))
}

/// Stands for a text among others.
fn stamp(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Names the documents of works for which another one speaks.
fn twice(inputs: &[Ready<'_>], held: &[u32], speaks: &[bool]) -> Vec<Diagnostic> {
    let copies: BTreeSet<u32> =
        held.iter().zip(speaks).filter(|(_, speaks)| !**speaks).map(|(work, _)| *work).collect();
    let mut found = Vec::new();
    let mut seen = BTreeMap::new();
    for (i, work) in held.iter().enumerate().filter(|(_, work)| !copies.is_empty() && copies.contains(work)) {
        let first = *seen.entry(work).or_insert(i);
        if first == i {
            continue;
        }
        if let (Some(a), Some(b)) = (inputs.get(first), inputs.get(i)) {
            let message = format!("is the same document as {}; that one is used", a.name);
            found.push(Diagnostic::new("resolve.twice", Severity::Warning, b.name, message));
        }
    }
    found.sort_by(|a, b| (&a.document, &a.message).cmp(&(&b.document, &b.message)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{
        DocumentMention, DocumentNumber, Evidence, Header, Jurisdiction, Party, RelationKind, Resolution, Scope,
        Sourced, Statement,
    };
    use crate::text::{PartialDate, Span};

    const WORDS: &str = "Thực hiện Kế hoạch số 155/KH-UBND";

    /// A document of a province that carries out one other document.
    fn document(
        name: &str,
        province: &str,
        own: &str,
        on: &str,
        cites: &str,
        date: Option<&str>,
    ) -> (SourceText, Extraction) {
        let text = SourceText::new(name, WORDS);
        let all = Span::new(0, WORDS.len());
        let evidence = Evidence::new(&text, all, all).unwrap();
        let number = |n: &str| DocumentNumber::parse_whole(n).unwrap();
        let header = Header {
            number: Some(Sourced::new(number(own), evidence)),
            issued_on: PartialDate::parse_iso(on).map(|d| Sourced::new(d, evidence)),
            jurisdiction: Some(Sourced::new(Jurisdiction::province("tỉnh", province), evidence)),
            ..Header::default()
        };
        let mention = DocumentMention {
            number: Some(number(cites)),
            name: None,
            document_type: number(cites).document_type(),
            issued_on: date.and_then(PartialDate::parse_iso),
            issuer: None,
            provision: None,
            antecedent: None,
            reported: false,
            draft: false,
            evidence,
        };
        let statement = Statement {
            actor: Party::SelfDocument,
            kind: RelationKind::Implements,
            object: 0,
            basis: None,
            scope: Scope::Whole,
            evidence,
        };
        (text, Extraction { header, mentions: vec![mention], statements: vec![statement], ..Extraction::default() })
    }

    fn resolved(documents: &[(SourceText, Extraction)]) -> Resolved {
        let inputs: Vec<Input<'_>> = documents.iter().map(|(text, extraction)| Input { text, extraction }).collect();
        resolve(&inputs)
    }

    #[track_caller]
    fn check(documents: &[(SourceText, Extraction)], expected: &[(&str, Resolution)]) {
        let found = resolved(documents);
        let nodes: Vec<(&str, Resolution)> = found.documents.iter().map(|d| (d.id.as_str(), d.resolution)).collect();
        assert_eq!(nodes, expected);
        let mut turned = documents.to_vec();
        turned.reverse();
        assert_eq!(resolved(&turned), found, "the order of the documents does not matter");
    }

    #[test]
    fn two_provinces_share_a_number_and_are_two_documents() {
        check(
            &[
                document("a", "Lào Cai", "1/CT-UBND", "2020-05-01", "155/KH-UBND", Some("2020-03-01")),
                document("b", "Phú Yên", "1/CT-UBND", "2020-05-01", "155/KH-UBND", Some("2020-03-01")),
            ],
            &[
                ("vn:hc:ubnd.t10:ct:2020:1", Resolution::Resolved),
                ("vn:hc:ubnd.t10:kh:2020:155", Resolution::Stub),
                ("vn:hc:ubnd.t54:ct:2020:1", Resolution::Resolved),
                ("vn:hc:ubnd.t54:kh:2020:155", Resolution::Stub),
            ],
        );
    }

    #[test]
    fn a_citation_without_a_date_takes_the_one_year_the_corpus_knows() {
        check(
            &[
                document("a", "Lào Cai", "1/CT-UBND", "2021-05-01", "2/KH-UBND", None),
                document("b", "Lào Cai", "2/KH-UBND", "2020-05-01", "23-NQ/TW", Some("2018-03-22")),
            ],
            &[
                ("vn:dang:tw:nq:k12:23", Resolution::Stub),
                ("vn:hc:ubnd.t10:ct:2021:1", Resolution::Resolved),
                ("vn:hc:ubnd.t10:kh:2020:2", Resolution::Resolved),
            ],
        );
    }

    #[test]
    fn a_later_year_or_two_years_are_never_chosen() {
        let later = resolved(&[
            document("a", "Lào Cai", "1/CT-UBND", "2019-05-01", "2/KH-UBND", None),
            document("b", "Lào Cai", "2/KH-UBND", "2020-05-01", "23-NQ/TW", None),
        ]);
        let open = later.documents.iter().find(|d| d.resolution == Resolution::Ambiguous && d.candidates.len() == 1);
        assert!(open.is_some(), "the plan of 2020 is a candidate, and not taken: {:?}", later.documents);
    }

    #[test]
    fn a_copy_is_named_and_says_nothing_twice() {
        let one = document("a", "Lào Cai", "1/CT-UBND", "2020-05-01", "155/KH-UBND", Some("2020-03-01"));
        let two = document("b", "Lào Cai", "1/CT-UBND", "2020-05-01", "155/KH-UBND", Some("2020-03-01"));
        let found = resolved(&[one, two]);
        assert_eq!((found.documents.len(), found.relations.len(), found.diagnostics.len()), (2, 1, 1));
    }

    #[test]
    fn a_document_dated_before_what_it_carries_out_is_shown() {
        let found = resolved(&[document("a", "Lào Cai", "1/CT-UBND", "2020-01-01", "155/KH-UBND", Some("2020-03-01"))]);
        assert_eq!(found.discrepancies.len(), 1);
    }
}

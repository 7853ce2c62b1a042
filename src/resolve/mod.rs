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
mod group;
mod home;
mod identity;
mod issuer;
mod law;
mod leads;
mod part;
mod period;
mod places;
mod prepare;
mod project_name;
mod projects;
mod subject;
mod superseded;
mod territory;

use std::collections::BTreeMap;

pub use candidates::{Candidate, candidates};
pub use decision::Decisions;
pub use prepare::{Prepared, Ready, prepare, prepare_all};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Extraction, Located, Party, RelationEdge, Resolved};
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
    let prepared = prepare_all(inputs);
    let names = inputs.iter().map(|input| input.text.name());
    let ready: Vec<Ready<'_>> = names.zip(&prepared).map(|(name, prepared)| Ready { name, prepared }).collect();
    join(&ready, decisions)
}

/// Decides identities over a set of documents that were prepared one by one, as [`resolve_with`] does.
pub fn join(ready: &[Ready<'_>], mut decisions: Decisions) -> Resolved {
    let (inputs, places) = in_order(ready);
    let mut works = documents::works(&inputs, &mut decisions);
    let diagnostics = twice(&inputs, &works.held);
    let mut relations = Vec::new();
    for (i, input) in inputs.iter().enumerate() {
        relate(i, input, &works, &mut relations);
    }
    relations.extend(draft::drafts(&inputs, &works));
    relations.sort_by(|a, b| {
        (a.actor, a.kind, a.object, a.evidence, &a.scope).cmp(&(b.actor, b.kind, b.object, b.evidence, &b.scope))
    });
    relations.dedup();
    let actors = actors::actors(&inputs, &mut works, &mut decisions);
    let mut discrepancies = discrepancy::discrepancies(&works.nodes, &relations);
    discrepancies.extend(superseded::superseded(&works.nodes, &relations));
    discrepancies.extend(amounts::of_budgets(&inputs, &works.nodes, &works.held));
    let relations = relations.into_iter().collect();
    let mut resolved = Resolved { documents: works.nodes, relations, diagnostics, ..actors };
    let input_of = |document: u32| inputs.get(resolved.documents.get(document as usize)?.held? as usize);
    discrepancies.extend(amounts::of_projects(&resolved.projects, |d| input_of(d).map(|i| i.prepared)));
    discrepancies.extend(leads::two_leads(&resolved, input_of));
    discrepancies.sort_by(|a, b| (a.kind, &a.about, &a.evidence).cmp(&(b.kind, &b.about, &b.evidence)));
    resolved.discrepancies = discrepancies;
    decisions.finish(&mut resolved);
    for held in resolved.documents.iter_mut().filter_map(|d| d.held.as_mut()) {
        *held = places.get(*held as usize).copied().unwrap_or(*held);
    }
    resolved
}

/// Puts inputs into an order of their own, the longest first, and says at which place each stands by name.
fn in_order<'a>(inputs: &[Ready<'a>]) -> (Vec<Ready<'a>>, Vec<u32>) {
    let mut named: Vec<Ready<'a>> = inputs.to_vec();
    named.sort_by(Ready::by_name);
    let mut numbered: Vec<(u32, Ready<'a>)> = (0u32..).zip(named).collect();
    numbered.sort_by_key(|(_, i)| (std::cmp::Reverse(i.prepared.length), i.prepared.stamp));
    numbered.into_iter().map(|(at, input)| (input, at)).unzip()
}

/// The order of held documents: by name, and of one name by what stands for the text.
pub fn by_name(a: &SourceText, b: &SourceText) -> std::cmp::Ordering {
    a.name().cmp(b.name()).then_with(|| stamp(a.source()).cmp(&stamp(b.source())))
}

/// Stands for a text among others.
fn stamp(text: &str) -> [u8; 32] {
    Sha256::digest(text.as_bytes()).into()
}

/// Adds what one document states. A work that is said to act on itself is a slip of reading and states nothing.
fn relate(i: usize, input: &Ready<'_>, works: &documents::Works, relations: &mut Vec<RelationEdge>) {
    let Some(said_by) = works.held.get(i).copied() else { return };
    if works.nodes.get(said_by as usize).is_none_or(|n| n.held != u32::try_from(i).ok()) {
        return;
    }
    let meant = |m: u32| works.meant.get(i).and_then(|list| list.get(m as usize)).copied();
    for s in &input.prepared.facts.statements {
        let actor = match s.actor {
            Party::SelfDocument => Some(said_by),
            Party::Mention(m) => meant(m),
        };
        let (Some(actor), Some(object)) = (actor, meant(s.object)) else { continue };
        if actor != object {
            relations.push(RelationEdge {
                actor,
                kind: s.kind,
                object,
                said_by,
                basis: s.basis,
                scope: s.scope.clone(),
                evidence: Located { document: said_by, evidence: s.evidence },
            });
        }
    }
}

fn twice(inputs: &[Ready<'_>], held: &[u32]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut seen = BTreeMap::new();
    for (i, work) in held.iter().enumerate() {
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
        DocumentMention, DocumentNumber, Evidence, Header, Jurisdiction, RelationKind, Resolution, Scope, Sourced,
        Statement,
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

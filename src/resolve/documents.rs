//! Works of a corpus: every held document and every mention under its key, with the best citation of what is not held.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::completion;
use super::decision::Decisions;
use super::home::{Speaker, speaker};
use super::identity::{self, Identity};
use super::part;
use super::subject::subject;
use crate::model::reference::{LawVersion, Reach, bodies, law_of_number, laws};
use crate::model::{DocumentId, DocumentMention, DocumentNode, Located, MentionNode, Numbering, Resolution, Word};
use crate::text::PartialDate;

/// The works of a corpus, and which work each mention means.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// Sorted by id.
    pub(super) nodes: Vec<DocumentNode>,
    /// For each input, the index of its own work.
    pub(super) held: Vec<u32>,
    /// For each input and mention, the index of the work meant.
    pub(super) meant: Vec<Vec<u32>>,
    /// For each input, where and when it speaks.
    pub(super) speakers: Vec<Speaker>,
}

/// Decides which work every held document and every mention is. Of several inputs of one work
/// the first is held.
pub(super) fn works(inputs: &[Input<'_>], decisions: &mut Decisions) -> Works {
    let mut speakers: Vec<Speaker> = inputs.iter().map(speaker).collect();
    let mut own: Vec<Identity> = inputs.iter().zip(&speakers).map(|(i, s)| identity::of_document(i, s)).collect();
    for ((input, own), speaker) in inputs.iter().zip(&own).zip(&mut speakers) {
        speaker.mark = identity::mark(input, own);
    }
    let mut said: Vec<Vec<Identity>> = inputs.iter().zip(&speakers).map(|(i, s)| identity::of_mentions(i, s)).collect();
    forget_copies(&speakers, &own, &mut said);
    completion::complete(inputs, &speakers, &own, &mut said);
    part::name_parts(inputs, &speakers, &own, &mut said);
    decisions.join_documents(&speakers, &mut own, &mut said);
    let mut works = collect(inputs, &speakers, &own, &said);
    works.speakers = speakers;
    works
}

/// Drops what a second copy of a held work says: the first copy said it, and evidence stands in one text.
fn forget_copies(speakers: &[Speaker], own: &[Identity], said: &mut [Vec<Identity>]) {
    let mut first = BTreeMap::new();
    for (i, (identity, mentions)) in own.iter().zip(said).enumerate() {
        if *first.entry(identity.key(mark(speakers, i))).or_insert(i) != i {
            mentions.clear();
        }
    }
}

fn mark(speakers: &[Speaker], i: usize) -> &str {
    speakers.get(i).map_or("", |s| s.mark.as_str())
}

/// Where a work is spoken of: input, and mention unless it is the work itself.
type Seen<'a> = BTreeMap<DocumentId, Vec<(usize, Option<usize>, &'a Identity)>>;

fn collect(inputs: &[Input<'_>], speakers: &[Speaker], own: &[Identity], said: &[Vec<Identity>]) -> Works {
    let mut seen = Seen::new();
    for (i, (identity, mentions)) in own.iter().zip(said).enumerate() {
        seen.entry(identity.key(mark(speakers, i))).or_default().push((i, None, identity));
        for (m, identity) in mentions.iter().enumerate() {
            seen.entry(identity.key(mark(speakers, i))).or_default().push((i, Some(m), identity));
        }
    }
    let index: BTreeMap<&DocumentId, u32> = seen.keys().zip(0u32..).collect();
    let at = |identity: &Identity, i: usize| index.get(&identity.key(mark(speakers, i))).copied().unwrap_or_default();
    let held: Vec<u32> = own.iter().enumerate().map(|(i, identity)| at(identity, i)).collect();
    let meant = said.iter().enumerate().map(|(i, list)| list.iter().map(|m| at(m, i)).collect()).collect();
    let known = completion::known(own, said);
    let mut nodes = Vec::new();
    for (id, places) in &seen {
        let mut node = node(id, places, inputs, &held);
        if matches!(node.resolution, Resolution::Ambiguous | Resolution::Unidentified) {
            let keys: BTreeSet<String> =
                places.iter().flat_map(|(.., identity)| completion::candidates(identity, &known)).collect();
            node.candidates = keys.into_iter().filter_map(|k| index.get(&DocumentId::new(k)).copied()).collect();
        }
        nodes.push(node);
    }
    Works { nodes, held, meant, speakers: Vec::new() }
}

fn node(
    id: &DocumentId,
    places: &[(usize, Option<usize>, &Identity)],
    inputs: &[Input<'_>],
    held: &[u32],
) -> DocumentNode {
    let own = places.iter().find(|(_, m, _)| m.is_none());
    let source = own.and_then(|(i, ..)| inputs.get(*i));
    let mut mentions = Vec::new();
    let mut cited: Vec<&DocumentMention> = Vec::new();
    for (i, m, identity) in places {
        let Some(input) = inputs.get(*i) else { continue };
        let Some(mention) = m.and_then(|m| input.extraction.mentions.get(m)) else { continue };
        cited.push(mention);
        mentions.push(MentionNode {
            located: Located { document: held.get(*i).copied().unwrap_or_default(), evidence: mention.evidence },
            mention: m.and_then(|m| u32::try_from(m).ok()).unwrap_or_default(),
            issued_on: identity.date,
            issuer: mention.issuer.as_deref().map(Word::from),
            title: subject(input.text, mention).or_else(|| mention.name.clone()).map(Word::from),
            rule: identity.rule.into(),
        });
    }
    let best = own.or_else(|| best_identity(places)).map(|(.., identity)| *identity);
    let header = source.map(|s| &s.extraction.header);
    let resolution = match (own, best) {
        (Some(_), _) => Resolution::Resolved,
        (None, Some(i)) if i.is_certain() => Resolution::Stub,
        (None, Some(i)) if i.unidentified => Resolution::Unidentified,
        (None, Some(_)) => Resolution::Ambiguous,
        (None, None) => Resolution::Unidentified,
    };
    let number = header
        .and_then(|h| h.number.as_ref().map(|n| n.value.clone()))
        .or_else(|| cited.iter().find_map(|m| m.number.clone()).filter(|_| !id.as_str().contains(":!")));
    let number = number.or_else(|| law_number(best));
    let law = number.as_ref().and_then(law_of_number).filter(|_| matches!(best.map(|b| b.kind), Some("l" | "pl")));
    let law = law.or_else(|| constitution(best));
    let title = header.and_then(|h| h.title.as_ref().map(|t| t.value.clone()));
    let cited_by: BTreeSet<u32> = mentions.iter().map(|m| m.located.document).collect();
    DocumentNode {
        id: id.clone(),
        held: own.and_then(|(i, ..)| u32::try_from(*i).ok()),
        source: source.map(|s| s.text.name().to_owned()),
        number,
        draft: header.is_some_and(|h| h.numbering == Numbering::Blank),
        title: title
            .or_else(|| law.map(|l| l.name.clone()))
            .or_else(|| best_text(mentions.iter().filter_map(|m| m.title.as_deref()))),
        aliases: Vec::new(),
        document_type: header
            .and_then(|h| h.document_type.as_ref().map(|t| t.value))
            .or_else(|| cited.iter().find_map(|m| m.document_type)),
        issued_on: header
            .and_then(|h| h.issued_on.as_ref().map(|d| d.value))
            .or_else(|| law.map(|l| l.passed))
            .or_else(|| best_date(&mentions)),
        issuer: None,
        issuer_name: header
            .and_then(|h| h.issuer.as_ref().map(|i| i.value.clone()))
            .or_else(|| law.map(|l| l.passed_by().to_owned()))
            .or_else(|| best_text(cited.iter().filter_map(|m| m.issuer.as_deref())))
            .or_else(|| best.and_then(issuing_body))
            .map(Word::from),
        jurisdiction: best.and_then(|i| i.owner()).and_then(|o| o.jurisdiction.clone()),
        level: best.and_then(|i| i.owner()).and_then(|o| o.level),
        resolution,
        candidates: Vec::new(),
        rule: best.map_or("", |i| i.rule).into(),
        place: None,
        signers: Vec::new(),
        cited_by: u32::try_from(cited_by.len()).unwrap_or(u32::MAX),
        mentions,
    }
}

/// A law known by name alone still has the number the table gives it.
fn law_number(best: Option<&Identity>) -> Option<crate::model::DocumentNumber> {
    let identity = best.filter(|i| i.register == "qppl" && matches!(i.kind, "l" | "pl"))?;
    let of = laws().iter().filter_map(|l| l.number.as_ref());
    of.into_iter()
        .find(|n| {
            n.number == identity.tail
                && n.year.map(|y| y.to_string()) == identity.period
                && crate::text::slug(&n.body) == identity.code
        })
        .cloned()
}

/// A constitution has no number.
fn constitution(best: Option<&Identity>) -> Option<&'static LawVersion> {
    let identity = best.filter(|i| i.kind == "hp" && i.register == "qppl")?;
    laws().iter().find(|l| l.number.is_none() && Some(l.passed.year.to_string()) == identity.period)
}

/// The body whose code a number bears, where no citation prints it.
fn issuing_body(identity: &Identity) -> Option<String> {
    let owner = identity.owner().filter(|_| identity.register != "nn")?;
    bodies()
        .iter()
        .find(|b| b.reach == Reach::Centre && b.codes.iter().any(|c| crate::text::slug(c) == owner.slug))
        .map(|b| b.name.clone())
        .filter(|_| owner.slug != "tw")
}

/// The mention that says most of a work speaks for it; of equals the first.
fn best_identity<'a, 'b>(
    places: &'b [(usize, Option<usize>, &'a Identity)],
) -> Option<&'b (usize, Option<usize>, &'a Identity)> {
    places.iter().rev().max_by_key(|(.., i)| (i.is_certain(), i.date.is_some_and(|d| d.day.is_some())))
}

/// Returns the text printed most often; of several, the longest, then the first in order.
fn best_text<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(text, n)| (*n, text.len(), std::cmp::Reverse(*text))).map(|(t, _)| t.to_owned())
}

fn best_date(mentions: &[MentionNode]) -> Option<PartialDate> {
    let mut counts: BTreeMap<PartialDate, usize> = BTreeMap::new();
    for date in mentions.iter().filter_map(|m| m.issued_on) {
        *counts.entry(date).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(date, n)| (date.day.is_some(), *n, std::cmp::Reverse(*date))).map(|(d, _)| d)
}

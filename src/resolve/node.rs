//! One work of a corpus: what its own header says of it, else what the best of those that name it say.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::Ready;
use super::completion::{self, Known};
use super::documents::Said;
use super::facts::Mention;
use super::identity::Identity;
use crate::model::reference::{LawVersion, Reach, bodies, law_of_number, laws};
use crate::model::{
    DocumentId, DocumentNode, DocumentNumber, Jurisdiction, Located, MentionNode, Mentions, Numbering, Resolution, Word,
};
use crate::text::{PartialDate, slug};

/// Where a work is spoken of: input, and mention unless it is the work itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) input: u32,
    pub(super) mention: Option<u32>,
}

/// All that works are made from.
pub(super) struct Making<'a> {
    pub(super) inputs: &'a [Ready<'a>],
    pub(super) own: &'a [Cow<'a, Identity>],
    pub(super) said: &'a [Said<'a>],
    /// For each input its own work.
    pub(super) held: &'a [u32],
    pub(super) known: &'a Known,
    /// The keys of all works, in order.
    pub(super) ids: &'a [&'a str],
}

impl<'a> Making<'a> {
    fn identity(&self, place: Place) -> Option<&'a Identity> {
        match place.mention {
            None => self.own.get(place.input as usize).map(Cow::as_ref),
            Some(m) => self.said.get(place.input as usize)?.get(m as usize).map(|i| &**i),
        }
    }

    /// Makes a work of where it is spoken of, and its mentions.
    pub(super) fn node(&self, id: &str, places: &[Place]) -> (DocumentNode, Vec<MentionNode>) {
        let placed: Vec<(Place, &Identity)> = places.iter().filter_map(|p| Some((*p, self.identity(*p)?))).collect();
        let own = placed.iter().find(|(p, _)| p.mention.is_none());
        let source = own.and_then(|(p, _)| self.inputs.get(p.input as usize));
        let mut mentions = Vec::with_capacity(placed.len());
        let mut cited: Vec<&Mention> = Vec::with_capacity(placed.len());
        let mut rules: Vec<(&str, Word)> = Vec::new();
        for (place, identity) in &placed {
            let Some(input) = self.inputs.get(place.input as usize) else { continue };
            let Some(m) = place.mention else { continue };
            let Some(mention) = input.prepared.facts.mentions.get(m as usize) else { continue };
            let called = input.prepared.called.get(m as usize).cloned().unwrap_or_default();
            cited.push(mention);
            mentions.push(MentionNode {
                located: Located {
                    document: self.held.get(place.input as usize).copied().unwrap_or_default(),
                    evidence: mention.evidence,
                },
                mention: m,
                issued_on: identity.date,
                issuer: mention.issuer.clone(),
                title: called,
                rule: rule_of(&mut rules, identity.rule),
            });
        }
        let best = own.or_else(|| best_identity(&placed)).map(|(_, identity)| *identity);
        let header = source.map(|s| s.prepared.facts.header());
        let header = header.as_ref();
        let resolution = match (own, best) {
            (Some(_), _) => Resolution::Resolved,
            (None, Some(i)) if i.is_certain() => Resolution::Stub,
            (None, Some(i)) if i.unidentified => Resolution::Unidentified,
            (None, Some(_)) => Resolution::Ambiguous,
            (None, None) => Resolution::Unidentified,
        };
        let number = header
            .and_then(|h| h.number.as_ref().map(|n| n.value.clone().shared()))
            .or_else(|| cited.iter().find_map(|m| m.number.clone()).filter(|_| !id.contains(":!")));
        let number = number.or_else(|| law_number(best).map(DocumentNumber::shared));
        let is_law = matches!(best.map(|b| b.kind), Some("l" | "pl"));
        let law = number.as_deref().filter(|_| is_law).and_then(law_of_number);
        let law = law.or_else(|| constitution(best));
        let title = header.and_then(|h| h.title.as_ref().map(|t| t.value.clone()));
        let cited_by: BTreeSet<u32> = mentions.iter().map(|m| m.located.document).collect();
        let node = DocumentNode {
            id: DocumentId::new(id),
            held: own.map(|(p, _)| p.input),
            source: source.map(|s| s.name.into()),
            number,
            draft: header.is_some_and(|h| h.numbering == Numbering::Blank),
            title: title
                .or_else(|| law.map(|l| l.name.clone()))
                .or_else(|| best_text(mentions.iter().filter_map(|m| m.title.as_deref())))
                .map(String::into_boxed_str),
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
            jurisdiction: best.and_then(|i| i.owner()).and_then(|o| o.jurisdiction.clone()).map(Jurisdiction::shared),
            level: best.and_then(|i| i.owner()).and_then(|o| o.level),
            resolution,
            candidates: self.candidates(resolution, places),
            rule: best.map_or("", |i| i.rule).into(),
            place: None,
            signers: Vec::new(),
            cited_by: u32::try_from(cited_by.len()).unwrap_or(u32::MAX),
            mentions: Mentions::default(),
        };
        (node, mentions)
    }

    /// The works that one whose identity is open may be.
    pub(super) fn candidates(&self, resolution: Resolution, places: &[Place]) -> Vec<u32> {
        if !is_open(resolution) {
            return Vec::new();
        }
        let identities = places.iter().filter_map(|p| self.identity(*p));
        let keys: BTreeSet<String> = identities.flat_map(|i| completion::candidates(i, self.known)).collect();
        let at = |key: &String| self.ids.binary_search(&key.as_str()).ok().and_then(|at| u32::try_from(at).ok());
        keys.iter().filter_map(at).collect()
    }
}

/// Tells whether a work may be one of several.
pub(super) fn is_open(resolution: Resolution) -> bool {
    matches!(resolution, Resolution::Ambiguous | Resolution::Unidentified)
}

/// There are few rules, and each is one word however many mentions it decided.
fn rule_of<'a>(rules: &mut Vec<(&'a str, Word)>, rule: &'a str) -> Word {
    if let Some((_, word)) = rules.iter().find(|(known, _)| *known == rule) {
        return word.clone();
    }
    rules.push((rule, rule.into()));
    rule.into()
}

/// A law known by name alone still has the number the table gives it.
fn law_number(best: Option<&Identity>) -> Option<crate::model::DocumentNumber> {
    let identity = best.filter(|i| i.register == "qppl" && matches!(i.kind, "l" | "pl"))?;
    let of = laws().iter().filter_map(|l| l.number.as_ref());
    of.into_iter()
        .find(|n| {
            n.number == identity.tail
                && n.year.map(|y| y.to_string()) == identity.period
                && slug(&n.body) == identity.code
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
    static BY_CODE: LazyLock<BTreeMap<String, &'static str>> = LazyLock::new(|| {
        let central = bodies().iter().rev().filter(|b| b.reach == Reach::Centre);
        central.flat_map(|b| b.codes.iter().map(|c| (slug(c), b.name.as_str()))).collect()
    });
    let owner = identity.owner().filter(|o| identity.register != "nn" && o.slug != "tw")?;
    BY_CODE.get(&owner.slug).map(|name| (*name).to_owned())
}

/// The mention that says most of a work speaks for it; of equals the first.
fn best_identity<'a, 'b>(placed: &'b [(Place, &'a Identity)]) -> Option<&'b (Place, &'a Identity)> {
    placed.iter().rev().max_by_key(|(_, i)| (i.is_certain(), i.date.is_some_and(|d| d.day.is_some())))
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

//! Mentions and held documents to works: each gets the key its words allow and the rule that gave it; leaves out
//! agencies, tasks and projects.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Input;
use super::issuer::{issuer_of, level_of, place_in, place_slug};
use super::period::period_of;
use crate::model::{
    AuthorityLevel, DocumentId, DocumentMention, DocumentNode, DocumentNumber, DocumentType, Jurisdiction, Located,
    MentionNode, NumberFamily, Numbering, Resolution,
};
use crate::text::{PartialDate, fold, slug};

/// The works of a corpus, and which work each mention means.
#[derive(Debug, Default)]
pub(super) struct Works {
    /// Sorted by id.
    pub(super) nodes: Vec<DocumentNode>,
    /// For each input, the index of its own work.
    pub(super) held: Vec<u32>,
    /// For each input and mention, the index of the work meant.
    pub(super) meant: Vec<Vec<u32>>,
}

/// A key on the way: all of it but perhaps the period.
#[derive(Clone, Debug)]
struct Identity {
    /// `vn:hc:ubnd.t10:kh`; the period and `tail` follow.
    series: String,
    tail: String,
    period: Option<String>,
    rule: &'static str,
    /// Whose it is could not be told, or too little is printed.
    unidentified: bool,
    date: Option<PartialDate>,
    jurisdiction: Option<Jurisdiction>,
    level: Option<AuthorityLevel>,
}

/// Decides which work every held document and every mention is. `inputs` are in the order of their names.
pub(super) fn works(inputs: &[Input<'_>]) -> Works {
    let own: Vec<Identity> = inputs.iter().map(held_identity).collect();
    let mut said: Vec<Vec<Identity>> = inputs.iter().map(mention_identities).collect();
    forget_copies(inputs, &own, &mut said);
    let known = known_periods(&own, &said);
    for (input, mentions) in inputs.iter().zip(&mut said) {
        for identity in mentions.iter_mut().filter(|i| i.period.is_none() && !i.unidentified) {
            complete(identity, &known, input);
        }
    }
    collect(inputs, &own, &said)
}

/// Drops what a second copy of a held work says: the first copy said it, and evidence stands in one text.
fn forget_copies(inputs: &[Input<'_>], own: &[Identity], said: &mut [Vec<Identity>]) {
    let mut first = BTreeMap::new();
    for (i, (identity, mentions)) in own.iter().zip(said).enumerate() {
        if *first.entry(key(identity, inputs.get(i))).or_insert(i) != i {
            mentions.clear();
        }
    }
}

/// Returns whose territory a document speaks from.
pub(super) fn home(input: &Input<'_>) -> Option<Jurisdiction> {
    input.extraction.header.jurisdiction.as_ref().map(|j| j.value.clone())
}

/// Returns the day a document speaks on: its own date, else the latest date among the documents it names.
pub(super) fn era(input: &Input<'_>) -> Option<PartialDate> {
    let own = input.extraction.header.issued_on.as_ref().map(|d| d.value);
    own.or_else(|| input.extraction.mentions.iter().filter_map(|m| m.issued_on).max())
}

fn held_identity(input: &Input<'_>) -> Identity {
    let header = &input.extraction.header;
    let date = header.issued_on.as_ref().map(|d| d.value);
    let kind = header.document_type.as_ref().map(|t| t.value);
    let issuer = header.issuer.as_ref().map(|i| i.value.as_str());
    if kind == Some(DocumentType::Article) || header.number.is_none() {
        return unnumbered_identity(input, kind, date, issuer);
    }
    let Some(number) = header.number.as_ref().map(|n| &n.value) else {
        return unnumbered_identity(input, kind, date, issuer);
    };
    let mut identity = numbered(number, kind, issuer, date, home(input).as_ref(), input);
    identity.rule = if number.year.is_some() { "number" } else { "own-date" };
    identity
}

fn unnumbered_identity(
    input: &Input<'_>,
    kind: Option<DocumentType>,
    date: Option<PartialDate>,
    issuer: Option<&str>,
) -> Identity {
    let press = kind == Some(DocumentType::Article);
    let title = input.extraction.header.title.as_ref().map_or(input.text.name(), |t| t.value.as_str());
    let place = home(input).as_ref().and_then(|j| place_slug(j, era(input))).or_else(|| issuer.map(slug));
    let register = if press { "bao" } else { "nn" };
    let level = if press { Some(AuthorityLevel::Press) } else { home(input).as_ref().map(level_of) };
    Identity {
        series: format!("vn:{register}:{}:{}", place.unwrap_or_else(|| "x".to_owned()), kind_slug(kind)),
        tail: titled(title),
        period: Some(date.map_or_else(|| "y?".to_owned(), |d| d.to_string())),
        rule: "title-hash",
        unidentified: false,
        date,
        jurisdiction: home(input),
        level,
    }
}

/// One identity a mention; a date printed at one mention of a number holds for the others in the same document.
fn mention_identities(input: &Input<'_>) -> Vec<Identity> {
    let home = home(input);
    let mentions = &input.extraction.mentions;
    let mut list: Vec<Identity> = mentions.iter().map(|m| mention_identity(m, home.as_ref(), input)).collect();
    let mut first: BTreeMap<(String, String), String> = BTreeMap::new();
    for identity in &list {
        if let Some(period) = &identity.period {
            let key = (identity.series.clone(), identity.tail.clone());
            first.entry(key).or_insert_with(|| period.clone());
        }
    }
    for identity in list.iter_mut().filter(|i| i.period.is_none()) {
        if let Some(period) = first.get(&(identity.series.clone(), identity.tail.clone())) {
            identity.period = Some(period.clone());
            identity.rule = "first-mention";
        }
    }
    list
}

fn mention_identity(m: &DocumentMention, home: Option<&Jurisdiction>, input: &Input<'_>) -> Identity {
    match &m.number {
        Some(number) => {
            let mut identity = numbered(number, m.document_type, m.issuer.as_deref(), m.issued_on, home, input);
            identity.rule = if number.year.is_some() { "number" } else { "date-in-mention" };
            identity
        }
        None => named(m, home, input),
    }
}

fn numbered(
    number: &DocumentNumber,
    kind: Option<DocumentType>,
    printed: Option<&str>,
    date: Option<PartialDate>,
    home: Option<&Jurisdiction>,
    input: &Input<'_>,
) -> Identity {
    let issuer = issuer_of(number, printed, home, date.or_else(|| era(input)));
    let register = match number.family {
        NumberFamily::Normative => "qppl",
        NumberFamily::Party => "dang",
        NumberFamily::Administrative | NumberFamily::Letter => "hc",
    };
    // Without an issuer the number is this document's alone: another document's may be another province's.
    let unknown = || format!("{}?{}", slug(&number.body), hash8(input.text.name()));
    let symbol_kind = number.document_type();
    Identity {
        unidentified: issuer.slug.is_none(),
        series: format!("vn:{register}:{}:{}", issuer.slug.unwrap_or_else(unknown), kind_slug(symbol_kind.or(kind))),
        tail: number.number.clone(),
        period: period_of(number, date),
        rule: "number",
        date,
        jurisdiction: issuer.jurisdiction,
        level: issuer.level,
    }
}

/// A work known by its name: a law is the National Assembly's, anything else belongs to whom the text says, or here.
fn named(m: &DocumentMention, home: Option<&Jurisdiction>, input: &Input<'_>) -> Identity {
    let law = matches!(m.document_type, Some(DocumentType::Law | DocumentType::Constitution | DocumentType::Ordinance));
    let here = format!("x{}", hash8(input.text.name()));
    let jurisdiction =
        if law { Some(Jurisdiction::default()) } else { m.issuer.as_deref().and_then(|i| place_in(i, home)) };
    let place = if law {
        Some("qh".to_owned())
    } else {
        jurisdiction.as_ref().or(home).and_then(|j| place_slug(j, m.issued_on.or_else(|| era(input))))
    };
    let name = m.name.as_deref().map(spaced).filter(|n| !n.is_empty() && !m.reported);
    let level = if law { Some(AuthorityLevel::Government) } else { jurisdiction.as_ref().map(level_of) };
    Identity {
        series: format!("vn:nn:{}:{}", place.unwrap_or(here), kind_slug(m.document_type)),
        tail: name.as_deref().map_or_else(|| format!("nn-reported-{}", hash8(input.text.name())), titled),
        period: Some(m.issued_on.map_or_else(|| "y?".to_owned(), |d| d.year.to_string())),
        rule: if law {
            "law-by-name"
        } else if m.reported {
            "reported"
        } else {
            "title-hash"
        },
        unidentified: !law && (m.issuer.is_none() || m.reported),
        date: m.issued_on,
        jurisdiction,
        level,
    }
}

/// Periods in which a number of a series is known to have been given, with a date if one was printed.
type Known = BTreeMap<(String, String), BTreeMap<String, Option<PartialDate>>>;

fn known_periods(own: &[Identity], said: &[Vec<Identity>]) -> Known {
    let mut known = Known::new();
    for identity in own.iter().chain(said.iter().flatten()).filter(|i| !i.unidentified) {
        if let Some(period) = &identity.period {
            let key = (identity.series.clone(), identity.tail.clone());
            let date = known.entry(key).or_default().entry(period.clone()).or_default();
            *date = (*date).or(identity.date);
        }
    }
    known
}

/// Takes the one period the corpus knows for a number, unless that document is dated after the one that cites it.
fn complete(identity: &mut Identity, known: &Known, input: &Input<'_>) {
    let cited_on = input.extraction.header.issued_on.as_ref().map(|d| d.value);
    let Some(periods) = known.get(&(identity.series.clone(), identity.tail.clone())) else { return };
    let mut possible = periods.iter().filter(|(_, date)| match (cited_on, **date) {
        (Some(citing), Some(date)) => !citing.certainly_before(date),
        _ => true,
    });
    if let (Some((period, _)), None) = (possible.next(), possible.next()) {
        identity.period = Some(period.clone());
        identity.rule = "unique-in-corpus";
    }
}

/// Where a work is spoken of: input, and mention unless it is the work itself.
type Seen<'a> = BTreeMap<DocumentId, Vec<(usize, Option<usize>, &'a Identity)>>;

fn collect(inputs: &[Input<'_>], own: &[Identity], said: &[Vec<Identity>]) -> Works {
    let mut seen = Seen::new();
    for (i, (identity, mentions)) in own.iter().zip(said).enumerate() {
        seen.entry(key(identity, inputs.get(i))).or_default().push((i, None, identity));
        for (m, identity) in mentions.iter().enumerate() {
            seen.entry(key(identity, inputs.get(i))).or_default().push((i, Some(m), identity));
        }
    }
    let index: BTreeMap<&DocumentId, u32> = seen.keys().zip(0u32..).collect();
    let at = |identity: &Identity, i: usize| index.get(&key(identity, inputs.get(i))).copied().unwrap_or_default();
    let held: Vec<u32> = own.iter().enumerate().map(|(i, identity)| at(identity, i)).collect();
    let meant = said.iter().enumerate().map(|(i, list)| list.iter().map(|m| at(m, i)).collect()).collect();
    let mut nodes: Vec<DocumentNode> = seen.iter().map(|(id, places)| node(id, places, inputs, &held)).collect();
    name_candidates(&mut nodes);
    Works { nodes, held, meant }
}

fn key(identity: &Identity, input: Option<&Input<'_>>) -> DocumentId {
    // An unknown year is this document's alone: the same number of another year may be meant elsewhere.
    let unknown = || format!("y?{}", hash8(input.map_or("", |i| i.text.name())));
    let period = identity.period.clone().unwrap_or_else(unknown);
    DocumentId::new(format!("{}:{period}:{}", identity.series, identity.tail))
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
        let Some(mention) = m.and_then(|m| inputs.get(*i)?.extraction.mentions.get(m)) else { continue };
        cited.push(mention);
        mentions.push(MentionNode {
            located: Located { document: held.get(*i).copied().unwrap_or_default(), evidence: mention.evidence },
            mention: m.and_then(|m| u32::try_from(m).ok()).unwrap_or_default(),
            issued_on: mention.issued_on,
            issuer: mention.issuer.clone(),
            title: mention.name.clone(),
            rule: identity.rule.to_owned(),
        });
    }
    let first = places.first().map(|(.., identity)| *identity);
    let best = own.map(|(.., identity)| *identity).or(first);
    let header = source.map(|s| &s.extraction.header);
    let resolution = match (own, best) {
        (Some(_), _) => Resolution::Resolved,
        (None, Some(i)) if i.unidentified => Resolution::Unidentified,
        (None, Some(i)) if i.period.is_none() => Resolution::Ambiguous,
        _ => Resolution::Stub,
    };
    let title = header.and_then(|h| h.title.as_ref().map(|t| t.value.clone()));
    DocumentNode {
        id: id.clone(),
        held: own.and_then(|(i, ..)| u32::try_from(*i).ok()),
        source: source.map(|s| s.text.name().to_owned()),
        number: header
            .and_then(|h| h.number.as_ref().map(|n| n.value.clone()))
            .or_else(|| cited.iter().find_map(|m| m.number.clone())),
        draft: header.is_some_and(|h| h.numbering == Numbering::Blank),
        title: title.or_else(|| best_text(cited.iter().filter_map(|m| m.name.as_deref()))),
        aliases: Vec::new(),
        document_type: header
            .and_then(|h| h.document_type.as_ref().map(|t| t.value))
            .or_else(|| cited.iter().find_map(|m| m.document_type)),
        issued_on: header.and_then(|h| h.issued_on.as_ref().map(|d| d.value)).or_else(|| best_date(&cited)),
        issuer: None,
        issuer_name: header
            .and_then(|h| h.issuer.as_ref().map(|i| i.value.clone()))
            .or_else(|| best_text(cited.iter().filter_map(|m| m.issuer.as_deref()))),
        jurisdiction: best.and_then(|i| i.jurisdiction.clone()),
        level: best.and_then(|i| i.level),
        resolution,
        candidates: Vec::new(),
        rule: best.map_or("", |i| i.rule).to_owned(),
        signers: Vec::new(),
        mentions,
    }
}

/// An ambiguous work lists the works of the same number and issuer that are known.
fn name_candidates(nodes: &mut [DocumentNode]) {
    let series = |id: &DocumentId| -> Option<(String, String)> {
        let (above, number) = id.as_str().rsplit_once(':')?;
        let (series, _) = above.rsplit_once(':')?;
        Some((series.to_owned(), number.to_owned()))
    };
    let mut known: BTreeMap<(String, String), Vec<u32>> = BTreeMap::new();
    for (i, n) in (0u32..).zip(nodes.iter()).filter(|(_, n)| n.resolution != Resolution::Ambiguous) {
        if let Some(key) = series(&n.id) {
            known.entry(key).or_default().push(i);
        }
    }
    for n in nodes.iter_mut().filter(|n| n.resolution == Resolution::Ambiguous) {
        n.candidates = series(&n.id).and_then(|key| known.get(&key).cloned()).unwrap_or_default();
    }
}

/// Returns the text printed most often; of several, the longest, then the first in order.
fn best_text<'a>(texts: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(text, n)| (*n, text.len(), std::cmp::Reverse(*text))).map(|(t, _)| t.to_owned())
}

fn best_date(cited: &[&DocumentMention]) -> Option<PartialDate> {
    let mut counts: BTreeMap<PartialDate, usize> = BTreeMap::new();
    for date in cited.iter().filter_map(|m| m.issued_on) {
        *counts.entry(date).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(date, n)| (date.day.is_some(), *n, std::cmp::Reverse(*date))).map(|(d, _)| d)
}

fn kind_slug(kind: Option<DocumentType>) -> &'static str {
    kind.map_or("vb", DocumentType::slug)
}

/// `nn-{slug}-{hash}`: the slug is for people and cut, the hash is over the whole folded name.
fn titled(name: &str) -> String {
    let folded = fold(&spaced(name));
    let short: String = slug(&folded).chars().take(48).collect();
    format!("nn-{}-{}", short.trim_end_matches('-'), hash8(&folded))
}

/// "2021- 2025" and "2021 - 2025" are one printing.
fn spaced(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.replace('–', "-").replace(" -", "-").replace("- ", "-")
}

fn hash8(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes())).chars().take(8).collect()
}

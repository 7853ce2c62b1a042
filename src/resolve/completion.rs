//! What the other documents of a corpus tell of a key that one leaves open: its year, its owner, its kind; never guessed.

#![expect(
    clippy::disallowed_types,
    reason = "every key is looked for among those that are asked for, and no order is taken"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::Ready;
use super::documents::{Said, to_change};
use super::facts::Mention;
use super::home::Speaker;
use super::identity::Identity;
use super::issuer::Owner;
use super::law;
use crate::model::NumberFamily;
use crate::model::reference::name_key;
use crate::text::PartialDate;

/// Register, owner, kind and number of a work: all of its key but the period.
type Series = (&'static str, String, &'static str, String);

/// Periods in which a number of a series is known to have been given, with a date if one was printed.
pub(super) type Known = BTreeMap<Series, BTreeMap<String, (Option<PartialDate>, Owner)>>;

/// Completes what the mentions of all documents leave open from what other documents print in full.
pub(super) fn complete(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &mut [Said<'_>]) {
    name_kinds(inputs, own, said);
    name_laws(inputs, said);
    let known = known(own, said);
    for (input, mentions) in inputs.iter().zip(said.iter_mut()) {
        let open = |i: &Identity| !i.is_certain() && !i.owners.is_empty();
        for at in 0..mentions.len() {
            let Some(identity) = mentions.get(at).filter(|i| open(i)) else { continue };
            if let [only] = possible(identity, &known, &input.prepared.speaker).as_slice()
                && let Some(identity) = to_change(mentions, at)
            {
                let (period, owner) = only.clone();
                (identity.period, identity.owners) = (Some(period), vec![owner]);
                identity.rule = "unique-in-corpus";
            }
        }
    }
    join_misprinted_years(&known, said);
}

/// Returns the keys an open identity may have, among those that are known in full, whatever their dates.
pub(super) fn candidates(identity: &Identity, known: &Known) -> Vec<String> {
    let of = |owner: &Owner| known.get(&series(identity, owner)).into_iter().flatten();
    let keys =
        identity.owners.iter().flat_map(of).filter(|(p, _)| identity.period.as_ref().is_none_or(|own| own == *p));
    keys.map(|(period, (_, owner))| {
        format!("vn:{}:{}:{}:{period}:{}", identity.register, owner.slug, identity.kind, identity.tail)
    })
    .collect()
}

/// Returns what is known in full of the series that some mention leaves open or misprints: nobody asks for others.
pub(super) fn known(own: &[Cow<'_, Identity>], said: &[Said<'_>]) -> Known {
    let mentions = || said.iter().flat_map(|list| list.iter().map(|i| &**i));
    let mut asked: HashSet<(&str, &str, &str, &str)> = HashSet::new();
    for identity in mentions().filter(|i| !i.is_certain() || is_misprinted(i)) {
        asked.extend(identity.owners.iter().map(|owner| borrowed(identity, owner)));
    }
    let mut known = Known::new();
    if asked.is_empty() {
        return known;
    }
    for identity in own.iter().map(Cow::as_ref).chain(mentions()).filter(|i| i.is_certain() && i.whole.is_none()) {
        let (Some(period), Some(owner)) = (&identity.period, identity.owner()) else { continue };
        if !asked.contains(&borrowed(identity, owner)) {
            continue;
        }
        let entry = known.entry(series(identity, owner)).or_default();
        let (date, _) = entry.entry(period.clone()).or_insert_with(|| (None, owner.clone()));
        *date = (*date).or(identity.date);
    }
    known
}

fn series(identity: &Identity, owner: &Owner) -> Series {
    (identity.register, owner.slug.clone(), identity.kind, identity.tail.clone())
}

fn borrowed<'a>(identity: &'a Identity, owner: &'a Owner) -> (&'a str, &'a str, &'a str, &'a str) {
    (identity.register, &owner.slug, identity.kind, &identity.tail)
}

/// The periods and owners that fit an open identity and are not dated after the document that cites it.
fn possible(identity: &Identity, known: &Known, speaker: &Speaker) -> Vec<(String, Owner)> {
    let mut found = Vec::new();
    for owner in &identity.owners {
        let Some(periods) = known.get(&series(identity, owner)) else { continue };
        for (period, (date, owner)) in periods {
            let fits = identity.period.as_ref().is_none_or(|p| p == period);
            let earlier = match (speaker.date, *date) {
                (Some(citing), Some(date)) => !citing.certainly_before(date),
                (Some(citing), None) => period.parse().is_ok_and(|year: u16| year <= citing.year) || fits,
                _ => true,
            };
            let agrees = identity.date.zip(*date).is_none_or(|(a, b)| a.agrees_with(b));
            if fits && earlier && agrees {
                found.push((period.clone(), owner.clone()));
            }
        }
    }
    found
}

/// "số 14/2008/QH12" without a kind word: the kind the table of laws or the rest of the corpus gives the number.
fn name_kinds(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &mut [Said<'_>]) {
    type Key<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);
    fn key(i: &Identity) -> Key<'_> {
        (i.register, &i.code, i.period.as_deref(), &i.tail)
    }
    let without = |i: &&Identity| i.kind == "vb";
    let mentions = || said.iter().flat_map(|list| list.iter().map(|i| &**i));
    let asked: HashSet<Key<'_>> = mentions().filter(without).map(key).collect();
    if asked.is_empty() {
        return;
    }
    let mut kinds: BTreeMap<Key<'_>, BTreeMap<&'static str, Vec<PartialDate>>> = BTreeMap::new();
    for identity in own.iter().map(Cow::as_ref).chain(mentions()).filter(|i| i.kind != "vb" && i.whole.is_none()) {
        if asked.contains(&key(identity)) {
            kinds.entry(key(identity)).or_default().entry(identity.kind).or_default().extend(identity.date);
        }
    }
    let mut found = Vec::new();
    for (i, (input, list)) in inputs.iter().zip(said.iter()).enumerate() {
        for (at, (m, identity)) in input.prepared.facts.mentions.iter().zip(list.iter()).enumerate() {
            if without(&&**identity)
                && let Some(kind) = kind_of(m, identity, kinds.get(&key(identity)))
            {
                found.push((i, at, kind));
            }
        }
    }
    for (i, at, kind) in found {
        if let Some(identity) = said.get_mut(i).and_then(|list| to_change(list, at)) {
            identity.kind = kind;
        }
    }
}

/// The one kind that a number without a kind word can be of.
fn kind_of(
    m: &Mention,
    identity: &Identity,
    kinds: Option<&BTreeMap<&'static str, Vec<PartialDate>>>,
) -> Option<&'static str> {
    let normative = m.number.as_ref().filter(|n| n.family == NumberFamily::Normative);
    let mut possible: BTreeSet<&'static str> =
        normative.and_then(|n| law::kind_of_number(n, identity.date)).into_iter().collect();
    for (kind, dates) in kinds.into_iter().flatten() {
        if identity.date.is_none_or(|d| dates.is_empty() || dates.iter().any(|k| k.agrees_with(d))) {
            possible.insert(kind);
        }
    }
    possible.first().copied().filter(|_| possible.len() == 1)
}

/// A law the table lacks, named without a number: the one text that the corpus numbers under that name.
fn name_laws(inputs: &[Ready<'_>], said: &mut [Said<'_>]) {
    let is_law = |m: &Mention| m.document_type.is_some_and(law::is_law);
    let open = |m: &Mention, i: &Identity| is_law(m) && m.number.is_none() && i.register == "nn";
    let pairs = |input: &Ready<'_>, list: &Said<'_>| {
        let mut named = input.prepared.facts.mentions.iter().zip(list.iter());
        named.any(|(m, i)| open(m, i))
    };
    if !inputs.iter().zip(said.iter()).any(|(input, list)| pairs(input, list)) {
        return;
    }
    let mut numbered: BTreeMap<String, BTreeMap<String, Identity>> = BTreeMap::new();
    for (input, mentions) in inputs.iter().zip(said.iter()) {
        for (m, identity) in input.prepared.facts.mentions.iter().zip(mentions.iter()).filter(|(m, _)| is_law(m)) {
            if let (Some(number), Some(name)) = (&m.number, &m.name) {
                numbered
                    .entry(name_key(name))
                    .or_default()
                    .entry(number.key())
                    .or_insert_with(|| Identity::clone(identity));
            }
        }
    }
    for (input, list) in inputs.iter().zip(said.iter_mut()) {
        for (at, m) in input.prepared.facts.mentions.iter().enumerate() {
            let Some(name) = m.name.as_deref().filter(|_| list.get(at).is_some_and(|i| open(m, i))) else { continue };
            let (base, year) = law::without_year(name);
            if law::is_tabled(base) {
                continue;
            }
            let texts = numbered.get(&name_key(base)).into_iter().flat_map(BTreeMap::values);
            let printed = m.issued_on.or(year).map(|d| d.year.to_string());
            let citing = input.prepared.speaker.era.map(|e| e.year);
            let mut fitting = texts.filter(|t| match (&printed, citing) {
                (Some(year), _) => t.period.as_ref() == Some(year),
                (None, Some(citing)) => {
                    t.period.as_ref().and_then(|p| p.parse().ok()).is_some_and(|y: u16| y <= citing)
                }
                (None, None) => true,
            });
            if let (Some(text), None) = (fitting.next().cloned(), fitting.next())
                && let Some(identity) = to_change(list, at)
            {
                identity.become_one_with(&text, "unique-in-corpus");
            }
        }
    }
}

/// Tells whether the year of a number is not that of the day printed with it.
fn is_misprinted(identity: &Identity) -> bool {
    let day = identity.date.filter(|d| d.day.is_some());
    let certain = identity.register == "qppl" && identity.is_certain() && identity.whole.is_none();
    certain && day.is_some_and(|d| identity.period.as_ref() != Some(&d.year.to_string()))
}

/// A number whose year its own printed date denies, while the number of that date's year is known with that very date:
/// the year inside the number was misprinted.
fn join_misprinted_years(known: &Known, said: &mut [Said<'_>]) {
    for list in said {
        for at in 0..list.len() {
            let Some(identity) = list.get(at).filter(|i| is_misprinted(i)) else { continue };
            let (Some(owner), Some(date)) = (identity.owner(), identity.date) else { continue };
            let year = date.year.to_string();
            let other = known.get(&series(identity, owner)).and_then(|periods| periods.get(&year));
            if other.is_some_and(|(d, _)| *d == Some(date))
                && let Some(identity) = to_change(list, at)
            {
                identity.period = Some(year);
                identity.rule = "date-over-number";
            }
        }
    }
}

//! What the other documents of a corpus tell of a key that one leaves open: its year, its owner, its kind; never guessed.

use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::home::Speaker;
use super::identity::Identity;
use super::issuer::Owner;
use super::law;
use crate::model::reference::name_key;
use crate::model::{DocumentMention, NumberFamily};
use crate::text::PartialDate;

/// Owner, register, kind and number of a work: all of its key but the period.
type Series = (&'static str, String, &'static str, String);

/// Periods in which a number of a series is known to have been given, with a date if one was printed.
type Known = BTreeMap<Series, BTreeMap<String, (Option<PartialDate>, Owner)>>;

/// Completes what the mentions of all documents leave open from what other documents print in full.
pub(super) fn complete(inputs: &[Input<'_>], speakers: &[Speaker], own: &[Identity], said: &mut [Vec<Identity>]) {
    name_kinds(inputs, own, said);
    name_laws(inputs, speakers, said);
    let known = known(own, said);
    for (speaker, mentions) in speakers.iter().zip(said.iter_mut()) {
        for identity in mentions.iter_mut().filter(|i| !i.is_certain() && !i.owners.is_empty()) {
            if let [only] = possible(identity, &known, speaker).as_slice() {
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

/// Returns what is known in full.
pub(super) fn known(own: &[Identity], said: &[Vec<Identity>]) -> Known {
    let mut known = Known::new();
    for identity in own.iter().chain(said.iter().flatten()).filter(|i| i.is_certain() && i.whole.is_none()) {
        let (Some(period), Some(owner)) = (&identity.period, identity.owner()) else { continue };
        let entry = known.entry(series(identity, owner)).or_default();
        let (date, _) = entry.entry(period.clone()).or_insert_with(|| (None, owner.clone()));
        *date = (*date).or(identity.date);
    }
    known
}

fn series(identity: &Identity, owner: &Owner) -> Series {
    (identity.register, owner.slug.clone(), identity.kind, identity.tail.clone())
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
fn name_kinds(inputs: &[Input<'_>], own: &[Identity], said: &mut [Vec<Identity>]) {
    type Key = (&'static str, String, Option<String>, String);
    let key = |i: &Identity| -> Key { (i.register, i.code.clone(), i.period.clone(), i.tail.clone()) };
    let mut kinds: BTreeMap<Key, BTreeMap<&'static str, Vec<PartialDate>>> = BTreeMap::new();
    for identity in own.iter().chain(said.iter().flatten()).filter(|i| i.kind != "vb" && i.whole.is_none()) {
        kinds.entry(key(identity)).or_default().entry(identity.kind).or_default().extend(identity.date);
    }
    for (input, mentions) in inputs.iter().zip(said.iter_mut()) {
        for (m, identity) in input.extraction.mentions.iter().zip(mentions.iter_mut()).filter(|(_, i)| i.kind == "vb") {
            let normative = m.number.as_ref().filter(|n| n.family == NumberFamily::Normative);
            let mut possible: BTreeSet<&'static str> =
                normative.and_then(|n| law::kind_of_number(n, identity.date)).into_iter().collect();
            for (kind, dates) in kinds.get(&key(identity)).into_iter().flatten() {
                if identity.date.is_none_or(|d| dates.is_empty() || dates.iter().any(|k| k.agrees_with(d))) {
                    possible.insert(kind);
                }
            }
            if let (Some(kind), 1) = (possible.first(), possible.len()) {
                identity.kind = kind;
            }
        }
    }
}

/// A law the table lacks, named without a number: the one text that the corpus numbers under that name.
fn name_laws(inputs: &[Input<'_>], speakers: &[Speaker], said: &mut [Vec<Identity>]) {
    let is_law = |m: &&DocumentMention| m.document_type.is_some_and(law::is_law);
    let mut numbered: BTreeMap<String, BTreeMap<String, Identity>> = BTreeMap::new();
    for (input, mentions) in inputs.iter().zip(said.iter()) {
        for (m, identity) in input.extraction.mentions.iter().zip(mentions).filter(|(m, _)| is_law(m)) {
            if let (Some(number), Some(name)) = (&m.number, &m.name) {
                numbered.entry(name_key(name)).or_default().entry(number.key()).or_insert_with(|| identity.clone());
            }
        }
    }
    for ((input, speaker), mentions) in inputs.iter().zip(speakers).zip(said.iter_mut()) {
        for (m, identity) in input.extraction.mentions.iter().zip(mentions.iter_mut()).filter(|(m, _)| is_law(m)) {
            let Some(name) = m.name.as_deref().filter(|_| m.number.is_none() && identity.register == "nn") else {
                continue;
            };
            let (base, year) = law::without_year(name);
            if law::is_tabled(base) {
                continue;
            }
            let texts = numbered.get(&name_key(base)).into_iter().flat_map(BTreeMap::values);
            let printed = m.issued_on.or(year).map(|d| d.year.to_string());
            let citing = speaker.era.map(|e| e.year);
            let mut fitting = texts.filter(|t| match (&printed, citing) {
                (Some(year), _) => t.period.as_ref() == Some(year),
                (None, Some(citing)) => {
                    t.period.as_ref().and_then(|p| p.parse().ok()).is_some_and(|y: u16| y <= citing)
                }
                (None, None) => true,
            });
            if let (Some(text), None) = (fitting.next().cloned(), fitting.next()) {
                identity.become_one_with(&text, "unique-in-corpus");
            }
        }
    }
}

/// A number whose year its own printed date denies, while the number of that date's year is known with that very date:
/// the year inside the number was misprinted.
fn join_misprinted_years(known: &Known, said: &mut [Vec<Identity>]) {
    for identity in said.iter_mut().flatten().filter(|i| i.register == "qppl" && i.is_certain() && i.whole.is_none()) {
        let (Some(owner), Some(date)) = (identity.owner(), identity.date.filter(|d| d.day.is_some())) else { continue };
        let year = date.year.to_string();
        if identity.period.as_ref() == Some(&year) {
            continue;
        }
        let other = known.get(&series(identity, owner)).and_then(|periods| periods.get(&year));
        if other.is_some_and(|(d, _)| *d == Some(date)) {
            identity.period = Some(year);
            identity.rule = "date-over-number";
        }
    }
}

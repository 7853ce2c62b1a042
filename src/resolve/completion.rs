//! What the other documents of a corpus tell of a key that one leaves open: its year, its owner, its kind; never guessed.

#![expect(
    clippy::disallowed_types,
    reason = "every key is looked for among those that are asked for, and no order is taken"
)]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::Ready;
use super::documents::{Said, to_change};
use super::facts::{Facts, Mention};
use super::home::Speaker;
use super::identity::Identity;
use super::issuer::Owner;
use super::law;
use crate::model::reference::name_key;
use crate::model::{NumberFamily, RelationKind, Statement};
use crate::text::PartialDate;

/// Register, owner, kind and number of a work: all of its key but the period.
type Series = (&'static str, String, &'static str, String);

/// Periods in which a number of a series is known to have been given, with a date if one was printed.
pub(super) type Known = BTreeMap<Series, BTreeMap<String, (Option<PartialDate>, Owner)>>;

/// What a document leaves open for others to tell, and what it may tell others; so that most need no look.
#[derive(Clone, Debug, Default)]
pub(super) struct Open {
    /// Whether a mention leaves its key open, or its year may be misprinted.
    asks: bool,
    /// Whether a number has no kind.
    kinds: bool,
    /// Whether a law is named without a number.
    laws: bool,
    /// Whether it says that one work promulgates or approves another.
    pub(super) promulgates: bool,
    /// Whether it names a work by its name alone.
    pub(super) names: bool,
    /// Stand for the series of which it prints a number in full.
    series: Box<[u32]>,
    /// Stand for the numbers it prints with a kind.
    numbers: Box<[u32]>,
    /// The laws it names with a number: the mention, and what stands for the name.
    named: Box<[(u32, u32)]>,
}

impl Open {
    /// Looks at what a document says: its own work, those its mentions mean, and the mentions.
    pub(super) fn of(own: &Identity, said: &[Identity], facts: &Facts) -> Self {
        let all = || std::iter::once(own).chain(said);
        let full = |i: &&Identity| i.is_certain() && i.whole.is_none() && i.period.is_some();
        let series = all().filter(full).filter_map(|i| Some(hash_of(&borrowed(i, i.owner()?))));
        let numbers = all().filter(|i| i.kind != "vb" && i.whole.is_none()).map(|i| hash_of(&without_kind(i)));
        let laws = (0u32..).zip(&facts.mentions).filter(|(_, m)| is_law(m) && m.number.is_some());
        let named = laws.filter_map(|(at, m)| Some((at, hash_of(&name_key(m.name.as_deref()?)))));
        let part = |s: &Statement| matches!(s.kind, RelationKind::Promulgates | RelationKind::Approves);
        Self {
            asks: said.iter().any(|i| !i.is_certain() || is_misprinted(i)),
            kinds: said.iter().any(|i| i.kind == "vb"),
            laws: facts.mentions.iter().zip(said).any(|(m, i)| is_open_law(m, i)),
            promulgates: facts.statements.iter().any(part),
            names: said.iter().any(|i| i.register == "nn"),
            series: once(series),
            numbers: once(numbers),
            named: named.collect(),
        }
    }
}

fn once(hashes: impl Iterator<Item = u32>) -> Box<[u32]> {
    let all: BTreeSet<u32> = hashes.collect();
    all.into_iter().collect()
}

/// What a few are told from nearly all others by.
fn hash_of<T: Hash>(key: &T) -> u32 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    (hasher.finish() & u64::from(u32::MAX)) as u32
}

fn is_law(m: &Mention) -> bool {
    m.document_type.is_some_and(law::is_law)
}

fn is_open_law(m: &Mention, identity: &Identity) -> bool {
    is_law(m) && m.number.is_none() && identity.register == "nn"
}

/// Completes what the mentions of all documents leave open from what other documents print in full.
pub(super) fn complete(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &mut [Said<'_>]) {
    name_kinds(inputs, own, said);
    name_laws(inputs, said);
    let known = known(inputs, own, said);
    for (input, mentions) in inputs.iter().zip(said.iter_mut()).filter(|(input, list)| asks(input, list)) {
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
    join_misprinted_years(inputs, &known, said);
}

/// Tells whether a document leaves something open or misprints it.
fn asks(input: &Ready<'_>, said: &Said<'_>) -> bool {
    input.prepared.open.asks || matches!(said, Cow::Owned(_))
}

/// Tells whether a document may print what is asked for.
fn may_tell(hashes: &[u32], said: &Said<'_>, asked: &Asked) -> bool {
    matches!(said, Cow::Owned(_)) || hashes.iter().any(|hash| asked.may_have(*hash))
}

/// What is asked for, as one bit of many each: nearly all that is not asked for is told from it at one look.
struct Asked(Vec<u64>);

impl Asked {
    /// Bits there are.
    const BITS: usize = 1 << 20;

    fn of(hashes: impl Iterator<Item = u32>) -> Self {
        let mut bits = vec![0u64; Self::BITS / 64];
        for hash in hashes {
            let at = hash as usize % Self::BITS;
            bits.get_mut(at / 64).into_iter().for_each(|word| *word |= 1 << (at % 64));
        }
        Self(bits)
    }

    fn may_have(&self, hash: u32) -> bool {
        let at = hash as usize % Self::BITS;
        self.0.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }
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
pub(super) fn known(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &[Said<'_>]) -> Known {
    let all = || inputs.iter().zip(own).zip(said);
    let mut asked: HashSet<(&str, &str, &str, &str)> = HashSet::new();
    for (_, list) in all().filter(|((input, _), list)| asks(input, list)) {
        let asking = list.iter().map(|i| &**i).filter(|i| !i.is_certain() || is_misprinted(i));
        asked.extend(asking.flat_map(|identity| identity.owners.iter().map(move |owner| borrowed(identity, owner))));
    }
    let mut known = Known::new();
    if asked.is_empty() {
        return known;
    }
    let hashes = Asked::of(asked.iter().map(hash_of));
    let telling: Vec<((&Ready<'_>, &Cow<'_, Identity>), &Said<'_>)> =
        all().filter(|((input, _), list)| may_tell(&input.prepared.open.series, list, &hashes)).collect();
    let own = telling.iter().map(|((_, own), _)| own.as_ref());
    let mentions = telling.iter().flat_map(|(_, list)| list.iter().map(|i| &**i));
    for identity in own.chain(mentions).filter(|i| i.is_certain() && i.whole.is_none()) {
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

/// All of a key but the kind of the work.
type WithoutKind<'a> = (&'a str, &'a str, Option<&'a str>, &'a str);

fn without_kind(i: &Identity) -> WithoutKind<'_> {
    (i.register, &i.code, i.period.as_deref(), &i.tail)
}

/// "số 14/2008/QH12" without a kind word: the kind the table of laws or the rest of the corpus gives the number.
fn name_kinds(inputs: &[Ready<'_>], own: &[Cow<'_, Identity>], said: &mut [Said<'_>]) {
    let key = without_kind;
    let without = |i: &&Identity| i.kind == "vb";
    let asking = || inputs.iter().zip(said.iter()).filter(|(input, _)| input.prepared.open.kinds);
    let asked: HashSet<WithoutKind<'_>> =
        asking().flat_map(|(_, list)| list.iter().map(|i| &**i)).filter(without).map(key).collect();
    if asked.is_empty() {
        return;
    }
    let hashes = Asked::of(asked.iter().map(hash_of));
    let mut kinds: BTreeMap<WithoutKind<'_>, BTreeMap<&'static str, Vec<PartialDate>>> = BTreeMap::new();
    for ((input, own), list) in inputs.iter().zip(own).zip(said.iter()) {
        if !may_tell(&input.prepared.open.numbers, list, &hashes) {
            continue;
        }
        let identities = std::iter::once(own.as_ref()).chain(list.iter().map(|i| &**i));
        for identity in identities.filter(|i| i.kind != "vb" && i.whole.is_none() && asked.contains(&key(i))) {
            kinds.entry(key(identity)).or_default().entry(identity.kind).or_default().extend(identity.date);
        }
    }
    let mut found = Vec::new();
    for (i, (input, list)) in inputs.iter().zip(said.iter()).enumerate().filter(|(_, (i, _))| i.prepared.open.kinds) {
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
    let open = is_open_law;
    let asking = || inputs.iter().filter(|input| input.prepared.open.laws);
    let names = asking().flat_map(|input| input.prepared.facts.mentions.iter().filter_map(|m| m.name.as_deref()));
    let mut names = names.peekable();
    if names.peek().is_none() {
        return;
    }
    let asked = Asked::of(names.map(|name| hash_of(&name_key(law::without_year(name).0))));
    let mut numbered: BTreeMap<String, BTreeMap<String, Identity>> = BTreeMap::new();
    for (input, mentions) in inputs.iter().zip(said.iter()) {
        for (at, _) in input.prepared.open.named.iter().filter(|(_, hash)| asked.may_have(*hash)) {
            let m = input.prepared.facts.mentions.get(*at as usize);
            let (Some(m), Some(identity)) = (m, mentions.get(*at as usize)) else { continue };
            if let (Some(number), Some(name)) = (&m.number, &m.name) {
                let texts = numbered.entry(name_key(name)).or_default();
                texts.entry(number.key()).or_insert_with(|| Identity::clone(identity));
            }
        }
    }
    for (input, list) in inputs.iter().zip(said.iter_mut()).filter(|(input, _)| input.prepared.open.laws) {
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
fn join_misprinted_years(inputs: &[Ready<'_>], known: &Known, said: &mut [Said<'_>]) {
    for (_, list) in inputs.iter().zip(said).filter(|(input, list)| asks(input, list)) {
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

//! Works of a corpus: every held document and every mention under its key, with the best citation of what is not held.

#![expect(clippy::disallowed_types, reason = "a million keys are looked up by themselves, and numbered in their order")]

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock};
use std::thread::{available_parallelism, scope};

use super::Ready;
use super::completion::{self, Known};
use super::decision::Decisions;
use super::facts::Mention;
use super::identity::Identity;
use super::part;
use crate::model::reference::{LawVersion, Reach, bodies, law_of_number, laws};
use crate::model::{
    DocumentId, DocumentNode, DocumentNumber, Jurisdiction, Located, MentionNode, Mentions, Numbering, Resolution, Word,
};
use crate::text::{PartialDate, slug};

/// Works that are worth a thread.
const WORTH_A_THREAD: usize = 2_000;

/// Which works the mentions of a document mean: as it tells them itself, until another one tells more.
pub(super) type Said<'a> = Cow<'a, [Arc<Identity>]>;

/// Lets what a mention means be changed.
pub(super) fn to_change<'a>(said: &'a mut Said<'_>, mention: usize) -> Option<&'a mut Identity> {
    said.to_mut().get_mut(mention).map(Arc::make_mut)
}

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

/// Decides which work every held document and every mention is. Of several inputs of one work
/// the first is held.
pub(super) fn works(inputs: &[Ready<'_>], decisions: &mut Decisions) -> Works {
    let mut own: Vec<Identity> = inputs.iter().map(|i| i.prepared.own.clone()).collect();
    let mut said: Vec<Said<'_>> = inputs.iter().map(|i| Cow::Borrowed(i.prepared.said.as_slice())).collect();
    forget_copies(inputs, &mut said);
    completion::complete(inputs, &own, &mut said);
    part::name_parts(inputs, &own, &mut said);
    decisions.join_documents(inputs, &mut own, &mut said);
    collect(inputs, &own, &said)
}

/// Drops what a second copy of a held work says: the first copy said it, and evidence stands in one text.
fn forget_copies(inputs: &[Ready<'_>], said: &mut [Said<'_>]) {
    let mut first = BTreeMap::new();
    for (i, (input, mentions)) in inputs.iter().zip(said).enumerate() {
        if *first.entry(input.prepared.own_key.as_str()).or_insert(i) != i {
            *mentions = Cow::Borrowed(&[]);
        }
    }
}

/// Where a work is spoken of: input, and mention unless it is the work itself.
#[derive(Clone, Copy)]
struct Place {
    input: u32,
    mention: Option<u32>,
}

/// All that works are made from.
struct Making<'a> {
    inputs: &'a [Ready<'a>],
    own: &'a [Identity],
    said: &'a [Said<'a>],
    held: &'a [u32],
    known: &'a Known,
    index: &'a HashMap<Cow<'a, str>, u32>,
}

fn collect(inputs: &[Ready<'_>], own: &[Identity], said: &[Said<'_>]) -> Works {
    let index = numbered(inputs, own, said);
    let at = |key: &str| index.get(key).copied().unwrap_or_default();
    let held: Vec<u32> = inputs.iter().zip(own).map(|(input, own)| at(&own_key(input, own))).collect();
    let of = |(input, list): (&Ready<'_>, &Said<'_>)| (0..list.len()).map(|m| at(&key(input, list, m))).collect();
    let meant: Vec<Vec<u32>> = inputs.iter().zip(said).map(of).collect();
    let places = places_of(index.len(), &held, &meant);
    let known = completion::known(own, said);
    let making = Making { inputs, own, said, held: &held, known: &known, index: &index };
    let mut ids: Vec<(u32, &str)> = Vec::with_capacity(index.len());
    ids.extend(index.iter().map(|(key, at)| (*at, key.as_ref())));
    ids.sort_unstable();
    let works: Vec<(&str, &[Place])> = ids.iter().zip(&places).map(|((_, id), p)| (*id, p.as_slice())).collect();
    let made = on_all_cores(&works, |(id, places)| making.node(id, places));
    let (mut nodes, mentions): (Vec<DocumentNode>, Vec<Vec<MentionNode>>) = made.into_iter().unzip();
    for (node, own) in nodes.iter_mut().zip(Mentions::pack(mentions)) {
        node.mentions = own;
    }
    Works { nodes, held, meant }
}

/// Does the same to every item of a list, on all cores; results are in the order of the items.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = available_parallelism().map_or(1, usize::from).min(items.len().div_ceil(WORTH_A_THREAD));
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let of = |part: &[T]| part.iter().map(&work).collect::<Vec<R>>();
    scope(|scope| {
        let of = &of;
        let parts = items.chunks(items.len().div_ceil(threads));
        let running: Vec<_> = parts.map(|part| (part, scope.spawn(move || of(part)))).collect();
        // Were a thread to fail, its part would be done here, and the failure seen.
        running.into_iter().flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| of(part))).collect()
    })
}

/// The key of a document's own work.
fn own_key<'a>(input: &Ready<'a>, own: &Identity) -> Cow<'a, str> {
    let prepared = input.prepared;
    // Only a decision gives it another one.
    match &own.whole {
        Some(whole) if prepared.own.whole.as_ref() != Some(whole) => Cow::Owned(whole.clone()),
        _ => Cow::Borrowed(prepared.own_key.as_str()),
    }
}

/// The key of what a mention means; it was made before for those that no other document told more of.
fn key<'a>(input: &Ready<'a>, list: &Said<'_>, mention: usize) -> Cow<'a, str> {
    let prepared = input.prepared;
    match (list, prepared.keys.get(mention)) {
        (Cow::Borrowed(_), Some(key)) => Cow::Borrowed(key.as_str()),
        _ => {
            let identity = list.get(mention).map(|i| i.key(&prepared.speaker.mark));
            Cow::Owned(identity.map(|id| id.as_str().to_owned()).unwrap_or_default())
        }
    }
}

/// Numbers all keys in their order.
fn numbered<'a>(inputs: &[Ready<'a>], own: &[Identity], said: &[Said<'a>]) -> HashMap<Cow<'a, str>, u32> {
    let mut index: HashMap<Cow<'a, str>, u32> = HashMap::with_capacity(inputs.len() * 2);
    for ((input, own), list) in inputs.iter().zip(own).zip(said) {
        index.insert(own_key(input, own), 0);
        for mention in 0..list.len() {
            index.entry(key(input, list, mention)).or_default();
        }
    }
    let mut keys: Vec<(&str, &mut u32)> = index.iter_mut().map(|(key, at)| (key.as_ref(), at)).collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    for (n, (_, at)) in (0u32..).zip(keys) {
        *at = n;
    }
    index
}

/// Returns where each work is spoken of, in the order of inputs; a document's own work before what it names.
fn places_of(works: usize, held: &[u32], meant: &[Vec<u32>]) -> Vec<Vec<Place>> {
    let mut places: Vec<Vec<Place>> = vec![Vec::new(); works];
    let mut put = |work: u32, place: Place| places.get_mut(work as usize).into_iter().for_each(|list| list.push(place));
    for (input, (own, list)) in (0u32..).zip(held.iter().zip(meant)) {
        put(*own, Place { input, mention: None });
        for (mention, work) in (0u32..).zip(list) {
            put(*work, Place { input, mention: Some(mention) });
        }
    }
    places
}

impl<'a> Making<'a> {
    fn identity(&self, place: Place) -> Option<&'a Identity> {
        match place.mention {
            None => self.own.get(place.input as usize),
            Some(m) => self.said.get(place.input as usize)?.get(m as usize).map(|i| &**i),
        }
    }

    fn node(&self, id: &str, places: &[Place]) -> (DocumentNode, Vec<MentionNode>) {
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
            candidates: self.candidates(resolution, &placed),
            rule: best.map_or("", |i| i.rule).into(),
            place: None,
            signers: Vec::new(),
            cited_by: u32::try_from(cited_by.len()).unwrap_or(u32::MAX),
            mentions: Mentions::default(),
        };
        (node, mentions)
    }

    /// The works that one whose identity is open may be.
    fn candidates(&self, resolution: Resolution, placed: &[(Place, &Identity)]) -> Vec<u32> {
        if !matches!(resolution, Resolution::Ambiguous | Resolution::Unidentified) {
            return Vec::new();
        }
        let keys: BTreeSet<String> =
            placed.iter().flat_map(|(_, identity)| completion::candidates(identity, self.known)).collect();
        keys.into_iter().filter_map(|k| self.index.get(k.as_str()).copied()).collect()
    }
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

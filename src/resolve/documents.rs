//! Works of a corpus: every held document and every mention under its key, with the best citation of what is not held.
//! What the documents that came, went or mean something else now do not touch is taken from the works joined before.

#![expect(clippy::disallowed_types, reason = "a million keys are looked up by themselves, and numbered in their order")]

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::thread::{available_parallelism, scope};

use super::Ready;
use super::completion;
use super::decision::Decisions;
use super::growth;
use super::identity::Identity;
use super::lists::Lists;
use super::memory::Memory;
use super::merged::Merged;
use super::node::{Making, Place, is_open};
use super::order::{NONE, Order};
use super::part;
use crate::model::{DocumentNode, MentionNode, Mentions, Numbers, Packed, Renumbered};

/// Works that are worth a thread.
const WORTH_A_THREAD: usize = 2_000;

/// Which works the mentions of a document mean: as it tells them itself, until another one tells more.
pub(super) type Said<'a> = Cow<'a, [Arc<Identity>]>;

/// What a document means by its mentions where that is not what it tells itself.
pub(super) type Meaning = Option<Box<[Arc<Identity>]>>;

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
    pub(super) meant: Lists,
    /// For each input, what it means where that is not what it tells itself.
    pub(super) meanings: Vec<Meaning>,
    /// Whether each input is the first copy of its work: what the others say is left out.
    pub(super) speaks: Vec<bool>,
    /// Which inputs are new or say something else than before.
    pub(super) changed: Vec<bool>,
    /// Which works were made anew.
    pub(super) made: Vec<bool>,
    /// Where each work was before; [`NONE`] for a new one.
    pub(super) was: Vec<u32>,
    /// Where each work from before is now; [`NONE`] for one that is gone.
    pub(super) now: Vec<u32>,
    /// The numbers that rows were packed with before; none when nothing was joined before.
    pub(super) numbers: Option<Numbers>,
}

impl Works {
    /// Returns where a work from before is now.
    pub(super) fn now(&self, before: u32) -> u32 {
        self.now.get(before as usize).copied().unwrap_or(NONE)
    }

    /// Tells whether an input speaks for its work.
    pub(super) fn speaks(&self, input: usize) -> bool {
        self.speaks.get(input).copied().unwrap_or_default()
    }

    /// Goes through the inputs that speak for a work, each with it.
    pub(super) fn speaking<'a>(&'a self, inputs: &'a [Ready<'a>]) -> impl Iterator<Item = (u32, &'a Ready<'a>)> {
        let all = self.held.iter().zip(&self.speaks).zip(inputs);
        all.filter(|((_, speaks), _)| **speaks).map(|((work, _), input)| (*work, input))
    }

    /// Tells whether an input is new or says something else than before.
    pub(super) fn changed(&self, input: usize) -> bool {
        self.changed.get(input).is_none_or(|c| *c)
    }
}

/// Decides which work every held document and every mention is. Of several inputs of one work
/// the first is held.
pub(super) fn works(order: &Order<'_>, before: &Memory, decisions: &mut Decisions) -> Works {
    let inputs = order.inputs.as_slice();
    let mut own: Vec<Cow<'_, Identity>> = inputs.iter().map(|i| Cow::Borrowed(&i.prepared.own)).collect();
    let mut said: Vec<Said<'_>> = inputs.iter().map(|i| Cow::Borrowed(i.prepared.said.as_slice())).collect();
    let speaks = forget_copies(order, before, &mut said);
    completion::complete(inputs, &own, &mut said);
    part::name_parts(inputs, &own, &mut said);
    decisions.join_documents(inputs, &mut own, &mut said);
    let changed = changed(order, before, &said, &speaks);
    let mut works = collect(order, before, &own, &said, changed);
    works.meanings = said.into_iter().map(meaning).collect();
    works
}

/// Drops what a second copy of a held work says: the first copy said it, and evidence stands in one text. Tells which are
/// first copies; of works of which no copy came or went they are those of before.
fn forget_copies(order: &Order<'_>, before: &Memory, said: &mut [Said<'_>]) -> Vec<bool> {
    let old = before.resolved.documents.as_slice();
    let mut open = vec![false; old.len()];
    let mut mark = |work: usize| open.get_mut(work).into_iter().for_each(|slot| *slot = true);
    let gone = order.now.iter().zip(&before.held).filter(|(now, _)| **now == NONE);
    gone.for_each(|(_, work)| mark(*work as usize));
    for (input, _) in order.inputs.iter().zip(&order.was).filter(|(_, was)| **was == NONE) {
        let key = input.prepared.own_key.as_str();
        old.binary_search_by(|node| node.id.as_str().cmp(key)).into_iter().for_each(&mut mark);
    }
    let mut seen: HashSet<&str> = HashSet::new();
    let mut firsts = Vec::with_capacity(order.inputs.len());
    for ((input, was), mentions) in order.inputs.iter().zip(&order.was).zip(said) {
        let was = *was as usize;
        let settled = before.held.get(was).is_some_and(|work| open.get(*work as usize) == Some(&false));
        let first = match before.speaks.get(was).filter(|_| settled) {
            Some(first) => *first,
            None => seen.insert(&input.prepared.own_key),
        };
        if !first {
            *mentions = Cow::Borrowed(&[]);
        }
        firsts.push(first);
    }
    firsts
}

fn meaning(said: Said<'_>) -> Meaning {
    match said {
        Cow::Borrowed(_) => None,
        Cow::Owned(list) => Some(list.into()),
    }
}

/// Tells which inputs are new or say something else than before.
fn changed(order: &Order<'_>, before: &Memory, said: &[Said<'_>], speaks: &[bool]) -> Vec<bool> {
    let same = |(was, (said, speaks)): (&u32, (&Said<'_>, &bool))| {
        let was = *was as usize;
        let meaning = before.meanings.get(was)?;
        let same = match (meaning, said) {
            (None, Cow::Borrowed(_)) => true,
            (Some(old), Cow::Owned(new)) => **old == **new,
            _ => false,
        };
        Some(same && before.speaks.get(was) == Some(speaks))
    };
    order.was.iter().zip(said.iter().zip(speaks)).map(|all| !same(all).unwrap_or_default()).collect()
}

fn collect(
    order: &Order<'_>,
    before: &Memory,
    own: &[Cow<'_, Identity>],
    said: &[Said<'_>],
    changed: Vec<bool>,
) -> Works {
    let inputs = order.inputs.as_slice();
    let mut index = keys(inputs, own, said, &changed);
    let mut works = Works { changed, ..Works::default() };
    number(order, before, &mut index, &mut works);
    let at = |key: &str| index.get(key).copied().unwrap_or_default();
    for (i, ((input, own), list)) in inputs.iter().zip(own).zip(said).enumerate() {
        let was = order.was.get(i).map_or(usize::MAX, |was| *was as usize);
        if works.changed(i) {
            works.held.push(at(&own_key(input, own)));
            works.meant.push((0..list.len()).map(|m| at(&key(input, list, m))));
        } else {
            works.held.push(before.held.get(was).map_or(NONE, |work| works.now(*work)));
            let now = &works.now;
            let moved = |work: &u32| now.get(*work as usize).copied().unwrap_or(NONE);
            works.meant.push(before.meant.of(was).iter().map(moved));
        }
    }
    let mut seen = vec![false; works.was.len()];
    let first = |work: &u32| seen.get_mut(*work as usize).is_some_and(|seen| !std::mem::replace(seen, true));
    works.speaks = works.held.iter().map(first).collect();
    make(order, before, own, said, &index, works)
}

/// The keys of all that changed inputs speak of.
fn keys<'a>(
    inputs: &[Ready<'a>],
    own: &[Cow<'a, Identity>],
    said: &[Said<'a>],
    changed: &[bool],
) -> HashMap<Cow<'a, str>, u32> {
    let mut index: HashMap<Cow<'a, str>, u32> = HashMap::new();
    let all = inputs.iter().zip(own).zip(said).zip(changed);
    for ((input, own), list) in all.filter(|(_, changed)| **changed).map(|(all, _)| all) {
        index.insert(own_key(input, own), 0);
        for mention in 0..list.len() {
            index.entry(key(input, list, mention)).or_default();
        }
    }
    index
}

/// Numbers all keys in their order: those of inputs that did not change and those of the others.
fn number(order: &Order<'_>, before: &Memory, index: &mut HashMap<Cow<'_, str>, u32>, works: &mut Works) {
    let old = before.resolved.documents.as_slice();
    let (mut stays, mut touched) = (vec![false; old.len()], vec![false; old.len()]);
    for (was, now) in order.now.iter().enumerate() {
        let silent = *now == NONE || works.changed(*now as usize);
        let marks = if silent { &mut touched } else { &mut stays };
        for work in before.held.get(was).into_iter().chain(before.meant.of(was)) {
            marks.get_mut(*work as usize).into_iter().for_each(|mark| *mark = true);
        }
    }
    let mut keys: Vec<(&str, &mut u32)> = index.iter_mut().map(|(key, at)| (key.as_ref(), at)).collect();
    keys.sort_unstable_by_key(|(key, _)| *key);
    let sorted: Vec<&str> = keys.iter().map(|(key, _)| *key).collect();
    let merged = Merged::of(&stays, |at| old.get(at).map_or("", |node| node.id.as_str()), &sorted);
    works.made = merged.was.iter().map(|was| touched.get(*was as usize).is_none_or(|t| *t)).collect();
    for ((_, slot), at) in keys.into_iter().zip(&merged.keys) {
        *slot = *at;
        works.made.get_mut(*at as usize).into_iter().for_each(|made| *made = true);
    }
    (works.was, works.now) = (merged.was, merged.now);
}

/// Makes the works that are spoken of otherwise than before, and takes over the others.
fn make(
    order: &Order<'_>,
    before: &Memory,
    own: &[Cow<'_, Identity>],
    said: &[Said<'_>],
    index: &HashMap<Cow<'_, str>, u32>,
    mut works: Works,
) -> Works {
    let known = completion::known(&order.inputs, own, said);
    let mut ids: Vec<&str> = works.was.iter().map(|was| before.id(*was)).collect();
    for (key, at) in sorted(index) {
        ids.get_mut(at as usize).into_iter().for_each(|id| *id = key);
    }
    let places = places_of(before, &works);
    let making = Making { inputs: &order.inputs, own, said, held: &works.held, known: &known, ids: &ids };
    let all: Vec<usize> = (0..ids.len()).collect();
    let made = on_all_cores(&all, |at| {
        let places = places.of(*at);
        let id = ids.get(*at).copied().unwrap_or_default();
        match before.node(works.was.get(*at).copied()).filter(|_| works.made.get(*at) == Some(&false)) {
            None => {
                let (node, mentions) = making.node(id, places);
                (node, Some(mentions))
            }
            Some(old) => (taken(old, making.candidates(old.resolution, places)), None),
        }
    });
    works.numbers = before.numbers_of_documents(&works.now, ids.len());
    let (nodes, fresh): (Vec<DocumentNode>, Vec<Option<Vec<MentionNode>>>) = made.into_iter().unzip();
    let count = |(node, fresh): (&DocumentNode, &Option<Vec<MentionNode>>)| {
        fresh.as_ref().map_or(node.mentions.len(), Vec::len)
    };
    let counts: Vec<usize> = nodes.iter().zip(&fresh).map(count).collect();
    let mentions = Mentions::cut(mentions_of(before, &works, fresh), &counts);
    let with = |(mut node, mentions): (DocumentNode, Mentions)| {
        node.mentions = mentions;
        node
    };
    works.nodes = nodes.into_iter().zip(mentions).map(with).collect();
    for (input, (work, _)) in (0u32..).zip(works.held.iter().zip(&works.speaks)).filter(|(_, (_, speaks))| **speaks) {
        works.nodes.get_mut(*work as usize).into_iter().for_each(|node| node.held = Some(input));
    }
    works
}

fn sorted<'a>(index: &'a HashMap<Cow<'_, str>, u32>) -> Vec<(&'a str, u32)> {
    let mut all: Vec<(&str, u32)> = index.iter().map(|(key, at)| (key.as_ref(), *at)).collect();
    all.sort_unstable_by_key(|(_, at)| *at);
    all
}

/// A work as it was, but for what hangs on the numbers of others.
fn taken(old: &DocumentNode, candidates: Vec<u32>) -> DocumentNode {
    DocumentNode {
        id: old.id.clone(),
        held: None,
        source: old.source.clone(),
        number: old.number.clone(),
        title: old.title.clone(),
        aliases: old.aliases.clone(),
        issuer: None,
        issuer_name: old.issuer_name.clone(),
        jurisdiction: old.jurisdiction.clone(),
        candidates,
        rule: old.rule.clone(),
        place: None,
        signers: Vec::new(),
        mentions: old.mentions.clone(),
        draft: old.draft,
        document_type: old.document_type,
        issued_on: old.issued_on,
        level: old.level,
        resolution: old.resolution,
        cited_by: old.cited_by,
    }
}

/// The mentions of all works: as they were but for those of works that were made anew.
fn mentions_of(before: &Memory, works: &Works, fresh: Vec<Option<Vec<MentionNode>>>) -> Packed<MentionNode> {
    let Some(documents) = &works.numbers else { return fresh.into_iter().flatten().flatten().collect() };
    let old = before.resolved.documents.as_slice();
    let numbers = Renumbered::of(documents, &Numbers::default(), &Numbers::default());
    growth::all_mentions(old).edited(growth::mentions(old, works, fresh), &numbers)
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

/// Where works are spoken of, those that are made and those that may be one of several: one list of places for each, in the
/// order of inputs; a document's own work before what it names.
struct Places {
    starts: Vec<u32>,
    places: Vec<Place>,
}

impl Places {
    fn of(&self, work: usize) -> &[Place] {
        let range = self.starts.get(work).zip(self.starts.get(work + 1));
        range.and_then(|(from, to)| self.places.get(*from as usize..*to as usize)).unwrap_or_default()
    }
}

fn places_of(before: &Memory, works: &Works) -> Places {
    let open = |was: &u32| before.node(Some(*was)).is_some_and(|node| is_open(node.resolution));
    let wanted: Vec<bool> = works.made.iter().zip(&works.was).map(|(made, was)| *made || open(was)).collect();
    let each = |take: &mut dyn FnMut(u32, Place)| {
        for (input, (own, list)) in (0u32..).zip(works.held.iter().zip(works.meant.iter())) {
            let mentioned = (0u32..).zip(list).map(|(m, work)| (*work, Some(m)));
            for (work, mention) in std::iter::once((*own, None)).chain(mentioned) {
                if wanted.get(work as usize) == Some(&true) {
                    take(work, Place { input, mention });
                }
            }
        }
    };
    let mut starts = vec![0u32; wanted.len() + 1];
    each(&mut |work, _| starts.get_mut(work as usize + 1).into_iter().for_each(|n| *n += 1));
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut next = starts.clone();
    let mut places = vec![Place { input: 0, mention: None }; sum as usize];
    each(&mut |work, place| {
        let Some(at) = next.get_mut(work as usize) else { return };
        places.get_mut(*at as usize).into_iter().for_each(|slot| *slot = place);
        *at += 1;
    });
    Places { starts, places }
}

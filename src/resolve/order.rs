//! The order in which documents are joined, and where each stands in that of the documents joined before: it hangs on the
//! documents alone, so that one that comes or goes moves no other past another.

use std::cmp::{Ordering, Reverse};
use std::sync::Arc;

use super::prepare::{Prepared, Ready};

/// Stands for the place of what is not there.
pub(super) const NONE: u32 = u32::MAX;

/// A document that was joined before.
#[derive(Clone, Debug)]
pub(super) struct Past {
    pub(super) name: Box<str>,
    pub(super) prepared: Arc<Prepared>,
    /// Its place by name.
    pub(super) by_name: u32,
}

impl Past {
    pub(super) fn ready(&self) -> Ready<'_> {
        Ready { name: &self.name, prepared: &self.prepared }
    }
}

/// Documents in the order in which they are joined, the longest first.
#[derive(Debug, Default)]
pub(super) struct Order<'a> {
    pub(super) inputs: Vec<Ready<'a>>,
    /// The place by name of each.
    pub(super) by_name: Vec<u32>,
    /// Where each stood before; [`NONE`] for one that is new.
    pub(super) was: Vec<u32>,
    /// Where each that was joined before stands now; [`NONE`] for one that is gone.
    pub(super) now: Vec<u32>,
}

impl<'a> Order<'a> {
    /// Puts documents in order, and finds those that were joined before.
    pub(super) fn of(ready: &[Ready<'a>], before: &[Past]) -> Self {
        let mut named = ready.to_vec();
        let found = found(&named, before).or_else(|| {
            named.sort_by(Ready::by_name);
            self::found(&named, before)
        });
        let (stay, mut fresh) = found.unwrap_or_default();
        let at = |rank: u32| named.get(rank as usize);
        let by_length = |a: u32, b: u32| at(a).zip(at(b)).map_or(Ordering::Equal, |(a, b)| by_length(a, b));
        fresh.sort_by(|a, b| by_length(*a, *b));
        let mut order = Self { now: vec![NONE; before.len()], ..Self::default() };
        let stay: Vec<(u32, u32)> = (0u32..).zip(stay).filter(|(_, rank)| *rank != NONE).collect();
        let mut stay = stay.as_slice();
        for rank in fresh {
            let (first, rest) = stay.split_at(stay.partition_point(|(_, old)| by_length(*old, rank).is_le()));
            first.iter().for_each(|(was, rank)| order.push(*was, *rank, at(*rank)));
            order.push(NONE, rank, at(rank));
            stay = rest;
        }
        stay.iter().for_each(|(was, rank)| order.push(*was, *rank, at(*rank)));
        order
    }

    fn push(&mut self, was: u32, rank: u32, input: Option<&Ready<'a>>) {
        let Some(input) = input else { return };
        if let Some(now) = self.now.get_mut(was as usize) {
            *now = u32::try_from(self.inputs.len()).unwrap_or(u32::MAX);
        }
        self.was.push(was);
        self.by_name.push(rank);
        self.inputs.push(*input);
    }

    /// Returns the documents as those of the past, for the next order, out of those of the past before.
    pub(super) fn past(&self, before: Vec<Past>) -> Vec<Past> {
        let mut before: Vec<Option<Past>> = before.into_iter().map(Some).collect();
        let past = |(input, (was, by_name)): (&Ready<'_>, (&u32, &u32))| {
            let known = before.get_mut(*was as usize).and_then(Option::take);
            let new = || Past { name: input.name.into(), prepared: Arc::clone(input.prepared), by_name: *by_name };
            Past { by_name: *by_name, ..known.unwrap_or_else(new) }
        };
        self.inputs.iter().zip(self.was.iter().zip(&self.by_name)).map(past).collect()
    }
}

/// The longest comes first; two of one text are as their names are.
fn by_length(a: &Ready<'_>, b: &Ready<'_>) -> Ordering {
    let key = |r: &Ready<'_>| (Reverse(r.prepared.length), r.prepared.stamp);
    key(a).cmp(&key(b)).then_with(|| a.name.cmp(b.name))
}

/// For each document joined before its place by name now, and the places of those that are new; none when the documents are
/// not in the order of their names.
fn found(named: &[Ready<'_>], before: &[Past]) -> Option<(Vec<u32>, Vec<u32>)> {
    let mut old: Vec<u32> = vec![NONE; before.len()];
    for (place, past) in (0u32..).zip(before) {
        old.get_mut(past.by_name as usize).into_iter().for_each(|slot| *slot = place);
    }
    let mut stay = vec![NONE; before.len()];
    let mut fresh = Vec::new();
    let mut rest = old.into_iter().filter_map(|at| Some((at, before.get(at as usize)?))).peekable();
    let mut last: Option<(&Ready<'_>, bool)> = None;
    for (rank, input) in (0u32..).zip(named) {
        let same = |past: &Past| Arc::ptr_eq(&past.prepared, input.prepared) && *past.name == *input.name;
        // Mostly it is the next one.
        let known = rest.next_if(|(_, past)| same(past)).or_else(|| {
            while rest.next_if(|(_, past)| past.ready().by_name(input).is_lt()).is_some() {}
            rest.next_if(|(_, past)| same(past))
        });
        // Those that were there were in order before.
        if last.is_some_and(|(last, was_there)| !(was_there && known.is_some()) && last.by_name(input).is_gt()) {
            return None;
        }
        last = Some((input, known.is_some()));
        match known {
            Some((at, _)) => stay.get_mut(at as usize).into_iter().for_each(|slot| *slot = rank),
            None => fresh.push(rank),
        }
    }
    Some((stay, fresh))
}

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
        if !named.is_sorted_by(|a, b| a.by_name(b).is_le()) {
            named.sort_by(Ready::by_name);
        }
        let (stay, mut fresh) = found(&named, before);
        let at = |rank: u32| named.get(rank as usize);
        fresh.sort_by(|a, b| at(*a).zip(at(*b)).map_or(Ordering::Equal, |(a, b)| by_length(a, b)));
        let mut order = Self { now: vec![NONE; before.len()], ..Self::default() };
        let mut stay = (0u32..).zip(stay).filter(|(_, rank)| *rank != NONE).peekable();
        let mut fresh = fresh.into_iter().peekable();
        loop {
            let first = match (stay.peek(), fresh.peek()) {
                (Some((_, a)), Some(b)) => at(*a).zip(at(*b)).is_none_or(|(a, b)| by_length(a, b).is_le()),
                (Some(_), None) => true,
                (None, Some(_)) => false,
                (None, None) => break,
            };
            let next = if first { stay.next() } else { fresh.next().map(|rank| (NONE, rank)) };
            if let Some((was, rank)) = next {
                order.push(was, rank, at(rank));
            }
        }
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

    /// Returns the documents as those of the past, for the next order.
    pub(super) fn past(&self) -> Vec<Past> {
        let past = |(input, by_name): (&Ready<'_>, &u32)| Past {
            name: input.name.into(),
            prepared: Arc::clone(input.prepared),
            by_name: *by_name,
        };
        self.inputs.iter().zip(&self.by_name).map(past).collect()
    }
}

/// The longest comes first; two of one text are as their names are.
fn by_length(a: &Ready<'_>, b: &Ready<'_>) -> Ordering {
    let key = |r: &Ready<'_>| (Reverse(r.prepared.length), r.prepared.stamp);
    key(a).cmp(&key(b)).then_with(|| a.name.cmp(b.name))
}

/// For each document joined before its place by name now, and the places of those that are new.
fn found(named: &[Ready<'_>], before: &[Past]) -> (Vec<u32>, Vec<u32>) {
    let mut old: Vec<u32> = vec![NONE; before.len()];
    for (place, past) in (0u32..).zip(before) {
        old.get_mut(past.by_name as usize).into_iter().for_each(|slot| *slot = place);
    }
    let mut stay = vec![NONE; before.len()];
    let mut fresh = Vec::new();
    let mut rest = old.into_iter().filter_map(|at| Some((at, before.get(at as usize)?))).peekable();
    for (rank, input) in (0u32..).zip(named) {
        while rest.next_if(|(_, past)| past.ready().by_name(input).is_lt()).is_some() {}
        let same = |past: &Past| *past.name == *input.name && Arc::ptr_eq(&past.prepared, input.prepared);
        match rest.next_if(|(_, past)| same(past)) {
            Some((at, _)) => stay.get_mut(at as usize).into_iter().for_each(|slot| *slot = rank),
            None => fresh.push(rank),
        }
    }
    (stay, fresh)
}

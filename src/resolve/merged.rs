//! Numbers of things in the order of their keys, when some come and some go: the others keep their order.

use super::order::NONE;

/// Where each thing was and is.
#[derive(Debug, Default)]
pub(super) struct Merged {
    /// Where each thing was before; [`NONE`] for a new one.
    pub(super) was: Vec<u32>,
    /// Where each thing from before is now; [`NONE`] for one that is gone.
    pub(super) now: Vec<u32>,
    /// Where each thing is that was asked for by its key.
    pub(super) keys: Vec<u32>,
}

impl Merged {
    /// Numbers the things from before that stay, and those of some keys, which are sorted and stand once. `key` gives the
    /// key of a thing from before.
    pub(super) fn of<'a>(stays: &[bool], key: impl Fn(usize) -> &'a str, keys: &[&str]) -> Self {
        let mut merged = Self { now: vec![NONE; stays.len()], ..Self::default() };
        // Things from before that were gone through.
        let mut place = 0;
        for wanted in keys {
            let end = from(place, stays.len(), |at| key(at) < *wanted);
            merged.keep(place, end, stays);
            let known = end < stays.len() && key(end) == *wanted;
            merged.keys.push(number(merged.was.len()));
            merged.add(if known { number(end) } else { NONE });
            place = end + usize::from(known);
        }
        merged.keep(place, stays.len(), stays);
        merged
    }

    fn keep(&mut self, from: usize, to: usize, stays: &[bool]) {
        (from..to).filter(|at| stays.get(*at) == Some(&true)).for_each(|at| self.add(number(at)));
    }

    fn add(&mut self, was: u32) {
        if let Some(now) = self.now.get_mut(was as usize) {
            *now = number(self.was.len());
        }
        self.was.push(was);
    }
}

/// Returns the first place from `low` on that is not before, by halves.
fn from(mut low: usize, mut high: usize, before: impl Fn(usize) -> bool) -> usize {
    while low < high {
        let middle = low + (high - low) / 2;
        if before(middle) { low = middle + 1 } else { high = middle }
    }
    low
}

/// Returns a place in a list as a number.
pub(super) fn number(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(NONE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stays_and_what_comes_stand_in_one_order() {
        let old = ["b", "d", "f"];
        let merged = Merged::of(&[true, false, true], |at| old.get(at).copied().unwrap_or_default(), &["a", "d", "g"]);
        assert_eq!(merged.was, [NONE, 0, 1, 2, NONE]);
        assert_eq!(merged.now, [1, 2, 3]);
        assert_eq!(merged.keys, [0, 2, 4]);
        let gone = Merged::of(&[false, true], |at| ["a", "b"].get(at).copied().unwrap_or_default(), &[]);
        assert_eq!((gone.was, gone.now), (vec![1], vec![NONE, 0]));
    }
}

//! Compressed sparse rows: for each of many things a short list, in two flat vectors; leaves out what the lists mean.

use std::collections::{BTreeMap, BTreeSet};

/// Lists of items, one for each index from 0 up.
#[derive(Clone, Debug)]
pub(super) struct Rows<T> {
    /// Where each row begins in `items`; one more than there are rows.
    starts: Vec<u32>,
    items: Vec<T>,
}

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Self { starts: vec![0], items: Vec::new() }
    }
}

impl<T: Copy + Ord> Rows<T> {
    /// Builds `count` rows from (row, item); items of a row are sorted and stand once, rows out of range are left out.
    pub(super) fn build(count: usize, pairs: impl IntoIterator<Item = (u32, T)>) -> Self {
        let given = Self::build_in_order(count, pairs);
        let mut rows = Self { starts: Vec::with_capacity(count + 1), items: Vec::with_capacity(given.items.len()) };
        for row in 0..=u32::try_from(count).unwrap_or(u32::MAX) {
            rows.starts.push(u32::try_from(rows.items.len()).unwrap_or(u32::MAX));
            let own = given.of(row);
            if own.is_sorted_by(|a, b| a < b) {
                rows.items.extend_from_slice(own);
            } else {
                rows.items.extend(own.iter().copied().collect::<BTreeSet<T>>());
            }
        }
        rows
    }

    /// Builds rows and keeps the order in which the items of a row are given.
    pub(super) fn build_in_order(count: usize, pairs: impl IntoIterator<Item = (u32, T)>) -> Self {
        let pairs: Vec<(u32, T)> = pairs.into_iter().filter(|(row, _)| (*row as usize) < count).collect();
        let mut starts = vec![0u32; count + 1];
        for (row, _) in &pairs {
            starts.get_mut(*row as usize + 1).into_iter().for_each(|n| *n += 1);
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let Some((_, first)) = pairs.first().copied() else { return Self { starts, items: Vec::new() } };
        let mut next = starts.clone();
        let mut items = vec![first; pairs.len()];
        for (row, item) in pairs {
            let Some(at) = next.get_mut(row as usize) else { continue };
            items.get_mut(*at as usize).into_iter().for_each(|slot| *slot = item);
            *at += 1;
        }
        Self { starts, items }
    }

    /// Returns the items of a row; none for a row that does not exist.
    pub(super) fn of(&self, row: u32) -> &[T] {
        let row = row as usize;
        match (self.starts.get(row), self.starts.get(row + 1)) {
            (Some(from), Some(to)) => self.items.get(*from as usize..*to as usize).unwrap_or_default(),
            _ => &[],
        }
    }
}

impl Rows<u32> {
    /// Returns the rows of today: `was` tells for each which one it was before, and `now` where each item is; gone ones have
    /// no number. What is fresh comes into its row before the first item that is not `before` it.
    pub(super) fn grown(
        &self,
        was: &[u32],
        now: &[u32],
        fresh: &BTreeMap<u32, Vec<u32>>,
        before: impl Fn(u32, u32) -> bool,
    ) -> Self {
        let mut rows = Self { starts: Vec::with_capacity(was.len() + 1), items: Vec::with_capacity(self.items.len()) };
        rows.starts.push(0);
        for (row, was) in (0u32..).zip(was) {
            let from = rows.items.len();
            let moved = self.of(*was).iter().filter_map(|item| now.get(*item as usize).copied());
            rows.items.extend(moved.filter(|item| *item != u32::MAX));
            for item in fresh.get(&row).into_iter().flatten() {
                let own = rows.items.get(from..).unwrap_or_default();
                rows.items.insert(from + own.partition_point(|other| before(*other, *item)), *item);
            }
            rows.starts.push(u32::try_from(rows.items.len()).unwrap_or(u32::MAX));
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_items_and_no_others() {
        let rows = Rows::build(4, [(2u32, 7u32), (0, 3), (2, 5), (2, 7), (9, 1)]);
        assert_eq!(
            (rows.of(0), rows.of(1), rows.of(2), rows.of(3), rows.of(4)),
            (&[3][..], &[][..], &[5, 7][..], &[][..], &[][..])
        );
        let kept = Rows::build_in_order(2, [(1u32, 9u32), (0, 2), (1, 4)]);
        assert_eq!(kept.of(1), [9, 4]);
        let fresh = BTreeMap::from([(0, vec![1]), (2, vec![3])]);
        let grown = kept.grown(&[1, 9, 0], &[0, 0, 0, 0, 2, 0, 0, 0, 0, u32::MAX], &fresh, |a, b| a < b);
        assert_eq!((grown.of(0), grown.of(1), grown.of(2)), (&[1, 2][..], &[][..], &[0, 3][..]));
    }
}

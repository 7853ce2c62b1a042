//! Compressed sparse rows: for each of many things a short list, in two flat vectors; leaves out what the lists mean.

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
        let mut pairs: Vec<(u32, T)> = pairs.into_iter().filter(|(row, _)| (*row as usize) < count).collect();
        pairs.sort_unstable();
        pairs.dedup();
        Self::of_sorted(count, &pairs)
    }

    /// Builds rows and keeps the order in which the items of a row are given.
    pub(super) fn build_in_order(count: usize, pairs: impl IntoIterator<Item = (u32, T)>) -> Self {
        let mut pairs: Vec<(u32, T)> = pairs.into_iter().filter(|(row, _)| (*row as usize) < count).collect();
        pairs.sort_by_key(|(row, _)| *row);
        Self::of_sorted(count, &pairs)
    }

    fn of_sorted(count: usize, pairs: &[(u32, T)]) -> Self {
        let mut starts = Vec::with_capacity(count + 1);
        let mut at = 0;
        for row in 0..=count {
            while pairs.get(at).is_some_and(|(r, _)| (*r as usize) < row) {
                at += 1;
            }
            starts.push(u32::try_from(at).unwrap_or(u32::MAX));
        }
        Self { starts, items: pairs.iter().map(|(_, item)| *item).collect() }
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
    }
}

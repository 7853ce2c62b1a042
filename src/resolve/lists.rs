//! Short lists of numbers, one behind the other in one long list.

/// A list of numbers for each of many things.
#[derive(Clone, Debug, Default)]
pub(super) struct Lists {
    /// Where each list ends in `items`.
    ends: Vec<u32>,
    items: Vec<u32>,
}

impl Lists {
    /// Adds the list of the next thing.
    pub(super) fn push(&mut self, items: impl IntoIterator<Item = u32>) {
        self.items.extend(items);
        self.ends.push(u32::try_from(self.items.len()).unwrap_or(u32::MAX));
    }

    /// Returns how many things there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Returns the list of a thing; an empty one when there is no such thing.
    pub(super) fn of(&self, at: usize) -> &[u32] {
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let range = start.zip(self.ends.get(at).copied());
        range.and_then(|(start, end)| self.items.get(start as usize..end as usize)).unwrap_or_default()
    }

    /// Returns one number of a thing's list.
    pub(super) fn get(&self, at: usize, n: u32) -> Option<u32> {
        self.of(at).get(n as usize).copied()
    }

    /// Goes through the lists.
    pub(super) fn iter(&self) -> impl Iterator<Item = &[u32]> {
        (0..self.ends.len()).map(|at| self.of(at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thing_has_its_list() {
        let mut lists = Lists::default();
        lists.push([1, 2]);
        lists.push([]);
        lists.push([3]);
        assert_eq!(lists.iter().collect::<Vec<_>>(), [&[1, 2][..], &[], &[3]]);
        assert_eq!((lists.get(0, 1), lists.get(1, 0), lists.get(9, 0)), (Some(2), None, None));
    }
}

//! Documents by what is written of them, such as their numbers: sorted spellings in one string, and for each its documents.

use super::rows::Rows;

/// Spellings with the things they stand for.
#[derive(Clone, Debug, Default)]
pub(super) struct Spellings {
    /// All spellings, sorted, one behind the other.
    letters: String,
    /// Where each ends.
    ends: Vec<u32>,
    /// What each stands for.
    rows: Rows<u32>,
}

impl Spellings {
    /// Lays out pairs of a spelling and a thing; the things of a spelling are sorted and stand once.
    pub(super) fn build(mut pairs: Vec<(String, u32)>) -> Self {
        pairs.sort_unstable();
        let (mut letters, mut ends, mut items) = (String::new(), Vec::new(), Vec::with_capacity(pairs.len()));
        let mut last: Option<&str> = None;
        for (spelling, thing) in &pairs {
            if last != Some(spelling) {
                letters.push_str(spelling);
                ends.push(u32::try_from(letters.len()).unwrap_or(u32::MAX));
                last = Some(spelling);
            }
            items.push((u32::try_from(ends.len() - 1).unwrap_or(u32::MAX), *thing));
        }
        letters.shrink_to_fit();
        Self { rows: Rows::build(ends.len(), items), letters, ends }
    }

    /// Returns the spellings of today: `now` tells where each thing is; gone ones have no number. Those that are fresh come
    /// in between.
    pub(super) fn grown(&self, now: &[u32], mut fresh: Vec<(String, u32)>) -> Self {
        fresh.sort_unstable();
        let mut fresh = fresh.iter().peekable();
        let mut grown = Self { letters: String::with_capacity(self.letters.len()), ..Self::default() };
        grown.ends.reserve(self.ends.len());
        let mut items: Vec<(u32, u32)> = Vec::with_capacity(self.ends.len());
        for at in 0..=self.ends.len() {
            let own = self.spelling(at);
            while let Some((spelling, thing)) = fresh.next_if(|(new, _)| own.is_none_or(|own| new.as_str() < own)) {
                items.push((grown.at(spelling), *thing));
            }
            let Some(own) = own else { continue };
            let moved = self.row(at).iter().filter_map(|thing| now.get(*thing as usize).copied());
            for thing in moved.filter(|thing| *thing != u32::MAX) {
                items.push((grown.at(own), thing));
            }
            while let Some((_, thing)) = fresh.next_if(|(new, _)| new == own) {
                items.push((grown.at(own), *thing));
            }
        }
        grown.rows = Rows::build(grown.ends.len(), items);
        grown
    }

    /// Returns the place of a spelling that is the last one, or comes next.
    fn at(&mut self, spelling: &str) -> u32 {
        if self.ends.is_empty() || self.spelling(self.ends.len() - 1) != Some(spelling) {
            self.letters.push_str(spelling);
            self.ends.push(u32::try_from(self.letters.len()).unwrap_or(u32::MAX));
        }
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }

    fn spelling(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.letters.get(start as usize..end as usize)
    }

    fn place_of(&self, spelling: &str) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.spelling(middle).is_some_and(|s| s < spelling) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn row(&self, at: usize) -> &[u32] {
        u32::try_from(at).map_or(&[], |at| self.rows.of(at))
    }

    /// Returns what a spelling stands for; none for one that is not there.
    pub(super) fn get(&self, spelling: &str) -> Option<&[u32]> {
        let at = self.place_of(spelling);
        self.spelling(at).filter(|s| *s == spelling).map(|_| self.row(at))
    }

    /// Returns the spellings that begin with `prefix`, sorted, with what they stand for.
    pub(super) fn beginning_with<'a>(&'a self, prefix: &'a str) -> impl Iterator<Item = (&'a str, &'a [u32])> + 'a {
        let from = self.place_of(prefix);
        let begun = (from..self.ends.len()).map_while(|at| Some((self.spelling(at)?, self.row(at))));
        begun.take_while(move |(spelling, _)| spelling.starts_with(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_spelling_has_its_things() {
        let pairs = [("b", 3), ("ab", 1), ("b", 2), ("abc", 7), ("b", 3)];
        let spellings = Spellings::build(pairs.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect());
        assert_eq!(spellings.get("b"), Some(&[2, 3][..]));
        assert_eq!((spellings.get("a"), spellings.get("c"), Spellings::default().get("")), (None, None, None));
        let begun: Vec<(&str, &[u32])> = spellings.beginning_with("ab").collect();
        assert_eq!(begun, [("ab", &[1][..]), ("abc", &[7][..])]);
        let now: Vec<u32> = (0..8).map(|n| if n == 7 { u32::MAX } else { n + 1 }).collect();
        let fresh = [("b", 0), ("c", 9), ("a", 5), ("ab", 7)];
        let grown = spellings.grown(&now, fresh.iter().map(|(s, n)| ((*s).to_owned(), *n)).collect());
        let all: Vec<(&str, &[u32])> = grown.beginning_with("").collect();
        assert_eq!(all, [("a", &[5][..]), ("ab", &[2, 7]), ("b", &[0, 3, 4]), ("c", &[9])]);
    }
}

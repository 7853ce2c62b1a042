//! Chance that can be repeated: every document draws from its own numbers, made of the seed and its place in the list.

/// A stream of numbers (SplitMix64). Whole numbers only, so that every machine draws the same.
#[derive(Clone, Debug)]
pub(super) struct Chance(u64);

impl Chance {
    /// Begins the numbers for one thing of a document; two purposes of one document draw apart.
    pub(super) fn of(seed: u64, index: u64, purpose: u64) -> Self {
        let mut mixed = Self(seed ^ purpose.wrapping_mul(0xd6e8_feb8_6659_fd93));
        let begun = mixed.next() ^ index.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let mut mixed = Self(begun);
        mixed.next();
        mixed
    }

    /// Draws any number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Draws a number below a bound; 0 when there is none below it.
    pub(super) fn below(&mut self, bound: u64) -> u64 {
        high(u128::from(self.next()) * u128::from(bound), 64)
    }

    /// Draws a number below a bound, small ones far more often: the n-th about n^(-2/3) times as often as the first, so
    /// that how often things are drawn follows a power law.
    pub(super) fn early(&mut self, bound: u64) -> u64 {
        let draw = u128::from(self.next() >> 32);
        // 96 bits of draw and at most 32 of the bound.
        high(draw * draw * draw * u128::from(bound.min(u64::from(u32::MAX))), 96)
    }

    /// Tells whether something happens that happens so many times in a hundred.
    pub(super) fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// Draws one of some things; the default when there are none.
    pub(super) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let at = self.below(from.len() as u64);
        from.get(usize::try_from(at).unwrap_or_default()).copied().unwrap_or_default()
    }
}

fn high(product: u128, bits: u32) -> u64 {
    u64::try_from(product >> bits).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_the_same_again_and_stay_below() {
        let draw = |index| {
            let mut chance = Chance::of(7, index, 1);
            (0..5).map(|_| chance.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3), draw(4));
        assert_eq!(draw(3), [828, 196, 613, 964, 362], "files made before are made again");
        let mut chance = Chance::of(1, 1, 1);
        assert!((0..1000).all(|_| chance.below(3) < 3 && chance.early(9) < 9));
        assert_eq!((chance.below(0), chance.early(0), chance.pick::<u32>(&[])), (0, 0, 0));
    }

    #[test]
    fn early_things_are_drawn_most() {
        let mut chance = Chance::of(1, 2, 3);
        let drawn: Vec<u64> = (0..8000).map(|_| chance.early(1000)).collect();
        let share = |below: u64| drawn.iter().filter(|d| **d < below).count();
        // A cube: the first of a thousand is drawn one time in ten, the first eighth half of the time.
        assert!((700..900).contains(&share(1)) && (3800..4200).contains(&share(125)), "{} {}", share(1), share(125));
    }
}

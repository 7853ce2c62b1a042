//! Which places of a text may set a rule to work: those where the first two syllables stand of words the rule waits for.
//! All rules' words are looked for in one pass; the rule itself sees whether its words stand there whole.

use std::sync::LazyLock;

use super::{citation, project, task};
use crate::text::syllable;

/// A kind of words that rules wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    /// The head word of a law's name.
    Law,
    /// The kind word of a work's name.
    Work,
    /// The kind word of an act still to be issued.
    Act,
    /// The verb of an order.
    Order,
    /// Who cooperates with whom.
    Partner,
    /// Who leads.
    Lead,
    /// A day by which.
    Day,
    /// A time from one day to another, or of some length.
    Interval,
    /// How often.
    Frequency,
    /// The head noun of a project or a firm.
    Head,
    /// A unit of an amount.
    Unit,
}

impl Cue {
    fn bit(self) -> u16 {
        1 << self as u8
    }
}

/// A place where a syllable begins, and the cues it may open, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: u32,
    cues: u16,
}

impl Place {
    /// Tells whether words of `cue` may stand here.
    pub(super) fn opens(self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }
}

/// Finds the places in a text in lower case where cues may stand, in their order.
pub(super) fn places(text: &str) -> Vec<Place> {
    let mut found = Vec::new();
    let mut last: Option<(usize, u32)> = None;
    for (at, sum) in syllables(text) {
        note(last, Some(sum), &mut found);
        last = Some((at, sum));
    }
    note(last, None, &mut found);
    found
}

fn note(syllable: Option<(usize, u32)>, next: Option<u32>, found: &mut Vec<Place>) {
    let Some((at, sum)) = syllable else { return };
    let table = &*TABLE;
    let cues = table.alone(sum) | next.map_or(0, |next| table.alone(pair(sum, next)));
    if cues != 0
        && let Ok(at) = u32::try_from(at)
    {
        found.push(Place { at, cues });
    }
}

/// Cues by the sum of a syllable, or of two. Other syllables may share a sum: the rule tells.
struct Table(Vec<u16>);

/// Sums the table tells apart, a power of two.
const SUMS: usize = 1 << 14;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table(vec![0; SUMS]);
    let rules = citation::cues().into_iter().chain(project::cues()).chain(task::cues());
    for (cue, words) in rules {
        table.add(cue, words);
        // Rules that read both styles of tone marks as one know the new style.
        table.add(cue, &words.replace("ủy", "uỷ"));
    }
    table
});

impl Table {
    fn add(&mut self, cue: Cue, words: &str) {
        let mut sums = syllables(words).map(|(_, sum)| sum);
        let sum = match (sums.next(), sums.next()) {
            (Some(one), Some(two)) => pair(one, two),
            (Some(one), None) => one,
            _ => return,
        };
        if let Some(cues) = self.0.get_mut(place(sum)) {
            *cues |= cue.bit();
        }
    }

    fn alone(&self, sum: u32) -> u16 {
        self.0.get(place(sum)).copied().unwrap_or_default()
    }
}

fn place(sum: u32) -> usize {
    (sum >> 16) as usize & (SUMS - 1)
}

fn pair(one: u32, two: u32) -> u32 {
    (one.rotate_left(11) ^ two).wrapping_mul(0x85eb_ca6b)
}

/// Returns where each run of letters begins, and its sum.
fn syllables(text: &str) -> impl Iterator<Item = (usize, u32)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let (len, sum) = syllable(text, at);
            if len > 0 {
                let start = at;
                at += len;
                return Some((start, sum));
            }
            at += match text.as_bytes().get(at)? {
                0..=0x7f => 1,
                _ => text.get(at..)?.chars().next()?.len_utf8(),
            };
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cue: Cue, expected: &[&str]) {
        let rest = |p: Place| text.get(p.at as usize..).unwrap_or_default();
        let found: Vec<&str> =
            places(&crate::text::lower(text)).into_iter().filter(|p| p.opens(cue)).map(rest).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_words_in_any_case() {
        check("Sở Y tế CHỦ TRÌ, chủ trì", Cue::Lead, &["CHỦ TRÌ, chủ trì", "chủ trì"]);
        check("Nhà máy Thuỷ điện A", Cue::Head, &["Nhà máy Thuỷ điện A", "Thuỷ điện A"]);
        check("20 tỷ đồng", Cue::Unit, &["tỷ đồng", "đồng"]);
    }

    #[test]
    fn finds_none_in_other_words() {
        check("chủ nhật trì hoãn", Cue::Lead, &[]);
        check("", Cue::Lead, &[]);
    }
}

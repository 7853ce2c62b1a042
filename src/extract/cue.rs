//! Which places of a text may set a rule to work: those where the first two syllables stand of words the rule waits for.
//! All rules' words are looked for in one pass, and digits with them; the rule itself sees whether its words stand there
//! whole.

use std::sync::LazyLock;

use super::{citation, header, project, task};
use crate::text::{Run, is_letter, small_runs, sum_of};

/// A kind of words that rules wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Cue {
    /// The head word of a law's name.
    Law,
    /// The kind word of a work's name.
    Work,
    /// The series of a standard.
    Standard,
    /// The kind word of an act still to be issued.
    Act,
    /// The verb of an order.
    Order,
    /// A verb of speech behind which those spoken of are told what to do.
    Says,
    /// Who cooperates with whom.
    Partner,
    /// Who leads.
    Lead,
    /// What a rule binds to.
    Duty,
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
    /// Digits.
    Figure,
    /// Words that point back at a document.
    Back,
    /// The kind word of a province.
    Province,
    /// The name of a province.
    Name,
    /// The words by which a document comes into being.
    Enact,
    /// The words by which a letter tells what is known.
    Notify,
    /// The words by which a work says what it came with.
    Annex,
}

impl Cue {
    fn bit(self) -> u32 {
        1 << self as u8
    }
}

/// A place where letters or digits begin, and the cues they may open, a bit each.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) at: u32,
    cues: u32,
}

impl Place {
    /// Tells whether words of `cue` may stand here.
    pub(super) fn opens(self, cue: Cue) -> bool {
        self.cues & cue.bit() != 0
    }
}

/// A run of letters or of digits.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) at: u32,
    pub(super) end: u32,
    /// The sum of its letters in small form; 0 of digits.
    pub(super) sum: u32,
    /// Whether the head noun of a project or a firm may begin with it.
    pub(super) heads: bool,
    pub(super) digits: bool,
}

/// What one pass over a text finds.
#[derive(Debug)]
pub(super) struct Text {
    /// The text in small letters, byte for byte.
    pub(super) small: String,
    /// All its words, in their order.
    pub(super) words: Vec<Word>,
    /// The places where cues may stand, in their order.
    pub(super) places: Vec<Place>,
}

/// Brings a text to small letters, cuts it into words and finds the places in it where cues may stand.
pub(super) fn read(text: &str) -> Text {
    let table = &*TABLE;
    let mut places = Vec::with_capacity(text.len() / 32);
    let mut words: Vec<Word> = Vec::with_capacity(text.len() / 5);
    // The word before, where words of several syllables may begin with it, with its sum and the cues it may open alone.
    let mut last: Option<(usize, u32, u32)> = None;
    let mut note = |words: &mut Vec<Word>, word: usize, cues: u32| {
        if cues != 0
            && let Some(word) = words.get_mut(word)
        {
            word.heads = cues & Cue::Head.bit() != 0;
            places.push(Place { at: word.at, cues });
        }
    };
    let small = small_runs(text, |at, run| {
        let (Ok(start), Ok(end)) = (u32::try_from(at.start), u32::try_from(at.end)) else { return };
        let (sum, digits) = match run {
            Run::Letters(sum) => (sum, false),
            Run::Digits => (0, true),
        };
        let word = words.len();
        words.push(Word { at: start, end, sum, heads: false, digits });
        if let Some((before, first, alone)) = last.take() {
            note(&mut words, before, if digits { alone } else { alone | table.of(pair(first, sum)) });
        }
        let cues = if digits { Cue::Figure.bit() } else { table.of(sum) };
        if cues & GOES_ON == 0 {
            note(&mut words, word, cues);
        } else {
            last = Some((word, sum, cues & !GOES_ON));
        }
    });
    if let Some((before, _, alone)) = last {
        note(&mut words, before, alone);
    }
    Text { small, words, places }
}

/// Cues by the sum of a syllable, or of two.
struct Table([Slot; SLOTS]);

/// A sum and the cues it may open; free where it opens none.
#[derive(Clone, Copy)]
struct Slot {
    sum: u32,
    cues: u32,
}

/// Slots of the table, a power of two and several times as many as there are sums.
const SLOTS: usize = 1 << 11;

/// The mark of a syllable that words of several syllables begin with.
const GOES_ON: u32 = 1 << 31;

static TABLE: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table([Slot { sum: 0, cues: 0 }; SLOTS]);
    let rules = citation::cues().into_iter().chain(project::cues()).chain(task::cues());
    let rules = rules.map(|(cue, words)| (cue, words.to_owned())).chain(header::cues());
    for (cue, words) in rules {
        table.add_words(cue, &words);
        // Rules that read both styles of tone marks as one know the new style.
        table.add_words(cue, &words.replace("ủy", "uỷ"));
    }
    table
});

impl Table {
    fn add_words(&mut self, cue: Cue, words: &str) {
        let mut sums = words.split(|c| !is_letter(c)).filter(|w| !w.is_empty()).map(sum_of);
        let Some(first) = sums.next() else { return };
        match sums.next() {
            Some(second) => {
                self.add(first, GOES_ON);
                self.add(pair(first, second), cue.bit());
            }
            None => self.add(first, cue.bit()),
        }
    }

    fn add(&mut self, sum: u32, cues: u32) {
        let from = place(sum);
        let (before, after) = self.0.split_at_mut(from);
        let free = after.iter_mut().chain(before).find(|slot| slot.cues == 0 || slot.sum == sum);
        if let Some(slot) = free {
            *slot = Slot { sum, cues: slot.cues | cues };
        }
    }

    fn of(&self, sum: u32) -> u32 {
        let mut at = place(sum);
        loop {
            let slot = self.0[at % SLOTS];
            if slot.cues == 0 || slot.sum == sum {
                return slot.cues;
            }
            at += 1;
        }
    }
}

fn place(sum: u32) -> usize {
    (sum >> 16) as usize & (SLOTS - 1)
}

fn pair(one: u32, two: u32) -> u32 {
    (one.rotate_left(11) ^ two).wrapping_mul(0x85eb_ca6b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, cue: Cue, expected: &[&str]) {
        let rest = |p: Place| text.get(p.at as usize..).unwrap_or_default();
        let found: Vec<&str> = read(text).places.into_iter().filter(|p| p.opens(cue)).map(rest).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn finds_words_in_any_case() {
        check("Sở Y tế CHỦ TRÌ, chủ trì", Cue::Lead, &["CHỦ TRÌ, chủ trì", "chủ trì"]);
        check("Nhà máy Thuỷ điện A", Cue::Head, &["Nhà máy Thuỷ điện A", "Thuỷ điện A"]);
        check("20 tỷ đồng", Cue::Unit, &["tỷ đồng", "đồng"]);
        check("số 20/QĐ, m2", Cue::Figure, &["20/QĐ, m2", "2"]);
    }

    #[test]
    fn finds_none_in_other_words() {
        check("chủ nhật trì hoãn", Cue::Lead, &[]);
        check("", Cue::Lead, &[]);
    }
}

//! Who issues what, when and under which number: computed from a document's place in the list, so that any document can
//! be cited without holding the others.
//!
//! Time goes by in rounds. In each round every body issues what it issues in that time, in an order of the round's own,
//! and numbers it within the year as its series goes.

use jiff::Span;
use jiff::civil::{Date, date};

use super::chance::Chance;
use super::words::MINISTRIES;
use crate::model::reference::{District, Province, districts, provinces};

/// The first day of the documents: the bodies named in them existed from here to [`DAYS`] later.
const FIRST: Date = date(2011, 1, 4);

/// Days from the first document to the last.
const DAYS: u64 = 5080;

/// A body that issues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Body {
    /// Bộ Chính trị.
    Party,
    /// Chính phủ.
    Government,
    /// Thủ tướng Chính phủ.
    PrimeMinister,
    /// A ministry, by its place in the table of words.
    Ministry(usize),
    /// The Party committee of a province.
    ProvinceParty(usize),
    /// The people's committee of a province.
    Committee(usize),
    /// The people's council of a province.
    Council(usize),
    /// The people's committee of a district.
    District(usize),
}

/// What kind of document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Resolution,
    Directive,
    Decree,
    Decision,
    Circular,
    Plan,
    Programme,
}

impl Kind {
    /// The kind as a heading prints it, and in a sentence.
    pub(super) fn name(self) -> (&'static str, &'static str) {
        match self {
            Self::Resolution => ("NGHỊ QUYẾT", "Nghị quyết"),
            Self::Directive => ("CHỈ THỊ", "Chỉ thị"),
            Self::Decree => ("NGHỊ ĐỊNH", "Nghị định"),
            Self::Decision => ("QUYẾT ĐỊNH", "Quyết định"),
            Self::Circular => ("THÔNG TƯ", "Thông tư"),
            Self::Plan => ("KẾ HOẠCH", "Kế hoạch"),
            Self::Programme => ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Chương trình hành động"),
        }
    }

    fn symbol(self) -> &'static str {
        match self {
            Self::Resolution => "NQ",
            Self::Directive => "CT",
            Self::Decree => "NĐ",
            Self::Decision => "QĐ",
            Self::Circular => "TT",
            Self::Plan => "KH",
            Self::Programme => "CTr",
        }
    }
}

/// One document of a body in a round.
#[derive(Clone, Copy, Debug)]
struct Slot {
    body: Body,
    kind: Kind,
    /// Which of the documents of its series in the round.
    ordinal: u64,
    /// How many of them there are.
    of: u64,
}

/// What every document is.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) seed: u64,
    documents: u64,
    provinces: Vec<&'static Province>,
    /// Districts with the place of their province in the list.
    districts: Vec<(&'static District, usize)>,
    slots: Vec<Slot>,
    /// Slots of the bodies of the centre.
    central: Vec<u64>,
    /// Slots of the bodies of each province.
    local: Vec<Vec<u64>>,
}

/// What a document is: its body, kind, number and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issued {
    pub(super) body: Body,
    pub(super) kind: Kind,
    /// Number and symbol.
    pub(super) number: String,
    pub(super) on: Date,
}

impl World {
    pub(super) fn new(documents: u64, seed: u64) -> Self {
        // A few documents are those of a few provinces, so that each has some years of them.
        let count = usize::try_from(documents / 400).unwrap_or(usize::MAX).saturating_add(4);
        let provinces: Vec<&Province> = provinces().iter().filter(|p| p.valid_to == "2025-06-30").take(count).collect();
        let at = |id: &str| provinces.iter().position(|p| p.id == id);
        // A district that shares its name with another one is named in full nowhere.
        let once = |d: &District| districts().iter().filter(|o| o.name == d.name).count() == 1;
        let rural = districts().iter().filter(|d| d.kind == "huyện" && once(d));
        let districts: Vec<(&District, usize)> = rural.filter_map(|d| Some((d, at(&d.province)?))).collect();
        let mut world =
            Self { seed, documents, provinces, districts, slots: Vec::new(), central: Vec::new(), local: Vec::new() };
        world.open();
        world
    }

    fn open(&mut self) {
        let mut slots = Vec::new();
        let mut add = |body, kind, of: u64| slots.extend((0..of).map(|ordinal| Slot { body, kind, ordinal, of }));
        add(Body::Party, Kind::Resolution, 1);
        add(Body::Party, Kind::Directive, 1);
        add(Body::Government, Kind::Resolution, 3);
        add(Body::Government, Kind::Decree, 3);
        add(Body::PrimeMinister, Kind::Decision, 6);
        add(Body::PrimeMinister, Kind::Directive, 1);
        for ministry in 0..MINISTRIES.len() {
            add(Body::Ministry(ministry), Kind::Decision, 2);
            add(Body::Ministry(ministry), Kind::Circular, 1);
        }
        for province in 0..self.provinces.len() {
            add(Body::ProvinceParty(province), Kind::Programme, 1);
            add(Body::ProvinceParty(province), Kind::Plan, 1);
            add(Body::Council(province), Kind::Resolution, 1);
            add(Body::Committee(province), Kind::Decision, 4);
            add(Body::Committee(province), Kind::Plan, 3);
            add(Body::Committee(province), Kind::Directive, 1);
        }
        for district in 0..self.districts.len() {
            add(Body::District(district), Kind::Plan, 1);
        }
        self.local = vec![Vec::new(); self.provinces.len()];
        for (at, slot) in (0u64..).zip(&slots) {
            match slot.body {
                Body::ProvinceParty(p) | Body::Committee(p) | Body::Council(p) => {
                    self.local.get_mut(p).into_iter().for_each(|l| l.push(at));
                }
                Body::District(_) => {}
                _ => self.central.push(at),
            }
        }
        self.slots = slots;
    }

    /// Returns how many documents there are.
    pub(super) fn documents(&self) -> u64 {
        self.documents
    }

    /// Returns a province by its place in the list.
    pub(super) fn province(&self, at: usize) -> Option<&'static Province> {
        self.provinces.get(at).copied()
    }

    /// Returns a district by its place in the list.
    pub(super) fn district(&self, at: usize) -> Option<&'static District> {
        self.districts.get(at).map(|(d, _)| *d)
    }

    /// Returns the province a body is in.
    pub(super) fn home(&self, body: Body) -> Option<usize> {
        match body {
            Body::ProvinceParty(p) | Body::Committee(p) | Body::Council(p) => Some(p),
            Body::District(d) => self.districts.get(d).map(|(_, p)| *p),
            _ => None,
        }
    }

    /// Returns the districts of a province that issue.
    pub(super) fn districts_of(&self, province: usize) -> impl Iterator<Item = &'static District> {
        self.districts.iter().filter(move |(_, p)| *p == province).map(|(d, _)| *d)
    }

    /// Returns what a document is.
    pub(super) fn issued(&self, index: u64) -> Option<Issued> {
        let (round, at) = (index / self.size(), index % self.size());
        let slot = self.slots.get(usize::try_from(self.slot_at(round, at)).ok()?)?;
        let start = self.day_of(round);
        // A round ends with its year, so that its numbers are of one year.
        let end = self.day_of(round + 1).max(start + 1).min(last_day_of_year(start));
        let day = start + (end - start) * at / self.size();
        let on = on(day)?;
        let begun = if matches!(slot.body, Body::Party | Body::ProvinceParty(_)) { 0 } else { self.first_of(start) };
        let number = (round - begun) * slot.of + slot.ordinal + 1;
        Some(Issued { body: slot.body, kind: slot.kind, number: written(number, slot, on), on })
    }

    /// Tells whether two documents print one number, as those of two bodies or years do; it hardly happens that one cites
    /// the other, and which of them is meant is not the question here.
    pub(super) fn same_number(&self, a: u64, b: u64) -> bool {
        let number = |index| self.issued(index).map(|i| i.number);
        number(a) == number(b)
    }

    /// Returns an earlier document of the same series, if there is one.
    pub(super) fn predecessor(&self, index: u64, chance: &mut Chance) -> Option<u64> {
        let (round, at) = (index / self.size(), index % self.size());
        let slot = self.slot_at(round, at);
        let before = (round > 0).then(|| chance.below(round.min(6)) + 1)?;
        let found = (round - before) * self.size() + self.place_of(round - before, slot);
        Some(found).filter(|found| !self.same_number(*found, index))
    }

    /// Draws an earlier document of the centre.
    pub(super) fn central(&self, index: u64, chance: &mut Chance) -> Option<u64> {
        self.earlier(index, &self.central, chance)
    }

    /// Draws an earlier document of a province.
    pub(super) fn local(&self, index: u64, province: usize, chance: &mut Chance) -> Option<u64> {
        self.earlier(index, self.local.get(province)?, chance)
    }

    /// Draws any earlier document, old ones far more often.
    pub(super) fn any(&self, index: u64, chance: &mut Chance) -> Option<u64> {
        (index > 0).then(|| chance.early(index)).filter(|found| !self.same_number(*found, index))
    }

    fn earlier(&self, index: u64, slots: &[u64], chance: &mut Chance) -> Option<u64> {
        let rounds = index / self.size() + 1;
        // In the first round few are earlier.
        (0..6).find_map(|_| {
            let (round, slot) =
                (chance.early(rounds), slots.get(usize::try_from(chance.early(slots.len() as u64)).ok()?)?);
            let found = round * self.size() + self.place_of(round, *slot);
            Some(found).filter(|found| *found < index && !self.same_number(*found, index))
        })
    }

    fn size(&self) -> u64 {
        (self.slots.len() as u64).max(1)
    }

    fn rounds(&self) -> u64 {
        self.documents.div_ceil(self.size()).max(1)
    }

    /// The day on which a round begins.
    fn day_of(&self, round: u64) -> u64 {
        round * DAYS / self.rounds()
    }

    /// The first round of the year a day is in.
    fn first_of(&self, day: u64) -> u64 {
        let first = first_day_of_year(day);
        // The last round that begins on or before that day, or the one after it.
        let near = first * self.rounds() / DAYS;
        (near.saturating_sub(1)..=near + 2).find(|r| self.day_of(*r) >= first).unwrap_or_default()
    }

    /// The order of a round: place `at` has slot `step * at + shift`.
    fn order(&self, round: u64) -> (u64, u64) {
        let mut chance = Chance::of(self.seed, round, 0);
        let shift = chance.below(self.size());
        let mut step = chance.below(self.size()).max(1);
        while divisor(step, self.size()) != 1 {
            step += 1;
        }
        (step, shift)
    }

    fn slot_at(&self, round: u64, at: u64) -> u64 {
        let (step, shift) = self.order(round);
        (step * at + shift) % self.size()
    }

    fn place_of(&self, round: u64, slot: u64) -> u64 {
        let (step, shift) = self.order(round);
        let size = self.size();
        (slot + size - shift) % size * inverse(step, size) % size
    }
}

fn written(number: u64, slot: &Slot, on: Date) -> String {
    let (symbol, year) = (slot.kind.symbol(), on.year());
    match slot.body {
        Body::Party => format!("{number:02}-{symbol}/TW"),
        Body::ProvinceParty(_) => format!("{number:02}-{symbol}/TU"),
        Body::Government if slot.kind == Kind::Decree => format!("{number:02}/{year}/NĐ-CP"),
        Body::Government => format!("{number:02}/{symbol}-CP"),
        Body::PrimeMinister => format!("{number:02}/{symbol}-TTg"),
        Body::Ministry(m) => {
            let code = MINISTRIES.get(m).map_or("", |(_, code)| code);
            let year = if slot.kind == Kind::Circular { format!("/{year}") } else { String::new() };
            format!("{number:02}{year}/{symbol}-{code}")
        }
        Body::Committee(_) | Body::District(_) => format!("{number:02}/{symbol}-UBND"),
        Body::Council(_) => format!("{number:02}/{year}/NQ-HĐND"),
    }
}

fn on(day: u64) -> Option<Date> {
    FIRST.checked_add(Span::new().try_days(i64::try_from(day).ok()?).ok()?).ok()
}

fn first_day_of_year(day: u64) -> u64 {
    let days = on(day).map_or(0, |d| d.day_of_year() - 1);
    day.saturating_sub(u64::try_from(days).unwrap_or_default())
}

fn last_day_of_year(day: u64) -> u64 {
    let left = on(day).map_or(0, |d| d.days_in_year() - d.day_of_year());
    day + u64::try_from(left).unwrap_or_default()
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

/// Returns what undoes a multiplication by `step` when counting round `size`.
fn inverse(step: u64, size: u64) -> u64 {
    let (mut old, mut new) = ((i128::from(step), 1i128), (i128::from(size), 0i128));
    while new.0 != 0 {
        let times = old.0 / new.0;
        (old, new) = (new, (old.0 - times * new.0, old.1 - times * new.1));
    }
    u64::try_from(old.1.rem_euclid(i128::from(size.max(1)))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_document_has_a_number_and_a_day_of_its_own() {
        for documents in [7, 5000, 60_000] {
            let world = World::new(documents, 3);
            let mut seen = BTreeSet::new();
            let mut day = FIRST;
            for index in 0..documents {
                let issued = world.issued(index).unwrap();
                assert!(issued.on >= day, "{index}: time does not go back");
                day = issued.on;
                let body = format!("{:?}", issued.body);
                assert!(
                    seen.insert((body, issued.number.clone(), issued.on.year())),
                    "{index}: {issued:?} stands twice"
                );
            }
            assert!(day <= date(2024, 12, 31), "the last bodies are those of 2024");
        }
    }

    #[test]
    fn what_is_cited_is_older_and_of_whom_it_is_said_to_be() {
        let world = World::new(20_000, 5);
        let mut chance = Chance::of(1, 1, 9);
        for index in (0..20_000).step_by(37) {
            for found in [world.central(index, &mut chance), world.any(index, &mut chance)].into_iter().flatten() {
                assert!(found < index);
            }
            if let Some(found) = world.local(index, 7, &mut chance) {
                assert_eq!(world.issued(found).and_then(|i| world.home(i.body)), Some(7));
            }
            if let Some(found) = world.predecessor(index, &mut chance) {
                let (a, b) = (world.issued(found).unwrap(), world.issued(index).unwrap());
                assert_eq!((a.body, a.kind), (b.body, b.kind));
                assert!(found < index);
            }
        }
    }
}

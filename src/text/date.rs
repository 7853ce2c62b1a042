//! Dates as Vietnamese documents print them, kept as precise as printed; leaves out what the date is the date of.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Cursor, is_letter};

/// A calendar date of which the day, or the day and the month, may be unknown. Orders unknown parts first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// Four-digit year.
    pub year: u16,
    /// Month 1-12, if printed.
    pub month: Option<u8>,
    /// Day 1-31, if printed.
    pub day: Option<u8>,
}

impl PartialDate {
    /// Makes a full date, or `None` when the calendar has no such day.
    pub fn full(year: u16, month: u8, day: u8) -> Option<Self> {
        let (y, m, d) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?);
        jiff::civil::Date::new(y, m, d).ok()?;
        plausible(year).then_some(Self { year, month: Some(month), day: Some(day) })
    }

    /// Makes a month of a year.
    pub fn month(year: u16, month: u8) -> Option<Self> {
        (plausible(year) && (1..=12).contains(&month)).then_some(Self { year, month: Some(month), day: None })
    }

    /// Makes a year.
    pub fn year(year: u16) -> Option<Self> {
        plausible(year).then_some(Self { year, month: None, day: None })
    }

    /// Reads the ISO form that `Display` writes: `2020-03-04`, `2021-08` or `2020`.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let year = parts.next()?.parse().ok()?;
        match (parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::year(year),
            (Some(m), None, _) => Self::month(year, m.parse().ok()?),
            (Some(m), Some(d), None) => Self::full(year, m.parse().ok()?, d.parse().ok()?),
            _ => None,
        }
    }

    /// Tells whether this date is certainly earlier than `other`, given how precise both are.
    pub fn certainly_before(self, other: Self) -> bool {
        match (self.year.cmp(&other.year), self.month.zip(other.month), self.day.zip(other.day)) {
            (std::cmp::Ordering::Less, ..) => true,
            (std::cmp::Ordering::Equal, Some((a, b)), days) => a < b || (a == b && days.is_some_and(|(a, b)| a < b)),
            _ => false,
        }
    }

    /// Tells whether both could be one day: no printed part of one contradicts the other.
    pub fn agrees_with(self, other: Self) -> bool {
        self.year == other.year
            && self.month.zip(other.month).is_none_or(|(a, b)| a == b)
            && self.day.zip(other.day).is_none_or(|(a, b)| a == b)
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.month, self.day) {
            (Some(m), Some(d)) => write!(f, "{:04}-{m:02}-{d:02}", self.year),
            (Some(m), None) => write!(f, "{:04}-{m:02}", self.year),
            _ => write!(f, "{:04}", self.year),
        }
    }
}

/// Parses a date at the start of `text` and returns it with the number of bytes read.
///
/// Accepts `ngày 04 tháng 3 năm 2020`, the same without `ngày`, `ngày tháng 8 năm 2021` (a blank day),
/// `04/3/2020`, `3-9-2020`, `04.3.2020`, `tháng 8 năm 2021`, `tháng 8/2021` and `năm 2020`, in either case.
/// A bare year is no date; a day that the calendar lacks gives nothing.
pub fn parse_date(text: &str) -> Option<(PartialDate, usize)> {
    let mut c = Cursor::new(text);
    c.eat_folded("ngày");
    c.skip_spaces_and_dots();
    let date = long_date(&mut c).or_else(|| short_date(&mut c)).or_else(|| year_only(&mut c))?;
    let ends = c.peek().is_none_or(|next| !is_letter(next) && !next.is_ascii_digit());
    ends.then_some((date, c.pos()))
}

fn long_date(c: &mut Cursor<'_>) -> Option<PartialDate> {
    let mut t = c.clone();
    let day = t.number(2);
    t.skip_spaces_and_dots();
    if !t.eat_folded("tháng") {
        return None;
    }
    t.skip_spaces_and_dots();
    let month = t.number(2);
    t.skip_spaces_and_dots();
    if !t.eat_folded("năm") && !t.eat("/") && !t.eat("-") {
        return None;
    }
    t.skip_spaces_and_dots();
    let year = u16::try_from(t.number(4)?).ok()?;
    let date = match (day, month) {
        (Some(d), Some(m)) => PartialDate::full(year, u8::try_from(m).ok()?, u8::try_from(d).ok()?)?,
        (None, Some(m)) => PartialDate::month(year, u8::try_from(m).ok()?)?,
        (None, None) => PartialDate::year(year)?,
        (Some(_), None) => return None,
    };
    *c = t;
    Some(date)
}

fn short_date(c: &mut Cursor<'_>) -> Option<PartialDate> {
    let mut t = c.clone();
    let day = u8::try_from(t.number(2)?).ok()?;
    t.skip_spaces();
    let separator = t.peek().filter(|s| matches!(s, '/' | '-' | '.' | '–'))?;
    t.bump();
    t.skip_spaces();
    let month = u8::try_from(t.number(2)?).ok()?;
    t.skip_spaces();
    if t.peek() != Some(separator) {
        return None;
    }
    t.bump();
    t.skip_spaces();
    let year = u16::try_from(t.number(4)?).ok()?;
    let date = PartialDate::full(year, month, day)?;
    *c = t;
    Some(date)
}

fn year_only(c: &mut Cursor<'_>) -> Option<PartialDate> {
    let mut t = c.clone();
    if !t.eat_folded("năm") {
        return None;
    }
    t.skip_spaces();
    let date = PartialDate::year(u16::try_from(t.number(4)?).ok()?)?;
    *c = t;
    Some(date)
}

/// Keeps slips of reading ("năm 20200", "năm 200") from becoming years; the register of documents begins in 1945.
fn plausible(year: u16) -> bool {
    (1900..=2100).contains(&year)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, iso: &str) {
        let (date, _) = parse_date(text).unwrap_or_else(|| panic!("no date in {text:?}"));
        assert_eq!(date.to_string(), iso);
        assert_eq!(PartialDate::parse_iso(iso), Some(date));
    }

    #[test]
    fn reads_every_printed_form() {
        check("ngày 04 tháng 3 năm 2020", "2020-03-04");
        check("NGÀY 03/9/2020", "2020-09-03");
        check("3-9-2020", "2020-09-03");
        check("04.3.2020", "2020-03-04");
        check("ngày tháng 8 năm 2021", "2021-08");
        check("tháng 8/2021", "2021-08");
        check("ngày … tháng … năm 2021", "2021");
        check("năm 2020", "2020");
    }

    #[test]
    fn refuses_what_the_calendar_lacks() {
        for text in ["ngày 31/02/2020", "45/2012/NĐ", "2020", "12/2025/QH15", "ngày 5", "04/3/20201"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }

    #[test]
    fn compares_only_as_far_as_printed() {
        let august = PartialDate::parse_iso("2021-08");
        let day = PartialDate::parse_iso("2021-08-15");
        let (Some(august), Some(day)) = (august, day) else { panic!("both are dates") };
        assert!(august.agrees_with(day) && !august.certainly_before(day) && !day.certainly_before(august));
    }
}

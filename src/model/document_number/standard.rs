//! Numbers of standards and technical regulations, which open with letters and end in the year: "TCVN 14423:2025",
//! "QCVN 06:2022/BXD" (Thông tư 21/2007/TT-BKHCN and 23/2007/TT-BKHCN on their marks); one without a year is none.

use super::{DocumentNumber, NumberFamily, collapse, make};
use crate::text::Cursor;

/// The series: national standards and regulations, and those of the construction ministry before 2007.
pub const STANDARDS: [&str; 4] = ["TCVN", "QCVN", "TCXDVN", "QCXDVN"];

/// What an adopted standard keeps of its own mark.
const ADOPTED: [&str; 3] = ["ISO/IEC", "ISO", "IEC"];

impl DocumentNumber {
    /// Parses the number of a standard at the start of `text`; returns it with the bytes read.
    pub fn parse_standard(text: &str) -> Option<(Self, usize)> {
        let mut c = Cursor::new(text);
        let series = STANDARDS.iter().find(|s| c.eat(s))?;
        c.skip_spaces();
        let adopted = ADOPTED.iter().find(|a| c.eat(a));
        c.skip_spaces();
        let from = c.pos();
        c.number(6)?;
        let mut part = c.clone();
        if part.eat("-") && part.number(2).is_some() && part.peek() == Some(':') {
            c = part;
        }
        let digits = c.since(from);
        c.eat(":").then_some(())?;
        let year = c.number(4).and_then(|y| u16::try_from(y).ok()).filter(|y| (1945..=2100).contains(y))?;
        let body = issuer(&mut c);
        let kind = adopted.map_or_else(|| (*series).to_owned(), |a| format!("{series} {a}"));
        let made = make(Some(year), Some(kind), body, NumberFamily::Standard, digits);
        let number = digits.trim_start_matches('0').to_owned();
        (!number.is_empty()).then(|| (Self { written: collapse(c.since(0)), number, ..made }, c.pos()))
    }

    /// `TCVN 14423:2025`, `QCVN 06:2022/BXD`.
    pub(super) fn standard(&self) -> String {
        let (series, year) = (self.kind_symbol.as_deref().unwrap_or_default(), self.year.unwrap_or_default());
        let body = if self.body.is_empty() { String::new() } else { format!("/{}", self.body) };
        format!("{series} {}:{year}{body}", self.digits)
    }
}

/// The ministry behind a technical regulation: "/BXD".
fn issuer(c: &mut Cursor<'_>) -> String {
    let mut t = c.clone();
    t.eat("/");
    let code = t.take_while(char::is_alphanumeric).to_owned();
    let whole = c.peek() == Some('/') && code.chars().count() > 1 && code.chars().all(char::is_uppercase);
    if whole {
        *c = t;
    }
    if whole { code } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, canonical: Option<&str>) {
        let found = DocumentNumber::parse_standard(text).map(|(n, _)| n);
        assert_eq!(found.as_ref().map(DocumentNumber::canonical).as_deref(), canonical, "{text}");
        if let Some(n) = found {
            assert_eq!(DocumentNumber::parse_whole(&n.canonical()).map(|a| a.key()), Some(n.key()));
        }
    }

    #[test]
    fn reads_standards() {
        check("TCVN 14423:2025 về", Some("TCVN 14423:2025"));
        check("QCVN 06:2022/BXD.", Some("QCVN 06:2022/BXD"));
        check("QCVN41:2012", Some("QCVN 41:2012"));
        check("TCVN ISO 9001:2015", Some("TCVN ISO 9001:2015"));
        check("TCVN 5574-1:2018", Some("TCVN 5574-1:2018"));
    }

    #[test]
    fn refuses_what_has_no_year() {
        check("TCVN3 (ABC)", None);
        check("TCVN 9001", None);
        check("TCVN hiện hành", None);
        check("ISO 9001:2015", None);
    }
}

//! The year or term a number was given in (Nghị định 30/2020/NĐ-CP; Hướng dẫn 36-HD/VPTW, mục II.1.3); never guessed.

use crate::model::{DocumentNumber, NumberFamily};
use crate::text::PartialDate;

/// First days of the terms of the Central Committee, from the ninth on.
const CENTRAL_TERMS: [(u8, u16, u8, u8); 5] =
    [(9, 2001, 4, 22), (10, 2006, 4, 25), (11, 2011, 1, 19), (12, 2016, 1, 28), (13, 2021, 2, 1)];

/// Returns the period part of a key from the number itself, or from a date known of the document.
pub(super) fn period_of(number: &DocumentNumber, date: Option<PartialDate>) -> Option<String> {
    if let Some(year) = number.year {
        return Some(year.to_string());
    }
    if let Some(term) = assembly_term(&number.body).filter(|_| number.family == NumberFamily::Administrative) {
        return Some(term);
    }
    let date = date?;
    match number.family {
        NumberFamily::Party if number.body == "ĐH" => Some(date.year.to_string()),
        NumberFamily::Party if number.body.ends_with("TW") => central_term(date),
        NumberFamily::Party => local_term(date),
        _ => Some(date.year.to_string()),
    }
}

/// `k15` for `UBTVQH15`: the Standing Committee numbers within a legislature, and the symbol names it.
fn assembly_term(body: &str) -> Option<String> {
    let code = body.split(['-', '.']).next()?;
    let term = code.strip_prefix("UBTV").unwrap_or(code).strip_prefix("QH")?;
    term.parse::<u8>().ok().map(|term| format!("k{term}"))
}

/// `k12`; none when the date is too imprecise to tell two terms apart, or before the table.
fn central_term(date: PartialDate) -> Option<String> {
    let mut term = None;
    for (congress, year, month, day) in CENTRAL_TERMS {
        let start = PartialDate::full(year, month, day)?;
        if date.certainly_before(start) {
            break;
        }
        if date != start && date.agrees_with(start) {
            return None;
        }
        term = Some(format!("k{congress}"));
    }
    term.filter(|_| date.year < 2026)
}

/// `nk2015`: committees of provinces and districts are elected between May and October of every fifth year, each on
/// its own day, so that a date inside those months tells no term and stands for itself when it is a full one.
fn local_term(date: PartialDate) -> Option<String> {
    let start = date.year - date.year % 5;
    let begun = match (date.year.is_multiple_of(5), date.month) {
        (false, _) => start,
        (true, Some(11..)) => start,
        (true, Some(..=4)) => start - 5,
        (true, _) => return date.day.is_some().then(|| date.to_string()),
    };
    Some(format!("nk{begun}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, date: Option<&str>, period: Option<&str>) {
        let number = DocumentNumber::parse_whole(number).unwrap_or_else(|| panic!("{number} is a number"));
        assert_eq!(period_of(&number, date.and_then(PartialDate::parse_iso)).as_deref(), period);
    }

    #[test]
    fn a_state_number_runs_within_a_year_and_a_party_number_within_a_term() {
        check("04/CT-UBND", Some("2020-03-04"), Some("2020"));
        check("45/2012/NĐ-CP", None, Some("2012"));
        check("23-NQ/TW", Some("2018-03-22"), Some("k12"));
        check("157-KH/TU", Some("2018-07-24"), Some("nk2015"));
        check("02-ĐA/HU", Some("2020-12-09"), Some("nk2020"));
        check("12-NQ/TU", Some("2020-08-20"), Some("2020-08-20"));
        check("1314/NQ-UBTVQH15", None, Some("k15"));
        check("20-NQ/ĐH", Some("2020-06-26"), Some("2020"));
    }

    #[test]
    fn no_year_is_guessed() {
        check("04/CT-UBND", None, None);
        check("23-NQ/TW", Some("2016"), None);
        check("12-NQ/TU", Some("2020-08"), None);
    }
}

//! The curated tables of `graph-data/reference`, compiled in and parsed once; leaves out how rules use them.

mod bodies;
mod laws;
mod places;

use crate::text::{PartialDate, fold, fold_tones};

pub use bodies::{Body, BodySuccession, Reach, bodies, body_of_code, body_of_name, body_successions};
pub use laws::{LawVersion, law_of_number, laws};
pub use places::{
    Commune, District, PlaceSuccession, Province, communes, districts, find_province, former_communes,
    place_successions, province_of_id, provinces,
};

/// Reads the records of a table whose first line names the columns and whose `#` lines are comments.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<String>> {
    let reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(table.as_bytes());
    reader.into_records().filter_map(Result::ok).map(|r| r.iter().map(str::to_owned).collect())
}

/// Splits a cell that holds several values.
fn several(cell: &str) -> Vec<String> {
    cell.split(';').map(str::trim).filter(|c| !c.is_empty()).map(str::to_owned).collect()
}

/// Short forms of words in names, folded, with what they stand for.
const SHORT: [(&str, &str); 9] = [
    ("ubnd", "uy ban nhan dan"),
    ("hdnd", "hoi dong nhan dan"),
    ("ubmttq", "uy ban mat tran to quoc"),
    ("mttq", "mat tran to quoc"),
    ("ptnt", "phat trien nong thon"),
    ("bql", "ban quan ly"),
    ("kkt", "khu kinh te"),
    ("kcn", "khu cong nghiep"),
    ("ccn", "cum cong nghiep"),
];

/// Returns a key under which all printings of one name are equal: no case, diacritics, tone styles or marks, "&" as
/// "và", and usual short forms written out.
pub fn name_key(name: &str) -> String {
    let folded = fold(&fold_tones(name)).replace('&', " va ");
    let words: String = folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    words.split_whitespace().map(written_out).collect::<Vec<_>>().join(" ")
}

fn written_out(word: &str) -> &str {
    SHORT.iter().find(|(short, _)| *short == word).map_or(word, |(_, long)| long)
}

/// Tells whether something that lasted from one ISO day to another, either open when empty, could exist on a day.
pub fn lasts(valid_from: &str, valid_to: &str, on: PartialDate) -> bool {
    let begun = PartialDate::parse_iso(valid_from).is_none_or(|from| !on.certainly_before(from));
    let ended = PartialDate::parse_iso(valid_to).is_some_and(|to| to.certainly_before(on));
    begun && !ended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_key_for_all_printings() {
        assert_eq!(name_key("Sở Nông nghiệp & PTNT"), "so nong nghiep va phat trien nong thon");
        assert_eq!(name_key("Uỷ ban  Dân tộc"), name_key("ỦY BAN DÂN TỘC"));
    }

    #[test]
    fn a_term_holds_its_first_and_last_day() {
        let on = |day: &str| PartialDate::parse_iso(day).unwrap();
        assert!(lasts("2025-03-01", "", on("2025-03-01")) && !lasts("2025-03-01", "", on("2025-02-28")));
        assert!(lasts("", "2025-02-28", on("2025-02-28")) && !lasts("", "2025-02-28", on("2025-03-01")));
        assert!(lasts("2025-03-01", "", on("2025")), "a year that holds the day may be meant");
    }
}

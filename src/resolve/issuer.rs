//! Whose number a symbol is: the body its code stands for and the territory that body serves; leaves out the year.

use super::home::Speaker;
use super::territory::{eras, level_of, made_from, place_in, place_key};
use crate::model::reference::{Province, Reach, body_of_code, body_of_name};
use crate::model::{AuthorityLevel, DocumentNumber, DocumentType, Jurisdiction};
use crate::text::{PartialDate, fold, slug};

/// A body that may have given a number: its part of a document key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    /// `cp`, `ubnd.t10`.
    pub(super) slug: String,
    /// Territory, when known.
    pub(super) jurisdiction: Option<Jurisdiction>,
    /// Level, when known.
    pub(super) level: Option<AuthorityLevel>,
}

/// Codes that begin like a ministry's and are a local or unnamed body's.
const NO_MINISTRY: [&str; 4] = ["BQL", "BCĐ", "BDT", "BCH"];

/// Codes that name a unit of the body a letter comes from.
const KNOWN_BODIES: [&str; 8] = ["UBND", "HĐND", "TTg", "CP", "TU", "HU", "CTN", "CTUBND"];

/// Decides whose a number is from its code, the issuer printed beside it, and the home of the document that prints it.
/// Several owners when a territory that is gone may be any of those it was made from; none when nothing tells.
///
/// `on` tells which of the provinces before and since 1 July 2025 bears a name both have.
pub(super) fn owners(
    number: &DocumentNumber,
    kind: Option<DocumentType>,
    printed: Option<&str>,
    speaker: &Speaker,
    on: Option<PartialDate>,
) -> Vec<Owner> {
    let home = speaker.home.as_ref();
    let code = code(number, kind);
    if let Some(level) = central_level(code) {
        let joint = number.kind_symbol.as_deref() == Some("TTLT");
        let slug = slug(if joint { &number.body } else { code });
        return vec![Owner { slug, jurisdiction: Some(Jurisdiction::default()), level: Some(level) }];
    }
    if let Some(firm) = printed.filter(|p| is_firm(p)) {
        return vec![Owner { slug: format!("dn.{}", slug(firm)), jurisdiction: None, level: None }];
    }
    let printed_place = place_in(printed.unwrap_or_default(), home);
    if printed_place.is_none() && printed.is_some_and(is_central_body) {
        let level = Some(AuthorityLevel::Ministry);
        return vec![Owner { slug: slug(code), jurisdiction: Some(Jurisdiction::default()), level }];
    }
    let places = match (&printed_place, implied(code, printed, home)) {
        (Some(place), _) => of_name(place, on),
        (None, Some(place)) => of_home(&place, speaker.era, on),
        (None, None) => Vec::new(),
    };
    let code = slug(code);
    if let Some(own) = printed.filter(|p| places.is_empty() && is_own_name(p)) {
        return vec![Owner { slug: format!("{code}.{}", slug(own)), jurisdiction: None, level: None }];
    }
    let mut found: Vec<Owner> = places
        .into_iter()
        .filter_map(|(jurisdiction, on)| {
            let place = place_key(&jurisdiction, on)?;
            let level = Some(level_of(&jurisdiction));
            Some(Owner { slug: format!("{code}.{place}"), jurisdiction: Some(jurisdiction), level })
        })
        .collect();
    found.sort();
    found.dedup_by(|a, b| a.slug == b.slug);
    found
}

/// Returns the issuing body's code. "công văn số 5106/CT-CS" is a letter of Cục Thuế, though CT is a directive's symbol.
pub(super) fn code(number: &DocumentNumber, kind: Option<DocumentType>) -> &str {
    let first = number.body.split(['-', '.']).next().unwrap_or_default();
    if is_letter(number, kind) { number.kind_symbol.as_deref().unwrap_or(first) } else { first }
}

/// Tells whether the word before a number makes it a letter whose first code only looks like a kind's.
pub(super) fn is_letter(number: &DocumentNumber, kind: Option<DocumentType>) -> bool {
    let Some(symbol) = number.kind_symbol.as_deref().filter(|_| kind == Some(DocumentType::OfficialLetter)) else {
        return false;
    };
    let first = number.body.split(['-', '.']).next().unwrap_or_default();
    symbol != "CV" && !KNOWN_BODIES.contains(&first) && central_level(first).is_none() && !first.starts_with('S')
}

/// Letters of firms are numbered by the firm.
fn is_firm(printed: &str) -> bool {
    let folded = fold(printed);
    ["cong ty", "tong cong ty", "chi nhanh", "doanh nghiep", "tap doan"].iter().any(|w| folded.starts_with(w))
}

/// "Công đoàn Ngân hàng Việt Nam", "Chi cục Thuế khu vực XII": a name that means one body, though the table lacks it.
fn is_own_name(printed: &str) -> bool {
    let folded = fold(printed);
    let tail = printed.rsplit(' ').next().unwrap_or_default();
    let numbered = folded.contains(" khu vuc ") && tail.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '0'..='9'));
    let national = folded.ends_with(" viet nam") && !folded.starts_with("phong ") && !folded.starts_with("ban ");
    numbered || national
}

/// A body whose own name says that it is the centre's, whatever its code.
fn is_central_body(printed: &str) -> bool {
    let folded = fold(printed);
    ["tong cuc ", "bo truong ", "bo "].iter().any(|w| folded.starts_with(w))
        || body_of_name(printed, Reach::Centre).is_some()
}

/// A territory printed by name: the bearer of the name on that day, or those the day leaves open.
fn of_name(place: &Jurisdiction, on: Option<PartialDate>) -> Vec<(Jurisdiction, Option<PartialDate>)> {
    let Some((_, name)) = place.province.as_ref().filter(|_| place.district.is_none() && place.commune.is_none())
    else {
        return vec![(place.clone(), on)];
    };
    eras(name, on).into_iter().map(|p| (place.clone(), day_in(p))).collect()
}

/// "UBND tỉnh" without a name: the home's, and for a day before the home was made any of those it was made from.
fn of_home(
    place: &Jurisdiction,
    era: Option<PartialDate>,
    on: Option<PartialDate>,
) -> Vec<(Jurisdiction, Option<PartialDate>)> {
    let Some((_, name)) = place.province.as_ref().filter(|_| place.district.is_none() && place.commune.is_none())
    else {
        return vec![(place.clone(), on)];
    };
    let Some(home) = eras(name, era).pop() else { return Vec::new() };
    let first = PartialDate::parse_iso(&home.valid_from).filter(|_| !made_from(home).is_empty());
    let (within, before) = match (on, first) {
        (Some(on), Some(first)) => (!on.certainly_before(first), on.certainly_before(first) || on.agrees_with(first)),
        _ => (true, false),
    };
    // A day that is as precise as the first one and is not before it lies within.
    let before = before && !(within && on.is_some_and(|d| d.day.is_some()));
    let mut found: Vec<&Province> = Vec::new();
    if within {
        found.push(home);
    }
    if before {
        found.extend(made_from(home));
    }
    found.into_iter().map(|p| (Jurisdiction::province(&p.kind, &p.name), day_in(p))).collect()
}

/// A day on which a province existed.
fn day_in(province: &Province) -> Option<PartialDate> {
    PartialDate::parse_iso(&province.valid_to).or_else(|| PartialDate::parse_iso(&province.valid_from))
}

/// "UBND tỉnh" in a province's document is that province's; a bare code only where one level can bear it.
fn implied(code: &str, printed: Option<&str>, home: Option<&Jurisdiction>) -> Option<Jurisdiction> {
    let home = home.filter(|h| !h.is_central())?;
    let folded = printed.map(fold).unwrap_or_default();
    let department = folded.starts_with("so ") || code.starts_with('S');
    let provincial = code == "TU" || department || code == "UBKTTU" || code == "VPTU";
    if provincial || folded.contains("tinh") {
        return Some(home.of_province());
    }
    let own = matches!(code, "HU" | "QU" | "ThU" | "TXU") || folded.contains("huyen") || folded.contains("thi xa");
    if own {
        return home.district.is_some().then(|| Jurisdiction { commune: None, ..home.clone() });
    }
    if folded.contains("thanh pho") {
        let city = |unit: &Option<(String, String)>| unit.as_ref().is_some_and(|(kind, _)| kind == "thành phố");
        return (city(&home.province) && home.district.is_none()).then(|| home.of_province());
    }
    (home.district.is_none() && home.commune.is_none()).then(|| home.clone())
}

/// Returns the level of a code that a body of the centre bears; none for a local one.
fn central_level(code: &str) -> Option<AuthorityLevel> {
    if let Some(body) = body_of_code(code) {
        return Some(body.level.unwrap_or(AuthorityLevel::Ministry));
    }
    if code.strip_prefix("UBTV").unwrap_or(code).starts_with("QH") {
        return Some(AuthorityLevel::Government);
    }
    if code.ends_with("TW") {
        return Some(AuthorityLevel::PartyCentral);
    }
    // Committees of the National Assembly bear the number of the legislature: UBPLTP15.
    if code.starts_with("UB") && code.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(AuthorityLevel::Government);
    }
    let mut letters = code.chars();
    let ministry = letters.next() == Some('B') && letters.next().is_some_and(char::is_uppercase);
    (ministry && !NO_MINISTRY.iter().any(|n| code.starts_with(n))).then_some(AuthorityLevel::Ministry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, printed: Option<&str>, home: Option<&Jurisdiction>, on: &str, slugs: &[&str]) {
        check_in("2025-11-20", number, printed, home, on, slugs);
    }

    #[track_caller]
    fn check_in(era: &str, number: &str, printed: Option<&str>, home: Option<&Jurisdiction>, on: &str, slugs: &[&str]) {
        let number = DocumentNumber::parse_whole(number).unwrap_or_else(|| panic!("{number} is a number"));
        let speaker = Speaker { home: home.cloned(), era: PartialDate::parse_iso(era), ..Speaker::default() };
        let found = owners(&number, number.document_type(), printed, &speaker, PartialDate::parse_iso(on));
        let found: Vec<&str> = found.iter().map(|o| o.slug.as_str()).collect();
        assert_eq!(found, slugs);
    }

    #[test]
    fn a_central_code_needs_no_place() {
        let home = &Jurisdiction::province("tỉnh", "Lào Cai");
        check("124/NQ-CP", None, None, "2020", &["cp"]);
        check("23-NQ/TW", Some("Bộ Chính trị"), Some(home), "2018", &["tw"]);
        check("46/2012/TT-BCT", None, None, "2012", &["bct"]);
        check("01/2012/TTLT-BQP-BTC", None, Some(home), "2012", &["bqp-btc"]);
    }

    #[test]
    fn a_local_code_takes_the_printed_place_before_the_home() {
        let home = &Jurisdiction::province("tỉnh", "Lào Cai");
        let on = "2020-06-01";
        check_in(on, "155/KH-UBND", None, Some(home), "2020-05-01", &["ubnd.t10"]);
        check_in(on, "155/KH-UBND", Some("Ủy ban nhân dân tỉnh Phú Yên"), Some(home), "2020-05-01", &["ubnd.t54"]);
        check_in(on, "157-KH/TU", Some("Tỉnh ủy"), Some(home), "2018-07-24", &["tu.t10"]);
    }

    #[test]
    fn a_merged_province_may_mean_any_it_was_made_from() {
        let home = &Jurisdiction::province("tỉnh", "Đắk Lắk");
        check("190/QĐ-UBND", Some("Ủy ban nhân dân tỉnh"), Some(home), "2025-02-14", &["ubnd.t54", "ubnd.t66"]);
        check("190/QĐ-UBND", Some("Ủy ban nhân dân tỉnh"), Some(home), "2025-09-18", &["ubnd.t66@2025"]);
        check("190/QĐ-UBND", Some("Ủy ban nhân dân tỉnh Đắk Lắk"), Some(home), "2025-02-14", &["ubnd.t66"]);
        check("05/2025/QĐ-UBND", Some("UBND tỉnh Đắk Lắk"), None, "2025", &["ubnd.t66", "ubnd.t66@2025"]);
    }

    #[test]
    fn a_printed_firm_or_central_body_needs_no_known_code() {
        check("01/CV-VH", Some("Công ty TNHH Minh Đức"), None, "2025", &["dn.cong-ty-tnhh-minh-duc"]);
        check("513/QĐ-TCTS-NTTS", Some("Tổng cục Thủy sản"), None, "2021", &["tcts"]);
        check("425/BC-UBPLTP15", None, None, "2025", &["ubpltp15"]);
        check(
            "1471/KH-CĐNH",
            Some("Công đoàn Ngân hàng Việt Nam"),
            None,
            "2025",
            &["cdnh.cong-doan-ngan-hang-viet-nam"],
        );
        check("90/QĐ-BCĐ", Some("Ban Chỉ đạo"), None, "2025", &[]);
    }

    #[test]
    fn no_place_is_no_issuer() {
        check("155/KH-UBND", None, None, "2020", &[]);
        let district = Jurisdiction {
            district: Some(("huyện".to_owned(), "Bảo Yên".to_owned())),
            ..Jurisdiction::province("tỉnh", "Lào Cai")
        };
        check("155/KH-UBND", None, Some(&district), "2020", &[]);
    }

    #[test]
    fn a_letter_is_known_by_its_word() {
        let number = DocumentNumber::parse_whole("5106/CT-CS").unwrap();
        assert_eq!(code(&number, Some(DocumentType::OfficialLetter)), "CT");
        assert_eq!(code(&number, None), "CS");
    }
}

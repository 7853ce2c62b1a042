//! Whose number a symbol is: the body its code stands for and the territory that body serves; leaves out the year.

use crate::model::reference::{District, Province, districts, find_province, provinces};
use crate::model::{AuthorityLevel, DocumentNumber, Jurisdiction};
use crate::text::{PartialDate, fold, slug};

/// The issuer part of a document key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Issuer {
    /// `cp`, `ubnd.t10`; none when the code is a local body's and the text does not tell whose.
    pub(super) slug: Option<String>,
    /// Territory, when known.
    pub(super) jurisdiction: Option<Jurisdiction>,
    /// Level, when known.
    pub(super) level: Option<AuthorityLevel>,
}

/// Codes of central bodies that no rule of form tells.
const CENTRAL: [&str; 26] = [
    "CP", "TTg", "CTN", "TW", "ĐCT", "VPCP", "VPQH", "VPCTN", "VPTW", "NHNN", "TTCP", "TANDTC", "VKSNDTC", "VKSTC",
    "HĐTP", "KTNN", "BHXH", "TCHQ", "TCT", "TCTK", "UBDT", "TLĐ", "TWĐTN", "HĐBT", "MTTW", "KTTW",
];

/// Codes that begin like a ministry's and are a local or unnamed body's.
const NO_MINISTRY: [&str; 4] = ["BQL", "BCĐ", "BDT", "BCH"];

/// Decides whose a number is from its code, the issuer printed beside it, and the home of the document that prints it.
///
/// `on` tells which of the provinces before and since 1 July 2025 bears a name both have.
pub(super) fn issuer_of(
    number: &DocumentNumber,
    printed: Option<&str>,
    home: Option<&Jurisdiction>,
    on: Option<PartialDate>,
) -> Issuer {
    let code = number.body.split('-').next().unwrap_or_default();
    if is_central(code) {
        return Issuer {
            slug: Some(slug(if number.kind_symbol.as_deref() == Some("TTLT") { &number.body } else { code })),
            jurisdiction: Some(Jurisdiction::default()),
            level: Some(central_level(code)),
        };
    }
    let jurisdiction = place_in(printed.unwrap_or_default(), home).or_else(|| implied(code, printed, home));
    let key = jurisdiction.as_ref().and_then(|j| place_slug(j, on));
    Issuer {
        slug: key.map(|place| format!("{}.{place}", slug(code))),
        level: jurisdiction.as_ref().map(level_of),
        jurisdiction,
    }
}

/// Returns the level of a territory.
pub(super) fn level_of(jurisdiction: &Jurisdiction) -> AuthorityLevel {
    match (&jurisdiction.commune, &jurisdiction.district, &jurisdiction.province) {
        (Some(_), ..) => AuthorityLevel::Commune,
        (None, Some(_), _) => AuthorityLevel::District,
        (None, None, Some(_)) => AuthorityLevel::Province,
        (None, None, None) => AuthorityLevel::Ministry,
    }
}

/// Returns the key of a territory: `t10` for a province, `d085` for a district; none for one the tables lack.
pub(super) fn place_slug(jurisdiction: &Jurisdiction, on: Option<PartialDate>) -> Option<String> {
    let province = jurisdiction.province.as_ref().and_then(|(_, name)| find(name, on));
    if let Some((_, commune)) = &jurisdiction.commune {
        return province.map(|p| format!("t{}.{}", p.code, slug(commune)));
    }
    if let Some((_, district)) = &jurisdiction.district {
        let name = province.map(|p| p.name.as_str());
        return districts().iter().find(|d| d.name == *district && province_of(d) == name).map(|d| d.id.clone());
    }
    province.map(|p| format!("t{}", p.code))
}

/// Reads the territory an issuer's printed name carries: "Tỉnh ủy Lào Cai", "UBND huyện Bảo Yên".
pub(super) fn place_in(printed: &str, home: Option<&Jurisdiction>) -> Option<Jurisdiction> {
    let folded = fold(printed);
    let province = provinces()
        .iter()
        .filter(|p| holds(&folded, &fold(&p.name)))
        .max_by_key(|p| (p.name.len(), p.valid_to.is_empty()))
        .map(|p| Jurisdiction::province(&p.kind, &p.name));
    let below = ["huyen ", "thi xa ", "quan ", "thi uy ", "quan uy "].iter().any(|w| folded.contains(w));
    if !below {
        return province;
    }
    let within = province.as_ref().or(home).and_then(|j| j.province.as_ref());
    let mut found = districts()
        .iter()
        .filter(|d| holds(&folded, &fold(&d.name)) && within.is_none_or(|(_, name)| province_of(d) == Some(name)));
    match (found.next(), found.next()) {
        (Some(d), None) => Some(of_district(d)),
        _ => None,
    }
}

/// "UBND tỉnh" in a province's document is that province's; a bare code only where one level can bear it.
fn implied(code: &str, printed: Option<&str>, home: Option<&Jurisdiction>) -> Option<Jurisdiction> {
    let home = home.filter(|h| !h.is_central())?;
    let folded = printed.map(fold).unwrap_or_default();
    let provincial = code == "TU" || code.starts_with('S') || code == "UBKTTU" || code == "VPTU";
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

fn is_central(code: &str) -> bool {
    let assembly = code.strip_prefix("UBTV").unwrap_or(code).starts_with("QH");
    let mut letters = code.chars();
    let ministry = letters.next() == Some('B')
        && letters.next().is_some_and(char::is_uppercase)
        && !NO_MINISTRY.iter().any(|n| code.starts_with(n) && !code.ends_with("TW"));
    CENTRAL.contains(&code) || assembly || ministry || code.ends_with("TW")
}

fn central_level(code: &str) -> AuthorityLevel {
    if code.ends_with("TW") && code != "MTTW" {
        AuthorityLevel::PartyCentral
    } else if matches!(code, "CP" | "TTg" | "CTN" | "HĐBT") || code.starts_with("QH") || code.starts_with("UBTVQH") {
        AuthorityLevel::Government
    } else {
        AuthorityLevel::Ministry
    }
}

/// Returns the province of a name on a day; of the two eras the present one when the day is unknown.
fn find(name: &str, on: Option<PartialDate>) -> Option<&'static Province> {
    let merged = PartialDate::full(2025, 7, 1)?;
    let before = on.is_some_and(|day| day.certainly_before(merged));
    let latest = find_province(name)?;
    let named = provinces().iter().filter(|p| p.name == latest.name);
    named.max_by_key(|p| p.valid_to.is_empty() != before)
}

fn province_of(district: &District) -> Option<&'static str> {
    provinces().iter().find(|p| p.id == district.province).map(|p| p.name.as_str())
}

fn of_district(d: &District) -> Jurisdiction {
    let province = provinces().iter().find(|p| p.id == d.province);
    Jurisdiction {
        province: province.map(|p| (p.kind.clone(), p.name.clone())),
        district: Some((d.kind.clone(), d.name.clone())),
        commune: None,
    }
}

/// Tells whether folded `words` hold a folded name between word boundaries.
fn holds(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        let before = words.get(..at).and_then(|t| t.chars().next_back());
        let after = words.get(at + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(number: &str, printed: Option<&str>, home: Option<&Jurisdiction>, slug: Option<&str>) {
        let number = DocumentNumber::parse_whole(number).unwrap_or_else(|| panic!("{number} is a number"));
        assert_eq!(issuer_of(&number, printed, home, PartialDate::parse_iso("2020-05-01")).slug.as_deref(), slug);
    }

    #[test]
    fn a_central_code_needs_no_place() {
        let home = &Jurisdiction::province("tỉnh", "Lào Cai");
        check("124/NQ-CP", None, None, Some("cp"));
        check("23-NQ/TW", Some("Bộ Chính trị"), Some(home), Some("tw"));
        check("46/2012/TT-BCT", None, None, Some("bct"));
    }

    #[test]
    fn a_local_code_takes_the_printed_place_before_the_home() {
        let home = &Jurisdiction::province("tỉnh", "Lào Cai");
        check("155/KH-UBND", None, Some(home), Some("ubnd.t10"));
        check("155/KH-UBND", Some("Ủy ban nhân dân tỉnh Phú Yên"), Some(home), Some("ubnd.t54"));
        check("157-KH/TU", Some("Tỉnh ủy"), Some(home), Some("tu.t10"));
    }

    #[test]
    fn a_name_that_two_provinces_bore_goes_by_the_day() {
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        assert_eq!(place_slug(&home, PartialDate::parse_iso("2020-03-04")).as_deref(), Some("t10"));
        assert_eq!(place_slug(&home, PartialDate::parse_iso("2025-11-04")).as_deref(), Some("t15"));
    }

    #[test]
    fn no_place_is_no_issuer() {
        check("155/KH-UBND", None, None, None);
        let district = Jurisdiction {
            district: Some(("huyện".to_owned(), "Bảo Yên".to_owned())),
            ..Jurisdiction::province("tỉnh", "Lào Cai")
        };
        check("155/KH-UBND", None, Some(&district), None);
    }
}

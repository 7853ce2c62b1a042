//! Territories: their part of identities on a day, the names of them that printed words carry, and what they were before.

use std::sync::LazyLock;

use crate::model::reference::{
    Commune, District, Province, communes, districts, former_communes, lasts, place_successions, province_of_id,
    provinces,
};
use crate::model::{AuthorityLevel, Jurisdiction};
use crate::text::{PartialDate, fold, slug};

/// Words that open the name of a district below a province, folded.
const DISTRICT_WORDS: [&str; 5] = ["huyen ", "thi xa ", "quan ", "thi uy ", "quan uy "];

/// Words that open the name of a commune, folded, with the kind they stand for.
const COMMUNE_WORDS: [(&str, &str); 4] =
    [("xa ", "xã"), ("phuong ", "phường"), ("thi tran ", "thị trấn"), ("dac khu ", "đặc khu")];

/// Returns the level of a territory.
pub(super) fn level_of(jurisdiction: &Jurisdiction) -> AuthorityLevel {
    match (&jurisdiction.commune, &jurisdiction.district, &jurisdiction.province) {
        (Some(_), ..) => AuthorityLevel::Commune,
        (None, Some(_), _) => AuthorityLevel::District,
        (None, None, Some(_)) => AuthorityLevel::Province,
        (None, None, None) => AuthorityLevel::Ministry,
    }
}

/// Returns the key of a territory on a day: `t10` for a province, `d085` for a district, `x02926@2025` for a commune;
/// none for one the tables lack. Of two eras of a name the present one counts when the day does not tell.
pub(super) fn place_key(jurisdiction: &Jurisdiction, on: Option<PartialDate>) -> Option<String> {
    let (_, name) = jurisdiction.province.as_ref()?;
    let province = *eras(name, on).last()?;
    if let Some((kind, name)) = &jurisdiction.commune {
        let district = jurisdiction.district.as_ref().and_then(|d| district(d, province));
        let key = commune(kind, name, province, district).map(commune_key);
        return Some(key.unwrap_or_else(|| format!("{}.{}", province.key, slug(&format!("{kind} {name}")))));
    }
    match &jurisdiction.district {
        Some(unit) => district(unit, province).map(|d| d.id.clone()),
        None => Some(province.key.clone()),
    }
}

/// Returns the part of identities of a commune.
pub(super) fn commune_key(commune: &Commune) -> String {
    let era = if commune.parent.starts_with('p') { "@2025" } else { "" };
    format!("x{}{era}", commune.code)
}

/// Returns the provinces a name may stand for on a day, one for each key, in the order of time: more than one when the
/// day is too imprecise, the last one when the day is unknown or all of them are over or not yet there.
pub(super) fn eras(name: &str, on: Option<PartialDate>) -> Vec<&'static Province> {
    let wanted = fold(name).replace(" - ", "-");
    let mut named: Vec<&Province> =
        folded_names().iter().filter(|(n, _)| n.replace(" - ", "-") == wanted).map(|(_, p)| *p).collect();
    named.sort_by(|a, b| a.valid_from.cmp(&b.valid_from));
    let last = named.last().copied();
    if let Some(on) = on {
        named.retain(|p| lasts(&p.valid_from, &p.valid_to, on));
    } else {
        named.clear();
    }
    named.dedup_by(|a, b| a.key == b.key);
    if named.is_empty() { last.into_iter().collect() } else { named }
}

/// Returns the provinces that one was made from, when it is not merely one of them going on.
pub(super) fn made_from(province: &Province) -> Vec<&'static Province> {
    let before = place_successions().iter().filter(|s| s.successor == province.id);
    before.filter_map(|s| province_of_id(&s.predecessor)).collect()
}

/// Reads the territory a printed name carries: "Tỉnh ủy Lào Cai", "UBND huyện Bảo Yên", "UBND xã Canh Vinh".
pub(super) fn place_in(printed: &str, home: Option<&Jurisdiction>) -> Option<Jurisdiction> {
    let folded = fold(printed);
    if let Some(city) = district_city(&folded) {
        return Some(city);
    }
    let province = province_in(&folded);
    let within = province.as_ref().or(home).and_then(|j| j.province.as_ref());
    if let Some(found) = within.and_then(|(_, name)| commune_in(&folded, name)) {
        return Some(found);
    }
    if !DISTRICT_WORDS.iter().any(|w| folded.contains(w)) {
        return province;
    }
    let named: Vec<&District> = districts()
        .iter()
        .filter(|d| {
            DISTRICT_WORDS.iter().any(|w| holds(&folded, &format!("{w}{}", fold(&d.name)))) && kind_fits(&folded, d)
        })
        .collect();
    let own = |d: &&&District| within.is_none_or(|(_, name)| province_of(d).is_some_and(|p| p.name == *name));
    // A province of today had the districts of all it was made from; a name printed with its province is that one's.
    let merged: Vec<&Province> = match (&province, within) {
        (None, Some((_, name))) => eras(name, None).into_iter().flat_map(made_from).collect(),
        _ => Vec::new(),
    };
    let before = |d: &&&District| province_of(d).is_some_and(|p| merged.iter().any(|m| m.id == p.id));
    one(named.iter().filter(own)).or_else(|| one(named.iter().filter(before))).map(|d| of_district(d))
}

fn one<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    found.next().filter(|_| found.next().is_none())
}

/// Returns the one province that folded words name; none when they name none or several.
pub(super) fn only_province(folded: &str) -> Option<Jurisdiction> {
    let mut found: Vec<&(String, &Province)> = folded_names().iter().filter(|(n, _)| holds(folded, n)).collect();
    // "Thừa Thiên Huế" holds "Huế".
    let all = found.clone();
    found.retain(|(n, _)| !all.iter().any(|(longer, _)| longer.len() > n.len() && holds(longer, n)));
    found.dedup_by(|a, b| a.0 == b.0);
    match found.as_slice() {
        [(_, p)] => Some(Jurisdiction::province(&p.kind, &p.name)),
        _ => None,
    }
}

/// Tells whether folded `words` hold a folded name between word boundaries.
pub(super) fn holds(words: &str, name: &str) -> bool {
    words.match_indices(name).any(|(at, _)| {
        let before = words.get(..at).and_then(|t| t.chars().next_back());
        let after = words.get(at + name.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

/// Returns the province of a district.
pub(super) fn province_of(district: &District) -> Option<&'static Province> {
    province_of_id(&district.province)
}

/// Folded names of provinces, a name's present bearer last.
fn folded_names() -> &'static [(String, &'static Province)] {
    static NAMES: LazyLock<Vec<(String, &'static Province)>> = LazyLock::new(|| {
        let mut names: Vec<(String, &Province)> = provinces().iter().map(|p| (fold(&p.name), p)).collect();
        names.sort_by(|(a, p), (b, q)| (a, &p.valid_from).cmp(&(b, &q.valid_from)));
        names
    });
    &NAMES
}

fn province_in(folded: &str) -> Option<Jurisdiction> {
    let short = ["tphcm", "tp hcm", "tp.hcm", "tp. hcm"].iter().any(|s| holds(folded, s));
    let named = folded_names().iter().filter(|(n, _)| holds(folded, n)).max_by_key(|(n, _)| n.len()).map(|(_, p)| *p);
    let found = named.or_else(|| eras("Hồ Chí Minh", None).pop().filter(|_| short))?;
    Some(Jurisdiction::province(&found.kind, &found.name))
}

/// "thành phố Sóc Trăng" is a city in the province of that name, "thành phố Đà Nẵng" a province itself.
fn district_city(folded: &str) -> Option<Jurisdiction> {
    let rest = folded.split_once("thanh pho ")?.1;
    let starts = |name: &str| rest.starts_with(&fold(name)) && holds(rest, &fold(name));
    if provinces().iter().any(|p| p.kind == "thành phố" && starts(&p.name)) {
        return None;
    }
    let mut found = districts().iter().filter(|d| d.kind == "thành phố" && starts(&d.name));
    match (found.next(), found.next()) {
        (Some(d), None) => Some(of_district(d)),
        _ => None,
    }
}

/// A commune of today in a province, named behind its kind.
fn commune_in(folded: &str, province: &str) -> Option<Jurisdiction> {
    let province = *eras(province, None).last()?;
    let (_, kind, rest) = COMMUNE_WORDS.iter().find_map(|(word, kind)| {
        let at = folded.match_indices(word).map(|(at, _)| at).find(|at| {
            let before = folded.get(..*at).and_then(|t| t.chars().next_back());
            !before.is_some_and(char::is_alphanumeric) && !folded.get(..*at).is_some_and(|b| b.ends_with("thi "))
        })?;
        Some((word, *kind, folded.get(at + word.len()..)?))
    })?;
    let of = communes().iter().filter(|c| c.parent == province.id && c.kind == kind);
    let found = of.filter(|c| holds(rest, &fold(&c.name)) && rest.starts_with(&fold(&c.name)));
    let found = found.max_by_key(|c| c.name.len())?;
    let commune = Some((found.kind.to_owned(), found.name.clone()));
    Some(Jurisdiction { commune, ..Jurisdiction::province(&province.kind, &province.name) })
}

/// "thị xã Kỳ Anh" is not "huyện Kỳ Anh".
fn kind_fits(folded: &str, d: &District) -> bool {
    let own = format!("{} {}", fold(&d.kind), fold(&d.name));
    let committee = ["thi uy ", "quan uy ", "huyen uy "].iter().any(|w| folded.contains(w));
    committee || holds(folded, &own)
}

fn of_district(d: &District) -> Jurisdiction {
    Jurisdiction {
        province: province_of(d).map(|p| (p.kind.clone(), p.name.clone())),
        district: Some((d.kind.clone(), d.name.clone())),
        commune: None,
    }
}

/// A district of a province; a province of today is asked for those of the province of its name before.
fn district((kind, name): &(String, String), province: &Province) -> Option<&'static District> {
    let of = |d: &&District| province_of(d).is_some_and(|p| p.name == province.name);
    let mut named = districts().iter().filter(|d| d.name == *name).filter(of);
    let exact = named.clone().find(|d| d.kind == *kind);
    exact.or_else(|| named.next().filter(|_| named.next().is_none()))
}

fn commune(kind: &str, name: &str, province: &Province, district: Option<&District>) -> Option<&'static Commune> {
    let (table, parents): (&[Commune], Vec<&str>) = match (province.valid_to.is_empty(), district) {
        (true, _) => (communes(), vec![province.id.as_str()]),
        (false, Some(d)) => (former_communes(), vec![d.id.as_str()]),
        (false, None) => {
            let of = districts().iter().filter(|d| d.province == province.id);
            (former_communes(), of.map(|d| d.id.as_str()).collect())
        }
    };
    let wanted = fold(name);
    let mut found =
        table.iter().filter(|c| c.kind == kind && fold(&c.name) == wanted && parents.contains(&c.parent.as_str()));
    found.next().filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_place(printed: &str, label: Option<&str>) {
        let home = Jurisdiction::province("tỉnh", "Gia Lai");
        assert_eq!(place_in(printed, Some(&home)).map(|j| j.label()).as_deref(), label, "{printed}");
    }

    #[test]
    fn reads_the_territory_of_a_printed_name() {
        check_place("Tỉnh ủy Lào Cai", Some("Lào Cai"));
        check_place("UBND huyện Bảo Yên tỉnh Lào Cai", Some("Bảo Yên, Lào Cai"));
        check_place("UBND thành phố Đà Nẵng", Some("Đà Nẵng"));
        check_place("UBND thành phố Sóc Trăng", Some("Sóc Trăng, Sóc Trăng"));
        check_place("UBND tỉnh Thừa Thiên Huế", Some("Thừa Thiên Huế"));
        check_place("UBND xã Canh Vinh", Some("Canh Vinh, Gia Lai"));
        check_place("UBND thị xã Kỳ Anh tỉnh Hà Tĩnh", Some("Kỳ Anh, Hà Tĩnh"));
        check_place("UBND tỉnh", None);
        check_place("UBND huyện Tuy Phước", Some("Tuy Phước, Bình Định"));
        check_place("UBND huyện Bảo Yên", None);
    }

    #[track_caller]
    fn check_key(name: &str, on: Option<&str>, key: &str) {
        let home = Jurisdiction::province("tỉnh", name);
        assert_eq!(place_key(&home, on.and_then(PartialDate::parse_iso)).as_deref(), Some(key), "{name} {on:?}");
    }

    #[test]
    fn a_name_that_two_provinces_bore_goes_by_the_day() {
        check_key("Lào Cai", Some("2020-03-04"), "t10");
        check_key("Lào Cai", Some("2025-11-04"), "t15@2025");
        check_key("Lào Cai", None, "t15@2025");
        check_key("Yên Bái", Some("2025-11-04"), "t15");
        check_key("Hà Nội", Some("2020-03-04"), "t01");
        check_key("Hà Nội", Some("2025-11-04"), "t01");
        assert_eq!(eras("Lào Cai", PartialDate::parse_iso("2025")).len(), 2, "a year that saw both tells neither");
        assert_eq!(eras("Hà Nội", PartialDate::parse_iso("2025")).len(), 1);
    }

    #[test]
    fn two_units_of_one_name_are_two() {
        let unit = |kind: &str| Jurisdiction {
            district: Some((kind.to_owned(), "Kỳ Anh".to_owned())),
            ..Jurisdiction::province("tỉnh", "Hà Tĩnh")
        };
        let on = PartialDate::parse_iso("2020-01-01");
        assert_ne!(place_key(&unit("huyện"), on), place_key(&unit("thị xã"), on));
    }

    #[test]
    fn one_province_in_words_or_none() {
        let name = |words: &str| only_province(&fold(words)).map(|j| j.label());
        assert_eq!(name("Dự án tại Hà Nội năm 2025").as_deref(), Some("Hà Nội"));
        assert_eq!(name("Đường sắt Lào Cai - Hà Nội - Hải Phòng"), None);
        assert_eq!(name("Công điện của Thủ tướng"), None);
    }
}

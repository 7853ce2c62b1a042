//! Territories: their part of identities on a day, the names of them that printed words carry, and what they were before.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

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
    let mut named = bearers(name).to_vec();
    let last = named.last().copied();
    if let Some(on) = on {
        named.retain(|p| lasts(&p.valid_from, &p.valid_to, on));
    } else {
        named.clear();
    }
    named.dedup_by(|a, b| a.key == b.key);
    if named.is_empty() { last.into_iter().collect() } else { named }
}

/// All provinces that ever bore a name, in the order of time.
fn bearers(name: &str) -> &'static [&'static Province] {
    type Named = BTreeMap<String, Vec<&'static Province>>;
    static BY_KEY: LazyLock<Named> = LazyLock::new(|| {
        let mut named = Named::new();
        for (name, province) in folded_names() {
            named.entry(name.replace(" - ", "-")).or_default().push(province);
        }
        named.values_mut().for_each(|list| list.sort_by(|a, b| a.valid_from.cmp(&b.valid_from)));
        named
    });
    // Nearly always a name is written as in the table.
    static BY_NAME: LazyLock<BTreeMap<&'static str, &'static [&'static Province]>> = LazyLock::new(|| {
        let of =
            |p: &'static Province| Some((p.name.as_str(), BY_KEY.get(&fold(&p.name).replace(" - ", "-"))?.as_slice()));
        provinces().iter().filter_map(of).collect()
    });
    let by_key = || BY_KEY.get(&fold(name).replace(" - ", "-")).map(Vec::as_slice);
    BY_NAME.get(name).copied().or_else(by_key).unwrap_or_default()
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
    let named: Vec<&District> = named_districts(&folded).into_iter().filter(|d| kind_fits(&folded, d)).collect();
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

/// Returns the districts whose names stand behind a word for a district, in the order of the table.
fn named_districts(folded: &str) -> Vec<&'static District> {
    static NAMES: LazyLock<Vec<(String, &'static District)>> =
        LazyLock::new(|| districts().iter().map(|d| (fold(&d.name), d)).collect());
    let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let begins = |word: &str, at: usize| Some((folded.get(..at)?, folded.get(at + word.len()..)?));
    let behind: Vec<&str> = DISTRICT_WORDS
        .iter()
        .flat_map(|word| folded.match_indices(word).filter_map(|(at, _)| begins(word, at)))
        .filter(|(before, _)| free(before.chars().next_back()))
        .map(|(_, behind)| behind)
        .collect();
    let stands = |name: &str| behind.iter().any(|b| b.strip_prefix(name).is_some_and(|rest| free(rest.chars().next())));
    NAMES.iter().filter(|(name, _)| stands(name)).map(|(_, d)| *d).collect()
}

/// Returns the rows of [`folded_names`] whose names folded words hold, in their order.
fn provinces_in(folded: &str) -> Vec<&'static (String, &'static Province)> {
    static FINDER: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(folded_names().iter().map(|(name, _)| name)).ok());
    let Some(finder) = &*FINDER else { return Vec::new() };
    let free = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    let mut rows: Vec<usize> = finder
        .find_overlapping_iter(folded)
        .filter(|m| {
            let before = folded.get(..m.start()).and_then(|t| t.chars().next_back());
            free(before) && free(folded.get(m.end()..).and_then(|t| t.chars().next()))
        })
        .map(|m| m.pattern().as_usize())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    rows.into_iter().filter_map(|row| folded_names().get(row)).collect()
}

/// Returns the one province that folded words name; none when they name none or several.
pub(super) fn only_province(folded: &str) -> Option<Jurisdiction> {
    let mut found = provinces_in(folded);
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
    let named = provinces_in(folded).into_iter().max_by_key(|(n, _)| n.len()).map(|(_, p)| *p);
    let found = named.or_else(|| eras("Hồ Chí Minh", None).pop().filter(|_| short))?;
    Some(Jurisdiction::province(&found.kind, &found.name))
}

/// "thành phố Sóc Trăng" is a city in the province of that name, "thành phố Đà Nẵng" a province itself.
fn district_city(folded: &str) -> Option<Jurisdiction> {
    let rest = folded.split_once("thanh pho ")?.1;
    let of_kind = |kind: &str| kind == "thành phố";
    static PROVINCES: LazyLock<Vec<(String, &'static Province)>> =
        LazyLock::new(|| provinces().iter().map(|p| (fold(&p.name), p)).collect());
    static CITIES: LazyLock<Vec<(String, &'static District)>> =
        LazyLock::new(|| districts().iter().filter(|d| d.kind == "thành phố").map(|d| (fold(&d.name), d)).collect());
    let starts = |name: &str| rest.starts_with(name) && holds(rest, name);
    if PROVINCES.iter().any(|(name, p)| of_kind(&p.kind) && starts(name)) {
        return None;
    }
    let mut found = CITIES.iter().filter(|(name, _)| starts(name));
    match (found.next(), found.next()) {
        (Some((_, d)), None) => Some(of_district(d)),
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
    type OfProvince = BTreeMap<&'static str, Vec<(String, &'static Commune)>>;
    static BY_PROVINCE: LazyLock<OfProvince> = LazyLock::new(|| {
        let mut of = OfProvince::new();
        for c in communes() {
            of.entry(c.parent.as_str()).or_default().push((fold(&c.name), c));
        }
        of
    });
    let of = BY_PROVINCE.get(province.id.as_str())?.iter().filter(|(_, c)| c.kind == kind);
    let found = of.filter(|(name, _)| rest.starts_with(name.as_str()) && holds(rest, name));
    let (_, found) = found.max_by_key(|(_, c)| c.name.len())?;
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
    static BY_NAME: LazyLock<BTreeMap<&'static str, Vec<&'static District>>> = LazyLock::new(|| {
        let mut named: BTreeMap<&str, Vec<&District>> = BTreeMap::new();
        districts().iter().for_each(|d| named.entry(d.name.as_str()).or_default().push(d));
        named
    });
    let mut named = BY_NAME.get(name.as_str()).into_iter().flatten().copied().filter(of);
    let exact = named.clone().find(|d| d.kind == *kind);
    exact.or_else(|| named.next().filter(|_| named.next().is_none()))
}

fn commune(kind: &str, name: &str, province: &Province, district: Option<&District>) -> Option<&'static Commune> {
    type Named = BTreeMap<String, Vec<&'static Commune>>;
    fn by_name(table: &'static [Commune]) -> Named {
        let mut named = Named::new();
        table.iter().for_each(|c| named.entry(fold(&c.name)).or_default().push(c));
        named
    }
    static NOW: LazyLock<Named> = LazyLock::new(|| by_name(communes()));
    static BEFORE: LazyLock<Named> = LazyLock::new(|| by_name(former_communes()));
    let (table, parents): (&Named, Vec<&str>) = match (province.valid_to.is_empty(), district) {
        (true, _) => (&NOW, vec![province.id.as_str()]),
        (false, Some(d)) => (&BEFORE, vec![d.id.as_str()]),
        (false, None) => {
            let of = districts().iter().filter(|d| d.province == province.id);
            (&BEFORE, of.map(|d| d.id.as_str()).collect())
        }
    };
    let named = table.get(&fold(name))?.iter().copied();
    let mut found = named.filter(|c| c.kind == kind && parents.contains(&c.parent.as_str()));
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

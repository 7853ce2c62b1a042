//! What a project's name says: what sort of work, which one, and whether its name means one work in the whole country.

use crate::model::ProjectKind;
use crate::model::reference::name_key;

/// Words that open a name without being part of it, as name keys.
const LEADS: [&str; 10] = [
    "du an",
    "cong trinh",
    "dau tu xay dung",
    "dau tu",
    "xay dung",
    "mo rong",
    "nang cap",
    "tuyen duong bo",
    "tuyen",
    "duong bo",
];

/// Heads of names: their printings, the sort of work they stand for, and whether a name of it means one work in the
/// country.
const HEADS: [(&str, &str, bool); 24] = [
    ("cang hang khong quoc te", "san bay", true),
    ("cang hang khong", "san bay", true),
    ("san bay quoc te", "san bay", true),
    ("san bay", "san bay", true),
    ("duong cao toc", "cao toc", true),
    ("cao toc", "cao toc", true),
    ("duong sat", "duong sat", true),
    ("cua khau quoc te", "cua khau", true),
    ("cua khau chinh", "cua khau", true),
    ("cua khau", "cua khau", true),
    ("khu kinh te cua khau", "khu kinh te", true),
    ("khu kinh te", "khu kinh te", true),
    ("khu cong nghe cao", "khu cong nghe cao", true),
    ("cang ca", "cang ca", false),
    ("cang can", "cang can", false),
    ("cang bien", "cang", true),
    ("cang", "cang", true),
    ("nha may thuy dien", "thuy dien", false),
    ("thuy dien", "thuy dien", false),
    ("khu cong nghiep", "khu cong nghiep", false),
    ("cum cong nghiep", "cum cong nghiep", false),
    ("khu do thi moi", "khu do thi", false),
    ("khu do thi", "khu do thi", false),
    ("lang nghe", "lang nghe", false),
];

/// Printings of one place inside names, as name keys.
const PLACES: [(&str, &str); 4] = [
    ("thanh pho ho chi minh", "ho chi minh"),
    ("tp ho chi minh", "ho chi minh"),
    ("tphcm", "ho chi minh"),
    ("tp hcm", "ho chi minh"),
];

/// A name taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Named {
    /// The sort of work.
    pub(super) class: &'static str,
    /// What tells it from others of its sort, as words of a name key.
    pub(super) key: String,
    /// Whether the name means one work in the whole country.
    pub(super) national: bool,
    /// The two ends of a road or railway, in order.
    pub(super) route: Option<String>,
}

/// Takes a name apart. `kind` stands for the sort of a name without a head word.
pub(super) fn named(name: &str, kind: ProjectKind) -> Named {
    let route = route(name);
    let mut words = key_of(name);
    while let Some(rest) = LEADS.iter().find_map(|lead| strip(&words, lead)) {
        words = rest;
    }
    let head = HEADS.iter().find_map(|(head, class, national)| Some((strip(&words, head)?, *class, *national)));
    let quoc_gia = words.ends_with(" quoc gia");
    let (rest, class, national) = head.unwrap_or((words, kind.code(), quoc_gia));
    let rest = without_province(name, &rest);
    let key = match (&route, national) {
        (Some(route), true) => route.clone(),
        _ => rest,
    };
    Named { class, key, national, route }
}

fn key_of(name: &str) -> String {
    let mut words = format!(" {} ", name_key(name));
    for (long, short) in PLACES {
        words = words.replace(&format!(" {long} "), &format!(" {short} "));
    }
    words.trim().to_owned()
}

fn strip(words: &str, lead: &str) -> Option<String> {
    words.strip_prefix(lead)?.strip_prefix(' ').filter(|rest| !rest.is_empty()).map(str::to_owned)
}

/// "A - B" names a road or railway between two ends, from either of them; three ends keep their order.
fn route(name: &str) -> Option<String> {
    let dashes = name.replace(['–', '—'], "-");
    let parts: Vec<&str> = dashes.split(" - ").collect();
    let first = parts.first().and_then(|p| ends(p)).map(|first| key_of(&first))?;
    let others: Vec<String> = parts.iter().skip(1).map(|p| key_of(p)).collect();
    if others.is_empty() || others.iter().any(String::is_empty) {
        return None;
    }
    let mut ends: Vec<String> = std::iter::once(first).chain(others).collect();
    if ends.len() == 2 {
        ends.sort();
    }
    Some(ends.join(" "))
}

/// The last words in capitals of "đường cao tốc Cao Lãnh".
fn ends(words: &str) -> Option<String> {
    let mut taken: Vec<&str> = words.split(' ').rev().take_while(|w| w.starts_with(char::is_uppercase)).collect();
    taken.reverse();
    // "Thành phố Hồ Chí Minh" has a small word inside.
    let city = words.find("Thành phố ").or_else(|| words.find("thành phố ")).and_then(|at| words.get(at..));
    let found = city.map_or_else(|| taken.join(" "), str::to_owned);
    (!found.is_empty()).then_some(found)
}

/// "khu công nghiệp Đông Anh TP Hà Nội": the province behind a name is not part of it.
fn without_province(name: &str, rest: &str) -> String {
    for unit in [" TP ", " TP. ", " thành phố ", " tỉnh ", " Tỉnh ", " Thành phố "] {
        if let Some((_, place)) = name.rsplit_once(unit) {
            let behind = format!("{} {}", name_key(unit), name_key(place));
            let trimmed = rest.strip_suffix(&behind).map(str::trim).filter(|r| !r.is_empty());
            if let Some(trimmed) =
                trimmed.filter(|_| super::territory::only_province(&crate::text::fold(place)).is_some())
            {
                return trimmed.to_owned();
            }
        }
    }
    rest.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(one: &str, other: &str, same: bool) {
        let of = |n: &str| {
            let n = named(n, ProjectKind::Other);
            (n.class, n.key)
        };
        assert_eq!(of(one) == of(other), same, "{one} / {other}: {:?} {:?}", of(one), of(other));
    }

    #[test]
    fn one_key_for_the_names_of_a_work() {
        check("nhà máy thủy điện Phúc Long", "dự án thuỷ điện Phúc Long", true);
        check("Thủy điện Phúc Long", "nhà máy thủy điện Phúc Long", true);
        check("KCN Đông Anh", "khu công nghiệp Đông Anh TP Hà Nội", true);
        check("cao tốc An Hữu - Cao Lãnh", "đường bộ cao tốc Cao Lãnh – An Hữu", true);
        check(
            "cao tốc TPHCM Trung Lương Mỹ Thuận",
            "đường cao tốc Thành phố Hồ Chí Minh - Trung Lương - Mỹ Thuận",
            true,
        );
        check("sân bay Long Thành", "Cảng hàng không quốc tế Long Thành", true);
    }

    #[test]
    fn other_works_keep_other_keys() {
        check("Thủy điện Phúc Long", "Cụm công nghiệp Phúc Long", false);
        check("cao tốc TPHCM - Trung Lương", "cao tốc TPHCM - Trung Lương - Mỹ Thuận", false);
        check("KCN Tiên Lãng 1", "KCN Tiên Lãng 2", false);
        check("đường sắt Biên Hòa - Vũng Tàu", "cao tốc Biên Hòa - Vũng Tàu", false);
    }
}

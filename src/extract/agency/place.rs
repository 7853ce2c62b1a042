//! The unit words behind a name: "tỉnh", "thành phố Đà Nẵng", "cấp tỉnh"; whose body the name stands for.

use super::words::Words;
use crate::model::{Jurisdiction, reference};
use crate::text::{Cursor, Lexicon};

/// Reads a unit word, with or without its name, and returns the jurisdiction it gives a body of `home`.
pub(super) fn place(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<Jurisdiction> {
    let mut t = c.clone();
    t.skip_spaces();
    if let Some(found) = province_name(&mut t) {
        *c = t;
        return Some(found);
    }
    if let Some(found) = commune(&mut t, home) {
        *c = t;
        return Some(found);
    }
    if t.eat_any(&["cấp", "thuộc", "của"]).is_some() {
        t.skip_spaces();
    }
    let kind = t.eat_any(&["toàn tỉnh", "tỉnh", "thành phố", "tp.", "tp", "huyện", "thị xã", "quận", "trung ương"])?;
    let at = t.clone();
    t.skip_spaces();
    let found = match kind {
        "trung ương" => Jurisdiction::default(),
        "huyện" | "quận" | "thị xã" => {
            let known = district(&mut t, kind, home).or_else(|| unlisted(&mut t, kind, home));
            known.unwrap_or_else(|| {
                t = at;
                home.clone()
            })
        }
        // "thành phố Lào Cai" is the town, where a province has the same name.
        _ => match town(&t, kind, home).or_else(|| province_name(&mut t).map(|p| (p, t.clone()))) {
            Some((found, end)) => {
                t = end;
                found
            }
            None if let Some(town) = district(&mut t, "thành phố", home).filter(|_| kind != "tỉnh") => town,
            None if let Some(town) =
                unlisted(&mut t, "thành phố", home).filter(|_| kind.starts_with('t') && kind != "tỉnh") =>
            {
                town
            }
            None => {
                t = at;
                for more in [", cấp xã", " và cấp xã", ", xã"] {
                    t.eat(more);
                }
                own(kind, home)
            }
        },
    };
    *c = t;
    Some(found)
}

/// A town named as its province is: "thành phố **Hưng Yên**" in tỉnh Hưng Yên.
fn town<'a>(c: &Cursor<'a>, kind: &str, home: &Jurisdiction) -> Option<(Jurisdiction, Cursor<'a>)> {
    if kind == "tỉnh" || kind == "toàn tỉnh" {
        return None;
    }
    let mut t = c.clone();
    let named = province_name(&mut t.clone())?;
    let province = named.province.as_ref().filter(|(kind, _)| kind == "tỉnh")?;
    let here = home.province.as_ref().is_some_and(|(_, name)| *name == province.1);
    let found = district(&mut t, "thành phố", home).filter(|_| here)?;
    Some((found, t))
}

/// "thành phố" may be the province itself or a town in it; the document's own unit decides.
fn own(kind: &str, home: &Jurisdiction) -> Jurisdiction {
    let town = kind != "tỉnh" && home.district.as_ref().is_some_and(|(k, _)| k == "thành phố");
    if town { home.clone() } else { home.of_province() }
}

pub(super) fn province_name(c: &mut Cursor<'_>) -> Option<Jurisdiction> {
    if !c.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    static NAMES: Words = Words::new(|| Lexicon::new(reference::provinces().iter().map(|p| p.name.to_lowercase())));
    let found = NAMES.eat_index(c).and_then(|i| reference::provinces().get(i))?;
    Some(Jurisdiction::province(&found.kind, &found.name))
}

/// "xã Canh Vinh", "phường Đào Duy Từ": a commune needs its name; there are too many for a list to know them all.
fn commune(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<Jurisdiction> {
    let mut t = c.clone();
    let kind = t.eat_any(&["xã", "phường", "thị trấn", "đặc khu"])?;
    let mut name = String::new();
    let mut end = t.clone();
    for _ in 0..4 {
        t.skip_spaces();
        if !t.peek().is_some_and(|l| l.is_uppercase() || l.is_ascii_digit()) {
            break;
        }
        let word = t.take_while(|l| crate::text::is_letter(l) || l.is_ascii_digit());
        if !name.is_empty() {
            name.push(' ');
        }
        name.push_str(word);
        end = t.clone();
    }
    if name.is_empty() {
        return None;
    }
    *c = end;
    Some(Jurisdiction { commune: Some((kind.to_owned(), name)), ..home.clone() })
}

/// "huyện Yên Dũng" that no list has, since it was merged or renamed: it is a unit of its own all the same, never the
/// province. A family name behind the word of a unit begins the name of who holds the post.
fn unlisted(c: &mut Cursor<'_>, kind: &str, home: &Jurisdiction) -> Option<Jurisdiction> {
    const FAMILIES: [&str; 24] = [
        "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
        "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Mai", "Đào", "Lương", "Hà", "Tạ",
    ];
    let mut t = c.clone();
    let mut name: Vec<&str> = Vec::new();
    while name.len() < 4 {
        let mut next = t.clone();
        next.skip_spaces();
        if !next.peek().is_some_and(char::is_uppercase) {
            break;
        }
        name.push(next.take_while(crate::text::is_letter));
        t = next;
    }
    let person = name.first().is_some_and(|w| FAMILIES.contains(w));
    let whole = (2..=3).contains(&name.len()) && name.iter().all(|w| w.chars().skip(1).all(char::is_lowercase));
    (whole && !person && name.iter().all(|w| w.chars().count() > 1)).then_some(())?;
    *c = t;
    Some(Jurisdiction { district: Some((kind.to_owned(), name.join(" "))), ..home.of_province() })
}

fn district(c: &mut Cursor<'_>, kind: &str, home: &Jurisdiction) -> Option<Jurisdiction> {
    if !c.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    static NAMES: Words = Words::new(|| Lexicon::new(reference::districts().iter().map(|d| d.name.to_lowercase())));
    let district = |i: usize| reference::districts().get(i);
    let known = NAMES.all_at(c).filter_map(district).find(|d| d.kind == kind)?;
    c.eat_folded(&known.name.to_lowercase());
    let unit = Some((known.kind.clone(), known.name.clone()));
    Some(Jurisdiction { district: unit, ..home.of_province() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, suffix: Option<&str>) {
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        let found = place(&mut Cursor::new(text), &home).and_then(|j| j.suffix());
        assert_eq!(found.as_deref(), suffix, "{text}");
    }

    #[test]
    fn reads_unit_words_and_names() {
        check(" tỉnh chủ trì", Some("tỉnh Lào Cai"));
        check(" cấp tỉnh", Some("tỉnh Lào Cai"));
        check(" thành phố Đà Nẵng", Some("thành phố Đà Nẵng"));
        check(" xã Canh Vinh, Sở", Some("xã Canh Vinh tỉnh Lào Cai"));
        check(" xã nghèo", None);
        check(" huyện Yên Dũng hướng dẫn", Some("huyện Yên Dũng"));
        check(" thành phố Chỉ đạo", Some("tỉnh Lào Cai"));
        check(" huyện Nguyễn Văn An chỉ đạo", Some("tỉnh Lào Cai"));
        check(" huyện chỉ đạo", Some("tỉnh Lào Cai"));
        check(" chủ trì", None);
    }
}

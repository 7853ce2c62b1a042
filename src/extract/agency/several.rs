//! One head for several: "UBND các tỉnh: A, B", "Giám đốc: Sở X, Sở Y", "Công an các xã": each of them, or all as a group.

use super::{Draft, Whose, body, finish, place, separator};
use crate::model::{AgencyKind, AgencyName, Jurisdiction};
use crate::text::{Cursor, is_letter};

/// "Giám đốc: Sở Y tế, Trung tâm Công báo; …": the post is printed once for all bodies up to the semicolon.
pub(super) fn each_post(c: &mut Cursor<'_>, prefix: &str, home: &Jurisdiction) -> Option<Vec<AgencyName>> {
    let mut t = c.clone();
    t.eat(":").then_some(())?;
    let mut found = Vec::new();
    loop {
        t.skip_spaces();
        let from = t.pos();
        let some = body::departments(&mut t).or_else(|| body::named(&mut t, false).map(|d| vec![d]));
        let Some(drafts) = some else { break };
        let place = place::place(&mut t, home);
        let printed = t.since(from).to_owned();
        found.extend(drafts.iter().map(|d| finish(d, prefix, true, printed.clone(), place.as_ref(), home)));
        *c = t.clone();
        if !t.eat(",") {
            break;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// "Công an **các xã, phường**", "Trưởng Thuế **các tỉnh**": the body of each of them.
pub(super) fn of_each_unit(c: &mut Cursor<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    t.skip_spaces();
    let single = drafts.iter().all(|d| d.kind == AgencyKind::Agency && d.whose != Whose::Central);
    if let ([one], true) = (drafts.as_slice(), single)
        && more_units(&mut t, &one.words)
    {
        *c = t;
        return vec![Draft::new(format!("{}{}", one.words, c.since(from)), AgencyKind::Group, Whose::Unit)];
    }
    if !single || !t.eat_folded("các") {
        return drafts;
    }
    t.skip_spaces();
    if body::units(&mut t) == 0 && !t.eat_folded("địa phương") {
        return drafts;
    }
    *c = t;
    let each = c.since(from);
    let group = |d: Draft| Draft::new(format!("{}{each}", d.words), AgencyKind::Group, Whose::Unit);
    drafts.into_iter().map(group).collect()
}

/// "Công an phường**, xã, đặc khu**": kinds of unit without a name behind the one that a body's own words end in.
fn more_units(c: &mut Cursor<'_>, words: &str) -> bool {
    const KINDS: [&str; 6] = ["xã", "phường", "thị trấn", "đặc khu", "huyện", "quận"];
    if !KINDS.iter().any(|k| words.strip_suffix(k).is_some_and(|head| head.ends_with(' '))) {
        return false;
    }
    let mut more = false;
    loop {
        let mut t = c.clone();
        let unit = separator(&mut t) && t.eat_any(&KINDS).is_some();
        if !unit || t.rest().trim_start().starts_with(char::is_uppercase) {
            return more;
        }
        *c = t;
        more = true;
    }
}

/// "Tỉnh Cao Bằng: Hoàn thành …": in a central text a province is told what to do by its name.
pub(super) fn province(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<AgencyName> {
    let mut t = c.clone();
    // "Thành phố Hồ Chí Minh, **tỉnh Lâm Đồng** đẩy nhanh": behind another member small letters do.
    if !home.is_central() || t.pos() == 0 && !t.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    let from = t.pos();
    t.eat_any(&["tỉnh", "thành phố"])?;
    t.skip_spaces();
    let place = place::province_name(&mut t)?;
    let printed = t.since(from).to_owned();
    *c = t;
    let draft = Draft::new(printed.clone(), AgencyKind::Agency, Whose::Home);
    Some(finish(&draft, "", false, printed, Some(&place), &place))
}

/// "các Tập đoàn VNPT, Viettel", "các Tổng công ty: Sông Đà, Lilama": each of them, the head printed once.
pub(super) fn corporations(c: &mut Cursor<'_>, home: &Jurisdiction) -> Option<Vec<AgencyName>> {
    let mut t = c.clone();
    t.eat_folded("các").then_some(())?;
    t.skip_spaces();
    let head = if t.eat_folded("tập đoàn") {
        "Tập đoàn"
    } else {
        t.eat_folded("tổng công ty").then_some("Tổng công ty")?
    };
    // "các Tập đoàn: Công nghiệp - Năng lượng Quốc gia Việt Nam, …" prints whole names.
    let whole = t.eat(":");
    let found = each(&mut t, |t| {
        let from = t.pos();
        if whole && t.peek().is_some_and(char::is_uppercase) {
            t.take_while(is_letter);
            super::name::name(t, "");
        } else {
            body::proper(t);
        }
        let name = t.since(from).to_owned();
        let draft = Draft::new(format!("{head} {name}"), AgencyKind::Enterprise, Whose::Central);
        (!name.is_empty()).then(|| finish(&draft, "", false, name, None, home))
    })?;
    *c = t;
    Some(found)
}

/// "Các tỉnh Nghệ An, Quảng Ngãi khẩn trương …": each of them.
pub(super) fn provinces(c: &mut Cursor<'_>) -> Option<Vec<AgencyName>> {
    let mut t = c.clone();
    t.eat_any(&["các tỉnh, thành phố", "các tỉnh", "các thành phố"])?;
    t.eat(":");
    let found = each(&mut t, |t| {
        let from = t.pos();
        let place = place::province_name(t)?;
        let printed = t.since(from).to_owned();
        let draft = Draft::new(place.suffix()?, AgencyKind::Agency, Whose::Home);
        Some(finish(&draft, "", false, printed, Some(&place), &place))
    })?;
    *c = t;
    Some(found)
}

/// "UBND các tỉnh: Khánh Hòa, Đắk Lắk": each province's, not a group.
pub(super) fn by_province(c: &mut Cursor<'_>, group: &Draft, prefix: &str, post: bool) -> Option<Vec<AgencyName>> {
    let mut t = c.clone();
    if !t.eat(":") {
        return None;
    }
    let words = group.words.to_lowercase();
    let several = [
        "các tỉnh, thành phố trực thuộc trung ương",
        "các thành phố trực thuộc trung ương",
        "các tỉnh, thành phố",
        "các tỉnh",
        "các thành phố",
    ];
    let several = several.iter().find(|w| words.ends_with(**w))?;
    let head = group.words.get(..group.words.len() - several.len())?.trim_end();
    let draft = Draft::new(head, AgencyKind::Agency, Whose::Home);
    let found = each(&mut t, |t| {
        let from = t.pos();
        let province = place::province_name(t)?;
        Some(finish(&draft, prefix, post, t.since(from).to_owned(), Some(&province), &province))
    })?;
    *c = t;
    Some(found)
}

/// Reads names joined by commas, semicolons and "và" up to the first that `read` does not know; the cursor stays where it
/// was when it knows none.
fn each(c: &mut Cursor<'_>, mut read: impl FnMut(&mut Cursor<'_>) -> Option<AgencyName>) -> Option<Vec<AgencyName>> {
    let (mut t, mut found) = (c.clone(), Vec::new());
    loop {
        t.skip_spaces();
        let Some(name) = read(&mut t) else { break };
        found.push(name);
        *c = t.clone();
        if !separator(&mut t) {
            break;
        }
    }
    (!found.is_empty()).then_some(found)
}

/// "Bí thư, Chủ tịch UBND các tỉnh, thành phố": the Party's secretary of the units and the head of their committee are two.
pub(super) fn secretary_too(
    drafts: &[Draft],
    prefix: &str,
    printed: &str,
    place: Option<&Jurisdiction>,
    home: &Jurisdiction,
) -> Option<Vec<AgencyName>> {
    let chairman = prefix.strip_prefix("Bí thư, ").filter(|p| *p == "Chủ tịch")?;
    let [draft] = drafts else { return None };
    let head = ["UBND", "Ủy ban nhân dân", "Uỷ ban nhân dân"].iter().find_map(|h| draft.words.strip_prefix(h))?;
    let secretary = Draft::new(head, draft.kind, draft.whose);
    let name = |d: &Draft, prefix: &str| finish(d, prefix, true, printed.to_owned(), place, home);
    let mut first = name(&secretary, "Bí thư");
    first.name = first.name.split_whitespace().collect::<Vec<_>>().join(" ");
    first.organisation = first.organisation.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(vec![first, name(draft, chairman)])
}

/// "UBND các phường: Đông Quang, Hạc Thành": each ward's.
pub(super) fn by_commune(
    c: &mut Cursor<'_>,
    group: &Draft,
    (prefix, post): (&str, bool),
    home: &Jurisdiction,
) -> Option<Vec<AgencyName>> {
    const UNITS: [(&str, &str); 2] = [(" các phường", "phường"), (" các xã", "xã")];
    let mut t = c.clone();
    let colon = t.eat(":");
    let words = group.words.to_lowercase();
    let at = |(w, kind): (&str, &'static str)| Some((words.rfind(w)?, w.len(), kind));
    let (at, len, kind) = UNITS.into_iter().find_map(at).filter(|_| words.len() == group.words.len())?;
    let draft = Draft::new(group.words.get(..at)?, AgencyKind::Agency, Whose::Home);
    let named = |kind: &str, name: &str| {
        let place = Jurisdiction { commune: Some((kind.to_owned(), name.to_owned())), ..home.clone() };
        finish(&draft, prefix, post, name.to_owned(), Some(&place), &place)
    };
    let read = |t: &mut Cursor<'_>| {
        let kind = t.eat_any(&["xã", "phường", "thị trấn"]).unwrap_or(kind);
        t.skip_spaces();
        let from = t.pos();
        body::proper(t);
        let name = t.since(from).trim().to_owned();
        (!name.is_empty()).then(|| named(kind, &name))
    };
    // "UBND các xã Tân Việt, Yên Mỹ": those with a word of their unit stand in the words of the group already.
    let own = group.words.get(at + len..)?.trim();
    let mut found: Vec<AgencyName> = Vec::new();
    if !own.is_empty() {
        let mut w = Cursor::new(own);
        found = each(&mut w, read)?;
        (!colon && w.rest().is_empty()).then_some(())?;
        if !separator(&mut t) || !unit_or_name(&t) {
            t = c.clone();
        }
    } else if !colon {
        return None;
    }
    found.extend(each(&mut t, read).unwrap_or_default());
    (found.len() > 1 || colon && !found.is_empty()).then_some(())?;
    *c = t;
    Some(found)
}

/// Tells whether the name of a commune begins here, with the word of its unit or without.
fn unit_or_name(c: &Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.eat_any(&["xã", "phường", "thị trấn"]);
    t.skip_spaces();
    t.peek().is_some_and(char::is_uppercase)
}

/// "UBND thành phố Hà Nội, thành phố Hải Phòng và tỉnh Quảng Ninh": each province's own.
pub(super) fn each_unit(group: &Draft, prefix: &str, post: bool) -> Option<Vec<AgencyName>> {
    let mut t = Cursor::new(&group.words);
    let head = t.eat_any(&["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"])?;
    let head = Draft::new(group.words.get(..head.len())?, AgencyKind::Agency, Whose::Home);
    let mut found = Vec::new();
    loop {
        t.skip_spaces();
        let from = t.pos();
        t.eat_any(&["tỉnh", "thành phố", "tp."])?;
        t.skip_spaces();
        let province = place::province_name(&mut t)?;
        let printed = t.since(from).to_owned();
        found.push(finish(&head, prefix, post, printed, Some(&province), &province));
        if !separator(&mut t) {
            break;
        }
    }
    (found.len() > 1 && t.rest().trim().is_empty()).then_some(found)
}

//! Single bodies: departments by field, committees and councils, Party committees, bodies by head and name.

use super::name::{joined, name};
use super::words::{CAPITAL_HEADS, FIELDS, FIRMS, HEADS, INITIALS, UNITS};
use super::{Draft, Whose, place};
use crate::model::{AgencyKind, Jurisdiction};
use crate::text::{Cursor, fold_letter, is_letter, lower};

/// Tells whether the word of a unit follows: "Thống kê **tỉnh**".
fn unit_follows(c: &Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    t.eat_any(&["tỉnh", "thành phố"]).is_some()
}

/// Tells whether the name of a province follows: "Viễn thông **Hưng Yên**".
fn province_follows(c: &Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    t.eat_any(&["tỉnh", "thành phố"]);
    t.skip_spaces();
    place::province_name(&mut t).is_some()
}

/// Reads "Sở Công Thương", or several from one head: "các Sở: Tài chính, Y tế".
pub(super) fn departments(c: &mut Cursor<'_>) -> Option<Vec<Draft>> {
    let mut t = c.clone();
    let several = t.eat_folded("các");
    t.skip_spaces();
    let capital = t.peek().is_some_and(char::is_uppercase);
    let head = t.eat_any(&["sở", "bộ", "phòng"])?;
    if !capital && !several && head != "phòng" {
        return None;
    }
    t.eat(":");
    let mut found = Vec::new();
    let mut end = t.clone();
    while let Some(field) = field(&mut t).filter(|f| head == "bộ" || !ONLY_MINISTRIES.contains(&lower(f).as_str())) {
        found.push(department(head, field));
        end = t.clone();
        if !super::separator(&mut t) {
            break;
        }
    }
    if found.is_empty() {
        return None;
    }
    *c = end;
    Some(found)
}

/// Fields that only ministries have: "Sở Khoa học và Công nghệ, Công an tỉnh" are two bodies of two kinds.
const ONLY_MINISTRIES: [&str; 3] = ["công an", "quốc phòng", "ngoại giao"];

fn department(head: &str, field: &str) -> Draft {
    let (head, whose) = match head {
        "bộ" => ("Bộ", Whose::Central),
        "phòng" => ("Phòng", Whose::Home),
        _ => ("Sở", Whose::Province),
    };
    Draft::new(format!("{head} {field}"), AgencyKind::Agency, whose)
}

fn field<'a>(c: &mut Cursor<'a>) -> Option<&'a str> {
    let mut t = c.clone();
    t.skip_spaces();
    let from = t.pos();
    if !t.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    // Initials go on with a capital or a mark.
    let small = t.rest().chars().nth(1).is_some_and(char::is_lowercase);
    if let Some((initials, field)) = INITIALS.iter().find(|(initials, _)| !small && initials_at(&t, initials)) {
        t.eat(initials);
        *c = t;
        return Some(field);
    }
    if FIELDS.eat(&mut t).is_none() {
        unaccented(&mut t)?;
    }
    *c = t;
    Some(c.since(from))
}

/// Tells whether exactly these initials stand here: "TT&TT" is not the beginning of "TT&TTX".
fn initials_at(c: &Cursor<'_>, initials: &str) -> bool {
    c.rest().strip_prefix(initials).is_some_and(|r| !r.starts_with(|l: char| is_letter(l) || l == '&'))
}

/// A field whose accents were lost or misread: "Môi truờng".
fn unaccented(c: &mut Cursor<'_>) -> Option<()> {
    FIELDS.words().find_map(|field| {
        let mut t = c.clone();
        let same = field.chars().all(|f| t.bump().and_then(fold_letter).is_some_and(|l| fold_letter(f) == Some(l)));
        let whole = t.peek().is_none_or(|l| !is_letter(l));
        (same && whole).then(|| *c = t)
    })
}

/// Reads committees and councils: "UBND tỉnh", "UBND các huyện, thị xã", "HĐND và UBND".
pub(super) fn council(c: &mut Cursor<'_>) -> Option<Draft> {
    let mut t = c.clone();
    let from = t.pos();
    if t.eat_any(&["các ban của", "các ban", "các tổ đại biểu", "tổ đại biểu", "các đại biểu", "đại biểu"]).is_some()
    {
        if let Some(draft) = deputies(&t, from) {
            *c = t;
            return Some(draft);
        }
        t.skip_spaces();
        if !t.clone().eat_folded("hội đồng nhân dân") && !t.clone().eat_folded("hđnd") {
            return None;
        }
    }
    t.eat_any(&["ủy ban nhân dân", "uỷ ban nhân dân", "ubnd", "hội đồng nhân dân", "hđnd"])?;
    let mut kind = AgencyKind::Agency;
    let mut whose = Whose::Home;
    let mut u = t.clone();
    u.skip_spaces();
    let several = u.eat_any(&["tất cả các", "các", "cấp"]).is_some();
    let count = units(&mut u);
    if count > 1 || (several && count > 0) {
        kind = AgencyKind::Group;
        let mut all = u.clone();
        all.skip_spaces();
        whose = Whose::Unit;
        if all.eat_folded("trực thuộc trung ương") {
            whose = Whose::Central;
            u = all;
        }
        t = u;
    }
    *c = t;
    Some(Draft::new(c.since(from), kind, whose))
}

/// "các Tổ đại biểu **và đại biểu Hội đồng nhân dân**": the council is named once, behind the last of them.
fn deputies(c: &Cursor<'_>, from: usize) -> Option<Draft> {
    let mut t = c.clone();
    super::separator(&mut t).then_some(())?;
    t.eat_any(&["các đại biểu", "đại biểu"])?;
    t.skip_spaces();
    t.eat_any(&["hội đồng nhân dân", "hđnd"])?;
    Some(Draft::new(format!("{} Hội đồng nhân dân", c.since(from)), AgencyKind::Agency, Whose::Home))
}

pub(super) fn units(c: &mut Cursor<'_>) -> usize {
    let mut count = 0;
    let mut t = c.clone();
    loop {
        t.skip_spaces();
        if UNITS.eat(&mut t).is_none() {
            return count;
        }
        capitals(&mut t);
        count += 1;
        *c = t.clone();
        // "các xã/phường"
        if !t.eat("/") && !super::separator(&mut t) {
            return count;
        }
    }
}

/// Moves over a name of capitalised words, up to where a body of its own begins.
pub(super) fn proper(c: &mut Cursor<'_>) {
    if c.peek().is_some_and(char::is_uppercase) && !super::opens(c) {
        c.take_while(is_letter);
        capitals(c);
    }
}

fn capitals(c: &mut Cursor<'_>) {
    loop {
        let mut t = c.clone();
        t.skip_spaces();
        if t.pos() == c.pos() || !t.peek().is_some_and(char::is_uppercase) || super::opens(&t) {
            return;
        }
        t.take_while(is_letter);
        *c = t;
    }
}

/// Reads Party committees and central organs.
pub(super) fn organ(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    if let Some(draft) = local_committee(&mut t).or_else(|| body_committee(&mut t)).or_else(|| assembly(&mut t)) {
        *c = t;
        return Some(draft);
    }
    let local = [
        "tỉnh ủy",
        "tỉnh uỷ",
        "thành ủy",
        "thành uỷ",
        "huyện ủy",
        "huyện uỷ",
        "đảng ủy",
        "đảng uỷ",
        "thị ủy",
        "thị uỷ",
    ];
    if t.eat_any(&local).is_some() {
        *c = t;
        return Some(Draft::new(c.since(from), AgencyKind::Agency, Whose::Bare));
    }
    if !t.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    t.eat_any(&["thủ tướng chính phủ", "văn phòng chính phủ", "chính phủ", "bộ chính trị", "quốc hội", "ban bí thư"])?;
    *c = t;
    Some(Draft::new(c.since(from), AgencyKind::Agency, Whose::Central))
}

/// Bodies of the National Assembly: its councils are the country's, its deputies stand for their province.
fn assembly(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    let committees =
        ["các ủy ban của quốc hội", "các uỷ ban của quốc hội", "ủy ban của quốc hội", "uỷ ban của quốc hội"];
    let deputies = ["đoàn đại biểu quốc hội", "các đại biểu quốc hội", "đại biểu quốc hội", "đoàn đbqh"];
    let (kind, whose) = if t.eat_any(&["hội đồng dân tộc"]).is_some() {
        (AgencyKind::Agency, Whose::Central)
    } else if t.eat_any(&committees).is_some() {
        (AgencyKind::Group, Whose::Central)
    } else {
        t.eat_any(&deputies)?;
        (AgencyKind::Agency, Whose::Province)
    };
    *c = t;
    Some(Draft::new(c.since(from), kind, whose))
}

/// "Đảng ủy **Chính phủ**", "Đảng ủy **Công an Trung ương**", "Quân ủy Trung ương": committees of central bodies.
fn body_committee(c: &mut Cursor<'_>) -> Option<Draft> {
    const BODIES: [&str; 9] = [
        "chính phủ",
        "quốc hội",
        "các cơ quan đảng trung ương",
        "các cơ quan đảng ở trung ương",
        "mặt trận tổ quốc, các đoàn thể trung ương",
        "mặt trận tổ quốc",
        "công an trung ương",
        "bộ",
        "ngân hàng nhà nước",
    ];
    let from = c.pos();
    let mut t = c.clone();
    if t.eat_any(&["quân ủy trung ương", "quân uỷ trung ương"]).is_none() {
        t.eat_any(&["đảng ủy", "đảng uỷ"])?;
        t.skip_spaces();
        let mut ministry = t.clone();
        if departments(&mut ministry).is_some() {
            t = ministry;
        } else {
            t.eat_any(&BODIES)?;
        }
    }
    *c = t;
    Some(Draft::new(c.since(from), AgencyKind::Agency, Whose::Central))
}

/// "Đảng ủy **UBND** tỉnh", "Đảng ủy **các cơ quan Đảng** tỉnh": committees of bodies of a province.
fn local_committee(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    t.eat_any(&["đảng ủy", "đảng uỷ"])?;
    t.skip_spaces();
    t.eat_any(&["ubnd", "ủy ban nhân dân", "uỷ ban nhân dân", "các cơ quan đảng"])?;
    let mut centre = t.clone();
    centre.skip_spaces();
    if centre.eat_any(&["trung ương", "ở trung ương"]).is_some() {
        return None;
    }
    *c = t;
    Some(Draft::new(c.since(from), AgencyKind::Agency, Whose::Home))
}

/// Reads a body by its head and the words of its name. Behind a post the head may be in small letters: "Chánh văn phòng".
pub(super) fn named(c: &mut Cursor<'_>, post: bool) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    if let Some(firm) = firm(&mut t) {
        *c = t;
        return Some(firm);
    }
    if !post && !t.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    let bare = HEADS.eat(&mut t);
    let head = match bare {
        Some(head) => head,
        None => CAPITAL_HEADS.eat(&mut t)?,
    };
    // "Thanh tra việc thực hiện …", "Thống kê số liệu …" are what is to be done.
    if head == "thanh tra" && t.clone().eat_folded(" việc") || head == "thống kê" && !unit_follows(&t)
        // "Tập đoàn Công nghiệp - Viễn thông Quân đội" is another.
        || head == "viễn thông" && !province_follows(&t)
    {
        return None;
    }
    let plant = matches!(head, "nhà máy" | "hợp tác xã");
    let company = matches!(head, "công ty" | "tổng công ty") && forms(&mut t);
    if bare.is_none() && !plant && !company && !next_word(&t).is_some_and(|w| w.starts_with(char::is_uppercase)) {
        return None;
    }
    let inner = inner_council(&mut t);
    if !inner {
        name(&mut t, head);
        joined(&mut t, head);
        of_committee(&mut t);
        of_superior(&mut t, head);
    }
    if plant {
        places(&mut t);
    }
    let mut all = t.clone();
    all.skip_spaces();
    if all.eat_any(&["các cấp", "cấp tỉnh", "cấp huyện", "cấp xã"]).is_some() {
        t = all;
    }
    *c = t;
    let firm = matches!(head, "công ty" | "tổng công ty" | "tập đoàn");
    let kind = if firm || plant { AgencyKind::Enterprise } else { AgencyKind::Agency };
    // Beside those of the front and of control, committees by field are the centre's: "Ủy ban Dân tộc".
    let central = firm || matches!(head, "ủy ban" | "uỷ ban");
    Some(Draft::new(c.since(from), kind, if central { Whose::Central } else { Whose::Province }))
}

/// "Tổ công tác **của Chủ tịch UBND** tỉnh", "Ban Chỉ đạo **của Chính phủ**": who set it up.
fn of_superior(c: &mut Cursor<'_>, head: &str) {
    let mut t = c.clone();
    t.skip_spaces();
    if !matches!(head, "tổ công tác" | "ban chỉ đạo" | "hội đồng") || !t.eat_folded("của") {
        return;
    }
    t.skip_spaces();
    t.eat_any(&["chủ tịch"]);
    t.skip_spaces();
    if council(&mut t).is_some() || organ(&mut t).is_some() {
        *c = t;
    }
}

/// "Ban Tuyên giáo và Dân vận **Tỉnh ủy**": whose body it is.
fn of_committee(c: &mut Cursor<'_>) {
    let mut t = c.clone();
    t.skip_spaces();
    let committees = ["tỉnh ủy", "tỉnh uỷ", "thành ủy", "thành uỷ", "huyện ủy", "huyện uỷ", "đảng ủy", "đảng uỷ"];
    if t.eat_any(&committees).is_some() {
        *c = t;
    }
}

/// "Công ty **cổ phần** …", "Công ty **TNHH MTV** …" (Luật Doanh nghiệp, Điều 37).
fn forms(c: &mut Cursor<'_>) -> bool {
    let from = c.pos();
    let mut t = c.clone();
    loop {
        t.skip_spaces();
        if t.eat_any(&["cổ phần", "tnhh", "trách nhiệm hữu hạn", "mtv", "một thành viên", "cp"]).is_none()
        {
            return c.pos() > from;
        }
        *c = t.clone();
    }
}

/// "Nhà máy tuyển quặng Nậm Thi, **Bảo Hà**": more places of one plant.
fn places(c: &mut Cursor<'_>) {
    let mut t = c.clone();
    while t.eat(",") {
        let from = t.pos();
        capitals(&mut t);
        if t.pos() == from {
            return;
        }
        *c = t.clone();
    }
}

fn firm(c: &mut Cursor<'_>) -> Option<Draft> {
    let from = c.pos();
    FIRMS.eat(c)?;
    let mut t = c.clone();
    let mut none = t.clone();
    if place::place(&mut t, &Jurisdiction::default()).is_some() && !none.eat("\n") {
        *c = t;
    }
    Some(Draft::new(c.since(from), AgencyKind::Enterprise, Whose::Central))
}

/// "Văn phòng UBND", "Ban quản lý … của UBND".
fn inner_council(c: &mut Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    let found = council(&mut t).is_some() || organ(&mut t).is_some();
    if found {
        *c = t;
        let mut t = c.clone();
        t.skip_spaces();
        if t.eat_folded("và") || t.eat("&") {
            t.skip_spaces();
            if council(&mut t).is_some() {
                *c = t;
            }
        }
    }
    found
}

fn next_word<'a>(c: &Cursor<'a>) -> Option<&'a str> {
    c.rest().split(' ').find(|w| !w.is_empty())
}

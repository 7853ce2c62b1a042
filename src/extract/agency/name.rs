//! The words of a body's name behind its head: up to the first verb, unit word or mark, over what is joined inside it.

use super::verbs::{SHORT_VERBS, STOPS, VERBS};
use super::words::Words;
use crate::text::{Cursor, Lexicon, is_letter, small};

/// How many words a name may have after its head.
const LONGEST: usize = 16;

/// Reads the words of a name, to the first verb, unit word or mark. A name that runs on ends at its last capital.
pub(super) fn name(c: &mut Cursor<'_>, head: &str) {
    let mut zones = c.clone();
    zones.skip_spaces();
    if zones.eat_folded("các khu chế xuất và công nghiệp") {
        *c = zones;
        return;
    }
    works(c, head.ends_with("qlda"));
    let mut sure = c.clone();
    for _ in 0..LONGEST {
        let mut t = c.clone();
        t.skip_spaces();
        let compound = t.peek().is_some_and(char::is_uppercase) && COMPOUNDS.stands_at(&t);
        if t.pos() == c.pos() || !joint(&mut t) || (!compound && ends_name(&t)) {
            return;
        }
        let capital = t.peek().is_some_and(char::is_uppercase);
        if BUILDING.eat(&mut t).is_some() || capital && COMPOUNDS.eat(&mut t).is_some() {
            *c = t;
            sure = c.clone();
            continue;
        }
        if t.take_while(|l| is_letter(l) || l.is_ascii_digit()).is_empty() {
            return;
        }
        *c = t;
        if capital {
            sure = c.clone();
        }
    }
    *c = sure;
}

/// Heads whose names list what the body is about.
const LISTING: [&str; 9] = [
    "ban chỉ đạo",
    "ban chỉ huy",
    "ban quản lý",
    "hội đồng",
    "hội đồng phối hợp",
    "hội đồng thi đua",
    "tổ công tác",
    "trung tâm",
    "viện",
];

/// "Ban Chỉ đạo phòng**, chống dịch Covid-19** các cấp", "Trung tâm Xúc tiến đầu tư**, Thương mại và Du lịch** tỉnh": a name
/// that lists what the body is about goes on over commas, if what follows is no body of its own, and a unit word or the
/// predicate ends it.
pub(super) fn joined(c: &mut Cursor<'_>, head: &str) {
    const MOST: usize = 5;
    if !LISTING.contains(&head) {
        return;
    }
    let mut t = c.clone();
    for _ in 0..MOST {
        let and = t.rest().starts_with(" và ");
        if !and && !t.rest().starts_with(", ") {
            return;
        }
        t.eat(if and { " và " } else { ", " });
        let from = t.pos();
        let disease = t.clone().eat_folded("chống");
        let compound = BUILDING.stands_at(&t);
        let other = super::opens_any(&t) || !compound && [&VERBS, &STOPS].iter().any(|w| w.stands_at(&t));
        if !disease && (other || SHORT_VERBS.stands_at(&t)) {
            return;
        }
        if BUILDING.eat(&mut t).is_none() {
            t.take_while(|l| is_letter(l) || l.is_ascii_digit());
        }
        name(&mut t, "");
        if t.rest().starts_with('-') {
            t.eat("-");
            t.take_while(|l| l.is_ascii_digit());
        }
        if t.pos() == from {
            return;
        }
        let mut next = t.clone();
        next.skip_spaces();
        let unit = next.clone().eat_any(&["các cấp", "cấp", "tỉnh", "thành phố", "trung ương"]).is_some();
        if unit || next.pos() > t.pos() && (VERBS.stands_at(&next) || SHORT_VERBS.stands_at(&next)) {
            *c = t.clone();
        }
    }
}

/// "Ban Quản lý **dự án đầu tư xây dựng công trình** giao thông": what is built is in the name, no task.
fn works(c: &mut Cursor<'_>, projects: bool) {
    const BUILT: [&str; 6] = [
        "đầu tư xây dựng các công trình",
        "đầu tư xây dựng công trình",
        "đầu tư xây dựng",
        "xây dựng các công trình",
        "xây dựng công trình",
        "xây dựng cơ bản",
    ];
    const KINDS: [&str; 6] = [
        "giao thông, nông nghiệp",
        "giao thông và nông nghiệp",
        "giao thông",
        "dân dụng và công nghiệp",
        "dân dụng, công nghiệp",
        "nông nghiệp và phát triển nông thôn",
    ];
    let mut t = c.clone();
    t.skip_spaces();
    t.eat_any(&["các"]);
    t.skip_spaces();
    if !projects && !t.eat_folded("dự án") {
        return;
    }
    t.skip_spaces();
    if t.eat_any(&BUILT).is_none() {
        return;
    }
    *c = t.clone();
    t.skip_spaces();
    if t.eat_any(&KINDS).is_some() {
        *c = t;
    }
}

/// Moves over "và", "&" or "-" inside a name; refuses them before anything but more of the name.
fn joint(c: &mut Cursor<'_>) -> bool {
    let mut t = c.clone();
    if ["các khu ", "các cụm ", "các Khu ", "các Cụm ", "các KCN ", "các CCN "].iter().any(|w| lower_start(&t, w))
    {
        t.eat_folded("các");
        t.skip_spaces();
        *c = t;
        return true;
    }
    if !(t.eat_folded("và") || t.eat("&") || t.eat("-")) {
        return true;
    }
    t.skip_spaces();
    let zones = ["các khu", "các cụm", "các kcn", "các ccn"].iter().any(|w| t.clone().eat_folded(w));
    if zones {
        t.eat_folded("các");
        t.skip_spaces();
    }
    let post = super::words::POSTS.stands_at(&t);
    let more = zones || (t.peek().is_some_and(char::is_uppercase) && !post && !super::opens(&t));
    *c = t;
    more
}

fn lower_start(t: &Cursor<'_>, words: &str) -> bool {
    let mut rest = t.rest().chars();
    words.chars().all(|w| rest.next().is_some_and(|c| small(c) == w))
}

/// Words of two syllables in names of bodies, one of which alone would end a name.
static COMPOUNDS: Words = Words::new(|| {
    Lexicon::new([
        "hàng không",
        "đăng ký",
        "phục vụ",
        "giao dịch",
        "giao thông",
        "bảo đảm",
        "ban chỉ đạo",
        "ban tổ chức",
        "ban quản lý",
    ])
});

/// What bodies of the building trade have in their names, in small letters: "Cục Kết cấu **hạ tầng xây dựng**".
static BUILDING: Words = Words::new(|| {
    Lexicon::new([
        "quản lý đầu tư xây dựng",
        "hạ tầng xây dựng",
        "công trình xây dựng",
        "hoạt động xây dựng",
        "vật liệu xây dựng",
        "công trình",
        "chương trình",
        "nhỏ và vừa",
        "đổi mới sáng tạo",
        "chuyển đổi số",
    ])
});

fn ends_name(t: &Cursor<'_>) -> bool {
    let mut t = t.clone();
    let unit = t
        .clone()
        .eat_any(&[
            "cấp tỉnh",
            "cấp xã",
            "cấp huyện",
            "cấp thành phố",
            "tỉnh",
            "thành phố",
            "huyện",
            "thị xã",
            "quận",
            "tp",
        ])
        .is_some();
    unit || (!t.peek().is_some_and(char::is_uppercase) && (VERBS.eat(&mut t).or_else(|| STOPS.eat(&mut t)).is_some()))
}

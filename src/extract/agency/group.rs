//! Groups of bodies named by common nouns: "các sở, ban, ngành", "doanh nghiệp viễn thông".

use super::verbs::{SHORT_VERBS, STOPS, VERBS};
use super::words::{LISTED_NOUNS, NOUNS, OPEN_NOUNS, QUALIFIERS};
use super::{Draft, Whose, separator};
use crate::model::AgencyKind;
use crate::text::{Cursor, is_letter, lower, small};

/// How many words may describe a noun more closely.
const LONGEST: usize = 8;

/// Reads a group. Without "các" it takes two nouns or a qualifier to make one.
///
/// Behind a post one noun is enough: "Giám đốc **sở**".
pub(super) fn group(c: &mut Cursor<'_>, post: bool) -> Option<Draft> {
    let from = c.pos();
    let mut t = c.clone();
    let marked = t.eat_any(&["tất cả các", "hệ thống các", "các", "những", "mọi", "mỗi", "từng", "toàn thể"]).is_some();
    t.skip_spaces();
    let at = t.pos();
    let (count, last) = nouns(&mut t, post)?;
    let words = lower(t.since(at));
    let mut qualified = !marked && playing(last, &mut t) || qualifiers(&mut t);
    let mut told = false;
    let mut open = OPEN_NOUNS.contains(&last);
    let invests = matches!(last, "chủ đầu tư" | "nhà đầu tư") && in_a_work(&mut t);
    qualified |= invests;
    if (open || LISTED_NOUNS.contains(&last)) && !qualified {
        let bare = t.pos();
        described(&mut t);
        enumerated(&mut t);
        told = t.pos() > bare;
        open |= told;
        qualified |= qualifiers(&mut t);
    }
    // "cơ quan chuyên môn, đơn vị sự nghiệp": the nouns go on behind a qualifier, under one "các".
    let mut count = count;
    let mut centre = false;
    loop {
        let mut u = t.clone();
        // "cơ quan **trung ương**, địa phương"
        u.skip_spaces();
        let at_centre = u.eat_folded("trung ương");
        let joined = !open && separator(&mut u);
        // A body with a head of its own starts another group.
        const OWN: [&str; 5] = ["chính quyền", "phòng ban", "cấp ủy", "cấp uỷ", "doanh nghiệp"];
        let own = || u.clone().eat_any(&OWN).is_some();
        let council = u.clone().eat_folded("hội đồng nhân dân");
        let more = if joined && !council && (post || !own()) { nouns(&mut u, post) } else { None };
        let Some((n, _)) = more else { break };
        count += n;
        centre |= at_centre;
        t = u;
        qualified |= qualifiers(&mut t);
    }
    if marked && count > 1 {
        qualified |= charged(&mut t);
    }
    qualified |= investing(last, &mut t);
    qualified |= subordinate(&mut t);
    let central = centre || ["ngang bộ", "thuộc chính phủ"].iter().any(|w| ends_folded(t.since(at), w));
    let whose = if central { Whose::Central } else { whose(&words, &mut t) };
    let firm = ["doanh nghiệp", "chủ đầu tư", "ban ngành"].iter().any(|w| words.starts_with(w));
    // "Nhà đầu tư (Tập đoàn Đèo Cả)": the brackets say which.
    let firm = firm || matches!(last, "nhà đầu tư" | "nhà thầu") && t.rest().starts_with(" (");
    // "lực lượng kiểm lâm" is one, "lực lượng" alone is nobody.
    let firm = firm || told && words.starts_with("lực lượng") || told && is_public_service(c);
    let firm = firm || words == "người có thẩm quyền";
    if !(marked || count > 1 || qualified || firm || post) {
        return None;
    }
    *c = t;
    Some(Draft::new(c.since(from), AgencyKind::Group, whose))
}

/// "Các sở, ngành, đơn vị **được giao nhiệm vụ** sử dụng kinh phí …": those who have one, before what they are to do.
fn charged(c: &mut Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    if t.eat_any(&["được giao nhiệm vụ", "được phân công nhiệm vụ"]).is_none() {
        return false;
    }
    let mut next = t.clone();
    next.skip_spaces();
    let ends = next.peek().is_none_or(|mark| matches!(mark, ':' | '.' | ';' | ','));
    let acts = ends || VERBS.stands_at(&next) || SHORT_VERBS.stands_at(&next);
    if acts {
        *c = t;
    }
    acts
}

/// "Cơ quan **chủ trì** có văn bản …", "Cơ quan, đơn vị **lấy ý kiến** gửi …": the part one plays in a procedure, before
/// what one is to do. One body alone that is to lead would have a name.
fn playing(noun: &str, c: &mut Cursor<'_>) -> bool {
    const PARTS: [&str; 10] = [
        "chủ trì soạn thảo",
        "chủ trì",
        "phối hợp",
        "tiếp nhận hồ sơ",
        "tiếp nhận",
        "lấy ý kiến",
        "góp ý kiến",
        "thẩm định",
        "soạn thảo",
        "được lấy ý kiến",
    ];
    if !matches!(noun, "cơ quan" | "đơn vị") {
        return false;
    }
    let mut t = c.clone();
    t.skip_spaces();
    t.eat_any(&PARTS).is_some() && {
        let mut next = t.clone();
        next.skip_spaces();
        let acts = next.clone().eat_any(&["có văn bản", "có trách nhiệm", "phải"]).is_some()
            || VERBS.stands_at(&next)
            || SHORT_VERBS.stands_at(&next);
        if acts {
            *c = t;
        }
        acts
    }
}

/// "cơ sở y tế", "cơ sở giáo dục": establishments, not grounds ("cơ sở pháp lý").
fn is_public_service(c: &Cursor<'_>) -> bool {
    c.clone().eat_any(&["cơ sở y tế", "cơ sở giáo dục", "cơ sở khám bệnh"]).is_some()
}

/// Tells whether a text ends with `words`, which are in lower case, in any case.
fn ends_folded(text: &str, words: &str) -> bool {
    let mut letters = text.chars().rev();
    words.chars().rev().all(|w| letters.next().is_some_and(|c| c == w || small(c) == w))
}

/// "Chủ đầu tư **xây dựng hạ tầng kỹ thuật cụm công nghiệp**": who invests in what, before what he is to do.
fn investing(noun: &str, c: &mut Cursor<'_>) -> bool {
    if !matches!(noun, "chủ đầu tư" | "nhà đầu tư") {
        return false;
    }
    let mut t = c.clone();
    t.skip_spaces();
    if t.eat_any(&["dự án đầu tư xây dựng", "đầu tư xây dựng", "xây dựng và kinh doanh", "xây dựng"]).is_none()
    {
        return false;
    }
    t.skip_spaces();
    let works = ["kết cấu hạ tầng kỹ thuật", "kết cấu hạ tầng", "hạ tầng kỹ thuật", "hạ tầng", "nhà ở xã hội", "nhà ở"];
    if t.eat_any(&works).is_none() {
        return false;
    }
    *c = t.clone();
    t.skip_spaces();
    if t.eat_any(&["các cụm công nghiệp", "cụm công nghiệp", "các khu công nghiệp", "khu công nghiệp"]).is_some()
    {
        *c = t;
    }
    true
}

/// "Chủ đầu tư **dự án Nhà máy nhiệt điện An Khánh**", "các chủ đầu tư **nhà máy điện hạt nhân Ninh Thuận 1, nhà máy …**": the
/// works someone invests in, up to what he is to do.
fn in_a_work(c: &mut Cursor<'_>) -> bool {
    const WORKS: [&str; 8] = [
        "các dự án",
        "dự án",
        "nhà máy",
        "các công trình",
        "công trình",
        "các cụm công nghiệp",
        "cụm công nghiệp",
        "khu công nghiệp",
    ];
    const WORDS: usize = 28;
    let mut t = c.clone();
    t.skip_spaces();
    if t.eat_any(&WORKS).is_none() {
        return false;
    }
    for _ in 0..WORDS {
        let mut next = t.clone();
        next.eat(",");
        next.skip_spaces();
        let small = next.peek().is_some_and(char::is_lowercase);
        if small && next.pos() > t.pos() && (VERBS.stands_at(&next) || SHORT_VERBS.stands_at(&next)) {
            *c = t;
            return true;
        }
        if next.take_while(|l| is_letter(l) || l.is_ascii_digit()).is_empty() {
            return false;
        }
        t = next;
    }
    false
}

/// "… **thuộc UBND** tỉnh", "… **trực thuộc Bộ**": whose bodies they are; the unit's word stays for the jurisdiction.
fn subordinate(c: &mut Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    if t.eat_any(&["thuộc, trực thuộc", "trực thuộc", "thuộc"]).is_none() {
        return false;
    }
    t.skip_spaces();
    let mut body = t.clone();
    if super::body::council(&mut body).is_some()
        || super::body::departments(&mut body).is_some()
        || super::body::organ(&mut body).is_some()
    {
        *c = body;
        return true;
    }
    // "các đơn vị thuộc Cục Thuế"
    let mut named = t.clone();
    if t.peek().is_some_and(char::is_uppercase) && super::body::named(&mut named, false).is_some() {
        *c = named;
        return true;
    }
    if t.eat_folded("phạm vi quản lý") {
        let mut of = t.clone();
        of.skip_spaces();
        if of.eat_folded("của") {
            t = of;
        }
        *c = t;
        return true;
    }
    // "các phòng chuyên môn thuộc Sở", "các đơn vị thuộc Bộ"
    let body = t.peek().is_some_and(char::is_uppercase) && t.eat_any(&["bộ", "sở", "ban", "cục", "chi cục"]).is_some();
    if body {
        *c = t;
    }
    body
}

/// Tells whose bodies the nouns name, and moves over "Trung ương".
fn whose(words: &str, c: &mut Cursor<'_>) -> Whose {
    let mut t = c.clone();
    t.skip_spaces();
    // "các sở, ban, ngành ở tỉnh": here.
    let mut here = t.clone();
    if here.eat_any(&["ở tỉnh", "ở thành phố", "ở cấp tỉnh"]).is_some()
        && here.peek().is_none_or(|l| matches!(l, ',' | ';' | '.' | ':') || here.rest().starts_with(" và "))
    {
        *c = here;
        return Whose::Unit;
    }
    let mut printed = t.eat_folded("trung ương");
    if printed {
        *c = t.clone();
        t.skip_spaces();
        t.eat_folded("đóng");
        t.skip_spaces();
        // Central bodies in a province are told by the province.
        if t.eat_folded("trên địa bàn") {
            printed = false;
            *c = t;
        }
    }
    // "các tỉnh, thành phố" are many provinces.
    let central = printed || words.starts_with("bộ") || words.starts_with("tỉnh, thành phố") || words == "tỉnh";
    match central {
        true => Whose::Central,
        false if words.starts_with("sở") => Whose::Province,
        false => Whose::Unit,
    }
}

fn nouns(c: &mut Cursor<'_>, post: bool) -> Option<(usize, &'static str)> {
    let mut found = None;
    let mut t = c.clone();
    let mut count = 0;
    while let Some(noun) = noun(&mut t) {
        // "quy định của Bộ, ngành và tỉnh": one province is no member of a list.
        if noun == "tỉnh" && count > 0 {
            break;
        }
        count += 1;
        found = Some((count, noun));
        *c = t.clone();
        // The rooms of a district are not bodies of the province: they stand for themselves.
        // "cấp ủy, chính quyền địa phương" are two, each by its own head; "người đứng đầu cấp ủy, chính quyền" is one.
        // "các cấp ủy đảng, chính quyền" are one: the second has nothing of its own.
        let state = |t: &Cursor<'_>| {
            let mut t = t.clone();
            t.eat_folded("chính quyền") && t.eat_any(&[" địa phương", " các cấp", " cấp", " cơ sở"]).is_some()
        };
        let own = |t: &Cursor<'_>| t.clone().eat_folded("phòng ban") || !post && state(t);
        if !separator(&mut t) || own(&t) {
            break;
        }
    }
    found
}

/// A common noun; "Sở" or "Ban" before a capital begins the name of one body instead.
pub(super) fn noun(c: &mut Cursor<'_>) -> Option<&'static str> {
    let mut t = c.clone();
    let found = NOUNS.eat(&mut t)?;
    let mut next = t.clone();
    next.skip_spaces();
    let proper = matches!(
        found,
        "sở" | "bộ" | "ban" | "phòng" | "hội" | "cục" | "vụ" | "trường" | "tỉnh" | "huyện" | "xã" | "phường"
    );
    if proper && next.peek().is_some_and(char::is_uppercase) {
        return None;
    }
    // "các Tập đoàn: Dầu khí Việt Nam, …" names each of them.
    if matches!(found, "tập đoàn" | "tổng công ty") && next.peek().is_some_and(|l| l == ':' || l.is_uppercase())
    {
        return None;
    }
    if OTHERS.iter().any(|(noun, more)| *noun == found && next.clone().eat_folded(more)) {
        return None;
    }
    // "ban hành", "ngành nghề", "cấp phép" are other words.
    let other = |next: &mut Cursor<'_>| next.eat_any(&["hành", "nghề", "phép", "thẩm quyền", "nghị", "hợp"]).is_some();
    if matches!(found, "ban" | "ngành" | "cấp" | "hội" | "trường") && other(&mut next) {
        return None;
    }
    *c = t;
    Some(found)
}

/// Nouns that with the word behind them are another word: "vụ việc", "cơ sở dữ liệu".
const OTHERS: [(&str, &str); 15] = [
    ("vụ", "việc"),
    ("vụ", "án"),
    ("xã", "hội"),
    ("bộ", "phận"),
    ("ban", "đầu"),
    ("đơn vị", "tính"),
    ("cơ sở", "dữ liệu"),
    ("cơ sở", "hạ tầng"),
    ("phòng", "ngừa"),
    ("phòng", "chống"),
    ("phòng", "cháy"),
    ("phòng", "thủ"),
    ("sở", "hữu"),
    ("tổ chức", "lại"),
    ("cục", "bộ"),
];

fn qualifiers(c: &mut Cursor<'_>) -> bool {
    let mut found = false;
    loop {
        let mut t = c.clone();
        t.skip_spaces();
        if subordinate(&mut c.clone()) || QUALIFIERS.eat(&mut t).is_none() {
            return found;
        }
        found = true;
        *c = t;
    }
}

/// Words that describe the noun, to the first verb, qualifier or mark; none when they do not end soon.
///
/// "các cơ quan báo chí **thông tin** đầy đủ": a word that opens a predicate ends them when nothing surer does.
fn described(c: &mut Cursor<'_>) {
    let start = c.clone();
    let mut likely = None;
    for _ in 0..LONGEST {
        let mut t = c.clone();
        t.skip_spaces();
        let ends = t.pos() == c.pos() || ends_group(&t);
        if likely.is_none() && c.pos() > start.pos() && SHORT_VERBS.stands_at(&t) {
            likely = Some(c.clone());
        }
        if ends || t.take_while(|l| is_letter(l) || l.is_ascii_digit()).is_empty() {
            return;
        }
        *c = t;
    }
    *c = likely.unwrap_or(start);
}

/// "các đơn vị báo chí, **truyền thông** và các …", "các cơ quan báo chí, **truyền thông** tiếp tục …": one more
/// describing phrase before the next group, or before what the group is to do.
fn enumerated(c: &mut Cursor<'_>) {
    let mut t = c.clone();
    if !t.eat(", ") || ends_group(&t) || SHORT_VERBS.stands_at(&t) || super::opens(&t) || NOUNS.stands_at(&t) {
        return;
    }
    for _ in 0..3 {
        if !t.peek().is_some_and(char::is_lowercase) || t.take_while(is_letter).is_empty() {
            return;
        }
        let phrase = t.clone();
        t.skip_spaces();
        let acts = [&QUALIFIERS, &VERBS].iter().any(|words| words.stands_at(&t));
        if acts || phrase.rest().starts_with(" và các ") {
            *c = phrase;
            return;
        }
    }
}

fn ends_group(t: &Cursor<'_>) -> bool {
    [&QUALIFIERS, &VERBS, &STOPS].iter().any(|words| words.stands_at(t))
        || t.clone().eat_any(&["và", "tỉnh", "thành phố", "huyện", "cấp", "thuộc", "trung ương"]).is_some()
}

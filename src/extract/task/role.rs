//! Who acts in a sentence and in which role: subject, addressee of an order, partners; knows nothing of headings.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::extract::agency::{SHORT_VERBS, VERBS, group_of, opens_group, parse_agencies};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, AgencyName, Jurisdiction, Role};
use crate::text::{Cursor, Lexicon, Span, is_word_boundary, lower};

/// A body found in a text, with its role and place.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) agency: AgencyName,
    pub(super) role: Role,
    pub(super) span: Span,
}

/// Words that join a sentence to the one before it.
pub(super) static CONNECTORS: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "đồng thời",
        "theo đó",
        "bên cạnh đó",
        "ngoài ra",
        "trong đó",
        "song song đó",
        "thời gian tới",
        "trong thời gian tới",
        "cụ thể",
        "riêng",
        "thứ nhất",
        "thứ hai",
        "thứ ba",
        "thứ tư",
        "thứ năm",
        "thứ sáu",
        "thứ bảy",
        "thứ tám",
        "thứ chín",
        "thứ mười",
    ])
});

/// Clauses that stand before a subject.
static CLAUSES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "trong quá trình",
        "trường hợp",
        "nếu",
        "căn cứ",
        "trên cơ sở",
        "đối với",
        "để",
        "nhằm",
        "hằng năm",
        "hàng năm",
        "định kỳ",
        "trên đây",
        "sau khi",
        "ngay sau khi",
        "trước khi",
        "trước ngày",
        "chậm nhất",
        "trong quý",
        "trong thời hạn",
        "trong tháng",
        "trong",
        "từ ngày",
        "từ năm",
        "khi",
        "hằng quý",
        "hàng quý",
        "hằng tháng",
        "hàng tháng",
        "hàng tuần",
        "khi có",
        "vào",
        "theo",
        "theo chức năng, nhiệm vụ",
        "với",
        "tùy theo",
        "ngoài",
    ])
});

/// Verbs of orders.
const ORDERS: [&str; 4] = ["yêu cầu", "đề nghị", "giao cho", "giao"];

/// What partners stand behind, as printed and as misread.
const PARTNERS: [&str; 3] = ["phối hợp", "phối họp", "phi hợp"];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    let of = |cue: Cue, words: &'static [&'static str]| words.iter().map(move |w| (cue, *w));
    of(Cue::Order, &ORDERS).chain(of(Cue::Partner, &PARTNERS)).chain(of(Cue::Lead, &["chủ trì"]))
}

/// The doer a sentence prints.
#[derive(Debug)]
pub(super) struct Doer {
    /// Who.
    pub(super) found: Vec<Found>,
    /// Where the words of the task begin.
    pub(super) begins: usize,
    /// Where the predicate begins.
    pub(super) predicate: usize,
}

/// Reads the list of bodies at byte `at` of `text`.
pub(super) fn bodies(text: &str, at: usize, role: Role, home: &Jurisdiction) -> (Vec<Found>, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let (names, len) = parse_agencies(rest, home);
    let mut from = 0;
    let mut found = Vec::new();
    for agency in names {
        // "các Sở: Tài chính, Y tế" prints the head once: the second is found by what is its own.
        let own = agency.printed.split_once(' ').map_or(agency.printed.as_str(), |(_, own)| own);
        let place = |words: &str| {
            let left = rest.get(from..len)?;
            let at = if left.starts_with(words) { 0 } else { left.find(words)? };
            Some((from + at, words.len()))
        };
        let (start, taken) = place(&agency.printed).or_else(|| place(own)).unwrap_or((from, agency.printed.len()));
        let end = rest.ceil_char_boundary((start + taken).min(len));
        let span = Span::new(at + start, at + end);
        from = end;
        found.push(Found { agency, role, span });
    }
    (found, at + len)
}

/// Finds the doer of a sentence: the addressee of an order, the subject, or the subject after an opening clause.
pub(super) fn doer(view: &View<'_>, text: &str, home: &Jurisdiction) -> Option<Doer> {
    let start = skip_connector(text);
    order(view, text, home)
        .or_else(|| subject(view, text, start, home))
        .or_else(|| after_clause(view, text, start, home))
}

/// Moves over "Đồng thời," and the like.
pub(super) fn skip_connector(text: &str) -> usize {
    let mut c = Cursor::new(text);
    if CONNECTORS.eat(&mut c).is_some() {
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        return c.pos();
    }
    0
}

fn subject(view: &View<'_>, text: &str, at: usize, home: &Jurisdiction) -> Option<Doer> {
    let (mut found, mut end) = bodies(text, at, Role::Assigned, home);
    let alone = found.is_empty() || found.len() == 1 && found.iter().all(|f| f.agency.kind == AgencyKind::Group);
    if let Some((group, to)) = bearer(text, at, home).filter(|(_, to)| alone && *to > end)
        && text.get(end..to).is_some_and(|more| end == at || more.starts_with(' ') && !predicate(more))
    {
        (found, end) = (vec![group], to);
    }
    let several = found.len() > 1;
    if let Some(group) = found.last_mut()
        && group.agency.kind != AgencyKind::Agency
        && let Some(more) = described(view, (text, end), several, home)
    {
        widen(group, more, home);
        end += more.len();
    }
    if !found.is_empty()
        && let Some(cue) = enforcement(text, end)
    {
        end = list_to(text, (end, cue), &mut found, home);
    }
    // What a deputy premier is to do is said by an order; as a subject one speaks or is pictured.
    let issuer = found.iter().all(|f| is_issuer(&f.agency, home) || f.agency.organisation.starts_with("Phó Thủ tướng"));
    let rest = text.get(end..)?;
    let goes_on = rest.trim_start().starts_with("tiếp tục hoạt động");
    let told = !found.iter().all(|f| is_people(&f.agency)) || binds_people(rest);
    let acts = !found.is_empty() && !issuer && !goes_on && told && predicate(rest);
    acts.then_some(Doer { found, begins: 0, predicate: end })
}

/// Returns where "… chịu trách nhiệm thi hành" stands behind a list that `end` does not reach the end of.
fn enforcement(text: &str, end: usize) -> Option<usize> {
    const CUES: [&str; 6] = [
        " căn cứ Quyết định này thi hành",
        " căn cứ Quyết định này thực hiện",
        " chịu trách nhiệm thi hành",
        " có trách nhiệm thi hành",
        " chịu trách nhiệm tổ chức",
        " chịu trách nhiệm thực hiện",
    ];
    let rest = text.get(end..)?;
    memchr::memmem::find(rest.as_bytes(), "trách nhiệm t".as_bytes())?;
    let at = CUES.iter().filter_map(|c| rest.find(c)).min().filter(|at| *at > 0 && *at < 900)?;
    let plain = !rest.get(..at)?.contains(". ");
    plain.then_some(end + at)
}

/// Reads the rest of a list up to `cue`; words that no rule knows describe the member they follow, and are kept with it.
fn list_to(text: &str, (mut end, cue): (usize, usize), found: &mut Vec<Found>, home: &Jurisdiction) -> usize {
    while end < cue {
        let rest = text.get(end..cue).unwrap_or_default();
        let skip = [", ", "; ", ": ", " và "].iter().filter_map(|s| rest.find(s).map(|at| (at, s.len()))).min();
        let (chunk, next) = skip.map_or((rest, cue), |(at, len)| (rest.get(..at).unwrap_or_default(), end + at + len));
        if let Some(last) = found.last_mut().filter(|_| !chunk.trim().is_empty()) {
            let joint = if chunk.starts_with(' ') { chunk.to_owned() } else { format!(", {chunk}") };
            widen(last, &joint, home);
        }
        let (mut more, to) = bodies(text, next, Role::Assigned, home);
        found.append(&mut more);
        end = if to > cue { cue } else { to.max(next) };
    }
    cue
}

/// "**Đơn vị cung cấp dịch vụ đăng kiểm** có trách nhiệm …": whoever a rule binds, when a common noun opens the words.
fn bearer(text: &str, at: usize, home: &Jurisdiction) -> Option<(Found, usize)> {
    const LONGEST: usize = 160;
    let rest = text.get(at..)?;
    let len = memchr::memmem::find(rest.as_bytes(), " có trách nhiệm".as_bytes())?;
    let words = rest.get(..len)?;
    let plain = words.chars().count() < LONGEST && !words.contains(['.', ';', ':', '"', '“']);
    let acts = [" phối hợp ", " chủ trì", " phải ", " báo cáo "].iter().any(|w| words.contains(w));
    // "…, Ủy ban nhân dân có trách nhiệm": it binds the body that stands last.
    let other = words.rsplit_once(", ").is_some_and(|(_, last)| {
        let (names, read) = parse_agencies(last, home);
        read == last.len() && names.iter().any(|a| a.kind != AgencyKind::Group)
    });
    if !plain || acts || other || words.ends_with(" không") || !opens_group(words) {
        return None;
    }
    let span = Span::new(at, at + len);
    Some((Found { agency: group_of(words, home), role: Role::Assigned, span }, at + len))
}

/// Tells whether a group is people, not bodies: rules speak of them often, and seldom give them a task.
pub(super) fn is_people(agency: &AgencyName) -> bool {
    const PEOPLE: [&str; 9] = [
        "cán bộ",
        "công chức",
        "viên chức",
        "người dân",
        "người lao động",
        "người đứng đầu",
        "nhân dân",
        "hộ gia đình",
        "cá nhân",
    ];
    let words = lower(&agency.organisation);
    let bare = ["các ", "mọi ", "mỗi ", "từng "].iter().find_map(|w| words.strip_prefix(w)).unwrap_or(&words);
    agency.kind != AgencyKind::Agency && PEOPLE.iter().any(|w| bare.starts_with(w))
}

/// Tells whether a predicate is what people are to do, not what they are or get.
fn binds_people(rest: &str) -> bool {
    const DUTIES: [&str; 9] = [
        "có trách nhiệm",
        "chịu trách nhiệm",
        "phải",
        "cần",
        "nghiêm túc",
        "nêu cao",
        "gương mẫu",
        "chấp hành",
        "chủ động",
    ];
    let duty = DUTIES.iter().any(|w| Cursor::new(rest.trim_start()).eat_folded(w));
    duty && !rest.chars().take(150).collect::<String>().contains(" được ")
}

/// Where a group is: words that describe it before what it is to do.
pub(super) const PLACES: &[&str] =
    &["tại", "từ", "thuộc", "nêu trên", "nói trên", "trên địa bàn", "nơi", "khu vực", "trong", "ở", "liên quan"];

/// Words that open what a body is to do, wherever they stand.
pub(super) const SURE: [&str; 9] = [
    " tập trung ",
    " tiếp tục ",
    " chủ động ",
    " khẩn trương ",
    " chỉ đạo ",
    " tăng cường ",
    " kịp thời ",
    " chủ trì",
    " chịu trách nhiệm ",
];

/// Words between a group and the modal that shows where its description ends: "… đang hoạt động **cần** …".
fn described<'a>(
    view: &View<'_>,
    (text, end): (&'a str, usize),
    several: bool,
    home: &Jurisdiction,
) -> Option<&'a str> {
    const OPENINGS: &[&str] = &["có các", "có", "đang", "được phân công", "được giao", "thực hiện nhiệm vụ"];
    const MODALS: [&str; 3] = [" cần ", " phải ", " có trách nhiệm "];
    let rest = text.get(end..)?;
    let mut c = Cursor::new(rest);
    c.skip_spaces();
    // "Chủ tịch UBND các xã **tại khu vực** … tập trung chỉ đạo": where they are, not what they are.
    let before = lower(text.get(..end)?);
    let units =
        ["nhân dân", "địa phương", "các xã", "các tỉnh", "phường", "thành phố"].iter().any(|w| before.ends_with(w));
    let placed = units && c.eat_any(PLACES).is_some();
    if !placed {
        c.eat_any(OPENINGS).filter(|_| !several)?;
    }
    c.skip_spaces();
    if c.clone().eat_any(&["trách nhiệm", "thể"]).is_some() {
        return None;
    }
    let ends = MODALS.iter().chain(SURE.iter().filter(|_| placed));
    let at = ends.filter_map(|w| rest.find(w)).min()?;
    let more = rest.get(..at)?;
    let plain = !more.trim().is_empty()
        && more.chars().count() < 100
        && !more.contains(['.', ';'])
        && order(view, more, home).is_none();
    plain.then_some(more)
}

/// Adds describing words to the name of a group.
pub(super) fn widen(group: &mut Found, more: &str, home: &Jurisdiction) {
    let suffix = home.suffix().unwrap_or_default();
    group.agency.organisation.push_str(more);
    group.agency.printed.push_str(more);
    // "… các cơ quan, ban, ngành tỉnh" is the province's: its unit's word is not said twice.
    let organisation = &group.agency.organisation;
    let folded = lower(organisation);
    let added = lower(more);
    let unit = UNIT_WORDS.iter().find(|w| added.ends_with(**w) && folded.len() == organisation.len());
    let bare = unit.and_then(|w| organisation.get(..organisation.len() - w.len()));
    let bare = bare.filter(|_| !suffix.is_empty()).unwrap_or(&group.agency.organisation);
    // "… cơ quan Thuế tại tỉnh Đồng Tháp" has its province already.
    let said = !suffix.is_empty() && bare.ends_with(&suffix) || bare.contains(" các tỉnh");
    group.agency.name = if said { bare.to_owned() } else { format!("{bare} {suffix}").trim_end().to_owned() };
    group.span = Span::new(group.span.start as usize, group.span.end as usize + more.len());
}

const UNIT_WORDS: [&str; 6] = [" cấp tỉnh", " tỉnh", " thành phố", " huyện", " thị xã", " quận"];

/// What follows a remark in brackets.
pub(super) fn after_brackets(rest: &str) -> &str {
    let inner = rest.trim_start();
    match inner.strip_prefix('(').and_then(|t| t.split_once(')')) {
        Some((_, after)) => after,
        None => rest,
    }
}

/// A request to a body above the issuer is no order: a district's plan asks the province's committee for means.
fn is_superior(agency: &AgencyName, home: &Jurisdiction) -> bool {
    // "UBND các tỉnh" are many, not the one above.
    if agency.organisation.contains(" các tỉnh") {
        return false;
    }
    let of = &agency.jurisdiction;
    let higher = (home.district.is_some() && of.district.is_none()) || (home.province.is_some() && of.is_central());
    is_issuer(agency, home) || (higher && agency.kind != AgencyKind::Enterprise)
}

/// The body that issues orders is not the one that carries them out.
fn is_issuer(agency: &AgencyName, home: &Jurisdiction) -> bool {
    const ISSUERS: [&str; 7] = [
        "Ủy ban Thường vụ Quốc hội",
        "Ủy ban nhân dân",
        "Chủ tịch Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Quốc hội",
    ];
    let above = agency.jurisdiction == *home || agency.jurisdiction == home.of_province();
    ISSUERS.contains(&agency.organisation.as_str()) && (above || agency.jurisdiction.is_central())
}

/// What a body is in a plan; what a body is by law ("là cơ quan của Chính phủ") gives it no task.
const STANDINGS: [&str; 9] = [
    "là cơ quan thường trực",
    "là cơ quan đầu mối",
    "là cơ quan chủ trì",
    "là cơ quan chủ quản",
    "là cơ quan điều phối",
    "là đơn vị chủ trì",
    "là đơn vị đầu mối",
    "là đơn vị thường trực",
    "là đầu mối",
];

/// Tells whether a text goes on as a predicate: a verb, or a clause set off by a comma and then a verb.
pub(super) fn predicate(rest: &str) -> bool {
    let mut c = Cursor::new(after_brackets(rest));
    c.skip_spaces();
    c.eat(",");
    c.skip_spaces();
    if c.eat_any(&["được phân công", "được giao"]).is_some() {
        return c.rest().contains("có trách nhiệm");
    }
    // "Sở Y tế là cơ quan đầu mối, chủ trì …": what the body is, and then what it does.
    // "trước ngày 15 tháng 11 năm 2025 trực tiếp kiểm tra": the day stands before the verb.
    if c.eat_any(&["trước ngày", "trong tháng", "trong quý", "chậm nhất ngày", "trong năm"]).is_some() {
        return true;
    }
    if c.eat_any(&["với vai trò", "với tư cách", "với trách nhiệm", "nhất là", "đặc biệt là"]).is_some()
    {
        return [", ", " cần ", " phải ", " khẩn trương "].iter().any(|w| c.rest().contains(w));
    }
    if c.eat_any(&STANDINGS).is_some() {
        return [", ", " có trách nhiệm", " chịu trách nhiệm", " thực hiện", " chủ trì", " tham mưu"]
            .iter()
            .any(|w| c.rest().contains(w));
    }
    VERBS.eat(&mut c).is_some() || SHORT_VERBS.eat(&mut c).is_some() || c.eat_folded("trong quá trình")
}

/// "giao X", "yêu cầu X": X is the addressee.
fn order(view: &View<'_>, text: &str, home: &Jurisdiction) -> Option<Doer> {
    view.places(text, Cue::Order).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let verb = c.eat_any(&ORDERS)?;
        let before = text.get(..at)?;
        let lead = lead(before, home)?;
        if verb != "yêu cầu" && lead == Lead::Other {
            return None;
        }
        c.skip_spaces();
        let (found, end) = bodies(text, c.pos(), Role::Assigned, home);
        let upward = verb == "đề nghị" && found.iter().all(|f| is_superior(&f.agency, home));
        let rest = text.get(end..)?;
        // "Giao Chủ tịch UBND tỉnh quyết định đầu tư": what is entrusted may be a decision, or to be something.
        let entrusted = verb.starts_with("giao") && [" quyết định", " làm "].iter().any(|w| rest.starts_with(w));
        let goes_on = !upward && (entrusted || predicate(rest));
        let begins = if lead == Lead::Other && cut(before) { at } else { 0 };
        (!found.is_empty() && goes_on).then_some(Doer { found, begins, predicate: end })
    })
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Lead {
    Start,
    Issuer,
    Other,
}

/// Sorts what stands before the verb of an order; an order in the past or in a subordinate place is none.
fn lead(before: &str, home: &Jurisdiction) -> Option<Lead> {
    let skipped = before.get(skip_connector(before)..)?.trim();
    if skipped.is_empty() {
        return Some(Lead::Start);
    }
    if ["theo", "đã", "được", "đáp ứng", "không", "các", "những"].iter().any(|w| skipped.ends_with(w)) {
        return None;
    }
    // "Để phát huy hiệu quả, Bộ Tài chính đề nghị …": who orders stands behind a clause.
    let clause = CLAUSES.stands_at(&Cursor::new(skipped));
    let skipped =
        skipped.rfind(", ").filter(|_| clause).map_or(skipped, |at| skipped.get(at + 2..).unwrap_or_default());
    let premier = skipped.strip_prefix("Thủ tướng ").filter(|rest| !rest.starts_with("Chính phủ"));
    if premier.is_some_and(is_person) || skipped == "Thủ tướng" {
        return Some(Lead::Issuer);
    }
    let (issuer, end) = parse_agencies(skipped, home);
    let tail = skipped.get(end..)?.trim();
    // "Thủ tướng Phạm Minh Chính giao …": who holds the post.
    let tail = if is_person(tail) { "" } else { tail };
    if !issuer.is_empty() && matches!(tail, "" | "cũng" | "vừa" | "đề nghị" | "," | "trân trọng" | "kính") {
        return Some(Lead::Issuer);
    }
    (skipped.ends_with(',') || skipped.ends_with("văn bản")).then_some(Lead::Other)
}

/// Two to four words with a capital each: "Phạm Minh Chính".
fn is_person(words: &str) -> bool {
    let capital = |w: &str| w.starts_with(char::is_uppercase) && w.chars().skip(1).all(char::is_lowercase);
    (2..=4).contains(&words.split(' ').count()) && words.split(' ').all(capital)
}

/// What precedes an order in "Trên đây là …, yêu cầu X" is no part of the task.
fn cut(before: &str) -> bool {
    before.starts_with("Trên đây") || before.contains("ban hành")
}

/// "Trong quá trình thực hiện, nếu có vướng mắc, X báo cáo": the subject stands after a clause.
fn after_clause(view: &View<'_>, text: &str, start: usize, home: &Jurisdiction) -> Option<Doer> {
    let mut c = Cursor::at(text, start);
    let clause = CLAUSES.eat(&mut c)?;
    c.skip_spaces();
    if clause == "theo" && c.clone().eat_folded("dõi") {
        return None;
    }
    if clause == "đối với"
        && let Some(doer) = subject(view, text, c.pos(), home).filter(|d| modal(text, d.predicate))
    {
        return Some(doer);
    }
    for at in behind_clauses(text).filter(|at| *at > start) {
        let before = text.get(..at)?.trim_end();
        // "sở, ban, ngành" goes on behind its commas.
        let inside = ["sở,", "ban,", "bộ,", "cơ quan,", "đơn vị,"].iter().any(|w| before.ends_with(w));
        if inside {
            continue;
        }
        if let Some(doer) = subject(view, text, at, home) {
            let begins = if clause == "trên đây" { at } else { 0 };
            return Some(Doer { begins, ..doer });
        }
        // "Căn cứ chức năng, nhiệm vụ, chỉ đạo các trường …": the verb comes at once, so the subject stands above.
        let grounds = ["căn cứ", "trên cơ sở", "hằng năm", "hàng năm", "định kỳ"].contains(&clause);
        let verbs: &[&str] = if grounds { &AT_ONCE } else { &["chủ trì", "chủ động", "tham mưu"] };
        if before.ends_with(',') && Cursor::at(text, at).eat_any(verbs).is_some() {
            return None;
        }
    }
    None
}

/// Verbs that go on behind the grounds of a task when no subject is printed.
const AT_ONCE: [&str; 9] =
    ["chủ trì", "chủ động", "tham mưu", "chỉ đạo", "phối hợp", "hướng dẫn", "triển khai", "xây dựng", "rà soát"];

fn modal(text: &str, at: usize) -> bool {
    let mut c = Cursor::at(text, at);
    c.skip_spaces();
    c.eat_any(&["cần", "phải", "có trách nhiệm"]).is_some()
}

/// Finds the partners: the bodies after "phối hợp với".
pub(super) fn partners(view: &View<'_>, text: &str, home: &Jurisdiction) -> Vec<Found> {
    let start = skip_connector(text);
    if Cursor::at(text, start).eat_folded("chỉ đạo") {
        return Vec::new();
    }
    let mut found = Vec::new();
    for at in view.places(text, Cue::Partner) {
        let mut c = Cursor::at(text, at);
        if c.eat_any(&PARTNERS).is_some() && !is_directed(text, at, home) {
            found.extend(partner(text, c, home));
        }
    }
    found
}

/// "… chỉ đạo các bộ, ngành phối hợp với Z": those who are directed cooperate with Z, not the doer.
fn is_directed(text: &str, at: usize, home: &Jurisdiction) -> bool {
    let Some(order) = text.get(..at).and_then(|t| t.rfind("chỉ đạo ")).map(|o| o + "chỉ đạo ".len()) else {
        return false;
    };
    let (found, end) = bodies(text, order, Role::Assigned, home);
    !found.is_empty()
        && end < at
        && text.get(end..at).is_some_and(|t| t.chars().count() < 30 && !t.contains([',', ';', '.']))
}

fn partner(text: &str, mut c: Cursor<'_>, home: &Jurisdiction) -> Vec<Found> {
    const ADVERBS: &[&str] = &["chặt chẽ", "thường xuyên", "tốt", "tích cực", "chủ động", "hiệu quả", "đồng bộ"];
    loop {
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        if c.eat_any(ADVERBS).is_none() {
            break;
        }
    }
    let joined = c.eat_any(&["cùng với", "với", "cùng", "giữa"]).is_some();
    c.skip_spaces();
    let (found, end) = bodies(text, c.pos(), Role::Cooperate, home);
    let verb = !joined && Cursor::at(text, c.pos()).eat_any(&["tổ chức"]).is_some();
    if verb || end == c.pos() { Vec::new() } else { found }
}

/// Tells whether the doer of the sentence is told to lead: "chủ trì" at the head of its predicate.
pub(super) fn leads(view: &View<'_>, text: &str, predicate: usize) -> bool {
    view.places(text, Cue::Lead).filter(|at| *at >= predicate).any(|at| {
        let before = after_brackets(text.get(predicate..at).unwrap_or_default()).trim();
        // "theo chức năng, nhiệm vụ được giao chủ trì" leads too.
        const OPENS: [&str; 11] = [
            ",",
            "trách nhiệm",
            ";",
            "và",
            "động",
            "tục",
            "đó",
            "được giao",
            "được phân công",
            "thẩm quyền",
            "chức năng, nhiệm vụ",
        ];
        let opens = before.is_empty() || OPENS.iter().any(|w| before.ends_with(w));
        opens && Cursor::at(text, at).eat_folded("chủ trì") && !before.contains("phân công")
    })
}

/// Returns where a word begins behind what may end a clause that stands before a subject.
fn behind_clauses(text: &str) -> impl Iterator<Item = usize> + '_ {
    static ENDS: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new([",", ";", "mắc", "khăn", "đề nghị", "phát sinh"]).ok());
    let ends = ENDS.iter().flat_map(move |ends| ends.find_iter(text)).map(|end| end.end());
    let next = move |end: usize| text.get(end..).map(|rest| text.len() - rest.trim_start().len());
    let begins = move |at: &usize| is_word_boundary(text, *at) && !text.get(*at..).is_some_and(|t| t.starts_with(','));
    ends.filter_map(next).filter(begins)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, who: &[&str], with: &[&str]) {
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
        let source = SourceText::new("a.txt", text);
        let view = View::new(&source);
        let found = doer(&view, text, &home).map(|d| d.found).unwrap_or_default();
        let names = |f: &[Found]| f.iter().map(|f| f.agency.organisation.clone()).collect::<Vec<_>>();
        assert_eq!((names(&found), names(&partners(&view, text, &home))), (owned(who), owned(with)), "{text}");
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|n| (*n).to_owned()).collect()
    }

    #[test]
    fn finds_doers_and_partners() {
        check("Sở Tài chính chủ trì, phối hợp với Sở Y tế rà soát", &["Sở Tài chính"], &["Sở Y tế"]);
        check("UBND tỉnh giao Sở Y tế tham mưu", &["Sở Y tế"], &[]);
        check("Để phát huy hiệu quả, Bộ Tài chính đề nghị Sở Y tế quan tâm chỉ đạo:", &["Sở Y tế"], &[]);
        check(
            "Cục trưởng Cục Đăng ký giao dịch bảo đảm, Giám đốc Sở Tư pháp và các tổ chức, cá nhân có liên quan chịu trách nhiệm thi hành",
            &["Cục trưởng Cục Đăng ký giao dịch bảo đảm", "Giám đốc Sở Tư pháp", "Các tổ chức, cá nhân có liên quan"],
            &[],
        );
        check("Nếu có vướng mắc, các cơ quan, đơn vị kịp thời báo cáo", &["Các cơ quan, đơn vị"], &[]);
    }

    #[test]
    fn a_group_of_units_keeps_its_word() {
        let text = "UBND các huyện có trách nhiệm tự cân đối quỹ đất, ngân sách";
        let source = SourceText::new("a.txt", text);
        let found = doer(&View::new(&source), text, &Jurisdiction::province("tỉnh", "Lào Cai")).map(|d| d.found);
        let names: Vec<String> = found.unwrap_or_default().into_iter().map(|f| f.agency.name).collect();
        assert_eq!(names, ["Ủy ban nhân dân các huyện tỉnh Lào Cai"]);
    }

    #[test]
    fn whom_a_rule_binds_is_read_up_to_the_duty() {
        check("Đơn vị cung cấp dịch vụ đăng kiểm có trách nhiệm kê khai", &["Đơn vị cung cấp dịch vụ đăng kiểm"], &[]);
        check("Tổ chức rà soát, có trách nhiệm báo cáo", &[], &[]);
        check("Cơ quan thuế không có trách nhiệm hoàn trả", &[], &[]);
        let chairmen = "Chủ tịch Ủy ban nhân dân các xã tại khu vực mưa, lũ";
        check("Chủ tịch UBND các xã tại khu vực mưa, lũ tập trung chỉ đạo", &[chairmen], &[]);
        check("Cán bộ, công chức theo quy định của pháp luật", &[], &[]);
        check("Cán bộ, công chức nghiêm túc chấp hành", &["Cán bộ, công chức"], &[]);
    }

    #[test]
    fn refuses_the_past_and_the_issuer() {
        check("Các địa phương, đơn vị đã tích cực triển khai", &[], &[]);
        check("UBND tỉnh ban hành Kế hoạch", &[], &[]);
        check("", &[], &[]);
    }
}

//! Who acts in a sentence and in which role: subject, addressee of an order, partners; knows nothing of headings.

use std::rc::Rc;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::binding::{bearer, binds_people, described, is_people};
use super::deadline::Due;
use super::home::Home;
use super::item::shifted;
use super::order::{order, said};
use super::responsible::responsible;
use super::speaker::{is_bound, speaks};
use crate::extract::agency::{NAMED_VERBS, SHORT_VERBS, VERBS, parse_agencies};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::{AgencyKind, AgencyName, Role};
use crate::text::{Cursor, Lexicon, Span, is_word_boundary, lower};

/// A body found in a text, with its role and place.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) agency: Rc<AgencyName>,
    pub(super) role: Role,
    pub(super) span: Span,
    /// The day a lead-in sets for what stands below it.
    pub(super) due: Option<Rc<Due>>,
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
        "trên cơ sở đó",
        "khi cần thiết",
        "vì vậy",
        "do đó",
        "do vậy",
        "ngay sau đó",
        "mặt khác",
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
pub(super) static CLAUSES: LazyLock<Lexicon> = LazyLock::new(|| {
    Lexicon::new([
        "trong quá trình",
        "quá trình",
        "sau thời gian",
        "sau thời hạn",
        "hết thời hạn",
        "kết thúc",
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
        "quá thời hạn",
        "sau tối đa",
        "tối đa",
    ])
});

/// Verbs of orders.
pub(super) const ORDERS: [&str; 6] = ["yêu cầu", "đề nghị", "giao cho", "giao", "ủy quyền cho", "uỷ quyền cho"];

/// Verbs of orders where the issuer stands before them: as a body's own deeds they order nobody.
pub(super) const DIRECTS: [&str; 4] = ["chỉ đạo", "phân công", "lưu ý", "nhắc nhở"];

/// Verbs of speech behind which those spoken of are told what to do: "Thủ tướng chỉ rõ, Bộ Xây dựng chủ trì …".
pub(super) const SAYS: [&str; 8] =
    ["chỉ rõ", "nhắc nhở", "nhấn mạnh", "lưu ý", "nêu rõ", "yêu cầu", "đề nghị", "quán triệt"];

/// What partners stand behind, as printed and as misread.
pub(super) const PARTNERS: [&str; 4] = ["phối hợp", "phối họp", "phi hợp", "phối với"];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    let of = |cue: Cue, words: &'static [&'static str]| words.iter().map(move |w| (cue, *w));
    of(Cue::Order, &ORDERS)
        .chain(of(Cue::Order, &DIRECTS))
        .chain(of(Cue::Says, &SAYS))
        .chain(of(Cue::Partner, &PARTNERS))
        .chain(of(Cue::Lead, &["chủ trì"]))
        .chain(of(Cue::Duty, &["có trách nhiệm", "chịu trách nhiệm", "phải"]))
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
pub(super) fn bodies(text: &str, at: usize, role: Role, home: &Home) -> (Vec<Found>, usize) {
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
        found.push(Found { agency: Rc::new(agency), role, span, due: None });
    }
    (found, at + len)
}

/// Reads the list of bodies at a byte whose first name the text begins with a small letter: "**công an** tỉnh".
pub(super) fn raised(text: &str, at: usize, role: Role, home: &Home) -> (Vec<Found>, usize) {
    let Some((small, rest)) = text.get(at..).and_then(|t| Some((t.chars().next()?, t.get(1..)?))) else {
        return (Vec::new(), at);
    };
    let (mut found, end) = bodies(&format!("{}{rest}", small.to_ascii_uppercase()), 0, role, home);
    if let Some(first) = found.first_mut() {
        let agency = Rc::make_mut(&mut first.agency);
        // It is printed as it is printed.
        agency.printed = agency.printed.char_indices().map(|(i, c)| if i == 0 { small } else { c }).collect();
    }
    let by = u32::try_from(at).unwrap_or(u32::MAX);
    (found.into_iter().map(|f| shifted(f, by)).collect(), at + end)
}

/// Finds the doer of a sentence: the addressee of an order, the subject, or the subject after an opening clause.
pub(super) fn doer(view: &View<'_>, text: &str, home: &Home) -> Option<Doer> {
    let start = skip_connector(text);
    if let Some(doer) = under_topic(view, text, home) {
        return Some(doer);
    }
    order(view, text, home)
        .or_else(|| said(view, text, home))
        .or_else(|| subject(view, text, start, home))
        .or_else(|| after_clause(view, text, start, home))
        .or_else(|| after_label(view, text, start, home))
        .or_else(|| responsible(view, text, home).filter(|_| !text.get(start..).is_some_and(predicate)))
}

/// "Về chủ trương đầu tư tuyến đường …: **giao Bộ Tài chính** chủ trì …": a topic that stands on the line of its order.
fn under_topic(view: &View<'_>, text: &str, home: &Home) -> Option<Doer> {
    const LONGEST: usize = 1000;
    let near = text.get(..text.floor_char_boundary(LONGEST))?;
    if !near.starts_with("Về ") || near.starts_with("Về phía ") {
        return None;
    }
    // "Về mô hình hai cấp: tăng số lượng cấp phó …: giao Bộ Nội vụ …": a topic may have a colon of its own.
    near.match_indices(": ").take(3).find_map(|(at, colon)| behind_topic(view, text, at + colon.len(), home))
}

/// The doer behind a topic that ends at a byte.
fn behind_topic(view: &View<'_>, text: &str, at: usize, home: &Home) -> Option<Doer> {
    let (label, rest) = (text.get(..at)?, text.get(at..)?);
    // What is asked for may be a list.
    let asks = ["Về đề nghị ", "Về kiến nghị ", "Về đề xuất ", "Về việc đề nghị "].iter().any(|w| label.starts_with(w));
    let plain = !label.contains(". ") && (asks || !label.contains(';'));
    // "Về công tác tuyên truyền: các đơn vị …" may go on with what is to be said of them.
    let sure =
        |d: &Doer| rest.starts_with(char::is_uppercase) || d.found.iter().any(|f| f.agency.kind != AgencyKind::Group);
    let found = order(view, rest, home)
        .or_else(|| subject(view, rest, 0, home).filter(sure))
        .or_else(|| after_clause(view, rest, 0, home).filter(sure))
        .filter(|_| plain)?;
    let by = u32::try_from(at).ok()?;
    let moved = found.found.into_iter().map(|f| shifted(f, by)).collect();
    Some(Doer { found: moved, begins: at + found.begins, predicate: at + found.predicate })
}

/// "Về công tác tuyên truyền: **Sở Y tế** chủ trì …": a label says what it is about before who does it.
fn after_label(view: &View<'_>, text: &str, start: usize, home: &Home) -> Option<Doer> {
    const LONGEST: usize = 120;
    let words = text.get(start..)?;
    let colon = memchr::memmem::find(words.as_bytes(), b": ")?;
    let (label, rest) = (words.get(..colon)?, words.get(colon + 2..)?);
    let persons = ["Các Ông", "Các ông", "Ông", "Các đồng chí"].iter().any(|w| label.starts_with(w));
    let plain =
        label.chars().count() < LONGEST && !label.contains(['.', ';', '“', '"']) && (persons || !label.contains('('));
    let capital = rest.starts_with(char::is_uppercase) && label.starts_with(char::is_uppercase);
    let at = text.len() - rest.len();
    let found = subject(view, text, at, home).filter(|_| plain && capital)?;
    let about = ["Về ", "Đối với "].iter().any(|w| label.starts_with(w));
    let named = about || found.found.iter().any(|f| f.agency.kind != AgencyKind::Group);
    // "Các ông, bà: Chánh Văn phòng …" opens the words of the task; "Về tổ chức thực hiện: …" stands over them.
    let begins = if about { at } else { 0 };
    named.then_some(Doer { begins, ..found })
}

/// Moves over "Đồng thời," and the like, and over the mark of an item that stands on the line of the one before: "b) ".
pub(super) fn skip_connector(text: &str) -> usize {
    let mut c = Cursor::new(text);
    let lettered = text.get(1..3) == Some(") ") && text.starts_with(|l: char| l.is_ascii_lowercase());
    if lettered || text.starts_with("đ) ") {
        return if lettered { "a) ".len() } else { "đ) ".len() };
    }
    if CONNECTORS.eat(&mut c).is_some() {
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        return c.pos();
    }
    0
}

pub(super) fn subject(view: &View<'_>, text: &str, at: usize, home: &Home) -> Option<Doer> {
    let (mut found, mut end) = bodies(text, at, Role::Assigned, home);
    if found.is_empty() && ["tỉnh ", "thành phố "].iter().any(|w| text.get(at..).is_some_and(|t| t.starts_with(w)))
    {
        // "Thời gian tới, **thành phố Đà Nẵng** cần …"
        (found, end) = raised(text, at, Role::Assigned, home);
        if !modal(text, end) {
            return None;
        }
    }
    let alone = found.is_empty() || found.len() == 1 && found.iter().all(|f| f.agency.kind == AgencyKind::Group);
    let bearer = alone.then(|| bearer(view, text, at, home)).flatten();
    if let Some((group, to)) = bearer.filter(|(_, to)| *to > end)
        && text.get(end..to).is_some_and(|more| end == at || !predicate(more) || is_relative(more))
    {
        (found, end) = (group, to);
    }
    if found.is_empty() {
        return None;
    }
    let several = found.len() > 1;
    if let Some(group) = found.last_mut()
        && group.agency.kind != AgencyKind::Agency
        && let Some(more) = described(view, (text, end), several, home)
    {
        widen(group, more, home);
        end += more.len();
    }
    if let Some(cue) = enforcement(text, end, home) {
        list_to(text, (end, names_end(text, end, cue)), &mut found, home);
        end = cue;
    }
    // What a deputy premier is to do is said by an order; as a subject one speaks or is pictured.
    let rest = text.get(end..)?;
    let issuer = speaks(&found, home) && !is_bound(rest);
    // What a committee is like gives it nothing to do: "Ban Chỉ đạo làm việc theo nguyên tắc tập trung dân chủ".
    let goes_on =
        ["tiếp tục hoạt động", "làm việc theo ", "hoạt động theo "].iter().any(|w| rest.trim_start().starts_with(w));
    let told = !found.iter().all(|f| is_people(&f.agency)) || binds_people(rest);
    let acts = !issuer && !goes_on && told && acts(&found, rest);
    acts.then_some(Doer { found, begins: 0, predicate: end })
}

/// "Tổ chức, cá nhân **sử dụng điện** có trách nhiệm …": what those do whom a rule binds, not what they are to do.
fn is_relative(more: &str) -> bool {
    const DOES: [&str; 9] = [
        "sử dụng ",
        "tham gia ",
        "hoạt động ",
        "kinh doanh ",
        "sản xuất ",
        "khai thác ",
        "quản lý, vận hành ",
        "cung cấp ",
        "đầu tư ",
    ];
    let words = more.trim_start();
    // "Cơ quan, tổ chức **đề nghị chuyển giao tài sản** có trách nhiệm …"
    let asks = words.strip_prefix("đề nghị ").filter(|rest| rest.starts_with(char::is_lowercase));
    let does = DOES.iter().find_map(|w| words.strip_prefix(w));
    does.or(asks).is_some_and(|rest| !rest.contains([',', ';']))
}

/// Returns where "… chịu trách nhiệm thi hành" stands behind a list that `end` does not reach the end of.
fn enforcement(text: &str, end: usize, home: &Home) -> Option<usize> {
    const CUES: [&str; 7] = [
        " căn cứ Quyết định này thi hành",
        " căn cứ Quyết định này thực hiện",
        " căn cứ Quyết định thi hành",
        " chịu trách nhiệm thi hành",
        " có trách nhiệm thi hành",
        " chịu trách nhiệm tổ chức",
        " chịu trách nhiệm thực hiện",
    ];
    let rest = text.get(end..)?;
    // Most sentences hold neither, and are not searched for each.
    let holds = |words: &str| memchr::memmem::find(rest.as_bytes(), words.as_bytes()).is_some();
    (holds(" trách nhiệm") || holds(" căn cứ Quyết định ")).then_some(())?;
    let sure = CUES.iter().filter_map(|c| rest.find(c)).min();
    // "Chính phủ, Hội đồng nhân dân, …, chính quyền địa phương các đơn vị … có trách nhiệm tổ chức thi hành …"
    let listed = || {
        let at = [" có trách nhiệm", " chịu trách nhiệm "].iter().filter_map(|c| rest.find(c)).min()?;
        let between = rest.get(..at)?;
        let goes_on = [",", ";", " và ", " các ", " liên quan", " thuộc ", " tại ", " trên ", " của "];
        // "hội quần chúng; …": a word or two that tell a noun of the list more closely.
        let told = between.split([',', ';']).next().is_some_and(|w| (1..=2).contains(&w.trim().split(' ').count()));
        let told = told && between.contains([',', ';']) && between.starts_with(' ');
        let members = told || goes_on.iter().any(|w| between.starts_with(w));
        // Behind a semicolon another body of the list stands, or another sentence.
        let listed = |part: &str| !bodies(part.trim_start(), 0, Role::Assigned, home).0.is_empty();
        let acts = [" chủ trì", " phối hợp", " báo cáo"].iter().any(|w| between.contains(w))
            || !between.split(';').skip(1).all(listed);
        (members && !acts && !predicate(rest)).then_some(at)
    };
    let at = sure.or_else(listed).filter(|at| *at > 0 && *at < 900)?;
    let plain = !rest.get(..at)?.contains(". ");
    plain.then_some(end + at)
}

/// Returns where the names of a list end that a duty follows at `cue`: "…, tập thể lãnh đạo **căn cứ quy trình nêu trên,** có
/// trách nhiệm", "… **phải** chịu trách nhiệm".
fn names_end(text: &str, end: usize, cue: usize) -> usize {
    const CLAUSES: [&str; 7] =
        [" căn cứ ", ", ngoài việc ", " trong phạm vi ", " theo ", " trên cơ sở ", ", ngoài ", " khi "];
    let between = text.get(end..cue).unwrap_or_default();
    let clause = CLAUSES.iter().filter_map(|w| between.find(w)).min().unwrap_or(between.len());
    let names = between.get(..clause).unwrap_or_default();
    end + names.strip_suffix(" phải").unwrap_or(names).trim_end_matches([',', ' ']).len()
}

/// Reads the rest of a list up to `cue`; words that no rule knows describe the member they follow, and are kept with it.
pub(super) fn list_to(text: &str, (mut end, cue): (usize, usize), found: &mut Vec<Found>, home: &Home) -> usize {
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

/// Adds describing words to the name of a group.
pub(super) fn widen(group: &mut Found, more: &str, home: &Home) {
    let suffix = home.suffix().unwrap_or_default();
    let agency = Rc::make_mut(&mut group.agency);
    agency.organisation.push_str(more);
    agency.printed.push_str(more);
    // "… các cơ quan, ban, ngành tỉnh" is the province's: its unit's word is not said twice.
    let organisation = &agency.organisation;
    let folded = lower(organisation);
    let added = lower(more);
    let unit = UNIT_WORDS.iter().find(|w| added.ends_with(**w) && folded.len() == organisation.len());
    // "… cấp tỉnh, cấp huyện" are levels.
    let unit = unit.filter(|w| **w == " cấp tỉnh" || !added.ends_with(&format!(" cấp{w}")));
    let bare = unit.and_then(|w| organisation.get(..organisation.len() - w.len()));
    let bare = bare.filter(|_| !suffix.is_empty()).unwrap_or(&agency.organisation);
    // "… cơ quan Thuế tại tỉnh Đồng Tháp" has its province already.
    let said = !suffix.is_empty() && bare.ends_with(&suffix) || bare.contains(" các tỉnh");
    agency.name = if said { bare.to_owned() } else { format!("{bare} {suffix}").trim_end().to_owned() };
    group.span = Span::new(group.span.start as usize, group.span.end as usize + more.len());
}

const UNIT_WORDS: [&str; 6] = [" cấp tỉnh", " tỉnh", " thành phố", " huyện", " thị xã", " quận"];

/// Tells whether a text goes on as what these are to do; a body with a name of its own may do anything.
pub(super) fn acts(found: &[Found], rest: &str) -> bool {
    let named = || {
        // "Ủy ban nhân dân cấp xã" are many, each with the name of its kind.
        const OF_EACH: [&str; 7] = ["Ủy ban", "Chủ tịch", "Hội đồng", "Công an", "Đảng ủy", "Trung tâm", "Phòng "];
        let each = |name: &str| OF_EACH.iter().any(|w| name.starts_with(w));
        let sure = |f: &Found| f.agency.kind != AgencyKind::Group || each(&f.agency.organisation);
        // "giao" stands inside names, too: "Bộ Ngoại giao", "dịch vụ giao nhận"; and whom it names is to do it.
        const GIVEN: [&str; 6] = ["thôn ", "kế hoạch ", "Kế hoạch ", "chỉ tiêu ", "nhiệm vụ ", "dự toán "];
        let rest = after_brackets(rest).trim_start();
        let gives = || rest.strip_prefix("giao ").is_some_and(|what| GIVEN.iter().any(|g| what.starts_with(g)));
        let verb = || NAMED_VERBS.stands_at(&Cursor::new(rest)) || gives();
        found.last().is_some_and(sure) && verb()
    };
    predicate(rest) || named()
}

/// What follows a remark in brackets.
pub(super) fn after_brackets(rest: &str) -> &str {
    let inner = rest.trim_start();
    match inner.strip_prefix('(').and_then(|t| t.split_once(')')) {
        Some((_, after)) => after,
        None => rest,
    }
}

/// What a body is in a plan; what a body is by law ("là cơ quan của Chính phủ") gives it no task.
const STANDINGS: [&str; 10] = [
    "là cơ quan thường trực",
    "là cơ quan đầu mối",
    "là cơ quan chủ trì",
    "là cơ quan chủ quản",
    "là cơ quan điều phối",
    "là đơn vị chủ trì",
    "là đơn vị đầu mối",
    "là đơn vị thường trực",
    "là đơn vị quản lý",
    "là đầu mối",
];

/// Tells whether a text goes on as a predicate: a verb, or a clause set off by a comma and then a verb.
pub(super) fn predicate(rest: &str) -> bool {
    let mut c = Cursor::new(after_brackets(rest));
    c.skip_spaces();
    c.eat(",");
    c.skip_spaces();
    if c.eat_any(&["được phân công", "được giao"]).is_some() {
        return c.rest().contains("có trách nhiệm") || c.rest().starts_with(" chủ trì");
    }
    // "Sở Y tế là cơ quan đầu mối, chủ trì …": what the body is, and then what it does.
    // "trước ngày 15 tháng 11 năm 2025 trực tiếp kiểm tra": the day stands before the verb.
    if c.eat_any(&["trước ngày", "trong tháng", "trong quý", "chậm nhất ngày", "trong năm"]).is_some() {
        return true;
    }
    if c.eat_any(&["với vai trò", "với tư cách", "với trách nhiệm", "nhất là", "đặc biệt là"]).is_some()
    {
        let acts =
            [", ", " cần ", " phải ", " khẩn trương ", " chủ động ", " chủ trì", " tham mưu ", " có trách nhiệm"];
        return acts.iter().any(|w| c.rest().contains(w));
    }
    if c.eat_any(&STANDINGS).is_some() {
        return [", ", " có trách nhiệm", " chịu trách nhiệm", " thực hiện", " chủ trì", " tham mưu"]
            .iter()
            .any(|w| c.rest().contains(w));
    }
    VERBS.eat(&mut c).is_some() || SHORT_VERBS.eat(&mut c).is_some() || c.eat_folded("trong quá trình")
}

/// "Trong quá trình thực hiện, nếu có vướng mắc, X báo cáo": the subject stands after a clause.
fn after_clause(view: &View<'_>, text: &str, start: usize, home: &Home) -> Option<Doer> {
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
        const INSIDE: [&str; 10] =
            ["sở,", "Sở,", "ban,", "Ban,", "bộ,", "Bộ,", "cơ quan,", "Cơ quan,", "đơn vị,", "Đơn vị,"];
        // "Trên cơ sở báo cáo của các đơn vị, Sở Y tế tổng hợp": a body with a name goes on with no list of common nouns.
        let common = |at: usize| text.get(at..).is_some_and(|t| t.starts_with(char::is_lowercase));
        let names = ["Sở,", "Ban,", "Bộ,"].iter().any(|w| before.ends_with(w));
        let inside = INSIDE.iter().any(|w| before.ends_with(w)) && (names || common(at));
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
    static ENDS: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
        AhoCorasick::new([",", ";", " thì ", "mắc", "khăn", "đề nghị", "phát sinh", "bổ sung", "thẩm quyền"]).ok()
    });
    let ends = ENDS.iter().flat_map(move |ends| ends.find_iter(text)).map(|end| end.end());
    let next = move |end: usize| text.get(end..).map(|rest| text.len() - rest.trim_start().len());
    let begins = move |at: &usize| is_word_boundary(text, *at) && !text.get(*at..).is_some_and(|t| t.starts_with(','));
    ends.filter_map(next).filter(begins)
}

#[cfg(test)]
mod tests {
    use super::super::partner::partners;
    use super::super::speaker::is_of_issuer;
    use super::*;
    use crate::model::Jurisdiction;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, who: &[&str], with: &[&str]) {
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
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
    fn an_order_may_stand_behind_what_it_rests_on() {
        check("Trên cơ sở đó, giao Sở Y tế rà soát", &["Sở Y tế"], &[]);
        check("Khi cần thiết Chủ tịch UBND các xã huy động lực lượng", &["Chủ tịch Ủy ban nhân dân các xã"], &[]);
        check(
            "Trong thời hạn 20 ngày kể từ ngày ký thì các doanh nghiệp phải đăng ký với Sở Công Thương",
            &["Các doanh nghiệp"],
            &[],
        );
        check(
            "Thủ trưởng các cơ quan, đơn vị, hội quần chúng; Chủ tịch Ủy ban nhân dân cấp xã có trách nhiệm quán triệt",
            &["Thủ trưởng các cơ quan, đơn vị, hội quần chúng", "Chủ tịch Ủy ban nhân dân cấp xã"],
            &[],
        );
        check(
            "Các cấp ủy, tập thể lãnh đạo cơ quan, đơn vị căn cứ quy trình, có trách nhiệm hướng dẫn",
            &["Các cấp ủy, tập thể lãnh đạo cơ quan, đơn vị"],
            &[],
        );
        check(
            "Giám đốc các Sở, Thủ trưởng các cơ quan trực thuộc UBND tỉnh; Giám đốc doanh nghiệp kinh doanh xăng dầu căn cứ Quyết định thi hành",
            &[
                "Giám đốc các Sở",
                "Thủ trưởng các cơ quan trực thuộc Ủy ban nhân dân",
                "Giám đốc doanh nghiệp kinh doanh xăng dầu",
            ],
            &[],
        );
    }

    #[test]
    fn who_speaks_tells_others_what_to_do() {
        check("Tại cuộc họp, Chủ tịch UBND tỉnh giao Sở Y tế rà soát", &["Sở Y tế"], &[]);
        check("Chủ tịch UBND tỉnh chỉ đạo Sở Y tế rà soát", &["Sở Y tế"], &[]);
        check("Giám đốc Sở Y tế chỉ đạo các bệnh viện rà soát", &["Giám đốc Sở Y tế"], &[]);
        check("Trong đó, Thủ tướng Chính phủ chỉ rõ, Bộ Xây dựng chủ trì", &["Bộ Xây dựng"], &[]);
        check("Chủ tịch UBND tỉnh nhấn mạnh: Sở Y tế phải rà soát", &["Sở Y tế"], &[]);
        check("Trên cơ sở báo cáo của các đơn vị, Sở Y tế tổng hợp", &["Sở Y tế"], &[]);
    }

    #[test]
    fn a_body_with_a_name_may_do_anything() {
        check("Sở Y tế tập huấn cho cán bộ", &["Sở Y tế"], &[]);
        check("Các doanh nghiệp sản xuất giống", &[], &[]);
        check("Sở Y tế khẳng định vai trò", &[], &[]);
    }

    #[test]
    fn a_list_goes_on_over_members_that_no_rule_knows() {
        check(
            "Chính phủ, UBND tỉnh Hà Tĩnh, chính quyền địa phương các đơn vị hành chính liên quan đến việc sắp xếp và các cơ quan khác có trách nhiệm tổ chức thi hành Nghị quyết này",
            &[
                "Chính phủ",
                "Ủy ban nhân dân",
                "Chính quyền địa phương các đơn vị hành chính liên quan đến việc sắp xếp",
                "Các cơ quan khác",
            ],
            &[],
        );
    }

    #[test]
    fn an_issuer_acts_only_where_it_binds_itself() {
        check("Chủ tịch UBND tỉnh trực tiếp chỉ đạo các sở", &["Chủ tịch Ủy ban nhân dân"], &[]);
        check("UBND tỉnh đề xuất với Chính phủ", &[], &[]);
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        assert!(is_of_issuer("Khi cần thiết Chủ tịch UBND tỉnh đề nghị Trung ương chi viện", &home));
        assert!(!is_of_issuer("Sở Y tế đề nghị các bệnh viện chi viện", &home));
    }

    #[test]
    fn a_group_of_units_keeps_its_word() {
        let text = "UBND các huyện có trách nhiệm tự cân đối quỹ đất, ngân sách";
        let source = SourceText::new("a.txt", text);
        let found =
            doer(&View::new(&source), text, &Home::of(Jurisdiction::province("tỉnh", "Lào Cai"))).map(|d| d.found);
        let names: Vec<String> = found.unwrap_or_default().into_iter().map(|f| f.agency.name.clone()).collect();
        assert_eq!(names, ["Ủy ban nhân dân các huyện tỉnh Lào Cai"]);
    }

    #[test]
    fn whom_a_rule_binds_is_read_up_to_the_duty() {
        check("Đơn vị cung cấp dịch vụ đăng kiểm có trách nhiệm kê khai", &["Đơn vị cung cấp dịch vụ đăng kiểm"], &[]);
        check("Tổ chức, cá nhân có quyền chọn kênh dịch vụ công và có trách nhiệm nộp phí", &[], &[]);
        let port = "Doanh nghiệp cung cấp dịch vụ hàng không";
        check(&format!("{port} có trách nhiệm phối hợp với cảng vụ"), &[port], &[]);
        let asks = "Cơ quan, tổ chức đề nghị chuyển giao tài sản";
        check(&format!("{asks} có trách nhiệm lập hồ sơ"), &[asks], &[]);
        let charged = "Đơn vị được giao quản lý hạ tầng";
        check(&format!("{charged} phải báo cáo Sở Y tế"), &[charged], &[]);
        let (state, others) = ("Cơ quan quản lý nhà nước về điện lực", "các cơ quan liên quan");
        let both = [state, "Các cơ quan liên quan"];
        check(&format!("{state} và {others} có trách nhiệm kiểm tra"), &both, &[]);
        check("Tổ chức rà soát, có trách nhiệm báo cáo", &[], &[]);
        check("Cơ quan thuế không có trách nhiệm hoàn trả", &[], &[]);
        check("Thực hiện Công văn số 3/UBND-KT, Sở Y tế đề nghị UBND các xã báo cáo", &["Ủy ban nhân dân các xã"], &[]);
        check("Về công tác tuyên truyền: Sở Y tế chủ trì tuyên truyền", &["Sở Y tế"], &[]);
        check("Về mô hình hai cấp: tăng số cấp phó: giao Sở Y tế chủ trì rà soát", &["Sở Y tế"], &[]);
        check("Về đề nghị ban hành hướng dẫn; bố trí vốn: Sở Y tế rà soát", &["Sở Y tế"], &[]);
        check("b) Sở Y tế có trách nhiệm rà soát", &["Sở Y tế"], &[]);
        check(
            "Các Ông (Bà): Chánh Văn phòng Bộ; Giám đốc Sở Y tế chịu trách nhiệm thi hành Quyết định này",
            &["Chánh Văn phòng Bộ", "Giám đốc Sở Y tế"],
            &[],
        );
        check("Sở Y tế phối hợp với công an tỉnh rà soát", &["Sở Y tế"], &["Công an"]);
        check("Phòng Kinh tế giao thôn rà soát", &["Phòng Kinh tế"], &[]);
        check("Về công tác tuyên truyền: các đơn vị đẩy mạnh", &[], &[]);
        check("Giao Chủ tịch UBND xã Bản Qua quyết định đầu tư", &["Chủ tịch Ủy ban nhân dân"], &[]);
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

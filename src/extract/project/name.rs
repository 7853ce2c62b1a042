//! Where a block names a work: head noun and name, names that share a head noun, and counted works.

use super::head::{Head, Tail, activity_at, activity_head, head_at};
use super::place::{commune, is_body, is_province, place_end, proper_end};
use super::route::{joins_places, routes};
use super::sharing::{listed, sharing};
use super::stations::stations;
use super::undertaking::{stretch, undertaking};
use super::words::{Cues, Phrases, Sort, Word, is, phrase_at, sort};
use crate::model::ProjectKind;

/// How firmly a work is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Naming {
    /// By a name or a place.
    Named,
    /// By a number: "06 dự án thủy điện".
    Counted(u32),
    /// By its sort alone; it is no work, but amounts after it are not another's.
    Generic,
}

/// One naming of a work: places are indices of words.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) head: &'static Head,
    pub(super) naming: Naming,
    /// From the head noun, or from the name alone where the head noun is shared.
    pub(super) from: usize,
    pub(super) to: usize,
    /// The words after the head noun.
    pub(super) name: usize,
    pub(super) place: Option<(usize, usize)>,
    /// The head noun's words, when they do not stand directly before.
    pub(super) shared: Option<(usize, usize)>,
    /// The words after the head noun tell what is made there.
    pub(super) described: bool,
    /// "các", "những" stands before.
    pub(super) plural: bool,
    /// The number that stands before: "02 làng nghề …"; 1 where there is none.
    pub(super) count: u32,
}

const STOPS: &str = "để nhằm của theo với trên có được đã đang sẽ và vào từ đạt lên phục khẩn trong ngoài khi đến thì là \
                     mà do bởi này đó về như gồm bao thuộc cho phải cần sau trước nếu qua hoặc các những một tại ở công \
                     đầu phù hoạt mới nào khác nêu thực triển đề hiện chậm tỉnh huyện đối giai lập góp gắn tham \
                     quan mọi";
const BREAKS: [&str; 17] = [
    "hàng năm",
    "hằng năm",
    "bảo đảm",
    "đảm bảo",
    "quy định",
    "hợp đồng",
    "hết thời",
    "quy mô",
    "kinh phí",
    "diện tích",
    "vận hành",
    "thỏa thuận",
    "tổng vốn",
    "tổng mức",
    "dự kiến",
    "tổ chức",
    "sử dụng",
];
static STOPS_AT: Cues = Cues::new(|| Phrases::new(STOPS.split_whitespace().chain(BREAKS)));
const MOST_DESCRIPTION: usize = 16;

/// "+ Chế biến sản phẩm từ cây chè: … Dự kiến kinh phí 5 tỷ đồng": an item that is named by what will be made, as after
/// "dự án"; the words up to its colon are its name.
pub(super) fn labelled_activity(words: &[Word]) -> Option<Found> {
    let head = activity_head();
    let to = (0..words.len().min(MOST_DESCRIPTION)).find(|i| is(words, *i, ":"))?;
    let plain = (0..to).all(|i| !is(words, i, ".") && !is(words, i, ";"));
    (to > 2 && plain && activity_at(words, 0)).then_some(Found {
        head,
        naming: Naming::Named,
        from: 0,
        to,
        name: 0,
        place: None,
        shared: None,
        described: false,
        plural: false,
        count: 1,
    })
}

/// Finds all works of a block; words in `taken` belong to firms.
pub(super) fn find(words: &[Word], taken: &[(usize, usize)]) -> Vec<Found> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut taken = taken.iter().peekable();
    while at < words.len() {
        while taken.next_if(|(_, to)| *to <= at).is_some() {}
        if let Some((_, to)) = taken.peek().filter(|(from, _)| *from <= at) {
            at = *to;
            continue;
        }
        at = read_at(words, at, &mut out).max(at + 1);
    }
    out
}

fn read_at(words: &[Word], at: usize, out: &mut Vec<Found>) -> usize {
    if !words.get(at).is_some_and(|w| w.opens) {
        return at + 1;
    }
    let Some((head, n)) = head_at(words, at) else { return at + 1 };
    let bridge = head.words != "cầu" || is_bridge(words, at);
    if in_an_address(words, at) {
        return at + n;
    }
    if of_a_body(words, at) || of_a_place(words, at, n) || in_capitals(words, at, n) || !bridge {
        return at + n;
    }
    if head.words == "kho" {
        out.extend(of_the_state(words, at, n, head));
        return out.last().filter(|f| f.from == at).map_or(at + n, |f| f.to);
    }
    let stops = stations(words, at, n, head);
    if let Some(last) = stops.last() {
        let to = last.to;
        out.extend(stops);
        return to;
    }
    // "dự án Cầu Cát Lái": what has a head noun of its own is named by it.
    if head.words == "dự án" && quantifier(words, at).is_none() && has_own_head(words, at + n) {
        return at + n;
    }
    let first = whole(words, at, n, head);
    if first.naming == Naming::Generic
        && !first.plural
        && let Some(found) = built(words, at, n, head)
    {
        let to = found.to;
        out.push(found);
        return to;
    }
    let route = first.naming != Naming::Named || joins_places(words, first.name, first.to);
    if head.words == "dự án" && route {
        let routes = routes(words, at, n);
        if let Some(last) = routes.last() {
            let to = last.to;
            out.extend(routes);
            return to;
        }
    }
    if first.naming == Naming::Generic
        && !first.plural
        && let Some(found) = beside(words, at, n, head)
    {
        let to = found.to;
        out.push(found);
        return to;
    }
    let to = first.to;
    let named = first.naming == Naming::Named;
    let listed = listed(words, &first, n);
    let shared = if named { sharing(words, &first, n) } else { Vec::new() };
    out.push(first);
    let end = shared.last().or(listed.last()).map_or(to, |f| f.to);
    out.extend(shared);
    out.extend(listed);
    end
}

/// "Khu tái định cư, nhà ở công nhân KCN Tiên Lãng 1": an item that is a quarter of its own, named by the work it is for.
fn beside(words: &[Word], at: usize, n: usize, head: &'static Head) -> Option<Found> {
    const QUARTERS: [&str; 2] = ["resettlement", "housing"];
    // "++ Khu tái định cư …" is an item too.
    let opens = at < 3 && (0..at).all(|i| sort(words, i) == Some(Sort::Mark));
    (opens && QUARTERS.contains(&head.family)).then_some(())?;
    let limit = (at + n + MOST_DESCRIPTION).min(words.len());
    let ends = ["có", "được", "để", "với", "quy", "diện", "của"];
    let plain = |i: &usize| match sort(words, *i) {
        Some(Sort::Mark) => is(words, *i, ","),
        Some(Sort::Number) | None => false,
        _ => !ends.iter().any(|w| is(words, *i, w)),
    };
    let mut inner = (at + n..limit).take_while(plain);
    let to = inner.find_map(|i| {
        let (other, len) = head_at(words, i)?;
        Some(whole(words, i, len, other)).filter(|f| f.naming == Naming::Named)
    })?;
    Some(Found {
        head,
        naming: Naming::Named,
        from: at,
        to: to.to,
        name: at + n,
        place: None,
        shared: None,
        described: false,
        plural: false,
        count: 1,
    })
}

/// What an undertaking or a way builds, where its head noun of `n` words names nothing by itself.
fn built(words: &[Word], at: usize, n: usize, head: &'static Head) -> Option<Found> {
    match head.words {
        "tuyến đường" | "đường trên cao" => stretch(words, at, n),
        words_of_it if words_of_it.starts_with("dự án") => undertaking(words, at),
        _ => None,
    }
}

/// Tells whether the head noun at `at` names a work.
fn has_own_head(words: &[Word], at: usize) -> bool {
    head_at(words, at).is_some_and(|(head, n)| {
        let bridge = head.words != "cầu" || is_bridge(words, at);
        head.tail != Tail::Activity && bridge && names(words, at, n, head)
    })
}

/// Tells whether the head noun of `n` words at `at` names a work.
pub(super) fn names(words: &[Word], at: usize, n: usize, head: &'static Head) -> bool {
    whole(words, at, n, head).naming == Naming::Named
}

/// "(đ/c: Đường 2, KCN Long Bình)": where somebody sits.
fn in_an_address(words: &[Word], at: usize) -> bool {
    const FAR: usize = 30;
    static LEADS: Cues = Cues::new(|| Phrases::new(["đ / c", "địa chỉ", "trụ sở"]));
    let open = (at.saturating_sub(FAR)..at).rev().take_while(|i| !is(words, *i, ")") && !is(words, *i, ";"));
    open.into_iter().any(|i| LEADS.stand_at(words, i))
}

/// "Ban Quản lý Khu kinh tế …" is a body.
fn of_a_body(words: &[Word], at: usize) -> bool {
    let from = at.saturating_sub(5);
    (from..at).any(|i| phrase_at(words, i, "ban quản lý").is_some())
}

/// "huyện Mỏ Cày": a head noun of one word with a capital is often a part of a name.
fn of_a_place(words: &[Word], at: usize, n: usize) -> bool {
    let mine = is(words, at, "mỏ");
    let inner =
        at > 0 && (mine || ["huyện", "xã", "phường", "trấn", "quận", "đường"].iter().any(|w| is(words, at - 1, w)));
    n == 1 && inner && sort(words, at) == Some(Sort::Capital)
}

/// "cầu Rạch Nhum", "Cầu Thủ Thiêm 4": two words with capitals, or one and a number, behind no other word of two
/// syllables ("nhu cầu", "yêu cầu").
fn is_bridge(words: &[Word], at: usize) -> bool {
    const OTHERS: &str = "yêu nhu toàn địa cung thỉnh khẩn cơ bán bóng đề cần";
    // "từ nút giao An Phú đến cầu Mỹ Thuận 2": where something else begins or ends.
    const ASIDE: &str = "từ đến tới tại ở qua nối với giữa gần vực đường phía bên chân dốc trên dưới đầu ngang sau bắc nam đông \
                         tây - –";
    let before = |list: &str| list.split(' ').any(|w| is(words, at - 1, w));
    let other = at > 0 && (before(OTHERS) || before(ASIDE)) || in_a_list_of_places(words, at);
    let begins = sort(words, at + 1) == Some(Sort::Capital) && !is_body(words, at + 1);
    !other && begins && proper_end(words, at + 1).is_some_and(|end| end > at + 2 && !is_province(words, at + 1, end))
}

/// "các phường Bến Thành, Cầu Ông Lãnh": a ward called by a bridge.
fn in_a_list_of_places(words: &[Word], at: usize) -> bool {
    let listed = |i: &usize| sort(words, *i) == Some(Sort::Capital) || is(words, *i, ",") || is(words, *i, "và");
    let from = (at.saturating_sub(LISTED)..at).rev().take_while(listed).last();
    let unit = |i: usize| ["phường", "xã", "quận", "huyện", "thôn", "ấp"].iter().any(|w| is(words, i, w));
    from.filter(|i| *i > 0 && sort(words, at) == Some(Sort::Capital)).is_some_and(|i| unit(i - 1))
}

/// How many words back the unit of a list of places may stand.
const LISTED: usize = 40;

/// A heading in capitals has no names that can be told from common words.
fn in_capitals(words: &[Word], at: usize, n: usize) -> bool {
    let part = words.get(at..at + n).unwrap_or_default();
    n > 1 && part.iter().all(|w| w.sort == Sort::Capital)
}

fn quantifier(words: &[Word], at: usize) -> Option<Naming> {
    let before = words.get(at.checked_sub(1)?)?;
    if before.sort == Sort::Number {
        let count = before.lower.parse().ok().filter(|n| (1..1000).contains(n))?;
        return Some(Naming::Counted(count));
    }
    let plural = ["các", "những", "số", "nhiều", "mọi", "từng", "mỗi"].contains(&before.lower);
    plural.then_some(Naming::Generic)
}

fn generic(words: &[Word], at: usize, n: usize, head: &'static Head) -> Found {
    let quantity = quantifier(words, at);
    Found {
        head,
        naming: quantity.unwrap_or(Naming::Generic),
        from: at,
        to: at + n,
        name: at + n,
        place: None,
        shared: None,
        described: false,
        plural: quantity == Some(Naming::Generic),
        count: if let Some(Naming::Counted(n)) = quantity { n } else { 1 },
    }
}

fn whole(words: &[Word], at: usize, n: usize, head: &'static Head) -> Found {
    let quantity = quantifier(words, at);
    let mut found = generic(words, at, n, head);
    let single = matches!(quantity, None | Some(Naming::Counted(_)));
    let done = head.tail == Tail::Whole
        && (head.family != "data hub" || of_a_province(words, at + n))
        && name_it(&mut found, at + n, None)
        || ring(words, &mut found)
        || proper(words, &mut found, single)
        || (single && sited(words, &mut found))
        || described(words, &mut found, single);
    if !done && matches!(found.naming, Naming::Counted(_)) && found.from > 0 {
        found.from -= 1;
    }
    found
}

fn name_it(found: &mut Found, to: usize, place: Option<(usize, usize)>) -> bool {
    found.naming = Naming::Named;
    found.to = to;
    found.place = place;
    true
}

/// "Trung tâm tích hợp dữ liệu **của tỉnh**".
fn of_a_province(words: &[Word], at: usize) -> bool {
    let from = at + usize::from(is(words, at, "của"));
    is(words, from, "tỉnh") && !is(words, from + 1, "ủy") || phrase_at(words, from, "thành phố").is_some()
}

/// "Đường Vành đai **3**": a ring road is named by its number.
fn ring(words: &[Word], found: &mut Found) -> bool {
    let at = found.name;
    if found.head.family != "ring road" || sort(words, at) != Some(Sort::Number) {
        return false;
    }
    name_it(found, at + 1, None)
}

/// "kho dầu thô dự trữ **quốc gia**": there is one; a store of data is no building.
fn of_the_state(words: &[Word], at: usize, n: usize, head: &'static Head) -> Option<Found> {
    const FAR: usize = 5;
    let small = |i: &usize| sort(words, *i) == Some(Sort::Small) && !stops(words, *i);
    let end = (at + n..at + n + FAR).find(|i| phrase_at(words, *i, "quốc gia").is_some())?;
    let plain = end > at + n && (at + n..end).all(|i| small(&i) && !is(words, i, "dữ"));
    let mut found = Found { naming: Naming::Named, to: end + 2, ..generic(words, at, n, head) };
    found.plural = false;
    (plain && quantifier(words, at).is_none()).then_some(found)
}

/// Head noun and capitalised words: "khu công nghiệp Hữu Lũng", "khu tiểu thủ công nghiệp xã Bảo Hà".
fn proper(words: &[Word], found: &mut Found, single: bool) -> bool {
    let at = found.name;
    let craft = found.head.kind == ProjectKind::IndustrialCluster && phrase_at(words, at, "làng nghề").is_some();
    let unit = if craft {
        2
    } else if single {
        commune(words, at)
    } else {
        0
    };
    let Some(run) = proper_end(words, at + unit) else { return false };
    let Some(mut end) = whole_run(words, found, at + unit, run) else { return false };
    // "cầu Cọi ĐT.454": the road it is on is told by its number.
    let road = words.get(end - 1).is_some_and(|w| w.shouted && matches!(w.lower, "đt" | "ql" | "tl" | "đh" | "hl"));
    if road && end > at + unit + 1 {
        end -= 1;
    }
    // "Cao tốc Bắc - Nam phía Tây" is another one than that in the east.
    let trunk = end > 2 && is(words, end - 1, "nam") && is(words, end - 3, "bắc") && is(words, end, "phía");
    if trunk && sort(words, end + 1) == Some(Sort::Capital) {
        end += 2;
    }
    let spans =
        matches!(found.head.kind, ProjectKind::Infrastructure | ProjectKind::Transport | ProjectKind::EconomicZone);
    // "Cảng Hàng không Việt Nam" is a firm's name.
    let country = end == at + 2 && is(words, at, "việt") && is(words, at + 1, "nam");
    if country || is_province(words, at, end) && (!spans || found.head.family == "housing") {
        return false;
    }
    // "khu đô thị N5": the number of a sheet of a plan.
    let code = found.head.family == "town" && end == at + 1 && words.get(at).is_some_and(|w| w.lower.len() < 4);
    if code || shouted(words, found, at, end, single) {
        return false;
    }
    let goes_on = matches!(found.head.tail, Tail::Trade | Tail::Activity)
        && end == at + 1
        && sort(words, end) == Some(Sort::Small)
        && !stops(words, end);
    let firm = found.head.tail != Tail::Activity || end > at + 1;
    if goes_on || !firm || is_document(words, at) {
        return false;
    }
    name_it(found, end, place_of(words, at, end))
}

/// One capital before common words is no name yet: "KCN Sân bay Tiên Lãng" is, "Cảng Quốc tế" is not.
fn whole_run(words: &[Word], found: &Found, from: usize, to: usize) -> Option<usize> {
    // "Cảng quốc tế Cảng quốc tế Cam Ranh": the second has a head noun of its own.
    if head_at(words, from).is_some_and(|(head, _)| head.family == found.head.family) {
        return None;
    }
    let lone = to == from + 1 && sort(words, to) == Some(Sort::Small) && !stops(words, to);
    if !lone || matches!(found.head.tail, Tail::Trade | Tail::Activity) {
        return Some(to);
    }
    let next = (to..to + 4).find(|i| sort(words, *i) != Some(Sort::Small) || stops(words, *i))?;
    proper_end(words, next).filter(|end| *end > next + 1)
}

/// Words all in capitals are a heading's, or an abbreviation; only a single plant is named by one ("Nhà máy MDF").
fn shouted(words: &[Word], found: &Found, from: usize, to: usize, single: bool) -> bool {
    let run = words.get(from..to).unwrap_or_default();
    let all = run.iter().filter(|w| w.sort == Sort::Capital).all(|w| w.shouted);
    all && !(single && found.head.tail == Tail::Trade && to == from + 1)
}

fn is_document(words: &[Word], at: usize) -> bool {
    ["luật", "nghị", "bộ", "quyết", "pháp"].iter().any(|w| is(words, at, w))
}

/// A run names a place unless it is a trade mark: one word, or an abbreviation.
pub(super) fn place_of(words: &[Word], from: usize, to: usize) -> Option<(usize, usize)> {
    let last = if sort(words, to.checked_sub(1)?) == Some(Sort::Number) { to - 1 } else { to };
    (last > from + 1).then_some((from, last))
}

/// "cụm công nghiệp tại xã Bảo Hà"; "… tại cụm công nghiệp Phố Ràng".
fn sited(words: &[Word], found: &mut Found) -> bool {
    let at = found.name;
    if found.head.tail != Tail::Site || !(is(words, at, "tại") || is(words, at, "ở")) {
        return false;
    }
    let inner = head_at(words, at + 1).map_or(0, |(_, n)| n);
    let unit = commune(words, at + 1 + inner);
    let start = at + 1 + inner + unit;
    match proper_end(words, start) {
        Some(end) if !is_province(words, start, end) => name_it(found, end, Some((at + 1, end))),
        _ => false,
    }
}

/// Head noun, what it makes, and capitalised words or a place.
fn described(words: &[Word], found: &mut Found, single: bool) -> bool {
    let at = found.name;
    let fits = match found.head.tail {
        Tail::Trade => true,
        Tail::Activity => activity_at(words, at),
        _ => false,
    };
    let end = description_end(words, at);
    // "khu đô thị phía Nam" tells where, not what; "… phía Nam Hải Phòng" is a name.
    let short = |to: usize| to == end + 1 || sort(words, to) == Some(Sort::Small) && !stops(words, to);
    let aside = end > at && is(words, end - 1, "phía") && proper_end(words, end).is_none_or(short);
    if !fits || end == at || aside {
        return false;
    }
    found.described = true;
    found.to = end;
    let run = proper_end(words, end).filter(|_| !is(words, end.wrapping_sub(1), ",") && !is_body(words, end));
    let after = run.unwrap_or(end);
    let sited = (is(words, after, "tại") || is(words, after, "ở")).then(|| place_end(words, after + 1)).flatten();
    if !single {
        return false;
    }
    match (run, sited) {
        (_, Some(to)) => {
            if matches!(found.naming, Naming::Counted(_)) && found.from > 0 {
                found.from -= 1;
            }
            name_it(found, to, Some((after + 1, to)))
        }
        (Some(to), None) => name_it(found, to, place_of(words, end, to)),
        (None, None) => false,
    }
}

fn description_end(words: &[Word], at: usize) -> usize {
    let mut end = at;
    while end < at + MOST_DESCRIPTION {
        let small = sort(words, end) == Some(Sort::Small) || (end == at && sort(words, end) == Some(Sort::Capital));
        if small && !stops(words, end) && (end == at || head_at(words, end).is_none()) {
            end += 1;
        } else if is(words, end, ",") && end > at && sort(words, end + 1) == Some(Sort::Small) && !stops(words, end + 1)
        {
            end += 2;
        } else {
            break;
        }
    }
    end
}

fn stops(words: &[Word], at: usize) -> bool {
    at >= words.len() || STOPS_AT.stand_at(words, at)
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let found: Vec<&str> = find(&all, &[])
            .iter()
            .filter(|f| f.naming != Naming::Generic)
            .filter_map(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end))
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn accepts_named_works() {
        check(
            "khu công nghiệp Bắc Duyên Hải và Đông Phố Mới đề xuất",
            &["khu công nghiệp Bắc Duyên Hải", "Đông Phố Mới"],
        );
        check("Nhà máy thủy điện Vĩnh Hà, Bắc Công; Hoàn", &["Nhà máy thủy điện Vĩnh Hà", "Bắc Công"]);
        check("dự án luyện đồng Bản Qua và các nhà máy", &["dự án luyện đồng Bản Qua"]);
        check(
            "nhà máy chế biến khoáng sản Graphit tại xã Bảo Hà.",
            &["nhà máy chế biến khoáng sản Graphit tại xã Bảo Hà"],
        );
        check(
            "hoàn thành các dự án Tuyên Quang - Hà Giang, Vành đai 3, Biên Hòa - Vũng Tàu theo đúng cam kết",
            &["dự án Tuyên Quang - Hà Giang", "Biên Hòa - Vũng Tàu"],
        );
        check(
            "một số dự án còn khối lượng lớn như: Đồng Đăng - Trà Lĩnh, Hữu Nghị - Chi Lăng, bảo đảm",
            &["Đồng Đăng - Trà Lĩnh", "Hữu Nghị - Chi Lăng"],
        );
        check("sửa chữa cầu Rạch Nhum; nhu cầu Rạch Nhum", &["cầu Rạch Nhum"]);
        check("từ nút giao An Phú đến cầu Mỹ Thuận 2", &[]);
        check("dự án cao tốc Vinh - Cửa khẩu Thanh Thủy.", &["dự án cao tốc Vinh - Cửa khẩu Thanh Thủy"]);
        check("Khu kinh tế cửa khẩu Lào Cai thu hút", &["Khu kinh tế cửa khẩu Lào Cai"]);
        check("khởi công dự án Thành phố Hồ Chí Minh - Mộc Bài vào", &["dự án Thành phố Hồ Chí Minh - Mộc Bài"]);
        let quarter = "Khu tái định cư, nhà ở công nhân KCN Tiên Lãng 1";
        check(&format!("{quarter} quy mô khoảng 50ha;"), &[quarter]);
        check("Khu kinh tế ven biển phía Nam Hải Phòng có", &["Khu kinh tế ven biển phía Nam Hải Phòng"]);
        check("Cao tốc Bắc - Nam phía Tây đoạn", &["Cao tốc Bắc - Nam phía Tây"]);
        check("tuyến đường bộ cao tốc Cà Mau - Đất Mũi.", &["tuyến đường bộ cao tốc Cà Mau - Đất Mũi"]);
        check("khu đô thị phía Nam; khu đô thị sinh thái Đan Phượng", &["khu đô thị sinh thái Đan Phượng"]);
        check("cụm công nghiệp tại xã Bảo Hà và xã Cam Cọn để", &["cụm công nghiệp tại xã Bảo Hà", "xã Cam Cọn"]);
        check("06 dự án thủy điện: Tân Tiến 1: 3,4MW; Bảo Hà 75MW.", &["06 dự án thủy điện", "Tân Tiến 1", "Bảo Hà"]);
    }

    #[test]
    fn a_work_is_named_by_its_own_head_noun() {
        check("dự án Cầu Cát Lái nối", &["Cầu Cát Lái"]);
        check("dự án nhà máy điện hạt nhân Ninh Thuận 1", &["nhà máy điện hạt nhân Ninh Thuận 1"]);
        check("Về đầu tư kho dầu thô dự trữ quốc gia: với", &["kho dầu thô dự trữ quốc gia"]);
        check("nhà ga T3 Tân Sơn Nhất, T2 Nội Bài; khởi", &["nhà ga T3 Tân Sơn Nhất", "T2 Nội Bài"]);
        check("sửa cầu Cọi Khê ĐT.454", &["cầu Cọi Khê"]);
        check("qua Cảng quốc tế Cam Ranh 01 bộ hồ sơ", &["Cảng quốc tế Cam Ranh"]);
        check("Khu dân cư Vĩnh Lộc A – Giá từ 900 triệu", &["Khu dân cư Vĩnh Lộc A"]);
        let quarter = "Khu tái định cư, nhà ở công nhân KCN sân bay Tiên Lãng";
        check(&format!("{quarter} khoảng 40ha;"), &[quarter]);
        check("đặt tại Trung tâm tích hợp dữ liệu tỉnh do", &["Trung tâm tích hợp dữ liệu"]);
    }

    #[test]
    fn refuses_classes_bodies_and_places() {
        for text in [
            "các khu công nghiệp trên địa bàn tỉnh",
            "Ban Quản lý Khu kinh tế Nam Phú Yên",
            "KHU CÔNG NGHIỆP",
            "các dự án đầu tư",
            "huyện Mỏ Cày",
            "Cảng Quốc tế",
            "các cơ sở sản xuất CN-TTCN trong",
            "dự án Luật Đất đai",
            "trung tâm tích hợp dữ liệu của các tỉnh ủy",
            "kho dữ liệu quốc gia, các kho dự trữ quốc gia, kho bạc",
            "giáp khu đô thị N5",
            "(đ/c: Đường 2, KCN Long Bình)",
            "Địa chỉ: Lô CN27A, Khu công nghệ cao Hòa Lạc",
            "các phường Bến Thành, Cầu Ông Lãnh",
            "đến đầu cầu phía Bắc cầu Mỹ Thuận 2",
            "",
        ] {
            check(text, &[]);
        }
    }
}

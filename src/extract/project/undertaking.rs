//! Works named by what "dự án" builds: "dự án đầu tư xây dựng đường Hải Thượng Lãn Ông nối dài", "Tên dự án: Bệnh viện đa
//! khoa quốc tế Nhơn Bình"; leaves alone what another head noun names.

use super::head::{Head, Tail, head_at};
use super::name::{Found, Naming, names};
use super::place::{is_body, is_province, proper_end};
use super::words::{Cues, Phrases, Sort, Word, is, phrase_at, sort};
use crate::model::ProjectKind;

const fn built(kind: ProjectKind, family: &'static str) -> Head {
    Head { words: "dự án", kind, family, tail: Tail::Proper }
}

static ROAD: Head = built(ProjectKind::Transport, "built way");
static RING: Head = built(ProjectKind::Transport, "ring road");
static HOUSE: Head = built(ProjectKind::Infrastructure, "built house");
static OTHER: Head = built(ProjectKind::Other, "built");

/// Words between "dự án" and what is built.
static BUILDS: Cues = Cues::new(|| {
    Phrases::new([
        "đầu tư",
        "xây dựng",
        "xây mới",
        "xây",
        "mới",
        "cải tạo",
        "nâng cấp",
        "mở rộng",
        "kéo dài",
        "hoàn thiện",
        "hoàn chỉnh",
        "sửa chữa",
        "tu bổ",
        "khôi phục",
        "kinh doanh",
        "khai thác",
        "công trình",
        "kết cấu hạ tầng",
        "hạ tầng kỹ thuật",
        "hạ tầng",
        "tuyến",
        "và",
        ",",
        "công trình :",
    ])
});

/// What is built.
static WAYS: Cues = Cues::new(|| {
    Phrases::new([
        "đường",
        "đại lộ",
        "quốc lộ",
        "đường tỉnh",
        "đường huyện",
        "tỉnh lộ",
        "hương lộ",
        "cầu",
        "hầm",
        "bến xe",
        "bến cảng",
        "cảng",
        "cảng biển",
        "vành đai",
        "nút giao",
        "metro",
        "tàu điện",
    ])
});
static HOUSES: Cues = Cues::new(|| {
    Phrases::new([
        "bệnh viện",
        "đại học",
        "học viện",
        "trường",
        "trung tâm",
        "chợ",
        "kè",
        "đê",
        "đập",
        "cống",
        "kênh",
        "hồ",
        "hệ thống",
        "trạm",
        "nhà",
        "trụ sở",
        "công viên",
        "quảng trường",
        "bảo tàng",
        "nghĩa trang",
        "khu dân cư",
        "khu nhà",
        "khu nhà ở",
        "khu tái định cư",
    ])
});
static OTHERS: Cues = Cues::new(|| {
    Phrases::new(["khu", "casino", "sân", "tòa nhà", "tháp", "chung cư", "điện gió", "điện mặt trời", "khách sạn"])
});

/// Words that end a name.
static ENDS: Cues = Cues::new(|| {
    Phrases::new([
        "tại",
        "ở",
        "trên",
        "của",
        "do",
        "để",
        "nhằm",
        "theo",
        "được",
        "có",
        "là",
        "đã",
        "đang",
        "sẽ",
        "cho",
        "trong",
        "khi",
        "thì",
        "gồm",
        "thuộc",
        "tỉnh",
        "huyện",
        "phục",
        "quy mô",
        "diện tích",
        "tổng",
        "giai đoạn",
        "dự kiến",
        "bằng",
        "vào",
        "này",
        "hơn",
        "ra",
        "như",
        "về",
        "từ",
        "sau",
        "trước",
        "hoặc",
        "phải",
        "không",
        "các",
        "những",
        "với tổng",
        "với quy",
        "với diện",
        "với mục",
        "tiến độ",
        "hoàn thành",
        "thực hiện",
        "triển khai",
        "năm",
        "trị giá",
        "đoạn từ",
    ])
});

/// How many words a name may have.
const LONGEST: usize = 24;

/// Reads the work that "dự án" at `at` builds.
pub(super) fn undertaking(words: &[Word], at: usize) -> Option<Found> {
    let mut from = at + 2;
    let titled = at > 0 && is(words, at - 1, "tên") && is(words, from, ":");
    from += usize::from(titled);
    while is(words, from, "“") || is(words, from, "\"") {
        from += 1;
    }
    for _ in 0..10 {
        match BUILDS.longest_at(words, from) {
            Some(n) if facility(words, from).is_none() => from += n,
            _ => break,
        }
    }
    // "dự án Vành đai 4 Vùng Thủ đô": a ring road is named by its number.
    if phrase_at(words, from, "vành đai").is_some() && sort(words, from + 2) == Some(Sort::Number) {
        return Some(Found { name: from + 2, ..found(&RING, from, from + 3) });
    }
    let (head, n) = facility(words, from)?;
    // What another head noun names is that work: "dự án đầu tư xây dựng Khu công nghiệp Đông Anh".
    if is_named_otherwise(words, from) || (1..=2).any(|back| from > at + back && named_at(words, from - back)) {
        return None;
    }
    let Some((run, to)) = name_end(words, from, from + n) else { return of_province(words, from, n, head) };
    let whole = head.kind == ProjectKind::Transport || !is_province(words, run, to);
    whole.then(|| found(head, from, to))
}

/// Tells what is built where a name opens: "Đầu tư xây dựng trường …", "Khu nhà xã hội …"; nothing where it is a deed
/// ("Tổ chức hội nghị …").
pub(super) fn opening(words: &[Word]) -> Option<&'static Head> {
    let mut at = usize::from(is(words, 0, "dự") && is(words, 1, "án")) * 2;
    for _ in 0..10 {
        if let Some((head, _)) = head_at(words, at).filter(|(h, _)| h.tail != Tail::Activity).or(facility(words, at)) {
            return Some(head);
        }
        at += BUILDS.longest_at(words, at)?;
    }
    None
}

/// Reads the way that leads from one place to another: "Tuyến đường kết nối từ cầu Mã Đà đến đường Vành đai 4".
pub(super) fn stretch(words: &[Word], at: usize, n: usize) -> Option<Found> {
    let from = (at + n..at + n + 8).find(|i| is(words, *i, "từ"))?;
    let plain = (at + n..from).all(|i| sort(words, i) == Some(Sort::Small) && !ENDS.stand_at(words, i));
    let to = reached(words, from).filter(|_| plain)?;
    Some(found(&ROAD, at, to))
}

/// Where the way ends that begins at "từ": both of its ends are named.
fn reached(words: &[Word], from: usize) -> Option<usize> {
    let sentence = words.get(from)?.sentence;
    let inner = |i: &usize| words.get(*i).is_some_and(|w| w.sentence == sentence);
    let to = (from..from + LONGEST).take_while(inner).find(|i| is(words, *i, "đến"))?;
    let begun = (from..to).any(|i| matches!(sort(words, i), Some(Sort::Capital | Sort::Number)));
    let (_, end) = name_end(words, to + 1, to + 1).filter(|_| begun)?;
    Some(end)
}

/// "dự án Nhà ở công vụ tỉnh Đồng Tháp": what has a capital after "dự án" is its name, of which its province is a part.
fn of_province(words: &[Word], from: usize, n: usize, head: &'static Head) -> Option<Found> {
    let titled = words.get(from).is_some_and(|w| w.sort == Sort::Capital && !w.shouted);
    let province = (from + n..from + n + 5).find(|i| is(words, *i, "tỉnh"))?;
    // "nhà ở" is one word; elsewhere "ở" tells where something stands.
    let first = from + n + usize::from(is(words, from, "nhà") && is(words, from + 1, "ở"));
    let plain = (first..province).all(|i| sort(words, i) == Some(Sort::Small) && !ENDS.stand_at(words, i));
    let to = proper_end(words, province + 1).filter(|to| is_province(words, province + 1, *to))?;
    (titled && plain).then(|| found(head, from, to))
}

fn found(head: &'static Head, from: usize, to: usize) -> Found {
    Found {
        head,
        naming: Naming::Named,
        from,
        to,
        name: from,
        place: None,
        shared: None,
        described: false,
        plural: false,
        count: 1,
    }
}

fn facility(words: &[Word], at: usize) -> Option<(&'static Head, usize)> {
    [(&WAYS, &ROAD), (&HOUSES, &HOUSE), (&OTHERS, &OTHER)]
        .into_iter()
        .filter_map(|(list, head)| Some((head, list.longest_at(words, at)?)))
        .max_by_key(|(_, n)| *n)
}

/// Tells whether the head noun at `at`, or one of a road or railway right behind it, names a work by itself.
fn is_named_otherwise(words: &[Word], at: usize) -> bool {
    (at..at + 3).any(|i| {
        let head = head_at(words, i).filter(|(h, _)| i == at || h.kind == ProjectKind::Transport);
        head.is_some_and(|(head, n)| names(words, i, n, head))
    })
}

/// Where the last run of capitalised words begins and ends that belongs to the name.
fn name_end(words: &[Word], from: usize, after: usize) -> Option<(usize, usize)> {
    let sentence = words.get(from)?.sentence;
    // "đường tỉnh 155", "quốc lộ 4D": a road of the State is named by its number.
    let number = road_number(words, after);
    let mut run = number;
    let mut at = run.map_or(after, |r| r.1);
    while at < from + LONGEST && words.get(at).is_some_and(|w| w.sentence == sentence) {
        let goes_on = run.is_some_and(|r| r.1 == at || r.1 + 1 == at && is_dash(words, at - 1));
        let body = sort(words, at) == Some(Sort::Capital) && !goes_on && is_body(words, at);
        if body || (!goes_on || sort(words, at) == Some(Sort::Small)) && ENDS.stand_at(words, at) {
            break;
        }
        match sort(words, at)? {
            Sort::Capital => {
                let to = at + coded(words, at).unwrap_or_else(|| numbered(words, at));
                run = Some((run.filter(|_| goes_on).map_or(at, |r| r.0), to));
                at = to;
                continue;
            }
            Sort::Number if goes_on && !is(words, at + 1, "ha") => run = run.map(|r| (r.0, at + 1)),
            Sort::Mark if is_dash(words, at) && sort(words, at + 1) == Some(Sort::Capital) => {}
            Sort::Mark if is(words, at, ",") && sort(words, at + 1) == Some(Sort::Small) && run.is_none() => {}
            Sort::Mark => break,
            Sort::Small if is(words, at, "và") && run.is_some() => break,
            _ => {}
        }
        at += 1;
    }
    let (start, end) = run?;
    // "đường 25C đoạn từ đường Hùng Vương đến đường Liên Cảng": roads of one name are told by their stretches.
    let stretched = phrase_at(words, end, "đoạn từ").and_then(|n| reached(words, end + n - 1));
    if let Some(to) = stretched {
        return Some((start, to));
    }
    if number == Some((start, end)) {
        return number;
    }
    // One capital among small letters is no name: "đường Liên xã"; nor is an abbreviation: "đường ĐT".
    let lone = end == start + 1 && (sort(words, end) == Some(Sort::Small) && !ENDS.stand_at(words, end));
    let short = end == start + 1
        && words.get(start).is_some_and(|w| w.shouted && !w.lower.contains(|c: char| c.is_ascii_digit()));
    let longer = ["nối dài", "kéo dài", "mở rộng"].iter().any(|w| phrase_at(words, end, w).is_some());
    (!short && (!lone || longer)).then_some((start, if longer { end + 2 } else { end }))
}

/// "đường tỉnh 155", "đường ĐT. 770B", "tuyến metro số 6": ways that are named by their numbers.
fn road_number(words: &[Word], at: usize) -> Option<(usize, usize)> {
    let before = at.checked_sub(1)?;
    let short = ["đt", "ql", "hl", "tl", "đh"].iter().any(|w| is(words, at, w));
    let numbered = ["tỉnh", "huyện", "lộ", "đai"].iter().any(|w| is(words, before, w));
    let line = (is(words, before, "metro") || is(words, before, "sắt")) && is(words, at, "số");
    let mut number = at + usize::from(short || line);
    number += usize::from(short && is(words, number, "."));
    let whole = words.get(number).is_some_and(|w| w.lower.starts_with(|c: char| c.is_ascii_digit()));
    ((short || line || numbered) && whole).then_some((at, number + 1))
}

fn is_dash(words: &[Word], at: usize) -> bool {
    is(words, at, "-") || is(words, at, "–")
}

fn named_at(words: &[Word], at: usize) -> bool {
    head_at(words, at).is_some_and(|(head, n)| head.tail == Tail::Proper && names(words, at, n, head))
}

/// "CT.03": a way of the national plan.
fn coded(words: &[Word], at: usize) -> Option<usize> {
    let near = |i: usize| words.get(i).zip(words.get(i + 1)).is_some_and(|(a, b)| a.end == b.start);
    let code = words.get(at)?.shouted && is(words, at + 1, ".") && sort(words, at + 2) == Some(Sort::Number);
    (code && near(at) && near(at + 1)).then_some(3)
}

/// How many words a capital takes: "Quốc lộ 10", "Vành đai 3" are names by their numbers.
fn numbered(words: &[Word], at: usize) -> usize {
    let road =
        ["quốc lộ", "tỉnh lộ", "hương lộ", "vành đai", "đường tỉnh"].iter().any(|w| phrase_at(words, at, w).is_some());
    if road && sort(words, at + 2) == Some(Sort::Number) { 3 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        let all = words(text, 0, text.len());
        let at = (0..all.len()).find(|i| is(&all, *i, "dự")).unwrap_or_default();
        let found = undertaking(&all, at).and_then(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_what_is_built() {
        check(
            "Dự án đầu tư xây dựng đường Hải Thượng Lãn Ông nối dài tại Cà Mau",
            Some("đường Hải Thượng Lãn Ông nối dài"),
        );
        check("Tên dự án: Bệnh viện đa khoa quốc tế Nhơn Bình.", Some("Bệnh viện đa khoa quốc tế Nhơn Bình"));
        check(
            "dự án đầu tư xây dựng cảng biển và trung tâm logistics Tiên Lãng: đang lập",
            Some("cảng biển và trung tâm logistics Tiên Lãng"),
        );
        check("dự án đường nối Quốc lộ 5 với Quốc lộ 10;", Some("đường nối Quốc lộ 5 với Quốc lộ 10"));
        check("dự án xây dựng kè Rào - Hải Phòng và kè Bính", Some("kè Rào - Hải Phòng"));
        let whole = "đường 25C đoạn từ đường Hùng Vương đến đường Liên Cảng";
        check(&format!("Dự án xây dựng {whole};"), Some(whole));
        check("Dự án đường ĐT. 770B;", Some("đường ĐT. 770B"));
        check("dự án Vành đai 4 Vùng Thủ đô", Some("Vành đai 4"));
        check("Dự án tuyến metro số 6 chạy từ Bà Quẹo", Some("metro số 6"));
        check("Dự án Cải tạo, nâng cấp Quốc lộ 37 đoạn qua tỉnh Sơn La", Some("Quốc lộ 37"));
        check("dự án Nhà ở công vụ tỉnh Đồng Tháp nhằm", Some("Nhà ở công vụ tỉnh Đồng Tháp"));
        check(
            "Dự án đường sắt đô thị Thủ Thiêm - Long Thành (đoạn qua",
            Some("đường sắt đô thị Thủ Thiêm - Long Thành"),
        );
    }

    #[test]
    fn reads_ways_between_places() {
        let stretched = |text: &str| {
            let all = words(text, 0, text.len());
            stretch(&all, 0, 2).and_then(|f| text.get(..all.get(f.to - 1)?.end)).map(str::to_owned)
        };
        let whole = "Tuyến đường kết nối từ cầu Mã Đà đến đường Vành đai 4";
        assert_eq!(stretched(&format!("{whole};")).as_deref(), Some(whole));
        let whole = "tuyến đường giao thông kết nối liên vùng từ đường Hồ Chí Minh, tỉnh Thanh Hóa đến quốc lộ 6 và đường cao tốc CT.03";
        assert_eq!(stretched(&format!("{whole} tỉnh Phú Thọ")).as_deref(), Some(whole));
        assert_eq!(stretched("Tuyến đường từ trung tâm xã đến các thôn"), None);
        assert_eq!(stretched("Tuyến đường từ Quốc lộ 4D. Trước đến Lào Cai"), None);
    }

    #[test]
    fn a_name_opens_with_what_is_built() {
        let kind = |text: &str| opening(&words(text, 0, text.len())).map(|h| h.kind);
        assert_eq!(kind("Đầu tư xây dựng, nâng cấp trường THPT Lê Lợi"), Some(ProjectKind::Infrastructure));
        assert_eq!(kind("Khu nhà xã hội tại ô CT3"), Some(ProjectKind::Infrastructure));
        assert_eq!(kind("Hội nghị đối thoại với công nhân khu công nghiệp"), None);
        assert_eq!(kind(""), None);
    }

    #[test]
    fn refuses_what_has_no_name() {
        check("dự án đầu tư xây dựng trường học trên địa bàn tỉnh Lào Cai", None);
        check("dự án trung tâm thương mại của Công ty A", None);
        check("dự án xây dựng đường Liên xã", None);
        check("dự án đầu tư xây dựng cầu Cát Lái", None);
        check("dự án đầu tư xây dựng hạ tầng kỹ thuật Khu công nghiệp Đông Anh", None);
        check("dự án Luật Đất đai", None);
        check("dự án nhà ở xã hội tỉnh Đồng Tháp", None);
        check("dự án", None);
    }
}

//! Works by name that are neither numbered nor laws: plans, schemes, strategies, programmes and master plans.

use super::mention::{Found, name_end, tail};
use super::stops::{Stopping, Stops};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::DocumentType;
use crate::text::{Cursor, is_word_boundary, lower};

/// Words that end the name of a work that is no law.
static WORK_STOPS: Stopping = Stopping::new(|| {
    Stops::new(&[
        " và yêu cầu",
        " và tổng kết",
        " triển khai thực hiện",
        " của sở ",
        " của ubnd",
        " trước ngày",
        " làm cơ sở",
        " của tỉnh ủy",
        " của thành ủy",
        " của chính phủ",
        " của thủ tướng",
        " được ",
        " đã ",
        " theo ",
        " thì ",
        " ban hành",
        " tại quyết định",
        " số ",
        " nhằm ",
        ", trong đó",
        " gắn với",
        " bảo đảm",
        " đảm bảo",
        " để ",
        " do ",
        " sau khi",
        " và các ",
        " và triển khai",
        " và quy hoạch ",
        " với các nội dung",
        " với nội dung",
        " như sau",
        " gồm",
        " là gì",
        " phải ",
        " trước đây",
        " trước khi",
        " vào phần ",
    ])
});

/// Words that open the name of a work.
const NAMED: [(&str, DocumentType); 13] = [
    ("nghị quyết đại hội ", DocumentType::Resolution),
    ("nghị quyết của đại hội ", DocumentType::Resolution),
    ("kế hoạch ", DocumentType::Plan),
    ("đề án ", DocumentType::Scheme),
    ("chiến lược ", DocumentType::Strategy),
    ("quy hoạch ", DocumentType::MasterPlan),
    ("chương trình ", DocumentType::Programme),
    ("bộ chỉ số ", DocumentType::Other),
    ("nghị quyết ", DocumentType::Resolution),
    ("nghị định ", DocumentType::Decree),
    ("chỉ thị ", DocumentType::Directive),
    ("kết luận ", DocumentType::Conclusion),
    ("thông tư ", DocumentType::Circular),
];

/// Kinds that have a number: of them a text may print no more than that.
const NUMBERED: [&str; 5] = ["nghị quyết ", "nghị định ", "chỉ thị ", "kết luận ", "thông tư "];

/// Words before a master plan in small letters that make it one that exists: "căn cứ quy hoạch chung đô thị Phố Ràng".
const RELIED_ON: [&str; 4] = ["căn cứ", "theo", "phù hợp với", "phù hợp"];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    NAMED.into_iter().map(|(word, _)| (Cue::Work, word))
}

/// Finds all namings of works in a block.
pub(super) fn find(view: &View<'_>, block: &str, words: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, word, kind) in openings(view, words) {
        let before = words.get(..at).unwrap_or_default().trim_end();
        let listed = found
            .last()
            .is_some_and(|f| matches!(words.get(f.end..at).map(str::trim), Some("," | ";" | "và" | ", và" | "; và")));
        let capital = block.get(at..).is_some_and(|b| b.starts_with(char::is_uppercase));
        let relied = kind == DocumentType::MasterPlan && (listed || RELIED_ON.iter().any(|w| before.ends_with(w)));
        // "Quyết định số 339/QĐ-TTg … về phê duyệt chiến lược phát triển thủy sản … đến năm 2030"
        let approved = !capital && before.ends_with("phê duyệt");
        let small = relied || approved && approved_period(block, words, at, word.len());
        if capital || small {
            found.extend(named(block, words, at, (word, kind), capital, listed));
        }
    }
    found
}

/// Returns the words that may open a name, in their order.
fn openings<'v>(
    view: &'v View<'_>,
    words: &'v str,
) -> impl Iterator<Item = (usize, &'static str, DocumentType)> + use<'v> {
    view.places(words, Cue::Work).filter_map(move |at| {
        let here = words.get(at..)?;
        NAMED.into_iter().find(|(word, _)| here.starts_with(word)).map(|(word, kind)| (at, word, kind))
    })
}

/// Tells whether a numbered act approves what stands here, and a period tells it from others of its kind.
fn approved_period(block: &str, words: &str, at: usize, len: usize) -> bool {
    let name = approved(block, words, at, at + len).and_then(|end| words.get(at..end));
    name.is_some_and(is_identified)
}

fn named(
    block: &str,
    words: &str,
    at: usize,
    (word, kind): (&str, DocumentType),
    capital: bool,
    listed: bool,
) -> Option<Found> {
    let from = at + word.len();
    let after = words.get(from..)?;
    let spoken_of = [
        "này",
        "hành động thực hiện",
        "được ",
        "đã ",
        "của ",
        "và ",
        "theo ",
        "nêu trên",
        "trên ",
        "có ",
        "hàng năm",
        "hằng năm",
    ];
    if NUMBERED.contains(&word) {
        return short(block, words, at, (word, kind)).filter(|_| capital);
    }
    // "các Chương trình mục tiêu quốc gia giai đoạn …" are a class.
    let several = words.get(..at)?.trim_end().ends_with("các");
    if several || spoken_of.iter().any(|w| after.starts_with(w)) || is_drafted(words, at) {
        return None;
    }
    let marked = if capital { ordinal(words, from).or_else(|| quoted(words, from)) } else { None };
    if kind == DocumentType::Resolution {
        let end = congress(words, at + "nghị quyết ".len())?;
        let name = block.get(at..end)?.to_owned();
        return Some(Found { name: Some(name), kind: Some(kind), start: at, core: end, end, ..Found::default() });
    }
    let end = marked.or_else(|| national(words, at)).or_else(|| approved(block, words, at, from)).or_else(|| {
        let end = end(words, at, word.len())?;
        let name = lower(block.get(at..end)?.trim());
        let of_a_place = is_of_a_place(block, at, end);
        let known = kind != DocumentType::Plan || is_public_investment(&name);
        let identified = known && (is_identified(&name) || of_a_place);
        let long = listed && !is_own(&name) && (8..40).contains(&name.split(' ').count());
        let stated = identified || is_acted_on(words, at, &name) || long;
        (if capital { stated } else { of_a_place }).then_some(end)
    })?;
    let start = adjusted(block, words, at);
    let name = block.get(start..end)?.trim();
    let mut f = Found { name: Some(name.to_owned()), kind: Some(kind), start, core: end, end, ..Found::default() };
    tail(block, words, &mut f);
    Some(f)
}

/// "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI": the ordinal of the congress identifies it.
fn congress(words: &str, from: usize) -> Option<usize> {
    let rest = words.get(from..)?;
    let ordinal = rest.find("lần thứ ").filter(|at| *at < 90)?;
    let numeral = rest.get(ordinal + "lần thứ ".len()..)?;
    let len = numeral.bytes().take_while(|b| matches!(b, b'i' | b'v' | b'x')).count();
    let end = ordinal + "lần thứ ".len() + len;
    let plain = !rest.get(..ordinal)?.contains([',', ';', '.']);
    let party = if rest.get(end..)?.starts_with(" của đảng") { " của đảng".len() } else { 0 };
    let term = term(rest.get(end + party..)?);
    (len > 0 && plain && is_word_boundary(rest, end)).then_some(from + end + party + term)
}

/// Returns the length of ", nhiệm kỳ 2025 - 2030" behind a congress; 0 when it does not follow.
fn term(rest: &str) -> usize {
    let mut c = Cursor::new(rest);
    c.eat(",");
    c.skip_spaces();
    if !c.eat("nhiệm kỳ") {
        return 0;
    }
    c.skip_spaces();
    let first = c.number(4).is_some();
    c.skip_spaces();
    let dash = c.eat("-") || c.eat("–");
    c.skip_spaces();
    if first && dash && c.number(4).is_some() { c.pos() } else { 0 }
}

/// "Chương trình mục tiêu quốc gia giảm nghèo bền vững": there is one of a name; the period belongs to it.
fn national(words: &str, at: usize) -> Option<usize> {
    let head = "chương trình mục tiêu quốc gia ";
    words.get(at..)?.strip_prefix(head)?;
    let from = at + head.len();
    let end = name_end(words, from, &NATIONAL_STOPS);
    let name = words.get(from..end)?;
    let whose = ["giai đoạn", "năm ", "thành phố", "tỉnh", "cấp ", "và "].iter().any(|w| name.starts_with(w));
    let several = words.get(..at)?.trim_end().ends_with("các");
    (name.split(' ').count() >= 3 && !whose && !several).then_some(end)
}

/// Words that end the name of a national target programme.
static NATIONAL_STOPS: Stopping = Stopping::new(|| {
    Stops::new(&[
        " trên địa bàn",
        " năm ",
        " theo ",
        " được ",
        " của ",
        " tại ",
        " thì ",
        " đã ",
        " để ",
        " do ",
        " là ",
        " ở ",
        " gắn với",
        " đảm bảo",
        " bảo đảm",
        " khẩn trương",
        " có ",
    ])
});

/// What stands behind the name of a unit that was merged.
const FORMER: &str = " (cũ)";

/// The name of what a numbered act approves runs to the end of its clause, over commas and all.
fn approved(block: &str, words: &str, at: usize, from: usize) -> Option<usize> {
    let quote = |c: char| matches!(c, '“' | '"' | ' ');
    let act = words.get(..at)?.trim_end_matches(quote).strip_suffix("phê duyệt")?;
    // "Sở Tài chính quyết định phê duyệt Đề án …" says who may approve, not what was approved.
    let near = block.get(act.floor_char_boundary(act.len().saturating_sub(200))..act.len())?;
    ["Quyết định", "QUYẾT ĐỊNH", "Nghị quyết", "NGHỊ QUYẾT"].iter().any(|w| near.contains(w)).then_some(())?;
    let rest = words.get(from..)?;
    let former = rest.find(FORMER).map(|at| at + FORMER.len());
    let mark = |from: usize| {
        rest.get(from..).and_then(|r| r.find([';', '.', '(', ')', ':', '“', '”', '"', '\n'])).map(|m| from + m)
    };
    let mut end = mark(0).unwrap_or(rest.len());
    // "Quy hoạch tỉnh Phú Yên (cũ) thời kỳ 2021 - 2030": the brackets are a part of the name.
    if let Some(behind) = former.filter(|f| *f == end + FORMER.trim_start().len()) {
        end = mark(behind).unwrap_or(rest.len());
    }
    for (comma, _) in rest.get(..end)?.match_indices(", ") {
        let next = block.get(from + comma + 2..)?.chars().next();
        if next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()) {
            end = comma;
            break;
        }
    }
    let stop = [" triển khai thực hiện", " được ", " đã ", " thì ", " tại quyết định", " theo quyết định"];
    let end = stop.iter().filter_map(|s| rest.get(..end)?.find(s)).min().unwrap_or(end);
    let name = rest.get(..end)?.trim_end();
    (3..=60).contains(&name.split(' ').count()).then(|| from + name.len())
}

/// "Điều chỉnh, bổ sung Quy hoạch …": the adjustment is the work.
fn adjusted(block: &str, words: &str, at: usize) -> usize {
    let before = words.get(..at).unwrap_or_default();
    let changed = before.strip_suffix("điều chỉnh, bổ sung ").or(before.strip_suffix("điều chỉnh "));
    changed.filter(|b| block.get(b.len()..).is_some_and(|r| r.starts_with('Đ'))).map_or(at, str::len)
}

/// "xây dựng Chương trình …", "dự thảo Đề án …": a work still to be written is not cited.
fn is_drafted(words: &str, at: usize) -> bool {
    const THEN: [&str; 6] =
        ["triển khai thực hiện", "tổ chức thực hiện", "triển khai", "thực hiện", "trình", "ban hành"];
    let before = words.get(..at).unwrap_or_default().trim_end();
    // "lập điều chỉnh Quy hoạch tỉnh": the adjustment is still to be written.
    let adjusted = before.strip_suffix("điều chỉnh").map(str::trim_end).filter(|b| b.ends_with("lập"));
    let mut before = adjusted.unwrap_or(before);
    for then in THEN {
        let joined = before.strip_suffix(then).map(str::trim_end);
        before = joined.and_then(|b| b.strip_suffix(',').or(b.strip_suffix("và"))).map_or(before, str::trim_end);
    }
    ["xây dựng", "dự thảo", "soạn thảo", "lập"]
        .iter()
        .any(|w| before.strip_suffix(w).is_some_and(|b| is_word_boundary(before, b.len())))
}

/// "Nghị định 95", "Chỉ thị số 45 của Ban Bí thư": the number alone, as later namings and the press print it.
fn short(block: &str, words: &str, at: usize, (word, kind): (&str, DocumentType)) -> Option<Found> {
    let end = running(words, at + word.len())?;
    let name = block.get(at..end)?.to_owned();
    let mut f = Found { name: Some(name), kind: Some(kind), start: at, core: end, end, ..Found::default() };
    tail(block, words, &mut f);
    Some(f)
}

/// Returns where a running number ends that stands alone: no symbol, no year, nothing counted behind it.
fn running(words: &str, from: usize) -> Option<usize> {
    const COUNTED: [&str; 6] = ["năm", "điều", "khoản", "tháng", "triệu", "tỷ"];
    let rest = words.get(from..)?;
    let skip = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let digits = rest.get(skip..)?.bytes().take_while(u8::is_ascii_digit).count();
    let number = rest.get(skip..skip + digits)?;
    let next = rest.get(skip + digits..)?;
    let longer = next.starts_with(['/', '-', '–', '.', ',']) && next.chars().nth(1).is_some_and(char::is_alphanumeric);
    let spaced = next.trim_start().starts_with(['/', '-', '–']) && next.starts_with(' ');
    let counts = next.strip_prefix(' ').is_some_and(|n| COUNTED.iter().any(|c| n.starts_with(c)));
    let year = digits == 4 && (number.starts_with("19") || number.starts_with("20"));
    let plain = (2..=4).contains(&digits) && !longer && !spaced && !counts && !year;
    (plain && is_word_boundary(rest, skip + digits)).then_some(from + skip + digits)
}

/// "Đề án 06", "Đề án số 2": the ordinal is the name, unless it counts something ("Đề án 1 triệu héc-ta lúa").
fn ordinal(words: &str, from: usize) -> Option<usize> {
    const COUNTED: [&str; 8] = ["triệu", "nghìn", "ngàn", "tỷ", "ha", "héc", "năm", "xã"];
    words.get(..from)?.ends_with("đề án ").then_some(())?;
    let rest = words.get(from..)?;
    let skip = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let digits = rest.get(skip..)?.bytes().take_while(u8::is_ascii_digit).count();
    let end = skip + digits;
    let next = rest.get(end..)?;
    let counts = COUNTED.iter().any(|c| next.strip_prefix(' ').is_some_and(|n| n.starts_with(c)));
    let longer = next.strip_prefix(['/', '-', '.', ',']).is_some_and(|n| n.starts_with(|c: char| c.is_alphanumeric()));
    let plain = (1..=3).contains(&digits) && !counts && !longer && is_word_boundary(rest, end);
    // "Đề án số 2 về phát triển …" has its subject in its name.
    let subject = next.starts_with(" về ").then(|| self::end(words, from - "đề án ".len(), "đề án ".len())).flatten();
    plain.then(|| subject.filter(|s| words.get(from..*s).is_some_and(is_identified)).unwrap_or(from + end))
}

/// Chương trình “Quan trắc môi trường … đến năm 2040”: the marks tell where the name ends.
fn quoted(words: &str, from: usize) -> Option<usize> {
    let rest = words.get(from..)?;
    let close = match rest.chars().next()? {
        '“' => '”',
        '"' => '"',
        _ => return None,
    };
    let inner = rest.get(rest.chars().next()?.len_utf8()..)?;
    let len = inner.find(close)?;
    let words = inner.get(..len)?.split(' ').count();
    (4..=60).contains(&words).then(|| from + (rest.len() - inner.len()) + len + close.len_utf8())
}

/// "Quy hoạch chung đô thị Phố Ràng", "Quy hoạch tỉnh Phú Thọ": a kind of master plan and the place it is for.
fn is_of_a_place(block: &str, at: usize, end: usize) -> bool {
    const SORTS: [&str; 9] =
        ["chung ", "phân khu ", "tỉnh ", "thành phố ", "vùng ", "chi tiết ", "xây dựng vùng ", "cụm ", "khu "];
    let name = block.get(at..end).unwrap_or_default();
    let Some(rest) = name.get("quy hoạch ".len()..).filter(|_| lower(name).starts_with("quy hoạch ")) else {
        return false;
    };
    let place = rest.split(' ').skip(1).any(|w| w.chars().next().is_some_and(char::is_uppercase));
    place && SORTS.iter().any(|s| rest.starts_with(s))
}

/// "thực hiện Chương trình sử dụng năng lượng tiết kiệm và hiệu quả": a long name after a verb of doing.
fn is_acted_on(words: &str, at: usize, name: &str) -> bool {
    let before = words.get(..at).unwrap_or_default().trim_end();
    let verb = ["thực hiện", "triển khai", "hiệu quả", "quyết liệt"].iter().any(|v| before.ends_with(v));
    verb && !is_own(name) && (7..40).contains(&name.split(' ').count())
}

/// A plan "thực hiện …" or "này" is spoken of, not named.
fn is_own(name: &str) -> bool {
    [" này", " hành động", " thực hiện", " triển khai", " số ", "hoạch và ", "án và ", "trình và ", " theo "]
        .iter()
        .any(|w| name.contains(w))
}

/// A period makes a name one work's.
fn is_identified(name: &str) -> bool {
    let period = ["giai đoạn", "đến năm", "thời kỳ", "đến 20"].iter().any(|p| name.contains(p));
    period && name.split(' ').count() >= 5
}

/// The one plan that goes by its period alone (Luật Đầu tư công, which names it so).
fn is_public_investment(name: &str) -> bool {
    name.starts_with("kế hoạch đầu tư công trung hạn ")
}

/// A comma inside a name: the period it ends with still follows, and no other kind of document between.
fn comma_end(words: &str, at: usize, end: usize) -> Option<usize> {
    let periods = ["giai đoạn", "thời kỳ", "đến năm", "đến 20"];
    let has = |t: &str| periods.iter().any(|p| t.contains(p));
    let other =
        |t: &str| NAMED.iter().any(|(w, _)| t.contains(w)) || t.contains("nghị quyết") || t.contains("quyết định");
    let mut last = end;
    for _ in 0..3 {
        if has(words.get(at..last)?) || !words.get(last..)?.starts_with(", ") {
            return None;
        }
        last = name_end(words, last + ", ".len(), &WORK_STOPS);
        let piece = words.get(end..last)?;
        if other(piece) || piece.len() > 240 {
            return None;
        }
        if has(piece) {
            return Some(last);
        }
    }
    None
}

fn end(words: &str, at: usize, len: usize) -> Option<usize> {
    let rest = words.get(at + len..)?;
    let skip = if rest.starts_with("số ") { "số ".len() } else { 0 };
    let mut end = name_end(words, at + len + skip, &WORK_STOPS);
    if let Some(longer) = comma_end(words, at, end) {
        end = longer;
    }
    let behind = end + FORMER.len();
    if words.get(end..).is_some_and(|r| r.starts_with(FORMER))
        && [" thời kỳ", " giai đoạn", " đến năm"].iter().any(|w| words.get(behind..).is_some_and(|r| r.starts_with(w)))
    {
        end = name_end(words, behind, &WORK_STOPS);
    }
    if words.get(end..).is_some_and(|r| r.starts_with(", tầm nhìn")) {
        end = name_end(words, end + 2, &WORK_STOPS);
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(block: &str, expected: &[&str]) {
        super::super::mention::check_names(block, |view, words| find(view, block, words), expected);
    }

    #[test]
    fn an_ordinal_marks_or_a_period_identify_a_work() {
        check("đưa Đề án 06 vào công tác thi đua; Đề án số 2 của Tỉnh ủy", &["Đề án 06", "Đề án số 2"]);
        check(
            "phê duyệt Chương trình “Quan trắc môi trường phục vụ quản lý” và",
            &["Chương trình “Quan trắc môi trường phục vụ quản lý”"],
        );
        check("theo Chiến lược dữ liệu quốc gia đến năm 2030;", &["Chiến lược dữ liệu quốc gia đến năm 2030"]);
        let congress = "Nghị quyết Đại hội đại biểu Đảng bộ tỉnh lần thứ XVI, nhiệm kỳ 2025 - 2030";
        check(&format!("theo {congress}, các sở"), &[congress]);
        check(
            "theo Nghị quyết của Đại hội đại biểu toàn quốc lần thứ XIV của Đảng.",
            &["Nghị quyết của Đại hội đại biểu toàn quốc lần thứ XIV của Đảng"],
        );
        check(
            "trong Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030.",
            &["Kế hoạch đầu tư công trung hạn giai đoạn 2026 - 2030"],
        );
        check("Theo Nghị định 95, và Chỉ thị số 45 của Ban Bí thư", &["Nghị định 95", "Chỉ thị số 45"]);
        check("theo Quy hoạch chung đô thị Phố Ràng.", &["Quy hoạch chung đô thị Phố Ràng"]);
        let former = "Quy hoạch tỉnh Phú Yên (cũ) thời kỳ 2021 - 2030, tầm nhìn đến năm 2050";
        check(&format!("Quyết định số 1746/QĐ-TTg về việc phê duyệt {former};"), &[former]);
        check(&format!("theo {former}."), &[former]);
        let small = "chiến lược phát triển thủy sản Việt Nam đến năm 2030, tầm nhìn đến năm 2045";
        check(&format!("Quyết định số 339/QĐ-TTg về phê duyệt {small};"), &[small]);
        check(
            "Quyết định số 1 phê duyệt Bộ chỉ số điều hành, phục vụ người dân, doanh nghiệp; yêu cầu",
            &["Bộ chỉ số điều hành, phục vụ người dân, doanh nghiệp"],
        );
    }

    #[test]
    fn refuses_counts_and_classes() {
        check("thực hiện Đề án 1 triệu héc-ta; Đề án này; các Chương trình mục tiêu; Kế hoạch của đơn vị", &[]);
        check("xây dựng, thực hiện Kế hoạch đánh giá công nghệ của các nhà máy đang hoạt động", &[]);
        check("lập quy hoạch chung đô thị Phố Ràng", &[]);
        check("các Chương trình mục tiêu quốc gia giai đoạn 2026 - 2030", &[]);
        check("Nghị quyết 2025, Nghị định 95/2024/NĐ-CP, Nghị quyết 66.13, nghị quyết 57, Kết luận 12 năm", &[]);
        check("Sở Tài chính quyết định phê duyệt Đề án sử dụng tài sản công vào mục đích kinh doanh", &[]);
        check("báo cáo kết quả thực hiện Đề án hàng năm và tổng kết sau khi kết thúc Đề án", &[]);
    }
}

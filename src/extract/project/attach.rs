//! Which amounts and years of a block belong to which of its works.

use super::amount::{Measure, Quantity};
use super::name::{Found, Naming};
use super::words::{Cues, Phrases, Sort, Word, is, joined, sentence_start, sort};
use crate::model::ProjectKind;

static COST_CUES: Cues = Cues::new(|| {
    Phrases::new([
        "kinh phí",
        "tổng mức",
        "vốn",
        "trị giá",
        "chi phí",
        "tổng đầu tư",
        "mức đầu tư",
        "giá trị đầu tư",
        "dự toán",
    ])
});
static SIZE_CUES: Cues = Cues::new(|| {
    Phrases::new(["công suất", "diện tích", "quy mô", "rộng", "chiều dài", "dài", "lên", "từ", "sản lượng"])
});
const CUE_REACH: usize = 7;
/// What a work holds that is counted.
const HELD: [&str; 7] = ["căn", "làn xe", "giường", "lượt", "triệu lượt", "GWh/", "MWh/"];

/// Tells whether words just before the amount say that it is money spent.
pub(super) fn is_cost(words: &[Word], quantity: &Quantity) -> bool {
    quantity.measure == Measure::Money && (cued(words, quantity.at, &COST_CUES) || is_total(words, quantity.at))
}

/// "Tổng mức đầu tư dự án Cải tạo nút giao An Bình là 159 tỷ đồng": the verb joins the amount to what opens the clause.
fn is_total(words: &[Word], at: usize) -> bool {
    static TOTALS: Cues = Cues::new(|| Phrases::new(["tổng mức đầu tư", "tổng vốn đầu tư", "tổng kinh phí"]));
    const REACH: usize = 28;
    let before = |i: usize| at >= i && ["là", ":"].iter().any(|w| is(words, at - i, w));
    let joined = before(1) || before(2) && ["khoảng", "gần", "hơn"].iter().any(|w| is(words, at - 1, w));
    let from = sentence_start(words, at).max(at.saturating_sub(REACH));
    joined && (from..at).any(|i| TOTALS.stand_at(words, i)) && (from..at).all(|i| !is(words, i, ";"))
}

fn cued(words: &[Word], at: usize, cues: &Phrases) -> bool {
    let from = sentence_start(words, at).max(at.saturating_sub(CUE_REACH));
    (from..at).any(|i| cues.stand_at(words, i))
}

/// "từ 10.000 ha trở lên đối với khu kinh tế ven biển": a bound that the law sets is no work's own.
pub(super) fn is_bound(words: &[Word], quantity: &Quantity) -> bool {
    is(words, quantity.next, "trở") && (is(words, quantity.next + 1, "lên") || is(words, quantity.next + 1, "xuống"))
}

/// Returns the work an amount is stated of: an index into `found`.
pub(super) fn owner(words: &[Word], found: &[Found], quantity: &Quantity) -> Option<usize> {
    if is_bound(words, quantity) {
        return None;
    }
    match quantity.measure {
        Measure::Money if is_cost(words, quantity) => cost_owner(words, found, quantity.at),
        Measure::Size => size_owner(words, found, quantity),
        Measure::Thing if HELD.iter().any(|u| quantity.unit.starts_with(u)) => size_owner(words, found, quantity),
        Measure::Count if quantity.unit == "hộ" => size_owner(words, found, quantity)
            .filter(|i| found.get(*i).is_some_and(|f| f.head.kind == ProjectKind::CraftVillage)),
        _ => None,
    }
}

fn is_work(found: &Found) -> bool {
    found.naming != Naming::Generic
}

fn cost_owner(words: &[Word], found: &[Found], at: usize) -> Option<usize> {
    if let Some(first) = found.first().filter(|f| f.from == 0 && is_work(f) && is(words, f.to, ":")) {
        return found.iter().position(|f| std::ptr::eq(f, first));
    }
    let sentence = words.get(at)?.sentence;
    let in_sentence = |s: usize| {
        found.iter().position(|f| f.to <= at && is_work(f) && words.get(f.from).is_some_and(|w| w.sentence == s))
    };
    in_sentence(sentence).or_else(|| of_the_work_before(words, found, at)).or_else(|| {
        let only_cost = opens_with_cost(words, sentence);
        let last = found.iter().rposition(|f| f.to <= at)?;
        let before = words.get(found.get(last)?.from)?.sentence;
        let near = only_cost && before + 1 == sentence;
        near.then(|| if found.get(last).is_some_and(is_work) { in_sentence(before) } else { Some(last) })?
    })
}

/// Tells whether a block states an amount of the one work a document is about, without naming it: "Tổng mức đầu tư dự
/// kiến: …", "- Diện tích sử dụng đất: …".
pub(super) fn of_subject(words: &[Word], quantity: &Quantity) -> bool {
    static COSTS: Cues = Cues::new(|| {
        Phrases::new([
            "tổng mức đầu tư",
            "tổng vốn đầu tư",
            "tổng vốn",
            "vốn đầu tư",
            "mức đầu tư",
            "sơ bộ chi phí",
            "chi phí giải phóng mặt bằng",
            "chi phí xây dựng",
        ])
    });
    static SIZES: Cues =
        Cues::new(|| Phrases::new(["diện tích", "quy mô", "tổng diện tích", "công suất", "tổng công suất", "quỹ đất"]));
    static OPENS: Cues = Cues::new(|| Phrases::new(["dự án có", "dự án gồm", "dự án bao gồm", "công trình có"]));
    static HOLDS: Cues = Cues::new(|| Phrases::new(["quy mô", "gồm", "có"]));
    // "- Đoạn Trung Lương - Mỹ Thuận: … quy mô 6 làn xe": the lanes of a stretch are those of the way.
    static STRETCHES: Cues = Cues::new(|| Phrases::new(["đoạn"]));
    let lanes = quantity.measure == Measure::Thing && quantity.unit == "làn xe";
    let labels: &Phrases = match quantity.measure {
        Measure::Money => &COSTS,
        Measure::Size => &SIZES,
        Measure::Thing if HELD.iter().any(|u| quantity.unit.starts_with(u)) => &HOLDS,
        _ => return false,
    };
    // The label opens the block, behind its mark or ordinal.
    let label = |i: usize| COSTS.stand_at(words, i) || SIZES.stand_at(words, i) || OPENS.stand_at(words, i);
    let stretch = |i: usize| lanes && STRETCHES.stand_at(words, i);
    let opens = (0..words.len().min(3)).any(|i| label(i) || stretch(i));
    let near = (sentence_start(words, quantity.at)..quantity.at).any(|i| labels.stand_at(words, i));
    if is_bound(words, quantity) {
        return false;
    }
    // What stands in the total's parts ("vốn tự có …") is money of a source, not of the work.
    let first = match quantity.measure {
        Measure::Size => !is_part(words, quantity.at),
        Measure::Thing => true,
        _ => (0..quantity.at).all(|i| !is(words, i, ";")),
    };
    opens && near && first
}

/// "299 ha, gồm 2 giai đoạn: …", "125 ha (khu phía Đông 69 ha, …)": what the whole consists of.
fn is_part(words: &[Word], at: usize) -> bool {
    const FAR: usize = 80;
    let from = at.saturating_sub(FAR);
    let parts = |i: usize| is(words, i, "gồm") || is(words, i, "trong") && is(words, i + 1, "đó");
    let before = (from..at).any(|i| sort(words, i) == Some(Sort::Number));
    let bracket = (from..at).rev().find(|i| is(words, *i, "(") || is(words, *i, ")"));
    before && (bracket.is_some_and(|i| is(words, i, "(")) || (from..at).any(parts))
}

fn opens_with_cost(words: &[Word], sentence: usize) -> bool {
    static COSTS: Cues =
        Cues::new(|| Phrases::new(["kinh phí", "dự kiến kinh phí", "tổng mức đầu tư", "vốn đầu tư", "tổng vốn"]));
    let from = words.iter().position(|w| w.sentence == sentence).unwrap_or(words.len());
    COSTS.stand_at(words, from)
}

fn size_owner(words: &[Word], found: &[Found], quantity: &Quantity) -> Option<usize> {
    // In an item that is named by what will be made, whatever size is stated is its own.
    if found.first().is_some_and(|f| f.from == 0 && f.name == 0 && is(words, f.to, ":")) {
        return cued(words, quantity.at, &SIZE_CUES).then_some(0);
    }
    // "công suất 33MW (Nhà máy thủy điện Hương Sơn 1)": whose it is stands in brackets behind it.
    if is(words, quantity.next, "(")
        && let Some(behind) = found.iter().position(|f| f.from == quantity.next + 1 && is_work(f))
    {
        return Some(behind);
    }
    if let Some(before) = of_the_work_before(words, found, quantity.at) {
        let fitting = found.get(before).is_some_and(|f| fits(f, quantity)) && cued(words, quantity.at, &SIZE_CUES);
        return fitting.then_some(before);
    }
    let last = found.iter().rposition(|f| f.to <= quantity.at)?;
    // "Nhà máy X tại KCN Y, công suất 9.800 tấn/năm": a park has no output, so it is the plant's.
    let within = |f: &Found| f.from > 0 && ["tại", "ở", "thuộc", "trong"].iter().any(|w| is(words, f.from - 1, w));
    let site = found.get(last).is_some_and(|f| within(f) && !fits(f, quantity));
    let index = if site { last.checked_sub(1)? } else { last };
    let work = found.get(index)?;
    let same = words.get(work.from)?.sentence == words.get(quantity.at)?.sentence;
    let gap = quantity.at - work.to;
    let direct = gap <= 1 || (gap == 2 && is(words, work.to, ":"));
    let cued = direct || cued(words, quantity.at, &SIZE_CUES);
    (same && cued && gap < 40 && fits(work, quantity)).then_some(index)
}

/// "… dự án Nhà máy Hương Sơn được cấp giấy chứng nhận. Dự án có tổng công suất 39,4MW": a sentence that opens with the
/// common noun alone speaks of the work named before it.
fn of_the_work_before(words: &[Word], found: &[Found], at: usize) -> Option<usize> {
    const AGAIN: [&str; 3] = ["dự", "nhà", "công"];
    let from = sentence_start(words, at);
    let noun = ["án", "máy", "trình"].iter().any(|w| is(words, from + 1, w));
    let opens = AGAIN.iter().any(|w| is(words, from, w)) && noun;
    let says = ["có", "với", "được", "sẽ"].iter().any(|w| is(words, from + 2, w));
    let named = |f: &&Found| f.from >= from && f.to <= at && is_work(f);
    if !opens || !says || found.iter().any(|f| named(&f)) {
        return None;
    }
    found.iter().rposition(|f| f.to <= from && f.naming == Naming::Named)
}

/// An area is no plant's capacity, a power no park's.
fn fits(work: &Found, quantity: &Quantity) -> bool {
    let area = quantity.unit == "ha" || quantity.unit == "m2";
    match work.head.kind {
        ProjectKind::Hydropower | ProjectKind::WaterPlant => !area,
        ProjectKind::IndustrialCluster | ProjectKind::IndustrialPark | ProjectKind::EconomicZone => area,
        ProjectKind::CraftVillage => quantity.unit == "hộ",
        _ => true,
    }
}

static YEAR_CUES: Cues = Cues::new(|| Phrases::new(["vào năm", "sản xuất năm", "thành năm", "giai đoạn"]));

/// Years stated of a work in its own sentence: "vào năm 2021", "giai đoạn 2021-2025".
pub(super) fn years(words: &[Word], work: &Found, next: usize) -> Vec<(String, usize, usize)> {
    let sentence = words.get(work.from).map(|w| w.sentence);
    let mut out = Vec::new();
    for at in work.to..next.min(words.len()) {
        if words.get(at).map(|w| w.sentence) != sentence {
            break;
        }
        let cue = YEAR_CUES.longest_at(words, at);
        let Some(from) = cue.map(|n| at + n) else { continue };
        if let Some(to) = year_end(words, from) {
            out.push((joined(words, from, to).replace(' ', ""), from, to));
        }
    }
    out
}

/// Returns the end of a year or a range of years at `at`.
pub(super) fn year_end(words: &[Word], at: usize) -> Option<usize> {
    let year = |i: usize| {
        sort(words, i) == Some(Sort::Number)
            && words
                .get(i)
                .is_some_and(|w| w.lower.len() == 4 && (w.lower.starts_with("20") || w.lower.starts_with("19")))
    };
    let range = (is(words, at + 1, "-") || is(words, at + 1, "–")) && year(at + 2);
    year(at).then_some(if range { at + 3 } else { at + 1 })
}

#[cfg(test)]
mod tests {
    use super::super::amount::quantities;
    use super::super::name::find;
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: &[Option<&str>]) {
        let all = words(text, 0, text.len());
        let found = find(&all, &[]);
        let owners: Vec<Option<&str>> = quantities(text, &all)
            .iter()
            .map(|q| found.get(owner(&all, &found, q)?))
            .map(|f| f.and_then(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end)))
            .collect();
        assert_eq!(owners, expected, "{text}");
    }

    #[test]
    fn joins_amounts_to_works() {
        check(
            "Nhà máy nước Cam Cọn công suất 6.000 m³/ngày đêm, kinh phí 100 tỷ đồng",
            &[Some("Nhà máy nước Cam Cọn"), Some("Nhà máy nước Cam Cọn")],
        );
        check(
            "Nhà máy sản xuất phốt pho Bản Qua tại KCN Tằng Loỏng, công suất 9.800 tấn/năm",
            &[Some("Nhà máy sản xuất phốt pho Bản Qua")],
        );
        check(
            "Nhà máy thủy điện Mây Hồ được cấp phép. Dự án có công suất 39,4MW, tổng mức đầu tư 1.103 tỷ đồng.",
            &[Some("Nhà máy thủy điện Mây Hồ"), Some("Nhà máy thủy điện Mây Hồ")],
        );
        check("công suất 33MW (Nhà máy thủy điện Mây Hồ 1)", &[Some("Nhà máy thủy điện Mây Hồ 1")]);
        check("xây dựng nhà máy thủy điện Phúc Long. Kinh phí 757 tỷ.", &[Some("nhà máy thủy điện Phúc Long")]);
    }

    #[test]
    fn leaves_other_amounts() {
        check("Khu kinh tế Nghi Sơn có quy mô diện tích từ 10.000 ha trở lên", &[None]);
        check("khu công nghiệp Hữu Lũng tăng 5%; doanh thu 3 tỷ đồng", &[None, None]);
        check("kinh phí 3 tỷ đồng", &[None]);
    }
}

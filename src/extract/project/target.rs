//! Figures to be reached: amounts in sections of aims and plans, or in sentences that strive for them.

use super::amount::{Measure, Quantity};
use super::attach::{is_cost, year_end};
use super::measured::{LIGHT, dates, light_from, measured_behind, metric, same_sentence, year};
use super::words::{Cues, Phrases, Sort, Word, is, phrase_at, sentence_start, sort};

/// A figure found: places are indices of words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Aim {
    /// Index of the quantity.
    pub(super) quantity: usize,
    pub(super) metric: (usize, usize),
    pub(super) year: Option<String>,
}

static STRIVING: Cues = Cues::new(|| {
    Phrases::new([
        "phấn đấu",
        "mục tiêu",
        "chỉ tiêu",
        "đảm bảo cắt giảm",
        "bảo đảm cắt giảm",
        "cắt giảm tối thiểu",
        "giảm ít nhất",
        "tăng ít nhất",
        "tối thiểu đạt",
    ])
});
static REACHING: Cues = Cues::new(|| {
    Phrases::new([
        "đạt",
        "chiếm",
        "là",
        "khoảng",
        "trên",
        "tối thiểu",
        "ít nhất",
        "lên",
        "giảm",
        "tăng",
        "bằng",
        "quy mô",
        "bình quân",
        ":",
        "động",
        "dựng",
        "mức",
        "còn",
        "xuống",
        "dưới",
        "duy trì",
        "tối đa",
    ])
});

/// Tells whether a section of this title, in lower case, sets aims.
pub(super) fn is_aims(title: &str) -> bool {
    (title.contains("mục tiêu") && !title.contains("quan điểm")) || title.contains("chỉ tiêu") || plans_years(title)
}

fn plans_years(title: &str) -> bool {
    title.contains("kế hoạch") && title.contains("giai đoạn") && !title.contains("thực hiện kế hoạch")
}

/// Finds the aims of a block. `aims` tells that its section sets aims, `owned` which amounts are sizes of works.
pub(super) fn aims(words: &[Word], quantities: &[Quantity], aims: bool, owned: &[bool]) -> Vec<Aim> {
    let mut out: Vec<Aim> = Vec::new();
    let said = Said::of(words);
    for (i, quantity) in quantities.iter().enumerate() {
        let owned = owned.get(i).copied().unwrap_or_default();
        let ends = is_lower_end(words, quantity) || is_upper_end(words, quantity);
        if is_cost(words, quantity) || ends || stands_before(words, &said.done, quantity.at) {
            continue;
        }
        let last = out.last().and_then(|a| Some((a.metric, quantities.get(a.quantity)?)));
        let last = last.filter(|(_, q)| same_sentence(words, q.at, quantity.at));
        let behind = last.is_some_and(|(_, q)| follows(words, quantity, q)) || ensured(words, quantity, aims);
        if last.is_some_and(|(_, q)| is_within(words, quantity, q)) {
            continue;
        }
        // "… 3,5 triệu lượt khách, trong đó khách quốc tế 250 nghìn lượt".
        let part = last.is_some_and(|(_, q)| q.measure == Measure::Thing)
            && quantity.measure == Measure::Thing
            && clause_opens_with(words, quantity.at, &["trong đó"]);
        let series = last
            .filter(|(_, q)| is_alike(words, q, quantity) && in_series(words, q.next, quantity.at))
            .map(|(of, _)| of);
        if behind || part || series.is_some() || fits(words, &said, quantity, aims, owned) {
            let next = quantities
                .iter()
                .skip(i + 1)
                .find(|q| q.at >= quantity.next)
                .filter(|q| same_sentence(words, q.at, quantity.at));
            let metric = match series {
                Some(of) => of,
                _ if behind => measured_behind(words, quantity, next),
                _ => metric(words, quantity, last.map(|(_, q)| q), next),
            };
            out.push(Aim { quantity: i, metric, year: year(words, &said.dates, quantity) });
        }
    }
    out
}

fn fits(words: &[Word], said: &Said, quantity: &Quantity, aims: bool, owned: bool) -> bool {
    let raised = quantity.at > 0 && is(words, quantity.at - 1, "lên");
    let strives = strives(words, quantity.at);
    match quantity.measure {
        Measure::Size => aims && (raised || (!owned && totals(words, quantity.at))),
        Measure::Count => {
            aims || (!owned && reaches(words, quantity.at) && stands_before(words, &said.ranges, quantity.at))
        }
        Measure::Thing => !owned && (strives || aims && (reaches(words, quantity.at) || opens(words, quantity.at))),
        Measure::Share => {
            let stated = reaches(words, quantity.at) || opens(words, quantity.at) || rate(words, quantity.at);
            (aims && stated) || strives
        }
        Measure::Money => (aims && reaches(words, quantity.at)) || strives,
    }
}

/// "tỷ trọng năng lượng tái tạo 15 - 20% năm 2030": what is measured is named, and no word stands between.
fn rate(words: &[Word], at: usize) -> bool {
    clause_opens_with(words, at, &["tỷ lệ", "tỉ lệ", "tỷ trọng", "tỉ trọng", "tốc độ tăng"])
}

/// "Tổng công suất … đạt 1.500 MW": the size of all there is to be, and of no single work.
fn totals(words: &[Word], at: usize) -> bool {
    let whole = ["tổng công suất", "tổng diện tích", "tổng sản lượng", "tổng chiều dài", "sản lượng", "diện tích"];
    reaches(words, at) && clause_opens_with(words, at, &whole)
}

fn clause_opens_with(words: &[Word], at: usize, phrases: &[&str]) -> bool {
    let start = sentence_start(words, at).max(at.saturating_sub(FAR));
    let begin = (start..at).rev().find(|i| is(words, *i, ";") || is(words, *i, ",")).map_or(start, |i| i + 1);
    let begin = if is(words, begin, "-") || is(words, begin, "+") { begin + 1 } else { begin };
    phrases.iter().any(|p| phrase_at(words, begin, p).is_some())
}

/// "phấn đấu 100% hồ sơ …", "bảo đảm ít nhất 70% …": the figure stands behind the word that sets it, what it measures behind
/// the figure. Less than all is no aim where it is only ensured ("bảo đảm 30% vốn").
fn ensured(words: &[Word], quantity: &Quantity, aims: bool) -> bool {
    let softer = |i: &usize| {
        words
            .get(*i)
            .is_some_and(|w| matches!(w.lower, "ít" | "nhất" | "tối" | "thiểu" | "trên" | "có" | "khoảng" | "cho"))
    };
    let from = (0..quantity.at).rev().take_while(softer).last().unwrap_or(quantity.at);
    let behind = |p: &str| from > 1 && phrase_at(words, from - 2, p).is_some();
    let all = quantity.printed == "100";
    let least = from < quantity.at;
    if worked_for(words, quantity, from, aims) {
        return true;
    }
    let set = behind("phấn đấu") || ((all || least) && (behind("bảo đảm") || behind("đảm bảo")));
    set && measures(words, quantity)
}

/// "Phấn đấu … phát triển từ 05 bộ dữ liệu mở", "phấn đấu trợ giúp pháp lý cho 100% số người …": a deed that is striven
/// for, or that stands among aims, with how much of it right behind.
fn worked_for(words: &[Word], quantity: &Quantity, from: usize, aims: bool) -> bool {
    const NEAR: usize = 12;
    const DEEDS: [&str; 10] = [
        "phát triển",
        "xây dựng",
        "thu hút",
        "phục vụ",
        "hoàn thành",
        "giải quyết",
        "đào tạo",
        "trồng",
        "đón",
        "thành lập",
    ];
    let start = sentence_start(words, from).max(from.saturating_sub(NEAR));
    let strives = (start..from).any(|i| phrase_at(words, i, "phấn đấu").is_some());
    let from = from - usize::from(from > 0 && is(words, from - 1, "từ"));
    let deed = |p: &str| {
        let n = p.split(' ').count();
        from >= n && phrase_at(words, from - n, p).is_some()
    };
    let done = matches!(quantity.measure, Measure::Thing | Measure::Count) && DEEDS.iter().any(|p| deed(p));
    let all = quantity.printed == "100" && from < quantity.at && measures(words, quantity);
    strives && (done || all) || aims && done
}

/// Tells whether what the figure measures may stand behind it.
fn measures(words: &[Word], quantity: &Quantity) -> bool {
    const OTHER: [&str; 10] = ["trong", "vào", "so", "năm", "đến", "và", "trở", "mỗi", "tại", "ở"];
    same_sentence(words, quantity.at, quantity.next)
        && words
            .get(quantity.next)
            .is_some_and(|w| matches!(w.sort, Sort::Small | Sort::Capital) && !OTHER.contains(&w.lower))
}

/// "…; 70% phụ nữ …", "100% … và 80% …": one more share behind an aim of its sentence.
fn follows(words: &[Word], quantity: &Quantity, last: &Quantity) -> bool {
    let from = light_from(words, quantity.at);
    let mark = from > last.next && [";", "và", ","].iter().any(|m| is(words, from - 1, m))
        || from >= last.next && is(words, from, ",");
    let shares = quantity.measure == Measure::Share && last.measure == Measure::Share;
    let things = quantity.measure == Measure::Thing && last.measure == Measure::Thing && quantity.unit == last.unit;
    (shares || things) && mark && measures(words, quantity)
}

/// "100% khu công nghiệp có tối thiểu 1 trạm": a count in what a share measures is no aim of its own.
fn is_within(words: &[Word], quantity: &Quantity, last: &Quantity) -> bool {
    let counts = matches!(quantity.measure, Measure::Count | Measure::Thing) && last.measure == Measure::Share;
    let least = |i: &usize| words.get(*i).is_some_and(|w| matches!(w.lower, "tối" | "thiểu" | "ít" | "nhất" | "trên"));
    let from = (0..quantity.at).rev().take_while(least).last().unwrap_or(quantity.at);
    let has = from > last.next + 1 && is(words, from - 1, "có");
    let own = has && [",", "và", ";"].iter().any(|m| is(words, from - 2, m));
    counts && has && !own && measures(words, last)
}

/// Tells whether two figures may be of one metric by their units: "150 triệu tấn dầu quy đổi (TOE)", "260 triệu TOE".
fn is_alike(words: &[Word], one: &Quantity, other: &Quantity) -> bool {
    one.unit == other.unit || one.measure == other.measure && is(words, one.next, "(")
}

/// Tells whether only years and words that lead to a figure stand between two figures: they are of one metric.
fn in_series(words: &[Word], from: usize, to: usize) -> bool {
    const BETWEEN: [&str; 9] = ["vào", "và", "mức", "lên", "ở", "xuống", "còn", "giảm", "tăng"];
    // "150 triệu tấn (TOE), đến năm 2045 …": what is bracketed says no more of it.
    let close = (from..to.min(from + 4)).find(|i| is(words, *i, ")") && is(words, from, "("));
    let within = words.get(close.map_or(from, |i| i + 1)..to).unwrap_or_default();
    let year = |w: &Word| w.lower.len() == 4 && w.lower.starts_with("20");
    within.iter().any(year) && within.iter().all(|w| LIGHT.contains(&w.lower) || BETWEEN.contains(&w.lower) || year(w))
}

/// "- 100% hồ sơ …", "Đến hết năm 2030: Có ≥ 60% …": the figure comes first, and what it measures behind it.
fn opens(words: &[Word], at: usize) -> bool {
    light_from(words, at) == sentence_start(words, at)
}

/// "từ 3 triệu" of "từ 3 triệu lên 5 triệu", and the ends of a range.
fn is_lower_end(words: &[Word], quantity: &Quantity) -> bool {
    let from = quantity.at > 0 && is(words, quantity.at - 1, "từ");
    from && (is(words, quantity.next, "lên") || is(words, quantity.next, "xuống"))
}

/// "10%" of "7 - 10%": the range is one aim, told by its lower end.
fn is_upper_end(words: &[Word], quantity: &Quantity) -> bool {
    let dash = quantity.at > 1 && ["-", "–"].iter().any(|d| is(words, quantity.at - 1, d));
    dash && (sort(words, quantity.at - 2) == Some(Sort::Number) || is(words, quantity.at - 2, "%"))
}

/// The figure as printed, both ends of a range.
pub(super) fn range(words: &[Word], quantity: &Quantity) -> String {
    match upper(words, quantity).and_then(|at| words.get(at)) {
        Some(upper) => format!("{}-{}", quantity.printed, upper.lower),
        _ => quantity.printed.clone(),
    }
}

/// Where the figure ends in the text: "1%-1,5%" has its unit at both ends.
pub(super) fn range_end(words: &[Word], quantity: &Quantity) -> usize {
    let unit = upper(words, quantity).and_then(|at| words.get(at + 1)).filter(|w| w.lower == "%");
    unit.map_or(quantity.end, |w| w.end.max(quantity.end))
}

/// Index of the upper end of a range.
fn upper(words: &[Word], quantity: &Quantity) -> Option<usize> {
    let dash = quantity.at + if is(words, quantity.at + 1, "%") { 2 } else { 1 };
    let range = is(words, dash, "-") || is(words, dash, "–");
    (range && sort(words, dash + 1) == Some(Sort::Number)).then_some(dash + 1)
}

fn reaches(words: &[Word], at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| REACHING.stand_at(words, i))
}

/// How many tokens before a figure its sentence may say that it is striven for.
const FAR: usize = 150;

fn strives(words: &[Word], at: usize) -> bool {
    let from = sentence_start(words, at).max(at.saturating_sub(FAR));
    reaches(words, at) && (from..at).any(|i| STRIVING.stand_at(words, i))
}

/// What a block says of when, found once.
struct Said {
    /// Where it says what has been reached already, which is no aim.
    done: Vec<usize>,
    /// Where it names a range of years.
    ranges: Vec<usize>,
    dates: Vec<(usize, String)>,
}

impl Said {
    fn of(words: &[Word]) -> Self {
        static DONE: Cues =
            Cues::new(|| Phrases::new(["đã đạt", "cùng kỳ", "đã hoàn thành", "kết quả đạt được", "đã có", "hiện có"]));
        let range = |i: &usize| phrase_at(words, *i, "giai đoạn").and_then(|n| year_end(words, i + n)).is_some();
        Self {
            done: (0..words.len()).filter(|i| DONE.stand_at(words, *i)).collect(),
            ranges: (0..words.len()).filter(range).collect(),
            dates: dates(words),
        }
    }
}

/// Tells whether one of the places lies in the sentence of `at`, before it.
fn stands_before(words: &[Word], places: &[usize], at: usize) -> bool {
    let before = places.get(..places.partition_point(|i| *i < at)).unwrap_or_default();
    before.last().is_some_and(|i| *i >= sentence_start(words, at))
}

#[cfg(test)]
mod tests {
    use super::super::amount::quantities;
    use super::super::words::{joined, words};
    use super::*;

    fn check(text: &str, in_aims: bool, expected: &[(&str, &str)]) {
        let all = words(text, 0, text.len());
        let amounts = quantities(text, &all);
        let found: Vec<(String, &str)> = aims(&all, &amounts, in_aims, &[])
            .iter()
            .filter_map(|a| Some((joined(&all, a.metric.0, a.metric.1), amounts.get(a.quantity)?.printed.as_str())))
            .collect();
        let found: Vec<(&str, &str)> = found.iter().map(|(m, p)| (m.as_str(), *p)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_range_is_one_aim_and_volumes_are_no_money() {
        let text = "Tỷ lệ tiết kiệm năng lượng đạt 7 - 10%.";
        check(text, true, &[("tỷ lệ tiết kiệm năng lượng", "7")]);
        let all = words(text, 0, text.len());
        let printed: Vec<String> = quantities(text, &all).iter().map(|q| range(&all, q)).collect();
        assert_eq!(printed.first().map(String::as_str), Some("7-10"));
        check("Sản lượng khí đạt 15 tỷ m3.", true, &[("sản lượng khí", "15")]);
        check("Sản lượng khí đạt 15 tỷ m3.", false, &[]);
        check_years("Tỷ lệ hộ nghèo giảm 1%-1,5% năm 2026", &[("tỷ lệ hộ nghèo giảm", "1-1,5", "2026")]);
    }

    #[test]
    fn reads_aims() {
        check("Tỷ lệ lao động đạt trên 70%.", true, &[("tỷ lệ lao động", "70")]);
        check("Phấn đấu tỷ lệ đạt 5%", false, &[("tỷ lệ", "5")]);
        check("Tổng công suất thủy điện đạt 1.500 MW.", true, &[("tổng công suất thủy điện", "1.500")]);
        check("Nhà máy thủy điện đạt 1.500 MW.", true, &[]);
        check("Giá trị (giá 2010) đạt 60 tỷ đồng", true, &[("giá trị ( giá 2010 )", "60")]);
        check("Bảo đảm 100% hồ sơ được số hóa.", false, &[("hồ sơ được số hóa", "100")]);
        check(
            "Phấn đấu tỷ lệ nữ đạt 40%; 70% phụ nữ được tư vấn và 90% trẻ được khám",
            false,
            &[("tỷ lệ nữ", "40"), ("phụ nữ được tư vấn", "70"), ("trẻ được khám", "90")],
        );
    }

    #[track_caller]
    fn check_years(text: &str, expected: &[(&str, &str, &str)]) {
        let all = words(text, 0, text.len());
        let amounts = quantities(text, &all);
        let found: Vec<(String, String, String)> = aims(&all, &amounts, true, &[])
            .into_iter()
            .filter_map(|a| {
                let metric = joined(&all, a.metric.0, a.metric.1);
                Some((metric, range(&all, amounts.get(a.quantity)?), a.year.unwrap_or_default()))
            })
            .collect();
        let found: Vec<(&str, &str, &str)> =
            found.iter().map(|(m, r, y)| (m.as_str(), r.as_str(), y.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_series_of_years_is_of_one_metric() {
        check_years(
            "Tỷ lệ tiết kiệm đạt khoảng 7 - 10% vào năm 2030 và khoảng 14 - 20% vào năm 2045.",
            &[("tỷ lệ tiết kiệm", "7-10", "2030"), ("tỷ lệ tiết kiệm", "14-20", "2045")],
        );
        check_years(
            "Tỷ trọng năng lượng tái tạo 15% năm 2030 và 65% năm 2045.",
            &[("tỷ trọng năng lượng tái tạo", "15", "2030"), ("tỷ trọng năng lượng tái tạo", "65", "2045")],
        );
        check_years(
            "Năng lượng sơ cấp năm 2030 đạt 150 triệu tấn dầu quy đổi (TOE), năm 2045 đạt 260 triệu TOE",
            &[("năng lượng sơ cấp", "150", "2030"), ("năng lượng sơ cấp", "260", "2045")],
        );
        check_years(
            "Phấn đấu đạt 20% xã năm 2025, bảo đảm đến năm 2030 đạt 50% địa bàn",
            &[("xã", "20", "2025"), ("địa bàn", "50", "2030")],
        );
        check_years("Đáp ứng tối thiểu 70% nhu cầu; phấn đấu dự trữ đủ sau năm 2030.", &[("đáp ứng", "70", "")]);
    }

    #[test]
    fn counts_of_any_sort_are_aims_where_they_are_to_be_reached() {
        check(
            "Năm 2025, phấn đấu đón và phục vụ 22 - 23 triệu lượt khách du lịch quốc tế, 120 triệu lượt khách nội địa",
            false,
            &[("du lịch quốc tế", "22"), ("nội địa", "120")],
        );
        check("Phấn đấu trợ giúp pháp lý cho 100% số người vi phạm", false, &[("số người vi phạm", "100")]);
        check("Đã đón 22 triệu lượt khách du lịch", false, &[]);
        check(
            "Thu hút 3,5 triệu lượt khách du lịch, trong đó khách quốc tế 250 nghìn lượt.",
            true,
            &[("du lịch", "3,5"), ("khách quốc tế", "250")],
        );
        check("Phấn đấu lượng khách đạt 22 - 23 triệu lượt", false, &[("lượng khách", "22")]);
        check("Đến năm 2030 có ít nhất 20 tập dữ liệu mở", true, &[("mở", "20")]);
        check("Tổ chức hội nghị tại 45 xã", true, &[]);
        check(
            "100% khu công nghiệp có tối thiểu 1 trạm phát sóng.",
            true,
            &[("khu công nghiệp có tối thiểu 1 trạm phát sóng", "100")],
        );
    }

    #[test]
    fn refuses_what_was_reached_or_costs() {
        check("Tỷ lệ đạt 5%.", false, &[]);
        check("kinh phí dự kiến 5,0 tỷ đồng", true, &[]);
        check("đã đạt 5%", true, &[]);
    }
}

//! Figures to be reached: amounts in sections of aims and plans, or in sentences that strive for them.

use super::amount::{Measure, Quantity};
use super::attach::{is_cost, year_end};
use super::words::{Cues, Phrases, Sort, Word, is, joined, phrase_at, sentence_start, sort};

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
    for (i, quantity) in quantities.iter().enumerate() {
        let owned = owned.get(i).copied().unwrap_or_default();
        let ends = is_lower_end(words, quantity) || is_upper_end(words, quantity);
        if is_cost(words, quantity) || ends || past(words, quantity.at) {
            continue;
        }
        if fits(words, quantity, aims, owned) {
            let metric = metric(words, quantity, out.last().and_then(|a| quantities.get(a.quantity)));
            out.push(Aim { quantity: i, metric, year: year(words, quantity) });
        }
    }
    out
}

fn fits(words: &[Word], quantity: &Quantity, aims: bool, owned: bool) -> bool {
    let raised = quantity.at > 0 && is(words, quantity.at - 1, "lên");
    let strives = strives(words, quantity.at);
    match quantity.measure {
        Measure::Size => aims && raised,
        Measure::Count => aims || (!owned && future_range(words, quantity.at)),
        Measure::Share => (aims && (reaches(words, quantity.at) || opens(words, quantity.at))) || strives,
        Measure::Money => (aims && reaches(words, quantity.at)) || strives,
    }
}

/// "- 100% hồ sơ …", "Đến hết năm 2030: Có ≥ 60% …": the figure comes first, and what it measures behind it.
fn opens(words: &[Word], at: usize) -> bool {
    light_from(words, at) == sentence_start(words, at)
}

/// Returns where the run of words begins that only lead to the figure at `at`: "đến hết năm 2030 : có ≥".
fn light_from(words: &[Word], at: usize) -> usize {
    const LIGHT: [&str; 30] = [
        "đến", "hết", "năm", "có", "≥", ">", "từ", "trên", "ít", "nhất", "tối", "thiểu", "khoảng", "phấn", "đấu",
        "đạt", ":", ",", "-", "+", "bảo", "đảm", "trong", "giai", "đoạn", "mục", "tiêu", "hằng", "hàng", "tỷ",
    ];
    let light = |i: &usize| {
        words.get(*i).is_some_and(|w| LIGHT.contains(&w.lower) || (w.lower.len() == 4 && w.lower.starts_with("20")))
    };
    let start = sentence_start(words, at);
    (start..at).rev().take_while(light).last().unwrap_or(at)
}

/// "từ 3 triệu" of "từ 3 triệu lên 5 triệu", and the ends of a range.
fn is_lower_end(words: &[Word], quantity: &Quantity) -> bool {
    let from = quantity.at > 0 && is(words, quantity.at - 1, "từ");
    from && (is(words, quantity.next, "lên") || is(words, quantity.next, "xuống"))
}

/// "10%" of "7 - 10%": the range is one aim, told by its lower end.
fn is_upper_end(words: &[Word], quantity: &Quantity) -> bool {
    let dash = quantity.at > 1 && ["-", "–"].iter().any(|d| is(words, quantity.at - 1, d));
    dash && sort(words, quantity.at - 2) == Some(Sort::Number)
}

/// The figure as printed, both ends of a range.
pub(super) fn range(words: &[Word], quantity: &Quantity) -> String {
    let upper = words.get(quantity.at + 2).filter(|w| w.sort == Sort::Number);
    let dash = words.get(quantity.at + 1).filter(|w| matches!(w.lower, "-" | "–"));
    match (dash, upper) {
        (Some(_), Some(upper)) => format!("{}-{}", quantity.printed, upper.lower),
        _ => quantity.printed.clone(),
    }
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

fn future_range(words: &[Word], at: usize) -> bool {
    let range = |i: usize| phrase_at(words, i, "giai đoạn").and_then(|n| year_end(words, i + n)).is_some();
    reaches(words, at) && (sentence_start(words, at)..at).any(range)
}

/// What has been reached already is no aim.
fn past(words: &[Word], at: usize) -> bool {
    static DONE: Cues =
        Cues::new(|| Phrases::new(["đã đạt", "cùng kỳ", "đã hoàn thành", "kết quả đạt được", "đã có", "hiện có"]));
    (sentence_start(words, at)..at).any(|i| DONE.stand_at(words, i))
}

/// The words before the figure up to the last stop, without those that lead to it.
fn metric(words: &[Word], quantity: &Quantity, last: Option<&Quantity>) -> (usize, usize) {
    let floor = last.filter(|q| q.next <= quantity.at).map_or(0, |q| q.next);
    let sentence = words.get(quantity.at).map(|w| w.sentence);
    let bounds = |i: &usize| {
        let word = words.get(*i);
        word.map(|w| w.sentence) != sentence || word.is_some_and(|w| matches!(w.lower, ";" | "("))
    };
    let mut from = (floor..quantity.at).rev().find(bounds).map_or(floor, |i| i + 1);
    while from < quantity.at && words.get(from).is_some_and(|w| matches!(w.lower, "," | "-" | "." | "và" | ")" | ":"))
    {
        from += 1;
    }
    if light_from(words, quantity.at) <= from {
        let marks = |i: &usize| {
            let word = words.get(*i);
            word.map(|w| w.sentence) != sentence || word.is_some_and(|w| matches!(w.lower, ";" | "(" | ":"))
        };
        let end = (quantity.next..words.len()).find(marks).unwrap_or(words.len());
        if end > quantity.next {
            return (quantity.next, end.min(quantity.next + 24));
        }
    }
    let mut to = quantity.at;
    while to > from + 1 && leads(words, to - 1) {
        to -= 1;
    }
    let intro = |i: &usize| {
        ["phấn đấu", "mục tiêu", "chỉ tiêu", "trong đó :"].iter().any(|p| phrase_at(words, *i, p).is_some())
    };
    if let Some(at) = (from..to).rev().find(intro) {
        let skip = if is(words, at, "trong") { 3 } else { 2 };
        from = if at + skip < to { at + skip } else { from };
    }
    to = without_year(words, from, to);
    if to > from { (from, to) } else { (quantity.at, quantity.next) }
}

/// "Giá trị sản xuất đến năm 2025": the year is kept apart.
fn without_year(words: &[Word], from: usize, to: usize) -> usize {
    let cue = |i: &usize| ["đến năm", "vào năm"].iter().any(|c| phrase_at(words, *i, c).is_some());
    match (from + 1..to).rev().find(cue) {
        Some(at) if year_end(words, at + 2) == Some(to) => at,
        _ => to,
    }
}

fn leads(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| {
        matches!(
            w.lower,
            "đạt"
                | "là"
                | "chiếm"
                | "trên"
                | "khoảng"
                | "bình"
                | "quân"
                | "tối"
                | "thiểu"
                | ":"
                | ","
                | "bằng"
                | "lên"
        )
    })
}

fn year(words: &[Word], quantity: &Quantity) -> Option<String> {
    let cue = |i: usize| ["đến năm", "giai đoạn", "năm"].iter().find_map(|c| phrase_at(words, i, c));
    let read = |i: usize| {
        let from = i + cue(i)?;
        let to = year_end(words, from)?;
        Some(joined(words, from, to).replace(' ', ""))
    };
    (0..quantity.at).rev().find_map(read).or_else(|| (quantity.next..words.len()).find_map(read))
}

#[cfg(test)]
mod tests {
    use super::super::amount::quantities;
    use super::super::words::words;
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
        check("Sản lượng khí đạt 15 tỷ m3.", true, &[]);
    }

    #[test]
    fn reads_aims() {
        check("Tỷ lệ lao động đạt trên 70%.", true, &[("tỷ lệ lao động", "70")]);
        check("Phấn đấu tỷ lệ đạt 5%", false, &[("tỷ lệ", "5")]);
    }

    #[test]
    fn refuses_what_was_reached_or_costs() {
        check("Tỷ lệ đạt 5%.", false, &[]);
        check("kinh phí dự kiến 5,0 tỷ đồng", true, &[]);
        check("đã đạt 5%", true, &[]);
    }
}

//! Numbers with their units: money, sizes, shares and counts; does not decide what they measure.

use super::words::{Cues, Phrases, Sort, Word, is, sort};
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::text::{Span, parse_vietnamese_number};

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// Money.
    Money,
    /// Power, area, length, output.
    Size,
    /// Per cent.
    Share,
    /// People, households, bodies.
    Count,
    /// Anything else that is counted: flats, beds, lanes, visits, volumes by no time.
    Thing,
}

/// A number and its unit.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Quantity {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Index of the number among the words, and of the first word after the unit.
    pub(super) at: usize,
    pub(super) next: usize,
    pub(super) printed: String,
    pub(super) value: f64,
    pub(super) unit: String,
    pub(super) measure: Measure,
}

const BILLIONS: [&str; 2] = ["tỷ", "tỉ"];
const COINS: [&str; 5] = ["đồng", "usd", "đ", "vnđ", "vnd"];
static DOLLARS: Cues = Cues::new(|| Phrases::new(["đô la mỹ", "đô la"]));
static SCALES: Cues = Cues::new(|| Phrases::new(["nghìn tỷ", "ngàn tỷ", "nghìn", "ngàn", "triệu"]));
static PLAIN: Cues = Cues::new(|| {
    Phrases::new([
        "mw",
        "gw",
        "mwp",
        "kwp",
        "kw",
        "mva",
        "kva",
        "kv",
        "ha",
        "hecta",
        "km",
        "km2",
        "m2",
        "m²",
        "triệu kwh",
    ])
});
static OUTPUT: Cues = Cues::new(|| {
    Phrases::new(["m3", "m³", "tấn", "viên", "sản phẩm", "lít", "kg", "con", "chiếc", "bộ", "mét", "hành khách"])
});
static COUNTS: Cues = Cues::new(|| Phrases::new(COUNTED));
const COUNTED: [&str; 12] = [
    "cơ sở dữ liệu",
    "cơ sở",
    "đơn vị",
    "hộ",
    "người",
    "lao động",
    "hợp tác xã",
    "doanh nghiệp",
    "trạm",
    "mô hình",
    "làng nghề",
    "cụm công nghiệp",
];
static THINGS: Cues = Cues::new(|| {
    Phrases::new([
        "toe",
        "tấn dầu quy đổi",
        "kgoe",
        "căn hộ",
        "căn",
        "lượt khách",
        "lượt người",
        "lượt",
        "khách",
        "sản phẩm ocop",
        "xã",
        "phường",
        "thôn , bản",
        "thôn",
        "bản",
        "xe",
        "phương tiện",
        "làn xe",
        "giường bệnh",
        "giường",
        "học sinh",
        "sinh viên",
        "bộ dữ liệu",
        "tập dữ liệu",
        "kịch bản",
        "nền tảng",
        "dự án",
        "nhiệm vụ",
        "sản phẩm",
        "ngày nhập ròng",
        "cây",
        "trường",
        "bác sĩ",
        "điểm",
        "khu",
        "cụm",
        "tỷ kwh",
        "kwh",
        "mwh",
        "gwh",
    ])
});
static PERIODS: Cues = Cues::new(|| Phrases::new(["ngày đêm", "ngày", "năm", "tháng", "giờ", "cơ sở"]));

/// Returns the units an amount may open with.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    let lists = [&SCALES, &PLAIN, &OUTPUT, &COUNTS, &THINGS];
    lists.into_iter().flat_map(|list| list.phrases()).chain(BILLIONS).chain(COINS)
}

/// Tells whether a block may state an amount: a figure before a unit.
pub(super) fn may_state(view: &View<'_>, block: Span) -> bool {
    let words = view.slice(block);
    let figure = |at: usize| {
        let before = words.get(..at - block.start as usize).unwrap_or_default().trim_end();
        before.ends_with(|c: char| c.is_ascii_digit())
    };
    words.contains('%') || view.offsets(block, Cue::Unit).any(figure)
}

/// Reads every amount of a block.
pub(super) fn quantities(text: &str, words: &[Word]) -> Vec<Quantity> {
    let numbers = words.iter().enumerate().filter(|(_, w)| w.sort == Sort::Number);
    numbers.filter_map(|(at, _)| quantity(text, words, at)).collect()
}

fn quantity(text: &str, words: &[Word], at: usize) -> Option<Quantity> {
    let number = words.get(at).filter(|w| w.sort == Sort::Number)?;
    if at > 0 && words.get(at - 1).is_some_and(|w| w.end == number.start && w.lower == "/") {
        return None;
    }
    let value = parse_vietnamese_number(number.lower)?;
    let first = unit_start(words, at);
    let Some((measure, next)) = unit(words, first) else { return spelt_out(words, at, value) };
    let last = words.get(next - 1)?;
    let printed = text.get(words.get(first)?.start..last.end)?;
    Some(Quantity {
        start: number.start,
        end: last.end,
        at,
        next,
        printed: number.lower.to_owned(),
        value,
        unit: written_out(printed, measure),
        measure,
    })
}

/// "Tổng vốn đầu tư: 1.010.000.000.000 (Một nghìn không trăm mười tỷ đồng)": the coin stands in the words alone.
fn spelt_out(words: &[Word], at: usize, value: f64) -> Option<Quantity> {
    const LEAST: f64 = 1e8;
    let number = words.get(at)?;
    let spelt = is(words, at + 1, "(") && sort(words, at + 2) == Some(Sort::Capital);
    let coin = (at + 3..at + 20).find(|i| is(words, *i, ")")).is_some_and(|i| is(words, i - 1, "đồng"));
    (value >= LEAST && spelt && coin).then(|| Quantity {
        start: number.start,
        end: number.end,
        at,
        next: at + 1,
        printed: number.lower.to_owned(),
        value,
        unit: "đồng".to_owned(),
        measure: Measure::Money,
    })
}

/// A cell that is a figure by itself: where the number and the figure end, and the figure as printed, both ends of a
/// range. "≥ 80", "600 - 700".
pub(super) fn bare(words: &[Word]) -> Option<(usize, usize, String)> {
    const LEADS: [&str; 12] = ["≥", "≤", ">", "<", "=", "~", "đạt", "trên", "khoảng", "từ", "tối", "thiểu"];
    let from = words.iter().position(|w| !LEADS.contains(&w.lower))?;
    let number = words.get(from).filter(|w| w.sort == Sort::Number)?;
    parse_vietnamese_number(number.lower)?;
    let dash = ["-", "–", "÷"].iter().any(|d| is(words, from + 1, d)) && sort(words, from + 2) == Some(Sort::Number);
    let upper = words.get(from + 2).filter(|_| dash);
    let printed = upper.map_or_else(|| number.lower.to_owned(), |u| format!("{}-{}", number.lower, u.lower));
    Some((from, if dash { from + 3 } else { from + 1 }, printed))
}

/// Skips the upper end of a range: "20-30 ha" gives its unit to 20 also.
fn unit_start(words: &[Word], at: usize) -> usize {
    let dash = is(words, at + 1, "-") || is(words, at + 1, "–");
    if dash && sort(words, at + 2) == Some(Sort::Number) { at + 3 } else { at + 1 }
}

fn unit(words: &[Word], at: usize) -> Option<(Measure, usize)> {
    share(words, at)
        .or_else(|| money(words, at))
        .or_else(|| size(words, at))
        .or_else(|| longest(words, at, &COUNTS).map(|n| (Measure::Count, at + n)))
        .or_else(|| thing(words, at))
}

/// "triệu TOE", "nghìn lượt khách", "căn", "tỷ m3", "bác sĩ/vạn dân", "kgOE/1.000 USD GDP".
fn thing(words: &[Word], at: usize) -> Option<(Measure, usize)> {
    let scale = longest(words, at, &SCALES).unwrap_or_else(|| usize::from(BILLIONS.iter().any(|b| is(words, at, b))));
    let base = at + scale;
    let next = base + [&THINGS, &OUTPUT].into_iter().filter_map(|list| longest(words, base, list)).max()?;
    // "tăng trưởng 2 con số" counts nothing, "rộng 30 mét" is a measure of one thing.
    if is(words, next, "số") || is(words, base, "mét") {
        return None;
    }
    // "6.000 sản phẩm/năm" is a size; a rate goes to the end of what it is of.
    let rate = is(words, next, "/").then(|| rate_end(words, next + 1)).flatten();
    Some((Measure::Thing, rate.unwrap_or(next)))
}

/// Where the words behind a stroke end: "vạn dân", "1.000 USD GDP".
fn rate_end(words: &[Word], at: usize) -> Option<usize> {
    const BASES: [&str; 8] = ["vạn dân", "dân", "usd gdp", "usd", "năm", "km2", "hộ", "ha"];
    let from = at + usize::from(sort(words, at) == Some(Sort::Number));
    let n = BASES.iter().filter_map(|b| super::words::phrase_at(words, from, b)).max()?;
    Some(from + n)
}

fn share(words: &[Word], at: usize) -> Option<(Measure, usize)> {
    is(words, at, "%").then(|| (Measure::Share, per(words, at + 1).unwrap_or(at + 1)))
}

fn money(words: &[Word], at: usize) -> Option<(Measure, usize)> {
    let scale = longest(words, at, &SCALES).unwrap_or(0);
    let billion = usize::from(BILLIONS.iter().any(|b| is(words, at + scale, b)));
    let base = at + scale + billion;
    let dollars = longest(words, base, &DOLLARS);
    let coin = dollars.unwrap_or_else(|| usize::from(COINS.iter().any(|c| is(words, base, c))));
    // "15 tỷ m3", "3 tỷ kWh" are no money.
    let other = longest(words, base, &OUTPUT).is_some() || is(words, base, "kwh");
    if coin == 0 && other {
        return None;
    }
    let stated = coin > 0 || billion == 1 || words.get(at..base)?.iter().any(|w| w.lower == "tỷ");
    let next = base + coin;
    stated.then(|| (Measure::Money, paid_for(words, next)))
}

fn size(words: &[Word], at: usize) -> Option<(Measure, usize)> {
    if let Some(n) = longest(words, at, &PLAIN) {
        return Some((Measure::Size, at + n));
    }
    let base = at + longest(words, at, &SCALES).unwrap_or(0);
    let next = base + longest(words, base, &OUTPUT)?;
    Some((Measure::Size, per(words, next)?))
}

fn per(words: &[Word], at: usize) -> Option<usize> {
    if !is(words, at, "/") {
        return None;
    }
    longest(words, at + 1, &PERIODS).map(|n| at + 1 + n)
}

/// "1.886.000 đồng/ha/năm": where the words end of what the money is for.
fn paid_for(words: &[Word], at: usize) -> usize {
    static ONES: Cues = Cues::new(|| Phrases::new(["ha", "hộ", "người", "km", "m2"]));
    let one = is(words, at, "/").then(|| longest(words, at + 1, &ONES)).flatten().map_or(at, |n| at + 1 + n);
    per(words, one).unwrap_or(one)
}

fn longest(words: &[Word], at: usize, phrases: &Phrases) -> Option<usize> {
    phrases.longest_at(words, at)
}

fn written_out(printed: &str, measure: Measure) -> String {
    let folded = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some(scale) = ["VNĐ", "VND", "vnđ"].iter().find_map(|coin| folded.strip_suffix(coin)) {
        return format!("{scale}đồng");
    }
    if measure != Measure::Money || folded.contains("đồng") || !folded.ends_with(['ỷ', 'ỉ']) {
        return folded;
    }
    format!("{folded} đồng")
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: &[(f64, &str)]) {
        let found = quantities(text, &words(text, 0, text.len()));
        let found: Vec<(f64, &str)> = found.iter().map(|q| (q.value, q.unit.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_money_and_sizes() {
        check("kinh phí 3.286 tỷ đồng", &[(3286.0, "tỷ đồng")]);
        check("Kinh phí 757 tỷ.", &[(757.0, "tỷ đồng")]);
        check("GDP đạt 500 tỉ đô la Mỹ", &[(500.0, "tỉ đô la Mỹ")]);
        check("sản lượng 15 tỷ m3", &[(15.0, "tỷ m3")]);
        check(
            "đạt 150 - 170 triệu tấn dầu quy đổi",
            &[(150.0, "triệu tấn dầu quy đổi"), (170.0, "triệu tấn dầu quy đổi")],
        );
        check("từ 400 - 420 kgOE/1.000 USD GDP,", &[(400.0, "kgOE/1.000 USD GDP"), (420.0, "kgOE/1.000 USD GDP")]);
        check("công suất 5 GWh/năm", &[(5.0, "GWh/năm")]);
        check("4.670 căn trong", &[(4670.0, "căn")]);
        check("22 - 23 triệu lượt khách", &[(22.0, "triệu lượt khách"), (23.0, "triệu lượt khách")]);
        check("Tân Tiến 1: 3,4MW", &[(3.4, "MW")]);
        check("2.000m³/ngày đêm", &[(2000.0, "m³/ngày đêm")]);
        check("khoảng 20-30 ha", &[(20.0, "ha"), (30.0, "ha")]);
        check("từ 3 triệu viên/năm lên 5 triệu viên/năm", &[(3.0, "triệu viên/năm"), (5.0, "triệu viên/năm")]);
        check("vốn: 1.010.000.000 (Một tỷ không trăm mười triệu đồng)", &[(1_010_000_000.0, "đồng")]);
        check("5 tỷ đồng/cơ sở", &[(5.0, "tỷ đồng/cơ sở")]);
        check("8,5%/năm", &[(8.5, "%/năm")]);
    }

    #[test]
    fn refuses_dates_numbers_and_names() {
        check("Quyết định số 12/QĐ ngày 3/4/2020, mạng 5G, bản Liên Hà 6", &[]);
        check("5 triệu rưỡi, tăng trưởng 2 con số, rộng 30 mét", &[]);
    }
}

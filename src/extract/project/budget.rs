//! Money by source and purpose, in sections on funding: "Nguồn ngân sách tỉnh: 140,0 tỷ đồng".

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::amount::{Measure, Quantity};
use super::words::{Cues, Phrases, Sort, Word, is, phrase_at, sort};

/// A line found: places are indices of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) quantity: usize,
    pub(super) label: (usize, usize),
    /// It stands in the brackets of the line before.
    pub(super) inner: bool,
}

const FUNDING: [&str; 8] = [
    "nguồn vốn",
    "kinh phí",
    "dự toán",
    "vốn thực hiện",
    "nhu cầu vốn",
    "kinh phí thực hiện",
    "vốn đầu tư",
    "nguồn lực tài chính",
];
const LABELS: [&str; 7] = ["nguồn", "ngân sách", "kinh phí", "vốn", "tổng kinh phí", "tổng vốn", "tổng nhu cầu"];

/// Tells whether a section of this title, in lower case, is on funding.
pub(super) fn is_funding(title: &str) -> bool {
    static FINDER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| AhoCorasick::new(FUNDING).ok());
    FINDER.as_ref().is_some_and(|f| f.is_match(title))
}

/// Finds the lines of a block. `from` is its first word after the mark; `funding` tells of its section.
pub(super) fn lines(words: &[Word], from: usize, quantities: &[Quantity], funding: bool) -> Vec<Line> {
    let opens = LABELS.iter().any(|l| phrase_at(words, from, l).is_some());
    let mut out = Vec::new();
    if !funding {
        return out;
    }
    for (i, quantity) in quantities.iter().enumerate().filter(|(_, q)| q.measure == Measure::Money) {
        let Some(label) = label(words, from, quantity, opens && out.is_empty()) else { continue };
        if is_private(words, label) || is_norm(quantity) {
            continue;
        }
        let inner = !out.is_empty() && depth(words, from, quantity.at) > 0;
        if out.is_empty() || inner {
            out.push(Line { quantity: i, label, inner });
        }
    }
    out
}

/// "Vốn góp của nhà đầu tư", "Vốn vay": what an investor brings is part of what the work costs, and no budget.
fn is_private(words: &[Word], (from, to): (usize, usize)) -> bool {
    static OWN: Cues = Cues::new(|| Phrases::new(["nhà đầu tư", "chủ sở hữu", "vốn tự có", "vốn góp", "vốn vay"]));
    let raised = phrase_at(words, from, "vốn huy động").is_some_and(|n| from + n == to);
    raised || (from..to).any(|i| OWN.stand_at(words, i))
}

/// "1.886.000 đồng/ha/năm": what is paid for one of many is no sum.
fn is_norm(quantity: &Quantity) -> bool {
    ["/ha", "/hộ", "/người", "/km", "/m2"].iter().any(|of| quantity.unit.contains(of))
}

fn depth(words: &[Word], from: usize, to: usize) -> usize {
    let count = |mark: &str| (from..to).filter(|i| is(words, *i, mark)).count();
    count("(").saturating_sub(count(")"))
}

/// The words before the colon back to the last stop; "Kinh phí … khoảng 5 tỷ" has none.
fn label(words: &[Word], from: usize, quantity: &Quantity, opens: bool) -> Option<(usize, usize)> {
    let to = lead(words, quantity.at);
    let colon = to > from && is(words, to - 1, ":");
    if !colon && !opens {
        return None;
    }
    let to = if colon { to - 1 } else { to };
    // "Chi phí lập dữ liệu số địa lý (GIS)": a bracket that closes before the colon is of the label.
    let closed = to > from && is(words, to - 1, ")");
    let stop = |i: &usize| {
        let open = is(words, *i, "(");
        sort(words, *i) == Some(Sort::Mark) && (open || [";", ":", "."].iter().any(|m| is(words, *i, m)))
    };
    let outside = if closed { (from..to).rev().find(|i| is(words, *i, "(")).unwrap_or(to) } else { to };
    let mut start = (from..outside).rev().find(stop).map_or(from, |i| i + 1);
    while ["+", "-"].iter().any(|m| is(words, start, m)) {
        start += 1;
    }
    for intro in ["gồm các hạng mục", "bao gồm", "gồm", "trong đó"] {
        start += phrase_at(words, start, intro).unwrap_or(0);
    }
    (start < to).then_some((start, to))
}

fn lead(words: &[Word], at: usize) -> usize {
    let mut to = at;
    while to > 0 && ["khoảng", "dự", "kiến", "là", "trên"].iter().any(|w| is(words, to - 1, w)) {
        to -= 1;
    }
    to
}

#[cfg(test)]
mod tests {
    use super::super::amount::quantities;
    use super::super::words::{joined, words};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let found: Vec<String> =
            lines(&all, 0, &quantities(text, &all), true).iter().map(|l| joined(&all, l.label.0, l.label.1)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_lines_and_their_parts() {
        check("Nguồn Ngân sách tỉnh: 140,0 tỷ đồng", &["nguồn ngân sách tỉnh"]);
        check("++ Chi phí lập dữ liệu số địa lý (GIS): 162.938.000 đồng", &["chi phí lập dữ liệu số địa lý ( gis )"]);
        check("Kinh phí thực hiện Đề án khoảng 6.699,5 tỷ đồng", &["kinh phí thực hiện đề án"]);
        check("- Chi khác (Chi kiểm tra; chi tuyển chọn): 63 đồng", &["chi khác ( chi kiểm tra ; chi tuyển chọn )"]);
        check(
            "Hạ tầng: 34 tỷ đồng (gồm các hạng mục Đường: 18 tỷ đồng; Cấp nước: 16 tỷ đồng).",
            &["hạ tầng", "đường", "cấp nước"],
        );
    }

    #[test]
    fn refuses_money_without_a_label() {
        check("Năm 2020 thu 5 tỷ đồng", &[]);
        check("Vốn góp của nhà đầu tư: 800 tỷ đồng", &[]);
        check("Vốn huy động: 800 tỷ đồng", &[]);
        check("Mức khoán bảo vệ rừng: 1.386.000 đồng/ha/năm", &[]);
        check("", &[]);
    }
}

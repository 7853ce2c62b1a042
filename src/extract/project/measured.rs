//! What an aim's figure measures, and by which year it is to be reached.

use super::amount::Quantity;
use super::attach::year_end;
use super::words::{Cues, Phrases, Sort, Word, is, joined, phrase_at, sentence_start, sort};

/// Words that only lead to a figure.
pub(super) const LIGHT: [&str; 30] = [
    "đến", "hết", "năm", "có", "≥", ">", "từ", "trên", "ít", "nhất", "tối", "thiểu", "khoảng", "phấn", "đấu", "đạt",
    ":", ",", "-", "+", "bảo", "đảm", "trong", "giai", "đoạn", "mục", "tiêu", "hằng", "hàng", "tỷ",
];

/// Returns where the run of words begins that only lead to the figure at `at`: "đến hết năm 2030 : có ≥".
pub(super) fn light_from(words: &[Word], at: usize) -> usize {
    let light = |i: &usize| {
        words.get(*i).is_some_and(|w| LIGHT.contains(&w.lower) || (w.lower.len() == 4 && w.lower.starts_with("20")))
    };
    let start = sentence_start(words, at);
    (start..at).rev().take_while(light).last().unwrap_or(at)
}

/// The words before the figure up to the last stop, without those that lead to it.
pub(super) fn metric(
    words: &[Word],
    quantity: &Quantity,
    last: Option<&Quantity>,
    next: Option<&Quantity>,
) -> (usize, usize) {
    let floor = last.filter(|q| q.next <= quantity.at).map_or(0, |q| q.next);
    let sentence = words.get(quantity.at).map(|w| w.sentence);
    let bounds = |i: &usize| {
        let word = words.get(*i);
        // "Giá trị sản xuất (giá so sánh 2010) đạt": what is bracketed belongs to the metric.
        let open = is(words, *i, "(") && !(*i..quantity.at).any(|i| is(words, i, ")"));
        word.map(|w| w.sentence) != sentence || word.is_some_and(|w| w.lower == ";") || open
    };
    let mut from = (floor..quantity.at).rev().find(bounds).map_or(floor, |i| i + 1);
    while from < quantity.at && words.get(from).is_some_and(|w| matches!(w.lower, "," | "-" | "." | "và" | ")" | ":"))
    {
        from += 1;
    }
    // "20% xã năm 2025, bảo đảm đến năm 2030 đạt 50% địa bàn": behind the comma nothing but what leads to the figure.
    let light = light_from(words, quantity.at);
    let leads_on = last.is_some() && (light.max(from)..quantity.at).any(|i| is(words, i, ","));
    if light <= from || leads_on {
        let behind = measured_behind(words, quantity, next);
        if behind.1 > behind.0 {
            return behind;
        }
    }
    let mut to = quantity.at;
    while to > from + 1 && leads(words, to - 1) {
        to -= 1;
    }
    let intro = |i: &usize| {
        ["phấn đấu", "mục tiêu", "chỉ tiêu", "trong đó :", "trong đó"].iter().any(|p| phrase_at(words, *i, p).is_some())
    };
    if let Some(at) = (from..to).rev().find(intro) {
        let skip = if is(words, at + 2, ":") { 3 } else { 2 };
        // "Tổng sản phẩm Nhãn xuất khẩu phấn đấu đến năm 2030 đạt 8.500 tấn": it is striven for what stands before.
        let only_leads = at > from && light_from(words, quantity.at) <= at + skip;
        if only_leads {
            // "…, phấn đấu đạt 20% xã", "lộ trình đạt mục tiêu 50% xã": what stands before is another clause.
            let behind = measured_behind(words, quantity, next);
            if behind.1 > behind.0 && (is(words, at - 1, ",") || is(words, at - 1, "đạt")) {
                return behind;
            }
            to = if is(words, at - 1, "với") { at - 1 } else { at };
        } else if at + skip < to {
            from = at + skip;
        }
    }
    from = behind_date(words, from, to);
    to = without_year(words, from, to);
    if to > from { (from, to) } else { (quantity.at, quantity.next) }
}

/// The words behind the figure, up to the next mark or the next figure of a list; at most [`LONGEST`].
pub(super) fn measured_behind(words: &[Word], quantity: &Quantity, next: Option<&Quantity>) -> (usize, usize) {
    let aside = |i: usize| is(words, i, ",") && phrase_at(words, i + 1, "trong đó").is_some();
    let part = |i: usize| aside(i) || i > quantity.next && (is(words, i, "nhằm") || is(words, i, "để"));
    let marks = |i: &usize| {
        !same_sentence(words, *i, quantity.at) || part(*i) || [";", "(", ":"].iter().any(|m| is(words, *i, m))
    };
    let from = quantity.next;
    let most = words.len().min(from + LONGEST);
    let end = (from..most).find(marks).unwrap_or(most);
    let end = if end > from && is(words, end - 1, ".") { end - 1 } else { end };
    // "20% xã năm 2025, bảo đảm đến năm 2030 đạt 50% …": the date and what leads to the next figure are no part of it.
    let dated = |q: &&Quantity| light_from(words, q.at) < q.at.min(end) && light_from(words, q.at) > from;
    let led = next.filter(dated).map(|q| (light_from(words, q.at), q.at));
    if let Some((lead, _)) = led.filter(|(lead, at)| is(words, *lead, "năm") && (*lead..*at).any(|i| is(words, i, ",")))
    {
        return (from, lead);
    }
    let lead = next.map(|q| light_from(words, q.at)).filter(|lead| (from + 2..=end).contains(lead));
    let listed = lead.filter(|lead| is(words, *lead, ",") || ["và", ","].iter().any(|m| is(words, lead - 1, m)));
    (from, listed.map_or(end, |lead| if is(words, lead, ",") { lead } else { lead - 1 }))
}

/// How many words behind a figure may say what it measures.
const LONGEST: usize = 24;

/// "Trong giai đoạn 2026 - 2030, bảo đảm …": the date a clause opens with is kept apart.
fn behind_date(words: &[Word], from: usize, to: usize) -> usize {
    let at = from + usize::from(is(words, from, "trong"));
    let dated = ["giai đoạn", "đến hết năm", "đến năm", "năm"].iter().find_map(|cue| {
        let end = year_end(words, at + phrase_at(words, at, cue)?)?;
        is(words, end, ",").then_some(end + 1)
    });
    dated.filter(|end| *end < to).unwrap_or(from)
}

/// "Giá trị sản xuất đến năm 2025": the year is kept apart.
fn without_year(words: &[Word], from: usize, to: usize) -> usize {
    let last = to.saturating_sub(3).max(from)..to;
    let Some(mut at) = last.rev().find(|i| is(words, *i, "năm") && year_end(words, i + 1) == Some(to)) else {
        return to;
    };
    while at > from && ["đến", "hết", "vào", "cả"].iter().any(|w| is(words, at - 1, w)) {
        at -= 1;
    }
    if at > from { at } else { to }
}

fn leads(words: &[Word], at: usize) -> bool {
    // "người từ 65 tuổi trở lên" is a whole, "dự kiến đạt" leads.
    if at > 0 && is(words, at, "lên") && is(words, at - 1, "trở") {
        return false;
    }
    if at > 0 && (is(words, at, "kiến") && is(words, at - 1, "dự") || is(words, at, "dự") && is(words, at + 1, "kiến"))
    {
        return true;
    }
    words.get(at).is_some_and(|w| {
        matches!(
            w.lower,
            "đạt"
                | "là"
                | "chiếm"
                | "trên"
                | "khoảng"
                | "mức"
                | "ở"
                | "từ"
                | "≤"
                | "≥"
                | "có"
                | "ít"
                | "nhất"
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

/// The year that a lead-in, or a title, sets for what follows: "đến hết năm 2030", "giai đoạn 2026 - 2030", "năm 2025";
/// not that of a day ("ngày 15 tháng 8 năm 2024").
pub(super) fn period(words: &[Word]) -> Option<String> {
    let read = |cue: &str| {
        (0..words.len()).find_map(|i| {
            let from = i + phrase_at(words, i, cue)?;
            let to = year_end(words, from)?;
            let dated = i > 1 && sort(words, i - 1) == Some(Sort::Number) && is(words, i - 2, "tháng");
            (!dated).then(|| joined(words, from, to).replace(' ', ""))
        })
    };
    ["giai đoạn", "đến hết năm", "đến năm", "năm"].iter().find_map(|cue| read(cue))
}

/// The years a block names by a word that leads to them, and where; those of a range by their range.
pub(super) fn dates(words: &[Word]) -> Vec<(usize, String)> {
    static LEADS: Cues = Cues::new(|| Phrases::new(["đến năm", "vào năm", "giai đoạn", "năm"]));
    let read = |i: usize| {
        let from = i + LEADS.all_at(words, i).next()?.1;
        let to = year_end(words, from)?;
        Some((i, joined(words, from, to).replace(' ', "")))
    };
    (0..words.len()).filter_map(read).collect()
}

/// The year right behind the figure, else the last named before it, else the first its clause names behind it.
pub(super) fn year(words: &[Word], dates: &[(usize, String)], quantity: &Quantity) -> Option<String> {
    let clause = |i: usize| same_sentence(words, i, quantity.at) && !is(words, i, ";");
    let (before, _) = dates.split_at(dates.partition_point(|(i, _)| *i < quantity.at));
    let (_, behind) = dates.split_at(dates.partition_point(|(i, _)| *i < quantity.next));
    let next = behind.first();
    let found = next.filter(|(i, _)| *i == quantity.next).or(before.last());
    let found = found.or_else(|| next.filter(|(i, _)| (quantity.next..=*i).all(clause)));
    found.map(|(_, year)| year.clone())
}

pub(super) fn same_sentence(words: &[Word], a: usize, b: usize) -> bool {
    words.get(a).map(|w| w.sentence) == words.get(b).map(|w| w.sentence)
}

#[cfg(test)]
mod tests {
    use super::super::amount::quantities;
    use super::super::words::words;
    use super::*;

    #[track_caller]
    fn check(text: &str, measured: &str, by: Option<&str>) {
        let all = words(text, 0, text.len());
        let amounts = quantities(text, &all);
        let quantity = amounts.first().expect("a figure");
        let (from, to) = metric(&all, quantity, None, None);
        assert_eq!(
            (joined(&all, from, to).as_str(), year(&all, &dates(&all), quantity).as_deref()),
            (measured, by),
            "{text}"
        );
    }

    #[test]
    fn reads_what_is_measured_and_by_when() {
        check("Tổng tiêu thụ đến năm 2030 đạt mức 105 triệu TOE", "tổng tiêu thụ", Some("2030"));
        check("trong đó năng lượng sơ cấp đạt 5%", "năng lượng sơ cấp", None);
        check("Tăng trưởng kinh tế cả năm 2025 đạt 8%", "tăng trưởng kinh tế", Some("2025"));
        check("100% hồ sơ được số hóa.", "hồ sơ được số hóa", None);
        check("Tổng sản phẩm Nhãn phấn đấu đến năm 2030 đạt 8.500 tấn", "tổng sản phẩm nhãn", Some("2030"));
        check("Tổng sản phẩm Chuối đến năm 2030 phấn đấu đạt 500 tấn", "tổng sản phẩm chuối", Some("2030"));
        check("Giá trị xuất khẩu đến năm 2030 dự kiến đạt trên 10 triệu USD", "giá trị xuất khẩu", Some("2030"));
        check("tỷ lệ người từ 65 tuổi trở lên đạt khoảng 12%", "tỷ lệ người từ 65 tuổi trở lên", None);
        check("Trong giai đoạn 2026 - 2030, xây dựng trạm đạt 100%", "xây dựng trạm", Some("2026-2030"));
        check("đăng ký hàng năm, phấn đấu đạt 20% xã", "xã", None);
    }

    #[test]
    fn leaves_other_clauses() {
        check("thu ngân sách tốt; tỷ lệ đạt 5%", "tỷ lệ", None);
    }

    #[test]
    fn a_lead_in_sets_the_year() {
        let read = |text: &str| period(&words(text, 0, text.len()));
        assert_eq!(read("Đến hết năm 2030, phấn đấu đạt được những mục tiêu sau:").as_deref(), Some("2030"));
        assert_eq!(read("Kế hoạch phát triển giai đoạn 2026 - 2030").as_deref(), Some("2026-2030"));
        assert_eq!(read("thực hiện Chỉ thị ngày 15 tháng 8 năm 2024"), None);
    }
}

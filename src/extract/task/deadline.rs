//! Deadlines: labelled times, days "trước ngày …", and frequency words; leaves out years that only name a period.

use super::period::period;
use super::term::term;
use crate::extract::cue::Cue;
use crate::extract::view::View;
use crate::model::DeadlineKind;
use crate::text::{Cursor, Span, is_word_boundary, parse_date, small};

/// Labels a time may stand behind.
pub(super) const TIME_LABELS: &[&str] = &[
    "thời gian thực hiện",
    "thời gian hoàn thành",
    "thời hạn hoàn thành",
    "thời hạn thực hiện",
    "tiến độ thực hiện",
    "tiến độ hoàn thành",
    "thời hạn",
    "thời gian",
    "tiến độ",
    "hoàn thành",
];

/// What a day stands behind.
const DAYS: [&str; 14] = [
    "định kỳ trước ngày",
    "hoàn thành trước ngày",
    "xong trước ngày",
    "chậm nhất là ngày",
    "chậm nhất ngày",
    "muộn nhất là ngày",
    "muộn nhất ngày",
    "chậm nhất trước ngày",
    "chậm nhất đến ngày",
    "chậm nhất đến hết ngày",
    "trước ngày",
    "đến hết ngày",
    "trong ngày",
    "vào ngày",
];

/// What a time of some length stands behind.
const INTERVALS: [&str; 9] = [
    "hoàn thành trong năm",
    "xong trong năm",
    "từ ngày",
    "trong quý",
    "trong tháng",
    "trong thời hạn",
    "trong vòng",
    "tối đa không quá",
    "không quá",
];

/// How often.
const FREQUENCIES: [&str; 10] = [
    "thường xuyên",
    "định kỳ",
    "hằng năm",
    "hàng năm",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
    "hằng ngày",
    "hàng ngày",
];

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = (Cue, &'static str)> {
    let of = |cue: Cue, words: &'static [&'static str]| words.iter().map(move |w| (cue, *w));
    of(Cue::Day, &DAYS).chain(of(Cue::Interval, &INTERVALS)).chain(of(Cue::Frequency, &FREQUENCIES))
}

/// A deadline as read, with its place in the text it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Due {
    pub(super) kind: DeadlineKind,
    pub(super) text: String,
    pub(super) day: Option<String>,
    pub(super) span: Span,
}

/// Reads the deadline of a task's words: a labelled time first, then a day, then a frequency. A day of a year before
/// `since`, in which the text was issued, is not one.
pub(super) fn deadline(view: &View<'_>, text: &str, since: Option<u16>) -> Option<Due> {
    if let Some((at, value)) = labelled(view, text) {
        return (!view.small(value).starts_with("theo ")).then(|| read(value, at))?;
    }
    dated(view, text, since)
        .or_else(|| hour(text))
        .or_else(|| term(text))
        .or_else(|| interval(view, text))
        .or_else(|| within_year(text))
        .or_else(|| period(text))
        .or_else(|| frequency(view, text))
}

/// Tells whether the words carry a day of their own.
pub(super) fn has_day(view: &View<'_>, text: &str) -> bool {
    dated(view, text, None).is_some()
}

/// Tells whether the words are nothing but a labelled time.
pub(super) fn is_labelled(view: &View<'_>, text: &str) -> bool {
    labelled(view, text).is_some_and(|(at, _)| at <= 45)
}

fn labelled<'t>(view: &View<'_>, text: &'t str) -> Option<(usize, &'t str)> {
    if !memchr::memchr_iter(b':', text.as_bytes()).any(|colon| closes_label(text.get(..colon).unwrap_or_default())) {
        return None;
    }
    let small = view.small(text);
    let at = TIME_LABELS.iter().take(8).find_map(|label| {
        let at = memchr::memmem::find(small.as_bytes(), label.as_bytes())?;
        let mut c = Cursor::at(text, at + label.len());
        c.skip_spaces();
        c.eat(":").then(|| c.pos())
    })?;
    let value = text.get(at..)?;
    let lead = value.len() - value.trim_start().len();
    let value = value.trim();
    let end = value.find(". ").unwrap_or(value.len());
    Some((at + lead, value.get(..end)?.trim_end_matches(['.', ';', ' ', '/'])))
}

/// Tells whether words end with a label of a time, whatever its case.
fn closes_label(words: &str) -> bool {
    let words = words.trim_end_matches([' ', '\u{a0}']);
    TIME_LABELS.iter().take(8).any(|label| {
        let mut letters = words.chars().rev();
        label.chars().rev().all(|l| letters.next().is_some_and(|c| small(c) == l))
    })
}

/// Reads a printed time as a deadline. `at` is where it stands in the text.
pub(super) fn read(value: &str, at: usize) -> Option<Due> {
    let value = value.trim_end_matches(['.', ';', ' ', ',']);
    let words = value.trim();
    if words.is_empty() {
        return None;
    }
    let span = Span::new(at, at + value.len());
    let lower = words.to_lowercase();
    let digits = words.chars().any(|c| c.is_ascii_digit());
    let regular = [
        "thường xuyên",
        "hằng năm",
        "hàng năm",
        "định kỳ",
        "hằng tháng",
        "hàng tháng",
        "hằng quý",
        "hàng quý",
        "hằng ngày",
        "hàng ngày",
    ];
    if !digits && regular.iter().any(|w| lower.contains(w)) && words.chars().count() < 60 {
        return Some(Due { kind: DeadlineKind::Regular, text: "REGULAR".to_owned(), day: None, span });
    }
    let text = years(words).unwrap_or_else(|| words.to_owned());
    let kind = kind(&text, &lower);
    Some(Due { kind, day: day(&text, kind), text, span })
}

/// "Năm 2021" is `2021`, "Từ năm 2021-2022" is `2021-2022`; "Từ năm 2021" stays as printed.
fn years(words: &str) -> Option<String> {
    let mut c = Cursor::new(words);
    let mut from = false;
    for lead in ["thực hiện", "hoàn thành", "trong", "từ", "giai đoạn", "năm"] {
        from |= c.eat_folded(lead) && lead == "từ";
        c.skip_spaces();
    }
    let first = c.number(4).filter(|y| (1900..=2100).contains(y))?;
    c.skip_spaces();
    if c.peek().is_none() {
        return (!from).then(|| first.to_string());
    }
    let range = c.eat("-") || c.eat("–") || c.eat_folded("đến");
    c.skip_spaces();
    c.eat_folded("năm");
    c.skip_spaces();
    let last = c.number(4).filter(|_| range)?;
    c.skip_spaces();
    c.peek().is_none().then(|| format!("{first}-{last}"))
}

fn kind(text: &str, lower: &str) -> DeadlineKind {
    let recurring = ["hằng", "hàng", "định kỳ", "mỗi"].iter().any(|w| lower.contains(w));
    let year = |t: &str| t.len() == 4 && t.chars().all(|c| c.is_ascii_digit());
    if year(text) {
        DeadlineKind::Year
    } else if recurring {
        DeadlineKind::Recurring
    } else if lower.starts_with("sau khi") || lower.starts_with("trước khi") || lower.starts_with("ngay sau") {
        DeadlineKind::OnEvent
    } else if text.split('-').all(year) || lower.contains("quý") || lower.contains("các năm") {
        DeadlineKind::Range
    } else if find_day(text).is_some() {
        DeadlineKind::Date
    } else {
        DeadlineKind::Other
    }
}

fn day(text: &str, kind: DeadlineKind) -> Option<String> {
    match kind {
        DeadlineKind::Year => Some(format!("{text}-12-31")),
        DeadlineKind::Date => find_day(text),
        DeadlineKind::Range => text.rsplit_once('-').filter(|(_, y)| y.len() == 4).map(|(_, y)| format!("{y}-12-31")),
        _ => None,
    }
}

fn find_day(text: &str) -> Option<String> {
    // A date that has its day begins with it, or with "ngày".
    text.char_indices()
        .filter(|(i, c)| (c.is_ascii_digit() || matches!(c, 'n' | 'N')) && is_word_boundary(text, *i))
        .filter_map(|(i, _)| parse_date(text.get(i..)?))
        .find(|(date, _)| date.day.is_some())
        .map(|(date, _)| date.to_string())
}

/// "trước ngày 20 hằng tháng", "định kỳ trước ngày 10 tháng 12 hàng năm hoặc đột xuất".
fn dated(view: &View<'_>, text: &str, since: Option<u16>) -> Option<Due> {
    view.places(text, Cue::Day).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let opening = c.eat_any(&DAYS)?;
        // "hết thời hạn vào ngày 21/3/2020" says when something ends, not by when to act.
        let before = text.get(..at)?.trim_end();
        let ends = opening == "vào ngày" && ["hạn", "hiệu lực", "từ"].iter().any(|w| before.ends_with(w));
        if ends {
            return None;
        }
        let start = if opening.starts_with("hoàn") || opening.starts_with("xong") {
            at + opening.len() - "trước ngày".len()
        } else if opening.starts_with("vào") {
            at + "vào ".len()
        } else {
            at
        };
        c.skip_spaces();
        let from = c.pos();
        date_words(&mut c);
        (c.pos() > from).then_some(())?;
        let (start, end) = bracketed(text, start, c.pos()).unwrap_or((start, c.pos()));
        let past = |due: &Due| {
            let year = due.day.as_ref().and_then(|d| d.get(..4)).and_then(|y| y.parse::<u16>().ok());
            year.zip(since).is_some_and(|(year, since)| year < since)
        };
        read(text.get(start..end)?, start).filter(|due| !past(due))
    })
}

/// "Định kỳ hằng năm (trước ngày 30 tháng 11)": how often, and by which day of it.
fn bracketed(text: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let before = text.get(..start)?.strip_suffix('(')?.trim_end();
    text.get(end..)?.starts_with(')').then_some(())?;
    let small = before.to_lowercase();
    if small.len() != before.len() {
        return None;
    }
    let mut from = small.len();
    while let Some(often) = FREQUENCIES.iter().find(|f| small.get(..from).is_some_and(|s| s.trim_end().ends_with(*f))) {
        from = small.get(..from)?.trim_end().len() - often.len();
    }
    (from < small.len() && is_word_boundary(text, from)).then_some((from, end + 1))
}

/// "trước 17 giờ 00 ngày 10/3/2025", "trước 16h30 ngày 05/8/2025", "trước 13 giờ hằng ngày".
fn hour(text: &str) -> Option<Due> {
    memchr::memmem::find_iter(text.as_bytes(), "trước ").find_map(|at| {
        let mut c = Cursor::at(text, at + "trước ".len());
        c.number(2)?;
        c.skip_spaces();
        (c.eat("giờ") || c.eat("h")).then_some(())?;
        c.skip_spaces();
        if c.number(2).is_some() {
            c.skip_spaces();
            c.eat_folded("phút");
        }
        c.skip_spaces();
        c.eat(",");
        c.skip_spaces();
        if c.eat_any(&["hằng ngày", "hàng ngày", "mỗi ngày", "cùng ngày"]).is_some() {
            return read(text.get(at..c.pos())?, at);
        }
        c.eat_folded("ngày").then_some(())?;
        c.skip_spaces();
        let from = c.pos();
        date_words(&mut c);
        (c.pos() > from).then(|| read(text.get(at..c.pos())?, at))?
    })
}

/// "từ ngày 16 đến ngày 31 tháng 12 hằng năm", "trong quý I của năm liền kề", "trong thời hạn 15 ngày làm việc".
fn interval(view: &View<'_>, text: &str) -> Option<Due> {
    view.places(text, Cue::Interval).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let opening = c.eat_any(&INTERVALS)?;
        c.skip_spaces();
        let numeral = c.peek().is_some_and(|d| d.is_ascii_digit() || matches!(d, 'I' | 'V'));
        numeral.then_some(())?;
        let whole = match opening {
            "từ ngày" => {
                date_words(&mut c);
                c.skip_spaces();
                c.eat_folded("đến").then_some(())?;
                c.skip_spaces();
                c.eat_folded("hết");
                c.skip_spaces();
                c.eat_folded("ngày");
                date_words(&mut c);
                true
            }
            "hoàn thành trong năm" | "xong trong năm" => c.number(4).is_some(),
            "trong quý" | "trong tháng" => {
                c.take_while(|d| d.is_ascii_digit() || matches!(d, 'I' | 'V' | '/'));
                more_of_them(&mut c);
                date_words(&mut c);
                true
            }
            _ => {
                c.take_while(|d| d.is_ascii_digit());
                c.skip_spaces();
                c.eat_any(&["ngày làm việc", "ngày", "tháng", "giờ", "năm"]).is_some()
            }
        };
        let at = if opening == "xong trong năm" { at + "xong ".len() } else { at };
        whole.then(|| read(text.get(at..c.pos())?, at))?
    })
}

/// "trong tháng 11**, 12/2025**", "trong Quý I **và Quý II/2026**".
fn more_of_them(c: &mut Cursor<'_>) {
    loop {
        let mut t = c.clone();
        if !(t.eat(", ") || t.eat(" và ")) {
            return;
        }
        t.eat_any(&["quý", "tháng"]);
        t.skip_spaces();
        let figure = t.take_while(|d| d.is_ascii_digit() || matches!(d, 'I' | 'V' | '/'));
        // "trong tháng 11, 03 xã" counts something else.
        let whole = figure.contains('/') || figure.starts_with(['I', 'V']) || t.rest().starts_with(" năm ");
        if !whole {
            return;
        }
        *c = t;
    }
}

/// "phê duyệt Báo cáo nghiên cứu khả thi trong năm 2025": the year by whose end what a verb names is to be done.
fn within_year(text: &str) -> Option<Due> {
    const DONE: [&str; 10] = [
        "hoàn thành",
        "hoàn thiện",
        "phê duyệt",
        "ban hành",
        "bàn giao",
        "khởi công",
        "thông qua",
        "cắt giảm",
        "đưa vào khai thác",
        "thông xe",
    ];
    /// Bytes of a clause before its year: no block, however long, is read anew for each.
    const CLAUSE: usize = 400;
    memchr::memmem::find_iter(text.as_bytes(), " trong năm ").find_map(|at| {
        let near = text.floor_char_boundary(at.saturating_sub(CLAUSE));
        let before = text.get(near..at)?;
        let from = before.rfind([';', '.']).map_or(0, |i| i + 1);
        let clause = before.get(from..)?.to_lowercase();
        DONE.iter().any(|w| clause.contains(w)).then_some(())?;
        let mut c = Cursor::at(text, at + " trong năm ".len());
        c.number(4)?;
        c.peek().is_none_or(|next| !next.is_alphanumeric() && next != '-').then_some(())?;
        read(text.get(at + 1..c.pos())?, at + 1)
    })
}

fn date_words(c: &mut Cursor<'_>) {
    loop {
        let mut t = c.clone();
        t.skip_spaces();
        let mut and = t.clone();
        // "trước ngày 01/6 và 15/11 hằng năm"
        if and.eat_folded("và") {
            and.skip_spaces();
            and.eat_folded("ngày");
            and.skip_spaces();
            if and.peek().is_some_and(|d| d.is_ascii_digit()) {
                t = and;
            }
        }
        let word = t
            .eat_any(&[
                "tháng cuối quý",
                "tháng cuối của quý",
                "tháng",
                "năm",
                "hằng",
                "hàng",
                "quý",
                "hoặc đột xuất",
                "của",
                "liền kề",
            ])
            .is_some();
        if !word && t.take_while(|d| d.is_ascii_digit() || d == '/').is_empty() {
            return;
        }
        *c = t;
    }
}

/// "thường xuyên kiểm tra", "định kỳ báo cáo": a frequency that says when, not part of a name ("chi thường xuyên").
fn frequency(view: &View<'_>, text: &str) -> Option<Due> {
    const NAMES: &[&str] =
        &["chi", "phí", "dục", "sách", "hoạch", "báo cáo", "định,", "trình", "công", "trị", "kết", "lương", "xếp loại"];
    view.places(text, Cue::Frequency).find_map(|at| {
        let mut c = Cursor::at(text, at);
        let word = c.eat_any(&FREQUENCIES)?;
        let before = text.get(..at)?.trim_end().to_lowercase();
        if NAMES.iter().any(|n| before.ends_with(n)) {
            return None;
        }
        let yearly = ["năm", "quý", "tháng"].iter().any(|w| word.ends_with(w));
        // "Hằng năm, Sở Y tế báo cáo …": how often stands over the whole sentence.
        let over = before.is_empty() && c.rest().starts_with(',');
        let reports = over || before.contains("báo cáo") || before.ends_with("định kỳ");
        // "… kế hoạch số người làm việc hàng năm, tổ chức thẩm định": a comma ends what it is said of.
        let opens = before.is_empty() || before.ends_with([';', '.', ':']);
        let apart = !opens && c.rest().starts_with(',');
        if yearly && !reports && (apart || !verb_follows(&c)) {
            return None;
        }
        let span = Span::new(at, c.pos());
        Some(Due { kind: DeadlineKind::Regular, text: "REGULAR".to_owned(), day: None, span })
    })
}

fn verb_follows(c: &Cursor<'_>) -> bool {
    let mut t = c.clone();
    t.eat(",");
    t.skip_spaces();
    crate::extract::agency::VERBS.stands_at(&t)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(text: &str, due: Option<&str>) {
        let source = SourceText::new("a.txt", text);
        assert_eq!(deadline(&View::new(&source), text, None).map(|d| d.text).as_deref(), due, "{text}");
    }

    #[test]
    fn reads_times() {
        check("Xây dựng. Thời gian thực hiện: Năm 2021.", Some("2021"));
        check("Bổ sung. Thời gian thực hiện: Từ năm 2021-2022.", Some("2021-2022"));
        check("Xây dựng. Thời gian thực hiện: Từ năm 2021.", Some("Từ năm 2021"));
        check("Hỗ trợ. Thời gian thực hiện: Thường xuyên.", Some("REGULAR"));
        check("báo cáo UBND tỉnh trước ngày 25/12 hàng năm.", Some("trước ngày 25/12 hàng năm"));
        check("định kỳ báo cáo", Some("REGULAR"));
        check("gửi trước 17 giờ 00 ngày 10/3/2025.", Some("trước 17 giờ 00 ngày 10/3/2025"));
        check("(trước ngày 20 của tháng cuối quý) báo cáo", Some("trước ngày 20 của tháng cuối quý"));
        check("gửi báo cáo trước 13 giờ hằng ngày.", Some("trước 13 giờ hằng ngày"));
        check("thực hiện xong trong năm 2025.", Some("2025"));
        check("làm việc từ 7 giờ 30 ngày thứ hai", None);
        check("xác định thời hạn; hằng năm, bố trí kinh phí", Some("REGULAR"));
        check("Hằng quý, hằng năm, báo cáo Ban Quản lý", Some("REGULAR"));
        check("trước ngày 01/6 và 15/11 hằng năm báo cáo", Some("trước ngày 01/6 và 15/11 hằng năm"));
        check("gửi từ ngày 16 đến ngày 31 tháng 12 hằng năm;", Some("từ ngày 16 đến ngày 31 tháng 12 hằng năm"));
        check("Trong quý I năm 2026, rà soát", Some("Trong quý I năm 2026"));
        check("trả lời trong thời hạn 15 ngày làm việc", Some("trong thời hạn 15 ngày làm việc"));
        check("khởi công dự án vào ngày 19 tháng 12 năm 2025.", Some("ngày 19 tháng 12 năm 2025"));
        check("hoàn thiện trong ngày 08/9/2025", Some("trong ngày 08/9/2025"));
        check("hoàn thành chậm nhất trước ngày 31/12/2025", Some("chậm nhất trước ngày 31/12/2025"));
        check("Định kỳ hằng năm (trước ngày 30 tháng 11) báo cáo", Some("Định kỳ hằng năm (trước ngày 30 tháng 11)"));
        check("rà soát, phê duyệt quy hoạch trong năm 2025", Some("2025"));
    }

    #[test]
    fn refuses_names_and_references() {
        check("bố trí kinh phí thường xuyên để thực hiện", None);
        check("(thép hết thời hạn vào ngày 21/3/2020)", None);
        check("sử dụng kinh phí được giao trong năm 2025", None);
        check("xây dựng kế hoạch khuyến công hàng năm", None);
        check("xây dựng kế hoạch số người làm việc hàng năm, tổ chức thẩm định", None);
        check("đối với viên chức được đánh giá, xếp loại hằng năm đảm bảo nguyên tắc", None);
        check("nâng bậc lương thường xuyên đối với viên chức", None);
        check("Thời gian thực hiện: Theo tiến độ của Quy hoạch.", None);
        check("", None);
    }
}

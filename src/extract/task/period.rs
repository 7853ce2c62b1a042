//! Ends of periods by which something is to be done: "trước 30/6/2026", "trước tháng 6/2026", "đến hết năm 2026", "hoàn
//! thành năm 2026"; a year that only tells which plan is meant is none.

use memchr::memmem::find_iter;

use super::deadline::{Due, read};
use crate::text::{Cursor, is_word_boundary};

/// Reads the end of a period.
pub(super) fn period(text: &str) -> Option<Due> {
    before(text).or_else(|| completion(text)).or_else(|| months(text))
}

/// "trước 30/6/2026", "trước tháng 6/2026", "trước năm 2027", "đến hết năm 2026".
fn before(text: &str) -> Option<Due> {
    const OPENINGS: [&str; 7] =
        ["trước", "đến hết", "kết thúc", "muộn nhất", "chậm nhất", "chậm nhất là", "chậm nhất đến"];
    places(text, &["trước ", "Trước ", "đến hết ", "Kết thúc ", "muộn nhất ", "chậm nhất "]).find_map(|at| {
        let mut c = Cursor::at(text, at);
        c.eat_any(&OPENINGS)?;
        c.skip_spaces();
        if c.eat_any(&["ngày", "tháng", "năm", "quý"]).is_some() {
            c.skip_spaces();
        }
        let from = c.pos();
        let figures = numbers(&mut c);
        let whole = match figures {
            // "trước 30/6/2026"
            3 => true,
            // "trước tháng 6/2026", "trước quý 2/2026"
            2 => text.get(..from).is_some_and(|b| b.ends_with("tháng ") || b.ends_with("quý ")),
            // "đến hết năm 2026"
            1 => text.get(..from).is_some_and(|b| b.ends_with("năm ")) && c.since(from).len() == 4,
            _ => false,
        };
        (whole && ends(&c)).then(|| read(text.get(at..c.pos())?, at))?
    })
}

/// "hoàn thành năm 2026", "hoàn thành trong giai đoạn 2026 - 2030", "hoàn thành vào cuối năm 2026".
fn completion(text: &str) -> Option<Due> {
    places(text, &["hoàn thành ", "Hoàn thành ", "xong "]).find_map(|at| {
        let mut c = Cursor::at(text, at);
        c.eat_any(&["hoàn thành", "xong"])?;
        c.skip_spaces();
        if c.eat_any(&["vào", "trong"]).is_some() {
            c.skip_spaces();
        }
        let from = c.pos();
        c.eat_any(&["giai đoạn", "cuối năm", "đầu năm", "năm"])?;
        c.skip_spaces();
        let first = c.number(4).filter(|y| (1900..=2100).contains(y));
        first?;
        let mut range = c.clone();
        range.skip_spaces();
        if range.eat("-") || range.eat("–") {
            range.skip_spaces();
            if range.number(4).is_some() {
                c = range;
            }
        }
        ends(&c).then(|| read(text.get(from..c.pos())?, from))?
    })
}

/// "trong 6 tháng đầu năm 2026".
fn months(text: &str) -> Option<Due> {
    places(text, &["trong 6 tháng ", "trong 06 tháng ", "trong 9 tháng ", "trong 09 tháng "]).find_map(|at| {
        let mut c = Cursor::at(text, at);
        c.eat("trong ");
        c.number(2)?;
        (c.eat(" tháng đầu năm ") || c.eat(" tháng cuối năm ")).then_some(())?;
        c.number(4)?;
        ends(&c).then(|| read(text.get(at..c.pos())?, at))?
    })
}

/// Where one of some words begins, whole.
fn places<'t>(text: &'t str, words: &'t [&'t str]) -> impl Iterator<Item = usize> + 't {
    words.iter().flat_map(|w| find_iter(text.as_bytes(), w.as_bytes())).filter(|at| is_word_boundary(text, *at))
}

/// Moves over "30/6/2026" and returns how many numbers it joins.
fn numbers(c: &mut Cursor<'_>) -> usize {
    let mut count = 0;
    loop {
        if c.number(4).is_none() {
            return count;
        }
        count += 1;
        let mut t = c.clone();
        if !(t.eat("/") || t.eat("-")) {
            return count;
        }
        if !t.peek().is_some_and(|d| d.is_ascii_digit()) {
            return count;
        }
        *c = t;
    }
}

fn ends(c: &Cursor<'_>) -> bool {
    c.peek().is_none_or(|next| !next.is_alphanumeric() && !matches!(next, '/' | '-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(period(text).map(|d| d.text).as_deref(), expected, "{text}");
    }

    #[test]
    fn reads_ends_of_periods() {
        check("rà soát xong trước 30/6/2026.", Some("trước 30/6/2026"));
        check("báo cáo trước tháng 6/2026;", Some("trước tháng 6/2026"));
        check("chấm dứt trước năm 2027", Some("trước năm 2027"));
        check("duy trì đến hết năm 2026.", Some("đến hết năm 2026"));
        check("Kết thúc năm 2026, căn cứ nguồn còn dư, báo cáo", Some("Kết thúc năm 2026"));
        check("cắm mốc, hoàn thành năm 2026.", Some("2026"));
        check("hoàn thành trong giai đoạn 2026 - 2030", Some("2026-2030"));
        check("hoàn thành vào cuối năm 2026.", Some("cuối năm 2026"));
        check("giải ngân trong 6 tháng đầu năm 2026.", Some("trong 6 tháng đầu năm 2026"));
    }

    #[test]
    fn refuses_years_that_tell_which() {
        check("hoàn thành kế hoạch năm 2026", None);
        check("trước năm học mới", None);
        check("trước 15 giờ", None);
        check("trước 30/6/2026/QĐ", None);
        check("trước Luật số 3/2020", None);
    }
}

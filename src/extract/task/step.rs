//! Steps of administrative procedures, as Thông tư 02/2017/TT-VPCP has them described: who does what in which time; leaves
//! out what those do who apply.

use super::deadline::{Due, read};
use crate::text::{Cursor, lower};

/// Returns where the words of a step begin: "Bước 2: …", "Bước 2. …", "Bước 2 (Thẩm định): …".
pub(super) fn step(body: &str) -> Option<usize> {
    let mut c = Cursor::new(body);
    c.eat("Bước ").then_some(())?;
    c.number(2)?;
    c.skip_spaces();
    if c.eat("(") {
        c.take_while(|l| l != ')');
        c.eat(")").then_some(())?;
        c.skip_spaces();
    }
    (c.eat(":") || c.eat(".") || c.eat("-")).then_some(())?;
    c.skip_spaces();
    Some(c.pos())
}

/// Reads the time a step ends with: "… trình lãnh đạo Sở ký: **0,5 ngày** (trường hợp không đủ điều kiện …)."; `at` is
/// where the words stand.
pub(super) fn time(words: &str, at: usize) -> Option<Due> {
    memchr::memmem::rfind_iter(words.as_bytes(), b": ").take(3).find_map(|colon| {
        let from = colon + ": ".len();
        let mut c = Cursor::at(words, from);
        c.eat_any(&["không quá", "tối đa", "trong"]);
        c.skip_spaces();
        let figure = c.take_while(|l| l.is_ascii_digit() || matches!(l, ',' | '.' | '/'));
        figure.starts_with(|l: char| l.is_ascii_digit()).then_some(())?;
        c.skip_spaces();
        c.eat_any(&["ngày làm việc", "ngày", "giờ làm việc", "giờ", "phút", "tháng"])?;
        let to = c.pos();
        let rest = c.rest().trim_start();
        let ends = rest.is_empty() || rest.starts_with(['.', ';', '(', '/']);
        read(words.get(from..to).filter(|_| ends)?, at + from)
    })
}

/// Tells whether a body, by its name, applies for something and does not decide on it.
pub(super) fn applies(organisation: &str) -> bool {
    const APPLICANTS: [&str; 14] = [
        "tổ chức, cá nhân",
        "cá nhân",
        "người ",
        "nhà đầu tư",
        "chủ đầu tư",
        "doanh nghiệp",
        "thương nhân",
        "hộ ",
        "công dân",
        "chủ ",
        "cơ sở ",
        "tổ chức tư vấn",
        "các tổ chức, cá nhân",
        "hợp tác xã",
    ];
    const OTHERS: [&str; 2] = ["người đứng đầu", "chủ tịch"];
    let words = lower(organisation);
    let any = |of: &[&str]| of.iter().any(|w| words.starts_with(w));
    any(&APPLICANTS) && !any(&OTHERS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_has_a_number_and_a_mark() {
        let check = |body: &str, words: Option<&str>| assert_eq!(step(body).and_then(|at| body.get(at..)), words);
        check("Bước 1: Sở Y tế tiếp nhận", Some("Sở Y tế tiếp nhận"));
        check("Bước 2. Thẩm định", Some("Thẩm định"));
        check("Bước 3 (Trả kết quả): Sở Y tế", Some("Sở Y tế"));
        check("Bước đầu: rà soát", None);
        check("Bước 1 thực hiện", None);
    }

    #[test]
    fn applicants_are_told_from_those_who_decide() {
        assert!(applies("Tổ chức, cá nhân đề nghị") && applies("Người nộp hồ sơ") && applies("Chủ dự án"));
        assert!(!applies("Chủ tịch Ủy ban nhân dân") && !applies("Cơ quan, đơn vị") && !applies("Sở Y tế"));
    }

    #[test]
    fn its_time_stands_at_its_end() {
        let check = |words: &str, due: Option<&str>| assert_eq!(time(words, 0).map(|d| d.text).as_deref(), due);
        check("Văn thư ghi số: 0,5 ngày.", Some("0,5 ngày"));
        check(
            "Sở Y tế thẩm định: 42 ngày làm việc (trường hợp không đủ, phải trả lời: nêu lý do).",
            Some("42 ngày làm việc"),
        );
        check("Lệ phí: 50.000 đồng", None);
        check("Thời gian: 5 ngày kể từ khi nhận", None);
    }
}

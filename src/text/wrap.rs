//! Whether a line goes on from the one before it: a hard wrap to mend, or a new paragraph.

use super::{Marker, is_letter};

/// How a text was laid out, measured once over its lines.
#[derive(Debug)]
pub(super) struct Layout {
    /// Lines break inside sentences at a fixed width.
    wrapped: bool,
    /// Paragraphs stand apart by blank lines.
    blank_separated: bool,
    /// Width in characters that nine lines of ten stay within.
    width: usize,
}

impl Layout {
    /// Measures the lines of a text; `opened` is the share of lines that follow a blank line or separator.
    pub(super) fn measure<'a>(lines: impl Iterator<Item = &'a str>, opened: f32) -> Self {
        let mut widths = Vec::new();
        let mut continuing = 0usize;
        for line in lines {
            widths.push(line.chars().count());
            if line.trim_start_matches(['*', ' ']).starts_with(char::is_lowercase) && !is_letter_item(line) {
                continuing += 1;
            }
        }
        widths.sort_unstable();
        let width = widths.get(widths.len() * 9 / 10).copied().unwrap_or(0);
        let wrapped = width <= 140 && continuing * 8 >= widths.len().max(1);
        Self { wrapped, blank_separated: opened > 0.12, width }
    }
}

/// Tells whether `next` continues the block that ends in the line `last`.
///
/// `block` is the whole block so far, `blank` whether a blank line stands between.
pub(super) fn joins(block: &str, last: &str, next: &str, blank: bool, layout: &Layout) -> bool {
    let last = last.trim_end();
    if only_a_mark(block) {
        return true;
    }
    let marker = Marker::parse(next).0;
    if marker == Marker::Bullet('-') && !blank && splits_a_pair(last, next, layout) {
        return true;
    }
    if marker.is_some() && !splits_a_number(last, next) {
        return false;
    }
    if matches!(marker, Marker::Article(_)) && !blank && ends_in_a_provision(last) {
        return true;
    }
    if signs(next) || signs(block) || (next.starts_with("Căn cứ ") && is_capitals(last)) {
        return false;
    }
    if blank {
        return joins_over_blank(block, last, next, layout);
    }
    let closed = ends_sentence(last);
    if opens_preamble(next) && (last.ends_with(';') || reach(last, next) * 4 < layout.width * 3) {
        return false;
    }
    if starts_as_continuation(next) {
        return layout.wrapped || !closed;
    }
    if changes_case(last, next) {
        return false;
    }
    // "… tại Tờ trình số 862/TTr-SNNMT (được⏎Sở Tư pháp thẩm định …": a line that short needs the next.
    if !closed && ends_in_a_joint(last) {
        return true;
    }
    if !layout.wrapped {
        return false;
    }
    let reach = reach(last, next);
    if layout.blank_separated { !(closed && reach * 4 < layout.width * 3) } else { reach * 100 > layout.width * 85 }
}

/// Tells whether a line opens as the lines above the first heading do, each of which is a paragraph (Nghị định
/// 30/2020/NĐ-CP, Phụ lục I, mục II.6).
fn opens_preamble(next: &str) -> bool {
    ["Căn cứ ", "Theo đề nghị ", "Xét đề nghị ", "Xét Tờ trình ", "Trả lời "].iter().any(|w| next.starts_with(w))
}

/// "… phát triển kinh tế⏎- xã hội của địa phương": a dash between two words that a full line was broken at.
fn splits_a_pair(last: &str, next: &str, layout: &Layout) -> bool {
    let small = next.strip_prefix("- ").is_some_and(|w| w.starts_with(char::is_lowercase));
    small && layout.wrapped && last.ends_with(is_letter) && reach(last, next) * 100 > layout.width * 85
}

/// How long the last line would be with the first word of the next.
fn reach(last: &str, next: &str) -> usize {
    last.chars().count() + 1 + next.split(' ').next().unwrap_or_default().chars().count()
}

/// A paragraph that a page break or a copied blank line cut in two.
fn joins_over_blank(block: &str, last: &str, next: &str, layout: &Layout) -> bool {
    let quotes = last.ends_with(',') && next.starts_with('“');
    if ends_sentence(last) || is_capitals(block) || quotes || changes_case(last, next) {
        return false;
    }
    let long = block.chars().count() >= if layout.wrapped { 25 } else { 60 };
    // "2.9. Đề nghị Liên đoàn Lao động tỉnh" above "Chủ trì, phối hợp …" is a heading, though it ends in a unit.
    let heads = Marker::parse(block).0.is_some() && opens_a_duty(next);
    let open = ends_open(last) && !heads;
    long && (next.starts_with(char::is_lowercase) && !is_letter_item(next) || open)
}

/// Opens with what somebody named above is to do.
fn opens_a_duty(next: &str) -> bool {
    const DUTIES: [&str; 16] = [
        "Chủ trì",
        "Phối hợp",
        "Tham mưu",
        "Tổ chức",
        "Chỉ đạo",
        "Hướng dẫn",
        "Rà soát",
        "Xây dựng",
        "Triển khai",
        "Thực hiện",
        "Tiếp tục",
        "Căn cứ",
        "Chủ động",
        "Tăng cường",
        "Đẩy mạnh",
        "Kiểm tra",
    ];
    DUTIES.iter().any(|w| next.starts_with(w))
}

/// Ends in a word that needs another one after it.
fn ends_open(line: &str) -> bool {
    const OPEN: [&str; 27] = [
        " của",
        " và",
        " với",
        " tại",
        " các",
        " khu",
        " do",
        " cho",
        " để",
        " về",
        " theo",
        " từ",
        " trong",
        " đến",
        " những",
        " là",
        " bằng",
        " số",
        " Ban Quản lý",
        " Ban quản lý",
        " Sở",
        " Bộ",
        " tỉnh",
        " huyện",
        " xã",
        " Luật",
        " hoặc",
    ];
    OPEN.iter().any(|w| line.ends_with(w))
}

/// Ends in a word that joins what follows to it, whatever the line is; a heading may end in "tỉnh".
fn ends_in_a_joint(line: &str) -> bool {
    const JOINTS: [&str; 16] = [
        " Giám đốc",
        " Chủ tịch",
        " Bộ trưởng",
        " được",
        "(được",
        " thuộc",
        " của",
        " và",
        " với",
        " tại",
        " do",
        " cho",
        " theo",
        " từ",
        " bằng",
        " số",
    ];
    JOINTS.iter().any(|w| line.ends_with(w))
}

pub(super) fn only_a_mark(block: &str) -> bool {
    let block = block.trim_end();
    let (marker, at) = Marker::parse(block);
    marker.is_some()
        && at >= block.len()
        && !matches!(marker, Marker::Chapter(_) | Marker::Part(_) | Marker::Appendix(_) | Marker::Section(_))
}

/// "ngày 30 tháng⏎12. …" and "2021⏎- 2025": the mark belongs to the sentence.
fn splits_a_number(last: &str, next: &str) -> bool {
    // "Điều⏎5. Phạm vi điều chỉnh": a heading may follow its number.
    const HEADINGS: [&str; 9] = ["Điều", "điều", "khoản", "điểm", "mục", "Mục", "Phụ lục", "chương", "phụ lục"];
    const COUNTED: [&str; 17] = [
        "tháng",
        "ngày",
        "năm",
        "số",
        "quý",
        "Quý",
        "thứ",
        "cấp",
        "loại",
        "hạng",
        "bậc",
        "nhóm",
        "vùng",
        "khu vực",
        "kỳ",
        "khóa",
        "đợt",
    ];
    let ends_in = |words: &[&str]| {
        let whole = |w: &&&str| last.strip_suffix(**w).is_some_and(|before| !before.ends_with(is_letter));
        words.iter().any(|w| whole(&w))
    };
    let (marker, at) = Marker::parse(next);
    match marker {
        Marker::Number(n) if n.contains('.') => false,
        Marker::Number(_) | Marker::Roman(_) | Marker::Letter(_) | Marker::Capital(_) => {
            // "… số nhà đã cấp⏎1. Giao Sở Xây dựng": words with a capital behind a number are an item's.
            let item = next.get(at..).is_some_and(|words| words.starts_with(char::is_uppercase));
            // "từ cấp I đến cấp⏎IV. Hạng mục …"
            let ranges = COUNTED.iter().any(|w| last.strip_suffix(w).is_some_and(|before| before.ends_with(" đến ")));
            ends_in(&HEADINGS) || ends_in_a_date(last) || ranges || ends_in(&COUNTED) && !item
        }
        Marker::Bullet('-') => {
            last.ends_with(|c: char| c.is_ascii_digit())
                && next.trim_start_matches(['-', '–', ' ']).starts_with(|c: char| c.is_ascii_digit())
        }
        Marker::Article(_) | Marker::Section(_) | Marker::Appendix(_) => {
            let open = ["tại", "theo", "của", "và", ",", "khoản", "điểm"].iter().any(|w| last.ends_with(w));
            (open || ends_in_a_provision(last)) && !ends_sentence(last)
        }
        _ => false,
    }
}

/// "trước ngày 10 tháng⏎12. Các sở …": the number of a month or year is missing.
fn ends_in_a_date(last: &str) -> bool {
    let mut words = last.rsplit(' ');
    let unit = words.next().is_some_and(|w| matches!(w, "tháng" | "năm"));
    unit && words.next().is_some_and(|n| !n.is_empty() && n.chars().all(|c| c.is_ascii_digit()))
}

/// "… quy định tại khoản 2⏎Điều 3 Nghị định này": the article is the one the clause or point stands in.
fn ends_in_a_provision(last: &str) -> bool {
    let mut words = last.rsplit(' ');
    let label = words.next().is_some_and(|w| {
        let digits = w.trim_end_matches(|c: char| c.is_alphabetic());
        w.chars().count() <= 3 && (digits.is_empty() || digits.chars().all(|c| c.is_ascii_digit()))
    });
    label && words.next().is_some_and(|w| matches!(w.to_lowercase().as_str(), "khoản" | "điểm"))
}

fn signs(line: &str) -> bool {
    ["TM.", "KT.", "TL.", "TUQ.", "Q.", "T/M", "K/T", "T/L", "Nơi nhận", "NƠI NHẬN"].iter().any(|m| line.starts_with(m))
}

fn starts_as_continuation(next: &str) -> bool {
    let Some(first) = next.chars().next() else { return true };
    first.is_lowercase()
        || first.is_ascii_digit()
        || matches!(first, ')' | ',' | ';' | '.' | '%' | '”' | '/' | ':' | '&' | '-' | '–')
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['”', '"', '’', ')', ' ']).ends_with(['.', ';', ':', '!', '?', '…'])
}

/// A line in capitals beside one that is not: a heading and its text. One abbreviation alone is no heading.
fn changes_case(last: &str, next: &str) -> bool {
    let heading = |line: &str| is_capitals(line) && line.chars().count() >= 8;
    heading(last) && !is_capitals(next) || heading(next) && !is_capitals(last) && last.chars().count() >= 8
}

pub(super) fn is_capitals(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| is_letter(*c)).peekable();
    letters.peek().is_some() && letters.all(|c| !c.is_lowercase())
}

/// "a) …" begins with a small letter and is an item all the same.
fn is_letter_item(line: &str) -> bool {
    matches!(Marker::parse(line).0, Marker::Letter(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn layout(wrapped: bool, blank_separated: bool) -> Layout {
        Layout { wrapped, blank_separated, width: 80 }
    }

    #[test]
    fn mends_a_wrap_without_blank_lines() {
        let l = layout(true, false);
        assert!(joins("Thực", "Thực", "hiện Nghị quyết số", false, &l));
        assert!(!joins("Mục đích", "Mục đích", "Tập", false, &l));
        assert!(joins("4.", "4.", "Sở Lao động", false, &l));
        let full = "1.5 Căn cứ Nghị quyết của Hội đồng nhân dân tỉnh Lào Cai và các văn bản của Bộ";
        assert!(joins(full, full, "Công Thương về việc", false, &l));
        let paid = "Về việc rà soát, làm sạch dữ liệu số nhà đã cấp";
        assert!(!joins(paid, paid, "1.1. Giao Sở Xây dựng", false, &l));
        assert!(!joins(paid, paid, "1. Giao Sở Xây dựng", false, &l));
        let pair = "gắn với việc bảo vệ di tích, bảo vệ môi trường sinh thái và phát triển kinh tế";
        assert!(joins(pair, pair, "- xã hội của địa phương", false, &l));
        assert!(!joins(pair, pair, "- Xã hội của địa phương", false, &l));
        assert!(!joins("sản xuất", "sản xuất", "- kinh doanh", false, &l));
    }

    #[test]
    fn keeps_items_and_headings_apart() {
        let l = layout(true, true);
        assert!(!joins("tại các xã;", "tại các xã;", "- Phòng Tài chính", false, &l));
        assert!(!joins("KẾ HOẠCH THỰC HIỆN", "KẾ HOẠCH THỰC HIỆN", "Thực hiện Nghị quyết", false, &l));
        assert!(joins("giai đoạn 2021", "giai đoạn 2021", "- 2030, tầm nhìn", false, &l));
        assert!(joins("trước ngày 10 tháng", "trước ngày 10 tháng", "12. Các sở", false, &l));
        assert!(joins("từ cấp I đến cấp", "từ cấp I đến cấp", "V. Ký hiệu biển báo", false, &l));
        assert!(joins("Căn cứ khoản 25", "Căn cứ khoản 25", "Điều 5 Luật Thuế GTGT", false, &l));
        assert!(!joins("3. Ba việc", "3. Ba việc", "Điều 5. Hiệu lực", false, &l));
        let basis = "Căn cứ Quyết định số 07/2022/QĐ-TTg của Thủ tướng Chính phủ giai đoạn 2021-2025;";
        assert!(!joins(basis, basis, "Theo đề nghị của Ủy ban nhân", false, &l));
    }

    #[test]
    fn joins_over_a_blank_line_only_an_open_sentence() {
        let l = layout(false, true);
        let open = "Ban Xúc tiến và Hỗ trợ Đầu tư có trách nhiệm chủ trì, phối hợp với Ban Quản lý";
        assert!(joins(open, open, "Khu Công nghệ cao và các khu công nghiệp", true, &l));
        let heading = "2.9. Đề nghị Liên đoàn Lao động tỉnh";
        assert!(!joins(heading, heading, "Chủ trì, phối hợp với các Sở", true, &layout(true, true)));
        let closed = "Ban Xúc tiến và Hỗ trợ Đầu tư có trách nhiệm chủ trì, phối hợp với các sở, ngành.";
        assert!(!joins(closed, closed, "Khu Công nghệ cao", true, &l));
    }
}

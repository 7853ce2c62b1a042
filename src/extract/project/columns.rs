//! What the columns of a table of aims or of works hold, told by their headings.

/// What a column holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Column {
    /// What is measured.
    Metric,
    /// The names of works.
    Work,
    /// The units of the figures of each row.
    Unit,
    /// Figures to be reached, with the year and the unit their heading names.
    Aim { year: Option<String>, unit: Option<String> },
    /// What a work costs, with the unit the heading names.
    Cost(Option<String>),
    /// How large a work is, with the unit the heading names.
    Size(Option<String>),
    /// Where a work stands.
    Place,
    /// When it is built.
    Time,
    /// Who builds it.
    Investor,
    /// Anything else.
    Other,
}

/// What a table is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// A row is an aim.
    Aims,
    /// A row is a work.
    Works,
}

const METRICS: [&str; 3] = ["chỉ tiêu", "mục tiêu", "tên chỉ tiêu"];
/// Headings that are of aims only beside columns of planned years.
const PLANNED: [&str; 7] =
    ["nội dung", "sản phẩm", "tên sản phẩm", "mặt hàng", "ngành hàng", "lĩnh vực", "loại cây trồng"];
const WORKS: [&str; 22] = [
    "dự án",
    "tên dự án",
    "danh mục dự án",
    "tên dự án công trình",
    "tên dự án, công trình",
    "tên công trình, dự án",
    "danh mục công trình",
    "danh mục công trình, dự án",
    "danh mục các dự án",
    "công trình",
    "tên công trình",
    "công trình, dự án",
    "dự án, công trình",
    "khu công nghiệp",
    "tên khu công nghiệp",
    "cụm công nghiệp",
    "tên cụm công nghiệp",
    "tên kcn",
    "tên ccn",
    "nhà máy",
    "tên nhà máy",
    "tên nhà máy điện",
];
const UNITS: [&str; 5] = ["đvt", "đơn vị", "đơn vị tính", "đv tính", "đơn vị đo"];
const RESULTS: [&str; 6] = ["kết quả", "mục tiêu", "kế hoạch", "chỉ tiêu", "giá trị mục tiêu", "chỉ tiêu kế hoạch"];
/// What has been, or is told of a part of a year.
const NO_AIMS: [&str; 13] = [
    "thực hiện",
    "ước",
    "ưth",
    "hiện trạng",
    "hiện có",
    "quý",
    "tháng",
    "so với",
    "so sánh",
    "tăng",
    "giảm",
    "đã",
    "cũ",
];
const COSTS: [&str; 7] =
    ["tổng mức đầu tư", "tổng vốn", "vốn đầu tư", "tmđt", "mức đầu tư", "tổng kinh phí", "kinh phí đầu tư"];
const SIZES: [&str; 9] = [
    "quy mô",
    "công suất",
    "diện tích",
    "năng lực thiết kế",
    "chiều dài",
    "căn hộ",
    "số căn",
    "sản lượng thiết kế",
    "tổng diện tích",
];

/// Reads a heading, the words of each of its rows from the top down, in small letters.
pub(super) fn column(heads: &[String]) -> Column {
    let whole = heads.join(" ");
    let words = plain(&whole);
    let unit = bracketed(&whole);
    let is = |list: &[&str]| list.contains(&words.as_str());
    let has = |list: &[&str]| list.iter().any(|w| words.contains(w));
    let year = heads.iter().rev().find_map(|h| year(h));
    if is(&METRICS) {
        return Column::Metric;
    }
    if is(&UNITS) {
        return Column::Unit;
    }
    if is(&WORKS) {
        return Column::Work;
    }
    if has(&["chủ đầu tư", "nhà đầu tư"]) && !has(&["vốn", "mã"]) {
        return Column::Investor;
    }
    if ["địa điểm", "vị trí", "địa bàn", "nơi xây dựng"].iter().any(|w| words.starts_with(w)) {
        return Column::Place;
    }
    if has(&COSTS) && !has(&NO_AIMS) {
        return Column::Cost(unit);
    }
    if SIZES.iter().any(|w| words.starts_with(w) || words.ends_with(w)) && year.is_none() && !has(&["lô", "cũ"]) {
        let flats = ["căn hộ", "số căn"].iter().find(|w| words.ends_with(**w)).map(|_| "căn hộ".to_owned());
        return Column::Size(unit.or(flats));
    }
    if words.starts_with("thời gian") || words.starts_with("tiến độ") || words.starts_with("năm hoàn thành") {
        return Column::Time;
    }
    if !has(&NO_AIMS) && (year.is_some() || is(&RESULTS)) {
        return Column::Aim { year, unit };
    }
    Column::Other
}

/// Tells what a table of these columns is on. A column of what is measured may be called by a plainer name where all
/// figures are of years to come; `planned` tells that the words above the table say so, too.
pub(super) fn sort(columns: &mut [Column], heads: &[Vec<String>], planned: bool) -> Option<Sort> {
    let has = |columns: &[Column], of: fn(&Column) -> bool| columns.iter().any(of);
    if has(columns, |c| *c == Column::Work) {
        let stated = |c: &Column| matches!(c, Column::Cost(_) | Column::Size(_) | Column::Place | Column::Investor);
        return columns.iter().any(stated).then_some(Sort::Works);
    }
    let aims = |c: &Column| matches!(c, Column::Aim { .. });
    if !has(columns, aims) {
        return None;
    }
    if !has(columns, |c| *c == Column::Metric) {
        let dated = columns.iter().all(|c| !matches!(c, Column::Aim { year: None, .. }));
        let named = heads.iter().position(|h| PLANNED.contains(&plain(&h.join(" ")).as_str()));
        let says = planned && dated && heads.iter().flatten().any(|h| h.contains("kế hoạch") || h.contains("mục tiêu"));
        *columns.get_mut(named.filter(|_| says)?)? = Column::Metric;
    }
    Some(Sort::Aims)
}

/// The year a heading names, or its range of years: "năm 2026", "giai đoạn 2026 - 2030".
pub(super) fn year(words: &str) -> Option<String> {
    let digits = |part: &str| part.len() == 4 && part.starts_with("20") && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = words.split(|c: char| !c.is_alphanumeric() && c != '-' && c != '–').filter(|p| !p.is_empty());
    while let Some(part) = parts.next() {
        if let Some((from, to)) = part.split_once(['-', '–']).filter(|(a, b)| digits(a) && digits(b)) {
            return Some(format!("{from}-{to}"));
        }
        if digits(part) {
            let mut ahead = parts.clone();
            let dash = ahead.next().is_some_and(|p| matches!(p, "-" | "–"));
            let to = ahead.next().map(|p| p.trim_start_matches(['-', '–'])).filter(|p| dash && digits(p));
            return Some(to.map_or_else(|| part.to_owned(), |to| format!("{part}-{to}")));
        }
    }
    None
}

/// The heading without what stands in brackets, marks and double spaces.
fn plain(heading: &str) -> String {
    let mut out = String::with_capacity(heading.len());
    let mut depth = 0usize;
    for c in heading.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            '*' | ':' | '.' | '/' => out.push(' '),
            _ if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The unit in the last brackets of a heading: "Tổng mức đầu tư (triệu đồng)".
fn bracketed(heading: &str) -> Option<String> {
    const MOST: usize = 4;
    let (_, rest) = heading.rsplit_once('(')?;
    let words = rest.split(')').next()?.trim().trim_start_matches("đơn vị tính:").trim_start_matches("đvt:").trim();
    let short = (1..=MOST).contains(&words.split_whitespace().count());
    let unit = !words.starts_with(|c: char| c.is_ascii_digit()) || words.starts_with("1.000 ");
    (short && unit && !words.contains("nếu có")).then(|| words.replace(" 2", "2").replace("m 3", "m3"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(heads: &[&str], expected: &Column) {
        let heads: Vec<String> = heads.iter().map(|h| (*h).to_owned()).collect();
        assert_eq!(column(&heads), *expected, "{heads:?}");
    }

    #[test]
    fn reads_headings() {
        let some = |w: &str| Some(w.to_owned());
        check(&["chỉ tiêu"], &Column::Metric);
        check(&["đvt"], &Column::Unit);
        check(&["giai đoạn 2026 - 2030", "năm 2027"], &Column::Aim { year: some("2027"), unit: None });
        check(&["kế hoạch 2026", "lượng (tấn)"], &Column::Aim { year: some("2026"), unit: some("tấn") });
        check(&["tổng mức đầu tư (triệu đồng)"], &Column::Cost(some("triệu đồng")));
        check(&["diện tích (ha)"], &Column::Size(some("ha")));
        check(&["nguồn cung căn hộ"], &Column::Size(some("căn hộ")));
        check(&["tên dự án"], &Column::Work);
        check(&["vị trí"], &Column::Place);
    }

    #[test]
    fn leaves_what_has_been_and_norms() {
        check(&["ưth năm 2025"], &Column::Other);
        check(&["thực hiện quý iii năm 2025"], &Column::Other);
        check(&["số lượng"], &Column::Other);
        check(&["mã chủ đầu tư"], &Column::Other);
        let heads = [vec!["tên đồ dùng".to_owned()], vec!["đơn vị tính".to_owned()], vec!["số lượng".to_owned()]];
        let mut columns: Vec<Column> = heads.iter().map(|h| column(h)).collect();
        assert_eq!(sort(&mut columns, &heads, true), None);
    }

    #[test]
    fn years_of_headings() {
        assert_eq!(year("giai đoạn 2026 - 2030").as_deref(), Some("2026-2030"));
        assert_eq!(year("đến năm 2030").as_deref(), Some("2030"));
        assert_eq!(year("1998"), None);
    }
}

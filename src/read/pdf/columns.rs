//! Lines that stand in two columns, as a letterhead's, a signature's and an address's do: told by the gap that runs down
//! between them; leaves out ruled tables.

use super::line::{Line, Part};
use super::paragraph::Piece;
use crate::read::table::Cell;
use crate::text::Marker;

/// Least width of the gap between columns, in heights of the font.
const GAP: f64 = 1.0;
/// Height of the white below which a column goes on: a signature takes some lines.
const WHITE: f64 = 9.0;
/// How far edges and middles of one column's lines differ, in heights of the font.
const ALIGNED: f64 = 1.0;

/// Puts the lines of a page into those that stand in two columns and those that do not.
pub(super) fn blocks(lines: &[Line]) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        match Band::begin(line).and_then(|band| band.grown(lines.get(i + 1..).unwrap_or_default())) {
            Some((band, taken)) => {
                out.push(band.piece());
                i += taken + 1;
            }
            None => {
                out.push(Piece::Line(line.clone()));
                i += 1;
            }
        }
    }
    out
}

/// Two columns while they are read.
#[derive(Clone, Debug)]
struct Band {
    top: f64,
    bottom: f64,
    /// The gap: where the left column ends and the right one begins.
    gap: (f64, f64),
    left: Vec<Line>,
    right: Vec<Line>,
    /// Lines with words on both sides.
    both: Vec<Line>,
    /// The line of number and date has passed, with which a letterhead ends; what is left is the subject of a letter
    /// below its number.
    headed: bool,
}

impl Band {
    /// A line of two parts may be the first of a band; one of a mark and its text is not.
    fn begin(line: &Line) -> Option<Self> {
        let (first, rest) = line.parts.split_first()?;
        let second = rest.first()?;
        let worded = |p: &Part| p.text.chars().filter(|c| c.is_alphabetic()).count() >= 2;
        let (marker, at) = Marker::parse(&first.text);
        if !worded(first) && !worded(second) || marker.is_some() && at >= first.text.len() {
            return None;
        }
        let mut band = Self {
            top: line.base - line.size,
            bottom: line.base,
            gap: (first.right, second.left),
            left: Vec::new(),
            right: Vec::new(),
            both: Vec::new(),
            headed: false,
        };
        // The widest gap parts a line that is parted more than once: blanks are left for a number and a day.
        let mut widest = second.left - first.right;
        for pair in rest.windows(2) {
            if let [a, b] = pair
                && b.left - a.right > widest
            {
                widest = b.left - a.right;
                band.gap = (a.right, b.left);
            }
        }
        band.take(line).then_some(band)
    }

    /// Takes the lines that go on in two columns; none when the first line stands alone.
    fn grown(mut self, lines: &[Line]) -> Option<(Self, usize)> {
        let mut taken = 0;
        for line in lines {
            if line.base - self.bottom > WHITE * line.size || !self.take(line) {
                break;
            }
            taken += 1;
        }
        (self.both.len() > 1 || taken > 0 || self.gap.1 - self.gap.0 > 4.0 * GAP * self.left.first()?.size)
            .then_some((self, taken))
    }

    /// Takes a line if the gap runs through it and a side that stands alone is in line with its column.
    fn take(&mut self, line: &Line) -> bool {
        let middle = f64::midpoint(self.gap.0, self.gap.1);
        let (left, right): (Vec<Part>, Vec<Part>) =
            line.parts.iter().cloned().partition(|p| f64::midpoint(p.left, p.right) < middle);
        let gap = (
            left.iter().map(|p| p.right).fold(self.gap.0, f64::max),
            right.iter().map(|p| p.left).fold(self.gap.1, f64::min),
        );
        if gap.1 - gap.0 < GAP * line.size {
            return false;
        }
        let side = |parts: Vec<Part>| Line { parts, ..line.clone() };
        let (left, right) = (side(left), side(right));
        let aligned = match (left.parts.is_empty(), right.parts.is_empty()) {
            (false, false) => true,
            (false, true) if self.headed => self.is_subject(&left),
            (false, true) => self.left.iter().any(|l| in_line(l, &left)),
            (true, false) => !(self.headed && self.dated()) && self.right.iter().any(|r| in_line(r, &right)),
            (true, true) => false,
        };
        if !aligned {
            return false;
        }
        self.headed |= left.text().starts_with("Số") && right.text().contains("ngày");
        self.gap = gap;
        self.bottom = line.base;
        if !left.parts.is_empty() && !right.parts.is_empty() {
            self.both.push(line.clone());
        }
        self.left.extend(Some(left).filter(|l| !l.parts.is_empty()));
        self.right.extend(Some(right).filter(|r| !r.parts.is_empty()));
        true
    }

    /// The date of the letterhead has its year, with which it ends; a long name of a place wraps it.
    fn dated(&self) -> bool {
        self.right.last().is_some_and(|r| r.text().contains("năm"))
    }

    /// "V/v triển khai Nghị quyết" and the lines below it.
    fn is_subject(&self, line: &Line) -> bool {
        let begun = |l: &Line| ["V/v", "Về việc", "V/V"].iter().any(|w| l.text().starts_with(w));
        begun(line) || self.left.iter().any(begun) && self.left.last().is_some_and(|l| in_line(l, line))
    }

    /// Columns of words are read one after the other, rows of words and figures row by row.
    fn piece(self) -> Piece {
        let figures = |l: &Line| {
            let words = l.text();
            words.chars().filter(char::is_ascii_digit).count() * 2
                >= words.chars().filter(|c| !c.is_whitespace()).count()
        };
        let one_line = |l: &Line| Cell { text: l.text(), columns: 1 };
        let rows = if self.right.iter().filter(|r| figures(r)).count() * 2 > self.right.len() {
            let middle = f64::midpoint(self.gap.0, self.gap.1);
            let split = |l: &Line| {
                let (left, right) = l.parts.iter().cloned().partition(|p| p.left < middle);
                vec![one_line(&Line { parts: left, ..l.clone() }), one_line(&Line { parts: right, ..l.clone() })]
            };
            self.both.iter().map(split).collect()
        } else {
            let column = |lines: &[Line]| {
                let text = lines.iter().map(Line::text).collect::<Vec<_>>().join("\n");
                Cell { text, columns: 1 }
            };
            vec![vec![column(&self.left), column(&self.right)]]
        };
        Piece::Table { top: self.top, rows }
    }
}

fn in_line(a: &Line, b: &Line) -> bool {
    let near = ALIGNED * a.size.max(b.size);
    let middle = |l: &Line| f64::midpoint(l.left(), l.right());
    (a.left() - b.left()).abs() < near || (middle(a) - middle(b)).abs() < near
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, set};
    use super::*;
    use crate::read::table::table_text;

    #[track_caller]
    fn check(words: &[(&str, f64, f64)], wanted: &[&str]) {
        let glyphs: Vec<_> = words.iter().flat_map(|(w, left, base)| set(w, *left, *base)).collect();
        let found: Vec<String> = blocks(&lines(&glyphs))
            .iter()
            .map(|p| match p {
                Piece::Line(l) => l.text(),
                Piece::Table { rows, .. } => table_text(rows),
            })
            .collect();
        assert_eq!(found, wanted);
    }

    #[test]
    fn a_letterhead_has_two_columns() {
        check(
            &[
                ("ỦY BAN NHÂN DÂN", 60.0, 70.0),
                ("CỘNG HÒA XÃ HỘI", 300.0, 70.0),
                ("TỈNH LÀO CAI", 69.0, 85.0),
                ("Độc lập - Tự do", 300.0, 87.0),
                ("Số:", 60.0, 110.0),
                ("/KH-UBND", 110.0, 110.0),
                ("Lào Cai, ngày", 300.0, 110.0),
                ("KẾ HOẠCH", 60.0, 150.0),
            ],
            &[
                "|\nỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: /KH-UBND\n|\nCỘNG HÒA XÃ HỘI\nĐộc lập - Tự do\nLào Cai, ngày\n|",
                "KẾ HOẠCH",
            ],
        );
        check(
            &[
                ("UBND TỈNH", 60.0, 70.0),
                ("CỘNG HÒA XÃ HỘI", 300.0, 70.0),
                ("Số: 5/QĐ", 60.0, 85.0),
                ("Thừa Thiên Huế, ngày 5", 300.0, 85.0),
                ("tháng 3 năm 2020", 318.0, 100.0),
                ("QUYẾT ĐỊNH", 320.0, 130.0),
            ],
            &["|\nUBND TỈNH\nSố: 5/QĐ\n|\nCỘNG HÒA XÃ HỘI\nThừa Thiên Huế, ngày 5\ntháng 3 năm 2020\n|", "QUYẾT ĐỊNH"],
        );
        check(
            &[
                ("SỞ Y TẾ", 60.0, 70.0),
                ("CỘNG HÒA XÃ HỘI", 300.0, 70.0),
                ("Số: 5/SYT", 60.0, 85.0),
                ("Huế, ngày 5 tháng 3", 300.0, 85.0),
                ("V/v rà soát", 60.0, 100.0),
                ("quy hoạch", 60.0, 112.0),
            ],
            &["|\nSỞ Y TẾ\nSố: 5/SYT\nV/v rà soát\nquy hoạch\n|\nCỘNG HÒA XÃ HỘI\nHuế, ngày 5 tháng 3\n|"],
        );
    }

    #[test]
    fn a_name_below_its_signature_belongs_to_it() {
        check(
            &[
                ("Nơi nhận:", 60.0, 70.0),
                ("CHỦ TỊCH", 320.0, 72.0),
                ("- Như trên;", 60.0, 84.0),
                ("Trần Văn A", 314.0, 150.0),
            ],
            &["|\nNơi nhận:\n- Như trên;\n|\nCHỦ TỊCH\nTrần Văn A\n|"],
        );
    }

    #[test]
    fn figures_stay_in_their_rows() {
        check(
            &[("Ngân sách tỉnh", 60.0, 70.0), ("1.200", 300.0, 70.0), ("Vốn khác", 60.0, 85.0), ("300", 300.0, 85.0)],
            &["|\nNgân sách tỉnh\n|\n1.200\n|\n|\nVốn khác\n|\n300\n|"],
        );
    }

    #[test]
    fn a_mark_and_its_text_are_one_line() {
        check(&[("a)", 60.0, 70.0), ("Rà soát quy hoạch", 110.0, 70.0)], &["a) Rà soát quy hoạch"]);
    }
}

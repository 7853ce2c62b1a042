//! Lines to paragraphs: a line goes on in the next when the next one's first word had no room on it and the next is not
//! set in or set off; leaves out what the words mean.

use super::line::Line;
use crate::read::table::{Cell, table_text};
use crate::text::Marker;

/// How much farther apart than lines of a paragraph its neighbours stand.
const FAR: f64 = 1.3;
/// How far a first line is set in, in heights of the font.
const SET_IN: f64 = 0.8;

/// What stands on a page between two heights.
#[derive(Clone, Debug)]
pub(super) enum Piece {
    /// A line over the width of the page.
    Line(Line),
    /// Cells, ruled or in columns.
    Table {
        /// Its upper edge.
        top: f64,
        /// Its rows.
        rows: Vec<Vec<Cell>>,
    },
}

impl Piece {
    /// Its upper edge.
    pub(super) fn top(&self) -> f64 {
        match self {
            Self::Line(line) => line.base - line.size,
            Self::Table { top, .. } => *top,
        }
    }
}

/// How lines are set: their edges and how far apart they stand.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    left: f64,
    right: f64,
    pitch: f64,
}

impl Measure {
    /// Measures lines.
    pub(super) fn of(lines: &[Line]) -> Self {
        let mut lefts: Vec<f64> = lines.iter().map(Line::left).collect();
        lefts.sort_by(f64::total_cmp);
        // The left edge is the first at which several lines begin: some may stand out.
        let several = (lines.len() / 7).max(1);
        let shared = |l: &&f64| lefts.iter().filter(|o| (**o - **l).abs() < 3.0).count() > several;
        let left = lefts.iter().find(shared).or(lefts.first()).copied().unwrap_or(0.0);
        let mut rights: Vec<f64> = lines.iter().map(Line::right).collect();
        rights.sort_by(f64::total_cmp);
        let right = rights.get(rights.len() * 9 / 10).copied().unwrap_or(0.0);
        let mut gaps: Vec<f64> =
            lines.windows(2).filter_map(|w| if let [a, b] = w { Some(b.base - a.base) } else { None }).collect();
        gaps.sort_by(f64::total_cmp);
        // Fewer gaps lie within paragraphs than between one-line ones at times: the lower third is the pitch.
        let pitch = gaps.get(gaps.len() / 3).copied().unwrap_or(0.0);
        Self { left, right, pitch }
    }

    /// The same between given edges.
    pub(super) fn within(self, right: f64) -> Self {
        Self { right, ..self }
    }
}

/// How a line follows another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Follows {
    InParagraph,
    OnItsLine,
    InItsOwn,
}

/// Joins the lines of one column.
pub(super) fn joined(lines: &[Line], measure: &Measure) -> String {
    let mut out = String::new();
    let mut last: Option<&Line> = None;
    for line in lines {
        if let Some(last) = last {
            push(&mut out, follows(last, line, measure, true));
        }
        out.push_str(&line.text());
        last = Some(line);
    }
    out
}

/// The text of pages while it is put together.
#[derive(Debug, Default)]
pub(super) struct Flow {
    out: String,
    /// The line before, unless a table stands between.
    last: Option<Line>,
    /// A table whose rows may go on overleaf.
    table: Option<Vec<Vec<Cell>>>,
}

impl Flow {
    /// Adds a page.
    pub(super) fn page(&mut self, pieces: Vec<Piece>) {
        let lines: Vec<Line> =
            pieces.iter().filter_map(|p| if let Piece::Line(l) = p { Some(l.clone()) } else { None }).collect();
        let measure = Measure::of(&lines);
        for (i, piece) in pieces.into_iter().enumerate() {
            match piece {
                Piece::Table { rows, .. } => self.table(rows, i == 0),
                Piece::Line(line) => self.line(line, &measure, i > 0),
            }
        }
    }

    /// Returns the text.
    pub(super) fn finish(mut self) -> String {
        self.end_table();
        self.out
    }

    fn line(&mut self, line: Line, measure: &Measure, same_page: bool) {
        self.end_table();
        match &self.last {
            Some(last) => push(&mut self.out, follows(last, &line, measure, same_page)),
            None => push(&mut self.out, Follows::InItsOwn),
        }
        self.out.push_str(&line.text());
        self.last = Some(line);
    }

    /// A table that opens a page goes on with the one that closed the page before, if their rows are alike; a heading
    /// printed again is left out.
    fn table(&mut self, mut rows: Vec<Vec<Cell>>, opens: bool) {
        let width = |row: &Vec<Cell>| row.iter().map(|c| c.columns).sum::<usize>();
        let like = |before: &[Vec<Cell>]| before.first().map(width) == rows.first().map(width);
        match self.table.take_if(|before| opens && like(before)) {
            Some(mut before) => {
                if before.first() == rows.first() {
                    rows.remove(0);
                }
                mend_signature(&mut before, &mut rows);
                mend_row(&mut before, &mut rows);
                before.append(&mut rows);
                self.table = Some(before);
            }
            None => {
                self.end_table();
                self.table = Some(rows);
            }
        }
        self.last = None;
    }

    fn end_table(&mut self) {
        if let Some(rows) = self.table.take() {
            push(&mut self.out, Follows::InItsOwn);
            self.out.push_str(&table_text(&rows));
        }
    }
}

/// The addressees and the signature stand in one row of two cells, broken where a page ends.
fn mend_signature(before: &mut [Vec<Cell>], rows: &mut Vec<Vec<Cell>>) {
    let begins = |row: &[Cell]| row.first().is_some_and(|c| c.text.starts_with("Nơi nhận"));
    let ([last], [first]) = (&mut *before, rows.as_slice()) else { return };
    if last.len() != 2 || first.len() != 2 || !begins(last) || begins(first) {
        return;
    }
    for (cell, more) in last.iter_mut().zip(first) {
        cell.text = format!("{}\n{}", cell.text, more.text).trim().to_owned();
    }
    rows.clear();
}

/// A row that was broken over two pages has no ordinal overleaf: its cells go on in those before.
fn mend_row(before: &mut [Vec<Cell>], rows: &mut Vec<Vec<Cell>>) {
    let numbered = |row: &Vec<Cell>| row.first().is_some_and(|c| !c.text.is_empty());
    let usual = before.iter().filter(|r| numbered(r)).count() * 10 >= before.len() * 7;
    let (Some(last), Some(first)) = (before.last_mut(), rows.first()) else { return };
    if !usual || numbered(first) || last.len() != first.len() {
        return;
    }
    for (cell, more) in last.iter_mut().zip(first).filter(|(_, more)| !more.text.is_empty()) {
        cell.text = format!("{} {}", cell.text, more.text).trim().to_owned();
    }
    rows.remove(0);
}

fn push(out: &mut String, follows: Follows) {
    match follows {
        _ if out.is_empty() => {}
        // A line may be broken behind the hyphen of a symbol.
        Follows::InParagraph if out.ends_with('-') && !out.ends_with(" -") => {}
        Follows::InParagraph => out.push(' '),
        Follows::OnItsLine => out.push('\n'),
        Follows::InItsOwn => out.push_str("\n\n"),
    }
}

fn follows(a: &Line, b: &Line, measure: &Measure, same_page: bool) -> Follows {
    let size = a.size.max(b.size);
    let apart = b.base - a.base > FAR * measure.pitch.max(size);
    if same_page && apart || (a.size - b.size).abs() > 0.15 * size {
        return Follows::InItsOwn;
    }
    let first_word = b.parts.first().map_or(0.0, |p| p.first_word);
    let full = a.right() + 0.25 * size + first_word > measure.right - 1.0;
    let set_in = |l: &Line| l.left() > measure.left + SET_IN * size;
    let middle = f64::midpoint(measure.left, measure.right);
    let centred = |l: &Line| {
        let aside = (f64::midpoint(l.left(), l.right()) - middle).abs();
        l.left() > measure.left + 1.5 && aside < 0.01 * (measure.right - measure.left) + 3.0
    };
    let (words, before) = (b.text(), a.text());
    let marked = Marker::parse(&words).0.is_some();
    if centred(a) && centred(b) {
        return if full { Follows::InParagraph } else { Follows::OnItsLine };
    }
    if !full {
        let open = !marked && words.starts_with(char::is_lowercase) && !before.ends_with(['.', ';', ':']);
        return if open { Follows::OnItsLine } else { Follows::InItsOwn };
    }
    let same_edge = (a.left() - b.left()).abs() < 0.5 * size;
    // The lines of an item hang below its words, right of its mark.
    let hangs =
        !marked && b.left() > a.left() && Marker::parse(&before).0.is_some() && !before.ends_with(['.', ';', ':']);
    if set_in(b) && !set_in(a) && !same_edge && !hangs {
        return Follows::InItsOwn;
    }
    if marked && (same_edge || b.left() < a.left()) && before.ends_with(['.', ';', ':']) {
        return Follows::InItsOwn;
    }
    Follows::InParagraph
}

#[cfg(test)]
mod tests {
    use super::super::line::{lines, set};
    use super::*;

    #[track_caller]
    fn check(words: &[(&str, f64, f64)], wanted: &str) {
        let glyphs: Vec<_> = words.iter().flat_map(|(w, left, base)| set(w, *left, *base)).collect();
        let mut flow = Flow::default();
        flow.page(lines(&glyphs).into_iter().map(Piece::Line).collect());
        assert_eq!(flow.finish(), wanted);
    }

    #[test]
    fn a_full_line_goes_on_and_a_short_one_ends() {
        check(
            &[
                ("Thực hiện Nghị quyết số 23-NQ/TW của Bộ", 80.0, 100.0),
                ("Chính trị về định hướng xây dựng chính sách", 56.0, 115.0),
                ("phát triển theo Quyết định số 2117/QĐ-", 56.0, 130.0),
                ("UBND.", 56.0, 145.0),
                ("Ủy ban nhân dân tỉnh ban hành Kế hoạch", 80.0, 160.0),
                ("như sau.", 56.0, 175.0),
            ],
            "Thực hiện Nghị quyết số 23-NQ/TW của Bộ Chính trị về định hướng xây dựng chính sách phát triển theo Quyết định số 2117/QĐ-UBND.\n\n\
             Ủy ban nhân dân tỉnh ban hành Kế hoạch như sau.",
        );
    }

    #[test]
    fn a_centred_title_goes_on_and_a_new_line_of_it_stays_one() {
        check(
            &[
                ("KẾ HOẠCH", 167.0, 100.0),
                ("Thực hiện Nghị quyết số 23-NQ/TW của", 83.0, 115.0),
                ("Bộ Chính trị", 155.0, 130.0),
                ("Căn cứ Luật Tổ chức chính quyền địa phương", 74.0, 145.0),
                ("ngày 19 tháng 6 năm 2015 của Quốc hội nước ta", 56.0, 160.0),
            ],
            "KẾ HOẠCH\nThực hiện Nghị quyết số 23-NQ/TW của\nBộ Chính trị\n\n\
             Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015 của Quốc hội nước ta",
        );
    }

    #[test]
    fn an_item_hangs_below_its_words() {
        check(
            &[
                ("Ủy ban nhân dân tỉnh ban hành Kế hoạch này", 56.0, 100.0),
                ("- Khuyến khích Công ty TNHH MTV Chè Kim Đại", 56.0, 115.0),
                ("Hưng sử dụng vốn tự có, vốn vay nâng cấp.", 80.0, 130.0),
                ("- Khuyến khích các doanh nghiệp đầu tư ở đó.", 56.0, 145.0),
                ("Các sở, ngành theo chức năng, nhiệm vụ tự", 80.0, 160.0),
                ("thực hiện.", 56.0, 175.0),
            ],
            "Ủy ban nhân dân tỉnh ban hành Kế hoạch này\n\n\
             - Khuyến khích Công ty TNHH MTV Chè Kim Đại Hưng sử dụng vốn tự có, vốn vay nâng cấp.\n\n\
             - Khuyến khích các doanh nghiệp đầu tư ở đó.\n\n\
             Các sở, ngành theo chức năng, nhiệm vụ tự thực hiện.",
        );
    }

    #[test]
    fn white_parts_paragraphs() {
        check(
            &[("Một dòng chữ", 56.0, 100.0), ("hai dòng chữ", 56.0, 140.0), ("ba dòng chữ.", 56.0, 155.0)],
            "Một dòng chữ\n\nhai dòng chữ ba dòng chữ.",
        );
    }

    fn row(words: [&str; 2]) -> Vec<Cell> {
        words.map(|w| Cell { text: w.to_owned(), columns: 1 }).to_vec()
    }

    fn table(rows: Vec<Vec<Cell>>) -> Vec<Piece> {
        vec![Piece::Table { top: 50.0, rows }]
    }

    #[test]
    fn a_signature_goes_on_overleaf() {
        let mut flow = Flow::default();
        flow.page(table(vec![row(["Nơi nhận:", "CHỦ TỊCH"])]));
        flow.page(table(vec![row(["- Như trên;", "Trần Văn A"])]));
        assert_eq!(flow.finish(), "|\nNơi nhận:\n- Như trên;\n|\nCHỦ TỊCH\nTrần Văn A\n|");
    }

    #[test]
    fn a_table_below_another_is_one_of_its_own() {
        let mut flow = Flow::default();
        flow.page([table(vec![row(["SỞ Y TẾ", "CỘNG HÒA"])]), table(vec![row(["1", "Một"])])].concat());
        assert_eq!(flow.finish(), "|\nSỞ Y TẾ\n|\nCỘNG HÒA\n|\n\n|\n1\n|\nMột\n|");
    }

    #[test]
    fn a_table_goes_on_overleaf() {
        let mut flow = Flow::default();
        flow.page(table(vec![row(["TT", "Việc"]), row(["1", "Một"])]));
        flow.page(table(vec![row(["TT", "Việc"]), row(["", "việc"]), row(["2", "Hai"])]));
        assert_eq!(flow.finish(), "|\nTT\n|\nViệc\n|\n|\n1\n|\nMột việc\n|\n|\n2\n|\nHai\n|");
    }
}

//! Rows of cells as text, in the way portals print them and the text stage tells cells apart: a `|` on a line of its own
//! before, between and after the cells of a row, a blank line after the table.

/// One cell: its paragraphs, set apart by blank lines, and how many columns it takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its words.
    pub(super) text: String,
    /// Columns it spans, at least one.
    pub(super) columns: usize,
}

/// More columns than this are a mistake of the file.
const COLUMNS: usize = 64;

/// Writes a table. One of a single column is a frame around paragraphs and has no cells. A cell over several columns is
/// followed by empty ones, so that columns keep their places.
pub(super) fn table_text(rows: &[Vec<Cell>]) -> String {
    let mut out = String::new();
    if rows.iter().all(|row| row.len() < 2) {
        for cell in rows.iter().flatten().filter(|c| !c.text.trim().is_empty()) {
            out.push_str(cell.text.trim());
            out.push_str("\n\n");
        }
        out.truncate(out.trim_end().len());
        return out;
    }
    for row in rows.iter().filter(|row| row.iter().any(|c| !c.text.trim().is_empty())) {
        out.push_str("|\n");
        for cell in row {
            // A blank line right after a separator would end the table.
            let text = cell.text.trim();
            if !text.is_empty() {
                out.push_str(text);
                out.push('\n');
            }
            out.push_str(&"|\n".repeat(cell.columns.clamp(1, COLUMNS)));
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Gives every row its cells where some reach over several rows: below such a cell stand empty ones.
pub(super) fn spread(rows: Vec<Vec<(Cell, usize)>>) -> Vec<Vec<Cell>> {
    // Of each column: how many more rows a cell above takes.
    let mut below: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for row in rows {
        let mut cells = Vec::new();
        let mut taken = below.clone();
        // Columns of the row that are filled: counted on, so that a row of many cells is not counted anew at each.
        let mut at = 0;
        for (cell, span) in row {
            at = covered(&mut cells, &mut taken, at);
            let to = at + cell.columns.clamp(1, COLUMNS);
            if below.len() < to.min(COLUMNS) {
                below.resize(to.min(COLUMNS), 0);
            }
            below.iter_mut().take(to).skip(at).for_each(|rows| *rows = span.max(1));
            cells.push(Cell { columns: to - at, ..cell });
            at = to;
        }
        covered(&mut cells, &mut taken, at);
        below.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        out.push(cells);
    }
    out
}

/// Adds the empty cells that stand next in a row, below longer ones, from a column on; returns the column behind them.
fn covered(cells: &mut Vec<Cell>, taken: &mut [usize], mut at: usize) -> usize {
    while let Some(rows) = taken.get_mut(at).filter(|rows| **rows > 0) {
        *rows = 0;
        cells.push(Cell { text: String::new(), columns: 1 });
        at += 1;
    }
    at
}

/// Returns words in which no character stands for a separator.
pub(super) fn without_separators(words: &str) -> String {
    words.replace('|', "¦")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{BlockKind, SourceText};

    fn cell(text: &str, columns: usize) -> Cell {
        Cell { text: text.to_owned(), columns }
    }

    #[test]
    fn cells_keep_their_columns() {
        let rows = [
            vec![cell("TT", 1), cell("Nhiệm vụ", 1), cell("Chủ trì", 1)],
            vec![cell("I", 1), cell("Xây dựng\n\nthể chế", 2)],
            vec![cell("1", 1), cell("", 1), cell("Sở Y tế", 1)],
            vec![cell("", 1), cell(" ", 1), cell("", 1)],
        ];
        let text = SourceText::new("a.docx", format!("{}\n\nSau bảng", table_text(&rows)));
        let places: Vec<(&str, Option<u32>)> = text
            .blocks()
            .iter()
            .map(|b| (text.slice(b.span), if let BlockKind::Cell { index, .. } = b.kind { Some(index) } else { None }))
            .collect();
        let wanted = [
            ("TT", Some(0)),
            ("Nhiệm vụ", Some(1)),
            ("Chủ trì", Some(2)),
            ("I", Some(4)),
            ("Xây dựng", Some(5)),
            ("thể chế", Some(5)),
            ("1", Some(8)),
            ("Sở Y tế", Some(10)),
            ("Sau bảng", None),
        ];
        assert_eq!(places, wanted);
    }

    #[test]
    fn a_cell_over_rows_leaves_its_places_empty() {
        let rows = vec![
            vec![(cell("1", 1), 2), (cell("Một", 1), 1), (cell("Sở Y tế", 1), 3)],
            vec![(cell("Hai", 1), 1)],
            vec![(cell("2", 1), 1), (cell("Ba", 1), 1)],
        ];
        let texts: Vec<String> =
            spread(rows).iter().map(|row| row.iter().map(|c| c.text.as_str()).collect::<Vec<_>>().join("/")).collect();
        assert_eq!(texts, ["1/Một/Sở Y tế", "/Hai/", "2/Ba/"]);
    }

    #[test]
    fn a_row_of_many_cells_is_spread_at_once() {
        let rows = vec![vec![(cell("a", 1), 1); 200_000]];
        assert_eq!(spread(rows).first().map(Vec::len), Some(200_000));
    }

    #[test]
    fn a_frame_is_no_table() {
        assert_eq!(table_text(&[vec![cell("Một", 1)], vec![cell("Hai", 1)]]), "Một\n\nHai");
        assert_eq!(table_text(&[]), "");
    }
}

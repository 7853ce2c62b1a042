//! Tables as rows of cells under their headings: which row and column a cell stands in; knows no document terms.

use std::collections::BTreeMap;

use crate::extract::view::View;
use crate::text::{BlockKind, Span, lower};

/// A cell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Cell {
    pub(super) column: usize,
    pub(super) span: Span,
    /// Index of its first block.
    pub(super) block: usize,
}

/// A table, or a run of rows that a paragraph parts from the rest of it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    /// For each column the words of its headings, from the top down.
    pub(super) heads: Vec<Vec<Span>>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// Index of its first block, and of the first block of its last cell.
    pub(super) from: usize,
    pub(super) to: usize,
}

/// A cell with how many separators stand before it in its table, and in which line of the file it begins.
type Placed = (u32, Cell, u32);

/// Rows above others, and those.
type Rows = (Vec<Vec<Cell>>, Vec<Vec<Cell>>);

/// Columns of a table at most that is read.
const WIDEST: usize = 64;

/// Rows that headings may take.
const MOST_HEADS: usize = 4;

/// Finds the tables of a text.
pub(super) fn grids(text: &View<'_>) -> Vec<Grid> {
    let mut out: Vec<Grid> = Vec::new();
    let mut cells: Vec<Placed> = Vec::new();
    let mut current = None;
    for (at, block) in text.blocks().iter().enumerate() {
        let BlockKind::Cell { table, index } = block.kind else { continue };
        // A table that follows another without a blank line begins with the heading of its ordinals.
        let opens = current != Some(table) || is_ordinals(text.slice(block.span));
        if opens {
            out.extend(grid(text, &cells));
            cells.clear();
            current = Some(table);
        }
        let (body, line) = (block.body_span(), text.line_of_clean(block.span.start));
        // "5 MW": the figure of a cell is no mark of an item.
        let lead = text.slice(Span::new(block.span.start as usize, body.start as usize)).trim_end();
        let figure = lead.ends_with(|c: char| c.is_ascii_digit());
        let span = if body.is_empty() || figure { block.span } else { body };
        match cells.last_mut().filter(|(i, ..)| *i == index) {
            Some((_, cell, _)) => cell.span = cell.span.cover(span),
            None => cells.push((index, Cell { column: 0, span, block: at }, line)),
        }
    }
    out.extend(grid(text, &cells));
    out
}

fn grid(text: &View<'_>, cells: &[Placed]) -> Option<Grid> {
    let (from, to) = (cells.first()?.1.block, cells.last()?.1.block);
    let a_line_a_row = cells.windows(2).any(|pair| matches!(pair, [a, b] if a.2 == b.2));
    let (above, rows) = if a_line_a_row { (Vec::new(), lines(text, cells)) } else { strides(text, cells)? };
    let width = rows.iter().flatten().map(|c| c.column + 1).max().filter(|w| *w <= WIDEST)?;
    let mut rows = rows.into_iter().peekable();
    let mut heads = spread(&above, width);
    let mut own: Vec<Vec<Cell>> = Vec::new();
    while heads.is_empty() && own.len() < MOST_HEADS {
        let Some(row) = rows.next_if(|r| !is_data(text, r)) else { break };
        own.push(row);
    }
    if heads.is_empty() {
        heads = vec![Vec::new(); width];
        for (n, row) in own.iter().enumerate() {
            for (column, head) in heads.iter_mut().enumerate() {
                // A heading over several columns stands in the first of them.
                let below = own.iter().skip(n + 1).flatten().any(|c| c.column == column);
                let left = row.iter().rev().find(|c| c.column <= column && (c.column == column || below));
                head.extend(left.map(|c| c.span));
            }
        }
    }
    Some(Grid { heads, rows: rows.collect(), from, to })
}

/// Rows that stand on a line each: the separators of the line before a cell tell its column.
fn lines(text: &View<'_>, cells: &[Placed]) -> Vec<Vec<Cell>> {
    let source = text.source();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut current = None;
    let (mut seen, mut column) = (0, 0);
    for (_, cell, line) in cells {
        let at = text.to_source(cell.span).start as usize;
        if current != Some(*line) {
            current = Some(*line);
            let before = source.get(..at).unwrap_or_default();
            let start = before.rfind('\n').map_or(0, |n| n + 1);
            let lead = before.get(start..).unwrap_or_default();
            let bars = lead.matches('|').count();
            column = bars - usize::from(lead.trim_start().starts_with('|'));
            rows.push(Vec::new());
        } else {
            column += source.get(seen..at).unwrap_or_default().matches('|').count();
        }
        seen = at;
        if let Some(row) = rows.last_mut() {
            row.push(Cell { column, ..*cell });
        }
    }
    rows
}

/// Cells that stand on lines of their own: a row of as many as stand longest side by side, and a gap behind each row.
/// Where a row has fewer separators than the others, the next one begins at its ordinal. Returns the rows of other
/// lengths above them, and the rows.
fn strides(text: &View<'_>, cells: &[Placed]) -> Option<Rows> {
    let runs = runs(cells);
    let longest = runs.iter().max_by_key(|r| (r.len(), std::cmp::Reverse(r.first().map(|c| c.0))))?;
    let has = |i: u32| cells.binary_search_by_key(&i, |c| c.0).is_ok();
    let opens = |i: u32| i == 0 || !has(i - 1);
    // What is numbered stands beside its ordinal: a figure between empty cells is none.
    let beside = |i: u32| cells.binary_search_by_key(&(i + 1), |c| c.0).ok().and_then(|n| cells.get(n));
    let says = |c: &Placed| text.slice(c.1.span).chars().filter(|c| c.is_alphabetic()).count() > 1;
    let ordinal = |c: &&Placed| opens(c.0) && is_ordinal(text.slice(c.1.span).trim()) && beside(c.0).is_some_and(says);
    let numbered = cells.first().is_some_and(|c| is_ordinals(text.slice(c.1.span)));
    let ordinals: Vec<u32> = cells.iter().skip(1).filter(ordinal).filter(|_| numbered).map(|c| c.0).collect();
    let stride = most_common(&ordinals).unwrap_or(u32::try_from(longest.len()).ok()? + 1);
    let width = stride.checked_sub(1).filter(|w| *w > 1)?;
    // The first row is the first with an ordinal, or the first that leaves the same gap as the longest.
    let mut first = ordinals.first().copied().unwrap_or(longest.first()?.0);
    while first >= stride && opens(first) && opens(first - stride) {
        first -= stride;
    }
    if !opens(first) {
        return None;
    }
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut rest = cells.get(cells.partition_point(|c| c.0 < first)..).unwrap_or_default();
    let mut at = first;
    while let Some(next) = rest.first().map(|c| c.0) {
        // Rows without a cell are passed over.
        at += (next - at) / stride * stride;
        let short = has(at + width);
        let own = rest.partition_point(|c| c.0 < at + width);
        let again = rest.iter().skip(1).take(stride as usize).filter(|c| c.0 > at + 1).find(ordinal);
        let (own, then) = match again.filter(|_| short) {
            Some(c) => (rest.partition_point(|o| o.0 < c.0), c.0),
            None if short => break,
            None => (own, at + stride),
        };
        let row = rest.get(..own).unwrap_or_default().iter().filter(|c| c.0 < at + width);
        rows.push(row.map(|(i, cell, _)| Cell { column: (i - at) as usize, ..*cell }).collect());
        rest = rest.get(own..).unwrap_or_default();
        at = then;
    }
    let above = runs.iter().filter(|r| r.last().is_some_and(|c| c.0 < first)).map(|r| r.iter().map(|c| c.1).collect());
    Some((above.collect(), rows))
}

/// The distance that most neighbours of a list have.
fn most_common(places: &[u32]) -> Option<u32> {
    let mut counts: BTreeMap<u32, usize> = BTreeMap::new();
    for pair in places.windows(2) {
        if let [a, b] = pair {
            *counts.entry(b - a).or_default() += 1;
        }
    }
    counts.into_iter().max_by_key(|(_, n)| *n).map(|(distance, _)| distance)
}

/// Cells between which no separator stands alone.
fn runs(cells: &[Placed]) -> Vec<&[Placed]> {
    cells.chunk_by(|a, b| a.0 + 1 == b.0).collect()
}

/// Puts the headings of two rows over the columns: what the lower row has more stands under the last of the upper.
fn spread(above: &[Vec<Cell>], width: usize) -> Vec<Vec<Span>> {
    let above = above.get(above.len().saturating_sub(2)..).unwrap_or_default();
    let spans = |row: &Vec<Cell>| row.iter().map(|c| c.span).collect::<Vec<_>>();
    match above {
        [one] if one.len() == width => spans(one).into_iter().map(|s| vec![s]).collect(),
        [.., one] if one.len() == width => spans(one).into_iter().map(|s| vec![s]).collect(),
        [upper, lower] if upper.len() + lower.len() > width && upper.len() < width => {
            let wide = upper.len() + lower.len() - width;
            let each = lower.len() / wide.max(1);
            if wide > upper.len() || each * wide != lower.len() {
                return Vec::new();
            }
            let plain = upper.len() - wide;
            let mut heads: Vec<Vec<Span>> = spans(upper).into_iter().take(plain).map(|s| vec![s]).collect();
            for (n, under) in spans(lower).into_iter().enumerate() {
                let over = upper.get(plain + n / each).map(|c| c.span);
                heads.push(over.into_iter().chain([under]).collect());
            }
            heads
        }
        _ => Vec::new(),
    }
}

/// A row with an ordinal before its other cells, or with a figure by itself that is no year.
fn is_data(text: &View<'_>, row: &[Cell]) -> bool {
    let words = |c: &Cell| text.slice(c.span).trim();
    let ordinal = row.first().is_some_and(|c| c.column == 0 && is_ordinal(words(c)));
    ordinal && row.len() > 1 || row.iter().any(|c| is_figure(words(c)))
}

/// "TT", "STT", "Số TT".
fn is_ordinals(words: &str) -> bool {
    let words = words.trim_matches(['*', '.', ' ']);
    ["tt", "stt", "số tt", "số thứ tự"].iter().any(|h| words.len() < 24 && lower(words) == *h)
}

/// "1", "2.1", "IV", "a)", "-".
pub(super) fn is_ordinal(words: &str) -> bool {
    let words = words.trim_end_matches(['.', ')', '/']);
    let digits = words.chars().all(|c| c.is_ascii_digit() || c == '.') && words.len() < 6;
    let roman = words.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | '.' | '1'..='9'));
    !words.is_empty() && (digits || roman || words.chars().count() == 1)
}

fn is_figure(words: &str) -> bool {
    let digits = words.chars().filter(char::is_ascii_digit).count();
    let plain = words.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '%' | '≥' | '≤' | ' '));
    plain && digits > 0 && !(digits == 4 && words.len() == 4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, heads: &[&str], rows: &[&[(usize, &str)]]) {
        let text = SourceText::new("a.txt", source);
        let view = View::new(&text);
        let all = grids(&view);
        let grid = all.first().expect("a table");
        let words = |s: &[Span]| s.iter().map(|s| view.slice(*s)).collect::<Vec<_>>().join("/");
        assert_eq!(grid.heads.iter().map(|h| words(h)).collect::<Vec<_>>(), heads);
        let got: Vec<Vec<(usize, &str)>> =
            grid.rows.iter().map(|r| r.iter().map(|c| (c.column, view.slice(c.span))).collect()).collect();
        assert_eq!(got, rows);
    }

    #[test]
    fn rows_of_one_line() {
        check(
            "STT | Dự án | Vị trí |\n| 1 | Chợ Một | |\n| 2 | Chợ Hai | 5 MW |\n",
            &["STT", "Dự án", "Vị trí"],
            &[&[(0, "1"), (1, "Chợ Một")], &[(0, "2"), (1, "Chợ Hai"), (2, "5 MW")]],
        );
    }

    #[test]
    fn cells_on_lines_of_their_own() {
        check(
            "|\nTT\n|\nChỉ tiêu\n|\nGiai đoạn\n|\n|\nNăm 2026\n|\nNăm 2027\n|\n|\nI\n|\nCây\n|\n|\n|\n|\n1\n|\nChè\n|\n50\n|\n60\n|\n\nHết\n",
            &["TT", "Chỉ tiêu", "Giai đoạn/Năm 2026", "Giai đoạn/Năm 2027"],
            &[&[(0, "I"), (1, "Cây")], &[(0, "1"), (1, "Chè"), (2, "50"), (3, "60")]],
        );
    }

    #[test]
    fn a_row_with_fewer_separators_ends_at_the_next_ordinal() {
        check(
            "|\nTT\n|\nChỉ tiêu\n|\nĐơn vị\n|\nKết quả\n|\n|\nI\n|\nMột\n|\n|\n|\n1\n|\nHai\n|\n%\n|\n90\n|\n|\n2\n|\nBa\n|\n%\n|\n80\n|\n\nHết\n",
            &["TT", "Chỉ tiêu", "Đơn vị", "Kết quả"],
            &[
                &[(0, "I"), (1, "Một")],
                &[(0, "1"), (1, "Hai"), (2, "%"), (3, "90")],
                &[(0, "2"), (1, "Ba"), (2, "%"), (3, "80")],
            ],
        );
    }

    #[test]
    fn a_line_of_nothing_but_separators_is_no_table() {
        let source = format!("{}\n{}\n", "| Dự án ".repeat(5_000), "| 1 ".repeat(5_000));
        assert!(grids(&View::new(&SourceText::new("a.txt", source))).is_empty());
    }

    #[test]
    fn a_column_of_words_is_no_table() {
        let text = SourceText::new("a.txt", "|\nMột\n|\n\nHai\n");
        assert!(grids(&View::new(&text)).iter().all(|g| g.rows.is_empty()));
    }
}

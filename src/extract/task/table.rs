//! Tasks in tables: columns by their headings, one task a row.

use super::deadline::{Due, read};
use super::field::{Field, column};
use super::home::Home;
use super::role::{Found, bodies};
use crate::model::Role;
use crate::text::{Block, BlockKind, SourceText, Span};

/// A row of a table of tasks; places are clean offsets.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) task: Span,
    pub(super) actors: Vec<Found>,
    pub(super) due: Option<Due>,
}

/// Reads the rows of all tables that have a column of tasks and one of doers.
pub(super) fn rows(text: &SourceText, home: &Home) -> Vec<Row> {
    let mut found = Vec::new();
    let mut cells: Vec<(u32, &Block)> = Vec::new();
    let mut current = None;
    for block in text.blocks() {
        let BlockKind::Cell { table, index } = block.kind else { continue };
        if current != Some(table) {
            found.extend(read_table(text, &cells, home));
            cells.clear();
            current = Some(table);
        }
        cells.push((index, block));
    }
    found.extend(read_table(text, &cells, home));
    found
}

fn read_table(text: &SourceText, cells: &[(u32, &Block)], home: &Home) -> Vec<Row> {
    let Some(columns) = columns(text, cells) else { return Vec::new() };
    let Some(((first, _), (last, _))) = columns.first().zip(columns.last()) else { return Vec::new() };
    let (first, last) = (*first, *last);
    let starts = starts(text, cells, (first, last));
    let mut rows: Vec<Row> = Vec::new();
    if let Some((before, starts)) = starts {
        for (n, start) in starts.iter().enumerate() {
            let end = starts.get(n + 1).copied().unwrap_or(u32::MAX);
            let at = |i: u32| columns.iter().find(|(c, _)| c - before == i - start).map(|(_, f)| *f);
            let row = cells.iter().filter(|(i, _)| *i > *start && *i < end).filter_map(|(i, b)| Some((at(*i)?, *b)));
            rows.extend(one_row(text, &row.collect::<Vec<_>>(), home));
        }
    } else {
        let Some(stride) = stride(cells, first, last, &columns) else { return Vec::new() };
        let mut row: Vec<(Field, &Block)> = Vec::new();
        let mut number = None;
        for (index, block) in cells.iter().filter(|(i, _)| *i > last) {
            let offset = index - first;
            if number.is_some_and(|n| n != offset / stride) {
                rows.extend(one_row(text, &row, home));
                row.clear();
            }
            number = Some(offset / stride);
            let column = columns.iter().find(|(c, _)| c - first == offset % stride);
            row.extend(column.map(|(_, f)| (*f, *block)));
        }
        rows.extend(one_row(text, &row, home));
    }
    rows.retain(|r| r.actors.iter().any(|a| a.role != Role::Cooperate));
    rows
}

/// Finds where rows begin by the ordinals in the column before the first: the place of that column's heading, and the
/// places of the ordinals. A row may lack cells at its end, and a heading between rows takes two.
fn starts(text: &SourceText, cells: &[(u32, &Block)], (first, last): (u32, u32)) -> Option<(u32, Vec<u32>)> {
    let heading = |b: &Block| {
        let words = text.slice(b.span).to_lowercase();
        matches!(words.trim_matches(['.', ' ']), "tt" | "stt" | "số tt" | "số thứ tự" | "no")
    };
    let (before, _) = cells.iter().find(|(i, b)| *i < first && first - i <= 2 && heading(b))?;
    let mut starts = Vec::new();
    let mut previous = last;
    for (index, block) in cells.iter().filter(|(i, _)| *i > last) {
        if *index >= previous + 2 && is_ordinal(text.slice(block.span)) {
            starts.push(*index);
        }
        previous = *index;
    }
    (starts.len() > 1).then_some((*before, starts))
}

/// "1", "2.1", "I", "a)".
fn is_ordinal(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['.', ')', '/']);
    let digits = words.chars().all(|c| c.is_ascii_digit() || c == '.');
    let roman = words.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
    (1..=6).contains(&words.len()) && (digits || roman || words.chars().count() == 1)
}

/// The tasks of one row: one for each block of its task cell, with the doers and the time of the row.
fn one_row(text: &SourceText, cells: &[(Field, &Block)], home: &Home) -> Vec<Row> {
    let mut of_row = Row { task: Span::default(), actors: Vec::new(), due: None };
    for (field, block) in cells.iter().filter(|(f, _)| *f != Field::Content) {
        fill(&mut of_row, *field, text, block, home);
    }
    let contents = cells.iter().filter(|(f, b)| *f == Field::Content && !b.body_span().is_empty());
    contents.map(|(_, b)| Row { task: b.body_span(), actors: of_row.actors.clone(), due: of_row.due.clone() }).collect()
}

/// Finds the heading row: consecutive cells that name a column of tasks and one of doers.
fn columns(text: &SourceText, cells: &[(u32, &Block)]) -> Option<Vec<(u32, Field)>> {
    // A list of procedures says where each is carried out and by whom, and gives nobody a task.
    let lists = |b: &Block| {
        let words = text.slice(b.span).to_lowercase();
        words.contains("tthc") || words.starts_with("tên thủ tục") || words.starts_with("mã thủ tục")
    };
    if cells.iter().take(12).any(|(_, b)| lists(b)) {
        return None;
    }
    let head: Vec<(u32, Field)> =
        cells.iter().take(12).filter_map(|(i, b)| Some((*i, column(text.slice(b.body_span()))?))).collect();
    let content = head.iter().find(|(_, f)| *f == Field::Content)?.0;
    let mut columns: Vec<(u32, Field)> = Vec::new();
    for (i, f) in head.into_iter().filter(|(i, _)| *i >= content) {
        if columns.iter().any(|(_, g)| *g == f) {
            break;
        }
        columns.push((i, f));
    }
    columns.iter().any(|(_, f)| matches!(f, Field::Actors(r) if *r != Role::Cooperate)).then_some(columns)
}

/// Finds how many separators one row takes: the number that puts most doers under the column of doers.
fn stride(cells: &[(u32, &Block)], first: u32, last: u32, columns: &[(u32, Field)]) -> Option<u32> {
    let width = last - first + 1;
    let fits = |stride: u32| {
        let under = |i: u32| columns.iter().any(|(c, _)| c - first == (i - first) % stride);
        cells.iter().filter(|(i, _)| *i > last && under(*i)).count()
    };
    (width..=width + 4).max_by_key(|s| (fits(*s) * usize::try_from(*s).unwrap_or(1), u32::MAX - s))
}

fn fill(row: &mut Row, field: Field, text: &SourceText, block: &Block, home: &Home) {
    let body = text.slice(block.body_span());
    match field {
        Field::Actors(role) => {
            let (found, _) = bodies(body, 0, role, home);
            row.actors.extend(found.into_iter().map(|f| super::item::shifted(f, block.body)));
        }
        Field::Time => row.due = read(body, block.body as usize),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Jurisdiction;

    #[track_caller]
    fn check(source: &str, rows_wanted: &[(&str, usize)]) {
        let text = SourceText::new("a.txt", source);
        let home = Home::of(Jurisdiction::province("tỉnh", "Lào Cai"));
        let found = rows(&text, &home);
        let found: Vec<(&str, usize)> = found.iter().map(|r| (text.slice(r.task), r.actors.len())).collect();
        assert_eq!(found, rows_wanted);
    }

    #[test]
    fn reads_rows() {
        check(
            "| TT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n| 1 | Rà soát | Sở Y tế | 2025 |\n| 2 | Lập kế hoạch | Sở Tài chính | 2026 |\n",
            &[("Rà soát", 1), ("Lập kế hoạch", 1)],
        );
    }

    #[test]
    fn rows_begin_at_their_ordinals() {
        check(
            "|\nTT\n|\nNội dung\n|\nCơ quan chủ trì\n|\nThời gian\n|\n|\nI\n|\nVĂN BẢN\n|\n|\n1\n|\nRà soát\n|\nSở Y tế\n|\n2025\n|\n|\n2\n|\nLập kế hoạch\n|\nSở Tài chính\n|\n|\n",
            &[("Rà soát", 1), ("Lập kế hoạch", 1)],
        );
    }

    #[test]
    fn refuses_other_tables() {
        check("| TT | Chỉ tiêu | Đơn vị |\n| 1 | Giá trị | tỷ đồng |\n", &[]);
        check("", &[]);
    }
}

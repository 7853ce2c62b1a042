//! Tasks in tables: columns by their headings, one task a row.

use super::deadline::{Due, read};
use super::field::{Field, column};
use super::role::{Found, bodies};
use crate::model::{Jurisdiction, Role};
use crate::text::{Block, BlockKind, SourceText, Span};

/// A row of a table of tasks; places are clean offsets.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) task: Span,
    pub(super) actors: Vec<Found>,
    pub(super) due: Option<Due>,
}

/// Reads the rows of all tables that have a column of tasks and one of doers.
pub(super) fn rows(text: &SourceText, home: &Jurisdiction) -> Vec<Row> {
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

fn read_table(text: &SourceText, cells: &[(u32, &Block)], home: &Jurisdiction) -> Vec<Row> {
    let Some(columns) = columns(text, cells) else { return Vec::new() };
    let Some(((first, _), (last, _))) = columns.first().zip(columns.last()) else { return Vec::new() };
    let Some(stride) = stride(cells, *first, *last, &columns) else { return Vec::new() };
    let mut rows: Vec<Row> = Vec::new();
    let mut row = None;
    for (index, block) in cells.iter().filter(|(i, _)| *i > *last) {
        let Some(offset) = index.checked_sub(*first) else { continue };
        let column = columns.iter().find(|(c, _)| c - first == offset % stride).map(|(_, f)| *f);
        match column {
            Some(Field::Content) => {
                row = Some(offset / stride);
                rows.push(Row { task: block.body_span(), actors: Vec::new(), due: None });
            }
            Some(field) if row == Some(offset / stride) => {
                if let Some(row) = rows.last_mut() {
                    fill(row, field, text, block, home);
                }
            }
            _ => {}
        }
    }
    rows.retain(|r| r.actors.iter().any(|a| a.role != Role::Cooperate));
    rows
}

/// Finds the heading row: consecutive cells that name a column of tasks and one of doers.
fn columns(text: &SourceText, cells: &[(u32, &Block)]) -> Option<Vec<(u32, Field)>> {
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

fn fill(row: &mut Row, field: Field, text: &SourceText, block: &Block, home: &Jurisdiction) {
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

    #[track_caller]
    fn check(source: &str, rows_wanted: &[(&str, usize)]) {
        let text = SourceText::new("a.txt", source);
        let home = Jurisdiction::province("tỉnh", "Lào Cai");
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
    fn refuses_other_tables() {
        check("| TT | Chỉ tiêu | Đơn vị |\n| 1 | Giá trị | tỷ đồng |\n", &[]);
        check("", &[]);
    }
}

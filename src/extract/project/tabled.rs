//! Aims and works that stand in the rows of tables, by the headings of their columns.

use super::amount::{Measure, Quantity, bare, quantities};
use super::attach::year_end;
use super::columns::{Column, Sort, column, sort, year};
use super::grid::{Cell, Grid, is_ordinal};
use super::words::{joined, words_of};
use crate::extract::view::View;
use crate::text::{Span, lower, parse_vietnamese_number};

/// A figure of a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Figure {
    pub(super) printed: String,
    pub(super) value: f64,
    pub(super) unit: String,
    /// Where it stands.
    pub(super) span: Span,
}

/// An aim of a row; its words reach from what is measured to the figure.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TabledAim {
    pub(super) metric: String,
    pub(super) figure: Figure,
    pub(super) span: Span,
    pub(super) year: Option<String>,
}

/// A work of a row.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TabledWork {
    /// The cell that names it.
    pub(super) name: Span,
    pub(super) place: Option<String>,
    pub(super) costs: Vec<Figure>,
    pub(super) sizes: Vec<Figure>,
    pub(super) years: Vec<(String, Span)>,
    /// The cell that names who builds it.
    pub(super) investor: Option<Span>,
    /// The first blocks of the cells that all this stands in.
    pub(super) blocks: Vec<usize>,
}

/// What a table holds, and the first blocks of the cells its aims stand in.
#[derive(Debug, Default)]
pub(super) struct Tabled {
    pub(super) aims: Vec<TabledAim>,
    pub(super) works: Vec<TabledWork>,
    pub(super) taken: Vec<usize>,
}

/// The words that stand above a table.
#[derive(Debug, Default)]
pub(super) struct Above {
    /// They set aims or plan years.
    pub(super) planned: bool,
    /// The unit of all figures: "Đơn vị tính: triệu đồng".
    pub(super) unit: Option<String>,
    /// The year they name last.
    pub(super) year: Option<String>,
    /// The year of the document: what is told of earlier ones is no aim.
    pub(super) since: Option<u16>,
}

/// The headings of a table, for rows that a paragraph parts from them.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    sort: Sort,
    columns: Vec<Column>,
    labels: Vec<String>,
}

/// Reads the headings of a table.
pub(super) fn heads(text: &View<'_>, grid: &Grid, above: &Above) -> Option<Heads> {
    let heads: Vec<Vec<String>> = grid
        .heads
        .iter()
        .map(|h| h.iter().map(|s| lower(text.slice(*s)).replace(['*', '\n'], " ")).collect())
        .collect();
    let mut columns: Vec<Column> = heads.iter().map(|h| column(h)).collect();
    for column in &mut columns {
        let before = |y: &str| y.get(y.len().saturating_sub(4)..).and_then(|y| y.parse::<u16>().ok());
        if let Column::Aim { year: Some(year), .. } = &*column
            && before(year).zip(above.since).is_some_and(|(year, since)| year < since)
        {
            *column = Column::Other;
        }
    }
    let sort = sort(&mut columns, &heads, above.planned)?;
    let mut labels: Vec<String> =
        grid.heads.iter().map(|h| h.last().map(|s| folded(text.slice(*s))).unwrap_or_default()).collect();
    for (column, label) in columns.iter_mut().zip(&mut labels) {
        as_printed(column, label);
    }
    Some(Heads { sort, columns, labels })
}

/// Gives a column the unit as its heading prints it, and takes that from the heading: "Giá trị (Nghìn USD)".
fn as_printed(column: &mut Column, label: &mut String) {
    let (Column::Aim { unit: Some(unit), .. } | Column::Cost(Some(unit)) | Column::Size(Some(unit))) = column else {
        return;
    };
    let Some((before, rest)) = label.split_once('(') else { return };
    let printed = rest.trim_end().trim_end_matches(')').trim();
    if lower(printed) == *unit {
        *unit = printed.to_owned();
        *label = before.trim_end().to_owned();
    }
}

/// Reads the rows of a table under its headings.
pub(super) fn read(text: &View<'_>, grid: &Grid, heads: &Heads, above: &Above) -> Tabled {
    match heads.sort {
        Sort::Aims => aims(text, grid, heads, above),
        Sort::Works => works(text, grid, heads, above),
    }
}

fn aims(text: &View<'_>, grid: &Grid, heads: &Heads, above: &Above) -> Tabled {
    let mut out = Tabled::default();
    let mut group = above.year.clone();
    let mut parent: Option<String> = None;
    for row in &grid.rows {
        let figures = figures(text, row, heads, above);
        let Some(metric) = cell_of(row, heads, |c| *c == Column::Metric) else {
            group = single(text, row).and_then(|words| year(&words)).or(group);
            continue;
        };
        let words = folded(text.slice(metric.span));
        // "A | B | 1 | 2": the numbers of the columns.
        if words.chars().count() < 3 {
            continue;
        }
        if figures.is_empty() {
            let dated = year(&lower(&words)).filter(|_| row.len() < 4);
            parent = dated.is_none().then(|| words.clone());
            group = dated.or(group);
            continue;
        }
        out.taken.extend(row.iter().filter(|c| !is(heads, c, |k| *k == Column::Investor)).map(|c| c.block));
        // "Diện tích" below "Cà phê", told from the others of its rank by a dash alone.
        let dash = row.first().is_some_and(|c| c.column == 0 && matches!(text.slice(c.span).trim(), "-" | "+"));
        let named = parent.as_ref().filter(|_| dash).map_or_else(|| words.clone(), |p| format!("{p}: {words}"));
        if !dash {
            parent = Some(words);
        }
        for (cell, figure) in figures {
            let Some(Column::Aim { year, .. }) = heads.columns.get(cell.column) else { continue };
            let twins = heads.columns.iter().filter(|c| matches!(c, Column::Aim { year: y, .. } if y == year)).count();
            let label = heads.labels.get(cell.column).filter(|_| twins > 1);
            let metric_words = label.map_or_else(|| named.clone(), |l| format!("{named}: {l}"));
            let span = metric.span.cover(cell.span);
            let year = year.clone().or_else(|| group.clone());
            out.aims.push(TabledAim { metric: metric_words, figure, span, year });
        }
    }
    out
}

fn works(text: &View<'_>, grid: &Grid, heads: &Heads, above: &Above) -> Tabled {
    let mut out = Tabled::default();
    for row in &grid.rows {
        let Some(name) = cell_of(row, heads, |c| *c == Column::Work).filter(|c| names(text, c)) else { continue };
        let numbered = row.first().is_some_and(|c| c.column < name.column && is_ordinal(text.slice(c.span).trim()));
        let mut work = TabledWork {
            name: name.span,
            place: None,
            costs: Vec::new(),
            sizes: Vec::new(),
            years: Vec::new(),
            investor: None,
            blocks: vec![name.block],
        };
        for cell in row {
            match heads.columns.get(cell.column) {
                Some(Column::Cost(unit)) => {
                    let unit = unit.as_deref().or(above.unit.as_deref());
                    work.costs.extend(stated(text, cell, unit, |m| m == Measure::Money));
                    work.blocks.push(cell.block);
                }
                Some(Column::Size(unit)) => {
                    work.sizes.extend(stated(text, cell, unit.as_deref(), |m| m != Measure::Money));
                    work.blocks.push(cell.block);
                }
                Some(Column::Place) => {
                    work.place = Some(folded(text.slice(cell.span)));
                    work.blocks.push(cell.block);
                }
                Some(Column::Time) => work.years.extend(years(text, cell)),
                Some(Column::Investor) => {
                    work.investor = Some(cell.span);
                    work.blocks.push(cell.block);
                }
                _ => {}
            }
        }
        let says = !work.costs.is_empty() || !work.sizes.is_empty() || work.place.is_some() || work.investor.is_some();
        if numbered && says {
            out.works.push(work);
        }
    }
    out
}

fn is(heads: &Heads, cell: &Cell, of: fn(&Column) -> bool) -> bool {
    heads.columns.get(cell.column).is_some_and(of)
}

fn cell_of<'c>(row: &'c [Cell], heads: &Heads, of: fn(&Column) -> bool) -> Option<&'c Cell> {
    row.iter().find(|c| is(heads, c, of))
}

/// The words of a row that has no others, in small letters.
fn single(text: &View<'_>, row: &[Cell]) -> Option<String> {
    let cell = row.iter().max_by_key(|c| c.span.len())?;
    (row.len() < 3).then(|| lower(text.slice(cell.span)))
}

/// The figures of a row's aims: a cell that says more than a figure and its unit is none.
fn figures<'c>(text: &View<'_>, row: &'c [Cell], heads: &Heads, above: &Above) -> Vec<(&'c Cell, Figure)> {
    let unit = cell_of(row, heads, |c| *c == Column::Unit).map(|c| folded(text.slice(c.span)));
    let mut out = Vec::new();
    for cell in row {
        let Some(Column::Aim { unit: of_column, .. }) = heads.columns.get(cell.column) else { continue };
        let unit = of_column.clone().or_else(|| unit.clone()).or_else(|| above.unit.clone());
        out.extend(figure(text, cell, unit).map(|f| (cell, f)));
    }
    out
}

/// A cell that is a figure, with the unit of its heading or its own.
fn figure(text: &View<'_>, cell: &Cell, unit: Option<String>) -> Option<Figure> {
    let words = words_of(text, cell.span.start as usize, cell.span.end as usize);
    let (from, to, printed) = bare(&words)?;
    let own = words.get(to..).unwrap_or_default();
    let unit = match own {
        [] => unit?,
        [sign] if sign.lower == "%" => "%".to_owned(),
        [..] => quantities(text.clean(), &words).into_iter().next().filter(|q| q.next == words.len())?.unit,
    };
    let value = parse_vietnamese_number(words.get(from)?.lower)?;
    Some(Figure { printed, value, unit, span: cell.span })
}

/// The amounts of a cell, or the figure it is with the unit of its heading.
fn stated(text: &View<'_>, cell: &Cell, unit: Option<&str>, fits: fn(Measure) -> bool) -> Vec<Figure> {
    if let Some(unit) = unit
        && let Some(figure) = figure(text, cell, Some(unit.to_owned()))
    {
        return vec![figure];
    }
    let words = words_of(text, cell.span.start as usize, cell.span.end as usize);
    let fits = |q: &Quantity| fits(q.measure) && q.measure != Measure::Share;
    let amounts = quantities(text.clean(), &words).into_iter().filter(fits);
    amounts
        .map(|q| Figure { printed: q.printed, value: q.value, unit: q.unit, span: Span::new(q.start, q.end) })
        .collect()
}

fn years(text: &View<'_>, cell: &Cell) -> Vec<(String, Span)> {
    let words = words_of(text, cell.span.start as usize, cell.span.end as usize);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let Some(to) = year_end(&words, at) else {
            at += 1;
            continue;
        };
        let span = words.get(at).zip(words.get(to - 1)).map(|(a, b)| Span::new(a.start, b.end));
        out.extend(span.map(|s| (joined(&words, at, to).replace(' ', ""), s)));
        at = to;
    }
    out
}

/// A cell that may name a work: no total, no heading of a group.
fn names(text: &View<'_>, cell: &Cell) -> bool {
    const MOST: usize = 60;
    let words = lower(text.slice(cell.span));
    let total = ["tổng", "cộng", "trong đó", "…", "..."].iter().any(|w| words.trim_start().starts_with(w));
    !total && (2..=MOST).contains(&words.split_whitespace().count()) && words.contains(char::is_alphabetic)
}

fn folded(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::grid::grids;
    use super::*;
    use crate::text::SourceText;

    fn tabled(source: &str, above: &Above) -> Tabled {
        let text = SourceText::new("a.txt", source);
        let view = View::new(&text);
        let grids = grids(&view);
        let Some(grid) = grids.first() else { return Tabled::default() };
        heads(&view, grid, above).map(|h| read(&view, grid, &h, above)).unwrap_or_default()
    }

    #[track_caller]
    fn check_aims(source: &str, above: &Above, expected: &[(&str, &str, &str, &str)]) {
        let all = tabled(source, above).aims;
        let got: Vec<(&str, &str, &str, &str)> = all
            .iter()
            .map(|a| (a.metric.as_str(), &*a.figure.printed, &*a.figure.unit, a.year.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(got, expected, "{source}");
    }

    #[test]
    fn reads_aims_with_units_and_years() {
        check_aims(
            "| TT | Chỉ tiêu | ĐVT | ƯTH năm 2025 | Năm 2026 | Năm 2030 |\n| 1 | Chè | | | | |\n| - | Diện tích | Ha | 6.132 | 6.500 | 8.000 |\n",
            &Above::default(),
            &[("Chè: Diện tích", "6.500", "Ha", "2026"), ("Chè: Diện tích", "8.000", "Ha", "2030")],
        );
        check_aims(
            "| TT | Chỉ tiêu | Đơn vị | Kết quả |\n| I | Giai đoạn 2025-2027 | | |\n| 1 | Tỉ lệ số hóa | % | ≥ 80 |\n| 2 | Xếp hạng | Thứ bậc | ≤ 3 Đông Nam Á |\n",
            &Above::default(),
            &[("Tỉ lệ số hóa", "80", "%", "2025-2027")],
        );
    }

    #[test]
    fn leaves_norms_and_what_has_been() {
        check_aims("| TT | Chỉ tiêu | ĐVT | Năm 2020 |\n| 1 | Chè | Ha | 6.500 |\n", &since(2025), &[]);
        check_aims("| TT | Tên đồ dùng | Đơn vị tính | Số lượng |\n| 1 | Chăn | Cái | 01 |\n", &Above::default(), &[]);
    }

    fn since(year: u16) -> Above {
        Above { since: Some(year), ..Above::default() }
    }

    #[track_caller]
    fn check_works(source: &str, expected: &[(&str, &str, &[f64], &[f64])]) {
        let text = SourceText::new("a.txt", source);
        let all = tabled(source, &Above::default()).works;
        let values = |f: &[Figure]| f.iter().map(|f| f.value).collect::<Vec<_>>();
        let got: Vec<_> = all
            .iter()
            .map(|w| (text.slice(w.name), w.place.as_deref().unwrap_or_default(), values(&w.costs), values(&w.sizes)))
            .collect();
        let expected: Vec<_> = expected.iter().map(|(n, p, c, s)| (*n, *p, c.to_vec(), s.to_vec())).collect();
        assert_eq!(got, expected, "{source}");
    }

    #[test]
    fn reads_works_with_places_and_amounts() {
        check_works(
            "| STT | Dự án | Vị trí | Tổng mức đầu tư (tỷ đồng) | Quy mô |\n| 1 | Chợ Kim Hoa | Mê Linh | 1.340 | 2 ha |\n| | Tổng cộng | | 1.340 | |\n",
            &[("Chợ Kim Hoa", "Mê Linh", &[1340.0], &[2.0])],
        );
    }

    #[test]
    fn leaves_rows_that_name_no_work() {
        check_works("| STT | Dự án | Ghi chú |\n| 1 | Chợ Kim Hoa | Đang làm |\n", &[]);
        check_works("| STT | Dự án | Vị trí |\n| I | Giao thông | |\n", &[]);
    }
}

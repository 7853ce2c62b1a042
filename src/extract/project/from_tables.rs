//! Puts the aims and works of tables beside those of the running text, each table where its first cell stands.

use std::collections::BTreeSet;

use super::entry::Entry;
use super::gather::{Pass, View};
use super::grid::{Grid, grids};
use super::name::{Found, Naming, find};
use super::tabled::{Above, Figure, Heads, TabledWork, heads, read};
use super::target::is_aims;
use super::undertaking::opening;
use super::words::{Sort, Word, is, sort, words_of};
use crate::extract::view;
use crate::model::{Amount, Evidence, Header, Target};
use crate::text::BlockKind;

/// How many blocks above a table its caption may stand.
const CAPTION: usize = 5;

/// The tables of a text, and what was read of them so far.
#[derive(Debug)]
pub(super) struct Tables {
    ahead: std::iter::Peekable<std::vec::IntoIter<Grid>>,
    /// Headings of the last table, and the block it begins at.
    last: Option<(Heads, usize)>,
    /// Blocks that have been read as cells.
    pub(super) taken: BTreeSet<usize>,
    /// The year the document is of.
    since: Option<u16>,
    /// The year or years its title names.
    title: String,
}

impl Tables {
    /// Finds the tables of a text.
    pub(super) fn new(text: &view::View<'_>, header: &Header) -> Self {
        let since = header.issued_on.as_ref().map(|d| d.value.year);
        let title = header.title.as_ref().map(|t| crate::text::lower(&t.value)).unwrap_or_default();
        Self { ahead: grids(text).into_iter().peekable(), last: None, taken: BTreeSet::new(), since, title }
    }
}

impl Pass<'_> {
    /// Reads the table that begins at a block.
    pub(super) fn table(&mut self, at: usize) {
        while let Some(grid) = self.tables.ahead.next_if(|g| g.from <= at) {
            if grid.from == at {
                self.grid(&grid);
            }
        }
    }

    fn grid(&mut self, grid: &Grid) {
        let above = self.above(grid);
        let own = heads(self.text, grid, &above);
        let headless = grid.heads.iter().all(Vec::is_empty);
        let before = self.tables.last.take().filter(|(_, from)| headless && grid.from - from < GAP);
        let Some(heads) = own.or(before.map(|(heads, _)| heads)) else { return };
        let tabled = read(self.text, grid, &heads, &above);
        self.tables.last = Some((heads, grid.to));
        self.tables.taken.extend(tabled.taken);
        for aim in tabled.aims {
            let Figure { printed, value, unit, span } = aim.figure;
            let Some(evidence) = Evidence::new(self.text, aim.span, span) else { continue };
            self.aim(Target { metric: aim.metric, printed, value, unit, year: aim.year, evidence });
        }
        for work in tabled.works {
            if self.tabled_work(&work).is_some() {
                self.tables.taken.extend(work.blocks);
            }
        }
    }

    /// What the words above a table say: its caption, the sections it stands in, the title.
    fn above(&self, grid: &Grid) -> Above {
        let blocks = self.text.blocks();
        let near = grid.from.saturating_sub(CAPTION)..grid.from;
        let caption: Vec<&str> = blocks
            .get(near)
            .unwrap_or_default()
            .iter()
            .filter(|b| b.kind == BlockKind::Paragraph)
            .map(|b| self.text.lower(b.span))
            .collect();
        let titles = blocks.get(grid.from).map(|b| self.titles(b)).unwrap_or_default();
        let year = caption.iter().rev().filter(|c| c.len() < SHORT && !c.contains("kèm theo"));
        let year = year.clone().find_map(|c| super::columns::year(c));
        let year = year.or_else(|| titles.iter().rev().find_map(|t| self.year_of(*t)));
        let says = |w: &str| is_aims(w) || w.contains("kế hoạch") || w.contains("chỉ tiêu") || w.contains("định hướng");
        let planned = caption.iter().any(|c| says(c)) || says(&self.tables.title);
        let unit = caption.iter().rev().find_map(|c| unit_of(c));
        Above { planned, unit, year, since: self.tables.since }
    }

    fn tabled_work(&mut self, work: &TabledWork) -> Option<()> {
        let words = words_of(self.text, work.name.start as usize, work.name.end as usize);
        let found = named(&words)?;
        let view = View { words, quantities: Vec::new(), body: 0 };
        let id = self.name(&view, &found)?;
        let investors = work.investor.map(|span| {
            let words = words_of(self.text, span.start as usize, span.end as usize);
            self.firms(&View { words, quantities: Vec::new(), body: 0 })
        });
        let text = self.text;
        let Entry { project, .. } = self.entries.get_mut(id)?;
        if let Some(place) = &work.place {
            project.place = Some(place.clone());
        }
        for (figures, list) in [(&work.costs, &mut project.costs), (&work.sizes, &mut project.capacities)] {
            for figure in figures {
                let full = list.len() >= MOST;
                let known =
                    full || list.iter().any(|a| a.value.to_bits() == figure.value.to_bits() && a.unit == figure.unit);
                let amount = Evidence::new(text, work.name.cover(figure.span), figure.span).filter(|_| !known);
                list.extend(amount.map(|evidence| Amount {
                    printed: figure.printed.clone(),
                    value: figure.value,
                    unit: figure.unit.clone(),
                    evidence,
                }));
            }
        }
        for (year, span) in &work.years {
            if let Some(evidence) = Evidence::new(text, work.name.cover(*span), *span)
                && !project.years.iter().any(|(y, _)| y == year)
            {
                project.years.push((year.clone(), evidence));
            }
        }
        for (firm, ..) in investors.into_iter().flatten() {
            self.builds(Some(id), firm);
        }
        Some(())
    }
}

/// Blocks between the headings of a table and rows that a paragraph parts from them.
const GAP: usize = 4;

/// Amounts of one work at most that its rows may give.
const MOST: usize = 64;

/// Bytes of a caption at most that names the year of the figures below it.
const SHORT: usize = 120;

/// "Đơn vị tính: triệu đồng".
fn unit_of(caption: &str) -> Option<String> {
    let at = ["đơn vị tính", "đvt", "đơn vị"].iter().find_map(|w| Some(caption.find(w)? + w.len()))?;
    let rest = caption.get(at..)?.trim_start().strip_prefix(':')?;
    let unit = rest.trim().trim_matches(['*', '(', ')', '.', ' ']);
    (1..=4).contains(&unit.split_whitespace().count()).then(|| unit.to_owned())
}

/// The whole cell is the name, whatever in it names a work by itself.
fn named(words: &[Word]) -> Option<Found> {
    let mut to = words.len();
    while to > 0 && [".", ";", ",", ":"].iter().any(|m| is(words, to - 1, m)) {
        to -= 1;
    }
    if to < 2 {
        return None;
    }
    let bracket = (0..to).find(|i| is(words, *i, "(")).unwrap_or(to);
    if let Some(found) = find(words, &[]).into_iter().next().filter(|f| f.from == 0 && f.naming == Naming::Named) {
        let whole = found.to >= bracket;
        return Some(Found { to: if whole { found.to } else { to }, ..found });
    }
    let capital = |i: &usize| matches!(sort(words, *i), Some(Sort::Capital | Sort::Number));
    (1..to).find(capital)?;
    Some(Found {
        head: opening(words)?,
        naming: Naming::Named,
        from: 0,
        to,
        name: 0,
        place: None,
        shared: None,
        described: false,
        plural: false,
        count: 1,
    })
}

#[cfg(test)]
mod tests {
    use super::super::gather::gather;
    use super::*;
    use crate::model::ProjectKind;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, works: &[(&str, ProjectKind, usize)], aims: &[(&str, &str, &str)]) {
        let text = SourceText::new("a.txt", source);
        let found = gather(&view::View::new(&text), &[], &Header::default());
        let got: Vec<_> =
            found.projects.iter().map(|p| (p.name.as_str(), p.kind, p.costs.len() + p.capacities.len())).collect();
        assert_eq!(got, works);
        let got: Vec<_> = found
            .targets
            .iter()
            .map(|t| (t.metric.as_str(), &*t.printed, t.year.as_deref().unwrap_or_default()))
            .collect();
        assert_eq!(got, aims);
    }

    #[test]
    fn a_row_is_one_work() {
        check(
            "STT | Dự án | Vị trí | Nguồn cung căn hộ |\n| 1 | Khu nhà xã hội tại ô CT3, Khu đô thị mới Kim Chung | Đông Anh | 1.104 |\n",
            &[("Khu nhà xã hội tại ô CT3, Khu đô thị mới Kim Chung", ProjectKind::Infrastructure, 1)],
            &[],
        );
    }

    #[test]
    fn the_work_of_a_row_is_that_of_the_text() {
        check(
            "Khởi công Cụm công nghiệp Tân Trào.\n\n| TT | Dự án | Diện tích (ha) |\n| 1 | Cụm công nghiệp Tân Trào (giai đoạn 1) | 49,97 |\n",
            &[("Cụm công nghiệp Tân Trào", ProjectKind::IndustrialCluster, 1)],
            &[],
        );
    }

    #[test]
    fn rows_that_a_paragraph_parts_from_their_headings() {
        check(
            "| TT | Chỉ tiêu | Đơn vị | Kết quả |\n\n**Đến năm 2030**\n\n| 1 | Quy mô kinh tế số | % GDP | ≥ 30 |\n",
            &[],
            &[("Quy mô kinh tế số", "30", "2030")],
        );
    }
}

//! Ruled tables: rules that touch make a grid, and letters belong to the cell they stand in. A cell may take several rows
//! or columns of the grid. A box without inner rules is no table.

use super::glyph::{Glyph, Page, Rule};
use super::line::lines;
use super::paragraph::{Measure, Piece, joined};
use crate::read::table::Cell;

/// How far rules of one place may stand apart.
const NEAR: f64 = 2.5;
/// Rules of a page beyond which they are a drawing.
const MOST: usize = 3000;
/// Rows and columns of a table.
const ROWS: usize = 400;
const COLUMNS: usize = 40;
/// Space between a rule and the words of its cell.
const PADDING: f64 = 5.5;

/// A grid: where its columns and rows are parted, and which rules part them.
#[derive(Clone, Debug)]
pub(super) struct Grid {
    xs: Vec<f64>,
    ys: Vec<f64>,
    rules: Vec<Rule>,
}

/// Finds the grids of a page.
pub(super) fn grids(rules: &[Rule]) -> Vec<Grid> {
    let rules = merged(rules);
    if rules.len() > MOST {
        return Vec::new();
    }
    let mut groups: Vec<Vec<Rule>> = Vec::new();
    for rule in rules {
        let (mut with, apart): (Vec<Vec<Rule>>, Vec<Vec<Rule>>) =
            groups.into_iter().partition(|group| group.iter().any(|r| touch(r, &rule)));
        let mut group: Vec<Rule> = with.drain(..).flatten().collect();
        group.push(rule);
        groups = apart;
        groups.push(group);
    }
    groups.into_iter().filter_map(grid).collect()
}

fn grid(rules: Vec<Rule>) -> Option<Grid> {
    let places = |upright: bool| {
        let mut at: Vec<f64> = rules.iter().filter(|r| r.upright == upright).map(|r| r.at).collect();
        at.sort_by(f64::total_cmp);
        at.dedup_by(|b, a| (*b - *a).abs() < NEAR);
        at
    };
    let (xs, ys) = (places(true), places(false));
    let fits = (3..=COLUMNS + 1).contains(&xs.len()) && (2..=ROWS + 1).contains(&ys.len());
    fits.then_some(Grid { xs, ys, rules })
}

/// Parts the letters of a page: the tables they fill, and those outside.
pub(super) fn tables(grids: &[Grid], page: &Page) -> (Vec<Piece>, Vec<Glyph>) {
    let mut inside: Vec<Vec<((usize, usize), Glyph)>> = vec![Vec::new(); grids.len()];
    let mut outside = Vec::new();
    for glyph in &page.glyphs {
        let found = grids.iter().enumerate().find_map(|(n, g)| Some((n, g.place(glyph)?)));
        match found.and_then(|(n, place)| Some((inside.get_mut(n)?, place))) {
            Some((cells, place)) => cells.push((place, glyph.clone())),
            None => outside.push(glyph.clone()),
        }
    }
    let mut found = Vec::new();
    for (grid, glyphs) in grids.iter().zip(inside) {
        if glyphs.iter().any(|(_, g)| !g.is_space()) {
            found.push(Piece::Table { top: grid.ys.first().copied().unwrap_or(0.0), rows: grid.rows(&glyphs) });
        }
    }
    (found, outside)
}

impl Grid {
    fn place(&self, glyph: &Glyph) -> Option<(usize, usize)> {
        let x = f64::midpoint(glyph.left, glyph.right);
        let y = glyph.base - 0.3 * glyph.size;
        let between = |at: &[f64], v: f64| {
            let i = at.partition_point(|a| *a <= v);
            (i > 0 && i < at.len()).then(|| i - 1)
        };
        Some((between(&self.ys, y)?, between(&self.xs, x)?))
    }

    fn rows(&self, glyphs: &[((usize, usize), Glyph)]) -> Vec<Vec<Cell>> {
        let (height, width) = (self.ys.len() - 1, self.xs.len() - 1);
        let owner = self.owners(height, width);
        let at = |i: usize, j: usize| owner.get(i * width + j).copied().unwrap_or_default();
        let mut words: Vec<Vec<Glyph>> = vec![Vec::new(); height * width];
        for ((i, j), glyph) in glyphs {
            if let Some(cell) = words.get_mut(at(*i, *j)) {
                cell.push(glyph.clone());
            }
        }
        let mut rows = Vec::new();
        for i in 0..height {
            let mut row: Vec<Cell> = Vec::new();
            let mut j = 0;
            while j < width {
                let own = at(i, j);
                let columns = (j..width).take_while(|k| at(i, *k) == own).count().max(1);
                let edge = self.xs.get(j + columns).copied().unwrap_or_default();
                let text = words.get_mut(own).map(std::mem::take).unwrap_or_default();
                row.push(Cell { text: cell_text(&text, edge), columns });
                j += columns;
            }
            rows.push(row);
        }
        rows
    }

    /// For each place of the grid, the place whose cell it is part of: the first of those no rule parts it from.
    fn owners(&self, height: usize, width: usize) -> Vec<usize> {
        let mut owner: Vec<usize> = (0..height * width).collect();
        let middle = |at: &[f64], i: usize| {
            f64::midpoint(at.get(i).copied().unwrap_or(0.0), at.get(i + 1).copied().unwrap_or(0.0))
        };
        for i in 0..height {
            for j in 0..width {
                let here = i * width + j;
                let (x, y) = (middle(&self.xs, j), middle(&self.ys, i));
                let left = j > 0 && !self.parted(true, self.xs.get(j), y);
                let above = i > 0 && !self.parted(false, self.ys.get(i), x);
                for (open, beside) in [(left, here.wrapping_sub(1)), (above, here.wrapping_sub(width))] {
                    if open && let Some(of) = owner.get(beside).copied() {
                        let own = owner.get(here).copied().unwrap_or(here);
                        let first = of.min(own);
                        owner.iter_mut().take(here + 1).filter(|o| **o == own || **o == of).for_each(|o| *o = first);
                    }
                }
            }
        }
        owner
    }

    fn parted(&self, upright: bool, at: Option<&f64>, through: f64) -> bool {
        let Some(at) = at else { return true };
        let parts =
            |r: &&Rule| r.upright == upright && (r.at - at).abs() < NEAR && r.from <= through && through <= r.to;
        self.rules.iter().any(|r| parts(&r))
    }
}

fn cell_text(glyphs: &[Glyph], edge: f64) -> String {
    let lines = lines(glyphs);
    joined(&lines, &Measure::of(&lines).within(edge - PADDING))
}

/// Rules of one place that overlap or touch are one.
fn merged(rules: &[Rule]) -> Vec<Rule> {
    let mut sorted = rules.to_vec();
    let key = |r: &Rule| (r.upright, r.at);
    sorted.sort_by(|a, b| key(a).0.cmp(&key(b).0).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    // Those of one place first, so that those of slightly different places do not stand between them.
    let mut place = f64::MIN;
    let mut upright = false;
    for rule in &mut sorted {
        if rule.upright == upright && (rule.at - place).abs() < NEAR {
            rule.at = place;
        } else {
            (place, upright) = (rule.at, rule.upright);
        }
    }
    sorted.sort_by(|a, b| a.upright.cmp(&b.upright).then(a.at.total_cmp(&b.at)).then(a.from.total_cmp(&b.from)));
    let mut out: Vec<Rule> = Vec::new();
    for rule in sorted {
        let same = |l: &&mut Rule| l.upright == rule.upright && l.at == rule.at && rule.from <= l.to + NEAR;
        match out.last_mut().filter(same) {
            Some(last) => last.to = last.to.max(rule.to),
            None => out.push(rule),
        }
    }
    out
}

fn touch(a: &Rule, b: &Rule) -> bool {
    let crosses = |a: &Rule, b: &Rule| {
        a.from - NEAR <= b.at && b.at <= a.to + NEAR && b.from - NEAR <= a.at && a.at <= b.to + NEAR
    };
    a.upright != b.upright && crosses(a, b)
}

#[cfg(test)]
mod tests {
    use super::super::line::set;
    use super::*;
    use crate::read::table::table_text;

    fn across(at: f64, from: f64, to: f64) -> Rule {
        Rule { upright: false, at, from, to }
    }

    fn down(at: f64, from: f64, to: f64) -> Rule {
        Rule { upright: true, at, from, to }
    }

    #[test]
    fn letters_belong_to_the_cell_they_stand_in() {
        // Two rows, three columns; the last column is one cell over both rows.
        let rules = vec![
            across(100.0, 50.0, 350.0),
            across(150.0, 50.0, 250.0),
            across(200.0, 50.0, 350.0),
            down(50.0, 100.0, 200.0),
            down(100.0, 100.0, 200.0),
            down(250.0, 100.0, 150.0),
            down(250.3, 149.0, 200.0),
            down(350.0, 100.0, 200.0),
        ];
        let mut glyphs = set("1", 55.0, 115.0);
        glyphs.extend(set("Rà soát các quy hoạch", 105.0, 115.0));
        glyphs.extend(set("chung của tỉnh", 105.0, 130.0));
        glyphs.extend(set("Sở Y tế", 255.0, 115.0));
        glyphs.extend(set("2", 55.0, 165.0));
        glyphs.extend(set("Hai", 105.0, 165.0));
        glyphs.extend(set("Ngoài", 55.0, 250.0));
        let page = Page { glyphs, rules, pictures: false };
        let (found, outside) = tables(&grids(&page.rules), &page);
        assert_eq!(outside.len(), 5);
        let [Piece::Table { rows, .. }] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!(
            table_text(rows),
            "|\n1\n|\nRà soát các quy hoạch chung của tỉnh\n|\nSở Y tế\n|\n|\n2\n|\nHai\n|\n|"
        );
    }

    #[test]
    fn a_box_and_an_underline_are_no_tables() {
        let frame = [
            across(100.0, 50.0, 350.0),
            across(200.0, 50.0, 350.0),
            down(50.0, 100.0, 200.0),
            down(350.0, 100.0, 200.0),
        ];
        assert!(grids(&frame).is_empty());
        assert!(grids(&[across(100.0, 50.0, 350.0)]).is_empty());
    }
}

//! Layered layout: boxes in columns given by rank, more columns where a rank cites itself, bends where an edge passes
//! other columns. Plain numbers in and out; the same input gives the same picture. It knows nothing of documents.

use std::collections::BTreeSet;

/// A box to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Node {
    /// Boxes of a smaller rank stand farther left.
    pub(super) rank: usize,
    /// Height the box needs; it grows with its edges.
    pub(super) height: i32,
}

/// A placed box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) height: i32,
    pub(super) column: usize,
}

/// The way of an edge, from the actor's side to the side of what it acts on, over its bends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Route {
    pub(super) points: Vec<(i32, i32)>,
    /// Whether it runs from left to right: the actor stands before what it acts on, by level or to open a ring.
    pub(super) against: bool,
}

/// A column of boxes of one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) rank: usize,
    pub(super) x: i32,
}

/// The whole picture; edges from a box to itself have no route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    pub(super) boxes: Vec<Placed>,
    pub(super) routes: Vec<Option<Route>>,
    pub(super) columns: Vec<Column>,
}

/// Width of a box.
pub(super) const BOX: i32 = 176;
/// Room between columns, for edges and their labels.
const ALLEY: i32 = 86;
/// Room between boxes of a column.
const GAP: i32 = 24;
/// Room between the ends of edges on one side of a box.
const PORT: i32 = 15;
const PASSES: usize = 8;

/// Lays out boxes and the edges (actor, acted on) between them.
pub(super) fn layout(nodes: &[Node], edges: &[(usize, usize)]) -> Layout {
    let (columns, column_of) = columns(nodes, edges);
    let mut grid = Grid::new(nodes, edges, &column_of, columns.len());
    grid.order();
    let (tops, height) = grid.heights();
    let boxes: Vec<Placed> = nodes
        .iter()
        .enumerate()
        .map(|(i, _)| Placed { x: x_of(grid.column[i]), y: tops[i], height: grid.height[i], column: grid.column[i] })
        .collect();
    let routes = grid.routes(edges, &tops);
    let width = x_of(columns.len()) - ALLEY;
    let columns = columns.iter().enumerate().map(|(i, rank)| Column { rank: *rank, x: x_of(i) }).collect();
    Layout { width: width.max(0), height, boxes, routes, columns }
}

fn x_of(column: usize) -> i32 {
    i32::try_from(column).unwrap_or(i32::MAX / (BOX + ALLEY)).saturating_mul(BOX + ALLEY)
}

/// Returns the rank of each column and the column of each box: within a rank, what is acted on stands before its actor.
fn columns(nodes: &[Node], edges: &[(usize, usize)]) -> (Vec<usize>, Vec<usize>) {
    let within = depths(nodes, edges);
    let used: BTreeSet<(usize, usize)> = nodes.iter().zip(&within).map(|(n, d)| (n.rank, *d)).collect();
    let used: Vec<(usize, usize)> = used.into_iter().collect();
    let column = |n: &Node, d: usize| used.binary_search(&(n.rank, d)).unwrap_or_default();
    (used.iter().map(|(rank, _)| *rank).collect(), nodes.iter().zip(within).map(|(n, d)| column(n, d)).collect())
}

/// Returns how many citations within its rank each box rests on, longest chain; an edge that closes a ring is left out.
fn depths(nodes: &[Node], edges: &[(usize, usize)]) -> Vec<usize> {
    let mut acted_on = vec![Vec::new(); nodes.len()];
    for &(a, o) in edges {
        if a != o && nodes[a].rank == nodes[o].rank {
            acted_on[a].push(o);
        }
    }
    let mut depth: Vec<Option<usize>> = vec![None; nodes.len()];
    let mut open = vec![false; nodes.len()];
    for start in 0..nodes.len() {
        let mut stack = vec![(start, 0)];
        while let Some((node, next)) = stack.pop() {
            if depth[node].is_some() {
                continue;
            }
            open[node] = true;
            match acted_on[node].get(next) {
                Some(&o) => {
                    stack.push((node, next + 1));
                    if depth[o].is_none() && !open[o] {
                        stack.push((o, 0));
                    }
                }
                None => {
                    // Those still open close a ring: they are not waited for.
                    let below = acted_on[node].iter().filter_map(|o| depth[*o]).max();
                    depth[node] = Some(below.map_or(0, |d| d + 1));
                    open[node] = false;
                }
            }
        }
    }
    depth.into_iter().map(Option::unwrap_or_default).collect()
}

/// Boxes and bends in columns. Cells below `boxes` are boxes, those above are bends of edges.
struct Grid {
    boxes: usize,
    column: Vec<usize>,
    height: Vec<i32>,
    /// Cells joined to a cell in the column before and in the column after.
    before: Vec<Vec<usize>>,
    after: Vec<Vec<usize>>,
    /// Cells of each column from the top down.
    rows: Vec<Vec<usize>>,
    /// The cells of each edge from left to right.
    chains: Vec<Vec<usize>>,
}

impl Grid {
    fn new(nodes: &[Node], edges: &[(usize, usize)], column_of: &[usize], columns: usize) -> Self {
        let mut grid = Self {
            boxes: nodes.len(),
            column: column_of.to_vec(),
            height: nodes.iter().map(|n| n.height).collect(),
            before: vec![Vec::new(); nodes.len()],
            after: vec![Vec::new(); nodes.len()],
            rows: vec![Vec::new(); columns],
            chains: Vec::new(),
        };
        for (i, c) in column_of.iter().enumerate() {
            grid.rows[*c].push(i);
        }
        for &(a, o) in edges {
            let chain = grid.chain(a, o);
            grid.chains.push(chain);
        }
        for i in 0..grid.boxes {
            let ends = grid.before[i].len().max(grid.after[i].len());
            let ends = i32::try_from(ends).unwrap_or(i32::MAX / (2 * PORT));
            grid.height[i] = grid.height[i].max((ends + 1) * PORT);
        }
        grid
    }

    /// Joins two boxes over a bend in each column between them.
    fn chain(&mut self, a: usize, o: usize) -> Vec<usize> {
        if self.column[a] == self.column[o] {
            return Vec::new();
        }
        let (left, right) = if self.column[a] < self.column[o] { (a, o) } else { (o, a) };
        let mut chain = vec![left];
        for column in self.column[left] + 1..self.column[right] {
            let bend = self.column.len();
            self.column.push(column);
            self.height.push(0);
            self.before.push(Vec::new());
            self.after.push(Vec::new());
            self.rows[column].push(bend);
            chain.push(bend);
        }
        chain.push(right);
        for (l, r) in chain.iter().zip(chain.iter().skip(1)) {
            self.after[*l].push(*r);
            self.before[*r].push(*l);
        }
        chain
    }

    /// Orders the cells of each column so that few edges cross; keeps the best of some passes both ways.
    fn order(&mut self) {
        let mut best = (self.crossings(), self.rows.clone());
        for pass in 0..PASSES {
            let forward = pass % 2 == 0;
            let count = self.rows.len();
            for step in 1..count {
                self.barycentre(if forward { step } else { count - 1 - step }, forward);
            }
            self.swaps();
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.rows.clone());
            }
        }
        self.rows = best.1;
    }

    fn barycentre(&mut self, column: usize, forward: bool) {
        let place = self.places();
        let joined = if forward { &self.before } else { &self.after };
        let key = |cell: usize| {
            let near = &joined[cell];
            let sum: usize = near.iter().map(|n| place[*n]).sum();
            // A thousandth of a place is fine enough, and whole numbers sort the same everywhere.
            (sum * 1000).checked_div(near.len()).unwrap_or(place[cell] * 1000)
        };
        let mut row = self.rows[column].clone();
        row.sort_by_key(|c| (key(*c), place[*c]));
        self.rows[column] = row;
    }

    /// Swaps neighbours while that takes crossings away.
    fn swaps(&mut self) {
        for column in 0..self.rows.len() {
            let place = self.places();
            let mut row = self.rows[column].clone();
            let mut better = true;
            let mut rounds = 0;
            while better && rounds < PASSES {
                better = false;
                rounds += 1;
                for i in 1..row.len() {
                    let (u, v) = (row[i - 1], row[i]);
                    let now = pair(&self.before, &place, u, v) + pair(&self.after, &place, u, v);
                    let then = pair(&self.before, &place, v, u) + pair(&self.after, &place, v, u);
                    if then < now {
                        row.swap(i - 1, i);
                        better = true;
                    }
                }
            }
            self.rows[column] = row;
        }
    }

    fn places(&self) -> Vec<usize> {
        let mut place = vec![0; self.column.len()];
        for row in &self.rows {
            for (i, cell) in row.iter().enumerate() {
                place[*cell] = i;
            }
        }
        place
    }

    /// Counts pairs of edges between neighbouring columns that cross.
    fn crossings(&self) -> usize {
        let place = self.places();
        let mut all = 0;
        for row in &self.rows {
            let mut ends: Vec<usize> = Vec::new();
            for cell in row {
                let mut next: Vec<usize> = self.after[*cell].iter().map(|n| place[*n]).collect();
                next.sort_unstable();
                for n in &next {
                    all += ends.len() - ends.partition_point(|e| e <= n);
                }
                for n in next {
                    ends.insert(ends.partition_point(|e| *e <= n), n);
                }
            }
        }
        all
    }

    /// Returns the top of each cell and the height of the picture.
    fn heights(&self) -> (Vec<i32>, i32) {
        let mut top = vec![0; self.column.len()];
        for row in &self.rows {
            let mut y = 0;
            for cell in row {
                top[*cell] = y;
                y += self.height[*cell] + GAP;
            }
        }
        for pass in 0..PASSES {
            let order: Vec<usize> =
                if pass % 2 == 0 { (0..self.rows.len()).collect() } else { (0..self.rows.len()).rev().collect() };
            for column in order {
                self.settle(column, &mut top);
            }
        }
        let least = top.iter().copied().min().unwrap_or(0);
        for t in &mut top {
            *t -= least;
        }
        let bottom = top.iter().zip(&self.height).map(|(t, h)| t + h).max().unwrap_or(0);
        (top, bottom)
    }

    /// Moves the cells of a column as near to those they are joined to as their order and sizes allow: neighbours that
    /// would overlap move as one block, to the mean of what its cells want.
    fn settle(&self, column: usize, top: &mut [i32]) {
        let middle = |c: usize, top: &[i32]| i64::from(top[c] + self.height[c] / 2);
        let mut blocks: Vec<(i64, i64, Vec<usize>)> = Vec::new();
        let mut offset = 0;
        let mut offsets = Vec::new();
        for &cell in &self.rows[column] {
            let near: Vec<i64> = self.before[cell].iter().chain(&self.after[cell]).map(|n| middle(*n, top)).collect();
            let here = middle(cell, top);
            let count = i64::try_from(near.len()).unwrap_or(1);
            let wanted = near.iter().sum::<i64>().checked_div(count).unwrap_or(here);
            let mut block = (wanted - i64::from(self.height[cell] / 2) - offset, 1, vec![cell]);
            offsets.push((cell, offset));
            offset += i64::from(self.height[cell] + GAP);
            while let Some((sum, size, mut cells)) =
                blocks.pop_if(|(s, n, _)| s.div_euclid(*n) > block.0.div_euclid(block.1))
            {
                cells.append(&mut block.2);
                block = (sum + block.0, size + block.1, cells);
            }
            blocks.push(block);
        }
        let mut offsets = offsets.into_iter();
        for (sum, size, cells) in blocks {
            for cell in cells {
                let offset = offsets.next().map_or(0, |(_, o)| o);
                top[cell] = i32::try_from(sum.div_euclid(size) + offset).unwrap_or(top[cell]);
            }
        }
    }

    fn routes(&self, edges: &[(usize, usize)], tops: &[i32]) -> Vec<Option<Route>> {
        let chains = self.chains.iter().zip(edges);
        chains.enumerate().map(|(i, (chain, (actor, _)))| self.route(i, chain, *actor, tops)).collect()
    }

    fn route(&self, edge: usize, chain: &[usize], actor: usize, tops: &[i32]) -> Option<Route> {
        let (first, last) = (*chain.first()?, *chain.last()?);
        let mut points = vec![(x_of(self.column[first]) + BOX, self.port(edge, first, true, tops))];
        for bend in chain.iter().filter(|c| **c >= self.boxes) {
            let (x, y) = (x_of(self.column[*bend]), tops[*bend]);
            points.extend([(x, y), (x + BOX, y)]);
        }
        points.push((x_of(self.column[last]), self.port(edge, last, false, tops)));
        let against = actor == first;
        if !against {
            points.reverse();
        }
        Some(Route { points, against })
    }

    /// Returns where an edge meets a side of a box: ends stand in the order of what they lead to.
    fn port(&self, edge: usize, cell: usize, right: bool, tops: &[i32]) -> i32 {
        let next = |chain: &[usize]| if right { chain.get(1).copied() } else { chain.iter().rev().nth(1).copied() };
        let ends_here = |chain: &[usize]| (if right { chain.first() } else { chain.last() }) == Some(&cell);
        let mut ends: Vec<(i32, usize)> = self
            .chains
            .iter()
            .enumerate()
            .filter(|(_, c)| ends_here(c))
            .filter_map(|(i, c)| next(c).map(|n| (tops[n] + self.height[n] / 2, i)))
            .collect();
        ends.sort_unstable();
        let count = i32::try_from(ends.len()).unwrap_or(1);
        let place = i32::try_from(ends.iter().position(|(_, i)| *i == edge).unwrap_or(0)).unwrap_or(0);
        tops[cell] + self.height[cell] / 2 + (2 * place + 1 - count) * PORT / 2
    }
}

/// Counts crossings between the edges of two cells of a column when `u` stands above `v`.
fn pair(joined: &[Vec<usize>], place: &[usize], u: usize, v: usize) -> usize {
    joined[u].iter().map(|a| joined[v].iter().filter(|b| place[**b] < place[*a]).count()).sum()
}

#[cfg(test)]
#[path = "layout_tests.rs"]
mod tests;

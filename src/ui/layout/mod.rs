//! Layered layout: boxes in columns given by rank, more columns where a rank cites itself, bends where an edge passes
//! other columns. Plain numbers in and out; the same input gives the same picture. It knows nothing of documents.

mod order;

use std::collections::BTreeSet;

/// A box to be placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// Boxes of a smaller rank stand farther left.
    pub rank: usize,
    /// Height the box needs; it grows with its edges.
    pub height: i32,
}

/// How wide boxes are and how far apart columns stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Width of a box.
    pub width: i32,
    /// Room between columns, for edges and their labels.
    pub alley: i32,
}

impl Default for Size {
    fn default() -> Self {
        ROOMY
    }
}

impl Size {
    /// Returns the widest at which so many columns fit a laptop; when none does, it has to be scrolled.
    pub fn fitting(columns: usize) -> Self {
        let width = |s: &Self| s.x_of(columns) - s.alley;
        [ROOMY, CLOSE, NARROW, TIGHT].into_iter().find(|s| width(s) <= LAPTOP).unwrap_or(NARROW)
    }

    /// Tells whether labels have to be short.
    pub fn is_narrow(self) -> bool {
        self == NARROW || self == TIGHT
    }

    /// Tells whether labels have to be small besides.
    pub fn is_tight(self) -> bool {
        self == TIGHT
    }

    fn x_of(self, column: usize) -> i32 {
        let step = self.width + self.alley;
        i32::try_from(column).unwrap_or(i32::MAX / step).saturating_mul(step)
    }
}

/// A placed box.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed {
    /// Its left side.
    pub x: i32,
    /// Its top.
    pub y: i32,
    /// Its height, grown with its edges.
    pub height: i32,
    /// Which column it stands in.
    pub column: usize,
}

/// The way of an edge, from the actor's side to the side of what it acts on, over its bends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its ends and bends.
    pub points: Vec<(i32, i32)>,
    /// Whether it runs from left to right: the actor stands before what it acts on, by level or to open a ring.
    pub against: bool,
}

/// A column of boxes of one rank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The rank of its boxes.
    pub rank: usize,
    /// Its left side.
    pub x: i32,
}

/// The whole picture; edges from a box to itself have no route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// How wide its boxes are.
    pub size: Size,
    /// How wide it is.
    pub width: i32,
    /// How high it is.
    pub height: i32,
    /// The boxes, in the order they were given.
    pub boxes: Vec<Placed>,
    /// The ways of the edges, in the order they were given.
    pub routes: Vec<Option<Route>>,
    /// The columns from the left.
    pub columns: Vec<Column>,
}

const ROOMY: Size = Size { width: 176, alley: 86 };
const CLOSE: Size = Size { width: 156, alley: 71 };
const NARROW: Size = Size { width: 136, alley: 56 };
const TIGHT: Size = Size { width: 106, alley: 63 };
/// What a laptop shows without scrolling, beside a scroll bar.
const LAPTOP: i32 = 1292;
/// Room between boxes of a column.
const GAP: i32 = 26;
/// Room between the ends of edges on one side of a box.
const PORT: i32 = 15;
/// How often all columns are gone through.
const PASSES: usize = 8;

/// Returns how many columns boxes and edges take; heights do not matter.
pub fn width_in_columns(nodes: &[Node], edges: &[(usize, usize)]) -> usize {
    columns(nodes, edges).0.len()
}

/// Lays out boxes and the edges (actor, acted on) between them, each named by its place among the boxes.
pub fn layout(nodes: &[Node], edges: &[(usize, usize)], size: Size) -> Layout {
    let (columns, column_of) = columns(nodes, edges);
    let mut grid = Grid::new(nodes, edges, &column_of, columns.len());
    grid.order();
    let (tops, height) = grid.heights();
    let boxes: Vec<Placed> = nodes
        .iter()
        .enumerate()
        .map(|(i, _)| Placed {
            x: size.x_of(grid.column[i]),
            y: tops[i],
            height: grid.height[i],
            column: grid.column[i],
        })
        .collect();
    let routes = grid.routes(edges, &tops, size);
    let width = size.x_of(columns.len()) - size.alley;
    let columns = columns.iter().enumerate().map(|(i, rank)| Column { rank: *rank, x: size.x_of(i) }).collect();
    Layout { size, width: width.max(0), height, boxes, routes, columns }
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
    /// The place of each cell in its column.
    place: Vec<usize>,
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
            place: Vec::new(),
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
        for pass in 0..self.passes() {
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
        // The sum of what the cells of a block want for its first, and how many they are.
        let mut blocks: Vec<(i64, i64)> = Vec::new();
        let mut offset = 0;
        for &cell in &self.rows[column] {
            let near = || self.before[cell].iter().chain(&self.after[cell]);
            let count = i64::try_from(near().count()).unwrap_or(1);
            let sum: i64 = near().map(|n| middle(*n, top)).sum();
            let wanted = sum.checked_div(count).unwrap_or_else(|| middle(cell, top));
            let mut block = (wanted - i64::from(self.height[cell] / 2) - offset, 1);
            offset += i64::from(self.height[cell] + GAP);
            while let Some((sum, size)) = blocks.pop_if(|(s, n)| s.div_euclid(*n) > block.0.div_euclid(block.1)) {
                block = (sum + block.0, size + block.1);
            }
            blocks.push(block);
        }
        let mut cells = self.rows[column].iter();
        let mut offset = 0;
        for (sum, size) in blocks {
            for _ in 0..size {
                let Some(&cell) = cells.next() else { return };
                top[cell] = i32::try_from(sum.div_euclid(size) + offset).unwrap_or(top[cell]);
                offset += i64::from(self.height[cell] + GAP);
            }
        }
    }

    fn routes(&self, edges: &[(usize, usize)], tops: &[i32], size: Size) -> Vec<Option<Route>> {
        let (right, left) = (self.ports(true, tops), self.ports(false, tops));
        let chains = self.chains.iter().zip(edges).zip(right.into_iter().zip(left));
        chains.map(|((chain, (actor, _)), ends)| self.route(chain, *actor, ends, tops, size)).collect()
    }

    fn route(&self, chain: &[usize], actor: usize, ends: (i32, i32), tops: &[i32], size: Size) -> Option<Route> {
        let (first, last) = (*chain.first()?, *chain.last()?);
        let mut points = vec![(size.x_of(self.column[first]) + size.width, ends.0)];
        for bend in chain.iter().filter(|c| **c >= self.boxes) {
            let (x, y) = (size.x_of(self.column[*bend]), tops[*bend]);
            points.extend([(x, y), (x + size.width, y)]);
        }
        points.push((size.x_of(self.column[last]), ends.1));
        let against = actor == first;
        if !against {
            points.reverse();
        }
        Some(Route { points, against })
    }

    /// Returns where each edge meets one side of its box: ends stand in the order of what they lead to.
    fn ports(&self, right: bool, tops: &[i32]) -> Vec<i32> {
        let end = |(edge, chain): (usize, &Vec<usize>)| {
            let (cell, next) = if right {
                (chain.first()?, chain.get(1)?)
            } else {
                (chain.last()?, chain.get(chain.len().checked_sub(2)?)?)
            };
            Some((*cell, tops[*next] + self.height[*next] / 2, edge))
        };
        let mut ends: Vec<(usize, i32, usize)> = self.chains.iter().enumerate().filter_map(end).collect();
        ends.sort_unstable();
        let mut ports = vec![0; self.chains.len()];
        for side in ends.chunk_by(|a, b| a.0 == b.0) {
            let count = i32::try_from(side.len()).unwrap_or(1);
            for (place, (cell, _, edge)) in (0i32..).zip(side) {
                ports[*edge] = tops[*cell] + self.height[*cell] / 2 + (2 * place + 1 - count) * PORT / 2;
            }
        }
        ports
    }
}

#[cfg(test)]
mod tests;

//! The order of the cells in each column, so that few edges cross: to the middle of what each is joined to, then swaps.

use super::{Grid, PASSES};

/// Boxes and bends from which a picture is one of thousands.
const MANY: usize = 20_000;

impl Grid {
    /// Orders the cells of each column so that few edges cross; keeps the best of some passes both ways.
    pub(super) fn order(&mut self) {
        self.place = vec![0; self.column.len()];
        for column in 0..self.rows.len() {
            self.put(column, self.rows[column].clone());
        }
        let passes = self.passes();
        let mut best = (self.crossings(), self.rows.clone());
        for pass in 0..passes {
            if best.0 == 0 {
                break;
            }
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

    /// How often all columns are gone through. A picture of thousands is looked at as a whole: what later passes mend in
    /// it is not seen.
    pub(super) fn passes(&self) -> usize {
        if self.column.len() > MANY { PASSES / 4 } else { PASSES }
    }

    /// Gives a column its order.
    fn put(&mut self, column: usize, row: Vec<usize>) {
        for (i, cell) in row.iter().enumerate() {
            self.place[*cell] = i;
        }
        self.rows[column] = row;
    }

    fn barycentre(&mut self, column: usize, forward: bool) {
        let joined = if forward { &self.before } else { &self.after };
        let key = |cell: usize| {
            let near = &joined[cell];
            let sum: usize = near.iter().map(|n| self.place[*n]).sum();
            // A thousandth of a place is fine enough, and whole numbers sort the same everywhere.
            (sum * 1000).checked_div(near.len()).unwrap_or(self.place[cell] * 1000)
        };
        let mut row: Vec<(usize, usize, usize)> =
            self.rows[column].iter().map(|c| (key(*c), self.place[*c], *c)).collect();
        row.sort_unstable();
        self.put(column, row.into_iter().map(|(_, _, cell)| cell).collect());
    }

    /// Swaps neighbours while that takes crossings away.
    fn swaps(&mut self) {
        for column in 0..self.rows.len() {
            let mut row = self.rows[column].clone();
            for cell in &row {
                // Ends in order are compared in one walk; the columns beside this one stay as they are meanwhile.
                self.before[*cell].sort_unstable_by_key(|n| self.place[*n]);
                self.after[*cell].sort_unstable_by_key(|n| self.place[*n]);
            }
            let mut better = true;
            let mut rounds = 0;
            while better && rounds < PASSES {
                better = false;
                rounds += 1;
                for i in 1..row.len() {
                    let (u, v) = (row[i - 1], row[i]);
                    if self.gain(u, v) > 0 {
                        row.swap(i - 1, i);
                        better = true;
                    }
                }
            }
            self.put(column, row);
        }
    }

    /// Returns how many crossings go away when `v` is put above `u`, which stands above it.
    fn gain(&self, u: usize, v: usize) -> i64 {
        [&self.before, &self.after].into_iter().map(|joined| gain(&joined[u], &joined[v], &self.place)).sum()
    }

    /// Counts pairs of edges between neighbouring columns that cross.
    fn crossings(&self) -> usize {
        let mut all = 0;
        for (row, next) in self.rows.iter().zip(self.rows.iter().skip(1)) {
            let mut ends = Ends::new(next.len());
            let mut here: Vec<usize> = Vec::new();
            for cell in row {
                here.clear();
                here.extend(self.after[*cell].iter().map(|n| self.place[*n]));
                all += here.iter().map(|n| ends.below(*n)).sum::<usize>();
                here.iter().for_each(|n| ends.add(*n));
            }
        }
        all
    }
}

/// Returns by how many the crossings between the edges of two cells are more with `u` above `v` than with `v` above; the
/// ends of both are in order.
fn gain(u: &[usize], v: &[usize], place: &[usize]) -> i64 {
    let (mut before, mut not_after) = (0, 0);
    let mut gain = 0;
    for a in u {
        while v.get(before).is_some_and(|b| place[*b] < place[*a]) {
            before += 1;
        }
        while v.get(not_after).is_some_and(|b| place[*b] <= place[*a]) {
            not_after += 1;
        }
        gain += i64::try_from(before + not_after).unwrap_or(0) - i64::try_from(v.len()).unwrap_or(0);
    }
    gain
}

/// Counts ends of edges by place: a tree of sums.
struct Ends {
    sums: Vec<usize>,
    count: usize,
}

impl Ends {
    fn new(places: usize) -> Self {
        Self { sums: vec![0; places + 1], count: 0 }
    }

    fn add(&mut self, place: usize) {
        self.count += 1;
        let mut i = place + 1;
        while let Some(sum) = self.sums.get_mut(i) {
            *sum += 1;
            i += i & i.wrapping_neg();
        }
    }

    /// Returns how many ends stand below a place.
    fn below(&self, place: usize) -> usize {
        let mut above = 0;
        let mut i = place + 1;
        while i > 0 {
            above += self.sums.get(i).copied().unwrap_or(0);
            i -= i & i.wrapping_neg();
        }
        self.count - above
    }
}

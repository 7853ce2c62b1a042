//! How fast pictures are laid out: boxes in five ranks, citations from later to earlier, few documents cited by many.

use divan::{Bencher, black_box};
use luocdo::ui::layout::{Node, Size, layout};

fn main() {
    divan::main();
}

/// Boxes and edges as a corpus has them: ranks grow wider, and a fifth of the citations go to a few.
fn corpus(documents: usize) -> (Vec<Node>, Vec<(usize, usize)>) {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut below = |n: usize| {
        // xorshift: the same corpus each time, on every machine.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % (n.max(1) as u64)).unwrap_or(0)
    };
    let rank = |i: usize| [40, 10, 6, 2, 1].iter().position(|share| i * share < documents).unwrap_or(4);
    let nodes = (0..documents).map(|i| Node { rank: rank(i), height: 60 }).collect();
    let edges = (1..documents).flat_map(|i| {
        let first = if below(5) == 0 { below(i.min(5)) } else { below(i) };
        [(i, first), (i, below(i))]
    });
    (nodes, edges.collect())
}

#[divan::bench(args = [12, 120, 1000, 5000])]
fn documents(bencher: Bencher<'_, '_>, count: usize) {
    let (nodes, edges) = corpus(count);
    bencher.bench(|| layout(black_box(&nodes), black_box(&edges), Size::default()));
}

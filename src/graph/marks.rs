//! Which of many things were seen on a walk: a stamp for each, kept by the thread, so that a walk clears nothing.

use std::cell::RefCell;

use petgraph::visit::VisitMap;

/// Stamps that a thread keeps between walks.
const KEPT: usize = 4;

thread_local! {
    static FREE: RefCell<Vec<Stamps>> = const { RefCell::new(Vec::new()) };
}

#[derive(Debug, Default)]
struct Stamps {
    stamps: Vec<u32>,
    /// The stamp of the walk that goes on; all others are of walks before.
    now: u32,
}

/// Which of many things were seen.
#[derive(Debug)]
pub(super) struct Marks {
    stamps: Stamps,
    count: usize,
}

impl Marks {
    /// Begins with none of `count` things seen.
    pub(super) fn new(count: usize) -> Self {
        // A thread that ends has no stamps any more, and a walk takes new ones.
        let kept = FREE.try_with(|free| free.borrow_mut().pop()).ok().flatten();
        let mut stamps = kept.unwrap_or_default();
        match stamps.now.checked_add(1) {
            Some(next) => stamps.now = next,
            None => stamps = Stamps { stamps: Vec::new(), now: 1 },
        }
        if stamps.stamps.len() < count {
            stamps.stamps.resize(count, 0);
        }
        Self { stamps, count }
    }

    /// Tells whether a thing was seen; one that does not exist always was.
    pub(super) fn has(&self, i: u32) -> bool {
        let i = i as usize;
        i >= self.count || self.stamps.stamps.get(i) == Some(&self.stamps.now)
    }

    /// Marks a thing and tells whether it was new.
    pub(super) fn add(&mut self, i: u32) -> bool {
        let new = !self.has(i);
        if let Some(stamp) = self.stamps.stamps.get_mut(i as usize).filter(|_| new) {
            *stamp = self.stamps.now;
        }
        new
    }
}

impl Drop for Marks {
    fn drop(&mut self) {
        let stamps = std::mem::take(&mut self.stamps);
        // See above: then they go with the thread.
        let _ = FREE.try_with(|free| {
            let mut free = free.borrow_mut();
            if free.len() < KEPT {
                free.push(stamps);
            }
        });
    }
}

impl VisitMap<u32> for Marks {
    fn visit(&mut self, node: u32) -> bool {
        self.add(node)
    }

    fn is_visited(&self, node: &u32) -> bool {
        self.has(*node)
    }

    fn unvisit(&mut self, node: u32) -> bool {
        let seen = self.has(node);
        if let Some(stamp) = self.stamps.stamps.get_mut(node as usize).filter(|_| seen) {
            *stamp = 0;
        }
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_walk_sees_nothing_of_the_walks_before_and_beside_it() {
        for count in [3, 5, 2] {
            let mut outer = Marks::new(count);
            assert!(outer.add(1) && !outer.add(1) && outer.has(1) && !outer.has(0));
            let mut inner = Marks::new(count);
            assert!(!inner.has(1) && inner.add(0) && !outer.has(0));
            assert!(outer.unvisit(1) && !outer.unvisit(1) && outer.add(1));
            assert!(outer.has(5) && !outer.add(5), "what does not exist was always seen");
        }
    }

    #[test]
    fn stamps_are_made_anew_when_they_run_out() {
        FREE.with(|free| free.borrow_mut().push(Stamps { stamps: vec![1; 3], now: u32::MAX }));
        let mut marks = Marks::new(3);
        assert!(!marks.has(0) && marks.add(0));
    }
}

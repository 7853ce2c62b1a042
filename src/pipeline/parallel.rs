//! One piece of work after another, done on all cores and taken in the order it was given, with bounded memory.

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::{Builder, available_parallelism, scope};

/// Bytes that are under way at once, in items that were given and whose results were not taken.
const BUDGET: usize = 64 << 20;

/// Items that are under way at once.
const DEPTH: usize = 256;

/// Nested HTML and long texts take more than a thread has by default.
const STACK: usize = 8 << 20;

/// Does `work` on every item and hands the results to `take` in the order of the items; none for an item whose work
/// panicked. Every worker has a state of its own, made by `prepare`. Ends early when `take` breaks.
///
/// `size` tells how many bytes an item keeps in memory; an item larger than all memory there is for them goes alone.
pub(super) fn in_order<T: Send, S, R: Send>(
    items: impl Iterator<Item = T> + Send,
    size: impl Fn(&T) -> usize + Send,
    prepare: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, T) -> R + Sync,
    mut take: impl FnMut(Option<R>) -> ControlFlow<()>,
) {
    let workers = available_parallelism().map_or(2, usize::from);
    let budget = Budget::default();
    let (job_in, job_out) = sync_channel::<(T, SyncSender<R>)>(workers * 2);
    let (order_in, order_out) = sync_channel::<(usize, Receiver<R>)>(DEPTH);
    let job_out = Mutex::new(job_out);
    scope(|scope| {
        let (budget, job_out, prepare, work) = (&budget, &job_out, &prepare, &work);
        let give = move || {
            for item in items {
                let bytes = size(&item);
                let (result_in, result_out) = sync_channel(1);
                if !budget.take(bytes) || order_in.send((bytes, result_out)).is_err() {
                    break;
                }
                if job_in.send((item, result_in)).is_err() {
                    break;
                }
            }
        };
        let run = move || {
            let mut state = prepare();
            while let Ok((item, result)) = next(job_out) {
                // Without a result the one who waits for it is told that there is none.
                if let Ok(done) = catch_unwind(AssertUnwindSafe(|| work(&mut state, item))) {
                    let _ = result.send(done);
                }
            }
        };
        scope.spawn(give);
        for _ in 0..workers {
            if Builder::new().stack_size(STACK).spawn_scoped(scope, run).is_err() {
                scope.spawn(run);
            }
        }
        for (bytes, result) in order_out.iter() {
            let flow = take(result.recv().ok());
            budget.give(bytes);
            if flow.is_break() {
                break;
            }
        }
        budget.close();
        drop(order_out);
    });
}

fn next<T>(jobs: &Mutex<Receiver<T>>) -> Result<T, std::sync::mpsc::RecvError> {
    jobs.lock().unwrap_or_else(PoisonError::into_inner).recv()
}

/// Bytes under way, and whether the work is over.
#[derive(Default)]
struct Budget {
    state: Mutex<(usize, bool)>,
    changed: Condvar,
}

impl Budget {
    /// Waits until there is room; tells whether the work goes on.
    fn take(&self, bytes: usize) -> bool {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let full = |(used, over): &mut (usize, bool)| !*over && *used > 0 && *used + bytes > BUDGET;
        let mut state = self.changed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        state.0 += bytes;
        !state.1
    }

    fn give(&self, bytes: usize) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).0 -= bytes;
        self.changed.notify_all();
    }

    fn close(&self) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).1 = true;
        self.changed.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(count: u64, size: usize, stop_at: Option<u64>) -> Vec<Option<u64>> {
        let mut taken = Vec::new();
        let work = |done: &mut u64, n: u64| {
            *done += 1;
            // The first items take the longest.
            std::thread::sleep(std::time::Duration::from_micros(400_u64.saturating_sub(n * 4)));
            assert!(n % 10 != 7, "work that panics");
            n * 2
        };
        in_order(
            0..count,
            |_| size,
            || 0,
            work,
            |result| {
                taken.push(result);
                if stop_at.is_some_and(|s| taken.len() as u64 >= s) {
                    ControlFlow::Break(())
                } else {
                    ControlFlow::Continue(())
                }
            },
        );
        taken
    }

    #[test]
    fn results_come_in_order_and_a_panic_costs_one() {
        let hook = std::panic::take_hook();
        std::panic::set_hook(Box::new(|_| {}));
        let expected: Vec<Option<u64>> = (0..100).map(|n| (n % 10 != 7).then_some(n * 2)).collect();
        let (small, large) = (run(100, 1, None), run(100, BUDGET, None));
        let stopped = run(1_000_000, BUDGET / 8, Some(20));
        std::panic::set_hook(hook);
        assert_eq!(small, expected);
        assert_eq!(large, expected, "items that fill the memory go one by one");
        assert_eq!(stopped, expected[..20]);
        assert_eq!(run(0, 1, None), []);
    }
}

//! What is worked out once for a graph and kept as long as it is served: the order of whole lists.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use async_graphql::Context;

use super::page::Listing;

/// Which list, by which of its fields, whether from the last.
type Key = (&'static str, u8, bool);

/// An order, once someone has worked it out.
type Order = Arc<OnceLock<Arc<[u32]>>>;

/// Orders of whole lists. There are as many as fields to sort by, twice, so that none can fill memory.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<BTreeMap<Key, Order>>);

impl Kept {
    /// Returns rows in an order that is worked out by who asks first; others wait only for the same order.
    pub(super) fn rows(&self, key: Key, order: impl FnOnce() -> Vec<u32>) -> Arc<[u32]> {
        let cell = {
            let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(kept.entry(key).or_default())
        };
        Arc::clone(cell.get_or_init(|| order().into()))
    }
}

/// Returns rows in an order that is kept beside the graph.
pub(super) fn kept(ctx: &Context<'_>, key: Key, order: impl FnOnce() -> Vec<u32>) -> Listing<'static> {
    match ctx.data_opt::<Arc<Kept>>() {
        Some(kept) => Listing::Shared(kept.rows(key, order)),
        None => Listing::Chosen(order()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_worked_out_once() {
        let kept = Kept::default();
        let first = kept.rows(("documents", 1, false), || vec![2, 0, 1]);
        let again = kept.rows(("documents", 1, false), || panic!("it is kept"));
        assert!(Arc::ptr_eq(&first, &again));
        assert_eq!(&*kept.rows(("documents", 1, true), || vec![1, 0, 2]), [1, 0, 2]);
    }
}

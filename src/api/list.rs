//! How a connection is answered: rows chosen by conditions, sorted, and cut into a page.

use std::sync::Arc;

use async_graphql::Context;

use super::error::Answer;
use super::filter::{Condition, within_limits};
use super::kept::kept;
use super::page::{DEFAULT_PAGE, Listing, PageArguments, in_time};
use crate::graph::PolicyGraph;

/// How many rows are checked between two looks at the clock.
const ROWS_BETWEEN_LOOKS: usize = 4096;

/// How many rows a page needs when nobody asks how many there are in all: those up to its end, and one that follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Enough {
    /// The row the page comes after.
    after: Option<u32>,
    /// How many rows beyond that one.
    count: usize,
}

impl Enough {
    /// Tells when a list that is not sorted need not be looked through to its end.
    pub(super) fn of(ctx: &Context<'_>, asked: &PageArguments, after: impl Fn(&str) -> Option<u32>) -> Option<Self> {
        let forwards = asked.last.is_none() && asked.before.is_none();
        if !forwards || ctx.look_ahead().field("totalCount").exists() {
            return None;
        }
        let after = match &asked.after {
            // A cursor that is none is refused when the page is cut.
            Some(cursor) => Some(after(cursor)?),
            None => None,
        };
        let first = usize::try_from(asked.first.unwrap_or(DEFAULT_PAGE)).ok()?;
        Some(Self { after, count: first.saturating_add(1) })
    }
}

/// Keeps the rows that meet a condition, as many as are enough.
pub(super) fn choose<'a, C>(
    ctx: &Context<'_>,
    graph: &Arc<PolicyGraph>,
    rows: Listing<'a>,
    condition: Option<&C>,
    enough: Option<Enough>,
) -> Answer<Listing<'a>>
where
    C: Condition<Place = PolicyGraph>,
{
    in_time(ctx)?;
    let Some(condition) = condition else { return Ok(rows) };
    within_limits(condition)?;
    let kept = keep(rows.iter(), |row| condition.holds(graph, row), enough, || in_time(ctx))?;
    Ok(Listing::Chosen(kept))
}

/// Keeps the rows that meet a condition, as many as are enough, of rows that are not laid out anywhere.
pub(super) fn choose_from<C>(
    ctx: &Context<'_>,
    graph: &Arc<PolicyGraph>,
    rows: impl Iterator<Item = u32>,
    condition: Option<&C>,
    enough: Option<Enough>,
) -> Answer<Vec<u32>>
where
    C: Condition<Place = PolicyGraph>,
{
    if let Some(condition) = condition {
        within_limits(condition)?;
    }
    keep(rows, |row| condition.is_none_or(|c| c.holds(graph, row)), enough, || in_time(ctx))
}

fn keep(
    rows: impl Iterator<Item = u32>,
    mut holds: impl FnMut(u32) -> bool,
    enough: Option<Enough>,
    mut look: impl FnMut() -> Answer<()>,
) -> Answer<Vec<u32>> {
    let mut kept = Vec::new();
    let mut past = enough.is_some_and(|e| e.after.is_none());
    let mut beyond = 0;
    for (i, row) in rows.enumerate() {
        if i % ROWS_BETWEEN_LOOKS == 0 {
            look()?;
        }
        if holds(row) {
            kept.push(row);
            beyond += usize::from(past);
        }
        if let Some(enough) = enough {
            past |= enough.after == Some(row);
            if beyond >= enough.count {
                break;
            }
        }
    }
    Ok(kept)
}

/// Gives a whole list the order it is asked for in, which is kept, so that what is chosen from it is in order at once.
/// Returns the order again where the list is only a part, which is sorted after it is chosen from.
pub(super) fn in_order<'a, O: Copy>(
    ctx: &Context<'_>,
    rows: Listing<'a>,
    order: Option<((&'static str, u8, bool), O)>,
    sort: impl FnOnce(&mut [u32], O),
) -> (Listing<'a>, Option<O>) {
    match (rows, order) {
        (Listing::All(count), Some((key, order))) => {
            let sorted = || {
                let mut rows: Vec<u32> = (0..count).collect();
                sort(&mut rows, order);
                rows
            };
            (kept(ctx, key, sorted), None)
        }
        (rows, order) => (rows, order.map(|(_, order)| order)),
    }
}

/// Sorts rows when an order is asked for.
pub(super) fn arrange<O>(rows: Listing<'_>, order: Option<O>, sort: impl FnOnce(&mut [u32], O)) -> Listing<'_> {
    match order {
        None => rows,
        Some(order) => {
            let mut rows = rows.into_rows();
            sort(&mut rows, order);
            Listing::Chosen(rows)
        }
    }
}

/// Defines the list of one node type: how rows are found by key, chosen, sorted and cut.
macro_rules! listed {
    ($node:ident, $list:expr, $name:literal, $condition:ident, $order:ident, $sort:path, $connection:ident) => {
        impl $crate::api::page::Listed for $node {
            const NAME: &'static str = $name;
            fn at(graph: &std::sync::Arc<$crate::graph::PolicyGraph>, row: u32) -> Self {
                Self { graph: std::sync::Arc::clone(graph), index: row }
            }
            fn key(graph: &$crate::graph::PolicyGraph, row: u32) -> Option<String> {
                graph.key($list, row).map(std::borrow::Cow::into_owned)
            }
            fn find(graph: &$crate::graph::PolicyGraph, key: &str) -> Option<u32> {
                graph.find($list, key)
            }
        }

        impl $connection {
            /// Answers a list: the rows that meet the condition, sorted, one page of them.
            pub(super) fn answer(
                ctx: &async_graphql::Context<'_>,
                graph: &std::sync::Arc<$crate::graph::PolicyGraph>,
                rows: $crate::api::page::Listing<'_>,
                condition: Option<&$condition>,
                order: Option<$order>,
                asked: &$crate::api::page::PageArguments,
            ) -> $crate::api::error::Answer<Self> {
                use $crate::api::page::{Listed, key_of};
                let row = |cursor: &str| $node::find(graph, &key_of(cursor, $node::NAME).ok()?);
                let (rows, order) = $crate::api::list::in_order(
                    ctx,
                    rows,
                    order.map(|o| {
                        (($node::NAME, o.field as u8, o.direction == $crate::api::order::OrderDirection::Desc), o)
                    }),
                    |rows, order| $sort(graph, rows, order),
                );
                let enough = $crate::api::list::Enough::of(ctx, asked, row).filter(|_| order.is_none());
                let rows = $crate::api::list::choose(ctx, graph, rows, condition, enough)?;
                let rows = $crate::api::list::arrange(rows, order, |rows, order| $sort(graph, rows, order));
                Self::cut(graph, &rows, asked)
            }
        }
    };
}
pub(super) use listed;

#[cfg(test)]
mod tests {
    use super::*;

    /// Even rows of a thousand are kept: which ones, and how many rows were looked at.
    fn check(enough: Option<Enough>) -> (Vec<u32>, usize) {
        let mut seen = 0;
        let holds = |row: u32| {
            seen += 1;
            row.is_multiple_of(2)
        };
        let kept = keep(0..1000, holds, enough, || Ok(())).unwrap_or_default();
        (kept, seen)
    }

    #[test]
    fn a_list_is_looked_through_as_far_as_its_page_needs() {
        assert_eq!(check(Some(Enough { after: None, count: 3 })), (vec![0, 2, 4], 5));
        assert_eq!(check(Some(Enough { after: Some(6), count: 2 })), (vec![0, 2, 4, 6, 8, 10], 11));
        let (all, seen) = check(None);
        assert_eq!((all.len(), seen), (500, 1000));
        let (all, seen) = check(Some(Enough { after: None, count: usize::MAX }));
        assert_eq!((all.len(), seen), (500, 1000));
        let (all, seen) = check(Some(Enough { after: Some(5000), count: 1 }));
        assert_eq!((all.len(), seen), (500, 1000), "a cursor whose row is gone is told from one that is there");
    }
}

//! How a connection is answered: rows chosen by conditions, sorted, and cut into a page.

use std::sync::Arc;

use async_graphql::Context;

use super::error::Answer;
use super::filter::{Condition, within_limits};
use super::page::{Listing, in_time};
use crate::graph::PolicyGraph;

/// How many rows are checked between two looks at the clock.
const ROWS_BETWEEN_LOOKS: usize = 4096;

/// Keeps the rows that meet a condition.
pub(super) fn choose<'a, C>(
    ctx: &Context<'_>,
    graph: &Arc<PolicyGraph>,
    rows: Listing<'a>,
    condition: Option<&C>,
) -> Answer<Listing<'a>>
where
    C: Condition<Place = PolicyGraph>,
{
    in_time(ctx)?;
    let Some(condition) = condition else { return Ok(rows) };
    within_limits(condition)?;
    let mut kept = Vec::new();
    for some in rows.into_rows().chunks(ROWS_BETWEEN_LOOKS) {
        in_time(ctx)?;
        kept.extend(some.iter().copied().filter(|row| condition.holds(graph, *row)));
    }
    Ok(Listing::Chosen(kept))
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
                graph.key($list, row).map(str::to_owned)
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
                let rows = $crate::api::list::choose(ctx, graph, rows, condition)?;
                let rows = $crate::api::list::arrange(rows, order, |rows, order| $sort(graph, rows, order));
                Self::cut(graph, &rows, asked)
            }
        }
    };
}
pub(super) use listed;

//! Pages of lists in the way of Relay: connections, cursors made of list and key, and the limits of a page.

use std::sync::Arc;
use std::time::Instant;

use async_graphql::{Context, SimpleObject};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::error::{Answer, Refusal};
use super::scalars::Date;
use crate::graph::PolicyGraph;

/// Most items on one page.
pub(super) const MAX_PAGE: i32 = 1000;
/// Items on a page when nothing is said.
pub(super) const DEFAULT_PAGE: i32 = 50;

/// Returns what a page costs: one, and its items with all that is asked of each.
pub(super) fn page_cost(first: Option<i32>, last: Option<i32>, child: usize) -> usize {
    let size = first.or(last).unwrap_or(DEFAULT_PAGE).clamp(0, MAX_PAGE);
    1 + usize::try_from(size).unwrap_or(0).saturating_mul(child)
}

/// When the answer must be ready; put into the request by whoever runs it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline(pub(super) Instant);

/// Refuses to go on when the time of the request is up.
pub(super) fn in_time(ctx: &Context<'_>) -> Answer<()> {
    match ctx.data_opt::<Deadline>() {
        Some(Deadline(end)) if Instant::now() > *end => Err(Refusal::TimeLimit.into()),
        _ => Ok(()),
    }
}

/// Where a page begins and ends, as asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct PageArguments {
    pub(super) first: Option<i32>,
    pub(super) after: Option<String>,
    pub(super) last: Option<i32>,
    pub(super) before: Option<String>,
}

/// Rows of a list, in the order of the answer.
#[derive(Clone, Debug)]
pub(super) enum Listing<'a> {
    /// Every row of a list of so many.
    All(u32),
    /// Rows kept elsewhere.
    Kept(&'a [u32]),
    /// Rows chosen or sorted for this answer.
    Chosen(Vec<u32>),
    /// Rows whose order is kept beside the graph.
    Shared(Arc<[u32]>),
}

impl Listing<'_> {
    fn len(&self) -> usize {
        match self {
            Self::All(count) => *count as usize,
            Self::Kept(rows) => rows.len(),
            Self::Chosen(rows) => rows.len(),
            Self::Shared(rows) => rows.len(),
        }
    }

    fn rows(&self, from: usize, to: usize) -> Vec<u32> {
        match self {
            Self::All(_) => (from..to).filter_map(|i| u32::try_from(i).ok()).collect(),
            Self::Kept(rows) => rows.get(from..to).unwrap_or_default().to_vec(),
            Self::Chosen(rows) => rows.get(from..to).unwrap_or_default().to_vec(),
            Self::Shared(rows) => rows.get(from..to).unwrap_or_default().to_vec(),
        }
    }

    fn place_of(&self, row: u32) -> Option<usize> {
        match self {
            Self::All(count) => (row < *count).then_some(row as usize),
            Self::Kept(rows) => rows.iter().position(|r| *r == row),
            Self::Chosen(rows) => rows.iter().position(|r| *r == row),
            Self::Shared(rows) => rows.iter().position(|r| *r == row),
        }
    }

    /// Goes through the rows.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        let (all, kept): (u32, &[u32]) = match self {
            Self::All(count) => (*count, &[]),
            Self::Kept(rows) => (0, rows),
            Self::Chosen(rows) => (0, rows),
            Self::Shared(rows) => (0, rows),
        };
        (0..all).chain(kept.iter().copied())
    }

    /// Returns all rows, to sort.
    pub(super) fn into_rows(self) -> Vec<u32> {
        match self {
            Self::All(count) => (0..count).collect(),
            Self::Kept(rows) => rows.to_vec(),
            Self::Chosen(rows) => rows,
            Self::Shared(rows) => rows.to_vec(),
        }
    }
}

/// One page of rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    pub(super) rows: Vec<u32>,
    pub(super) total: usize,
    pub(super) has_next: bool,
    pub(super) has_previous: bool,
}

impl Page {
    /// Cuts a page out of a list. `find` gives the row of a key; `list` is the word cursors of this list begin with.
    pub(super) fn cut(
        listing: &Listing<'_>,
        list: &str,
        asked: &PageArguments,
        find: impl Fn(&str) -> Option<u32>,
    ) -> Answer<Self> {
        let (size, from_end) = size_of(asked)?;
        let place = |cursor: &Option<String>| -> Answer<Option<usize>> {
            let Some(cursor) = cursor else { return Ok(None) };
            let key = key_of(cursor, list)?;
            let place = find(&key).and_then(|row| listing.place_of(row));
            Ok(Some(place.ok_or(Refusal::CursorGone(key))?))
        };
        let low = place(&asked.after)?.map_or(0, |i| i + 1);
        let high = place(&asked.before)?.unwrap_or_else(|| listing.len()).max(low);
        let (from, to) =
            if from_end { (high.saturating_sub(size).max(low), high) } else { (low, (low + size).min(high)) };
        Ok(Self {
            rows: listing.rows(from, to),
            total: listing.len(),
            has_next: to < listing.len(),
            has_previous: from > 0,
        })
    }
}

/// Returns how many items are wanted, and whether they are counted from the end.
fn size_of(asked: &PageArguments) -> Answer<(usize, bool)> {
    let (size, from_end) = match (asked.first, asked.last) {
        (Some(_), Some(_)) => {
            return Err(Refusal::BadPage("ask for `first` or for `last`, not for both".to_owned()).into());
        }
        (None, Some(last)) => (last, true),
        (first, None) => (first.unwrap_or(DEFAULT_PAGE), false),
    };
    if !(0..=MAX_PAGE).contains(&size) {
        let message =
            format!("a page has 0 to {MAX_PAGE} items, and {size} are asked for; follow `pageInfo.endCursor`");
        return Err(Refusal::BadPage(message).into());
    }
    Ok((usize::try_from(size).unwrap_or(0), from_end))
}

/// Makes the cursor of an item: its list and its key, which a rebuilt graph has too.
pub(super) fn cursor_of(list: &str, key: &str) -> String {
    URL_SAFE_NO_PAD.encode(format!("{list}|{key}"))
}

/// Reads the key in a cursor of a list.
pub(super) fn key_of(cursor: &str, list: &str) -> Answer<String> {
    let broken = || Refusal::BrokenCursor(cursor.chars().take(80).collect());
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| broken())?;
    let text = String::from_utf8(bytes).map_err(|_| broken())?;
    let (found, key) = text.split_once('|').ok_or_else(broken)?;
    if found != list {
        return Err(Refusal::CursorOfOtherList { found: found.to_owned(), wanted: list.to_owned() }.into());
    }
    Ok(key.to_owned())
}

/// Where a page begins and ends (thông tin trang).
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct PageInfo {
    /// Whether more follow (còn trang sau).
    has_next_page: bool,
    /// Whether there are more before (còn trang trước).
    has_previous_page: bool,
    /// Cursor of the first item (con trỏ đầu).
    start_cursor: Option<String>,
    /// Cursor of the last item (con trỏ cuối).
    end_cursor: Option<String>,
}

impl PageInfo {
    pub(super) fn of(page: &Page, cursor: impl Fn(u32) -> String) -> Self {
        Self {
            has_next_page: page.has_next,
            has_previous_page: page.has_previous,
            start_cursor: page.rows.first().map(|r| cursor(*r)),
            end_cursor: page.rows.last().map(|r| cursor(*r)),
        }
    }
}

/// What was looked at for an answer, so that an empty one does not read as "none exists" (phạm vi đã xét).
#[derive(Clone, Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct LookedAt {
    /// Documents held whose texts were read (số văn bản có toàn văn).
    held: usize,
    /// Documents known, held or only cited (số văn bản biết đến).
    known: usize,
    /// Date of the earliest document held (ngày sớm nhất).
    from: Option<Date>,
    /// Date of the latest document held (ngày muộn nhất).
    to: Option<Date>,
}

impl LookedAt {
    pub(super) fn all(graph: &Arc<PolicyGraph>) -> Self {
        let window = graph.window();
        Self {
            held: graph.held.len(),
            known: graph.resolved.documents.len(),
            from: window.map(|(from, _)| Date(from)),
            to: window.map(|(_, to)| Date(to)),
        }
    }
}

/// A node type of a list whose rows are positions in the graph.
pub(super) trait Listed: Sized {
    /// The word its cursors begin with.
    const NAME: &'static str;
    /// Makes the node of a row.
    fn at(graph: &Arc<PolicyGraph>, row: u32) -> Self;
    /// Returns the key of a row.
    fn key(graph: &PolicyGraph, row: u32) -> Option<String>;
    /// Finds the row of a key.
    fn find(graph: &PolicyGraph, key: &str) -> Option<u32>;
}

/// Defines the connection and the edge of one node type.
macro_rules! connection {
    ($node:ident, $connection:ident, $(#[$connection_doc:meta])*, $edge:ident, $(#[$edge_doc:meta])*) => {
        $(#[$connection_doc])*
        #[derive(Debug)]
        pub(crate) struct $connection {
            graph: std::sync::Arc<$crate::graph::PolicyGraph>,
            page: $crate::api::page::Page,
        }

        impl $connection {
            /// Cuts a page out of a listing.
            pub(super) fn cut(
                graph: &std::sync::Arc<$crate::graph::PolicyGraph>,
                listing: &$crate::api::page::Listing<'_>,
                asked: &$crate::api::page::PageArguments,
            ) -> $crate::api::error::Answer<Self> {
                use $crate::api::page::{Listed, Page};
                let page = Page::cut(listing, $node::NAME, asked, |key| $node::find(graph, key))?;
                Ok(Self { graph: std::sync::Arc::clone(graph), page })
            }

            fn cursor(&self, row: u32) -> String {
                use $crate::api::page::{Listed, cursor_of};
                cursor_of($node::NAME, &$node::key(&self.graph, row).unwrap_or_default())
            }
        }

        $(#[$connection_doc])*
        #[async_graphql::Object(serial)]
        impl $connection {
            /// The items with their cursors (mục kèm con trỏ).
            async fn edges(&self) -> $crate::api::plain::PlainList<$edge> {
                use $crate::api::page::Listed;
                let node = |r: u32| $crate::api::plain::Plainly($node::at(&self.graph, r));
                let edge = |r: &u32| $edge { cursor: self.cursor(*r), node: node(*r) };
                self.page.rows.iter().map(edge).collect()
            }
            /// The items (các mục).
            async fn nodes(&self) -> $crate::api::plain::PlainList<$node> {
                use $crate::api::page::Listed;
                self.page.rows.iter().map(|r| $node::at(&self.graph, *r)).collect()
            }
            /// Where the page begins and ends (thông tin trang).
            async fn page_info(&self) -> $crate::api::page::PageInfo {
                $crate::api::page::PageInfo::of(&self.page, |r| self.cursor(r))
            }
            /// How many match, on all pages (tổng số).
            async fn total_count(&self) -> usize {
                self.page.total
            }
            /// What was looked at (phạm vi đã xét).
            async fn looked_at(&self) -> $crate::api::page::LookedAt {
                $crate::api::page::LookedAt::all(&self.graph)
            }
        }

        $(#[$edge_doc])*
        #[derive(Debug, async_graphql::SimpleObject)]
        #[graphql(serial)]
        pub(crate) struct $edge {
            /// Where the item stands in the list (con trỏ).
            cursor: String,
            /// The item (mục).
            node: $crate::api::plain::Plainly<$node>,
        }

        $crate::api::plain::plain!($edge {
            "cursor" => cursor,
            "node" => node of $node,
        });
    };
}
pub(super) use connection;

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(first: Option<i32>, after: Option<&str>, last: Option<i32>, before: Option<&str>) -> PageArguments {
        let cursor = |key: Option<&str>| key.map(|k| cursor_of("n", k));
        PageArguments { first, after: cursor(after), last, before: cursor(before) }
    }

    fn cut(asked: &PageArguments) -> Result<(Vec<u32>, bool, bool), String> {
        let listing = Listing::Chosen(vec![5, 3, 8, 1]);
        let page = Page::cut(&listing, "n", asked, |key| key.parse().ok());
        let error = |e: super::super::error::FieldError| async_graphql::Error::from(e).message;
        page.map(|p| (p.rows, p.has_previous, p.has_next)).map_err(error)
    }

    #[test]
    fn pages_follow_each_other_both_ways() {
        assert_eq!(cut(&asked(Some(2), None, None, None)), Ok((vec![5, 3], false, true)));
        assert_eq!(cut(&asked(Some(2), Some("3"), None, None)), Ok((vec![8, 1], true, false)));
        assert_eq!(cut(&asked(None, None, Some(2), None)), Ok((vec![8, 1], true, false)));
        assert_eq!(cut(&asked(None, None, Some(9), Some("8"))), Ok((vec![5, 3], false, true)));
        assert_eq!(cut(&asked(None, Some("5"), None, Some("1"))), Ok((vec![3, 8], true, true)));
        assert_eq!(cut(&asked(Some(0), None, None, None)), Ok((vec![], false, true)));
    }

    proptest::proptest! {
        #[test]
        fn pages_of_any_size_give_the_whole_list(count in 0u32..40, size in 1i32..9, backwards: bool) {
            let listing = Listing::All(count);
            let (mut all, mut cursor) = (Vec::new(), None::<String>);
            for _ in 0..=count {
                let (first, last) = if backwards { (None, Some(size)) } else { (Some(size), None) };
                let (after, before) = if backwards { (None, cursor.clone()) } else { (cursor.clone(), None) };
                let page = Page::cut(&listing, "n", &PageArguments { first, after, last, before }, |k| k.parse().ok());
                let page = page.unwrap_or_default();
                proptest::prop_assert_eq!(page.total, count as usize);
                let more = if backwards { page.has_previous } else { page.has_next };
                let edge = if backwards { page.rows.first() } else { page.rows.last() };
                cursor = edge.map(|r| cursor_of("n", &r.to_string()));
                if backwards { all.splice(0..0, page.rows); } else { all.extend(page.rows); }
                if !more { break; }
            }
            proptest::prop_assert_eq!(all, (0..count).collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_cursor_that_cannot_be_followed_is_refused() {
        assert!(cut(&asked(Some(2), Some("7"), None, None)).is_err_and(|e| e.contains("not in this list")));
        let other = PageArguments { after: Some(cursor_of("m", "5")), ..PageArguments::default() };
        assert!(cut(&other).is_err_and(|e| e.contains("`m`")));
        for bad in ["", "5", "ééé", "bm9wZQ"] {
            let bad = PageArguments { after: Some(bad.to_owned()), ..PageArguments::default() };
            assert!(cut(&bad).is_err_and(|e| e.contains("not a cursor")), "{bad:?}");
        }
    }

    #[test]
    fn a_page_that_cannot_be_is_refused() {
        assert!(cut(&asked(Some(-1), None, None, None)).is_err());
        assert!(cut(&asked(Some(MAX_PAGE + 1), None, None, None)).is_err());
        assert!(cut(&asked(Some(1), None, Some(1), None)).is_err());
    }

    #[test]
    fn the_cost_of_a_page_grows_with_its_size() {
        assert_eq!((page_cost(Some(10), None, 3), page_cost(None, Some(2), 5), page_cost(None, None, 1)), (31, 11, 51));
    }
}

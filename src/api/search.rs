//! Search in the schema: one page of hits of all sorts, with how many there are of each.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::{Context, Enum, InputObject, Object, SimpleObject};

use super::document::Document;
use super::document_list::DocumentWhere;
use super::error::{Answer, Refusal};
use super::filter::{Condition, choice_filter, condition, within_limits};
use super::lists::Node;
use super::page::{Listing, LookedAt, Page, PageArguments, PageInfo, cursor_of, in_time, page_cost};
use crate::graph::{Hit, List, Mark, Matter, PolicyGraph, Shown};

/// Longest query, in bytes.
const MAX_QUERY: usize = 1000;
/// What a search costs, in fields.
const SEARCH_COST: usize = 500;

/// What sort of thing was found (loại kết quả).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::graph::MatterKind")]
pub(crate) enum SearchKind {
    /// A document by its number, title or issuer (văn bản).
    Document,
    /// A body (cơ quan).
    Agency,
    /// A project (dự án).
    Project,
    /// A firm (doanh nghiệp).
    Enterprise,
    /// Part of a held document's text (đoạn văn bản).
    Section,
}

choice_filter! {
    /// A condition on the sort of thing found (điều kiện trên loại kết quả).
    SearchKindFilter, SearchKind
}

/// Conditions on what is found (điều kiện kết quả).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct SearchWhere {
    /// What sort of thing (loại kết quả).
    kind: Option<SearchKindFilter>,
    /// The document, or that of a part of a text (văn bản).
    document: Option<DocumentWhere>,
    /// All of these hold (tất cả).
    and: Option<Vec<SearchWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<SearchWhere>>,
    /// This does not hold (không).
    not: Option<Box<SearchWhere>>,
}

condition!(SearchWhere, Found, |found, row, hit| found.hits.get(row as usize), {
    kind => |f| f.holds(Some(hit.matter.kind().into())),
    document => |f| document_of(hit.matter).is_some_and(|d| f.holds(&found.graph, d)),
});

/// Hits, and the graph they were found in.
pub(super) struct Found {
    graph: Arc<PolicyGraph>,
    hits: Vec<Hit>,
}

fn document_of(matter: Matter) -> Option<u32> {
    match matter {
        Matter::Document(d) | Matter::Section(d, _) => Some(d),
        Matter::Agency(_) | Matter::Project(_) | Matter::Enterprise(_) => None,
    }
}

/// A place in a shown text, in characters (vị trí đánh dấu).
#[derive(Clone, Copy, Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Highlight {
    /// Offset of the first character (vị trí đầu).
    start: u32,
    /// Offset one past the last (vị trí cuối).
    end: u32,
}

impl From<&Mark> for Highlight {
    fn from(m: &Mark) -> Self {
        Self { start: m.start, end: m.end }
    }
}

/// How many hits of one sort (số kết quả theo loại).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct SearchFacet {
    /// The sort (loại kết quả).
    kind: SearchKind,
    /// How many (số lượng).
    count: usize,
}

/// Something found (kết quả tìm kiếm).
#[derive(Debug)]
pub(crate) struct SearchHit {
    graph: Arc<PolicyGraph>,
    hit: Hit,
    shown: Shown,
}

/// Something found (kết quả tìm kiếm).
#[Object(serial)]
impl SearchHit {
    /// What sort of thing (loại kết quả).
    async fn kind(&self) -> SearchKind {
        self.hit.matter.kind().into()
    }
    /// Higher is better; only comparable within one search (điểm xếp hạng).
    async fn score(&self) -> f64 {
        (self.hit.score * 1000.0).round() / 1000.0
    }
    /// Number and title, full name, or heading (tên hiển thị).
    async fn name(&self) -> &str {
        &self.shown.name
    }
    /// Where the words stand in the name (đánh dấu trong tên).
    async fn highlights(&self) -> Vec<Highlight> {
        self.shown.marks.iter().map(Into::into).collect()
    }
    /// The line that has the words, for a part of a text (dòng chứa từ khóa).
    async fn snippet(&self) -> Option<&str> {
        self.shown.snippet.as_ref().map(|s| s.text.as_str())
    }
    /// Where the words stand in the snippet (đánh dấu trong dòng).
    async fn snippet_highlights(&self) -> Vec<Highlight> {
        self.shown.snippet.iter().flat_map(|s| &s.marks).map(Into::into).collect()
    }
    /// Line of the source the snippet begins on, from 1 (dòng).
    async fn line(&self) -> Option<u32> {
        self.shown.snippet.as_ref().map(|s| s.line)
    }
    /// The heading it stands under: `IV.1` (mục).
    async fn section(&self) -> Option<String> {
        let Matter::Section(document, Some(section)) = self.hit.matter else { return None };
        let held = self.graph.held_of(document)?;
        held.extraction.sections.get(section as usize).map(|s| s.path.clone())
    }
    /// The document, for a document or a part of its text (văn bản).
    async fn document(&self) -> Option<Document> {
        document_of(self.hit.matter).map(|d| Document::of(&self.graph, d))
    }
    /// The thing itself; for a part of a text its document (đối tượng).
    async fn node(&self) -> Node {
        let (list, index) = match self.hit.matter {
            Matter::Document(d) | Matter::Section(d, _) => (List::Documents, d),
            Matter::Agency(i) => (List::Agencies, i),
            Matter::Project(i) => (List::Projects, i),
            Matter::Enterprise(i) => (List::Enterprises, i),
        };
        Node::at(&self.graph, list, index)
    }
}

/// Something found, with its place (kết quả trong trang).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct SearchEdge {
    /// Where it stands in the list (con trỏ).
    cursor: String,
    /// What was found (kết quả).
    node: SearchHit,
}

/// A page of what was found, best first (trang kết quả).
#[derive(Debug)]
pub(crate) struct SearchConnection {
    graph: Arc<PolicyGraph>,
    query: String,
    hits: Vec<Hit>,
    page: Page,
    facets: Vec<(SearchKind, usize)>,
}

impl SearchConnection {
    fn hit(&self, row: u32) -> Option<SearchHit> {
        let hit = *self.hits.get(row as usize)?;
        Some(SearchHit { graph: Arc::clone(&self.graph), hit, shown: self.graph.show(hit.matter, &self.query) })
    }

    fn cursor(&self, row: u32) -> String {
        let key = self.hits.get(row as usize).and_then(|h| key_of(&self.graph, h.matter));
        cursor_of(NAME, &key.unwrap_or_default())
    }
}

/// The word that cursors of search begin with.
const NAME: &str = "search";

fn key_of(graph: &PolicyGraph, matter: Matter) -> Option<String> {
    match matter {
        Matter::Document(i) => graph.key(List::Documents, i).map(Cow::into_owned),
        Matter::Agency(i) => graph.key(List::Agencies, i).map(Cow::into_owned),
        Matter::Project(i) => graph.key(List::Projects, i).map(Cow::into_owned),
        Matter::Enterprise(i) => graph.key(List::Enterprises, i).map(Cow::into_owned),
        Matter::Section(i, section) => {
            let place = section.map_or_else(String::new, |s| s.to_string());
            graph.key(List::Documents, i).map(|id| format!("{id}#{place}"))
        }
    }
}

/// A page of what was found, best first (trang kết quả).
#[Object(serial)]
impl SearchConnection {
    /// What was found, with cursors (kết quả kèm con trỏ).
    async fn edges(&self) -> Vec<SearchEdge> {
        let edge = |r: &u32| Some(SearchEdge { cursor: self.cursor(*r), node: self.hit(*r)? });
        self.page.rows.iter().filter_map(edge).collect()
    }
    /// What was found (các kết quả).
    async fn nodes(&self) -> Vec<SearchHit> {
        self.page.rows.iter().filter_map(|r| self.hit(*r)).collect()
    }
    /// Where the page begins and ends (thông tin trang).
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page, |r| self.cursor(r))
    }
    /// How many are listed, on all pages; of one document's text the best three parts (tổng số).
    async fn total_count(&self) -> usize {
        self.page.total
    }
    /// How many of each sort there are, whatever sort is asked for (số kết quả theo loại).
    async fn facets(&self) -> Vec<SearchFacet> {
        self.facets.iter().map(|(kind, count)| SearchFacet { kind: *kind, count: *count }).collect()
    }
    /// What was looked at (phạm vi đã xét).
    async fn looked_at(&self) -> LookedAt {
        LookedAt::all(&self.graph)
    }
}

/// Search.
#[derive(Debug)]
pub(super) struct Search {
    graph: Arc<PolicyGraph>,
}

impl Search {
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }
}

/// Search (tìm kiếm).
#[Object(serial)]
impl Search {
    /// Finds what has all the words, best first: with or without marks, numbers in any spelling, words begun, one slip
    /// of the finger (tìm kiếm).
    #[graphql(complexity = "SEARCH_COST + page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn search(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words (từ khóa).")] query: String,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<SearchWhere>,
    ) -> Answer<SearchConnection> {
        in_time(ctx)?;
        if query.len() > MAX_QUERY {
            return Err(Refusal::TextTooLong { found: query.len(), most: MAX_QUERY }.into());
        }
        let asked = PageArguments { first, after, last, before };
        let found = self.graph.search(&query);
        let hits = match &filter {
            None => found.list,
            Some(condition) => {
                within_limits(condition)?;
                let all = Found { graph: Arc::clone(&self.graph), hits: found.list };
                (0u32..).zip(&all.hits).filter(|(i, _)| condition.holds(&all, *i)).map(|(_, h)| *h).collect()
            }
        };
        let rows = Listing::All(u32::try_from(hits.len()).unwrap_or(u32::MAX));
        let place = |key: &str| {
            let at = hits.iter().position(|h| key_of(&self.graph, h.matter).as_deref() == Some(key))?;
            u32::try_from(at).ok()
        };
        let page = Page::cut(&rows, NAME, &asked, place)?;
        let facets = found.counts.into_iter().map(|(kind, count)| (kind.into(), count)).collect();
        Ok(SearchConnection { graph: Arc::clone(&self.graph), query, hits, page, facets })
    }
}

//! The questions the schema answers.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object, Result, SimpleObject, Union};

use super::answers::{self, Discrepancy, Ledger, MissingDocument};
use super::kinds::{DiscrepancyKind, Role};
use super::objects::{Agency, Document, Project, Relation, Task, page_cost, page_size};
use crate::graph::{Direction, PolicyGraph};

/// The root of all questions.
#[derive(Debug)]
pub struct Query {
    graph: Arc<PolicyGraph>,
}

/// A condition on text (điều kiện).
#[derive(Debug, InputObject)]
pub(crate) struct TextFilter {
    /// Equal to (bằng).
    eq: Option<String>,
}

/// A condition on documents (điều kiện văn bản).
#[derive(Debug, InputObject)]
pub(crate) struct DocumentFilter {
    /// Number and symbol (số, ký hiệu).
    number: Option<TextFilter>,
}

/// Where a page ends (thông tin trang).
#[derive(Debug, SimpleObject)]
pub(crate) struct PageInfo {
    /// Whether more follow (còn trang sau).
    has_next_page: bool,
    /// Cursor of the last item (con trỏ cuối).
    end_cursor: Option<String>,
}

/// A document on a page (văn bản trong trang).
#[derive(Debug, SimpleObject)]
pub(crate) struct DocumentEdge {
    /// Where it is (con trỏ).
    cursor: String,
    /// The document (văn bản).
    node: Document,
}

/// A page of documents (trang văn bản).
#[derive(Debug, SimpleObject)]
pub(crate) struct DocumentConnection {
    /// How many match (tổng số).
    total_count: usize,
    /// Documents with cursors (văn bản kèm con trỏ).
    edges: Vec<DocumentEdge>,
    /// Documents (văn bản).
    nodes: Vec<Document>,
    /// Where the page ends (thông tin trang).
    page_info: PageInfo,
}

/// Part of the graph (đồ thị con).
#[derive(Debug, SimpleObject)]
pub(crate) struct Part {
    /// Documents, nearest first (văn bản).
    nodes: Vec<Document>,
    /// Relations (quan hệ).
    edges: Vec<Relation>,
    /// Whether any were left out (bị cắt bớt).
    truncated: bool,
    /// How many documents were left out (số bị bỏ).
    omitted: usize,
}

/// Anything with a key (đối tượng).
#[derive(Debug, Union)]
pub(crate) enum Node {
    /// A document.
    Document(Document),
    /// A body.
    Agency(Agency),
    /// A task.
    Task(Task),
    /// A project.
    Project(Project),
}

/// What is held: an empty answer does not mean that none exists (phạm vi dữ liệu).
#[derive(Debug, SimpleObject)]
pub(crate) struct Corpus {
    /// Documents held (số văn bản đang giữ).
    held: usize,
    /// Documents known (số văn bản biết đến).
    documents: usize,
    /// Relations (số quan hệ).
    relations: usize,
    /// Tasks (số nhiệm vụ).
    tasks: usize,
}

/// A document found (kết quả tìm kiếm).
#[derive(Debug, SimpleObject)]
pub(crate) struct SearchHit {
    /// The document (văn bản).
    document: Document,
    /// The line that has the words (dòng chứa từ khóa).
    snippet: Option<String>,
}

impl Query {
    /// Answers from a graph.
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }

    fn at(&self, index: u32) -> Document {
        Document { graph: Arc::clone(&self.graph), index }
    }
}

/// Questions on the graph of policy documents (đồ thị văn bản chính sách).
#[Object]
impl Query {
    /// Documents, sorted by key (danh sách văn bản).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn documents(
        &self,
        first: Option<i32>,
        after: Option<String>,
        #[graphql(name = "where")] filter: Option<DocumentFilter>,
    ) -> Result<DocumentConnection> {
        let found: Vec<u32> = match filter.and_then(|f| f.number).and_then(|n| n.eq) {
            Some(number) => self.graph.by_number(&number).to_vec(),
            None => (0u32..).zip(&self.graph.resolved.documents).map(|(i, _)| i).collect(),
        };
        let from = after.map(|a| a.parse::<u32>()).transpose()?;
        let rest: Vec<u32> = found.iter().copied().filter(|i| from.is_none_or(|f| *i > f)).collect();
        let page: Vec<u32> = rest.iter().copied().take(page_size(first)).collect();
        Ok(DocumentConnection {
            total_count: found.len(),
            edges: page.iter().map(|i| DocumentEdge { cursor: i.to_string(), node: self.at(*i) }).collect(),
            nodes: page.iter().map(|i| self.at(*i)).collect(),
            page_info: PageInfo {
                has_next_page: rest.len() > page.len(),
                end_cursor: page.last().map(ToString::to_string),
            },
        })
    }
    /// One document by key or number; null when unknown or when several are possible (một văn bản).
    async fn document(&self, id: Option<ID>, number: Option<String>) -> Option<Document> {
        let index = match id {
            Some(id) => self.graph.by_id(&id),
            None => self.graph.one_by_number(&number?),
        };
        index.map(|i| self.at(i))
    }
    /// Anything by key (đối tượng theo mã).
    async fn node(&self, id: ID) -> Option<Node> {
        if let Some(index) = self.graph.by_id(&id) {
            return Some(Node::Document(self.at(index)));
        }
        let r = &self.graph.resolved;
        let graph = || Arc::clone(&self.graph);
        if let Some((i, _)) = (0u32..).zip(&r.agencies).find(|(_, a)| a.id.as_str() == id.as_str()) {
            return Agency::of(&self.graph, i).map(Node::Agency);
        }
        if let Some((index, _)) = (0u32..).zip(&r.tasks).find(|(_, t)| t.id.as_str() == id.as_str()) {
            return Some(Node::Task(Task { graph: graph(), index }));
        }
        let project = (0u32..).zip(&r.projects).find(|(_, p)| p.id.as_str() == id.as_str());
        project.map(|(index, _)| Node::Project(Project { graph: graph(), index }))
    }
    /// Bodies (cơ quan).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn agencies(&self, first: Option<i32>) -> Vec<Agency> {
        (0u32..).map_while(|i| Agency::of(&self.graph, i)).take(page_size(first)).collect()
    }
    /// What an agency must do; null when no agency has this key (sổ nhiệm vụ của một cơ quan).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn ledger(&self, agency: ID, role: Option<Role>, first: Option<i32>) -> Option<Ledger> {
        answers::ledger(&self.graph, &agency, role, page_size(first))
    }
    /// Contradictions found, candidates for a person to judge (điểm không nhất quán).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn discrepancies(&self, kind: Option<DiscrepancyKind>, first: Option<i32>) -> Vec<Discrepancy> {
        answers::discrepancies(&self.graph, kind, page_size(first))
    }
    /// Documents that are cited and not held, the most cited first (văn bản còn thiếu).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn missing_documents(&self, first: Option<i32>) -> Vec<MissingDocument> {
        answers::missing_documents(&self.graph, page_size(first))
    }
    /// Projects (dự án).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn projects(&self, first: Option<i32>) -> Vec<Project> {
        let all = (0u32..).zip(&self.graph.resolved.projects).take(page_size(first));
        all.map(|(index, _)| Project { graph: Arc::clone(&self.graph), index }).collect()
    }
    /// Tasks (nhiệm vụ).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn tasks(&self, first: Option<i32>) -> Vec<Task> {
        let all = (0u32..).zip(&self.graph.resolved.tasks).take(page_size(first));
        all.map(|(index, _)| Task { graph: Arc::clone(&self.graph), index }).collect()
    }
    /// Search with or without diacritics, best first (tìm kiếm).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn search(&self, query: String, first: Option<i32>) -> Vec<SearchHit> {
        let hits = self.graph.search(&query).into_iter().take(page_size(first));
        hits.map(|h| SearchHit { document: self.at(h.document), snippet: h.line.map(|(_, l)| l) }).collect()
    }
    /// What is around documents (đồ thị con quanh các văn bản).
    #[graphql(complexity = "page_cost(max_nodes, child_complexity)")]
    async fn subgraph(&self, roots: Vec<ID>, max_depth: Option<u32>, max_nodes: Option<i32>) -> Part {
        let roots: Vec<u32> = roots.iter().filter_map(|id| self.graph.by_id(id)).collect();
        let depth = max_depth.unwrap_or(2).min(20);
        let part = self.graph.subgraph(&roots, Direction::Both, &[], depth, page_size(max_nodes));
        Part {
            nodes: part.documents.iter().map(|i| self.at(*i)).collect(),
            edges: part.relations.iter().filter_map(|r| Relation::of(&self.graph, *r, None)).collect(),
            truncated: part.omitted > 0,
            omitted: part.omitted,
        }
    }
    /// Paths of citations, shortest first (đường dẫn chiếu giữa hai văn bản).
    #[graphql(complexity = "page_cost(k, child_complexity)")]
    async fn paths(&self, from: ID, to: ID, k: Option<i32>) -> Vec<Vec<Relation>> {
        let (Some(from), Some(to)) = (self.graph.by_id(&from), self.graph.by_id(&to)) else {
            return Vec::new();
        };
        let (paths, _) = self.graph.paths(from, to, &[], page_size(k), 8);
        let path = |p: Vec<u32>| p.into_iter().filter_map(|r| Relation::of(&self.graph, r, None)).collect();
        paths.into_iter().map(path).collect()
    }
    /// What is held (phạm vi dữ liệu).
    async fn corpus(&self) -> Corpus {
        let r = &self.graph.resolved;
        Corpus {
            held: self.graph.held.len(),
            documents: r.documents.len(),
            relations: r.relations.len(),
            tasks: r.tasks.len(),
        }
    }
}

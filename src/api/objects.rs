//! The types of the schema: documents, edges with their words, agencies, projects and tasks.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object, SimpleObject};

use super::answers::{ProjectStatement, statements};
use super::kinds::{AgencyKind, DocumentType, ProjectKind, RelationKind, Resolution, Role};
use crate::graph::{Direction, PolicyGraph};
use crate::model::{EvidenceView, RelationEdge};

/// Most items on one page.
const MAX_PAGE: i32 = 200;

/// Returns how many items a page has.
pub(super) fn page_size(first: Option<i32>) -> usize {
    usize::try_from(first.unwrap_or(50).clamp(0, MAX_PAGE)).unwrap_or(0)
}

/// Returns what a page costs.
pub(super) fn page_cost(first: Option<i32>, child: usize) -> usize {
    1 + page_size(first).saturating_mul(child)
}

/// The words of a source that state a fact (chứng cứ, trích nguyên văn).
#[derive(Debug, SimpleObject)]
pub(crate) struct Evidence {
    /// The words, verbatim (nguyên văn).
    quote: String,
    /// The words that matter most (cụm từ then chốt).
    focus: String,
    /// Offset of the first character (vị trí đầu).
    start: u32,
    /// Offset one past the last character (vị trí cuối).
    end: u32,
    /// Line it begins on, from 1 (dòng).
    line: u32,
}

impl From<EvidenceView> for Evidence {
    fn from(v: EvidenceView) -> Self {
        Self { quote: v.quote, focus: v.focus, start: v.start, end: v.end, line: v.line }
    }
}

/// Follows citations of citations (dẫn chiếu bắc cầu).
#[derive(Debug, InputObject)]
pub(crate) struct Transitive {
    /// Most steps (số bước tối đa).
    max_depth: u32,
}

/// A document (văn bản).
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

/// A relation seen from one document (quan hệ giữa hai văn bản).
#[derive(Debug)]
pub(crate) struct Relation {
    graph: Arc<PolicyGraph>,
    edge: RelationEdge,
    other: u32,
}

/// Relations of a document (danh sách quan hệ).
#[derive(Debug, SimpleObject)]
pub(crate) struct Relations {
    /// How many there are (tổng số).
    total_count: usize,
    /// The relations on this page (các quan hệ).
    edges: Vec<Relation>,
}

impl Relation {
    pub(super) fn of(graph: &Arc<PolicyGraph>, relation: u32, from: Option<u32>) -> Option<Self> {
        let edge = graph.relation(relation)?.clone();
        let other = if from == Some(edge.object) { edge.actor } else { edge.object };
        Some(Self { graph: Arc::clone(graph), edge, other })
    }

    fn document(&self, index: u32) -> Document {
        Document { graph: Arc::clone(&self.graph), index }
    }
}

/// A relation between two documents (quan hệ giữa hai văn bản).
#[Object]
impl Relation {
    /// What the actor does (loại quan hệ).
    async fn kind(&self) -> RelationKind {
        self.edge.kind.into()
    }
    /// The Vietnamese verb (động từ).
    async fn verb(&self) -> &str {
        self.edge.kind.vietnamese()
    }
    /// The document that says so (văn bản nêu quan hệ).
    async fn said_by(&self) -> Document {
        self.document(self.edge.said_by)
    }
    /// The document at the other end (văn bản ở đầu kia).
    async fn node(&self) -> Document {
        self.document(self.other)
    }
    /// The document that acts (văn bản tác động).
    async fn actor(&self) -> Document {
        self.document(self.edge.actor)
    }
    /// The document acted on (văn bản được tác động).
    async fn object(&self) -> Document {
        self.document(self.edge.object)
    }
    /// The words (chứng cứ).
    async fn evidence(&self) -> Option<Evidence> {
        self.graph.view(&self.edge.evidence).map(Into::into)
    }
}

impl Document {
    pub(super) fn node(&self) -> Option<&crate::model::DocumentNode> {
        self.graph.document(self.index)
    }

    fn relations(
        &self,
        way: Direction,
        first: Option<i32>,
        kinds: Option<Vec<RelationKind>>,
        transitive: Option<&Transitive>,
    ) -> Relations {
        let kinds: Vec<_> = kinds.unwrap_or_default().into_iter().map(Into::into).collect();
        let depth = transitive.map_or(1, |t| t.max_depth.min(20));
        let found = self.graph.subgraph(&[self.index], way, &kinds, depth, 2000).relations;
        let edge = |r: &u32| {
            let from = if way == Direction::CitedBy { self.graph.relation(*r).map(|e| e.object) } else { None };
            Relation::of(&self.graph, *r, from)
        };
        Relations { total_count: found.len(), edges: found.iter().take(page_size(first)).filter_map(edge).collect() }
    }
}

/// A document (văn bản), held or only cited.
#[Object]
impl Document {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.to_string()).unwrap_or_default())
    }
    /// Number and symbol (số, ký hiệu).
    async fn number(&self) -> Option<String> {
        self.node()?.number.as_ref().map(ToString::to_string)
    }
    /// Title (trích yếu, tên gọi).
    async fn title(&self) -> Option<&str> {
        self.node()?.title.as_deref()
    }
    /// Kind (loại văn bản).
    #[graphql(name = "type")]
    async fn document_type(&self) -> Option<DocumentType> {
        self.node()?.document_type.map(Into::into)
    }
    /// Date of issue, as far as known (ngày ban hành).
    async fn issued_on(&self) -> Option<String> {
        self.node()?.issued_on.map(|d| d.to_string())
    }
    /// The issuer's name (cơ quan ban hành).
    async fn issuer(&self) -> Option<&str> {
        self.node()?.issuer_name.as_deref()
    }
    /// How far it is identified (mức độ nhận diện).
    async fn resolution(&self) -> Option<Resolution> {
        Some(self.node()?.resolution.into())
    }
    /// File it was read from; null when not held (tệp nguồn).
    async fn held_source(&self) -> Option<&str> {
        self.node()?.source.as_deref()
    }
    /// What it cites (văn bản được dẫn).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn cites(
        &self,
        first: Option<i32>,
        kinds: Option<Vec<RelationKind>>,
        transitive: Option<Transitive>,
    ) -> Relations {
        self.relations(Direction::Cites, first, kinds, transitive.as_ref())
    }
    /// What cites it (văn bản dẫn đến nó).
    #[graphql(complexity = "page_cost(first, child_complexity)")]
    async fn cited_by(
        &self,
        first: Option<i32>,
        kinds: Option<Vec<RelationKind>>,
        transitive: Option<Transitive>,
    ) -> Relations {
        self.relations(Direction::CitedBy, first, kinds, transitive.as_ref())
    }
    /// Tasks it sets (nhiệm vụ).
    async fn tasks(&self) -> Vec<Task> {
        let tasks = (0u32..).zip(&self.graph.resolved.tasks).filter(|(_, t)| t.document == self.index);
        tasks.map(|(index, _)| Task { graph: Arc::clone(&self.graph), index }).collect()
    }
    /// Projects it speaks of (dự án).
    async fn projects(&self) -> Vec<Project> {
        let all = (0u32..).zip(&self.graph.resolved.projects);
        all.filter(|(_, p)| p.statements.iter().any(|s| s.document == self.index))
            .map(|(index, _)| Project { graph: Arc::clone(&self.graph), index })
            .collect()
    }
}

/// A body that acts or is tasked (cơ quan).
#[derive(Debug, SimpleObject)]
pub(crate) struct Agency {
    /// The key (mã định danh).
    pub(super) id: ID,
    /// Full name (tên đầy đủ).
    pub(super) name: String,
    /// What sort of body (loại cơ quan).
    pub(super) kind: AgencyKind,
    /// Whose body it is, the smallest unit first (địa bàn).
    pub(super) jurisdiction: String,
    /// Names seen in documents (tên gọi khác).
    pub(super) aliases: Vec<String>,
}

impl Agency {
    pub(super) fn of(graph: &PolicyGraph, index: u32) -> Option<Self> {
        let a = graph.resolved.agencies.get(index as usize)?;
        Some(Self {
            id: ID::from(a.id.as_str()),
            name: a.name.clone(),
            kind: a.kind.into(),
            jurisdiction: a.jurisdiction.label(),
            aliases: a.aliases.clone(),
        })
    }
}

/// An agency's part in a task (cơ quan tham gia nhiệm vụ).
#[derive(Debug, SimpleObject)]
pub(crate) struct TaskActor {
    /// The body (cơ quan).
    agency: Option<Agency>,
    /// In which role (vai trò).
    role: Role,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

/// A task (nhiệm vụ).
#[derive(Debug)]
pub(crate) struct Task {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

impl Task {
    pub(super) fn node(&self) -> Option<&crate::model::TaskNode> {
        self.graph.resolved.tasks.get(self.index as usize)
    }
}

/// A task a document sets (nhiệm vụ).
#[Object]
impl Task {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.to_string()).unwrap_or_default())
    }
    /// Its words (nội dung).
    async fn text(&self) -> Option<&str> {
        Some(self.node()?.text.as_str())
    }
    /// Deadline as written (thời hạn).
    async fn deadline(&self) -> Option<&str> {
        self.node()?.deadline.as_deref()
    }
    /// Latest day the deadline can mean (hạn chót).
    async fn due(&self) -> Option<&str> {
        self.node()?.due.as_deref()
    }
    /// Who, in which role (cơ quan thực hiện).
    async fn actors(&self) -> Vec<TaskActor> {
        let actors = self.node().map(|n| n.actors.as_slice()).unwrap_or_default();
        let actor = |a: &crate::model::ActorEdge| TaskActor {
            agency: Agency::of(&self.graph, a.agency),
            role: a.role.into(),
            evidence: self.graph.view(&a.evidence).map(Into::into),
        };
        actors.iter().map(actor).collect()
    }
    /// The document that sets it (văn bản giao).
    async fn document(&self) -> Option<Document> {
        Some(Document { graph: Arc::clone(&self.graph), index: self.node()?.document })
    }
    /// The words (chứng cứ).
    async fn evidence(&self) -> Option<Evidence> {
        self.graph.view(&self.node()?.evidence).map(Into::into)
    }
}

/// A project (dự án).
#[derive(Debug)]
pub(crate) struct Project {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

impl Project {
    pub(super) fn node(&self) -> Option<&crate::model::ProjectNode> {
        self.graph.resolved.projects.get(self.index as usize)
    }
}

/// A project with the documents that speak of it (dự án).
#[Object]
impl Project {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.to_string()).unwrap_or_default())
    }
    /// Fullest name (tên dự án).
    async fn name(&self) -> Option<&str> {
        Some(self.node()?.name.as_str())
    }
    /// What sort of work (loại dự án).
    async fn kind(&self) -> Option<ProjectKind> {
        Some(self.node()?.kind.into())
    }
    /// What each document says of it, side by side (nội dung từng văn bản).
    async fn statements(&self) -> Vec<ProjectStatement> {
        self.node().map(|n| statements(&self.graph, n)).unwrap_or_default()
    }
    /// Documents that speak of it (văn bản nêu dự án).
    async fn documents(&self) -> Vec<Document> {
        let statements = self.node().map(|n| n.statements.as_slice()).unwrap_or_default();
        statements.iter().map(|s| Document { graph: Arc::clone(&self.graph), index: s.document }).collect()
    }
}

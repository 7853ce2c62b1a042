//! Tasks of the schema: who must do what by when, under which document.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object, SimpleObject};

use super::agency::{Agency, AgencyWhere};
use super::document::Document;
use super::document_list::DocumentWhere;
use super::evidence::Evidence;
use super::filter::{Condition, DateFilter, TextFilter, condition};
use super::kinds::{DeadlineKind, Role};
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::connection;
use super::plain::{PlainList, Plainly, plain};
use super::project::Project;
use super::scalars::Date;
use crate::graph::{List, PolicyGraph};
use crate::model::{self, TaskNode};
use crate::text::PartialDate;

/// A task (nhiệm vụ).
#[derive(Clone, Debug)]
pub(crate) struct Task {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Task,
    TaskConnection,
    /// A page of tasks (trang nhiệm vụ).
    ,
    TaskEdge,
    /// A task on a page (nhiệm vụ trong trang).
}

listed!(Task, List::Tasks, "tasks", TaskWhere, TaskOrder, sort_tasks, TaskConnection);

/// An agency's part in a task (cơ quan tham gia nhiệm vụ).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct TaskActor {
    /// The body (cơ quan).
    agency: Option<Agency>,
    /// In which role (vai trò).
    role: Role,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

plain!(TaskActor {
    "agency" => agency of Agency,
    "role" => role,
    "evidence" => evidence of Evidence,
});

impl Task {
    fn node(&self) -> Option<TaskNode> {
        self.graph.resolved.tasks.get(self.index as usize)
    }

    fn read(&self) -> Option<model::Task> {
        let node = self.node()?;
        self.graph.held_of(node.document)?.extraction.tasks.get(node.task as usize).cloned()
    }
}

/// A task a document sets (nhiệm vụ).
#[Object(serial)]
impl Task {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.graph.key(List::Tasks, self.index).unwrap_or_default())
    }
    /// Its words (nội dung).
    async fn text(&self) -> Option<String> {
        Some(self.node()?.text)
    }
    /// The heading it stands under: `IV.1` (mục).
    async fn clause(&self) -> Option<String> {
        self.node()?.clause.map(|c| c.to_string())
    }
    /// Deadline as written (thời hạn).
    async fn deadline(&self) -> Option<String> {
        self.node()?.deadline.map(|d| d.to_string())
    }
    /// What sort of deadline (loại thời hạn).
    async fn deadline_kind(&self) -> Option<DeadlineKind> {
        self.read()?.deadline.map(|d| d.kind.into())
    }
    /// Latest day the deadline can mean (hạn chót).
    async fn due(&self) -> Option<Date> {
        due(&self.node()?).map(Date)
    }
    /// The words of the deadline (chứng cứ thời hạn).
    async fn deadline_evidence(&self) -> Option<Evidence> {
        Evidence::of(&self.graph, self.node()?.deadline_evidence.as_ref()?)
    }
    /// Who, in which role (cơ quan thực hiện).
    async fn actors(&self) -> PlainList<TaskActor> {
        let actors = self.node().map(|n| n.actors).unwrap_or_default();
        let actor = |a: &model::ActorEdge| TaskActor {
            agency: Some(Agency { graph: Arc::clone(&self.graph), index: a.agency }),
            role: a.role.into(),
            evidence: Evidence::of(&self.graph, &a.evidence),
        };
        actors.iter().map(actor).collect()
    }
    /// The document that sets it (văn bản giao).
    async fn document(&self) -> Option<Plainly<Document>> {
        Some(Plainly(Document::of(&self.graph, self.node()?.document)))
    }
    /// Documents it names (văn bản được nêu).
    async fn documents(&self) -> PlainList<Document> {
        self.node().map(|n| n.documents.iter().map(|i| Document::of(&self.graph, *i)).collect()).unwrap_or_default()
    }
    /// Projects it names (dự án được nêu).
    async fn projects(&self) -> PlainList<Project> {
        let project = |index: &u32| Project { graph: Arc::clone(&self.graph), index: *index };
        self.node().map(|n| n.projects.iter().map(project).collect()).unwrap_or_default()
    }
    /// The words (chứng cứ).
    async fn evidence(&self) -> Option<Evidence> {
        Evidence::of(&self.graph, &self.node()?.evidence)
    }
}

plain!(Task {
    "id" => id,
    "text" => text,
    "clause" => clause,
    "deadline" => deadline,
    "deadlineKind" => deadline_kind,
    "due" => due,
    "deadlineEvidence" => deadline_evidence of Evidence,
    "actors" => actors of TaskActor,
    "document" => document of Document,
    "documents" => documents of Document,
    "projects" => projects of Project,
    "evidence" => evidence of Evidence,
});

/// Conditions on one part in a task: role and body together (điều kiện cơ quan trong nhiệm vụ).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct TaskActorFilter {
    /// In one of these roles (vai trò).
    role: Option<Vec<Role>>,
    /// The body (cơ quan).
    agency: Option<AgencyWhere>,
}

impl TaskActorFilter {
    fn holds(&self, graph: &PolicyGraph, task: &TaskNode) -> bool {
        task.actors.iter().any(|actor| {
            self.role.as_ref().is_none_or(|list| list.contains(&actor.role.into()))
                && self.agency.as_ref().is_none_or(|f| f.holds(graph, actor.agency))
        })
    }

    fn size(&self) -> usize {
        1 + self.role.as_ref().map_or(0, Vec::len) + self.agency.as_ref().map_or(0, Condition::size)
    }
}

/// Conditions on tasks; all that are given must hold (điều kiện nhiệm vụ).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct TaskWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Its words (nội dung).
    text: Option<TextFilter>,
    /// The heading it stands under (mục).
    clause: Option<TextFilter>,
    /// Deadline as written (thời hạn).
    deadline: Option<TextFilter>,
    /// Latest day the deadline can mean (hạn chót).
    due: Option<DateFilter>,
    /// Some body has a part in it (cơ quan thực hiện).
    actor: Option<TaskActorFilter>,
    /// The document that sets it (văn bản giao).
    document: Option<DocumentWhere>,
    /// All of these hold (tất cả).
    and: Option<Vec<TaskWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<TaskWhere>>,
    /// This does not hold (không).
    not: Option<Box<TaskWhere>>,
}

condition!(TaskWhere, PolicyGraph, |graph, row, node| graph.resolved.tasks.get(row as usize), {
    id => |f| f.holds(graph.key(List::Tasks, row).as_deref()),
    text => |f| f.holds(Some(&node.text)),
    clause => |f| f.holds(node.clause.as_deref()),
    deadline => |f| f.holds(node.deadline.as_deref()),
    due => |f| f.holds(due(&node)),
    actor => |f| f.holds(graph, &node),
    document => |f| f.holds(graph, node.document),
});

fn due(node: &TaskNode) -> Option<PartialDate> {
    PartialDate::parse_iso(node.due.as_deref()?)
}

order! {
    /// The order of tasks (thứ tự nhiệm vụ).
    TaskOrder, TaskOrderField {
        /// Document and place in it (văn bản và vị trí).
        Id,
        /// Latest day the deadline can mean (hạn chót).
        Due,
        /// Date of the document that sets it (ngày của văn bản giao).
        DocumentIssuedOn,
    }
}

fn sort_tasks(graph: &PolicyGraph, rows: &mut [u32], order: TaskOrder) {
    sort(rows, order.direction, |row| {
        let node = graph.resolved.tasks.get(row as usize)?;
        match order.field {
            TaskOrderField::Id => Some(SortKey::Rank(i64::from(row))),
            TaskOrderField::Due => due(&node).map(SortKey::Date),
            TaskOrderField::DocumentIssuedOn => graph.document(node.document)?.issued_on.map(SortKey::Date),
        }
    });
}

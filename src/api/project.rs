//! Projects of the schema, with what each document says of them side by side.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::document::Document;
use super::document_list::units;
use super::enterprise::Enterprise;
use super::error::Answer;
use super::evidence::{Amount, Evidence};
use super::filter::{NumberFilter, TextFilter, choice_filter, condition};
use super::kinds::ProjectKind;
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::{Listing, PageArguments, connection, page_cost};
use super::plain::{PlainList, plain};
use super::task::{TaskConnection, TaskOrder, TaskWhere};
use crate::graph::{List, PolicyGraph};
use crate::model::{self, ProjectNode};

/// A project (dự án).
#[derive(Clone, Debug)]
pub(crate) struct Project {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Project,
    ProjectConnection,
    /// A page of projects (trang dự án).
    ,
    ProjectEdge,
    /// A project on a page (dự án trong trang).
}

listed!(Project, List::Projects, "projects", ProjectWhere, ProjectOrder, sort_projects, ProjectConnection);

/// A year or range of years stated of a project (năm).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct ProjectYear {
    /// The year or years as printed: "2021-2025" (năm).
    years: String,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

/// What one document says of a project (nội dung một văn bản nêu về dự án).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct ProjectStatement {
    /// The document (văn bản).
    document: Document,
    /// The name it uses (tên gọi).
    name: String,
    /// Where it stands, as printed (địa điểm).
    place: Option<String>,
    /// Costs (tổng mức đầu tư).
    costs: Vec<Amount>,
    /// Capacities and sizes (công suất, quy mô).
    capacities: Vec<Amount>,
    /// Years (thời gian).
    years: Vec<ProjectYear>,
    /// Firms that invest in it or run it (doanh nghiệp).
    enterprises: PlainList<Enterprise>,
    /// The words of each mention (chứng cứ).
    evidence: PlainList<Evidence>,
}

impl ProjectStatement {
    fn of(graph: &Arc<PolicyGraph>, s: &model::ProjectStatement) -> Self {
        let view = |evidence: &model::Evidence| Evidence::within(graph, s.document, evidence);
        let amounts = |list: &[model::Amount]| list.iter().map(|a| Amount::of(graph, s.document, a)).collect();
        let year = |(years, evidence): &(String, model::Evidence)| ProjectYear {
            years: years.clone(),
            evidence: view(evidence),
        };
        let firm = |index: &u32| Enterprise { graph: Arc::clone(graph), index: *index };
        Self {
            document: Document::of(graph, s.document),
            name: s.name.clone(),
            place: s.place.clone(),
            costs: amounts(&s.costs),
            capacities: amounts(&s.capacities),
            years: s.years.iter().map(year).collect(),
            enterprises: s.enterprises.iter().map(firm).collect(),
            evidence: s.evidence.iter().filter_map(view).collect(),
        }
    }
}

impl Project {
    fn node(&self) -> Option<&ProjectNode> {
        self.graph.resolved.projects.get(self.index as usize)
    }
}

/// A project with the documents that speak of it (dự án).
#[Object(serial)]
impl Project {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// Fullest name (tên dự án).
    async fn name(&self) -> Option<&str> {
        Some(self.node()?.name.as_str())
    }
    /// Other names seen (tên gọi khác).
    async fn aliases(&self) -> &[String] {
        self.node().map(|n| n.aliases.as_slice()).unwrap_or_default()
    }
    /// What sort of work (loại dự án).
    async fn kind(&self) -> Option<ProjectKind> {
        Some(self.node()?.kind.into())
    }
    /// Territory of the documents that name it, the smallest unit first (địa bàn).
    async fn jurisdiction(&self) -> Option<String> {
        self.node().map(|n| n.jurisdiction.label())
    }
    /// The rule that gave the key (quy tắc nhận diện).
    async fn rule(&self) -> Option<&str> {
        self.node().map(|n| n.rule.as_str())
    }
    /// What each document says of it, side by side (nội dung từng văn bản).
    async fn statements(&self) -> Vec<ProjectStatement> {
        let statements = self.node().map(|n| n.statements.as_slice()).unwrap_or_default();
        statements.iter().map(|s| ProjectStatement::of(&self.graph, s)).collect()
    }
    /// Documents that speak of it, each once (văn bản nêu dự án).
    async fn documents(&self) -> PlainList<Document> {
        let mut documents: Vec<u32> =
            self.node().map(|n| n.statements.iter().map(|s| s.document).collect()).unwrap_or_default();
        documents.dedup();
        documents.into_iter().map(|i| Document::of(&self.graph, i)).collect()
    }
    /// Tasks that name it (nhiệm vụ liên quan).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<TaskWhere>,
        order_by: Option<TaskOrder>,
    ) -> Answer<TaskConnection> {
        let asked = PageArguments { first, after, last, before };
        let rows = Listing::Kept(self.graph.tasks_of_project(self.index));
        TaskConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
}

plain!(Project {
    "id" => id,
    "name" => name,
    "kind" => kind,
    "jurisdiction" => jurisdiction,
    "rule" => rule,
});

choice_filter! {
    /// A condition on the sort of work (điều kiện trên loại dự án).
    ProjectKindFilter, ProjectKind
}

/// Conditions on projects; all that are given must hold (điều kiện dự án).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct ProjectWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Fullest name or another (tên dự án).
    name: Option<TextFilter>,
    /// What sort of work (loại dự án).
    kind: Option<ProjectKindFilter>,
    /// Territory (địa bàn).
    jurisdiction: Option<TextFilter>,
    /// Where it stands, as printed (địa điểm).
    place: Option<TextFilter>,
    /// A cost that some document states, in the unit printed (tổng mức đầu tư).
    cost: Option<NumberFilter>,
    /// How many documents speak of it (số văn bản nêu).
    documents: Option<NumberFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<ProjectWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<ProjectWhere>>,
    /// This does not hold (không).
    not: Option<Box<ProjectWhere>>,
}

condition!(ProjectWhere, PolicyGraph, |graph, row, node| graph.resolved.projects.get(row as usize), {
    id => |f| f.holds(Some(node.id.as_str())),
    name => |f| f.holds_any(&std::iter::once(&node.name).chain(&node.aliases).map(String::as_str).collect::<Vec<_>>()),
    kind => |f| f.holds(Some(node.kind.into())),
    jurisdiction => |f| f.holds_any(&units(Some(&node.jurisdiction)).iter().map(String::as_str).collect::<Vec<_>>()),
    place => |f| f.holds_any(&node.statements.iter().filter_map(|s| s.place.as_deref()).collect::<Vec<_>>()),
    cost => |f| node.statements.iter().flat_map(|s| &s.costs).any(|c| f.holds(c.value)),
    documents => |f| f.holds(count(node.statements.len())),
});

fn count(number: usize) -> f64 {
    u32::try_from(number).map_or(f64::MAX, f64::from)
}

order! {
    /// The order of projects (thứ tự dự án).
    ProjectOrder, ProjectOrderField {
        /// The key (mã định danh).
        Id,
        /// Name in Vietnamese order (tên dự án).
        Name,
        /// Largest cost stated (tổng mức đầu tư lớn nhất).
        Cost,
        /// How many documents speak of it (số văn bản nêu).
        Documents,
    }
}

fn sort_projects(graph: &PolicyGraph, rows: &mut [u32], order: ProjectOrder) {
    sort(rows, order.direction, |row| {
        let node = graph.resolved.projects.get(row as usize)?;
        match order.field {
            ProjectOrderField::Id => Some(SortKey::Rank(i64::from(row))),
            ProjectOrderField::Name => SortKey::name(Some(&node.name)),
            ProjectOrderField::Cost => {
                let costs = node.statements.iter().flat_map(|s| &s.costs).map(|c| c.value);
                costs.reduce(f64::max).map(SortKey::number)
            }
            ProjectOrderField::Documents => i64::try_from(node.statements.len()).ok().map(SortKey::Rank),
        }
    });
}

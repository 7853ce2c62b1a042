//! The lists of the schema, one document, and anything by its key.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, Union};

use super::agency::{Agency, AgencyConnection, AgencyOrder, AgencyWhere};
use super::document::Document;
use super::document_list::{DocumentConnection, DocumentOrder, DocumentWhere};
use super::enterprise::{Enterprise, EnterpriseConnection, EnterpriseOrder, EnterpriseWhere};
use super::error::{Answer, Refusal};
use super::page::{Listed, Listing, PageArguments, page_cost};
use super::person::{Person, PersonConnection, PersonOrder, PersonWhere};
use super::place::{Place, PlaceConnection, PlaceOrder, PlaceWhere};
use super::plain::Plainly;
use super::project::{Project, ProjectConnection, ProjectOrder, ProjectWhere};
use super::target::{Target, TargetConnection, TargetOrder, TargetWhere};
use super::task::{Task, TaskConnection, TaskOrder, TaskWhere};
use crate::graph::{List, PolicyGraph};

/// Most keys that can be looked up at once.
const MAX_KEYS: usize = 200;

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
    /// A firm.
    Enterprise(Enterprise),
    /// A signer.
    Person(Person),
    /// A place.
    Place(Place),
    /// A target.
    Target(Target),
}

impl Node {
    pub(super) fn at(graph: &Arc<PolicyGraph>, list: List, index: u32) -> Self {
        match list {
            List::Documents => Self::Document(Listed::at(graph, index)),
            List::Agencies => Self::Agency(Listed::at(graph, index)),
            List::Tasks => Self::Task(Listed::at(graph, index)),
            List::Projects => Self::Project(Listed::at(graph, index)),
            List::Enterprises => Self::Enterprise(Listed::at(graph, index)),
            List::People => Self::Person(Listed::at(graph, index)),
            List::Places => Self::Place(Listed::at(graph, index)),
            List::Targets => Self::Target(Listed::at(graph, index)),
        }
    }

    /// Finds anything by its key.
    pub(super) fn find(graph: &Arc<PolicyGraph>, key: &str) -> Option<Self> {
        List::ALL.iter().find_map(|list| Some(Self::at(graph, *list, graph.find(*list, key)?)))
    }
}

/// The lists of the graph.
#[derive(Debug)]
pub(super) struct Lists {
    graph: Arc<PolicyGraph>,
}

impl Lists {
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }

    fn all(&self, list: List) -> Listing<'static> {
        Listing::All(self.graph.count(list))
    }
}

/// The lists of the graph (các danh sách).
#[Object(serial)]
impl Lists {
    /// Documents, held or only cited; by key when no order is asked for (văn bản).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn documents(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<DocumentWhere>,
        order_by: Option<DocumentOrder>,
    ) -> Answer<DocumentConnection> {
        let asked = PageArguments { first, after, last, before };
        let rows = DocumentWhere::rows(filter.as_ref(), &self.graph);
        DocumentConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }

    /// One document by key, number or file; null when unknown or when several are possible (một văn bản).
    async fn document(
        &self,
        #[graphql(desc = "The key (mã định danh).")] id: Option<ID>,
        #[graphql(desc = "Number and symbol, in any spelling (số, ký hiệu).")] number: Option<String>,
        #[graphql(desc = "The file it was read from (tệp nguồn).")] source: Option<String>,
    ) -> Option<Plainly<Document>> {
        let index = match (id, number, source) {
            (Some(id), ..) => self.graph.by_id(&id),
            (None, Some(number), _) => self.graph.one_by_number(&number),
            (None, None, source) => self.graph.by_source(&source?),
        };
        index.map(|i| Plainly(Document::of(&self.graph, i)))
    }

    /// Anything by key; null when unknown (đối tượng theo mã).
    async fn node(&self, id: ID) -> Option<Node> {
        Node::find(&self.graph, &id)
    }

    /// Several things by key, in the order asked for; null where unknown (các đối tượng theo mã).
    #[graphql(complexity = "ids.len().saturating_mul(1 + child_complexity)")]
    async fn nodes(&self, ids: Vec<ID>) -> Answer<Vec<Option<Node>>> {
        if ids.len() > MAX_KEYS {
            return Err(Refusal::BadPage(format!("at most {MAX_KEYS} keys can be looked up at once")).into());
        }
        Ok(ids.iter().map(|id| Node::find(&self.graph, id)).collect())
    }

    /// Bodies that act or are tasked (cơ quan).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn agencies(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<AgencyWhere>,
        order_by: Option<AgencyOrder>,
    ) -> Answer<AgencyConnection> {
        let asked = PageArguments { first, after, last, before };
        AgencyConnection::answer(ctx, &self.graph, self.all(List::Agencies), filter.as_ref(), order_by, &asked)
    }

    /// Projects that documents name (dự án).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn projects(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<ProjectWhere>,
        order_by: Option<ProjectOrder>,
    ) -> Answer<ProjectConnection> {
        let asked = PageArguments { first, after, last, before };
        ProjectConnection::answer(ctx, &self.graph, self.all(List::Projects), filter.as_ref(), order_by, &asked)
    }

    /// Tasks that documents set (nhiệm vụ).
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
        TaskConnection::answer(ctx, &self.graph, self.all(List::Tasks), filter.as_ref(), order_by, &asked)
    }

    /// Figures that documents set to be reached (chỉ tiêu).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn targets(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<TargetWhere>,
        order_by: Option<TargetOrder>,
    ) -> Answer<TargetConnection> {
        let asked = PageArguments { first, after, last, before };
        TargetConnection::answer(ctx, &self.graph, self.all(List::Targets), filter.as_ref(), order_by, &asked)
    }

    /// Firms that documents name (doanh nghiệp).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn enterprises(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<EnterpriseWhere>,
        order_by: Option<EnterpriseOrder>,
    ) -> Answer<EnterpriseConnection> {
        let asked = PageArguments { first, after, last, before };
        EnterpriseConnection::answer(ctx, &self.graph, self.all(List::Enterprises), filter.as_ref(), order_by, &asked)
    }

    /// Persons who signed (người ký).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn people(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<PersonWhere>,
        order_by: Option<PersonOrder>,
    ) -> Answer<PersonConnection> {
        let asked = PageArguments { first, after, last, before };
        PersonConnection::answer(ctx, &self.graph, self.all(List::People), filter.as_ref(), order_by, &asked)
    }

    /// Places that documents or agencies belong to (địa bàn).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn places(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<PlaceWhere>,
        order_by: Option<PlaceOrder>,
    ) -> Answer<PlaceConnection> {
        let asked = PageArguments { first, after, last, before };
        PlaceConnection::answer(ctx, &self.graph, self.all(List::Places), filter.as_ref(), order_by, &asked)
    }
}

//! Firms of the schema, with the projects they invest in or run.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::error::Answer;
use super::evidence::Evidence;
use super::filter::{TextFilter, condition};
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::{Listing, PageArguments, connection, page_cost};
use super::plain::{PlainList, plain};
use super::project::{ProjectConnection, ProjectOrder, ProjectWhere};
use crate::graph::{List, PolicyGraph};
use crate::model::EnterpriseNode;

/// A firm, cooperative or corporation (doanh nghiệp, hợp tác xã).
#[derive(Clone, Debug)]
pub(crate) struct Enterprise {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Enterprise,
    EnterpriseConnection,
    /// A page of firms (trang doanh nghiệp).
    ,
    EnterpriseEdge,
    /// A firm on a page (doanh nghiệp trong trang).
}

listed!(
    Enterprise,
    List::Enterprises,
    "enterprises",
    EnterpriseWhere,
    EnterpriseOrder,
    sort_enterprises,
    EnterpriseConnection
);

impl Enterprise {
    fn node(&self) -> Option<&EnterpriseNode> {
        self.graph.resolved.enterprises.get(self.index as usize)
    }
}

/// A firm, cooperative or corporation (doanh nghiệp, hợp tác xã).
#[Object(serial)]
impl Enterprise {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// Fullest name (tên đầy đủ).
    async fn name(&self) -> Option<&str> {
        self.node().map(|n| n.name.as_str())
    }
    /// Other names seen (tên gọi khác).
    async fn aliases(&self) -> &[String] {
        self.node().map(|n| n.aliases.as_slice()).unwrap_or_default()
    }
    /// Words that name it (chứng cứ).
    #[graphql(complexity = "page_cost(first, None, child_complexity)")]
    async fn evidence(&self, #[graphql(default = 5)] first: Option<i32>) -> PlainList<Evidence> {
        let first = usize::try_from(first.unwrap_or(5)).unwrap_or(0);
        let evidence = self.node().map(|n| n.evidence.as_slice()).unwrap_or_default();
        evidence.iter().take(first).filter_map(|e| Evidence::of(&self.graph, e)).collect()
    }
    /// Projects it invests in or runs (dự án).
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
        let rows = Listing::Kept(self.graph.projects_of_enterprise(self.index));
        ProjectConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
}

plain!(Enterprise {
    "id" => id,
    "name" => name,
});

/// Conditions on firms; all that are given must hold (điều kiện doanh nghiệp).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct EnterpriseWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Fullest name or another (tên).
    name: Option<TextFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<EnterpriseWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<EnterpriseWhere>>,
    /// This does not hold (không).
    not: Option<Box<EnterpriseWhere>>,
}

condition!(EnterpriseWhere, PolicyGraph, |graph, row, node| graph.resolved.enterprises.get(row as usize), {
    id => |f| f.holds(Some(node.id.as_str())),
    name => |f| f.holds_any(&std::iter::once(&node.name).chain(&node.aliases).map(String::as_str).collect::<Vec<_>>()),
});

order! {
    /// The order of firms (thứ tự doanh nghiệp).
    EnterpriseOrder, EnterpriseOrderField {
        /// The key (mã định danh).
        Id,
        /// Name in Vietnamese order (tên).
        Name,
    }
}

fn sort_enterprises(graph: &PolicyGraph, rows: &mut [u32], order: EnterpriseOrder) {
    sort(rows, order.direction, |row| match order.field {
        EnterpriseOrderField::Id => Some(SortKey::Rank(i64::from(row))),
        EnterpriseOrderField::Name => {
            SortKey::name(graph.resolved.enterprises.get(row as usize).map(|n| n.name.as_str()))
        }
    });
}

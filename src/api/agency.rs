//! Bodies of the schema: agencies, groups, posts; what they must do and what they issued.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};

use super::document_list::{AuthorityLevelFilter, DocumentConnection, DocumentOrder, DocumentWhere, units};
use super::error::Answer;
use super::evidence::Evidence;
use super::filter::{TextFilter, choice_filter, condition};
use super::kinds::{AgencyKind, AuthorityLevel};
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::{Listing, PageArguments, connection, page_cost};
use super::plain::{PlainList, plain};
use super::scalars::Date;
use super::task::{TaskConnection, TaskOrder, TaskWhere};
use crate::graph::{List, PolicyGraph};
use crate::model::{self, AgencyNode};
use crate::text::PartialDate;

/// A body that acts or is tasked (cơ quan).
#[derive(Clone, Debug)]
pub(crate) struct Agency {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Agency,
    AgencyConnection,
    /// A page of bodies (trang cơ quan).
    ,
    AgencyEdge,
    /// A body on a page (cơ quan trong trang).
}

listed!(Agency, List::Agencies, "agencies", AgencyWhere, AgencyOrder, sort_agencies, AgencyConnection);

/// One body or place takes over from another (tiếp nhận chức năng, sáp nhập).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Succession {
    /// Key of the successor (mã định danh).
    id: ID,
    /// Its name (tên).
    name: String,
    /// From which day; null when not certain (từ ngày).
    on: Option<Date>,
    /// Number of the document that orders it (văn bản quy định).
    instrument: String,
}

impl From<&model::Succession> for Succession {
    fn from(s: &model::Succession) -> Self {
        Self {
            id: ID::from(s.successor.as_str()),
            name: s.name.clone(),
            on: PartialDate::parse_iso(&s.on).map(Date),
            instrument: s.instrument.clone(),
        }
    }
}

impl Agency {
    fn node(&self) -> Option<&AgencyNode> {
        self.graph.resolved.agencies.get(self.index as usize)
    }

    fn other(&self, index: u32) -> Self {
        Self { graph: Arc::clone(&self.graph), index }
    }
}

/// A body that acts or is tasked (cơ quan).
#[Object(serial)]
impl Agency {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// Full name (tên đầy đủ).
    async fn name(&self) -> &str {
        self.node().map(|n| n.name.as_str()).unwrap_or_default()
    }
    /// What sort of body (loại cơ quan).
    async fn kind(&self) -> Option<AgencyKind> {
        self.node().map(|n| n.kind.into())
    }
    /// Level of authority (cấp).
    async fn level(&self) -> Option<AuthorityLevel> {
        self.node()?.level.map(Into::into)
    }
    /// Whose body it is, the smallest unit first (địa bàn).
    async fn jurisdiction(&self) -> String {
        self.node().map(|n| n.jurisdiction.label()).unwrap_or_default()
    }
    /// Names seen in documents (tên gọi khác).
    async fn aliases(&self) -> &[String] {
        self.node().map(|n| n.aliases.as_slice()).unwrap_or_default()
    }
    /// The body it is a post or department of (cơ quan chủ quản).
    async fn part_of(&self) -> Option<Agency> {
        Some(self.other(self.node()?.part_of?))
    }
    /// Its posts and departments (đơn vị, chức danh trực thuộc).
    async fn parts(&self) -> PlainList<Agency> {
        self.graph.parts_of_agency(self.index).iter().map(|i| self.other(*i)).collect()
    }
    /// For a group, who belongs to it, in words (thành phần của nhóm).
    async fn members_rule(&self) -> Option<&str> {
        self.node()?.members_rule.as_deref()
    }
    /// Bodies that took over its duties (cơ quan kế thừa).
    async fn successors(&self) -> Vec<Succession> {
        self.node().map(|n| n.successors.iter().map(Into::into).collect()).unwrap_or_default()
    }
    /// Bodies whose duties it took over, of those known (cơ quan tiền thân).
    async fn predecessors(&self) -> PlainList<Agency> {
        self.graph.predecessors_of_agency(self.index).iter().map(|i| self.other(*i)).collect()
    }
    /// The rule that gave the key (quy tắc nhận diện).
    async fn rule(&self) -> Option<&str> {
        self.node().map(|n| n.rule.as_str())
    }
    /// Words that name it (chứng cứ).
    #[graphql(complexity = "page_cost(first, None, child_complexity)")]
    async fn evidence(&self, #[graphql(default = 5)] first: Option<i32>) -> PlainList<Evidence> {
        let first = usize::try_from(first.unwrap_or(5)).unwrap_or(0);
        let evidence = self.node().map(|n| n.evidence.as_slice()).unwrap_or_default();
        evidence.iter().take(first).filter_map(|e| Evidence::of(&self.graph, e)).collect()
    }
    /// Tasks it has a part in, those with a last day first (nhiệm vụ).
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
        let rows = Listing::Kept(self.graph.tasks_of_agency(self.index));
        TaskConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
    /// Documents it issued, of those held (văn bản đã ban hành).
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
        let rows = Listing::Kept(self.graph.documents_of_agency(self.index));
        DocumentConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
}

plain!(Agency {
    "id" => id,
    "name" => name,
    "kind" => kind,
    "level" => level,
    "jurisdiction" => jurisdiction,
    "partOf" => part_of of Agency,
    "membersRule" => members_rule,
    "rule" => rule,
});

choice_filter! {
    /// A condition on the sort of body (điều kiện trên loại cơ quan).
    AgencyKindFilter, AgencyKind
}

/// Conditions on bodies; all that are given must hold (điều kiện cơ quan).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct AgencyWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Full name or a name seen in documents (tên).
    name: Option<TextFilter>,
    /// What sort of body (loại cơ quan).
    kind: Option<AgencyKindFilter>,
    /// Level of authority (cấp).
    level: Option<AuthorityLevelFilter>,
    /// Territory: the names from the smallest unit up, or one of them (địa bàn).
    jurisdiction: Option<TextFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<AgencyWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<AgencyWhere>>,
    /// This does not hold (không).
    not: Option<Box<AgencyWhere>>,
}

condition!(AgencyWhere, PolicyGraph, |graph, row, node| graph.resolved.agencies.get(row as usize), {
    id => |f| f.holds(Some(node.id.as_str())),
    name => |f| f.holds_any(&std::iter::once(&node.name).chain(&node.aliases).map(String::as_str).collect::<Vec<_>>()),
    kind => |f| f.holds(Some(node.kind.into())),
    level => |f| f.holds(node.level.map(Into::into)),
    jurisdiction => |f| f.holds_any(&units(Some(&node.jurisdiction)).iter().map(String::as_str).collect::<Vec<_>>()),
});

order! {
    /// The order of bodies (thứ tự cơ quan).
    AgencyOrder, AgencyOrderField {
        /// The key (mã định danh).
        Id,
        /// Full name in Vietnamese order (tên).
        Name,
        /// Level of authority, from the centre down (cấp).
        Level,
        /// How many tasks it has a part in (số nhiệm vụ).
        Tasks,
    }
}

fn sort_agencies(graph: &PolicyGraph, rows: &mut [u32], order: AgencyOrder) {
    sort(rows, order.direction, |row| {
        let node = graph.resolved.agencies.get(row as usize)?;
        match order.field {
            AgencyOrderField::Id => Some(SortKey::Rank(i64::from(row))),
            AgencyOrderField::Name => SortKey::name(Some(&node.name)),
            AgencyOrderField::Level => node.level.map(|l| SortKey::Rank(l as i64)),
            AgencyOrderField::Tasks => i64::try_from(graph.tasks_of_agency(row).len()).ok().map(SortKey::Rank),
        }
    });
}

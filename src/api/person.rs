//! Signers of the schema, each within the agency signed for.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object};

use super::agency::{Agency, AgencyWhere};
use super::document_list::{DocumentConnection, DocumentOrder, DocumentWhere};
use super::error::Answer;
use super::filter::{TextFilter, condition};
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::{Listing, PageArguments, connection, page_cost};
use super::plain::plain;
use crate::graph::{List, PolicyGraph};
use crate::model::PersonNode;

/// A person who signed (người ký).
#[derive(Clone, Debug)]
pub(crate) struct Person {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Person,
    PersonConnection,
    /// A page of signers (trang người ký).
    ,
    PersonEdge,
    /// A signer on a page (người ký trong trang).
}

listed!(Person, List::People, "people", PersonWhere, PersonOrder, sort_people, PersonConnection);

impl Person {
    fn node(&self) -> Option<&PersonNode> {
        self.graph.resolved.people.get(self.index as usize)
    }
}

/// A person who signed (người ký).
#[Object(serial)]
impl Person {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// The name (họ tên).
    async fn name(&self) -> Option<&str> {
        self.node().map(|n| n.name.as_str())
    }
    /// The agency signed for (cơ quan).
    async fn agency(&self) -> Option<Agency> {
        Some(Agency { graph: Arc::clone(&self.graph), index: self.node()?.agency? })
    }
    /// Documents signed (văn bản đã ký).
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
        let rows = Listing::Kept(self.graph.documents_of_person(self.index));
        DocumentConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
}

plain!(Person {
    "id" => id,
    "name" => name,
    "agency" => agency of Agency,
});

/// Conditions on signers; all that are given must hold (điều kiện người ký).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PersonWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// The name (họ tên).
    name: Option<TextFilter>,
    /// The agency signed for (cơ quan).
    agency: Option<AgencyWhere>,
    /// All of these hold (tất cả).
    and: Option<Vec<PersonWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<PersonWhere>>,
    /// This does not hold (không).
    not: Option<Box<PersonWhere>>,
}

condition!(PersonWhere, PolicyGraph, |graph, row, node| graph.resolved.people.get(row as usize), {
    id => |f| f.holds(Some(node.id.as_str())),
    name => |f| f.holds(Some(&node.name)),
    agency => |f| node.agency.is_some_and(|a| f.holds(graph, a)),
});

order! {
    /// The order of signers (thứ tự người ký).
    PersonOrder, PersonOrderField {
        /// The key (mã định danh).
        Id,
        /// Given name first, as Vietnamese lists sort people (tên, rồi họ và đệm).
        Name,
    }
}

fn sort_people(graph: &PolicyGraph, rows: &mut [u32], order: PersonOrder) {
    sort(rows, order.direction, |row| match order.field {
        PersonOrderField::Id => Some(SortKey::Rank(i64::from(row))),
        PersonOrderField::Name => {
            let name = graph.resolved.people.get(row as usize).map(|n| n.name.as_str())?;
            let given = name.rsplit(' ').next().unwrap_or(name);
            SortKey::name(Some(&format!("{given} {name}")))
        }
    });
}

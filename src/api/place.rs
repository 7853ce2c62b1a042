//! Places of the schema: provinces, districts, communes, each with the time it existed in.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object};

use super::agency::Succession;
use super::document_list::AuthorityLevelFilter;
use super::filter::{TextFilter, condition};
use super::kinds::AuthorityLevel;
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::connection;
use super::plain::{PlainList, plain};
use super::scalars::Date;
use crate::graph::{List, PolicyGraph};
use crate::model::PlaceNode;
use crate::text::PartialDate;

/// A place that documents or agencies belong to (địa bàn, đơn vị hành chính).
#[derive(Clone, Debug)]
pub(crate) struct Place {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Place,
    PlaceConnection,
    /// A page of places (trang địa bàn).
    ,
    PlaceEdge,
    /// A place on a page (địa bàn trong trang).
}

listed!(Place, List::Places, "places", PlaceWhere, PlaceOrder, sort_places, PlaceConnection);

impl Place {
    fn node(&self) -> Option<&PlaceNode> {
        self.graph.resolved.places.get(self.index as usize)
    }
}

/// A place that documents or agencies belong to (địa bàn, đơn vị hành chính).
#[Object(serial)]
impl Place {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// Kind and name: "tỉnh Phú Yên" (tên).
    async fn name(&self) -> Option<&str> {
        self.node().map(|n| n.name.as_str())
    }
    /// Level (cấp).
    async fn level(&self) -> Option<AuthorityLevel> {
        self.node().map(|n| n.level.into())
    }
    /// The place it is part of (trực thuộc).
    async fn parent(&self) -> Option<Place> {
        Some(Place { graph: Arc::clone(&self.graph), index: self.node()?.parent? })
    }
    /// First day; null when before the table begins (từ ngày).
    async fn valid_from(&self) -> Option<Date> {
        PartialDate::parse_iso(&self.node()?.valid_from).map(Date)
    }
    /// Last day; null when it still exists (đến ngày).
    async fn valid_to(&self) -> Option<Date> {
        PartialDate::parse_iso(&self.node()?.valid_to).map(Date)
    }
    /// What it was made from, near and far, of those known (đơn vị tiền thân).
    async fn predecessors(&self) -> PlainList<Place> {
        let all = self.node().map(|n| n.predecessors.as_slice()).unwrap_or_default();
        let known = all.iter().filter_map(|p| self.graph.find(List::Places, &p.predecessor));
        known.map(|index| Place { graph: Arc::clone(&self.graph), index }).collect()
    }
    /// What it became (đơn vị kế thừa).
    async fn successors(&self) -> Vec<Succession> {
        self.node().map(|n| n.successors.iter().map(Into::into).collect()).unwrap_or_default()
    }
}

plain!(Place {
    "id" => id,
    "name" => name,
    "level" => level,
    "parent" => parent of Place,
    "validFrom" => valid_from,
    "validTo" => valid_to,
});

/// Conditions on places; all that are given must hold (điều kiện địa bàn).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct PlaceWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// Kind and name (tên).
    name: Option<TextFilter>,
    /// Level (cấp).
    level: Option<AuthorityLevelFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<PlaceWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<PlaceWhere>>,
    /// This does not hold (không).
    not: Option<Box<PlaceWhere>>,
}

condition!(PlaceWhere, PolicyGraph, |graph, row, node| graph.resolved.places.get(row as usize), {
    id => |f| f.holds(Some(node.id.as_str())),
    name => |f| f.holds(Some(&node.name)),
    level => |f| f.holds(Some(node.level.into())),
});

order! {
    /// The order of places (thứ tự địa bàn).
    PlaceOrder, PlaceOrderField {
        /// The key (mã định danh).
        Id,
        /// Name in Vietnamese order (tên).
        Name,
        /// Level (cấp).
        Level,
    }
}

fn sort_places(graph: &PolicyGraph, rows: &mut [u32], order: PlaceOrder) {
    sort(rows, order.direction, |row| {
        let node = graph.resolved.places.get(row as usize)?;
        match order.field {
            PlaceOrderField::Id => Some(SortKey::Rank(i64::from(row))),
            PlaceOrderField::Name => SortKey::name(Some(&node.name)),
            PlaceOrderField::Level => Some(SortKey::Rank(node.level as i64)),
        }
    });
}

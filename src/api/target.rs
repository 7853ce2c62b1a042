//! Targets of the schema: figures a document sets to be reached.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object};

use super::document::Document;
use super::document_list::DocumentWhere;
use super::evidence::Evidence;
use super::filter::{NumberFilter, TextFilter, condition};
use super::list::listed;
use super::order::{SortKey, order, sort};
use super::page::connection;
use super::plain::plain;
use crate::graph::{List, PolicyGraph};
use crate::model::{self, TargetNode};

/// A figure to be reached (chỉ tiêu).
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

connection! {
    Target,
    TargetConnection,
    /// A page of targets (trang chỉ tiêu).
    ,
    TargetEdge,
    /// A target on a page (chỉ tiêu trong trang).
}

listed!(Target, List::Targets, "targets", TargetWhere, TargetOrder, sort_targets, TargetConnection);

impl Target {
    fn node(&self) -> Option<&TargetNode> {
        self.graph.resolved.targets.get(self.index as usize)
    }
}

fn read(graph: &PolicyGraph, row: u32) -> Option<model::Target> {
    let node = graph.resolved.targets.get(row as usize)?;
    graph.held_of(node.document)?.extraction.targets.get(node.target as usize).cloned()
}

/// A figure to be reached (chỉ tiêu).
#[Object(serial)]
impl Target {
    /// The key (mã định danh).
    async fn id(&self) -> ID {
        ID::from(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// What is measured, in the words of the document (chỉ tiêu).
    async fn metric(&self) -> Option<String> {
        read(&self.graph, self.index).map(|t| t.metric)
    }
    /// The number as printed (số in).
    async fn printed(&self) -> Option<String> {
        read(&self.graph, self.index).map(|t| t.printed)
    }
    /// The number read (giá trị).
    async fn value(&self) -> Option<f64> {
        read(&self.graph, self.index).map(|t| t.value)
    }
    /// The unit as printed (đơn vị).
    async fn unit(&self) -> Option<String> {
        read(&self.graph, self.index).map(|t| t.unit)
    }
    /// Year or years by which (năm).
    async fn year(&self) -> Option<String> {
        read(&self.graph, self.index)?.year
    }
    /// The document that sets it (văn bản).
    async fn document(&self) -> Option<Document> {
        Some(Document::of(&self.graph, self.node()?.document))
    }
    /// The words (chứng cứ).
    async fn evidence(&self) -> Option<Evidence> {
        Evidence::within(&self.graph, self.node()?.document, &read(&self.graph, self.index)?.evidence)
    }
}

plain!(Target {
    "id" => id,
    "metric" => metric,
    "printed" => printed,
    "unit" => unit,
    "year" => year,
    "document" => document of Document,
    "evidence" => evidence of Evidence,
});

/// Conditions on targets; all that are given must hold (điều kiện chỉ tiêu).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct TargetWhere {
    /// The key (mã định danh).
    id: Option<TextFilter>,
    /// What is measured (chỉ tiêu).
    metric: Option<TextFilter>,
    /// The number read (giá trị).
    value: Option<NumberFilter>,
    /// The unit as printed (đơn vị).
    unit: Option<TextFilter>,
    /// Year or years by which (năm).
    year: Option<TextFilter>,
    /// The document that sets it (văn bản).
    document: Option<DocumentWhere>,
    /// All of these hold (tất cả).
    and: Option<Vec<TargetWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<TargetWhere>>,
    /// This does not hold (không).
    not: Option<Box<TargetWhere>>,
}

condition!(TargetWhere, PolicyGraph, |graph, row, node| graph.resolved.targets.get(row as usize).zip(read(graph, row)), {
    id => |f| f.holds(Some(node.0.id.as_str())),
    metric => |f| f.holds(Some(&node.1.metric)),
    value => |f| f.holds(node.1.value),
    unit => |f| f.holds(Some(&node.1.unit)),
    year => |f| f.holds(node.1.year.as_deref()),
    document => |f| f.holds(graph, node.0.document),
});

order! {
    /// The order of targets (thứ tự chỉ tiêu).
    TargetOrder, TargetOrderField {
        /// Document and place in it (văn bản và vị trí).
        Id,
        /// What is measured, in Vietnamese order (chỉ tiêu).
        Metric,
        /// The number read (giá trị).
        Value,
        /// Year by which (năm).
        Year,
    }
}

fn sort_targets(graph: &PolicyGraph, rows: &mut [u32], order: TargetOrder) {
    sort(rows, order.direction, |row| {
        let target = read(graph, row)?;
        match order.field {
            TargetOrderField::Id => Some(SortKey::Rank(i64::from(row))),
            TargetOrderField::Metric => SortKey::name(Some(&target.metric)),
            TargetOrderField::Value => Some(SortKey::number(target.value)),
            TargetOrderField::Year => SortKey::name(target.year.as_deref()),
        }
    });
}

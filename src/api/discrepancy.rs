//! Contradictions in and between documents: candidates for a person to judge.

use std::sync::Arc;

use async_graphql::{ID, InputObject, Object};

use super::document::Document;
use super::evidence::Evidence;
use super::filter::{TextFilter, choice_filter, condition};
use super::kinds::DiscrepancyKind;
use super::lists::Node;
use super::page::{Listed, connection};
use crate::graph::PolicyGraph;
use crate::model;

/// A contradiction in or between documents (điểm không nhất quán).
#[derive(Clone, Debug)]
pub(crate) struct Discrepancy {
    graph: Arc<PolicyGraph>,
    index: u32,
}

connection! {
    Discrepancy,
    DiscrepancyConnection,
    /// A page of contradictions (trang điểm không nhất quán).
    ,
    DiscrepancyEdge,
    /// A contradiction on a page (điểm không nhất quán trong trang).
}

impl Listed for Discrepancy {
    const NAME: &'static str = "discrepancies";

    fn at(graph: &Arc<PolicyGraph>, row: u32) -> Self {
        Self { graph: Arc::clone(graph), index: row }
    }

    /// A contradiction is known by what it is about and how many of its sort stand before it.
    fn key(graph: &PolicyGraph, row: u32) -> Option<String> {
        let all = &graph.resolved.discrepancies;
        let own = all.get(row as usize)?;
        let alike = |d: &&model::Discrepancy| d.kind == own.kind && d.about == own.about;
        let before = all.iter().take(row as usize).filter(alike).count();
        Some(format!("{:?} {before} {}", own.kind, own.about))
    }

    fn find(graph: &PolicyGraph, key: &str) -> Option<u32> {
        (0u32..)
            .zip(&graph.resolved.discrepancies)
            .map(|(i, _)| i)
            .find(|i| Self::key(graph, *i).as_deref() == Some(key))
    }
}

impl Discrepancy {
    fn found(&self) -> Option<&model::Discrepancy> {
        self.graph.resolved.discrepancies.get(self.index as usize)
    }
}

/// A contradiction in or between documents, for a person to judge (điểm không nhất quán).
#[Object]
impl Discrepancy {
    /// What sort (loại).
    async fn kind(&self) -> Option<DiscrepancyKind> {
        self.found().map(|d| d.kind.into())
    }
    /// Key of the document, project or task it is about (mã đối tượng).
    async fn about(&self) -> Option<ID> {
        self.found().map(|d| ID::from(d.about.as_str()))
    }
    /// The document, project or task it is about (đối tượng).
    async fn subject(&self) -> Option<Node> {
        Node::find(&self.graph, &self.found()?.about)
    }
    /// One sentence with the values (diễn giải).
    async fn message(&self) -> &str {
        self.found().map(|d| d.message.as_str()).unwrap_or_default()
    }
    /// The values, as printed (các giá trị).
    async fn values(&self) -> &[String] {
        self.found().map(|d| d.values.as_slice()).unwrap_or_default()
    }
    /// The document each of the words stands in, in their order (văn bản chứa chứng cứ).
    async fn documents(&self) -> Vec<Document> {
        let evidence = self.found().map(|d| d.evidence.as_slice()).unwrap_or_default();
        let shown = evidence.iter().filter(|at| self.graph.view(at).is_some());
        shown.map(|at| Document::of(&self.graph, at.document)).collect()
    }
    /// The words of each value (chứng cứ).
    async fn evidence(&self) -> Vec<Evidence> {
        let evidence = self.found().map(|d| d.evidence.as_slice()).unwrap_or_default();
        evidence.iter().filter_map(|at| Evidence::of(&self.graph, at)).collect()
    }
}

choice_filter! {
    /// A condition on the sort of contradiction (điều kiện trên loại mâu thuẫn).
    DiscrepancyKindFilter, DiscrepancyKind
}

/// Conditions on contradictions; all that are given must hold (điều kiện mâu thuẫn).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct DiscrepancyWhere {
    /// What sort (loại).
    kind: Option<DiscrepancyKindFilter>,
    /// Key of what it is about (mã đối tượng).
    about: Option<TextFilter>,
    /// All of these hold (tất cả).
    and: Option<Vec<DiscrepancyWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<DiscrepancyWhere>>,
    /// This does not hold (không).
    not: Option<Box<DiscrepancyWhere>>,
}

condition!(DiscrepancyWhere, PolicyGraph, |graph, row, node| graph.resolved.discrepancies.get(row as usize), {
    kind => |f| f.holds(Some(node.kind.into())),
    about => |f| f.holds(Some(&node.about)),
});

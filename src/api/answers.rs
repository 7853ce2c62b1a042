//! What the named questions answer with: an agency's ledger, contradictions, documents wanted, statements on a project.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_graphql::{ID, SimpleObject};

use super::kinds::{DiscrepancyKind, Role};
use super::objects::{Agency, Document, Evidence, Task};
use crate::graph::PolicyGraph;
use crate::model::{Located, Resolution};

/// What an agency must do, under the documents held (sổ nhiệm vụ của một cơ quan).
#[derive(Debug, SimpleObject)]
pub(crate) struct Ledger {
    /// The agency (cơ quan).
    agency: Agency,
    /// How many tasks match (tổng số).
    total_count: usize,
    /// The tasks, those with a last day first (nhiệm vụ).
    tasks: Vec<Task>,
    /// How many held documents were looked at (số văn bản đã xét).
    documents_looked_at: usize,
}

/// A contradiction in or between documents, for a person to judge (điểm không nhất quán).
#[derive(Debug, SimpleObject)]
pub(crate) struct Discrepancy {
    /// What sort (loại).
    kind: DiscrepancyKind,
    /// Key of the document, project or task it is about (đối tượng).
    about: ID,
    /// One sentence with the values (diễn giải).
    message: String,
    /// The values, as printed (các giá trị).
    values: Vec<String>,
    /// The words of each value (chứng cứ).
    evidence: Vec<Evidence>,
}

/// A document that is cited and not held (văn bản được dẫn mà chưa có).
#[derive(Debug, SimpleObject)]
pub(crate) struct MissingDocument {
    /// The document (văn bản).
    document: Document,
    /// How many held documents cite it (số văn bản dẫn).
    citing_documents: usize,
}

/// An amount as printed (số liệu).
#[derive(Debug, SimpleObject)]
pub(crate) struct Amount {
    /// The number as printed (số in).
    printed: String,
    /// The number read (giá trị).
    value: f64,
    /// The unit as printed (đơn vị).
    unit: String,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

/// What one document says of a project (nội dung một văn bản nêu về dự án).
#[derive(Debug, SimpleObject)]
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
    /// The words of each mention (chứng cứ).
    evidence: Vec<Evidence>,
}

/// Returns an agency's tasks in a role, or in any; none when there is no such agency.
pub(super) fn ledger(graph: &Arc<PolicyGraph>, id: &str, role: Option<Role>, first: usize) -> Option<Ledger> {
    let resolved = &graph.resolved;
    let (agency, _) = (0u32..).zip(&resolved.agencies).find(|(_, a)| a.id.as_str() == id)?;
    let part = |t: &crate::model::TaskNode| {
        t.actors.iter().any(|a| a.agency == agency && role.is_none_or(|r| r == Role::from(a.role)))
    };
    let mut found: Vec<u32> = (0u32..).zip(&resolved.tasks).filter(|(_, t)| part(t)).map(|(i, _)| i).collect();
    let due = |i: &u32| resolved.tasks.get(*i as usize).and_then(|t| t.due.as_deref());
    found.sort_by_key(|i| (due(i).is_none(), due(i), *i));
    Some(Ledger {
        agency: Agency::of(graph, agency)?,
        total_count: found.len(),
        tasks: found.iter().take(first).map(|i| Task { graph: Arc::clone(graph), index: *i }).collect(),
        documents_looked_at: graph.held.len(),
    })
}

/// Returns contradictions, of one sort or of all.
pub(super) fn discrepancies(graph: &PolicyGraph, kind: Option<DiscrepancyKind>, first: usize) -> Vec<Discrepancy> {
    let all = graph.resolved.discrepancies.iter().filter(|d| kind.is_none_or(|k| k == DiscrepancyKind::from(d.kind)));
    all.take(first)
        .map(|d| Discrepancy {
            kind: d.kind.into(),
            about: ID::from(d.about.as_str()),
            message: d.message.clone(),
            values: d.values.clone(),
            evidence: d.evidence.iter().filter_map(|at| graph.view(at)).map(Into::into).collect(),
        })
        .collect()
}

/// Returns documents cited and not held, the most cited first.
pub(super) fn missing_documents(graph: &Arc<PolicyGraph>, first: usize) -> Vec<MissingDocument> {
    let wanted = (0u32..).zip(&graph.resolved.documents).filter(|(_, d)| d.resolution == Resolution::Stub);
    let citing =
        |d: &crate::model::DocumentNode| d.mentions.iter().map(|m| m.located.document).collect::<BTreeSet<_>>().len();
    let mut list: Vec<(u32, usize)> = wanted.map(|(i, d)| (i, citing(d))).collect();
    list.sort_by_key(|(i, n)| (std::cmp::Reverse(*n), *i));
    list.into_iter()
        .take(first)
        .map(|(index, n)| MissingDocument {
            document: Document { graph: Arc::clone(graph), index },
            citing_documents: n,
        })
        .collect()
}

/// Returns what each document says of a project.
pub(super) fn statements(graph: &Arc<PolicyGraph>, node: &crate::model::ProjectNode) -> Vec<ProjectStatement> {
    let statement = |s: &crate::model::ProjectStatement| {
        let view = |evidence| graph.view(&Located { document: s.document, evidence }).map(Evidence::from);
        let amounts = |list: &[crate::model::Amount]| {
            let amount = |a: &crate::model::Amount| Amount {
                printed: a.printed.clone(),
                value: a.value,
                unit: a.unit.clone(),
                evidence: view(a.evidence),
            };
            list.iter().map(amount).collect()
        };
        ProjectStatement {
            document: Document { graph: Arc::clone(graph), index: s.document },
            name: s.name.clone(),
            place: s.place.clone(),
            costs: amounts(&s.costs),
            capacities: amounts(&s.capacities),
            evidence: s.evidence.iter().filter_map(|e| view(*e)).collect(),
        }
    };
    node.statements.iter().map(statement).collect()
}

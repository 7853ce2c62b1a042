//! Contradictions between what documents print of one work: candidates for a person to judge, never corrected here.

use std::collections::BTreeMap;

use crate::model::{Discrepancy, DiscrepancyKind, DocumentNode, Located, RelationEdge, RelationKind};
use crate::text::{PartialDate, fold};

/// Finds contradictions in citations and in the order of dates.
pub(super) fn discrepancies(nodes: &[DocumentNode], relations: &[RelationEdge]) -> Vec<Discrepancy> {
    let mut found: Vec<Discrepancy> =
        nodes.iter().filter_map(two_dates).chain(nodes.iter().filter_map(two_issuers)).collect();
    found.extend(relations.iter().filter_map(|r| dated_before(nodes, r)));
    found
}

fn two_dates(node: &DocumentNode) -> Option<Discrepancy> {
    let mut printed: BTreeMap<PartialDate, Located> = BTreeMap::new();
    for m in &node.mentions {
        if let Some(date) = m.issued_on {
            printed.entry(date).or_insert(m.located);
        }
    }
    let dates: Vec<PartialDate> = printed.keys().copied().collect();
    let clash = dates.iter().any(|a| dates.iter().any(|b| !a.agrees_with(*b)));
    clash.then(|| Discrepancy {
        kind: DiscrepancyKind::TwoDates,
        about: node.id.to_string(),
        message: format!("{} is cited with {} dates", label(node), dates.len()),
        values: dates.iter().map(ToString::to_string).collect(),
        evidence: printed.into_values().collect(),
    })
}

/// Two issuers of which neither name holds the other: "Tỉnh ủy" and "Ban Thường vụ Tỉnh ủy" do not contradict.
fn two_issuers(node: &DocumentNode) -> Option<Discrepancy> {
    let mut printed: BTreeMap<String, (String, Located)> = BTreeMap::new();
    for m in &node.mentions {
        if let Some(issuer) = &m.issuer {
            printed.entry(fold(issuer)).or_insert_with(|| (issuer.clone(), m.located));
        }
    }
    let names: Vec<&String> = printed.keys().collect();
    let clash = names.iter().any(|a| names.iter().any(|b| !a.contains(b.as_str()) && !b.contains(a.as_str())));
    clash.then(|| Discrepancy {
        kind: DiscrepancyKind::TwoIssuers,
        about: node.id.to_string(),
        message: format!("{} is cited with {} issuers", label(node), names.len()),
        values: printed.values().map(|(name, _)| name.clone()).collect(),
        evidence: printed.values().map(|(_, at)| *at).collect(),
    })
}

fn dated_before(nodes: &[DocumentNode], relation: &RelationEdge) -> Option<Discrepancy> {
    if !matches!(relation.kind, RelationKind::Implements | RelationKind::LegalBasis | RelationKind::Guides) {
        return None;
    }
    let (actor, object) = (nodes.get(relation.actor as usize)?, nodes.get(relation.object as usize)?);
    let (a, o) = (actor.issued_on?, object.issued_on?);
    a.certainly_before(o).then(|| Discrepancy {
        kind: DiscrepancyKind::DatedBefore,
        about: actor.id.to_string(),
        message: format!("{} is dated {a}, before {} of {o}, which it is said to rest on", label(actor), label(object)),
        values: vec![a.to_string(), o.to_string()],
        evidence: vec![relation.evidence],
    })
}

fn label(node: &DocumentNode) -> String {
    node.number.as_ref().map(|n| n.canonical()).or_else(|| node.title.clone()).unwrap_or_else(|| node.id.to_string())
}

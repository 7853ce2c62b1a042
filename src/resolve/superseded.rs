//! Works that rest on what was already replaced on their own day; leaves out what a document merely mentions.

use std::collections::BTreeMap;

use super::discrepancy::label;
use crate::model::reference::law_of_number;
use crate::model::{Discrepancy, DiscrepancyKind, DocumentNode, DocumentType, RelationEdge, RelationKind};
use crate::text::PartialDate;

/// How many months a replacement has had to come into force, and to be known, before resting on the old one is a slip.
const MONTHS: i32 = 6;

/// The first relation that says that a work is replaced as a whole.
pub(super) type Over = BTreeMap<u32, RelationEdge>;

/// Tells whether a document rests on a law that was over, or on a document that another one had replaced as a whole.
pub(super) fn superseded(nodes: &[DocumentNode], r: &RelationEdge, over: &Over) -> Option<Discrepancy> {
    let rests = r.actor == r.said_by && matches!(r.kind, RelationKind::LegalBasis | RelationKind::Implements);
    if !rests {
        return None;
    }
    of_law(nodes, r).or_else(|| of_replaced(nodes, r, over))
}

/// A text that consolidates others repeats what they rested on.
fn day_of(node: &DocumentNode) -> Option<PartialDate> {
    let kinds = [node.document_type, node.number.as_ref().and_then(|n| n.document_type())];
    node.issued_on.filter(|d| d.day.is_some() && !kinds.contains(&Some(DocumentType::ConsolidatedText)))
}

fn of_law(nodes: &[DocumentNode], r: &RelationEdge) -> Option<Discrepancy> {
    let (actor, object) = (nodes.get(r.actor as usize)?, nodes.get(r.object as usize)?);
    let last = PartialDate::parse_iso(&law_of_number(object.number.as_ref()?)?.valid_to)?;
    let day = day_of(actor)?;
    last.certainly_before(day).then(|| Discrepancy {
        kind: DiscrepancyKind::CitesReplaced,
        about: actor.id.to_string(),
        message: format!("{} of {day} rests on {}, in force until {last}", label(actor), label(object)),
        values: vec![day.to_string(), last.to_string()],
        evidence: vec![r.evidence],
    })
}

fn of_replaced(nodes: &[DocumentNode], r: &RelationEdge, over: &Over) -> Option<Discrepancy> {
    let by = over.get(&r.object).filter(|by| by.actor != r.actor)?;
    let (actor, object, new) =
        (nodes.get(r.actor as usize)?, nodes.get(r.object as usize)?, nodes.get(by.actor as usize)?);
    let (day, since) = (day_of(actor)?, day_of(new)?);
    let months = |d: PartialDate| i32::from(d.year) * 12 + d.month.map_or(0, i32::from);
    (months(day) - months(since) >= MONTHS).then(|| Discrepancy {
        kind: DiscrepancyKind::CitesReplaced,
        about: actor.id.to_string(),
        message: format!(
            "{} of {day} rests on {}, which {} replaced on {since}",
            label(actor),
            label(object),
            label(new)
        ),
        values: vec![day.to_string(), since.to_string()],
        evidence: vec![r.evidence, by.evidence],
    })
}

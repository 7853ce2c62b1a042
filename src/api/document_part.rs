//! Parts of a held document: headings, signatures, recipients, budget lines; each with its words.

use std::sync::Arc;

use async_graphql::SimpleObject;

use super::agency::Agency;
use super::evidence::{Amount, Evidence};
use crate::graph::{Held, PolicyGraph};
use crate::model;

/// A heading and the text it governs (mục, điều, khoản).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Section {
    /// Labels from the top down, joined by dots: `IV.1` (ký hiệu mục).
    path: String,
    /// The heading's own words (tiêu đề).
    title: String,
    /// 0 for the top (bậc).
    depth: i32,
    /// The heading it stands in (mục cha).
    parent: Option<String>,
    /// Its text, its heading and what stands under it included (nội dung).
    text: String,
    /// Offset of the first character in the source (vị trí đầu).
    start: u32,
    /// Offset one past the last character (vị trí cuối).
    end: u32,
    /// Line it begins on, from 1 (dòng).
    line: u32,
}

/// A signature (chữ ký).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Signer {
    /// The name as printed (họ tên).
    name: String,
    /// In which capacity: "TM.", "KT.", "TL.", "TUQ.", "Q."; null in one's own right (thẩm quyền ký).
    capacity: Option<String>,
    /// The post as printed (chức vụ).
    post: Option<String>,
    /// The agency signed for (cơ quan).
    agency: Option<Agency>,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

/// One line of the recipients (nơi nhận).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Recipient {
    /// As printed (tên).
    name: String,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

/// An amount of money for a purpose or from a source (dòng kinh phí).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct BudgetLine {
    /// Purpose or source, as printed (nội dung, nguồn).
    label: String,
    /// How much (số tiền).
    amount: Amount,
    /// The line this one is part of: its place in this list, from 0 (dòng cha).
    parent: Option<u32>,
}

/// Returns the headings of a document.
pub(super) fn sections_of(graph: &PolicyGraph, document: u32) -> Vec<Section> {
    let Some(held) = graph.held_of(document) else { return Vec::new() };
    let sections = &held.extraction.sections;
    let path = |i: u32| sections.get(i as usize).map(|s| s.path.clone());
    sections.iter().map(|s| section(&held, s, s.parent.and_then(path))).collect()
}

fn section(held: &Held, section: &model::Section, parent: Option<String>) -> Section {
    let span = held.text.to_source(section.span);
    Section {
        path: section.path.clone(),
        title: section.title.clone(),
        depth: i32::from(section.depth),
        parent,
        text: held.text.shown(span).into_owned(),
        start: held.text.char_offset(span.start),
        end: held.text.char_offset(span.end),
        line: held.text.line_of(span.start),
    }
}

/// Returns who signed a document.
pub(super) fn signers_of(graph: &Arc<PolicyGraph>, document: u32) -> Vec<Signer> {
    let signers = graph.document(document).map(|n| n.signers.as_slice()).unwrap_or_default();
    let signer = |s: &model::SignedBy| {
        let person = graph.resolved.people.get(s.person as usize)?;
        Some(Signer {
            name: person.name.clone(),
            capacity: s.capacity.as_ref().map(ToString::to_string),
            post: s.post.as_ref().map(ToString::to_string),
            agency: person.agency.map(|index| Agency { graph: Arc::clone(graph), index }),
            evidence: Evidence::of(graph, &s.evidence),
        })
    };
    signers.iter().filter_map(signer).collect()
}

/// Returns who receives a document.
pub(super) fn recipients_of(graph: &PolicyGraph, document: u32) -> Vec<Recipient> {
    let Some(held) = graph.held_of(document) else { return Vec::new() };
    let recipient = |r: &model::Recipient| Recipient {
        name: r.name.clone(),
        evidence: Evidence::within(graph, document, &r.evidence),
    };
    held.extraction.header.recipients.iter().map(recipient).collect()
}

/// Returns the money a document sets aside.
pub(super) fn budget_of(graph: &PolicyGraph, document: u32) -> Vec<BudgetLine> {
    let Some(held) = graph.held_of(document) else { return Vec::new() };
    let line = |b: &model::BudgetLine| BudgetLine {
        label: b.label.clone(),
        amount: Amount::of(graph, document, &b.amount),
        parent: b.parent,
    };
    held.extraction.budget.iter().map(line).collect()
}

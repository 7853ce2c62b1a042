//! Drafts: a held document whose number is blank, and the work that was issued under its title.

use std::collections::BTreeMap;

use super::Ready;
use super::documents::Works;
use crate::model::reference::name_key;
use crate::model::{DocumentNode, Located, RelationEdge, RelationKind, Scope};

/// Shortest title, in words, that tells a work.
const TELLING: usize = 6;

/// Relates drafts to what was issued: same kind, same territory, same title, not older, and only one such.
pub(super) fn drafts(inputs: &[Ready<'_>], works: &Works) -> Vec<RelationEdge> {
    let drafts: Vec<(u32, &DocumentNode)> = (0u32..).zip(&works.nodes).filter(|(_, n)| n.draft).collect();
    if drafts.is_empty() {
        return Vec::new();
    }
    let titled = titled(&works.nodes);
    let mut found = Vec::new();
    for (actor, draft) in drafts {
        let header = draft.held.and_then(|h| inputs.get(h as usize)).map(|i| i.prepared.facts.header());
        let Some(title) = header.and_then(|h| h.title) else { continue };
        let Some(same) = draft.title.as_deref().and_then(|t| titled.get(&title_key(t))) else { continue };
        let mut issued = same.iter().filter(|o| works.nodes.get(**o as usize).is_some_and(|n| is_issue_of(n, draft)));
        if let (Some(object), None) = (issued.next(), issued.next()) {
            found.push(RelationEdge {
                actor,
                kind: RelationKind::DraftOf,
                object: *object,
                said_by: actor,
                basis: None,
                scope: Scope::Whole,
                evidence: Located { document: actor, evidence: title.evidence },
            });
        }
    }
    found
}

/// What was issued, by title.
fn titled(nodes: &[DocumentNode]) -> BTreeMap<String, Vec<u32>> {
    let mut titled: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for (at, node) in (0u32..).zip(nodes).filter(|(_, n)| n.number.is_some() && !n.draft) {
        let key = node.title.as_deref().map(title_key).filter(|k| k.split(' ').count() >= TELLING);
        if let Some(key) = key {
            titled.entry(key).or_default().push(at);
        }
    }
    titled
}

/// A title without the words that open it in a citation.
pub(super) fn title_key(title: &str) -> String {
    let key = name_key(title);
    let bare = ["ve viec ", "v v ", "ve "].iter().find_map(|lead| key.strip_prefix(lead));
    bare.map(str::to_owned).unwrap_or(key)
}

/// Tells whether a work of a draft's title is what the draft became.
fn is_issue_of(issued: &DocumentNode, draft: &DocumentNode) -> bool {
    let later = match (issued.issued_on, draft.issued_on) {
        (Some(issued), Some(draft)) => !issued.certainly_before(draft),
        _ => true,
    };
    later && issued.document_type == draft.document_type && issued.jurisdiction == draft.jurisdiction
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_same_with_and_without_about() {
        assert_eq!(title_key("Về việc triển khai Kế hoạch"), title_key("TRIỂN KHAI KẾ HOẠCH"));
        assert_ne!(title_key("Triển khai Kế hoạch 1"), title_key("Triển khai Kế hoạch 2"));
    }
}

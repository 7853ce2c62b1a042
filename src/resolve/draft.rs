//! Drafts: a held document whose number is blank, and the work that was issued under its title.

use super::Input;
use super::documents::Works;
use crate::model::reference::name_key;
use crate::model::{DocumentNode, Located, RelationEdge, RelationKind, Scope};

/// Shortest title, in words, that tells a work.
const TELLING: usize = 6;

/// Relates drafts to what was issued: same kind, same territory, same title, not older, and only one such.
pub(super) fn drafts(inputs: &[Input<'_>], works: &Works) -> Vec<RelationEdge> {
    let mut found = Vec::new();
    for (actor, draft) in (0u32..).zip(&works.nodes).filter(|(_, n)| n.draft) {
        let header = draft.held.and_then(|h| inputs.get(h as usize)).map(|i| &i.extraction.header);
        let Some(title) = header.and_then(|h| h.title.as_ref()) else { continue };
        let mut issued = (0u32..).zip(&works.nodes).filter(|(_, n)| is_issue_of(n, draft));
        if let (Some((object, _)), None) = (issued.next(), issued.next()) {
            found.push(RelationEdge {
                actor,
                kind: RelationKind::DraftOf,
                object,
                said_by: actor,
                basis: None,
                scope: Scope::Whole,
                evidence: Located { document: actor, evidence: title.evidence },
            });
        }
    }
    found
}

/// A title without the words that open it in a citation.
pub(super) fn title_key(title: &str) -> String {
    let key = name_key(title);
    let bare = ["ve viec ", "v v ", "ve "].iter().find_map(|lead| key.strip_prefix(lead));
    bare.map(str::to_owned).unwrap_or(key)
}

fn is_issue_of(issued: &DocumentNode, draft: &DocumentNode) -> bool {
    let key = |n: &DocumentNode| n.title.as_deref().map(title_key);
    let (Some(a), Some(b)) = (key(issued), key(draft)) else { return false };
    let later = match (issued.issued_on, draft.issued_on) {
        (Some(issued), Some(draft)) => !issued.certainly_before(draft),
        _ => true,
    };
    issued.number.is_some()
        && !issued.draft
        && later
        && issued.document_type == draft.document_type
        && issued.jurisdiction == draft.jurisdiction
        && a == b
        && a.split(' ').count() >= TELLING
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

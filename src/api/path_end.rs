//! Where a way through the graph begins and ends: a document, or a thing that hangs on documents, by key, number or name.

use std::sync::Arc;

use async_graphql::{Enum, SimpleObject};

use super::document::Document;
use super::error::{Answer, Refusal};
use super::evidence::Evidence;
use super::lists::Node;
use super::walks::one;
use crate::graph::{List, PolicyGraph, Tied};
use crate::text::fold;

/// Most candidates a refusal names.
const NAMED: usize = 5;

/// Words for what a place is, as folded, before its name; none when they are part of what was asked.
const SORTS: [&str; 10] =
    ["", "tinh ", "thanh pho ", "huyen ", "quan ", "thi xa ", "xa ", "phuong ", "thi tran ", "dac khu "];

/// What a document has to do with a thing (văn bản liên quan đến đối tượng thế nào).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::graph::Tie")]
pub(crate) enum Tie {
    /// The agency issued it (ban hành).
    IssuedBy,
    /// The person signed it (ký).
    SignedBy,
    /// It sets the task or target (đặt ra).
    Sets,
    /// It gives the agency something to do (giao việc cho).
    Tasks,
    /// It names the project, firm or agency (nêu tên).
    Names,
    /// It is of the place (thuộc địa bàn).
    OfPlace,
}

/// Where a way begins or ends beside a document: an agency, project, place, firm, person, task or target (đầu đường).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct PathEnd {
    /// The thing (đối tượng).
    thing: Node,
    /// What the document beside it has to do with it (mối liên hệ).
    tie: Tie,
    /// The document beside it (văn bản).
    document: Document,
    /// The words; null where none say so, as for an issuer that is inferred (chứng cứ).
    evidence: Option<Evidence>,
}

/// A thing a way may begin or end at, with the documents it hangs on.
#[derive(Debug)]
pub(super) struct End {
    list: List,
    index: u32,
    tied: Vec<Tied>,
}

impl End {
    /// Finds a thing by key, number of a document, or name.
    pub(super) fn find(graph: &PolicyGraph, words: &str) -> Answer<Self> {
        let of = |(list, index): (List, u32)| Self { list, index, tied: graph.ties(list, index) };
        if let Some(document) = one(graph, words) {
            return Ok(of((List::Documents, document)));
        }
        let keyed = List::ALL.iter().find_map(|list| Some((*list, graph.find(*list, words)?)));
        if let Some(found) = keyed {
            return Ok(of(found));
        }
        let mut named: Vec<Self> = named(graph, words).into_iter().map(of).collect();
        if named.len() > 1 {
            named.retain(|end| !end.tied.is_empty());
        }
        if named.iter().all(|end| end.list == List::Places) {
            // A place of before a merger and one of after it share a name: the one of most documents is meant.
            named.sort_by_key(|end| end.tied.len());
            named.drain(..named.len().saturating_sub(1));
        }
        let key = || words.chars().take(200).collect::<String>();
        match (named.pop(), named.as_slice()) {
            (Some(only), []) => Ok(only),
            (None, _) => Err(Refusal::Unknown { what: "document, agency, project or place", key: key() }.into()),
            (Some(last), others) => {
                let keys = others.iter().chain([&last]).filter_map(|e| graph.key(e.list, e.index));
                Err(Refusal::Several { name: key(), keys: keys.take(NAMED).collect::<Vec<_>>().join(", ") }.into())
            }
        }
    }

    /// Returns the documents it hangs on.
    pub(super) fn documents(&self) -> Vec<u32> {
        self.tied.iter().map(|t| t.document).collect()
    }

    /// Tells whether it is this document itself.
    pub(super) fn is_document(&self) -> bool {
        self.list == List::Documents
    }

    /// Returns how it hangs on a document; nothing to say when it is that document.
    pub(super) fn beside(&self, graph: &Arc<PolicyGraph>, document: u32) -> Option<PathEnd> {
        let tied = self.tied.iter().find(|t| t.document == document).filter(|_| !self.is_document())?;
        Some(PathEnd {
            thing: Node::at(graph, self.list, self.index),
            tie: tied.tie.into(),
            document: Document::of(graph, document),
            evidence: tied.evidence.and_then(|words| Evidence::of(graph, &words)),
        })
    }
}

/// Finds agencies, projects, places and firms with a name.
fn named(graph: &PolicyGraph, words: &str) -> Vec<(List, u32)> {
    let wanted = fold(words.trim());
    let r = &graph.resolved;
    let is = |name: &String| fold(name) == wanted;
    let mut found: Vec<(List, u32)> = Vec::new();
    let mut keep = |list: List, at: Vec<u32>| found.extend(at.into_iter().map(|i| (list, i)));
    keep(List::Agencies, (0u32..).zip(&r.agencies).filter(|(_, a)| is(&a.name)).map(|(i, _)| i).collect());
    let project = |p: &crate::model::ProjectNode| is(&p.name) || p.aliases.iter().any(is);
    keep(List::Projects, (0u32..).zip(&r.projects).filter(|(_, p)| project(p)).map(|(i, _)| i).collect());
    // A place is named with the word for what it is or without.
    let place = |name: &String| fold(name).strip_suffix(&wanted).is_some_and(|kind| SORTS.contains(&kind));
    keep(List::Places, (0u32..).zip(&r.places).filter(|(_, p)| place(&p.name)).map(|(i, _)| i).collect());
    keep(List::Enterprises, (0u32..).zip(&r.enterprises).filter(|(_, e)| is(&e.name)).map(|(i, _)| i).collect());
    found
}

//! How things hang on documents: which documents issue, task, name or belong to an agency, project, place, firm or
//! person, and the words that say so.

use super::{List, PolicyGraph};
use crate::model::Located;

/// What a document has to do with a thing that is no document; the closest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Tie {
    /// The agency issued it.
    IssuedBy,
    /// The person signed it.
    SignedBy,
    /// It sets the task or target.
    Sets,
    /// It gives the agency something to do.
    Tasks,
    /// It names the project, firm or agency.
    Names,
    /// It is of the place.
    OfPlace,
}

/// A document a thing hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tied {
    /// The document.
    pub document: u32,
    /// How.
    pub tie: Tie,
    /// The words; none where no words say so, as for an issuer that is inferred.
    pub evidence: Option<Located>,
}

impl PolicyGraph {
    /// Returns the documents a thing hangs on, each once by its closest tie, in their order.
    pub fn ties(&self, list: List, index: u32) -> Vec<Tied> {
        let mut all = self.all_ties(list, index);
        all.sort_by_key(|t| (t.document, t.tie, t.evidence.is_none(), t.evidence));
        all.dedup_by_key(|t| t.document);
        all
    }

    /// Returns the words by which a document, or who cites it, names its issuer.
    pub fn issuer_words(&self, document: u32) -> Option<Located> {
        let own = self.held_of(document).and_then(|h| Some(h.extraction.header.issuer.as_ref()?.evidence));
        let own = own.map(|evidence| Located { document, evidence });
        let mentions = || self.document(document)?.mentions.iter().find(|m| m.issuer.is_some());
        own.or_else(|| mentions().map(|m| m.located))
    }

    fn all_ties(&self, list: List, index: u32) -> Vec<Tied> {
        let at = index as usize;
        let r = &self.resolved;
        let located = |tie: Tie, words: &Located| Tied { document: words.document, tie, evidence: Some(*words) };
        match list {
            List::Documents => vec![Tied { document: index, tie: Tie::Names, evidence: None }],
            List::Agencies => self.ties_of_agency(index),
            List::Tasks => r.tasks.get(at).map(|t| located(Tie::Sets, &t.evidence)).into_iter().collect(),
            List::Projects => {
                let statements = r.projects.get(at).map(|p| p.statements.as_slice()).unwrap_or_default();
                let words = |s: &crate::model::ProjectStatement| {
                    s.evidence.first().map(|e| Located { document: s.document, evidence: *e })
                };
                statements.iter().map(|s| Tied { document: s.document, tie: Tie::Names, evidence: words(s) }).collect()
            }
            List::Enterprises => {
                let words = r.enterprises.get(at).map(|e| e.evidence.as_slice()).unwrap_or_default();
                words.iter().map(|w| located(Tie::Names, w)).collect()
            }
            List::People => {
                let signed = |d: u32| Some((d, self.document(d)?.signers.iter().find(|s| s.person == index)?));
                let all = self.documents_of_person(index).iter().filter_map(|d| signed(*d));
                all.map(|(document, s)| Tied { document, tie: Tie::SignedBy, evidence: Some(s.evidence) }).collect()
            }
            List::Places => self.ties_of_place(index),
            List::Targets => {
                let set = r.targets.get(at).map(|t| Tied { document: t.document, tie: Tie::Sets, evidence: None });
                set.into_iter().collect()
            }
        }
    }

    fn ties_of_agency(&self, index: u32) -> Vec<Tied> {
        let issued = self.documents_of_agency(index).iter();
        let issued = issued.map(|d| Tied { document: *d, tie: Tie::IssuedBy, evidence: self.issuer_words(*d) });
        let tasks = self.tasks_of_agency(index).iter().filter_map(|t| self.resolved.tasks.get(*t as usize));
        let tasked = tasks.map(|t| {
            let words = t.actors.iter().find(|a| a.agency == index).map_or(t.evidence, |a| a.evidence);
            Tied { document: t.document, tie: Tie::Tasks, evidence: Some(words) }
        });
        let words = self.resolved.agencies.get(index as usize).map(|a| a.evidence.as_slice()).unwrap_or_default();
        let named = words.iter().map(|w| Tied { document: w.document, tie: Tie::Names, evidence: Some(*w) });
        issued.chain(tasked).chain(named).collect()
    }

    /// A document of a district is one of its province too.
    fn ties_of_place(&self, index: u32) -> Vec<Tied> {
        let within = |place: u32| {
            let parent = |p: &u32| self.resolved.places.get(*p as usize)?.parent;
            std::iter::successors(Some(place), parent).take(4).any(|p| p == index)
        };
        let all = (0u32..).zip(&self.resolved.documents).filter(|(_, d)| d.place.is_some_and(within));
        all.map(|(document, _)| Tied { document, tie: Tie::OfPlace, evidence: self.issuer_words(document) }).collect()
    }
}

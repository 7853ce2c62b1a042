//! Which bodies the documents that came, went or changed name, and how often with which name.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::agencies::{Bodies, Counts, Kept};
use super::body::Identified;
use super::decision::Decisions;
use super::documents::Works;
use super::memory::Memory;
use super::order::{NONE, Order};
use super::prepare::Prepared;
use crate::model::{AgencyId, AgencyKind, AgencyName, Evidence, Located};

/// A body on the way: how often which name was printed.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) id: AgencyId,
    /// Its place before; [`NONE`] for a new one, or one that was only implied.
    was: u32,
    pub(super) identified: Option<Arc<Identified>>,
    kind: AgencyKind,
    pub(super) names: Counts,
    printed: Counts,
    /// Where documents that came or changed name it.
    evidence: Vec<Located>,
}

impl Draft {
    /// Returns what a node is made from; none without a name.
    pub(super) fn kept(&self) -> Option<Kept> {
        Some(Kept {
            identified: Arc::clone(self.identified.as_ref()?),
            kind: self.kind,
            names: self.names.clone(),
            printed: self.printed.clone(),
            implied_by: None,
        })
    }
}

/// Bodies on the way, and which one each key is.
#[derive(Debug, Default)]
pub(super) struct Drafts {
    pub(super) list: Vec<Draft>,
    pub(super) index: BTreeMap<String, usize>,
    /// For each input that changed the bodies of its tasks, and its issuer.
    noted: BTreeMap<usize, (Vec<usize>, Option<usize>)>,
}

/// Hands out each naming of a body in a document, in the order of its tasks, the issuer last.
fn each_naming(prepared: &Prepared, mut take: impl FnMut(&AgencyName, &Arc<Identified>, Evidence, bool)) {
    let named = prepared.facts.tasks().into_iter().flat_map(|t| t.actors);
    for (actor, body) in named.zip(prepared.actors.iter().flatten()) {
        take(&actor.agency, body, actor.evidence, false);
    }
    if let (Some(issuer), Some((name, body))) = (prepared.facts.header().issuer, &prepared.issuer) {
        take(name, body, issuer.evidence, true);
    }
}

impl Drafts {
    /// Gathers the bodies that documents which came, went or changed name.
    pub(super) fn of(order: &Order<'_>, before: &Memory, works: &Works, decisions: &mut Decisions) -> Self {
        let mut drafts = Self::default();
        for (was, _) in before.silenced(order, works) {
            if let Some(past) = before.inputs.get(was) {
                drafts.forget(&past.prepared, before);
            }
        }
        for (i, input) in order.inputs.iter().enumerate().filter(|(i, _)| works.changed(*i) && works.speaks(*i)) {
            let document = works.held.get(i).copied().unwrap_or(NONE);
            let (mut actors, mut issuer) = (Vec::new(), None);
            each_naming(input.prepared, |name, body, evidence, issues| {
                let at = drafts.note(name, body, Located { document, evidence }, before, decisions);
                if issues { issuer = Some(at) } else { actors.push(at) }
            });
            drafts.noted.insert(i, (actors, issuer));
        }
        drafts.speak_first(order, before, works);
        drafts
    }

    /// Takes back what a document said.
    fn forget(&mut self, prepared: &Prepared, before: &Memory) {
        each_naming(prepared, |name, body, _, _| {
            let at = self.place_of(body.id.as_str(), before);
            if let Some(draft) = self.list.get_mut(at) {
                uncount(&mut draft.names, &name.name);
                uncount(&mut draft.printed, &name.printed);
            }
        });
    }

    /// Adds a naming of a body and returns the body's place in the list.
    fn note(
        &mut self,
        name: &AgencyName,
        body: &Arc<Identified>,
        at: Located,
        before: &Memory,
        decisions: &mut Decisions,
    ) -> usize {
        let decided = decisions.kept(body.id.as_str());
        let place = self.place_of(decided.as_deref().unwrap_or(body.id.as_str()), before);
        if let Some(draft) = self.list.get_mut(place) {
            if draft.identified.is_none() {
                draft.identified = Some(match &decided {
                    Some(kept) => {
                        let id = AgencyId::new(kept.as_str());
                        Arc::new(Identified { id, rule: "decision", ..Identified::clone(body) })
                    }
                    None => Arc::clone(body),
                });
                draft.kind = name.kind;
            }
            count(&mut draft.names, &name.name);
            count(&mut draft.printed, &name.printed);
            draft.evidence.push(at);
        }
        place
    }

    /// Returns the place of a body in the list, which begins with what was known of it before.
    fn place_of(&mut self, key: &str, before: &Memory) -> usize {
        if let Some(place) = self.index.get(key) {
            return *place;
        }
        let id = AgencyId::new(key);
        let old = before.resolved.agencies.binary_search_by(|node| node.id.cmp(&id)).ok();
        let kept = old.and_then(|was| Some((was, before.bodies.kept.get(was)?)));
        let kept = kept.filter(|(_, kept)| kept.implied_by.is_none());
        self.index.insert(key.to_owned(), self.list.len());
        self.list.push(Draft {
            id,
            was: kept.and_then(|(was, _)| u32::try_from(was).ok()).unwrap_or(NONE),
            identified: kept.map(|(_, k)| Arc::clone(&k.identified)),
            kind: kept.map(|(_, k)| k.kind).unwrap_or(AgencyKind::Agency),
            names: kept.map(|(_, k)| k.names.clone()).unwrap_or_default(),
            printed: kept.map(|(_, k)| k.printed.clone()).unwrap_or_default(),
            evidence: Vec::new(),
        });
        self.list.len() - 1
    }

    /// The document that names a body first says what it is: that may be another one now for bodies known before.
    fn speak_first(&mut self, order: &Order<'_>, before: &Memory, works: &Works) {
        let mut open: BTreeMap<u32, usize> = BTreeMap::new();
        for (at, draft) in self.list.iter().enumerate().filter(|(_, d)| d.was != NONE && !d.names.is_empty()) {
            open.insert(draft.was, at);
        }
        for (i, input) in order.inputs.iter().enumerate().filter(|(i, _)| works.speaks(*i)) {
            if open.is_empty() {
                return;
            }
            let mut found: Vec<usize> = Vec::new();
            match self.noted.get(&i) {
                Some((actors, issuer)) => found.extend(actors.iter().chain(issuer)),
                None => {
                    let was = order.was.get(i).map_or(usize::MAX, |was| *was as usize);
                    let named = before.bodies.actors.of(was).iter().chain(before.bodies.issuers.get(was));
                    found.extend(named.filter_map(|body| open.get(body)));
                }
            }
            for at in found {
                let Some(draft) = self.list.get_mut(at).filter(|d| open.remove(&d.was).is_some()) else { continue };
                let mut first = true;
                each_naming(input.prepared, |name, body, _, _| {
                    if body.id == draft.id && std::mem::take(&mut first) {
                        draft.identified = Some(Arc::clone(body));
                        draft.kind = name.kind;
                    }
                });
            }
        }
    }

    /// Returns where a body is named: `silent` marks works from before whose documents no longer count.
    pub(super) fn evidence(&self, draft: usize, before: &Memory, works: &Works, silent: &[bool]) -> Vec<Located> {
        let Some(draft) = self.list.get(draft) else { return Vec::new() };
        let old = before.resolved.agencies.get(draft.was as usize).map(|node| node.evidence.as_slice());
        let stays = |at: &&Located| silent.get(at.document as usize) == Some(&false);
        let old = old.unwrap_or_default().iter().filter(stays);
        let old = old.map(|at| Located { document: works.now(at.document), ..*at });
        let mut evidence: Vec<Located> = old.chain(draft.evidence.iter().copied()).collect();
        evidence.sort();
        evidence.dedup();
        evidence
    }

    /// Returns which body each actor and issuer is. `now` tells where those from before are, `of_drafts` where these are.
    pub(super) fn bodies(
        &self,
        order: &Order<'_>,
        before: &Memory,
        works: &Works,
        now: &[u32],
        of_drafts: &[u32],
    ) -> Bodies {
        let moved = |body: &u32| now.get(*body as usize).copied().unwrap_or(NONE);
        let made = |at: &usize| of_drafts.get(*at).copied().unwrap_or(NONE);
        let mut bodies = Bodies::default();
        for i in 0..order.inputs.len() {
            let was = order.was.get(i).map_or(usize::MAX, |was| *was as usize);
            match self.noted.get(&i) {
                Some((actors, issuer)) => {
                    bodies.actors.push(actors.iter().map(made));
                    bodies.issuers.push(issuer.as_ref().map_or(NONE, made));
                }
                None if works.changed(i) => {
                    bodies.actors.push([]);
                    bodies.issuers.push(NONE);
                }
                None => {
                    bodies.actors.push(before.bodies.actors.of(was).iter().map(moved));
                    bodies.issuers.push(before.bodies.issuers.get(was).map_or(NONE, moved));
                }
            }
        }
        bodies
    }
}

fn count(names: &mut Counts, name: &str) {
    match names.get_mut(name) {
        Some(n) => *n += 1,
        None => drop(names.insert(name.to_owned(), 1)),
    }
}

fn uncount(names: &mut Counts, name: &str) {
    if let Some(n) = names.get_mut(name) {
        *n = n.saturating_sub(1);
        if *n == 0 {
            names.remove(name);
        }
    }
}

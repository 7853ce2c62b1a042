//! Agencies, groups and posts: one node for one body within one territory, never across two. A body that no document which
//! came or went names is taken over as it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::{self, Identified};
use super::decision::Decisions;
use super::documents::Works;
use super::group;
use super::lists::Lists;
use super::memory::Memory;
use super::named::{Draft, Drafts};
use super::order::{NONE, Order};
use super::territory::level_of;
use crate::model::{AgencyId, AgencyKind, AgencyNode, AuthorityLevel, Jurisdiction};

/// The bodies of a corpus, and which one each actor of each task is.
#[derive(Clone, Debug, Default)]
pub(super) struct Bodies {
    /// For each input the bodies of its tasks, one task after the other.
    pub(super) actors: Lists,
    /// For each input its issuer; [`NONE`] where it has none.
    pub(super) issuers: Vec<u32>,
    /// For each node what it was made from.
    pub(super) kept: Vec<Arc<Kept>>,
}

/// How often each of some names was read.
pub(super) type Counts = BTreeMap<String, usize>;

/// What a body was made from, but for where it is named.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) identified: Arc<Identified>,
    pub(super) kind: AgencyKind,
    pub(super) names: Counts,
    pub(super) printed: Counts,
    /// The body that it is known by, where no document names it as an actor.
    pub(super) implied_by: Option<AgencyId>,
}

impl Kept {
    /// Returns whose body it is.
    fn jurisdiction(&self) -> Jurisdiction {
        self.identified.territory.as_ref().map(|(j, _)| j.clone()).unwrap_or_default()
    }
}

/// The bodies of a corpus with their nodes.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    /// Sorted by id.
    pub(super) nodes: Vec<AgencyNode>,
    pub(super) bodies: Bodies,
    /// Where each body from before is now.
    pub(super) now: Vec<u32>,
}

impl Agencies {
    /// Returns the territory of each node with its key.
    pub(super) fn territories(&self) -> impl Iterator<Item = Option<&(Jurisdiction, String)>> {
        self.bodies.kept.iter().map(|kept| kept.identified.territory.as_ref())
    }
}

/// Where a body of the list comes from.
enum Origin {
    /// As it was before.
    Past(u32),
    /// Named by documents that came or went.
    Draft(usize),
    /// Known by another one.
    Implied(Kept),
}

/// Builds all bodies, and ties issuers to `works`.
pub(super) fn agencies(order: &Order<'_>, before: &Memory, works: &mut Works, decisions: &mut Decisions) -> Agencies {
    let drafts = Drafts::of(order, before, works, decisions);
    let mut list = named(before, &drafts);
    imply(before, &drafts, &mut list);
    let ids: Vec<&str> = list.iter().map(|(id, _)| id.as_str()).collect();
    let at = |id: &str| ids.binary_search(&id).ok().and_then(|at| u32::try_from(at).ok());
    let old = &before.resolved.agencies;
    let now: Vec<u32> = old.iter().map(|node| at(node.id.as_str()).unwrap_or(NONE)).collect();
    let of_drafts: Vec<u32> = drafts.list.iter().map(|d| at(d.id.as_str()).unwrap_or(NONE)).collect();
    let mut agencies =
        Agencies { bodies: drafts.bodies(order, before, works, &now, &of_drafts), now, ..Agencies::default() };
    let silent = silent(order, before, works);
    for (id, from) in &list {
        let made = match from {
            Origin::Past(was) => past(before, *was, works),
            Origin::Draft(at) => drafts.list.get(*at).and_then(Draft::kept).map(|kept| {
                let mut node = node(id, &kept, most_printed(&kept.names));
                node.evidence = drafts.evidence(*at, before, works, &silent);
                (node, Arc::new(kept))
            }),
            Origin::Implied(kept) => Some((node(id, kept, most_printed(&kept.names)), Arc::new(kept.clone()))),
        };
        let Some((mut node, kept)) = made else { continue };
        node.part_of = kept.identified.part_of.as_ref().and_then(|(part, _)| at(part.as_str()));
        agencies.nodes.push(node);
        agencies.bodies.kept.push(kept);
    }
    for (i, issuer) in agencies.bodies.issuers.iter().enumerate().filter(|(_, issuer)| **issuer != NONE) {
        let document = works.held.get(i).and_then(|work| works.nodes.get_mut(*work as usize));
        document.into_iter().for_each(|node| node.issuer = Some(*issuer));
    }
    agencies
}

/// Marks the works from before whose documents are gone or say something else now.
fn silent(order: &Order<'_>, before: &Memory, works: &Works) -> Vec<bool> {
    let mut silent = vec![false; before.resolved.documents.len()];
    for (_, work) in before.silenced(order, works) {
        silent.get_mut(work as usize).into_iter().for_each(|s| *s = true);
    }
    silent
}

/// The bodies that documents name, in order.
fn named(before: &Memory, drafts: &Drafts) -> Vec<(AgencyId, Origin)> {
    let mut list: Vec<(AgencyId, Origin)> = Vec::new();
    for (was, (node, kept)) in (0u32..).zip(before.resolved.agencies.iter().zip(&before.bodies.kept)) {
        if kept.implied_by.is_none() && !drafts.index.contains_key(node.id.as_str()) {
            list.push((node.id.clone(), Origin::Past(was)));
        }
    }
    let fresh = drafts.list.iter().enumerate().filter(|(_, d)| !d.names.is_empty());
    list.extend(fresh.map(|(at, d)| (d.id.clone(), Origin::Draft(at))));
    list.sort_by(|(a, _), (b, _)| a.cmp(b));
    list
}

/// Adds the bodies that posts and departments belong to, where no document names them as actors.
fn imply(before: &Memory, drafts: &Drafts, list: &mut Vec<(AgencyId, Origin)>) {
    let mut implied: BTreeMap<&AgencyId, Origin> = BTreeMap::new();
    for (of, from) in &*list {
        let identified = match from {
            Origin::Past(was) => before.bodies.kept.get(*was as usize).map(|k| &k.identified),
            Origin::Draft(at) => drafts.list.get(*at).and_then(|d| d.identified.as_ref()),
            Origin::Implied(_) => None,
        };
        let Some((id, name)) = identified.and_then(|i| i.part_of.as_ref()) else { continue };
        if implied.contains_key(id) || list.binary_search_by(|(known, _)| known.cmp(id)).is_ok() {
            continue;
        }
        let territory = identified.and_then(|i| i.territory.clone());
        let jurisdiction = territory.as_ref().map(|(j, _)| j.clone()).unwrap_or_default();
        let body = body::of_tail(id.as_str(), &jurisdiction);
        let identified = Identified { id: id.clone(), rule: "implied", territory, body, part_of: None };
        let kept = Kept {
            identified: Arc::new(identified),
            kind: AgencyKind::Agency,
            names: Counts::from([(name.clone(), 0)]),
            printed: Counts::new(),
            implied_by: Some(of.clone()),
        };
        implied.insert(id, Origin::Implied(kept));
    }
    let implied: Vec<(AgencyId, Origin)> = implied.into_iter().map(|(id, from)| (id.clone(), from)).collect();
    list.extend(implied);
    list.sort_by(|(a, _), (b, _)| a.cmp(b));
}

/// A body as it was, with documents as they are numbered now.
fn past(before: &Memory, was: u32, works: &Works) -> Option<(AgencyNode, Arc<Kept>)> {
    let kept = before.bodies.kept.get(was as usize)?;
    let mut node = before.resolved.agencies.get(was as usize)?.clone();
    node.evidence.iter_mut().for_each(|at| at.document = works.now(at.document));
    Some((node, Arc::clone(kept)))
}

fn node(id: &AgencyId, kept: &Kept, name: String) -> AgencyNode {
    let aliases =
        kept.printed.keys().chain(kept.names.keys()).filter(|n| **n != name).cloned().collect::<Vec<String>>();
    let jurisdiction = kept.jurisdiction();
    let territory = kept.identified.territory.as_ref();
    let body = kept.identified.body;
    let place = territory.map(|(_, key)| key.as_str());
    let level = match body.and_then(|b| b.level) {
        Some(level) if territory.is_none() => Some(level),
        _ => (kept.kind != AgencyKind::Enterprise).then(|| level_of(&jurisdiction)),
    };
    AgencyNode {
        id: id.clone(),
        members_rule: (kept.kind == AgencyKind::Group).then(|| group::rule(&name, &jurisdiction)),
        part_of: None,
        successors: body.map(|b| body::successors(b, place)).unwrap_or_default(),
        predecessors: body.map(|b| body::predecessors(b, place)).unwrap_or_default(),
        name,
        kind: kept.kind,
        jurisdiction,
        level: level.filter(|l| *l != AuthorityLevel::Press),
        aliases: dedup(aliases),
        place: None,
        evidence: Vec::new(),
        rule: kept.identified.rule.into(),
    }
}

fn dedup(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}

/// The name printed most often; of several the longest, then the first in order.
fn most_printed(names: &Counts) -> String {
    let best = names.iter().max_by_key(|(name, n)| (**n, name.chars().count(), std::cmp::Reverse(name.as_str())));
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

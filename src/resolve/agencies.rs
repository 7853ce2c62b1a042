//! Agencies, groups, posts and signers: one node for one body within one territory, never across two.

use std::collections::BTreeMap;

use super::actors::HeldInput;
use super::body::{self, Identified};
use super::decision::Decisions;
use super::documents::Works;
use super::group;
use super::territory::level_of;
use crate::model::{
    AgencyId, AgencyKind, AgencyName, AgencyNode, AuthorityLevel, Jurisdiction, Located, PersonId, PersonNode,
    SignedBy, Word,
};
use crate::text::slug;

/// The bodies of a corpus, and which one each actor of each task is.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    /// Sorted by id.
    pub(super) nodes: Vec<AgencyNode>,
    /// For each input the bodies of its tasks, one task after the other.
    pub(super) actors: Vec<Vec<u32>>,
    /// The territory keys of the nodes.
    pub(super) territories: Vec<Option<(Jurisdiction, String)>>,
}

/// A node on the way: how often which name was printed.
#[derive(Debug)]
struct Draft {
    identified: Identified,
    kind: AgencyKind,
    jurisdiction: Jurisdiction,
    names: BTreeMap<String, usize>,
    printed: BTreeMap<String, usize>,
    evidence: Vec<Located>,
}

/// Bodies on the way, and which one each key is.
#[derive(Debug, Default)]
struct Drafts {
    list: Vec<(AgencyId, Draft)>,
    index: BTreeMap<String, usize>,
}

/// Builds all bodies, and ties issuers to `works`.
pub(super) fn agencies(held: &[HeldInput<'_>], works: &mut Works, decisions: &mut Decisions) -> Agencies {
    let mut drafts = Drafts::default();
    let mut actors: Vec<(usize, Vec<usize>)> = Vec::with_capacity(held.len());
    let mut issuers: Vec<(u32, usize)> = Vec::new();
    for h in held {
        let named = h.facts().tasks().into_iter().flat_map(|t| t.actors);
        let own: Vec<usize> = named
            .zip(h.prepared().actors.iter().flatten())
            .map(|(actor, body)| drafts.note(&actor.agency, body, h.locate(actor.evidence), decisions))
            .collect();
        actors.push((h.at, own));
        if let (Some(issuer), Some((name, body))) = (h.facts().header().issuer, &h.prepared().issuer) {
            issuers.push((h.document, drafts.note(name, body, h.locate(issuer.evidence), decisions)));
        }
    }
    drafts.imply();
    let Drafts { list, .. } = drafts;
    let mut sorted: Vec<(usize, (AgencyId, Draft))> = list.into_iter().enumerate().collect();
    sorted.sort_by(|(_, (a, _)), (_, (b, _))| a.cmp(b));
    let mut place: Vec<u32> = vec![0; sorted.len()];
    for (at, (was, _)) in (0u32..).zip(&sorted) {
        place.get_mut(*was).into_iter().for_each(|p| *p = at);
    }
    let now = |was: usize| place.get(was).copied().unwrap_or_default();
    for (document, was) in issuers {
        if let Some(node) = works.nodes.get_mut(document as usize) {
            node.issuer = Some(now(was));
        }
    }
    let inputs = held.iter().map(|h| h.at + 1).max().unwrap_or_default();
    let mut of_inputs = vec![Vec::new(); inputs];
    for (at, own) in actors {
        of_inputs.get_mut(at).into_iter().for_each(|list| *list = own.iter().map(|was| now(*was)).collect());
    }
    let index: BTreeMap<AgencyId, u32> = sorted.iter().map(|(_, (id, _))| id.clone()).zip(0u32..).collect();
    let territories = sorted.iter().map(|(_, (_, d))| d.identified.territory.clone()).collect();
    let nodes = sorted.into_iter().map(|(_, (id, draft))| node(id, draft, &index)).collect();
    Agencies { nodes, actors: of_inputs, territories }
}

impl Drafts {
    /// Adds a naming of a body and returns the body's place in the list.
    fn note(&mut self, name: &AgencyName, body: &Identified, at: Located, decisions: &mut Decisions) -> usize {
        let decided = decisions.kept(body.id.as_str());
        let key = decided.as_deref().unwrap_or(body.id.as_str());
        let place = match self.index.get(key) {
            Some(place) => *place,
            None => {
                let mut identified = body.clone();
                if let Some(kept) = &decided {
                    identified.id = AgencyId::new(kept.as_str());
                    identified.rule = "decision";
                }
                self.add(identified, name.kind)
            }
        };
        if let Some((_, draft)) = self.list.get_mut(place) {
            count(&mut draft.names, &name.name);
            count(&mut draft.printed, &name.printed);
            draft.evidence.push(at);
        }
        place
    }

    fn add(&mut self, identified: Identified, kind: AgencyKind) -> usize {
        let id = identified.id.clone();
        self.index.insert(id.as_str().to_owned(), self.list.len());
        self.list.push((id, Draft::new(identified, kind)));
        self.list.len() - 1
    }

    /// Adds the bodies that posts and departments belong to, where no document names them as actors.
    fn imply(&mut self) {
        let mut parts: Vec<(AgencyId, AgencyId, String, Identified)> = self
            .list
            .iter()
            .filter_map(|(of, d)| {
                let (id, name) = d.identified.part_of.clone()?;
                let identified = Identified {
                    id: id.clone(),
                    rule: "implied",
                    territory: d.identified.territory.clone(),
                    body: body::of_tail(id.as_str(), &d.jurisdiction),
                    part_of: None,
                };
                Some((of.clone(), id, name, identified))
            })
            .collect();
        parts.sort_by(|(a, ..), (b, ..)| a.cmp(b));
        for (_, id, name, identified) in parts {
            let place = self.index.get(id.as_str()).copied();
            let place = place.unwrap_or_else(|| self.add(identified, AgencyKind::Agency));
            if let Some((_, draft)) = self.list.get_mut(place).filter(|(_, d)| d.names.is_empty()) {
                draft.names.insert(name, 0);
            }
        }
    }
}

fn count(names: &mut BTreeMap<String, usize>, name: &str) {
    match names.get_mut(name) {
        Some(n) => *n += 1,
        None => drop(names.insert(name.to_owned(), 1)),
    }
}

impl Draft {
    fn new(identified: Identified, kind: AgencyKind) -> Self {
        let jurisdiction = identified.territory.as_ref().map(|(j, _)| j.clone()).unwrap_or_default();
        let (names, printed) = (BTreeMap::new(), BTreeMap::new());
        Self { identified, kind, jurisdiction, names, printed, evidence: Vec::new() }
    }
}

fn node(id: AgencyId, mut draft: Draft, index: &BTreeMap<AgencyId, u32>) -> AgencyNode {
    draft.evidence.sort();
    draft.evidence.dedup();
    let name = most_printed(&draft.names);
    let aliases =
        draft.printed.keys().chain(draft.names.keys()).filter(|n| **n != name).cloned().collect::<Vec<String>>();
    let territory = draft.identified.territory.as_ref();
    let body = draft.identified.body;
    let place = territory.map(|(_, key)| key.as_str());
    let level = match body.and_then(|b| b.level) {
        Some(level) if territory.is_none() => Some(level),
        _ => (draft.kind != AgencyKind::Enterprise).then(|| level_of(&draft.jurisdiction)),
    };
    AgencyNode {
        members_rule: (draft.kind == AgencyKind::Group).then(|| group::rule(&name, &draft.jurisdiction)),
        part_of: draft.identified.part_of.as_ref().and_then(|(part, _)| index.get(part).copied()),
        successors: body.map(|b| body::successors(b, place)).unwrap_or_default(),
        predecessors: body.map(|b| body::predecessors(b, place)).unwrap_or_default(),
        id,
        name,
        kind: draft.kind,
        jurisdiction: draft.jurisdiction,
        level: level.filter(|l| *l != AuthorityLevel::Press),
        aliases: dedup(aliases),
        place: None,
        evidence: draft.evidence,
        rule: draft.identified.rule.into(),
    }
}

fn dedup(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}

/// The name printed most often; of several the longest, then the first in order.
fn most_printed(names: &BTreeMap<String, usize>) -> String {
    let best = names.iter().max_by_key(|(name, n)| (**n, name.chars().count(), std::cmp::Reverse(name.as_str())));
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

/// Builds signers, and ties them to `works`.
pub(super) fn people(held: &[HeldInput<'_>], works: &mut Works, agencies: &[AgencyNode]) -> Vec<PersonNode> {
    let mut found: BTreeMap<PersonId, PersonNode> = BTreeMap::new();
    let id_of = |name: &str, agency: Option<u32>, place: &str| {
        let body = agency.and_then(|a| agencies.get(a as usize)).map_or(place, |a| a.id.as_str());
        PersonId::new(format!("vn:ng:{}:{}", slug(body), slug(name)))
    };
    let issuer = |works: &Works, h: &HeldInput<'_>| works.nodes.get(h.document as usize).and_then(|n| n.issuer);
    for h in held {
        let agency = issuer(works, h);
        for s in h.facts().header().signers {
            let id = id_of(&s.name, agency, &h.prepared().place);
            found.entry(id.clone()).or_insert_with(|| PersonNode { id, name: s.name, agency });
        }
    }
    let index: BTreeMap<PersonId, u32> = found.keys().cloned().zip(0u32..).collect();
    for h in held {
        let agency = issuer(works, h);
        let signed = h.facts().header().signers.into_iter().filter_map(|s| {
            let person = *index.get(&id_of(&s.name, agency, &h.prepared().place))?;
            let (capacity, post) = (s.capacity.as_deref().map(Word::from), s.post.as_deref().map(Word::from));
            let evidence = Located { document: h.document, evidence: s.evidence };
            Some(SignedBy { person, capacity, post, evidence })
        });
        let signed: Vec<SignedBy> = signed.collect();
        if let Some(node) = works.nodes.get_mut(h.document as usize) {
            node.signers = signed;
        }
    }
    found.into_values().collect()
}

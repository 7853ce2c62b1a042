//! Agencies, groups, posts and signers: one node for one body within one territory, never across two.

use std::collections::BTreeMap;

use super::actors::HeldInput;
use super::body::{self, Identified};
use super::decision::Decisions;
use super::documents::Works;
use super::group;
use super::territory::level_of;
use crate::model::{
    AgencyId, AgencyKind, AgencyName, AgencyNode, AuthorityLevel, Jurisdiction, Located, PersonId, PersonNode, SignedBy,
};
use crate::text::slug;

/// The bodies of a corpus, and which one each actor of each task is.
#[derive(Debug, Default)]
pub(super) struct Agencies {
    /// Sorted by id.
    pub(super) nodes: Vec<AgencyNode>,
    /// For input, task and actor: index of the body.
    pub(super) actors: BTreeMap<(usize, usize, usize), u32>,
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

/// Builds all bodies, and ties issuers to `works`.
pub(super) fn agencies(held: &[HeldInput<'_>], works: &mut Works, decisions: &mut Decisions) -> Agencies {
    let mut drafts: BTreeMap<AgencyId, Draft> = BTreeMap::new();
    let mut actors: Vec<((usize, usize, usize), AgencyId)> = Vec::new();
    let mut issuers: Vec<(u32, AgencyId)> = Vec::new();
    for h in held {
        for (t, task) in h.input.extraction.tasks.iter().enumerate() {
            for (a, actor) in task.actors.iter().enumerate() {
                let at = Located { document: h.document, evidence: actor.evidence };
                let id = note(&mut drafts, &actor.agency, h, at, decisions);
                actors.push(((h.at, t, a), id));
            }
        }
        if let Some(issuer) = &h.input.extraction.header.issuer {
            let at = Located { document: h.document, evidence: issuer.evidence };
            let id = note(&mut drafts, &issuing(&issuer.value, h), h, at, decisions);
            issuers.push((h.document, id));
        }
    }
    imply(&mut drafts);
    let index: BTreeMap<AgencyId, u32> = drafts.keys().cloned().zip(0u32..).collect();
    for (document, id) in issuers {
        if let Some(node) = works.nodes.get_mut(document as usize) {
            node.issuer = index.get(&id).copied();
        }
    }
    let territories = drafts.values().map(|d| d.identified.territory.clone()).collect();
    let actors = actors.into_iter().filter_map(|(at, id)| Some((at, *index.get(&id)?))).collect();
    let nodes = drafts.into_iter().map(|(id, draft)| node(id, draft, &index)).collect();
    Agencies { nodes, actors, territories }
}

/// A document's issuer as a body: its name without the territory it ends with.
fn issuing(issuer: &str, h: &HeldInput<'_>) -> AgencyName {
    let home = h.input.extraction.header.jurisdiction.as_ref().map(|j| j.value.clone()).unwrap_or_default();
    let suffix = home.suffix().unwrap_or_default();
    let name = home.commune.as_ref().or(home.district.as_ref()).or(home.province.as_ref()).map(|(_, n)| n.as_str());
    let organisation = issuer.strip_suffix(suffix.as_str()).or_else(|| issuer.strip_suffix(name?)).unwrap_or(issuer);
    // A head signs in the body's own series: "Chủ tịch Ủy ban nhân dân tỉnh" is a post.
    let head = ["Chủ tịch ", "Bộ trưởng ", "Giám đốc "].iter().any(|p| organisation.starts_with(p));
    AgencyName {
        name: issuer.to_owned(),
        organisation: organisation.trim().to_owned(),
        printed: issuer.to_owned(),
        kind: if head { AgencyKind::Post } else { AgencyKind::Agency },
        jurisdiction: home,
    }
}

fn note(
    drafts: &mut BTreeMap<AgencyId, Draft>,
    name: &AgencyName,
    h: &HeldInput<'_>,
    at: Located,
    decisions: &mut Decisions,
) -> AgencyId {
    let mut identified = body::identify(name, &h.speaker, &h.place);
    if let Some(kept) = decisions.kept(identified.id.as_str()) {
        identified.id = AgencyId::new(kept);
        identified.rule = "decision";
    }
    let id = identified.id.clone();
    let draft = drafts.entry(id.clone()).or_insert_with(|| Draft::new(identified, name.kind));
    *draft.names.entry(name.name.clone()).or_default() += 1;
    *draft.printed.entry(name.printed.clone()).or_default() += 1;
    draft.evidence.push(at);
    id
}

impl Draft {
    fn new(identified: Identified, kind: AgencyKind) -> Self {
        let jurisdiction = identified.territory.as_ref().map(|(j, _)| j.clone()).unwrap_or_default();
        let (names, printed) = (BTreeMap::new(), BTreeMap::new());
        Self { identified, kind, jurisdiction, names, printed, evidence: Vec::new() }
    }
}

/// Adds the bodies that posts and departments belong to, where no document names them as actors.
fn imply(drafts: &mut BTreeMap<AgencyId, Draft>) {
    let parts: Vec<(AgencyId, String, Identified)> = drafts
        .values()
        .filter_map(|d| {
            let (id, name) = d.identified.part_of.clone()?;
            let identified = Identified {
                id: id.clone(),
                rule: "implied",
                territory: d.identified.territory.clone(),
                body: body::of_tail(id.as_str(), &d.jurisdiction),
                part_of: None,
            };
            Some((id, name, identified))
        })
        .collect();
    for (id, name, identified) in parts {
        let draft = drafts.entry(id).or_insert_with(|| Draft::new(identified, AgencyKind::Agency));
        if draft.names.is_empty() {
            draft.names.insert(name, 0);
        }
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
        for s in &h.input.extraction.header.signers {
            let id = id_of(&s.name, agency, &h.place);
            found.entry(id.clone()).or_insert_with(|| PersonNode { id, name: s.name.clone(), agency });
        }
    }
    let index: BTreeMap<PersonId, u32> = found.keys().cloned().zip(0u32..).collect();
    for h in held {
        let agency = issuer(works, h);
        let signed = h.input.extraction.header.signers.iter().filter_map(|s| {
            let person = *index.get(&id_of(&s.name, agency, &h.place))?;
            let (capacity, post) = (s.capacity.clone(), s.post.clone());
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

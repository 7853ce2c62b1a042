//! Projects: one node for the names that mean one work within one place, never across places of the same name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::actors::HeldInput;
use super::body::province_of_key;
use super::decision::Decisions;
use super::enterprises::{Enterprises, by_input, rename};
use super::home::Speaker;
use super::lists::Lists;
use super::project_name::{Named, named};
use super::territory::{made_from, only_province, place_key};
use crate::model::reference::Province;
use crate::model::{Jurisdiction, ProjectId, ProjectMention, ProjectNode, ProjectStatement};
use crate::text::{fold, slug};

/// How far behind a name its province may be printed, in characters.
const NEAR: usize = 70;

/// The projects of a corpus.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// Sorted by id.
    pub(super) nodes: Vec<ProjectNode>,
    /// For each input the indices of the projects of its extraction.
    pub(super) mentioned: Lists,
}

/// What a name means: the key it gives, and within which place.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    name: Named,
    place: String,
    jurisdiction: Jurisdiction,
    rule: &'static str,
}

/// A naming of a project in a held document.
struct Spoken<'a> {
    h: &'a HeldInput<'a>,
    mention: ProjectMention,
    placed: Cow<'a, Placed>,
}

/// Builds all projects.
pub(super) fn projects(held: &[HeldInput<'_>], enterprises: &Enterprises, decisions: &mut Decisions) -> Projects {
    let of = |h| {
        let of: &HeldInput<'_> = h;
        let named = of.facts().projects().into_iter().zip(&of.prepared().projects);
        named.map(move |(mention, placed)| Spoken { h: of, mention, placed: Cow::Borrowed(placed) })
    };
    let mut spoken: Vec<Spoken<'_>> = held.iter().flat_map(of).collect();
    name_routes(&mut spoken);
    follow_mergers(&mut spoken);
    let mut found: BTreeMap<ProjectId, ProjectNode> = BTreeMap::new();
    let mut mentioned = Vec::new();
    for p in &spoken {
        let name = &p.placed.name;
        let id =
            ProjectId::new(format!("vn:da:{}:{}:{}", p.placed.place, slug(name.class), name.key.replace(' ', "-")));
        let decided = decisions.kept(id.as_str()).map(ProjectId::new);
        let rule = if decided.is_some() { "decision" } else { p.placed.rule };
        let id = decided.unwrap_or(id);
        let node = found.entry(id.clone()).or_insert_with(|| project(id.clone(), p, rule));
        rename(&mut node.name, &mut node.aliases, &p.mention.name);
        node.statements.push(statement(p, enterprises));
        mentioned.push((p.h.at, id));
    }
    let index: BTreeMap<ProjectId, u32> = found.keys().cloned().zip(0u32..).collect();
    let mentioned = by_input(mentioned.into_iter().map(|(at, id)| (at, index.get(&id).copied().unwrap_or_default())));
    Projects { nodes: found.into_values().collect(), mentioned }
}

/// Decides in which place a name means one work: the country for works of national rank, else the province printed with
/// it, else the document's; a document of no province keeps its names to itself.
pub(super) fn place(input: &Input<'_>, speaker: &Speaker, mention: &ProjectMention) -> Placed {
    let name = named(&mention.name, mention.kind);
    let of = |j: &Jurisdiction| place_key(&j.of_province(), speaker.era);
    let printed = printed_province(input, mention);
    let home = speaker.home.as_ref().map(Jurisdiction::of_province).filter(|j| !j.is_central());
    let jurisdiction = printed.clone().or_else(|| home.clone());
    let (place, rule) = match (&printed, &home) {
        _ if name.national => ("vn".to_owned(), "name-in-country"),
        (Some(j), _) => (of(j).unwrap_or_else(|| slug(&j.label())), "name-in-printed-province"),
        (None, Some(j)) => (of(j).unwrap_or_else(|| slug(&j.label())), "name-in-province"),
        (None, None) => (format!("x-{}", speaker.mark), "name-in-document"),
    };
    Placed { name, place, jurisdiction: jurisdiction.unwrap_or_default(), rule }
}

/// "Cụm công nghiệp Tân Dương, huyện Định Hóa, tỉnh Thái Nguyên": the province behind any naming of it.
fn printed_province(input: &Input<'_>, mention: &ProjectMention) -> Option<Jurisdiction> {
    let in_words = |words: &str| {
        let folded = fold(words);
        let unit = ["tinh ", "thanh pho ", "tp "].iter().any(|w| folded.contains(w));
        unit.then(|| only_province(&folded)).flatten()
    };
    let behind = mention.evidence.iter().find_map(|e| {
        let end = input.text.to_clean(e.focus().end) as usize;
        let after: String = input.text.clean().get(end..)?.chars().take(NEAR).collect();
        let after = after.split(['.', ';', ':', '\n', '|']).next()?;
        let first = after.trim_start_matches([' ', ',', '(', '*']);
        // Only what goes on with the name: "…, huyện Định Hóa, tỉnh Thái Nguyên", "(Thanh Hóa)".
        let leads = ["tỉnh ", "thành phố ", "TP", "tp ", "huyện ", "xã ", "phường ", "thị xã ", "quận ", "thị trấn "];
        let bracket = after.trim_start().starts_with('(').then(|| first.split(')').next()).flatten();
        if let Some(inside) = bracket {
            return only_province(&fold(inside));
        }
        leads.iter().any(|l| first.starts_with(l)).then(|| in_words(first)).flatten()
    });
    in_words(&mention.name).or_else(|| mention.place.as_deref().and_then(in_words)).or(behind)
}

/// "dự án Tuyên Quang - Hà Giang" is the one expressway or railway between these ends, when there is only one.
fn name_routes(spoken: &mut [Spoken<'_>]) {
    let mut routes: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for p in spoken.iter().map(|s| &*s.placed).filter(|p| p.name.national && p.name.route.is_some()) {
        let known = routes.entry(p.name.route.clone().unwrap_or_default()).or_default();
        if !known.contains(&p.name) {
            known.push(p.name.clone());
        }
    }
    for p in spoken.iter_mut().filter(|p| !p.placed.name.national) {
        let Some(route) = &p.placed.name.route else { continue };
        if let Some([only]) = routes.get(route).map(Vec::as_slice) {
            let placed = p.placed.to_mut();
            placed.name = only.clone();
            "vn".clone_into(&mut placed.place);
            placed.rule = "route-in-country";
        }
    }
}

/// A work named in a province of today is the one its name meant in a province that was merged into it, when only one of
/// them had a work of the name: it keeps its key.
fn follow_mergers(spoken: &mut [Spoken<'_>]) {
    let mut merged: BTreeMap<String, Vec<&'static Province>> = BTreeMap::new();
    for p in spoken.iter() {
        if !merged.contains_key(&p.placed.place) {
            let today = province_of_key(&p.placed.place).filter(|t| t.valid_to.is_empty());
            merged.insert(p.placed.place.clone(), today.map(made_from).unwrap_or_default());
        }
    }
    let known: BTreeSet<(&str, &str, &str)> =
        spoken.iter().map(|p| (p.placed.place.as_str(), p.placed.name.class, p.placed.name.key.as_str())).collect();
    let mut moved: Vec<(usize, &'static str)> = Vec::new();
    for (at, p) in spoken.iter().enumerate() {
        let name = &p.placed.name;
        let before = merged.get(&p.placed.place).into_iter().flatten();
        let mut before = before.filter(|b| known.contains(&(b.key.as_str(), name.class, name.key.as_str())));
        if let (Some(one), None) = (before.next(), before.next()) {
            moved.push((at, one.key.as_str()));
        }
    }
    for (at, place) in moved {
        if let Some(placed) = spoken.get_mut(at).map(|p| p.placed.to_mut()) {
            place.clone_into(&mut placed.place);
            placed.rule = "name-in-merged-province";
        }
    }
}

fn project(id: ProjectId, p: &Spoken<'_>, rule: &str) -> ProjectNode {
    ProjectNode {
        id,
        name: p.mention.name.clone(),
        aliases: Vec::new(),
        kind: p.mention.kind,
        jurisdiction: p.placed.jurisdiction.clone(),
        statements: Vec::new(),
        rule: rule.into(),
    }
}

fn statement(p: &Spoken<'_>, enterprises: &Enterprises) -> ProjectStatement {
    let of = |i: &u32| enterprises.mentioned.get(p.h.at, *i);
    ProjectStatement {
        document: p.h.document,
        name: p.mention.name.clone(),
        place: p.mention.place.clone(),
        costs: p.mention.costs.clone(),
        capacities: p.mention.capacities.clone(),
        years: p.mention.years.clone(),
        enterprises: p.mention.enterprises.iter().filter_map(of).collect(),
        evidence: p.mention.evidence.clone(),
    }
}

//! Projects: one node for the names that mean one work within one place, never across places of the same name.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::Input;
use super::actors::{HeldInput, Taken};
use super::body::province_of_key;
use super::decision::Decisions;
use super::enterprises::{Enterprises, by_input, rename};
use super::home::Speaker;
use super::lists::Lists;
use super::order::NONE;
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
    /// For each project where it was before; [`NONE`] for one that documents name which came or went.
    pub(super) was: Vec<u32>,
    /// Where each project from before is now.
    pub(super) now: Vec<u32>,
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
    /// Which one of its document.
    n: usize,
    mention: ProjectMention,
    placed: Cow<'a, Placed>,
}

/// Builds all projects; those of whose name no document speaks that came or went are taken over.
pub(super) fn projects(
    held: &[HeldInput<'_>],
    past: Taken<'_>,
    enterprises: &Enterprises,
    decisions: &mut Decisions,
) -> Projects {
    let touched = touched(held, past);
    let spoken = spoken(held, past, &touched);
    // What a route means hangs on all that is named.
    let routes = |s: &Spoken<'_>| s.placed.name.route.is_some();
    if !past.before.inputs.is_empty() && (spoken.iter().any(routes) || gone(past).any(|p| p.name.route.is_some())) {
        let all = vec![true; touched.len()];
        return joined(held, past, &all, self::spoken(held, past, &all), enterprises, decisions);
    }
    joined(held, past, &touched, spoken, enterprises, decisions)
}

/// What documents said of projects that are gone or say something else now.
fn gone<'a>(past: Taken<'a>) -> impl Iterator<Item = &'a Placed> {
    let silenced = past.before.silenced(past.order, past.works);
    silenced.filter_map(move |(was, _)| past.before.inputs.get(was)).flat_map(|input| &input.prepared.projects)
}

/// Tells which projects from before have the name of one of which a document speaks that came or went, whatever the place.
fn touched(held: &[HeldInput<'_>], past: Taken<'_>) -> Vec<bool> {
    let fresh = held.iter().filter(|h| past.works.changed(h.at)).flat_map(|h| &h.prepared().projects);
    let ends: BTreeSet<String> = gone(past).chain(fresh).map(|p| end_of(&p.name)).collect();
    let touched = |node: &ProjectNode| ends.iter().any(|end| node.id.as_str().ends_with(end));
    past.before.resolved.projects.iter().map(touched).collect()
}

/// The end of the keys of all works of a name.
fn end_of(name: &Named) -> String {
    format!(":{}:{}", slug(name.class), name.key.replace(' ', "-"))
}

/// The namings of projects that are not taken over, in the order of documents.
fn spoken<'a>(held: &'a [HeldInput<'a>], past: Taken<'_>, touched: &[bool]) -> Vec<Spoken<'a>> {
    let is_touched = |was: &u32| touched.get(*was as usize).is_none_or(|touched| *touched);
    let mut spoken = Vec::new();
    for h in held.iter().filter(|h| !h.prepared().projects.is_empty()) {
        let old = past.of(h, &past.before.projects);
        if old.is_some_and(|old| !old.iter().any(is_touched)) {
            continue;
        }
        let named = h.facts().projects().into_iter().zip(&h.prepared().projects).enumerate();
        let anew = named.filter(|(n, _)| old.and_then(|old| old.get(*n)).is_none_or(is_touched));
        spoken.extend(anew.map(|(n, (mention, placed))| Spoken { h, n, mention, placed: Cow::Borrowed(placed) }));
    }
    spoken
}

fn joined(
    held: &[HeldInput<'_>],
    past: Taken<'_>,
    touched: &[bool],
    mut spoken: Vec<Spoken<'_>>,
    enterprises: &Enterprises,
    decisions: &mut Decisions,
) -> Projects {
    name_routes(&mut spoken);
    follow_mergers(&mut spoken);
    let mut found: BTreeMap<ProjectId, (ProjectNode, u32)> = BTreeMap::new();
    let old = (0u32..).zip(&past.before.resolved.projects).zip(touched);
    for ((was, node), _) in old.filter(|(_, touched)| !**touched) {
        found.insert(node.id.clone(), (moved(node, past, enterprises), was));
    }
    let mut anew: BTreeMap<(usize, usize), ProjectId> = BTreeMap::new();
    for p in &spoken {
        let id = ProjectId::new(format!("vn:da:{}{}", p.placed.place, end_of(&p.placed.name)));
        let decided = decisions.kept(id.as_str()).map(ProjectId::new);
        let rule = if decided.is_some() { "decision" } else { p.placed.rule };
        let id = decided.unwrap_or(id);
        let (node, _) = found.entry(id.clone()).or_insert_with(|| (project(id.clone(), p, rule), NONE));
        rename(&mut node.name, &mut node.aliases, &p.mention.name);
        node.statements.push(statement(p, enterprises));
        anew.insert((p.h.at, p.n), id);
    }
    let mut projects = Projects { now: vec![NONE; touched.len()], ..Projects::default() };
    let mut index: BTreeMap<ProjectId, u32> = BTreeMap::new();
    for (at, (id, (node, was))) in (0u32..).zip(found) {
        match projects.now.get_mut(was as usize) {
            Some(slot) => *slot = at,
            None => drop(index.insert(id, at)),
        }
        projects.nodes.push(node);
        projects.was.push(was);
    }
    let mentioned = held.iter().flat_map(|h| {
        let old = past.of(h, &past.before.projects);
        let (anew, index, now) = (&anew, &index, &projects.now);
        let at = move |n: usize| match anew.get(&(h.at, n)) {
            Some(id) => index.get(id).copied(),
            None => old.and_then(|old| now.get(*old.get(n)? as usize).copied()),
        };
        (0..h.prepared().projects.len()).map(move |n| (h.at, at(n).unwrap_or_default()))
    });
    projects.mentioned = by_input(mentioned);
    // One that was touched may still be there.
    let old = projects.now.iter_mut().zip(&past.before.resolved.projects);
    for (slot, node) in old.filter(|(slot, _)| **slot == NONE) {
        *slot = index.get(&node.id).copied().unwrap_or(NONE);
    }
    projects
}

/// A project as it was, with documents and firms as they are numbered now.
fn moved(node: &ProjectNode, past: Taken<'_>, enterprises: &Enterprises) -> ProjectNode {
    let mut node = node.clone();
    for s in &mut node.statements {
        s.document = past.works.now(s.document);
        s.enterprises.iter_mut().for_each(|e| *e = enterprises.now.get(*e as usize).copied().unwrap_or(NONE));
    }
    node
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

//! Projects: one node for the names that mean one work within one place, never across places of the same name.

use std::collections::{BTreeMap, BTreeSet};

use super::actors::HeldInput;
use super::body::province_of_key;
use super::decision::Decisions;
use super::enterprises::{Enterprises, rename};
use super::project_name::{Named, named};
use super::territory::{made_from, only_province, place_key};
use crate::model::{Jurisdiction, ProjectId, ProjectMention, ProjectNode, ProjectStatement};
use crate::text::{fold, slug};

/// How far behind a name its province may be printed, in characters.
const NEAR: usize = 70;

/// The projects of a corpus.
#[derive(Debug, Default)]
pub(super) struct Projects {
    /// Sorted by id.
    pub(super) nodes: Vec<ProjectNode>,
    /// For input and project of its extraction: index of the node.
    pub(super) mentioned: BTreeMap<(usize, usize), u32>,
}

/// A mention with its place and the key its name gives.
struct Placed<'a> {
    h: &'a HeldInput<'a>,
    n: usize,
    mention: &'a ProjectMention,
    name: Named,
    place: String,
    jurisdiction: Jurisdiction,
    rule: &'static str,
}

/// Builds all projects.
pub(super) fn projects(held: &[HeldInput<'_>], enterprises: &Enterprises, decisions: &mut Decisions) -> Projects {
    let mut placed: Vec<Placed<'_>> = held
        .iter()
        .flat_map(|h| h.input.extraction.projects.iter().enumerate().map(move |(n, p)| place(h, n, p)))
        .collect();
    name_routes(&mut placed);
    follow_mergers(&mut placed);
    let mut found: BTreeMap<ProjectId, ProjectNode> = BTreeMap::new();
    let mut mentioned = Vec::new();
    for p in &placed {
        let id = ProjectId::new(format!("vn:da:{}:{}:{}", p.place, slug(p.name.class), p.name.key.replace(' ', "-")));
        let decided = decisions.kept(id.as_str()).map(ProjectId::new);
        let rule = if decided.is_some() { "decision" } else { p.rule };
        let id = decided.unwrap_or(id);
        let node = found.entry(id.clone()).or_insert_with(|| project(id.clone(), p, rule));
        rename(&mut node.name, &mut node.aliases, &p.mention.name);
        node.statements.push(statement(p, enterprises));
        mentioned.push(((p.h.at, p.n), id));
    }
    let index: BTreeMap<ProjectId, u32> = found.keys().cloned().zip(0u32..).collect();
    let mentioned = mentioned.into_iter().filter_map(|(at, id)| Some((at, *index.get(&id)?))).collect();
    Projects { nodes: found.into_values().collect(), mentioned }
}

/// Decides in which place a name means one work: the country for works of national rank, else the province printed with
/// it, else the document's; a document of no province keeps its names to itself.
fn place<'a>(h: &'a HeldInput<'a>, n: usize, mention: &'a ProjectMention) -> Placed<'a> {
    let name = named(&mention.name, mention.kind);
    let of = |j: &Jurisdiction| place_key(&j.of_province(), h.speaker.era);
    let printed = printed_province(h, mention);
    let home = h.speaker.home.as_ref().map(Jurisdiction::of_province).filter(|j| !j.is_central());
    let jurisdiction = printed.clone().or_else(|| home.clone());
    let (place, rule) = match (&printed, &home) {
        _ if name.national => ("vn".to_owned(), "name-in-country"),
        (Some(j), _) => (of(j).unwrap_or_else(|| slug(&j.label())), "name-in-printed-province"),
        (None, Some(j)) => (of(j).unwrap_or_else(|| slug(&j.label())), "name-in-province"),
        (None, None) => (format!("x-{}", h.speaker.mark), "name-in-document"),
    };
    Placed { h, n, mention, name, place, jurisdiction: jurisdiction.unwrap_or_default(), rule }
}

/// "Cụm công nghiệp Tân Dương, huyện Định Hóa, tỉnh Thái Nguyên": the province behind any naming of it.
fn printed_province(h: &HeldInput<'_>, mention: &ProjectMention) -> Option<Jurisdiction> {
    let in_words = |words: &str| {
        let folded = fold(words);
        let unit = ["tinh ", "thanh pho ", "tp "].iter().any(|w| folded.contains(w));
        unit.then(|| only_province(&folded)).flatten()
    };
    let behind = mention.evidence.iter().find_map(|e| {
        let end = h.input.text.to_clean(e.focus().end) as usize;
        let after: String = h.input.text.clean().get(end..)?.chars().take(NEAR).collect();
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
fn name_routes(placed: &mut [Placed<'_>]) {
    let mut routes: BTreeMap<String, Vec<Named>> = BTreeMap::new();
    for p in placed.iter().filter(|p| p.name.national && p.name.route.is_some()) {
        let known = routes.entry(p.name.route.clone().unwrap_or_default()).or_default();
        if !known.contains(&p.name) {
            known.push(p.name.clone());
        }
    }
    for p in placed.iter_mut().filter(|p| !p.name.national) {
        let Some(route) = &p.name.route else { continue };
        if let Some([only]) = routes.get(route).map(Vec::as_slice) {
            p.name = only.clone();
            "vn".clone_into(&mut p.place);
            p.rule = "route-in-country";
        }
    }
}

/// A work named in a province of today is the one its name meant in a province that was merged into it, when only one of
/// them had a work of the name: it keeps its key.
fn follow_mergers(placed: &mut [Placed<'_>]) {
    let key = |place: &str, name: &Named| (place.to_owned(), name.class, name.key.clone());
    let known: BTreeSet<(String, &'static str, String)> = placed.iter().map(|p| key(&p.place, &p.name)).collect();
    for p in placed.iter_mut() {
        let Some(today) = province_of_key(&p.place).filter(|t| t.valid_to.is_empty()) else { continue };
        let mut before = made_from(today).into_iter().filter(|b| known.contains(&key(&b.key, &p.name)));
        if let (Some(one), None) = (before.next(), before.next()) {
            p.place.clone_from(&one.key);
            p.rule = "name-in-merged-province";
        }
    }
}

fn project(id: ProjectId, p: &Placed<'_>, rule: &str) -> ProjectNode {
    ProjectNode {
        id,
        name: p.mention.name.clone(),
        aliases: Vec::new(),
        kind: p.mention.kind,
        jurisdiction: p.jurisdiction.clone(),
        statements: Vec::new(),
        rule: rule.into(),
    }
}

fn statement(p: &Placed<'_>, enterprises: &Enterprises) -> ProjectStatement {
    let of = |i: &u32| enterprises.mentioned.get(&(p.h.at, *i as usize)).copied();
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

//! Agencies, signers, tasks, projects, firms and targets: one node for one name within one territory, never across two.

use std::collections::BTreeMap;

use super::Input;
use super::documents::Works;
use super::issuer::{level_of, place_slug};
use crate::model::{
    ActorEdge, AgencyId, AgencyKind, AgencyNode, EnterpriseId, EnterpriseNode, Jurisdiction, Located, PersonId,
    PersonNode, ProjectId, ProjectMention, ProjectNode, ProjectStatement, Resolved, SignedBy, TargetId, TargetNode,
    TaskId, TaskNode,
};
use crate::text::{PartialDate, fold, fold_tones, slug};

/// Firms' forms that different printings of one name abbreviate (Luật Doanh nghiệp 2020), folded, longest first.
const FORMS: [(&str, &str); 6] = [
    ("cong ty trach nhiem huu han mot thanh vien ", "cong ty tnhh mtv "),
    ("cong ty tnhh mot thanh vien ", "cong ty tnhh mtv "),
    ("cong ty trach nhiem huu han ", "cong ty tnhh "),
    ("cong ty co phan ", "ctcp "),
    ("cong ty cp ", "ctcp "),
    ("hop tac xa ", "htx "),
];

/// Words that open a project's name without being part of it, folded.
const PROJECT_LEADS: [&str; 4] = ["du an ", "cong trinh ", "nha may thuy dien ", "thuy dien "];

/// Builds all nodes but documents and relations, and ties issuers and signers to `works`.
pub(super) fn actors(inputs: &[Input<'_>], works: &mut Works) -> Resolved {
    let held = held_inputs(inputs, works);
    let agencies = agencies(&held, works);
    let enterprises = enterprises(&held);
    let projects = projects(&held, &enterprises);
    let people = people(&held, works, &agencies);
    let tasks = tasks(&held, works, &agencies, &projects);
    let targets = held.iter().flat_map(|h| targets(h, works)).collect();
    Resolved {
        agencies,
        enterprises: enterprises.into_values().map(|(node, _)| node).collect(),
        projects: projects.into_values().map(|(node, _)| node).collect(),
        people,
        tasks,
        targets,
        ..Resolved::default()
    }
}

/// A held input: its place in the list, its work, its facts and its home.
struct HeldInput<'a> {
    at: usize,
    document: u32,
    input: &'a Input<'a>,
    home: Jurisdiction,
    era: Option<PartialDate>,
    place: String,
}

impl HeldInput<'_> {
    fn locate(&self, evidence: crate::model::Evidence) -> Located {
        Located { document: self.document, evidence }
    }
}

fn held_inputs<'a>(inputs: &'a [Input<'a>], works: &Works) -> Vec<HeldInput<'a>> {
    let mut list = Vec::new();
    for (at, input) in inputs.iter().enumerate() {
        let Some(document) = works.held.get(at).copied() else { continue };
        let own = works.nodes.get(document as usize).and_then(|n| n.held);
        if own == u32::try_from(at).ok() {
            let home = super::documents::home(input);
            let era = super::documents::era(input);
            // A document of no known place keeps its names to itself.
            let place = match &home {
                Some(j) if j.is_central() => "tw".to_owned(),
                Some(j) => place_slug(j, era).unwrap_or_else(|| slug(&j.label())),
                None => format!("x-{}", slug(input.text.name())),
            };
            list.push(HeldInput { at, document, input, home: home.unwrap_or_default(), era, place });
        }
    }
    list
}

fn agency_id(
    name: &str,
    organisation: &str,
    jurisdiction: &Jurisdiction,
    era: Option<PartialDate>,
    fallback: &str,
) -> AgencyId {
    let place = match place_slug(jurisdiction, era) {
        Some(place) => place,
        None if jurisdiction.is_central() => fallback.to_owned(),
        None => slug(&jurisdiction.label()),
    };
    let words = if organisation.is_empty() { name } else { organisation };
    AgencyId::new(format!("vn:org:{place}:{}", slug(words)))
}

fn agencies(held: &[HeldInput<'_>], works: &mut Works) -> Vec<AgencyNode> {
    let mut found: BTreeMap<AgencyId, AgencyNode> = BTreeMap::new();
    let mut issuers: Vec<(u32, AgencyId)> = Vec::new();
    for h in held {
        for task in &h.input.extraction.tasks {
            for actor in &task.actors {
                let a = &actor.agency;
                let id = agency_id(&a.name, &a.organisation, &a.jurisdiction, h.era, &h.place_of_central(a.kind));
                let node = found.entry(id.clone()).or_insert_with(|| agency(id, &a.name, a.kind, &a.jurisdiction));
                note(node, &a.printed, h.locate(actor.evidence));
            }
        }
        if let Some(issuer) = &h.input.extraction.header.issuer {
            let suffix = h.home.suffix().unwrap_or_default();
            let organisation = issuer.value.trim_end_matches(suffix.as_str()).trim();
            let id = agency_id(&issuer.value, organisation, &h.home, h.era, "tw");
            let node = found
                .entry(id.clone())
                .or_insert_with(|| agency(id.clone(), &issuer.value, AgencyKind::Agency, &h.home));
            note(node, &issuer.value, h.locate(issuer.evidence));
            issuers.push((h.document, id));
        }
    }
    let index: BTreeMap<AgencyId, u32> = found.keys().cloned().zip(0u32..).collect();
    for (document, id) in issuers {
        if let Some(node) = works.nodes.get_mut(document as usize) {
            node.issuer = index.get(&id).copied();
        }
    }
    found.into_values().collect()
}

impl HeldInput<'_> {
    /// Firms and groups without a territory of their own stay with the document's; central bodies are one everywhere.
    fn place_of_central(&self, kind: AgencyKind) -> String {
        match kind {
            AgencyKind::Agency | AgencyKind::Post => "tw".to_owned(),
            AgencyKind::Group | AgencyKind::Enterprise => self.place.clone(),
        }
    }
}

fn agency(id: AgencyId, name: &str, kind: AgencyKind, jurisdiction: &Jurisdiction) -> AgencyNode {
    AgencyNode {
        id,
        name: name.to_owned(),
        kind,
        jurisdiction: jurisdiction.clone(),
        level: (kind != AgencyKind::Enterprise).then(|| level_of(jurisdiction)),
        aliases: Vec::new(),
        part_of: None,
        members_rule: (kind == AgencyKind::Group).then(|| name.to_owned()),
        successors: Vec::new(),
        evidence: Vec::new(),
        rule: "name-in-territory".to_owned(),
    }
}

fn note(node: &mut AgencyNode, printed: &str, at: Located) {
    if printed != node.name && !node.aliases.iter().any(|a| a == printed) {
        node.aliases.push(printed.to_owned());
        node.aliases.sort();
    }
    if !node.evidence.contains(&at) {
        node.evidence.push(at);
        node.evidence.sort();
    }
}

type Enterprises = BTreeMap<EnterpriseId, (EnterpriseNode, u32)>;

fn enterprise_id(name: &str) -> EnterpriseId {
    let folded = fold(&fold_tones(name));
    let short = FORMS.iter().find_map(|(long, short)| folded.strip_prefix(long).map(|rest| format!("{short}{rest}")));
    EnterpriseId::new(format!("vn:dn:{}", slug(&short.unwrap_or(folded))))
}

fn enterprises(held: &[HeldInput<'_>]) -> Enterprises {
    let mut found = Enterprises::new();
    for h in held {
        for e in &h.input.extraction.enterprises {
            let id = enterprise_id(&e.name);
            let (node, _) = found.entry(id.clone()).or_insert_with(|| {
                let node = EnterpriseNode { id, name: e.name.clone(), aliases: Vec::new(), evidence: Vec::new() };
                (node, 0)
            });
            rename(&mut node.name, &mut node.aliases, &e.name);
            node.evidence.extend(e.evidence.iter().map(|at| h.locate(*at)));
        }
    }
    number(&mut found);
    found
}

type Projects = BTreeMap<ProjectId, (ProjectNode, u32)>;

/// Names are joined within one province and one kind of work: two provinces may each have a Phúc Long.
fn project_id(p: &ProjectMention, place: &str) -> ProjectId {
    let mut folded = fold(&fold_tones(&p.name));
    while let Some(rest) = PROJECT_LEADS.iter().find_map(|lead| folded.strip_prefix(lead)) {
        folded = rest.to_owned();
    }
    ProjectId::new(format!("vn:da:{place}:{}:{}", slug(p.kind.code()), slug(&folded)))
}

fn projects(held: &[HeldInput<'_>], enterprises: &Enterprises) -> Projects {
    let mut found = Projects::new();
    for h in held {
        let province = place_slug(&h.home.of_province(), h.era).unwrap_or_else(|| h.place.clone());
        for p in &h.input.extraction.projects {
            let id = project_id(p, &province);
            let (node, _) = found.entry(id.clone()).or_insert_with(|| (project(id, p, &h.home.of_province()), 0));
            rename(&mut node.name, &mut node.aliases, &p.name);
            node.statements.push(statement(h, p, enterprises));
        }
    }
    number(&mut found);
    found
}

fn project(id: ProjectId, p: &ProjectMention, jurisdiction: &Jurisdiction) -> ProjectNode {
    ProjectNode {
        id,
        name: p.name.clone(),
        aliases: Vec::new(),
        kind: p.kind,
        jurisdiction: jurisdiction.clone(),
        statements: Vec::new(),
        rule: "name-in-province".to_owned(),
    }
}

fn statement(h: &HeldInput<'_>, p: &ProjectMention, enterprises: &Enterprises) -> ProjectStatement {
    let named = |i: &u32| h.input.extraction.enterprises.get(*i as usize).map(|e| enterprise_id(&e.name));
    ProjectStatement {
        document: h.document,
        name: p.name.clone(),
        place: p.place.clone(),
        costs: p.costs.clone(),
        capacities: p.capacities.clone(),
        years: p.years.clone(),
        enterprises: p
            .enterprises
            .iter()
            .filter_map(named)
            .filter_map(|id| enterprises.get(&id).map(|e| e.1))
            .collect(),
        evidence: p.evidence.clone(),
    }
}

/// Keeps the longest name, of equals the first in order; the others are aliases.
fn rename(name: &mut String, aliases: &mut Vec<String>, seen: &str) {
    let fuller =
        (seen.chars().count(), std::cmp::Reverse(seen)) > (name.chars().count(), std::cmp::Reverse(name.as_str()));
    let other = if fuller { std::mem::replace(name, seen.to_owned()) } else { seen.to_owned() };
    if other != *name && !aliases.contains(&other) {
        aliases.push(other);
        aliases.sort();
    }
}

fn number<K: Ord, V>(found: &mut BTreeMap<K, (V, u32)>) {
    for (index, (_, at)) in (0u32..).zip(found.values_mut()) {
        *at = index;
    }
}

fn people(held: &[HeldInput<'_>], works: &mut Works, agencies: &[AgencyNode]) -> Vec<PersonNode> {
    let mut found: BTreeMap<PersonId, (PersonNode, u32)> = BTreeMap::new();
    let id_of = |name: &str, agency: Option<u32>, place: &str| {
        let body = agency.and_then(|a| agencies.get(a as usize)).map_or(place, |a| a.id.as_str());
        PersonId::new(format!("vn:ng:{}:{}", slug(body), slug(name)))
    };
    let issuer = |works: &Works, h: &HeldInput<'_>| works.nodes.get(h.document as usize).and_then(|n| n.issuer);
    for h in held {
        let agency = issuer(works, h);
        for s in &h.input.extraction.header.signers {
            let id = id_of(&s.name, agency, &h.place);
            found.entry(id.clone()).or_insert_with(|| (PersonNode { id, name: s.name.clone(), agency }, 0));
        }
    }
    number(&mut found);
    for h in held {
        let agency = issuer(works, h);
        let signed = h.input.extraction.header.signers.iter().filter_map(|s| {
            let (_, person) = found.get(&id_of(&s.name, agency, &h.place))?;
            let (capacity, post) = (s.capacity.clone(), s.post.clone());
            Some(SignedBy { person: *person, capacity, post, evidence: h.locate(s.evidence) })
        });
        let signed: Vec<SignedBy> = signed.collect();
        if let Some(node) = works.nodes.get_mut(h.document as usize) {
            node.signers = signed;
        }
    }
    found.into_values().map(|(node, _)| node).collect()
}

fn tasks(held: &[HeldInput<'_>], works: &Works, agencies: &[AgencyNode], projects: &Projects) -> Vec<TaskNode> {
    let index: BTreeMap<&AgencyId, u32> = agencies.iter().map(|a| &a.id).zip(0u32..).collect();
    let mut list = Vec::new();
    for h in held {
        let Some(document) = works.nodes.get(h.document as usize) else { continue };
        let province = place_slug(&h.home.of_province(), h.era).unwrap_or_else(|| h.place.clone());
        for (n, task) in (0u32..).zip(&h.input.extraction.tasks) {
            let actors = task.actors.iter().filter_map(|a| {
                let name = &a.agency;
                let central = h.place_of_central(name.kind);
                let id = agency_id(&name.name, &name.organisation, &name.jurisdiction, h.era, &central);
                Some(ActorEdge { agency: *index.get(&id)?, role: a.role, evidence: h.locate(a.evidence) })
            });
            let meant = |m: &u32| works.meant.get(h.at).and_then(|l| l.get(*m as usize)).copied();
            let about = |p: &u32| {
                let mention = h.input.extraction.projects.get(*p as usize)?;
                projects.get(&project_id(mention, &province)).map(|(_, at)| *at)
            };
            list.push(TaskNode {
                id: TaskId::new(format!("{}:nv:{}", document.id, n + 1)),
                document: h.document,
                task: n,
                clause: task.clause.clone(),
                text: task.text.clone(),
                actors: actors.collect(),
                deadline: task.deadline.as_ref().map(|d| d.text.clone()),
                due: task.deadline.as_ref().and_then(|d| d.due.clone()),
                deadline_evidence: task.deadline.as_ref().map(|d| h.locate(d.evidence)),
                documents: task.mentions.iter().filter_map(meant).collect(),
                projects: task.projects.iter().filter_map(about).collect(),
                evidence: h.locate(task.evidence),
            });
        }
    }
    list.sort_by_key(|t| (t.document, t.task));
    list
}

fn targets(h: &HeldInput<'_>, works: &Works) -> Vec<TargetNode> {
    let Some(document) = works.nodes.get(h.document as usize) else { return Vec::new() };
    (0u32..)
        .zip(&h.input.extraction.targets)
        .map(|(n, _)| TargetNode {
            id: TargetId::new(format!("{}:ct:{}", document.id, n + 1)),
            document: h.document,
            target: n,
        })
        .collect()
}

//! What joins two things, as every format shows it: a kind, who says so, the words that say it and their place.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::ser::{Serialize, SerializeMap, Serializer};
use sha2::{Digest, Sha256};

use super::node::{Fact, Facts, Gathering, Sort, code_of, label_of};
use super::part::Place;
use crate::graph::{List, PolicyGraph};
use crate::model::{
    AgencyKind, Amount, Evidence, EvidenceView, Located, ProjectStatement, RelationEdge, Role, Scope, Succession,
};

/// Kinds of edges other than relations between documents: constant, Vietnamese verb.
pub(super) const EDGE_KINDS: &[(&str, &str)] = &[
    ("ISSUED_BY", "ban hành bởi"),
    ("SIGNED_BY", "ký bởi"),
    ("SIGNS_FOR", "ký cho"),
    ("SETS_TASK", "giao nhiệm vụ"),
    ("ASSIGNED_TO", "giao cho"),
    ("CONCERNS", "về"),
    ("NAMES_PROJECT", "nêu dự án"),
    ("SETS_TARGET", "đặt chỉ tiêu"),
    ("INVESTS_IN", "đầu tư, vận hành"),
    ("PART_OF", "thuộc"),
    ("LOCATED_IN", "thuộc địa bàn"),
    ("SUCCEEDED_BY", "được kế thừa bởi"),
];

/// The names of the facts of edges, in the order of columns; before them stand what joins what.
pub(super) const EDGE_FACTS: &[(&str, Sort)] = &[
    ("kind", Sort::Text),
    ("verb", Sort::Text),
    ("saidBy", Sort::Text),
    ("saidByLabel", Sort::Text),
    ("quote", Sort::Text),
    ("start", Sort::Whole),
    ("end", Sort::Whole),
    ("line", Sort::Whole),
    ("basis", Sort::Text),
    ("provisions", Sort::Text),
    ("role", Sort::Text),
    ("capacity", Sort::Text),
    ("post", Sort::Text),
    ("name", Sort::Text),
    ("costs", Sort::Text),
    ("capacities", Sort::Text),
    ("years", Sort::Text),
    ("on", Sort::Text),
    ("instrument", Sort::Text),
];

/// An edge.
#[derive(Clone, Debug)]
pub(super) struct Edge<'g> {
    graph: &'g PolicyGraph,
    pub(super) from: Place,
    pub(super) to: Place,
    pub(super) kind: &'static str,
    verb: &'static str,
    /// The document that says so.
    pub(super) said_by: Option<u32>,
    /// The words; none where a curated table says so.
    pub(super) evidence: Option<EvidenceView>,
    more: Facts<'g>,
}

impl<'g> Edge<'g> {
    /// Reads a relation between documents.
    pub(super) fn relation(graph: &'g PolicyGraph, index: u32) -> Option<Self> {
        let edge: RelationEdge = graph.relation(index)?;
        let mut more = Gathering::default();
        more.text("basis", edge.basis.as_ref().map(code_of));
        if let Scope::Part(provisions) = edge.scope {
            more.text("provisions", Some(provisions));
        }
        Some(Self {
            graph,
            from: Place(List::Documents, edge.actor),
            to: Place(List::Documents, edge.object),
            kind: edge.kind.code(),
            verb: edge.kind.vietnamese(),
            said_by: Some(edge.said_by),
            evidence: graph.view(&edge.evidence),
            more: more.0,
        })
    }

    /// Returns the edges that lead from a node, relations between documents apart.
    pub(super) fn from_node(graph: &'g PolicyGraph, place: Place) -> Vec<Self> {
        let Place(list, index) = place;
        let edges = Edges { graph, from: place };
        match list {
            List::Documents => edges.document(index),
            List::Agencies => edges.agency(index),
            List::Tasks => edges.task(index),
            List::Enterprises => edges.enterprise(index),
            List::People => edges.person(index),
            List::Places => edges.place(index),
            List::Projects | List::Targets => Vec::new(),
        }
    }

    /// Returns the keys of both ends.
    pub(super) fn ends(&self) -> (Cow<'g, str>, Cow<'g, str>) {
        let key = |Place(list, index): Place| self.graph.key(list, index).unwrap_or_default();
        (key(self.from), key(self.to))
    }

    /// Returns the names of both ends.
    pub(super) fn labels(&self) -> (String, String) {
        let label = |place| label_of(self.graph, place).unwrap_or_default();
        (label(self.from), label(self.to))
    }

    /// Whether it leads from a post.
    pub(super) fn is_of_post(&self) -> bool {
        let Place(list, index) = self.from;
        let agency = self.graph.resolved.agencies.get(index as usize).filter(|_| list == List::Agencies);
        agency.is_some_and(|a| a.kind == AgencyKind::Post)
    }

    /// Returns its facts, each under its name.
    pub(super) fn facts(&self) -> Facts<'_> {
        let mut facts = Gathering::default();
        facts.text("kind", Some(self.kind));
        facts.text("verb", Some(self.verb));
        if let Some(document) = self.said_by {
            facts.text("saidBy", self.graph.key(List::Documents, document));
            facts.text("saidByLabel", label_of(self.graph, Place(List::Documents, document)));
        }
        if let Some(e) = &self.evidence {
            facts.text("quote", Some(e.quote.as_str()));
            facts.0.push(("start", Fact::Whole(e.start)));
            facts.0.push(("end", Fact::Whole(e.end)));
            facts.0.push(("line", Fact::Whole(e.line)));
        }
        facts.0.extend(self.more.iter().cloned());
        facts.0
    }

    /// Returns a key that is the same as long as the same document says the same with the same words.
    pub(super) fn id(&self) -> String {
        let (from, to) = self.ends();
        let mut hash = Sha256::new();
        let mut part = |text: &str| {
            hash.update(text.as_bytes());
            hash.update([0]);
        };
        [&from, self.kind, &to].into_iter().for_each(&mut part);
        part(&self.said_by.and_then(|d| self.graph.key(List::Documents, d)).unwrap_or_default());
        if let Some(e) = &self.evidence {
            part(&format!("{}-{} {}", e.byte_start, e.byte_end, e.focus));
        }
        for (name, fact) in &self.more {
            part(name);
            part(&fact.text());
        }
        hex::encode(hash.finalize()).chars().take(20).collect()
    }
}

impl Serialize for Edge<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (source, target) = self.ends();
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("key", &self.id())?;
        map.serialize_entry("source", &source)?;
        map.serialize_entry("target", &target)?;
        self.facts().iter().try_for_each(|(name, fact)| map.serialize_entry(name, fact))?;
        map.end()
    }
}

/// Makes the edges that lead from one node.
struct Edges<'g> {
    graph: &'g PolicyGraph,
    from: Place,
}

impl<'g> Edges<'g> {
    fn document(&self, index: u32) -> Vec<Edge<'g>> {
        let (graph, r) = (self.graph, &self.graph.resolved);
        let mut edges = Vec::new();
        let Some(node) = graph.document(index) else { return edges };
        if let Some(agency) = node.issuer {
            edges.push(self.said("ISSUED_BY", Place(List::Agencies, agency), graph.issuer_words(index)));
        }
        for s in &node.signers {
            let mut edge = self.said("SIGNED_BY", Place(List::People, s.person), Some(s.evidence));
            edge.more = text_facts([("capacity", s.capacity.as_deref()), ("post", s.post.as_deref())]);
            edges.push(edge);
        }
        edges.extend(node.place.map(|p| self.plain("LOCATED_IN", Place(List::Places, p))));
        for task in graph.tasks_of(index) {
            let words = r.tasks.get(*task as usize).map(|t| t.evidence);
            edges.push(self.said("SETS_TASK", Place(List::Tasks, *task), words));
        }
        for project in graph.projects_of(index) {
            let statements = r.projects.get(*project as usize).map(|p| p.statements.as_slice()).unwrap_or_default();
            for s in statements.iter().filter(|s| s.document == index) {
                let words = s.evidence.first().map(|e| Located { document: index, evidence: *e });
                let mut edge = self.said("NAMES_PROJECT", Place(List::Projects, *project), words);
                edge.more = stated(s);
                edges.push(edge);
            }
        }
        let held = graph.held_of(index);
        for target in graph.targets_of(index) {
            let node = r.targets.get(*target as usize);
            let found =
                held.as_ref().map(|h| &h.extraction.targets).zip(node).and_then(|(all, n)| all.get(n.target as usize));
            let words = found.map(|t| Located { document: index, evidence: t.evidence });
            edges.push(self.said("SETS_TARGET", Place(List::Targets, *target), words));
        }
        edges
    }

    fn agency(&self, index: u32) -> Vec<Edge<'g>> {
        let Some(node) = self.graph.resolved.agencies.get(index as usize) else { return Vec::new() };
        let mut edges: Vec<Edge<'g>> = Vec::new();
        edges.extend(node.part_of.map(|a| self.plain("PART_OF", Place(List::Agencies, a))));
        edges.extend(node.place.map(|p| self.plain("LOCATED_IN", Place(List::Places, p))));
        edges.extend(self.successors(List::Agencies, &node.successors));
        edges
    }

    fn place(&self, index: u32) -> Vec<Edge<'g>> {
        let Some(node) = self.graph.resolved.places.get(index as usize) else { return Vec::new() };
        let mut edges: Vec<Edge<'g>> = Vec::new();
        edges.extend(node.parent.map(|p| self.plain("PART_OF", Place(List::Places, p))));
        edges.extend(self.successors(List::Places, &node.successors));
        edges
    }

    fn successors(&self, list: List, successors: &'g [Succession]) -> Vec<Edge<'g>> {
        let edge = |s: &'g Succession| {
            let mut edge = self.plain("SUCCEEDED_BY", Place(list, self.graph.find(list, &s.successor)?));
            let instrument = Some(s.instrument.as_str()).filter(|i| !i.is_empty());
            edge.more = text_facts([("on", Some(s.on.as_str())), ("instrument", instrument)]);
            Some(edge)
        };
        successors.iter().filter_map(edge).collect()
    }

    fn task(&self, index: u32) -> Vec<Edge<'g>> {
        let Some(node) = self.graph.resolved.tasks.get(index as usize) else { return Vec::new() };
        let mut edges = Vec::new();
        for a in &node.actors {
            let mut edge = self.said("ASSIGNED_TO", Place(List::Agencies, a.agency), Some(a.evidence));
            edge.more = text_facts([("role", Some(a.role.code()))]);
            edge.verb = role_verb(a.role);
            edges.push(edge);
        }
        let named = node.documents.iter().map(|d| Place(List::Documents, *d));
        // What a task names twice it is about once.
        let named: BTreeSet<Place> = named.chain(node.projects.iter().map(|p| Place(List::Projects, *p))).collect();
        edges.extend(named.into_iter().map(|place| self.said("CONCERNS", place, Some(node.evidence))));
        edges
    }

    fn enterprise(&self, index: u32) -> Vec<Edge<'g>> {
        let Some(node) = self.graph.resolved.enterprises.get(index as usize) else { return Vec::new() };
        let mut edges = Vec::new();
        for project in self.graph.projects_of_enterprise(index) {
            let statements = self.graph.resolved.projects.get(*project as usize).map(|p| p.statements.as_slice());
            for s in statements.unwrap_or_default().iter().filter(|s| s.enterprises.contains(&index)) {
                let own = node.evidence.iter().find(|e| e.document == s.document).copied();
                let words = own.or_else(|| Some(Located { document: s.document, evidence: *s.evidence.first()? }));
                edges.push(self.said("INVESTS_IN", Place(List::Projects, *project), words));
            }
        }
        edges
    }

    fn person(&self, index: u32) -> Vec<Edge<'g>> {
        let node = self.graph.resolved.people.get(index as usize);
        node.and_then(|p| p.agency).map(|a| self.plain("SIGNS_FOR", Place(List::Agencies, a))).into_iter().collect()
    }

    fn plain(&self, kind: &'static str, to: Place) -> Edge<'g> {
        self.said(kind, to, None)
    }

    fn said(&self, kind: &'static str, to: Place, words: Option<Located>) -> Edge<'g> {
        let verb = EDGE_KINDS.iter().find(|(k, _)| *k == kind).map_or("", |(_, verb)| verb);
        let evidence = words.and_then(|w| self.graph.view(&w));
        let said_by = words.map(|w| w.document);
        Edge { graph: self.graph, from: self.from, to, kind, verb, said_by, evidence, more: Facts::new() }
    }
}

fn text_facts<'g, const N: usize>(facts: [(&'static str, Option<&'g str>); N]) -> Facts<'g> {
    let mut all = Gathering::default();
    facts.into_iter().for_each(|(name, text)| all.text(name, text));
    all.0
}

/// Returns what a document says of a project.
fn stated(s: &ProjectStatement) -> Facts<'_> {
    let amounts = |list: &[Amount]| list.iter().map(|a| format!("{} {}", a.printed, a.unit)).collect::<Vec<_>>();
    let mut facts = Gathering::default();
    facts.text("name", Some(s.name.as_str()));
    facts.list("costs", &amounts(&s.costs));
    facts.list("capacities", &amounts(&s.capacities));
    facts.list("years", &s.years.iter().map(|(year, _): &(String, Evidence)| year.clone()).collect::<Vec<_>>());
    facts.0
}

fn role_verb(role: Role) -> &'static str {
    match role {
        Role::Lead => "chủ trì",
        Role::Assigned => "được giao",
        Role::Cooperate => "phối hợp",
        Role::Supervise => "giám sát",
        Role::ReportTo => "nhận báo cáo",
    }
}

/// Returns the constants of all kinds of edges.
#[cfg(test)]
pub(super) fn kinds() -> impl Iterator<Item = &'static str> {
    crate::model::RelationKind::ALL.iter().map(|k| k.code()).chain(EDGE_KINDS.iter().map(|(k, _)| *k))
}

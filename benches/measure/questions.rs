//! The five questions that peers were measured with, asked of a graph of made-up documents; shared by two benchmarks.

use luocdo::api::Asked;
use luocdo::graph::{Bounds, Direction, PolicyGraph};
use luocdo::model::RelationKind;
use serde_json::json;

/// Documents that the four-hop question begins at, besides the largest hub.
const STARTS: usize = 60;

/// What is asked about.
#[derive(Debug)]
pub(crate) struct Questions {
    /// The first held document that cites some others; it cites many.
    pub(crate) document: String,
    /// A held document that cites as many as half of those that cite any.
    pub(crate) usual: String,
    /// The held document that is cited most.
    pub(crate) hub: u32,
    /// Documents from those hardly cited to nearly the largest hub.
    pub(crate) starts: Vec<u32>,
    /// A document at the end of a chain.
    pub(crate) leaf: u32,
    /// The one at its top.
    pub(crate) root: u32,
    /// The agency with most tasks.
    pub(crate) agency: String,
    ids: Vec<String>,
}

impl Questions {
    /// Chooses them.
    pub(crate) fn of(graph: &PolicyGraph) -> Self {
        let degree = |d: u32| graph.neighbours(d, Direction::CitedBy, &[]).count();
        let held = (0u32..).zip(&graph.resolved.documents).filter(|(_, n)| n.held.is_some());
        let mut by_degree: Vec<(usize, u32)> = held.map(|(d, _)| (degree(d), d)).filter(|(n, _)| *n > 0).collect();
        by_degree.sort_unstable();
        let hub = by_degree.last().map_or(0, |(_, d)| *d);
        let (starts, step) = (by_degree.len().saturating_sub(1), (by_degree.len() / STARTS).max(1));
        let starts: Vec<u32> = by_degree.iter().take(starts).step_by(step).map(|(_, d)| *d).collect();
        let (leaf, root) = chain(graph);
        let tasks = |a: u32| graph.tasks_of_agency(a).len();
        let agencies = u32::try_from(graph.resolved.agencies.len()).unwrap_or(u32::MAX);
        let agency = (0..agencies).max_by_key(|a| tasks(*a)).unwrap_or_default();
        let agency = graph.resolved.agencies.get(agency as usize).map(|a| a.id.to_string()).unwrap_or_default();
        let id = |d: u32| graph.document(d).map(|n| n.id.to_string()).unwrap_or_default();
        let cites = |d: u32| graph.neighbours(d, Direction::Cites, &[]).count() >= 5;
        let last = u32::try_from(graph.resolved.documents.len()).unwrap_or(u32::MAX);
        let document = id((0..last).find(|d| cites(*d)).unwrap_or_default());
        let citing = (0..last).map(|d| (graph.neighbours(d, Direction::Cites, &[]).count(), d));
        let mut citing: Vec<(usize, u32)> = citing.filter(|(count, _)| *count > 0).collect();
        citing.sort_unstable();
        let usual = id(citing.get(citing.len() / 2).map_or(0, |(_, d)| *d));
        let ids = starts.iter().chain([&hub, &leaf, &root]).map(|d| id(*d)).collect();
        Self { document, usual, hub, starts, leaf, root, agency, ids }
    }

    /// Returns the questions as requests.
    pub(crate) fn asked(&self) -> Vec<(&'static str, Asked)> {
        let id = |at: usize| self.ids.get(at).cloned().unwrap_or_default();
        let (middle, hub) = (id(self.starts.len() / 2), id(self.starts.len()));
        let (leaf, root) = (id(self.starts.len() + 1), id(self.starts.len() + 2));
        vec![
            ("document with its citations, which are many", asked(DOCUMENT, json!({ "id": self.document }))),
            ("document with its citations, a middling one", asked(DOCUMENT, json!({ "id": self.usual }))),
            ("fifty plans citing the largest hub", asked(PLANS, json!({ "id": hub }))),
            ("four-hop dependants, a middling start", asked(DEPENDANTS, json!({ "id": middle }))),
            ("four-hop dependants, the largest hub", asked(DEPENDANTS, json!({ "id": hub }))),
            ("chain", asked(CHAIN, json!({ "from": leaf, "to": root }))),
            ("fifty tasks of an agency by date", asked(LEDGER, json!({ "id": self.agency }))),
        ]
    }

    /// Returns the four-hop question of each start.
    pub(crate) fn dependants(&self) -> Vec<Asked> {
        self.ids.iter().take(self.starts.len()).map(|id| asked(DEPENDANTS, json!({ "id": id }))).collect()
    }
}

fn asked(query: &str, variables: serde_json::Value) -> Asked {
    Asked { query: query.to_owned(), variables, operation_name: None }
}

/// The longest way up by what documents carry out, from one of the last documents.
fn chain(graph: &PolicyGraph) -> (u32, u32) {
    let bounds = Bounds { depth: 8, documents: 1000 };
    let last = u32::try_from(graph.resolved.documents.len()).unwrap_or(u32::MAX);
    let up = |d: u32| {
        let walk = graph.walk(&[d], Direction::Cites, &[RelationKind::Implements], bounds);
        walk.steps.last().map(|s| (s.depth, s.document))
    };
    let found = (0..last).rev().take(20_000).filter_map(|d| up(d).map(|(depth, root)| (depth, d, root)));
    found.max_by_key(|(depth, leaf, _)| (*depth, *leaf)).map_or((0, 0), |(_, leaf, root)| (leaf, root))
}

const DOCUMENT: &str = "query($id: ID!) { document(id: $id) { id number title issuedOn issuer \
    cites(first: 50) { edges { kind node { id number title } } } } }";
const PLANS: &str = "query($id: ID!) { document(id: $id) { number \
    citedBy(first: 50, where: { actor: { type: { eq: PLAN } } }) { nodes { id number title issuedOn issuer } } } }";
const DEPENDANTS: &str = "query($id: ID!) { document(id: $id) { number \
    citedBy(first: 100, transitive: { maxDepth: 4 }) { totalCount nodes { id number } } } }";
const CHAIN: &str = "query($from: ID!, $to: ID!) { paths(from: $from, to: $to, kinds: [IMPLEMENTS], k: 1) { \
    paths { length relations { kind actor { id number } object { id number } } } } }";
const LEDGER: &str = "query($id: ID!) { ledger(agency: $id) { totalCount \
    tasks(first: 50) { nodes { text deadline document { id number } } } } }";

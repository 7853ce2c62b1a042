//! The part of the graph a picture shows: walked from its centre, opened and closed where the address says so, filtered;
//! what a filter takes out of the middle leaves a line that says through how many it goes.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use serde_json::{Value, json};

use super::Trouble;
use super::ask::{ask, at, count, holds, list, text};
use super::scope::Scope;
use crate::api::Schema;

/// Most documents of a picture.
pub(super) const DRAWN: usize = 100;

/// Which way is walked from the centre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ways {
    /// To what it rests on.
    Up,
    /// Both ways.
    Both,
}

/// Documents and relations of a picture.
#[derive(Debug, Default)]
pub(super) struct Part {
    /// The documents drawn, in the order they were met.
    pub(super) documents: Vec<Value>,
    /// The relations between them, each with its words.
    pub(super) relations: Vec<Value>,
    /// Pairs joined only through documents a filter took out, and through how many.
    pub(super) through: Vec<(String, String, usize)>,
    /// Of each document how many relations to others are not drawn: to what it cites, to what cites it.
    pub(super) hidden: BTreeMap<String, (u64, u64)>,
    /// What would vanish if a document were closed.
    pub(super) behind: BTreeMap<String, usize>,
    /// Everything met before filters, to choose filters from.
    pub(super) met: Vec<Value>,
    /// Documents that filters took out.
    pub(super) filtered: usize,
    /// Whether there was more than may be drawn.
    pub(super) truncated: bool,
}

/// Walks from the centre.
pub(super) async fn walk(schema: &Schema, scope: &Scope<'_>, centre: &[String], ways: Ways) -> Result<Part, Trouble> {
    let mut variables = json!({
        "roots": centre, "depth": scope.depth, "most": scope.most, "lefts": scope.lefts, "rights": scope.rights,
        "cites": true, "citedBy": ways == Ways::Both,
    });
    if !scope.kinds.is_empty() {
        variables["kinds"] = json!(scope.kinds);
    }
    let data = ask(schema, include_str!("documents/walk.graphql"), variables.clone()).await?;
    let found = ["up", "down", "left", "right"].map(|side| at(&data, side));
    let mut met: Vec<Value> = Vec::new();
    let mut seen = BTreeSet::new();
    for d in found.iter().flat_map(|f| list(f, "nodes")) {
        if seen.insert(text(d, "id")) {
            met.push(d.clone());
        }
    }
    let ends = |e: &Value| (text(e, "actor.id").to_owned(), text(e, "object.id").to_owned());
    let pairs: BTreeSet<(String, String)> = found.iter().flat_map(|f| list(f, "edges")).map(ends).collect();
    let net = Net::new(&pairs);
    let reached = net.reached(centre, &scope.closed);
    let near = |d: &&Value| reached.contains(text(d, "id")) || centre.iter().any(|c| c == text(d, "id"));
    let met: Vec<Value> = met.iter().filter(near).cloned().collect();
    let is_wanted = |d: &&Value| centre.iter().any(|c| c == text(d, "id")) || wanted(scope, d);
    let mut documents: Vec<Value> = met.iter().filter(is_wanted).cloned().collect();
    let filtered = met.len() - documents.len();
    let truncated = documents.len() > DRAWN || found.iter().any(|f| holds(f, "truncated"));
    documents.truncate(DRAWN);
    let ids: Vec<&str> = documents.iter().map(|d| text(d, "id")).collect();
    variables = json!({ "ids": ids });
    if !scope.kinds.is_empty() {
        variables["kinds"] = json!(scope.kinds);
    }
    let among = ask(schema, include_str!("documents/among.graphql"), variables).await?;
    let relations = list(&among, "among.edges").to_vec();
    let hidden = hidden(list(&among, "among.nodes"), &relations);
    let through = net.through(&ids, &relations);
    let behind = ids.iter().filter(|id| !centre.iter().any(|c| c == *id)).filter_map(|id| {
        let mut closed = scope.closed.clone();
        closed.push(id);
        let left = net.reached(centre, &closed);
        let gone = ids.iter().filter(|i| !left.contains(**i) && !centre.iter().any(|c| c == *i)).count();
        (gone > 0).then(|| ((*id).to_owned(), gone))
    });
    let behind = behind.collect();
    Ok(Part { documents, relations, through, hidden, behind, met, filtered, truncated })
}

/// Returns the year of issue.
pub(super) fn year(d: &Value) -> Option<i64> {
    text(d, "issuedOn").split('-').next().and_then(|y| y.parse().ok())
}

fn wanted(scope: &Scope<'_>, d: &Value) -> bool {
    scope.wants(text(d, "type"), text(d, "level"), text(d, "jurisdiction"), year(d))
}

/// Counts the relations of each document that are not among those drawn.
fn hidden(nodes: &[Value], relations: &[Value]) -> BTreeMap<String, (u64, u64)> {
    let drawn = |end: &str, id: &str| relations.iter().filter(|r| text(r, end) == id).count() as u64;
    let of = |n: &Value| {
        let id = text(n, "id");
        let cites = count(n, "cites.totalCount").saturating_sub(drawn("actor.id", id));
        let cited = count(n, "citedBy.totalCount").saturating_sub(drawn("object.id", id));
        (id.to_owned(), (cites, cited))
    };
    nodes.iter().map(of).filter(|(_, n)| *n != (0, 0)).collect()
}

/// Who is joined to whom.
#[derive(Debug, Default)]
struct Net<'p> {
    both: BTreeMap<&'p str, BTreeSet<&'p str>>,
    acts_on: BTreeMap<&'p str, BTreeSet<&'p str>>,
}

impl<'p> Net<'p> {
    fn new(pairs: &'p BTreeSet<(String, String)>) -> Self {
        let mut net = Self::default();
        for (actor, object) in pairs {
            net.both.entry(actor).or_default().insert(object);
            net.both.entry(object).or_default().insert(actor);
            net.acts_on.entry(actor).or_default().insert(object);
        }
        net
    }

    /// Returns what is reached from the centre without going through what is closed.
    fn reached(&self, centre: &[String], closed: &[&str]) -> BTreeSet<&'p str> {
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let begin = |c: &String| self.both.get_key_value(c.as_str()).map(|(c, _)| *c);
        let mut queue: VecDeque<&str> = centre.iter().filter_map(begin).collect();
        while let Some(at) = queue.pop_front() {
            let is_centre = centre.iter().any(|c| c == at);
            if !reached.insert(at) || (closed.contains(&at) && !is_centre) {
                continue;
            }
            queue.extend(self.both.get(at).into_iter().flatten().filter(|n| !reached.contains(**n)));
        }
        reached
    }

    /// Returns pairs of what is shown that only hidden documents join, by the shortest way.
    fn through(&self, shown: &[&str], relations: &[Value]) -> Vec<(String, String, usize)> {
        let joined: BTreeSet<(&str, &str)> =
            relations.iter().map(|r| (text(r, "actor.id"), text(r, "object.id"))).collect();
        let shown: BTreeSet<&str> = shown.iter().copied().collect();
        let mut all = Vec::new();
        for from in &shown {
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            let mut queue: VecDeque<(&str, usize)> = VecDeque::from([(*from, 0)]);
            while let Some((at, hops)) = queue.pop_front() {
                for next in self.acts_on.get(at).into_iter().flatten() {
                    if !seen.insert(next) || next == from {
                        continue;
                    }
                    match shown.contains(next) {
                        true if hops > 0 && !joined.contains(&(*from, *next)) => {
                            all.push(((*from).to_owned(), (*next).to_owned(), hops));
                        }
                        true => {}
                        false => queue.push_back((next, hops + 1)),
                    }
                }
            }
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(all: &[(&str, &str)]) -> BTreeSet<(String, String)> {
        all.iter().map(|(a, o)| ((*a).to_owned(), (*o).to_owned())).collect()
    }

    #[test]
    fn what_stands_behind_a_closed_document_is_not_reached() {
        let pairs = pairs(&[("b", "a"), ("c", "b"), ("d", "c"), ("d", "a")]);
        let net = Net::new(&pairs);
        let reached = |closed: &[&str]| net.reached(&["a".to_owned()], closed).into_iter().collect::<String>();
        assert_eq!(reached(&[]), "abcd");
        assert_eq!(reached(&["b", "d"]), "abd");
        assert_eq!(reached(&["a"]), "abcd", "the centre is never closed");
        assert_eq!(reached(&["b"]), "abcd", "there is another way to it");
    }

    #[test]
    fn a_way_through_hidden_documents_is_one_line() {
        let pairs = pairs(&[("plan", "kept out"), ("kept out", "too"), ("too", "root"), ("plan", "near")]);
        let net = Net::new(&pairs);
        let found = net.through(&["plan", "root", "near"], &[]);
        assert_eq!(found, [("plan".to_owned(), "root".to_owned(), 2)]);
        let drawn = json!({ "actor": { "id": "plan" }, "object": { "id": "root" } });
        assert!(net.through(&["plan", "root"], &[drawn]).is_empty());
    }

    #[test]
    fn relations_not_drawn_are_counted_by_side() {
        let nodes = [json!({ "id": "a", "cites": { "totalCount": 2 }, "citedBy": { "totalCount": 5 } })];
        let drawn = [json!({ "actor": { "id": "b" }, "object": { "id": "a" } })];
        assert_eq!(hidden(&nodes, &drawn).get("a"), Some(&(2, 4)));
    }
}

//! The part of a graph that is exported: which documents and relations, and what goes with them; writes nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::edge::Edge;
use super::node::Node;
use super::wanted::Wanted;
use crate::graph::{Bounds, List, PolicyGraph};
use crate::model::RelationKind;

/// Why no part can be cut.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SelectError {
    /// A root is no document, or several.
    #[error("no one document has the key or number `{0}`; ask `resolve` or `search` for its key")]
    UnknownRoot(String),
}

/// A thing of the graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place(pub(super) List, pub(super) u32);

/// Part of a graph, with every relation inside it.
#[derive(Clone, Debug)]
pub struct Part<'g> {
    pub(super) graph: &'g PolicyGraph,
    /// Positions in each list, sorted.
    lists: BTreeMap<List, Vec<u32>>,
    relations: Vec<u32>,
    /// Whether documents were left out because there were too many.
    pub truncated: bool,
    /// How many relations lead from the documents to others, by kind.
    pub omitted: BTreeMap<RelationKind, usize>,
}

impl<'g> Part<'g> {
    /// Cuts the part that is wanted.
    ///
    /// # Errors
    ///
    /// Fails when a root is no document of the graph, or several.
    pub fn select(graph: &'g PolicyGraph, wanted: &Wanted) -> Result<Self, SelectError> {
        let mut part = if wanted.roots.is_empty() { Self::whole(graph, wanted) } else { Self::around(graph, wanted)? };
        let documents = part.lists.get(&List::Documents).cloned().unwrap_or_default();
        let everything = wanted.roots.is_empty() && !part.truncated;
        let mut gathered = Gathered { graph, with: &wanted.with, found: BTreeMap::new() };
        if everything {
            gathered.all();
        } else {
            documents.iter().for_each(|d| gathered.document(*d));
        }
        part.lists.extend(gathered.found.into_iter().map(|(list, found)| (list, found.into_iter().collect())));
        Ok(part)
    }

    /// Returns the nodes: documents first, each list in its own order.
    pub(super) fn nodes(&self) -> impl Iterator<Item = Node<'g>> + '_ {
        let places = self.lists.iter().flat_map(|(list, found)| found.iter().map(|i| Place(*list, *i)));
        places.filter_map(|place| Node::of(self.graph, place))
    }

    /// Returns the edges: relations between documents first, then what each node is joined to.
    pub(super) fn edges(&self) -> impl Iterator<Item = Edge<'g>> + '_ {
        let relations = self.relations.iter().filter_map(|r| Edge::relation(self.graph, *r));
        let places = self.lists.iter().flat_map(|(list, found)| found.iter().map(|i| Place(*list, *i)));
        let others = places.flat_map(|place| Edge::from_node(self.graph, place));
        relations.chain(others.filter(|e| self.has(e.from) && self.has(e.to)))
    }

    /// Returns how many documents and relations between them it has.
    pub fn size(&self) -> (usize, usize) {
        (self.lists.get(&List::Documents).map_or(0, Vec::len), self.relations.len())
    }

    fn has(&self, Place(list, index): Place) -> bool {
        self.lists.get(&list).is_some_and(|found| found.binary_search(&index).is_ok())
    }

    fn whole(graph: &'g PolicyGraph, wanted: &Wanted) -> Self {
        let count = graph.count(List::Documents);
        let most = u32::try_from(wanted.max_nodes).unwrap_or(u32::MAX).min(count);
        let mut part = Self {
            graph,
            lists: BTreeMap::from([(List::Documents, (0..most).collect())]),
            relations: Vec::new(),
            truncated: most < count,
            omitted: BTreeMap::new(),
        };
        for (i, edge) in (0..).zip(&graph.resolved.relations) {
            if !wanted.kinds.is_empty() && !wanted.kinds.contains(&edge.kind) {
                continue;
            }
            if edge.actor < most && edge.object < most {
                part.relations.push(i);
            } else if edge.actor < most || edge.object < most {
                *part.omitted.entry(edge.kind).or_default() += 1;
            }
        }
        part
    }

    fn around(graph: &'g PolicyGraph, wanted: &Wanted) -> Result<Self, SelectError> {
        let one = |root: &String| {
            let found = graph.by_id(root).or_else(|| graph.one_by_number(root));
            found.ok_or_else(|| SelectError::UnknownRoot(root.chars().take(200).collect()))
        };
        let roots: Vec<u32> = wanted.roots.iter().map(one).collect::<Result<_, _>>()?;
        let bounds = Bounds { depth: wanted.max_depth, documents: wanted.max_nodes };
        let found = graph.subgraph(&roots, wanted.direction, &wanted.kinds, bounds);
        let mut documents: Vec<u32> = found.steps.iter().map(|s| s.document).collect();
        documents.sort_unstable();
        Ok(Self {
            graph,
            lists: BTreeMap::from([(List::Documents, documents)]),
            relations: found.relations,
            truncated: found.truncated,
            omitted: found.omitted,
        })
    }
}

/// What goes with documents, as far as it is wanted.
struct Gathered<'a> {
    graph: &'a PolicyGraph,
    with: &'a [List],
    found: BTreeMap<List, BTreeSet<u32>>,
}

impl Gathered<'_> {
    fn all(&mut self) {
        for list in self.with.iter().copied().filter(|l| *l != List::Documents) {
            self.found.insert(list, (0..self.graph.count(list)).collect());
        }
    }

    /// Adds a thing if its list is wanted, and tells whether it is new.
    fn add(&mut self, list: List, index: u32) -> bool {
        self.with.contains(&list) && self.found.entry(list).or_default().insert(index)
    }

    fn document(&mut self, document: u32) {
        let graph = self.graph;
        let Some(node) = graph.document(document) else { return };
        node.issuer.into_iter().for_each(|a| self.agency(a));
        node.place.into_iter().for_each(|p| self.place(p));
        for signer in &node.signers {
            let person = graph.resolved.people.get(signer.person as usize);
            if self.add(List::People, signer.person) {
                person.and_then(|p| p.agency).into_iter().for_each(|a| self.agency(a));
            }
        }
        for task in graph.tasks_of(document) {
            if self.add(List::Tasks, *task) {
                let actors = graph.resolved.tasks.get(*task as usize).map(|t| t.actors).unwrap_or_default();
                actors.iter().for_each(|a| self.agency(a.agency));
            }
        }
        for project in graph.projects_of(document) {
            self.add(List::Projects, *project);
            let node = graph.resolved.projects.get(*project as usize);
            let here = node.iter().flat_map(|p| &p.statements).filter(|s| s.document == document);
            here.flat_map(|s| &s.enterprises).for_each(|e| {
                self.add(List::Enterprises, *e);
            });
        }
        graph.targets_of(document).iter().for_each(|t| {
            self.add(List::Targets, *t);
        });
    }

    /// Adds an agency with those it is part of and those that took over from it.
    fn agency(&mut self, agency: u32) {
        let mut open = vec![agency];
        while let Some(index) = open.pop() {
            if let (true, Some(node)) =
                (self.add(List::Agencies, index), self.graph.resolved.agencies.get(index as usize))
            {
                node.place.into_iter().for_each(|p| self.place(p));
                open.extend(node.part_of);
                open.extend(node.successors.iter().filter_map(|s| self.graph.find(List::Agencies, &s.successor)));
            }
        }
    }

    /// Adds a place with those it lies in and those it became.
    fn place(&mut self, place: u32) {
        let mut open = vec![place];
        while let Some(index) = open.pop() {
            if let (true, Some(node)) = (self.add(List::Places, index), self.graph.resolved.places.get(index as usize))
            {
                open.extend(node.parent);
                open.extend(node.successors.iter().filter_map(|s| self.graph.find(List::Places, &s.successor)));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::Format;
    use crate::graph::sample::{of, sample};
    use crate::model::RelationKind::{Implements, LegalBasis};

    fn graph() -> PolicyGraph {
        sample(&[
            ("2/KH-UBND", Implements, "1/KH-UBND"),
            ("3/KH-UBND", LegalBasis, "1/KH-UBND"),
            ("4/KH-UBND", Implements, "2/KH-UBND"),
        ])
    }

    #[track_caller]
    fn check(filters: &[(&str, &str)], size: (usize, usize), left_out: usize) {
        let graph = graph();
        let wanted = Wanted::read(Format::Json, filters.iter().copied()).unwrap();
        let part = Part::select(&graph, &wanted).unwrap();
        assert_eq!((part.size(), part.omitted.values().sum::<usize>()), (size, left_out), "{filters:?}");
        assert_eq!(part.nodes().count(), size.0, "{filters:?}");
        assert_eq!(part.edges().count(), size.1, "{filters:?}");
    }

    #[test]
    fn the_filters_are_those_of_a_subgraph() {
        check(&[], (4, 3), 0);
        check(&[("kinds", "IMPLEMENTS")], (4, 2), 0);
        check(&[("maxNodes", "2")], (2, 1), 2);
        check(&[("roots", "1/KH-UBND"), ("maxDepth", "1")], (3, 2), 1);
        check(&[("roots", "1/KH-UBND"), ("maxDepth", "1"), ("kinds", "IMPLEMENTS")], (2, 1), 1);
        check(&[("roots", "2/KH-UBND"), ("direction", "CITES")], (2, 1), 0);
        check(&[("roots", "1/KH-UBND,4/KH-UBND"), ("maxDepth", "0")], (2, 0), 3);
    }

    #[test]
    fn a_root_that_is_no_document_is_named() {
        let wanted = Wanted::read(Format::Json, [("roots", "99/KH-UBND")]).unwrap();
        let graph = graph();
        assert_eq!(Part::select(&graph, &wanted).err(), Some(SelectError::UnknownRoot("99/KH-UBND".to_owned())));
        let none = of(Vec::new(), Vec::new());
        assert!(Part::select(&none, &Wanted::whole(Format::Json)).is_ok_and(|p| p.size() == (0, 0)));
    }
}

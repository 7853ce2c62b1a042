//! Paths between documents: the shortest first, ties included, no document twice, so that a ring cannot trap one.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

use super::links::Kinds;
use super::marks::Marks;
use super::{Direction, PolicyGraph};
use crate::model::RelationKind;

/// How many partial paths are looked at before the search gives up.
const MAX_PARTIAL: usize = 50_000;

/// A way through the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    /// The documents on it, one more than relations.
    pub documents: Vec<u32>,
    /// The relations on it; between two documents the strongest stands.
    pub relations: Vec<u32>,
}

/// What a search for paths found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The ways, shortest first.
    pub paths: Vec<Way>,
    /// Whether there may be more that were not looked for.
    pub truncated: bool,
}

/// What paths are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Which way relations are followed.
    pub direction: Direction,
    /// Kinds of relations; empty for all.
    pub kinds: &'a [RelationKind],
    /// How many at least, when there are as many; paths as long as the last of them are given too.
    pub k: usize,
    /// How many at most, ties included.
    pub most: usize,
    /// Most relations on a path.
    pub length: usize,
}

/// A way begun: the length the whole of it cannot be below, its documents, its relations.
type Begun = (usize, Vec<u32>, Vec<u32>);

impl PolicyGraph {
    /// Finds paths from any of some documents to any of others. A document that is among both is a way without relations;
    /// no way goes through an end to another.
    pub fn paths(&self, from: &[u32], to: &[u32], wanted: Wanted<'_>) -> Paths {
        let mut found = Paths::default();
        if wanted.k == 0 {
            return found;
        }
        let away = self.distances(from, to, wanted);
        let (from, to): (BTreeSet<u32>, BTreeSet<u32>) = (from.iter().copied().collect(), to.iter().copied().collect());
        // Ordered by the length the whole path cannot be below, then by its documents: the same answer every time.
        let begin = |d: &u32| Some(Reverse((distance(&away, *d)?, vec![*d], Vec::new())));
        let mut open: BinaryHeap<Reverse<Begun>> = from.iter().filter_map(begin).collect();
        let mut looked_at = 0;
        while let Some(Reverse((whole, documents, relations))) = open.pop() {
            let longest = found.paths.last().map_or(0, |way| way.relations.len());
            if found.paths.len() >= wanted.k && whole > longest {
                break;
            }
            looked_at += 1;
            if looked_at > MAX_PARTIAL || found.paths.len() >= wanted.most {
                found.truncated = true;
                break;
            }
            let Some(here) = documents.last().copied() else { continue };
            if to.contains(&here) {
                found.paths.push(Way { documents, relations });
                continue;
            }
            for (other, relation) in self.strongest(here, wanted, &away) {
                let again = documents.contains(&other) || from.contains(&other);
                let Some(rest) = distance(&away, other).filter(|_| !again) else { continue };
                let whole = relations.len() + 1 + rest;
                if whole <= wanted.length {
                    let mut longer = (documents.clone(), relations.clone());
                    longer.0.push(other);
                    longer.1.push(relation);
                    open.push(Reverse((whole, longer.0, longer.1)));
                }
            }
        }
        found
    }

    /// Returns for each document that may be on a way how many relations lie between it and the nearest of `to`.
    ///
    /// From one end most of the graph may be in reach and from the other little. Both ends are gone out from by turns, the
    /// narrower one first; once one has no more to reach, nothing outside of what it reached can be on a way.
    fn distances(&self, from: &[u32], to: &[u32], wanted: Wanted<'_>) -> Vec<(u32, usize)> {
        let mut forth = Reach::of(self, from, wanted.direction);
        let mut back = Reach::of(self, to, reverse(wanted.direction));
        while !forth.is_done(wanted.length) && !back.is_done(wanted.length) {
            let narrower = if forth.ahead(self) < back.ahead(self) { &mut forth } else { &mut back };
            let (direction, kinds) = (narrower.direction, wanted.kinds);
            narrower.widen(|here| self.neighbours(here, direction, kinds).map(|(_, other)| other));
        }
        if !back.is_done(wanted.length) {
            // All ways are among the relations that were met going out; the rows of `to` may be far longer than those.
            let met = forth.relations(self, wanted.kinds);
            back = Reach::of(self, to, reverse(wanted.direction));
            while !back.is_done(wanted.length) {
                back.widen(|there| {
                    let row = met.partition_point(|(other, _)| *other < there);
                    let row = met.get(row..).unwrap_or_default().iter();
                    row.take_while(move |(other, _)| *other == there).map(|(_, here)| *here)
                });
            }
        }
        back.sorted()
    }

    /// Returns each neighbour that may be on a way once, with the strongest relation to it.
    fn strongest(&self, here: u32, wanted: Wanted<'_>, away: &[(u32, usize)]) -> Vec<(u32, u32)> {
        let (direction, kinds) = (wanted.direction, Kinds::of(wanted.kinds));
        let acts = (direction != Direction::CitedBy).then(|| self.links().ranked_outward(here, kinds));
        let suffers = (direction != Direction::Cites).then(|| self.links().ranked_inward(here, kinds));
        let all = acts.into_iter().flatten().chain(suffers.into_iter().flatten());
        let on_a_way = all.filter(|(_, _, other)| distance(away, *other).is_some());
        let mut ranked: Vec<(u32, u32, u32)> =
            on_a_way.map(|(kind, relation, other)| (other, kind, relation)).collect();
        ranked.sort_unstable();
        ranked.dedup_by_key(|(other, _, _)| *other);
        ranked.into_iter().map(|(other, _, relation)| (other, relation)).collect()
    }
}

fn reverse(direction: Direction) -> Direction {
    match direction {
        Direction::Cites => Direction::CitedBy,
        Direction::CitedBy => Direction::Cites,
        Direction::Both => Direction::Both,
    }
}

/// What is within reach of documents, as far as was looked.
struct Reach {
    direction: Direction,
    /// Documents in reach with how many relations away they are, in the order they were met; sorted once none is looked for.
    away: Vec<(u32, usize)>,
    met: Marks,
    /// Where the farthest documents begin.
    edge: usize,
    distance: usize,
}

impl Reach {
    fn of(graph: &PolicyGraph, documents: &[u32], direction: Direction) -> Self {
        let mut reach =
            Self { direction, away: Vec::new(), met: Marks::new(graph.resolved.documents.len()), edge: 0, distance: 0 };
        documents.iter().filter(|d| graph.document(**d).is_some()).for_each(|d| reach.meet(*d));
        reach
    }

    fn meet(&mut self, document: u32) {
        if self.met.add(document) {
            self.away.push((document, self.distance));
        }
    }

    fn is_done(&self, length: usize) -> bool {
        self.edge == self.away.len() || self.distance >= length
    }

    /// Counts the relations to look at for one step more.
    fn ahead(&self, graph: &PolicyGraph) -> usize {
        let edge = self.away.get(self.edge..).unwrap_or_default();
        edge.iter().map(|(d, _)| graph.links().row_length(*d, self.direction)).sum()
    }

    /// Returns all relations of the documents in reach, as (document at the other end, document in reach), sorted.
    fn relations(&self, graph: &PolicyGraph, kinds: &[RelationKind]) -> Vec<(u32, u32)> {
        let of = |here: u32| graph.neighbours(here, self.direction, kinds).map(move |(_, other)| (other, here));
        let mut met: Vec<(u32, u32)> = self.away.iter().flat_map(|(here, _)| of(*here)).collect();
        met.sort_unstable();
        met
    }

    /// Goes one relation farther.
    fn widen<I: Iterator<Item = u32>>(&mut self, neighbours: impl Fn(u32) -> I) {
        self.distance += 1;
        let (from, to) = (self.edge, self.away.len());
        self.edge = to;
        for at in from..to {
            let Some((here, _)) = self.away.get(at).copied() else { return };
            neighbours(here).for_each(|other| self.meet(other));
        }
    }

    /// Returns the documents in reach with how far away they are, sorted by document.
    fn sorted(mut self) -> Vec<(u32, usize)> {
        self.away.sort_unstable();
        self.away
    }
}

/// How far away a document is, of those sorted by document.
fn distance(away: &[(u32, usize)], document: u32) -> Option<usize> {
    let at = away.binary_search_by_key(&document, |(d, _)| *d).ok()?;
    away.get(at).map(|(_, distance)| *distance)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::PolicyGraph;
    use crate::graph::sample::{at, sample};
    use crate::model::RelationKind::{Implements, RefersTo};

    fn wanted(k: usize, length: usize) -> Wanted<'static> {
        Wanted { direction: Direction::Cites, kinds: &[], k, most: 100, length }
    }

    #[track_caller]
    fn check(graph: &PolicyGraph, from: &str, to: &str, wanted: Wanted<'_>, lengths: &[usize]) {
        let found = graph.paths(&[at(graph, from)], &[at(graph, to)], wanted);
        assert_eq!(found.paths.iter().map(|way| way.relations.len()).collect::<Vec<_>>(), lengths);
        let mut once: Vec<_> = found.paths.iter().map(|way| way.relations.clone()).collect();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), found.paths.len(), "no path stands twice");
    }

    fn diamond() -> PolicyGraph {
        sample(&[
            ("1/KH-UBND", Implements, "2/KH-UBND"),
            ("1/KH-UBND", Implements, "3/KH-UBND"),
            ("2/KH-UBND", Implements, "4/KH-UBND"),
            ("3/KH-UBND", Implements, "4/KH-UBND"),
            ("4/KH-UBND", RefersTo, "1/KH-UBND"),
            ("3/KH-UBND", RefersTo, "2/KH-UBND"),
        ])
    }

    #[test]
    fn ties_come_together_and_longer_ones_only_when_asked_for() {
        check(&diamond(), "1/KH-UBND", "4/KH-UBND", wanted(1, 8), &[2, 2]);
        check(&diamond(), "1/KH-UBND", "4/KH-UBND", wanted(3, 8), &[2, 2, 3]);
        check(&diamond(), "1/KH-UBND", "4/KH-UBND", wanted(9, 2), &[2, 2]);
    }

    #[test]
    fn a_way_to_a_document_that_many_carry_out_is_found_from_the_other_end() {
        let many: Vec<String> = (10..60).map(|n| format!("{n}/KH-UBND")).collect();
        let mut relations = vec![
            ("2/KH-UBND", Implements, "1/KH-UBND"),
            ("3/KH-UBND", Implements, "2/KH-UBND"),
            ("3/KH-UBND", RefersTo, "1/KH-UBND"),
            ("4/KH-UBND", Implements, "3/KH-UBND"),
        ];
        relations.extend(many.iter().map(|number| (number.as_str(), Implements, "1/KH-UBND")));
        let graph = sample(&relations);
        check(&graph, "4/KH-UBND", "1/KH-UBND", wanted(2, 8), &[2, 3]);
        check(&graph, "4/KH-UBND", "1/KH-UBND", Wanted { kinds: &[Implements], ..wanted(1, 8) }, &[3]);
        check(&graph, "4/KH-UBND", "1/KH-UBND", wanted(2, 2), &[2]);
        check(&graph, "4/KH-UBND", "10/KH-UBND", wanted(1, 8), &[]);
        check(&graph, "1/KH-UBND", "4/KH-UBND", Wanted { direction: Direction::CitedBy, ..wanted(2, 8) }, &[2, 3]);
    }

    #[test]
    fn there_is_no_path_against_the_direction() {
        check(&diamond(), "2/KH-UBND", "3/KH-UBND", Wanted { kinds: &[Implements], ..wanted(3, 8) }, &[]);
        check(&diamond(), "2/KH-UBND", "2/KH-UBND", wanted(3, 8), &[0]);
        check(&diamond(), "4/KH-UBND", "1/KH-UBND", Wanted { direction: Direction::CitedBy, ..wanted(1, 8) }, &[2, 2]);
        assert_eq!(diamond().paths(&[0], &[99], wanted(1, 8)), Paths::default());
    }

    #[test]
    fn two_relations_between_two_documents_are_one_step_and_the_stronger_stands() {
        let graph = sample(&[("1/KH-UBND", RefersTo, "2/KH-UBND"), ("1/KH-UBND", Implements, "2/KH-UBND")]);
        let found = graph.paths(&[at(&graph, "1/KH-UBND")], &[at(&graph, "2/KH-UBND")], wanted(5, 3));
        let kinds: Vec<_> = found
            .paths
            .iter()
            .flat_map(|way| &way.relations)
            .filter_map(|r| graph.relation(*r))
            .map(|e| e.kind)
            .collect();
        assert_eq!(kinds, [Implements]);
    }

    #[test]
    fn a_search_that_is_cut_says_so() {
        let found = diamond().paths(&[0], &[3], Wanted { most: 1, ..wanted(1, 8) });
        assert!(found.truncated && found.paths.len() == 1);
    }

    #[test]
    fn from_several_to_several_no_way_goes_through_another_end() {
        let graph = diamond();
        let documents = |numbers: &[&str]| numbers.iter().map(|n| at(&graph, n)).collect::<Vec<_>>();
        let found = graph.paths(&documents(&["1/KH-UBND", "2/KH-UBND"]), &documents(&["4/KH-UBND"]), wanted(3, 8));
        let ways: Vec<&[u32]> = found.paths.iter().map(|way| way.documents.as_slice()).collect();
        assert_eq!(ways, [&[1, 3][..], &[0, 2, 3]]);
        let found = graph.paths(&documents(&["1/KH-UBND", "3/KH-UBND"]), &documents(&["3/KH-UBND"]), wanted(1, 8));
        assert_eq!(found.paths, [Way { documents: vec![2], relations: Vec::new() }]);
    }
}

//! The words that name things: documents, bodies, projects and firms; those of things that go by the same names stay as they
//! are when a graph grows.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::super::PolicyGraph;
use super::super::grown::ids;
use super::Matter;
use super::index::Field;
use super::part::{Gatherer, Part};
use super::words::initials;
use crate::model::{AgencyNode, DocumentNode, EnterpriseNode, Growth, ProjectNode};

/// Some things with the words that name them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Names {
    things: Vec<Matter>,
    words: Shared,
}

/// Words that many graphs have in common.
#[derive(Clone, Debug)]
struct Shared(Arc<Part>);

impl Serialize for Shared {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Shared {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Part::deserialize(deserializer).map(|part| Self(Arc::new(part)))
    }
}

impl Names {
    /// Lays out the names of all things of a graph.
    pub(super) fn of_graph(graph: &PolicyGraph) -> Vec<Self> {
        Self::of(graph, things(graph).collect()).into_iter().collect()
    }

    /// Lays out the names of the things of a graph that grew out of another one: those of things that are named as before
    /// stay as they are.
    pub(super) fn grown(old: &[Self], before: &PolicyGraph, step: &Growth, graph: &PolicyGraph) -> Vec<Self> {
        let same = Same::between(before, step, graph);
        let mut named = Named::none(graph);
        let mut all: Vec<Self> = old.iter().filter_map(|names| names.still(&same, &mut named)).collect();
        all.extend(Self::of(graph, things(graph).filter(|thing| !named.has(*thing)).collect()));
        merged(all)
    }

    /// The things that are named as before, with the numbers of today.
    fn still(&self, same: &Same, named: &mut Named) -> Option<Self> {
        let now: Vec<Option<Matter>> = self.things.iter().map(|thing| same.now(*thing)).collect();
        let things: Vec<Matter> = now.iter().flatten().copied().collect();
        things.iter().for_each(|thing| named.add(*thing));
        if things.len() == self.things.len() {
            return Some(Self { things, words: self.words.clone() });
        }
        let mut next = 0..;
        let entries: Vec<Option<u32>> = now.iter().map(|now| now.and_then(|_| next.next())).collect();
        let count = u32::try_from(things.len()).unwrap_or(u32::MAX);
        (!things.is_empty()).then(|| Self { things, words: Shared(Arc::new(self.words.0.only(&entries, count))) })
    }

    fn of(graph: &PolicyGraph, things: Vec<Matter>) -> Option<Self> {
        if things.is_empty() {
            return None;
        }
        let mut all = Gatherer::default();
        for thing in &things {
            all.open();
            read(&mut all, graph, *thing);
        }
        Some(Self { things, words: Shared(Arc::new(all.finish())) })
    }

    /// Returns how many things there are.
    pub(super) fn entries(&self) -> u32 {
        self.words.0.entries()
    }

    /// Returns their words.
    pub(super) fn words(&self) -> &Part {
        &self.words.0
    }

    /// Returns what an entry is.
    pub(super) fn matter(&self, entry: u32) -> Option<Matter> {
        self.things.get(entry as usize).copied()
    }
}

/// Joins what is small, as the words of texts are joined.
fn merged(mut all: Vec<Names>) -> Vec<Names> {
    while let [.., a, b] = all.as_slice() {
        if a.things.len() > 2 * b.things.len() {
            break;
        }
        let mut words = Gatherer::default();
        words.append_part(a.words());
        words.append_part(b.words());
        let things = a.things.iter().chain(&b.things).copied().collect();
        all.truncate(all.len() - 2);
        all.push(Names { things, words: Shared(Arc::new(words.finish())) });
    }
    all
}

/// Goes through all things of a graph.
fn things(graph: &PolicyGraph) -> impl Iterator<Item = Matter> + use<> {
    let r = &graph.resolved;
    let each = |count: usize| 0..u32::try_from(count).unwrap_or(u32::MAX);
    let documents = each(r.documents.len()).map(Matter::Document);
    let agencies = each(r.agencies.len()).map(Matter::Agency);
    let projects = each(r.projects.len()).map(Matter::Project);
    documents.chain(agencies).chain(projects).chain(each(r.enterprises.len()).map(Matter::Enterprise))
}

/// Which things of a graph are named already.
struct Named([Vec<bool>; 4]);

impl Named {
    fn none(graph: &PolicyGraph) -> Self {
        let r = &graph.resolved;
        let counts = [r.documents.len(), r.agencies.len(), r.projects.len(), r.enterprises.len()];
        Self(counts.map(|count| vec![false; count]))
    }

    fn has(&self, thing: Matter) -> bool {
        at(&self.0, thing).copied().unwrap_or_default()
    }

    fn add(&mut self, thing: Matter) {
        let Some((list, number)) = place(thing) else { return };
        let slot = self.0.get_mut(list).and_then(|list| list.get_mut(number as usize));
        slot.into_iter().for_each(|slot| *slot = true);
    }
}

/// Where the things are that are named as before.
struct Same([Vec<u32>; 4]);

impl Same {
    fn between(before: &PolicyGraph, step: &Growth, graph: &PolicyGraph) -> Self {
        let (old, new) = (&before.resolved, &graph.resolved);
        let document = |(was, now): (&DocumentNode, &u32)| {
            let made = *step.made.get(*now as usize)?;
            let same = !made || new.documents.get(*now as usize).is_some_and(|node| named_alike(was, node));
            same.then_some(*now)
        };
        let documents = old.documents.iter().zip(&step.documents).map(|both| document(both).unwrap_or(u32::MAX));
        Self([
            documents.collect(),
            alike(
                &old.agencies,
                &new.agencies,
                |n| n.id.as_str(),
                |a: &AgencyNode, b| (&a.name, &a.aliases, &a.jurisdiction) == (&b.name, &b.aliases, &b.jurisdiction),
            ),
            alike(
                &old.projects,
                &new.projects,
                |n| n.id.as_str(),
                |a: &ProjectNode, b| {
                    let places = |n: &ProjectNode| n.statements.iter().map(|s| s.place.clone()).collect::<Vec<_>>();
                    (&a.name, &a.aliases, &a.jurisdiction) == (&b.name, &b.aliases, &b.jurisdiction)
                        && places(a) == places(b)
                },
            ),
            alike(
                &old.enterprises,
                &new.enterprises,
                |n| n.id.as_str(),
                |a: &EnterpriseNode, b| (&a.name, &a.aliases) == (&b.name, &b.aliases),
            ),
        ])
    }

    fn now(&self, thing: Matter) -> Option<Matter> {
        let now = at(&self.0, thing).copied().filter(|now| *now != u32::MAX)?;
        Some(match thing {
            Matter::Document(_) => Matter::Document(now),
            Matter::Agency(_) => Matter::Agency(now),
            Matter::Project(_) => Matter::Project(now),
            Matter::Enterprise(_) => Matter::Enterprise(now),
            Matter::Section(..) => return None,
        })
    }
}

/// Tells where things of one sort are now that are named as before.
fn alike<T>(old: &[T], new: &[T], id: fn(&T) -> &str, same: impl Fn(&T, &T) -> bool) -> Vec<u32> {
    let now = ids(new.iter().map(id), old.iter().map(id));
    let named = |(was, now): (&T, u32)| new.get(now as usize).filter(|node| same(was, node)).map_or(u32::MAX, |_| now);
    old.iter().zip(now).map(named).collect()
}

fn named_alike(a: &DocumentNode, b: &DocumentNode) -> bool {
    (&a.number, &a.title, &a.aliases, a.document_type) == (&b.number, &b.title, &b.aliases, b.document_type)
        && (&a.issuer_name, &a.jurisdiction) == (&b.issuer_name, &b.jurisdiction)
}

/// Returns the list a thing is in, and its place there; none for a part of a text.
fn place(thing: Matter) -> Option<(usize, u32)> {
    match thing {
        Matter::Document(n) => Some((0, n)),
        Matter::Agency(n) => Some((1, n)),
        Matter::Project(n) => Some((2, n)),
        Matter::Enterprise(n) => Some((3, n)),
        Matter::Section(..) => None,
    }
}

fn at<T>(lists: &[Vec<T>; 4], thing: Matter) -> Option<&T> {
    let (list, number) = place(thing)?;
    lists.get(list)?.get(number as usize)
}

fn read(all: &mut Gatherer, graph: &PolicyGraph, thing: Matter) {
    let Some((_, number)) = place(thing) else { return };
    let (r, number) = (&graph.resolved, number as usize);
    match thing {
        Matter::Document(_) => r.documents.get(number).into_iter().for_each(|node| read_document(all, node)),
        Matter::Agency(_) => r.agencies.get(number).into_iter().for_each(|node| read_agency(all, node)),
        Matter::Project(_) => r.projects.get(number).into_iter().for_each(|node| read_project(all, node)),
        Matter::Enterprise(_) => r.enterprises.get(number).into_iter().for_each(|node| {
            all.read(Field::Name, &node.name);
            node.aliases.iter().for_each(|a| all.read(Field::Alias, a));
        }),
        Matter::Section(..) => {}
    }
}

fn read_document(all: &mut Gatherer, node: &DocumentNode) {
    if let Some(number) = &node.number {
        all.read(Field::Number, &number.canonical());
    }
    node.title.iter().for_each(|t| all.read(Field::Name, t));
    node.aliases.iter().for_each(|a| all.read(Field::Alias, a));
    if let Some(kind) = node.document_type {
        all.read(Field::Kind, &kind.vietnamese());
    }
    node.issuer_name.iter().for_each(|i| all.read(Field::Issuer, i));
    if let Some(jurisdiction) = &node.jurisdiction {
        all.read(Field::Issuer, &jurisdiction.label());
    }
}

fn read_agency(all: &mut Gatherer, node: &AgencyNode) {
    all.read(Field::Name, &node.name);
    node.aliases.iter().for_each(|a| all.read(Field::Alias, a));
    if let Some(letters) = initials(&node.name) {
        all.read(Field::Alias, &letters);
    }
    all.read(Field::Issuer, &node.jurisdiction.label());
}

fn read_project(all: &mut Gatherer, node: &ProjectNode) {
    all.read(Field::Name, &node.name);
    node.aliases.iter().for_each(|a| all.read(Field::Alias, a));
    node.statements.iter().filter_map(|s| s.place.as_deref()).for_each(|p| all.read(Field::Issuer, p));
    all.read(Field::Issuer, &node.jurisdiction.label());
}

//! The things of a graph as every format shows them: a key, a sort, a label, and facts under fixed names.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::part::Place;
use crate::graph::{List, PolicyGraph};
use crate::model::{AuthorityLevel, DocumentNode, Jurisdiction, TargetNode, TaskNode};

/// Longest label made of a text, in characters.
const LABEL: usize = 80;

/// What kind of value stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Text,
    Whole,
    Number,
    Yes,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Fact<'g> {
    Text(Cow<'g, str>),
    Whole(u32),
    Number(f64),
    Yes(bool),
}

/// Facts under their names.
pub(super) type Facts<'g> = Vec<(&'static str, Fact<'g>)>;

/// The names of the facts of nodes, in the order of columns.
pub(super) const NODE_FACTS: &[(&str, Sort)] = &[
    ("number", Sort::Text),
    ("type", Sort::Text),
    ("kind", Sort::Text),
    ("title", Sort::Text),
    ("issuedOn", Sort::Text),
    ("issuer", Sort::Text),
    ("level", Sort::Text),
    ("jurisdiction", Sort::Text),
    ("held", Sort::Yes),
    ("draft", Sort::Yes),
    ("source", Sort::Text),
    ("sha256", Sort::Text),
    ("resolution", Sort::Text),
    ("citedBy", Sort::Whole),
    ("section", Sort::Text),
    ("text", Sort::Text),
    ("deadline", Sort::Text),
    ("due", Sort::Text),
    ("value", Sort::Number),
    ("unit", Sort::Text),
    ("year", Sort::Text),
    ("aliases", Sort::Text),
    ("validFrom", Sort::Text),
    ("validTo", Sort::Text),
    ("rule", Sort::Text),
];

/// A thing of the graph.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Node<'g> {
    pub(super) place: Place,
    pub(super) id: Cow<'g, str>,
    pub(super) label: String,
    pub(super) facts: Facts<'g>,
}

impl<'g> Node<'g> {
    /// Reads a thing; none when there is nothing at the place.
    pub(super) fn of(graph: &'g PolicyGraph, place: Place) -> Option<Self> {
        let id = graph.key(place.0, place.1)?;
        Some(Self { place, id, label: label_of(graph, place)?, facts: facts_of(graph, place)? })
    }

    /// Returns the name of its sort: "Document".
    pub(super) fn sort(&self) -> &'static str {
        sort_of(self.place.0)
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("id", &self.id)?;
        map.serialize_entry("sort", self.sort())?;
        map.serialize_entry("label", &self.label)?;
        self.facts.iter().try_for_each(|(name, fact)| map.serialize_entry(name, fact))?;
        map.end()
    }
}

impl Fact<'_> {
    /// Returns it as text.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Whole(n) => Cow::Owned(n.to_string()),
            Self::Number(n) => Cow::Owned(n.to_string()),
            Self::Yes(yes) => Cow::Borrowed(if *yes { "true" } else { "false" }),
        }
    }
}

impl Serialize for Fact<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(n) => serializer.serialize_u32(*n),
            Self::Number(n) => serializer.serialize_f64(*n),
            Self::Yes(yes) => serializer.serialize_bool(*yes),
        }
    }
}

/// Returns the name of the things of a list.
pub(super) fn sort_of(list: List) -> &'static str {
    match list {
        List::Documents => "Document",
        List::Agencies => "Agency",
        List::Tasks => "Task",
        List::Projects => "Project",
        List::Enterprises => "Enterprise",
        List::People => "Person",
        List::Places => "Place",
        List::Targets => "Target",
    }
}

/// Returns what a thing is called: a document by its number, else its title, else its key.
pub(super) fn label_of(graph: &PolicyGraph, Place(list, index): Place) -> Option<String> {
    let (r, i) = (&graph.resolved, index as usize);
    Some(match list {
        List::Documents => {
            let node = graph.document(index)?;
            let number = node.number.as_ref().map(ToString::to_string);
            number.or_else(|| node.title.as_deref().map(str::to_owned)).unwrap_or_else(|| node.id.as_str().to_owned())
        }
        List::Agencies => r.agencies.get(i)?.name.clone(),
        List::Tasks => cut(&r.tasks.get(i)?.text),
        List::Projects => r.projects.get(i)?.name.clone(),
        List::Enterprises => r.enterprises.get(i)?.name.clone(),
        List::People => r.people.get(i)?.name.clone(),
        List::Places => r.places.get(i)?.name.clone(),
        List::Targets => cut(&target(graph, r.targets.get(i)?)?.metric),
    })
}

/// Names a value by its constant.
pub(super) fn code_of(value: &impl Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default()
}

fn facts_of(graph: &PolicyGraph, Place(list, index): Place) -> Option<Facts<'_>> {
    let (r, i) = (&graph.resolved, index as usize);
    let mut facts = Gathering::default();
    match list {
        List::Documents => document(graph, graph.document(index)?, &mut facts),
        List::Agencies => {
            let a = r.agencies.get(i)?;
            facts.text("kind", Some(code_of(&a.kind)));
            facts.text("level", a.level.map(AuthorityLevel::code));
            facts.text("jurisdiction", Some(a.jurisdiction.label()));
            facts.list("aliases", &a.aliases);
            facts.text("rule", Some(a.rule.as_str()));
        }
        List::Tasks => task(&r.tasks.get(i)?, &mut facts),
        List::Projects => {
            let p = r.projects.get(i)?;
            facts.text("kind", Some(p.kind.code()));
            facts.text("jurisdiction", Some(p.jurisdiction.label()));
            facts.list("aliases", &p.aliases);
            facts.text("rule", Some(p.rule.as_str()));
        }
        List::Enterprises => facts.list("aliases", &r.enterprises.get(i)?.aliases),
        List::People => {}
        List::Places => {
            let p = r.places.get(i)?;
            facts.text("level", Some(p.level.code()));
            facts.text("validFrom", Some(p.valid_from.as_str()).filter(|d| !d.is_empty()));
            facts.text("validTo", Some(p.valid_to.as_str()).filter(|d| !d.is_empty()));
        }
        List::Targets => {
            let t = target(graph, r.targets.get(i)?)?;
            facts.text("text", Some(t.metric));
            facts.0.push(("value", Fact::Number(t.value)));
            facts.text("unit", Some(t.unit).filter(|u| !u.is_empty()));
            facts.text("year", t.year);
        }
    }
    Some(facts.0)
}

fn document<'g>(graph: &PolicyGraph, node: &'g DocumentNode, facts: &mut Gathering<'g>) {
    facts.text("number", node.number.as_ref().map(ToString::to_string));
    facts.text("type", node.document_type.map(crate::model::DocumentType::code));
    facts.text("title", node.title.as_deref());
    facts.text("issuedOn", node.issued_on.map(|d| d.to_string()));
    facts.text("issuer", node.issuer_name.as_deref());
    facts.text("level", node.level.map(AuthorityLevel::code));
    facts.text("jurisdiction", node.jurisdiction.as_deref().map(Jurisdiction::label));
    facts.0.push(("held", Fact::Yes(node.held.is_some())));
    facts.0.push(("draft", Fact::Yes(node.draft)));
    facts.text("source", node.source.as_deref());
    facts.text("sha256", node.held.and_then(|h| graph.held.sha256(h)));
    facts.text("resolution", Some(code_of(&node.resolution)));
    facts.0.push(("citedBy", Fact::Whole(node.cited_by)));
    facts.list("aliases", &node.aliases);
    facts.text("rule", Some(node.rule.as_str()));
}

fn task(node: &TaskNode, facts: &mut Gathering<'_>) {
    facts.text("section", node.clause.as_ref().map(ToString::to_string));
    facts.text("text", Some(node.text.clone()));
    facts.text("deadline", node.deadline.as_ref().map(ToString::to_string));
    facts.text("due", node.due.as_ref().map(ToString::to_string));
}

fn target(graph: &PolicyGraph, node: &TargetNode) -> Option<crate::model::Target> {
    graph.held_of(node.document)?.extraction.targets.get(node.target as usize).cloned()
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LABEL) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

/// Facts as they come: what is not known has no place.
#[derive(Default)]
pub(super) struct Gathering<'g>(pub(super) Facts<'g>);

impl<'g> Gathering<'g> {
    pub(super) fn text(&mut self, name: &'static str, text: Option<impl Into<Cow<'g, str>>>) {
        self.0.extend(text.map(|t| (name, Fact::Text(t.into()))));
    }

    pub(super) fn list(&mut self, name: &'static str, texts: &[String]) {
        if !texts.is_empty() {
            self.0.push((name, Fact::Text(texts.join("; ").into())));
        }
    }
}

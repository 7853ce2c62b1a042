//! RDF: own terms for every fact, and those of ELI, PROV-O, ORG and Web Annotation where they say exactly the same; what
//! is only alike stands in the alignment, apart. How it is written is left to the formats.

use std::io;

use super::edge::Edge;
use super::node::{Fact, Node};
use super::part::Part;
use crate::graph::List;
use crate::model::EvidenceView;
use crate::text::PartialDate;

/// Vocabularies by the prefix of their terms.
pub(super) const PREFIXES: [(&str, &str); 8] = [
    ("eli", "http://data.europa.eu/eli/ontology#"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("luocdo", "urn:luocdo:term:"),
    ("oa", "http://www.w3.org/ns/oa#"),
    ("org", "http://www.w3.org/ns/org#"),
    ("prov", "http://www.w3.org/ns/prov#"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
];
/// The vocabulary of datatypes.
pub(super) const XSD: &str = "http://www.w3.org/2001/XMLSchema#";

/// What is said of a subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Object {
    /// A term with the prefix of its vocabulary.
    Term(String),
    /// A thing by its IRI.
    Thing(String),
    /// A text.
    Text(String),
    /// A value of a datatype of XML Schema: its letters and the name of the type.
    Value(String, &'static str),
}

/// A subject with all that is said of it in one go, under terms with prefixes.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) iri: String,
    pub(super) says: Vec<(String, Object)>,
}

impl Subject {
    fn new(iri: String) -> Self {
        Self { iri, says: Vec::new() }
    }

    fn say(&mut self, term: impl Into<String>, object: Object) {
        self.says.push((term.into(), object));
    }

    fn is(&mut self, class: &str) {
        self.say("rdf:type", Object::Term(class.to_owned()));
    }
}

/// Says everything of a part, subject by subject.
pub(super) fn subjects(part: &Part<'_>, mut emit: impl FnMut(&Subject) -> io::Result<()>) -> io::Result<()> {
    for node in part.nodes() {
        emit(&of_node(part, &node))?;
    }
    let mut last = None;
    for edge in part.edges() {
        let (from, to) = edge.ends();
        // Several statements of one relation are one triple, and each a statement of its own.
        let triple = Some((from.clone(), edge.kind, to.clone()));
        if last != triple {
            let mut subject = Subject::new(thing(&from));
            subject.say(own(edge.kind), Object::Thing(thing(&to)));
            subject.says.extend(alike(&edge).map(|term| (term.to_owned(), Object::Thing(thing(&to)))));
            emit(&subject)?;
            last = triple;
        }
        of_edge(part, &edge).iter().try_for_each(&mut emit)?;
    }
    Ok(())
}

fn of_node(part: &Part<'_>, node: &Node<'_>) -> Subject {
    let mut subject = Subject::new(thing(&node.id));
    subject.is(&format!("luocdo:{}", node.sort()));
    classes(node).into_iter().for_each(|class| subject.is(class));
    subject.say("rdfs:label", Object::Text(node.label.clone()));
    for (name, fact) in &node.facts {
        let object = match *name {
            "issuedOn" | "due" | "validFrom" | "validTo" => dated(&fact.text()),
            _ => value(fact),
        };
        match (*name, &object) {
            ("number", _) => subject.say("eli:id_local", object.clone()),
            ("issuedOn", Object::Value(_, "date")) => subject.say("eli:date_document", object.clone()),
            _ => {}
        }
        subject.say(format!("luocdo:{name}"), object);
    }
    if let Some(document) = part.graph.document(node.place.1).filter(|_| node.place.0 == List::Documents) {
        let issuer = document.issuer.and_then(|a| part.graph.key(List::Agencies, a));
        issuer.into_iter().for_each(|a| subject.say("eli:passed_by", Object::Thing(thing(&a))));
        let place = document.place.and_then(|p| part.graph.key(List::Places, p));
        place.into_iter().for_each(|p| subject.say("eli:jurisdiction", Object::Thing(thing(&p))));
        let kind = document.document_type.map(|k| format!("luocdo:type:{}", k.code()));
        kind.into_iter().for_each(|k| subject.say("eli:type_document", Object::Term(k)));
    }
    subject
}

/// Returns what a thing is in terms other systems know.
fn classes(node: &Node<'_>) -> Vec<&'static str> {
    let fact = |name: &str| node.facts.iter().find(|(n, _)| *n == name).map(|(_, f)| f.text().into_owned());
    let kind = fact("kind").unwrap_or_default();
    match node.place.0 {
        // A press article is a source, and no legal resource.
        List::Documents if fact("type").as_deref() == Some("ARTICLE") => vec!["prov:Entity"],
        List::Documents => vec!["eli:LegalResource"],
        List::Agencies if kind == "AGENCY" => vec!["org:Organization"],
        List::Agencies if kind == "POST" => vec!["org:Post"],
        List::Agencies if kind == "ENTERPRISE" => vec!["org:FormalOrganization"],
        List::Enterprises => vec!["org:FormalOrganization"],
        List::People => vec!["foaf:Person"],
        _ => Vec::new(),
    }
}

/// Says who states an edge, in which words, and where they stand.
fn of_edge(part: &Part<'_>, edge: &Edge<'_>) -> Vec<Subject> {
    let (from, to) = edge.ends();
    let id = edge.id();
    let mut statement = Subject::new(format!("urn:luocdo:statement:{id}"));
    statement.is("rdf:Statement");
    statement.is("prov:Entity");
    statement.say("rdf:subject", Object::Thing(thing(&from)));
    statement.say("rdf:predicate", Object::Term(own(edge.kind)));
    statement.say("rdf:object", Object::Thing(thing(&to)));
    let said_by = edge.said_by.and_then(|d| part.graph.key(List::Documents, d)).map(|d| thing(&d));
    if let Some(document) = &said_by {
        statement.say("luocdo:saidBy", Object::Thing(document.clone()));
        statement.say("prov:hadPrimarySource", Object::Thing(document.clone()));
    }
    // What is said below as an annotation is not said twice.
    let below = ["kind", "saidBy", "saidByLabel", "quote", "start", "end"];
    for (name, fact) in edge.facts().iter().filter(|(n, _)| !below.contains(n)) {
        let object = if *name == "on" { dated(&fact.text()) } else { value(fact) };
        statement.say(format!("luocdo:{name}"), object);
    }
    let words = format!("urn:luocdo:evidence:{id}");
    let mut subjects = Vec::new();
    if let (Some(evidence), Some(document)) = (&edge.evidence, said_by) {
        statement.say("luocdo:evidence", Object::Thing(words.clone()));
        subjects.extend(of_words(words, evidence, document, &id));
    }
    subjects.insert(0, statement);
    subjects.extend(change(edge, &id));
    subjects
}

/// Says the words as Web Annotation does: a source, and in it a quote and its place.
fn of_words(iri: String, evidence: &EvidenceView, document: String, id: &str) -> [Subject; 2] {
    let mut words = Subject::new(iri);
    let mut selector = Subject::new(format!("urn:luocdo:selector:{id}"));
    words.is("oa:SpecificResource");
    words.say("oa:hasSource", Object::Thing(document.clone()));
    words.say("prov:wasQuotedFrom", Object::Thing(document));
    words.say("prov:value", Object::Text(evidence.quote.clone()));
    words.say("oa:hasSelector", Object::Thing(selector.iri.clone()));
    selector.is("oa:TextQuoteSelector");
    selector.is("oa:TextPositionSelector");
    for (term, text) in
        [("oa:exact", &evidence.quote), ("oa:prefix", &evidence.prefix), ("oa:suffix", &evidence.suffix)]
    {
        selector.say(term, Object::Text(text.clone()));
    }
    selector.say("oa:start", Object::Value(evidence.start.to_string(), "nonNegativeInteger"));
    selector.say("oa:end", Object::Value(evidence.end.to_string(), "nonNegativeInteger"));
    [words, selector]
}

/// Returns the property of ORG that says the same of an agency as an edge does.
fn alike(edge: &Edge<'_>) -> impl Iterator<Item = &'static str> {
    let part = edge.from.0 == List::Agencies && edge.kind == "PART_OF";
    let term = if edge.is_of_post() { "org:postIn" } else { "org:subOrganizationOf" };
    Some(term).filter(|_| part).into_iter()
}

/// Says what became of an agency as ORG does: an event that changed one into another.
fn change(edge: &Edge<'_>, id: &str) -> Option<Subject> {
    let succeeds = edge.from.0 == List::Agencies && edge.kind == "SUCCEEDED_BY";
    let (from, to) = succeeds.then(|| edge.ends())?;
    let mut event = Subject::new(format!("urn:luocdo:change:{id}"));
    event.is("org:ChangeEvent");
    event.say("org:originalOrganization", Object::Thing(thing(&from)));
    event.say("org:resultingOrganization", Object::Thing(thing(&to)));
    for (name, fact) in edge.facts() {
        match name {
            "on" => event.say("luocdo:on", dated(&fact.text())),
            "instrument" => event.say("luocdo:instrument", value(&fact)),
            _ => {}
        }
    }
    Some(event)
}

/// Returns the own property of a kind of edge.
fn own(kind: &str) -> String {
    format!("luocdo:{}", camel(kind))
}

/// Returns the IRI of a key: what cannot stand in one is escaped.
fn thing(key: &str) -> String {
    let mut iri = String::with_capacity(key.len() + 16);
    iri.push_str("urn:luocdo:");
    for b in key.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~:@!$&'()*+,;=".contains(&b) {
            iri.push(char::from(b));
        } else {
            iri.push_str(&format!("%{b:02X}"));
        }
    }
    iri
}

fn value(fact: &Fact<'_>) -> Object {
    match fact {
        Fact::Text(text) => Object::Text(text.clone().into_owned()),
        Fact::Whole(n) => Object::Value(n.to_string(), "integer"),
        Fact::Number(n) => Object::Value(format!("{n:?}"), "double"),
        Fact::Yes(yes) => Object::Value(yes.to_string(), "boolean"),
    }
}

/// Writes a date as precise as it is known.
fn dated(iso: &str) -> Object {
    let value = |kind| Object::Value(iso.to_owned(), kind);
    match PartialDate::parse_iso(iso).map_or(0, |_| iso.split('-').count()) {
        1 => value("gYear"),
        2 => value("gYearMonth"),
        3 => value("date"),
        _ => Object::Text(iso.to_owned()),
    }
}

/// Writes a constant as the name of a property: `LEGAL_BASIS` as `legalBasis`.
pub(super) fn camel(constant: &str) -> String {
    let mut name = String::with_capacity(constant.len());
    for (i, word) in constant.split('_').enumerate() {
        let (first, rest) = word.split_at_checked(1).unwrap_or((word, ""));
        name.push_str(&if i == 0 { first.to_ascii_lowercase() } else { first.to_owned() });
        name.push_str(&rest.to_ascii_lowercase());
    }
    name
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::export::edge::kinds;

    #[test]
    fn constants_and_keys_become_names() {
        assert_eq!((camel("LEGAL_BASIS"), camel("AMENDS")), ("legalBasis".to_owned(), "amends".to_owned()));
        assert_eq!(thing("vn:nn:l:y?:nn đ/1"), "urn:luocdo:vn:nn:l:y%3F:nn%20%C4%91%2F1");
    }

    #[test]
    fn a_date_is_as_precise_as_printed() {
        for (iso, kind) in [("2020-03-04", "date"), ("2020-03", "gYearMonth"), ("2020", "gYear")] {
            assert_eq!(dated(iso), Object::Value(iso.to_owned(), kind));
        }
        for text in ["soon", "2020-02-30"] {
            assert_eq!(dated(text), Object::Text(text.to_owned()));
        }
    }

    #[test]
    fn the_alignment_speaks_of_the_terms_there_are() {
        let text = include_bytes!("alignment.ttl");
        let parsed: Result<Vec<_>, _> = oxttl::TurtleParser::new().for_reader(text.as_slice()).collect();
        let own = |iri: &str| iri.strip_prefix("urn:luocdo:term:").map(str::to_owned);
        let spoken: BTreeSet<String> =
            parsed.unwrap().iter().filter_map(|t| own(t.subject.to_string().trim_matches(['<', '>']))).collect();
        let relations: BTreeSet<String> = crate::model::RelationKind::ALL.iter().map(|k| camel(k.code())).collect();
        let sorts = List::ALL.map(|l| crate::export::node::sort_of(l).to_owned());
        let known: BTreeSet<String> = kinds().map(camel).chain(sorts).collect();
        assert!(spoken.is_superset(&relations), "{:?} are not aligned", relations.difference(&spoken));
        assert!(spoken.is_subset(&known), "{:?} are not terms", spoken.difference(&known));
    }
}

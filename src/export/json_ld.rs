//! JSON-LD: a context of prefixes, and one subject a line; a subject that comes again stands again, as JSON-LD allows.

use std::io::{self, Write};

use serde_json::{Map, Value, json};

use super::part::Part;
use super::rdf::{Object, PREFIXES, Subject, XSD, subjects};

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let context: Map<String, Value> =
        PREFIXES.iter().chain(&[("xsd", XSD)]).map(|(prefix, iri)| ((*prefix).to_owned(), json!(iri))).collect();
    write!(out, "{{\"@context\":{},\n\"@graph\":[", Value::Object(context))?;
    let mut first = true;
    subjects(part, |subject| {
        out.write_all(if std::mem::take(&mut first) { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *out, &object(subject))?;
        Ok(())
    })?;
    writeln!(out, "\n]}}")
}

/// Gathers what is said under each term; what is said once stands alone.
fn object(subject: &Subject) -> Value {
    let mut members: Map<String, Value> = Map::new();
    members.insert("@id".to_owned(), json!(subject.iri));
    for (term, object) in &subject.says {
        let (name, value) = match object {
            Object::Term(class) if term == "rdf:type" => ("@type", json!(class)),
            object => (term.as_str(), written(object)),
        };
        match members.get_mut(name) {
            Some(Value::Array(list)) => list.push(value),
            Some(one) => *one = json!([one.take(), value]),
            None => {
                members.insert(name.to_owned(), value);
            }
        }
    }
    Value::Object(members)
}

fn written(object: &Object) -> Value {
    match object {
        Object::Term(iri) | Object::Thing(iri) => json!({ "@id": iri }),
        Object::Text(text) => json!(text),
        Object::Value(letters, "boolean") => json!(letters == "true"),
        Object::Value(letters, kind) => json!({ "@value": letters, "@type": format!("xsd:{kind}") }),
    }
}

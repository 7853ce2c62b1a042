//! Turtle: subject by subject, in the order they come. The serializer of oxttl would write its prefixes in another order
//! each time.

use std::io::{self, Write};

use super::part::Part;
use super::rdf::{Object, PREFIXES, XSD, subjects};

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "# Revision {}", part.graph.revision())?;
    if part.truncated {
        writeln!(out, "# Cut to the documents nearest to the roots.")?;
    }
    for (prefix, iri) in PREFIXES.iter().chain(&[("xsd", XSD)]) {
        writeln!(out, "@prefix {prefix}: <{iri}> .")?;
    }
    subjects(part, |subject| {
        write!(out, "\n<{}>", subject.iri)?;
        for (i, (term, object)) in subject.says.iter().enumerate() {
            let term = if term == "rdf:type" { "a" } else { term };
            write!(out, "{} {term} {}", if i == 0 { "" } else { " ;\n   " }, written(object))?;
        }
        writeln!(out, " .")
    })
}

fn written(object: &Object) -> String {
    match object {
        Object::Term(term) => term.clone(),
        Object::Thing(iri) => format!("<{iri}>"),
        Object::Text(text) => quoted(text),
        Object::Value(letters, "integer" | "boolean") => letters.clone(),
        Object::Value(letters, kind) => format!("{}^^xsd:{kind}", quoted(letters)),
    }
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

//! Statements of Cypher, one a line, that fill a graph database and can be run again without doubling anything.

use std::io::{self, Write};

use super::literal::quoted;
use super::node::Fact;
use super::part::Part;

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "// Revision {}", part.graph.revision())?;
    if part.truncated {
        writeln!(out, "// Cut to the documents nearest to the roots.")?;
    }
    writeln!(out, "CREATE CONSTRAINT luocdo_id IF NOT EXISTS FOR (n:Luocdo) REQUIRE n.id IS UNIQUE;")?;
    for node in part.nodes() {
        write!(
            out,
            "MERGE (n:Luocdo {{id: {}}}) SET n:{}, n.label = {}",
            quoted(&node.id, '\''),
            node.sort(),
            quoted(&node.label, '\'')
        )?;
        for (name, fact) in &node.facts {
            write!(out, ", n.{name} = {}", value(fact))?;
        }
        writeln!(out, ";")?;
    }
    for edge in part.edges() {
        let (source, target) = edge.ends();
        write!(
            out,
            "MATCH (a:Luocdo {{id: {}}}), (b:Luocdo {{id: {}}}) ",
            quoted(&source, '\''),
            quoted(&target, '\'')
        )?;
        write!(out, "MERGE (a)-[r:{} {{id: {}}}]->(b) SET ", edge.kind, quoted(&edge.id(), '\''))?;
        for (i, (name, fact)) in edge.facts().iter().filter(|(n, _)| *n != "kind").enumerate() {
            // `end` is a word of the language.
            write!(out, "{}r.`{name}` = {}", if i == 0 { "" } else { ", " }, value(fact))?;
        }
        writeln!(out, ";")?;
    }
    Ok(())
}

fn value(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Text(text) => quoted(text, '\''),
        // A whole number would be another type than the others under its name.
        Fact::Number(n) => format!("{n:?}"),
        other => other.text().into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_stay_on_a_line_and_end_where_they_should() {
        assert_eq!(
            quoted("a'b\\\n\u{c}; MATCH (n) DETACH DELETE n;", '\''),
            r"'a\'b\\\n\u000C; MATCH (n) DETACH DELETE n;'"
        );
        assert_eq!(value(&Fact::Number(5.0)), "5.0");
        assert_eq!(value(&Fact::Yes(true)), "true");
    }
}

//! DOT: what cites stands left of what it cites, levels of authority coloured, the words of an edge as its tooltip.

use std::io::{self, Write};

use super::node::{Fact, Node};
use super::part::Part;
use crate::graph::List;

/// Fill colours by level of authority.
const FILLS: &[(&str, &str)] = &[
    ("PARTY_CENTRAL", "#f6cfcf"),
    ("GOVERNMENT", "#f9dcc0"),
    ("MINISTRY", "#f7efc0"),
    ("PROVINCE", "#d6e8fc"),
    ("DISTRICT", "#d5f0dd"),
    ("COMMUNE", "#e7f6d5"),
    ("PRESS", "#ead9fb"),
];

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "// Revision {}", part.graph.revision())?;
    if part.truncated {
        writeln!(out, "// Cut to the documents nearest to the roots.")?;
    }
    writeln!(
        out,
        "digraph luocdo {{\nrankdir=LR;\nnode [shape=box, style=filled, fillcolor=\"#ffffff\", fontname=\"sans-serif\"];"
    )?;
    writeln!(out, "edge [fontname=\"sans-serif\", fontsize=10];")?;
    for node in part.nodes() {
        let level = text_of(&node, "level");
        let fill = FILLS.iter().find(|(l, _)| *l == level).map_or("#ffffff", |(_, colour)| colour);
        let held = node.facts.iter().any(|(name, fact)| *name == "held" && *fact == Fact::Yes(true));
        let style = if held || node.place.0 != List::Documents { "filled" } else { "filled,dashed" };
        let (id, label) = (quoted(&node.id), quoted(&node.label));
        let (sort, title) = (quoted(node.sort()), quoted(text_of(&node, "title")));
        writeln!(out, "{id} [label={label}, tooltip={title}, sort={sort}, style=\"{style}\", fillcolor=\"{fill}\"];")?;
    }
    for edge in part.edges() {
        let (source, target) = edge.ends();
        write!(out, "{} -> {} [id=\"{}\"", quoted(&source), quoted(&target), edge.id())?;
        for (name, fact) in edge.facts() {
            let name = match name {
                "verb" => "label",
                "quote" => "tooltip",
                other => other,
            };
            write!(out, ", {name}={}", quoted(&fact.text()))?;
        }
        writeln!(out, "];")?;
    }
    writeln!(out, "}}")
}

fn text_of<'n>(node: &'n Node<'_>, name: &str) -> &'n str {
    let found = node.facts.iter().find(|(n, _)| *n == name);
    match found {
        Some((_, Fact::Text(text))) => text,
        _ => "",
    }
}

/// Writes a string; line ends are said, since a reader would join the lines.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_end_where_they_should() {
        assert_eq!(quoted("a \"b\" \\N\nc\r\0"), r#""a \"b\" \\N\nc  ""#);
        assert_eq!(quoted("\\"), r#""\\""#);
    }
}

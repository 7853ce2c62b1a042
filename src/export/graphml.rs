//! GraphML: every fact a typed attribute.

use std::io::{self, Write};

use super::edge::EDGE_FACTS;
use super::node::{Facts, NODE_FACTS, Sort};
use super::part::Part;
use super::xml::{escaped, token};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">"#;
/// What every node has before its facts: the key as it is, since an identifier in XML may have to be another.
const OF_NODE: [(&str, Sort); 3] = [("key", Sort::Text), ("sort", Sort::Text), ("label", Sort::Text)];

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEAD}")?;
    declare(out, "graph", "g", &[("truncated", Sort::Yes), ("revision", Sort::Text)])?;
    declare(out, "node", "n", OF_NODE.iter().chain(NODE_FACTS))?;
    declare(out, "edge", "e", EDGE_FACTS)?;
    writeln!(out, "<graph id=\"luocdo\" edgedefault=\"directed\">")?;
    writeln!(out, "<data key=\"g-truncated\">{}</data>", part.truncated)?;
    writeln!(out, "<data key=\"g-revision\">{}</data>", escaped(&part.graph.revision()))?;
    for node in part.nodes() {
        write!(out, "<node id=\"{}\">", token(&node.id))?;
        for (name, value) in [("key", &*node.id), ("sort", node.sort()), ("label", &node.label)] {
            write!(out, "<data key=\"n-{name}\">{}</data>", escaped(value))?;
        }
        data(out, "n", &node.facts)?;
        writeln!(out, "</node>")?;
    }
    for edge in part.edges() {
        let (source, target) = edge.ends();
        write!(out, "<edge id=\"{}\" source=\"{}\" target=\"{}\">", edge.id(), token(&source), token(&target))?;
        data(out, "e", &edge.facts())?;
        writeln!(out, "</edge>")?;
    }
    writeln!(out, "</graph>\n</graphml>")
}

fn declare<'a>(
    out: &mut impl Write,
    of: &str,
    prefix: &str,
    facts: impl IntoIterator<Item = &'a (&'a str, Sort)>,
) -> io::Result<()> {
    for (name, sort) in facts {
        let sort = match sort {
            Sort::Text => "string",
            Sort::Whole => "int",
            Sort::Number => "double",
            Sort::Yes => "boolean",
        };
        writeln!(out, "<key id=\"{prefix}-{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{sort}\"/>")?;
    }
    Ok(())
}

fn data(out: &mut impl Write, prefix: &str, facts: &Facts<'_>) -> io::Result<()> {
    facts
        .iter()
        .try_for_each(|(name, fact)| write!(out, "<data key=\"{prefix}-{name}\">{}</data>", escaped(&fact.text())))
}

//! GEXF 1.2: the version that Gephi and networkx both read.

use std::io::{self, Write};

use super::edge::EDGE_FACTS;
use super::node::{Fact, NODE_FACTS, Sort};
use super::part::Part;
use super::xml::escaped;

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://www.gexf.net/1.2draft" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd" version="1.2">"#;

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{HEAD}\n<meta>\n<creator>Luocdo</creator>")?;
    let cut = if part.truncated { ", cut to the documents nearest to the roots" } else { "" };
    writeln!(out, "<description>Revision {}{cut}</description>\n</meta>", escaped(&part.graph.revision()))?;
    writeln!(out, "<graph mode=\"static\" defaultedgetype=\"directed\">")?;
    declare(out, "node", [("sort", Sort::Text)].iter().chain(NODE_FACTS))?;
    declare(out, "edge", EDGE_FACTS)?;
    writeln!(out, "<nodes>")?;
    for node in part.nodes() {
        write!(out, "<node id=\"{}\" label=\"{}\"><attvalues>", escaped(&node.id), escaped(&node.label))?;
        values(out, &[("sort", Fact::Text(node.sort().into()))])?;
        values(out, &node.facts)?;
        writeln!(out, "</attvalues></node>")?;
    }
    writeln!(out, "</nodes>\n<edges>")?;
    for edge in part.edges() {
        let (source, target) = edge.ends();
        let (source, target) = (escaped(&source), escaped(&target));
        let (id, kind) = (edge.id(), edge.kind);
        write!(out, "<edge id=\"{id}\" source=\"{source}\" target=\"{target}\" label=\"{kind}\"><attvalues>")?;
        values(out, &edge.facts())?;
        writeln!(out, "</attvalues></edge>")?;
    }
    writeln!(out, "</edges>\n</graph>\n</gexf>")
}

fn declare<'a>(out: &mut impl Write, of: &str, facts: impl IntoIterator<Item = &'a (&'a str, Sort)>) -> io::Result<()> {
    writeln!(out, "<attributes class=\"{of}\">")?;
    for (name, sort) in facts {
        let sort = match sort {
            Sort::Text => "string",
            Sort::Whole => "integer",
            Sort::Number => "double",
            Sort::Yes => "boolean",
        };
        writeln!(out, "<attribute id=\"{name}\" title=\"{name}\" type=\"{sort}\"/>")?;
    }
    writeln!(out, "</attributes>")
}

fn values(out: &mut impl Write, facts: &[(&'static str, Fact<'_>)]) -> io::Result<()> {
    facts
        .iter()
        .try_for_each(|(name, fact)| write!(out, "<attvalue for=\"{name}\" value=\"{}\"/>", escaped(&fact.text())))
}

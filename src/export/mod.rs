//! Facts and graphs as bytes in the formats other tools read; decides nothing.
//!
//! A graph is cut to a [`Part`], and the part is written node by node and edge by edge: no format holds the whole text.
//! The same part gives the same bytes.

mod cypher;
mod dot;
mod edge;
mod facts;
mod gexf;
mod graphml;
mod json;
mod json_ld;
mod literal;
mod mermaid;
mod node;
mod part;
mod rdf;
mod table;
mod turtle;
mod wanted;
mod xml;

use std::io::{self, Write};

pub use facts::{facts_json, facts_text};
pub use part::{Part, SelectError};
pub use wanted::{Wanted, WantedError};

/// A format of exported graphs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nodes and edges as JSON, in the node-link form that networkx reads.
    Json,
    /// The edges as a table, one row each, with the names of both ends.
    Csv,
    /// The nodes as a table.
    CsvNodes,
    /// GraphML, for yEd, Gephi, igraph, networkx.
    Graphml,
    /// GEXF 1.2, for Gephi.
    Gexf,
    /// DOT, for Graphviz.
    Dot,
    /// A Mermaid flow chart, for pages in Markdown.
    Mermaid,
    /// RDF as JSON-LD.
    JsonLd,
    /// RDF as Turtle.
    Turtle,
    /// Statements that fill a graph database.
    Cypher,
    /// What the terms of the RDF formats mean in ELI, PROV-O and ORG: apart, so that it can be left out.
    Alignment,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 11] = [
        Self::Json,
        Self::Csv,
        Self::CsvNodes,
        Self::Graphml,
        Self::Gexf,
        Self::Dot,
        Self::Mermaid,
        Self::JsonLd,
        Self::Turtle,
        Self::Cypher,
        Self::Alignment,
    ];

    /// Returns the name it is asked for by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::CsvNodes => "csv-nodes",
            Self::Graphml => "graphml",
            Self::Gexf => "gexf",
            Self::Dot => "dot",
            Self::Mermaid => "mermaid",
            Self::JsonLd => "jsonld",
            Self::Turtle => "turtle",
            Self::Cypher => "cypher",
            Self::Alignment => "alignment",
        }
    }

    /// Returns the media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv | Self::CsvNodes => "text/csv; charset=utf-8; header=present",
            Self::Graphml => "application/graphml+xml",
            Self::Gexf => "application/gexf+xml",
            Self::Dot => "text/vnd.graphviz; charset=utf-8",
            Self::Mermaid => "text/vnd.mermaid; charset=utf-8",
            Self::JsonLd => "application/ld+json",
            Self::Turtle | Self::Alignment => "text/turtle; charset=utf-8",
            Self::Cypher => "application/x-cypher-query; charset=utf-8",
        }
    }

    /// Returns the name of a file in this format.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Json => "luocdo.json",
            Self::Csv => "luocdo-edges.csv",
            Self::CsvNodes => "luocdo-nodes.csv",
            Self::Graphml => "luocdo.graphml",
            Self::Gexf => "luocdo.gexf",
            Self::Dot => "luocdo.gv",
            Self::Mermaid => "luocdo.mmd",
            Self::JsonLd => "luocdo.jsonld",
            Self::Turtle => "luocdo.ttl",
            Self::Cypher => "luocdo.cypher",
            Self::Alignment => "luocdo-alignment.ttl",
        }
    }

    /// Finds a format by its name, or by the ending its files have.
    pub fn named(name: &str) -> Option<Self> {
        let name = name.to_ascii_lowercase();
        let ending = |f: &Self| f.file_name().rsplit_once('.').is_some_and(|(_, e)| e == name);
        Self::ALL.into_iter().find(|f| f.name() == name).or_else(|| Self::ALL.into_iter().find(ending))
    }

    /// Whether it is for looking at: then only documents are drawn unless more is asked for.
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Dot | Self::Mermaid)
    }
}

/// Writes a part of a graph.
///
/// # Errors
///
/// Fails when `out` does.
pub fn write(part: &Part<'_>, format: Format, out: &mut impl Write) -> io::Result<()> {
    match format {
        Format::Json => json::write(part, out),
        Format::Csv => table::write_edges(part, out),
        Format::CsvNodes => table::write_nodes(part, out),
        Format::Graphml => graphml::write(part, out),
        Format::Gexf => gexf::write(part, out),
        Format::Dot => dot::write(part, out),
        Format::Mermaid => mermaid::write(part, out),
        Format::JsonLd => json_ld::write(part, out),
        Format::Turtle => turtle::write(part, out),
        Format::Cypher => cypher::write(part, out),
        Format::Alignment => out.write_all(include_bytes!("alignment.ttl")),
    }?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::graph::sample::{document, edge, of};
    use crate::model::RelationKind;

    fn exported(format: Format, title: &str) -> String {
        let mut one = document("1/KH-UBND");
        one.title = Some(title.into());
        one.number = None;
        let graph = of(vec![one, document("2/KH-UBND")], vec![edge(0, RelationKind::Implements, 1)]);
        let part = Part::select(&graph, &Wanted::whole(format)).unwrap();
        let mut out = Vec::new();
        write(&part, format, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    /// Returns the title as a reader of the format finds it.
    fn read_back(format: Format, text: &str) -> Option<String> {
        match format {
            Format::Json => {
                let json: serde_json::Value = serde_json::from_str(text).unwrap();
                json["nodes"].as_array()?.iter().find_map(|n| n["title"].as_str().map(str::to_owned))
            }
            Format::CsvNodes => {
                let mut reader = csv::Reader::from_reader(text.as_bytes());
                let column = reader.headers().unwrap().iter().position(|h| h == "title")?;
                let title = reader.records().next()?.unwrap().get(column)?.to_owned();
                Some(title.strip_prefix('\'').map(str::to_owned).unwrap_or(title))
            }
            Format::Turtle => {
                let mut triples = oxttl::TurtleParser::new().for_slice(text).map(Result::unwrap);
                triples.find(|t| t.predicate.as_str().ends_with("term:title")).map(|t| literal(&t.object.to_string()))
            }
            Format::JsonLd => {
                let mut quads = oxjsonld::JsonLdParser::new().for_slice(text).map(Result::unwrap);
                quads.find(|t| t.predicate.as_str().ends_with("term:title")).map(|t| literal(&t.object.to_string()))
            }
            _ => None,
        }
    }

    fn literal(written: &str) -> String {
        serde_json::from_str(written).unwrap()
    }

    proptest! {
        #[test]
        fn any_title_comes_back(title in "[^']\\PC{0,20}[\"\\\\<>&{}\n\r\t;|#%]{0,6}") {
            for format in [Format::Json, Format::CsvNodes, Format::Turtle, Format::JsonLd] {
                let text = exported(format, &title);
                prop_assert_eq!(read_back(format, &text), Some(title.clone()), "{}: {}", format.name(), text);
            }
            for format in [Format::Graphml, Format::Gexf] {
                let text = exported(format, &title);
                let mut reader = quick_xml::Reader::from_str(&text);
                while reader.read_event().unwrap() != quick_xml::events::Event::Eof {}
            }
            let text = exported(Format::Cypher, &title);
            for line in text.lines().skip(2) {
                prop_assert!(open_cypher::parse(line).is_ok(), "{}", line);
            }
        }
    }

    #[test]
    fn formats_are_found_by_name_and_by_ending() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!((Format::named("TTL"), Format::named("gv")), (Some(Format::Turtle), Some(Format::Dot)));
        assert_eq!((Format::named("csv"), Format::named("xls"), Format::named("")), (Some(Format::Csv), None, None));
    }
}

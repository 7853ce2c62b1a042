//! Nodes or edges as a table: RFC 4180, UTF-8 without a mark, and no cell that a spreadsheet would run as a formula.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::edge::EDGE_FACTS;
use super::node::{Fact, Facts, NODE_FACTS, Sort};
use super::part::Part;

pub(super) fn write_nodes(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut table = table(out);
    table.write_record(["id", "sort", "label"].into_iter().chain(NODE_FACTS.iter().map(|(name, _)| *name)))?;
    for node in part.nodes() {
        let start = [&*node.id, node.sort(), &node.label].map(safe);
        table.write_record(
            start.iter().map(|c| c.as_bytes()).chain(cells(&node.facts, NODE_FACTS).iter().map(|c| c.as_bytes())),
        )?;
    }
    table.flush()
}

pub(super) fn write_edges(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let mut table = table(out);
    let start = ["id", "source", "sourceLabel", "target", "targetLabel"];
    table.write_record(start.into_iter().chain(EDGE_FACTS.iter().map(|(name, _)| *name)))?;
    for edge in part.edges() {
        let ((source, target), (source_label, target_label)) = (edge.ends(), edge.labels());
        let id = edge.id();
        let start = [id.as_str(), &source, &source_label, &target, &target_label].map(safe);
        let facts = edge.facts();
        table.write_record(
            start.iter().map(|c| c.as_bytes()).chain(cells(&facts, EDGE_FACTS).iter().map(|c| c.as_bytes())),
        )?;
    }
    table.flush()
}

fn table<W: Write>(out: W) -> csv::Writer<W> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(out)
}

/// Puts facts into their columns.
fn cells<'f>(facts: &'f Facts<'_>, columns: &[(&str, Sort)]) -> Vec<Cow<'f, str>> {
    let cell = |name: &str| match facts.iter().find(|(n, _)| *n == name) {
        // A number is written by this program and may begin with a minus: it is no formula.
        Some((_, Fact::Text(text))) => safe(text),
        Some((_, fact)) => fact.text(),
        None => Cow::Borrowed(""),
    };
    columns.iter().map(|(name, _)| cell(name)).collect()
}

/// Marks as text, with an apostrophe before it, what a spreadsheet would take for a formula.
fn safe(text: &str) -> Cow<'_, str> {
    let runs = |c: char| matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠');
    if text.starts_with(runs) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_marked_as_text() {
        for (text, expected) in [
            ("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")"),
            ("+84", "'+84"),
            ("- Chủ trì", "'- Chủ trì"),
            ("@SUM(1)", "'@SUM(1)"),
            ("\tx", "'\tx"),
            ("\n=1", "'\n=1"),
            ("＝1", "'＝1"),
            ("a=b", "a=b"),
            ("'", "'"),
            ("", ""),
        ] {
            assert_eq!(safe(text), expected);
        }
    }
}

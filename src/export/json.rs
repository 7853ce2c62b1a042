//! Nodes and edges as JSON in the node-link form: one node or edge a line, so that it can be read and compared by eye.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::part::Part;

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    let omitted: BTreeMap<&str, usize> = part.omitted.iter().map(|(k, n)| (k.code(), *n)).collect();
    let graph = serde_json::json!({
        "revision": part.graph.revision(), "truncated": part.truncated, "omitted": omitted,
    });
    write!(out, "{{\"directed\":true,\"multigraph\":true,\"graph\":{graph},\n\"nodes\":[")?;
    let mut first = true;
    for node in part.nodes() {
        line(out, &mut first)?;
        serde_json::to_writer(&mut *out, &node)?;
    }
    write!(out, "\n],\n\"edges\":[")?;
    let mut first = true;
    for edge in part.edges() {
        line(out, &mut first)?;
        serde_json::to_writer(&mut *out, &edge)?;
    }
    writeln!(out, "\n]}}")
}

fn line(out: &mut impl Write, first: &mut bool) -> io::Result<()> {
    out.write_all(if std::mem::take(first) { b"\n" } else { b",\n" })
}

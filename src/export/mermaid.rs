//! A Mermaid flow chart: boxes and arrows with their Vietnamese verb; the words stand in a comment under each arrow.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::node::Fact;
use super::part::Part;

/// Longest line of a box, in characters.
const LINE: usize = 60;
/// How many arrows renderers draw unless they are told otherwise.
const USUAL: usize = 500;

pub(super) fn write(part: &Part<'_>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "%% Revision {}", part.graph.revision())?;
    if part.truncated {
        writeln!(out, "%% Cut to the documents nearest to the roots.")?;
    }
    let arrows = part.edges().count();
    if arrows > USUAL {
        writeln!(out, "%% {arrows} arrows: a renderer draws them when its maxEdges and maxTextSize allow it")?;
    }
    writeln!(out, "flowchart LR")?;
    let mut names = BTreeMap::new();
    for (n, node) in part.nodes().enumerate() {
        let title = node.facts.iter().find(|(name, _)| *name == "title").map(|(_, fact)| fact.text());
        let title = title.filter(|t| *t != node.label).map(|t| format!("<br>{}", said(&cut(&t)))).unwrap_or_default();
        writeln!(out, "n{n}[\"{}{title}\"]", said(&cut(&node.label)))?;
        names.insert(node.id, n);
    }
    for edge in part.edges() {
        let (source, target) = edge.ends();
        let facts = edge.facts();
        let fact = |name: &str| facts.iter().find(|(n, _)| *n == name).map(|(_, f): &(_, Fact<'_>)| f.text());
        let (Some(source), Some(target)) = (names.get(&source), names.get(&target)) else { continue };
        writeln!(out, "n{source} -->|\"{}\"| n{target}", said(&fact("verb").unwrap_or_default()))?;
        let words = |name| fact(name).unwrap_or_default().into_owned();
        let (by, quote, start, end) = (words("saidBy"), words("quote"), words("start"), words("end"));
        writeln!(out, "%% {} {by} {start}-{end}: {}", edge.kind, comment(&quote))?;
    }
    Ok(())
}

/// Writes text for a label in quotes: entities for what would end it or be read as markup.
fn said(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '#' | '<' | '>' | '&' | '`' | '\\' | ';' => out.push_str(&format!("#{};", u32::from(c))),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Writes text for a comment: on one line, and without braces, which would make it a directive.
fn comment(text: &str) -> String {
    let text: String = text.chars().map(|c| if matches!(c, '{' | '}') || c.is_control() { ' ' } else { c }).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LINE) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_comments_cannot_leave_their_place() {
        assert_eq!(said("a \"b\" <script>\n#1;"), "a #34;b#34; #60;script#62; #35;1#59;");
        assert_eq!(comment("%%{init: {}}%%\nA --> B"), "%% init: %% A --> B");
    }
}

//! `luocdo export`: the graph, or a part of it, written to a file or printed.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use super::Corpus;
use crate::export::{Format, Part, Wanted, write};
use crate::graph::PolicyGraph;

/// What `export` is given.
#[derive(Debug, clap::Args)]
pub(super) struct Export {
    /// json, csv (the relations), csv-nodes, graphml, gexf, dot, mermaid, jsonld, turtle, cypher, or alignment (what the
    /// terms of the RDF formats mean in ELI, PROV-O and ORG).
    #[arg(long, value_parser = format)]
    format: Format,
    /// File to write; printed when left out.
    #[arg(long)]
    output: Option<PathBuf>,
    /// Keys or numbers of documents to begin at, as in 23-NQ/TW; the whole graph when left out.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    roots: Vec<String>,
    /// Which way to walk from the roots: cites, cited-by or both.
    #[arg(long)]
    direction: Option<String>,
    /// Only these kinds of relations between documents, as in IMPLEMENTS,LEGAL_BASIS.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    kinds: Vec<String>,
    /// Most steps from a root; 2 when left out.
    #[arg(long)]
    max_depth: Option<String>,
    /// Most documents.
    #[arg(long)]
    max_nodes: Option<String>,
    /// What goes with the documents: all, documents (nothing else), or some of agencies, tasks, projects, enterprises,
    /// people, places, targets. All when left out, nothing in the pictures dot and mermaid.
    #[arg(long, num_args = 1.., value_delimiter = ',')]
    with: Vec<String>,
    #[command(flatten)]
    corpus: Corpus,
}

impl Export {
    /// Writes what is asked for and says on the way what was left out.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    pub(super) fn run(&self) -> ExitCode {
        // What cannot be understood is said before minutes are spent on the graph.
        let wanted = match Wanted::read(self.format, self.filters()) {
            Ok(wanted) => wanted,
            Err(e) => {
                eprintln!("{e}");
                return ExitCode::FAILURE;
            }
        };
        let Some(graph) = self.corpus.graph() else { return ExitCode::FAILURE };
        match self.write(&graph, &wanted) {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("{message}");
                ExitCode::FAILURE
            }
        }
    }

    fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let lists = [("roots", &self.roots), ("kinds", &self.kinds), ("with", &self.with)];
        let single = [("direction", &self.direction), ("maxDepth", &self.max_depth), ("maxNodes", &self.max_nodes)];
        let lists = lists.into_iter().flat_map(|(name, values)| values.iter().map(move |v| (name, v.as_str())));
        lists.chain(single.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))))
    }

    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    fn write(&self, graph: &PolicyGraph, wanted: &Wanted) -> Result<(), String> {
        let part = Part::select(graph, wanted).map_err(|e| e.to_string())?;
        let written = match &self.output {
            Some(file) => {
                to_file(&part, self.format, file).map_err(|e| format!("{}: cannot be written: {e}", file.display()))
            }
            None => printed(&part, self.format).map_err(|e| format!("cannot be printed: {e}")),
        };
        let (documents, relations) = part.size();
        eprintln!("{documents} documents, {relations} relations between them");
        if part.truncated {
            eprintln!("documents farther away are left out: raise --max-nodes to have them");
        }
        written
    }
}

fn to_file(part: &Part<'_>, format: Format, file: &Path) -> io::Result<()> {
    let mut out = BufWriter::new(File::create(file)?);
    write(part, format, &mut out)
}

/// Prints; a reader that has seen enough is no error.
fn printed(part: &Part<'_>, format: Format) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match write(part, format, &mut out).and_then(|()| out.flush()) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

fn format(name: &str) -> Result<Format, String> {
    let names = || Format::ALL.map(Format::name).join(", ");
    Format::named(name).ok_or_else(|| format!("it is one of: {}", names()))
}

//! Which documents a graph is built from: files, or a store that may grow while it is served.

use std::path::{Path, PathBuf};

use clap::Args;

use super::keep::DATA;
use crate::diagnostic::Diagnostic;
use crate::graph::PolicyGraph;
use crate::pipeline::{self, Library};
use crate::serve::Live;
use crate::store::{Store, StoreError};

/// The documents that ship with the project.
const SEEDS: &str = "seeds";

/// The decisions that ship with the project.
pub(super) const DECISIONS: &str = "graph-data/decisions";

/// Which documents the graph is built from.
#[derive(Debug, Args)]
pub(super) struct Corpus {
    /// Files or folders of documents; without this and `--data` the documents kept in `data`, if there are any, and
    /// else those that come with the project.
    #[arg(long, num_args = 1.., conflicts_with = "data")]
    pub(super) documents: Vec<PathBuf>,
    /// Folder of documents that `luocdo add` keeps.
    #[arg(long, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Folder of what people decided about identities, as TOML files.
    #[arg(long, default_value = DECISIONS)]
    pub(super) decisions: PathBuf,
}

/// What is shown of private persons.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(super) struct Privacy {
    /// Show identity numbers, days of birth, homes and telephones of private persons in texts, quotes and snippets; they
    /// are masked otherwise, and never facts.
    #[arg(long)]
    pub(super) show_private: bool,
}

/// How what is kept grows while it is served.
#[derive(Debug, Args)]
pub(super) struct Growth {
    /// Keep what is new in this folder, as `luocdo add` does; may be given several times.
    #[arg(long, value_name = "DIR")]
    watch: Vec<PathBuf>,
    /// Take documents by `POST /documents` from who sends this token; better given by the environment, which others on
    /// the machine do not see.
    #[arg(long, env = "LUOCDO_TOKEN", hide_env_values = true)]
    token: Option<String>,
}

/// Where the documents of a graph are.
#[derive(Clone, Debug)]
pub(super) enum Origin {
    /// In files.
    Files(Vec<PathBuf>),
    /// In a store in a folder.
    Kept(PathBuf),
}

impl Privacy {
    fn apply(self, mut graph: PolicyGraph) -> PolicyGraph {
        if self.show_private {
            graph.show_private();
        }
        graph
    }
}

impl Corpus {
    /// Builds the graph and says on the way what could not be used; none when no document could be read.
    pub(super) fn graph(&self) -> Option<PolicyGraph> {
        self.graph_of(&self.origin())
    }

    /// Builds the graph to be shown to a person.
    pub(super) fn shown(&self, privacy: Privacy) -> Option<PolicyGraph> {
        self.graph().map(|graph| privacy.apply(graph))
    }

    /// Builds the graph of documents from somewhere.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    pub(super) fn graph_of(&self, origin: &Origin) -> Option<PolicyGraph> {
        let (graph, nothing) = match origin {
            Origin::Files(paths) => {
                let (decisions, refused) = pipeline::read_decisions(&self.decisions);
                let (graph, said) = pipeline::build_with(paths, decisions);
                say(refused.iter().chain(&said));
                (graph, "no document could be read; name files or folders with --documents".to_owned())
            }
            Origin::Kept(folder) => {
                let (graph, _) = self.graph_of_kept(folder)?;
                (graph, format!("{}: no document is kept; `luocdo add` some", folder.display()))
            }
        };
        if graph.held.is_empty() {
            eprintln!("{nothing}");
            return None;
        }
        Some(graph)
    }

    /// Tells where the documents are, and says so when nobody did.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    pub(super) fn origin(&self) -> Origin {
        match &self.data {
            Some(folder) => Origin::Kept(folder.clone()),
            None if !self.documents.is_empty() => Origin::Files(self.documents.clone()),
            None if Store::exists(Path::new(DATA)) => {
                eprintln!("the documents kept in `{DATA}` (--documents {SEEDS} for those of the project)");
                Origin::Kept(PathBuf::from(DATA))
            }
            None => Origin::Files(vec![PathBuf::from(SEEDS)]),
        }
    }

    /// Builds the graph to serve, and what it follows where it is made from a store.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    pub(super) fn served(&self, growth: Growth, privacy: Privacy) -> Option<(PolicyGraph, Option<Live>)> {
        let Growth { watch, token } = growth;
        let grows = !watch.is_empty() || token.is_some();
        if token.as_ref().is_some_and(|t| t.trim().is_empty()) {
            eprintln!("the token is empty; give one that cannot be guessed");
            return None;
        }
        match self.origin() {
            Origin::Files(_) if grows => {
                eprintln!("what is watched or posted must be kept somewhere: give --data DIR");
                None
            }
            origin @ Origin::Files(_) => Some((privacy.apply(self.graph_of(&origin)?), None)),
            Origin::Kept(folder) => {
                if grows && let Err(e) = Store::create(&folder) {
                    eprintln!("{e}");
                    return None;
                }
                let (graph, library) = self.graph_of_kept(&folder)?;
                let (decisions, show_private) = (self.decisions.clone(), privacy.show_private);
                Some((privacy.apply(graph), Some(Live { library, decisions, watch, token, show_private })))
            }
        }
    }

    /// Takes the graph of a store from its snapshot, or builds it and writes one.
    #[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
    fn graph_of_kept(&self, folder: &Path) -> Option<(PolicyGraph, Library)> {
        let known = pipeline::from_snapshot(folder, &self.decisions);
        let (known, said) = known.inspect_err(|e| eprintln!("{e}")).ok()?;
        say(&said);
        let (decisions, refused) = pipeline::read_decisions(&self.decisions);
        if let Some((graph, library)) = known {
            say(refused.iter().chain(&graph.resolved.diagnostics));
            return Some((graph, library));
        }
        let library = loaded(folder).inspect_err(|e| eprintln!("{e}")).ok()?;
        let (graph, said) = library.graph(decisions);
        say(refused.iter().chain(&said));
        library.lay_out_search(&graph);
        if let Err(e) = pipeline::write_snapshot(&graph, &library, &self.decisions) {
            eprintln!("the graph is built again next time: {e}");
        }
        Some((graph, library))
    }
}

/// Loads the documents of a store.
#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn loaded(folder: &Path) -> Result<Library, StoreError> {
    let mut library = Library::open(folder)?;
    let loading = library.load()?;
    say(&loading.diagnostics);
    if loading.extracted > 0 {
        let count = loading.extracted;
        eprintln!(
            "{count} documents were read anew, for other rules had read them; `luocdo rebuild` keeps the new facts"
        );
    }
    Ok(library)
}

#[expect(clippy::print_stderr, reason = "the command line is where output belongs")]
fn say<'a>(diagnostics: impl IntoIterator<Item = &'a Diagnostic>) {
    for diagnostic in diagnostics {
        eprintln!("{diagnostic}");
    }
}

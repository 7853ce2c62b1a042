//! GraphQL over the graph: a read-only schema with limits; answers requests as JSON text, so that no one else knows how.

mod advice;
mod agency;
mod answer;
mod answers;
mod asked;
mod check_text;
mod checker;
mod corpus;
mod coverage;
mod discrepancy;
mod document;
mod document_list;
mod document_part;
mod enterprise;
mod error;
mod evidence;
mod filter;
mod json;
mod kept;
mod kinds;
mod language;
mod ledger;
mod list;
mod lists;
mod missing;
mod named;
mod order;
mod page;
mod path_end;
mod person;
mod place;
mod plain;
mod project;
mod relation;
mod request;
mod resolve;
mod scalars;
mod search;
mod shape;
mod status;
mod target;
mod task;
mod walks;

use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use async_graphql::{EmptyMutation, EmptySubscription, MergedObject};

use crate::graph::PolicyGraph;

pub use answer::{Answer, Outcome};
pub use check_text::ReadDraft;
pub use named::{AskError, Question, Variable, questions};
pub use request::{Asked, Prepared};

/// Everything that can be asked (các câu hỏi trên đồ thị văn bản chính sách).
#[derive(Debug, MergedObject)]
#[graphql(serial)]
struct Query(lists::Lists, walks::Walks, answers::Answers, search::Search, asked::NamedQuestions);

type Executable = async_graphql::Schema<Query, EmptyMutation, EmptySubscription>;

/// What one request may ask for.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Fields an answer may hold, pages counted in full.
    pub cost: usize,
    /// Fields one inside another; introspection needs 15.
    pub depth: usize,
    /// Fields of a request, fragments counted where they are used.
    pub fields: usize,
    /// Fields under another name than their own.
    pub aliases: usize,
    /// Length of a query in bytes.
    pub query_bytes: usize,
    /// How long an answer may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { cost: 200_000, depth: 20, fields: 5000, aliases: 100, query_bytes: 100_000, time: request::TIME }
    }
}

/// How a schema is offered.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Reads a text that is not held, for `checkText`.
    pub read_draft: Option<ReadDraft>,
    /// Whether the schema hides itself: no introspection.
    pub hidden: bool,
    /// What one request may ask for.
    pub limits: Limits,
}

/// The schema with the graph it answers from; cheap to clone.
#[derive(Clone)]
pub struct Schema(Arc<Inner>);

struct Inner {
    /// Runs requests that were checked.
    runner: Executable,
    /// Checks requests and never runs them, so that one that was checked is not checked again.
    checker: Executable,
    options: Options,
    seen: Mutex<request::Seen>,
    revision: String,
}

impl std::fmt::Debug for Schema {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Schema").field("revision", &self.0.revision).finish_non_exhaustive()
    }
}

impl Schema {
    /// Reads and checks a request, so that its cost is known before it is run.
    ///
    /// # Errors
    ///
    /// Gives the answer that says why it cannot be run.
    pub async fn prepare(&self, asked: &Asked) -> Result<Prepared, Box<Answer>> {
        request::prepare(self, asked).await
    }

    /// Runs a request that was checked.
    pub async fn execute(&self, prepared: Prepared) -> Answer {
        request::execute(self, prepared).await
    }

    /// Answers a request.
    pub async fn run(&self, asked: &Asked) -> Answer {
        match self.prepare(asked).await {
            Ok(prepared) => self.execute(prepared).await,
            Err(refused) => *refused,
        }
    }

    /// Returns a word that changes whenever the graph does.
    pub fn revision(&self) -> &str {
        &self.0.revision
    }

    fn options(&self) -> &Options {
        &self.0.options
    }

    fn runner(&self) -> &Executable {
        &self.0.runner
    }

    fn checker(&self) -> &Executable {
        &self.0.checker
    }

    fn seen(&self) -> MutexGuard<'_, request::Seen> {
        request::locked(&self.0.seen)
    }
}

/// Makes the schema that answers from a graph.
pub fn schema(graph: &Arc<PolicyGraph>, options: Options) -> Schema {
    let revision = graph.revision();
    let kept = Arc::new(kept::Kept::default());
    let build = || {
        let query = Query(
            lists::Lists::new(Arc::clone(graph)),
            walks::Walks::new(Arc::clone(graph)),
            answers::Answers::new(Arc::clone(graph), options.read_draft),
            search::Search::new(Arc::clone(graph)),
            asked::NamedQuestions,
        );
        let builder = async_graphql::Schema::build(query, EmptyMutation, EmptySubscription)
            .limit_directives(8)
            .data(Arc::clone(&kept));
        if options.hidden { builder.disable_introspection() } else { builder }
    };
    let checker = build().extension(checker::CheckOnly).finish();
    let runner = build().extension(checker::RunOnly).finish();
    Schema(Arc::new(Inner { runner, checker, options, seen: Mutex::default(), revision }))
}

/// Tells whether a text is a GraphQL document of operations.
///
/// # Errors
///
/// Says where it is not.
pub fn parses(text: &str) -> Result<(), String> {
    async_graphql::parser::parse_query(text).map(|_| ()).map_err(|e| e.to_string())
}

/// Returns the schema in the schema definition language.
pub fn sdl() -> String {
    schema(&Arc::default(), Options::default()).runner().sdl()
}

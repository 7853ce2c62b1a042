//! Luocdo (*lược đồ*, the diagram of how one official document relates to others) reads Vietnamese policy documents
//! and serves the graph they state: which document carries out which, which agency must do what by when, and which
//! projects it is about, every edge and value with the words that state it.
//!
//! # The way of a document
//!
//! ```text
//! bytes --read--> SourceText, sections --extract--> Extraction --resolve--> Resolved --graph--> PolicyGraph
//!                                                                              |--> api, export, ui <-- serve
//! ```
//!
//! # The rooms
//!
//! | room | what it does | what it leaves out |
//! |---|---|---|
//! | [`text`] | characters and places: clean text with the way back to the source, folding, dates, numerals | documents |
//! | [`model`] | the nouns, plain data, and the curated tables | rules |
//! | [`read`] | bytes to text and headings; the only stage that touches files | meaning |
//! | [`extract`] | one document's text to its facts; pure, cannot fail | identity across documents |
//! | [`resolve`] | facts to identities, each with the rule that decided; pure | the text's grammar |
//! | [`graph`] | build, look up, walk, search, check; the only room that knows petgraph | formats |
//! | [`store`] | documents and their facts, kept; the only room that knows SQLite | rules, the graph |
//! | [`api`] | the graph as GraphQL; the only room that knows async-graphql | sockets |
//! | [`ui`] | the explorer: pages and pictures from GraphQL documents run in process | the graph |
//! | [`evaluate`] | facts against the labels of a careful reader | how they were found |
//! | [`generate`] | made-up documents of any number, with what they mean, for measuring | what rules find in them |
//! | [`export`] | facts and graphs in formats other tools read | decisions |
//! | [`pipeline`] | the order of the stages; the only file that names them all | |
//! | [`serve`] | joins api, ui and HTTP; the only file that knows axum | answers |
//! | [`cli`] | arguments in, exit code out; the only place that prints | |
//!
//! # Invariants
//!
//! - **The graph is a pure function of the documents, the reference tables and the decisions.** Same input, same bytes
//!   out, whatever the order the documents were read in. What is kept is documents and their facts; the graph is built.
//! - **No fact without its words.** [`model::Evidence`] can only be made from a text and a span of it. Offsets are
//!   always those of the source as the user gave it; rules read the clean copy.
//! - **Text cannot make a stage fail.** Stages return values and [`diagnostic`]s; `Result` stands only where files or
//!   sockets are touched.
//! - **One candidate or none.** Two make an ambiguous mention, none an unidentified one; both are kept and shown, and
//!   every identity says which rule gave it.
//! - **Stages are strangers.** `text <- model <- {read, extract, resolve, graph} <- {api, export, ui} <- serve`; no stage
//!   uses another, and a test holds this table.

pub mod api;
pub mod cli;
pub mod diagnostic;
pub mod evaluate;
pub mod export;
pub mod extract;
pub mod generate;
pub mod graph;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod resolve;
pub mod serve;
pub mod store;
pub mod text;
pub mod ui;

//! The one integration binary: the product seen from outside; rules have their tests beneath them.

#![expect(clippy::expect_used, clippy::panic, reason = "a test fails by panicking, and its helpers are part of it")]

// Who may use what, and how files open.
mod architecture;
// The seeds and their manifest.
mod seeds;
// Goldens and the command line under test.
mod support;
// The stages on the seeds, one golden a stage.
mod stages;
// What must hold for any input.
mod properties;
// Who is who, against labels made by hand.
mod identity;
// Rules of identity, each on short documents written for it.
mod identity_trials;
// The same graph from the same texts.
mod order;
// Documents kept between runs, and a program that is killed.
mod keeping;
// A graph that grows with what is kept.
mod growing;
// The graph kept beside the store.
mod snapshot;
// Made-up documents, read back.
mod generated;
// A server whose documents change.
#[cfg(unix)]
mod live;
// The command line on bad input.
mod command_line;
// The GraphQL contract against the code.
mod schema;
// Questions and their answers on the seeds.
mod queries;
// Files of each format.
mod readers;
// Particulars of private persons.
mod privacy;
// Requests that ask for too much, or for what cannot be.
mod refusals;
// Hostile requests to a running server.
mod hostile;
// GraphQL over HTTP, judged by the public audit.
mod audit;
// Exported graphs, opened by the programs they are for.
mod exports;
// The pages in a browser.
mod browser;
// The explorer as a reader uses it.
mod explorer;
// The query console in a browser.
mod console;

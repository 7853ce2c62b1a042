//! Luocdo reads Vietnamese policy documents and serves the graph they state.

pub mod cli;
pub mod diagnostic;
pub mod export;
pub mod extract;
pub mod graph;
pub mod model;
pub mod pipeline;
pub mod read;
pub mod resolve;
pub mod text;

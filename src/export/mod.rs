//! Facts and graphs as bytes in the formats other tools read; decides nothing.

mod facts;

pub use facts::{facts_json, facts_text};

//! What a person decided about identities and values: plain data; how it is applied is resolve's.

use serde::{Deserialize, Serialize};

/// What was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all(deserialize = "lowercase", serialize = "SCREAMING_SNAKE_CASE"))]
pub enum Verdict {
    /// Two keys are one thing; the first key is kept.
    Same,
    /// Two keys are two things: they are not proposed again, and no rule of likeness joins them.
    Different,
    /// A value is corrected.
    Value,
}

/// One decision, with who made it, when and why.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    /// What was decided.
    pub verdict: Verdict,
    /// The keys it is about: two or more, for a value one.
    pub ids: Vec<String>,
    /// For a value: which field: "title", "issued_on", "issuer", "name".
    #[serde(default)]
    pub field: Option<String>,
    /// For a value: the right one.
    #[serde(default)]
    pub value: Option<String>,
    /// Who decided.
    pub who: String,
    /// On which day, ISO.
    pub when: String,
    /// On what ground.
    pub why: String,
    /// Whether it found what it is about; never written by a person.
    #[serde(default)]
    pub applied: bool,
}

//! The answer as JSON text: data, what it cost, which graph it is of, and errors, each with a code.

use std::fmt::Write;

use async_graphql::{Response, ServerError, Value};

use super::Schema;
use super::json::{Json, Tally};
use super::request::Refused;

/// Bytes that most answers fit in.
const USUAL: usize = 4096;

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was run; there is data, perhaps beside errors.
    Answered,
    /// It was not run: it cannot be read, is not valid or asks for too much.
    Refused,
    /// It changes something and was asked in a way that may only read.
    NotAQuery,
}

/// An answer as JSON text, with what a server wants to know of it.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The response.
    pub json: String,
    /// What became of the request.
    pub outcome: Outcome,
    /// The name of the operation that was run.
    pub operation: Option<String>,
    /// Fields the request could have returned, pages counted in full.
    pub cost: usize,
    /// Codes of the errors in it.
    pub codes: Vec<String>,
}

/// Writes the answer to a request that was run.
pub(super) fn answered(
    schema: &Schema,
    response: Response,
    parts: &Tally,
    cost: usize,
    operation: Option<String>,
) -> Answer {
    let errors = coded(response.errors);
    let mut data = Json::with_capacity(USUAL);
    data.raw("{\"data\":");
    data.value(&response.data);
    let (mut json, actual) = data.finish(parts);
    json.push(',');
    write_rest(&mut json, schema, Some((cost, actual)), &errors);
    Answer { json, outcome: Outcome::Answered, operation, cost, codes: codes_of(&errors) }
}

/// Writes the answer to a request that was not run: it has no data at all.
pub(super) fn refused(schema: &Schema, refused: Refused) -> Answer {
    let errors = coded(refused.errors);
    let mut json = "{".to_owned();
    write_rest(&mut json, schema, refused.cost.map(|cost| (cost, 0)), &errors);
    let (outcome, cost) = (refused.outcome, refused.cost.unwrap_or_default());
    Answer { json, outcome, operation: None, cost, codes: codes_of(&errors) }
}

/// Writes what stands behind the data.
fn write_rest(json: &mut String, schema: &Schema, cost: Option<(usize, usize)>, errors: &[ServerError]) {
    json.push_str("\"extensions\":{");
    if let Some((requested, actual)) = cost {
        let limit = schema.options().limits.cost;
        // Writing to a string cannot fail.
        let _ = write!(json, r#""cost":{{"requested":{requested},"actual":{actual},"limit":{limit}}},"#);
    }
    let _ = write!(json, r#""revision":"{}"}}"#, schema.revision());
    if !errors.is_empty() {
        json.push_str(",\"errors\":");
        json.push_str(&serde_json::to_string(errors).unwrap_or_default());
    }
    json.push('}');
}

fn coded(errors: Vec<ServerError>) -> Vec<ServerError> {
    errors.into_iter().map(|e| with_code(e, "BAD_INPUT")).collect()
}

fn codes_of(errors: &[ServerError]) -> Vec<String> {
    let code = |e: &ServerError| match e.extensions.as_ref()?.get("code")? {
        Value::String(code) => Some(code.clone()),
        _ => None,
    };
    errors.iter().filter_map(code).collect()
}

/// Gives an error a code unless it has one.
pub(super) fn with_code(mut error: ServerError, code: &str) -> ServerError {
    let extensions = error.extensions.get_or_insert_default();
    if extensions.get("code").is_none() {
        extensions.set("code", code);
    }
    error
}

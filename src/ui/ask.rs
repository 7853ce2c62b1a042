//! Runs the site's GraphQL documents in process, and reads answers without a type for each: a missing value is blank.

use serde_json::Value;

use super::Trouble;
use crate::api::{Asked, Schema};

/// Runs a document; the schema's refusal is the trouble.
pub(super) async fn ask(schema: &Schema, document: &str, variables: Value) -> Result<Value, Trouble> {
    let asked = Asked { query: document.to_owned(), variables, operation_name: None };
    let answer = schema.run(&asked).await;
    let mut answer: Value = serde_json::from_str(&answer.json).map_err(|e| Trouble::Refused(e.to_string()))?;
    if let Some(error) = list(&answer, "errors").first() {
        return Err(Trouble::Refused(text(error, "message").to_owned()));
    }
    Ok(answer.get_mut("data").map(Value::take).unwrap_or_default())
}

/// Returns what stands under names joined by dots, or null.
pub(super) fn at<'a>(value: &'a Value, names: &str) -> &'a Value {
    names.split('.').fold(value, |v, name| v.get(name).unwrap_or(&Value::Null))
}

/// Returns a text, blank when there is none.
pub(super) fn text<'a>(value: &'a Value, names: &str) -> &'a str {
    at(value, names).as_str().unwrap_or_default()
}

/// Returns a list, empty when there is none.
pub(super) fn list<'a>(value: &'a Value, names: &str) -> &'a [Value] {
    at(value, names).as_array().map(Vec::as_slice).unwrap_or_default()
}

/// Returns a count, 0 when there is none.
pub(super) fn count(value: &Value, names: &str) -> u64 {
    at(value, names).as_u64().unwrap_or_default()
}

/// Returns whether something is said to be so.
pub(super) fn holds(value: &Value, names: &str) -> bool {
    at(value, names).as_bool().unwrap_or_default()
}

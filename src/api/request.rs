//! From a request to an answer: parsed once, measured, checked, run, and turned to JSON with what it cost.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use async_graphql::parser::parse_query;
use async_graphql::parser::types::{BaseType, ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{Request, ServerError, Value, Variables};

use super::advice::advised;
use super::answer::{Answer, Outcome, answered, refused, with_code};
use super::json::Tally;
use super::page::Deadline;
use super::shape::{heaviest, introspects, measure, nesting, operation};
use super::{Limits, Schema};

/// How many parsed and checked requests are kept.
const KEPT: usize = 1000;
/// Longest request that is kept, in bytes.
const KEPT_LENGTH: usize = 20_000;
/// How many costs are kept of one request, by what its variables are.
const KEPT_COSTS: usize = 50;
/// Longest account of the variables of a request by which a cost is kept, in bytes.
const OUTLINE_LENGTH: usize = 500;
/// Most errors of one request that are told.
const MAX_ERRORS: usize = 20;
/// Brackets one inside another.
const MAX_NESTING: usize = 64;

/// A request as it was asked.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The GraphQL document.
    pub query: String,
    /// Values of its variables, a JSON object.
    pub variables: serde_json::Value,
    /// Which of several operations is meant.
    pub operation_name: Option<String>,
}

/// Requests that were seen before, by their text.
#[derive(Debug, Default)]
pub(super) struct Seen(BTreeMap<String, Arc<Known>>);

/// A request that was parsed.
#[derive(Debug)]
struct Known {
    document: ExecutableDocument,
    /// What a request that was found right may cost, by its operation and the outline of its variables.
    costs: Mutex<BTreeMap<String, usize>>,
}

/// A request that was read and checked and can be run.
#[derive(Debug)]
pub struct Prepared {
    known: Arc<Known>,
    variables: Variables,
    operation_name: Option<String>,
    cost: usize,
}

impl Prepared {
    /// Returns how many fields the answer may hold, pages counted in full.
    pub fn cost(&self) -> usize {
        self.cost
    }
}

/// Reads and checks a request.
///
/// # Errors
///
/// Gives the answer that says why it cannot be run.
pub(super) async fn prepare(schema: &Schema, asked: &Asked) -> Result<Prepared, Box<Answer>> {
    let variables = Variables::from_json(asked.variables.clone());
    match check(schema, asked, &variables).await {
        Ok((known, cost)) => {
            let operation_name = asked.operation_name.clone();
            Ok(Prepared { known, variables, operation_name, cost })
        }
        Err(refusal) => Err(Box::new(refused(schema, refusal))),
    }
}

/// Runs a checked request within the time limit of the schema.
pub(super) async fn execute(schema: &Schema, prepared: Prepared) -> Answer {
    let Prepared { known, variables, operation_name, cost } = prepared;
    let document = &known.document;
    let deadline = Deadline(Instant::now() + schema.options().limits.time);
    let only = || document.operations.iter().next().and_then(|(name, _)| name.map(ToString::to_string));
    let operation = operation_name.clone().or_else(only);
    let parts = Tally::default();
    let request = request(operation_name, variables, document).data(deadline).data(parts.clone());
    let response = schema.runner().execute(request).await;
    answered(schema, response, &parts, cost, operation)
}

/// Why a request is not run.
pub(super) struct Refused {
    pub(super) errors: Vec<ServerError>,
    pub(super) outcome: Outcome,
    /// What it would cost, where that is known.
    pub(super) cost: Option<usize>,
}

impl From<ServerError> for Refused {
    fn from(error: ServerError) -> Self {
        Self { errors: vec![error], outcome: Outcome::Refused, cost: None }
    }
}

/// Parses, measures and checks a request, and returns what it may cost. What was checked before is not checked again,
/// whatever keys it asks about.
async fn check(schema: &Schema, asked: &Asked, variables: &Variables) -> Result<(Arc<Known>, usize), Refused> {
    let limits = &schema.options().limits;
    let known = parse(schema, &asked.query, limits)?;
    let document = &known.document;
    let name = asked.operation_name.as_deref();
    let operation = operation(document, name).ok_or_else(|| unknown_operation(name))?;
    let outline = outline(name, &operation.node, variables);
    let before = locked(&known.costs).get(&outline).copied();
    let cost = match before {
        Some(cost) => cost,
        None => {
            may_be_asked(schema, document, &operation.node, variables)?;
            let cost = cost_of(schema, asked, variables, document).await?;
            known.keep(outline, cost);
            cost
        }
    };
    if cost > limits.cost {
        return Err(too_costly(document, &operation.node, variables, cost, limits.cost));
    }
    Ok((known, cost))
}

/// Refuses what is no question, asks for what is hidden or for too much, or leaves out what it needs.
fn may_be_asked(
    schema: &Schema,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
) -> Result<(), Refused> {
    if operation.ty != OperationType::Query {
        let error = refusal("NOT_A_QUERY", "this graph can only be read: ask with a `query` operation");
        return Err(Refused { outcome: Outcome::NotAQuery, ..Refused::from(error) });
    }
    if schema.options().hidden && introspects(document) {
        let message = "this server hides its schema: ask what is documented, or the named questions by `documentId`";
        return Err(refusal("INTROSPECTION_OFF", message).into());
    }
    within_shape(document, operation, &schema.options().limits)?;
    has_variables(operation, variables)
}

/// Tells what of a request's variables its rightness and its cost can depend on: all but the words of those that may be
/// any words, so that a request for another key is known.
fn outline(name: Option<&str>, operation: &OperationDefinition, variables: &Variables) -> String {
    let words = |of: &str| {
        operation.variable_definitions.iter().any(|d| {
            let base = &d.node.var_type.node.base;
            d.node.name.node == of && matches!(base, BaseType::Named(n) if matches!(n.as_str(), "ID" | "String"))
        })
    };
    let mut outline = name.unwrap_or_default().to_owned();
    for (name, value) in variables.iter() {
        // What is written to a string is written.
        let _ = match value {
            Value::String(_) if words(name) => write!(outline, "\0{name}"),
            value => write!(outline, "\0{name}={value}"),
        };
    }
    outline
}

impl Known {
    fn keep(&self, outline: String, cost: usize) {
        if outline.len() <= OUTLINE_LENGTH {
            let mut costs = locked(&self.costs);
            if costs.len() >= KEPT_COSTS {
                costs.clear();
            }
            costs.insert(outline, cost);
        }
    }
}

fn parse(schema: &Schema, query: &str, limits: &Limits) -> Result<Arc<Known>, Refused> {
    if query.len() > limits.query_bytes {
        let message =
            format!("the query has {} bytes, more than {}; send values as variables", query.len(), limits.query_bytes);
        return Err(refusal("QUERY_TOO_LONG", message).into());
    }
    if let Some(known) = schema.seen().0.get(query) {
        return Ok(Arc::clone(known));
    }
    if nesting(query) > MAX_NESTING {
        return Err(refusal(
            "TOO_DEEP",
            format!("brackets stand more than {MAX_NESTING} deep: ask in several requests, send values as variables"),
        )
        .into());
    }
    let document = parse_query(query).map_err(|e| with_code(e.into(), "PARSE_FAILED"))?;
    let known = Arc::new(Known { document, costs: Mutex::default() });
    if query.len() <= KEPT_LENGTH {
        let mut seen = schema.seen();
        if seen.0.len() >= KEPT {
            seen.0.clear();
        }
        seen.0.insert(query.to_owned(), Arc::clone(&known));
    }
    Ok(known)
}

fn unknown_operation(name: Option<&str>) -> Refused {
    let message = match name {
        Some(name) => format!("the document has no operation `{name}`"),
        None => "the document has several operations: say which with `operationName`".to_owned(),
    };
    refusal("UNKNOWN_OPERATION", message).into()
}

fn within_shape(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    limits: &Limits,
) -> Result<(), Refused> {
    let Some(shape) = measure(document, operation) else {
        return Err(refusal(
            "VALIDATION_FAILED",
            "a fragment contains itself: say how deep with fields, or use `subgraph`",
        )
        .into());
    };
    let checks = [
        ("TOO_DEEP", "fields one inside another", shape.depth, limits.depth, "ask for the rest in a second request"),
        ("TOO_MANY_FIELDS", "fields", shape.fields, limits.fields, "ask in several requests"),
        ("TOO_MANY_ALIASES", "aliases", shape.aliases, limits.aliases, "use `nodes(ids)` or `where: {… in: […]}`"),
    ];
    for (code, what, found, most, advice) in checks {
        if found > most {
            let mut error = refusal(code, format!("the request has {found} {what}, more than {most}: {advice}"));
            let extensions = error.extensions.get_or_insert_default();
            extensions.set("requested", Value::from(found));
            extensions.set("limit", Value::from(most));
            return Err(error.into());
        }
    }
    Ok(())
}

/// Refuses a request that leaves out a variable it needs.
fn has_variables(operation: &OperationDefinition, variables: &Variables) -> Result<(), Refused> {
    for definition in &operation.variable_definitions {
        let name = &definition.node.name.node;
        let needed = !definition.node.var_type.node.nullable && definition.node.default_value.is_none();
        let given = variables.get(name).is_some_and(|v| *v != Value::Null);
        if needed && !given {
            let mut error = refusal("BAD_VARIABLE", format!("the variable `${name}` is needed and has no value"));
            error.locations = vec![definition.pos];
            return Err(error.into());
        }
    }
    Ok(())
}

/// Checks a request against the schema and returns what it may cost.
async fn cost_of(
    schema: &Schema,
    asked: &Asked,
    variables: &Variables,
    document: &ExecutableDocument,
) -> Result<usize, Refused> {
    let response = schema.checker().execute(request(asked.operation_name.clone(), variables.clone(), document)).await;
    if !response.errors.is_empty() {
        let mut errors: Vec<ServerError> =
            response.errors.into_iter().take(MAX_ERRORS).map(|e| with_code(e, "VALIDATION_FAILED")).collect();
        if !schema.options().hidden {
            errors.iter_mut().for_each(|e| e.message = advised(&e.message));
        }
        return Err(Refused { errors, outcome: Outcome::Refused, cost: None });
    }
    Ok(match response.data {
        Value::Number(cost) => cost.as_u64().and_then(|c| usize::try_from(c).ok()).unwrap_or(usize::MAX),
        _ => usize::MAX,
    })
}

fn too_costly(
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    variables: &Variables,
    cost: usize,
    most: usize,
) -> Refused {
    let heaviest = heaviest(document, operation, variables);
    let advice = match &heaviest {
        Some((path, items)) => format!("the heaviest part is {path}, up to {items} items: ask for smaller pages there"),
        None => "ask for fewer fields, or in several requests".to_owned(),
    };
    let message = format!("the request could return {cost} fields, more than {most}; {advice}");
    let mut error = refusal("COST_EXCEEDED", message);
    let extensions = error.extensions.get_or_insert_default();
    extensions.set("requested", Value::from(cost));
    extensions.set("limit", Value::from(most));
    if let Some((path, _)) = heaviest {
        extensions.set("heaviest", path);
    }
    Refused { cost: Some(cost), ..Refused::from(error) }
}

fn request(operation_name: Option<String>, variables: Variables, document: &ExecutableDocument) -> Request {
    let mut request = Request::new("").variables(variables);
    request.operation_name = operation_name;
    request.set_parsed_query(document.clone());
    request
}

fn refusal(code: &str, message: impl Into<String>) -> ServerError {
    with_code(ServerError::new(message, None), code)
}

/// Takes a lock that is only ever held for a look-up; a panic elsewhere does not spoil what is kept.
pub(super) fn locked<T>(kept: &Mutex<T>) -> MutexGuard<'_, T> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The usual limit of time.
pub(super) const TIME: Duration = Duration::from_secs(10);

//! Hostile and mistaken requests: each gets an answer with a code a program can read, none a panic or a stack.

use std::sync::{Arc, LazyLock};

use luocdo::api::{self, Asked, Limits, Options, Schema};
use luocdo::pipeline;
use serde_json::{Value, json};

use crate::support::root;

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let (graph, _) = pipeline::build(&[root("seeds")]);
    api::schema(&Arc::new(graph), Options { read_draft: Some(pipeline::read_draft), ..Options::default() })
});

fn ask(schema: &Schema, query: &str, variables: Value) -> Value {
    let asked = Asked { query: query.to_owned(), variables, operation_name: None };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(schema.run(&asked));
    assert!(!answer.json.contains("panicked") && !answer.json.contains(".rs:"), "{}", answer.json);
    serde_json::from_str(&answer.json).expect("the answer is JSON")
}

/// The request is refused, or one of its fields is, with this code and a message.
#[track_caller]
fn check(query: &str, variables: Value, code: &str) {
    let shown: String = query.chars().take(120).collect();
    let answer = ask(&SCHEMA, query, variables);
    let errors = answer["errors"].as_array().unwrap_or_else(|| panic!("{shown} is answered: {answer}"));
    let first = &errors[0];
    assert_eq!(first["extensions"]["code"], code, "{shown}: {first}");
    assert!(first["message"].as_str().is_some_and(|m| m.len() > 10), "{shown}: {first}");
}

/// The request is answered without an error.
#[track_caller]
fn check_answered(query: &str, variables: Value) {
    let answer = ask(&SCHEMA, query, variables);
    assert!(answer.get("errors").is_none(), "{query}: {}", answer["errors"]);
}

fn plain(query: &str, code: &str) {
    check(query, json!({}), code);
}

fn nested(levels: usize) -> String {
    let inner = "cites(first: 1) { nodes { ".repeat(levels);
    format!("{{ documents(first: 1) {{ nodes {{ {inner} id {} }} }} }}", "} }".repeat(levels))
}

#[test]
fn what_cannot_be_read_is_refused() {
    for query in
        ["{", "}", "{ a", "query {", "{ a(b: ) }", "{ \u{0} }", "\u{feff}{{", "💥", "{ a(x: \"\\uD800\") }", "{ }"]
    {
        plain(query, "PARSE_FAILED");
    }
    for query in
        [&"[".repeat(50_000), &format!("{{ a(x: {}) }}", "[".repeat(9_000)), &"{a".repeat(3_000), &"(".repeat(200)]
    {
        plain(query, "TOO_DEEP");
    }
    plain(&format!("{{ corpus {{ held }} }} #{}", "x".repeat(100_000)), "QUERY_TOO_LONG");
}

#[test]
fn what_the_schema_does_not_have_is_refused() {
    for query in [
        "{ nothing }",
        "{ corpus }",
        "{ corpus { held { x } } }",
        "{ documents(frist: 1) { totalCount } }",
        "{ documents(where: {number: {like: \"x\"}}) { totalCount } }",
        "{ documents(where: {level: {eq: NOWHERE}}) { totalCount } }",
        "{ documents(orderBy: {field: COLOUR}) { totalCount } }",
        "{ documents(first: \"ten\") { totalCount } }",
        "{ documents(first: 1.5) { totalCount } }",
        "{ ...missing }",
        "{ corpus { held } } fragment unused on Corpus { held }",
        "{ ... on Corpus { held } }",
        "query($n: Int) { corpus { held } }",
        "query($n: Nothing) { documents(first: $n) { totalCount } }",
        "{ documents(first: $n) { totalCount } }",
        "{ corpus @nothing { held } }",
        "{ node(id: \"x\") { id } }",
        "{ a: corpus { held } a: documents { totalCount } }",
        "{ corpus { ...f } } fragment f on Corpus { ...f }",
        "{ corpus { ...f } } fragment f on Corpus { ...g } fragment g on Corpus { ...f }",
        "{ ledger { totalCount } }",
    ] {
        plain(query, "VALIDATION_FAILED");
    }
    plain("mutation { corpus { held } }", "NOT_A_QUERY");
    plain("subscription { corpus { held } }", "NOT_A_QUERY");
    plain("query a { corpus { held } } query b { corpus { held } }", "UNKNOWN_OPERATION");
}

#[test]
fn what_asks_for_too_much_is_refused_before_it_runs() {
    plain(&nested(25), "TOO_DEEP");
    plain(
        "{ documents(first: 1000) { nodes { cites(first: 1000) { nodes { citedBy(first: 1000) { totalCount } } } } } }",
        "COST_EXCEEDED",
    );
    plain("{ documents(last: 1000) { nodes { tasks(last: 1000) { nodes { id } } } } }", "COST_EXCEEDED");
    plain(
        "{ subgraph(roots: [\"x\"], maxNodes: 1000) { nodes { cites(first: 1000) { totalCount } } } }",
        "COST_EXCEEDED",
    );
    let aliases: String = (0..200).map(|i| format!("a{i}: corpus {{ held }} ")).collect();
    plain(&format!("{{ {aliases} }}"), "TOO_MANY_ALIASES");
    let wide = "id ".repeat(6000);
    plain(&format!("{{ documents {{ nodes {{ {wide} }} }} }}"), "TOO_MANY_FIELDS");
    let mut bomb = "{ ...f0 }".to_owned();
    for i in 0..40 {
        bomb.push_str(&format!(" fragment f{i} on Query {{ ...f{} ...f{} }}", i + 1, i + 1));
    }
    bomb.push_str(" fragment f40 on Query { corpus { held } }");
    plain(&bomb, "TOO_MANY_FIELDS");
    let directives = "@include(if: true) ".repeat(50);
    plain(&format!("{{ corpus {directives} {{ held }} }}"), "VALIDATION_FAILED");
    let answer = ask(
        &SCHEMA,
        "query($n: Int) { documents(first: $n) { nodes { cites(first: $n) { nodes { cites { nodes { id } } } } } } }",
        json!({ "n": 900 }),
    );
    let extensions = &answer["errors"][0]["extensions"];
    assert_eq!(extensions["heaviest"], "documents(first: 900).nodes.cites(first: 900)", "{answer}");
    assert!(extensions["requested"].as_u64() > extensions["limit"].as_u64());
}

#[test]
fn values_that_cannot_be_are_refused() {
    let by_number = "query($n: String!) { documents(where: {number: {eq: $n}}) { totalCount } }";
    check(by_number, json!({}), "BAD_VARIABLE");
    check(by_number, json!({ "n": null }), "BAD_VARIABLE");
    check(by_number, json!({ "n": 5 }), "VALIDATION_FAILED");
    check(by_number, json!({ "n": ["x"] }), "VALIDATION_FAILED");
    for bad in ["x", "ZZZZ", "", "bm9wZQ", "ZG9jdW1lbnRzfG5vbmU", "\u{0}", "💥"] {
        check("query($c: String) { documents(after: $c) { totalCount } }", json!({ "c": bad }), "BAD_CURSOR");
    }
    for page in ["first: -1", "first: 1001", "last: -5", "first: 1, last: 1", "first: 2147483647"] {
        plain(&format!("{{ documents({page}) {{ totalCount }} }}"), "BAD_PAGE");
    }
    for date in ["2020-13-01", "soon", "", "2020-02-30", "20200101"] {
        let query = "query($d: Date) { documents(where: {issuedOn: {gte: $d}}) { totalCount } }";
        check(query, json!({ "d": date }), "BAD_DATE");
    }
    let many: Vec<String> = (0..5000).map(|i| i.to_string()).collect();
    let query = "query($l: [String!]) { documents(where: {number: {in: $l}}) { totalCount } }";
    check(query, json!({ "l": many }), "CONDITION_TOO_LARGE");
    plain("{ paths(from: \"none\", to: \"none\") { truncated } }", "UNKNOWN_ID");
    plain("{ subgraph(roots: [], maxDepth: 99) { truncated } }", "BAD_PAGE");
    plain("{ subgraph(roots: [], maxNodes: 1001) { truncated } }", "BAD_PAGE");
    let keys: Vec<String> = (0..300).map(|i| i.to_string()).collect();
    check("query($k: [ID!]!) { nodes(ids: $k) { __typename } }", json!({ "k": keys }), "BAD_PAGE");
    let text = "Căn cứ ".repeat(50_000);
    check("query($t: String!) { checkText(text: $t) { totalCount } }", json!({ "t": text }), "TEXT_TOO_LONG");
}

#[test]
fn what_is_odd_but_allowed_is_answered() {
    for query in [
        "{ document(id: \"none\") { id } }",
        "{ document { id } }",
        "{ node(id: \"none\") { __typename } }",
        "{ ledger(agency: \"none\") { totalCount } }",
        "{ cascade(document: \"none\") { totalCount } }",
        "{ coverage(document: \"none\") { totalCount } }",
        "{ chain(document: \"none\") { branches } }",
        "{ subgraph(roots: [\"none\", \"none\"]) { unknownRoots } }",
        "{ documents(first: 0) { totalCount pageInfo { hasNextPage } } }",
        "{ resolve(text: \"\") { __typename } }",
        "{ checkText(text: \"\") { totalCount } }",
        "{ paths(from: \"23-NQ/TW\", to: \"23-NQ/TW\") { paths { length } } }",
        "{ documents(where: {and: [], or: [], not: {}}) { totalCount } }",
        "{ documents(orderBy: {field: TITLE, direction: DESC}) { nodes { title } } }",
        "{ nodes(ids: [\"none\"]) { __typename } }",
    ] {
        check_answered(query, json!({}));
    }
    let deep = (0..40).fold(json!({ "held": { "eq": true } }), |inner, _| json!({ "not": inner }));
    check_answered("query($w: DocumentWhere) { documents(where: $w) { totalCount } }", json!({ "w": deep }));
    check_answered(INTROSPECTION, json!({}));
}

#[test]
fn a_cursor_outlives_a_rebuild_unless_its_item_is_gone() {
    let files: Vec<_> = crate::support::files("seeds", "txt").into_iter().take(3).collect();
    let (smaller, _) = pipeline::build(&files);
    let smaller = api::schema(&Arc::new(smaller), Options::default());
    let list = "query($c: String) { documents(first: 200, after: $c) { edges { cursor node { id } } } }";
    let edges = |answer: &Value| answer["data"]["documents"]["edges"].as_array().cloned().unwrap_or_default();
    let all = edges(&ask(&SCHEMA, list, json!({})));
    let kept: Vec<Value> = edges(&ask(&smaller, list, json!({}))).iter().map(|e| e["node"]["id"].clone()).collect();
    let (mut outlived, mut gone) = (0, 0);
    for edge in &all {
        let answer = ask(&smaller, list, json!({ "c": edge["cursor"] }));
        match kept.iter().position(|id| *id == edge["node"]["id"]) {
            Some(place) => {
                let rest: Vec<Value> = edges(&answer).iter().map(|e| e["node"]["id"].clone()).collect();
                assert_eq!(rest, kept[place + 1..], "the page goes on after {edge}");
                outlived += 1;
            }
            None => {
                assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_CURSOR", "{edge}: {answer}");
                gone += 1;
            }
        }
    }
    assert!(outlived > 5 && gone > 5, "{outlived} outlived, {gone} gone");
}

#[test]
fn a_hidden_schema_answers_and_does_not_show_itself() {
    let hidden = api::schema(&Arc::default(), Options { hidden: true, ..Options::default() });
    let answer = ask(&hidden, "{ corpus { held } __typename }", json!({}));
    assert_eq!(answer["data"]["corpus"]["held"], 0, "{answer}");
    let answer = ask(&hidden, "{ __schema { types { name } } }", json!({}));
    assert!(answer["data"]["__schema"].is_null(), "{answer}");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "INTROSPECTION_OFF", "{answer}");
}

#[test]
fn an_answer_that_takes_too_long_says_so() {
    let limits = Limits { time: std::time::Duration::ZERO, ..Limits::default() };
    let hurried = api::schema(&Arc::default(), Options { limits, ..Options::default() });
    let answer = ask(&hurried, "{ documents { totalCount } }", json!({}));
    assert_eq!(answer["errors"][0]["extensions"]["code"], "TIME_LIMIT", "{answer}");
}

/// The full introspection that tools send, fifteen levels deep.
const INTROSPECTION: &str = "query { __schema { queryType { name } types { ...T } directives { name args { ...I } } } }
fragment T on __Type { kind name description fields(includeDeprecated: true) { name args { ...I } type { ...R } }
  inputFields { ...I } interfaces { ...R } enumValues(includeDeprecated: true) { name } possibleTypes { ...R } }
fragment I on __InputValue { name description type { ...R } defaultValue }
fragment R on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType {
  kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } } } }";

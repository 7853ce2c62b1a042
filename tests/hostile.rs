//! Hostile requests sent to the server as bytes: each is refused with a code and a way out or answered, in time, and
//! memory stays flat; a server that is stopped answers what is under way.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::support::server::Server;

/// What the server under test allows an answer.
const LIMIT: Duration = Duration::from_secs(10);
/// What a round of all requests may leave behind.
const LEFT: u64 = 24 << 20;
/// How often it is asked whether a round leaves that much.
const ROUNDS: usize = 4;
/// What is answered and not refused.
const ANSWERED: &str = "";

/// A request: what it is, its body, the code of its refusal.
type Case = (&'static str, Vec<u8>, &'static str);

fn with(what: &'static str, query: &str, variables: Value, code: &'static str) -> Case {
    let mut body = json!({ "query": query });
    body["variables"] = variables;
    (what, body.to_string().into_bytes(), code)
}

fn plain(what: &'static str, query: &str, code: &'static str) -> Case {
    with(what, query, json!({}), code)
}

fn raw(what: &'static str, body: impl Into<Vec<u8>>, code: &'static str) -> Case {
    (what, body.into(), code)
}

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect::<Vec<_>>().join(" ")
}

fn around(count: usize, open: &str, inside: &str, close: &str) -> String {
    format!("{}{inside}{}", open.repeat(count), close.repeat(count))
}

fn deep() -> Vec<Case> {
    let cites = format!("{{ documents {{ nodes {{ {} }} }} }}", around(30, "cites(first: 1) { nodes { ", "id", " } }"));
    let inline = |n| format!("{{ {} }}", around(n, "... on Query { ", "corpus { held }", " }"));
    let chain = many(2000, |i| format!("fragment f{i} on Query {{ ...f{} }}", i + 1));
    let types = format!("{{ __schema {{ types {{ {} }} }} }}", around(12, "fields { type { ", "name", " } }"));
    let not = (0..200).fold(json!({ "held": { "eq": true } }), |inner, _| json!({ "not": inner }));
    let nested = format!(r#"{{"query":"{{corpus{{held}}}}","variables":{}}}"#, around(200, "{\"a\":", "1", "}"));
    vec![
        plain("fields", &cites, "TOO_DEEP"),
        plain("open braces", &"{a".repeat(5000), "TOO_DEEP"),
        plain("open lists", &format!("{{ a(x: {}) }}", "[".repeat(20_000)), "TOO_DEEP"),
        plain("inline fragments", &inline(200), "TOO_DEEP"),
        plain("fewer inline fragments", &inline(40), "VALIDATION_FAILED"),
        plain(
            "a chain of fragments",
            &format!("{{ ...f0 }} {chain} fragment f2000 on Query {{ corpus {{ held }} }}"),
            "VALIDATION_FAILED",
        ),
        plain("introspection", &types, "TOO_DEEP"),
        with("conditions", "query($w: DocumentWhere) { documents(where: $w) { totalCount } }", not, "BAD_REQUEST"),
        raw("variables", nested, "BAD_REQUEST"),
    ]
}

fn wide() -> Vec<Case> {
    let numbers: Vec<String> = (0..30_000).map(|i| i.to_string()).collect();
    let or: Vec<Value> = (0..5000).map(|i| json!({ "number": { "eq": i.to_string() } })).collect();
    let filter = "query($w: DocumentWhere) { documents(where: $w) { totalCount } }";
    vec![
        plain("fields", &format!("{{ documents {{ nodes {{ {} }} }} }}", "id ".repeat(6000)), "TOO_MANY_FIELDS"),
        plain("operations", &many(2000, |i| format!("query q{i} {{ corpus {{ held }} }}")), "UNKNOWN_OPERATION"),
        plain(
            "arguments",
            &format!("{{ documents({}) {{ totalCount }} }}", many(3000, |i| format!("a{i}: 1"))),
            "VALIDATION_FAILED",
        ),
        plain(
            "directives",
            &format!("{{ corpus {} {{ held }} }}", "@include(if: true) ".repeat(2000)),
            "VALIDATION_FAILED",
        ),
        plain(
            "variables",
            &format!("query({}) {{ corpus {{ held }} }}", many(3000, |i| format!("$v{i}: Int"))),
            "VALIDATION_FAILED",
        ),
        plain(
            "unused fragments",
            &format!("{{ corpus {{ held }} }} {}", many(1000, |i| format!("fragment f{i} on Query {{ __typename }}"))),
            "VALIDATION_FAILED",
        ),
        with("a list", filter, json!({ "w": { "number": { "in": numbers } } }), "CONDITION_TOO_LARGE"),
        with("alternatives", filter, json!({ "w": { "or": or } }), "CONDITION_TOO_LARGE"),
        with(
            "roots",
            "query($r: [ID!]!) { subgraph(roots: $r) { truncated } }",
            json!({ "r": vec!["x"; 5000] }),
            "BAD_PAGE",
        ),
        with(
            "keys",
            "query($r: [ID!]!) { nodes(ids: $r) { __typename } }",
            json!({ "r": vec!["x"; 5000] }),
            "BAD_PAGE",
        ),
    ]
}

fn aliased() -> Vec<Case> {
    let all = |count, part: &str| format!("{{ {} }}", many(count, |i| format!("a{i}: {part}")));
    let heavy = "coverage(document: \"23-NQ/TW\") { units { plans { document { cites { nodes { id } } } } } }";
    vec![
        plain("one too many", &all(101, "corpus { held }"), "TOO_MANY_ALIASES"),
        plain("thousands", &all(5000, "corpus { held }"), "QUERY_TOO_LONG"),
        plain("heavy fields", &all(90, heavy), "COST_EXCEEDED"),
        plain("drafts to check", &all(90, "checkText(text: \"x\") { totalCount }"), "COST_EXCEEDED"),
        plain("two under one name", "{ a: corpus { held } a: documents { totalCount } }", "VALIDATION_FAILED"),
        plain(
            "pages of pages",
            "{ documents(first: 1000) { nodes { cites(first: 1000) { nodes { id } } } } }",
            "COST_EXCEEDED",
        ),
        plain(
            "pages from the end",
            "{ documents(last: 1000) { nodes { tasks(last: 1000) { nodes { id } } } } }",
            "COST_EXCEEDED",
        ),
        plain(
            "walks",
            "{ subgraph(roots: [\"23-NQ/TW\"], maxNodes: 1000) { nodes { citedBy(first: 1000) { nodes { id } } } } }",
            "COST_EXCEEDED",
        ),
    ]
}

fn cyclic() -> Vec<Case> {
    let bomb = many(60, |i| format!("fragment f{i} on Query {{ ...f{} ...f{} }}", i + 1, i + 1));
    let documents = "{ documents { nodes { ...d } } } fragment d on Document { cites { nodes { ...d } } }";
    vec![
        plain("itself", "{ ...f } fragment f on Query { ...f }", "VALIDATION_FAILED"),
        plain("two", "{ ...f } fragment f on Query { ...g } fragment g on Query { ...f }", "VALIDATION_FAILED"),
        plain("by a field", documents, "VALIDATION_FAILED"),
        plain("by an inline fragment", "{ ...f } fragment f on Query { ... { ...f } }", "VALIDATION_FAILED"),
        plain("a bomb", &format!("{{ ...f0 }} {bomb} fragment f60 on Query {{ __typename }}"), "TOO_MANY_FIELDS"),
    ]
}

fn huge() -> Vec<Case> {
    let search = "query($q: String!) { search(query: $q) { totalCount } }";
    let page = |first: &str| format!("{{ documents(first: {first}) {{ totalCount }} }}");
    vec![
        raw("a body", format!("{{\"query\":\"{}\"}}", "x".repeat(2 << 20)), "BODY_TOO_LARGE"),
        plain("a query", &format!("{{ corpus {{ held }} }} #{}", "x".repeat(150_000)), "QUERY_TOO_LONG"),
        with(
            "a draft",
            "query($t: String!) { checkText(text: $t) { totalCount } }",
            json!({ "t": "Căn cứ ".repeat(60_000) }),
            "TEXT_TOO_LONG",
        ),
        with("words", search, json!({ "q": "nghị quyết ".repeat(20_000) }), "TEXT_TOO_LONG"),
        with(
            "a number",
            "query($q: String!) { resolve(text: $q) { __typename } }",
            json!({ "q": "1/NQ ".repeat(50_000) }),
            ANSWERED,
        ),
        with(
            "a condition",
            "query($q: String!) { documents(where: {title: {contains: $q}}) { totalCount } }",
            json!({ "q": "a".repeat(500_000) }),
            ANSWERED,
        ),
        with(
            "a key",
            "query($i: ID!) { paths(from: $i, to: $i) { truncated } }",
            json!({ "i": "x".repeat(300_000) }),
            "UNKNOWN_ID",
        ),
        plain("a page", &page("2147483647"), "BAD_PAGE"),
        plain("a page beyond whole numbers", &page("100000000000000000000"), "VALIDATION_FAILED"),
        plain("a page beyond all numbers", &page("1e308"), "VALIDATION_FAILED"),
        plain("many paths", "{ paths(from: \"04/CT-UBND\", to: \"23-NQ/TW\", k: 100000) { truncated } }", "BAD_PAGE"),
        plain("a long walk", "{ subgraph(roots: [\"23-NQ/TW\"], maxDepth: 1000) { truncated } }", "BAD_PAGE"),
    ]
}

fn malformed() -> Vec<Case> {
    let one = json!({ "query": "{ corpus { held } }" });
    vec![
        raw("words", "nope", "BAD_REQUEST"),
        raw("half of it", "{\"query\": \"{ corp", "BAD_REQUEST"),
        raw("a batch", json!([one]).to_string(), "BAD_REQUEST"),
        raw("a large batch", Value::from(vec![one; 500]).to_string(), "BAD_REQUEST"),
        raw("a number", "5", "BAD_REQUEST"),
        raw("null", "null", "BAD_REQUEST"),
        raw("no query", "{}", "BAD_REQUEST"),
        raw("a query of nothing", "{\"query\":\"\"}", "BAD_REQUEST"),
        raw("a query that is a number", "{\"query\":5}", "BAD_REQUEST"),
        raw("variables that are words", "{\"query\":\"{a}\",\"variables\":\"x\"}", "BAD_REQUEST"),
        raw("a name that is a number", "{\"query\":\"{a}\",\"operationName\":5}", "BAD_REQUEST"),
        raw("extensions in a list", "{\"query\":\"{a}\",\"extensions\":[]}", "BAD_REQUEST"),
        raw("bytes that are no UTF-8", b"{\"query\":\"{ a\xff }\"}".to_vec(), "BAD_REQUEST"),
        raw("a mark before it", "\u{feff}{\"query\":\"{a}\"}", "BAD_REQUEST"),
        raw("half of a letter", "{\"query\":\"{ a(x: \\\"\\ud800\\\") }\"}", "BAD_REQUEST"),
        plain("a zero", "{ corpus { held\u{0} } }", "PARSE_FAILED"),
        plain("a string without end", "{ node(id: \"x", "PARSE_FAILED"),
        plain("a block without end", "{ node(id: \"\"\"x", "PARSE_FAILED"),
        plain("a stray brace", "}", "PARSE_FAILED"),
        plain("a picture", "💥", "PARSE_FAILED"),
        plain("only a comment", "# x", "PARSE_FAILED"),
        plain("a mutation", "mutation { deleteAll }", "NOT_A_QUERY"),
        plain("a subscription", "subscription { changes }", "NOT_A_QUERY"),
        plain("two operations", "query a { corpus { held } } query b { corpus { held } }", "UNKNOWN_OPERATION"),
    ]
}

fn values() -> Vec<Case> {
    let after = "query($c: String) { documents(after: $c) { totalCount nodes { id } } }";
    let cursor = |what, c: &str| with(what, after, json!({ "c": c }), "BAD_CURSOR");
    let number = "query($n: String) { document(number: $n) { id } }";
    vec![
        cursor("a cursor of signs", "!!!"),
        cursor("a blank cursor", ""),
        cursor("a cursor of another list", "YWdlbmNpZXN8dm46b3Jn"),
        cursor("a cursor of what is gone", "ZG9jdW1lbnRzfG5vbmU"),
        cursor("a long cursor", &"A".repeat(100_000)),
        plain("blank keys", "{ paths(from: \"\", to: \"\") { truncated } }", "UNKNOWN_ID"),
        plain("keys of nothing", "{ paths(from: \"vn:none\", to: \"vn:none\") { truncated } }", "UNKNOWN_ID"),
        plain("a level", "{ documents(where: {level: {eq: NOWHERE}}) { totalCount } }", "VALIDATION_FAILED"),
        plain("an order", "{ documents(orderBy: {field: COLOUR}) { totalCount } }", "VALIDATION_FAILED"),
        with(
            "a kind",
            "query($k: DiscrepancyKind) { discrepancies(kind: $k) { totalCount } }",
            json!({ "k": "NOPE" }),
            "VALIDATION_FAILED",
        ),
        plain("no value", "query($n: String!) { document(number: $n) { id } }", "BAD_VARIABLE"),
        with("an object for words", number, json!({ "n": { "a": 1 } }), "VALIDATION_FAILED"),
        with("a list for words", number, json!({ "n": ["a"] }), "VALIDATION_FAILED"),
        with(
            "a condition on nothing",
            "query($w: DocumentWhere) { documents(where: $w) { totalCount } }",
            json!({ "w": { "colour": { "eq": 1 } } }),
            "VALIDATION_FAILED",
        ),
        plain("a day", "{ document(number: \"23-NQ/TW\") { status(asOf: \"2020-99-99\") { force } } }", "BAD_DATE"),
        plain("a negative page", "{ documents(first: -1) { totalCount } }", "BAD_PAGE"),
        plain("a page from both ends", "{ documents(first: 1, last: 1) { totalCount } }", "BAD_PAGE"),
    ]
}

fn check(server: &Server, (what, body, code): &Case) {
    let begun = Instant::now();
    let (status, _, answer) = server.send("POST /graphql HTTP/1.1\r\ncontent-type: application/json", body);
    let took = begun.elapsed();
    assert!(took < LIMIT, "{what}: {took:?}");
    assert!((200..500).contains(&status), "{what}: {status} {answer}");
    assert!(!answer.contains("panicked") && !answer.contains(".rs:"), "{what}: {answer}");
    let answer: Value = serde_json::from_str(&answer).unwrap_or_else(|e| panic!("{what}: {e}: {answer}"));
    if code.is_empty() {
        assert!(answer["errors"].is_null(), "{what}: {answer}");
        return;
    }
    let error = &answer["errors"][0];
    assert_eq!(error["extensions"]["code"], *code, "{what}: {error}");
    assert!(error["message"].as_str().is_some_and(|m| m.len() > 15), "{what}: {error}");
}

#[test]
fn no_request_harms_the_server() {
    let server = Server::with(&["--time-limit", "10"]);
    let cases: Vec<Case> =
        [deep(), wide(), aliased(), cyclic(), huge(), malformed(), values()].into_iter().flatten().collect();
    assert!(cases.len() >= 60, "{} requests", cases.len());
    let round = || cases.iter().for_each(|case| check(&server, case));
    round();
    round();
    // What is lost at each round is lost at all of them; what an allocator keeps in hand is taken once.
    let flat = (0..ROUNDS).any(|_| {
        let before = server.memory();
        round();
        round();
        before.zip(server.memory()).is_none_or(|(before, after)| after < before + LEFT)
    });
    assert!(flat, "each of {ROUNDS} pairs of rounds left more than {LEFT} bytes");
    assert_eq!(server.send("GET /health HTTP/1.1", b"").2, "ok");
}

#[test]
fn other_ways_to_ask_are_refused_with_a_reason() {
    let server = Server::start();
    for (head, body, status, code) in [
        ("PUT /graphql HTTP/1.1", "", 405, "METHOD_NOT_ALLOWED"),
        ("DELETE /graphql HTTP/1.1", "", 405, "METHOD_NOT_ALLOWED"),
        ("GET /graphql HTTP/1.1", "", 400, "BAD_REQUEST"),
        ("GET /graphql?query=mutation%7Bx%7D HTTP/1.1", "", 405, "NOT_A_QUERY"),
        ("GET /graphql?query=%7Bcorpus%7Bheld%7D%7D&variables=nope HTTP/1.1", "", 400, "BAD_REQUEST"),
        ("POST /graphql HTTP/1.1\r\ncontent-type: text/plain", "{}", 415, "BAD_REQUEST"),
        ("POST /graphql HTTP/1.1\r\ncontent-type: application/json\r\naccept: text/html", "{}", 406, "NOT_ACCEPTABLE"),
    ] {
        let (got, _, answer) = server.send(head, body.as_bytes());
        assert_eq!(got, status, "{head}: {answer}");
        assert!(answer.contains(code), "{head}: {answer}");
    }
    let (_, head, _) = server.send(&format!("GET /health HTTP/1.1\r\nx-request-id: a<b>\t{}", "x".repeat(3000)), b"");
    let name = head.lines().find_map(|l| l.strip_prefix("x-request-id: ")).expect("the request has a name");
    assert_eq!(name, format!("ab{}", "x".repeat(62)));
}

#[test]
#[cfg(unix)]
fn what_is_under_way_is_answered_when_the_server_is_stopped() {
    let mut server = Server::start();
    let body = br#"{"query":"{ corpus { held } }"}"#;
    let mut stream = server.connect();
    write!(
        stream,
        "POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    )
    .expect("a head can be sent");
    stream.write_all(&body[..10]).expect("half can be sent");
    std::thread::sleep(Duration::from_millis(300));
    let stopped = std::process::Command::new("kill").args(["-TERM", &server.child.id().to_string()]).status();
    assert!(stopped.is_ok_and(|s| s.success()), "the server can be told to stop");
    std::thread::sleep(Duration::from_millis(300));
    stream.write_all(&body[10..]).expect("the rest can be sent");
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("\"held\":5"), "{answer}");
    let ended = server.child.wait().expect("it ends");
    assert!(ended.success(), "{ended}");
}

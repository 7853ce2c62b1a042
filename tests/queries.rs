//! Questions an analyst asks, each with its answer on the seeds as a golden: the named ones with their examples, and
//! those in `tests/queries`.

use std::sync::{Arc, LazyLock};

use luocdo::api::{self, Asked, Options, Schema};
use luocdo::pipeline;
use serde_json::{Value, json};

use crate::support::{files, golden, luocdo, root};

static SCHEMA: LazyLock<Schema> = LazyLock::new(|| {
    let (graph, _) = pipeline::build(&[root("seeds")]);
    api::schema(&Arc::new(graph), Options { read_draft: Some(pipeline::read_draft), ..Options::default() })
});

/// Answers a request on the seeds; what it cost is left out, because it says nothing of the answer.
#[track_caller]
fn answer(query: &str, variables: Value) -> Value {
    let asked = Asked { query: query.to_owned(), variables, operation_name: None };
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let answer = runtime.block_on(SCHEMA.run(&asked));
    let mut answer: Value = serde_json::from_str(&answer.json).expect("the answer is JSON");
    answer.as_object_mut().expect("an object").remove("extensions");
    answer
}

#[test]
fn every_question_has_its_answer() {
    let questions = files("tests/queries", "graphql");
    assert!(questions.len() >= 5, "{questions:?}");
    for question in questions {
        let query = std::fs::read_to_string(&question).expect("a question can be read");
        let answer = answer(&query, json!({}));
        assert!(answer.get("errors").is_none(), "{}: {answer:#}", question.display());
        let name = question.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        golden(&format!("tests/queries/{name}.json"), &format!("{answer:#}\n"));
    }
}

#[test]
fn every_named_question_has_its_answer() {
    for question in api::questions() {
        let variables = question.example_variables();
        assert_eq!(variables == json!({}), question.example().is_empty(), "the example of {} fits it", question.name);
        let answer = answer(question.text, variables);
        assert!(answer.get("errors").is_none(), "{}: {answer:#}", question.name);
        let empty = answer["data"].as_object().is_some_and(|data| data.values().all(Value::is_null));
        assert!(!empty, "{} has an answer on the seeds", question.name);
        golden(&format!("tests/queries/named/{}.json", question.name), &format!("{answer:#}\n"));
    }
    let files = files("src/api/questions", "graphql");
    assert_eq!(files.len(), api::questions().len(), "every question in the folder is in the binary");
}

#[test]
fn a_named_question_is_asked_from_the_command_line() {
    let list = luocdo(&["ask"]);
    let list = String::from_utf8_lossy(&list.stdout);
    assert!(list.contains("plans-citing --number String [--maxDepth Int]"), "{list}");
    let out = luocdo(&["ask", "plans-citing", "--number", "23 nq tw", "--documents", "seeds"]);
    let answer: Value = serde_json::from_slice(&out.stdout).expect("the answer is JSON");
    assert_eq!(answer["data"]["document"]["id"], "vn:dang:tw:nq:k12:23");
    assert!(answer["extensions"]["cost"]["requested"].as_u64().is_some_and(|cost| cost > 100), "{answer}");
    let refused = luocdo(&["ask", "plans-citing"]);
    let stderr = String::from_utf8_lossy(&refused.stderr);
    assert!(!refused.status.success() && stderr.contains("--number 23-NQ/TW"), "{stderr}");
}

#[test]
fn a_page_is_the_same_whether_or_not_its_total_is_asked() {
    let page = "nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }";
    let mut after = Value::Null;
    let mut seen = 0;
    loop {
        let ask = |total: &str| {
            let query = format!(
                "query($after: String) {{ documents(first: 3, after: $after, where: {{ held: {{ eq: false }} }}) {{ {page} {total} }} }}"
            );
            answer(&query, json!({ "after": after }))["data"]["documents"].take()
        };
        let (mut with, without) = (ask("totalCount"), ask(""));
        let total = with.as_object_mut().expect("a page").remove("totalCount");
        assert_eq!(with, without);
        seen += without["nodes"].as_array().map_or(0, Vec::len);
        after = without["pageInfo"]["endCursor"].clone();
        if without["pageInfo"]["hasNextPage"] == false {
            assert_eq!(total, Some(json!(seen)));
            break;
        }
    }
    assert!(seen > 20, "{seen}");
}

/// Lists, the type of what is in them, and its fields.
const FIELDS: [(&str, &str, &str); 10] = [
    (
        "documents",
        "Document",
        "id number numberWritten title type issuedOn issuer level jurisdiction resolution rule held draft heldSource \
            __typename a: id",
    ),
    (
        "tasks",
        "Task",
        "id text clause deadline deadlineKind due deadlineEvidence { $Evidence } \
            actors { $TaskActor } document { id } documents { id } projects { id } evidence { $Evidence } __typename",
    ),
    ("agencies", "Agency", "id name kind level jurisdiction partOf { id } membersRule rule"),
    ("projects", "Project", "id name kind jurisdiction rule"),
    ("targets", "Target", "id metric printed unit year document { id } evidence { $Evidence }"),
    ("enterprises", "Enterprise", "id name"),
    ("people", "Person", "id name agency { id }"),
    ("places", "Place", "id name level parent { id } validFrom validTo"),
    ("discrepancies", "Discrepancy", "kind about"),
    ("missingDocuments", "MissingDocument", "document { id } citingDocuments citations"),
];
/// The same of what stands in others.
const PARTS: [(&str, &str); 3] = [
    ("Evidence", "quote focus prefix suffix start end line textHash"),
    ("TaskActor", "role agency { id } evidence { quote }"),
    (
        "Relation",
        "cursor kind verb saidBy { id } node { id } actor { id } object { id } basis provisions resolution \
            evidence { $Evidence } __typename",
    ),
];

/// Writes fields that can be written at once; within a fragment, which is answered by the resolvers alone, if not.
fn fields(at_once: bool, of: &str, fields: &str) -> String {
    let mut fields = fields.to_owned();
    for (part, own) in PARTS {
        if fields.contains('$') {
            fields = fields.replace(&format!("${part}"), &self::fields(at_once, part, own));
        }
    }
    if at_once { fields } else { format!("... on {of} {{ {fields} }}") }
}

#[test]
fn a_field_is_the_same_written_at_once_and_by_its_resolver() {
    for (list, of, names) in FIELDS {
        let ask = |at_once: bool| {
            let node = fields(at_once, of, names);
            let edge = fields(at_once, &format!("{of}Edge"), &format!("cursor node {{ {node} }}"));
            answer(&format!("{{ {list}(first: 300) {{ nodes {{ {node} }} edges {{ {edge} }} }} }}"), json!({}))
        };
        let (at_once, resolved) = (ask(true), ask(false));
        assert!(at_once.get("errors").is_none(), "{at_once:#}");
        assert!(at_once["data"][list]["nodes"].as_array().is_some_and(|nodes| !nodes.is_empty()), "{list}");
        assert_eq!(at_once, resolved, "{list}");
    }
}

#[test]
fn a_relation_is_the_same_written_at_once_and_by_its_resolver() {
    let ask = |at_once: bool| {
        let (_, relation) = PARTS[2];
        let (relation, step) = (fields(at_once, "Relation", relation), fields(at_once, "Document", "id"));
        let path = fields(at_once, "Path", &format!("length documents {{ {step} }} relations {{ {relation} }}"));
        answer(
            &format!(
                "{{ documents(first: 50) {{ nodes {{ id cites(first: 9) {{ edges {{ {relation} }} nodes {{ {step} }} }} }} }} \
                    paths(from: \"04/CT-UBND\", to: \"23-NQ/TW\") {{ paths {{ {path} }} }} }}"
            ),
            json!({}),
        )
    };
    let (at_once, resolved) = (ask(true), ask(false));
    assert!(at_once.get("errors").is_none(), "{at_once:#}");
    assert!(at_once["data"]["paths"]["paths"].as_array().is_some_and(|paths| !paths.is_empty()));
    assert_eq!(at_once, resolved);
}

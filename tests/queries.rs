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
        let variables = question.bind(&words(question.example())).expect("the example fits the question");
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

/// Reads an example as a shell would: words, those in double quotes whole, in pairs of name and value.
fn words(example: &str) -> Vec<(String, String)> {
    let mut words: Vec<String> = Vec::new();
    for (i, part) in example.split('"').enumerate() {
        if i % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    let pairs = words.chunks(2);
    pairs.map(|p| (p[0].trim_start_matches('-').to_owned(), p.get(1).cloned().unwrap_or_default())).collect()
}

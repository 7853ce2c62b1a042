//! Questions an analyst asks, as GraphQL files, each with its answer on the seeds as a golden beside it.

use crate::support::{files, golden, luocdo};

#[test]
fn every_question_has_its_answer() {
    let questions = files("tests/queries", "graphql");
    assert!(questions.len() >= 5, "{questions:?}");
    for question in questions {
        let query = std::fs::read_to_string(&question).expect("a question can be read");
        let out = luocdo(&["query", &query]);
        let answer: serde_json::Value = serde_json::from_slice(&out.stdout).expect("the answer is JSON");
        assert!(answer.get("errors").is_none(), "{}: {answer:#}", question.display());
        let name = question.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        golden(&format!("tests/queries/{name}.json"), &format!("{answer:#}\n"));
    }
}

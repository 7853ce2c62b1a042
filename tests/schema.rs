//! The committed schema is the one the code has, byte for byte, and every type and field of it is described.

use serde_json::Value;

use crate::support::{golden, luocdo};

const EVERYTHING: &str = "{ __schema { types { name description fields { name description } \
                          inputFields { name description } enumValues { name description } } } }";

#[test]
fn the_committed_schema_is_the_one_of_the_code() {
    golden("schema.graphql", &luocdo::api::sdl());
}

#[test]
fn every_type_and_field_is_described() {
    let out = luocdo(&["query", EVERYTHING]);
    let answer: Value = serde_json::from_slice(&out.stdout).expect("the answer is JSON");
    let mut bare = Vec::new();
    let types = answer["data"]["__schema"]["types"].as_array().expect("introspection works");
    for kind in types.iter().filter(|t| !name(t).starts_with("__") && name(t) != "ID") {
        if !described(kind) {
            bare.push(name(kind).to_owned());
        }
        for part in ["fields", "inputFields", "enumValues"] {
            let members = kind[part].as_array().into_iter().flatten();
            bare.extend(members.filter(|m| !described(m)).map(|m| format!("{}.{}", name(kind), name(m))));
        }
    }
    assert!(types.len() > 50 && bare.is_empty(), "without a description: {bare:#?}");
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap_or_default()
}

fn described(value: &Value) -> bool {
    value["description"].as_str().is_some_and(|d| !d.trim().is_empty())
}

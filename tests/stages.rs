//! The stages on the seeds: facts of each document and the graph of all of them, against goldens.

use std::path::PathBuf;

use luocdo::export::facts_text;
use luocdo::pipeline;

use crate::support::{golden, luocdo, root};

fn seeds() -> Vec<PathBuf> {
    vec![root("seeds")]
}

#[test]
fn the_facts_of_each_seed() {
    let (documents, diagnostics) = pipeline::extract_paths(&seeds());
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    assert_eq!(documents.len(), 5);
    for (document, facts) in &documents {
        golden(&format!("tests/facts/{}", document.text.name()), &facts_text(&document.text, facts));
    }
}

#[test]
fn the_graph_of_the_seeds() {
    let folder = tempfile::tempdir().expect("a folder for the graph");
    let out = luocdo(&["build", "--documents", "seeds", "--output", &folder.path().display().to_string()]);
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let mut names: Vec<String> = std::fs::read_dir(folder.path())
        .expect("the graph was written")
        .flatten()
        .map(|f| f.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.contains(&"relations.jsonl".to_owned()), "{names:?}");
    for name in names {
        let records = std::fs::read_to_string(folder.path().join(&name)).expect("records are text");
        golden(&format!("graph-data/graph/{name}"), &records);
    }
}

#[test]
fn the_graph_of_the_seeds_holds_its_invariants_and_is_not_empty() {
    let (graph, _) = pipeline::build(&seeds());
    assert_eq!(graph.check(), Vec::<String>::new());
    assert!(graph.resolved.relations.len() > 40, "{} relations", graph.resolved.relations.len());
    let chain: Vec<&str> =
        graph.by_number("23-NQ/TW").iter().filter_map(|i| graph.document(*i)).map(|d| d.id.as_str()).collect();
    assert_eq!(chain, ["vn:dang:tw:nq:k12:23"], "one node for every document that names it");
}

#[test]
fn every_quote_stands_in_its_text() {
    let (documents, _) = pipeline::extract_paths(&seeds());
    for (document, facts) in &documents {
        let json = luocdo::export::facts_json(&document.text, facts);
        let mut seen = 0;
        check_quotes(&json, document.text.source(), &mut seen);
        let states = facts.header != Default::default() || !facts.mentions.is_empty() || !facts.tasks.is_empty();
        assert!(seen > 0 || !states, "{} has facts and no evidence", document.text.name());
    }
}

/// Every object with `quote` must be the slice its offsets say, in bytes and in characters.
fn check_quotes(value: &serde_json::Value, source: &str, seen: &mut usize) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(quote), Some(start), Some(end)) = (map.get("quote"), map.get("start"), map.get("end")) {
                let at = |v: &serde_json::Value| usize::try_from(v.as_u64().expect("an offset")).expect("fits");
                let by_chars: String = source.chars().skip(at(start)).take(at(end) - at(start)).collect();
                assert_eq!(Some(by_chars.as_str()), quote.as_str());
                let by_bytes = source.get(at(&map["byte_start"])..at(&map["byte_end"]));
                assert_eq!(by_bytes, quote.as_str());
                *seen += 1;
            }
            map.values().for_each(|v| check_quotes(v, source, seen));
        }
        serde_json::Value::Array(list) => list.iter().for_each(|v| check_quotes(v, source, seen)),
        _ => {}
    }
}

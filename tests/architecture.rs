//! Holds the map of the rooms: who may use whom, which crate is known where, and how every file opens.

use std::path::Path;

use crate::support::{files, root};

/// Room, and the rooms of this crate it may use. Files directly in `src/` that join rooms are listed by name.
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("diagnostic", &["text"]),
    ("model", &["text", "diagnostic"]),
    ("read", &["text", "model", "diagnostic"]),
    ("extract", &["text", "model", "diagnostic"]),
    ("resolve", &["text", "model", "diagnostic"]),
    ("graph", &["text", "model", "diagnostic"]),
    ("evaluate", &["text", "model", "diagnostic"]),
    // Makes texts up and never reads them.
    ("generate", &["text", "model"]),
    ("store", &["text", "model", "diagnostic", "graph"]),
    ("export", &["text", "model", "diagnostic", "graph"]),
    ("api", &["text", "model", "diagnostic", "graph"]),
    // Talks GraphQL: it runs documents through the schema's front and never sees the graph.
    ("ui", &["api", "text"]),
    ("pipeline", &["text", "model", "diagnostic", "read", "extract", "resolve", "graph", "store"]),
    ("serve", &["text", "model", "diagnostic", "graph", "store", "export", "api", "ui", "pipeline"]),
    (
        "cli",
        &[
            "text",
            "model",
            "diagnostic",
            "graph",
            "store",
            "export",
            "evaluate",
            "generate",
            "api",
            "pipeline",
            "serve",
        ],
    ),
    ("main", &["cli"]),
    ("lib", &[]),
];

/// Crates that one room alone may name.
const CRATES: &[(&str, &str)] = &[
    ("petgraph", "graph"),
    ("async_graphql", "api"),
    ("axum", "serve"),
    ("rusqlite", "store"),
    ("html5ever", "read"),
    ("quick_xml", "read"),
    ("clap", "cli"),
    ("anyhow", "main"),
];

#[test]
fn rooms_use_only_the_rooms_below_them() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let room = room_of(&file);
        let Some((_, allowed)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{}: room `{room}` is not on the map in tests/architecture.rs", file.display()));
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a source file can be read");
        for used in rooms_named(&text) {
            if used != room && room != "lib" && !allowed.contains(&used.as_str()) {
                wrong.push(format!("{}: `{room}` may not use `{used}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn crates_are_known_where_the_map_says() {
    let mut wrong = Vec::new();
    for file in files("src", "rs") {
        let room = room_of(&file);
        let text = std::fs::read_to_string(&file).expect("a source file can be read");
        // A test may read with another crate what the room writes.
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for (name, home) in CRATES {
            let named =
                code.lines().filter(|l| !l.trim_start().starts_with("//")).any(|l| l.contains(&format!("{name}::")));
            if named && room != *home {
                wrong.push(format!("{}: only `{home}` may name `{name}`", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_file_opens_with_a_sentence() {
    let bare: Vec<String> = files("src", "rs")
        .into_iter()
        .chain(files("tests", "rs"))
        .chain(files("benches", "rs"))
        .filter(|f| !std::fs::read_to_string(f).is_ok_and(|t| t.starts_with("//! ")))
        .map(|f| f.display().to_string())
        .collect();
    assert!(bare.is_empty(), "these files do not open with a `//!` sentence:\n{}", bare.join("\n"));
}

#[test]
fn no_test_file_is_forgotten() {
    let list = std::fs::read_to_string(root("tests/integration.rs")).expect("the list of test files can be read");
    for file in std::fs::read_dir(root("tests")).expect("the tests folder exists").flatten() {
        let name = file.path().file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
        if file.path().extension().is_some_and(|e| e == "rs") && name != "integration" {
            assert!(list.contains(&format!("mod {name};")), "tests/{name}.rs is not in tests/integration.rs");
        }
    }
}

/// Returns the room a source file belongs to: the folder below `src`, or the file's own name.
fn room_of(file: &Path) -> String {
    let inner = file.strip_prefix(root("src")).expect("listed below src");
    let first = inner.components().next().map(|c| c.as_os_str().to_string_lossy().into_owned()).unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

/// Returns the rooms that code outside tests names as `crate::room`.
fn rooms_named(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let lines = code.lines().filter(|l| !l.trim_start().starts_with("//"));
    let mut found: Vec<String> = lines
        .flat_map(|l| l.match_indices("crate::").filter_map(|(i, m)| l.get(i + m.len()..)).collect::<Vec<_>>())
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(group) => group.split(',').map(|p| word(p.trim())).collect(),
            None => vec![word(rest)],
        })
        .filter(|w| ROOMS.iter().any(|(name, _)| name == w))
        .collect();
    found.sort();
    found.dedup();
    found
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

//! Exported graphs, opened by the programs and parsers they are for: each must find as many nodes and edges as there are.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::LazyLock;

use luocdo::export::{Format, Part, Wanted, write};
use luocdo::graph::PolicyGraph;
use luocdo::pipeline;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::support::{golden, luocdo, root};

static GRAPH: LazyLock<PolicyGraph> = LazyLock::new(|| pipeline::build(&[root("seeds")]).0);

/// What is told from each format: how many nodes and edges.
type Counts = (usize, usize);

/// Everything the graph holds, in every format.
const ALL: [(&str, &str); 1] = [("with", "all")];

#[track_caller]
fn exported(format: Format, filters: &[(&str, &str)]) -> String {
    let wanted = Wanted::read(format, filters.iter().copied()).expect("the filters are understood");
    let part = Part::select(&GRAPH, &wanted).expect("the roots are in the graph");
    let mut out = Vec::new();
    write(&part, format, &mut out).expect("a vector can be written to");
    String::from_utf8(out).expect("exports are UTF-8")
}

fn json(filters: &[(&str, &str)]) -> Value {
    serde_json::from_str(&exported(Format::Json, filters)).expect("the export is JSON")
}

fn list<'v>(json: &'v Value, name: &str) -> &'v [Value] {
    json[name].as_array().expect("a list")
}

fn counts() -> Counts {
    let json = json(&ALL);
    (list(&json, "nodes").len(), list(&json, "edges").len())
}

#[test]
fn every_relation_says_who_says_it_and_in_which_words() {
    let json = json(&ALL);
    let nodes: BTreeSet<&str> = list(&json, "nodes").iter().filter_map(|n| n["id"].as_str()).collect();
    let keys: BTreeSet<&str> = list(&json, "edges").iter().filter_map(|e| e["key"].as_str()).collect();
    assert_eq!(nodes.len(), list(&json, "nodes").len(), "every node has a key of its own");
    assert_eq!(keys.len(), list(&json, "edges").len(), "every edge has a key of its own");
    let from_tables = ["PART_OF", "LOCATED_IN", "SUCCEEDED_BY", "SIGNS_FOR"];
    for edge in list(&json, "edges") {
        assert!(nodes.contains(edge["source"].as_str().unwrap_or_default()), "{edge}");
        assert!(nodes.contains(edge["target"].as_str().unwrap_or_default()), "{edge}");
        if from_tables.contains(&edge["kind"].as_str().expect("a kind")) {
            continue;
        }
        let Some(said_by) = edge["saidBy"].as_str() else {
            // Some issuers are inferred: no document prints them.
            assert_eq!(edge["kind"], "ISSUED_BY", "{edge}");
            continue;
        };
        let document = GRAPH.by_id(said_by).expect("who says it is in the graph");
        let text = GRAPH.text_of(document).expect("who says it is held");
        let (start, end) = (edge["start"].as_u64().expect("a place"), edge["end"].as_u64().expect("a place"));
        let words: String = text.source().chars().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(edge["quote"], words, "{edge}");
    }
    let stated = list(&json, "edges").iter().filter(|e| e["saidBy"].is_string()).count();
    assert!(stated > 300, "{stated}");
}

#[test]
fn the_same_part_gives_the_same_bytes() {
    for format in Format::ALL {
        assert_eq!(exported(format, &ALL), exported(format, &ALL), "{}", format.name());
    }
    let small = [("roots", "04/CT-UBND"), ("maxDepth", "1"), ("kinds", "IMPLEMENTS"), ("with", "projects")];
    for format in Format::ALL.into_iter().filter(|f| *f != Format::Alignment) {
        // The revision changes with anything in the graph, and says nothing of the format.
        let text = exported(format, &small).replace(&GRAPH.revision(), "REVISION");
        golden(&format!("tests/exports/{}", format.file_name()), &text);
    }
}

#[test]
fn filters_are_those_of_a_subgraph() {
    let ids = |filters: &[(&str, &str)]| {
        let json = json(filters);
        let ids: Vec<String> = list(&json, "nodes").iter().map(|n| n["id"].to_string()).collect();
        let kinds: BTreeSet<String> = list(&json, "edges").iter().map(|e| e["kind"].to_string()).collect();
        (ids, kinds, json["graph"]["truncated"] == true)
    };
    let near = [("roots", "23 nq tw"), ("direction", "cited-by"), ("kinds", "IMPLEMENTS"), ("with", "documents")];
    let (all, kinds, cut) = ids(&near);
    assert_eq!((all.len() > 5, kinds.len(), cut), (true, 1, false), "{all:?}");
    let few: Vec<_> = near.into_iter().chain([("maxNodes", "3")]).collect();
    let (some, _, cut) = ids(&few);
    assert_eq!((some.len(), cut), (3, true), "{some:?}");
}

#[test]
fn tables_are_read_as_tables() {
    let rows = |format| {
        let text = exported(format, &ALL);
        assert!(!text.starts_with('\u{feff}'), "no mark stands before the first cell");
        assert!(text.split("\r\n").count() > 10 && text.ends_with("\r\n"), "lines end as RFC 4180 says");
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().collect::<Result<_, _>>().expect("rows of one length");
        for cell in records.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '@', '-', '\t', '\r']), "a spreadsheet would run {cell}");
        }
        records.len()
    };
    assert_eq!((rows(Format::CsvNodes), rows(Format::Csv)), counts());
}

#[test]
fn xml_is_well_formed_and_declares_what_it_uses() {
    for (format, key, used) in [(Format::Graphml, "key", "key"), (Format::Gexf, "attribute", "for")] {
        let text = exported(format, &ALL);
        let mut reader = Reader::from_str(&text);
        reader.config_mut().check_end_names = true;
        let (mut declared, mut uses) = (BTreeSet::new(), BTreeSet::new());
        let (mut nodes, mut edges, mut ids) = (0, 0, BTreeSet::new());
        loop {
            let element = match reader.read_event().expect("the XML is well formed") {
                Event::Start(e) | Event::Empty(e) => e,
                Event::Eof => break,
                _ => continue,
            };
            let attribute = |name: &str| {
                let found = element.try_get_attribute(name).expect("attributes are well formed");
                found.map(|a| a.value.to_string())
            };
            match element.name().as_ref() {
                "node" => {
                    nodes += 1;
                    ids.extend(attribute("id"));
                }
                "edge" => {
                    edges += 1;
                    for end in ["source", "target"] {
                        assert!(attribute(end).is_some_and(|e| ids.contains(&e)), "an edge has its {end}");
                    }
                }
                name if name == key => declared.extend(attribute("id")),
                "data" | "attvalue" => uses.extend(attribute(used)),
                _ => {}
            }
        }
        assert_eq!((nodes, edges), counts(), "{}", format.name());
        assert!(uses.is_subset(&declared), "{:?} are not declared", uses.difference(&declared));
    }
}

#[test]
fn both_forms_of_rdf_say_the_same() {
    let turtle = exported(Format::Turtle, &ALL);
    let turtle: BTreeSet<String> =
        oxttl::TurtleParser::new().for_slice(&turtle).map(|t| t.expect("valid Turtle").to_string()).collect();
    let json_ld = exported(Format::JsonLd, &ALL);
    let json_ld: BTreeSet<String> = oxjsonld::JsonLdParser::new()
        .for_slice(&json_ld)
        .map(|quad| quad.expect("valid JSON-LD").to_string().trim().to_owned())
        .collect();
    assert_eq!(turtle, json_ld);
    let of_type =
        |class: &str| turtle.iter().filter(|t| t.contains("#type> <") && t.ends_with(&format!("{class}>"))).count();
    assert_eq!(of_type("22-rdf-syntax-ns#Statement"), counts().1);
    assert!(of_type("eli/ontology#LegalResource") > 20 && of_type("ns/org#Organization") > 20);
}

#[test]
fn cypher_is_read_statement_by_statement() {
    let text = exported(Format::Cypher, &ALL);
    let (mut nodes, mut edges) = (0, 0);
    for line in text.lines().filter(|l| !l.starts_with("//") && !l.starts_with("CREATE CONSTRAINT")) {
        if let Err(e) = open_cypher::parse(line) {
            panic!("{line}\n{}", e.render(line));
        }
        nodes += usize::from(line.starts_with("MERGE"));
        edges += usize::from(line.starts_with("MATCH"));
    }
    assert_eq!((nodes, edges), counts());
}

#[test]
fn a_flow_chart_has_a_line_for_each_box_and_arrow() {
    let text = exported(Format::Mermaid, &ALL);
    let lines = || text.lines().filter(|l| l.starts_with('n') && l.ends_with(|c: char| c == ']' || c.is_ascii_digit()));
    let arrows = lines().filter(|l| l.contains("\"| n")).count();
    assert_eq!((lines().count() - arrows, arrows), counts());
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn graphviz_lays_out_what_is_exported() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("dot");
    std::fs::write(&file, exported(Format::Dot, &ALL)).expect("the file can be written");
    let Ok(output) = Command::new("dot").arg("-Tplain").arg(&file).output() else {
        eprintln!("skipped: graphviz is not installed");
        return;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let plain = String::from_utf8_lossy(&output.stdout).into_owned();
    let count = |word: &str| plain.lines().filter(|l| l.starts_with(word)).count();
    assert_eq!((count("node "), count("edge ")), counts());
}

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn networkx_and_rdflib_find_every_node_and_edge() {
    let Some(python) = python_with("import networkx, rdflib") else {
        eprintln!("skipped: python with networkx and rdflib is not installed");
        return;
    };
    let folder = tempfile::tempdir().expect("a folder");
    let formats = [Format::Graphml, Format::Gexf, Format::Json, Format::Turtle, Format::JsonLd];
    for format in formats {
        let file = folder.path().join(format.name());
        std::fs::write(file, exported(format, &ALL)).expect("the file can be written");
    }
    let output = Command::new(python).arg(root("tests/exports/read.py")).arg(folder.path()).output();
    let output = output.expect("python ran before");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let (nodes, edges) = counts();
    let expected: String = formats.iter().map(|f| format!("{} {nodes} {edges}\n", f.name())).collect();
    assert_eq!(String::from_utf8_lossy(&output.stdout), expected);
}

/// Finds a Python that has some modules: the first on the path, or the one Debian's packages are for.
fn python_with(modules: &str) -> Option<&'static str> {
    let has = |python: &str| {
        let status = Command::new(python).args(["-c", modules]).stderr(Stdio::null()).status();
        status.is_ok_and(|s| s.success())
    };
    ["python3", "/usr/bin/python3"].into_iter().find(|python| has(python))
}

#[test]
fn a_file_is_written_from_the_command_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("part.graphml");
    let path = |p: &Path| p.to_string_lossy().into_owned();
    let out = luocdo(&[
        "export",
        "--format",
        "graphml",
        "--output",
        &path(&file),
        "--roots",
        "23-NQ/TW,124/NQ-CP",
        "--kinds",
        "IMPLEMENTS",
        "GUIDES",
        "--direction",
        "cited-by",
        "--with",
        "documents",
    ]);
    let stderr = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && stderr.contains("documents, "), "{stderr}");
    let filters = [
        ("roots", "23-NQ/TW,124/NQ-CP"),
        ("kinds", "IMPLEMENTS,GUIDES"),
        ("direction", "cited-by"),
        ("with", "documents"),
    ];
    assert_eq!(std::fs::read_to_string(&file).expect("the file is there"), exported(Format::Graphml, &filters));
    for (arguments, says) in [
        (["--format", "xls", "--kinds", "IMPLEMENTS"], "json, csv, csv-nodes"),
        (["--format", "json", "--kinds", "CITES"], "`CITES` is no kind of relation"),
        (["--format", "json", "--roots", "999/QĐ-TTg"], "no one document has the key or number `999/QĐ-TTg`"),
        (["--format", "json", "--max-depth", "3"], "`maxDepth` says how to walk from `roots`"),
    ] {
        let all: Vec<&str> = ["export"].into_iter().chain(arguments).collect();
        let out = luocdo(&all);
        let stderr = String::from_utf8_lossy(&out.stderr);
        assert!(!out.status.success() && stderr.contains(says), "{arguments:?}: {stderr}");
    }
}

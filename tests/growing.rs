//! A graph that grows document by document is the graph of all of them, and finds the same words.

use std::path::Path;
use std::sync::Arc;

use luocdo::export::{Format, Part, Wanted, write};
use luocdo::generate::Generator;
use luocdo::graph::{Bounds, Direction, Held, List, PolicyGraph};
use luocdo::model::Resolved;
use luocdo::pipeline::{self, Library};
use luocdo::resolve::{Decisions, Input, Memory, Prepared, Ready, join, prepare};
use luocdo::store::{Arrival, Content, Store, Summary};
use proptest::prelude::*;

use crate::order::texts;

const QUERIES: [&str; 8] =
    ["thủy điện", "ke hoach", "155", "155/KH-UBND", "phuc longg", "ubnd tinh lao cai", "nghị quyết 23", "s"];

/// What is looked up in a graph.
fn looked_up(graph: &PolicyGraph) -> String {
    let r = &graph.resolved;
    let (agencies, projects) = (0..graph.count(List::Agencies), 0..graph.count(List::Projects));
    let of_documents = (0u32..).zip(&r.documents).map(|(i, d)| {
        let number = d.number.as_ref().map(|n| n.canonical()).unwrap_or_default();
        let found = (graph.by_id(d.id.as_str()), graph.by_number(&number), graph.by_number(&number.replace('/', " ")));
        let source = d.source.as_deref().and_then(|source| graph.by_source(source));
        let walk = graph.walk(&[i], Direction::Both, &[], Bounds { depth: 1, documents: 1000 });
        format!("{found:?} {source:?} {:?} {walk:?}\n", graph.tasks_of(i))
    });
    let of_agencies = agencies.map(|i| format!("{:?} {:?}\n", graph.tasks_of_agency(i), graph.documents_of_agency(i)));
    let of_projects = projects.map(|i| format!("{:?}\n", graph.tasks_of_project(i)));
    of_documents.chain(of_agencies).chain(of_projects).collect()
}

/// The graph in two formats, what is looked up in it and what searches in it find.
fn shown(graph: &PolicyGraph) -> (Vec<u8>, String, String) {
    let mut bytes = Vec::new();
    for format in [Format::Json, Format::Csv] {
        let part = Part::select(graph, &Wanted::whole(format)).expect("there is something");
        write(&part, format, &mut bytes).expect("written");
    }
    let hits: String = QUERIES.iter().map(|q| format!("{q}: {:?}\n", graph.search(q))).collect();
    (bytes, looked_up(graph) + &hits, graph.revision())
}

/// Adds documents to a store batch by batch, and joins them after each.
fn grown(folder: &Path, documents: &[(String, String)], sizes: &[usize]) -> PolicyGraph {
    let mut store = Store::create(folder).expect("a store");
    let mut library = Library::open(folder).expect("opened");
    let mut graph: Option<PolicyGraph> = None;
    let mut rest = documents;
    let mut sizes = sizes.iter().cycle();
    while !rest.is_empty() {
        let (batch, after) = rest.split_at((*sizes.next().expect("there are sizes")).min(rest.len()));
        rest = after;
        for (name, text) in batch {
            pipeline::add_bytes(&mut store, name, text.clone().into_bytes()).expect("kept");
        }
        assert_eq!(library.load().expect("loaded").loaded, batch.len(), "what was there is not loaded again");
        let (next, _) = library.graph(Decisions::default());
        library.lay_out_search(&next);
        graph = Some(next);
    }
    graph.expect("there are documents")
}

#[test]
fn a_graph_that_grew_is_the_graph_of_all_at_once() {
    let texts = texts();
    let at_once = tempfile::tempdir().expect("a folder");
    let whole = grown(at_once.path(), &texts, &[texts.len()]);
    let expected = shown(&whole);
    let mut library = Library::open(at_once.path()).expect("opened");
    library.load().expect("loaded");
    let (again, _) = pipeline::build_held(library.held(), Decisions::default());
    assert_eq!(again.resolved, whole.resolved, "what is prepared once is what is read anew");
    let ways = (Just(texts).prop_shuffle(), proptest::collection::vec(1usize..9, 1..6));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 6, ..ProptestConfig::default() });
    let outcome = runner.run(&ways, |(order, sizes)| {
        let folder = tempfile::tempdir().expect("a folder");
        let (bytes, hits, revision) = shown(&grown(folder.path(), &order, &sizes));
        prop_assert!(bytes == expected.0, "the same bytes");
        prop_assert_eq!(&hits, &expected.1);
        prop_assert_eq!(&revision, &expected.2);
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

/// Documents as they are joined, by their names.
fn prepared(folder: &Path) -> Vec<(String, Arc<Prepared>)> {
    let mut store = Store::create(folder).expect("a store");
    for (name, text) in texts() {
        pipeline::add_bytes(&mut store, &name, text.into_bytes()).expect("kept");
    }
    let mut made = Vec::new();
    Generator::new(40, 5).write(&mut made).expect("written");
    pipeline::add_bytes(&mut store, "made.jsonl", made).expect("kept");
    let mut library = Library::open(folder).expect("opened");
    library.load().expect("loaded");
    let one = |held: Held| {
        let input = Input { text: &held.text, extraction: &held.extraction };
        (held.text.name().to_owned(), Arc::new(prepare(&input)))
    };
    library.held().into_iter().map(one).collect()
}

fn bytes(resolved: &Resolved) -> Vec<u8> {
    postcard::to_stdvec(resolved).expect("written")
}

#[test]
fn whatever_comes_and_goes_what_is_joined_again_is_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let all = prepared(folder.path());
    assert!(all.len() > 50, "{}", all.len());
    let some = proptest::collection::vec(0..all.len(), 1..5);
    let steps = (proptest::collection::vec(any::<bool>(), all.len()), proptest::collection::vec(some, 1..12));
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 24, ..ProptestConfig::default() });
    let outcome = runner.run(&steps, |(mut there, steps)| {
        let mut memory = Memory::default();
        for step in std::iter::once(Vec::new()).chain(steps) {
            step.iter().for_each(|at| there[*at] = !there[*at]);
            let now = all.iter().zip(&there).filter(|(_, there)| **there);
            let ready: Vec<Ready<'_>> = now.map(|((name, prepared), _)| Ready { name, prepared }).collect();
            let (again, whole) = (memory.join(&ready, Decisions::default()), join(&ready, Decisions::default()));
            prop_assert_eq!(&*again, &whole);
            let held = |r: &Resolved| r.documents.iter().map(|d| d.held).collect::<Vec<_>>();
            prop_assert_eq!(held(&again), held(&whole));
            prop_assert!(bytes(&again) == bytes(&whole), "the same bytes");
        }
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}

#[test]
fn a_document_that_is_taken_away_takes_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = [("a.txt", "KẾ HOẠCH MỘT\nbiệt ngữ\n"), ("b.txt", "KẾ HOẠCH HAI\nđiều khác\n")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(grown(folder.path(), &texts, &[1]).search("biet ngu").list.len(), 1);
    let mut library = Library::open(folder.path()).expect("opened");
    library.load().expect("loaded");
    let (before, _) = library.graph(Decisions::default());
    library.lay_out_search(&before);
    assert_eq!(before.search("biet ngu").list.len(), 1);
    Store::open(folder.path()).expect("opened").remove("a.txt").expect("removed");
    assert_eq!(library.load().expect("loaded").loaded, 0);
    let (after, _) = library.graph(Decisions::default());
    library.lay_out_search(&after);
    assert!(after.search("biet ngu").list.is_empty());
    assert_eq!(after.search("dieu khac").list.len(), 1);
}

/// The same bytes, as rules of a reader read them.
fn read_by(reader: &str, text: &str) -> Arrival {
    let content = Content {
        format: "text".to_owned(),
        text: text.to_owned(),
        reader: reader.to_owned(),
        extractor: "the same".to_owned(),
        facts: Vec::new(),
        summary: Summary::default(),
    };
    Arrival { file: "a.txt".to_owned(), record: None, sha256: [7; 32], content: Some(content) }
}

#[test]
fn bytes_that_are_read_as_another_text_are_another_document() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = Store::create(folder.path()).expect("a store");
    let mut library = Library::open(folder.path()).expect("opened");
    let mut graph_of = |arrival: Arrival| {
        store.keep(&[arrival], &[]).expect("kept");
        let loaded = library.load().expect("loaded").loaded;
        let (graph, _) = library.graph(Decisions::default());
        library.lay_out_search(&graph);
        (loaded, graph)
    };
    let (_, before) = graph_of(read_by("r1", "KẾ HOẠCH MỘT\nbiệt ngữ\n"));
    let (loaded, after) = graph_of(read_by("r2", "KẾ HOẠCH MỘT\nđiều khác\n"));
    assert_eq!(loaded, 1);
    assert_ne!(before.revision(), after.revision());
    assert!(after.search("biet ngu").list.is_empty());
    assert_eq!(after.search("dieu khac").list.len(), 1);
    let (again, same) = graph_of(read_by("r3", "KẾ HOẠCH MỘT\nđiều khác\n"));
    assert_eq!((again, same.revision()), (0, after.revision()), "the same text of the same bytes");
}

//! A graph that grows document by document is the graph of all of them, and finds the same words.

use std::path::Path;

use luocdo::export::{Format, Part, Wanted, write};
use luocdo::graph::PolicyGraph;
use luocdo::pipeline::{self, Library};
use luocdo::resolve::Decisions;
use luocdo::store::Store;
use proptest::prelude::*;

use crate::order::texts;

const QUERIES: [&str; 8] =
    ["thủy điện", "ke hoach", "155", "155/KH-UBND", "phuc longg", "ubnd tinh lao cai", "nghị quyết 23", "s"];

/// The graph in two formats, what searches in it find.
fn shown(graph: &PolicyGraph) -> (Vec<u8>, String, String) {
    let mut bytes = Vec::new();
    for format in [Format::Json, Format::Csv] {
        let part = Part::select(graph, &Wanted::whole(format)).expect("there is something");
        write(&part, format, &mut bytes).expect("written");
    }
    let hits: String = QUERIES.iter().map(|q| format!("{q}: {:?}\n", graph.search(q))).collect();
    (bytes, hits, graph.revision())
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
        let loading = library.load().expect("loaded");
        assert!(loading.grown, "nothing was taken away");
        let (next, _) = library.graph(Decisions::default());
        match &graph {
            Some(before) => next.grow_search(before),
            None => next.prepare_search(),
        }
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

#[test]
fn a_document_that_is_taken_away_takes_its_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let texts = [("a.txt", "KẾ HOẠCH MỘT\nbiệt ngữ\n"), ("b.txt", "KẾ HOẠCH HAI\nđiều khác\n")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let before = grown(folder.path(), &texts, &[1]);
    assert_eq!(before.search("biet ngu").list.len(), 1);
    let mut library = Library::open(folder.path()).expect("opened");
    library.load().expect("loaded");
    Store::open(folder.path()).expect("opened").remove("a.txt").expect("removed");
    assert!(!library.load().expect("loaded").grown);
    let (after, _) = library.graph(Decisions::default());
    // Even when it is asked to keep what it can.
    after.grow_search(&before);
    assert!(after.search("biet ngu").list.is_empty());
    assert_eq!(after.search("dieu khac").list.len(), 1);
}

//! Made-up documents are read back: what they were meant to say is what is found in them, and nothing else.

use std::collections::BTreeSet;

use luocdo::generate::Generator;
use luocdo::graph::PolicyGraph;
use luocdo::model::{RelationKind, Role, Word};
use luocdo::pipeline;

const DOCUMENTS: u32 = 400;

/// The generator, and the graph of what it wrote.
fn read_back() -> (Generator, PolicyGraph) {
    let generator = Generator::new(DOCUMENTS, 11);
    let folder = tempfile::tempdir().expect("a folder for the test");
    let file = folder.path().join("made.jsonl");
    let mut out = std::fs::File::create(&file).expect("made");
    generator.write(&mut out).expect("written");
    let (graph, diagnostics) = pipeline::build(&[file]);
    assert_eq!(graph.held.len(), DOCUMENTS as usize, "{diagnostics:?}");
    (generator, graph)
}

/// The held document made from a plan.
fn node(graph: &PolicyGraph, index: u64) -> u32 {
    let held = graph.held.iter().position(|h| h.text.name().ends_with(&format!("g{index:07}")));
    let held = held.and_then(|h| u32::try_from(h).ok());
    let of = (0u32..).zip(&graph.resolved.documents).find(|(_, d)| d.held == held);
    of.unwrap_or_else(|| panic!("{index} is held as a document of its own")).0
}

#[test]
fn citations_and_tasks_are_found_as_they_were_meant() {
    let (generator, graph) = read_back();
    let nodes: Vec<u32> = (0..u64::from(DOCUMENTS)).map(|i| node(&graph, i)).collect();
    let at = |index: u64| nodes[usize::try_from(index).expect("small")];
    let id = |d: u32| graph.resolved.documents[d as usize].id.as_str();
    let said = |by: u32, actor: u32, kind: RelationKind, object: u32| {
        format!("{}: {} {} {}", id(by), id(actor), kind.code(), id(object))
    };
    let mut meant = BTreeSet::new();
    let (mut orders, mut roles) = (BTreeSet::new(), BTreeSet::new());
    for index in 0..u64::from(DOCUMENTS) {
        let plan = generator.plan(index).expect("there is a plan for each");
        let node = &graph.resolved.documents[at(index) as usize];
        assert_eq!(node.number.as_ref().map(ToString::to_string).as_deref(), Some(plan.number()));
        assert_eq!(node.issued_on.map(|d| d.to_string()), Some(plan.issued_on().to_string()));
        meant.extend(plan.relations().iter().map(|r| said(at(index), at(r.actor), r.kind, at(r.object))));
        for order in &plan.orders {
            orders.insert((at(index), order.deed, order.due.map(|d| Word::from(d.to_string()))));
            for (name, role) in &order.actors {
                roles.insert((at(index), order.deed, name.clone(), *role));
            }
        }
    }
    let held = |d: u32| graph.document(d).is_some_and(|d| d.held.is_some());
    // The law that plans rest on is not one of them.
    let relations = graph.resolved.relations.iter().filter(|r| held(r.object));
    let found: BTreeSet<String> = relations.map(|r| said(r.said_by, r.actor, r.kind, r.object)).collect();
    check(&found, &meant, 0.99);
    let (mut found_orders, mut found_roles) = (BTreeSet::new(), BTreeSet::new());
    for task in &graph.resolved.tasks {
        let deed = orders.iter().map(|(_, deed, _)| *deed).find(|d| {
            let plain: String = d.chars().skip(1).collect();
            task.text.contains(&plain)
        });
        let deed = deed.unwrap_or("");
        found_orders.insert((task.document, deed, task.due.clone()));
        for actor in &task.actors {
            let name = &graph.resolved.agencies[actor.agency as usize].name;
            let name = roles.iter().map(|(_, _, n, _)| n).find(|n| name.starts_with(n.as_str()));
            found_roles.insert((task.document, deed, name.cloned().unwrap_or_default(), actor.role));
        }
    }
    check(&found_orders, &orders, 0.99);
    check::<(u32, &str, String, Role)>(&found_roles, &roles, 0.99);
}

/// Checks that two sets agree: both what is missing and what is too much count.
#[track_caller]
fn check<T: Ord + std::fmt::Debug>(found: &BTreeSet<T>, meant: &BTreeSet<T>, share: f64) {
    assert!(meant.len() > DOCUMENTS as usize, "there is enough to compare");
    let both = found.intersection(meant).count() as f64;
    let (precision, recall) = (both / found.len() as f64, both / meant.len() as f64);
    let missing: Vec<&T> = meant.difference(found).take(10).collect();
    let more: Vec<&T> = found.difference(meant).take(10).collect();
    assert!(
        precision >= share && recall >= share,
        "precision {precision:.3}, recall {recall:.3}\nmissing {missing:#?}\nmore {more:#?}"
    );
}

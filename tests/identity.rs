//! Identity against labels made by hand: how well mentions of one document, agency or project are joined (B-cubed), and
//! whether any are joined across territories. Labels of public documents are used where those documents are at hand.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use luocdo::graph::PolicyGraph;
use luocdo::model::Located;
use luocdo::pipeline;

use crate::support::root;

/// Names the folder of public documents whose mentions are labelled.
const CORPORA: &str = "LUOCDO_CORPORA";

/// A labelled mention: where it stands, and what it means.
struct Label {
    file: String,
    words: String,
    nth: usize,
    identity: String,
}

/// How mentions were joined.
#[derive(Debug, Default)]
struct Score {
    found: usize,
    labelled: usize,
    precision: f64,
    recall: f64,
    /// Pairs of identities of two territories in one node.
    across: Vec<String>,
    /// Nodes that hold several identities, and identities spread over several nodes.
    wrong: Vec<String>,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.precision * self.recall / (self.precision + self.recall)
    }
}

/// Which node each mention of one file belongs to: first and last byte, node.
type Mentions = BTreeMap<String, Vec<(usize, usize, String)>>;

fn labels(file: &str) -> Vec<Label> {
    let text = std::fs::read_to_string(root("tests/identity").join(file)).expect("the labels can be read");
    let lines = text.lines().filter(|l| !l.starts_with('#') && !l.is_empty());
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split('\t').collect();
            let [file, words, nth, identity] = parts.as_slice() else { panic!("not a label: {line}") };
            let nth = nth.parse().expect("a count");
            Label { file: (*file).into(), words: words.replace("\\n", "\n"), nth, identity: (*identity).into() }
        })
        .collect()
}

fn mentions(graph: &PolicyGraph, sort: &str) -> Mentions {
    let mut found = Mentions::new();
    let mut add = |at: &Located, node: &str| {
        let name = graph.text_of(at.document).expect("a held document").name().to_owned();
        let span = at.evidence.focus();
        found.entry(name).or_default().push((span.start as usize, span.end as usize, node.to_owned()));
    };
    let resolved = &graph.resolved;
    match sort {
        "documents" => {
            resolved.documents.iter().for_each(|d| d.mentions.iter().for_each(|m| add(&m.located, d.id.as_str())))
        }
        "agencies" => {
            resolved.agencies.iter().for_each(|a| a.evidence.iter().for_each(|e| add(e, a.id.as_str())));
        }
        _ => resolved.projects.iter().for_each(|p| {
            for s in &p.statements {
                s.evidence.iter().for_each(|e| add(&Located { document: s.document, evidence: *e }, p.id.as_str()));
            }
        }),
    }
    found
}

/// The node whose mention holds the labelled words most closely.
fn node_of(label: &Label, graph: &PolicyGraph, found: &Mentions) -> Option<String> {
    let held = graph.held.iter().find(|h| h.text.name() == label.file)?;
    let (at, _) = held.text.source().match_indices(&label.words).nth(label.nth - 1)?;
    let end = at + label.words.len();
    let near: Vec<_> = found.get(&label.file)?.iter().filter(|(a, b, _)| *a < end && at < *b).collect();
    let closest = |of: &dyn Fn(&(usize, usize, String)) -> bool| {
        near.iter().filter(|m| of(m)).min_by_key(|(a, b, _)| b - a).map(|(.., node)| node.clone())
    };
    closest(&|(a, b, _)| *a <= at && end <= *b).or_else(|| closest(&|(a, b, _)| at <= *a && *b <= end))
}

fn territory(identity: &str) -> Option<&str> {
    identity.split_once(" @ ").map(|(_, place)| place)
}

fn score(labels: &[Label], graph: &PolicyGraph, sort: &str) -> Score {
    let found = mentions(graph, sort);
    let pairs: Vec<(String, &str)> =
        labels.iter().filter_map(|l| Some((node_of(l, graph, &found)?, l.identity.as_str()))).collect();
    let mut score = Score { found: pairs.len(), labelled: labels.len(), ..Score::default() };
    let mut nodes: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let mut identities: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (node, identity) in &pairs {
        nodes.entry(node).or_default().insert(identity);
        identities.entry(identity).or_default().insert(node);
        let both = pairs.iter().filter(|(n, i)| n == node && i == identity).count() as f64;
        let total = pairs.len() as f64;
        score.precision += both / pairs.iter().filter(|(n, _)| n == node).count() as f64 / total;
        score.recall += both / pairs.iter().filter(|(_, i)| i == identity).count() as f64 / total;
    }
    for (node, held) in nodes.iter().filter(|(_, held)| held.len() > 1) {
        score.wrong.push(format!("joined  {node}: {}", held.iter().copied().collect::<Vec<_>>().join(" | ")));
        let places: BTreeSet<_> = held.iter().map(|i| territory(i)).collect();
        if places.len() > 1 {
            score.across.push(format!("{node}: {places:?}"));
        }
    }
    for (identity, over) in identities.iter().filter(|(_, over)| over.len() > 1) {
        score.wrong.push(format!("parted  {identity}: {}", over.iter().copied().collect::<Vec<_>>().join(" | ")));
    }
    score
}

/// Prints the figures and returns them.
#[expect(clippy::print_stdout, reason = "the figures are what the test is for")]
fn measure(sort: &str, file: &str, graph: &PolicyGraph) -> Score {
    let labels = labels(file);
    let score = score(&labels, graph, sort);
    println!(
        "{file}: {} of {} mentions read, B-cubed precision {:.4} recall {:.4} F1 {:.4}, {} joins across territories",
        score.found,
        score.labelled,
        score.precision,
        score.recall,
        score.f1(),
        score.across.len()
    );
    for line in &score.wrong {
        println!("  {line}");
    }
    score
}

/// The labelled documents, where a folder of them is at hand.
fn corpora() -> Option<Vec<PathBuf>> {
    let folder = std::env::var_os(CORPORA).map(PathBuf::from)?;
    let wanted: BTreeSet<String> =
        ["documents.tsv", "agencies.tsv", "projects.tsv"].iter().flat_map(|f| labels(f)).map(|l| l.file).collect();
    let mut files = Vec::new();
    let mut open = vec![folder];
    while let Some(dir) = open.pop() {
        for path in std::fs::read_dir(dir).into_iter().flatten().flatten().map(|e| e.path()) {
            let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            match path.is_dir() {
                true => open.push(path),
                false if wanted.contains(&name) => files.push(path),
                false => {}
            }
        }
    }
    assert_eq!(files.len(), wanted.len(), "{CORPORA} holds every labelled document");
    files.sort();
    Some(files)
}

#[test]
#[expect(clippy::print_stdout, reason = "says what was left out")]
fn mentions_in_public_documents_are_joined() {
    let Some(files) = corpora() else {
        println!("{CORPORA} is not set: the labelled public documents are left out");
        return;
    };
    let (graph, _) = pipeline::build(&files);
    for (sort, goal) in [("documents", 0.98), ("agencies", 0.97), ("projects", 0.92)] {
        let score = measure(sort, &format!("{sort}.tsv"), &graph);
        assert!(score.f1() >= goal, "{sort}: F1 {:.4} is below {goal}", score.f1());
        assert!(score.found * 10 >= score.labelled * 9, "{sort}: only {} of {}", score.found, score.labelled);
        assert_eq!(score.across, Vec::<String>::new(), "{sort}: joined across territories");
    }
}

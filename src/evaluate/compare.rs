//! One document's facts against its labels, category by category; each labelled fact is matched once.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Report;
use super::similar::{close, number, plain, unit, value};

/// How many lines a task's place may differ, since a copy may be wrapped otherwise.
const LINES: i64 = 3;

/// Compares one document.
pub(super) fn document(labels: &Value, facts: &Value, report: &mut Report) {
    let file = text(labels, "file").to_owned();
    header(labels, facts, &file, report);
    citations(labels, facts, &file, report);
    tasks(labels, facts, &file, report);
    projects(labels, facts, &file, report);
    for category in ["targets", "budget"] {
        let keys = |v: &Value| list(v, category).iter().map(amount).collect::<Vec<_>>();
        let (a, b) = (keys(labels), keys(facts));
        report.count(category, pairs(&a, &b, |x, y| x == y).len(), a.len(), b.len());
    }
    let (a, b) = (list(labels, "enterprises"), list(facts, "enterprises"));
    let same = |x: &Value, y: &Value| close(x.as_str().unwrap_or_default(), y.as_str().unwrap_or_default(), 0.85);
    report.count("enterprises", pairs(a, b, same).len(), a.len(), b.len());
}

fn header(labels: &Value, facts: &Value, file: &str, report: &mut Report) {
    let (gold, found) = (&labels["header"], &facts["header"]);
    for category in
        ["header.number", "header.type", "header.issued_on", "header.issuer", "header.title", "header.signers"]
    {
        let field = category.trim_start_matches("header.");
        let (a, b) = (&gold[field], &found[field]);
        let (x, y) = (a.as_str().unwrap_or_default(), b.as_str().unwrap_or_default());
        let both_empty = x.is_empty() && y.is_empty();
        let agrees = match field {
            "number" => number(x) == number(y),
            "signers" => names(a) == names(b),
            "title" => both_empty || close(x, y, 0.85),
            "issuer" => both_empty || close(x, y, 0.9),
            _ => x == y,
        };
        report.count(category, usize::from(agrees), 1, 1);
        if !agrees {
            report.disagreements.push(format!("{file}\t{category}\t{a}\t{b}"));
        }
    }
}

fn names(value: &Value) -> BTreeSet<String> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str).map(plain).collect()
}

fn citations(labels: &Value, facts: &Value, file: &str, report: &mut Report) {
    let set = |v: &Value| list(v, "citations").iter().map(citation).collect::<BTreeSet<_>>();
    let (a, b) = (set(labels), set(facts));
    let without = |s: &BTreeSet<(String, String, String)>| {
        s.iter().map(|(from, to, _)| (from.clone(), to.clone())).collect::<BTreeSet<_>>()
    };
    report.count("citations (from,to,kind)", a.intersection(&b).count(), a.len(), b.len());
    let (c, d) = (without(&a), without(&b));
    report.count("citations (from,to)", c.intersection(&d).count(), c.len(), d.len());
    for (from, to, kind) in a.difference(&b) {
        report.disagreements.push(format!("{file}\tcitation missed\t{from} {kind} {to}\t"));
    }
    for (from, to, kind) in b.difference(&a) {
        report.disagreements.push(format!("{file}\tcitation not labelled\t\t{from} {kind} {to}"));
    }
}

fn citation(c: &Value) -> (String, String, String) {
    let kind = text(c, "kind");
    let unnumbered = kind == "REPORTS_ON" && c["to"]["number"].as_str().is_none_or(str::is_empty);
    let to = if unnumbered { "UNNUMBERED".to_owned() } else { party(&c["to"]) };
    (party(&c["from"]), to, kind.to_owned())
}

/// A document as a key: SELF, its number, else its name without years.
fn party(document: &Value) -> String {
    if let Some(name) = document.as_str() {
        return match name {
            "SELF" => "SELF".to_owned(),
            _ if name.to_uppercase().starts_with("UNNUMBERED") => "UNNUMBERED".to_owned(),
            _ => number(name),
        };
    }
    if let Some(n) = document["number"].as_str().filter(|n| !n.is_empty()) {
        return number(n);
    }
    match document["name"].as_str().filter(|n| !n.is_empty()) {
        Some(name) => format!("N:{}", plain(&without_years(name))),
        None => format!("?:{}", text(document, "type")),
    }
}

fn without_years(name: &str) -> String {
    let year = |w: &str| {
        let digits = w.trim_matches(|c: char| !c.is_alphanumeric());
        digits.len() == 4 && digits.chars().all(|c| c.is_ascii_digit())
    };
    let mut kept: Vec<String> = Vec::new();
    for word in name.split_whitespace() {
        // A range of years keeps its dash, as the labels' own measure does.
        let parts: Vec<&str> = word.split('-').collect();
        if parts.iter().any(|p| year(p)) {
            if kept.last().is_some_and(|k| k == "năm") {
                kept.pop();
            }
            let rest: Vec<&str> = parts.iter().map(|p| if year(p) { "" } else { *p }).collect();
            kept.push(rest.join("-"));
        } else {
            kept.push(word.to_owned());
        }
    }
    kept.retain(|w| !w.is_empty());
    kept.join(" ")
}

fn tasks(labels: &Value, facts: &Value, file: &str, report: &mut Report) {
    let (a, b) = (list(labels, "tasks"), list(facts, "tasks"));
    let near = |x: &Value, y: &Value| {
        let apart = (x["line"].as_i64().unwrap_or(0) - y["line"].as_i64().unwrap_or(0)).abs();
        apart <= LINES && close(&start(x), &start(y), 0.8)
    };
    let found = pairs(a, b, near);
    report.count("tasks", found.len(), a.len(), b.len());
    for (_, x) in a.iter().enumerate().filter(|(i, _)| !found.iter().any(|(g, _)| g == i)) {
        report.disagreements.push(format!("{file}\ttask missed\t{} (line {})\t", text(x, "begins"), x["line"]));
    }
    let mut agreeing = 0;
    let mut dated = 0;
    for (x, y) in found.iter().filter_map(|(i, j)| Some((a.get(*i)?, b.get(*j)?))) {
        let same = |p: &(String, String), q: &(String, String)| p.1 == q.1 && close(&p.0, &q.0, 0.9);
        agreeing += pairs(&agencies(x), &agencies(y), same).len();
        let due = |v: &Value| plain(v["deadline"].as_str().unwrap_or("None"));
        dated += usize::from(has_deadline(x) && due(x) == due(y));
    }
    let actors = |tasks: &[Value]| tasks.iter().map(|t| agencies(t).len()).sum();
    report.count("tasks.agency+role", agreeing, actors(a), actors(b));
    let due = |tasks: &[Value]| tasks.iter().filter(|t| has_deadline(t)).count();
    report.count("tasks.deadline", dated, due(a), due(b));
}

fn start(task: &Value) -> String {
    text(task, "begins").chars().take(60).collect()
}

fn has_deadline(task: &Value) -> bool {
    task["deadline"].as_str().is_some_and(|d| !d.is_empty())
}

fn agencies(task: &Value) -> Vec<(String, String)> {
    list(task, "agencies").iter().map(|a| (plain(text(a, "name")), text(a, "role").to_owned())).collect()
}

fn projects(labels: &Value, facts: &Value, file: &str, report: &mut Report) {
    let (a, b) = (list(labels, "projects"), list(facts, "projects"));
    // "Nhà máy thủy điện Vĩnh Hà, Bắc Công" labels its second work "Bắc Công"; the full name is right too.
    let same = |x: &Value, y: &Value| {
        let tail = format!(" {}", plain(text(y, "name"))).ends_with(&format!(" {}", plain(text(x, "name"))));
        (tail && x["kind"] == y["kind"]) || close(text(x, "name"), text(y, "name"), 0.8)
    };
    let found = pairs(a, b, same);
    report.count("projects", found.len(), a.len(), b.len());
    for x in a.iter().enumerate().filter(|(i, _)| !found.iter().any(|(g, _)| g == i)).map(|(_, x)| x) {
        report.disagreements.push(format!("{file}\tproject missed\t{}\t", text(x, "name")));
    }
    let amounts = |p: &Value| -> Vec<(String, String)> {
        ["costs", "capacities"].iter().flat_map(|k| list(p, k)).map(amount).collect()
    };
    let matched = found.iter().filter_map(|(i, j)| Some((a.get(*i)?, b.get(*j)?)));
    let agreeing = matched.map(|(x, y)| pairs(&amounts(x), &amounts(y), |p, q| p == q).len()).sum();
    let all = |projects: &[Value]| projects.iter().map(|p| amounts(p).len()).sum();
    report.count("projects.cost+capacity", agreeing, all(a), all(b));
}

fn amount(v: &Value) -> (String, String) {
    (value(&v["value"]), unit(text(v, "unit")))
}

/// Matches each labelled item to the first found one that is the same and not yet taken; returns their places.
fn pairs<T>(labelled: &[T], found: &[T], same: impl Fn(&T, &T) -> bool) -> Vec<(usize, usize)> {
    let mut left: Vec<usize> = (0..found.len()).collect();
    let mut out = Vec::new();
    for (i, x) in labelled.iter().enumerate() {
        if let Some(k) = left.iter().position(|j| found.get(*j).is_some_and(|y| same(x, y))) {
            out.push((i, left.remove(k)));
        }
    }
    out
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn list<'a>(value: &'a Value, field: &str) -> &'a [Value] {
    value[field].as_array().map(Vec::as_slice).unwrap_or_default()
}

//! What the server counts, in the text format of Prometheus; operation names are kept few, so that none can fill memory.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::api::{Answer, Outcome};
use crate::graph::{List, PolicyGraph};

/// How many operation names are told apart; the rest is counted together.
const MAX_NAMES: usize = 100;
/// Upper bounds of the classes of latency, in milliseconds.
const BOUNDS: [u64; 9] = [1, 3, 10, 30, 100, 300, 1000, 3000, 10_000];

/// Counts of requests.
#[derive(Debug, Default)]
pub(super) struct Metrics(Mutex<Counts>);

#[derive(Debug, Default)]
struct Counts {
    /// Requests by operation name and outcome.
    requests: BTreeMap<(String, &'static str), u64>,
    /// Errors by code.
    errors: BTreeMap<String, u64>,
    /// Requests by class of latency, each counted in one class.
    latency: [u64; BOUNDS.len() + 1],
    latency_sum: f64,
    cost_sum: u64,
}

impl Metrics {
    /// Counts an answer.
    pub(super) fn count(&self, answer: &Answer, took: Duration) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let outcome = match answer.outcome {
            Outcome::Answered if answer.codes.is_empty() => "answered",
            Outcome::Answered => "partly",
            Outcome::Refused | Outcome::NotAQuery => "refused",
        };
        let name = answer.operation.clone().unwrap_or_default();
        let known = counts.requests.contains_key(&(name.clone(), outcome));
        let name = if known || counts.requests.len() < MAX_NAMES { name } else { "other".to_owned() };
        *counts.requests.entry((name, outcome)).or_default() += 1;
        for code in &answer.codes {
            *counts.errors.entry(code.clone()).or_default() += 1;
        }
        let class = BOUNDS.iter().position(|b| took <= Duration::from_millis(*b)).unwrap_or(BOUNDS.len());
        if let Some(count) = counts.latency.get_mut(class) {
            *count += 1;
        }
        counts.latency_sum += took.as_secs_f64();
        counts.cost_sum = counts.cost_sum.saturating_add(u64::try_from(answer.cost).unwrap_or(u64::MAX));
    }

    /// Counts a request that is none, by the code of the reason.
    pub(super) fn count_malformed(&self, code: &str) {
        let mut counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *counts.requests.entry((String::new(), "malformed")).or_default() += 1;
        *counts.errors.entry(code.to_owned()).or_default() += 1;
    }

    /// Writes all counts, and how large the graph is.
    pub(super) fn text(&self, graph: &PolicyGraph, revision: &str) -> String {
        let counts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = write_counts(&mut out, &counts).and_then(|()| write_graph(&mut out, graph, revision));
        out
    }
}

fn write_counts(out: &mut String, counts: &Counts) -> std::fmt::Result {
    writeln!(out, "# HELP luocdo_requests_total GraphQL requests by operation name and outcome.")?;
    writeln!(out, "# TYPE luocdo_requests_total counter")?;
    for ((name, outcome), count) in &counts.requests {
        let name = escaped(name);
        writeln!(out, "luocdo_requests_total{{operation=\"{name}\",outcome=\"{outcome}\"}} {count}")?;
    }
    writeln!(out, "# HELP luocdo_errors_total Errors in answers by code.\n# TYPE luocdo_errors_total counter")?;
    for (code, count) in &counts.errors {
        writeln!(out, "luocdo_errors_total{{code=\"{}\"}} {count}", escaped(code))?;
    }
    writeln!(out, "# HELP luocdo_request_seconds Time to answer.\n# TYPE luocdo_request_seconds histogram")?;
    let mut upto = 0;
    for (i, count) in counts.latency.iter().enumerate() {
        upto += count;
        match BOUNDS.get(i).and_then(|b| u32::try_from(*b).ok()) {
            Some(bound) => {
                writeln!(out, "luocdo_request_seconds_bucket{{le=\"{}\"}} {upto}", f64::from(bound) / 1000.0)?;
            }
            None => writeln!(out, "luocdo_request_seconds_bucket{{le=\"+Inf\"}} {upto}")?,
        }
    }
    writeln!(out, "luocdo_request_seconds_sum {}\nluocdo_request_seconds_count {upto}", counts.latency_sum)?;
    writeln!(
        out,
        "# HELP luocdo_cost_total Fields that requests could have returned.\n# TYPE luocdo_cost_total counter"
    )?;
    writeln!(out, "luocdo_cost_total {}", counts.cost_sum)
}

fn write_graph(out: &mut String, graph: &PolicyGraph, revision: &str) -> std::fmt::Result {
    writeln!(out, "# HELP luocdo_graph_size Things in the graph.\n# TYPE luocdo_graph_size gauge")?;
    writeln!(out, "luocdo_graph_size{{kind=\"held\"}} {}", graph.held.len())?;
    writeln!(out, "luocdo_graph_size{{kind=\"relations\"}} {}", graph.resolved.relations.len())?;
    for list in List::ALL {
        writeln!(out, "luocdo_graph_size{{kind=\"{}\"}} {}", format!("{list:?}").to_lowercase(), graph.count(list))?;
    }
    writeln!(out, "# HELP luocdo_revision Which graph is served.\n# TYPE luocdo_revision gauge")?;
    writeln!(out, "luocdo_revision{{revision=\"{revision}\"}} 1")
}

fn escaped(label: &str) -> String {
    label.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_counted_once_and_names_do_not_grow_without_end() {
        let metrics = Metrics::default();
        for i in 0..300 {
            let answer = Answer {
                json: String::new(),
                outcome: Outcome::Answered,
                operation: Some(format!("q{i}")),
                cost: 2,
                codes: Vec::new(),
            };
            metrics.count(&answer, Duration::from_millis(i));
        }
        let text = metrics.text(&PolicyGraph::default(), "r");
        assert!(text.contains("luocdo_request_seconds_count 300\n") && text.contains("luocdo_cost_total 600\n"));
        assert!(text.contains("operation=\"other\",outcome=\"answered\"} 200"), "{text}");
        assert!(text.contains("luocdo_request_seconds_bucket{le=\"0.1\"} 101\n"), "{text}");
    }
}

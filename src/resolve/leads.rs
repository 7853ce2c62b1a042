//! Tasks that two clauses give to two leads; leaves out bodies that lead together in one list.

use std::sync::Arc;

use super::body::Identified;
use super::{Input, Ready};
use crate::model::{Actor, Discrepancy, DiscrepancyKind, Evidence, Resolved, Role, TaskNode};

/// What may stand between the names of one list, trimmed.
const JOINTS: [&str; 8] = ["", ",", ";", "và", ", và", "cùng", "/", "-"];

/// Two bodies that lead one task and are not in one list, with their names as printed.
pub(super) type Apart = (Evidence, Evidence, [Box<str>; 2]);

/// Reads where a document gives one task to two leads. `bodies` are those of the actors of its tasks.
pub(super) fn apart(input: &Input<'_>, bodies: &[Vec<Arc<Identified>>]) -> Vec<Apart> {
    let mut found = Vec::new();
    for (task, bodies) in input.extraction.tasks.iter().zip(bodies) {
        let mut leads: Vec<(&Actor, &Arc<Identified>)> =
            task.actors.iter().zip(bodies).filter(|(a, _)| a.role == Role::Lead).collect();
        leads.sort_by_key(|(a, _)| a.evidence);
        for pair in leads.windows(2) {
            let [(a, one), (b, other)] = pair else { continue };
            let (a, b) = (a.evidence, b.evidence);
            let between = input.text.source().get(a.focus().end as usize..b.focus().start as usize).map(str::trim);
            if one.id != other.id && between.is_some_and(|gap| !JOINTS.contains(&gap)) {
                let words = [a, b].map(|e| input.text.quote(e.focus()).into());
                found.push((a, b, words));
            }
        }
    }
    found
}

/// Finds tasks with two leads. `inputs` are the documents with their works.
pub(super) fn two_leads<'a>(
    resolved: &Resolved,
    inputs: impl Iterator<Item = (u32, &'a Ready<'a>)>,
) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for (document, input) in inputs.filter(|(_, input)| !input.prepared.apart.is_empty()) {
        let first = resolved.tasks.partition_point(|t| t.document < document) as usize;
        let tasks = (first..).map_while(|at| resolved.tasks.get(at)).take_while(|t| t.document == document);
        tasks.for_each(|task| of_task(resolved, &task, &input.prepared.apart, &mut found));
    }
    found
}

fn of_task(resolved: &Resolved, task: &TaskNode, apart: &[Apart], found: &mut Vec<Discrepancy>) {
    let mut leads: Vec<_> = task.actors.iter().filter(|a| a.role == Role::Lead).collect();
    leads.sort_by_key(|a| a.evidence);
    for pair in leads.windows(2) {
        let [a, b] = pair else { continue };
        let both = (a.evidence.evidence, b.evidence.evidence);
        // A person may have decided that both names are one body's.
        let Some((.., words)) = apart.iter().find(|(x, y, _)| (*x, *y) == both && a.agency != b.agency) else {
            continue;
        };
        let values: Vec<String> = words.iter().map(ToString::to_string).collect();
        found.push(Discrepancy {
            kind: DiscrepancyKind::TwoLeads,
            about: resolved.task_id(task).to_string(),
            message: format!("one task is led by two: {}", values.join("; ")),
            values,
            evidence: vec![a.evidence, b.evidence],
        });
    }
}

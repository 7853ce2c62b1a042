//! Tasks that two clauses give to two leads; leaves out bodies that lead together in one list.

use super::Ready;
use crate::model::{Discrepancy, DiscrepancyKind, Evidence, Role, TaskNode};

/// What may stand between the names of one list, trimmed.
const JOINTS: [&str; 8] = ["", ",", ";", "và", ", và", "cùng", "/", "-"];

/// Finds tasks with two leads. `input_of` gives the input of a document.
pub(super) fn two_leads<'a>(tasks: &[TaskNode], input_of: impl Fn(u32) -> Option<&'a Ready<'a>>) -> Vec<Discrepancy> {
    let mut found = Vec::new();
    for task in tasks {
        let mut leads: Vec<_> = task.actors.iter().filter(|a| a.role == Role::Lead).collect();
        leads.sort_by_key(|a| a.evidence);
        let Some(input) = input_of(task.document) else { continue };
        let apart = |a: Evidence, b: Evidence| {
            let between = input.text.source().get(a.focus().end as usize..b.focus().start as usize).map(str::trim);
            between.is_some_and(|gap| !JOINTS.contains(&gap))
        };
        for pair in leads.windows(2) {
            let [a, b] = pair else { continue };
            if a.agency != b.agency && apart(a.evidence.evidence, b.evidence.evidence) {
                let words = |e: Evidence| input.text.quote(e.focus()).into_owned();
                let values = vec![words(a.evidence.evidence), words(b.evidence.evidence)];
                found.push(Discrepancy {
                    kind: DiscrepancyKind::TwoLeads,
                    about: task.id.to_string(),
                    message: format!("one task is led by two: {}", values.join("; ")),
                    values,
                    evidence: vec![a.evidence, b.evidence],
                });
            }
        }
    }
    found
}

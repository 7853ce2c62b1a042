//! What an agency must do, by when, under which documents.

use std::borrow::Cow;
use std::sync::Arc;

use async_graphql::{Context, Object};

use super::agency::Agency;
use super::error::Answer;
use super::kinds::Role;
use super::page::{Listing, LookedAt, PageArguments, page_cost};
use super::scalars::Date;
use super::task::{TaskConnection, TaskOrder, TaskWhere};
use crate::graph::{List, PolicyGraph};
use crate::model::TaskNode;
use crate::text::PartialDate;

/// What an agency must do, under the documents held (sổ nhiệm vụ của một cơ quan).
#[derive(Debug)]
pub(crate) struct Ledger {
    graph: Arc<PolicyGraph>,
    agency: u32,
    role: Option<Role>,
    due_before: Option<Date>,
    /// The tasks; none when they are all that the graph keeps for the agency.
    rows: Option<Vec<u32>>,
    /// How many tasks of the role have no last day.
    without_due: usize,
}

/// Which tasks of which bodies are wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct LedgerWanted {
    pub(super) role: Option<Role>,
    pub(super) due_before: Option<Date>,
    pub(super) include_parts: bool,
    pub(super) include_predecessors: bool,
}

impl Ledger {
    /// Returns the ledger of the agency with a key or a name; none when there is no such one or there are several.
    pub(super) fn of(graph: &Arc<PolicyGraph>, agency: &str, wanted: LedgerWanted) -> Option<Self> {
        let index = find_agency(graph, agency)?;
        let mut bodies = vec![index];
        if wanted.include_predecessors {
            bodies.extend(graph.predecessors_of_agency(index));
        }
        if wanted.include_parts {
            let parts: Vec<u32> = bodies.iter().flat_map(|b| graph.parts_of_agency(*b)).copied().collect();
            bodies.extend(parts);
        }
        let task = |i: &u32| graph.resolved.tasks.get(*i as usize);
        let due = |i: &u32| task(i).and_then(|t| t.due);
        let (mut rows, dated) = match bodies.as_slice() {
            // Kept in the order of their last days already.
            [one] if wanted.role.is_none() => {
                let kept = graph.tasks_of_agency(*one);
                (Cow::Borrowed(kept), kept.partition_point(|i| due(i).is_some()))
            }
            _ => {
                let rows = of_bodies(graph, &bodies, wanted.role);
                let dated = rows.partition_point(|i| due(i).is_some());
                (Cow::Owned(rows), dated)
            }
        };
        let without_due = rows.len() - dated;
        if let Some(Date(day)) = wanted.due_before {
            let parsed = |i: &u32| PartialDate::parse_iso(&due(i)?);
            let before = |i: &u32| parsed(i).is_some_and(|d| d.certainly_before(day));
            rows = Cow::Owned(rows.iter().copied().filter(before).collect());
        }
        let rows = match rows {
            Cow::Borrowed(_) => None,
            Cow::Owned(rows) => Some(rows),
        };
        let (role, due_before) = (wanted.role, wanted.due_before);
        Some(Self { graph: Arc::clone(graph), agency: index, role, due_before, rows, without_due })
    }

    fn rows(&self) -> &[u32] {
        self.rows.as_deref().unwrap_or_else(|| self.graph.tasks_of_agency(self.agency))
    }
}

/// Returns the tasks in which one of some bodies has a part, in a role if one is wanted, those with a last day first.
fn of_bodies(graph: &PolicyGraph, bodies: &[u32], role: Option<Role>) -> Vec<u32> {
    let task = |i: &u32| graph.resolved.tasks.get(*i as usize);
    let part = |t: &TaskNode| {
        t.actors.iter().any(|a| bodies.contains(&a.agency) && role.is_none_or(|r| r == Role::from(a.role)))
    };
    let mut rows: Vec<u32> = bodies.iter().flat_map(|b| graph.tasks_of_agency(*b)).copied().collect();
    rows.retain(|i| task(i).is_some_and(|t| part(&t)));
    rows.sort_by_cached_key(|i| {
        let due = task(i).and_then(|t| t.due);
        (due.is_none(), due, *i)
    });
    rows.dedup();
    rows
}

/// What an agency must do, under the documents held (sổ nhiệm vụ của một cơ quan).
#[Object(serial)]
impl Ledger {
    /// The agency (cơ quan).
    async fn agency(&self) -> Agency {
        Agency { graph: Arc::clone(&self.graph), index: self.agency }
    }
    /// The role asked for; null for all (vai trò).
    async fn role(&self) -> Option<Role> {
        self.role
    }
    /// The day asked for (trước ngày).
    async fn due_before(&self) -> Option<Date> {
        self.due_before
    }
    /// How many tasks match (tổng số).
    async fn total_count(&self) -> usize {
        self.rows().len()
    }
    /// How many tasks of this role have no last day, so that a question by day cannot show them (chưa rõ hạn).
    async fn without_due(&self) -> usize {
        self.without_due
    }
    /// The tasks, those with a last day first (nhiệm vụ).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn tasks(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<TaskWhere>,
        order_by: Option<TaskOrder>,
    ) -> Answer<TaskConnection> {
        let asked = PageArguments { first, after, last, before };
        TaskConnection::answer(ctx, &self.graph, Listing::Kept(self.rows()), filter.as_ref(), order_by, &asked)
    }
    /// How many held documents were looked at (số văn bản đã xét).
    async fn documents_looked_at(&self) -> usize {
        self.graph.held.len()
    }
    /// What was looked at (phạm vi đã xét).
    async fn looked_at(&self) -> LookedAt {
        LookedAt::all(&self.graph)
    }
}

/// Finds a body by key, or by a name that only one has.
pub(super) fn find_agency(graph: &PolicyGraph, key_or_name: &str) -> Option<u32> {
    graph.find(List::Agencies, key_or_name).or_else(|| graph.agency_by_name(key_or_name))
}

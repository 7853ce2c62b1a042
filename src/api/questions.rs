//! The analyst's questions as fields; each answer says what it looked at.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::corpus::Corpus;
use super::discrepancy::{DiscrepancyConnection, DiscrepancyWhere};
use super::document_list::DocumentWhere;
use super::error::Answer;
use super::kinds::{DiscrepancyKind, Role};
use super::ledger::{Ledger, LedgerWanted};
use super::list::choose;
use super::missing::{MissingDocumentConnection, missing};
use super::page::{Listing, PageArguments, in_time, page_cost};
use super::scalars::Date;
use crate::graph::PolicyGraph;

/// The analyst's questions.
#[derive(Debug)]
pub(super) struct Questions {
    graph: Arc<PolicyGraph>,
}

impl Questions {
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }
}

/// The analyst's questions (câu hỏi nghiệp vụ).
#[Object]
impl Questions {
    /// What an agency must do; null when no single agency has this key or name (sổ nhiệm vụ của một cơ quan).
    async fn ledger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key, or a name that only one body has (cơ quan).")] agency: ID,
        #[graphql(desc = "Only in this role (vai trò).")] role: Option<Role>,
        #[graphql(desc = "Only what is due before this day (trước ngày).")] due_before: Option<Date>,
        #[graphql(desc = "Also what its posts and departments must do (gồm đơn vị trực thuộc).", default)]
        include_parts: bool,
    ) -> Answer<Option<Ledger>> {
        in_time(ctx)?;
        Ok(Ledger::of(&self.graph, &agency, LedgerWanted { role, due_before, include_parts }))
    }

    /// Contradictions found, candidates for a person to judge (điểm không nhất quán).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn discrepancies(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(desc = "Only this sort (loại).")] kind: Option<DiscrepancyKind>,
        #[graphql(name = "where")] filter: Option<DiscrepancyWhere>,
    ) -> Answer<DiscrepancyConnection> {
        let asked = PageArguments { first, after, last, before };
        let all = (0u32..).zip(&self.graph.resolved.discrepancies);
        let rows =
            all.filter(|(_, d)| kind.is_none_or(|k| k == DiscrepancyKind::from(d.kind))).map(|(i, _)| i).collect();
        let rows = choose(ctx, &self.graph, Listing::Chosen(rows), filter.as_ref())?;
        DiscrepancyConnection::cut(&self.graph, &rows, &asked)
    }

    /// Documents that are cited and not held, those cited by most documents first (văn bản còn thiếu).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    async fn missing_documents(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<DocumentWhere>,
    ) -> Answer<MissingDocumentConnection> {
        let asked = PageArguments { first, after, last, before };
        let rows = choose(ctx, &self.graph, Listing::Chosen(missing(&self.graph)), filter.as_ref())?;
        MissingDocumentConnection::cut(&self.graph, &rows, &asked)
    }

    /// What is held: how much, of which kinds, from when to when (phạm vi dữ liệu).
    async fn corpus(&self) -> Corpus {
        Corpus::new(&self.graph)
    }
}

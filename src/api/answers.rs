//! The analyst's questions as fields; each answer says what it looked at.

use std::sync::Arc;

use async_graphql::{Context, ID, Object};

use super::check_text::{CheckedText, ReadDraft, check_text};
use super::corpus::Corpus;
use super::coverage::Coverage;
use super::discrepancy::{DiscrepancyConnection, DiscrepancyWhere, of_kind};
use super::document_list::DocumentWhere;
use super::error::{Answer, Refusal};
use super::kept::kept;
use super::kinds::{AuthorityLevel, DiscrepancyKind, Role};
use super::ledger::{Ledger, LedgerWanted};
use super::list::{Enough, choose};
use super::missing::{MissingDocument, MissingDocumentConnection, missing};
use super::page::{DEFAULT_PAGE, Listed, MAX_PAGE, PageArguments, in_time, key_of, page_cost};
use super::resolve::{ResolveAnswer, resolve};
use super::scalars::Date;
use super::walks::one;
use crate::graph::{Hints, PolicyGraph};

/// Longest text whose citations are checked, in bytes.
const MAX_TEXT: usize = 300_000;
/// What reading a pasted text costs, in fields.
const CHECK_COST: usize = 5000;
/// What looking at every unit costs, in fields.
const COVERAGE_COST: usize = 1000;

/// The analyst's questions.
#[derive(Debug)]
pub(super) struct Answers {
    graph: Arc<PolicyGraph>,
    read_draft: Option<ReadDraft>,
}

impl Answers {
    pub(super) fn new(graph: Arc<PolicyGraph>, read_draft: Option<ReadDraft>) -> Self {
        Self { graph, read_draft }
    }
}

/// The analyst's questions (câu hỏi nghiệp vụ).
#[Object(serial)]
impl Answers {
    /// What an agency must do; null when no single agency has this key or name (sổ nhiệm vụ của một cơ quan).
    async fn ledger(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key, or a name that only one body has (cơ quan).")] agency: ID,
        #[graphql(desc = "Only in this role (vai trò).")] role: Option<Role>,
        #[graphql(desc = "Only what is due before this day (trước ngày).")] due_before: Option<Date>,
        #[graphql(desc = "Also what its posts and departments must do (gồm đơn vị trực thuộc).", default)]
        include_parts: bool,
        #[graphql(desc = "Also what the bodies had to do whose duties it took over (gồm cơ quan tiền thân).", default)]
        include_predecessors: bool,
    ) -> Answer<Option<Ledger>> {
        in_time(ctx)?;
        let wanted = LedgerWanted { role, due_before, include_parts, include_predecessors };
        Ok(Ledger::of(&self.graph, &agency, wanted))
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
        let rows = choose(ctx, &self.graph, of_kind(&self.graph, kind), filter.as_ref(), None)?;
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
        let rows = kept(ctx, ("missingDocuments", 0, false), || missing(&self.graph));
        let enough = Enough::of(ctx, &asked, |cursor| self.graph.by_id(&key_of(cursor, MissingDocument::NAME).ok()?));
        let rows = choose(ctx, &self.graph, rows, filter.as_ref(), enough)?;
        MissingDocumentConnection::cut(&self.graph, &rows, &asked)
    }

    /// Which provinces or districts carry a document out; null when the document is unknown (mức độ phủ triển khai).
    #[graphql(complexity = "COVERAGE_COST + child_complexity")]
    async fn coverage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key or number (văn bản).")] document: ID,
        #[graphql(desc = "PROVINCE or DISTRICT (cấp).", default_with = "AuthorityLevel::Province")]
        level: AuthorityLevel,
        #[graphql(desc = "The day on which the units existed; that of the latest document when left out (vào ngày).")]
        as_of: Option<Date>,
    ) -> Answer<Option<Coverage>> {
        in_time(ctx)?;
        Ok(one(&self.graph, &document).map(|d| Coverage::of(&self.graph, d, level, as_of)))
    }

    /// Which document words mean: a key, a number in any spelling, or a name (nhận diện văn bản).
    async fn resolve(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The words: \"155/KH-UBND\", \"23 nq tw\" (từ ngữ).")] text: String,
        #[graphql(desc = "Part of the issuer's name, or the territory (cơ quan ban hành, địa bàn).")] issuer: Option<
            String,
        >,
        #[graphql(desc = "Date of issue, as precise as known (ngày ban hành).")] issued_on: Option<Date>,
    ) -> Answer<ResolveAnswer> {
        in_time(ctx)?;
        let hints = Hints { issuer: issuer.as_deref(), issued_on: issued_on.map(|d| d.0) };
        Ok(resolve(&self.graph, &text, hints))
    }

    /// Checks every citation of a pasted text (rà soát trích dẫn của một dự thảo).
    #[graphql(complexity = "CHECK_COST + page_cost(first, None, child_complexity)")]
    async fn check_text(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The text (nội dung).")] text: String,
        #[graphql(desc = "The day to check on; the text's own date when left out (vào ngày).")] as_of: Option<Date>,
        #[graphql(desc = "How many citations to show (số trích dẫn).")] first: Option<i32>,
    ) -> Answer<CheckedText> {
        in_time(ctx)?;
        let Some(read) = self.read_draft else {
            return Err(Refusal::NotOffered("this server was started without the reader of texts").into());
        };
        if text.len() > MAX_TEXT {
            return Err(Refusal::TextTooLong { found: text.len(), most: MAX_TEXT }.into());
        }
        let first = usize::try_from(first.unwrap_or(DEFAULT_PAGE).clamp(0, MAX_PAGE)).unwrap_or(0);
        Ok(check_text(&self.graph, read, &text, as_of, first))
    }

    /// What is held: how much, of which kinds, from when to when (phạm vi dữ liệu).
    async fn corpus(&self) -> Corpus {
        Corpus::new(&self.graph)
    }
}

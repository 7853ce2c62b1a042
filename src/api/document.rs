//! A document of the schema: what it says of itself, whom it cites, what it sets.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::agency::Agency;
use super::document_list::{DocumentConnection, DocumentOrder, DocumentWhere, sort_documents};
use super::document_part::{BudgetLine, Recipient, Section, Signer, budget_of, recipients_of, sections_of, signers_of};
use super::error::Answer;
use super::evidence::Evidence;
use super::kinds::{AuthorityLevel, DocumentType, RelationKind, Resolution};
use super::list::listed;
use super::page::{Listing, PageArguments, page_cost};
use super::plain::{PlainList, plain};
use super::project::{ProjectConnection, ProjectOrder, ProjectWhere};
use super::relation::{Relation, RelationConnection, RelationOrder, RelationWhere, Relations};
use super::scalars::{Date, Key};
use super::status::DocumentStatus;
use super::target::{TargetConnection, TargetOrder, TargetWhere};
use super::task::{TaskConnection, TaskOrder, TaskWhere};
use crate::graph::{Direction, List, PolicyGraph};

/// What the text of one document costs, in fields.
const TEXT_COST: usize = 100;

/// Follows citations of citations (dẫn chiếu bắc cầu).
#[derive(Clone, Copy, Debug, InputObject)]
pub(crate) struct Transitive {
    /// Most steps (số bước tối đa).
    pub(super) max_depth: u32,
}

/// A document (văn bản).
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(super) graph: Arc<PolicyGraph>,
    pub(super) index: u32,
}

listed!(Document, List::Documents, "documents", DocumentWhere, DocumentOrder, sort_documents, DocumentConnection);

/// One naming of a document in the text of another (một lần dẫn văn bản).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Mention {
    /// The document whose text names it (văn bản dẫn).
    document: Document,
    /// The date printed there (ngày được in).
    issued_on: Option<Date>,
    /// The issuer printed there (cơ quan được in).
    issuer: Option<String>,
    /// The subject printed there (trích yếu được in).
    title: Option<String>,
    /// The rule that tied it to the document (quy tắc nhận diện).
    rule: String,
    /// The words (chứng cứ).
    evidence: Option<Evidence>,
}

impl Document {
    pub(super) fn of(graph: &Arc<PolicyGraph>, index: u32) -> Self {
        Self { graph: Arc::clone(graph), index }
    }

    pub(super) fn node(&self) -> Option<&crate::model::DocumentNode> {
        self.graph.document(self.index)
    }

    pub(super) fn mentions_of(graph: &Arc<PolicyGraph>, index: u32) -> impl Iterator<Item = Mention> + '_ {
        let mentions = graph.document(index).map(|n| n.mentions.iter());
        mentions.into_iter().flatten().map(|m| Mention {
            document: Self::of(graph, m.located.document),
            issued_on: m.issued_on.map(Date),
            issuer: m.issuer.as_ref().map(ToString::to_string),
            title: m.title.as_ref().map(ToString::to_string),
            rule: m.rule.to_string(),
            evidence: Evidence::of(graph, &m.located),
        })
    }
}

/// A document (văn bản), held or only cited.
#[Object(serial)]
impl Document {
    /// The key (mã định danh).
    async fn id(&self) -> Key<'_> {
        Key(self.node().map(|n| n.id.as_str()).unwrap_or_default())
    }
    /// Number and symbol in the canonical printing (số, ký hiệu).
    async fn number(&self) -> Option<String> {
        self.node()?.number.as_ref().map(|n| n.canonical())
    }
    /// Number and symbol as printed (số, ký hiệu như in).
    async fn number_written(&self) -> Option<&str> {
        self.node()?.number.as_ref().map(|n| n.written.as_str())
    }
    /// Title of a held document, best subject printed of one that is only cited (trích yếu, tên gọi).
    async fn title(&self) -> Option<&str> {
        self.node()?.title.as_deref()
    }
    /// Other names it goes by (tên gọi khác).
    async fn aliases(&self) -> &[String] {
        self.node().map(|n| n.aliases.as_slice()).unwrap_or_default()
    }
    /// Kind (loại văn bản).
    #[graphql(name = "type")]
    async fn document_type(&self) -> Option<DocumentType> {
        self.node()?.document_type.map(Into::into)
    }
    /// Date of issue, as far as known (ngày ban hành).
    async fn issued_on(&self) -> Option<Date> {
        self.node()?.issued_on.map(Date)
    }
    /// The issuer's name as printed (tên cơ quan ban hành).
    async fn issuer(&self) -> Option<&str> {
        self.node()?.issuer_name.as_deref()
    }
    /// The issuer as an agency; null when it is not known as one (cơ quan ban hành).
    async fn issued_by(&self) -> Option<Agency> {
        Some(Agency { graph: Arc::clone(&self.graph), index: self.node()?.issuer? })
    }
    /// Level of authority (cấp ban hành).
    async fn level(&self) -> Option<AuthorityLevel> {
        self.node()?.level.map(Into::into)
    }
    /// Whose territory it speaks for, the smallest unit first; null when unknown (địa bàn).
    async fn jurisdiction(&self) -> Option<String> {
        self.node()?.jurisdiction.as_deref().map(crate::model::Jurisdiction::label)
    }
    /// How far it is identified (mức độ nhận diện).
    async fn resolution(&self) -> Option<Resolution> {
        Some(self.node()?.resolution.into())
    }
    /// The rule that gave the key (quy tắc nhận diện).
    async fn rule(&self) -> Option<&str> {
        self.node().map(|n| n.rule.as_str())
    }
    /// The documents it may be, when it is ambiguous (các văn bản có thể).
    async fn candidates(&self) -> PlainList<Document> {
        self.node().map(|n| n.candidates.iter().map(|i| Self::of(&self.graph, *i)).collect()).unwrap_or_default()
    }
    /// Whether its text is held (có toàn văn).
    async fn held(&self) -> bool {
        self.node().is_some_and(|n| n.held.is_some())
    }
    /// Whether its number is blank: a draft (dự thảo).
    async fn draft(&self) -> bool {
        self.node().is_some_and(|n| n.draft)
    }
    /// File it was read from; null when not held (tệp nguồn).
    async fn held_source(&self) -> Option<&str> {
        self.node()?.source.as_deref()
    }
    /// SHA-256 of the file (mã băm của tệp).
    async fn sha256(&self) -> Option<String> {
        self.graph.held.sha256(self.node()?.held?)
    }
    /// Who signed, in which capacity (người ký).
    async fn signers(&self) -> Vec<Signer> {
        signers_of(&self.graph, self.index)
    }
    /// Who receives it (nơi nhận).
    async fn recipients(&self) -> Vec<Recipient> {
        recipients_of(&self.graph, self.index)
    }
    /// Whether it still stands on a day, as far as the held documents say (hiệu lực).
    async fn status(
        &self,
        #[graphql(desc = "The day (vào ngày); as the latest held documents have it when left out.")] as_of: Option<
            Date,
        >,
    ) -> DocumentStatus {
        DocumentStatus::of(&self.graph, self.index, as_of)
    }
    /// The relations by which it was replaced as a whole (bị thay thế bởi).
    async fn replaced_by(&self) -> PlainList<Relation> {
        let relations = self.graph.replaced_by(self.index);
        relations.into_iter().filter_map(|r| Relation::of(&self.graph, r, Some(self.index))).collect()
    }
    /// Its headings, in the order of the text (mục, điều, khoản).
    #[graphql(complexity = "TEXT_COST * (1 + child_complexity)")]
    async fn sections(&self) -> Vec<Section> {
        sections_of(&self.graph, self.index)
    }
    /// Its text as it was given, particulars of private persons masked; null when not held (toàn văn).
    #[graphql(complexity = "TEXT_COST")]
    async fn text(&self) -> Option<String> {
        self.graph.text_of(self.index).map(|t| t.shown_text().into_owned())
    }
    /// What it cites, what it acts on (văn bản được dẫn).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn cites(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(desc = "Only these kinds (chỉ các loại).")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "Also what these cite (dẫn chiếu bắc cầu).")] transitive: Option<Transitive>,
        #[graphql(name = "where")] filter: Option<RelationWhere>,
        order_by: Option<RelationOrder>,
    ) -> Answer<RelationConnection> {
        let asked = PageArguments { first, after, last, before };
        let relations = Relations { document: self.index, direction: Direction::Cites, kinds, transitive };
        relations.answer(ctx, &self.graph, filter.as_ref(), order_by, &asked)
    }
    /// What cites it, what acts on it (văn bản dẫn đến nó).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn cited_by(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(desc = "Only these kinds (chỉ các loại).")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "Also what cites these (dẫn chiếu bắc cầu).")] transitive: Option<Transitive>,
        #[graphql(name = "where")] filter: Option<RelationWhere>,
        order_by: Option<RelationOrder>,
    ) -> Answer<RelationConnection> {
        let asked = PageArguments { first, after, last, before };
        let relations = Relations { document: self.index, direction: Direction::CitedBy, kinds, transitive };
        relations.answer(ctx, &self.graph, filter.as_ref(), order_by, &asked)
    }
    /// Where held documents name it (các lần được dẫn).
    #[graphql(complexity = "page_cost(first, None, child_complexity)")]
    async fn mentions(&self, first: Option<i32>) -> Vec<Mention> {
        let first = usize::try_from(first.unwrap_or(super::page::DEFAULT_PAGE)).unwrap_or(0);
        Self::mentions_of(&self.graph, self.index).take(first).collect()
    }
    /// Tasks it sets (nhiệm vụ).
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
        let rows = Listing::Kept(self.graph.tasks_of(self.index));
        TaskConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
    /// Projects it speaks of (dự án).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn projects(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<ProjectWhere>,
        order_by: Option<ProjectOrder>,
    ) -> Answer<ProjectConnection> {
        let asked = PageArguments { first, after, last, before };
        let rows = Listing::Kept(self.graph.projects_of(self.index));
        ProjectConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
    /// Figures it sets to be reached (chỉ tiêu).
    #[graphql(complexity = "page_cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn targets(
        &self,
        ctx: &Context<'_>,
        first: Option<i32>,
        after: Option<String>,
        last: Option<i32>,
        before: Option<String>,
        #[graphql(name = "where")] filter: Option<TargetWhere>,
        order_by: Option<TargetOrder>,
    ) -> Answer<TargetConnection> {
        let asked = PageArguments { first, after, last, before };
        let rows = Listing::Kept(self.graph.targets_of(self.index));
        TargetConnection::answer(ctx, &self.graph, rows, filter.as_ref(), order_by, &asked)
    }
    /// Money it sets aside (kinh phí).
    #[graphql(complexity = "page_cost(None, None, child_complexity)")]
    async fn budget(&self) -> Vec<BudgetLine> {
        budget_of(&self.graph, self.index)
    }
}

plain!(Document {
    "id" => id,
    "number" => number,
    "numberWritten" => number_written,
    "title" => title,
    "type" => document_type,
    "issuedOn" => issued_on,
    "issuer" => issuer,
    "level" => level,
    "jurisdiction" => jurisdiction,
    "resolution" => resolution,
    "rule" => rule,
    "held" => held,
    "draft" => draft,
    "heldSource" => held_source,
});

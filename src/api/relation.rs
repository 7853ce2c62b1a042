//! A relation between two documents, seen from one of them, with the words that state it; and lists of relations.

use std::sync::Arc;

use async_graphql::{Context, InputObject, Object};

use super::document::{Document, Transitive};
use super::document_list::{DocumentOrderField, DocumentWhere, document_key};
use super::error::Answer;
use super::evidence::Evidence;
use super::filter::{choice_filter, condition};
use super::kinds::{BasisSort, RelationKind, Resolution};
use super::list::{Enough, arrange, choose, choose_from};
use super::order::{SortKey, order, sort};
use super::page::{Listing, LookedAt, Page, PageArguments, PageInfo, cursor_of, key_of as key_of_cursor};
use super::plain::{PlainList, Plainly, plain};
use crate::graph::{Bounds, Direction, PolicyGraph};
use crate::model::{RelationEdge, Scope};

/// Most steps of a transitive list.
const MAX_STEPS: u32 = 20;
/// Most documents a transitive list walks through.
const MAX_WALKED: usize = 2_000_000;

/// A relation seen from one document (quan hệ giữa hai văn bản).
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    graph: Arc<PolicyGraph>,
    index: u32,
    other: u32,
}

impl Relation {
    /// Returns a relation, seen from `from` or else from its actor.
    pub(super) fn of(graph: &Arc<PolicyGraph>, index: u32, from: Option<u32>) -> Option<Self> {
        let edge = graph.relation(index)?;
        let other = if from == Some(edge.object) { edge.actor } else { edge.object };
        Some(Self { graph: Arc::clone(graph), index, other })
    }

    fn edge(&self) -> Option<RelationEdge> {
        self.graph.relation(self.index)
    }

    fn document(&self, index: u32) -> Plainly<Document> {
        Plainly(Document::of(&self.graph, index))
    }
}

/// A relation between two documents (quan hệ giữa hai văn bản).
#[Object(serial)]
impl Relation {
    /// Where it stands in the list (con trỏ).
    async fn cursor(&self) -> String {
        cursor_of(NAME, &key_of(&self.graph, self.index).unwrap_or_default())
    }
    /// What the actor does (loại quan hệ).
    async fn kind(&self) -> Option<RelationKind> {
        Some(self.edge()?.kind.into())
    }
    /// The Vietnamese verb, from actor to object (động từ).
    async fn verb(&self) -> &'static str {
        self.edge().map_or("", |e| e.kind.vietnamese())
    }
    /// The document that says so (văn bản nêu quan hệ).
    async fn said_by(&self) -> Option<Plainly<Document>> {
        self.edge().map(|e| self.document(e.said_by))
    }
    /// The document at the other end (văn bản ở đầu kia).
    async fn node(&self) -> Plainly<Document> {
        self.document(self.other)
    }
    /// The document that acts (văn bản tác động).
    async fn actor(&self) -> Option<Plainly<Document>> {
        self.edge().map(|e| self.document(e.actor))
    }
    /// The document acted on (văn bản được tác động).
    async fn object(&self) -> Option<Plainly<Document>> {
        self.edge().map(|e| self.document(e.object))
    }
    /// For a legal basis, which sort (loại căn cứ).
    async fn basis(&self) -> Option<BasisSort> {
        self.edge()?.basis.map(Into::into)
    }
    /// The provisions acted on, as printed; null for the whole document (phạm vi).
    async fn provisions(&self) -> Option<String> {
        match self.edge()?.scope {
            Scope::Whole => None,
            Scope::Part(words) => Some(words),
        }
    }
    /// How far the document at the other end is identified (mức độ nhận diện).
    async fn resolution(&self) -> Option<Resolution> {
        self.graph.document(self.other).map(|d| d.resolution.into())
    }
    /// The words (chứng cứ).
    async fn evidence(&self) -> Option<Evidence> {
        Evidence::of(&self.graph, &self.edge()?.evidence)
    }
}

plain!(Relation {
    "cursor" => cursor,
    "kind" => kind,
    "verb" => verb,
    "saidBy" => said_by of Document,
    "node" => node of Document,
    "actor" => actor of Document,
    "object" => object of Document,
    "basis" => basis,
    "provisions" => provisions,
    "resolution" => resolution,
    "evidence" => evidence of Evidence,
});

/// The word that cursors of relations begin with.
const NAME: &str = "relations";

/// A relation has no key of its own: it is what is said, by whom, in which place.
fn key_of(graph: &PolicyGraph, index: u32) -> Option<String> {
    let edge = graph.relation(index)?;
    let id = |d: u32| graph.document(d).map(|n| n.id.as_str());
    let start = edge.evidence.evidence.span().start;
    let (actor, object, said_by) = (id(edge.actor)?, id(edge.object)?, id(edge.said_by)?);
    Some(format!("{actor} {} {object} {said_by} {start}", edge.kind.code()))
}

fn find(graph: &PolicyGraph, key: &str) -> Option<u32> {
    let actor = graph.by_id(key.split(' ').next()?)?;
    let mut own = graph.neighbours(actor, Direction::Cites, &[]).map(|(relation, _)| relation);
    own.find(|relation| key_of(graph, *relation).as_deref() == Some(key))
}

/// A page of relations; what an edge says stands on the edge itself (trang quan hệ).
#[derive(Debug)]
pub(crate) struct RelationConnection {
    graph: Arc<PolicyGraph>,
    page: Page,
    direction: Direction,
    truncated: bool,
}

impl RelationConnection {
    /// Returns the relations of the page, each with the document at its other end.
    fn relations(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let other = |e: RelationEdge| if self.direction == Direction::CitedBy { e.actor } else { e.object };
        self.page.rows.iter().filter_map(move |r| Some((*r, other(self.graph.relation(*r)?))))
    }
}

/// A page of relations; what an edge says stands on the edge itself (trang quan hệ).
#[Object(serial)]
impl RelationConnection {
    /// The relations (các quan hệ).
    async fn edges(&self) -> PlainList<Relation> {
        self.relations().map(|(index, other)| Relation { graph: Arc::clone(&self.graph), index, other }).collect()
    }
    /// The documents at the other ends (văn bản ở đầu kia).
    async fn nodes(&self) -> PlainList<Document> {
        self.relations().map(|(_, other)| Document::of(&self.graph, other)).collect()
    }
    /// Where the page begins and ends (thông tin trang).
    async fn page_info(&self) -> PageInfo {
        PageInfo::of(&self.page, |r| cursor_of(NAME, &key_of(&self.graph, r).unwrap_or_default()))
    }
    /// How many match, on all pages (tổng số).
    async fn total_count(&self) -> usize {
        self.page.total
    }
    /// Whether a transitive list was cut because it walks through too many documents (bị cắt bớt).
    async fn truncated(&self) -> bool {
        self.truncated
    }
    /// What was looked at (phạm vi đã xét).
    async fn looked_at(&self) -> LookedAt {
        LookedAt::all(&self.graph)
    }
}

choice_filter! {
    /// A condition on the kind of relation (điều kiện trên loại quan hệ).
    RelationKindFilter, RelationKind
}

/// Conditions on relations; all that are given must hold (điều kiện quan hệ).
#[derive(Clone, Debug, Default, InputObject)]
pub(crate) struct RelationWhere {
    /// What the actor does (loại quan hệ).
    kind: Option<RelationKindFilter>,
    /// The document that says so (văn bản nêu quan hệ).
    said_by: Option<DocumentWhere>,
    /// The document that acts (văn bản tác động).
    actor: Option<DocumentWhere>,
    /// The document acted on (văn bản được tác động).
    object: Option<DocumentWhere>,
    /// All of these hold (tất cả).
    and: Option<Vec<RelationWhere>>,
    /// One of these holds (một trong các).
    or: Option<Vec<RelationWhere>>,
    /// This does not hold (không).
    not: Option<Box<RelationWhere>>,
}

condition!(RelationWhere, PolicyGraph, |graph, row, edge| graph.relation(row), {
    kind => |f| f.holds(Some(edge.kind.into())),
    said_by => |f| f.holds(graph, edge.said_by),
    actor => |f| f.holds(graph, edge.actor),
    object => |f| f.holds(graph, edge.object),
});

order! {
    /// The order of relations (thứ tự quan hệ).
    RelationOrder, RelationOrderField {
        /// Kind, the strongest first (loại quan hệ).
        Kind,
        /// Date of the acting document (ngày của văn bản tác động).
        ActorIssuedOn,
        /// Number of the acting document (số của văn bản tác động).
        ActorNumber,
        /// Level of authority of the acting document (cấp của văn bản tác động).
        ActorLevel,
        /// Date of the document acted on (ngày của văn bản được tác động).
        ObjectIssuedOn,
        /// Number of the document acted on (số của văn bản được tác động).
        ObjectNumber,
    }
}

fn sort_relations(graph: &PolicyGraph, rows: &mut [u32], order: RelationOrder) {
    sort(rows, order.direction, |row| {
        let edge = graph.relation(row)?;
        let of = |document: u32, field| document_key(graph.document(document)?, document, field);
        match order.field {
            RelationOrderField::Kind => Some(SortKey::Rank(edge.kind as i64)),
            RelationOrderField::ActorIssuedOn => of(edge.actor, DocumentOrderField::IssuedOn),
            RelationOrderField::ActorNumber => of(edge.actor, DocumentOrderField::Number),
            RelationOrderField::ActorLevel => of(edge.actor, DocumentOrderField::Level),
            RelationOrderField::ObjectIssuedOn => of(edge.object, DocumentOrderField::IssuedOn),
            RelationOrderField::ObjectNumber => of(edge.object, DocumentOrderField::Number),
        }
    });
}

/// Which relations of a document are wanted.
#[derive(Debug)]
pub(super) struct Relations {
    pub(super) document: u32,
    pub(super) direction: Direction,
    pub(super) kinds: Option<Vec<RelationKind>>,
    pub(super) transitive: Option<Transitive>,
}

impl Relations {
    /// Answers the list.
    pub(super) fn answer(
        self,
        ctx: &Context<'_>,
        graph: &Arc<PolicyGraph>,
        filter: Option<&RelationWhere>,
        order: Option<RelationOrder>,
        asked: &PageArguments,
    ) -> Answer<RelationConnection> {
        let kinds: Vec<_> = self.kinds.unwrap_or_default().into_iter().map(Into::into).collect();
        let walk = self.transitive.map(|t| {
            let bounds = Bounds { depth: t.max_depth.min(MAX_STEPS), documents: MAX_WALKED };
            graph.walk_from(self.document, self.direction, &kinds, bounds)
        });
        let enough = Enough::of(ctx, asked, |cursor| find(graph, &key_of_cursor(cursor, NAME).ok()?));
        let enough = enough.filter(|_| order.is_none());
        let rows = match &walk {
            None => {
                let near = graph.neighbours(self.document, self.direction, &kinds).map(|(relation, _)| relation);
                Listing::Chosen(choose_from(ctx, graph, near, filter, enough)?)
            }
            Some(walk) => choose(ctx, graph, Listing::Kept(&walk.relations), filter, enough)?,
        };
        let truncated = walk.as_ref().is_some_and(|w| w.truncated);
        let rows = arrange(rows, order, |rows, order| sort_relations(graph, rows, order));
        let page = Page::cut(&rows, NAME, asked, |key| find(graph, key))?;
        Ok(RelationConnection { graph: Arc::clone(graph), page, direction: self.direction, truncated })
    }
}

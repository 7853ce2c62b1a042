//! Walks through the graph as fields: what is around, paths, what carries a document out, chains of one kind.

use std::sync::Arc;

use async_graphql::{Context, ID, Object, SimpleObject};

use super::document::Document;
use super::error::{Answer, Refusal};
use super::kinds::{AuthorityLevel, Direction, RelationKind};
use super::page::{LookedAt, in_time, page_cost};
use super::path_end::{End, PathEnd};
use super::plain::{PlainList, plain};
use super::relation::Relation;
use crate::graph::{Bounds, PolicyGraph, Wanted, Way};
use crate::model;

/// Most documents a walk shows.
const MAX_NODES: i32 = 1000;
/// Most steps of a walk.
const MAX_STEPS: i32 = 20;
/// Most relations on a path.
const MAX_LENGTH: i32 = 12;
/// Most paths asked for; as many again may be ties.
const MAX_PATHS: i32 = 50;
/// Most places to begin at.
const MAX_ROOTS: usize = 100;

/// Part of the graph, ready to be drawn (đồ thị con).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Subgraph {
    /// Documents, nearest first, each once (văn bản).
    nodes: PlainList<Document>,
    /// All relations of the wanted kinds between them (quan hệ).
    edges: PlainList<Relation>,
    /// Whether documents within the depth were left out because there are too many (bị cắt bớt).
    truncated: bool,
    /// How many relations lead from these documents to others, by kind (số quan hệ không hiện, theo loại).
    omitted: Vec<Omitted>,
    /// Roots asked for that no document has (mã không có).
    unknown_roots: Vec<ID>,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

/// Relations that lead out of what is shown (quan hệ không hiện).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Omitted {
    /// Kind (loại quan hệ).
    kind: RelationKind,
    /// How many (số lượng).
    count: usize,
}

/// A way from one thing to another through documents (một đường nối).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Path {
    /// How many relations (độ dài).
    length: usize,
    /// The documents, from the first on (các văn bản).
    documents: PlainList<Document>,
    /// The relations, from the first document on (các quan hệ).
    relations: PlainList<Relation>,
    /// What it begins at, when that is no document (điểm đầu).
    start: Option<PathEnd>,
    /// What it ends at, when that is no document (điểm cuối).
    end: Option<PathEnd>,
}

plain!(Path {
    "length" => length,
    "documents" => documents of Document,
    "relations" => relations of Relation,
});

/// Ways from one document to another (các đường dẫn chiếu).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Paths {
    /// The ways, the shortest first, those as long as the last one included (các đường).
    paths: PlainList<Path>,
    /// Whether there may be more (có thể còn).
    truncated: bool,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

/// A document that carries another out (văn bản triển khai).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct CascadeStep {
    /// The document (văn bản).
    document: Document,
    /// How many steps below the root (bậc).
    depth: u32,
    /// The document it was reached from (văn bản cấp trên trực tiếp).
    parent: Option<Document>,
    /// The relation to it, with its words (quan hệ).
    via: Option<Relation>,
}

/// What carries a document out at one level of authority (văn bản triển khai ở một cấp).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct CascadeLevel {
    /// The level; null for documents of unknown level (cấp).
    level: Option<AuthorityLevel>,
    /// The documents, the nearest to the root first (văn bản).
    documents: Vec<CascadeStep>,
}

/// The tree of what carries a document out (cây văn bản triển khai).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Cascade {
    /// The document at the top (văn bản gốc).
    root: Document,
    /// The levels below, from the centre down; each document stands once, under the nearest (các cấp).
    levels: Vec<CascadeLevel>,
    /// How many documents carry it out (tổng số).
    total_count: usize,
    /// Whether some were left out because there are too many (bị cắt bớt).
    truncated: bool,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

/// A document in a chain (mắt xích).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct ChainLink {
    /// Place: 0 is the document asked for, below 0 what it acts on, above 0 what acts on it (vị trí).
    position: i32,
    /// The document (văn bản).
    document: Document,
}

/// Documents joined by one kind of relation, the oldest first (chuỗi văn bản).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct Chain {
    /// The documents (các mắt xích).
    links: Vec<ChainLink>,
    /// The relations between them, with their words (các quan hệ).
    relations: PlainList<Relation>,
    /// Whether some place has two documents, so that it is no single line (rẽ nhánh).
    branches: bool,
    /// Whether it leads back to where it began (vòng lặp).
    ring: bool,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
}

/// Walks through the graph.
#[derive(Debug)]
pub(super) struct Walks {
    graph: Arc<PolicyGraph>,
}

impl Walks {
    pub(super) fn new(graph: Arc<PolicyGraph>) -> Self {
        Self { graph }
    }

    fn path(&self, way: &Way, from: &End, to: &End) -> Path {
        Path {
            length: way.relations.len(),
            documents: way.documents.iter().map(|d| Document::of(&self.graph, *d)).collect(),
            relations: self.relations(&way.relations),
            start: way.documents.first().and_then(|d| from.beside(&self.graph, *d)),
            end: way.documents.last().and_then(|d| to.beside(&self.graph, *d)),
        }
    }

    fn relations(&self, list: &[u32]) -> PlainList<Relation> {
        list.iter().filter_map(|r| Relation::of(&self.graph, *r, None)).collect()
    }
}

/// Walks through the graph (đi theo các quan hệ).
#[Object(serial)]
impl Walks {
    /// What is around documents, with counts of what is left out (đồ thị con quanh các văn bản).
    #[graphql(complexity = "page_cost(max_nodes, None, child_complexity)")]
    async fn subgraph(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Keys or numbers to begin at (bắt đầu từ).")] roots: Vec<ID>,
        #[graphql(desc = "Which way (chiều).", default)] direction: Direction,
        #[graphql(desc = "Only these kinds (chỉ các loại).")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "Most steps, up to 20 (số bước tối đa).")] max_depth: Option<i32>,
        #[graphql(desc = "Most documents, up to 1000 (số văn bản tối đa).")] max_nodes: Option<i32>,
    ) -> Answer<Subgraph> {
        in_time(ctx)?;
        let depth = within("maxDepth", max_depth, 2, MAX_STEPS)?;
        let documents = within("maxNodes", max_nodes, 50, MAX_NODES)? as usize;
        if roots.len() > MAX_ROOTS {
            return Err(Refusal::BadPage(format!("at most {MAX_ROOTS} roots can be walked from")).into());
        }
        let known: Vec<u32> = roots.iter().filter_map(|id| one(&self.graph, id)).collect();
        let unknown = roots.iter().filter(|id| one(&self.graph, id).is_none()).cloned().collect();
        let part = self.graph.subgraph(&known, direction.into(), &kinds_of(kinds), Bounds { depth, documents });
        Ok(Subgraph {
            nodes: part.steps.iter().map(|s| Document::of(&self.graph, s.document)).collect(),
            edges: self.relations(&part.relations),
            truncated: part.truncated,
            omitted: part.omitted.iter().map(|(k, count)| Omitted { kind: (*k).into(), count: *count }).collect(),
            unknown_roots: unknown,
            looked_at: LookedAt::all(&self.graph),
        })
    }

    /// Ways from one thing to another through documents, the shortest first, none through a document twice (đường nối).
    #[graphql(
        complexity = "page_cost(Some(k.unwrap_or(3).saturating_mul(max_length.unwrap_or(8))), None, child_complexity)"
    )]
    #[expect(clippy::too_many_arguments, reason = "the arguments of the contract")]
    async fn paths(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key or number of a document, or key or name of an agency, project, place or firm (từ).")]
        from: ID,
        #[graphql(desc = "The same (đến).")] to: ID,
        #[graphql(desc = "Which way (chiều).", default_with = "Direction::Cites")] direction: Direction,
        #[graphql(desc = "Only these kinds (chỉ các loại).")] kinds: Option<Vec<RelationKind>>,
        #[graphql(desc = "How many, up to 50; those as long as the last are given too (số đường).")] k: Option<i32>,
        #[graphql(desc = "Most relations on a way, up to 12 (độ dài tối đa).")] max_length: Option<i32>,
    ) -> Answer<Paths> {
        in_time(ctx)?;
        let k = within("k", k, 3, MAX_PATHS)? as usize;
        let length = within("maxLength", max_length, 8, MAX_LENGTH)? as usize;
        let (from, to) = (End::find(&self.graph, &from)?, End::find(&self.graph, &to)?);
        let kinds = kinds_of(kinds);
        let wanted = Wanted { direction: direction.into(), kinds: &kinds, k, most: k * 2, length };
        let found = self.graph.paths(&from.documents(), &to.documents(), wanted);
        // A document is no way to itself; two things that meet in one are joined by it.
        let is_way = |way: &&Way| !(way.relations.is_empty() && from.is_document() && to.is_document());
        Ok(Paths {
            paths: found.paths.iter().filter(is_way).map(|way| self.path(way, &from, &to)).collect(),
            truncated: found.truncated,
            looked_at: LookedAt::all(&self.graph),
        })
    }

    /// The tree of what carries a document out, by level of authority; null when unknown (cây văn bản triển khai).
    #[graphql(complexity = "page_cost(max_nodes, None, child_complexity)")]
    async fn cascade(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key or number (văn bản gốc).")] document: ID,
        #[graphql(desc = "Kinds that carry it out; IMPLEMENTS and GUIDES when left out (các loại).")] kinds: Option<
            Vec<RelationKind>,
        >,
        #[graphql(desc = "Most steps, up to 20 (số bước tối đa).")] max_depth: Option<i32>,
        #[graphql(desc = "Most documents, up to 1000 (số văn bản tối đa).")] max_nodes: Option<i32>,
    ) -> Answer<Option<Cascade>> {
        in_time(ctx)?;
        let depth = within("maxDepth", max_depth, 10, MAX_STEPS)?;
        let documents = within("maxNodes", max_nodes, 50, MAX_NODES)? as usize;
        let Some(root) = one(&self.graph, &document) else { return Ok(None) };
        let kinds = kinds.unwrap_or_else(|| vec![RelationKind::Implements, RelationKind::Guides]);
        let tree = self.graph.cascade(root, &kinds_of(Some(kinds)), Bounds { depth, documents: documents + 1 });
        let mut levels: Vec<CascadeLevel> = Vec::new();
        for step in tree.steps.iter().filter(|s| s.via.is_some()) {
            let level = self.graph.level_of(step.document).map(AuthorityLevel::from);
            let row = CascadeStep {
                document: Document::of(&self.graph, step.document),
                depth: step.depth,
                parent: step.from.map(|d| Document::of(&self.graph, d)),
                via: step.via.and_then(|r| Relation::of(&self.graph, r, step.from)),
            };
            match levels.last_mut().filter(|l| l.level == level) {
                Some(last) => last.documents.push(row),
                None => levels.push(CascadeLevel { level, documents: vec![row] }),
            }
        }
        Ok(Some(Cascade {
            root: Document::of(&self.graph, root),
            levels,
            total_count: tree.steps.len().saturating_sub(1),
            truncated: tree.truncated,
            looked_at: LookedAt::all(&self.graph),
        }))
    }

    /// What replaced what, or another kind of relation, followed both ways; null when unknown (chuỗi thay thế).
    #[graphql(complexity = "page_cost(None, None, child_complexity)")]
    async fn chain(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Key or number (văn bản).")] document: ID,
        #[graphql(desc = "Kind of relation (loại quan hệ).", default_with = "RelationKind::Replaces")]
        kind: RelationKind,
    ) -> Answer<Option<Chain>> {
        in_time(ctx)?;
        let Some(index) = one(&self.graph, &document) else { return Ok(None) };
        let chain = self.graph.chain(index, kind.into(), Bounds { depth: 50, documents: 200 });
        let link =
            |(position, d): &(i32, u32)| ChainLink { position: *position, document: Document::of(&self.graph, *d) };
        Ok(Some(Chain {
            links: chain.links.iter().map(link).collect(),
            relations: self.relations(&chain.relations),
            branches: chain.branches,
            ring: chain.ring,
            looked_at: LookedAt::all(&self.graph),
        }))
    }
}

/// Finds a document by key, or by a number that names one.
pub(super) fn one(graph: &PolicyGraph, key_or_number: &str) -> Option<u32> {
    graph.by_id(key_or_number).or_else(|| graph.one_by_number(key_or_number))
}

fn kinds_of(kinds: Option<Vec<RelationKind>>) -> Vec<model::RelationKind> {
    kinds.unwrap_or_default().into_iter().map(Into::into).collect()
}

fn within(name: &str, asked: Option<i32>, usual: i32, most: i32) -> Answer<u32> {
    let asked = asked.unwrap_or(usual);
    if !(0..=most).contains(&asked) {
        return Err(Refusal::BadPage(format!("`{name}` is 0 to {most}, and {asked} is asked for")).into());
    }
    Ok(u32::try_from(asked).unwrap_or(0))
}

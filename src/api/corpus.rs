//! What is held: how much, of which kinds, from when to when; without it an empty answer would read as "none exists".

use std::collections::BTreeMap;
use std::sync::Arc;

use async_graphql::{Object, SimpleObject};

use super::kinds::{AuthorityLevel, DocumentType};
use super::scalars::Date;
use crate::graph::{List, PolicyGraph};
use crate::model::{DocumentNode, Resolution};

/// How many documents of one sort (số văn bản theo loại).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct TypeCount {
    /// The kind; null when unknown (loại văn bản).
    #[graphql(name = "type")]
    document_type: Option<DocumentType>,
    /// Held (đang giữ).
    held: usize,
    /// Known, held or only cited (biết đến).
    known: usize,
}

/// How many documents of one level (số văn bản theo cấp).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct LevelCount {
    /// The level; null when unknown (cấp).
    level: Option<AuthorityLevel>,
    /// Held (đang giữ).
    held: usize,
    /// Known, held or only cited (biết đến).
    known: usize,
}

/// How many documents of one territory (số văn bản theo địa bàn).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct TerritoryCount {
    /// The province; "Trung ương" for the centre; null when unknown (tỉnh, thành phố).
    province: Option<String>,
    /// Held (đang giữ).
    held: usize,
    /// Known, held or only cited (biết đến).
    known: usize,
}

/// How many documents of one year (số văn bản theo năm).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct YearCount {
    /// The year; null when unknown (năm).
    year: Option<i32>,
    /// Held (đang giữ).
    held: usize,
    /// Known, held or only cited (biết đến).
    known: usize,
}

/// How many documents are identified how far (số văn bản theo mức độ nhận diện).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct ResolutionCount {
    /// How far (mức độ).
    resolution: super::kinds::Resolution,
    /// How many (số lượng).
    count: usize,
}

/// What is held (phạm vi dữ liệu).
#[derive(Debug)]
pub(crate) struct Corpus {
    graph: Arc<PolicyGraph>,
}

impl Corpus {
    pub(super) fn new(graph: &Arc<PolicyGraph>) -> Self {
        Self { graph: Arc::clone(graph) }
    }

    /// Counts documents, held and known, under a key.
    fn by<K: Ord>(&self, key: impl Fn(&DocumentNode) -> K) -> BTreeMap<K, (usize, usize)> {
        let mut counts = BTreeMap::new();
        for document in &self.graph.resolved.documents {
            let count: &mut (usize, usize) = counts.entry(key(document)).or_default();
            count.0 += usize::from(document.held.is_some());
            count.1 += 1;
        }
        counts
    }
}

/// What is held: an empty answer does not mean that none exists (phạm vi dữ liệu).
#[Object(serial)]
impl Corpus {
    /// Documents held (số văn bản đang giữ).
    async fn held(&self) -> usize {
        self.graph.held.len()
    }
    /// Documents known, held or only cited (số văn bản biết đến).
    async fn documents(&self) -> u32 {
        self.graph.count(List::Documents)
    }
    /// Relations (số quan hệ).
    async fn relations(&self) -> usize {
        self.graph.resolved.relations.len()
    }
    /// Tasks (số nhiệm vụ).
    async fn tasks(&self) -> u32 {
        self.graph.count(List::Tasks)
    }
    /// Agencies, groups and posts (số cơ quan).
    async fn agencies(&self) -> u32 {
        self.graph.count(List::Agencies)
    }
    /// Projects (số dự án).
    async fn projects(&self) -> u32 {
        self.graph.count(List::Projects)
    }
    /// Targets (số chỉ tiêu).
    async fn targets(&self) -> u32 {
        self.graph.count(List::Targets)
    }
    /// Firms (số doanh nghiệp).
    async fn enterprises(&self) -> u32 {
        self.graph.count(List::Enterprises)
    }
    /// Contradictions found (số điểm không nhất quán).
    async fn discrepancies(&self) -> usize {
        self.graph.resolved.discrepancies.len()
    }
    /// Date of the earliest document held (ngày sớm nhất).
    async fn from(&self) -> Option<Date> {
        self.graph.window().map(|(from, _)| Date(from))
    }
    /// Date of the latest document held (ngày muộn nhất).
    async fn to(&self) -> Option<Date> {
        self.graph.window().map(|(_, to)| Date(to))
    }
    /// Held documents whose date is not known; they stand outside the window (chưa rõ ngày).
    async fn undated(&self) -> usize {
        self.graph.resolved.documents.iter().filter(|d| d.held.is_some() && d.issued_on.is_none()).count()
    }
    /// Documents by kind (theo loại).
    #[graphql(complexity = "30 * child_complexity")]
    async fn types(&self) -> Vec<TypeCount> {
        let counts = self.by(|d| d.document_type);
        let row = |(key, (held, known)): (Option<crate::model::DocumentType>, _)| TypeCount {
            document_type: key.map(Into::into),
            held,
            known,
        };
        counts.into_iter().map(row).collect()
    }
    /// Documents by level of authority, from the centre down (theo cấp).
    #[graphql(complexity = "8 * child_complexity")]
    async fn levels(&self) -> Vec<LevelCount> {
        let counts = self.by(|d| d.level);
        let row = |(key, (held, known)): (Option<crate::model::AuthorityLevel>, _)| LevelCount {
            level: key.map(Into::into),
            held,
            known,
        };
        counts.into_iter().map(row).collect()
    }
    /// Documents by province (theo tỉnh, thành phố).
    #[graphql(complexity = "70 * child_complexity")]
    async fn territories(&self) -> Vec<TerritoryCount> {
        let counts = self.by(|d| d.jurisdiction.as_ref().map(|j| j.of_province().label()));
        counts.into_iter().map(|(province, (held, known))| TerritoryCount { province, held, known }).collect()
    }
    /// Documents by year of issue (theo năm).
    #[graphql(complexity = "40 * child_complexity")]
    async fn years(&self) -> Vec<YearCount> {
        let counts = self.by(|d| d.issued_on.map(|date| i32::from(date.year)));
        counts.into_iter().map(|(year, (held, known))| YearCount { year, held, known }).collect()
    }
    /// Documents by how far they are identified (theo mức độ nhận diện).
    #[graphql(complexity = "4 * child_complexity")]
    async fn resolutions(&self) -> Vec<ResolutionCount> {
        let all = [Resolution::Resolved, Resolution::Stub, Resolution::Ambiguous, Resolution::Unidentified];
        let count = |r: Resolution| self.graph.resolved.documents.iter().filter(|d| d.resolution == r).count();
        all.into_iter().map(|r| ResolutionCount { resolution: r.into(), count: count(r) }).collect()
    }
}

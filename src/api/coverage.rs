//! Which provinces or districts carry a document out, and of which nothing can be said.

use std::sync::Arc;

use async_graphql::{ComplexObject, Enum, SimpleObject};

use super::document::Document;
use super::kinds::AuthorityLevel;
use super::page::{Listed, LookedAt};
use super::place::Place;
use super::relation::Relation;
use super::scalars::Date;
use crate::graph::{self, List, PolicyGraph, Step};
use crate::model::reference::province_of_id;

/// What the held documents say of one unit (tình trạng triển khai của một địa phương).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::graph::CoverageState")]
pub(crate) enum CoverageState {
    /// A document of the unit carries it out (đã có văn bản triển khai).
    HasPlan,
    /// Documents of the unit of that time are held, and none carries it out (chưa thấy trong các văn bản đang giữ).
    NoneInCorpus,
    /// No document of the unit of that time is held: nothing can be said (ngoài phạm vi dữ liệu).
    OutsideCoverage,
}

/// A document by which a unit carries another out (văn bản triển khai của địa phương).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct CoveragePlan {
    /// The document (văn bản).
    document: Document,
    /// How many steps from the document asked about; 1 is directly (số bước).
    depth: u32,
    /// The relation that says so, with its words (quan hệ).
    via: Option<Relation>,
}

/// A province or district with what the held documents say of it (tình trạng của một địa phương).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
pub(crate) struct UnitCoverage {
    /// Identity in the table of places (mã địa bàn).
    code: String,
    /// Kind and name (tên).
    unit: String,
    /// The place, where documents or agencies of it are known; null else (địa bàn).
    place: Option<Place>,
    /// The province of a district (tỉnh, thành phố).
    province: Option<String>,
    /// What is said (tình trạng).
    state: CoverageState,
    /// The documents of the unit that carry it out, the nearest first (văn bản triển khai).
    plans: Vec<CoveragePlan>,
    /// Whether they are those of a unit it took over from in a merger (của đơn vị trước sáp nhập).
    of_predecessor: bool,
    /// How many documents of the unit, issued since then, are held (số văn bản đang giữ).
    held_documents: usize,
}

/// Which units carry a document out (mức độ phủ triển khai).
#[derive(Debug, SimpleObject)]
#[graphql(serial)]
#[graphql(complex)]
pub(crate) struct Coverage {
    /// The document asked about (văn bản).
    document: Document,
    /// The level of the units (cấp).
    level: AuthorityLevel,
    /// The day on which the units existed (vào ngày).
    as_of: Option<Date>,
    /// How many units existed on that day (tổng số địa phương).
    total_count: usize,
    /// How many have a document that carries it out (số địa phương đã có).
    has_plan: usize,
    /// How many have none among the documents held (số địa phương chưa thấy).
    none_in_corpus: usize,
    /// Of how many nothing can be said (số địa phương ngoài phạm vi).
    outside_coverage: usize,
    /// Whether the table of units of this level is known; if not, no unit is listed (có danh mục địa bàn).
    table_known: bool,
    /// Whether there was too much to follow (bị cắt bớt).
    truncated: bool,
    /// What was looked at (phạm vi đã xét).
    looked_at: LookedAt,
    #[graphql(skip)]
    graph: Arc<PolicyGraph>,
    #[graphql(skip)]
    rows: Vec<graph::UnitCoverage>,
}

#[ComplexObject]
impl Coverage {
    /// The units by name, all or those of one state (các địa phương).
    #[graphql(complexity = "70 * child_complexity")]
    async fn units(
        &self,
        #[graphql(desc = "Only units of this state (tình trạng).")] state: Option<CoverageState>,
        #[graphql(desc = "Only districts of this province (tỉnh).")] province: Option<String>,
    ) -> Vec<UnitCoverage> {
        let wanted = |row: &&graph::UnitCoverage| {
            state.is_none_or(|s| s == CoverageState::from(row.state))
                && (province.is_none() || row.province.as_deref().is_none_or(|p| Some(p) == province.as_deref()))
        };
        self.rows.iter().filter(wanted).map(|row| unit(&self.graph, row)).collect()
    }
}

impl Coverage {
    /// Returns the coverage of a document.
    pub(super) fn of(graph: &Arc<PolicyGraph>, document: u32, level: AuthorityLevel, as_of: Option<Date>) -> Self {
        let found = graph.coverage(document, level.into(), as_of.map(|d| d.0));
        let count = |state| found.units.iter().filter(|u| u.state == state).count();
        Self {
            document: Document::of(graph, document),
            level,
            as_of: found.as_of.map(Date),
            total_count: found.units.len(),
            has_plan: count(graph::CoverageState::HasPlan),
            none_in_corpus: count(graph::CoverageState::NoneInCorpus),
            outside_coverage: count(graph::CoverageState::OutsideCoverage),
            table_known: found.table,
            truncated: found.truncated,
            looked_at: LookedAt::all(graph),
            graph: Arc::clone(graph),
            rows: found.units,
        }
    }
}

fn unit(graph: &Arc<PolicyGraph>, row: &graph::UnitCoverage) -> UnitCoverage {
    let plan = |step: &Step| CoveragePlan {
        document: Document::of(graph, step.document),
        depth: step.depth,
        via: step.via.and_then(|r| Relation::of(graph, r, step.from)),
    };
    UnitCoverage {
        code: row.id.clone(),
        unit: row.name.clone(),
        place: place(graph, &row.id),
        province: row.province.clone(),
        state: row.state.into(),
        plans: row.plans.iter().map(plan).collect(),
        of_predecessor: row.of_predecessor,
        held_documents: row.held,
    }
}

/// Finds the place a unit of the table is.
fn place(graph: &Arc<PolicyGraph>, code: &str) -> Option<Place> {
    let key = province_of_id(code).map_or(code, |p| p.key.as_str());
    graph.find(List::Places, &format!("vn:dp:{key}")).map(|row| Place::at(graph, row))
}

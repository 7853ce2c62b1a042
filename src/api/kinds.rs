//! Enumerations of the schema: the constants of the model with their Vietnamese terms.

use async_graphql::Enum;
use async_graphql::resolver_utils::EnumType;

use super::json::{Json, Written};

/// How far a document is identified (mức độ nhận diện).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::Resolution")]
pub(crate) enum Resolution {
    /// To a document we hold.
    Resolved,
    /// Fully identified, but we do not hold it.
    Stub,
    /// Several works are possible; none is chosen.
    Ambiguous,
    /// Too little is printed to tell which work is meant.
    Unidentified,
}

/// What sort of contradiction (loại mâu thuẫn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::DiscrepancyKind")]
pub(crate) enum DiscrepancyKind {
    /// One document is cited with two dates.
    TwoDates,
    /// One document is cited with two issuers.
    TwoIssuers,
    /// One document is cited with two titles.
    TwoTitles,
    /// A project has two costs.
    TwoCosts,
    /// A project has two capacities.
    TwoCapacities,
    /// A project has two milestones.
    TwoMilestones,
    /// Budget lines do not add up to their total.
    SumMismatch,
    /// A document is dated before what it carries out.
    DatedBefore,
    /// A document cites one that was already replaced on that date.
    CitesReplaced,
    /// A task has two leads.
    TwoLeads,
}

/// What sort of body it is (loại cơ quan).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::AgencyKind")]
pub(crate) enum AgencyKind {
    /// One body: Sở Công Thương, Bộ Công an, Ban Quản lý Khu kinh tế.
    Agency,
    /// Several bodies named by a rule: "các sở, ban, ngành"; never one agency.
    Group,
    /// A post: Chủ tịch Ủy ban nhân dân tỉnh, Giám đốc Sở Tài chính. It belongs to an agency.
    Post,
    /// A firm, plant or cooperative that is given something to do.
    Enterprise,
}

/// Level of authority (cấp ban hành).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::AuthorityLevel")]
pub(crate) enum AuthorityLevel {
    /// Party congress, Central Committee, Politburo, Secretariat.
    PartyCentral,
    /// National Assembly, State President, Government, Prime Minister.
    Government,
    /// Ministries and bodies of ministerial rank, courts, central offices.
    Ministry,
    /// A province: its Party committee, council, people's committee and departments.
    Province,
    /// A district, until 30 June 2025.
    District,
    /// A commune, ward or special zone.
    Commune,
    /// The press.
    Press,
}

/// An agency's part in a task (vai trò: chủ trì, phối hợp, …).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::Role")]
pub(crate) enum Role {
    /// "chủ trì".
    Lead,
    /// The addressee, with no word of role, or "giao X".
    Assigned,
    /// "phối hợp (với) X".
    Cooperate,
    /// "giám sát, kiểm tra, đôn đốc" by X.
    Supervise,
    /// The body reported to.
    ReportTo,
}

/// What sort of deadline (loại thời hạn).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::DeadlineKind")]
pub(crate) enum DeadlineKind {
    /// A day: "trước ngày 31/12/2025".
    Date,
    /// A year: "Năm 2021".
    Year,
    /// Years or quarters from and to: "2021-2022", "Quý II/2026".
    Range,
    /// "Thường xuyên", "định kỳ", "hằng năm" without a date.
    Regular,
    /// Every year, month or quarter by a day: "trước ngày 10 tháng 12 hằng năm".
    Recurring,
    /// After something: "sau khi … được phê duyệt".
    OnEvent,
    /// Anything else printed as a time.
    Other,
}

/// What sort of project (loại dự án, công trình).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::ProjectKind")]
pub(crate) enum ProjectKind {
    /// Nhà máy, cơ sở sản xuất.
    Factory,
    /// Mỏ.
    Mine,
    /// Thủy điện.
    Hydropower,
    /// Cụm công nghiệp.
    IndustrialCluster,
    /// Khu công nghiệp, khu chế xuất, khu công nghệ cao.
    IndustrialPark,
    /// Khu kinh tế.
    EconomicZone,
    /// Nhà máy nước.
    WaterPlant,
    /// Làng nghề.
    CraftVillage,
    /// Infrastructure other than transport.
    Infrastructure,
    /// Roads, bridges, ports, airports, railways.
    Transport,
    /// Anything else.
    Other,
}

/// Which sort of legal basis (loại căn cứ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::BasisSort")]
pub(crate) enum BasisSort {
    /// What gives the issuer the power to issue: laws on organisation, decrees on functions and duties.
    Competence,
    /// What the content rests on.
    Substance,
}

/// Which way relations are followed (chiều đi theo quan hệ).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Enum)]
#[graphql(remote = "crate::graph::Direction")]
pub(crate) enum Direction {
    /// From a document to what it cites (văn bản được dẫn).
    Cites,
    /// From a document to those that cite it (văn bản dẫn đến nó).
    CitedBy,
    /// Both ways (cả hai chiều).
    #[default]
    Both,
}

/// What one document does to another (quan hệ giữa hai văn bản).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::RelationKind")]
pub(crate) enum RelationKind {
    /// Sửa đổi, bổ sung.
    Amends,
    /// Thay thế.
    Replaces,
    /// Bãi bỏ, hủy bỏ.
    Repeals,
    /// Đình chỉ, tạm ngưng hiệu lực.
    Suspends,
    /// Gia hạn, kéo dài thời hạn.
    Extends,
    /// Đính chính.
    Corrects,
    /// Hợp nhất.
    Consolidates,
    /// Ban hành (kèm theo).
    Promulgates,
    /// Phê duyệt.
    Approves,
    /// Thực hiện, triển khai, cụ thể hóa, thi hành.
    Implements,
    /// Hướng dẫn, quy định chi tiết.
    Guides,
    /// Căn cứ.
    LegalBasis,
    /// Theo đề nghị, xét đề nghị tại.
    RespondsTo,
    /// Any other citation.
    RefersTo,
    /// A press article about the document.
    ReportsOn,
    /// A draft and the document later issued.
    DraftOf,
}

/// Kind of document (loại văn bản).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "crate::model::DocumentType")]
pub(crate) enum DocumentType {
    /// Nghị quyết.
    Resolution,
    /// Chỉ thị.
    Directive,
    /// Kế hoạch.
    Plan,
    /// Quyết định.
    Decision,
    /// Nghị định.
    Decree,
    /// Thông tư liên tịch.
    JointCircular,
    /// Thông tư.
    Circular,
    /// Luật, Bộ luật.
    Law,
    /// Pháp lệnh.
    Ordinance,
    /// Chương trình, Chương trình hành động.
    Programme,
    /// Đề án.
    Scheme,
    /// Dự án as a document.
    ProjectDoc,
    /// Công văn: has no abbreviation of its own in the symbol.
    OfficialLetter,
    /// Công điện.
    Telegram,
    /// Thông báo.
    Notice,
    /// Báo cáo.
    Report,
    /// Tờ trình.
    Submission,
    /// Hướng dẫn.
    Guidance,
    /// Kết luận.
    Conclusion,
    /// Quy định, Quy chế.
    Regulation,
    /// Chiến lược.
    Strategy,
    /// Quy hoạch.
    MasterPlan,
    /// Hiến pháp.
    Constitution,
    /// Văn bản hợp nhất.
    ConsolidatedText,
    /// A press article.
    Article,
    /// Any other kind: Phương án, Lệnh, Biên bản, Thông tri, Giấy mời, …
    Other,
}

/// Writes constants as the library does: by their names.
macro_rules! written {
    ($($kind:ty),* $(,)?) => {
        $(impl Written for $kind {
            fn write(&self, to: &mut Json) {
                let item = Self::items().iter().find(|item| item.value == *self);
                item.map(|item| item.name).write(to);
            }
        })*
    };
}

written!(
    Resolution,
    DiscrepancyKind,
    AgencyKind,
    AuthorityLevel,
    Role,
    DeadlineKind,
    ProjectKind,
    BasisSort,
    Direction,
    RelationKind,
    DocumentType
);

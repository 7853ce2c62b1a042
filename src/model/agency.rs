//! Names of agencies as documents print them and in full; whether two names mean one body is decided in resolve.

use serde::{Deserialize, Serialize};

use super::Jurisdiction;

/// What sort of body a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AgencyKind {
    /// One body: Sở Công Thương, Bộ Công an, Ban Quản lý Khu kinh tế.
    Agency,
    /// Several bodies named by a rule: "các sở, ban, ngành"; never one agency.
    Group,
    /// A post: Chủ tịch Ủy ban nhân dân tỉnh, Giám đốc Sở Tài chính. It belongs to an agency.
    Post,
    /// A firm, plant or cooperative that is given something to do.
    Enterprise,
}

/// A body named in a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AgencyName {
    /// Canonical full form: organisation and jurisdiction, abbreviations written out, as in
    /// "Sở Công Thương tỉnh Lào Cai"; groups keep their printed words and carry the jurisdiction too.
    pub name: String,
    /// The organisation alone, written out: "Sở Công Thương".
    pub organisation: String,
    /// The words of the document.
    pub printed: String,
    /// What sort of body it is.
    pub kind: AgencyKind,
    /// Whose body it is; central when empty.
    pub jurisdiction: Jurisdiction,
}

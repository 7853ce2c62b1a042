//! Projects, enterprises, targets and budget lines as one document states them.

use serde::{Deserialize, Serialize};

use super::Evidence;

/// What sort of work a project is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProjectKind {
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

impl ProjectKind {
    /// All kinds.
    pub const ALL: [Self; 11] = [
        Self::Factory,
        Self::Mine,
        Self::Hydropower,
        Self::IndustrialCluster,
        Self::IndustrialPark,
        Self::EconomicZone,
        Self::WaterPlant,
        Self::CraftVillage,
        Self::Infrastructure,
        Self::Transport,
        Self::Other,
    ];

    /// Returns the English constant.
    pub fn code(self) -> &'static str {
        match self {
            Self::Factory => "FACTORY",
            Self::Mine => "MINE",
            Self::Hydropower => "HYDROPOWER",
            Self::IndustrialCluster => "INDUSTRIAL_CLUSTER",
            Self::IndustrialPark => "INDUSTRIAL_PARK",
            Self::EconomicZone => "ECONOMIC_ZONE",
            Self::WaterPlant => "WATER_PLANT",
            Self::CraftVillage => "CRAFT_VILLAGE",
            Self::Infrastructure => "INFRASTRUCTURE",
            Self::Transport => "TRANSPORT",
            Self::Other => "OTHER",
        }
    }
}

/// A printed amount: cost, capacity or size. The printed form is kept; the value is read from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Amount {
    /// The number as printed: "3.286", "3,4".
    pub printed: String,
    /// The number read.
    pub value: f64,
    /// The unit as printed, "tỷ" written out: "tỷ đồng", "MW", "ha".
    pub unit: String,
    /// The words that state it.
    pub evidence: Evidence,
}

/// A concrete work, investment, facility, cluster, park or craft village that a document names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectMention {
    /// The name, white space folded; a name that shares its head noun is written out ("Nhà máy thủy điện Bắc Công").
    pub name: String,
    /// The words of the document: "Bắc Công".
    pub printed: String,
    /// What sort of work it is.
    pub kind: ProjectKind,
    /// Where it stands, as printed.
    pub place: Option<String>,
    /// What it costs.
    pub costs: Vec<Amount>,
    /// How much it makes, holds or covers.
    pub capacities: Vec<Amount>,
    /// Years or ranges of years stated of it: "2021", "2021-2025".
    pub years: Vec<(String, Evidence)>,
    /// Firms named as its investor or operator: indices into the extraction's enterprises.
    pub enterprises: Vec<u32>,
    /// Every mention, the first one naming it.
    pub evidence: Vec<Evidence>,
}

/// A firm, cooperative or corporation that a document names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterpriseMention {
    /// The name as printed, white space folded.
    pub name: String,
    /// Every mention, the first one naming it.
    pub evidence: Vec<Evidence>,
}

/// A figure to be reached (chỉ tiêu).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Target {
    /// What is measured, in the words of the document.
    pub metric: String,
    /// The number as printed.
    pub printed: String,
    /// The number read.
    pub value: f64,
    /// The unit as printed.
    pub unit: String,
    /// Year or range of years by which, if printed.
    pub year: Option<String>,
    /// The words that state it; the focus is the figure.
    pub evidence: Evidence,
}

/// An amount of money set aside for a purpose or from a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BudgetLine {
    /// Source of the money or purpose it is for, as printed.
    pub label: String,
    /// How much.
    pub amount: Amount,
    /// Index of the line this one is a part of.
    pub parent: Option<u32>,
}

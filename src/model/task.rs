//! Tasks: what a document gives an agency to do, in which role and by when.

use serde::{Deserialize, Serialize};

use super::{AgencyName, Evidence};

/// The part an agency has in a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
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

impl Role {
    /// Returns the English constant.
    pub fn code(self) -> &'static str {
        match self {
            Self::Lead => "LEAD",
            Self::Assigned => "ASSIGNED",
            Self::Cooperate => "COOPERATE",
            Self::Supervise => "SUPERVISE",
            Self::ReportTo => "REPORT_TO",
        }
    }
}

/// An agency in a task, with its role and the words that name it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    /// Who.
    pub agency: AgencyName,
    /// In which role.
    pub role: Role,
    /// The words that name it: in the task, its lead-in, its heading or its table cell.
    pub evidence: Evidence,
}

/// What sort of deadline was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DeadlineKind {
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

/// By when a task is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deadline {
    /// What sort it is.
    pub kind: DeadlineKind,
    /// The normalised text: "2021", "2021-2022", "REGULAR", or the printed words.
    pub text: String,
    /// The latest day it can mean, as ISO text, where one follows from the words.
    pub due: Option<String>,
    /// The words that state it.
    pub evidence: Evidence,
}

/// Something an agency is given to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Heading path as printed, `IV.1`; none for closing orders and articles.
    pub clause: Option<String>,
    /// The task's own words, white space folded.
    pub text: String,
    /// Who, in which role; never empty, never only partners.
    pub actors: Vec<Actor>,
    /// By when, if printed.
    pub deadline: Option<Deadline>,
    /// The words of the task; the focus is its opening.
    pub evidence: Evidence,
    /// Indices into the extraction's mentions of documents that stand inside the task.
    pub mentions: Vec<u32>,
    /// Indices into the extraction's projects that are named inside the task.
    pub projects: Vec<u32>,
}

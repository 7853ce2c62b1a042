//! Everything one document says, as read by the rules; identities are given later.

use serde::{Deserialize, Serialize};

use super::{BudgetLine, DocumentMention, EnterpriseMention, Header, ProjectMention, Section, Statement, Target, Task};
use crate::diagnostic::Diagnostic;

/// The facts of one document and what was seen but not understood.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Extraction {
    /// What it says of itself.
    pub header: Header,
    /// Its headings.
    pub sections: Vec<Section>,
    /// Every naming of another document, in reading order.
    pub mentions: Vec<DocumentMention>,
    /// Every relation it states, in reading order.
    pub statements: Vec<Statement>,
    /// What it gives agencies to do.
    pub tasks: Vec<Task>,
    /// The works it names.
    pub projects: Vec<ProjectMention>,
    /// The figures it sets.
    pub targets: Vec<Target>,
    /// The money it sets aside.
    pub budget: Vec<BudgetLine>,
    /// The firms it names.
    pub enterprises: Vec<EnterpriseMention>,
    /// What was seen but not understood.
    pub diagnostics: Vec<Diagnostic>,
}

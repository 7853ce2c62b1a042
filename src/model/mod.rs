//! The nouns, as plain data: documents, citations, agencies, tasks, projects and their evidence; no rule of extraction.

mod agency;
mod decision;
mod document;
mod document_number;
mod document_type;
mod evidence;
mod extraction;
mod growth;
mod id;
mod jurisdiction;
mod packed;
mod project;
pub mod reference;
mod relation;
mod resolved;
mod task;
mod word;

pub use agency::{AgencyKind, AgencyName};
pub use decision::{Decision, Verdict};
pub use document::{DocumentMention, Header, Numbering, Party, Recipient, Section, Signer, Statement};
pub use document_number::{DocumentNumber, NumberFamily, STANDARDS};
pub use document_type::DocumentType;
pub use evidence::{Evidence, EvidenceView, Sourced};
pub use extraction::Extraction;
pub use growth::Growth;
pub use id::{AgencyId, DocumentId, EnterpriseId, PersonId, PlaceId, ProjectId, TargetId, TaskId};
pub use jurisdiction::{AuthorityLevel, Jurisdiction};
pub use packed::{Edit, Mentions, Numbers, Packed, Packer, Places, Renumbered, Row, Unpacker};
pub use project::{Amount, BudgetLine, EnterpriseMention, ProjectKind, ProjectMention, Target};
pub use relation::{BasisSort, RelationKind, Scope};
pub use resolved::{
    ActorEdge, AgencyNode, Discrepancy, DiscrepancyKind, DocumentNode, EnterpriseNode, Located, MentionNode,
    PersonNode, PlaceNode, Predecessor, ProjectNode, ProjectStatement, RelationEdge, Resolution, Resolved, SignedBy,
    Succession, TargetNode, TaskNode,
};
pub use task::{Actor, Deadline, DeadlineKind, Role, Task};
pub use word::Word;
pub(crate) use word::shared;

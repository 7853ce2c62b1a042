//! What resolve hands to graph: works, agencies, projects and the relations between them, each with how it was decided.
//!
//! Lists are sorted by identity and refer to each other by index, so that the same documents give the same bytes
//! whatever the order they were read in.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::packed::{self, Mentions, Packed};
use super::{
    AgencyId, AgencyKind, Amount, AuthorityLevel, BasisSort, Decision, DocumentId, DocumentNumber, DocumentType,
    EnterpriseId, Evidence, Jurisdiction, PersonId, PlaceId, ProjectId, ProjectKind, RelationKind, Role, Scope,
    TargetId, TaskId, Word,
};
use crate::text::PartialDate;

/// Evidence and the held document it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Located {
    /// Index into [`Resolved::documents`] of the held document whose text it is.
    pub document: u32,
    /// The words.
    pub evidence: Evidence,
}

/// How far a mention could be tied to a work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Resolution {
    /// To a document we hold.
    Resolved,
    /// Fully identified, but we do not hold it.
    Stub,
    /// Several works are possible; none is chosen.
    Ambiguous,
    /// Too little is printed to tell which work is meant.
    Unidentified,
}

/// The rule that decided an identity, as a stable word: `number`, `date-in-mention`, `first-mention`,
/// `unique-in-corpus`, `title-hash`, `law-by-name`, `decision`, …
pub(super) type Rule = Word;

/// A document: a work, held or cited only.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DocumentNode {
    /// The key.
    pub id: DocumentId,
    /// Index of the read document whose text this is, in the order of names; none for a stub. Records leave it to
    /// [`Self::source`]: it changes whenever a document is added.
    #[serde(skip)]
    pub held: Option<u32>,
    /// Name of the file or record, for a held document.
    pub source: Option<Box<str>>,
    /// Number and symbol, which documents of many bodies and years have in common.
    #[serde(serialize_with = "within")]
    pub number: Option<Arc<DocumentNumber>>,
    /// A place for the number is printed and blank.
    pub draft: bool,
    /// Title of a held document, best subject seen in citations of a stub.
    pub title: Option<Box<str>>,
    /// Other names it goes by.
    pub aliases: Vec<String>,
    /// Kind.
    pub document_type: Option<DocumentType>,
    /// Date of issue.
    pub issued_on: Option<PartialDate>,
    /// Index of the issuer in [`Resolved::agencies`].
    pub issuer: Option<u32>,
    /// The issuer's name as its own header or the best citation prints it.
    pub issuer_name: Option<Word>,
    /// Territory; `None` when unknown.
    #[serde(serialize_with = "within")]
    pub jurisdiction: Option<Arc<Jurisdiction>>,
    /// Level of authority; `None` when unknown.
    pub level: Option<AuthorityLevel>,
    /// Whether we hold it, know which it is, or not.
    pub resolution: Resolution,
    /// Candidates, for an ambiguous one.
    pub candidates: Vec<u32>,
    /// Which rule gave the key.
    pub rule: Rule,
    /// Index of its territory in [`Resolved::places`]; none for central works and where unknown.
    pub place: Option<u32>,
    /// Indices into [`Resolved::people`] with capacity and post, for a held document.
    pub signers: Vec<SignedBy>,
    /// How many distinct held documents name it.
    pub cited_by: u32,
    /// Every naming of it by held documents, in order of document and place.
    pub mentions: Mentions,
}

/// Writes what is shared as what it is.
fn within<T: Serialize, S: Serializer>(shared: &Option<Arc<T>>, serializer: S) -> Result<S::Ok, S::Error> {
    shared.as_deref().serialize(serializer)
}

/// A signature.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedBy {
    /// Index into [`Resolved::people`].
    pub person: u32,
    /// "TM.", "KT.", …
    pub capacity: Option<Word>,
    /// Post as printed.
    pub post: Option<Word>,
    /// The words.
    pub evidence: Located,
}

/// One naming of a work, with what it printed: the source of discrepancies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MentionNode {
    /// The words; `located.document` is the citing document.
    pub located: Located,
    /// Index of the mention in that document's extraction.
    pub mention: u32,
    /// Date printed there.
    pub issued_on: Option<PartialDate>,
    /// Issuer printed there.
    pub issuer: Option<Word>,
    /// Subject printed there.
    pub title: Option<Word>,
    /// Which rule tied it to the work.
    pub rule: Rule,
}

/// A relation between two documents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RelationEdge {
    /// Index of the document that acts.
    pub actor: u32,
    /// What it does.
    pub kind: RelationKind,
    /// Index of the document acted on.
    pub object: u32,
    /// Index of the held document that says so.
    pub said_by: u32,
    /// Sort of legal basis.
    pub basis: Option<BasisSort>,
    /// How much of the object.
    pub scope: Scope,
    /// The words.
    pub evidence: Located,
}

/// An agency, group, post or enterprise that acts or is tasked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AgencyNode {
    /// The key.
    pub id: AgencyId,
    /// Canonical full name: "Sở Công Thương tỉnh Lào Cai".
    pub name: String,
    /// What sort of body it is.
    pub kind: AgencyKind,
    /// Whose body it is.
    pub jurisdiction: Jurisdiction,
    /// Level of authority; `None` for enterprises and where unknown.
    pub level: Option<AuthorityLevel>,
    /// Names seen in documents.
    pub aliases: Vec<String>,
    /// For a post, its agency; for a department, the people's committee it serves.
    pub part_of: Option<u32>,
    /// For a group: its membership rule in words.
    pub members_rule: Option<String>,
    /// Index of its territory in [`Resolved::places`]; none for central and unplaced bodies.
    pub place: Option<u32>,
    /// Bodies that took over its duties, one after the other; on a day those that have begun and not yet ended.
    pub successors: Vec<Succession>,
    /// Bodies whose duties it took over, near and far.
    pub predecessors: Vec<Predecessor>,
    /// The first words that name it.
    pub evidence: Vec<Located>,
    /// Which rule gave the key.
    pub rule: Rule,
}

/// One body or place takes over from another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Succession {
    /// Key of the successor.
    pub successor: String,
    /// Its name.
    pub name: String,
    /// ISO date from which.
    pub on: String,
    /// Number of the document that orders it; empty when not certain.
    pub instrument: String,
    /// ISO date of the successor's own last day; empty when it is still there.
    pub until: String,
}

/// A body or place that another one took over from, near or far.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Predecessor {
    /// Key of the predecessor.
    pub predecessor: String,
    /// Its name.
    pub name: String,
    /// ISO date of its last day.
    pub until: String,
    /// Number of the document that ordered the change; empty when not certain.
    pub instrument: String,
}

/// A task with its identities; its key is that of its document and its place in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TaskNode {
    /// Index of the document that sets it.
    pub document: u32,
    /// Index of the task in that document's extraction.
    pub task: u32,
    /// Heading path.
    pub clause: Option<Word>,
    /// Its words, white space folded.
    pub text: String,
    /// Who, in which role.
    pub actors: Vec<ActorEdge>,
    /// Normalised deadline text.
    pub deadline: Option<Word>,
    /// Latest day it can mean, ISO.
    pub due: Option<Word>,
    /// The deadline's words.
    pub deadline_evidence: Option<Located>,
    /// Documents named in it.
    pub documents: Vec<u32>,
    /// Projects named in it.
    pub projects: Vec<u32>,
    /// The words.
    pub evidence: Located,
}

/// An agency's part in a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActorEdge {
    /// Index into [`Resolved::agencies`].
    pub agency: u32,
    /// In which role.
    pub role: Role,
    /// The words that name it.
    pub evidence: Located,
}

/// A project with the statements of all documents side by side.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectNode {
    /// The key.
    pub id: ProjectId,
    /// The fullest name seen.
    pub name: String,
    /// Other names seen.
    pub aliases: Vec<String>,
    /// What sort of work.
    pub kind: ProjectKind,
    /// Territory of the documents that name it.
    pub jurisdiction: Jurisdiction,
    /// What each document says of it, in order of document.
    pub statements: Vec<ProjectStatement>,
    /// Which rule gave the key.
    pub rule: Rule,
}

/// What one document says of a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ProjectStatement {
    /// Index of the document.
    pub document: u32,
    /// The name it uses.
    pub name: String,
    /// Where it stands, as printed.
    pub place: Option<String>,
    /// Costs.
    pub costs: Vec<Amount>,
    /// Capacities.
    pub capacities: Vec<Amount>,
    /// Years with their words.
    pub years: Vec<(String, Evidence)>,
    /// Indices into [`Resolved::enterprises`].
    pub enterprises: Vec<u32>,
    /// Every mention.
    pub evidence: Vec<Evidence>,
}

/// A firm.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnterpriseNode {
    /// The key.
    pub id: EnterpriseId,
    /// The fullest name seen.
    pub name: String,
    /// Other names seen.
    pub aliases: Vec<String>,
    /// Every mention.
    pub evidence: Vec<Located>,
}

/// A person who signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonNode {
    /// The key: name within the agency signed for.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// Index of the agency.
    pub agency: Option<u32>,
}

/// A place that documents or agencies belong to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceNode {
    /// The key.
    pub id: PlaceId,
    /// Kind and name: "tỉnh Phú Yên".
    pub name: String,
    /// Level.
    pub level: AuthorityLevel,
    /// Index of the place it is part of.
    pub parent: Option<u32>,
    /// First day, ISO; empty when before the table begins.
    pub valid_from: String,
    /// Last day, ISO; empty when it still exists.
    pub valid_to: String,
    /// What it became.
    pub successors: Vec<Succession>,
    /// What it was made from, near and far.
    pub predecessors: Vec<Predecessor>,
}

/// A target with its document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetNode {
    /// The key.
    pub id: TargetId,
    /// Index of the document.
    pub document: u32,
    /// Index of the target in that document's extraction.
    pub target: u32,
}

/// What sort of contradiction was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum DiscrepancyKind {
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

/// A contradiction in or between documents: a candidate for a person to judge.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Discrepancy {
    /// What sort.
    pub kind: DiscrepancyKind,
    /// Key of the document, project or task it is about.
    pub about: String,
    /// One sentence in Vietnamese terms with the values.
    pub message: String,
    /// The values that contradict each other, as printed.
    pub values: Vec<String>,
    /// The words of each value.
    pub evidence: Vec<Located>,
}

/// Everything resolve found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Resolved {
    /// Works, sorted by id.
    #[serde(with = "packed::documents")]
    pub documents: Vec<DocumentNode>,
    /// Relations, sorted by actor, kind, object, evidence.
    pub relations: Packed<RelationEdge>,
    /// Bodies, sorted by id.
    pub agencies: Vec<AgencyNode>,
    /// Tasks, sorted by document and place.
    pub tasks: Packed<TaskNode>,
    /// Projects, sorted by id.
    pub projects: Vec<ProjectNode>,
    /// Firms, sorted by id.
    pub enterprises: Vec<EnterpriseNode>,
    /// Signers, sorted by id.
    pub people: Vec<PersonNode>,
    /// Places, sorted by id.
    pub places: Vec<PlaceNode>,
    /// Targets, sorted by document and place.
    pub targets: Vec<TargetNode>,
    /// Contradictions, sorted by kind and subject.
    pub discrepancies: Vec<Discrepancy>,
    /// What people decided, and whether it found what it is about.
    pub decisions: Vec<Decision>,
    /// What could not be decided.
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

impl Resolved {
    /// Returns the key of a task.
    pub fn task_id(&self, task: &TaskNode) -> TaskId {
        let document = self.documents.get(task.document as usize).map_or("", |d| d.id.as_str());
        TaskId::new(format!("{document}{TASK}{}", task.task + 1))
    }

    /// Takes the key of a task apart: the key of its document, and its place in it.
    pub fn split_task(key: &str) -> Option<(&str, u32)> {
        let (document, ordinal) = key.rsplit_once(TASK)?;
        Some((document, ordinal.parse::<u32>().ok()?.checked_sub(1)?))
    }
}

/// What stands between the key of a document and the place of a task in it.
const TASK: &str = ":nv:";

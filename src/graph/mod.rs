//! The graph of documents: build, look up, walk, search, answer, check; the only room that knows petgraph.

mod check;
mod collate;
mod coverage;
mod find;
mod grown;
mod hubs;
mod index;
mod links;
mod marks;
mod meant;
mod paths;
mod rows;
#[cfg(test)]
pub(crate) mod sample;
mod search;
mod shelf;
mod spellings;
mod status;
mod sum;
mod ties;
mod walk;

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

pub use collate::collation_key;
pub use coverage::{Coverage, CoverageState, UnitCoverage};
pub use find::{Found, Hints};
pub use meant::Meant;
pub use paths::{Paths, Wanted, Way};
pub use search::{Hit, Hits, Mark, Matter, MatterKind, SearchIndex, Shown, Snippet, WordReader, Words};
pub use shelf::{Fetch, Hashes, Held, Shelf};
pub use status::{Doubt, Force, Status};
pub use sum::Sum;
pub use ties::{Tie, Tied};
pub use walk::{Bounds, Chain, Direction, Step, Subgraph, Walk};

use sha2::{Digest, Sha256};

use crate::model::{DocumentNode, DocumentNumber, Evidence, EvidenceView, Growth, Located, RelationEdge, Resolved};
use crate::text::{PartialDate, SourceText, fold};

use hubs::Hubs;
use index::{Index, bare_number};
use links::Links;

/// Stand for what a graph is made by.
const RULES: [&str; 4] =
    [env!("CARGO_PKG_VERSION"), env!("LUOCDO_READER"), env!("LUOCDO_EXTRACTOR"), env!("LUOCDO_RESOLVER")];

/// Tells whether two spellings are one number: by their exact symbols where both can be read, else by their letters.
pub fn same_number(a: &str, b: &str) -> bool {
    match (DocumentNumber::parse_whole(a.trim()), DocumentNumber::parse_whole(b.trim())) {
        (Some(a), Some(b)) => a.key() == b.key(),
        _ => bare_number(a) == bare_number(b),
    }
}

/// The graph that is served.
#[derive(Clone, Debug, Default)]
pub struct PolicyGraph {
    /// The identities and relations.
    pub resolved: Arc<Resolved>,
    /// The held documents; `DocumentNode::held` is an index into this list, which is sorted by file name.
    pub held: Shelf,
    index: Arc<Index>,
    window: Option<(PartialDate, PartialDate)>,
    /// Laid out when it is first asked for: most runs of the command line never search.
    search: OnceLock<Arc<SearchIndex>>,
    hubs: Hubs,
}

/// The lists whose items have keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Documents.
    Documents,
    /// Agencies, groups, posts.
    Agencies,
    /// Tasks.
    Tasks,
    /// Projects.
    Projects,
    /// Firms.
    Enterprises,
    /// Signers.
    People,
    /// Places.
    Places,
    /// Targets.
    Targets,
}

impl List {
    /// All lists, in the order of the contract.
    pub const ALL: [Self; 8] = [
        Self::Documents,
        Self::Agencies,
        Self::Tasks,
        Self::Projects,
        Self::Enterprises,
        Self::People,
        Self::Places,
        Self::Targets,
    ];
}

impl PolicyGraph {
    /// Builds the graph. A relation whose end does not exist is left out of the walks; [`Self::check`] names it.
    pub fn build(resolved: impl Into<Arc<Resolved>>, held: impl Into<Shelf>) -> Self {
        let mut resolved: Arc<Resolved> = resolved.into();
        // They are, unless somebody else made them.
        if !resolved.relations.iter().map(|r| r.actor).is_sorted() {
            let mut relations: Vec<RelationEdge> = resolved.relations.iter().collect();
            relations.sort_by_key(|r| r.actor);
            Arc::make_mut(&mut resolved).relations = relations.into_iter().collect();
        }
        let index = Index::build(&resolved);
        Self::with_index(resolved, held.into(), index)
    }

    /// Builds a graph that grew out of another one as `step` tells.
    pub fn grown(before: &Self, step: &Growth, resolved: Arc<Resolved>, held: impl Into<Shelf>) -> Self {
        let index = grown::index(grown::From { index: &before.index, resolved: &before.resolved, step }, &resolved);
        Self::with_index(resolved, held.into(), index)
    }

    fn with_index(resolved: Arc<Resolved>, held: Shelf, index: Index) -> Self {
        let dates = || resolved.documents.iter().filter(|d| d.held.is_some()).filter_map(|d| d.issued_on);
        let window = dates().min().zip(dates().max());
        Self { index: Arc::new(index), window, resolved, held, search: OnceLock::new(), hubs: Hubs::default() }
    }

    /// Gives the graph its words, which were laid out before for the same graph.
    pub fn with_search(self, search: SearchIndex) -> Self {
        Self { search: OnceLock::from(Arc::new(search)), ..self }
    }

    fn links(&self) -> &Links {
        &self.index.links
    }

    /// Returns how many bytes the rows of relations take, both ways.
    pub fn bytes_of_links(&self) -> usize {
        self.links().bytes()
    }

    /// Returns the dates of the earliest and the latest document held; none when no held document is dated.
    pub fn window(&self) -> Option<(PartialDate, PartialDate)> {
        self.window
    }

    /// Returns a word that changes whenever the graph does: what is held, the rules and what people decided, of which all
    /// else is made; the order in which documents came does not matter.
    pub fn revision(&self) -> String {
        let mut hash = Sha256::new_with_prefix(self.held.sum().bytes());
        let r = &self.resolved;
        for mark in RULES {
            hash.update(mark.as_bytes());
        }
        let counts = [
            r.documents.len(),
            r.relations.len(),
            r.tasks.len(),
            r.agencies.len(),
            r.projects.len(),
            r.targets.len(),
            r.discrepancies.len(),
            r.people.len(),
        ];
        hash.update(counts.map(usize::to_le_bytes).concat());
        hash.update(format!("{:?}", r.decisions).as_bytes());
        hex::encode(hash.finalize()).chars().take(16).collect()
    }

    /// Finds the position of a key in a list.
    pub fn find(&self, list: List, key: &str) -> Option<u32> {
        let keys = match list {
            List::Documents => &self.index.documents,
            List::Agencies => &self.index.agencies,
            List::Tasks => return self.find_task(key),
            List::Projects => &self.index.projects,
            List::Enterprises => &self.index.enterprises,
            List::People => &self.index.people,
            List::Places => &self.index.places,
            List::Targets => &self.index.targets,
        };
        keys.find(key, |i| self.key(list, i))
    }

    /// A task is found by its document and its place in it.
    fn find_task(&self, key: &str) -> Option<u32> {
        let (document, place) = Resolved::split_task(key)?;
        let tasks = self.tasks_of(self.by_id(document)?);
        let at = |i: &u32| self.resolved.tasks.get(*i as usize).is_some_and(|t| t.task == place);
        tasks.iter().copied().find(at).filter(|i| self.key(List::Tasks, *i).as_deref() == Some(key))
    }

    /// Returns the key of a position in a list.
    pub fn key(&self, list: List, index: u32) -> Option<Cow<'_, str>> {
        let (r, i) = (&self.resolved, index as usize);
        let key = match list {
            List::Documents => r.documents.get(i).map(|n| n.id.as_str()),
            List::Agencies => r.agencies.get(i).map(|n| n.id.as_str()),
            List::Tasks => return r.tasks.get(i).map(|n| r.task_id(&n).as_str().to_owned().into()),
            List::Projects => r.projects.get(i).map(|n| n.id.as_str()),
            List::Enterprises => r.enterprises.get(i).map(|n| n.id.as_str()),
            List::People => r.people.get(i).map(|n| n.id.as_str()),
            List::Places => r.places.get(i).map(|n| n.id.as_str()),
            List::Targets => r.targets.get(i).map(|n| n.id.as_str()),
        };
        key.map(Cow::Borrowed)
    }

    /// Returns how many items a list has.
    pub fn count(&self, list: List) -> u32 {
        let r = &self.resolved;
        let count = match list {
            List::Documents => r.documents.len(),
            List::Agencies => r.agencies.len(),
            List::Tasks => r.tasks.len(),
            List::Projects => r.projects.len(),
            List::Enterprises => r.enterprises.len(),
            List::People => r.people.len(),
            List::Places => r.places.len(),
            List::Targets => r.targets.len(),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Returns the tasks a document sets, in the order of the text.
    pub fn tasks_of(&self, document: u32) -> &[u32] {
        self.index.document_tasks.of(document)
    }

    /// Returns the projects a document speaks of.
    pub fn projects_of(&self, document: u32) -> &[u32] {
        self.index.document_projects.of(document)
    }

    /// Returns the targets a document sets.
    pub fn targets_of(&self, document: u32) -> &[u32] {
        self.index.document_targets.of(document)
    }

    /// Returns the tasks an agency has a part in, those with a last day first.
    pub fn tasks_of_agency(&self, agency: u32) -> &[u32] {
        self.index.agency_tasks.of(agency)
    }

    /// Returns the documents an agency issued.
    pub fn documents_of_agency(&self, agency: u32) -> &[u32] {
        self.index.agency_documents.of(agency)
    }

    /// Returns the posts and departments of an agency.
    pub fn parts_of_agency(&self, agency: u32) -> &[u32] {
        self.index.agency_parts.of(agency)
    }

    /// Returns the bodies whose duties an agency took over.
    pub fn predecessors_of_agency(&self, agency: u32) -> &[u32] {
        self.index.agency_predecessors.of(agency)
    }

    /// Returns the tasks that name a project.
    pub fn tasks_of_project(&self, project: u32) -> &[u32] {
        self.index.project_tasks.of(project)
    }

    /// Returns the projects a firm invests in or runs.
    pub fn projects_of_enterprise(&self, enterprise: u32) -> &[u32] {
        self.index.enterprise_projects.of(enterprise)
    }

    /// Returns the documents a person signed.
    pub fn documents_of_person(&self, person: u32) -> &[u32] {
        self.index.person_documents.of(person)
    }

    /// Returns the document at an index.
    pub fn document(&self, index: u32) -> Option<&DocumentNode> {
        self.resolved.documents.get(index as usize)
    }

    /// Returns the relation at an index.
    pub fn relation(&self, index: u32) -> Option<RelationEdge> {
        self.resolved.relations.get(index as usize)
    }

    /// Finds a document by its key.
    pub fn by_id(&self, id: &str) -> Option<u32> {
        self.find(List::Documents, id)
    }

    /// Returns all documents that carry a number, however it is written: "23-NQ/TW", "23- NQ/TW", "23 nq tw".
    ///
    /// Marks tell kinds apart (HD and HĐ), so the exact symbol is looked for first and its bare letters after it.
    pub fn by_number(&self, number: &str) -> &[u32] {
        let exact = DocumentNumber::parse_whole(number.trim()).and_then(|n| self.index.numbers.get(&n.key()));
        exact.or_else(|| self.index.bare_numbers.get(&bare_number(number))).unwrap_or_default()
    }

    /// Finds the one document a number names: the only one, or the only one we hold; none when several are possible.
    pub fn one_by_number(&self, number: &str) -> Option<u32> {
        let all = self.by_number(number);
        if let [one] = all {
            return Some(*one);
        }
        let mut held = all.iter().filter(|i| self.document(**i).is_some_and(|d| d.held.is_some()));
        match (held.next(), held.next()) {
            (Some(one), None) => Some(*one),
            _ => None,
        }
    }

    /// Finds a body by a name that only one has, written with or without marks and capitals.
    pub fn agency_by_name(&self, name: &str) -> Option<u32> {
        match self.index.agency_names.get(&fold(name.trim())) {
            Some([one]) => Some(*one),
            _ => None,
        }
    }

    /// Finds a held document by the name of the file it was read from.
    pub fn by_source(&self, source: &str) -> Option<u32> {
        self.index.sources.find(source, |i| self.document(i).map(index::source)).filter(|_| !source.is_empty())
    }

    /// Returns the held text of a document.
    pub fn text_of(&self, document: u32) -> Option<Arc<SourceText>> {
        self.held_of(document).map(|h| h.text)
    }

    /// Returns what is held of a document.
    pub fn held_of(&self, document: u32) -> Option<Held> {
        self.held.get(self.document(document)?.held?)
    }

    /// Shows the particulars of private persons in texts, quotes and snippets. Facts and search never have them.
    pub fn show_private(&mut self) {
        self.held.reveal();
    }

    /// Cuts the words of evidence out of the document they stand in.
    pub fn view(&self, located: &Located) -> Option<EvidenceView> {
        self.view_in(located.document, &located.evidence)
    }

    /// Cuts the words of evidence out of a document; none when its text is not held or is another text.
    pub fn view_in(&self, document: u32, evidence: &Evidence) -> Option<EvidenceView> {
        let text = self.text_of(document)?;
        let span = evidence.span();
        text.source().get(span.start as usize..span.end as usize).filter(|q| !q.trim().is_empty())?;
        Some(evidence.shown(&text))
    }
}

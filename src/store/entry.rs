//! What goes into the store and comes out of it, as plain data.

/// A document on its way in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The file it comes from: an absolute path, or a name of its own when it came over the network.
    pub file: String,
    /// The record in that file, where a file holds many.
    pub record: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its text and facts; none when the store was seen to hold them.
    pub content: Option<Content>,
}

/// A text and what was read from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// What the bytes were: `text`, `html`, `docx`, `doc`, `pdf` or `record`.
    pub format: String,
    /// The text as read.
    pub text: String,
    /// The mark of the rules that read it.
    pub reader: String,
    /// The mark of the rules that found the facts.
    pub extractor: String,
    /// The facts, as [`encode`](super::encode) writes them.
    pub facts: Vec<u8>,
    /// What a list shows of it.
    pub summary: Summary,
}

/// What a list shows of a document beside its path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    /// Number and symbol.
    pub number: Option<String>,
    /// The subject line.
    pub title: Option<String>,
    /// The date of issue.
    pub issued_on: Option<String>,
}

/// What became of an arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Its path and its content are new.
    New,
    /// Its path was there with other bytes: they are kept and no longer current.
    NewVersion,
    /// Its content was there under another path: it is kept once, under both.
    SameContent,
    /// It was there, read by other rules, and is there now as the present rules read it.
    ReadAgain,
    /// It was there; nothing was written.
    Known,
    /// It was there when it was looked for and was removed since; it is to be read again.
    Gone,
}

/// A current document, to build the graph from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Which content it is; the same as long as it is kept.
    pub id: i64,
    /// The first of its paths, record included.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The text as read.
    pub text: String,
    /// SHA-256 of the text.
    pub text_sha256: [u8; 32],
    /// The mark of the rules that read it.
    pub reader: String,
    /// The mark of the rules that found the facts.
    pub extractor: String,
    /// The facts.
    pub facts: Vec<u8>,
}

/// How often a store was changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    /// Changes of any sort.
    pub change: u64,
    /// Changes that did more than add documents.
    pub altered: u64,
    /// The last path that was added.
    pub last: i64,
}

/// A current content and the first path that leads to it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// The first of its paths, record included.
    pub path: String,
    /// Which content.
    pub id: i64,
    /// The mark of the rules that found its facts.
    pub extractor: String,
    /// SHA-256 of its text as read.
    pub text: [u8; 32],
}

/// A line of the list of what is kept.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Listed {
    /// The path, record included.
    pub path: String,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
    /// What the bytes were.
    pub format: String,
    /// Length of the text in bytes.
    pub bytes: u64,
    /// Number and symbol.
    pub number: Option<String>,
    /// The subject line.
    pub title: Option<String>,
    /// The date of issue.
    pub issued_on: Option<String>,
    /// When it was added, in UTC.
    pub added_at: String,
    /// When other bytes took its place; none for the current version.
    pub replaced_at: Option<String>,
}

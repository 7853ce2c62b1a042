//! Documents that are asked for by the SHA-256 of their text: those known from the start, and, where any may be asked,
//! those that came with their hash before; few enough that none can fill memory.

use std::collections::{BTreeMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// How many documents that came with a request are kept.
const MAX_KEPT: usize = 1000;
/// Length of all of them together, in bytes.
const MAX_BYTES: usize = 8 << 20;

/// Why documents of a folder cannot be known.
#[derive(Debug, thiserror::Error)]
pub enum PersistedError {
    /// The folder or a file cannot be read.
    #[error("{0}: cannot be read: {1}")]
    Io(PathBuf, std::io::Error),
    /// The folder has no document.
    #[error("{0}: has no file *.graphql")]
    Empty(PathBuf),
}

/// Reads the documents of a folder: its files `*.graphql`, by name.
///
/// # Errors
///
/// Fails when the folder or a file cannot be read, or there is none.
pub fn read_documents(folder: &Path) -> Result<Vec<(PathBuf, String)>, PersistedError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |e| PersistedError::Io(path, e)
    };
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(failed(folder))? {
        let path = entry.map_err(failed(folder))?.path();
        if path.extension().is_some_and(|e| e == "graphql") {
            files.push(path);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(PersistedError::Empty(folder.to_owned()));
    }
    files
        .into_iter()
        .map(|file| std::fs::read_to_string(&file).map_err(failed(&file)).map(|text| (file, text)))
        .collect()
}

/// The documents that are known.
#[derive(Debug, Default)]
pub(super) struct Persisted {
    fixed: BTreeMap<String, Arc<str>>,
    kept: Mutex<Kept>,
    /// Whether no other document is run.
    pub(super) only: bool,
}

#[derive(Debug, Default)]
struct Kept {
    texts: BTreeMap<String, Arc<str>>,
    /// The hashes, the oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

impl Persisted {
    pub(super) fn new<'a>(documents: impl IntoIterator<Item = &'a str>, only: bool) -> Self {
        let fixed = documents.into_iter().map(|text| (hash_of(text), Arc::from(text))).collect();
        Self { fixed, only, ..Self::default() }
    }

    /// Finds a document by the hash of its text, in hexadecimal.
    pub(super) fn find(&self, hash: &str) -> Option<Arc<str>> {
        let hash = hash.to_ascii_lowercase();
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner).texts.get(&hash).map(Arc::clone);
        self.fixed.get(&hash).map(Arc::clone).or_else(kept)
    }

    /// Whether a document may be run.
    pub(super) fn allows(&self, text: &str) -> bool {
        !self.only || self.fixed.contains_key(&hash_of(text))
    }

    /// Keeps a document that came with its hash; the oldest go when there are too many.
    pub(super) fn keep(&self, text: &str) {
        let hash = hash_of(text);
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if self.only || self.fixed.contains_key(&hash) || kept.texts.contains_key(&hash) {
            return;
        }
        kept.bytes += text.len();
        kept.texts.insert(hash.clone(), Arc::from(text));
        kept.order.push_back(hash);
        while kept.order.len() > MAX_KEPT || kept.bytes > MAX_BYTES {
            let Some(oldest) = kept.order.pop_front() else { break };
            let gone = kept.texts.remove(&oldest).map_or(0, |t| t.len());
            kept.bytes = kept.bytes.saturating_sub(gone);
        }
    }
}

/// Returns the SHA-256 of a text in hexadecimal.
pub(super) fn hash_of(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// Returns the hash in `extensions.persistedQuery`; what is there and cannot be one is the error.
pub(super) fn automatic(extensions: &Map<String, Value>) -> Result<Option<String>, &'static str> {
    let Some(persisted) = extensions.get("persistedQuery").filter(|v| !v.is_null()) else { return Ok(None) };
    if persisted.get("version") != Some(&Value::from(1)) {
        return Err("`extensions.persistedQuery.version` must be 1");
    }
    match persisted.get("sha256Hash").and_then(Value::as_str).filter(|h| is_hash(h)) {
        Some(hash) => Ok(Some(hash.to_ascii_lowercase())),
        None => Err("`extensions.persistedQuery.sha256Hash` must be a SHA-256 in hexadecimal"),
    }
}

/// Reads an identifier: `sha256:` and the hash, or the hash alone.
pub(super) fn hash_in(id: &str) -> Option<&str> {
    Some(id.strip_prefix("sha256:").unwrap_or(id)).filter(|h| is_hash(h))
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_is_kept_is_found_until_there_is_too_much() {
        let persisted = Persisted::new(["{ fixed }"], false);
        for i in 0..=MAX_KEPT {
            persisted.keep(&format!("{{ a{i} }}"));
        }
        let found = |text: &str| persisted.find(&hash_of(text).to_uppercase()).is_some();
        assert!(found("{ fixed }") && found("{ a1 }") && !found("{ a0 }"));
        persisted.keep(&"x".repeat(MAX_BYTES));
        assert!(!found("{ a1000 }"), "what is longer than all that may be kept leaves nothing beside it");
        persisted.keep(&"x".repeat(MAX_BYTES + 1));
        assert!(!found(&"x".repeat(MAX_BYTES + 1)));
        persisted.keep("{ a }");
        assert!(found("{ a }") && found("{ fixed }"));
    }

    #[test]
    fn where_only_known_documents_run_none_is_added() {
        let persisted = Persisted::new(["{ fixed }"], true);
        persisted.keep("{ a }");
        assert!(persisted.allows("{ fixed }") && !persisted.allows("{ a }"));
        assert_eq!(persisted.find(&hash_of("{ a }")), None);
    }

    #[test]
    fn hashes_are_hashes() {
        let hash = hash_of("{ a }");
        assert_eq!(hash_in(&format!("sha256:{hash}")), Some(hash.as_str()));
        assert_eq!((hash_in(&hash), hash_in("sha256:1"), hash_in("md5:x")), (Some(hash.as_str()), None, None));
        let read = |v: Value| automatic(v.as_object().unwrap());
        assert_eq!(read(json!({ "persistedQuery": { "version": 1, "sha256Hash": hash } })), Ok(Some(hash.clone())));
        assert_eq!(read(json!({ "other": 1, "persistedQuery": null })), Ok(None));
        for bad in [json!({ "sha256Hash": hash }), json!({ "version": 1, "sha256Hash": "x" }), json!([]), json!("x")] {
            assert!(read(json!({ "persistedQuery": bad })).is_err());
        }
    }

    #[test]
    fn a_folder_without_documents_is_named() {
        let folder = tempfile::tempdir().unwrap();
        assert!(read_documents(folder.path()).unwrap_err().to_string().contains("has no file *.graphql"));
        std::fs::write(folder.path().join("b.graphql"), "{ b }").unwrap();
        std::fs::write(folder.path().join("a.graphql"), "{ a }").unwrap();
        std::fs::write(folder.path().join("note.txt"), "no").unwrap();
        let texts: Vec<String> = read_documents(folder.path()).unwrap().into_iter().map(|(_, text)| text).collect();
        assert_eq!(texts, ["{ a }", "{ b }"]);
        assert!(read_documents(&folder.path().join("none")).is_err());
    }
}

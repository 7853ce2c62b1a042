//! Which files stand in a folder and below it, in the order of their paths; opens only the first bytes of a file whose name
//! does not tell its format.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::format::{Format, format_of};
use crate::diagnostic::{Diagnostic, Severity};

/// Endings of names of documents. A file named by itself is read whatever its name.
const EXTENSIONS: [&str; 11] = ["txt", "md", "text", "html", "htm", "xhtml", "docx", "doc", "pdf", "jsonl", "ndjson"];

/// Files that stand in folders of documents and say something about them.
const ABOUT: [&str; 2] = ["manifest.toml", "Thumbs.db"];

/// How many names a diagnostic lists.
const NAMED: usize = 3;

/// A file to read and the name its document bears: its path below the folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Found {
    /// The name.
    pub name: String,
    /// Where it is.
    pub path: PathBuf,
}

/// Lists a file, or the documents of a folder and of the folders below it. Links are followed, each folder is entered
/// once, hidden files are passed over, and what is no document is said by its ending.
pub(super) fn list(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> std::io::Result<Vec<Found>> {
    if !std::fs::metadata(path)?.is_dir() {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(vec![Found { name, path: path.to_owned() }]);
    }
    std::fs::read_dir(path)?;
    let mut found = Vec::new();
    let mut others: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut entered = BTreeSet::new();
    let mut open = vec![(path.to_owned(), String::new())];
    while let Some((folder, prefix)) = open.pop() {
        let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
        if !entered.insert(real) {
            continue;
        }
        let Ok(entries) = std::fs::read_dir(&folder) else {
            let message = "the folder cannot be read; its documents are missing";
            diagnostics.push(Diagnostic::new("read.no-file", Severity::Error, &prefix, message));
            continue;
        };
        let mut entries: Vec<std::fs::DirEntry> = entries.flatten().collect();
        entries.sort_by_key(std::fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with('.') || ABOUT.contains(&name.as_str()) {
                continue;
            }
            let path = entry.path();
            let below = format!("{prefix}{name}");
            if path.is_dir() {
                open.push((path, format!("{below}/")));
            } else if is_document(&path) {
                found.push(Found { name: below, path });
            } else {
                others.entry(extension(&path)).or_default().push(below);
            }
        }
    }
    found.sort();
    diagnostics
        .extend(others.into_iter().map(|(extension, names)| left_out(&path.to_string_lossy(), &extension, names)));
    Ok(found)
}

/// The ending tells, and where it is none of those known, the first bytes may.
fn is_document(path: &Path) -> bool {
    let name = path.file_name().map(|n| n.to_string_lossy().to_lowercase()).unwrap_or_default();
    let inner = name.strip_suffix(".gz").unwrap_or(&name);
    if Path::new(inner).extension().is_some_and(|e| EXTENSIONS.iter().any(|k| e == *k)) {
        return true;
    }
    let mut head = Vec::new();
    let read = std::fs::File::open(path).map(|f| f.take(8192).read_to_end(&mut head));
    read.is_ok() && matches!(format_of(&head), Format::Pdf | Format::Docx | Format::Doc)
}

fn extension(path: &Path) -> String {
    path.extension().map(|e| format!(".{}", e.to_string_lossy().to_lowercase())).unwrap_or_default()
}

fn left_out(folder: &str, extension: &str, mut names: Vec<String>) -> Diagnostic {
    names.sort();
    let count = names.len();
    names.truncate(NAMED);
    let more = if count > NAMED { ", …" } else { "" };
    let kind = if extension.is_empty() { "without an ending".to_owned() } else { format!("ending in {extension}") };
    let files = if count == 1 { "1 file".to_owned() } else { format!("{count} files") };
    let message = format!(
        "{files} {kind} left out ({}{more}); read are .{}, each also as .gz",
        names.join(", "),
        EXTENSIONS.join(", .")
    );
    Diagnostic::new("read.unknown-ending", Severity::Warning, folder, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, words) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, words).unwrap();
        }
        folder
    }

    #[test]
    fn lists_documents_below_in_order_and_says_what_is_left_out() {
        let folder = folder(&[
            ("b.txt", ""),
            ("a/2.DOCX", ""),
            ("a/1.jsonl.gz", ""),
            ("scan", "%PDF-1.4"),
            ("bang.csv", "a,b"),
            (".hidden.txt", ""),
            ("manifest.toml", ""),
        ]);
        let mut said = Vec::new();
        let found = list(folder.path(), &mut said).unwrap();
        let names: Vec<&str> = found.iter().map(|f| f.name.as_str()).collect();
        assert_eq!(names, ["a/1.jsonl.gz", "a/2.DOCX", "b.txt", "scan"]);
        assert_eq!(said.len(), 1);
        assert!(said.iter().all(|d| d.message.contains("1 file ending in .csv left out (bang.csv)")), "{said:?}");
    }

    #[test]
    #[cfg(unix)]
    fn a_ring_of_links_ends() {
        let folder = folder(&[("a/1.txt", "")]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("a/ring")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("none"), folder.path().join("a/gone.txt")).unwrap();
        let found = list(folder.path(), &mut Vec::new()).unwrap();
        assert_eq!(found.first().map(|f| f.name.as_str()), Some("a/1.txt"));
        assert_eq!(found.len(), 2);
    }
}

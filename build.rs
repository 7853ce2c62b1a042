//! Marks the program with what its reading and its extraction are made of, so that stored facts tell whether the rules
//! have changed since; a mark that changes too often costs a reading, one that is forgotten costs the truth.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

/// What the text of a document is a function of, beside its bytes.
const READER: &[&str] = &["src/text", "src/read"];

/// What the facts of a document are a function of, beside its text.
const EXTRACTOR: &[&str] =
    &["src/text", "src/model", "src/read/outline.rs", "src/read/chrome.rs", "src/extract", "graph-data/reference"];

/// What a graph is a function of, beside the facts of its documents, and what its parts look like when they are kept.
const RESOLVER: &[&str] = &[
    "src/text",
    "src/model",
    "src/diagnostic.rs",
    "src/resolve",
    "src/graph/search",
    "src/pipeline/away.rs",
    "src/pipeline/snapshot.rs",
    "graph-data/reference",
];

fn main() -> std::io::Result<()> {
    println!("cargo::rustc-env=LUOCDO_READER={}", mark(READER)?);
    println!("cargo::rustc-env=LUOCDO_EXTRACTOR={}", mark(EXTRACTOR)?);
    println!("cargo::rustc-env=LUOCDO_RESOLVER={}", mark(RESOLVER)?);
    Ok(())
}

fn mark(paths: &[&str]) -> std::io::Result<String> {
    let mut files = Vec::new();
    for path in paths {
        println!("cargo::rerun-if-changed={path}");
        gather(Path::new(path), &mut files)?;
    }
    files.sort();
    let mut hash = Sha256::new();
    for file in files {
        hash.update(file.to_string_lossy().as_bytes());
        hash.update(std::fs::read(&file)?);
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

fn gather(path: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    for entry in std::fs::read_dir(path)? {
        gather(&entry?.path(), files)?;
    }
    Ok(())
}

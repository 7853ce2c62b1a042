//! Bytes to documents: encodings and formats; the only stage that touches files. Decides nothing of meaning.

mod chrome;
mod decode;
mod html;
mod outline;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Section;
use crate::text::SourceText;

use decode::{Refusal, decode};
use html::{html_text, is_html};

pub use outline::outline;

/// A document as it was read: its text, headings and where it came from.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The text and its clean copy. Its name is the file name, or `file name#record` for one record of many.
    pub text: SourceText,
    /// Its headings.
    pub sections: Vec<Section>,
    /// SHA-256 of the bytes, in hexadecimal.
    pub sha256: String,
}

/// Reads every document in the bytes of one file: one, or one a record. Never fails: what cannot be read is a
/// diagnostic that names the file.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => return (Vec::new(), vec![refused(name, refusal)]),
    };
    let diagnostics = decoded.guessed.map(|encoding| {
        let message = format!("read as {encoding}, a guess from its bytes; save it as UTF-8 if letters are wrong");
        Diagnostic::new("read.encoding-guessed", Severity::Warning, name, message)
    });
    let page = is_html(&decoded.text);
    let mut text = SourceText::new(name, if page { html_text(&decoded.text) } else { decoded.text });
    if let Some(end) = chrome::document_end(&text) {
        text.keep_until(end);
    }
    let sections = outline(&text);
    (
        vec![ReadDocument { text, sections, sha256: hex::encode(Sha256::digest(bytes)) }],
        diagnostics.into_iter().collect(),
    )
}

/// Reads files and folders, in the order of their names. A path that cannot be read is a diagnostic.
pub fn read_paths(paths: &[PathBuf]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let mut documents = Vec::new();
    let mut diagnostics = Vec::new();
    for path in paths {
        let files = match list(path) {
            Ok(files) => files,
            Err(e) => {
                let message = format!("cannot be read: {e}; check the path");
                diagnostics.push(Diagnostic::new(
                    "read.no-file",
                    Severity::Error,
                    &path.display().to_string(),
                    message,
                ));
                continue;
            }
        };
        for file in files {
            let name = file.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            match std::fs::read(&file) {
                Ok(bytes) => {
                    let (mut found, mut said) = read_bytes(&name, &bytes);
                    documents.append(&mut found);
                    diagnostics.append(&mut said);
                }
                Err(e) => diagnostics.push(Diagnostic::new(
                    "read.no-file",
                    Severity::Error,
                    &name,
                    format!("cannot be read: {e}"),
                )),
            }
        }
    }
    (documents, diagnostics)
}

fn list(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        return Ok(vec![path.to_owned()]);
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(path)?.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_file()).collect();
    files.retain(|p| p.extension().is_some_and(|e| e == "txt" || e == "html" || e == "htm"));
    files.sort();
    Ok(files)
}

fn refused(name: &str, refusal: Refusal) -> Diagnostic {
    let (code, message) = match refusal {
        Refusal::Empty => ("read.empty", "the file is empty; nothing was read from it"),
        Refusal::Binary => ("read.not-text", "the file is not text; save the document as UTF-8 text and read it again"),
        Refusal::TooLarge => ("read.too-large", "the file is larger than 2 GiB; split it and read the parts"),
    };
    Diagnostic::new(code, Severity::Error, name, message)
}

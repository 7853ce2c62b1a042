//! Bytes to documents: encodings and formats; the only stage that touches files. Decides nothing of meaning.

mod chrome;
mod decode;
mod html;
mod jsonl;
mod legacy;
mod office;
mod outline;
mod pdf;

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Section;
use crate::text::SourceText;

use decode::{Refusal, decode};
use html::{html_text, is_html};

pub use outline::outline;
pub use pdf::quiet_pdf_panics;

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
///
/// The format is told from the bytes, not from the name. Offsets of what comes from a Word, PDF or JSON file are those
/// of the text read from it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let sha256 = hex::encode(Sha256::digest(bytes));
    if let Some(format) = office::format(bytes) {
        return match office::office_text(bytes, format) {
            Ok(text) if !text.trim().is_empty() => (vec![document(name, text, sha256)], Vec::new()),
            Ok(_) => (Vec::new(), vec![refused(name, Refusal::Empty)]),
            Err(e) => {
                (Vec::new(), vec![unread(name, "read.broken-word", &format!("the Word file cannot be read: {e}"))])
            }
        };
    }
    if bytes.starts_with(b"%PDF-") {
        return match pdf::pdf_text(bytes) {
            Ok(text) => (vec![document(name, text, sha256)], Vec::new()),
            Err(failure) => (Vec::new(), vec![no_pdf_text(name, failure)]),
        };
    }
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        Err(refusal) => return (Vec::new(), vec![refused(name, refusal)]),
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    if let Some(encoding) = decoded.guessed {
        let message = format!("read as {encoding}, a guess from its bytes; save it as UTF-8 if letters are wrong");
        diagnostics.push(Diagnostic::new("read.encoding-guessed", Severity::Warning, name, message));
    }
    if !jsonl::is_jsonl(name, &decoded.text) {
        let text = if is_html(&decoded.text) { html_text(&decoded.text) } else { decoded.text };
        return (vec![document(name, text, sha256)], diagnostics);
    }
    let mut documents = Vec::new();
    for record in jsonl::records(&decoded.text) {
        match record {
            Ok(r) => {
                let sha256 = hex::encode(Sha256::digest(r.text.as_bytes()));
                let text = if is_html(&r.text) { html_text(&r.text) } else { r.text };
                documents.push(document(&format!("{name}#{}", r.name), text, sha256));
            }
            Err((line, what)) => {
                diagnostics.push(unread(
                    name,
                    "read.bad-record",
                    &format!("line {line} {what}; the other lines were read"),
                ));
            }
        }
    }
    (documents, diagnostics)
}

fn document(name: &str, text: String, sha256: String) -> ReadDocument {
    let mut text = SourceText::new(name, text);
    if let Some(end) = chrome::document_end(&text) {
        text.keep_until(end);
    }
    let sections = outline(&text);
    ReadDocument { text, sections, sha256 }
}

fn unread(name: &str, code: &str, message: &str) -> Diagnostic {
    Diagnostic::new(code, Severity::Error, name, message)
}

fn no_pdf_text(name: &str, failure: pdf::Failure) -> Diagnostic {
    match failure {
        pdf::Failure::Scanned => unread(
            name,
            "read.pdf-without-text",
            "the PDF holds pictures and no text; run a text recognition over it first",
        ),
        pdf::Failure::Encrypted => {
            unread(name, "read.pdf-encrypted", "the PDF asks for a password; save it without one and read it again")
        }
        pdf::Failure::Broken(e) => unread(name, "read.broken-pdf", &format!("the PDF cannot be read: {e}")),
    }
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

/// Files of a folder that are read; one named itself is read whatever its name.
const EXTENSIONS: [&str; 9] = ["txt", "html", "htm", "docx", "doc", "pdf", "jsonl", "ndjson", "md"];

fn list(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        std::fs::metadata(path)?;
        return Ok(vec![path.to_owned()]);
    }
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(path)?.filter_map(Result::ok).map(|e| e.path()).filter(|p| p.is_file()).collect();
    let known = |e: &std::ffi::OsStr| EXTENSIONS.iter().any(|k| e.eq_ignore_ascii_case(k));
    files.retain(|p| p.extension().is_some_and(known));
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

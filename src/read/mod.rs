//! Bytes to documents: encodings and formats; the only stage that touches files. Decides nothing of meaning.

mod chrome;
mod decode;
mod files;
mod html;
mod jsonl;
mod legacy;
mod office;
mod outline;
mod pdf;

use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Section;
use crate::text::SourceText;

use decode::{Refusal, decode};
use html::{html_text, is_html};

pub use files::{FoundFile, Piece, files, pieces};
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
    /// What the bytes were.
    pub format: Format,
}

/// What the bytes of a document were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text.
    Text,
    /// An HTML page.
    Html,
    /// A Word file, .docx or .doc.
    Word,
    /// A PDF with text.
    Pdf,
    /// One record of a file of JSON lines.
    Record,
}

impl Format {
    /// Returns the name of the format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Html => "html",
            Self::Word => "word",
            Self::Pdf => "pdf",
            Self::Record => "record",
        }
    }
}

/// One document found in bytes.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record's name, where there are many.
    pub record: Option<String>,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// The document; none when it was known and therefore not read.
    pub document: Option<ReadDocument>,
}

/// Reads every document in the bytes of one file: one, or one a record. Never fails: what cannot be read is a
/// diagnostic that names the file.
///
/// The format is told from the bytes, not from the name. Offsets of what comes from a Word, PDF or JSON file are those
/// of the text read from it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let (entries, diagnostics) = read_unknown(name, bytes, None, &|_| false);
    (entries.into_iter().filter_map(|e| e.document).collect(), diagnostics)
}

impl Piece {
    /// Reads every document in the piece whose hash is not known.
    pub fn read(&self, known: &dyn Fn(&[u8; 32]) -> bool) -> (Vec<Entry>, Vec<Diagnostic>) {
        read_unknown(&self.name, &self.bytes, self.first_line, known)
    }
}

/// Makes the text of a document again from what was kept of it.
pub fn text_as_read(name: &str, text: String) -> SourceText {
    let mut text = SourceText::new(name, text);
    if let Some(end) = chrome::document_end(&text) {
        text.keep_until(end);
    }
    text
}

fn read_unknown(
    name: &str,
    bytes: &[u8],
    first_line: Option<usize>,
    known: &dyn Fn(&[u8; 32]) -> bool,
) -> (Vec<Entry>, Vec<Diagnostic>) {
    if first_line.is_none() {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let one = |document| vec![Entry { record: None, sha256, document }];
        if known(&sha256) {
            return (one(None), Vec::new());
        }
        if let Some(format) = office::format(bytes) {
            return match office::office_text(bytes, format) {
                Ok(text) if !text.trim().is_empty() => {
                    (one(Some(document(name, text, &sha256, Format::Word))), Vec::new())
                }
                Ok(_) => (Vec::new(), vec![refused(name, Refusal::Empty)]),
                Err(e) => {
                    (Vec::new(), vec![unread(name, "read.broken-word", &format!("the Word file cannot be read: {e}"))])
                }
            };
        }
        if bytes.starts_with(b"%PDF-") {
            return match pdf::pdf_text(bytes) {
                Ok(text) => (one(Some(document(name, text, &sha256, Format::Pdf))), Vec::new()),
                Err(failure) => (Vec::new(), vec![no_pdf_text(name, failure)]),
            };
        }
    }
    let decoded = match decode(bytes) {
        Ok(decoded) => decoded,
        // Blank lines among records are none.
        Err(Refusal::Empty) if first_line.is_some() => return (Vec::new(), Vec::new()),
        Err(refusal) => return (Vec::new(), vec![refused(name, refusal)]),
    };
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    if let Some(encoding) = decoded.guessed {
        let message = format!("read as {encoding}, a guess from its bytes; save it as UTF-8 if letters are wrong");
        diagnostics.push(Diagnostic::new("read.encoding-guessed", Severity::Warning, name, message));
    }
    if first_line.is_none() && !jsonl::is_jsonl(name, &decoded.text) {
        let sha256: [u8; 32] = Sha256::digest(bytes).into();
        let (text, format) = if is_html(&decoded.text) {
            (html_text(&decoded.text), Format::Html)
        } else {
            (decoded.text, Format::Text)
        };
        let entry = Entry { record: None, sha256, document: Some(document(name, text, &sha256, format)) };
        return (vec![entry], diagnostics);
    }
    let mut entries = Vec::new();
    for record in jsonl::records(&decoded.text, first_line.unwrap_or(1)) {
        match record {
            Ok(r) => entries.push(entry_of(name, r, known)),
            Err((line, what)) => {
                let message = format!("line {line} {what}; the other lines were read");
                diagnostics.push(unread(name, "read.bad-record", &message));
            }
        }
    }
    (entries, diagnostics)
}

fn entry_of(name: &str, record: jsonl::Record, known: &dyn Fn(&[u8; 32]) -> bool) -> Entry {
    let sha256: [u8; 32] = Sha256::digest(record.text.as_bytes()).into();
    let read = |text: String| {
        let text = if is_html(&text) { html_text(&text) } else { text };
        document(&format!("{name}#{}", record.name), text, &sha256, Format::Record)
    };
    let document = (!known(&sha256)).then(|| read(record.text));
    Entry { record: Some(record.name), sha256, document }
}

fn document(name: &str, text: String, sha256: &[u8; 32], format: Format) -> ReadDocument {
    let text = text_as_read(name, text);
    let sections = outline(&text);
    ReadDocument { text, sections, sha256: hex::encode(sha256), format }
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
    let (files, mut diagnostics) = files(paths);
    for piece in files.iter().flat_map(pieces) {
        match piece {
            Ok(piece) => {
                let (found, mut said) = piece.read(&|_| false);
                documents.extend(found.into_iter().filter_map(|e| e.document));
                diagnostics.append(&mut said);
            }
            Err(d) => diagnostics.push(d),
        }
    }
    (documents, diagnostics)
}

fn refused(name: &str, refusal: Refusal) -> Diagnostic {
    let (code, message) = match refusal {
        Refusal::Empty => ("read.empty", "the file is empty; nothing was read from it"),
        Refusal::Binary => ("read.not-text", "the file is not text; save the document as UTF-8 text and read it again"),
        Refusal::TooLarge => ("read.too-large", "the file is larger than 2 GiB; split it and read the parts"),
    };
    Diagnostic::new(code, Severity::Error, name, message)
}

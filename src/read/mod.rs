//! Bytes to documents: encodings and formats; the only stage that touches files. Decides nothing of meaning.

mod chrome;
mod contained;
mod decode;
mod doc;
mod docx;
mod folder;
mod format;
mod gzip;
mod html;
mod jsonl;
mod legacy;
mod old_font;
mod outline;
mod pdf;
mod refusal;
mod table;

use std::collections::BTreeSet;
use std::path::PathBuf;

use sha2::{Digest, Sha256};

use crate::diagnostic::{Diagnostic, Severity};
use crate::model::Section;
use crate::text::SourceText;

use contained::contained;
use decode::decode;
use format::{Format, format_of};
use html::{html_text, is_html};
use refusal::Refusal;

pub use contained::quiet_contained_panics;
pub use outline::outline;

/// A document as it was read: its text, headings and where it came from.
#[derive(Clone, Debug)]
pub struct ReadDocument {
    /// The text and its clean copy. Its name is the file's path below the folder that was named, `file#record` for one
    /// record of many. What does not come from plain text in Unicode is converted, and offsets are those of the text it
    /// was converted to.
    pub text: SourceText,
    /// Its headings.
    pub sections: Vec<Section>,
    /// SHA-256 of the file's bytes, or of the record's text, in hexadecimal.
    pub sha256: String,
}

/// Reads every document in the bytes of one file: one, or one a record. Never fails: what cannot be read is a
/// diagnostic that names the file.
///
/// The format is told from the bytes; the name only tells JSON lines whose first line is broken. Offsets of what comes
/// from HTML, Word, PDF and JSON, and from encodings other than Unicode, are those of the text read from it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let mut readout = Readout { name, documents: Vec::new(), diagnostics: Vec::new() };
    if let Err(refusal) = readout.file(bytes, false) {
        readout.diagnostics.push(refusal.of(name));
    }
    (readout.documents, readout.diagnostics)
}

/// Reads files and folders with the folders below them, in the order of their names. A path that cannot be read is a
/// diagnostic; a file that is named twice is read once.
pub fn read_paths(paths: &[PathBuf]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let mut documents = Vec::new();
    let mut diagnostics = Vec::new();
    let mut seen = BTreeSet::new();
    let mut names = BTreeSet::new();
    for path in paths {
        let files = match folder::list(path, &mut diagnostics) {
            Ok(files) => files,
            Err(e) => {
                diagnostics.push(Refusal::NoFile(e.to_string()).of(&path.to_string_lossy()));
                continue;
            }
        };
        for file in files {
            if !seen.insert(file.path.canonicalize().unwrap_or_else(|_| file.path.clone())) {
                continue;
            }
            // Two folders may hold files of one name; their documents must not.
            let name = if names.contains(&file.name) { file.path.to_string_lossy().into_owned() } else { file.name };
            let (mut found, mut said) = match bytes_of(&file.path) {
                Ok(bytes) => read_bytes(&name, &bytes),
                Err(refusal) => (Vec::new(), vec![refusal.of(&name)]),
            };
            names.insert(name);
            documents.append(&mut found);
            diagnostics.append(&mut said);
        }
    }
    (documents, diagnostics)
}

fn bytes_of(path: &std::path::Path) -> Result<Vec<u8>, Refusal> {
    let no_file = |e: std::io::Error| Refusal::NoFile(e.to_string());
    if std::fs::metadata(path).map_err(no_file)?.len() > decode::LARGEST as u64 {
        return Err(Refusal::TooLarge);
    }
    std::fs::read(path).map_err(no_file)
}

/// What has been read of one file.
struct Readout<'a> {
    name: &'a str,
    documents: Vec<ReadDocument>,
    diagnostics: Vec<Diagnostic>,
}

impl Readout<'_> {
    fn file(&mut self, bytes: &[u8], unpacked: bool) -> Result<(), Refusal> {
        let text = match format_of(bytes) {
            Format::Text if jsonl::is_jsonl(self.name, bytes) => return self.records(bytes),
            Format::Text => self.characters(bytes)?,
            Format::Docx => contained("Word", || docx::docx_text(bytes))?,
            Format::Doc => {
                let doc = contained("Word", || doc::doc_text(bytes))?;
                if let Some(message) = doc.without_numbers() {
                    self.note("read.numbers-missing", Severity::Info, message);
                }
                doc.text
            }
            Format::Pdf => {
                let pdf = contained("PDF", || pdf::pdf_text(bytes))?;
                if let Some(message) = pdf.without_text() {
                    self.note("read.scanned-pages", Severity::Warning, message);
                }
                pdf.text
            }
            Format::LockedWord => return Err(Refusal::Locked("Word")),
            Format::Unread(what) => return Err(Refusal::NotRead(what)),
            Format::Gzip if unpacked => return Err(Refusal::NotRead("gzipped twice")),
            Format::Gzip => return self.file(&gzip::unpacked(bytes)?, true),
        };
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        self.document(self.name, text, hex::encode(Sha256::digest(bytes)));
        Ok(())
    }

    /// Plain text or a page.
    fn characters(&mut self, bytes: &[u8]) -> Result<String, Refusal> {
        let decoded = decode(bytes)?;
        if let Some(encoding) = decoded.guessed {
            self.guessed(self.name, encoding);
        }
        Ok(if is_html(&decoded.text) { html_text(&decoded.text) } else { decoded.text })
    }

    /// JSON lines, which are UTF-8, or UTF-16 with its mark.
    fn records(&mut self, bytes: &[u8]) -> Result<(), Refusal> {
        let decoded = match encoding_rs::Encoding::for_bom(bytes) {
            Some((encoding, _)) if encoding != encoding_rs::UTF_8 => Some(encoding.decode(bytes).0),
            _ => None,
        };
        let bytes = decoded.as_ref().map_or(bytes, |text| text.as_bytes());
        let mut names = BTreeSet::new();
        let mut any = false;
        for (line, record) in jsonl::records(bytes) {
            any = true;
            match record {
                Ok(record) => {
                    let own = record.name.filter(|n| !names.contains(n)).unwrap_or_else(|| line.to_string());
                    let name = format!("{}#{own}", self.name);
                    names.insert(own);
                    let text = if is_html(&record.text) { html_text(&record.text) } else { record.text };
                    let sha256 = hex::encode(Sha256::digest(text.as_bytes()));
                    self.document(&name, text, sha256);
                }
                Err(what) => {
                    let message = format!("line {line} {what}; the other lines were read");
                    self.diagnostics.push(Diagnostic::new("read.bad-record", Severity::Error, self.name, message));
                }
            }
        }
        if any { Ok(()) } else { Err(Refusal::Empty) }
    }

    fn document(&mut self, name: &str, text: String, sha256: String) {
        let text = match legacy::convert(&text) {
            Some((converted, font)) => {
                self.guessed(name, font);
                converted
            }
            None => text,
        };
        let mut text = SourceText::new(name, text);
        if let Some(end) = chrome::document_end(&text) {
            text.keep_until(end);
        }
        let sections = outline(&text);
        self.documents.push(ReadDocument { text, sections, sha256 });
    }

    fn guessed(&mut self, name: &str, encoding: &str) {
        let message = format!("read as {encoding}, a guess from its letters; save it as UTF-8 if they are wrong");
        self.diagnostics.push(Diagnostic::new("read.encoding-guessed", Severity::Warning, name, message));
    }

    fn note(&mut self, code: &str, severity: Severity, message: String) {
        self.diagnostics.push(Diagnostic::new(code, severity, self.name, message));
    }
}

//! Bytes to documents: encodings and formats; the only stage that touches files. Decides nothing of meaning.

mod chrome;
mod contained;
mod decode;
mod doc;
mod docx;
mod files;
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
use files::bytes_of;
use format::{Format, format_of};
use html::{html_text, is_html};
use refusal::Refusal;

pub use contained::quiet_contained_panics;
pub use files::{FoundFile, Piece, files, pieces};
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
    /// What it was: `text`, `html`, `docx`, `doc`, `pdf` or `record`.
    pub format: &'static str,
}

/// One document found in bytes.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The record's name and its line, where there are many.
    pub record: Option<(String, usize)>,
    /// SHA-256 of the file's bytes, or of the record's text.
    pub sha256: [u8; 32],
    /// The document; none when it was known and therefore not read.
    pub document: Option<ReadDocument>,
}

/// Reads every document in the bytes of one file: one, or one a record. Never fails: what cannot be read is a
/// diagnostic that names the file.
///
/// The format is told from the bytes; the name only tells JSON lines whose first line is broken. Offsets of what comes
/// from HTML, Word, PDF and JSON, and from encodings other than Unicode, are those of the text read from it.
pub fn read_bytes(name: &str, bytes: &[u8]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let mut readout = Readout::new(name, &|_| false);
    if let Err(refusal) = readout.file(bytes, false) {
        readout.diagnostics.push(refusal.of(name));
    }
    (readout.entries.into_iter().filter_map(|e| e.document).collect(), readout.diagnostics)
}

impl Piece {
    /// Reads every document in the piece whose hash is not known.
    pub fn read(&self, known: &dyn Fn(&[u8; 32]) -> bool) -> (Vec<Entry>, Vec<Diagnostic>) {
        let mut readout = Readout::new(&self.name, known);
        let result = match self.first_line {
            // Lines that are blank say nothing of the others.
            Some(first) => readout.records(&self.bytes, first).map(|_| ()),
            None => readout.file(&self.bytes, false),
        };
        if let Err(refusal) = result {
            readout.diagnostics.push(refusal.of(&self.name));
        }
        (readout.entries, readout.diagnostics)
    }
}

/// Makes the text of a document again from what was kept of it.
pub fn text_as_read(name: &str, text: String) -> SourceText {
    let mut text = SourceText::new(name, text);
    if let Some(end) = chrome::document_end(&text) {
        text.keep_until(end);
    }
    if let Some(summary) = chrome::summary(&text) {
        text.leave_out(summary);
    }
    text
}

/// Reads files and folders with the folders below them, in the order of their names. A path that cannot be read is a
/// diagnostic; a file that is named twice is read once.
pub fn read_paths(paths: &[PathBuf]) -> (Vec<ReadDocument>, Vec<Diagnostic>) {
    let mut documents = Vec::new();
    let (files, mut diagnostics) = files(paths);
    for file in files {
        let (mut found, mut said) = match bytes_of(&file.path) {
            Ok(bytes) => read_bytes(&file.name, &bytes),
            Err(refusal) => (Vec::new(), vec![refusal.of(&file.name)]),
        };
        documents.append(&mut found);
        diagnostics.append(&mut said);
    }
    (documents, diagnostics)
}

/// What has been read of one file.
struct Readout<'a> {
    name: &'a str,
    known: &'a dyn Fn(&[u8; 32]) -> bool,
    entries: Vec<Entry>,
    diagnostics: Vec<Diagnostic>,
}

impl<'a> Readout<'a> {
    fn new(name: &'a str, known: &'a dyn Fn(&[u8; 32]) -> bool) -> Self {
        Self { name, known, entries: Vec::new(), diagnostics: Vec::new() }
    }

    fn file(&mut self, bytes: &[u8], unpacked: bool) -> Result<(), Refusal> {
        let format = format_of(bytes);
        match format {
            Format::Text if jsonl::is_jsonl(self.name, bytes) => {
                return if self.records(bytes, 1)? { Ok(()) } else { Err(Refusal::Empty) };
            }
            Format::Gzip if unpacked => return Err(Refusal::NotRead("gzipped twice")),
            Format::Gzip => return self.file(&gzip::unpacked(bytes)?, true),
            _ => {}
        }
        let sha256 = Sha256::digest(bytes).into();
        if (self.known)(&sha256) {
            self.entries.push(Entry { record: None, sha256, document: None });
            return Ok(());
        }
        let (text, format) = self.text(bytes, format)?;
        if text.trim().is_empty() {
            return Err(Refusal::Empty);
        }
        let document = Some(self.document(self.name, text, &sha256, format));
        self.entries.push(Entry { record: None, sha256, document });
        Ok(())
    }

    fn text(&mut self, bytes: &[u8], format: Format) -> Result<(String, &'static str), Refusal> {
        Ok(match format {
            Format::Text => self.characters(bytes)?,
            Format::Docx => (contained("Word", || docx::docx_text(bytes))?, "docx"),
            Format::Doc => {
                let doc = contained("Word", || doc::doc_text(bytes))?;
                if let Some(message) = doc.without_numbers() {
                    self.note("read.numbers-missing", Severity::Info, message);
                }
                (doc.text, "doc")
            }
            Format::Pdf => {
                let pdf = contained("PDF", || pdf::pdf_text(bytes))?;
                if let Some(message) = pdf.without_text() {
                    self.note("read.scanned-pages", Severity::Warning, message);
                }
                (pdf.text, "pdf")
            }
            Format::LockedWord => return Err(Refusal::Locked("Word")),
            Format::Unread(what) => return Err(Refusal::NotRead(what)),
            Format::Gzip => return Err(Refusal::NotRead("gzipped twice")),
        })
    }

    /// Plain text or a page.
    fn characters(&mut self, bytes: &[u8]) -> Result<(String, &'static str), Refusal> {
        let decoded = decode(bytes)?;
        if let Some(encoding) = decoded.guessed {
            self.guessed(self.name, encoding);
        }
        Ok(if is_html(&decoded.text) { (html_text(&decoded.text), "html") } else { (decoded.text, "text") })
    }

    /// JSON lines, which are UTF-8, or UTF-16 with its mark; the first is line `first`. Tells whether there are any.
    fn records(&mut self, bytes: &[u8], first: usize) -> Result<bool, Refusal> {
        let decoded = match encoding_rs::Encoding::for_bom(bytes) {
            Some((encoding, _)) if encoding != encoding_rs::UTF_8 => Some(encoding.decode(bytes).0),
            _ => None,
        };
        let bytes = decoded.as_ref().map_or(bytes, |text| text.as_bytes());
        let mut names = BTreeSet::new();
        let mut any = false;
        for (line, record) in jsonl::records(bytes) {
            any = true;
            let line = first - 1 + line;
            match record {
                Ok(record) => {
                    let own = record.name.filter(|n| !names.contains(n)).unwrap_or_else(|| line.to_string());
                    names.insert(own.clone());
                    let text = if is_html(&record.text) { html_text(&record.text) } else { record.text };
                    let sha256 = Sha256::digest(text.as_bytes()).into();
                    let name = format!("{}#{own}", self.name);
                    let new = !(self.known)(&sha256);
                    let document = new.then(|| self.document(&name, text, &sha256, "record"));
                    self.entries.push(Entry { record: Some((own, line)), sha256, document });
                }
                Err(what) => {
                    let message = format!("line {line} {what}; the other lines were read");
                    self.diagnostics.push(Diagnostic::new("read.bad-record", Severity::Error, self.name, message));
                }
            }
        }
        Ok(any)
    }

    fn document(&mut self, name: &str, text: String, sha256: &[u8; 32], format: &'static str) -> ReadDocument {
        let text = match legacy::convert(&text) {
            Some((converted, font)) => {
                self.guessed(name, font);
                converted
            }
            None => text,
        };
        let text = text_as_read(name, text);
        let sections = outline(&text);
        ReadDocument { text, sections, sha256: hex::encode(sha256), format }
    }

    fn guessed(&mut self, name: &str, encoding: &str) {
        let message = format!("read as {encoding}, a guess from its letters; save it as UTF-8 if they are wrong");
        self.diagnostics.push(Diagnostic::new("read.encoding-guessed", Severity::Warning, name, message));
    }

    fn note(&mut self, code: &str, severity: Severity, message: String) {
        self.diagnostics.push(Diagnostic::new(code, severity, self.name, message));
    }
}

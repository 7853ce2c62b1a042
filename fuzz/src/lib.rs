//! What every target holds of any input: it is read or refused, and every fact stands in the text at the place it says.

use std::io::{Cursor, Write};

use luocdo::export::facts_json;
use luocdo::extract::extract;
use luocdo::read::{ReadDocument, outline, read_bytes};
use luocdo::text::{SourceText, Span};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Reads bytes as a file.
///
/// # Panics
///
/// When an invariant does not hold.
pub fn file(name: &str, bytes: &[u8]) {
    let (documents, diagnostics) = read_bytes(name, bytes);
    assert!(!documents.is_empty() || !diagnostics.is_empty(), "a file vanished");
    for ReadDocument { text, .. } in &documents {
        text_holds(text);
    }
}

/// Reads bytes behind the mark of a format, so that they reach its reader.
pub fn marked(name: &str, mark: &[u8], bytes: &[u8]) {
    if bytes.starts_with(mark) {
        file(name, bytes);
    } else {
        file(name, &[mark, bytes].concat());
    }
}

/// Reads bytes as the parts of a Word file: its text, numbers, styles and notes, apart at zero bytes.
pub fn word_parts(bytes: &[u8]) {
    const LINKS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const PARTS: [&str; 4] = ["document", "numbering", "styles", "footnotes"];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |path: &str, words: &[u8]| {
        let started = zip.start_file(path, SimpleFileOptions::default());
        started.is_ok() && zip.write_all(words).is_ok()
    };
    let links: String = PARTS
        .iter()
        .map(|kind| format!(r#"<Relationship Id="{kind}" Type="{LINKS}/{kind}" Target="{kind}.xml"/>"#))
        .collect();
    add("word/_rels/document.xml.rels", format!("<Relationships>{links}</Relationships>").as_bytes());
    for (kind, part) in PARTS.iter().zip(bytes.split(|b| *b == 0)) {
        add(&format!("word/{kind}.xml"), part);
    }
    if let Ok(packed) = zip.finish() {
        file("a.docx", packed.get_ref());
    }
}

/// Finds the facts of a text.
pub fn facts(words: &str) {
    text_holds(&SourceText::new("a.txt", words));
}

fn text_holds(text: &SourceText) {
    let source = text.source();
    for block in text.blocks() {
        let span = text.to_source(block.span);
        assert!(source.get(span.range()).is_some(), "a block cuts a letter");
        assert!(block.span.start <= block.body && block.body <= block.span.end, "a mark outside its block");
    }
    assert_eq!(text.masked().chars().count(), source.chars().count(), "a mask for each character");
    let found = extract(text, &outline(text));
    let mentions = found.mentions.iter().map(|m| m.evidence);
    let all = mentions.chain(found.tasks.iter().map(|t| t.evidence)).chain(found.statements.iter().map(|s| s.evidence));
    for evidence in all {
        let span: Span = evidence.span();
        assert!(source.get(span.range()).is_some_and(|q| !q.trim().is_empty()), "evidence that is not in the text");
        assert!(span.contains(evidence.focus()), "a focus outside its statement");
    }
    assert!(facts_json(text, &found).is_object());
}

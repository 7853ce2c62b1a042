//! What every target holds of any input: it is read or refused, and every fact stands in the text at the place it says.

use std::io::{Cursor, Write};

use luocdo::export::facts_json;
use luocdo::extract::extract;
use luocdo::read::{ReadDocument, outline, read_bytes};
use luocdo::text::{SourceText, Span};
use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Lets a panic of a library that reads a foreign format be the refusal that it is to users; any other ends the run.
///
/// Called when the fuzzer is set up: its own hook ends the run at every panic.
pub fn allow_contained() {
    let end = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let library = panic.location().is_some_and(|at| at.file().contains("/registry/"));
        if !library || std::thread::current().name() != Some("read-contained") {
            end(panic);
        }
    }));
}

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

/// Finds the facts of a text, the same ones each time.
///
/// # Panics
///
/// When an invariant does not hold.
pub fn facts(words: &str) {
    let text = SourceText::new("a.txt", words);
    let sections = outline(&text);
    assert_eq!(extract(&text, &sections), extract(&text, &sections), "other facts the second time");
    text_holds(&text);
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
    quotes_hold(&facts_json(text, &found), &Characters::of(text));
}

/// A text character by character, as it was given and as it is shown.
struct Characters {
    given: Vec<(usize, char)>,
    shown: Vec<char>,
}

impl Characters {
    fn of(text: &SourceText) -> Self {
        let end = (text.source().len(), '\0');
        Self { given: text.source().char_indices().chain([end]).collect(), shown: text.masked().chars().collect() }
    }

    /// What is quoted is what stands at its offsets, in characters and in bytes, masks apart.
    fn quoted(&self, quote: &str, [start, end, first, past]: [usize; 4]) {
        assert!(start < end && !quote.trim().is_empty(), "a quote without words");
        let at = |i: usize| self.given.get(i).map(|(byte, _)| *byte);
        assert_eq!((at(start), at(end)), (Some(first), Some(past)), "offsets that do not agree");
        let shown = self.shown.get(start..end).unwrap_or_default();
        assert!(quote.chars().eq(shown.iter().copied()), "a quote that is not in the text");
        let given = self.given.get(start..end).unwrap_or_default();
        assert!(given.iter().zip(shown).all(|((_, g), s)| g == s || *s == '•'), "words that were not given");
    }
}

/// Holds every object with a quote to its text.
fn quotes_hold(value: &Value, text: &Characters) {
    match value {
        Value::Object(map) => {
            let offset = |key: &str| map.get(key)?.as_u64().and_then(|at| usize::try_from(at).ok());
            let offsets = ["start", "end", "byte_start", "byte_end"].map(offset);
            if let (Some(quote), [Some(start), Some(end), Some(first), Some(past)]) =
                (map.get("quote").and_then(Value::as_str), offsets)
            {
                text.quoted(quote, [start, end, first, past]);
            }
            map.values().for_each(|v| quotes_hold(v, text));
        }
        Value::Array(list) => list.iter().for_each(|v| quotes_hold(v, text)),
        _ => {}
    }
}

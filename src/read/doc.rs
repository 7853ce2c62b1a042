//! Word files of 97 to 2003 to text: the elements the library finds, set down as those of newer Word files are. Numbers
//! that Word counts itself are not known: items of such lists bear a dash. Page headers and footers are left out.

use std::io::Cursor;

use office_oxide::ir::{Element, InlineContent, List, Note, Table, TextSpan};
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat};

use super::old_font::{font_named, is_unicode_vietnamese};
use super::refusal::Refusal;
use super::table::{Cell, spread, table_text, without_separators};

const FORMAT: &str = "Word";

/// Lists and boxes in each other; more is damage.
const DEPTH: usize = 40;

/// The text of a Word file.
#[derive(Debug)]
pub(super) struct DocText {
    /// Its words.
    pub(super) text: String,
    /// Items of lists, which bear a dash for the number Word gives them.
    items: usize,
}

impl DocText {
    /// Says that numbers are missing, if there are items of lists.
    pub(super) fn without_numbers(&self) -> Option<String> {
        let items = self.items;
        (items > 0).then(|| {
            format!("the numbers or bullets of {items} items of lists are not in the file's text and stand as dashes; save it as .docx to have them")
        })
    }
}

/// Reads a Word file.
pub(super) fn doc_text(bytes: &[u8]) -> Result<DocText, Refusal> {
    let reader = Cursor::new(bytes.to_vec());
    let document = Document::from_reader_with(reader, DocumentFormat::Doc, &ParseOptions::default());
    let document = document.map_err(|e| refusal(&e.to_string()))?;
    let mut out = Out::default();
    for section in &document.to_ir().sections {
        out.elements(&section.elements, 0);
    }
    out.blocks.append(&mut out.notes);
    Ok(DocText { text: out.blocks.join("\n\n"), items: out.items })
}

/// The library says a password in words only.
fn refusal(message: &str) -> Refusal {
    if message.contains("encrypted") { Refusal::Locked(FORMAT) } else { Refusal::broken(FORMAT, message) }
}

#[derive(Debug, Default)]
struct Out {
    blocks: Vec<String>,
    notes: Vec<String>,
    items: usize,
}

impl Out {
    fn elements(&mut self, elements: &[Element], depth: usize) {
        if depth > DEPTH {
            return;
        }
        for element in elements {
            match element {
                Element::Paragraph(p) => self.push(&words(&p.content)),
                Element::Heading(h) => self.push(&words(&h.content)),
                Element::Table(t) => self.table(t, depth),
                Element::List(l) => self.list(l, depth),
                Element::TextBox(b) => self.elements(&b.content, depth + 1),
                Element::Footnote(n) | Element::Endnote(n) => self.note(n, depth),
                _ => {}
            }
        }
    }

    fn push(&mut self, words: &str) {
        let words = words.trim();
        if !words.is_empty() {
            self.blocks.push(without_separators(words));
        }
    }

    /// A table inside another becomes paragraphs of its cell.
    fn table(&mut self, table: &Table, depth: usize) {
        let rows = table.rows.iter().map(|row| {
            let cells = row.cells.iter().map(|cell| {
                let mut inner = Self::default();
                inner.elements(&cell.content, depth + 1);
                let text = inner.blocks.join("\n\n");
                self.notes.append(&mut inner.notes);
                (Cell { text, columns: cell.col_span as usize }, cell.row_span as usize)
            });
            cells.collect()
        });
        let rows = spread(rows.collect());
        if depth == 0 {
            self.blocks.extend(Some(table_text(&rows)).filter(|t| !t.is_empty()));
        } else {
            self.blocks.extend(rows.into_iter().flatten().map(|c| c.text).filter(|t| !t.trim().is_empty()));
        }
    }

    fn list(&mut self, list: &List, depth: usize) {
        for item in &list.items {
            let mut inner = Self::default();
            inner.elements(&item.content, depth + 1);
            if let Some(first) = inner.blocks.first_mut() {
                *first = format!("- {first}");
                self.items += 1;
            }
            self.blocks.append(&mut inner.blocks);
            self.notes.append(&mut inner.notes);
            if let Some(nested) = item.nested.as_ref().filter(|_| depth < DEPTH) {
                self.list(nested, depth + 1);
            }
        }
    }

    /// Notes follow the text in their order; the library does not say where their marks stand. Comments are none.
    fn note(&mut self, note: &Note, depth: usize) {
        if note.marker.as_deref().is_some_and(|m| m.starts_with("Comment")) {
            return;
        }
        let mut inner = Self::default();
        inner.elements(&note.content, depth + 1);
        let text = inner.blocks.join("\n\n");
        if !text.is_empty() {
            self.notes.push(format!("[{}] {text}", self.notes.len() + 1));
        }
    }
}

/// The words of a paragraph in the letters they show. Those in an old font are converted unless letters stand among them
/// that such a font does not have.
fn words(content: &[InlineContent]) -> String {
    let font = |span: &TextSpan| span.font_name.as_deref().and_then(font_named);
    let spans = content.iter().filter_map(|c| if let InlineContent::Text(span) = c { Some(span) } else { None });
    let unicode = spans.filter(|s| font(s).is_some()).any(|s| s.text.chars().any(is_unicode_vietnamese));
    let mut out = String::new();
    for item in content {
        match item {
            InlineContent::Text(span) => {
                let words = match font(span).filter(|_| !unicode) {
                    Some(font) => font.convert(&span.text),
                    None => span.text.clone(),
                };
                out.push_str(&if span.all_caps { words.to_uppercase() } else { words });
            }
            InlineContent::LineBreak => out.push('\n'),
            _ => {}
        }
    }
    out
}

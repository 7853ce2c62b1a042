//! The walk over the text of a Word part: which words stand in which paragraph, cell and box.

use std::collections::BTreeMap;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

use super::numbering::Numbering;
use super::package::attribute;
use super::paragraph::Paragraph;
use super::styles::{Format, Styles};
use crate::read::refusal::Refusal;
use crate::read::table::{Cell, table_text};

/// What the walk looks up.
pub(super) struct Parts<'a> {
    pub(super) styles: &'a Styles,
    pub(super) numbering: Numbering,
}

/// A mark of a note in the text: `f` for a footnote, `e` for an endnote, and which.
pub(super) type Mark = (char, String);

/// Elements open at once; a real document has some thirty.
const DEPTH: usize = 400;
/// Boxes and cells open at once.
const SCOPES: usize = 40;

/// Returns the text of the main part, and the notes it refers to, in order.
pub(super) fn body_text(xml: &str, parts: &mut Parts<'_>) -> Result<(String, Vec<Mark>), Refusal> {
    let mut walk = Walk::new(parts);
    walk.run(xml)?;
    let text = walk.scopes.first().map(|s| s.blocks.join("\n\n")).unwrap_or_default();
    Ok((text, walk.marks))
}

/// Returns the text of each note of a part of notes, by its number in the file.
pub(super) fn notes(xml: &str, parts: &mut Parts<'_>) -> Result<BTreeMap<String, String>, Refusal> {
    let mut walk = Walk::new(parts);
    walk.run(xml)?;
    Ok(walk.notes)
}

/// A place that holds paragraphs: the body, a cell, a box, a note.
#[derive(Debug, Default)]
struct Scope {
    blocks: Vec<String>,
    /// The paragraph being read.
    paragraph: Option<Paragraph>,
    /// The one before it, when its end was deleted.
    carried: Option<Paragraph>,
    table: Vec<Table>,
}

#[derive(Debug, Default)]
struct Table {
    rows: Vec<Vec<Cell>>,
    row: Vec<Cell>,
    row_deleted: bool,
    /// Of the cell being read.
    columns: usize,
    /// The cell being read belongs to the one above.
    merged: bool,
}

struct Walk<'a, 'b> {
    parts: &'a mut Parts<'b>,
    scopes: Vec<Scope>,
    run: Format,
    in_run: bool,
    in_text: bool,
    /// Elements open inside the properties of a paragraph, and of a row.
    properties: usize,
    row_properties: usize,
    /// Elements open below one whose words are not the document's.
    skipped: usize,
    depth: usize,
    note: Option<String>,
    notes: BTreeMap<String, String>,
    marks: Vec<Mark>,
}

/// The vocabularies of a part.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Vocabulary {
    Word,
    Math,
    Compatibility,
    Other,
}

fn vocabulary(found: &ResolveResult<'_>) -> Vocabulary {
    let ResolveResult::Bound(namespace) = found else { return Vocabulary::Other };
    let name: &str = namespace.as_ref();
    if name.ends_with("wordprocessingml/2006/main") || name.ends_with("wordprocessingml/main") {
        Vocabulary::Word
    } else if name.ends_with("/math") {
        Vocabulary::Math
    } else if name.ends_with("markup-compatibility/2006") {
        Vocabulary::Compatibility
    } else {
        Vocabulary::Other
    }
}

impl<'a, 'b> Walk<'a, 'b> {
    fn new(parts: &'a mut Parts<'b>) -> Self {
        Self {
            parts,
            scopes: vec![Scope::default()],
            run: Format::default(),
            in_run: false,
            in_text: false,
            properties: 0,
            row_properties: 0,
            skipped: 0,
            depth: 0,
            note: None,
            notes: BTreeMap::new(),
            marks: Vec::new(),
        }
    }

    fn run(&mut self, xml: &str) -> Result<(), Refusal> {
        let mut reader = NsReader::from_str(xml);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_resolved_event() {
                Ok((found, Event::Start(e))) => {
                    self.depth += 1;
                    if self.depth > DEPTH || self.scopes.len() > SCOPES {
                        return Err(Refusal::broken("Word", "its parts stand too deep in each other"));
                    }
                    let vocabulary = vocabulary(&found);
                    self.start(vocabulary, &e);
                }
                Ok((found, Event::End(e))) => {
                    self.depth = self.depth.saturating_sub(1);
                    let vocabulary = vocabulary(&found);
                    self.end(vocabulary, e.local_name().as_ref());
                }
                Ok((_, Event::Text(t))) => self.words(&t.xml10_content()),
                Ok((_, Event::CData(t))) => self.words(&t.xml10_content()),
                Ok((_, Event::GeneralRef(r))) => self.words(&entity(&r)),
                Ok((_, Event::Eof)) => return Ok(()),
                // What stands before the damage is a document cut short, not one that can be trusted.
                Err(e) => return Err(Refusal::broken("Word", e.to_string())),
                Ok(_) => {}
            }
        }
    }

    fn start(&mut self, vocabulary: Vocabulary, e: &BytesStart<'_>) {
        let name = e.local_name();
        let name = name.as_ref();
        if self.skipped > 0 || self.begins_skip(vocabulary, name) {
            self.skipped += 1;
            return;
        }
        match vocabulary {
            Vocabulary::Math if name == "t" => self.in_text = true,
            Vocabulary::Word if self.properties > 0 => self.property(name, e),
            Vocabulary::Word if self.row_properties > 0 => {
                self.row_properties += 1;
                if matches!(name, "del")
                    && let Some(table) = self.table()
                {
                    table.row_deleted = true;
                }
            }
            Vocabulary::Word => self.element(name, e),
            _ => {}
        }
    }

    /// Tells whether what opens here holds no words of the document as it now stands.
    fn begins_skip(&self, vocabulary: Vocabulary, name: &str) -> bool {
        match vocabulary {
            Vocabulary::Compatibility => name == "Fallback",
            Vocabulary::Word => match name {
                "rPrChange" | "pPrChange" | "tblPrChange" | "trPrChange" | "tcPrChange" | "sectPr" | "rt" => true,
                "del" | "moveFrom" => self.properties == 0 && self.row_properties == 0,
                _ => false,
            },
            _ => false,
        }
    }

    /// Takes in a property of a paragraph or of its end.
    fn property(&mut self, name: &str, e: &BytesStart<'_>) {
        self.properties += 1;
        let Some(paragraph) = self.paragraph() else { return };
        match name {
            "pStyle" => {
                let style = attribute(e, "val").unwrap_or_default();
                paragraph.of_contents = style.starts_with("TOC") || style.starts_with("Mucluc");
                paragraph.style = Some(style);
            }
            "numId" | "ilvl" => paragraph.own.set(name, e),
            "del" | "moveFrom" => paragraph.joins_next = true,
            _ => {}
        }
    }

    fn element(&mut self, name: &str, e: &BytesStart<'_>) {
        match name {
            "p" => self.open_paragraph(),
            "pPr" => self.properties = 1,
            "trPr" => self.row_properties = 1,
            "r" => {
                self.in_run = true;
                self.run = Format::default();
            }
            "rStyle" if self.in_run => {
                let styled = self.parts.styles.run(&attribute(e, "val").unwrap_or_default());
                self.run = std::mem::take(&mut self.run).or(&styled);
            }
            "rFonts" | "caps" | "vanish" if self.in_run => self.run.set(name, e),
            "t" => self.in_text = true,
            "tab" | "ptab" if self.in_run => self.push("\t"),
            "br" | "cr" if self.in_run => self.push("\n"),
            "noBreakHyphen" => self.push("-"),
            "footnoteReference" => self.mark('f', e),
            "endnoteReference" => self.mark('e', e),
            "txbxContent" => self.scopes.push(Scope::default()),
            "footnote" | "endnote" => {
                self.note = attribute(e, "id").filter(|_| attribute(e, "type").is_none_or(|t| t == "normal"));
                self.scopes.push(Scope::default());
            }
            "tbl" => self.scope(|s| s.table.push(Table::default())),
            "tc" => {
                if let Some(table) = self.table() {
                    (table.columns, table.merged) = (1, false);
                    self.scopes.push(Scope::default());
                }
            }
            "gridSpan" => {
                let columns = attribute(e, "val").and_then(|v| v.parse().ok()).unwrap_or(1);
                self.outer_table(|t| t.columns = columns);
            }
            "vMerge" if attribute(e, "val").is_none_or(|v| v == "continue") => self.outer_table(|t| t.merged = true),
            _ => {}
        }
    }

    fn end(&mut self, vocabulary: Vocabulary, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match vocabulary {
            Vocabulary::Math if name == "t" => self.in_text = false,
            Vocabulary::Word if self.properties > 0 => self.properties -= 1,
            Vocabulary::Word if self.row_properties > 0 => self.row_properties -= 1,
            Vocabulary::Word => self.close(name),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "p" => self.close_paragraph(),
            "r" => self.in_run = false,
            "t" => self.in_text = false,
            "txbxContent" => {
                let blocks = self.close_scope();
                match self.paragraph() {
                    Some(paragraph) => paragraph.boxes.extend(blocks),
                    None => self.scope(|s| s.blocks.extend(blocks)),
                }
            }
            "footnote" | "endnote" => {
                let words = self.close_scope().join("\n\n");
                if let Some(id) = self.note.take() {
                    self.notes.insert(id, words);
                }
            }
            "tc" if self.scopes.iter().rev().nth(1).is_some_and(|s| !s.table.is_empty()) => {
                let text = self.close_scope().join("\n\n");
                if let Some(table) = self.table() {
                    let text = if table.merged { String::new() } else { text };
                    table.row.push(Cell { text, columns: table.columns });
                }
            }
            "tr" => {
                if let Some(table) = self.table() {
                    let row = std::mem::take(&mut table.row);
                    if !std::mem::take(&mut table.row_deleted) {
                        table.rows.push(row);
                    }
                }
            }
            "tbl" => self.close_table(),
            _ => {}
        }
    }

    /// Takes in characters between elements.
    fn words(&mut self, words: &str) {
        if self.skipped > 0 {
            return;
        }
        if self.in_text {
            self.push(&words.replace(['\n', '\r'], " "));
        }
    }

    fn push(&mut self, words: &str) {
        let run = self.run.clone();
        let styles = self.parts.styles;
        if let Some(paragraph) = self.paragraph() {
            let run = run.or(&Format { list: None, ..styles.paragraph(paragraph.style.as_deref()) });
            paragraph.push(words, &run);
        }
    }

    fn mark(&mut self, prefix: char, e: &BytesStart<'_>) {
        let Some(id) = attribute(e, "id") else { return };
        self.marks.push((prefix, id));
        self.push(&format!("[{}]", self.marks.len()));
    }

    fn open_paragraph(&mut self) {
        self.scope(|s| s.paragraph = Some(Paragraph::default()));
    }

    fn close_paragraph(&mut self) {
        let styles = self.parts.styles;
        let Some(scope) = self.scopes.last_mut() else { return };
        let Some(mut paragraph) = scope.paragraph.take() else { return };
        if let Some(before) = scope.carried.take() {
            paragraph.continue_from(before);
        }
        if paragraph.joins_next {
            scope.carried = Some(paragraph);
            return;
        }
        if paragraph.of_contents {
            return;
        }
        let text = paragraph.text(styles, &mut self.parts.numbering);
        scope.blocks.extend(Some(text).filter(|t| !t.is_empty()));
        scope.blocks.append(&mut paragraph.boxes);
    }

    /// Ends a scope and returns its blocks; the body is never ended.
    fn close_scope(&mut self) -> Vec<String> {
        self.scope(|s| s.table.clear());
        if self.scopes.len() < 2 {
            return Vec::new();
        }
        if let Some(carried) = self.scopes.last_mut().and_then(|s| s.carried.take()).filter(|p| !p.is_blank()) {
            let text = carried.text(self.parts.styles, &mut self.parts.numbering);
            self.scope(|s| s.blocks.push(text));
        }
        self.scopes.pop().map(|s| s.blocks).unwrap_or_default()
    }

    /// Ends a table. One inside a cell or a box of one becomes paragraphs: separators within a cell would end it.
    fn close_table(&mut self) {
        let inner = self.scopes.iter().rev().skip(1).any(|s| !s.table.is_empty());
        let Some(scope) = self.scopes.last_mut() else { return };
        let Some(table) = scope.table.pop() else { return };
        if inner || !scope.table.is_empty() {
            let cells = table.rows.into_iter().flatten().map(|c| c.text).filter(|t| !t.trim().is_empty());
            scope.blocks.extend(cells);
        } else {
            scope.blocks.extend(Some(table_text(&table.rows)).filter(|t| !t.is_empty()));
        }
    }

    fn scope(&mut self, act: impl FnOnce(&mut Scope)) {
        if let Some(scope) = self.scopes.last_mut() {
            act(scope);
        }
    }

    fn paragraph(&mut self) -> Option<&mut Paragraph> {
        self.scopes.last_mut()?.paragraph.as_mut()
    }

    fn table(&mut self) -> Option<&mut Table> {
        self.scopes.last_mut()?.table.last_mut()
    }

    /// Changes the table whose cell is being read.
    fn outer_table(&mut self, act: impl FnOnce(&mut Table)) {
        if let Some(table) = self.scopes.iter_mut().rev().nth(1).and_then(|s| s.table.last_mut()) {
            act(table);
        }
    }
}

/// The character a reference stands for; entities of a file's own stand for nothing.
fn entity(r: &quick_xml::events::BytesRef<'_>) -> String {
    if let Ok(Some(c)) = r.resolve_char_ref() {
        return c.to_string();
    }
    let name = r.xml10_content();
    quick_xml::escape::resolve_predefined_entity(&name).unwrap_or_default().to_owned()
}

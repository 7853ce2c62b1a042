//! One paragraph of a Word file while it is read: its words run by run, in the letters they show.

use super::numbering::Numbering;
use super::styles::{Format, Styles};
use crate::read::old_font::{OldFont, font_named, is_unicode_vietnamese};
use crate::read::table::without_separators;

/// A paragraph being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Words, and the font of before Unicode they were typed in.
    runs: Vec<(String, Option<OldFont>)>,
    /// What its style says, then what it says itself.
    pub(super) own: Format,
    pub(super) style: Option<String>,
    /// Its end was deleted: the next paragraph goes on with it.
    pub(super) joins_next: bool,
    /// It is a line of a table of contents.
    pub(super) of_contents: bool,
    /// What stands in boxes tied to it.
    pub(super) boxes: Vec<String>,
}

impl Paragraph {
    /// Adds the words of a run.
    pub(super) fn push(&mut self, words: &str, run: &Format) {
        if run.hidden == Some(true) {
            return;
        }
        let font = run.font.as_deref().and_then(font_named);
        let words = if run.capitals == Some(true) { words.to_uppercase() } else { words.to_owned() };
        match self.runs.last_mut().filter(|(_, f)| *f == font) {
            Some((text, _)) => text.push_str(&words),
            None => self.runs.push((words, font)),
        }
    }

    /// Puts the words of a paragraph before this one's, whose end was deleted.
    pub(super) fn continue_from(&mut self, mut before: Self) {
        before.runs.append(&mut self.runs);
        self.runs = before.runs;
        before.boxes.append(&mut self.boxes);
        self.boxes = before.boxes;
    }

    /// Tells whether it has words.
    pub(super) fn is_blank(&self) -> bool {
        self.runs.iter().all(|(words, _)| words.trim().is_empty())
    }

    /// Returns its text with the number Word prints before it.
    pub(super) fn text(&self, styles: &Styles, numbering: &mut Numbering) -> String {
        let format = self.own.clone().or(&styles.paragraph(self.style.as_deref()));
        let list = format.list.as_deref().filter(|l| *l != "0");
        let label = list.map(|l| numbering.next(l, format.level.unwrap_or(0))).unwrap_or_default();
        let words = self.words();
        let words = words.trim();
        if words.is_empty() { String::new() } else { without_separators(&format!("{label}{words}")) }
    }

    /// Words in an old font are converted unless letters stand among them that such a font does not have: then only
    /// the font's name is old.
    fn words(&self) -> String {
        let old = self.runs.iter().filter(|(_, f)| f.is_some());
        let unicode = old.flat_map(|(words, _)| words.chars()).any(is_unicode_vietnamese);
        let runs = self.runs.iter().map(|(words, font)| match font {
            Some(font) if !unicode => font.convert(words),
            _ => words.clone(),
        });
        runs.collect()
    }
}

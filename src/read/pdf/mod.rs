//! PDF files to text: glyphs by their places on the page, since the order they are drawn in is not the order they are read
//! in; cells of ruled tables and the two columns of a letterhead told apart, wrapped lines joined, page numbers left out.
//! Recognises no letters in scanned pages.

mod columns;
mod glyph;
mod grid;
mod line;
mod paragraph;
mod sheet;

use std::collections::BTreeMap;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::legacy;
use super::refusal::Refusal;
use columns::blocks;
use glyph::Page;
use grid::{grids, tables};
use line::{Line, lines};
use paragraph::{Flow, Piece};
use sheet::drawn;

const FORMAT: &str = "PDF";

/// Lines at the top and the foot of a page among which repeated ones and numbers are looked for.
const EDGE: usize = 2;
/// Pages on which a line must stand to be a running title.
const REPEATED: usize = 3;

/// The text of a PDF.
#[derive(Debug)]
pub(super) struct PdfText {
    /// The words of all pages.
    pub(super) text: String,
    /// Pages that are pictures, from 1.
    scanned: Vec<usize>,
}

impl PdfText {
    /// Says which pages have no text, if some.
    pub(super) fn without_text(&self) -> Option<String> {
        let pages: Vec<String> = self.scanned.iter().take(10).map(ToString::to_string).collect();
        let more = if self.scanned.len() > pages.len() { ", …" } else { "" };
        (!pages.is_empty()).then(|| {
            let pages = pages.join(", ");
            format!("pages {pages}{more} were scanned and have no text; run text recognition (OCR) over the file")
        })
    }
}

/// Reads a PDF.
pub(super) fn pdf_text(bytes: &[u8]) -> Result<PdfText, Refusal> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|e| match e {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Refusal::Locked(FORMAT),
        LoadPdfError::Decryption(_) => Refusal::broken(FORMAT, "its encryption is not known"),
        LoadPdfError::Invalid => Refusal::broken(FORMAT, "its structure is damaged"),
    })?;
    let pages = drawn(&pdf);
    if pages.iter().all(|p| p.glyphs.is_empty()) {
        return Err(if pages.is_empty() { Refusal::broken(FORMAT, "it has no pages") } else { Refusal::Scanned });
    }
    let scanned = pages.iter().enumerate().filter(|(_, p)| p.glyphs.is_empty() && p.pictures).map(|(i, _)| i + 1);
    let scanned = scanned.collect();
    let text = text(&pages);
    // Word's PDF files have the soft hyphen for the hyphen; an old font has it for a letter.
    let text = if legacy::convert(&text).is_some() { text } else { text.replace('\u{ad}', "-") };
    Ok(PdfText { text, scanned })
}

/// Puts the lines, columns and tables of all pages in their order.
fn text(pages: &[Page]) -> String {
    let mut laid: Vec<(Vec<Line>, Vec<Piece>)> = pages
        .iter()
        .map(|page| {
            let grids = grids(&page.rules);
            let (inside, outside) = tables(&grids, page);
            (lines(&outside), inside)
        })
        .collect();
    leave_out_edges(&mut laid);
    let mut flow = Flow::default();
    for (lines, tables) in laid {
        let mut pieces = blocks(&lines);
        pieces.extend(tables);
        pieces.sort_by(|a, b| a.top().total_cmp(&b.top()));
        flow.page(pieces);
    }
    flow.finish()
}

/// Leaves out page numbers, and titles that run over the pages.
fn leave_out_edges(pages: &mut [(Vec<Line>, Vec<Piece>)]) {
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (lines, _) in pages.iter() {
        let mut edges: Vec<String> = edge(lines.len()).filter_map(|i| lines.get(i)).map(folded).collect();
        edges.sort();
        edges.dedup();
        for words in edges {
            *seen.entry(words).or_default() += 1;
        }
    }
    for (lines, _) in pages.iter_mut() {
        let out: Vec<usize> = edge(lines.len())
            .filter(|i| {
                lines.get(*i).is_some_and(|l| is_page_number(l) || seen.get(&folded(l)).is_some_and(|n| *n >= REPEATED))
            })
            .collect();
        let mut i = 0;
        lines.retain(|_| {
            i += 1;
            !out.contains(&(i - 1))
        });
    }
}

/// The places of the first and the last lines of a page.
fn edge(count: usize) -> impl Iterator<Item = usize> {
    let foot = count.saturating_sub(EDGE).max(EDGE.min(count));
    (0..EDGE.min(count)).chain(foot..count)
}

/// A line as it stands on every page, its number aside.
fn folded(line: &Line) -> String {
    line.text().chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect()
}

/// "3", "- 3 -", "Trang 3/12".
fn is_page_number(line: &Line) -> bool {
    let words = line.text().to_lowercase();
    let words = words.trim().trim_start_matches("trang").trim_matches(['-', '–', ' ', '.']);
    let (page, of) = words.split_once('/').unwrap_or((words, "1"));
    let number = |w: &str| (1..=4).contains(&w.trim().len()) && w.trim().bytes().all(|b| b.is_ascii_digit());
    number(page) && number(of)
}

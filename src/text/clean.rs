//! Source text to clean blocks: marks dropped, hard wraps mended, table cells told apart; decides nothing of meaning.

use std::borrow::Cow;

use icu_normalizer::ComposingNormalizerBorrowed;
use serde::{Deserialize, Serialize};

use super::table;
use super::wrap::{Layout, is_capitals, joins, only_a_mark};
use super::{Marker, OffsetMap, Span};

/// A paragraph, list item, heading or table cell of the clean text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Clean span, mark included, line end not.
    pub span: Span,
    /// Where it stands.
    pub kind: BlockKind,
    /// The mark it opens with.
    pub marker: Marker,
    /// Clean offset at which its own text begins, after the mark.
    pub body: u32,
    /// The source set it in bold, italics or as a Markdown heading from its first letter on.
    pub emphasised: bool,
}

/// Where a block stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// In running text.
    Paragraph,
    /// In a table: number of the table in the text, and how many `|` of that table stand before the cell.
    Cell {
        /// 0-based number of the table.
        table: u16,
        /// Separators passed since the table began; empty cells show as gaps.
        index: u32,
    },
}

impl Block {
    /// Returns the clean span without the mark.
    pub fn body_span(&self) -> Span {
        Span { start: self.body, end: self.span.end }
    }
}

/// Bytes after which a block ends at its next space. No paragraph of a document is longer; a file without line breaks
/// is, and rules look over a whole block.
const LONGEST_BLOCK: usize = 16 * 1024;

/// Builds the clean text, its map to the source, and its blocks.
pub(super) fn clean(source: &str) -> (String, OffsetMap, Vec<Block>) {
    let mut events = events(source);
    table::end_tables(source, &mut events);
    let layout = Layout::measure(
        events.iter().filter_map(|e| if let Event::Text(t) = e { Some(t.words(source)) } else { None }),
        blank_ratio(&events),
    );
    let mut out = Builder::new(source);
    for event in &events {
        match event {
            Event::Blank => out.blank = true,
            Event::Rule => out.close(),
            Event::Pipe => out.pipe(),
            Event::RowEnd => out.leave_table(),
            Event::TableEnd => out.end_table(),
            Event::Text(piece) => out.text(piece, &layout),
        }
    }
    out.finish()
}

/// One step of the line scan.
#[derive(Debug)]
pub(super) enum Event {
    Blank,
    /// `-----`, `=====`, `_____`.
    Rule,
    /// A table separator.
    Pipe,
    /// The end of a line that held its cells between separators.
    RowEnd,
    /// The end of a table that no blank line follows.
    TableEnd,
    Text(Piece),
}

/// The text of one line, or of one cell in a line.
#[derive(Debug)]
pub(super) struct Piece {
    pub(super) span: Span,
    /// Opens with `**`, `*` or `#`.
    emphasised: bool,
    /// Opens with `#`.
    heading: bool,
}

impl Piece {
    fn words<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.span.range()).unwrap_or_default()
    }
}

fn events(source: &str) -> Vec<Event> {
    let mut events = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        line_events(line, at, &mut events);
        at += line.len();
    }
    events
}

fn line_events(line: &str, at: usize, events: &mut Vec<Event>) {
    if memchr::memchr(b'|', line.as_bytes()).is_none() {
        events.push(if is_blank(line) { Event::Blank } else { piece(line, at) });
        return;
    }
    let mut cells = line.split('|').peekable();
    let mut from = at;
    let inline = !line.split('|').all(is_blank);
    if inline && !line.trim_start().starts_with('|') {
        events.push(Event::Pipe);
    }
    while let Some(cell) = cells.next() {
        if !is_blank(cell) {
            events.push(piece(cell, from));
        }
        from += cell.len() + 1;
        if cells.peek().is_some() {
            events.push(Event::Pipe);
        }
    }
    if inline {
        events.push(Event::RowEnd);
    }
}

fn piece(cell: &str, at: usize) -> Event {
    let ink = || cell.chars().filter(|c| !is_space(*c));
    if ink().all(|c| matches!(c, '-' | '_' | '=' | '*' | '—' | '–' | ':' | '~' | '.' | '…' | 'o' | '\\'))
        && ink().count() >= 3
        && !ink().all(|c| c == 'o')
    {
        return Event::Rule;
    }
    // A heading mark whose words are on the next line.
    if ink().all(|c| c == '#') {
        return Event::Rule;
    }
    let lead = cell.len() - cell.trim_start_matches(is_space).len();
    let text = cell.trim_matches(is_space);
    let hashes = text.len() - text.trim_start_matches('#').len();
    let heading = hashes > 0 && text.get(hashes..).is_some_and(|t| t.starts_with(' '));
    let skip = if heading { hashes } else { 0 };
    let start = at + lead + skip;
    let body = text.get(skip..).unwrap_or_default().trim_start_matches(is_space);
    let emphasised = heading || body.starts_with("**") || (body.starts_with('*') && !body.starts_with("* "));
    Event::Text(Piece { span: Span::new(start, at + lead + text.len()), emphasised, heading })
}

/// Returns the share of text lines that a blank line or a separator precedes.
fn blank_ratio(events: &[Event]) -> f32 {
    let mut texts = 0.0f32;
    let mut opened = 0.0f32;
    let mut after_gap = true;
    for event in events {
        if let Event::Text(_) = event {
            texts += 1.0;
            if after_gap {
                opened += 1.0;
            }
            after_gap = false;
        } else {
            after_gap = true;
        }
    }
    if texts > 0.0 { opened / texts } else { 1.0 }
}

struct Builder<'a> {
    source: &'a str,
    clean: String,
    map: OffsetMap,
    blocks: Vec<Block>,
    /// Start of the block being built.
    open: Option<usize>,
    /// The last line of the block being built, as clean text.
    last_line: usize,
    emphasised: bool,
    /// Whether the line before was.
    line_emphasised: bool,
    /// Whether the line before was in bold from its first letter to its last: a heading.
    line_closed: bool,
    /// Whether the line before was marked as a heading.
    line_heading: bool,
    blank: bool,
    composed: bool,
    table: Option<(u16, u32)>,
    tables: u16,
    /// A separator was the last thing seen.
    at_pipe: bool,
    /// Source offset up to which text was copied.
    source_end: usize,
}

impl<'a> Builder<'a> {
    fn new(source: &'a str) -> Self {
        Self {
            source,
            clean: String::with_capacity(source.len()),
            map: OffsetMap::default(),
            blocks: Vec::new(),
            open: None,
            last_line: 0,
            emphasised: false,
            line_emphasised: false,
            line_closed: false,
            line_heading: false,
            blank: false,
            composed: is_composed(source),
            table: None,
            tables: 0,
            at_pipe: false,
            source_end: 0,
        }
    }

    fn text(&mut self, piece: &Piece, layout: &Layout) {
        if self.at_pipe && self.blank {
            self.leave_table();
        }
        if let Some(start) = self.open {
            let block = self.clean.get(start..).unwrap_or_default();
            let last = self.clean.get(self.last_line..).unwrap_or_default();
            let next = without_stars(piece.words(self.source));
            let next = next.trim_matches(is_space);
            // A line set in bold capitals below plain ones is another line of the letterhead, not more of the subject.
            let shouted = piece.emphasised && !self.line_emphasised && is_capitals(next);
            let below = self.line_closed && !piece.emphasised && next.starts_with(char::is_uppercase);
            let titled = piece.heading || self.line_heading && self.blank;
            let apart = shouted || titled || (below && !only_a_mark(block));
            // Lines of one word each hold no space to end a block at.
            let long = block.len() > LONGEST_BLOCK;
            if !apart && !long && joins(block, last, next, self.blank, layout) {
                let gap = (piece.span.start as usize).saturating_sub(self.source_end);
                self.map.push_opaque(self.clean.len(), self.source_end, gap);
                if !self.clean.ends_with(' ') {
                    self.push_clean(" ");
                }
                self.last_line = self.clean.len();
            } else {
                self.close();
            }
        }
        if self.open.is_none() {
            self.open = Some(self.clean.len());
            self.last_line = self.clean.len();
            self.emphasised = piece.emphasised;
        }
        self.line_emphasised = piece.emphasised;
        self.line_heading = piece.heading;
        let words = piece.words(self.source);
        self.line_closed = words.starts_with("**") && words.ends_with("**") && words.len() > 4;
        self.copy(piece.span);
        self.source_end = piece.span.end as usize;
        self.blank = false;
        self.at_pipe = false;
        if self.open == Some(self.clean.len()) {
            self.open = None;
        }
    }

    fn pipe(&mut self) {
        self.close();
        self.blank = false;
        self.at_pipe = true;
        match &mut self.table {
            Some((_, index)) => *index = index.saturating_add(1),
            None => {
                self.table = Some((self.tables, 0));
                self.tables = self.tables.saturating_add(1);
            }
        }
    }

    fn leave_table(&mut self) {
        self.close();
        // Rows printed on one line each are one table as long as they follow each other.
        if self.blank {
            self.table = None;
        }
        self.at_pipe = true;
    }

    fn end_table(&mut self) {
        self.close();
        self.table = None;
        self.at_pipe = false;
    }

    /// Ends the block being built.
    fn close(&mut self) {
        let Some(start) = self.open.take() else { return };
        let text = self.clean.get(start..).unwrap_or_default();
        let kept = text.trim_end_matches(' ').len();
        let (marker, body) = Marker::parse(text);
        let end = start + kept;
        let kind = match self.table {
            Some((table, index)) => BlockKind::Cell { table, index },
            None => BlockKind::Paragraph,
        };
        self.clean.truncate(end);
        let body = u32::try_from((start + body).min(end)).unwrap_or(u32::MAX);
        self.blocks.push(Block { span: Span::new(start, end), kind, marker, body, emphasised: self.emphasised });
        self.push_clean("\n");
        self.blank = false;
    }

    fn finish(mut self) -> (String, OffsetMap, Vec<Block>) {
        self.close();
        (self.clean, self.map, self.blocks)
    }

    fn push_clean(&mut self, text: &str) {
        self.clean.push_str(text);
    }

    /// Copies a source span without Markdown marks, with single spaces, in NFC.
    fn copy(&mut self, span: Span) {
        let text = self.source.get(span.range()).unwrap_or_default();
        let base = span.start as usize;
        let bullet = starts_with_star_bullet(text);
        let mut run = None;
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|t| t.chars().next()) {
            let i = at;
            let room = self.open.map_or(0, |start| (start + LONGEST_BLOCK).saturating_sub(self.clean.len()));
            let plain = if self.composed { plain(text, i, room) } else { 0 };
            if plain > 0 {
                if run.is_none() {
                    self.map.push_copy(self.clean.len(), base + i);
                    run = Some(());
                }
                self.clean.push_str(text.get(i..i + plain).unwrap_or_default());
                at += plain;
                continue;
            }
            at += c.len_utf8();
            if (c == '*' && bullet != Some(i)) || is_ignorable(c) {
                run = None;
                continue;
            }
            if is_space(c) {
                if self.open.is_some_and(|start| self.clean.len() - start > LONGEST_BLOCK) {
                    self.close();
                    self.open = Some(self.clean.len());
                    self.last_line = self.clean.len();
                    run = None;
                    continue;
                }
                if !self.clean.ends_with([' ', '\n']) && self.open != Some(self.clean.len()) {
                    self.map.push_opaque(self.clean.len(), base + i, c.len_utf8());
                    self.clean.push(' ');
                }
                run = None;
                continue;
            }
            let marks = if self.composed { None } else { combining(text, i, c) };
            if let Some(len) = marks {
                let cluster = text.get(i..i + len).unwrap_or_default();
                self.map.push_opaque(self.clean.len(), base + i, len);
                self.clean.push_str(&ComposingNormalizerBorrowed::new_nfc().normalize(cluster));
                at = i + len;
                run = None;
                continue;
            }
            let same = look_alike(c);
            if same.len_utf8() != c.len_utf8() {
                self.map.push_opaque(self.clean.len(), base + i, c.len_utf8());
                run = None;
            } else if run.is_none() {
                self.map.push_copy(self.clean.len(), base + i);
                run = Some(());
            }
            self.clean.push(same);
        }
    }
}

/// A line as it is read: "**1.** Sở Y tế" opens with a number.
fn without_stars(words: &str) -> Cow<'_, str> {
    let words = words.trim_matches(|c| is_space(c) || c == '*');
    if words.contains('*') { Cow::Owned(words.replace('*', "")) } else { Cow::Borrowed(words) }
}

/// Returns the length of the run of characters at a byte that are copied as they are: letters, digits and most marks,
/// told by their bytes, and single spaces between them within `room` bytes. In a text that is no NFC a letter may have
/// marks behind it.
fn plain(text: &str, from: usize, room: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let step = plain_step(bytes, at);
        if step > 0 {
            at += step;
        } else if at > from && at - from <= room && bytes.get(at) == Some(&b' ') && plain_step(bytes, at + 1) > 0 {
            at += 1;
        } else {
            return at - from;
        }
    }
}

/// Returns the length of the character at a byte if it is copied as it is, else 0.
#[inline]
fn plain_step(bytes: &[u8], at: usize) -> usize {
    match bytes.get(at).map_or(0, |byte| STEPS[usize::from(*byte)]) {
        CHECKED => match bytes.get(at..) {
            // Not eth and the African D, which only look like Đ.
            Some([0xc3, b, ..]) if !matches!(b, 0x90 | 0xb0) => 2,
            Some([0xc6, b, ..]) if *b != 0x89 => 2,
            Some([0xe1, 0xb8..=0xbb, ..]) => 3,
            _ => 0,
        },
        step => usize::from(step),
    }
}

/// The mark of a byte whose character is told by the next one too.
const CHECKED: u8 = u8::MAX;

/// The lengths of characters that are copied as they are, by their first byte.
const STEPS: [u8; 256] = {
    let mut steps = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        steps[byte] = match byte as u8 {
            b'!'..=b')' | b'+'..=b'~' => 1,
            0xc4 | 0xc5 | 0xc7 | 0xc8 => 2,
            0xc3 | 0xc6 | 0xe1 => CHECKED,
            _ => 0,
        };
        byte += 1;
    }
    steps
};

/// Tells whether a text is NFC; most are told by their bytes, without a look at each character.
pub fn is_composed(source: &str) -> bool {
    let bytes = source.as_bytes();
    let (one, two) = (bytes.get(1..).unwrap_or_default(), bytes.get(2..).unwrap_or_default());
    // Below U+0300 all is NFC, as are the letters from U+1E00 and the marks from U+2010 on.
    let unsure = |((a, b), c): ((&u8, &u8), &u8)| {
        let letter = (*a == 0xe1) & (b.wrapping_sub(0xb8) < 4);
        let mark = (*a == 0xe2) & (*b == 0x80) & (*c >= 0x90);
        (*a >= 0xcc) & !(letter | mark)
    };
    let inner = bytes.iter().zip(one).zip(two).fold(false, |found, three| found | unsure(three));
    let end = bytes.get(bytes.len().saturating_sub(2)..).unwrap_or_default().iter().any(|b| *b >= 0xcc);
    !(inner | end) || ComposingNormalizerBorrowed::new_nfc().is_normalized(source)
}

/// Returns where the star of a `* item` bullet stands: one star, or the third of `*** item`, before a space.
fn starts_with_star_bullet(text: &str) -> Option<usize> {
    let stars = text.len() - text.trim_start_matches('*').len();
    let spaced = text.get(stars..).is_some_and(|t| t.starts_with(is_space));
    (stars % 2 == 1 && spaced && !is_blank(text)).then(|| stars - 1)
}

/// Returns the length of `c` with the combining marks after it, or `None` when there are none and `c` is composed.
fn combining(text: &str, at: usize, c: char) -> Option<usize> {
    let rest = text.get(at + c.len_utf8()..)?;
    let marks = rest.len() - rest.trim_start_matches(|m| matches!(m, '\u{0300}'..='\u{036F}')).len();
    let len = c.len_utf8() + marks;
    let cluster = text.get(at..at + len)?;
    (marks > 0 || !ComposingNormalizerBorrowed::new_nfc().is_normalized(cluster)).then_some(len)
}

/// Letters that only look right: Ð (eth) and Ɖ (African D) for Đ, the special hyphens for the plain one.
fn look_alike(c: char) -> char {
    match c {
        'Ð' | 'Ɖ' => 'Đ',
        'ð' | 'ɖ' => 'đ',
        '\u{2010}' | '\u{2011}' | '\u{2212}' => '-',
        // Cyrillic and Greek capitals get into symbols by keyboards: "66/NQ-СР".
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        other => other,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{a0}'
}

fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}' | '\u{0}')
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| is_space(c) || c == '*' || is_ignorable(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, blocks: &[&str]) {
        let (clean, map, found) = clean(source);
        let texts: Vec<&str> = found.iter().filter_map(|b| clean.get(b.span.range())).collect();
        assert_eq!(texts, blocks);
        for b in &found {
            let s = map.to_source(b.span);
            assert!(source.is_char_boundary(s.start as usize) && source.is_char_boundary(s.end as usize));
        }
    }

    #[test]
    fn drops_marks_and_mends_wraps() {
        check("**1. Mục\nđích**\n\n*Căn cứ Luật* số 1;\n", &["1. Mục đích", "Căn cứ Luật số 1;"]);
        check("-\nChủ trì,\nphối hợp\n", &["- Chủ trì, phối hợp"]);
        check(
            "thực\nhiện ngay các việc sau:\n**2.** Sở Y tế rà\nsoát.\n",
            &["thực hiện ngay các việc sau:", "2. Sở Y tế rà soát."],
        );
        check("*** Về làng nghề:**\n\n* Về quy hoạch:\n", &["* Về làng nghề:", "* Về quy hoạch:"]);
    }

    #[test]
    fn tells_cells_apart() {
        let (_, _, blocks) = clean("|\n1\n|\nSở Tài chính\n|\n\n\nSau bảng\n");
        assert!(matches!(blocks[0].kind, BlockKind::Cell { table: 0, index: 0 }));
        assert!(matches!(blocks[1].kind, BlockKind::Cell { table: 0, index: 1 }));
        assert_eq!(blocks[2].kind, BlockKind::Paragraph);
    }

    #[test]
    fn lines_of_one_word_each_make_no_endless_block() {
        let (_, _, blocks) = clean(&"10%\n".repeat(LONGEST_BLOCK));
        assert!(blocks.len() > 3 && blocks.iter().all(|b| b.span.len() <= LONGEST_BLOCK + 16));
    }

    #[test]
    fn a_line_without_end_is_cut_at_spaces() {
        let line = "Kế hoạch ".repeat(10_000);
        let (text, map, blocks) = clean(&line);
        assert!(blocks.len() > 5 && blocks.iter().all(|b| b.span.len() <= LONGEST_BLOCK + 16));
        for b in &blocks {
            assert_eq!(line.get(map.to_source(b.span).range()), text.get(b.span.range()));
        }
    }

    #[test]
    fn composes_and_keeps_the_way_back() {
        let source = "Qu\u{1EA3}ng Tri\u{323} la\u{300}";
        let (text, map, _) = clean(source);
        assert_eq!(text.trim_end(), "Quảng Trị là");
        let at = text.find('ị').unwrap();
        assert_eq!(
            map.to_source(Span::new(at, at + 'ị'.len_utf8())),
            Span::new(source.find('i').unwrap(), source.find(" la").unwrap())
        );
    }

    proptest::proptest! {
        #[test]
        fn every_clean_span_maps_onto_source_characters(source in "([a-cĐÐỦủ*|#.,:;1-3 \\-\u{301}\u{a0}]|\n|\\PC){0,60}") {
            let (text, map, blocks) = clean(&source);
            for b in &blocks {
                proptest::prop_assert!(b.span.start <= b.body && b.body <= b.span.end);
                for (i, c) in text.get(b.span.range()).unwrap_or_default().char_indices() {
                    let at = b.span.start as usize + i;
                    let s = map.to_source(Span::new(at, at + c.len_utf8()));
                    proptest::prop_assert!(source.get(s.range()).is_some(), "{c:?} at {at} -> {s:?}");
                }
            }
        }
    }
}

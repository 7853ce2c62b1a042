//! PDF files to text: glyphs by their places on the page, since the order they are drawn in is not the order they are
//! read in; no recognition of scanned pages.

use pdf_extract::{Document, MediaBox, OutputDev, OutputError, Transform, output_doc};

/// Stack of the thread that reads: hostile files nest deeply.
const STACK: usize = 64 << 20;
/// Name of that thread, by which its panics are known.
const THREAD: &str = "read-pdf";
/// Glyphs beyond which no more are kept.
const MOST: usize = 20_000_000;

/// Why a PDF gives no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It has pages and no letters: pictures of paper.
    Scanned,
    /// It asks for a password.
    Encrypted,
    /// The library's own words.
    Broken(String),
}

/// Keeps quiet what the library panics on in a damaged file: the diagnostic says it. Other panics are printed as ever.
pub fn quiet_pdf_panics() {
    let other = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(THREAD) {
            other(panic);
        }
    }));
}

/// Reads a PDF in a thread of its own, so that a file the library panics on is one diagnostic.
pub(super) fn pdf_text(bytes: &[u8]) -> Result<String, Failure> {
    let bytes = bytes.to_vec();
    let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(STACK);
    let work = thread.spawn(move || read(&bytes)).map_err(|e| Failure::Broken(e.to_string()))?;
    work.join().unwrap_or_else(|_| Err(Failure::Broken("its structure is damaged".to_owned())))
}

fn read(bytes: &[u8]) -> Result<String, Failure> {
    let document = Document::load_mem(bytes).map_err(|e| Failure::Broken(e.to_string()))?;
    if document.is_encrypted() {
        return Err(Failure::Encrypted);
    }
    let mut pages = Pages::default();
    output_doc(&document, &mut pages).map_err(|e| Failure::Broken(e.to_string()))?;
    let text = pages.pages.iter().map(|p| page_text(p)).collect::<Vec<_>>().join("\n");
    if text.trim().is_empty() { Err(Failure::Scanned) } else { Ok(text) }
}

/// One glyph: where it stands and how large it is, in points.
#[derive(Clone, Debug)]
struct Glyph {
    x: f64,
    y: f64,
    width: f64,
    size: f64,
    text: String,
}

#[derive(Debug, Default)]
struct Pages {
    pages: Vec<Vec<Glyph>>,
    count: usize,
}

impl OutputDev for Pages {
    fn begin_page(&mut self, _: u32, _: &MediaBox, _: Option<(f64, f64, f64, f64)>) -> Result<(), OutputError> {
        self.pages.push(Vec::new());
        Ok(())
    }

    fn end_page(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn output_character(
        &mut self,
        at: &Transform,
        width: f64,
        _: f64,
        font_size: f64,
        text: &str,
    ) -> Result<(), OutputError> {
        let size = (at.m11 * at.m22 - at.m12 * at.m21).abs().sqrt() * font_size.abs();
        let plain = [at.m31, at.m32, size].iter().all(|v| v.is_finite()) && size > 0.0;
        if plain && self.count < MOST && !text.trim().is_empty() {
            self.count += 1;
            let glyph = Glyph { x: at.m31, y: at.m32, width: width.max(0.0) * size, size, text: text.to_owned() };
            if let Some(page) = self.pages.last_mut() {
                page.push(glyph);
            }
        }
        Ok(())
    }

    fn begin_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_word(&mut self) -> Result<(), OutputError> {
        Ok(())
    }

    fn end_line(&mut self) -> Result<(), OutputError> {
        Ok(())
    }
}

/// A line of a page: its pieces, apart by a gap wider than any between words.
#[derive(Debug)]
struct Line {
    y: f64,
    size: f64,
    /// Left edge and words of each piece.
    pieces: Vec<(f64, String)>,
}

fn page_text(glyphs: &[Glyph]) -> String {
    let mut lines = lines(glyphs);
    // A lone number at an end of the page is the page's.
    let number =
        |l: &Line| matches!(l.pieces.as_slice(), [(_, w)] if w.len() <= 4 && w.chars().all(|c| c.is_ascii_digit()));
    if lines.len() > 1 && lines.last().is_some_and(number) {
        lines.pop();
    }
    if lines.len() > 1 && lines.first().is_some_and(number) {
        lines.remove(0);
    }
    let mut out = String::new();
    let mut i = 0;
    while let Some(line) = lines.get(i) {
        let columns = lines.iter().skip(i).take_while(|l| l.pieces.len() == 2).count();
        if columns > 1 {
            two_columns(lines.get(i..i + columns).unwrap_or_default(), &mut out);
            i += columns;
            continue;
        }
        let words: Vec<&str> = line.pieces.iter().map(|(_, w)| w.as_str()).collect();
        out.push_str(&words.join(" "));
        out.push('\n');
        let far = lines.get(i + 1).is_some_and(|next| line.y - next.y > 1.75 * line.size.max(next.size));
        if far {
            out.push('\n');
        }
        i += 1;
    }
    out
}

/// Lines that are parted at the same place, as a letterhead's are: the left side first, each a cell of its own.
fn two_columns(lines: &[Line], out: &mut String) {
    for side in 0..2 {
        out.push_str("|\n");
        for line in lines {
            if let Some((_, words)) = line.pieces.get(side) {
                out.push_str(words);
                out.push('\n');
            }
        }
    }
    out.push_str("|\n\n");
}

fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    sorted.sort_by(|a, b| b.y.total_cmp(&a.y).then(a.x.total_cmp(&b.x)));
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in sorted {
        let same =
            |row: &Vec<&Glyph>| row.first().is_some_and(|f| (f.y - glyph.y).abs() < 0.45 * f.size.max(glyph.size));
        match rows.last_mut().filter(|r| same(r)) {
            Some(row) => row.push(glyph),
            None => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn line(mut row: Vec<&Glyph>) -> Line {
    row.sort_by(|a, b| a.x.total_cmp(&b.x));
    let size = row.iter().map(|g| g.size).fold(0.0, f64::max);
    let y = row.first().map_or(0.0, |g| g.y);
    let mut pieces: Vec<(f64, String)> = Vec::new();
    let mut end = f64::MIN;
    for glyph in row {
        let gap = glyph.x - end;
        match pieces.last_mut().filter(|_| gap < 2.2 * size) {
            Some((_, words)) => {
                if gap > 0.17 * size && !words.ends_with(' ') {
                    words.push(' ');
                }
                words.push_str(&glyph.text);
            }
            None => pieces.push((glyph.x, glyph.text.clone())),
        }
        end = end.max(glyph.x + glyph.width);
    }
    Line { y, size, pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glyphs(words: &str, x: f64, y: f64) -> Vec<Glyph> {
        let place = |(i, c): (usize, char)| Glyph {
            x: x + 6.0 * f64::from(u32::try_from(i).unwrap_or(0)),
            y,
            width: 6.0,
            size: 12.0,
            text: c.to_string(),
        };
        words.chars().enumerate().filter(|(_, c)| *c != ' ').map(place).collect()
    }

    #[test]
    fn letters_are_read_by_their_places() {
        let mut page = glyphs("hai ba", 50.0, 700.0);
        page.extend(glyphs("Một", 50.0, 720.0));
        page.reverse();
        assert_eq!(page_text(&page), "Một\nhai ba\n");
    }

    #[test]
    fn a_letterhead_has_two_columns() {
        let mut page = glyphs("ỦY BAN", 50.0, 720.0);
        page.extend(glyphs("CỘNG HÒA", 300.0, 720.0));
        page.extend(glyphs("TỈNH", 50.0, 705.0));
        page.extend(glyphs("Độc lập", 300.0, 705.0));
        page.extend(glyphs("3", 300.0, 20.0));
        assert_eq!(page_text(&page), "|\nỦY BAN\nTỈNH\n|\nCỘNG HÒA\nĐộc lập\n|\n\n");
    }

    #[test]
    fn broken_files_are_said_to_be_so() {
        assert!(matches!(pdf_text(b"%PDF-1.7 nothing"), Err(Failure::Broken(_))));
        assert!(matches!(pdf_text(b""), Err(Failure::Broken(_))));
    }
}

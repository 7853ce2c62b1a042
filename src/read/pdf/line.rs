//! Letters to lines: those on one baseline, from left to right, with spaces where the gaps are; a line falls into parts
//! where a gap is wider than any between words.

use super::glyph::Glyph;

/// Share of the font's height that baselines of one line differ by.
const SAME_LINE: f64 = 0.45;
/// Gaps wider than this, in heights, are spaces where none is drawn, and where some are.
const SPACE: f64 = 0.17;
const SPACE_BESIDE_DRAWN: f64 = 0.3;
/// A gap wider than this parts a line.
const PART: f64 = 2.2;

/// Words that stand together on a line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    /// Left edge.
    pub(super) left: f64,
    /// Right edge.
    pub(super) right: f64,
    /// Width of its first word.
    pub(super) first_word: f64,
    /// The words.
    pub(super) text: String,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line {
    /// Baseline.
    pub(super) base: f64,
    /// Height of its largest font.
    pub(super) size: f64,
    /// Its parts, left to right; never empty.
    pub(super) parts: Vec<Part>,
}

impl Line {
    /// Left edge.
    pub(super) fn left(&self) -> f64 {
        self.parts.first().map_or(0.0, |p| p.left)
    }

    /// Right edge.
    pub(super) fn right(&self) -> f64 {
        self.parts.last().map_or(0.0, |p| p.right)
    }

    /// Its words.
    pub(super) fn text(&self) -> String {
        self.parts.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join(" ")
    }
}

/// Puts letters into lines, from the top.
pub(super) fn lines(glyphs: &[Glyph]) -> Vec<Line> {
    let mut sorted: Vec<&Glyph> = glyphs.iter().collect();
    // Letters first: a line begins with one.
    sorted.sort_by(|a, b| {
        a.base.total_cmp(&b.base).then(a.is_space().cmp(&b.is_space())).then(a.left.total_cmp(&b.left))
    });
    let mut rows: Vec<Vec<&Glyph>> = Vec::new();
    for glyph in sorted {
        let same = |row: &Vec<&Glyph>| {
            row.first().is_some_and(|f| (f.base - glyph.base).abs() < SAME_LINE * f.size.max(glyph.size))
        };
        match rows.last_mut().filter(|r| same(r)) {
            Some(row) => row.push(glyph),
            // A space makes no line.
            None if glyph.is_space() => {}
            None => rows.push(vec![glyph]),
        }
    }
    rows.into_iter().map(line).collect()
}

fn line(mut row: Vec<&Glyph>) -> Line {
    row.sort_by(|a, b| a.left.total_cmp(&b.left).then(b.is_space().cmp(&a.is_space())));
    let size = row.iter().filter(|g| !g.is_space()).map(|g| g.size).fold(0.0, f64::max);
    let base = row.iter().find(|g| !g.is_space()).map_or(0.0, |g| g.base);
    let drawn = row.iter().any(|g| g.is_space());
    let wide = size * if drawn { SPACE_BESIDE_DRAWN } else { SPACE };
    let mut parts: Vec<Part> = Vec::new();
    let mut space = false;
    let mut last: Option<&Glyph> = None;
    for glyph in row {
        if glyph.is_space() {
            space = true;
            continue;
        }
        // Bold that is made by drawing a letter twice.
        let twice = |l: &&Glyph| l.text == glyph.text && (l.left - glyph.left).abs() < 0.12 * size;
        if last.filter(twice).is_some() {
            continue;
        }
        let gap = parts.last().map_or(f64::MAX, |p| glyph.left - p.right);
        match parts.last_mut().filter(|_| gap < PART * size) {
            Some(part) => {
                if gap > wide || (space && gap > 0.05 * size) {
                    part.text.push(' ');
                }
                if !part.text.contains(' ') {
                    part.first_word = glyph.right - part.left;
                }
                part.text.push_str(&glyph.text);
                part.right = part.right.max(glyph.right);
            }
            None => parts.push(Part {
                left: glyph.left,
                right: glyph.right,
                first_word: glyph.right - glyph.left,
                text: glyph.text.clone(),
            }),
        }
        space = false;
        last = Some(glyph);
    }
    Line { base, size, parts }
}

/// Sets letters for tests here and beside: each half as wide as high.
#[cfg(test)]
pub(super) fn set(words: &str, left: f64, base: f64) -> Vec<Glyph> {
    let place = |(i, c): (usize, char)| {
        let left = left + 6.0 * f64::from(u32::try_from(i).unwrap_or(0));
        Glyph { left, right: left + 6.0, base, size: 12.0, text: c.to_string() }
    };
    words.chars().enumerate().map(place).filter(|g| !g.is_space()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(glyphs: &[Glyph], texts: &[&str]) {
        let found: Vec<String> = lines(glyphs)
            .iter()
            .map(|l| l.parts.iter().map(|p| p.text.as_str()).collect::<Vec<_>>().join("/"))
            .collect();
        assert_eq!(found, texts);
    }

    #[test]
    fn letters_are_read_by_their_places() {
        let mut page = set("hai ba", 50.0, 120.0);
        page.extend(set("Một", 50.0, 100.0));
        page.extend(set("bốn", 200.0, 101.0));
        page.reverse();
        check(&page, &["Một/bốn", "hai ba"]);
    }

    #[test]
    fn drawn_spaces_count_and_letters_drawn_twice_once() {
        let mut page = set("ab", 50.0, 100.0);
        page.extend(set("ab", 50.5, 100.0));
        check(&page, &["ab"]);
        let wide = Glyph { left: 64.5, right: 70.0, base: 100.0, size: 12.0, text: "c".to_owned() };
        let mut page = set("ab", 50.0, 100.0);
        page.push(wide);
        check(&page, &["ab c"]);
        page.push(Glyph { left: 30.0, right: 33.0, base: 100.0, size: 12.0, text: " ".to_owned() });
        check(&page, &["abc"]);
    }
}

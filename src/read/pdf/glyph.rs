//! What stands on a page: letters with their places, and rules. Points, from the top left corner, downwards.

/// A letter, or the few a glyph stands for.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Glyph {
    /// Left edge.
    pub(super) left: f64,
    /// Where the next letter would begin.
    pub(super) right: f64,
    /// Baseline.
    pub(super) base: f64,
    /// Height of the font.
    pub(super) size: f64,
    /// The characters; a space for a space that is drawn.
    pub(super) text: String,
}

impl Glyph {
    /// Tells a space from a letter.
    pub(super) fn is_space(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// A straight line along a row or a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rule {
    /// It goes down rather than across.
    pub(super) upright: bool,
    /// Where it stands: its height if it goes across.
    pub(super) at: f64,
    /// Where it begins.
    pub(super) from: f64,
    /// Where it ends.
    pub(super) to: f64,
}

/// A page.
#[derive(Clone, Debug, Default)]
pub(super) struct Page {
    /// Its letters, in the order they are drawn in.
    pub(super) glyphs: Vec<Glyph>,
    /// Its rules.
    pub(super) rules: Vec<Rule>,
    /// It shows pictures.
    pub(super) pictures: bool,
}

//! Pages as the interpreter of PDF draws them, kept as letters and rules; leaves out colours, pictures and annotations.

use hayro_interpret::font::{Glyph as Drawn, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::page::Page as PdfPage;
use hayro_interpret::kurbo::{Affine, BezPath, PathSeg, Point, Rect, Shape, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask, TransformExt, interpret_page,
};

use super::glyph::{Glyph, Page, Rule};

/// Letters and rules that are kept of one page; more is no document.
const MOST: usize = 200_000;
/// A filled box thinner than this is a rule.
const THIN: f64 = 2.5;
/// A shorter line is part of a sign.
const SHORT: f64 = 4.0;
/// Units in which a glyph's width is given, to the height of its font.
const UNITS: f64 = 1000.0;

/// Draws every page.
pub(super) fn drawn(pdf: &Pdf) -> Vec<Page> {
    let cache = InterpreterCache::new();
    // A signature's stamp is an annotation and no part of the text.
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let pages = pdf.pages().iter().map(|page| {
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(upright(page), bounds, &cache, pdf.xref(), settings.clone());
        let mut sheet = Sheet::default();
        interpret_page(page, &mut context, &mut sheet);
        sheet.page()
    });
    pages.collect()
}

/// From the file's units to points from the top left corner of the page as it is shown.
fn upright(page: &PdfPage<'_>) -> Affine {
    page.initial_transform(true).to_kurbo()
}

#[derive(Debug, Default)]
struct Sheet {
    /// Letters by the quarter turn they are read at, and the place of each from that side.
    turned: [Vec<Glyph>; 4],
    rules: Vec<Rule>,
    pictures: bool,
}

impl Sheet {
    /// The letters of the direction most are read in: others are stamps and watermarks.
    fn page(self) -> Page {
        let turn = (0..4).rev().max_by_key(|t| self.turned.get(*t).map_or(0, Vec::len)).unwrap_or(0);
        let mut turned = self.turned;
        let glyphs = turned.get_mut(turn).map(std::mem::take).unwrap_or_default();
        let rules = self.rules.into_iter().map(|r| turned_rule(r, turn)).collect();
        Page { glyphs, rules, pictures: self.pictures }
    }

    fn glyph(&mut self, drawn: &Drawn<'_>, to_page: Affine) {
        let Some(text) = drawn.as_unicode().and_then(letters) else { return };
        let advance = match drawn {
            Drawn::Outline(g) => g.advance_width(),
            Drawn::Type3(g) => g.advance_width(),
        };
        let origin = to_page * Point::ZERO;
        let along = to_page * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0) - origin;
        let x = to_page * Point::new(UNITS, 0.0) - origin;
        let y = to_page * Point::new(0.0, UNITS) - origin;
        let size = y.hypot();
        let places = [origin.x, origin.y, along.x, along.y, size];
        if !places.iter().all(|v| v.is_finite() && v.abs() < 1e6) || size < 0.5 {
            return;
        }
        let Some(turn) = turn(x) else { return };
        let start = turned_point(origin, turn);
        let width = along.hypot();
        let Some(glyphs) = self.turned.get_mut(turn).filter(|g| g.len() < MOST) else { return };
        // A mark that is drawn on its letter.
        let mark = text.chars().all(|c| matches!(c, '\u{300}'..='\u{36f}'));
        match glyphs.last_mut().filter(|_| mark) {
            Some(letter) => letter.text.push_str(&text),
            None => {
                let glyph = Glyph { left: start.x, right: start.x + width, base: start.y, size, text };
                glyphs.push(glyph);
            }
        }
    }

    fn path(&mut self, path: &BezPath, to_page: Affine, filled: bool) {
        let path = to_page * path.clone();
        if filled {
            let b = path.bounding_box();
            if b.height() <= THIN && b.width() > SHORT {
                self.rule(false, b.center().y, b.x0, b.x1);
            } else if b.width() <= THIN && b.height() > SHORT {
                self.rule(true, b.center().x, b.y0, b.y1);
            }
            return;
        }
        for segment in path.segments() {
            let PathSeg::Line(line) = segment else { continue };
            let (from, to) = (line.p0, line.p1);
            if (from.y - to.y).abs() < 0.5 && (from.x - to.x).abs() > SHORT {
                self.rule(false, from.y, from.x.min(to.x), from.x.max(to.x));
            } else if (from.x - to.x).abs() < 0.5 && (from.y - to.y).abs() > SHORT {
                self.rule(true, from.x, from.y.min(to.y), from.y.max(to.y));
            }
        }
    }

    fn rule(&mut self, upright: bool, at: f64, from: f64, to: f64) {
        if self.rules.len() < MOST && [at, from, to].iter().all(|v| v.is_finite() && v.abs() < 1e6) {
            self.rules.push(Rule { upright, at, from, to });
        }
    }
}

/// The quarter turn a direction is closest to; `None` for writing aslant.
fn turn(along: Vec2) -> Option<usize> {
    let length = along.hypot();
    let flat = |v: f64| v.abs() < 0.1 * length;
    match (flat(along.y), flat(along.x)) {
        (true, false) if along.x > 0.0 => Some(0),
        (false, true) if along.y > 0.0 => Some(1),
        (true, false) => Some(2),
        (false, true) => Some(3),
        _ => None,
    }
}

/// The place of a point on a page turned so that writing in this direction goes across.
fn turned_point(p: Point, turn: usize) -> Point {
    match turn {
        0 => p,
        1 => Point::new(p.y, -p.x),
        2 => Point::new(-p.x, -p.y),
        _ => Point::new(-p.y, p.x),
    }
}

fn turned_rule(r: Rule, turn: usize) -> Rule {
    let (a, b) = if r.upright {
        (Point::new(r.at, r.from), Point::new(r.at, r.to))
    } else {
        (Point::new(r.from, r.at), Point::new(r.to, r.at))
    };
    let (a, b) = (turned_point(a, turn), turned_point(b, turn));
    if r.upright == (turn.is_multiple_of(2)) {
        Rule { upright: true, at: a.x, from: a.y.min(b.y), to: a.y.max(b.y) }
    } else {
        Rule { upright: false, at: a.y, from: a.x.min(b.x), to: a.x.max(b.x) }
    }
}

/// The characters a glyph stands for; ligatures in their letters, signs of symbol fonts as the dash they are used for.
fn letters(text: BfString) -> Option<String> {
    let text = match text {
        BfString::Char(c) => c.to_string(),
        BfString::String(s) => s,
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{e000}'..='\u{f8ff}' => out.push('-'),
            '|' => out.push('¦'),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    (!out.is_empty()).then_some(out)
}

impl<'a> Device<'a> for Sheet {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform * glyph.transform());
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.path(path, props.transform, matches!(mode, DrawMode::Fill(_)));
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.pictures = true;
    }

    fn push_clip_path(&mut self, _: &ClipPath) {}

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {}

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

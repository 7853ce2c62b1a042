//! Draws a layout as SVG: boxes and edges are links, so that tab, find and print work; classes carry all looks.

use maud::{Markup, html};

use super::address::View;
use super::layout::{BOX, Layout, Placed, Route};
use super::words::{LEVELS, cut};

/// What stands in a box.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub(super) rank: usize,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) rows: Vec<String>,
    /// Whether the first row is set bold.
    pub(super) strong: bool,
    pub(super) foot: String,
    pub(super) class: &'static str,
}

impl Drawn {
    /// Returns the height the rows need.
    pub(super) fn height(&self) -> i32 {
        let rows = self.rows.len() + usize::from(!self.foot.is_empty());
        12 + i32::try_from(rows).unwrap_or(9).clamp(1, 9) * ROW
    }
}

/// An edge and its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) actor: usize,
    pub(super) object: usize,
    pub(super) class: &'static str,
    pub(super) label: String,
    pub(super) title: String,
    pub(super) href: Option<String>,
}

/// Rank of what is only acted on and whose level is not known; the levels follow from 1.
pub(super) const UNKNOWN_RANK: usize = 0;
/// Rank of what acts and whose level is not known.
pub(super) const ACTING_RANK: usize = LEVELS.len() + 1;
/// Rank of projects.
pub(super) const PROJECT_RANK: usize = LEVELS.len() + 2;
const ROW: i32 = 16;
/// Room above for the names of the columns, and around.
const HEAD: i32 = 34;
const EDGE: i32 = 8;

/// Draws boxes and lines where the layout puts them.
pub(super) fn draw(view: &View, layout: &Layout, boxes: &[Drawn], lines: &[Line]) -> Markup {
    let (width, height) = (layout.width + 2 * EDGE, layout.height + HEAD + 2 * EDGE);
    html! {
        div.picture tabindex="0" role="group" aria-label=(view.say("Lược đồ; bảng ở dưới nói cùng nội dung", "Diagram; the table below says the same")) {
            svg viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) {
                defs {
                    marker #tip viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" {
                        path d="M0 0 8 4 0 8z" {}
                    }
                }
                g transform=(format!("translate({EDGE} {EDGE})")) {
                    @for (i, c) in layout.columns.iter().enumerate() {
                        @if i == 0 || layout.columns.get(i - 1).is_none_or(|b| b.rank != c.rank) {
                            text.level x=(c.x) y="14" { (level(view, c.rank)) }
                        }
                    }
                    g transform=(format!("translate(0 {HEAD})")) {
                        @for (line, route) in lines.iter().zip(&layout.routes) {
                            @if let Some(route) = route { (edge(line, route)) }
                        }
                        @for (b, place) in boxes.iter().zip(&layout.boxes) { (boxed(b, *place)) }
                    }
                }
            }
        }
    }
}

fn level(view: &View, rank: usize) -> &'static str {
    match rank.checked_sub(1).and_then(|l| LEVELS.get(l)) {
        Some((_, vietnamese, english)) => view.say(vietnamese, english),
        None if rank == PROJECT_RANK => view.say("Dự án", "Projects"),
        None => view.say("Chưa rõ cấp", "Level unknown"),
    }
}

fn boxed(b: &Drawn, place: Placed) -> Markup {
    let rows = i32::try_from(b.rows.len() + usize::from(!b.foot.is_empty())).unwrap_or(9);
    let first = place.y + (place.height - rows * ROW) / 2 + ROW - 4;
    html! {
        a.box.(b.class) href=(b.href) {
            title { (b.title) }
            rect x=(place.x) y=(place.y) width=(BOX) height=(place.height) rx="5" {}
            @for (i, row) in (0i32..).zip(&b.rows) {
                text.strong[b.strong && i == 0] x=(place.x + 9) y=(first + i * ROW) { (row) }
            }
            @if !b.foot.is_empty() { text.foot x=(place.x + 9) y=(first + (rows - 1) * ROW) { (cut(&b.foot, 26)) } }
        }
    }
}

fn edge(line: &Line, route: &Route) -> Markup {
    let d = curve(&route.points);
    let (x, y) = route.points.first().copied().unwrap_or_default();
    let (x, anchor) = if route.against { (x + 6, "start") } else { (x - 6, "end") };
    let drawn = html! {
        title { (line.title) }
        path.hit d=(d) {}
        path.way.back[route.against] d=(d) marker-end="url(#tip)" {}
        text.label x=(x) y=(y - 3) text-anchor=(anchor) { (line.label) }
    };
    html! {
        @match &line.href {
            Some(href) => a.edge.(line.class) href=(href) { (drawn) },
            None => g.edge.(line.class) { (drawn) },
        }
    }
}

/// Joins points by curves that leave and arrive level.
fn curve(points: &[(i32, i32)]) -> String {
    let mut d = String::new();
    let mut last: Option<(i32, i32)> = None;
    for (x, y) in points {
        match last {
            None => d.push_str(&format!("M{x} {y}")),
            Some((_, before)) if before == *y => d.push_str(&format!("H{x}")),
            Some((from, before)) => {
                let half = (from + x) / 2;
                d.push_str(&format!("C{half} {before} {half} {y} {x} {y}"));
            }
        }
        last = Some((*x, *y));
    }
    d
}

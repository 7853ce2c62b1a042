//! Draws a layout as SVG: boxes and edges are links, so that tab, find and print work; classes carry all looks.

use maud::{Markup, PreEscaped, html};

use super::address::View;
use super::layout::{Layout, Placed, Route};
use super::words::cut;

/// A picture laid out.
#[derive(Clone, Debug, Default)]
pub(super) struct Picture {
    pub(super) layout: Layout,
    pub(super) boxes: Vec<Drawn>,
    pub(super) lines: Vec<Line>,
    /// What the columns of each rank are called.
    pub(super) heads: Vec<String>,
}

/// What stands in a box.
#[derive(Clone, Debug, Default)]
pub(super) struct Drawn {
    pub(super) id: String,
    pub(super) rank: usize,
    pub(super) href: String,
    pub(super) title: String,
    pub(super) rows: Vec<String>,
    /// Whether the first row is set bold.
    pub(super) strong: bool,
    pub(super) foot: String,
    pub(super) class: &'static str,
    pub(super) handles: Vec<Handle>,
}

/// A way to show more or less at a box.
#[derive(Clone, Debug)]
pub(super) struct Handle {
    /// `left`, `right` or `close`.
    pub(super) side: &'static str,
    pub(super) label: String,
    pub(super) says: String,
    pub(super) href: String,
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

const ROW: i32 = 16;
/// Room above for the names of the columns, and around.
const HEAD: i32 = 34;
const EDGE: i32 = 8;

/// Draws a picture in a frame that scrolls.
pub(super) fn draw(view: &View, picture: &Picture) -> Markup {
    html! {
        div.picture tabindex="0" role="group" aria-label=(view.say("Lược đồ; bảng ở dưới nói cùng nội dung", "Diagram; the table below says the same")) {
            (svg(picture, &html! {}, true))
        }
    }
}

/// Draws a picture that stands alone: its looks are in it, and it leads nowhere.
pub(super) fn alone(picture: &Picture, style: &str) -> Markup {
    svg(picture, &html! { style { (PreEscaped(style)) } }, false)
}

fn svg(picture: &Picture, style: &Markup, linked: bool) -> Markup {
    let Picture { layout, boxes, lines, heads } = picture;
    let (width, height) = (layout.width + 2 * EDGE, layout.height + HEAD + 2 * EDGE);
    let head = |rank: usize| heads.get(rank).map(String::as_str).unwrap_or_default();
    html! {
        svg.tight[layout.size.is_tight()] xmlns="http://www.w3.org/2000/svg" viewBox=(format!("0 0 {width} {height}")) width=(width) height=(height) {
            (style)
            defs {
                marker #tip viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto" {
                    path d="M0 0 8 4 0 8z" {}
                }
            }
            g transform=(format!("translate({EDGE} {EDGE})")) {
                @for (i, c) in layout.columns.iter().enumerate() {
                    @if i == 0 || layout.columns.get(i - 1).is_none_or(|b| b.rank != c.rank) {
                        text.level x=(c.x) y="14" { (head(c.rank)) }
                    }
                }
                g transform=(format!("translate(0 {HEAD})")) {
                    @for (line, route) in lines.iter().zip(&layout.routes) {
                        @if let Some(route) = route { (edge(line, route, linked)) }
                    }
                    @for (b, place) in boxes.iter().zip(&layout.boxes) {
                        (boxed(b, *place, layout.size.width, linked))
                        @if linked { @for h in &b.handles { (handle(h, &b.id, *place, layout.size.width)) } }
                    }
                }
            }
        }
    }
}

/// A handle sits on the edge of its box: above left, above right, or below.
fn handle(h: &Handle, of: &str, place: Placed, wide: i32) -> Markup {
    let width = 14 + 7 * i32::try_from(h.label.chars().count()).unwrap_or(3);
    let (x, y) = match h.side {
        "left" => (place.x - 6, place.y - 15),
        "right" => (place.x + wide + 6 - width, place.y - 15),
        _ => (place.x + wide + 6 - width, place.y + place.height - 8),
    };
    html! {
        a.handle.(h.side) href=(h.href) aria-label=(h.says) data-of=(of) {
            title { (h.says) }
            rect x=(x) y=(y) width=(width) height="20" rx="10" {}
            text x=(x + width / 2) y=(y + 14) text-anchor="middle" { (h.label) }
        }
    }
}

fn boxed(b: &Drawn, place: Placed, wide: i32, linked: bool) -> Markup {
    let rows = i32::try_from(b.rows.len() + usize::from(!b.foot.is_empty())).unwrap_or(9);
    let first = place.y + (place.height - rows * ROW) / 2 + ROW - 4;
    let most = usize::try_from(wide / 6 - 3).unwrap_or(20);
    let drawn = html! {
            title { (b.title) }
            rect x=(place.x) y=(place.y) width=(wide) height=(place.height) rx="5" {}
            @for (i, row) in (0i32..).zip(&b.rows) {
                text.strong[b.strong && i == 0] x=(place.x + 9) y=(first + i * ROW) { (row) }
            }
            @if !b.foot.is_empty() { text.foot x=(place.x + 9) y=(first + (rows - 1) * ROW) { (cut(&b.foot, most)) } }
    };
    html! {
        @if linked { a.box.(b.class) href=(b.href) data-id=(b.id) { (drawn) } }
        @else { g.box.(b.class) { (drawn) } }
    }
}

fn edge(line: &Line, route: &Route, linked: bool) -> Markup {
    let d = curve(&route.points);
    let (x, y) = route.points.first().copied().unwrap_or_default();
    let (x, anchor) = if route.against { (x + 4, "start") } else { (x - 4, "end") };
    let drawn = html! {
        title { (line.title) }
        path.hit d=(d) {}
        path.way.back[route.against] d=(d) marker-end="url(#tip)" {}
        text.label x=(x) y=(y - 3) text-anchor=(anchor) { (line.label) }
    };
    html! {
        @match line.href.as_ref().filter(|_| linked) {
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

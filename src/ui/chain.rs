//! The chain of documents and projects as a picture: which boxes, which edges, in which columns; the drawing is elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::address::View;
use super::ask::{at, holds, list, text};
use super::layout::{Node, Size, layout, width_in_columns};
use super::picture::{Drawn, Handle, Line, Picture};
use super::relations::words_of;
use super::scope::{Columns, Scope};
use super::walk::{Part, year};
use super::words::{KINDS, LEVELS, called, cut, day, figure, name_of};

/// Rank of what is only acted on and whose level is not known; the levels follow from 1.
const UNKNOWN_RANK: usize = 0;
/// Rank of what acts and whose level is not known.
const ACTING_RANK: usize = LEVELS.len() + 1;
/// Most projects drawn; the rest stand in their list.
const THINGS: usize = 8;
/// Most lines of a name in a box.
const ROWS: usize = 3;

/// What a picture is made from.
#[derive(Clone, Copy, Debug)]
pub(super) struct Chain<'a> {
    pub(super) scope: &'a Scope<'a>,
    pub(super) part: &'a Part,
    /// Keys of the documents the picture is about.
    pub(super) centre: &'a [String],
    /// Projects, and other things at the ends of ways, that hang on the documents stating them.
    pub(super) things: &'a [&'a Value],
}

/// Lays out documents, their relations and the projects they state.
pub(super) fn chain(view: &View, chain: Chain<'_>) -> Picture {
    let Chain { scope, part, centre, things } = chain;
    let mut boxes: Vec<Drawn> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for d in &part.documents {
        let id = text(d, "id");
        index.insert(id, boxes.len());
        let mut drawn = document_box(view, d, centre.iter().any(|c| c == id));
        drawn.handles = handles(view, chain, id);
        boxes.push(drawn);
    }
    let mut lines = document_lines(view, &part.relations, &index);
    lines.extend(part.through.iter().filter_map(|t| through(view, t, &index)));
    for line in &lines {
        // Who acts is no root, even where its level is not known: it stands on the right.
        if let Some(b) = boxes.get_mut(line.actor).filter(|b| b.rank == UNKNOWN_RANK) {
            b.rank = ACTING_RANK;
        }
    }
    let mut heads = level_heads(view);
    if scope.columns == Columns::Years {
        heads = by_year(view, &part.documents, &mut boxes);
    }
    let last = heads.len();
    let only_projects = things.iter().all(|t| sort_of(t) == "Project");
    heads.push(if only_projects { view.say("Dự án", "Projects") } else { view.say("Hai đầu", "Ends") }.to_owned());
    for thing in things.iter().take(THINGS) {
        boxes.push(Drawn { rank: last, ..thing_box(view, thing) });
        lines.extend(thing_lines(view, thing, &index, boxes.len() - 1));
    }
    if things.len() > THINGS {
        boxes.push(Drawn { rank: last, ..more_projects(view, things.len() - THINGS) });
        let centre = centre.first().and_then(|c| index.get(c.as_str()));
        lines.extend(centre.map(|c| Line { actor: boxes.len() - 1, object: *c, class: "PROJECT", ..Line::default() }));
    }
    let ends: Vec<(usize, usize)> = lines.iter().map(|l| (l.actor, l.object)).collect();
    let nodes =
        |boxes: &[Drawn]| -> Vec<Node> { boxes.iter().map(|b| Node { rank: b.rank, height: b.height() }).collect() };
    let size = Size::fitting(width_in_columns(&nodes(&boxes), &ends));
    boxes.iter_mut().for_each(|b| fill(b, size));
    if size.is_narrow() {
        lines.iter_mut().for_each(|l| l.label = l.label.split(" +").next().unwrap_or_default().to_owned());
    }
    Picture { layout: layout(&nodes(&boxes), &ends, size), boxes, lines, heads }
}

fn level_heads(view: &View) -> Vec<String> {
    let unknown = || view.say("Chưa rõ cấp", "Level unknown").to_owned();
    let levels = LEVELS.iter().map(|(_, vietnamese, english)| view.say(vietnamese, english).to_owned());
    std::iter::once(unknown()).chain(levels).chain(std::iter::once(unknown())).collect()
}

/// Moves the boxes to columns of years, the undated first; returns what the columns are called.
fn by_year(view: &View, documents: &[Value], boxes: &mut [Drawn]) -> Vec<String> {
    let years: BTreeSet<Option<i64>> = documents.iter().map(year).chain(std::iter::once(None)).collect();
    for (b, d) in boxes.iter_mut().zip(documents) {
        b.rank = years.iter().position(|y| *y == year(d)).unwrap_or_default();
    }
    let undated = view.say("Không rõ năm", "Year unknown");
    years.iter().map(|y| y.map_or_else(|| undated.to_owned(), |y| y.to_string())).collect()
}

/// The ways to show more or less around a document: how many relations to each side are not drawn.
fn handles(view: &View, chain: Chain<'_>, id: &str) -> Vec<Handle> {
    let mut all = Vec::new();
    let (cites, cited) = chain.part.hidden.get(id).copied().unwrap_or_default();
    let is_closed = chain.scope.closed.contains(&id);
    let sides = [
        ("left", cites, view.say("quan hệ đến văn bản nó dẫn, chưa vẽ", "relations to what it cites, not drawn")),
        ("right", cited, view.say("quan hệ từ văn bản dẫn nó, chưa vẽ", "relations from what cites it, not drawn")),
    ];
    for (side, n, says) in sides.into_iter().filter(|(_, n, _)| *n > 0) {
        let opened = if side == "left" { chain.scope.lefts.contains(&id) } else { chain.scope.rights.contains(&id) };
        // What is opened and still has more is beyond what may be drawn: the page of the document lists it.
        let href = match (is_closed, opened) {
            (true, _) => format!("{}#chain", view.here_toggled("closed", id)),
            (false, true) => format!("{}#relations", view.thing("d", id)),
            (false, false) => format!("{}#chain", view.here_toggled(side, id)),
        };
        all.push(Handle { side, label: format!("+{}", figure(view, n)), says: format!("{n} {says}"), href });
    }
    if let Some(n) = chain.part.behind.get(id).filter(|_| !is_closed) {
        let says = format!("{} {n} {}", view.say("Gập", "Close"), view.say("văn bản phía sau", "documents behind it"));
        let href = format!("{}#chain", view.here_toggled("closed", id));
        all.push(Handle { side: "close", label: format!("−{n}"), says, href });
    }
    all
}

/// A line through documents that a filter took out.
fn through(
    view: &View,
    (actor, object, hops): &(String, String, usize),
    index: &BTreeMap<&str, usize>,
) -> Option<Line> {
    let label = format!("{} {hops}", view.say("qua", "through"));
    let title = view.say("Qua văn bản bị bộ lọc ẩn", "Through documents the filter hides").to_owned();
    let (actor, object) = (*index.get(actor.as_str())?, *index.get(object.as_str())?);
    Some(Line { actor, object, class: "THROUGH", label, title, href: None })
}

fn document_box(view: &View, d: &Value, centre: bool) -> Drawn {
    let (number, title) = (text(d, "number"), text(d, "title"));
    let kind = called(view, text(d, "type"));
    let rows = match number {
        "" => vec![name_of(view, d).to_owned()],
        number => vec![number.to_owned(), title.to_owned()],
    };
    let foot: Vec<String> = [kind.to_owned(), day(text(d, "issuedOn"))].into_iter().filter(|f| !f.is_empty()).collect();
    let state = if centre {
        "centre"
    } else if holds(d, "held") {
        "held"
    } else {
        "stub"
    };
    let level = LEVELS.iter().position(|(l, _, _)| *l == text(d, "level"));
    Drawn {
        rank: level.map_or(UNKNOWN_RANK, |l| l + 1),
        href: view.thing("d", text(d, "id")),
        title: [number, title].into_iter().filter(|t| !t.is_empty()).collect::<Vec<_>>().join(": "),
        strong: !number.is_empty(),
        rows,
        foot: foot.join(" · "),
        class: state,
        id: text(d, "id").to_owned(),
        handles: Vec::new(),
    }
}

/// Joins relations of one pair to one line, named by the strongest kind.
fn document_lines(view: &View, relations: &[Value], index: &BTreeMap<&str, usize>) -> Vec<Line> {
    let strength = |r: &Value| KINDS.iter().position(|(k, _, _)| *k == text(r, "kind")).unwrap_or(KINDS.len());
    let mut pairs: BTreeMap<(usize, usize), Vec<&Value>> = BTreeMap::new();
    for r in relations {
        if let (Some(a), Some(o)) = (index.get(text(r, "actor.id")), index.get(text(r, "object.id"))) {
            pairs.entry((*a, *o)).or_default().push(r);
        }
    }
    let line = |((actor, object), mut all): ((usize, usize), Vec<&Value>)| {
        all.sort_by_key(|r| strength(r));
        let first = *all.first()?;
        let kind = text(first, "kind");
        let class = KINDS.iter().find(|(k, _, _)| *k == kind).map_or("OTHER", |(k, _, _)| *k);
        let more = if all.len() > 1 { format!(" +{}", all.len() - 1) } else { String::new() };
        Some(Line {
            actor,
            object,
            class,
            label: format!("{}{more}", called(view, kind)),
            title: cut(text(first, "evidence.quote"), 300),
            href: words_of(view, text(first, "saidBy.id"), at(first, "evidence")),
        })
    };
    pairs.into_iter().filter_map(line).collect()
}

/// What sort of thing it is; the documents of the site that ask for projects alone leave that out.
fn sort_of(thing: &Value) -> &str {
    Some(text(thing, "__typename")).filter(|t| !t.is_empty()).unwrap_or("Project")
}

fn thing_box(view: &View, thing: &Value) -> Drawn {
    let (id, sort) = (text(thing, "id"), sort_of(thing));
    let (class, foot) = if sort == "Project" { ("project", text(thing, "kind")) } else { ("thing", sort) };
    Drawn {
        id: id.to_owned(),
        href: room_of(sort).map_or_else(String::new, |room| view.thing(room, id)),
        title: text(thing, "name").to_owned(),
        rows: vec![text(thing, "name").to_owned()],
        strong: false,
        foot: called(view, foot).to_owned(),
        class,
        ..Drawn::default()
    }
}

/// Returns where things of a sort have their pages.
pub(super) fn room_of(sort: &str) -> Option<&'static str> {
    match sort {
        "Document" => Some("d"),
        "Agency" => Some("a"),
        "Project" => Some("p"),
        "Place" => Some("l"),
        _ => None,
    }
}

/// A thing hangs on each drawn document that states it.
fn thing_lines(view: &View, thing: &Value, index: &BTreeMap<&str, usize>, place: usize) -> Vec<Line> {
    let mut seen: BTreeMap<usize, Line> = BTreeMap::new();
    for s in list(thing, "statements") {
        let said_by = text(s, "document.id");
        let Some(object) = index.get(said_by) else { continue };
        let evidence = list(s, "evidence").first().unwrap_or(&Value::Null);
        seen.entry(*object).or_insert_with(|| Line {
            actor: place,
            object: *object,
            class: "PROJECT",
            label: tie_of(view, text(s, "tie")).to_owned(),
            title: text(s, "name").to_owned(),
            href: words_of(view, said_by, evidence),
        });
    }
    seen.into_values().collect()
}

/// What a line from a thing to a document says.
fn tie_of<'a>(view: &View, tie: &'a str) -> &'a str {
    match tie {
        "" | "NAMES" => view.say("nêu", "stated"),
        "ISSUED_BY" => view.say("ban hành", "issued"),
        "SIGNED_BY" => view.say("ký", "signed"),
        "TASKS" => view.say("giao việc", "tasked"),
        "OF_PLACE" => view.say("địa bàn", "place"),
        other => called(view, other),
    }
}

fn more_projects(view: &View, count: usize) -> Drawn {
    Drawn {
        href: "#projects".to_owned(),
        rows: vec![format!("+ {count} {}", view.say("dự án nữa", "more projects"))],
        class: "project",
        ..Drawn::default()
    }
}

/// Breaks what stands in a box into lines that fit it.
fn fill(b: &mut Drawn, size: Size) {
    let room = u32::try_from((size.width - 18) * 10).unwrap_or_default();
    let mut rows: Vec<String> = Vec::new();
    for (i, said) in b.rows.iter().enumerate() {
        // A number is one line, and stays whole as long as the box has any room.
        let is_number = b.strong && i == 0;
        let most = if is_number { 1 } else { ROWS - usize::from(b.strong) };
        rows.extend(wrapped(said, most, room + if is_number { 110 } else { 0 }));
    }
    b.rows = rows;
    // Where room is short the number tells the sort, and the date stays whole.
    if let Some((_, date)) = b.foot.split_once(" · ").filter(|_| b.strong && size.is_narrow()) {
        b.foot = date.to_owned();
    }
}

/// Breaks a text at spaces into at most `rows` lines that fit a box.
fn wrapped(text: &str, rows: usize, room: u32) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = out.last().map(|line| format!("{line} {word}"));
        let full = out.len() == rows;
        match (joined.filter(|j| wide(j) <= room), out.last_mut()) {
            (Some(joined), Some(line)) => *line = joined,
            (None, Some(line)) if full => {
                *line = shortened(&format!("{line}…"), room);
                return out;
            }
            _ => out.push(shortened(word, room)),
        }
    }
    out
}

/// Cuts what does not fit a box.
fn shortened(text: &str, room: u32) -> String {
    let mut most = text.chars().count();
    while most > 1 && wide(&cut(text, most)) > room {
        most -= 1;
    }
    cut(text, most)
}

/// Estimates the width of a text in a box, in tenths of a pixel: capitals are wider, combining marks have none.
fn wide(text: &str) -> u32 {
    let of = |c: char| match c {
        'm' | 'w' | 'M' | 'W' => 115,
        'i' | 'l' | 'j' | 'I' | ' ' | '.' | ',' | ':' | ';' => 40,
        c if ('\u{300}'..'\u{370}').contains(&c) => 0,
        c if c.is_uppercase() => 92,
        _ => 72,
    };
    text.chars().map(of).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: u32 = 1580;

    #[test]
    fn titles_break_at_spaces_and_say_that_they_go_on() {
        let long = "Kế hoạch phát triển công nghiệp và tiểu thủ công nghiệp của tỉnh";
        assert_eq!(wrapped(long, 2, ROOM), ["Kế hoạch phát triển", "công nghiệp và tiểu thủ…"]);
        assert_eq!(wrapped("một hai", 2, ROOM), ["một hai"]);
        assert_eq!(wrapped("", 2, ROOM), Vec::<String>::new());
        for text in [long, &long.to_uppercase(), &"W".repeat(90)] {
            assert!(wrapped(text, 3, ROOM).iter().all(|line| wide(line) <= ROOM), "{text}");
        }
    }
}

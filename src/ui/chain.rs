//! The chain of a document or project as a picture: which boxes, which edges, in which columns; the drawing is elsewhere.

use std::collections::BTreeMap;

use maud::Markup;
use serde_json::Value;

use super::address::View;
use super::ask::{at, holds, list, text};
use super::layout::{Node, layout};
use super::picture::{ACTING_RANK, Drawn, Line, PROJECT_RANK, UNKNOWN_RANK, draw};
use super::relations::{edges, words_of};
use super::words::{KINDS, LEVELS, called, cut, day, name_of};

/// Most projects drawn; the rest stand in their list.
const PROJECTS: usize = 8;
/// Room for a line of a box, in tenths of a pixel.
const ROOM: u32 = 1580;

/// Draws documents and relations of parts of the graph, and the projects stated by `centre`.
pub(super) fn chain(view: &View, parts: &[&Value], centre: &[&str], projects: &[&Value]) -> Markup {
    let mut boxes: Vec<Drawn> = Vec::new();
    let mut index: BTreeMap<&str, usize> = BTreeMap::new();
    for d in parts.iter().flat_map(|p| list(p, "nodes")) {
        index.entry(text(d, "id")).or_insert_with(|| {
            boxes.push(document_box(view, d, centre.contains(&text(d, "id"))));
            boxes.len() - 1
        });
    }
    let mut lines = document_lines(view, &edges(parts), &index);
    for line in &lines {
        // Who acts is no root, even where its level is not known: it stands on the right.
        if let Some(b) = boxes.get_mut(line.actor).filter(|b| b.rank == UNKNOWN_RANK) {
            b.rank = ACTING_RANK;
        }
    }
    for p in projects.iter().take(PROJECTS) {
        boxes.push(project_box(view, p));
        lines.extend(project_lines(view, p, &index, boxes.len() - 1));
    }
    if projects.len() > PROJECTS {
        boxes.push(more_projects(view, projects.len() - PROJECTS));
        let centre = centre.first().and_then(|c| index.get(c));
        lines.extend(centre.map(|c| Line { actor: boxes.len() - 1, object: *c, class: "PROJECT", ..Line::default() }));
    }
    let nodes: Vec<Node> = boxes.iter().map(|b| Node { rank: b.rank, height: b.height() }).collect();
    let ends: Vec<(usize, usize)> = lines.iter().map(|l| (l.actor, l.object)).collect();
    draw(view, &layout(&nodes, &ends), &boxes, &lines)
}

fn document_box(view: &View, d: &Value, centre: bool) -> Drawn {
    let (number, title) = (text(d, "number"), text(d, "title"));
    let kind = called(view, text(d, "type"));
    let mut rows = Vec::new();
    if number.is_empty() {
        rows.extend(wrapped(name_of(view, d), 3));
    } else {
        rows.push(number.to_owned());
        rows.extend(wrapped(title, 2));
    }
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
    }
}

/// Joins relations of one pair to one line, named by the strongest kind.
fn document_lines(view: &View, relations: &[&Value], index: &BTreeMap<&str, usize>) -> Vec<Line> {
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

fn project_box(view: &View, p: &Value) -> Drawn {
    Drawn {
        rank: PROJECT_RANK,
        href: view.thing("p", text(p, "id")),
        title: text(p, "name").to_owned(),
        rows: wrapped(text(p, "name"), 2),
        strong: false,
        foot: called(view, text(p, "kind")).to_owned(),
        class: "project",
    }
}

/// A project hangs on each drawn document that states it.
fn project_lines(view: &View, p: &Value, index: &BTreeMap<&str, usize>, place: usize) -> Vec<Line> {
    let mut seen: BTreeMap<usize, Line> = BTreeMap::new();
    for s in list(p, "statements") {
        let said_by = text(s, "document.id");
        let Some(object) = index.get(said_by) else { continue };
        let evidence = list(s, "evidence").first().unwrap_or(&Value::Null);
        seen.entry(*object).or_insert_with(|| Line {
            actor: place,
            object: *object,
            class: "PROJECT",
            label: view.say("nêu", "stated").to_owned(),
            title: text(s, "name").to_owned(),
            href: words_of(view, said_by, evidence),
        });
    }
    seen.into_values().collect()
}

fn more_projects(view: &View, count: usize) -> Drawn {
    Drawn {
        rank: PROJECT_RANK,
        href: "#projects".to_owned(),
        title: String::new(),
        rows: vec![format!("+ {count} {}", view.say("dự án nữa", "more projects"))],
        strong: false,
        foot: String::new(),
        class: "project",
    }
}

/// Breaks a text at spaces into at most `rows` lines that fit a box.
fn wrapped(text: &str, rows: usize) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        let joined = out.last().map(|line| format!("{line} {word}"));
        let full = out.len() == rows;
        match (joined.filter(|j| wide(j) <= ROOM), out.last_mut()) {
            (Some(joined), Some(line)) => *line = joined,
            (None, Some(line)) if full => {
                *line = shortened(&format!("{line}…"));
                return out;
            }
            _ => out.push(shortened(word)),
        }
    }
    out
}

/// Cuts what does not fit a box.
fn shortened(text: &str) -> String {
    let mut most = text.chars().count();
    while most > 1 && wide(&cut(text, most)) > ROOM {
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

    #[test]
    fn titles_break_at_spaces_and_say_that_they_go_on() {
        let long = "Kế hoạch phát triển công nghiệp và tiểu thủ công nghiệp của tỉnh";
        assert_eq!(wrapped(long, 2), ["Kế hoạch phát triển", "công nghiệp và tiểu thủ…"]);
        assert_eq!(wrapped("một hai", 2), ["một hai"]);
        assert_eq!(wrapped("", 2), Vec::<String>::new());
        for text in [long, &long.to_uppercase(), &"W".repeat(90)] {
            assert!(wrapped(text, 3).iter().all(|line| wide(line) <= ROOM), "{text}");
        }
    }
}

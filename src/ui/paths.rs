//! The ways from one thing to another, through documents, each step with the words that state it.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, holds, list, text};
use super::chain::{Chain, chain, room_of};
use super::picture::{Picture, draw};
use super::relations::{document_link, framed, quoted, row};
use super::scope::Scope;
use super::walk::Part;
use super::words::{called, cut, name_of};
use super::{Body, SCRIPTED, Trouble, shell};
use crate::api::Schema;

/// Renders the form, and the ways when both ends are given.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let ends = view.get("from").zip(view.get("to")).filter(|(from, to)| !from.is_empty() && !to.is_empty());
    let found = match ends {
        Some((from, to)) => match ways(schema, from, to).await {
            Ok(data) => Some(shown(view, &data)),
            Err(trouble) => Some(meant(schema, view, &trouble).await?),
        },
        None => None,
    };
    let title = view.say("Đường nối", "Paths");
    let main = html! {
        h1 { (title) }
        p { (view.say(
            "Hai văn bản, cơ quan, dự án hay địa bàn nối với nhau qua những văn bản nào. Nhập số văn bản hoặc tên.",
            "Through which documents two documents, agencies, projects or places are connected. Give numbers or names.",
        )) }
        form.filters method="get" action="/paths" {
            (shell::language_field(view))
            @for (name, says, hint) in [("from", view.say("Từ", "From"), "04/CT-UBND"), ("to", view.say("Đến", "To"), "23-NQ/TW")] {
                label { (says) " " input type="text" name=(name) value=(view.get(name).unwrap_or_default()) placeholder=(hint) required; }
            }
            button { (view.say("Tìm đường", "Find paths")) }
        }
        @if let Some(found) = &found { (found) }
    };
    Ok(Body { title: title.to_owned(), main })
}

/// Follows citations; where that gives nothing, both ways.
async fn ways(schema: &Schema, from: &str, to: &str) -> Result<Value, Trouble> {
    let document = include_str!("documents/paths.graphql");
    for direction in ["CITES", "CITED_BY", "BOTH"] {
        let data = ask(schema, document, json!({ "from": from, "to": to, "direction": direction })).await?;
        if !list(&data, "paths.paths").is_empty() || direction == "BOTH" {
            return Ok(data);
        }
    }
    Ok(Value::Null)
}

/// Offers what the words of an end may mean, when they name nothing or several things.
async fn meant(schema: &Schema, view: &View, trouble: &Trouble) -> Result<Markup, Trouble> {
    let mut offered: Vec<(&str, &str, Vec<Value>)> = Vec::new();
    for name in ["from", "to"] {
        let words = view.get(name).unwrap_or_default();
        let document = SCRIPTED.first().copied().unwrap_or_default();
        let data = ask(schema, document, json!({ "q": words })).await?;
        offered.push((name, words, list(&data, "search.nodes").to_vec()));
    }
    // An end that is named as it is called needs no offer.
    let is_named = |words: &str, hits: &[Value]| {
        hits.first().is_some_and(|h| [text(h, "document.number"), text(h, "name")].contains(&words))
    };
    offered.retain(|(_, words, hits)| !hits.is_empty() && !is_named(words, hits));
    let key = |hit: &Value| match text(hit, "document.id") {
        "" => text(hit, "node.id").to_owned(),
        id => id.to_owned(),
    };
    let said = |hit: &Value| match text(hit, "document.id") {
        "" => text(hit, "name").to_owned(),
        _ => name_of(view, at(hit, "document")).to_owned(),
    };
    Ok(html! {
        p.trouble role="status" {
            (view.say("Chưa tìm được đường: ", "No path was found: "))
            @if offered.is_empty() { (trouble) }
            @else { (view.say("tên này không chỉ đúng một thứ; hãy chọn ở dưới.", "this name does not mean one thing; choose below.")) }
        }
        @for (name, words, hits) in &offered { section {
            h2 { "“" (cut(words, 80)) "” " small { (view.say("có thể là", "may be")) } }
            ul.results { @for hit in hits { li {
                a href=(view.here_with(name, &key(hit))) { (cut(&said(hit), 120)) } " " small { (called(view, text(hit, "kind"))) }
            } } }
        } }
    })
}

fn shown(view: &View, data: &Value) -> Markup {
    let all = list(data, "paths.paths");
    html! {
        @if all.is_empty() { p role="status" { (view.say("Không có đường nào trong các văn bản đang giữ.", "There is no path in the documents held.")) " " (shell::looked_at(view, at(data, "paths.lookedAt"))) } }
        @if !all.is_empty() { section #chain { (draw(view, &picture(view, all))) } }
        @for (i, path) in all.iter().enumerate() { section {
            h2 { (view.say("Đường", "Path")) " " (i + 1) " " small { (at(path, "length").as_u64().unwrap_or(0)) " " (view.say("bước giữa các văn bản", "steps between documents")) } }
            (framed(view, &html! {
                (end(view, at(path, "start")))
                @for r in list(path, "relations") { (row(view, r)) }
                (end(view, at(path, "end")))
            }))
        } }
        @if holds(data, "paths.truncated") { p { (view.say("Còn đường khác.", "There are more.")) } }
    }
}

/// How the document at an end has to do with the thing there.
fn end(view: &View, end: &Value) -> Markup {
    let thing = at(end, "thing");
    html! { @if end.is_object() { tr {
        td { (document_link(view, at(end, "document"))) }
        td { span.kind { (called(view, text(end, "tie"))) } }
        td {
            @match room_of(text(thing, "__typename")) {
                Some(room) => a href=(view.thing(room, text(thing, "id"))) { (text(thing, "name")) },
                None => (cut(text(thing, "name"), 120)),
            }
            " " small { (called(view, text(thing, "__typename"))) }
        }
        td { (quoted(view, text(end, "document.id"), at(end, "evidence"))) }
    } } }
}

/// All ways in one picture: each document, relation and end once.
fn picture(view: &View, paths: &[Value]) -> Picture {
    let mut part = Part::default();
    for r in paths.iter().flat_map(|p| list(p, "relations")) {
        if !part.relations.contains(r) {
            part.relations.push(r.clone());
        }
    }
    for d in paths.iter().flat_map(|p| list(p, "documents")) {
        if !part.documents.iter().any(|known| text(known, "id") == text(d, "id")) {
            part.documents.push(d.clone());
        }
    }
    let things = things(paths);
    let mut centre: Vec<String> = Vec::new();
    for path in paths {
        let documents = list(path, "documents");
        for (name, document) in [("start", documents.first()), ("end", documents.last())] {
            centre.extend(document.filter(|_| at(path, name).is_null()).map(|d| text(d, "id").to_owned()));
        }
    }
    let scope = Scope::read(view, 1, &[]);
    chain(view, Chain { scope: &scope, part: &part, centre: &centre, things: &things.iter().collect::<Vec<_>>() })
}

/// The things at the ends of ways, each once, with the documents that it hangs on there.
fn things(paths: &[Value]) -> Vec<Value> {
    let mut things: Vec<Value> = Vec::new();
    for end in paths.iter().flat_map(|p| [at(p, "start"), at(p, "end")]).filter(|e| e.is_object()) {
        let statement = json!({ "document": at(end, "document"), "name": text(end, "evidence.quote"), "tie": text(end, "tie"), "evidence": [at(end, "evidence")] });
        let id = text(end, "thing.id");
        match things.iter_mut().find(|t| text(t, "id") == id) {
            Some(known) => {
                if let Some(all) = known.get_mut("statements").and_then(Value::as_array_mut) {
                    all.push(statement);
                }
            }
            None => {
                let mut thing = at(end, "thing").clone();
                if let Some(fields) = thing.as_object_mut() {
                    fields.insert("statements".to_owned(), json!([statement]));
                }
                things.push(thing);
            }
        }
    }
    things
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thing_at_several_ends_is_drawn_once() {
        let end =
            |id: &str, document: &str| json!({ "thing": { "id": id }, "document": { "id": document }, "tie": "NAMES" });
        let paths =
            [json!({ "start": end("a", "1"), "end": null }), json!({ "start": end("a", "2"), "end": end("b", "3") })];
        let found: Vec<(String, usize)> =
            things(&paths).iter().map(|t| (text(t, "id").to_owned(), list(t, "statements").len())).collect();
        assert_eq!(found, [("a".to_owned(), 2), ("b".to_owned(), 1)]);
    }
}

//! The ways from one document to another, each step with the words that state it.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, holds, list, text};
use super::chain::{Chain, chain};
use super::picture::{Picture, draw};
use super::relations::table;
use super::scope::Scope;
use super::walk::Part;
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Renders the form, and the ways when both ends are given.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let ends = view.get("from").zip(view.get("to"));
    let found = match ends {
        Some((from, to)) => Some(ways(schema, from, to).await),
        None => None,
    };
    let title = view.say("Đường nối hai văn bản", "Paths between two documents");
    let main = html! {
        h1 { (title) }
        p { (view.say("Nhập số văn bản hoặc mã, ví dụ từ kế hoạch của tỉnh đến nghị quyết của Trung ương.", "Give numbers or keys, as from a province's plan to a resolution of the Party centre.")) }
        form.filters method="get" action="/paths" {
            (shell::language_field(view))
            @for (name, says) in [("from", view.say("Từ", "From")), ("to", view.say("Đến", "To"))] {
                label { (says) " " input type="text" name=(name) value=(view.get(name).unwrap_or_default()) required; }
            }
            button { (view.say("Tìm đường", "Find paths")) }
        }
        @match &found {
            None => {},
            Some(Ok(data)) => (shown(view, data)),
            Some(Err(e)) => p.trouble { (view.say("Không trả lời được: ", "Cannot be answered: ")) (e) },
        }
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

fn shown(view: &View, data: &Value) -> Markup {
    let all = list(data, "paths.paths");
    html! {
        @if all.is_empty() { p { (view.say("Không có đường nào giữa hai văn bản này.", "There is no path between these two.")) " " (shell::looked_at(view, at(data, "paths.lookedAt"))) } }
        @if !all.is_empty() { section #chain { (draw(view, &picture(view, all))) } }
        @for (i, path) in all.iter().enumerate() { section {
            h2 { (view.say("Đường", "Path")) " " (i + 1) ", " (at(path, "length").as_u64().unwrap_or(0)) " " (view.say("bước", "steps")) }
            @let steps: Vec<&Value> = list(path, "relations").iter().collect();
            (table(view, &steps))
        } }
        @if holds(data, "paths.truncated") { p { (view.say("Còn đường khác.", "There are more.")) } }
    }
}

/// All ways in one picture: each document and each relation once.
fn picture(view: &View, paths: &[Value]) -> Picture {
    let mut part = Part::default();
    for r in paths.iter().flat_map(|p| list(p, "relations")) {
        if !part.relations.contains(r) {
            part.relations.push(r.clone());
        }
        for d in [at(r, "actor"), at(r, "object")] {
            if !part.documents.iter().any(|known| text(known, "id") == text(d, "id")) {
                part.documents.push(d.clone());
            }
        }
    }
    let first = paths.first().map(|p| list(p, "relations")).unwrap_or_default();
    let ends = first.first().map(|r| at(r, "actor")).into_iter().chain(first.last().map(|r| at(r, "object")));
    let centre: Vec<String> = ends.map(|d| text(d, "id").to_owned()).collect();
    let scope = Scope::read(view, 1, &[]);
    chain(view, Chain { scope: &scope, part: &part, centre: &centre, projects: &[] })
}

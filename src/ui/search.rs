//! The answers to a search: by sort, with the words found marked, and what was looked at when nothing is.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::lists::{brief, next};
use super::words::{SEARCHED, called, figure};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Finds documents, agencies, projects, firms and parts of texts by words.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let title = view.say("Tìm kiếm", "Search").to_owned();
    let Some(q) = view.get("q") else {
        let says = view.say("Nhập từ cần tìm ở ô trên.", "Type what to look for above.");
        return Ok(Body { main: html! { h1 { (title) } p { (says) } }, title });
    };
    let known: Vec<&str> = SEARCHED.iter().map(|(k, _, _)| *k).collect();
    let chosen = view.get("kind").filter(|k| known.contains(k));
    let mut variables = json!({ "q": q, "kinds": chosen.map_or(known, |k| vec![k]) });
    if let Some(after) = view.get("after") {
        variables["after"] = json!(after);
    }
    let data = ask(schema, include_str!("documents/search.graphql"), variables).await?;
    let found = at(&data, "search");
    let main = html! {
        h1 { (view.say("Kết quả cho", "Results for")) " “" (q) "” " small { (figure(view, count(found, "totalCount"))) } }
        @if list(found, "nodes").is_empty() { (nothing(view, &data)) } @else { (facets(view, found, chosen)) }
        ol.results { @for h in list(found, "nodes") { li { (hit(view, h)) } } }
        (next(view, at(found, "pageInfo")))
    };
    Ok(Body { title: format!("{q} · {title}"), main })
}

fn nothing(view: &View, data: &Value) -> Markup {
    html! {
        p { (view.say("Không thấy.", "Nothing found.")) " " (shell::looked_at(view, at(data, "corpus"))) }
        p { (view.say("Thử số văn bản (ví dụ 23-NQ/TW), hoặc ít từ hơn.", "Try a number (as 23-NQ/TW), or fewer words.")) }
    }
}

/// Counts by sort; each chooses its sort.
fn facets(view: &View, found: &Value, chosen: Option<&str>) -> Markup {
    html! { nav.contents aria-label=(view.say("Loại kết quả", "Sorts of results")) {
        a href=(view.here_with("kind", "")) aria-current=[chosen.is_none().then_some("true")] { (view.say("Tất cả", "All")) }
        @for f in list(found, "facets").iter().filter(|f| count(f, "count") > 0) {
            @let kind = text(f, "kind");
            a href=(view.here_with("kind", kind)) aria-current=[(chosen == Some(kind)).then_some("true")] { (called(view, kind)) " " small { (figure(view, count(f, "count"))) } }
        }
    } }
}

fn hit(view: &View, h: &Value) -> Markup {
    let node = at(h, "node");
    let name = || lit(text(h, "name"), list(h, "highlights"));
    html! {
        @match text(h, "kind") {
            "AGENCY" => { a href=(view.thing("a", text(node, "id"))) { (name()) } " " small { (view.say("Cơ quan", "Agency")) " · " (figure(view, count(node, "tasks.totalCount"))) " " (view.say("nhiệm vụ", "tasks")) } },
            "PROJECT" => { a href=(view.thing("p", text(node, "id"))) { (name()) } " " small { (view.say("Dự án", "Project")) " · " (called(view, text(node, "kind"))) @if !text(node, "jurisdiction").is_empty() { " · " (text(node, "jurisdiction")) } } },
            "ENTERPRISE" => { (name()) " " small { (view.say("Doanh nghiệp", "Firm"))
                @for p in list(node, "projects.nodes") { " · " a href=(view.thing("p", text(p, "id"))) { (text(p, "name")) } } } },
            "SECTION" => (part(view, h)),
            _ => (brief(view, at(h, "document"))),
        }
        @if !text(h, "snippet").is_empty() { p.snippet { (lit(text(h, "snippet"), list(h, "snippetHighlights"))) } }
    }
}

/// A part of a document's text: leads to its heading in the document.
fn part(view: &View, h: &Value) -> Markup {
    let document = at(h, "document");
    let path = text(h, "section");
    let start = list(document, "sections").iter().find(|s| text(s, "path") == path).map(|s| count(s, "start"));
    let id = text(document, "id");
    let to = start.map_or_else(|| format!("{}#text", view.thing("d", id)), |start| view.words(id, start, start + 1));
    html! { a href=(to) { (text(h, "name")) } " " small { (super::words::name_of(view, document)) @if !path.is_empty() { " · " (view.say("mục", "section")) " " (path) } " · " (view.say("dòng", "line")) " " (count(h, "line")) } }
}

/// Marks the words found; places count characters.
fn lit(said: &str, places: &[Value]) -> Markup {
    let mut spans: Vec<(u64, u64)> = places.iter().map(|p| (count(p, "start"), count(p, "end"))).collect();
    spans.sort_unstable();
    let mut parts: Vec<(bool, String)> = Vec::new();
    for (i, c) in (0u64..).zip(said.chars()) {
        let marked = spans.iter().any(|(start, end)| *start <= i && i < *end);
        match parts.last_mut() {
            Some((same, words)) if *same == marked => words.push(c),
            _ => parts.push((marked, c.to_string())),
        }
    }
    html! { @for (marked, words) in &parts { @if *marked { mark.found { (words) } } @else { (words) } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_found_are_marked_by_character() {
        let marked =
            |said, places: Value| lit(said, places.as_array().map(Vec::as_slice).unwrap_or_default()).into_string();
        assert_eq!(
            marked("Đồng <b>", json!([{ "start": 0, "end": 4 }, { "start": 6, "end": 99 }])),
            "<mark class=\"found\">Đồng</mark> &lt;<mark class=\"found\">b&gt;</mark>"
        );
        assert_eq!(marked("a", json!([])), "a");
    }
}

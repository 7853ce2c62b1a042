//! Lists of the site: agencies, projects, places, missing documents; one page at a time.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, holds, list, text};
use super::relations::{document_link, quoted};
use super::words::{called, cut, day, figure, name_of};
use super::{Body, Trouble};
use crate::api::Schema;

/// Lists agencies, those with most tasks first.
pub(super) async fn agencies(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/agencies.graphql"), after(view)).await?;
    Ok(listed(view, view.say("Cơ quan", "Agencies"), at(&data, "agencies"), |a| {
        html! {
            a href=(view.thing("a", text(a, "id"))) { (text(a, "name")) } " "
            small { (figure(view, count(a, "tasks.totalCount"))) " " (view.say("nhiệm vụ", "tasks"))
                @if !text(a, "jurisdiction").is_empty() { " · " (text(a, "jurisdiction")) } }
        }
    }))
}

/// Lists projects by name.
pub(super) async fn projects(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/projects.graphql"), after(view)).await?;
    Ok(listed(view, view.say("Dự án", "Projects"), at(&data, "projects"), |p| {
        html! {
            a href=(view.thing("p", text(p, "id"))) { (text(p, "name")) } " "
            small { (called(view, text(p, "kind"))) @if !text(p, "jurisdiction").is_empty() { " · " (text(p, "jurisdiction")) } }
        }
    }))
}

/// Lists places from the provinces down.
pub(super) async fn places(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/places.graphql"), after(view)).await?;
    let named = |p: &Value| html! { a href=(view.thing("l", text(p, "id"))) { (text(p, "name")) } };
    Ok(listed(view, view.say("Địa bàn", "Places"), at(&data, "places"), |p| {
        html! {
            (named(p)) " "
            small {
                @if at(p, "parent").is_object() { (text(p, "parent.name")) " " }
                @if !text(p, "validTo").is_empty() { (view.say("đến", "until")) " " (day(text(p, "validTo"))) " " }
                @if !text(p, "validFrom").is_empty() { (view.say("từ", "since")) " " (day(text(p, "validFrom"))) " " }
                @for s in list(p, "successors") { "→ " (named(s)) " " }
            }
        }
    }))
}

/// Lists documents that are cited and not held.
pub(super) async fn missing(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/missing.graphql"), after(view)).await?;
    Ok(listed(view, view.say("Văn bản còn thiếu", "Missing documents"), at(&data, "missingDocuments"), |m| {
        html! {
            (brief(view, at(m, "document"))) " "
            small { " · " (super::home::cited(view, m)) }
            @let best = at(m, "bestCitation");
            @if best.is_object() { p { (quoted(view, text(best, "document.id"), at(best, "evidence"))) " · " (document_link(view, at(best, "document"))) } }
        }
    }))
}

/// Links to the next page of a list.
pub(super) fn next(view: &View, page: &Value) -> Markup {
    html! { @if holds(page, "hasNextPage") {
        p.next { a rel="next" href=(view.here_with("after", text(page, "endCursor"))) { (view.say("Trang sau", "Next page")) } }
    } }
}

/// Returns the variable that says where a page begins.
pub(super) fn after(view: &View) -> Value {
    view.get("after").map_or(json!({}), |after| json!({ "after": after }))
}

fn listed(view: &View, title: &str, connection: &Value, item: impl Fn(&Value) -> Markup) -> Body {
    let main = html! {
        h1 { (title) " " small { (figure(view, count(connection, "totalCount"))) } }
        @if list(connection, "nodes").is_empty() { p { (view.say("Không có.", "None.")) } }
        ul.results { @for n in list(connection, "nodes") { li { (item(n)) } } }
        (next(view, at(connection, "pageInfo")))
    };
    Body { title: title.to_owned(), main }
}

/// Says which document it is in a line or two.
pub(super) fn brief(view: &View, d: &Value) -> Markup {
    let facts = [called(view, text(d, "type")).to_owned(), text(d, "issuer").to_owned(), day(text(d, "issuedOn"))];
    let facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    html! {
        (document_link(view, d)) " "
        small { (facts.join(" · ")) @if !holds(d, "held") { " · " (view.say("chỉ được dẫn", "only cited")) } }
        @if !text(d, "title").is_empty() && name_of(view, d) != text(d, "title") { p { (cut(text(d, "title"), 200)) } }
    }
}

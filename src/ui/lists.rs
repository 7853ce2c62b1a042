//! Lists of the site: search, documents, agencies, projects, discrepancies, missing documents; one page at a time.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, holds, list, text};
use super::relations::{document_link, quoted};
use super::words::{called, cut, day, figure, name_of};
use super::{Body, Trouble};
use crate::api::Schema;

/// Finds documents by words.
pub(super) async fn search(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let title = view.say("Tìm kiếm", "Search").to_owned();
    let Some(q) = view.get("q") else {
        return Ok(Body {
            main: html! { h1 { (title) } p { (view.say("Nhập từ cần tìm ở ô trên.", "Type what to look for above.")) } },
            title,
        });
    };
    let data = ask(schema, include_str!("documents/search.graphql"), json!({ "q": q })).await?;
    let hits = list(&data, "search.nodes");
    let main = html! {
        h1 { (view.say("Kết quả cho", "Results for")) " “" (q) "”" }
        @if hits.is_empty() {
            p { (view.say("Không thấy trong", "Not found in")) " " (figure(view, count(&data, "corpus.held"))) " "
                (view.say("văn bản đang giữ. Thử số văn bản, hoặc ít từ hơn.", "held documents. Try a number, or fewer words.")) }
        }
        ol.results { @for h in hits { li {
            @match text(h, "node.__typename") {
                "Agency" => a href=(view.thing("a", text(h, "node.id"))) { (text(h, "name")) },
                "Project" => a href=(view.thing("p", text(h, "node.id"))) { (text(h, "name")) },
                _ if at(h, "document").is_object() => (brief(view, at(h, "document"))),
                _ => (text(h, "name")),
            }
            @if !text(h, "snippet").is_empty() { p { (cut(text(h, "snippet").trim(), 240)) } }
        } } }
    };
    Ok(Body { title: format!("{q} · {title}"), main })
}

/// Lists documents from the centre down.
pub(super) async fn documents(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/documents.graphql"), after(view)).await?;
    let all = at(&data, "documents");
    Ok(listed(view, view.say("Văn bản", "Documents"), all, |d| brief(view, d)))
}

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

/// Lists contradictions with the words on each side.
pub(super) async fn discrepancies(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let mut variables = after(view);
    if let Some(kind) = view.get("kind") {
        variables["kind"] = json!(kind);
    }
    let data = ask(schema, include_str!("documents/discrepancies.graphql"), variables).await?;
    let all = at(&data, "discrepancies");
    Ok(listed(view, view.say("Mâu thuẫn", "Discrepancies"), all, |d| {
        let subject = at(d, "subject");
        html! {
            b { (called(view, text(d, "kind"))) } " "
            @match text(subject, "__typename") {
                "Document" => (document_link(view, subject)),
                "Task" => (document_link(view, at(subject, "document"))),
                "Project" => a href=(view.thing("p", text(subject, "id"))) { (text(subject, "name")) },
                "Agency" => a href=(view.thing("a", text(subject, "id"))) { (text(subject, "name")) },
                _ => {},
            }
            (contradiction(view, d, if text(subject, "__typename") == "Document" { text(subject, "id") } else { text(subject, "document.id") }))
        }
    }))
}

/// Lists documents that are cited and not held.
pub(super) async fn missing(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/missing.graphql"), after(view)).await?;
    Ok(listed(view, view.say("Văn bản còn thiếu", "Missing documents"), at(&data, "missingDocuments"), |m| {
        html! {
            (brief(view, at(m, "document"))) " "
            small { (view.say("số lần dẫn", "citations")) " " (figure(view, count(m, "citations"))) ", " (view.say("trong số văn bản", "documents")) " " (figure(view, count(m, "citingDocuments"))) }
            @let quote = text(m, "bestCitation.evidence.quote");
            @if !quote.is_empty() { p { q { (cut(quote, 220)) } } }
        }
    }))
}

/// Renders the contradictions about a thing; nothing when there are none.
pub(super) fn contradictions(view: &View, all: &[Value], document: &str) -> Markup {
    html! { @if !all.is_empty() { section.warn #contradictions {
        h2 { (view.say("Điểm mâu thuẫn", "Discrepancies")) " " small { (all.len()) } }
        ul { @for d in all { li { b { (called(view, text(d, "kind"))) } (contradiction(view, d, document)) } } }
    } } }
}

/// Links to the next page of a list.
pub(super) fn next(view: &View, page: &Value) -> Markup {
    html! { @if holds(page, "hasNextPage") {
        p.next { a rel="next" href=(view.here_with("after", text(page, "endCursor"))) { (view.say("Trang sau", "Next page")) } }
    } }
}

fn contradiction(view: &View, d: &Value, document: &str) -> Markup {
    html! {
        p { (text(d, "message")) }
        ul { @for e in list(d, "evidence") { li {
            @if document.is_empty() { q { (cut(text(e, "quote"), 220)) } } @else { (quoted(view, document, e)) }
        } } }
    }
}

fn after(view: &View) -> Value {
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

fn brief(view: &View, d: &Value) -> Markup {
    let facts = [called(view, text(d, "type")).to_owned(), text(d, "issuer").to_owned(), day(text(d, "issuedOn"))];
    let facts: Vec<String> = facts.into_iter().filter(|f| !f.is_empty()).collect();
    html! {
        (document_link(view, d)) " "
        small { (facts.join(" · ")) @if !holds(d, "held") { " · " (view.say("chỉ được dẫn", "only cited")) } }
        @if !text(d, "title").is_empty() && name_of(view, d) != text(d, "title") { p { (cut(text(d, "title"), 200)) } }
    }
}

//! Contradictions: the list, the part about one thing, each as a sentence with its values and the words of each.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::relations::{document_link, quoted};
use super::words::{DISCREPANCIES, called, cut, figure};
use super::{Body, Trouble, lists, shell};
use crate::api::Schema;

/// Lists contradictions with the words on each side.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let mut variables = lists::after(view);
    variables["language"] = json!(view.language.code());
    if let Some(kind) = view.get("kind") {
        variables["kind"] = json!(kind);
    }
    let data = ask(schema, include_str!("documents/discrepancies.graphql"), variables).await?;
    let all = at(&data, "discrepancies");
    let title = view.say("Mâu thuẫn", "Discrepancies");
    let main = html! {
        h1 { (title) " " small { (figure(view, count(all, "totalCount"))) } }
        p { (view.say("Máy so các văn bản với nhau và với chính nó; mỗi điểm chờ người đọc xét.", "Found by comparing documents with each other and with themselves; each is for a reader to judge.")) " " (shell::looked_at(view, at(&data, "corpus"))) }
        (filter(view))
        @if list(all, "nodes").is_empty() { p { (view.say("Chưa thấy điểm nào.", "None found.")) } }
        ul.results { @for d in list(all, "nodes") { li {
            h2 { (called(view, text(d, "kind"))) " " small { (subject(view, d)) } }
            p { (text(d, "message")) }
            (values(view, d))
        } } }
        (lists::next(view, at(all, "pageInfo")))
    };
    Ok(Body { title: title.to_owned(), main })
}

/// Renders the contradictions about a thing; nothing when there are none.
pub(super) fn about(view: &View, all: &[Value]) -> Markup {
    html! { @if !all.is_empty() { section.warn #contradictions {
        h2 { (view.say("Điểm mâu thuẫn", "Discrepancies")) " " small { (all.len()) } }
        ul { @for d in all { li { b { (called(view, text(d, "kind"))) } ": " (text(d, "message")) (values(view, d)) } } }
    } } }
}

/// Says a contradiction in a few words, with a way to all of its sort.
pub(super) fn brief(view: &View, d: &Value) -> Markup {
    html! {
        a href=(view.to("/discrepancies", &[("kind", text(d, "kind"))])) { (called(view, text(d, "kind"))) }
        p { (cut(text(d, "message"), 130)) }
    }
}

fn filter(view: &View) -> Markup {
    html! {
        form.filters method="get" action="/discrepancies" data-auto="" {
            (shell::language_field(view))
            label { (view.say("Loại", "Sort")) " " select name="kind" {
                option value="" { (view.say("tất cả", "all")) }
                @for (kind, _, _) in DISCREPANCIES { option value=(kind) selected[view.get("kind") == Some(kind)] { (called(view, kind)) } }
            } }
            button { (view.say("Lọc", "Filter")) }
        }
    }
}

/// Links to what a contradiction is about.
fn subject(view: &View, d: &Value) -> Markup {
    let s = at(d, "subject");
    html! {
        @match text(s, "__typename") {
            "Document" => (document_link(view, s)),
            "Task" => { (document_link(view, at(s, "document"))) ", “" (cut(text(s, "text"), 80)) "”" },
            "Project" => a href=(view.thing("p", text(s, "id"))) { (text(s, "name")) },
            "Agency" => a href=(view.thing("a", text(s, "id"))) { (text(s, "name")) },
            _ => (view.say("Không rõ đối tượng", "Subject unknown")),
        }
    }
}

/// Renders the words of each value, and the document they stand in where that is another than the one before.
fn values(view: &View, d: &Value) -> Markup {
    let documents = list(d, "documents");
    let before = std::iter::once(text(d, "subject.id")).chain(documents.iter().map(|d| text(d, "id")));
    html! { ul.proof { @for ((e, document), before) in list(d, "evidence").iter().zip(documents).zip(before) { li {
        (quoted(view, text(document, "id"), e))
        @if text(document, "id") != before { " · " (document_link(view, document)) }
    } } } }
}

//! The first page: what is held, what is most carried out, what contradicts, what is missing.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::relations::document_link;
use super::words::{called, cut, day, figure};
use super::{Body, Trouble};
use crate::api::Schema;

const MOST_CARRIED_OUT: usize = 8;

/// Renders the first page.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/home.graphql"), json!({})).await?;
    let main = html! {
        h1 { (view.say("Văn bản nào thực hiện văn bản nào, ai phải làm gì, đến khi nào", "Which document carries out which, who must do what, by when")) }
        (held(view, at(&data, "corpus")))
        div.cards {
            section { h2 { (view.say("Được triển khai nhiều nhất", "Most carried out")) } (carried_out(view, &data)) }
            section { h2 { (view.say("Điểm mâu thuẫn", "Discrepancies")) } (discrepancies(view, &data)) }
            section { h2 { (view.say("Được dẫn nhiều mà chưa có", "Cited most and not held")) } (missing(view, &data)) }
        }
    };
    Ok(Body { title: view.say("Trang đầu", "Home").to_owned(), main })
}

fn held(view: &View, corpus: &Value) -> Markup {
    let counts = [
        ("/documents", "held", view.say("văn bản đang giữ", "documents held")),
        ("/documents", "documents", view.say("văn bản biết đến", "documents known")),
        ("", "relations", view.say("quan hệ", "relations")),
        ("/agencies", "tasks", view.say("nhiệm vụ", "tasks")),
        ("/agencies", "agencies", view.say("cơ quan", "agencies")),
        ("/projects", "projects", view.say("dự án", "projects")),
    ];
    let places: Vec<&str> = list(corpus, "territories")
        .iter()
        .filter(|t| count(t, "held") > 0)
        .map(|t| text(t, "province"))
        .filter(|p| !p.is_empty())
        .collect();
    html! {
        ul.counts { @for (to, name, says) in counts { li {
            @let number = figure(view, count(corpus, name));
            @if to.is_empty() { b { (number) } } @else { b { a href=(view.to(to, &[])) { (number) } } }
            " " (says)
        } } }
        p.window {
            (view.say("Văn bản đang giữ", "What is held is dated")) " "
            (view.say("từ", "from")) " " (day(text(corpus, "from"))) " " (view.say("đến", "to")) " " (day(text(corpus, "to")))
            @if !places.is_empty() { "; " (places.join(", ")) }
            ". " (view.say("Không thấy ở đây không có nghĩa là không có.", "What is not here may still exist."))
        }
    }
}

fn carried_out(view: &View, data: &Value) -> Markup {
    let mut all: Vec<(u64, &Value)> =
        list(data, "carriedOut.nodes").iter().map(|d| (count(d, "citedBy.totalCount"), d)).collect();
    all.sort_by_key(|(n, d)| (std::cmp::Reverse(*n), text(d, "id")));
    html! {
        ol { @for (n, d) in all.iter().filter(|(n, _)| *n > 0).take(MOST_CARRIED_OUT) { li {
            (document_link(view, d)) " "
            small { (view.say("số câu nêu việc thực hiện:", "statements that carry it out:")) " " (figure(view, *n)) }
            @if !text(d, "number").is_empty() { p { (cut(text(d, "title"), 110)) } }
        } } }
    }
}

fn discrepancies(view: &View, data: &Value) -> Markup {
    let total = count(data, "discrepancies.totalCount");
    html! {
        @if total == 0 { p { (view.say("Chưa thấy.", "None found.")) } }
        ul { @for d in list(data, "discrepancies.nodes") { li {
            b { a href=(view.to("/discrepancies", &[("kind", text(d, "kind"))])) { (called(view, text(d, "kind"))) } } p { (cut(text(d, "message"), 160)) }
        } } }
        @if total > 0 { p { a href=(view.to("/discrepancies", &[])) { (view.say("Xem cả", "See all")) " " (figure(view, total)) } } }
    }
}

fn missing(view: &View, data: &Value) -> Markup {
    html! {
        ol { @for m in list(data, "missingDocuments.nodes") { li {
            (document_link(view, at(m, "document"))) " "
            small { (view.say("số lần dẫn", "citations")) " " (figure(view, count(m, "citations"))) ", " (view.say("trong số văn bản", "documents")) " " (figure(view, count(m, "citingDocuments"))) }
        } } }
        p { a href=(view.to("/missing", &[])) { (view.say("Xem cả", "See all")) " " (figure(view, count(data, "missingDocuments.totalCount"))) } }
    }
}

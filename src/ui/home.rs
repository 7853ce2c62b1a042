//! The first page: what is held, what may be asked, what is most carried out, what contradicts, what is missing.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::relations::document_link;
use super::words::{cut, day, figure, name_of};
use super::{Body, Trouble, discrepancy};
use crate::api::Schema;

const MOST_CARRIED_OUT: usize = 6;
/// So many territories are named; more are counted.
const NAMED_PLACES: usize = 8;

/// Renders the first page.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/home.graphql"), json!({ "language": view.language.code() })).await?;
    let main = html! {
        h1 { (view.say("Văn bản nào thực hiện văn bản nào, ai phải làm gì, đến khi nào", "Which document carries out which, who must do what, by when")) }
        (held(view, at(&data, "corpus")))
        (questions(view, &data))
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
            @if places.len() > NAMED_PLACES { "; " a href=(view.to("/places", &[])) { (figure(view, places.len() as u64)) " " (view.say("địa bàn", "territories")) } }
            @else if !places.is_empty() { "; " (places.join(", ")) }
            ". " (view.say("Không thấy ở đây không có nghĩa là không có.", "What is not here may still exist."))
        }
    }
}

/// What may be asked, each with something of this corpus as an example.
fn questions(view: &View, data: &Value) -> Markup {
    let ranked = ranked(data);
    let root = ranked.first().map(|(_, d)| *d);
    // A document that no longer stands is the better example.
    let doubtful = |d: &&Value| ["REPLACED", "REPEALED", "EXPIRED", "SUSPENDED"].contains(&text(d, "status.force"));
    let replaced = list(data, "replaced.nodes").iter().find(doubtful).or(root);
    let (agency, project) = (list(data, "agencies.nodes").first(), named_project(data));
    let to = |room: &str, thing: &Value, part: &str| format!("{}{part}", view.thing(room, text(thing, "id")));
    let name = |d: &Value| cut(name_of(view, d), 40);
    let asked = [
        root.map(|d| (view.say("Kế hoạch nào thực hiện", "Which plans carry out"), name(d), to("d", d, "#carriers"))),
        project.map(|p| {
            (view.say("Vì sao có dự án", "Why is there the project"), cut(text(p, "name"), 40), to("p", p, "#chain"))
        }),
        agency.map(|a| {
            (
                view.say("Phải làm gì, đến khi nào:", "What must it do, by when:"),
                cut(text(a, "name"), 40),
                to("a", a, "#ledger"),
            )
        }),
        root.map(|d| {
            (
                view.say("Tỉnh nào chưa triển khai", "Which provinces have not carried out"),
                name(d),
                view.to("/coverage", &[("document", text(d, "id"))]),
            )
        }),
        replaced.map(|d| (view.say("Còn hiệu lực không:", "Does it still stand:"), name(d), to("d", d, ""))),
        Some((
            view.say("Chỗ nào mâu thuẫn", "Where do documents disagree"),
            String::new(),
            view.to("/discrepancies", &[]),
        )),
        Some((
            view.say("Còn thiếu văn bản nào", "Which documents are missing"),
            String::new(),
            view.to("/missing", &[]),
        )),
        Some((
            view.say("Nay thuộc đâu, sau sáp nhập 2025", "Who is it today, after the merger of 2025"),
            String::new(),
            view.to("/places", &[]),
        )),
        Some((
            view.say("Soát văn bản được dẫn trong dự thảo", "Check the citations of a draft"),
            String::new(),
            view.to("/check", &[]),
        )),
    ];
    html! { nav.questions aria-label=(view.say("Câu hỏi", "Questions")) { ul {
        @for (says, about, to) in asked.into_iter().flatten() { li { a href=(to) { span { (says) @if !about.is_empty() { " " b { (about) } } } } } }
    } } }
}

/// A project with a name of its own: lists ("06 dự án thủy điện") are no good example.
fn named_project(data: &Value) -> Option<&Value> {
    let all = list(data, "projects.nodes");
    all.iter().find(|p| !text(p, "name").starts_with(|c: char| c.is_ascii_digit())).or(all.first())
}

/// The documents that are carried out, most first.
fn ranked(data: &Value) -> Vec<(u64, &Value)> {
    let all = list(data, "carriedOut.nodes").iter().map(|d| (count(d, "citedBy.totalCount"), d));
    let mut all: Vec<(u64, &Value)> = all.filter(|(n, _)| *n > 0).collect();
    all.sort_by_key(|(n, d)| (std::cmp::Reverse(*n), text(d, "id")));
    all
}

fn carried_out(view: &View, data: &Value) -> Markup {
    html! {
        ol { @for (n, d) in ranked(data).iter().take(MOST_CARRIED_OUT) { li {
            (document_link(view, d)) " "
            small { (figure(view, *n)) " " (view.say("câu nêu việc thực hiện", "statements of carrying it out")) }
            @if !text(d, "number").is_empty() { p { (cut(text(d, "title"), 90)) } }
        } } }
    }
}

fn discrepancies(view: &View, data: &Value) -> Markup {
    let total = count(data, "discrepancies.totalCount");
    html! {
        @if total == 0 { p { (view.say("Chưa thấy.", "None found.")) } }
        ul { @for d in list(data, "discrepancies.nodes") { li { (discrepancy::brief(view, d)) } } }
        @if total > 0 { p { a href=(view.to("/discrepancies", &[])) { (view.say("Xem cả", "See all")) " " (figure(view, total)) } } }
    }
}

/// Says how often a document that is not held is cited, and by how many.
pub(super) fn cited(view: &View, m: &Value) -> String {
    let (documents, times) = (figure(view, count(m, "citingDocuments")), figure(view, count(m, "citations")));
    format!("{documents} {} · {times} {}", view.say("văn bản dẫn", "documents cite it"), view.say("lần", "times"))
}

fn missing(view: &View, data: &Value) -> Markup {
    html! {
        ol { @for m in list(data, "missingDocuments.nodes") { li {
            (document_link(view, at(m, "document"))) " "
            small { (cited(view, m)) }
        } } }
        p { a href=(view.to("/missing", &[])) { (view.say("Xem cả", "See all")) " " (figure(view, count(data, "missingDocuments.totalCount"))) } }
    }
}

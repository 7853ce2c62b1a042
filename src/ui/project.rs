//! The page of a project: what each document states of it side by side, and the chain up to the resolution at the root.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::graph::{self, Centre};
use super::relations::{document_link, quoted, words_of};
use super::words::{called, day};
use super::{Body, Trouble, discrepancy, tasks};
use crate::api::Schema;

/// Renders the page of the project with a key.
pub(super) async fn body(schema: &Schema, view: &View, id: &str) -> Result<Body, Trouble> {
    let data = ask(schema, include_str!("documents/project.graphql"), json!({ "id": id })).await?;
    let p = at(&data, "node");
    if text(p, "id").is_empty() {
        return Err(Trouble::NotFound);
    }
    let mut documents: Vec<String> =
        list(p, "statements").iter().map(|s| text(s, "document.id").to_owned()).filter(|d| !d.is_empty()).collect();
    documents.sort();
    documents.dedup();
    let centre = Centre { documents, projects: vec![p.clone()], names: Vec::new() };
    let picture = graph::section(schema, view, &centre, &[]).await?;
    let about =
        ask(schema, include_str!("documents/about.graphql"), json!({ "about": id, "language": view.language.code() }))
            .await?;
    let found: Vec<&Value> = list(p, "tasks.nodes").iter().collect();
    let main = html! {
        header.thing {
            p.eyebrow { (view.say("Dự án", "Project")) " · " (called(view, text(p, "kind"))) }
            h1 { (text(p, "name")) }
            @if !text(p, "jurisdiction").is_empty() { p.title { (text(p, "jurisdiction")) } }
            @if !list(p, "aliases").is_empty() { p { (view.say("Tên khác:", "Also named:")) " "
                @for (i, n) in list(p, "aliases").iter().enumerate() { @if i > 0 { "; " } (n.as_str().unwrap_or_default()) } } }
        }
        nav.contents aria-label=(view.say("Trong trang này", "On this page")) {
            a href="#statements" { (view.say("Các văn bản nói gì", "What documents state")) }
            a href="#chain" { (view.say("Vì sao có dự án này", "Why it is there")) }
            a href=(view.to("/paths", &[("from", id)])) { (view.say("Đường nối đến…", "Paths to…")) }
        }
        section #statements { h2 { (view.say("Các văn bản nói gì", "What documents state")) } (side_by_side(view, p)) }
        (discrepancy::about(view, list(&about, "discrepancies.nodes")))
        section #chain {
            h2 { (view.say("Vì sao có dự án này", "Why it is there")) }
            p { (view.say("Từ dự án ngược lên văn bản gốc mà các văn bản nêu nó thực hiện hoặc căn cứ.", "From the project up to the documents that those naming it carry out or rest on.")) }
            (picture)
        }
        @if !found.is_empty() { section #tasks {
            h2 { (view.say("Nhiệm vụ", "Tasks")) " " small { (count(p, "tasks.totalCount")) } }
            (tasks::table(view, &found, true))
        } }
    };
    Ok(Body { title: text(p, "name").to_owned(), main })
}

fn side_by_side(view: &View, p: &Value) -> Markup {
    let all = list(p, "statements");
    let rows = [
        ("costs", view.say("Vốn", "Cost")),
        ("capacities", view.say("Công suất", "Capacity")),
        ("years", view.say("Năm", "Years")),
    ];
    html! {
        div.wide { table.sides {
            thead { tr { td {} @for s in all { th scope="col" { (document_link(view, at(s, "document"))) br; small { (day(text(s, "document.issuedOn"))) } } } } }
            tbody {
                tr { th scope="row" { (view.say("Tên", "Name")) } @for s in all { td { (text(s, "name")) } } }
                tr { th scope="row" { (view.say("Nơi", "Place")) } @for s in all { td { (text(s, "place")) } } }
                @for (name, says) in rows.iter().filter(|(name, _)| all.iter().any(|s| !list(s, name).is_empty())) { tr { th scope="row" { (says) } @for s in all { td { (values(view, s, name)) } } } }
                @if all.iter().any(|s| !list(s, "enterprises").is_empty()) { tr { th scope="row" { (view.say("Doanh nghiệp", "Enterprises")) } @for s in all { td {
                    @for (i, e) in list(s, "enterprises").iter().enumerate() { @if i > 0 { "; " } (text(e, "name")) } } } } }
                tr { th scope="row" { (view.say("Nguyên văn", "Words")) } @for s in all { td {
                    @for e in list(s, "evidence").iter().take(4) { p { (quoted(view, text(s, "document.id"), e)) } } } } }
            }
        } }
    }
}

fn values(view: &View, statement: &Value, name: &str) -> Markup {
    html! { ul.plain { @for v in list(statement, name) { li {
        @let said = format!("{}{} {}", text(v, "years"), text(v, "printed"), text(v, "unit"));
        @match words_of(view, text(statement, "document.id"), at(v, "evidence")) {
            Some(to) => a.words href=(to) { (said) },
            None => (said),
        }
    } } } }
}

//! The page of an agency: its ledger by role and deadline, what it belongs to, who took over from it.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::relations::{agency_link, document_link};
use super::words::{ROLES, called, day};
use super::{Body, Trouble, lists, shell, tasks};
use crate::api::Schema;

/// Renders the page of the agency with a key.
pub(super) async fn body(schema: &Schema, view: &View, id: &str) -> Result<Body, Trouble> {
    let mut variables =
        json!({ "id": id, "parts": view.get("parts").is_some(), "formerly": view.get("formerly").is_some() });
    for (name, value) in [("role", view.get("role")), ("before", view.get("before")), ("after", view.get("after"))] {
        if let Some(value) = value {
            variables[name] = json!(value);
        }
    }
    let data = ask(schema, include_str!("documents/agency.graphql"), variables).await?;
    let a = at(&data, "node");
    if text(a, "id").is_empty() {
        return Err(Trouble::NotFound);
    }
    let known = known(schema, list(a, "successors")).await?;
    let ledger = at(&data, "ledger");
    let found: Vec<&Value> = list(ledger, "tasks.nodes").iter().collect();
    let main = html! {
        (header(view, a, &known))
        nav.contents aria-label=(view.say("Trong trang này", "On this page")) {
            a href="#ledger" { (view.say("Sổ nhiệm vụ", "Ledger")) " " small { (count(ledger, "totalCount")) } }
            @if count(a, "documents.totalCount") > 0 { a href="#documents" { (view.say("Văn bản đã ban hành", "Documents it issued")) " " small { (count(a, "documents.totalCount")) } } }
            a href=(view.to("/paths", &[("from", id)])) { (view.say("Đường nối đến…", "Paths to…")) }
        }
        section #ledger {
            h2 { (view.say("Sổ nhiệm vụ", "Ledger")) " " small { (count(ledger, "totalCount")) } }
            (filters(view, !list(a, "predecessors").is_empty()))
            p { (view.say("Trong đó không có hạn chót:", "Of these without a last day:")) " " (count(ledger, "withoutDue")) ". "
                (view.say("Đã xét", "Looked at")) " " (count(ledger, "documentsLookedAt")) " " (view.say("văn bản đang giữ.", "held documents.")) }
            @if found.is_empty() { p { (view.say("Không có nhiệm vụ nào như vậy trong các văn bản đang giữ.", "No such task in the documents held.")) } }
            @else { (tasks::table(view, &found, true)) }
            (lists::next(view, at(ledger, "tasks.pageInfo")))
        }
        @if !list(a, "documents.nodes").is_empty() { section #documents {
            h2 { (view.say("Văn bản đã ban hành", "Documents it issued")) }
            ul { @for d in list(a, "documents.nodes") { li { (document_link(view, d)) " " small { (day(text(d, "issuedOn"))) } } } }
        } }
    };
    Ok(Body { title: text(a, "name").to_owned(), main })
}

/// Returns which bodies that took over are in the graph: the others are known from the tables alone and have no page.
async fn known(schema: &Schema, successors: &[Value]) -> Result<Vec<String>, Trouble> {
    if successors.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<&str> = successors.iter().map(|s| text(s, "id")).collect();
    let asked = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Agency { id } } }";
    let data = ask(schema, asked, json!({ "ids": ids })).await?;
    Ok(list(&data, "nodes").iter().map(|n| text(n, "id").to_owned()).collect())
}

fn header(view: &View, a: &Value, known: &[String]) -> Markup {
    html! {
        header.thing {
            p.eyebrow { (view.say("Cơ quan", "Agency")) @if !text(a, "level").is_empty() { " · " (called(view, text(a, "level"))) } }
            h1 { (text(a, "name")) }
            dl {
                @if !text(a, "jurisdiction").is_empty() { div { dt { (view.say("Địa bàn", "Territory")) } dd { (text(a, "jurisdiction")) } } }
                @if at(a, "partOf").is_object() { div { dt { (view.say("Thuộc", "Part of")) } dd { (agency_link(view, at(a, "partOf"))) } } }
                @if !text(a, "membersRule").is_empty() { div { dt { (view.say("Gồm", "Members")) } dd { (text(a, "membersRule")) } } }
                @if !list(a, "parts").is_empty() { div { dt { (view.say("Trực thuộc", "Parts")) } dd {
                    @for (i, p) in list(a, "parts").iter().enumerate() { @if i > 0 { "; " } (agency_link(view, p)) } } } }
                @if !list(a, "aliases").is_empty() { div { dt { (view.say("Tên khác", "Also named")) } dd {
                    @for (i, n) in list(a, "aliases").iter().enumerate() { @if i > 0 { "; " } (n.as_str().unwrap_or_default()) } } } }
                @if !list(a, "predecessors").is_empty() { div { dt { (view.say("Trước là", "Formerly")) } dd {
                    @for (i, p) in list(a, "predecessors").iter().enumerate() { @if i > 0 { "; " } (agency_link(view, p)) } } } }
                @if !list(a, "successors").is_empty() { div { dt { (view.say("Nay là", "Now")) } dd {
                    @for s in list(a, "successors") {
                        @if known.iter().any(|k| k == text(s, "id")) { (agency_link(view, s)) } @else { (text(s, "name")) } " " small { (view.say("từ", "from")) " " (day(text(s, "on"))) ", " (text(s, "instrument")) } " " } } } }
            }
        }
    }
}

fn filters(view: &View, has_before: bool) -> Markup {
    html! {
        form.filters method="get" action="#ledger" data-auto="" {
            (shell::language_field(view))
            label { (view.say("Vai trò", "Role")) " " select name="role" {
                option value="" { (view.say("tất cả", "any")) }
                @for (role, _, _) in ROLES { option value=(role) selected[view.get("role") == Some(role)] { (called(view, role)) } }
            } }
            label { (view.say("Hạn trước ngày", "Due before")) " " input type="date" name="before" value=(view.get("before").unwrap_or_default()); }
            @if has_before { label { input type="checkbox" name="formerly" value="1" checked[view.get("formerly").is_some()]; " " (view.say("gồm các cơ quan trước sáp nhập", "with those it took over from")) } }
            label { input type="checkbox" name="parts" value="1" checked[view.get("parts").is_some()]; " " (view.say("gồm đơn vị trực thuộc", "with its parts")) }
            button { (view.say("Lọc", "Filter")) }
        }
    }
}

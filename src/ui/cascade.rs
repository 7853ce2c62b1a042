//! What carries a document out, directly and through others, by level, each step in the words that state it.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::Trouble;
use super::address::View;
use super::ask::{ask, at, count, holds, list, text};
use super::relations::{document_link, quoted};
use super::words::{called, cut, day, figure};
use crate::api::Schema;

/// Asks for what carries a document out.
pub(super) async fn asked(schema: &Schema, id: &str) -> Result<Value, Trouble> {
    ask(schema, include_str!("documents/cascade.graphql"), json!({ "id": id })).await
}

/// Renders it as a table; nothing when there is none.
pub(super) fn section(view: &View, data: &Value, id: &str) -> Markup {
    let cascade = at(data, "cascade");
    html! { @if count(cascade, "totalCount") > 0 { section #carriers {
        h2 { (view.say("Văn bản triển khai", "What carries it out")) " " small { (figure(view, count(cascade, "totalCount"))) } }
        p { (view.say("Trực tiếp và qua văn bản khác, theo cấp.", "Directly and through others, by level.")) " "
            a href=(view.to("/coverage", &[("document", id)])) { (view.say("Xem theo tỉnh", "By province")) } }
        div.wide { table.stacked {
            thead { tr { th scope="col" { (view.say("Văn bản", "Document")) } th scope="col" { (view.say("Triển khai", "Carries out")) } th scope="col" { (view.say("Nguyên văn", "Words")) } } }
            @for level in list(cascade, "levels") { tbody {
                tr.band { th colspan="3" scope="rowgroup" { @if text(level, "level").is_empty() { (view.say("Chưa rõ cấp", "Level unknown")) } @else { (called(view, text(level, "level"))) } " " small { (list(level, "documents").len()) } } }
                @for step in list(level, "documents") { (row(view, step)) }
            } }
        } }
        @if holds(cascade, "truncated") { p { (view.say("Còn nữa, không liệt kê hết.", "There are more than are listed.")) } }
    } } }
}

fn row(view: &View, step: &Value) -> Markup {
    let d = at(step, "document");
    html! { tr {
        td { (document_link(view, d)) " " small { (text(d, "issuer")) @if !text(d, "issuedOn").is_empty() { " · " (day(text(d, "issuedOn"))) } }
            @if !text(d, "number").is_empty() && !text(d, "title").is_empty() { p { small { (cut(text(d, "title"), 120)) } } } }
        td { (called(view, text(step, "via.kind"))) " " (document_link(view, at(step, "parent"))) @if count(step, "depth") > 1 { " " small { (view.say("bước", "step")) " " (count(step, "depth")) } } }
        td { (quoted(view, text(step, "via.saidBy.id"), at(step, "via.evidence"))) @if text(step, "via.saidBy.id") != text(d, "id") { " " small { (view.say("theo", "said by")) " " (document_link(view, at(step, "via.saidBy"))) } } }
    } }
}

//! Tasks as tables: who in which role, what, by when, with the way to their words.

use maud::{Markup, html};
use serde_json::Value;

use super::address::View;
use super::ask::{at, list, text};
use super::relations::{agency_link, document_link, words_of};
use super::words::{ROLES, called, cut, day};

/// Renders tasks; `with_document` adds the document that sets each.
pub(super) fn table(view: &View, tasks: &[&Value], with_document: bool) -> Markup {
    html! {
        div.wide { table.tasks {
            thead { tr {
                th scope="col" { (view.say("Thời hạn", "Deadline")) }
                th scope="col" { (view.say("Nhiệm vụ", "Task")) }
                th scope="col" { (view.say("Cơ quan", "Agencies")) }
                @if with_document { th scope="col" { (view.say("Văn bản giao", "Set by")) } }
            } }
            tbody { @for t in tasks { (row(view, t, with_document)) } }
        } }
    }
}

fn row(view: &View, t: &Value, with_document: bool) -> Markup {
    let said = text(t, "text").split_whitespace().collect::<Vec<_>>().join(" ");
    html! {
        tr {
            td.due {
                (text(t, "deadline"))
                @if !text(t, "due").is_empty() { " " small { (view.say("chậm nhất", "at the latest")) " " (day(text(t, "due"))) } }
                @if text(t, "deadline").is_empty() { small { (view.say("không nêu", "none stated")) } }
            }
            td {
                @if let Some(to) = words_of(view, text(t, "document.id"), at(t, "evidence")) {
                    a.words href=(to) title=(said) { (cut(&said, 260)) }
                } @else { (cut(&said, 260)) }
                @if !text(t, "clause").is_empty() { " " small { (view.say("mục", "section")) " " (text(t, "clause")) } }
            }
            td { (actors(view, t)) }
            @if with_document { td { (document_link(view, at(t, "document"))) } }
        }
    }
}

fn actors(view: &View, t: &Value) -> Markup {
    html! {
        ul.plain {
            @for (role, _, _) in ROLES {
                @let in_role: Vec<&Value> = list(t, "actors").iter().filter(|a| text(a, "role") == *role && at(a, "agency").is_object()).collect();
                @if !in_role.is_empty() { li {
                    span.role.(*role) { (called(view, role)) } " "
                    @for (i, a) in in_role.iter().enumerate() { @if i > 0 { "; " } (agency_link(view, at(a, "agency"))) }
                } }
            }
        }
    }
}

//! Tasks as tables: who in which role, what, by when, with the way to their words.

use std::collections::BTreeMap;

use maud::{Markup, html};
use serde_json::Value;

use super::address::View;
use super::ask::{at, list, text};
use super::relations::{agency_link, document_link, words_of};
use super::words::{ROLES, called, cut, day};

/// Renders tasks; `with_document` adds the document that sets each.
pub(super) fn table(view: &View, tasks: &[&Value], with_document: bool) -> Markup {
    html! {
        div.wide { table.tasks.stacked {
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

/// An agency, and its roles with the tasks it has them in.
type Part<'v> = (&'v Value, Vec<(&'v str, &'v Value)>);

/// Renders tasks under the agencies that have a part in them, those with most first.
pub(super) fn by_agency(view: &View, tasks: &[&Value]) -> Markup {
    let mut parts: BTreeMap<&str, Part<'_>> = BTreeMap::new();
    for (task, actor) in tasks.iter().flat_map(|t| list(t, "actors").iter().map(move |a| (*t, a))) {
        let agency = at(actor, "agency");
        let (_, all) = parts.entry(text(agency, "id")).or_insert_with(|| (agency, Vec::new()));
        all.push((text(actor, "role"), task));
    }
    let mut parts: Vec<Part<'_>> = parts.into_iter().filter(|(id, _)| !id.is_empty()).map(|(_, p)| p).collect();
    parts.sort_by_key(|(agency, all)| (std::cmp::Reverse(all.len()), text(agency, "id")));
    html! { div.agencies { @for (agency, all) in &parts { details {
        summary { b { (text(agency, "name")) } " " small { @for (i, (role, n)) in counted(all).iter().enumerate() { @if i > 0 { ", " } (called(view, role)) " " (n) } } }
        p { (agency_link(view, agency)) ": " (view.say("mọi nhiệm vụ trong kho", "all its tasks here")) }
        ul { @for (role, t) in all { li {
            span.role.(*role) { (called(view, role)) } " "
            (words(view, t, 200))
            @if !text(t, "deadline").is_empty() { " " small { (text(t, "deadline")) } }
        } } }
    } } } }
}

/// How many parts there are in each role.
fn counted(all: &[(&str, &Value)]) -> Vec<(&'static str, usize)> {
    let count = |role: &str| all.iter().filter(|(r, _)| *r == role).count();
    let roles = ROLES.iter().map(|(role, _, _)| (*role, count(role)));
    roles.filter(|(_, n)| *n > 0).collect()
}

/// The words of a task, as a link to their place.
fn words(view: &View, t: &Value, most: usize) -> Markup {
    let said = text(t, "text").split_whitespace().collect::<Vec<_>>().join(" ");
    html! {
        @if let Some(to) = words_of(view, text(t, "document.id"), at(t, "evidence")) { a.words href=(to) title=(said) { (cut(&said, most)) } }
        @else { (cut(&said, most)) }
    }
}

fn row(view: &View, t: &Value, with_document: bool) -> Markup {
    html! {
        tr {
            td.due {
                (text(t, "deadline"))
                @if !text(t, "due").is_empty() { " " small { (view.say("chậm nhất", "at the latest")) " " (day(text(t, "due"))) } }
                @if text(t, "deadline").is_empty() { small { (view.say("không nêu", "none stated")) } }
            }
            td {
                (words(view, t, 260))
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

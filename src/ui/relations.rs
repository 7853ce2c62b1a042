//! Relations as sentences with the way to their words; the reading of a picture for those who do not see it.

use maud::{Markup, html};
use serde_json::Value;

use super::address::View;
use super::ask::{at, count, text};
use super::words::{called, cut, name_of};

/// Links to a document by its name.
pub(super) fn document_link(view: &View, document: &Value) -> Markup {
    let id = text(document, "id");
    html! {
        @if id.is_empty() { (cut(name_of(view, document), 90)) }
        @else { a.number[!text(document, "number").is_empty()] href=(view.thing("d", id)) title=(text(document, "title")) { (cut(name_of(view, document), 90)) } }
    }
}

/// Links to an agency by its name.
pub(super) fn agency_link(view: &View, agency: &Value) -> Markup {
    html! { a href=(view.thing("a", text(agency, "id"))) { (text(agency, "name")) } }
}

/// Returns the address of the words of evidence in a document.
pub(super) fn words_of(view: &View, document: &str, evidence: &Value) -> Option<String> {
    let known = !document.is_empty() && evidence.is_object();
    known.then(|| view.words(document, count(evidence, "start"), count(evidence, "end")))
}

/// Quotes evidence, as a link to its place.
pub(super) fn quoted(view: &View, document: &str, evidence: &Value) -> Markup {
    let quote = text(evidence, "quote").split_whitespace().collect::<Vec<_>>().join(" ");
    html! {
        @if let Some(to) = words_of(view, document, evidence) {
            q { a.words href=(to) { (quote) } }
            " " small { (view.say("dòng", "line")) " " (count(evidence, "line")) }
        }
    }
}

/// Renders relations as a table: who, does what, to what, in which words.
pub(super) fn table(view: &View, relations: &[&Value]) -> Markup {
    framed(view, &html! { @for r in relations { (row(view, r)) } })
}

/// Renders a table of rows as [`row`] makes them.
pub(super) fn framed(view: &View, rows: &Markup) -> Markup {
    html! {
        div.wide { table.stacked {
            thead { tr {
                th scope="col" { (view.say("Văn bản", "Document")) }
                th scope="col" { (view.say("Quan hệ", "Relation")) }
                th scope="col" { (view.say("Với", "With")) }
                th scope="col" { (view.say("Nguyên văn", "Words")) }
            } }
            tbody { (rows) }
        } }
    }
}

/// Renders a relation as a row.
pub(super) fn row(view: &View, r: &Value) -> Markup {
    html! { tr {
        td { (document_link(view, at(r, "actor"))) }
        td { span.kind.(text(r, "kind")) { (called(view, text(r, "kind"))) }
            @if !text(r, "provisions").is_empty() { " " small { (text(r, "provisions")) } } }
        td { (document_link(view, at(r, "object"))) }
        td { (quoted(view, text(r, "saidBy.id"), at(r, "evidence")))
            @if text(r, "saidBy.id") != text(r, "actor.id") {
                " " small { (view.say("theo", "said by")) " " (document_link(view, at(r, "saidBy"))) } } }
    } }
}

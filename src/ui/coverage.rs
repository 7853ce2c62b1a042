//! Which provinces or districts carry a document out: a map of tiles, and the same as a table with the words.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, holds, list, text};
use super::relations::{document_link, quoted};
use super::tiles::{self, Tile};
use super::words::{called, cut, day, figure};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// What can be said of a unit: value, its sign, Vietnamese, English.
const STATES: &[(&str, &str, &str, &str)] = &[
    ("HAS_PLAN", "✓", "đã có văn bản triển khai", "has a document that carries it out"),
    ("NONE_IN_CORPUS", "✕", "có văn bản đang giữ, không văn bản nào triển khai", "documents held, none carries it out"),
    ("OUTSIDE_COVERAGE", "?", "không giữ văn bản nào, chưa nói được gì", "no document held, nothing can be said"),
];

/// Renders the form, and the answer when a document is named.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let title = view.say("Địa phương nào đã triển khai", "Who has carried it out");
    let level = view.get("level").filter(|l| *l == "DISTRICT").unwrap_or("PROVINCE");
    let answer = match view.get("document") {
        Some(document) => Some(asked(schema, view, document, level).await),
        None => None,
    };
    let suggested = ask(schema, include_str!("documents/covered.graphql"), json!({})).await?;
    let main = html! {
        h1 { (title) }
        (form(view, level))
        @match &answer {
            None => (suggestions(view, &suggested)),
            Some(Ok(data)) if at(data, "coverage").is_object() => (shown(view, at(data, "coverage"))),
            Some(Ok(_)) => { p.trouble { (view.say("Không có văn bản nào mang số hoặc mã này.", "No document has this number or key.")) } (suggestions(view, &suggested)) },
            Some(Err(e)) => p.trouble role="alert" { (view.say("Không trả lời được: ", "Cannot be answered: ")) (e) },
        }
    };
    Ok(Body { title: title.to_owned(), main })
}

async fn asked(schema: &Schema, view: &View, document: &str, level: &str) -> Result<Value, Trouble> {
    let mut variables = json!({ "document": document, "level": level });
    if let Some(day) = view.get("asOf") {
        variables["asOf"] = json!(day);
    }
    ask(schema, include_str!("documents/coverage.graphql"), variables).await
}

fn form(view: &View, level: &str) -> Markup {
    html! {
        form.filters method="get" action="/coverage" {
            (shell::language_field(view))
            label { (view.say("Văn bản", "Document")) " " input type="text" name="document" required value=(view.get("document").unwrap_or_default()) placeholder="23-NQ/TW"; }
            label { (view.say("Cấp", "Level")) " " select name="level" {
                @for l in ["PROVINCE", "DISTRICT"] { option value=(l) selected[l == level] { (called(view, l)) } } } }
            label { (view.say("Địa giới ngày", "Units as of")) " " input type="date" name="asOf" value=(view.get("asOf").unwrap_or_default()); }
            button { (view.say("Xem", "Show")) }
        }
    }
}

/// The documents of the centre that most carry out, as a beginning.
fn suggestions(view: &View, data: &Value) -> Markup {
    let mut all: Vec<&Value> =
        list(data, "documents.nodes").iter().filter(|d| count(d, "citedBy.totalCount") > 0).collect();
    all.sort_by_key(|d| (std::cmp::Reverse(count(d, "citedBy.totalCount")), text(d, "id")));
    html! {
        p { (view.say("Nhập số một văn bản, hoặc chọn văn bản của Trung ương được triển khai nhiều:", "Give a document's number, or choose one of the centre that is carried out most:")) }
        ul.results { @for d in all.iter().take(12) { li {
            a href=(view.to("/coverage", &[("document", text(d, "id"))])) { (super::words::name_of(view, d)) }
            @if !text(d, "number").is_empty() { p { (cut(text(d, "title"), 140)) } }
        } } }
    }
}

fn shown(view: &View, c: &Value) -> Markup {
    let units = list(c, "units");
    let tiles: Vec<Tile<'_>> = units.iter().filter_map(|u| tile(view, u)).collect();
    html! {
        h2 { (document_link(view, at(c, "document"))) @if !text(c, "document.number").is_empty() { " " small { (cut(text(c, "document.title"), 160)) } } }
        p { (view.say("Địa giới ngày", "Units as of")) " " (day(text(c, "asOf"))) ": " (figure(view, count(c, "totalCount"))) " " (view.say("đơn vị.", "units.")) " " (shell::looked_at(view, at(c, "lookedAt"))) }
        ul.key { @for ((state, sign, vi, en), n) in STATES.iter().zip(["hasPlan", "noneInCorpus", "outsideCoverage"]) { li.(*state) { b { (sign) " " (figure(view, count(c, n))) } " " (view.say(vi, en)) } } }
        @if !holds(c, "tableKnown") { p.trouble { (view.say("Chưa có danh mục đơn vị của cấp này.", "The list of units of this level is not known.")) } }
        @if holds(c, "truncated") { p { (view.say("Quá nhiều văn bản để theo hết.", "There was too much to follow to the end.")) } }
        @if !tiles.is_empty() { (tiles::map(view, &tiles)) }
        @for (state, sign, vi, en) in STATES {
            @let of: Vec<&Value> = units.iter().filter(|u| text(u, "state") == *state).collect();
            @if !of.is_empty() { section { h2 { (sign) " " (capital(view.say(vi, en))) " " small { (of.len()) } }
                @if *state == "OUTSIDE_COVERAGE" { ul.run { @for u in &of { li id=(anchor(u)) { (unit(view, u)) } } } }
                @else { (table(view, &of)) }
            } }
        }
    }
}

fn tile<'a>(view: &View, u: &'a Value) -> Option<Tile<'a>> {
    let (state, sign, vi, en) = STATES.iter().find(|(s, _, _, _)| *s == text(u, "state"))?;
    Some(Tile {
        code: text(u, "code"),
        name: text(u, "unit"),
        class: state,
        sign,
        says: view.say(vi, en),
        href: format!("#{}", anchor(u)),
    })
}

fn table(view: &View, units: &[&Value]) -> Markup {
    html! { div.wide { table.stacked {
        thead { tr { th scope="col" { (view.say("Địa phương", "Unit")) } th scope="col" { (view.say("Văn bản", "Documents")) } th scope="col" { (view.say("Nguyên văn", "Words")) } } }
        tbody { @for u in units {
            @let plans = list(u, "plans");
            @for (i, p) in plans.iter().enumerate() { tr id=[(i == 0).then(|| anchor(u))] {
                td { @if i == 0 { (unit(view, u)) } }
                td { (document_link(view, at(p, "document"))) br; small { @if count(p, "depth") == 1 { (view.say("trực tiếp", "directly")) } @else { (view.say("qua văn bản khác, số bước", "through others, steps")) " " (count(p, "depth")) } } }
                td { (quoted(view, text(p, "via.saidBy.id"), at(p, "via.evidence"))) }
            } }
            @if plans.is_empty() { tr id=(anchor(u)) { td { (unit(view, u)) } td { (view.say("đang giữ", "held")) ": " (figure(view, count(u, "heldDocuments"))) } td {} } }
        } }
    } } }
}

fn unit(view: &View, u: &Value) -> Markup {
    let place = text(u, "place.id");
    html! {
        @if place.is_empty() { (text(u, "unit")) } @else { a href=(view.thing("l", place)) { (text(u, "unit")) } }
        @if !text(u, "province").is_empty() { " " small { (text(u, "province")) } }
        @if holds(u, "ofPredecessor") { " " small { (view.say("(của đơn vị trước sáp nhập)", "(of a unit before the merger)")) } }
    }
}

fn anchor(u: &Value) -> String {
    format!("u-{}", text(u, "code"))
}

fn capital(says: &str) -> String {
    let mut chars = says.chars();
    chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

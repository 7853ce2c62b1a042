//! The picture of a part of the graph with what changes it: filters as a form, ways to take it away, its table.

use std::collections::BTreeSet;

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, list, text};
use super::chain::{Chain, chain};
use super::picture::draw;
use super::relations::table;
use super::scope::{Columns, MOST_STEPS, SIZES, Scope, province};
use super::walk::{Part, Ways, walk};
use super::words::{KINDS, LEVELS, TYPES, called, figure, name_of};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Relations by which a document gives a reason for another.
const REASONS: &[&str] = &["PROMULGATES", "APPROVES", "IMPLEMENTS", "GUIDES", "LEGAL_BASIS"];

/// What a picture is about: documents, and the projects that hang on those stating them.
#[derive(Clone, Debug, Default)]
pub(super) struct Centre {
    pub(super) documents: Vec<String>,
    pub(super) projects: Vec<Value>,
    pub(super) names: Vec<String>,
}

impl Centre {
    /// Which way is walked: from a project up, from documents both ways.
    pub(super) fn ways(&self) -> Ways {
        if self.projects.is_empty() { Ways::Both } else { Ways::Up }
    }

    /// Which relations are followed when nothing is said: from a project those that give a reason for it.
    pub(super) fn kinds(&self) -> &'static [&'static str] {
        if self.projects.is_empty() { &[] } else { REASONS }
    }

    /// How many steps are walked when nothing is said: from a project all the way up.
    pub(super) fn depth(&self) -> u32 {
        if self.projects.is_empty() { 2 } else { MOST_STEPS }
    }
}

/// Renders the page of a picture about any documents and projects.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let title = view.say("Lược đồ", "Chain");
    let centre = centre(schema, view).await?;
    let main = html! {
        h1 { (title) @if !centre.names.is_empty() { ": " (centre.names.join(", ")) } }
        @if centre.documents.is_empty() {
            p { (view.say("Nhập số văn bản ở giữa lược đồ:", "Give the number of the document to begin at:")) }
            form.filters method="get" action="/graph" {
                (shell::language_field(view))
                label { (view.say("Văn bản", "Document")) " " input type="text" name="root" required value=(view.get("root").unwrap_or_default()); }
                button { (view.say("Vẽ", "Draw")) }
            }
            @if view.get("root").is_some() { p.trouble { (view.say("Không có văn bản hay dự án nào như vậy.", "There is no such document or project.")) } }
        } @else { section #chain { (section(schema, view, &centre, &[]).await?) } }
    };
    Ok(Body { title: title.to_owned(), main })
}

/// Finds the documents and projects an address names as `root`.
pub(super) async fn centre(schema: &Schema, view: &View) -> Result<Centre, Trouble> {
    let mut centre = Centre::default();
    let mut keys: Vec<String> = Vec::new();
    for root in view.all("root").into_iter().take(20) {
        let asked = "query ($number: String!) { document(number: $number) { id } }";
        let found = ask(schema, asked, json!({ "number": root })).await?;
        keys.push(match text(&found, "document.id") {
            "" => root.to_owned(),
            id => id.to_owned(),
        });
    }
    let data = ask(schema, include_str!("documents/stated.graphql"), json!({ "ids": keys })).await?;
    for node in list(&data, "nodes") {
        match text(node, "__typename") {
            "Document" => {
                centre.documents.push(text(node, "id").to_owned());
                centre.names.push(name_of(view, node).to_owned());
            }
            "Project" => {
                let stated = list(node, "statements").iter().map(|s| text(s, "document.id").to_owned());
                centre.documents.extend(stated.filter(|d| !d.is_empty()));
                centre.names.push(text(node, "name").to_owned());
                centre.projects.push(node.clone());
            }
            _ => {}
        }
    }
    centre.documents.sort();
    centre.documents.dedup();
    Ok(centre)
}

/// Renders the picture with its filters, its table and the ways to take it away; `also` are more projects to hang on.
pub(super) async fn section(schema: &Schema, view: &View, centre: &Centre, also: &[Value]) -> Result<Markup, Trouble> {
    let scope = Scope::read(view, centre.depth(), centre.kinds());
    let part = walk(schema, &scope, &centre.documents, centre.ways()).await?;
    let projects: Vec<&Value> = centre.projects.iter().chain(also).collect();
    let picture = chain(view, Chain { scope: &scope, part: &part, centre: &centre.documents, things: &projects });
    let relations: Vec<&Value> = part.relations.iter().collect();
    Ok(html! {
        (form(view, &scope, &part))
        (said(view, &scope, &part))
        (draw(view, &picture))
        (take_away(view, centre, &part))
        details { summary { (view.say("Bảng thay cho hình", "The picture as a table")) " " small { (relations.len()) } } (table(view, &relations)) }
    })
}

/// Says in numbers what is drawn, and what is not and why.
fn said(view: &View, scope: &Scope<'_>, part: &Part) -> Markup {
    html! { p #drawn role="status" {
        (figure(view, part.documents.len() as u64)) " " (view.say("văn bản,", "documents,")) " " (figure(view, part.relations.len() as u64)) " " (view.say("quan hệ.", "relations."))
        @if part.filtered > 0 { " " (view.say("Bộ lọc ẩn", "The filter hides")) " " (figure(view, part.filtered as u64)) "." }
        @if part.truncated { " " (view.say("Còn văn bản khác, không vẽ hết.", "There are more documents than are drawn.")) }
        @if scope.filters() || !scope.lefts.is_empty() || !scope.rights.is_empty() || !scope.closed.is_empty() || !view.all("kind").is_empty() {
            " " a href={ (view.cleared(&["type", "level", "province", "since", "until", "left", "right", "closed", "kind", "depth", "most", "by"])) "#chain" } { (view.say("Vẽ lại từ đầu", "Begin anew")) }
        }
    } }
}

/// The filters as a form: they change the address, so that a link shows the same picture.
fn form(view: &View, scope: &Scope<'_>, part: &Part) -> Markup {
    let has = |name: &str, value: &str, chosen: &[&str]| {
        chosen.contains(&value) || part.met.iter().any(|d| text(d, name) == value)
    };
    let provinces: BTreeSet<&str> = part
        .met
        .iter()
        .map(|d| province(text(d, "jurisdiction")))
        .chain(scope.province)
        .filter(|p| !p.is_empty())
        .collect();
    let years = |name: &str, says: &str, value: Option<i64>| {
        html! {
            label { (says) " " input type="number" name=(name) min="1900" max="2100" value=[value]; }
        }
    };
    html! {
        form.filters.chain method="get" action="#chain" data-auto="" {
            (shell::language_field(view))
            @for name in ["root", "left", "right", "closed"] { @for value in view.all(name) { input type="hidden" name=(name) value=(value); } }
            label { (view.say("Số bước", "Steps")) " "
                select name="depth" { @for n in 1..=MOST_STEPS { option value=(n) selected[n == scope.depth] { (n) } } } }
            label { (view.say("Nhiều nhất mỗi bên", "Most a side")) " "
                select name="most" { @for n in SIZES { option value=(n) selected[*n == scope.most] { (n) } } } }
            label { (view.say("Cột là", "Columns are")) " " select name="by" {
                option value="level" { (view.say("cấp ban hành", "levels")) }
                option value="year" selected[scope.columns == Columns::Years] { (view.say("năm (dòng thời gian)", "years (timeline)")) } } }
            details open[scope.filters() || !view.all("kind").is_empty()] {
                summary { (view.say("Lọc", "Filter")) }
                div.chosen {
                    label { (view.say("Tỉnh", "Province")) " " select name="province" { option value="" { (view.say("tất cả", "all")) }
                        @for p in provinces { option value=(p) selected[scope.province == Some(p)] { (p) } } } }
                    (years("since", view.say("Từ năm", "From year"), scope.years.0))
                    (years("until", view.say("Đến năm", "To year"), scope.years.1))
                }
                (boxes(view, "level", view.say("Cấp ban hành", "Levels"), LEVELS, &scope.levels, |v| has("level", v, &scope.levels)))
                (boxes(view, "type", view.say("Loại văn bản", "Types"), TYPES, &scope.types, |v| has("type", v, &scope.types)))
                (boxes(view, "kind", view.say("Loại quan hệ", "Kinds of relation"), KINDS, &scope.kinds, |_| true))
            }
            button { (view.say("Vẽ lại", "Redraw")) }
        }
    }
}

fn boxes(
    view: &View,
    name: &str,
    legend: &str,
    all: &[(&str, &str, &str)],
    chosen: &[&str],
    shown: impl Fn(&str) -> bool,
) -> Markup {
    html! { fieldset { legend { (legend) " " small { (view.say("(không chọn là tất cả)", "(none means all)")) } }
    @for (value, _, _) in all.iter().filter(|(v, _, _)| shown(v)) {
        label { input type="checkbox" name=(name) value=(value) checked[chosen.contains(value)]; " " (called(view, value)) } } } }
}

/// The same part of the graph as files.
fn take_away(view: &View, centre: &Centre, part: &Part) -> Markup {
    let roots: Vec<&str> = match centre.projects.is_empty() {
        true => centre.documents.iter().map(String::as_str).collect(),
        false => centre.projects.iter().map(|p| text(p, "id")).collect(),
    };
    let roots: Vec<(&str, &str)> = roots.into_iter().map(|id| ("root", id)).collect();
    let file = |path: &str| view.moved_to(path, &roots);
    let ids: Vec<&str> = part.documents.iter().map(|d| text(d, "id")).collect();
    let part = [("roots", ids.join(",")), ("maxDepth", "0".to_owned()), ("with", "documents".to_owned())];
    let part: Vec<(&str, &str)> = part.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let svg = file("/graph.svg");
    html! { p.take {
        (view.say("Lấy về:", "Take away:"))
        @for (path, name) in [("/graph.html", view.say("trang HTML cho báo cáo", "HTML page for a report")), ("/graph.svg", "SVG"), ("/graph.csv", "CSV"), ("/graph.json", "JSON")] { " " a href=(file(path)) { (name) } }
        @for (format, name) in [("graphml", "GraphML"), ("dot", "DOT")] { " " a href=(super::address::plain(&format!("/export/{format}"), &part)) { (name) } }
        " " button.quiet type="button" hidden data-png=(svg) { "PNG" }
        " " button.quiet type="button" hidden data-print="" { (view.say("In, PDF", "Print, PDF")) }
        " " a.larger href=(file("/graph")) { (view.say("Mở riêng", "Open alone")) }
    } }
}

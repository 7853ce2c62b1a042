//! The page of a document: header, status, chain, tasks, projects, targets, budget, recipients, and its text marked.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::{View, anchor, places, span};
use super::ask::{ask, at, count, holds, list, text};
use super::graph::{self, Centre};
use super::marked::{Mark, marked};
use super::relations::{agency_link, document_link, quoted, table, words_of};
use super::words::{called, cut, day, name_of};
use super::{Body, Trouble, cascade, discrepancy, tasks};
use crate::api::Schema;

/// Renders the page of the document with a key or number.
pub(super) async fn body(schema: &Schema, view: &View, id: &str) -> Result<Body, Trouble> {
    let Some(id) = key(schema, id).await? else { return Err(Trouble::NotFound) };
    let data = ask(schema, include_str!("documents/document.graphql"), json!({ "id": id })).await?;
    let about =
        ask(schema, include_str!("documents/about.graphql"), json!({ "about": id, "language": view.language.code() }))
            .await?;
    let view = &view.reading(&id);
    let carriers = cascade::asked(schema, &id).await?;
    let d = at(&data, "document");
    let centre = Centre { documents: vec![id.clone()], ..Centre::default() };
    let picture = graph::section(schema, view, &centre, list(d, "projects.nodes")).await?;
    let facts = html! {
        (header(view, d))
        (contents(view, d, count(&carriers, "cascade.totalCount")))
        section #chain { h2 { (view.say("Lược đồ", "Chain")) } (picture) }
        (discrepancy::about(view, list(&about, "discrepancies.nodes")))
        (cascade::section(view, &carriers, &id))
        (relations(view, d))
        @let found: Vec<&Value> = list(d, "tasks.nodes").iter().collect();
        @if !found.is_empty() { section #tasks {
            h2 { (view.say("Nhiệm vụ", "Tasks")) " " small { (count(d, "tasks.totalCount")) } }
            (tasks::by_agency(view, &found))
            details open[found.len() <= 60] { summary { (view.say("Theo thứ tự trong văn bản", "In the order of the document")) } (tasks::table(view, &found, false)) }
        } }
        (projects_of(view, d, &id))
        (targets(view, d, &id))
        (budget(view, d, &id))
        (recipients(view, d))
    };
    let mut marks = marks(d);
    let sought = view.get("at").and_then(span).into_iter().chain(places(&facts.0));
    marks.extend(sought.map(|(start, end)| Mark { start, end, class: "sought" }));
    let main = html! { (facts) (whole_text(view, d, &marks)) };
    Ok(Body { title: name_of(view, d).to_owned(), main })
}

/// Finds the key of a document named by key or number.
async fn key(schema: &Schema, id: &str) -> Result<Option<String>, Trouble> {
    let asked =
        "query ($id: ID!, $number: String!) { document(id: $id) { id } byNumber: document(number: $number) { id } }";
    let data = ask(schema, asked, json!({ "id": id, "number": id })).await?;
    let found = ["document.id", "byNumber.id"].into_iter().map(|p| text(&data, p)).find(|k| !k.is_empty());
    Ok(found.map(str::to_owned))
}

fn header(view: &View, d: &Value) -> Markup {
    let (number, title) = (text(d, "number"), text(d, "title"));
    html! {
        header.thing {
            p.eyebrow {
                @if !text(d, "type").is_empty() { (called(view, text(d, "type"))) }
                @if !text(d, "level").is_empty() { " · " (called(view, text(d, "level"))) }
            }
            h1 { (name_of(view, d)) }
            @if !number.is_empty() && !title.is_empty() { p.title { (title) } }
            dl {
                @if !text(d, "issuer").is_empty() { div { dt { (view.say("Ban hành", "Issued by")) } dd {
                    @if at(d, "issuedBy").is_object() { (agency_link(view, at(d, "issuedBy"))) } @else { (text(d, "issuer")) } } } }
                @if !text(d, "issuedOn").is_empty() { div { dt { (view.say("Ngày", "Date")) } dd { (day(text(d, "issuedOn"))) } } }
                div { dt { (view.say("Hiệu lực", "Status")) } dd { span.force.(text(d, "status.force")) { (called(view, text(d, "status.force"))) }
                    @if !text(d, "status.since").is_empty() { " " (view.say("từ", "since")) " " (day(text(d, "status.since"))) }
                    @if !text(d, "status.lastDay").is_empty() { " " small { (view.say("có hiệu lực đến hết ngày", "in force until")) " " (day(text(d, "status.lastDay")))
                        @let now = text(d, "status.currentNumber");
                        @if !now.is_empty() { ", " (view.say("nay là", "now")) " " a.number href=(view.thing("d", now)) { (now) } } } } } }
                @if !list(d, "signers").is_empty() { div { dt { (view.say("Ký", "Signed")) } dd {
                    @for (i, s) in list(d, "signers").iter().enumerate() { @if i > 0 { "; " }
                        (text(s, "capacity")) " " (text(s, "post")) " " (text(s, "name")) } } } }
                div { dt { (view.say("Bản văn", "Text")) } dd {
                    @if holds(d, "held") { (view.say("đang giữ", "held")) ", " (text(d, "heldSource")) }
                    @else { (view.say("chỉ được dẫn, chưa có bản văn", "only cited, its text is not held")) } } }
            }
            @if !list(d, "status.relations").is_empty() {
                @let acts: Vec<&Value> = list(d, "status.relations").iter().collect();
                (table(view, &acts))
            }
            @if !list(d, "candidates").is_empty() {
                p { (view.say("Có thể là một trong:", "It may be one of:")) }
                ul { @for c in list(d, "candidates") { li { (document_link(view, c)) } } }
            }
        }
    }
}

fn contents(view: &View, d: &Value, carriers: u64) -> Markup {
    let parts = [
        ("chain", view.say("Lược đồ", "Chain"), 0),
        ("carriers", view.say("Văn bản triển khai", "What carries it out"), carriers),
        ("relations", view.say("Quan hệ", "Relations"), count(d, "cites.totalCount") + count(d, "citedBy.totalCount")),
        ("tasks", view.say("Nhiệm vụ", "Tasks"), count(d, "tasks.totalCount")),
        ("projects", view.say("Dự án", "Projects"), count(d, "projects.totalCount")),
        ("targets", view.say("Chỉ tiêu", "Targets"), count(d, "targets.totalCount")),
        ("budget", view.say("Kinh phí", "Budget"), u64::try_from(list(d, "budget").len()).unwrap_or(0)),
    ];
    html! {
        nav.contents aria-label=(view.say("Trong trang này", "On this page")) {
            @for (id, says, n) in parts { @if n > 0 || id == "chain" { a href={ "#" (id) } { (says) @if n > 0 { " " small { (n) } } } } }
            a href=(view.to("/paths", &[("from", text(d, "id"))])) { (view.say("Đường nối đến…", "Paths to…")) }
            @if !text(d, "text").is_empty() { a href="#text" { (view.say("Toàn văn", "Full text")) } }
        }
    }
}

fn relations(view: &View, d: &Value) -> Markup {
    let sides = [("cites", view.say("Dẫn đến", "Cites")), ("citedBy", view.say("Được dẫn bởi", "Cited by"))];
    html! {
        section #relations {
            h2 { (view.say("Quan hệ", "Relations")) }
            @for (side, says) in sides {
                @let found: Vec<&Value> = list(at(d, side), "edges").iter().collect();
                @if !found.is_empty() { details open[found.len() <= 12] {
                    summary { (says) " " small { (count(at(d, side), "totalCount")) } }
                    (table(view, &found))
                } }
            }
            @if !holds(d, "held") && !list(d, "mentions").is_empty() {
                details open { summary { (view.say("Những chỗ dẫn nó", "Where it is cited")) }
                    ul { @for m in list(d, "mentions") { li {
                        (document_link(view, at(m, "document"))) ": " (quoted(view, text(m, "document.id"), at(m, "evidence"))) } } } }
            }
        }
    }
}

fn projects_of(view: &View, d: &Value, id: &str) -> Markup {
    let all = list(d, "projects.nodes");
    html! { @if !all.is_empty() { section #projects {
        h2 { (view.say("Dự án", "Projects")) " " small { (count(d, "projects.totalCount")) } }
        div.wide { table {
            thead { tr { th scope="col" { (view.say("Tên", "Name")) } th scope="col" { (view.say("Loại", "Kind")) }
                th scope="col" { (view.say("Nơi", "Place")) } th scope="col" { (view.say("Vốn", "Cost")) }
                th scope="col" { (view.say("Công suất", "Capacity")) } th scope="col" { (view.say("Năm", "Years")) } th scope="col" { (view.say("Nguyên văn", "Words")) } } }
            tbody { @for p in all {
                @let said: Vec<&Value> = list(p, "statements").iter().filter(|s| text(s, "document.id") == id).collect();
                tr {
                    td { a href=(view.thing("p", text(p, "id"))) { (text(p, "name")) } }
                    td { (called(view, text(p, "kind"))) }
                    td { @for s in &said { (text(s, "place")) " " } }
                    td { (amounts(&said, "costs")) } td { (amounts(&said, "capacities")) }
                    td { @for y in said.iter().flat_map(|s| list(s, "years")) { (text(y, "years")) " " } }
                    td { @for (i, e) in said.iter().flat_map(|s| list(s, "evidence")).enumerate() {
                        @if let Some(to) = words_of(view, id, e) { a.words href=(to) { "[" (i + 1) "]" } " " } } }
                } } }
        } }
    } } }
}

fn amounts(said: &[&Value], name: &str) -> Markup {
    let all = said.iter().flat_map(|s| list(s, name));
    html! { @for (i, a) in all.enumerate() { @if i > 0 { "; " } (text(a, "printed")) " " (text(a, "unit")) } }
}

fn targets(view: &View, d: &Value, id: &str) -> Markup {
    let all = list(d, "targets.nodes");
    html! { @if !all.is_empty() { section #targets {
        h2 { (view.say("Chỉ tiêu", "Targets")) " " small { (count(d, "targets.totalCount")) } }
        div.wide { table {
            thead { tr { th scope="col" { (view.say("Chỉ tiêu", "Metric")) } th scope="col" { (view.say("Giá trị", "Value")) } th scope="col" { (view.say("Năm", "Year")) } } }
            tbody { @for t in all { tr {
                td { (text(t, "metric")) }
                td { @if let Some(to) = words_of(view, id, at(t, "evidence")) { a.words href=(to) { (text(t, "printed")) " " (text(t, "unit")) } } }
                td { (text(t, "year")) }
            } } }
        } }
    } } }
}

/// Budget lines under their parents, each parent with the sum of its lines.
fn budget(view: &View, d: &Value, id: &str) -> Markup {
    let lines = list(d, "budget");
    let parent = |l: &Value| at(l, "parent").as_u64().and_then(|p| usize::try_from(p).ok());
    let depth = |mut i: usize| {
        let mut depth = 0u8;
        while let Some(up) = lines.get(i).and_then(parent).filter(|up| *up != i && depth < 4) {
            (i, depth) = (up, depth + 1);
        }
        deep(u64::from(depth))
    };
    let sum = |i: usize| {
        let unit = lines.get(i).map(|l| text(l, "amount.unit")).unwrap_or_default();
        let parts = lines.iter().filter(|l| parent(l) == Some(i));
        let parts: Vec<f64> =
            parts.filter(|l| text(l, "amount.unit") == unit).filter_map(|l| at(l, "amount.value").as_f64()).collect();
        (!parts.is_empty()).then(|| parts.iter().sum::<f64>())
    };
    html! { @if !lines.is_empty() { section #budget {
        h2 { (view.say("Kinh phí", "Budget")) }
        div.wide { table {
            thead { tr { th scope="col" { (view.say("Khoản", "Line")) } th scope="col" { (view.say("Số tiền", "Amount")) } th scope="col" { (view.say("Tổng các khoản con", "Sum of its lines")) } } }
            tbody { @for (i, l) in lines.iter().enumerate() { tr {
                td.(depth(i)) { (text(l, "label")) }
                td { @if let Some(to) = words_of(view, id, at(l, "amount.evidence")) { a.words href=(to) { (text(l, "amount.printed")) " " (text(l, "amount.unit")) } } }
                td { @if let Some(sum) = sum(i) {
                    @let off = (sum - at(l, "amount.value").as_f64().unwrap_or(sum)).abs() > 0.005;
                    span.off[off] { (decimal(view, sum)) @if off { " ≠" } } } }
            } } }
        } }
    } } }
}

/// The class of what stands so deep below others.
fn deep(depth: u64) -> &'static str {
    usize::try_from(depth).ok().and_then(|d| ["d0", "d1", "d2", "d3"].get(d)).copied().unwrap_or("d4")
}

/// Writes a sum with at most three decimals, with the decimal mark of the language.
fn decimal(view: &View, value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').replace('.', view.say(",", "."))
}

fn recipients(view: &View, d: &Value) -> Markup {
    html! { @if !list(d, "recipients").is_empty() { section #recipients {
        h2 { (view.say("Nơi nhận", "Recipients")) }
        ul.run { @for r in list(d, "recipients") { li { (text(r, "name")) } } }
    } } }
}

fn whole_text(view: &View, d: &Value, marks: &[Mark]) -> Markup {
    let body = text(d, "text");
    html! { @if !body.is_empty() { section #text {
        h2 { (view.say("Toàn văn", "Full text")) }
        @if !list(d, "sections").is_empty() { details { summary { (view.say("Mục lục", "Contents")) " " small { (list(d, "sections").len()) } }
            ul.outline { @for s in list(d, "sections") { @let start = count(s, "start");
                li.(deep(count(s, "depth"))) { a href={ "#" (anchor(start, start + 1)) } { (text(s, "path")) " " (cut(text(s, "title"), 120)) } } } } } }
        p.legend { @for (class, says) in [("relation", view.say("quan hệ", "relation")), ("task", view.say("nhiệm vụ", "task")), ("due", view.say("thời hạn", "deadline")),
            ("project", view.say("dự án", "project")), ("target", view.say("chỉ tiêu, kinh phí", "target, budget"))] { mark.(class) { (says) } " " } }
        div.source lang="vi" { (marked(body, marks)) }
    } } }
}

fn marks(d: &Value) -> Vec<Mark> {
    let mut all = Vec::new();
    let id = text(d, "id");
    let mut add = |class, e: &Value| {
        if e.is_object() {
            all.push(Mark { start: count(e, "start"), end: count(e, "end"), class });
        }
    };
    let sides = ["cites.edges", "citedBy.edges"].into_iter().flat_map(|s| list(d, s));
    sides.filter(|r| text(r, "saidBy.id") == id).for_each(|r| add("relation", at(r, "evidence")));
    for t in list(d, "tasks.nodes") {
        add("task", at(t, "evidence"));
        add("due", at(t, "deadlineEvidence"));
    }
    let statements = list(d, "projects.nodes").iter().flat_map(|p| list(p, "statements"));
    statements
        .filter(|s| text(s, "document.id") == id)
        .flat_map(|s| list(s, "evidence"))
        .for_each(|e| add("project", e));
    list(d, "targets.nodes").iter().for_each(|t| add("target", at(t, "evidence")));
    list(d, "budget").iter().for_each(|l| add("target", at(l, "amount.evidence")));
    list(d, "recipients").iter().for_each(|r| add("recipient", at(r, "evidence")));
    // A heading is a place to go to: its first letter is enough.
    let first = |s: &Value| Mark { start: count(s, "start"), end: count(s, "start") + 1, class: "heading" };
    all.extend(list(d, "sections").iter().map(first));
    all
}

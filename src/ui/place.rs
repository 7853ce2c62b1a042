//! The page of a place: what it became or came from, its documents, agencies and projects; those of the units it took
//! over from are counted in when asked for.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::lists::brief;
use super::relations::agency_link;
use super::words::{called, day, figure};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Words for what a unit is, before its name.
const SORTS: &[&str] =
    &["thành phố ", "tỉnh ", "quận ", "huyện ", "thị xã ", "phường ", "xã ", "thị trấn ", "đặc khu "];

/// Renders the page of the place with a key.
pub(super) async fn body(schema: &Schema, view: &View, id: &str) -> Result<Body, Trouble> {
    let found = ask(schema, include_str!("documents/place.graphql"), json!({ "id": id })).await?;
    let place = at(&found, "node");
    if text(place, "id").is_empty() {
        return Err(Trouble::NotFound);
    }
    let before: Vec<&Value> = list(place, "predecessors").iter().collect();
    let rolled = view.get("before").is_some();
    let mut names = vec![territory(place)];
    if rolled {
        names.extend(before.iter().map(|p| territory(p)));
    }
    let cited = view.get("cited").is_some();
    let variables = json!({ "names": names, "held": !cited });
    let data = ask(schema, include_str!("documents/of-place.graphql"), variables).await?;
    let main = html! {
        (header(view, place, &before))
        (filters(view, !before.is_empty(), rolled, cited))
        p { (shell::looked_at(view, at(&data, "corpus"))) " " a href=(view.to("/paths", &[("from", id)])) { (view.say("Đường nối đến…", "Paths to…")) } }
        section #documents {
            h2 { (view.say("Văn bản", "Documents")) " " small { (figure(view, count(&data, "documents.totalCount"))) } }
            @if list(&data, "documents.nodes").is_empty() { p { (view.say("Không có văn bản nào như vậy.", "No such document.")) } }
            ul.results { @for d in list(&data, "documents.nodes") { li { (brief(view, d)) } } }
        }
        (agencies(view, at(&data, "agencies")))
        (projects(view, at(&data, "projects")))
    };
    Ok(Body { title: text(place, "name").to_owned(), main })
}

/// Returns how documents name the territory: "Bảo Yên, Lào Cai".
fn territory(place: &Value) -> String {
    let own = bare(text(place, "name"));
    match text(place, "parent.name") {
        "" => own.to_owned(),
        parent => format!("{own}, {}", bare(parent)),
    }
}

fn bare(name: &str) -> &str {
    SORTS.iter().find_map(|sort| name.strip_prefix(sort)).unwrap_or(name)
}

fn header(view: &View, p: &Value, before: &[&Value]) -> Markup {
    let link = |p: &Value| html! { a href=(view.thing("l", text(p, "id"))) { (text(p, "name")) } };
    html! {
        header.thing {
            p.eyebrow { (view.say("Địa bàn", "Place")) @if !text(p, "level").is_empty() { " · " (called(view, text(p, "level"))) } }
            h1 { (text(p, "name")) }
            dl {
                @if at(p, "parent").is_object() { div { dt { (view.say("Thuộc", "Part of")) } dd { (link(at(p, "parent"))) } } }
                @if !text(p, "validFrom").is_empty() { div { dt { (view.say("Từ ngày", "Since")) } dd { (day(text(p, "validFrom"))) } } }
                @if !text(p, "validTo").is_empty() { div { dt { (view.say("Đến ngày", "Until")) } dd { (day(text(p, "validTo"))) } } }
                @if !list(p, "successors").is_empty() { div { dt { (view.say("Nay là", "Now")) } dd {
                    @for s in list(p, "successors") { (link(s)) " " small { (view.say("từ", "from")) " " (day(text(s, "on"))) ", " (text(s, "instrument")) } " " } } } }
                @if !before.is_empty() { div { dt { (view.say("Trước là", "Formerly")) } dd {
                    @for (i, b) in before.iter().enumerate() { @if i > 0 { "; " } (link(b)) } } } }
            }
        }
    }
}

fn filters(view: &View, has_before: bool, rolled: bool, cited: bool) -> Markup {
    html! {
        form.filters method="get" data-auto="" {
            (shell::language_field(view))
            @if has_before { label { input type="checkbox" name="before" value="1" checked[rolled]; " " (view.say("gồm các đơn vị trước sáp nhập", "with the units it took over from")) } }
            label { input type="checkbox" name="cited" value="1" checked[cited]; " " (view.say("văn bản chỉ được dẫn", "documents only cited")) }
            button { (view.say("Xem", "Show")) }
        }
    }
}

fn agencies(view: &View, all: &Value) -> Markup {
    html! { @if !list(all, "nodes").is_empty() { section #agencies {
        h2 { (view.say("Cơ quan", "Agencies")) " " small { (figure(view, count(all, "totalCount"))) } }
        ul.run { @for a in list(all, "nodes") { li { (agency_link(view, a)) " " small { (figure(view, count(a, "tasks.totalCount"))) " " (view.say("nhiệm vụ", "tasks")) } } } }
    } } }
}

fn projects(view: &View, all: &Value) -> Markup {
    html! { @if !list(all, "nodes").is_empty() { section #projects {
        h2 { (view.say("Dự án", "Projects")) " " small { (figure(view, count(all, "totalCount"))) } }
        ul.run { @for p in list(all, "nodes") { li { a href=(view.thing("p", text(p, "id"))) { (text(p, "name")) } " " small { (called(view, text(p, "kind"))) } } } }
    } } }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_is_named_with_its_province() {
        let place = json!({ "name": "huyện Bảo Yên", "parent": { "name": "tỉnh Lào Cai" } });
        assert_eq!(territory(&place), "Bảo Yên, Lào Cai");
        assert_eq!(territory(&json!({ "name": "thành phố Đà Nẵng", "parent": null })), "Đà Nẵng");
    }
}

//! The list of documents, chosen by level, sort, territory, years and whether the text is held.

use maud::{Markup, html};
use serde_json::{Map, Value, json};

use super::address::View;
use super::ask::{ask, at, count, list, text};
use super::lists::{brief, next};
use super::words::{LEVELS, TYPES, called, figure};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Orders: value in the address, field, direction, Vietnamese, English.
const ORDERS: &[(&str, &str, &str, &str, &str)] = &[
    ("level", "LEVEL", "ASC", "cấp ban hành", "level"),
    ("newest", "ISSUED_ON", "DESC", "mới trước", "newest first"),
    ("oldest", "ISSUED_ON", "ASC", "cũ trước", "oldest first"),
    ("cited", "MENTIONS", "DESC", "được dẫn nhiều trước", "most cited first"),
    ("number", "NUMBER", "ASC", "số", "number"),
];

/// Lists documents, from the centre down when nothing is said.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let order = ORDERS.iter().find(|(name, ..)| view.get("order") == Some(name)).or(ORDERS.first());
    let (field, way) = order.map_or(("LEVEL", "ASC"), |(_, field, way, ..)| (*field, *way));
    let mut variables = json!({ "where": chosen(view), "by": field, "way": way });
    if let Some(after) = view.get("after") {
        variables["after"] = json!(after);
    }
    let data = ask(schema, include_str!("documents/documents.graphql"), variables).await?;
    let all = at(&data, "documents");
    let title = view.say("Văn bản", "Documents");
    let main = html! {
        h1 { (title) " " small { (figure(view, count(all, "totalCount"))) } }
        (form(view, list(&data, "corpus.territories")))
        @if list(all, "nodes").is_empty() { p { (view.say("Không có văn bản nào như vậy.", "No such document.")) " " (shell::looked_at(view, at(all, "lookedAt"))) } }
        ul.results { @for d in list(all, "nodes") { li { (brief(view, d)) } } }
        (next(view, at(all, "pageInfo")))
    };
    Ok(Body { title: title.to_owned(), main })
}

/// The condition the address states; values the contract does not know are as if not said.
fn chosen(view: &View) -> Value {
    let mut all = Map::new();
    let known =
        |name: &str, table: &[(&str, &str, &str)]| view.get(name).filter(|v| table.iter().any(|(k, _, _)| k == v));
    if let Some(level) = known("level", LEVELS) {
        all.insert("level".to_owned(), json!({ "eq": level }));
    }
    if let Some(sort) = known("type", TYPES) {
        all.insert("type".to_owned(), json!({ "eq": sort }));
    }
    if let Some(province) = view.get("province") {
        all.insert("jurisdiction".to_owned(), json!({ "contains": province }));
    }
    match view.get("held") {
        Some("yes") => all.insert("held".to_owned(), json!({ "eq": true })),
        Some("no") => all.insert("held".to_owned(), json!({ "eq": false })),
        _ => None,
    };
    let year = |name: &str| view.get(name).and_then(|y| y.parse::<u16>().ok()).filter(|y| (1000..=9999).contains(y));
    let (since, until) = (year("since"), year("until"));
    if since.or(until).is_some() {
        let mut days = Map::new();
        days.extend(since.map(|y| ("gte".to_owned(), json!(format!("{y}-01-01")))));
        days.extend(until.map(|y| ("lte".to_owned(), json!(format!("{y}-12-31")))));
        all.insert("issuedOn".to_owned(), Value::Object(days));
    }
    Value::Object(all)
}

fn form(view: &View, territories: &[Value]) -> Markup {
    let any = view.say("tất cả", "all");
    let choice = |name: &str, says: &str, all: &[(&str, &str, &str)]| {
        html! {
            label { (says) " " select name=(name) { option value="" { (any) }
                @for (value, _, _) in all { option value=(value) selected[view.get(name) == Some(value)] { (called(view, value)) } } } }
        }
    };
    let held = [("yes", view.say("đang giữ", "held")), ("no", view.say("chỉ được dẫn", "only cited"))];
    html! {
        form.filters method="get" action="/documents" data-auto="" {
            (shell::language_field(view))
            (choice("level", view.say("Cấp", "Level"), LEVELS))
            (choice("type", view.say("Loại", "Type"), TYPES))
            label { (view.say("Địa bàn", "Territory")) " " select name="province" { option value="" { (any) }
                @for t in territories.iter().map(|t| text(t, "province")).filter(|t| !t.is_empty()) { option value=(t) selected[view.get("province") == Some(t)] { (t) } } } }
            @for (name, says) in [("since", view.say("Từ năm", "From year")), ("until", view.say("Đến năm", "To year"))] {
                label { (says) " " input type="number" name=(name) min="1900" max="2100" value=(view.get(name).unwrap_or_default()); } }
            label { (view.say("Bản văn", "Text")) " " select name="held" { option value="" { (any) }
                @for (value, says) in held { option value=(value) selected[view.get("held") == Some(value)] { (says) } } } }
            label { (view.say("Xếp theo", "Order")) " " select name="order" {
                @for (name, _, _, vi, en) in ORDERS { option value=(name) selected[view.get("order") == Some(name)] { (view.say(vi, en)) } } } }
            button { (view.say("Lọc", "Filter")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::language::Language;

    fn check(query: &str, wanted: &Value) {
        assert_eq!(chosen(&View::new("/documents", query, Language::English)), *wanted, "{query}");
    }

    #[test]
    fn the_address_says_which_documents() {
        check("", &json!({}));
        check("level=PROVINCE&held=no", &json!({ "level": { "eq": "PROVINCE" }, "held": { "eq": false } }));
        check("since=2019", &json!({ "issuedOn": { "gte": "2019-01-01" } }));
        check("level=KING&since=abc&until=99999&held=maybe", &json!({}));
    }
}

//! A picture and its relations as files to keep: SVG, a page for a report that needs nothing else, CSV, JSON. What they
//! show is what the page of the same address shows.

use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde_json::{Value, json};

use super::address::View;
use super::ask::{ask, at, count, text};
use super::chain::{Chain, chain};
use super::graph::centre;
use super::picture::{Picture, alone};
use super::scope::Scope;
use super::walk::{Part, walk};
use super::words::{called, day, name_of};
use super::{HTML, Page, Trouble, shell};
use crate::api::Schema;

const SITE: &str = include_str!("app.css");
const PICTURE: &str = include_str!("picture.css");
/// How a page for a report looks beside its picture.
const REPORT: &str = "body{font:15px/1.5 sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1d2129}table{border-collapse:collapse;width:100%}th,td{border:1px solid #d5dae2;padding:.3rem .5rem;text-align:left;vertical-align:top}.picture{overflow-x:auto}@media print{.picture svg{max-width:100%;height:auto}}";

/// Returns the file of an address, when that is one.
pub(super) async fn file(schema: &Schema, view: &View, format: &str) -> Result<Page, Trouble> {
    let centre = centre(schema, view).await?;
    if centre.documents.is_empty() {
        return Err(Trouble::NotFound);
    }
    let scope = Scope::read(view, centre.depth(), centre.kinds());
    let part = walk(schema, &scope, &centre.documents, centre.ways()).await?;
    let projects: Vec<&Value> = centre.projects.iter().collect();
    let picture = chain(view, Chain { scope: &scope, part: &part, centre: &centre.documents, things: &projects });
    let (media_type, body) = match format {
        "svg" => {
            ("image/svg+xml", format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}", drawn(&picture).into_string()))
        }
        "csv" => ("text/csv; charset=utf-8", rows(&part)?),
        "json" => (
            "application/json",
            format!(
                "{:#}\n",
                json!({ "documents": part.documents, "relations": part.relations, "truncated": part.truncated })
            ),
        ),
        _ => {
            let window = ask(schema, "{ corpus { held from to } }", json!({})).await?;
            (HTML, report(view, &centre.names, &picture, &part, at(&window, "corpus")).into_string())
        }
    };
    Ok(Page { status: 200, media_type, body, file_name: Some(format!("luocdo.{format}")) })
}

fn drawn(picture: &Picture) -> Markup {
    alone(picture, &resolved(PICTURE, SITE))
}

/// Writes the relations one a line, each with its words and their place.
fn rows(part: &Part) -> Result<String, Trouble> {
    let refused = |e: &dyn std::fmt::Display| Trouble::Refused(e.to_string());
    let mut out = csv::Writer::from_writer(Vec::new());
    let head = [
        "actor",
        "actor_number",
        "actor_title",
        "relation",
        "object",
        "object_number",
        "object_title",
        "said_by",
        "quote",
        "start",
        "end",
        "line",
    ];
    out.write_record(head).map_err(|e| refused(&e))?;
    for r in &part.relations {
        let place =
            ["start", "end", "line"].map(|n| at(r, "evidence").get(n).map(Value::to_string).unwrap_or_default());
        let said = [
            "actor.id",
            "actor.number",
            "actor.title",
            "kind",
            "object.id",
            "object.number",
            "object.title",
            "saidBy.id",
            "evidence.quote",
        ];
        let fields = said.iter().map(|n| guarded(text(r, n))).chain(place);
        out.write_record(fields).map_err(|e| refused(&e))?;
    }
    let bytes = out.into_inner().map_err(|e| refused(&e))?;
    String::from_utf8(bytes).map_err(|e| refused(&e))
}

/// Keeps a spreadsheet from taking what a document says for a formula.
fn guarded(said: &str) -> String {
    if said.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{said}") } else { said.to_owned() }
}

fn report(view: &View, names: &[String], picture: &Picture, part: &Part, window: &Value) -> Markup {
    let title = format!("{}: {}", view.say("Lược đồ", "Chain"), names.join(", "));
    html! {
        (DOCTYPE)
        html lang=(view.language.tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(REPORT)) }
            }
            body {
                h1 { (title) }
                p { (shell::looked_at(view, window)) @if part.truncated { " " (view.say("Còn văn bản khác, không vẽ hết.", "There are more documents than are drawn.")) } }
                div.picture { (drawn(picture)) }
                h2 { (view.say("Các quan hệ, với nguyên văn", "The relations, in the words that state them")) }
                table {
                    thead { tr { th scope="col" { "#" } th scope="col" { (view.say("Văn bản", "Document")) } th scope="col" { (view.say("Quan hệ", "Relation")) } th scope="col" { (view.say("Với văn bản", "With document")) } th scope="col" { (view.say("Nguyên văn", "Words")) } th scope="col" { (view.say("Trong", "In")) } } }
                    tbody { @for (i, r) in part.relations.iter().enumerate() { tr {
                        td { (i + 1) } td { (name_of(view, at(r, "actor"))) } td { (called(view, text(r, "kind"))) } td { (name_of(view, at(r, "object"))) }
                        td { "“" (text(r, "evidence.quote").split_whitespace().collect::<Vec<_>>().join(" ")) "”" }
                        td { (name_of(view, at(r, "saidBy"))) ", " (view.say("dòng", "line")) " " (count(r, "evidence.line")) }
                    } } }
                }
                h2 { (view.say("Các văn bản", "The documents")) }
                ul { @for d in &part.documents { li { b { (name_of(view, d)) } " " @if !text(d, "number").is_empty() { (text(d, "title")) } " (" (text(d, "issuer")) @if !text(d, "issuedOn").is_empty() { ", " (day(text(d, "issuedOn"))) } ")" } } }
            }
        }
    }
}

/// Writes the values of a style's variables, as the first block of another style gives them, in their place.
fn resolved(style: &str, values: &str) -> String {
    let block = values.split_once(":root {").and_then(|(_, rest)| rest.split_once('}')).map_or("", |(block, _)| block);
    let values = block.split(';').filter_map(|v| v.split_once(':')).filter(|(n, _)| n.trim().starts_with("--"));
    values.fold(style.to_owned(), |style, (name, value)| style.replace(&format!("var({})", name.trim()), value.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_alone_needs_no_variable() {
        let style = resolved(PICTURE, SITE);
        assert!(!style.contains("var("), "{style}");
        assert!(style.contains("fill: #1d2129"), "the colours of the light page: {style}");
    }

    #[test]
    fn a_spreadsheet_takes_words_for_words() {
        assert_eq!(
            (guarded("=1+1"), guarded("23-NQ/TW"), guarded("- thực hiện")),
            ("'=1+1".into(), "23-NQ/TW".into(), "'- thực hiện".into())
        );
    }
}

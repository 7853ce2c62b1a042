//! Check a draft: each citation of a pasted text marked in it, with what it means, whether that still stands, and what
//! to write instead.

use maud::{Markup, html};
use serde_json::{Value, json};

use super::address::{View, anchor};
use super::ask::{ask, at, count, list, text};
use super::marked::{Mark, marked};
use super::relations::{document_link, quoted};
use super::words::{PROBLEMS, called, cut, day, figure};
use super::{Body, Trouble, shell};
use crate::api::Schema;

/// Renders the form, and the citations of what was pasted.
pub(super) async fn body(schema: &Schema, view: &View) -> Result<Body, Trouble> {
    let title = view.say("Soát dự thảo", "Check a draft");
    // Browsers send lines ended by two characters.
    let draft = view.get("text").map(|t| t.replace("\r\n", "\n"));
    let answer = match &draft {
        Some(draft) => Some(asked(schema, view, draft).await),
        None => None,
    };
    let main = html! {
        h1 { (title) }
        p { (view.say("Dán dự thảo vào đây: mỗi căn cứ, mỗi văn bản được dẫn sẽ được tìm trong kho, xem còn hiệu lực không, ngày có khớp không. Nội dung không được lưu lại.", "Paste a draft: each document it cites is looked for, whether it still stands and whether its date agrees. Nothing is kept.")) }
        @match &answer {
            None => {},
            Some(Ok(data)) => (shown(view, at(data, "checkText"), draft.as_deref().unwrap_or_default())),
            Some(Err(e)) => p.trouble role="alert" { (view.say("Không trả lời được: ", "Cannot be answered: ")) (e) },
        }
        (form(view, draft.as_deref()))
    };
    Ok(Body { title: title.to_owned(), main })
}

async fn asked(schema: &Schema, view: &View, draft: &str) -> Result<Value, Trouble> {
    let mut variables = json!({ "text": draft });
    if let Some(day) = view.get("asOf") {
        variables["asOf"] = json!(day);
    }
    ask(schema, include_str!("documents/check.graphql"), variables).await
}

fn form(view: &View, draft: Option<&str>) -> Markup {
    html! {
        form.draft method="post" action=(view.to("/check", &[])) {
            label for="draft" { (view.say("Dự thảo", "Draft")) }
            textarea #draft name="text" rows=(if draft.is_some() { 8 } else { 16 }) required spellcheck="false" { (draft.unwrap_or_default()) }
            p.buttons {
                label { (view.say("Hiệu lực đến ngày", "In force on")) " " input type="date" name="asOf" value=(view.get("asOf").unwrap_or_default()); } " "
                button { (view.say("Soát", "Check")) }
            }
        }
    }
}

fn shown(view: &View, c: &Value, draft: &str) -> Markup {
    let all = list(c, "citations");
    let marks: Vec<Mark> = all
        .iter()
        .map(|c| {
            let e = at(c, "evidence");
            Mark { start: count(e, "start"), end: count(e, "end"), class: class(c) }
        })
        .collect();
    html! {
        p role="status" { b { (figure(view, count(c, "totalCount"))) } " " (view.say("chỗ dẫn văn bản,", "citations,")) " " b { (figure(view, count(c, "withProblems"))) } " " (view.say("chỗ cần xem lại.", "to be looked at.")) " " (shell::looked_at(view, at(c, "lookedAt"))) }
        @if all.is_empty() { p { (view.say("Không thấy văn bản nào được dẫn trong đoạn này.", "No document is cited in this text.")) } }
        @else {
            (table(view, all))
            section { h2 { (view.say("Trong dự thảo", "In the draft")) }
                p.legend { mark.fine { (view.say("khớp", "agrees")) } " " mark.doubt { (view.say("cần xem", "to be looked at")) } " " mark.wrong { (view.say("đã bị thay thế, bãi bỏ hoặc sai ngày", "replaced, repealed or misdated")) } }
                div.source lang="vi" { (marked(draft, &marks)) } }
        }
    }
}

fn table(view: &View, all: &[Value]) -> Markup {
    html! { div.wide { table {
        thead { tr { th scope="col" { (view.say("Chỗ dẫn", "Citation")) } th scope="col" { (view.say("Là văn bản", "Document")) }
            th scope="col" { (view.say("Cần xem", "To be looked at")) } th scope="col" { (view.say("Nên viết", "Write instead")) } } }
        tbody { @for c in all { tr.(class(c)) {
            td { a.words href=(format!("#{}", anchor(count(c, "evidence.start"), count(c, "evidence.end")))) { (cut(&spaced(text(c, "evidence.quote")), 160)) } " " small { (view.say("dòng", "line")) " " (count(c, "evidence.line")) } }
            td { (meant(view, c)) }
            td { (problems(view, c)) }
            td { (cut(&spaced(text(c, "suggestion")), 220)) }
        } } }
    } } }
}

fn meant(view: &View, c: &Value) -> Markup {
    let d = at(c, "document");
    html! {
        @if d.is_object() {
            (document_link(view, d)) " "
            small { (text(d, "issuer")) @if !text(d, "issuedOn").is_empty() { ", " (day(text(d, "issuedOn"))) } }
            p { small { (called(view, text(c, "state"))) ". " (called(view, text(c, "status.force"))) @if !text(c, "status.since").is_empty() { " " (view.say("từ", "since")) " " (day(text(c, "status.since"))) } } }
        } @else { small { (called(view, text(c, "state"))) } }
        @if !list(c, "candidates").is_empty() { ul { @for d in list(c, "candidates") { li { (document_link(view, d)) " " small { (text(d, "issuer")) " " (day(text(d, "issuedOn"))) } } } } }
        @for r in list(c, "replacedBy") { p { (view.say("Thay bởi", "Replaced by")) " " (document_link(view, at(r, "actor"))) ": " (quoted(view, text(r, "saidBy.id"), at(r, "evidence"))) } }
    }
}

fn problems(view: &View, c: &Value) -> Markup {
    let all = list(c, "problems");
    html! {
        @if all.is_empty() { (view.say("Không", "Nothing")) }
        @else { ul.plain { @for p in all { li { (called(view, p.as_str().unwrap_or_default())) } } } }
    }
}

/// How bad the worst of a citation is.
fn class(c: &Value) -> &'static str {
    let worst = list(c, "problems")
        .iter()
        .filter_map(|p| PROBLEMS.iter().position(|(name, _, _)| p.as_str() == Some(name)))
        .min();
    match worst {
        None => "fine",
        Some(place) if place < WRONG => "wrong",
        Some(_) => "doubt",
    }
}

/// How many of the problems, from the first, make a citation wrong.
const WRONG: usize = 5;

fn spaced(said: &str) -> String {
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

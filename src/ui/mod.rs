//! The explorer: pages rendered from GraphQL documents run in process, so that they read and link without a script;
//! it never sees the graph.

mod address;
mod agency;
mod ask;
mod cascade;
mod chain;
mod check;
mod console;
mod coverage;
mod discrepancy;
mod document;
mod documents;
mod graph;
mod home;
mod language;
pub mod layout;
mod lists;
mod marked;
mod overview;
mod paths;
mod picture;
mod place;
mod project;
mod relations;
mod scope;
mod search;
mod shell;
mod takeaway;
mod tasks;
mod tiles;
mod walk;
mod words;

use address::{View, decode};
use maud::Markup;

use crate::api::Schema;
use language::Language;

/// The GraphQL documents that scripts of the pages send, letter by letter.
pub const SCRIPTED: &[&str] = &[
    "query Suggest($q: String!) { search(query: $q, first: 10, where: { kind: { in: [DOCUMENT, AGENCY, PROJECT] } }) { nodes { kind name document { id number title } node { __typename ... on Agency { id } ... on Project { id } } } } }",
];

/// The forms a picture is taken away in.
const FILES: &[&str] = &["svg", "html", "csv", "json"];
const HTML: &str = "text/html; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// What a reader asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The path, percent-encoded as it came.
    pub path: &'a str,
    /// What stands after the question mark.
    pub query: &'a str,
    /// What was sent in the body, written as a query is.
    pub form: &'a str,
    /// The languages the reader prefers, as the browser says them.
    pub accept_language: &'a str,
}

/// A file or page of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// The status of HTTP.
    pub status: u16,
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub body: String,
    /// What it is called when it is to be kept, not shown.
    pub file_name: Option<String>,
}

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
enum Trouble {
    /// Nothing has this address.
    #[error("nothing is here")]
    NotFound,
    /// The schema refused, with its words.
    #[error("{0}")]
    Refused(String),
}

/// What a page consists of below the head that all share.
#[derive(Debug)]
struct Body {
    title: String,
    main: Markup,
}

/// Answers for an address: a file in the binary, a page, or the page that says what is wrong.
pub async fn respond(schema: &Schema, asked: Asked<'_>) -> Page {
    if let Some(page) = asset(asked.path) {
        return page;
    }
    let language = Language::choose(asked.query, asked.accept_language);
    let view = View::new(asked.path, asked.query, language).with_form(asked.form);
    if let Some(format) = asked.path.strip_prefix("/graph.").filter(|f| FILES.contains(f)) {
        match takeaway::file(schema, &view, format).await {
            Ok(page) => return page,
            Err(trouble) => return failed(&view, &trouble),
        }
    }
    let (status, body) = match body(schema, &view, asked.path).await {
        Ok(body) => (200, body),
        Err(trouble) => return failed(&view, &trouble),
    };
    Page { status, media_type: HTML, body: shell::page(&view, &body).into_string(), file_name: None }
}

fn failed(view: &View, trouble: &Trouble) -> Page {
    let (status, body) = shell::trouble(view, trouble);
    Page { status, media_type: HTML, body: shell::page(view, &body).into_string(), file_name: None }
}

async fn body(schema: &Schema, view: &View, path: &str) -> Result<Body, Trouble> {
    let path = decode(path, false);
    let mut parts = path.trim_start_matches('/').splitn(2, '/');
    match (parts.next().unwrap_or_default(), parts.next().unwrap_or_default()) {
        ("", "") => home::body(schema, view).await,
        ("d", id) if !id.is_empty() => document::body(schema, view, id).await,
        ("a", id) if !id.is_empty() => agency::body(schema, view, id).await,
        ("p", id) if !id.is_empty() => project::body(schema, view, id).await,
        ("console", "") => Ok(console::body(view)),
        ("l", id) if !id.is_empty() => place::body(schema, view, id).await,
        ("overview", "") => overview::body(schema, view).await,
        ("graph", "") => graph::body(schema, view).await,
        ("search", "") => search::body(schema, view).await,
        ("check", "") => check::body(schema, view).await,
        ("coverage", "") => coverage::body(schema, view).await,
        ("places", "") => lists::places(schema, view).await,
        ("paths", "") => paths::body(schema, view).await,
        ("discrepancies", "") => discrepancy::body(schema, view).await,
        ("missing", "") => lists::missing(schema, view).await,
        ("documents", "") => documents::body(schema, view).await,
        ("agencies", "") => lists::agencies(schema, view).await,
        ("projects", "") => lists::projects(schema, view).await,
        _ => Err(Trouble::NotFound),
    }
}

fn asset(path: &str) -> Option<Page> {
    let (media_type, body) = match path {
        "/console.js" => (SCRIPT, include_str!("console/console.js")),
        "/console-answer.js" => (SCRIPT, include_str!("console/answer.js")),
        "/console-docs.js" => (SCRIPT, include_str!("console/docs.js")),
        "/console-schema.js" => (SCRIPT, include_str!("console/schema.js")),
        "/console.css" => (STYLE, include_str!("console/console.css")),
        "/app.js" => (SCRIPT, include_str!("app.js")),
        "/app.css" => (STYLE, concat!(include_str!("app.css"), include_str!("picture.css"))),
        _ => return None,
    };
    Some(Page { status: 200, media_type, body: body.to_owned(), file_name: None })
}

#[cfg(test)]
mod tests;

//! The explorer: pages rendered from GraphQL documents run in process, so that they read and link without a script;
//! it never sees the graph.

mod address;
mod agency;
mod ask;
mod chain;
mod console;
mod document;
mod home;
mod language;
mod layout;
mod lists;
mod marked;
mod paths;
mod picture;
mod project;
mod relations;
mod shell;
mod tasks;
mod words;

use address::{View, decode};
use maud::Markup;

use crate::api::Schema;
use language::Language;

/// The GraphQL documents that scripts of the pages send, letter by letter.
pub const SCRIPTED: &[&str] = &[
    "query Suggest($q: String!) { search(query: $q, first: 8, where: { kind: { eq: DOCUMENT } }) { nodes { document { id number title held } } } }",
];

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// What a reader asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asked<'a> {
    /// The path, percent-encoded as it came.
    pub path: &'a str,
    /// What stands after the question mark.
    pub query: &'a str,
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
    let view = View::new(asked.path, asked.query, Language::choose(asked.query, asked.accept_language));
    let (status, body) = match body(schema, &view, asked.path).await {
        Ok(body) => (200, body),
        Err(trouble) => shell::trouble(&view, &trouble),
    };
    Page { status, media_type: "text/html; charset=utf-8", body: shell::page(&view, &body).into_string() }
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
        ("search", "") => lists::search(schema, view).await,
        ("paths", "") => paths::body(schema, view).await,
        ("discrepancies", "") => lists::discrepancies(schema, view).await,
        ("missing", "") => lists::missing(schema, view).await,
        ("documents", "") => lists::documents(schema, view).await,
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
        "/app.css" => (STYLE, include_str!("app.css")),
        _ => return None,
    };
    Some(Page { status: 200, media_type, body: body.to_owned() })
}

#[cfg(test)]
mod tests;

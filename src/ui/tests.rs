//! Pages from an empty graph: every document of the site is a valid question, and what a reader types is never markup.

use std::sync::Arc;

use super::*;
use crate::api;

async fn check(path: &str, query: &str, status: u16, has: &str) {
    let schema = api::schema(&Arc::default(), api::Options::default());
    let page = respond(&schema, Asked { path, query, ..Asked::default() }).await;
    assert_eq!(page.status, status, "{path}?{query}: {}", page.body);
    assert!(page.body.contains(has), "{path}?{query}: {}", page.body);
    assert!(!page.body.contains("<script>") && !page.body.contains("style="), "{path}?{query}");
}

#[tokio::test]
async fn pages_answer_from_an_empty_graph() {
    for path in [
        "/",
        "/search",
        "/paths",
        "/discrepancies",
        "/missing",
        "/documents",
        "/agencies",
        "/projects",
        "/places",
        "/coverage",
        "/check",
        "/graph",
        "/overview",
        "/console",
    ] {
        check(path, "", 200, "<html lang=\"vi\">").await;
        check(path, "lang=en", 200, "<html lang=\"en\">").await;
    }
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    for path in ["/d/x", "/a/x", "/p/x", "/l/x", "/d/", "/nowhere", "/search/more"] {
        check(path, "", 404, "Không có ở đây").await;
    }
    check("/missing", "after=nonsense", 400, "Không trả lời được").await;
    check("/paths", "from=a&to=b", 200, "Chưa tìm được đường").await;
}

#[tokio::test]
async fn what_is_typed_is_escaped() {
    let typed = "q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E";
    check("/search", typed, 200, "&quot;&gt;&lt;script&gt;").await;
    check("/paths", "from=%3Cscript%3E&to=%3Cb%3E", 200, "&lt;b&gt;").await;
    check("/console", "query=%3C/textarea%3E%3Cscript%3E&variables=%3Cb%3E", 200, "&lt;/textarea&gt;&lt;script&gt;")
        .await;
    check("/%3Cscript%3E", typed, 404, "Không có ở đây").await;
}

#[test]
fn scripts_send_the_documents_that_are_known() {
    let script = include_str!("app.js");
    for document in SCRIPTED {
        assert!(script.contains(document), "app.js does not send {document}");
    }
    assert_eq!(script.matches("\"query ").count(), SCRIPTED.len(), "app.js sends a document that is not known");
}

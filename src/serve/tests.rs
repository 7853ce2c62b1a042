//! The routes asked as clients ask them, without a socket.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tower::ServiceExt;

use super::graphql::MAX_BODY;
use super::reply::CSP;
use super::*;

fn app() -> Router {
    let settings = Settings { origins: vec!["https://example.org".to_owned()], ..Settings::default() };
    routes(Site::of(Arc::default(), settings.clone()), cors(&settings.origins).unwrap())
}

async fn send(request: Request<Body>) -> (StatusCode, HeaderMap, String) {
    let response = app().oneshot(request).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let body = response.into_body().collect().await.unwrap().to_bytes();
    (status, headers, String::from_utf8_lossy(&body).into_owned())
}

fn post(body: &str, accept: &str) -> Request<Body> {
    Request::post("/graphql")
        .header(header::CONTENT_TYPE, "application/json")
        .header(header::ACCEPT, accept)
        .body(Body::from(body.to_owned()))
        .unwrap()
}

#[tokio::test]
async fn the_page_allows_only_its_own_scripts() {
    for (path, status) in [("/", 200), ("/app.js", 200), ("/app.css", 200), ("/../Cargo.toml", 404)] {
        let answer = send(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.0.as_u16(), status, "{path}");
        assert_eq!(answer.1.get(header::CONTENT_SECURITY_POLICY).unwrap(), CSP, "{path}");
    }
}

#[tokio::test]
async fn the_status_goes_by_media_type_and_outcome() {
    let (good, bad) = (r#"{"query": "{ corpus { held } }"}"#, r#"{"query": "{ nothing }"}"#);
    for (body, accept, expected) in [
        (good, "application/graphql-response+json", 200),
        (good, "application/json", 200),
        (bad, "application/graphql-response+json", 400),
        (bad, "application/json", 200),
        ("not json", "application/json", 400),
        (good, "text/html", 406),
    ] {
        let (status, headers, text) = send(post(body, accept)).await;
        assert_eq!(status, expected, "{body} as {accept}: {text}");
        assert!(headers.contains_key("x-request-id"), "every answer has the number of its request");
        let has_data = serde_json::from_str::<Value>(&text).is_ok_and(|v| v.get("data").is_some());
        assert_eq!(has_data, body == good && expected == 200, "{text}");
    }
    let (status, ..) = send(post(&"x".repeat(MAX_BODY + 1), "application/json")).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn a_known_answer_is_not_sent_again() {
    let get = || Request::get("/graphql?query=%7Bcorpus%7Bheld%7D%7D");
    let (status, headers, _) = send(get().body(Body::empty()).unwrap()).await;
    let tag = headers.get(header::ETAG).cloned().unwrap();
    assert_eq!(status, 200);
    let (status, _, body) = send(get().header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap()).await;
    assert_eq!((status, body.as_str()), (StatusCode::NOT_MODIFIED, ""));
    let get = Request::get("/graphql?query=mutation%7Bcorpus%7Bheld%7D%7D").body(Body::empty()).unwrap();
    assert_eq!(send(get).await.0, StatusCode::METHOD_NOT_ALLOWED);
    let put = Request::put("/graphql").body(Body::empty()).unwrap();
    assert_eq!(send(put).await.0, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn an_export_is_a_file_with_a_type_or_a_reason() {
    for (path, status, media_type) in [
        ("/export/graphml", 200, "application/graphml+xml"),
        ("/export/csv?with=documents", 200, "text/csv; charset=utf-8; header=present"),
        ("/export/ttl", 200, "text/turtle; charset=utf-8"),
        ("/export/xls", 404, "application/json; charset=utf-8"),
        ("/export/json?kinds=CITES", 400, "application/json; charset=utf-8"),
        ("/export/json?roots=none", 400, "application/json; charset=utf-8"),
        ("/export/json?colour=red", 400, "application/json; charset=utf-8"),
    ] {
        let (got, headers, body) = send(Request::get(path).body(Body::empty()).unwrap()).await;
        assert_eq!(
            (got.as_u16(), headers.get(header::CONTENT_TYPE).unwrap().to_str().unwrap()),
            (status, media_type),
            "{path}: {body}"
        );
        assert_eq!(headers.contains_key(header::CONTENT_DISPOSITION), status == 200, "{path}");
        assert_eq!(body.contains("\"code\":\""), status != 200, "{path}: {body}");
    }
    let (_, headers, body) = send(Request::get("/export/json").body(Body::empty()).unwrap()).await;
    assert!(serde_json::from_str::<Value>(&body).is_ok_and(|v| v["nodes"].is_array()), "{body}");
    let tag = headers.get(header::ETAG).cloned().unwrap();
    let again = Request::get("/export/json").header(header::IF_NONE_MATCH, tag).body(Body::empty()).unwrap();
    assert_eq!(send(again).await.0, StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_document_is_kept_once_it_came_with_its_hash() {
    let app = app();
    let text = "{ corpus { held relations } }";
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": persisted::hash_of(text) } });
    let codes = |body: Value| {
        let app = app.clone();
        async move {
            let answer = app.oneshot(post(&body.to_string(), "application/json")).await.unwrap();
            let bytes = answer.into_body().collect().await.unwrap().to_bytes();
            serde_json::from_slice::<Value>(&bytes).unwrap()["errors"][0]["extensions"]["code"].clone()
        }
    };
    assert_eq!(codes(json!({ "extensions": extensions })).await, "PERSISTED_QUERY_NOT_FOUND");
    assert_eq!(codes(json!({ "extensions": extensions, "query": text })).await, Value::Null);
    assert_eq!(codes(json!({ "extensions": extensions })).await, Value::Null);
    let bad = "{ nothing }";
    let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": persisted::hash_of(bad) } });
    assert_eq!(codes(json!({ "extensions": extensions, "query": bad })).await, "VALIDATION_FAILED");
    assert_eq!(
        codes(json!({ "extensions": extensions })).await,
        "PERSISTED_QUERY_NOT_FOUND",
        "what is wrong is not kept"
    );
}

#[tokio::test]
async fn only_named_origins_may_ask_from_other_pages() {
    for (origin, allowed) in [("https://example.org", true), ("https://other.org", false)] {
        let request = Request::get("/health").header(header::ORIGIN, origin).body(Body::empty()).unwrap();
        let (_, headers, _) = send(request).await;
        assert_eq!(headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN), allowed, "{origin}");
    }
    let settings = Settings { origins: vec!["example".to_owned()], ..Settings::default() };
    assert!(cors(&settings.origins).is_err());
}

#[tokio::test]
async fn what_was_answered_is_counted() {
    let app = app();
    let answered = app.clone().oneshot(post(r#"{"query": "query a { corpus { held } }"}"#, "*/*")).await.unwrap();
    assert_eq!(answered.status(), 200);
    assert_eq!(app.clone().oneshot(post("[]", "*/*")).await.unwrap().status(), 400);
    let metrics = app.oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
    let text = metrics.into_body().collect().await.unwrap().to_bytes();
    let text = String::from_utf8_lossy(&text);
    assert!(text.contains("luocdo_requests_total{operation=\"a\",outcome=\"answered\"} 1"), "{text}");
    assert!(text.contains("luocdo_requests_total{operation=\"\",outcome=\"malformed\"} 1"), "{text}");
    assert!(text.contains("luocdo_errors_total{code=\"BAD_REQUEST\"} 1"), "{text}");
}

//! GraphQL over HTTP: which request is meant, in which media type it is answered, with which status; knows no sockets.

use axum::http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value, json};

use super::persisted::{Persisted, automatic, hash_in, hash_of};
use crate::api::{Asked, Outcome};

/// The media type of GraphQL answers.
const GRAPHQL: &str = "application/graphql-response+json";
/// The media type that older clients ask for.
const JSON: &str = "application/json";

/// In which media type an answer is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MediaType {
    /// `application/graphql-response+json`: the status says whether the request was run.
    Graphql,
    /// `application/json`: a request that is well formed is answered with 200, whatever its errors.
    Json,
}

impl MediaType {
    /// Returns the value of the header `Content-Type`.
    pub(super) fn header(self) -> &'static str {
        match self {
            Self::Graphql => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// Chooses from the header `Accept`: what it prefers, JSON when it does not care; none when it takes neither.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let accept = headers.get_all(header::ACCEPT);
        let mut ranges = accept.iter().filter_map(|v| v.to_str().ok()).flat_map(|v| v.split(',')).peekable();
        if ranges.peek().is_none() {
            return Some(Self::Json);
        }
        let mut best: Option<(u16, bool, Self)> = None;
        for range in ranges {
            let mut parts = range.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default().to_ascii_lowercase();
            let weight = parts.find_map(|p| p.strip_prefix("q=")).map_or(1000, weight_of);
            let (media_type, named) = match name.as_str() {
                GRAPHQL => (Self::Graphql, true),
                JSON => (Self::Json, true),
                "*/*" | "application/*" => (Self::Json, false),
                _ => continue,
            };
            let offered = (weight, named && media_type == Self::Graphql, media_type);
            if weight > 0 && best.is_none_or(|(w, g, _)| (w, g) < (offered.0, offered.1)) {
                best = Some(offered);
            }
        }
        best.map(|(.., media_type)| media_type)
    }

    /// Returns the status of an answer.
    pub(super) fn status(self, outcome: Outcome, may_only_read: bool) -> StatusCode {
        match (outcome, self) {
            (Outcome::NotAQuery, _) if may_only_read => StatusCode::METHOD_NOT_ALLOWED,
            (Outcome::Answered, _) | (_, Self::Json) => StatusCode::OK,
            (Outcome::Refused | Outcome::NotAQuery, Self::Graphql) => StatusCode::BAD_REQUEST,
        }
    }
}

fn weight_of(text: &str) -> u16 {
    let weight = text.parse::<f32>().unwrap_or(1.0).clamp(0.0, 1.0);
    // A weight has three digits: the comparison is of whole thousandths.
    (0..=1000).find(|n| f32::from(*n) >= weight * 1000.0).unwrap_or(1000)
}

/// The code of a hash that no document is known by.
const NOT_FOUND: &str = "PERSISTED_QUERY_NOT_FOUND";

/// Why a request is not one: the status and what to do about it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed {
    pub(super) status: StatusCode,
    pub(super) code: &'static str,
    pub(super) message: String,
}

impl Malformed {
    pub(super) fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    fn bad(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "BAD_REQUEST", message)
    }

    /// Returns the status in a media type: a hash that is not known is an everyday answer where errors have status 200.
    pub(super) fn status_in(&self, media_type: MediaType) -> StatusCode {
        if self.code == NOT_FOUND && media_type == MediaType::Json { StatusCode::OK } else { self.status }
    }

    /// Returns the body that says so.
    pub(super) fn body(&self) -> String {
        json!({ "errors": [{ "message": self.message, "extensions": { "code": self.code } }] }).to_string()
    }
}

/// Reads the parameters of a GET request.
pub(super) fn asked_by_get(parameters: &[(String, String)]) -> Result<Map<String, Value>, Malformed> {
    let mut request = Map::new();
    for (name, value) in parameters {
        let value = match name.as_str() {
            "query" | "operationName" | "documentId" | "hash" => Value::String(value.clone()),
            "variables" | "extensions" if value.is_empty() => continue,
            "variables" | "extensions" => serde_json::from_str(value)
                .map_err(|e| Malformed::bad(format!("the parameter `{name}` is not JSON: {e}")))?,
            _ => continue,
        };
        request.insert(name.clone(), value);
    }
    Ok(request)
}

/// Reads the body of a POST request.
pub(super) fn asked_by_post(headers: &HeaderMap, body: &[u8]) -> Result<Map<String, Value>, Malformed> {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mut parts = media_type.split(';').map(|p| p.trim().to_ascii_lowercase());
    let is_json = parts.next().as_deref() == Some(JSON);
    let is_utf8 = parts.all(|p| p.strip_prefix("charset=").is_none_or(|c| c.trim_matches('"') == "utf-8"));
    if !is_json || !is_utf8 {
        let message = "send the request as JSON in UTF-8, with `content-type: application/json`";
        return Err(Malformed::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "BAD_REQUEST", message));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(request)) => Ok(request),
        Ok(Value::Array(_)) => Err(Malformed::bad("send one request at a time: a list of requests is not taken")),
        Ok(_) => Err(Malformed::bad("the body must be a JSON object with `query`")),
        Err(e) => Err(Malformed::bad(format!("the body is not JSON: {e}"))),
    }
}

/// A request with the document it names.
#[derive(Debug)]
pub(super) struct Meant {
    pub(super) asked: Asked,
    /// Whether the document came with its hash, to be asked for by it from now on.
    pub(super) to_keep: bool,
}

/// Checks the members of a request and finds the document it names.
pub(super) fn asked_of(request: Map<String, Value>, persisted: &Persisted) -> Result<Meant, Malformed> {
    let mut asked = Asked::default();
    let (mut id, mut hash) = (None, None);
    for (name, value) in request {
        match (name.as_str(), value) {
            ("query", Value::String(query)) => asked.query = query,
            ("operationName", Value::String(name)) => asked.operation_name = Some(name),
            ("variables", Value::Object(variables)) => asked.variables = Value::Object(variables),
            ("documentId" | "hash", Value::String(given)) => id = Some(given),
            ("extensions", Value::Object(extensions)) => hash = automatic(&extensions).map_err(Malformed::bad)?,
            ("query" | "operationName" | "variables" | "extensions" | "documentId" | "hash", Value::Null) => {}
            ("query" | "operationName" | "documentId" | "hash", _) => {
                return Err(Malformed::bad(format!("`{name}` must be a string")));
            }
            ("variables" | "extensions", _) => return Err(Malformed::bad(format!("`{name}` must be an object"))),
            _ => {}
        }
    }
    let to_keep = hash.is_some() && !asked.query.is_empty();
    if let Some(id) = id {
        asked.query = by_id(persisted, &id, &asked.query)?;
    } else if let Some(hash) = hash {
        asked.query = by_hash(persisted, &hash, asked.query)?;
    }
    if asked.query.is_empty() {
        return Err(Malformed::bad("`query` is missing"));
    }
    if !persisted.allows(&asked.query) {
        let message = "this server runs known documents only: send `documentId` of one of them";
        return Err(Malformed::new(StatusCode::FORBIDDEN, "ONLY_PERSISTED", message));
    }
    Ok(Meant { asked, to_keep })
}

fn by_id(persisted: &Persisted, id: &str, query: &str) -> Result<String, Malformed> {
    let text = hash_in(id).and_then(|hash| persisted.find(hash)).ok_or_else(|| {
        let id: String = id.chars().take(100).collect();
        let message = format!("no document has the identifier `{id}`; it is `sha256:` and the SHA-256 of its text");
        Malformed::new(StatusCode::BAD_REQUEST, "UNKNOWN_DOCUMENT", message)
    })?;
    if !query.is_empty() && *query != *text {
        return Err(Malformed::bad("`documentId` names another document than `query` is: send one of them"));
    }
    Ok(text.to_string())
}

/// Finds a document as clients do that send its hash first, and the text only when it is not known.
fn by_hash(persisted: &Persisted, hash: &str, query: String) -> Result<String, Malformed> {
    if query.is_empty() {
        // Clients know these words, and send the text when they read them.
        let unknown = || Malformed::new(StatusCode::BAD_REQUEST, NOT_FOUND, "PersistedQueryNotFound");
        return persisted.find(hash).map(|text| text.to_string()).ok_or_else(unknown);
    }
    if hash_of(&query) != hash {
        let message = "`extensions.persistedQuery.sha256Hash` is not the SHA-256 of `query`";
        return Err(Malformed::new(StatusCode::BAD_REQUEST, "PERSISTED_QUERY_HASH_MISMATCH", message));
    }
    Ok(query)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_accept(accept: Option<&str>, expected: Option<MediaType>) {
        let mut headers = HeaderMap::new();
        if let Some(accept) = accept {
            headers.insert(header::ACCEPT, accept.parse().unwrap());
        }
        assert_eq!(MediaType::accepted(&headers), expected, "{accept:?}");
    }

    #[test]
    fn the_media_type_is_the_one_preferred() {
        check_accept(None, Some(MediaType::Json));
        check_accept(Some("*/*"), Some(MediaType::Json));
        check_accept(Some("application/graphql-response+json"), Some(MediaType::Graphql));
        check_accept(Some("application/json, application/graphql-response+json"), Some(MediaType::Graphql));
        check_accept(Some("application/graphql-response+json;q=0.5, application/json"), Some(MediaType::Json));
        check_accept(Some("text/html, application/json;q=0"), None);
        check_accept(Some("text/html, */*;q=0.1"), Some(MediaType::Json));
    }

    fn post(content_type: &str, body: &str) -> Result<Asked, StatusCode> {
        let none = Persisted::default();
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, content_type.parse().unwrap());
        let request = asked_by_post(&headers, body.as_bytes()).and_then(|r| asked_of(r, &none));
        request.map(|m| m.asked).map_err(|e| e.status)
    }

    #[test]
    fn a_request_is_read_or_refused_with_a_reason() {
        let query = r#"{"query": "{ corpus { held } }", "variables": null, "extensions": {}}"#;
        assert!(post("application/json; charset=utf-8", query).is_ok_and(|a| a.query == "{ corpus { held } }"));
        assert_eq!(post("text/plain", query).err(), Some(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        for bad in
            ["", "[]", "1", r#"{"query": 1}"#, r#"{"query": "{a}", "variables": "x"}"#, "{}", "{\"query\": \"\"}"]
        {
            assert_eq!(post("application/json", bad).err(), Some(StatusCode::BAD_REQUEST), "{bad}");
        }
    }

    const TEXT: &str = "{ corpus { held } }";

    #[track_caller]
    fn check(persisted: &Persisted, request: Value, expected: Result<bool, &str>) {
        let shown = request.to_string();
        let meant = match request {
            Value::Object(request) => asked_of(request, persisted),
            _ => panic!("{shown} is no object"),
        };
        assert_eq!(meant.map(|m| m.to_keep).map_err(|e| e.code), expected, "{shown}");
    }

    #[test]
    fn a_document_is_taken_by_its_identifier() {
        let known = Persisted::new([TEXT], false);
        let hash = hash_of(TEXT);
        check(&known, json!({ "documentId": format!("sha256:{hash}") }), Ok(false));
        check(&known, json!({ "documentId": hash, "query": TEXT }), Ok(false));
        check(&known, json!({ "hash": hash, "query": null }), Ok(false));
        check(&known, json!({ "documentId": hash, "query": "{ a }" }), Err("BAD_REQUEST"));
        check(&known, json!({ "documentId": hash_of("{ a }") }), Err("UNKNOWN_DOCUMENT"));
        check(&known, json!({ "documentId": "md5:1" }), Err("UNKNOWN_DOCUMENT"));
        check(&known, json!({ "documentId": 1 }), Err("BAD_REQUEST"));
        let by_get = asked_by_get(&[("hash".to_owned(), hash)]).unwrap();
        assert_eq!(asked_of(by_get, &known).unwrap().asked.query, TEXT);
    }

    #[test]
    fn a_hash_comes_first_and_the_text_when_it_is_not_known() {
        let persisted = Persisted::default();
        let extensions = |text: &str| json!({ "persistedQuery": { "version": 1, "sha256Hash": hash_of(text) } });
        check(&persisted, json!({ "extensions": extensions(TEXT) }), Err("PERSISTED_QUERY_NOT_FOUND"));
        check(&persisted, json!({ "extensions": extensions(TEXT), "query": TEXT }), Ok(true));
        persisted.keep(TEXT);
        check(&persisted, json!({ "extensions": extensions(TEXT) }), Ok(false));
        check(
            &persisted,
            json!({ "extensions": extensions("{ a }"), "query": TEXT }),
            Err("PERSISTED_QUERY_HASH_MISMATCH"),
        );
        check(&persisted, json!({ "extensions": { "persistedQuery": 1 }, "query": TEXT }), Err("BAD_REQUEST"));
        let unknown = asked_of(json!({ "extensions": extensions("{ b }") }).as_object().unwrap().clone(), &persisted);
        let status = |media_type| unknown.as_ref().unwrap_err().status_in(media_type).as_u16();
        assert_eq!((status(MediaType::Json), status(MediaType::Graphql)), (200, 400));
    }

    #[test]
    fn where_only_known_documents_run_others_are_refused() {
        let only = Persisted::new([TEXT], true);
        let extensions = json!({ "persistedQuery": { "version": 1, "sha256Hash": hash_of("{ a }") } });
        check(&only, json!({ "query": TEXT }), Ok(false));
        check(&only, json!({ "documentId": hash_of(TEXT) }), Ok(false));
        check(&only, json!({ "query": "{ a }" }), Err("ONLY_PERSISTED"));
        check(&only, json!({ "query": "{ a }", "extensions": extensions }), Err("ONLY_PERSISTED"));
        check(&only, json!({}), Err("BAD_REQUEST"));
    }
}

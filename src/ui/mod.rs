//! The first page, as files in the binary; its script talks GraphQL only.

/// A file of the first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its media type.
    pub media_type: &'static str,
    /// Its text.
    pub body: &'static str,
}

/// Returns the file at a path of the site.
pub fn asset(path: &str) -> Option<Asset> {
    let (media_type, body) = match path {
        "/" => ("text/html; charset=utf-8", include_str!("index.html")),
        "/app.js" => ("text/javascript; charset=utf-8", include_str!("app.js")),
        "/app.css" => ("text/css; charset=utf-8", include_str!("app.css")),
        _ => return None,
    };
    Some(Asset { media_type, body })
}

//! Addresses of the site: what a reader asked for, and links that keep the language; percent-encoding both ways.

use super::language::Language;

/// What a reader looks at: the page, what was asked of it, and the language.
#[derive(Clone, Debug)]
pub(super) struct View {
    pub(super) language: Language,
    path: String,
    pairs: Vec<(String, String)>,
    form: Vec<(String, String)>,
    /// The document whose page this is.
    reading: Option<String>,
}

impl View {
    pub(super) fn new(path: &str, query: &str, language: Language) -> Self {
        Self { language, path: path.to_owned(), pairs: pairs(query), form: Vec::new(), reading: None }
    }

    /// Adds what was sent in a form; links do not carry it on.
    pub(super) fn with_form(self, form: &str) -> Self {
        Self { form: pairs(form), ..self }
    }

    /// Makes it the page of a document: words in that are a place of this page.
    pub(super) fn reading(&self, document: &str) -> Self {
        Self { reading: Some(document.to_owned()), ..self.clone() }
    }

    /// Says something in the reader's language.
    pub(super) fn say(&self, vietnamese: &'static str, english: &'static str) -> &'static str {
        self.language.say(vietnamese, english)
    }

    /// Returns the first value of a parameter that is not blank.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let mut all = self.form.iter().chain(&self.pairs);
        all.find(|(n, v)| n == name && !v.trim().is_empty()).map(|(_, v)| v.trim())
    }

    /// Returns all values of a parameter.
    pub(super) fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(n, v)| n == name && !v.is_empty()).map(|(_, v)| v.as_str()).collect()
    }

    /// Returns this page's address with one value of a parameter added, or taken away when it is there.
    pub(super) fn here_toggled(&self, name: &str, value: &str) -> String {
        let is_it = |(n, v): &&(String, String)| n == name && v == value;
        let kept = self.pairs.iter().filter(|p| !is_it(p) && !p.1.is_empty());
        let mut query: Vec<String> = kept.map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        if !self.pairs.iter().any(|p| is_it(&p)) {
            query.push(format!("{}={}", encode(name), encode(value)));
        }
        format!("{}?{}", self.path, query.join("&"))
    }

    /// Returns another page with all that was asked of this one, after what is added in front.
    pub(super) fn moved_to(&self, path: &str, first: &[(&str, &str)]) -> String {
        let kept = self.pairs.iter().filter(|(n, v)| !v.is_empty() && !first.iter().any(|(f, _)| f == n));
        let kept = kept.map(|(n, v)| (n.as_str(), v.as_str()));
        let query: Vec<String> =
            first.iter().copied().chain(kept).map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        format!("{path}?{}", query.join("&"))
    }

    /// Returns this page's address without some parameters.
    pub(super) fn cleared(&self, names: &[&str]) -> String {
        let kept = self.pairs.iter().filter(|(n, v)| !names.contains(&n.as_str()) && !v.is_empty());
        let kept: Vec<(&str, &str)> = kept.map(|(n, v)| (n.as_str(), v.as_str())).collect();
        plain(&self.path, &kept)
    }

    /// Tells whether this is the page of a path.
    pub(super) fn is_at(&self, path: &str) -> bool {
        self.path == path
    }

    /// Returns the last part of the path, as something to search for.
    pub(super) fn last_words(&self) -> Option<String> {
        let words = decode(self.path.rsplit('/').next()?, false);
        (!words.trim().is_empty()).then_some(words)
    }

    /// Returns the language when the address names it, for forms.
    pub(super) fn named_language(&self) -> Option<&str> {
        self.get("lang")
    }

    /// Returns the address of a page of the site, with parameters, in the language that was asked for by name.
    pub(super) fn to(&self, path: &str, parameters: &[(&str, &str)]) -> String {
        let lang = self.named_language().map(|l| ("lang", l));
        let all = parameters.iter().copied().filter(|(_, v)| !v.is_empty()).chain(lang);
        let query: Vec<String> = all.map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
    }

    /// Returns the address of a document, agency, project or place: `room` is `d`, `a`, `p` or `l`.
    pub(super) fn thing(&self, room: &str, id: &str) -> String {
        self.to(&format!("/{room}/{}", encode(id)), &[])
    }

    /// Returns the address of words in a document. It names them twice: the part after # is not sent, and the page has to
    /// know what to mark.
    pub(super) fn words(&self, document: &str, start: u64, end: u64) -> String {
        if self.reading.as_deref() == Some(document) {
            return format!("#{}", anchor(start, end));
        }
        let page = self.to(&format!("/d/{}", encode(document)), &[("at", &format!("{start}-{end}"))]);
        format!("{page}#{}", anchor(start, end))
    }

    /// Returns this page's address with one parameter set anew, or without it when the value is blank.
    pub(super) fn here_with(&self, name: &str, value: &str) -> String {
        // Where a page of a list begins means nothing in another list.
        let kept = self.pairs.iter().filter(|(n, v)| n != name && n != "after" && !v.is_empty());
        let mut query: Vec<String> = kept.map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
        if !value.is_empty() {
            query.push(format!("{}={}", encode(name), encode(value)));
        }
        format!("{}?{}", self.path, query.join("&"))
    }
}

/// Reads two offsets: "12-34".
pub(super) fn span(said: &str) -> Option<(u64, u64)> {
    let (start, end) = said.split_once('-')?;
    Some((start.parse().ok()?, end.parse().ok()?)).filter(|(start, end)| start < end)
}

/// Returns the places of words that links of a page lead to.
pub(super) fn places(page: &str) -> Vec<(u64, u64)> {
    let places = page.split("href=\"#w").skip(1);
    places.filter_map(|rest| span(rest.split('"').next().unwrap_or_default())).collect()
}

/// Returns the name of the place of words in the page of their document.
pub(super) fn anchor(start: u64, end: u64) -> String {
    format!("w{start}-{end}")
}

/// Returns an address with parameters, and nothing else.
pub(super) fn plain(path: &str, parameters: &[(&str, &str)]) -> String {
    let query: Vec<String> = parameters.iter().map(|(n, v)| format!("{}={}", encode(n), encode(v))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// Encodes a value for a path segment or a query.
pub(super) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for b in text.bytes() {
        if b.is_ascii_alphanumeric() || b"-._~:".contains(&b) {
            out.push(char::from(b));
        } else {
            out.push_str(&format!("%{b:02X}"));
        }
    }
    out
}

/// Decodes a path or, with `plus`, a value of a form; what is not an escape stays, bytes that are no UTF-8 become U+FFFD.
pub(super) fn decode(text: &str, plus: bool) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let (byte, next) = match (first, after) {
            (b'%', [a, b, left @ ..]) => match (hex(*a), hex(*b)) {
                (Some(a), Some(b)) => (a * 16 + b, left),
                _ => (b'%', after),
            },
            (b'+', _) if plus => (b' ', after),
            _ => (*first, after),
        };
        bytes.push(byte);
        rest = next;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Reads the parameters of a query.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let pair = |p: &str| {
        let (name, value) = p.split_once('=').unwrap_or((p, ""));
        (decode(name, true), decode(value, true))
    };
    query.split('&').filter(|p| !p.is_empty()).map(pair).collect()
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|d| u8::try_from(d).ok())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_no_escape_stays() {
        for (text, wanted) in
            [("100%", "100%"), ("%zz", "%zz"), ("a+b", "a+b"), ("%", "%"), ("%C4%90", "Đ"), ("%FF", "\u{fffd}")]
        {
            assert_eq!(decode(text, false), wanted, "{text}");
        }
        assert_eq!(decode("a+b", true), "a b");
    }

    #[test]
    fn links_keep_the_language_that_was_named() {
        let view = View::new("/d/x", "lang=en&depth=2", Language::English);
        assert_eq!(view.thing("d", "23-NQ/TW"), "/d/23-NQ%2FTW?lang=en");
        assert_eq!(view.here_with("lang", "vi"), "/d/x?depth=2&lang=vi");
        assert_eq!(view.here_toggled("depth", "2"), "/d/x?lang=en");
        assert_eq!(view.moved_to("/graph.svg", &[("root", "x")]), "/graph.svg?root=x&lang=en&depth=2");
        let view = View::new("/", "", Language::English);
        assert_eq!(view.here_toggled("open", "a&b"), "/?open=a%26b");
        assert_eq!(view.thing("a", "hc:Sở?"), "/a/hc:S%E1%BB%9F%3F");
    }

    #[test]
    fn words_are_a_place_of_their_own_page_and_an_address_elsewhere() {
        let view = View::new("/d/x", "", Language::English);
        assert_eq!(view.words("x", 1, 9), "/d/x?at=1-9#w1-9");
        assert_eq!(view.reading("x").words("x", 1, 9), "#w1-9");
        assert_eq!(places("<a href=\"#w1-9\"><a href=\"#chain\"><a href=\"#w3-2\">"), [(1, 9)]);
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in "\\PC{0,40}") {
            prop_assert_eq!(decode(&encode(&text), false), text.clone());
            prop_assert_eq!(decode(&encode(&text), true), text);
        }
    }
}

//! Text and names in XML 1.0: escaped, and without the characters it cannot hold; knows no vocabulary.

use std::borrow::Cow;

/// Escapes text for content and attributes in double quotes; a character XML cannot hold becomes U+FFFD.
pub(super) fn escaped(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| replacement(c).is_some()) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match replacement(c) {
            Some(words) => out.push_str(words),
            None => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// Makes an `NMTOKEN` of a key, as identifiers must be: other characters as `_xHHHH_`.
pub(super) fn token(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    for c in key.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':') {
            out.push(c);
        } else {
            out.push_str(&format!("_x{:04X}_", u32::from(c)));
        }
    }
    out
}

fn replacement(c: char) -> Option<&'static str> {
    match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        // A reader would turn these to spaces or line feeds in an attribute.
        '\n' => Some("&#10;"),
        '\r' => Some("&#13;"),
        '\t' => Some("&#9;"),
        '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => Some("\u{fffd}"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_keeps_what_xml_can_hold() {
        assert_eq!(escaped("Sở Công Thương"), "Sở Công Thương");
        assert_eq!(
            escaped("a<b> & \"c\"\r\n\u{c}\u{0}]]>"),
            "a&lt;b&gt; &amp; &quot;c&quot;&#13;&#10;\u{fffd}\u{fffd}]]&gt;"
        );
    }

    #[test]
    fn a_key_becomes_a_token() {
        assert_eq!(token("vn:hc:ubnd.t10:ct:2020:4"), "vn:hc:ubnd.t10:ct:2020:4");
        assert_eq!(token("vn:nn:l:y?:a b@2025"), "vn:nn:l:y_x003F_:a_x0020_b_x0040_2025");
    }
}

//! String literals on one line, as Turtle and Cypher write them alike; leaves out formats with other escapes.

/// Writes a string between two marks; the mark, backslashes and control characters are escaped (RDF 1.1 Turtle, section
/// 6.4; openCypher 9, section 2.4).
pub(super) fn quoted(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push(mark);
    for c in text.chars() {
        match c {
            c if c == mark || c == '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push(mark);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, mark: char, expected: &str) {
        assert_eq!(quoted(text, mark), expected);
    }

    #[test]
    fn escapes_what_would_end_the_literal() {
        check("a\"b\\c\nd\u{1}", '"', "\"a\\\"b\\\\c\\nd\\u0001\"");
        check("a'b\"c", '\'', "'a\\'b\"c'");
    }
}

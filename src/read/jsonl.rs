//! One JSON object a line, one document each: which field holds the text, and what is said of it beside the text.

use serde_json::{Map, Value};

/// Fields that hold a document's words, the first found counts.
const TEXT: [&str; 10] =
    ["text", "content", "body", "noi_dung", "noidung", "full_text", "markdown", "content_html", "html", "toan_van"];
/// Fields that name a record.
const NAME: [&str; 12] =
    ["id", "_id", "name", "file", "slug", "url", "link", "number", "so_hieu", "so_ky_hieu", "document_number", "title"];
/// Fields that hold more fields about the record.
const NESTED: [&str; 3] = ["metadata", "meta", "attributes"];
/// Fields of metadata with the label a portal prints for each.
const LABELS: [(&str, &[&str]); 6] = [
    ("Số hiệu:", &["number", "so_hieu", "so_ky_hieu", "document_number"]),
    ("Loại văn bản:", &["type", "loai_van_ban", "document_type", "legal_type"]),
    ("Nơi ban hành:", &["issuer", "co_quan_ban_hanh", "noi_ban_hanh", "issuing_authority"]),
    ("Người ký:", &["signer", "signers", "nguoi_ky"]),
    ("Ngày ban hành:", &["issued_on", "ngay_ban_hanh", "date", "issuance_date", "issue_date"]),
    ("Trích yếu:", &["title", "trich_yeu"]),
];
/// Characters of a record's name; a longer one is no name.
const LONGEST_NAME: usize = 120;

/// One record: its name, if it has one, and its words below its metadata.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) name: Option<String>,
    pub(super) text: String,
}

/// Tells whether bytes hold one JSON object a line, from the file's name or from their first line.
pub(super) fn is_jsonl(name: &str, bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let first = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).find(|l| !l.is_empty()).unwrap_or_default();
    is_named(name) || (first.starts_with(b"{") && serde_json::from_slice::<Map<String, Value>>(first).is_ok())
}

/// Tells whether a file's name says that it holds one JSON object a line.
pub(super) fn is_named(name: &str) -> bool {
    let name = name.to_lowercase();
    [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"].iter().any(|e| name.ends_with(e))
}

/// Reads the records, each with its 1-based line; a line that is none says what is wrong with it.
pub(super) fn records(bytes: &[u8]) -> impl Iterator<Item = (usize, Result<Record, String>)> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let lines = bytes.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).enumerate().filter(|(_, l)| !l.is_empty());
    lines.map(|(i, line)| (i + 1, record(line)))
}

fn record(line: &[u8]) -> Result<Record, String> {
    // Characters are checked at once, not word by word.
    let read = simdutf8::basic::from_utf8(line).map_or_else(|_| serde_json::from_slice(line), serde_json::from_str);
    let mut object: Map<String, Value> = read.map_err(|e| format!("is no JSON object: {e}"))?;
    // What the record says itself goes before what its metadata says.
    for nested in NESTED {
        if let Some(Value::Object(inner)) = object.remove(nested) {
            for (key, value) in inner {
                object.entry(key).or_insert(value);
            }
        }
    }
    let body = field(&object, &TEXT).ok_or_else(|| format!("has no text; it is looked for in {}", TEXT.join(", ")))?;
    let mut text = String::new();
    for (label, fields) in LABELS {
        // What the text itself prints needs no second printing.
        if let Some(value) =
            field(&object, fields).map(|v| day_first(&one_line(&v))).filter(|v| !body.contains(v.as_str()))
        {
            text.push_str(&format!("{label} {value}\n\n"));
        }
    }
    text.push_str(&body);
    // A name becomes part of a file's name when facts are written out.
    let name = field(&object, &NAME).map(|n| one_line(&n).replace(['/', '\\', '\0'], "-"));
    let name = name.filter(|n| n.chars().count() <= LONGEST_NAME);
    Ok(Record { name, text })
}

/// Returns the first of some fields that has a value.
fn field(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().filter_map(|n| object.get(*n)).find_map(|value| match value {
        Value::String(s) if !s.trim().is_empty() => Some(s.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        Value::Array(list) => {
            let words: Vec<&str> = list.iter().filter_map(Value::as_str).collect();
            (!words.is_empty()).then(|| words.join(", "))
        }
        _ => None,
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns `2020-03-04`, and what databases add to it, as a document prints a date; other words as they are.
fn day_first(words: &str) -> String {
    let date = words.split(['T', ' ']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split('-').collect();
    let digits = |p: &&str, n: usize| p.len() == n && p.chars().all(|c| c.is_ascii_digit());
    match parts.as_slice() {
        [y, m, d] if digits(y, 4) && digits(m, 2) && digits(d, 2) => format!("{d}/{m}/{y}"),
        _ => words.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, name: Option<&str>, text: &str) {
        let wanted = Record { name: name.map(str::to_owned), text: text.to_owned() };
        assert_eq!(record(line.as_bytes()), Ok(wanted));
    }

    #[test]
    fn reads_text_and_what_is_said_of_it() {
        check(r#"{"id": 7, "text": "Kế hoạch"}"#, Some("7"), "Kế hoạch");
        check(r#"{"content": "Kế hoạch", "id": "../x"}"#, Some("..-x"), "Kế hoạch");
        check(r#"{"content": "Kế hoạch"}"#, None, "Kế hoạch");
        check(
            r#"{"so_hieu": "1/KH-UBND", "ngay_ban_hanh": "2020-03-04T00:00:00", "noi_dung": "Kế hoạch"}"#,
            Some("1-KH-UBND"),
            "Số hiệu: 1/KH-UBND\n\nNgày ban hành: 04/03/2020\n\nKế hoạch",
        );
        check(
            r#"{"metadata": {"id": "a", "number": "1/KH-UBND"}, "body": "Số: 1/KH-UBND"}"#,
            Some("a"),
            "Số: 1/KH-UBND",
        );
    }

    #[test]
    fn a_bad_line_is_said_with_its_number() {
        let lines = "{\"text\": \"Một\"}\r\n\n{\"text\": \" \"}\nKế hoạch\n\u{ff}{\n[1]\n{\"text\": \"Hai\"}";
        let found: Vec<(usize, bool)> = records(lines.as_bytes()).map(|(line, r)| (line, r.is_ok())).collect();
        assert_eq!(found, [(1, true), (3, false), (4, false), (5, false), (6, false), (7, true)]);
    }

    #[test]
    fn tells_records_from_other_text() {
        assert!(is_jsonl("a.jsonl", b""));
        assert!(is_jsonl("a.txt", "{\"text\": \"Kế hoạch\"}\n".as_bytes()));
        assert!(!is_jsonl("a.txt", "Kế hoạch {\n".as_bytes()));
        assert!(!is_jsonl("a.txt", b"{\n  \"text\": 1\n}\n"));
    }
}

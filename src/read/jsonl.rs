//! One JSON object a line, one document each: which field holds the text, and what is said of it beside the text.

use serde_json::{Map, Value};

/// Fields that hold a document's words, the first found counts.
const TEXT: [&str; 7] = ["text", "content", "body", "noi_dung", "noidung", "full_text", "markdown"];
/// Fields that name a record.
const NAME: [&str; 7] = ["id", "name", "file", "slug", "url", "so_hieu", "number"];
/// Fields of metadata with the label a portal prints for each.
const LABELS: [(&str, &[&str]); 6] = [
    ("Số hiệu:", &["number", "so_hieu", "so_ky_hieu", "document_number"]),
    ("Loại văn bản:", &["type", "loai_van_ban", "document_type"]),
    ("Nơi ban hành:", &["issuer", "co_quan_ban_hanh", "noi_ban_hanh", "issuing_authority"]),
    ("Người ký:", &["signer", "nguoi_ky"]),
    ("Ngày ban hành:", &["issued_on", "ngay_ban_hanh", "date", "issuance_date"]),
    ("Trích yếu:", &["title", "trich_yeu"]),
];

/// One record: its name, else its line, and its words below its metadata.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Record {
    pub(super) name: String,
    pub(super) text: String,
}

/// Tells whether a text holds one JSON object a line, from its name and its first line.
pub(super) fn is_jsonl(name: &str, text: &str) -> bool {
    let first = text.lines().find(|l| !l.trim().is_empty()).unwrap_or_default();
    is_named(name) || (first.starts_with('{') && serde_json::from_str::<Map<String, Value>>(first).is_ok())
}

/// Tells whether a file's name says that it holds one JSON object a line.
pub(super) fn is_named(name: &str) -> bool {
    [".jsonl", ".ndjson"].iter().any(|e| name.to_lowercase().ends_with(e))
}

/// Reads the records, the first on line `first`; a line that is none is its number and what is wrong with it.
pub(super) fn records(text: &str, first: usize) -> Vec<Result<Record, (usize, String)>> {
    let lines = (first..).zip(text.lines()).filter(|(_, l)| !l.trim().is_empty());
    lines.map(|(number, line)| record(number, line).map_err(|e| (number, e))).collect()
}

fn record(number: usize, line: &str) -> Result<Record, String> {
    let object: Map<String, Value> = serde_json::from_str(line).map_err(|e| format!("is no JSON object: {e}"))?;
    let body = field(&object, &TEXT).filter(|t| !t.trim().is_empty());
    let body = body.ok_or_else(|| format!("has no text; it is looked for in {}", TEXT.join(", ")))?;
    // A name becomes part of a file's name when facts are written out.
    let name = field(&object, &NAME).unwrap_or_else(|| number.to_string()).replace(['/', '\\', '\0'], "-");
    let mut text = String::new();
    for (label, fields) in LABELS {
        // What the text itself prints needs no second printing.
        if let Some(value) = field(&object, fields).filter(|v| !v.is_empty() && !body.contains(v.as_str())) {
            text.push_str(&format!("{label} {}\n\n", value.split_whitespace().collect::<Vec<_>>().join(" ")));
        }
    }
    text.push_str(&body);
    Ok(Record { name, text })
}

fn field(object: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names.iter().find_map(|n| match object.get(*n)? {
        Value::String(s) => Some(s.trim().to_owned()),
        Value::Number(n) => Some(n.to_string()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_records_and_says_which_lines_are_none() {
        let text = "{\"id\": 7, \"text\": \"Kế hoạch\", \"so_hieu\": \"1/KH-UBND\"}\n\n{\"text\": \"\"}\nKế hoạch\n{\"content\": \"Hai\", \"id\": \"../x\"}\n";
        let found = records(text, 1);
        let names: Vec<String> =
            found.iter().map(|r| r.as_ref().map_or_else(|(line, _)| format!("! {line}"), |r| r.name.clone())).collect();
        assert_eq!(names, ["7", "! 3", "! 4", "..-x"]);
        let first = found.into_iter().next().and_then(Result::ok).map(|r| r.text);
        assert_eq!(first.as_deref(), Some("Số hiệu: 1/KH-UBND\n\nKế hoạch"));
    }

    #[test]
    fn tells_records_from_other_text() {
        assert!(is_jsonl("a.jsonl", ""));
        assert!(is_jsonl("a.txt", "{\"text\": \"Kế hoạch\"}\n"));
        assert!(!is_jsonl("a.txt", "Kế hoạch {\n"));
    }
}

//! Sentences of a block and the units of it that are one task each.

/// Cuts a text into sentences, as byte ranges without the space between them.
pub(super) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let (mut from, mut seen, mut depth) = (0, 0, 0);
    // A mark that cuts stands before a space and a capital; 0xa6 is the last byte of "…".
    for at in memchr::memchr3_iter(b'.', b':', 0xa6, bytes) {
        let end = at + 1;
        let goes_on =
            text.get(end..).and_then(|t| t.strip_prefix(' ')).is_some_and(|t| t.starts_with(char::is_uppercase));
        if !goes_on {
            continue;
        }
        depth = brackets(depth, text.get(seen..end).unwrap_or_default());
        seen = end;
        let cuts = match text.get(..end).and_then(|t| t.chars().next_back()) {
            Some('.' | '…') => ends(text, from, end),
            Some(':') => speaks(text, from, at),
            _ => false,
        };
        if cuts && depth == 0 {
            found.push((from, end));
            from = end + 1;
        }
    }
    if from < text.len() && text.is_char_boundary(from) {
        found.push((from, text.len()));
    }
    found
}

/// How many brackets and quotations are open behind a part of a text, when `depth` are before it.
fn brackets(depth: usize, part: &str) -> usize {
    // Quotation marks open with 0xe2.
    memchr::memchr3_iter(b'(', b')', 0xe2, part.as_bytes()).fold(depth, |depth, at| {
        match part.get(at..).and_then(|t| t.chars().next()) {
            Some('(' | '“') => depth + 1,
            Some(')' | '”') => depth.saturating_sub(1),
            _ => depth,
        }
    })
}

/// A colon ends the words that say who speaks: "Phó Chủ tịch nhấn mạnh: Thời gian tới, …".
fn speaks(text: &str, from: usize, at: usize) -> bool {
    let before = text.get(from..at).unwrap_or_default();
    let goes_on =
        text.get(at..).is_some_and(|t| t.strip_prefix(": ").is_some_and(|t| t.starts_with(char::is_uppercase)));
    goes_on && ["chỉ rõ", "nêu rõ", "nhấn mạnh", "kết luận", "phát biểu", "lưu ý"].iter().any(|w| before.ends_with(w))
}

/// A full stop ends a sentence before a space and a capital, unless it closes a short form like "TP.".
fn ends(text: &str, from: usize, at: usize) -> bool {
    let mut after = text.get(at..).unwrap_or_default().chars();
    if after.next() != Some(' ') || !after.next().is_some_and(char::is_uppercase) {
        return false;
    }
    let word =
        text.get(from..at).unwrap_or_default().trim_end_matches('.').rsplit([' ', '(']).next().unwrap_or_default();
    !matches!(word, "TP" | "TT" | "TX" | "Tp" | "P" | "Q" | "số" | "TS" | "PGS")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, parts: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().filter_map(|(a, b)| text.get(a..b)).collect();
        assert_eq!(found, parts);
    }

    #[test]
    fn cuts_at_full_stops() {
        check("Một việc. Hai việc.", &["Một việc.", "Hai việc."]);
        check("ô tô... Giao Quỹ", &["ô tô...", "Giao Quỹ"]);
    }

    #[test]
    fn keeps_short_forms_and_numbers_whole() {
        check("UBND TP. Đà Nẵng giao 2.000 tỷ", &["UBND TP. Đà Nẵng giao 2.000 tỷ"]);
        check("", &[]);
    }

    #[test]
    fn keeps_what_stands_in_brackets_whole() {
        check("Một việc (xem Điều 1. Hai điều) và ba. Bốn.", &["Một việc (xem Điều 1. Hai điều) và ba.", "Bốn."]);
        check("“Một việc. Hai việc” là lời. Ba việc… Bốn", &["“Một việc. Hai việc” là lời.", "Ba việc…", "Bốn"]);
    }
}

//! Sentences of a block and the units of it that are one task each.

/// The first bytes of the marks that cut a text.
const MARKS: [bool; 256] = {
    let mut marks = [false; 256];
    let mut i = 0;
    while i < b"().:\xe2".len() {
        marks[b"().:\xe2"[i] as usize] = true;
        i += 1;
    }
    marks
};

/// Cuts a text into sentences, as byte ranges without the space between them.
pub(super) fn sentences(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut from = 0;
    let mut depth = 0usize;
    // A mark that cuts stands before a space and a capital; 0xa6 is the last byte of "…".
    let mut marks = memchr::memchr3_iter(b'.', b':', 0xa6, text.as_bytes());
    let opens = |at: usize| {
        text.get(at + 1..).and_then(|t| t.strip_prefix(' ')).is_some_and(|t| t.starts_with(char::is_uppercase))
    };
    if !marks.any(opens) {
        found.extend(Some((0, text.len())).filter(|_| !text.is_empty()));
        return found;
    }
    for (i, byte) in text.bytes().enumerate() {
        // Any other byte is of a letter or of a mark that means nothing here.
        if !MARKS[usize::from(byte)] {
            continue;
        }
        let Some(c) = text.get(i..).and_then(|t| t.chars().next()) else { continue };
        match c {
            '(' | '“' => depth += 1,
            ')' | '”' => depth = depth.saturating_sub(1),
            '.' | '…' if depth == 0 && ends(text, from, i + c.len_utf8()) => {
                let end = i + c.len_utf8();
                found.push((from, end));
                from = end + 1;
            }
            ':' if depth == 0 && speaks(text, from, i) => {
                found.push((from, i + 1));
                from = i + 2;
            }
            _ => {}
        }
    }
    if from < text.len() && text.is_char_boundary(from) {
        found.push((from, text.len()));
    }
    found
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
}

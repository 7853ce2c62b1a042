//! Lines that end in a colon and say what becomes of the documents listed below them.

use super::relation::own_act;
use super::trigger::last_trigger;
use crate::model::RelationKind;

/// What a block in lower case that ends in a colon says of the documents listed below it.
///
/// An article says so of the document it reports on: "Quyết định 312/2025/QĐ-UBND bãi bỏ các Quyết định sau:".
pub(super) fn lead_of(words: &str, article: bool) -> Option<RelationKind> {
    if repeals_a_list(words) {
        return Some(RelationKind::Repeals);
    }
    let gap = words.trim_end().strip_suffix(':')?;
    // "Quyết định có hiệu lực từ …. Đồng thời, các Quyết định sau hết hiệu lực …:" leads on with its last sentence.
    let gap = gap.rsplit_once(". đồng thời").map_or(gap, |(_, last)| last);
    // "Đồng thời thay thế:" ends in its verb.
    let named =
        ["sau", "sau đây", "sau đây của", "gồm", " thay thế", " bãi bỏ"].iter().any(|w| gap.trim_end().ends_with(w));
    // "Các Quyết định sau đây hết hiệu lực kể từ ngày …:"
    let ended = gap.contains("hết hiệu lực") && (named || gap.contains(" sau đây ") || gap.contains(" sau hết"));
    if !(named || ended) || gap.contains(". ") {
        return None;
    }
    if ended {
        return Some(RelationKind::Repeals);
    }
    let (at, kind) = last_trigger(gap).filter(|(_, k)| *k < RelationKind::Promulgates)?;
    let named = || article && gap.get(..at).is_some_and(names_a_document);
    (named() || own_act(gap.get(..at)?, kind) == kind).then_some(kind)
}

/// "quyết định 312/2025/qđ-ubnd": a kind and a number, and nothing else.
fn names_a_document(words: &str) -> bool {
    const KINDS: [&str; 4] = ["quyết định ", "nghị quyết ", "nghị định ", "thông tư "];
    let number = KINDS.iter().find_map(|k| words.trim().strip_prefix(k)).map(|n| n.trim_start_matches("số ").trim());
    number.is_some_and(|n| n.starts_with(|c: char| c.is_ascii_digit()) && n.contains('/') && !n.contains(' '))
}

/// "Bãi bỏ toàn bộ một số văn bản quy phạm pháp luật của Thủ tướng Chính phủ": a heading over the documents repealed.
fn repeals_a_list(words: &str) -> bool {
    const OF: [&str; 6] = ["văn bản", "quyết định", "nghị quyết", "thông tư", "nghị định", "chỉ thị"];
    words.strip_prefix("bãi bỏ ").is_some_and(|rest| {
        let several = ["toàn bộ", "một số", "các", "những"].iter().any(|w| rest.starts_with(w));
        let open = !rest.trim_end().ends_with(['.', ';', ',']) && !rest.contains('/') && rest.chars().count() < 200;
        several && open && OF.iter().any(|w| rest.contains(w))
    })
}

//! Lines that end in a colon and say what becomes of the documents listed below them.

use super::relation::own_act;
use super::trigger::last_trigger;
use crate::model::RelationKind;

/// What a block in lower case that ends in a colon says of the documents listed below it.
pub(super) fn lead_of(words: &str) -> Option<RelationKind> {
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
    Some(own_act(gap.get(..at)?, kind)).filter(|k| *k == kind)
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

//! What is done to a document: "đã được sửa đổi, bổ sung bởi …", "hết hiệu lực kể từ ngày Quyết định này …"; which
//! documents those are is the link's.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::model::RelationKind;
use crate::text::is_word_boundary;

/// What the words after a mention say that another document did to it, and which words end with that document:
/// "đã được sửa đổi, bổ sung một số điều theo …".
pub(super) fn passive(gap: &str) -> Option<RelationKind> {
    const VERBS: [(&str, RelationKind); 11] = [
        ("sửa đổi", RelationKind::Amends),
        ("bổ sung", RelationKind::Amends),
        ("thay thế", RelationKind::Replaces),
        ("bãi bỏ", RelationKind::Repeals),
        ("hủy bỏ", RelationKind::Repeals),
        ("đính chính", RelationKind::Corrects),
        ("gia hạn", RelationKind::Extends),
        ("đình chỉ", RelationKind::Suspends),
        ("cụ thể hóa", RelationKind::Implements),
        ("hướng dẫn", RelationKind::Guides),
        ("phê duyệt", RelationKind::Approves),
    ];
    if let Some(kind) = bracketed(gap).or_else(|| approved(gap)) {
        return Some(kind);
    }
    // "Luật A được sửa đổi, bổ sung Luật B": the word "bởi" is often left out.
    if gap.trim().trim_start_matches("đã ") == "được sửa đổi, bổ sung" {
        return Some(RelationKind::Amends);
    }
    let opening = ["được ", "bị ", "thay thế bởi", "thay thế bằng"]
        .iter()
        .flat_map(|w| gap.match_indices(w))
        .filter(|(at, _)| is_word_boundary(gap, *at))
        .map(|(at, w)| if w.starts_with("thay") { at + "thay thế ".len() } else { at + w.len() })
        .filter(|at| {
            VERBS.iter().any(|(v, _)| starts(gap, *at, v)) || ["bởi", "bằng"].iter().any(|v| starts(gap, *at, v))
        })
        .max()?;
    // "có cụm từ bị bãi bỏ bởi …": words of it were taken out, and it stands.
    if gap.contains("cụm từ") {
        return ["bởi", "tại", "theo"].iter().any(|w| gap.contains(w)).then_some(RelationKind::Amends);
    }
    let gap = gap.get(opening..)?;
    let kind = VERBS.iter().find(|(v, _)| gap.starts_with(v)).map(|(_, k)| *k);
    let kind = kind.or(["bởi", "bằng"].iter().any(|w| gap.starts_with(w)).then_some(RelationKind::Replaces))?;
    let plain = !gap.contains([';', ')']) && gap.chars().count() < 120;
    let by = ["bởi", "bằng", "tại", "theo"].iter().filter_map(|w| gap.rfind(w).map(|at| at + w.len())).max()?;
    let provision = gap.get(by..).unwrap_or_default();
    (plain && provision.chars().count() < 50).then_some(kind)
}

/// "(sửa đổi, bổ sung tại Nghị định …": what stands in brackets behind a document was done to it.
fn bracketed(gap: &str) -> Option<RelationKind> {
    let inner = gap.trim_start().strip_prefix('(')?.trim_end();
    // "(sửa đổi bởi điểm a khoản 8 Điều 28 Nghị định …": which provision of it did so.
    const PROVISIONS: [&str; 4] = ["điểm ", "khoản ", "điều ", "mục "];
    let by = ["bởi", "tại", "theo"].iter().find_map(|w| inner.rfind(w).and_then(|at| inner.get(at + w.len()..)))?;
    let by = by.trim_start();
    let by = by.is_empty() || PROVISIONS.iter().any(|p| by.starts_with(p));
    let amended = ["sửa đổi", "bổ sung", "đã sửa đổi", "được sửa đổi"].iter().any(|w| inner.starts_with(w));
    (by && amended && inner.chars().count() < 90).then_some(RelationKind::Amends)
}

/// "… đã được **Thủ tướng Chính phủ** phê duyệt tại Quyết định …": who approved stands between the words.
fn approved(gap: &str) -> Option<RelationKind> {
    let before = ["tại", "theo"].iter().find_map(|w| gap.trim_end().strip_suffix(w))?.trim_end();
    let before = before.strip_suffix("phê duyệt").filter(|b| b.ends_with(' '))?;
    let at = before.rfind("được ").filter(|at| is_word_boundary(before, *at))?;
    let by = before.get(at..)?;
    let near = at < 40 && by.chars().count() < 80 && !before.contains([';', ':']) && !before.contains(". ");
    near.then_some(RelationKind::Approves)
}

/// Bytes after a mention in which words begin that say what becomes of it.
const NEAR: usize = 240;

/// What stands in all words that say that a document is amended, and in all that say that it ends: looked for first.
static DONE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("được "));
static FORCE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("hiệu lực"));

/// What the words after a mention say that the document itself does to it: "… được điều chỉnh thành", "… hết hiệu lực".
pub(super) fn changed(after: &str) -> Option<RelationKind> {
    const AMENDED: [&str; 6] = [
        "được điều chỉnh thành",
        "được sửa đổi thành",
        "được sửa đổi như sau",
        "được điều chỉnh như sau",
        "được sửa đổi, bổ sung như sau",
        "được điều chỉnh, bổ sung như sau",
    ];
    let near = after.get(..after.floor_char_boundary(NEAR)).unwrap_or(after);
    let end = memchr::memchr2(b'.', b';', near.as_bytes()).unwrap_or(near.len());
    let sentence = near.get(..end).unwrap_or_default();
    let at = |words: &&str| memchr::memmem::find(sentence.as_bytes(), words.as_bytes());
    if DONE.find(sentence.as_bytes()).is_some_and(|at| at < 60) && AMENDED.iter().filter_map(at).any(|at| at < 60) {
        return Some(RelationKind::Amends);
    }
    ended(after).then_some(RelationKind::Repeals)
}

/// What the words after a mention say of it and of the document itself: "… hết hiệu lực kể từ ngày Quyết định này …".
fn ended(after: &str) -> bool {
    let near = after.get(..after.floor_char_boundary(NEAR)).unwrap_or(after);
    if FORCE.find(near.as_bytes()).is_none() {
        return false;
    }
    let ends = ["hết hiệu lực", "không còn hiệu lực"].iter().filter_map(|w| near.find(w)).min();
    let Some(at) = ends.filter(|at| *at < 160) else { return false };
    let sentence = after.split(". ").next().unwrap_or_default();
    // "Quyết định số 5 … hết hiệu lực thi hành.": nothing is said behind it; what "đã hết hiệu lực" is only told of.
    let last = sentence.get(at..).map(|s| s.trim_end_matches(['.', ';', '/', ' ', '\n']));
    let told = sentence.get(..at).is_some_and(|before| before.trim_end().ends_with("đã"));
    let whole = !told && matches!(last, Some("hết hiệu lực thi hành" | "hết hiệu lực"));
    whole || sentence.get(at..).is_some_and(|s| s.contains(" này "))
}

fn starts(words: &str, at: usize, with: &str) -> bool {
    words.get(at..).is_some_and(|w| w.starts_with(with))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_was_done_to_a_document() {
        assert_eq!(passive(" đã được sửa đổi, bổ sung một số điều theo "), Some(RelationKind::Amends));
        assert_eq!(passive(" được sửa đổi, bổ sung bởi khoản 3 điều 2 "), Some(RelationKind::Amends));
        assert_eq!(passive(" về thủ tục hải quan, được sửa đổi bổ sung tại "), Some(RelationKind::Amends));
        assert_eq!(passive(", được thay thế bởi "), Some(RelationKind::Replaces));
        assert_eq!(passive(" thay thế bởi "), Some(RelationKind::Replaces));
        assert_eq!(passive(" bị bãi bỏ bởi "), Some(RelationKind::Repeals));
        assert_eq!(passive(" có cụm từ bị bãi bỏ bởi điểm a khoản 8 điều 28 "), Some(RelationKind::Amends));
        assert_eq!(passive(" (sửa đổi, bổ sung tại "), Some(RelationKind::Amends));
        assert_eq!(passive(" (sửa đổi bởi điểm a khoản 8 điều 28 "), Some(RelationKind::Amends));
        assert_eq!(passive(" được sửa đổi, bổ sung "), Some(RelationKind::Amends));
        assert_eq!(passive(" đã được thủ tướng chính phủ phê duyệt tại "), Some(RelationKind::Approves));
        assert_eq!(changed(" của ubnd tỉnh được điều chỉnh thành:"), Some(RelationKind::Amends));
        assert!(ended(" ngày 1/2/2020 hết hiệu lực kể từ ngày quyết định này có hiệu lực"));
    }

    #[test]
    fn refuses_other_words() {
        assert_eq!(passive(" được giao tại "), None);
        assert_eq!(passive(" được phê duyệt; theo "), None);
        assert_eq!(passive(" (sửa đổi bởi quốc hội khi xem xét "), None);
        assert_eq!(passive(" được sửa đổi, bổ sung bởi luật; đồng thời rà soát các nội dung "), None);
        assert!(!ended(". văn bản khác hết hiệu lực"));
    }
}

//! Numbers listed below one issuer: "các Quyết định của Thủ tướng Chính phủ: số 645/QĐ-TTg …; số 1813/QĐ-TTg …".

use super::mention::{Found, in_full};
use crate::extract::agency;
use crate::text::is_word_boundary;

/// How many bytes before its colon a head may begin.
const HEAD: usize = 200;

/// Gives the issuer of a list to those of its numbers that print neither a kind nor an issuer of their own.
pub(super) fn issuers(block: &str, words: &str, found: &mut [Found]) {
    for f in found.iter_mut().filter(|f| f.bare && f.issuer.is_none() && f.number.is_some()) {
        f.issuer = issuer(block, words, f.start);
    }
}

/// Returns the issuer the list is headed by that a number at `at` stands in.
fn issuer(block: &str, words: &str, at: usize) -> Option<String> {
    let before = words.get(..at)?;
    let colon = before.rfind(':')?;
    let within = before.get(colon..)?;
    (!within.contains(". ") && !within.contains(')')).then_some(())?;
    let head = before.get(..colon)?;
    let near = head.get(head.floor_char_boundary(colon.saturating_sub(HEAD))..)?;
    let several = near.rfind("các ").filter(|a| is_word_boundary(near, *a))?;
    let of = near.get(several..)?.find(" của ").map(|a| several + a + " của ".len())?;
    let kind = near.get(several + "các ".len()..of)?;
    let kinds =
        ["quyết định", "nghị quyết", "nghị định", "thông tư", "chỉ thị", "kế hoạch", "công văn", "văn bản", "kết luận"];
    kinds.iter().any(|k| kind.starts_with(k)).then_some(())?;
    let from = colon - (near.len() - of);
    let issuer = block.get(from..colon)?.trim();
    let whole = agency::one_agency(issuer) == issuer.len();
    whole.then(|| in_full(issuer))
}

#[cfg(test)]
mod tests {
    use super::super::mention::find;
    use crate::extract::view::View;
    use crate::text::{SourceText, lower};

    #[track_caller]
    fn check(block: &str, expected: &[Option<&str>]) {
        let text = SourceText::new("a.txt", block);
        let found = find(&View::new(&text), block, &lower(block));
        let got: Vec<Option<&str>> = found.iter().map(|f| f.issuer.as_deref()).collect();
        assert_eq!(got, expected, "{block}");
    }

    #[test]
    fn the_head_of_a_list_says_who_issued_what_is_in_it() {
        check(
            "Căn cứ các Quyết định của Thủ tướng Chính phủ: Số 645/QĐ-TTg ngày 15/5/2020 về thương mại; số 1813/QĐ-TTg;",
            &[Some("Thủ tướng Chính phủ"), Some("Thủ tướng Chính phủ")],
        );
    }

    #[test]
    fn what_prints_its_kind_or_stands_behind_the_list_does_not() {
        check("Các Quyết định của Bộ Y tế: số 1/QĐ-BYT. Theo số 2/QĐ-BYT", &[Some("Bộ Y tế"), None]);
        check("Các Quyết định của Bộ Y tế: số 1/QĐ-BYT; Kế hoạch số 2/KH-BYT", &[Some("Bộ Y tế"), None]);
        check("Sở Y tế: theo Quyết định số 1/QĐ-BYT", &[None]);
    }
}

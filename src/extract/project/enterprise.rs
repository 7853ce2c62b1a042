//! Names of firms, groups and cooperatives; a class of firms ("các công ty") is none.

use super::place::{is_province, proper_end};
use super::words::{Cues, Phrases, Sort, Word, is, sort};

/// A firm's name: from which word to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Firm {
    pub(super) from: usize,
    pub(super) to: usize,
}

static HEADS: Cues =
    Cues::new(|| Phrases::new(["tổng công ty", "công ty", "tập đoàn", "hợp tác xã", "htx", "doanh nghiệp tư nhân"]));
static BRANDS: Cues = Cues::new(|| {
    Phrases::new([
        "viettel",
        "vnpt",
        "mobifone",
        "vinaphone",
        "evn",
        "petrolimex",
        "vinacomin",
        "fpt telecom",
        "petrovietnam",
    ])
});
static STOPS_AT: Cues = Cues::new(|| Phrases::new(STOPS.split_whitespace()));
const STOPS: &str = "tại ở trên trong ngoài có được đã đang sẽ phải các những này đó để theo của thuộc từ với về khi \
                     cho vào ra do bởi là không nhằm như hoạt tham tỉnh huyện xã phường quận thành thị đóng nào mà \
                     cần tiếp thực khai hiện nếu hoặc làm sử";
const MOST_WORDS: usize = 18;

/// Returns the words these rules wait for.
pub(super) fn cues() -> impl Iterator<Item = &'static str> {
    HEADS.phrases().chain(BRANDS.phrases())
}

/// Finds the firms of a block.
pub(super) fn firms(words: &[Word]) -> Vec<Firm> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let opens = words.get(at).is_some_and(|w| w.opens);
        match opens.then(|| firm(words, at).or_else(|| brand(words, at))).flatten() {
            Some(to) => {
                out.push(Firm { from: at, to });
                at = to;
            }
            None => at += 1,
        }
    }
    out
}

fn firm(words: &[Word], at: usize) -> Option<usize> {
    let head = HEADS.longest_at(words, at)?;
    if at > 0 && ["các", "những", "minh", "số"].iter().any(|q| is(words, at - 1, q)) {
        return None;
    }
    let name = (at + head..at + MOST_WORDS).find(|i| !describes(words, *i))?;
    let start = (sort(words, name) == Some(Sort::Capital)).then_some(name)?;
    let mut to = proper_end(words, start)?;
    // "Công ty Cổ phần Mailands", "Công ty TNHH MTV Chè Đại Hưng": legal forms and trades may have capitals too.
    while let Some(next) = further(words, to) {
        to = next;
    }
    if is_cut(words, to) {
        to += 1;
        if describes(words, to) {
            return None;
        }
    }
    if stops_short(words, start, to) {
        return None;
    }
    let bare = words.get(at + head..to)?.iter().all(|w| is_form(w.lower));
    (!bare).then_some(to)
}

fn further(words: &[Word], at: usize) -> Option<usize> {
    let last = words.get(at.checked_sub(1)?)?;
    let lone = at < 2 || sort(words, at - 2) != Some(Sort::Capital);
    let goes_on = lone && sort(words, at) == Some(Sort::Small) && describes(words, at);
    if !is_form(last.lower) && !goes_on {
        return None;
    }
    let name = (at..at + MOST_WORDS).find(|i| !describes(words, *i))?;
    (sort(words, name) == Some(Sort::Capital)).then(|| proper_end(words, name))?
}

/// One capital before a common word: the name goes on ("Viễn thông Quân đội").
fn is_cut(words: &[Word], to: usize) -> bool {
    let lone = to < 2 || sort(words, to - 2) != Some(Sort::Capital);
    let form = to > 0 && words.get(to - 1).is_some_and(|w| is_form(w.lower) || w.shouted);
    lone && !form && sort(words, to) == Some(Sort::Small) && describes(words, to)
}

/// "Tổng công ty Nhà nước": one capital and common words are no name.
fn stops_short(words: &[Word], start: usize, to: usize) -> bool {
    to <= start + 2 && is(words, start, "nhà") && is(words, start + 1, "nước")
}

fn is_form(lower: &str) -> bool {
    matches!(
        lower,
        "tnhh" | "mtv" | "cp" | "cổ" | "phần" | "một" | "thành" | "viên" | "trách" | "nhiệm" | "hữu" | "hạn"
    )
}

fn describes(words: &[Word], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    // "thị xã …" is a unit, "siêu thị" a trade.
    let market = word.lower == "thị" && !["xã", "trấn"].iter().any(|w| is(words, at + 1, w));
    let form = is_form(word.lower) && sort(words, at + 1) != Some(Sort::Mark);
    form || market || (word.sort == Sort::Small && !STOPS_AT.stand_at(words, at))
}

fn brand(words: &[Word], at: usize) -> Option<usize> {
    let n = BRANDS.longest_at(words, at)?;
    if sort(words, at) != Some(Sort::Capital) {
        return None;
    }
    let branch = proper_end(words, at + n).filter(|to| is_province(words, at + n, *to));
    Some(branch.unwrap_or(at + n))
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let all = words(text, 0, text.len());
        let found: Vec<&str> =
            firms(&all).iter().filter_map(|f| text.get(all.get(f.from)?.start..all.get(f.to - 1)?.end)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn accepts_named_firms() {
        check("Khuyến khích Công ty TNHH MTV Triều Dương, và", &["Công ty TNHH MTV Triều Dương"]);
        check("của Công ty cổ phần siêu thị Sài Gòn về", &["Công ty cổ phần siêu thị Sài Gòn"]);
        check("cho Công ty Cổ phần Siêu thị Sài Gòn.", &["Công ty Cổ phần Siêu thị Sài Gòn"]);
        check("do Công ty Cổ phần Mailands làm chủ đầu tư", &["Công ty Cổ phần Mailands"]);
        check("Công ty TNHH MTV xuất nhập khẩu Sơn Hải sử dụng", &["Công ty TNHH MTV xuất nhập khẩu Sơn Hải"]);
        check("vói tập đoàn than khoáng sản Việt Nam về", &["tập đoàn than khoáng sản Việt Nam"]);
        check("Tập đoàn Điện lực Việt Nam", &["Tập đoàn Điện lực Việt Nam"]);
        check("Tập đoàn Viễn thông Quân đội.", &["Tập đoàn Viễn thông Quân đội"]);
        check("gồm Viettel Nghệ An, VNPT.", &["Viettel Nghệ An", "VNPT"]);
    }

    #[test]
    fn refuses_classes() {
        for text in [
            "các công ty Việt Nam",
            "công ty cổ phần, công ty TNHH, nhằm",
            "hợp tác xã trên địa bàn tỉnh Lào Cai",
            "công ty",
        ] {
            check(text, &[]);
            check("Tổng công ty Nhà nước", &[]);
        }
    }
}

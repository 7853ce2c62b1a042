//! Names of firms, groups and cooperatives; a class of firms ("các công ty") is none.

use super::place::{is_province, proper_end};
use super::words::{Cues, Phrases, Sort, Word, is, sort};

/// A firm's name: from which word to which.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Firm {
    pub(super) from: usize,
    pub(super) to: usize,
    /// The head noun, when it stands before the first of a list alone.
    pub(super) shared: Option<(usize, usize)>,
}

static HEADS: Cues = Cues::new(|| {
    Phrases::new(["tổng công ty", "công ty", "tập đoàn", "hợp tác xã", "htx", "doanh nghiệp tư nhân", "ctcp"])
});
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
                     cần tiếp thực khai hiện nếu hoặc làm sử lập";
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
        let listed = if opens { listed(words, at) } else { Vec::new() };
        if let Some(last) = listed.last() {
            at = last.to;
            out.extend(listed);
            continue;
        }
        let same = |to: &usize| {
            out.last().is_some_and(|last| last.to + 1 == at) && is(words, at - 1, "(") && is(words, *to, ")")
        };
        match opens.then(|| firm(words, at).or_else(|| brand(words, at).filter(|to| !same(to)))).flatten() {
            Some(to) => {
                out.push(Firm { from: at, to, shared: None });
                at = to;
            }
            None => at += 1,
        }
    }
    out
}

/// "các Tập đoàn: Công nghiệp - Năng lượng Quốc gia Việt Nam, Bưu chính Viễn thông Việt Nam": names that share their
/// head noun, of two words with capitals each at least.
fn listed(words: &[Word], at: usize) -> Vec<Firm> {
    let Some(head) = HEADS.longest_at(words, at).filter(|n| is(words, at + n, ":")) else { return Vec::new() };
    let mut out = Vec::new();
    let mut from = at + head + 1;
    while sort(words, from) == Some(Sort::Capital) && HEADS.longest_at(words, from).is_none() {
        let Some(mut to) = proper_end(words, from) else { break };
        while let Some(next) = further(words, to) {
            to = next;
        }
        let whole = has_small_end(words, to) || is_cut(words, to) && !describes(words, to + 1);
        to += usize::from(whole);
        let capitals = (from..to).filter(|i| sort(words, *i) == Some(Sort::Capital)).count();
        if capitals < 2 {
            break;
        }
        out.push(Firm { from, to, shared: Some((at, at + head)) });
        if !is(words, to, ",") && !is(words, to, "và") {
            break;
        }
        from = to + 1;
    }
    if out.len() > 1 { out } else { Vec::new() }
}

fn firm(words: &[Word], at: usize) -> Option<usize> {
    let head = HEADS.longest_at(words, at)?;
    if at > 0 && ["các", "những", "minh", "số"].iter().any(|q| is(words, at - 1, q)) {
        return None;
    }
    let name = (at + head..at + MOST_WORDS).find(|i| !describes(words, *i))?;
    if let Some(end) = numbered(words, at, head, name) {
        return Some(end);
    }
    let start = (sort(words, name) == Some(Sort::Capital)).then_some(name)?;
    let mut to = proper_end(words, start)?;
    // "Công ty Cổ phần Mailands", "Công ty TNHH MTV Chè Đại Hưng": legal forms and trades may have capitals too.
    while let Some(next) = further(words, to) {
        to = next;
    }
    let ordinal = is(words, to, "số") && sort(words, to + 1) == Some(Sort::Number);
    if has_small_end(words, to) {
        to += 1;
    } else if ordinal {
        to += 2;
    } else if is_cut(words, to) {
        to += 1;
        if describes(words, to) {
            return abbreviated(words, to);
        }
    }
    if start == at + head && stops_short(words, start, to) || is_letter(words, at + head, to) {
        return None;
    }
    let bare = words.get(at + head..to)?.iter().all(|w| is_form(w.lower));
    (!bare).then(|| initials_end(words, to))
}

/// "giao nhận hàng hóa F.D.I": letters with points between them are one word.
fn initials_end(words: &[Word], to: usize) -> usize {
    let touch = |i: usize| words.get(i).zip(words.get(i + 1)).is_some_and(|(a, b)| a.end == b.start);
    let mut to = to;
    while to > 0 && is(words, to, ".") && touch(to - 1) && touch(to) && sort(words, to + 1) == Some(Sort::Capital) {
        to += 2;
    }
    to
}

/// "CTCP Him Lam Thủ đô", "Viễn thông Quân đội": the second syllable of the last word has no capital.
fn has_small_end(words: &[Word], to: usize) -> bool {
    [("thủ", "đô"), ("quân", "đội")].iter().any(|(a, b)| to > 0 && is(words, to - 1, a) && is(words, to, b))
}

/// "Tổng công ty 319".
fn numbered(words: &[Word], at: usize, head: usize, name: usize) -> Option<usize> {
    let number = name == at + head && head > 2 && words.get(name)?.sort == Sort::Number;
    (number && (2..4).contains(&words.get(name)?.lower.len())).then_some(name + 1)
}

/// "Tổng công ty Đầu tư phát triển nhà và đô thị (HUD)": a name without a proper noun is one by its abbreviation.
fn abbreviated(words: &[Word], at: usize) -> Option<usize> {
    let open = (at..at + MOST_WORDS).find(|i| !describes(words, *i)).filter(|i| is(words, *i, "("))?;
    (words.get(open + 1)?.shouted && is(words, open + 2, ")")).then_some(open + 3)
}

/// "Công ty F", "Công ty Lập": one letter, or one syllable behind the bare head noun, names nobody.
fn is_letter(words: &[Word], from: usize, to: usize) -> bool {
    let run = words.get(from..to).unwrap_or_default();
    matches!(run, [one] if one.lower.chars().count() < 2 || one.lower.chars().count() < 4 && !one.shouted)
}

fn further(words: &[Word], at: usize) -> Option<usize> {
    let last = words.get(at.checked_sub(1)?)?;
    let formed = at > 1 && words.get(at - 2).is_some_and(|w| is_form(w.lower) || w.shouted);
    let lone = at < 2 || sort(words, at - 2) != Some(Sort::Capital) || formed;
    // "Công ty TNHH In và thương mại Thái Hà", but "Tập đoàn Vingroup và …".
    let and = is(words, at, "và") && (!formed || last.shouted || HEADS.stand_at(words, at + 1));
    let goes_on = lone && !and && sort(words, at) == Some(Sort::Small) && describes(words, at);
    if !is_form(last.lower) && !goes_on {
        return None;
    }
    let end = (at..at + MOST_WORDS).find(|i| !describes(words, *i))?;
    let dash = ["-", "–"].iter().any(|d| is(words, end, d));
    let name = end + usize::from(dash);
    (sort(words, name) == Some(Sort::Capital)).then(|| proper_end(words, name))?
}

/// One capital before a common word: the name goes on ("Viễn thông Quân đội").
fn is_cut(words: &[Word], to: usize) -> bool {
    let formed = to > 1 && words.get(to - 2).is_some_and(|w| is_form(w.lower) || w.shouted);
    let lone = to < 2 || sort(words, to - 2) != Some(Sort::Capital) || formed;
    let form = to > 0 && words.get(to - 1).is_some_and(|w| is_form(w.lower) || w.shouted);
    let and = is(words, to, "và");
    lone && !form && !and && sort(words, to) == Some(Sort::Small) && describes(words, to)
}

/// "Tổng công ty Nhà nước", "công ty Lâm nghiệp": one capital and a common word are no name.
fn stops_short(words: &[Word], start: usize, to: usize) -> bool {
    to == start + 2 && sort(words, start + 1) == Some(Sort::Small)
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
    let air = word.lower == "không" && at > 0 && is(words, at - 1, "hàng");
    form || market || air || (word.sort == Sort::Small && !STOPS_AT.stand_at(words, at))
}

fn brand(words: &[Word], at: usize) -> Option<usize> {
    let n = BRANDS.longest_at(words, at)?;
    // "Tòa nhà Viettel" is a building.
    let house = at > 1 && is(words, at - 1, "nhà") && ["tòa", "toà"].iter().any(|w| is(words, at - 2, w));
    if sort(words, at) != Some(Sort::Capital) || house {
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
        check("Tập đoàn Điện lực Việt Nam (EVN) và", &["Tập đoàn Điện lực Việt Nam"]);
        check("Công ty TNHH giao nhận hàng hóa F.D.I tại", &["Công ty TNHH giao nhận hàng hóa F.D.I"]);
        check("công ty TNHH Lọc hóa dầu Nghi Sơn nghiên cứu", &["công ty TNHH Lọc hóa dầu Nghi Sơn"]);
        let group = "Tập đoàn Công nghiệp - Năng lượng Quốc gia Việt Nam";
        check(&format!("{group} chủ động"), &[group]);
        check("Tổng công ty Hàng không Việt Nam, Tập", &["Tổng công ty Hàng không Việt Nam"]);
        check("| CTCP Contrexim số 1 và", &["CTCP Contrexim số 1"]);
        check("CTCP Him Lam Thủ đô và", &["CTCP Him Lam Thủ đô"]);
        check("Tổng công ty 319 - Bộ Quốc phòng", &["Tổng công ty 319"]);
        let house = "Tổng công ty Đầu tư phát triển nhà và đô thị (HUD)";
        check(&format!("{house} |"), &[house]);
        check("Tập đoàn Vingroup và các nhà cung cấp", &["Tập đoàn Vingroup"]);
    }

    #[test]
    fn names_of_a_list_share_their_head_noun() {
        check(
            "các Tập đoàn: Công nghiệp - Năng lượng Quốc gia Việt Nam, Bưu chính viễn thông Việt Nam, Công nghiệp - Viễn thông Quân đội.",
            &[
                "Công nghiệp - Năng lượng Quốc gia Việt Nam",
                "Bưu chính viễn thông Việt Nam",
                "Công nghiệp - Viễn thông Quân đội",
            ],
        );
        check("các công ty: Sở Xây dựng", &[]);
    }

    #[test]
    fn refuses_classes() {
        for text in [
            "các công ty Việt Nam",
            "công ty cổ phần, công ty TNHH, nhằm",
            "hợp tác xã trên địa bàn tỉnh Lào Cai",
            "công ty",
            "Tầng 1, Tòa nhà Viettel, số 298",
            "Công ty F là doanh nghiệp",
            "Công ty Lập “DS chi tiết",
            "công ty Lâm nghiệp hiện đang quản lý",
        ] {
            check(text, &[]);
            check("Tổng công ty Nhà nước", &[]);
        }
    }
}

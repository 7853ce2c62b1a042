//! Runs of capitalised words and the places they name.

use super::head::head_at;
use super::words::{Cues, Phrases, Sort, Word, is, joined, sort};

const PROVINCES: &str = "an giang|bà rịa - vũng tàu|bạc liêu|bắc giang|bắc kạn|bắc ninh|bến tre|bình dương|bình định|\
bình phước|bình thuận|cà mau|cao bằng|cần thơ|đà nẵng|đắk lắk|đắk nông|điện biên|đồng nai|đồng tháp|gia lai|hà giang|\
hà nam|hà nội|hà tĩnh|hải dương|hải phòng|hậu giang|hòa bình|hồ chí minh|huế|hưng yên|khánh hòa|kiên giang|kon tum|\
lai châu|lạng sơn|lào cai|lâm đồng|long an|nam định|nghệ an|ninh bình|ninh thuận|phú thọ|phú yên|quảng bình|quảng nam|\
quảng ngãi|quảng ninh|quảng trị|sóc trăng|sơn la|tây ninh|thái bình|thái nguyên|thanh hóa|thừa thiên huế|tiền giang|\
trà vinh|tuyên quang|vĩnh long|vĩnh phúc|yên bái|việt nam";
static PROVINCES_AT: Cues = Cues::new(|| Phrases::new(PROVINCES.split('|')));
/// First words of bodies and documents, which no work is named by.
const BODIES: &str = "bộ sở ban ủy ubnd hđnd hội tổng cục phòng quyết nghị luật kế chỉ đảng huyện tỉnh phụ điều";
static BODIES_AT: Cues = Cues::new(|| Phrases::new(BODIES.split_whitespace()));
const MOST_WORDS: usize = 14;

/// Returns the end of the run of capitalised words that begins at `at`: "Bảo Hà - Tân An", "Tân Tiến 1".
pub(super) fn proper_end(words: &[Word], at: usize) -> Option<usize> {
    let mut end = at;
    while end < at + MOST_WORDS && same_sentence(words, at, end) {
        // "KCN Đông Anh TP Hà Nội": whose town it is stands behind the name.
        if end > at && (is(words, end, "tp") || is(words, end, "tp.")) {
            break;
        }
        match sort(words, end) {
            // "Thành phố Hồ Chí Minh - Mộc Bài": the unit's second word is small.
            Some(Sort::Capital) if opens_a_city(words, at, end) => end += 3,
            // "Vinh - Cửa khẩu Thanh Thủy"
            Some(Sort::Capital) if opens_a_gate(words, end) => end += 3,
            Some(Sort::Capital) => end += 1,
            Some(Sort::Number) if end > at && is_ordinal(words, end) => return Some(end + 1),
            Some(Sort::Mark) if end > at && is_joint(words, end) && opens_a_gate(words, end + 1) => end += 4,
            Some(Sort::Mark) if end > at && is_joint(words, end) => end += 2,
            _ => break,
        }
    }
    (end > at).then_some(end)
}

/// "Thành phố" before a name, where a run or one of its halves begins.
fn opens_a_city(words: &[Word], at: usize, end: usize) -> bool {
    let begins = end == at || is(words, end - 1, "-") || is(words, end - 1, "–");
    begins && is(words, end, "thành") && is(words, end + 1, "phố") && sort(words, end + 2) == Some(Sort::Capital)
}

/// "Cửa khẩu" before a name.
fn opens_a_gate(words: &[Word], at: usize) -> bool {
    is(words, at, "cửa") && is(words, at + 1, "khẩu") && sort(words, at + 2) == Some(Sort::Capital)
}

fn same_sentence(words: &[Word], a: usize, b: usize) -> bool {
    words.get(a).map(|w| w.sentence) == words.get(b).map(|w| w.sentence)
}

/// A number that is a part of a name: small, whole, and not the number of an amount.
fn is_ordinal(words: &[Word], at: usize) -> bool {
    // "Cảng quốc tế Cam Ranh 01 bộ hồ sơ": a nought before it counts things.
    let short = words.get(at).is_some_and(|w| w.lower.len() <= 2 && !w.lower.starts_with('0'));
    let mark = words.get(at + 1).is_some_and(|w| w.sort == Sort::Mark && !matches!(w.lower, "%" | "/"));
    let and = is(words, at + 1, "và") || at + 1 == words.len();
    short && (mark || and || sort(words, at + 1) == Some(Sort::Small) && spaced(words, at) && !unit_like(words, at + 1))
}

fn spaced(words: &[Word], at: usize) -> bool {
    words.get(at).zip(words.get(at + 1)).is_some_and(|(a, b)| b.start > a.end)
}

fn unit_like(words: &[Word], at: usize) -> bool {
    words.get(at).is_some_and(|w| {
        matches!(
            w.lower,
            "tỷ" | "triệu"
                | "ha"
                | "km"
                | "m"
                | "mw"
                | "kw"
                | "hộ"
                | "tấn"
                | "m2"
                | "m3"
                | "m³"
                | "lỗ"
                | "căn"
                | "giường"
                | "tầng"
        )
    })
}

fn is_joint(words: &[Word], at: usize) -> bool {
    // "An Đồng - Giai đoạn 2": the phase is no part of the name.
    // "Khu dân cư Vĩnh Lộc A – Giá từ 900 triệu": nor is its price.
    let phase = is(words, at + 1, "giai") && is(words, at + 2, "đoạn")
        || is(words, at + 1, "giá") && sort(words, at + 2) == Some(Sort::Small);
    // "Cảng quốc tế Cam Ranh - Bộ Quốc phòng": whose it is stands behind the dash.
    let body = is(words, at + 1, "bộ") && sort(words, at + 2) == Some(Sort::Capital);
    let dash = is(words, at, "-") || is(words, at, "–");
    dash && sort(words, at + 1) == Some(Sort::Capital) && !phase && !body
}

/// Tells whether the run is a province or the country.
pub(super) fn is_province(words: &[Word], from: usize, to: usize) -> bool {
    if !PROVINCES_AT.open_at(words, from) {
        return false;
    }
    let name = joined(words, from, to).replace("thanh hoá", "thanh hóa").replace("khánh hoà", "khánh hòa");
    PROVINCES.split('|').any(|p| p == name)
}

/// Tells whether the word at `at` opens the name of a body or a document.
pub(super) fn is_body(words: &[Word], at: usize) -> bool {
    BODIES_AT.stand_at(words, at)
}

/// Returns how many words of a small unit of government stand at `at`: "xã", "thị trấn".
pub(super) fn commune(words: &[Word], at: usize) -> usize {
    let one = ["xã", "phường", "thôn", "bản", "tt"].iter().any(|a| is(words, at, a));
    let two = is(words, at, "thị") && (is(words, at + 1, "trấn") || is(words, at + 1, "xã"));
    if two { 2 } else { usize::from(one && sort(words, at) == Some(Sort::Small)) }
}

/// Returns the end of a place after "tại" or "ở": "xã Phúc Khánh, Lương Sơn".
pub(super) fn place_end(words: &[Word], at: usize) -> Option<usize> {
    let one = |at: usize| {
        proper_end(words, at + district(words, at)).filter(|end| !is_province(words, at, *end) && !is_body(words, at))
    };
    // "… tại Khu kinh tế Nghi Sơn": a work of its own, not a place.
    if head_at(words, at).is_some() {
        return None;
    }
    let mut end = one(at)?;
    while is(words, end, ",") || is(words, end, "và") {
        let Some(next) = one(end + 1).filter(|_| !is_body(words, end + 1)) else { break };
        end = next;
    }
    Some(end)
}

fn district(words: &[Word], at: usize) -> usize {
    let commune = commune(words, at);
    if commune == 0 && is(words, at, "huyện") { 1 } else { commune }
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let all = words(text, 0, text.len());
        let found = place_end(&all, 0).and_then(|end| text.get(..all.get(end - 1)?.end));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn reads_places() {
        check("xã Phúc Khánh, Lương Sơn vận hành", Some("xã Phúc Khánh, Lương Sơn"));
        check("Bảo Hà - Tân An và", Some("Bảo Hà - Tân An"));
        check("Tân Tiến 1: 3,4MW", Some("Tân Tiến 1"));
        check("Bảo Hà 75MW", Some("Bảo Hà"));
    }

    #[test]
    fn refuses_what_names_no_place() {
        check("địa phương", None);
        check("Lào Cai", None);
        check("", None);
    }
}

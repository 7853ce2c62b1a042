//! What the particulars of a person look like: numbers of identity, days, addresses and telephones at the beginning of a
//! field; leaves out which label made it one.

use super::{Span, is_letter, parse_date};

/// Characters between a label and its number: "số:", "công dân do … cấp số".
const LEAD: usize = 40;

/// Finds the identity and passport numbers a field opens with: nine or twelve digits, or a letter and seven.
pub(super) fn identity_numbers(field: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((digits, lead)) = next_number(field, at) {
        let words = field.get(at..digits.start as usize).unwrap_or_default();
        let digits = split_off(field, digits);
        let far = words.chars().count() > LEAD || words.contains([';', '.']);
        if far || (!found.is_empty() && !is_and(words)) {
            break;
        }
        let count = count_digits(field, digits);
        let passport = matches!(count, 7 | 8) && lead;
        let whole = matches!(count, 9 | 12) && !lead;
        if (passport || whole) && !is_money(field, digits) && !is_symbol(field, digits) {
            let start = if lead { digits.start - 1 } else { digits.start };
            found.push(Span { start, end: digits.end });
        }
        at = digits.end as usize;
    }
    found
}

/// Finds the date a field opens with.
pub(super) fn birth_date(field: &str) -> Vec<Span> {
    let mut at = 0;
    loop {
        let rest = field.get(at..).unwrap_or_default();
        let skipped = rest.len() - rest.trim_start_matches([' ', ':', ',', '(', '-', '–', '*']).len();
        let rest = rest.get(skipped..).unwrap_or_default();
        at += skipped;
        let word = ["ngày ", "vào ", "là ", "năm "].iter().find(|w| rest.starts_with(*w));
        match word.filter(|_| parse_date(rest).is_none()) {
            Some(word) => at += word.len(),
            None => break,
        }
    }
    let rest = field.get(at..).unwrap_or_default();
    let len = parse_date(rest).map(|(_, len)| len).or_else(|| month_or_year(rest));
    len.map(|len| vec![Span::new(at, at + len)]).unwrap_or_default()
}

/// Finds the telephone numbers of a field.
pub(super) fn phones(field: &str) -> Vec<Span> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some((digits, _)) = next_number(field, at) {
        let words = field.get(at..digits.start as usize).unwrap_or_default();
        let far = words.chars().count() > LEAD || (!found.is_empty() && !is_and(words));
        if far || !(9..=12).contains(&count_digits(field, digits)) || is_money(field, digits) {
            break;
        }
        found.push(digits);
        at = digits.end as usize;
    }
    found
}

/// Tells a mobile number, which is a person's, from that of a desk.
pub(super) fn is_phone_of_a_person(number: &str) -> bool {
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.strip_prefix("84").map_or_else(|| digits.clone(), |d| format!("0{d}"));
    let mobile = |d: &str| ["03", "05", "07", "08", "09"].iter().any(|p| d.starts_with(p)) && d.len() == 10;
    mobile(&digits) || digits.starts_with("01") && (10..=11).contains(&digits.len())
}

/// Finds the address a field opens with: after a colon, or after "tại" where a `person` is spoken of.
pub(super) fn dwelling(field: &str, person: bool) -> Vec<Span> {
    let lead = field.find(|c: char| !is_letter(c) && c != ' ').unwrap_or(field.len());
    let said = field.get(..lead).unwrap_or_default();
    let colon = field.get(lead..).is_some_and(|r| r.starts_with(':')) && said.chars().count() <= 16;
    let from = if colon {
        lead + 1
    } else if person {
        let opens = |w: &&&str| field.trim_start().starts_with(**w);
        let skip = field.len() - field.trim_start().len();
        // The label may hold the word itself: "trú tại".
        ["tại ", "ở "].iter().find(opens).map_or(skip, |w| skip + w.len())
    } else {
        return Vec::new();
    };
    let rest = field.get(from..).unwrap_or_default();
    let from = from + (rest.len() - rest.trim_start().len());
    let rest = rest.trim_start();
    let len = address_end(rest);
    let words = rest.get(..len).unwrap_or_default();
    let named =
        words.split_whitespace().take(3).any(|w| w.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()));
    let heads = HEADS.iter().any(|h| words.starts_with(h))
        || words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    if named && (colon || heads) { vec![Span::new(from, from + len)] } else { Vec::new() }
}

/// Words that addresses open with, in small letters.
const HEADS: [&str; 22] = [
    "số ",
    "thôn ",
    "xóm ",
    "ấp ",
    "tổ ",
    "khu ",
    "khóm ",
    "buôn ",
    "bản ",
    "làng ",
    "xã ",
    "phường ",
    "đường ",
    "căn ",
    "ngõ ",
    "ngách ",
    "hẻm ",
    "thị ",
    "thành phố ",
    "tỉnh ",
    "huyện ",
    "quận ",
];

/// Where an address ends: at a semicolon, a bracket, a full stop, or what is said next.
fn address_end(words: &str) -> usize {
    let stops = [
        ";",
        ")",
        ". ",
        " là ",
        ", được",
        " được ",
        ", đã",
        " để ",
        ", giữ",
        ", làm",
        ", số",
        ", do ",
        " - ",
        ", quốc tịch",
    ];
    let mut end = words.len();
    for stop in stops {
        for (i, _) in words.match_indices(stop) {
            // "P. Bà Triệu", "TP. Hà Nội"; "số 5, số 7" goes on.
            let last = words.get(..i).unwrap_or_default().rsplit(' ').next().unwrap_or_default();
            let short = stop == ". " && last.chars().count() < 3;
            let house = |r: &str| (1..6).contains(&count_run(r.trim_start()));
            let more = stop == ", số" && words.get(i + stop.len()..).is_some_and(house);
            if !short && !more {
                end = end.min(i);
                break;
            }
        }
    }
    words.get(..end).unwrap_or_default().trim_end_matches(['.', ',', ' ', ':', '-', '(']).len()
}

fn count_run(words: &str) -> usize {
    words.chars().take_while(char::is_ascii_digit).count()
}

/// Finds the next run of digits with single spaces, dots or hyphens between them; whether a capital letter opens it.
fn next_number(field: &str, from: usize) -> Option<(Span, bool)> {
    let bytes = field.as_bytes();
    let mut start = from;
    while !bytes.get(start)?.is_ascii_digit() {
        start += 1;
    }
    let mut end = start;
    while let Some(b) = bytes.get(end) {
        let joins = matches!(b, b' ' | b'.' | b'-') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !b.is_ascii_digit() && !joins {
            break;
        }
        end += 1;
    }
    let before = start.checked_sub(1).and_then(|i| bytes.get(i));
    let lead = before.is_some_and(u8::is_ascii_uppercase)
        && start.checked_sub(2).and_then(|i| bytes.get(i)).is_none_or(|b| *b == b' ' || *b == b':');
    Some((Span::new(start, end), lead))
}

/// "012345678 02/3/2010": what stands after a space may be another figure.
fn split_off(field: &str, digits: Span) -> Span {
    let whole = |n: usize| matches!(n, 9 | 12);
    let words = field.get(digits.range()).unwrap_or_default();
    match words.find(' ') {
        Some(i) if !whole(count_digits(field, digits)) => {
            let first = Span::new(digits.start as usize, digits.start as usize + i);
            if whole(count_digits(field, first)) { first } else { digits }
        }
        _ => digits,
    }
}

fn count_digits(field: &str, span: Span) -> usize {
    field.get(span.range()).unwrap_or_default().bytes().filter(u8::is_ascii_digit).count()
}

/// What two numbers of one person, or of two, have between them.
fn is_and(words: &str) -> bool {
    words.chars().all(|c| !is_letter(c)) || matches!(words.trim(), "và" | ", và" | "hoặc")
}

fn is_money(field: &str, digits: Span) -> bool {
    let after = field.get(digits.end as usize..).unwrap_or_default().trim_start();
    ["đồng", "đ ", "tỷ", "triệu", "VNĐ", "VND", "m2", "m²", "ha", "%"].iter().any(|unit| after.starts_with(unit))
}

/// "12/2020/NĐ-CP" goes on after its figures.
fn is_symbol(field: &str, digits: Span) -> bool {
    field.get(digits.end as usize..).is_some_and(|r| r.starts_with(['/', '@']) || r.starts_with(is_letter))
}

/// Returns the length of "3/1970" or "1970".
fn month_or_year(words: &str) -> Option<usize> {
    let run = |s: &str| s.bytes().take_while(u8::is_ascii_digit).count();
    let first = run(words);
    let year = |s: &str| {
        run(s) == 4
            && (s.starts_with("19") || s.starts_with("20"))
            && !s.get(4..).is_some_and(|r| r.starts_with(is_letter))
    };
    if year(words) {
        return Some(4);
    }
    let rest = words.get(first..)?.strip_prefix(['/', '-'])?;
    (matches!(first, 1 | 2) && year(rest)).then_some(first + 5)
}

//! The mark a list item or heading opens with: bullets, numbers, letters, Roman numbers and Điều/Chương/Mục/Phần.

use serde::{Deserialize, Serialize};

use super::{Cursor, is_letter, parse_roman};

/// The mark a block opens with. Labels are kept as printed, without their closing dot or bracket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Marker {
    /// Running text.
    #[default]
    None,
    /// `-`, `–`, `+`, `*` or `•`; dashes are one.
    Bullet(char),
    /// `1.`, `1.1.`, `2)` or `1/`.
    Number(String),
    /// `(1)`, and `[1]` as a web page prints it.
    Paren(String),
    /// `a)`, `đ)` or `b.`.
    Letter(char),
    /// `I.`, `IV.`.
    Roman(String),
    /// `A.`, `B.`: a part of a plan.
    Capital(char),
    /// `Điều 5.`
    Article(String),
    /// `Mục 2`, `MỤC II`.
    Section(String),
    /// `Chương III`.
    Chapter(String),
    /// `Phần thứ nhất`, `PHẦN II`.
    Part(String),
    /// `Phụ lục I`.
    Appendix(String),
}

impl Marker {
    /// Parses the mark at the start of a clean line; returns it with the offset at which the item's own text begins.
    pub fn parse(line: &str) -> (Self, usize) {
        // The first byte tells which marks may stand here.
        let found = match line.as_bytes().first() {
            Some(b'a'..=b'z') => letter(line),
            Some(b'0'..=b'9') => number(line),
            Some(b'(' | b'[') => bullet(line).or_else(|| paren(line)),
            Some(b'C' | b'M' | b'P' | 0xc4) => article(line).or_else(|| letter(line)),
            Some(b'A'..=b'Z') => roman(line).or_else(|| letter(line)),
            _ => bullet(line),
        };
        found.map_or((Self::None, 0), |(marker, at)| (marker, at + note(line.get(at..).unwrap_or_default())))
    }

    /// Returns the label as a heading path prints it; bullets have none.
    pub fn label(&self) -> Option<String> {
        match self {
            Self::None | Self::Bullet(_) => None,
            Self::Number(n)
            | Self::Paren(n)
            | Self::Roman(n)
            | Self::Article(n)
            | Self::Section(n)
            | Self::Chapter(n)
            | Self::Part(n)
            | Self::Appendix(n) => Some(n.clone()),
            Self::Letter(c) | Self::Capital(c) => Some(c.to_string()),
        }
    }

    /// Tells whether the block opens with any mark.
    pub fn is_some(&self) -> bool {
        *self != Self::None
    }
}

/// The length of a footnote's mark behind that of an item, as consolidated texts print it: "a) **[4]** Cục Tài chính".
fn note(words: &str) -> usize {
    let mut c = Cursor::new(words);
    if !c.eat("[") || c.take_while(|n| n.is_ascii_digit()).is_empty() || !c.eat("]") {
        return 0;
    }
    c.skip_spaces();
    c.pos()
}

fn bullet(line: &str) -> Option<(Marker, usize)> {
    // "(*) Sở Y tế": the star between brackets was read as emphasis.
    if let Some(rest) = line.strip_prefix("() ") {
        return Some((Marker::Bullet('*'), line.len() - rest.trim_start().len()));
    }
    let mut c = Cursor::new(line);
    let mark = c.bump()?;
    let mark = match mark {
        '-' | '–' | '—' | '−' => '-',
        '+' | '*' | '•' => mark,
        '●' | '▪' | '■' | '◦' | '·' | '\u{f0b7}' | '\u{f0a7}' | '➢' | '✓' | '➤' => '•',
        _ => return None,
    };
    // "-5%" is a value, "--" a rule, "-Phòng" a bullet copied without its space.
    let next = c.peek();
    if mark != '•' && next.is_some_and(|n| n.is_ascii_digit() || n == mark) {
        return None;
    }
    c.skip_spaces();
    Some((Marker::Bullet(mark), c.pos()))
}

fn article(line: &str) -> Option<(Marker, usize)> {
    let mut c = Cursor::new(line);
    let make: fn(String) -> Marker = match c.eat_any(&["điều", "chương", "mục", "phần", "phụ lục"])? {
        "điều" => Marker::Article,
        "chương" => Marker::Chapter,
        "mục" => Marker::Section,
        "phần" => Marker::Part,
        _ => Marker::Appendix,
    };
    // A sentence may open with "Điều 5 của Luật …" or "Phần lớn …": a heading goes on with a mark, a capital or ends.
    if !line.starts_with(char::is_uppercase) {
        return None;
    }
    c.skip_spaces();
    let ordinal = c.eat_folded("thứ");
    c.skip_spaces();
    let label = c.take_while(|c| c.is_ascii_alphanumeric() || (ordinal && is_letter(c)) || c == 'đ').to_owned();
    let numbered = label.starts_with(|c: char| c.is_ascii_digit()) || parse_roman(&label).is_some() || ordinal;
    let bare_appendix = label.is_empty() && line.chars().count() <= 12;
    if !(numbered || (bare_appendix && matches!(make(String::new()), Marker::Appendix(_)))) {
        return None;
    }
    let at = c.pos();
    c.skip_spaces();
    let closed = c.eat(".") || c.eat(":") || c.eat("-") || c.eat("–") || c.peek().is_none();
    c.skip_spaces();
    let title = c.peek().is_none_or(|n| n.is_uppercase() || n.is_ascii_digit() || n == '“' || n == '"' || n == '(');
    (closed || title && c.pos() > at).then(|| (make(label), c.pos()))
}

fn paren(line: &str) -> Option<(Marker, usize)> {
    let mut c = Cursor::new(line);
    let square = c.eat("[");
    if !square && !c.eat("(") {
        return None;
    }
    let label = c.take_while(|c| c.is_ascii_digit() || !square && (c.is_ascii_alphabetic() || c == 'đ')).to_owned();
    // "(AI)" is an abbreviation a wrapped line begins with.
    let short = label.chars().filter(char::is_ascii_uppercase).count() > 1 && !label.chars().all(|l| "IVX".contains(l));
    // "02 (hai) ngày": a number in words, which a wrapped line may begin with.
    let letters = label.bytes().all(|l| l.is_ascii_lowercase());
    let words = letters && label.len() > 1 && !label.bytes().all(|l| matches!(l, b'i' | b'v' | b'x'));
    if label.is_empty() || label.len() > 3 || short || words || !c.eat(if square { "]" } else { ")" }) {
        return None;
    }
    c.eat(".");
    c.skip_spaces();
    Some((Marker::Paren(label), c.pos()))
}

fn number(line: &str) -> Option<(Marker, usize)> {
    let mut c = Cursor::new(line);
    let mut label = c.number(2)?.to_string();
    if line.starts_with('0') {
        return None;
    }
    let mut closed = false;
    loop {
        let mut t = c.clone();
        if !t.eat(".") {
            break;
        }
        closed = true;
        c = t.clone();
        let Some(next) = t.number(2) else { break };
        label = format!("{label}.{next}");
        closed = false;
        c = t;
    }
    let letter = c.peek().filter(|l| matches!(l, 'a'..='h' | 'đ'));
    if let Some(l) = letter
        && Cursor::at(line, c.pos() + l.len_utf8()).peek().is_some_and(|n| n == '.' || n == ')')
    {
        c.bump();
        label.push(l);
    }
    closed |= c.eat(".") || c.eat(")") || c.eat("/") && c.peek() == Some(' ');
    let before = c.pos();
    c.skip_spaces();
    let spaced = c.pos() > before || c.peek().is_none() || closed && note(c.rest()) > 0;
    let dotted = label.contains('.');
    let next = c.peek();
    let ok = match next {
        None => closed || dotted,
        // "1.Mục tiêu" copied without its space; but "2.000 tỷ" was refused as a number of more than two digits.
        Some(n) if closed => spaced || is_letter(n),
        Some(n) if dotted => spaced && (n.is_uppercase() || n == '“'),
        // "1 Nguồn Ngân sách": the dot was lost; "12 Đơn vị" cannot be told from it, so only small numbers count.
        Some(n) => spaced && n.is_uppercase() && label.len() == 1,
    };
    ok.then(|| (Marker::Number(label), c.pos()))
}

fn roman(line: &str) -> Option<(Marker, usize)> {
    let mut c = Cursor::new(line);
    let label = c.take_while(|c| matches!(c, 'I' | 'V' | 'X'));
    parse_roman(label)?;
    let mut label = label.to_owned();
    while let Some(n) = sub_number(&mut c) {
        label = format!("{label}.{n}");
    }
    let closed = c.eat(".") || c.eat("/") || c.eat(")") || c.eat("-") || c.eat(" -") || c.eat(":");
    let before = c.pos();
    c.skip_spaces();
    let ok = closed && (c.pos() > before || c.peek().is_none_or(is_letter));
    // "V/v" and "V/V" open a subject (về việc).
    let subject = label == "V" && line.starts_with("V/") && line.get(2..).is_some_and(|r| r.starts_with(['v', 'V']));
    (ok && !subject).then_some((Marker::Roman(label), c.pos()))
}

fn sub_number(c: &mut Cursor<'_>) -> Option<u32> {
    let mut t = c.clone();
    if !t.eat(".") {
        return None;
    }
    let n = t.number(2)?;
    *c = t;
    Some(n)
}

fn letter(line: &str) -> Option<(Marker, usize)> {
    let mut c = Cursor::new(line);
    let l = c.bump()?;
    let capital = matches!(l, 'A'..='H');
    if !(capital || matches!(l, 'a'..='z' | 'đ')) {
        return None;
    }
    let mut t = c.clone();
    if !capital && t.bump().is_some_and(|n| n.is_ascii_digit()) && (t.eat(")") || t.eat(".")) {
        c = t;
    } else if !(c.eat(")") || c.eat(".")) {
        return None;
    }
    let before = c.pos();
    c.skip_spaces();
    let ok = c.pos() > before || c.peek().is_none_or(|n| n.is_uppercase());
    ok.then_some((if capital { Marker::Capital(l) } else { Marker::Letter(l) }, c.pos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, label: &str, rest: &str) {
        let (marker, at) = Marker::parse(line);
        assert_eq!(
            (marker.label().unwrap_or_default().as_str(), line.get(at..).unwrap_or_default()),
            (label, rest),
            "{line} is {marker:?}"
        );
    }

    #[test]
    fn reads_every_mark() {
        check("1. Mục đích", "1", "Mục đích");
        check("1.1. Xây dựng", "1.1", "Xây dựng");
        check("1.1 Xây dựng", "1.1", "Xây dựng");
        check("3 Nguồn Ngân sách huyện", "3", "Nguồn Ngân sách huyện");
        check("(10) Triển khai", "10", "Triển khai");
        check("[2] Giao Sở Tài chính", "2", "Giao Sở Tài chính");
        check("IV. PHÂN CÔNG", "IV", "PHÂN CÔNG");
        check("đ) Sở Y tế", "đ", "Sở Y tế");
        check("Điều 5. Hiệu lực", "5", "Hiệu lực");
        check("Chương II", "II", "");
        check("PHẦN THỨ NHẤT", "NHẤT", "");
        check("2a. Sau khi", "2a", "Sau khi");
        check("3.[42] Các tổ chức", "3", "Các tổ chức");
        check("a) [4] Cục Tài chính", "a", "Cục Tài chính");
        check("- Tham mưu", "", "Tham mưu");
        check("12.", "12", "");
    }

    #[test]
    fn refuses_values_and_sentences() {
        for line in [
            "124/NQ-CP ngày",
            "2.000 người",
            "06 dự án thủy điện",
            "Điều 5 của Luật Đầu tư",
            "Phần lớn các xã",
            "-5% mỗi năm",
            "05/9/2020",
            "22 cơ sở",
            "(hai) ngày làm việc",
            "[a] Một",
            "[1) Một",
            "I do",
        ] {
            assert_eq!(Marker::parse(line), (Marker::None, 0), "{line}");
        }
    }
}

//! Number and symbol of a document (số, ký hiệu): the grammar of Nghị định 30/2020/NĐ-CP (Phụ lục I), 34/2016/NĐ-CP
//! (Điều 58) and Hướng dẫn 36-HD/VPTW; whose number it is and of which year is decided in resolve.

mod standard;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::DocumentType;
use super::packed::{Packer, Row, Unpacker};
use super::word::shared;
use crate::text::Cursor;

pub use standard::STANDARDS;

/// The shape of a symbol, which tells the register it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NumberFamily {
    /// `04/CT-UBND`: numbered by one agency within one year.
    Administrative,
    /// `45/2012/NĐ-CP`, `80/2015/QH13`: the year, or the year and the legislature, stands in the number.
    Normative,
    /// `23-NQ/TW`: numbered by kind within a committee's term.
    Party,
    /// `1516/SCT-QLCN`: an official letter, issuer and drafting unit without a kind.
    Letter,
    /// `TCVN 14423:2025`, `QCVN 06:2022/BXD`: standards, numbered within their series.
    Standard,
}

/// A document's number and symbol, as printed and taken apart.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DocumentNumber {
    /// As printed, white space folded: "23- NQ/TW".
    pub written: String,
    /// The running number without leading zeros; decimal parts and letters are kept ("66.2").
    pub number: String,
    /// The year inside the number.
    pub year: Option<u16>,
    /// The kind's abbreviation as printed: "CTr"; none in official letters and laws.
    pub kind_symbol: Option<String>,
    /// The issuing body's code, with drafting unit: "UBND", "TW", "BTP-BQP", "UBND-VX", "QH15".
    pub body: String,
    /// The shape.
    pub family: NumberFamily,
    /// Leading zeros as printed, so that "04" is shown again.
    digits: String,
}

impl DocumentNumber {
    /// Parses a number at the start of `text`; returns it with the bytes read. The text must open with a digit.
    ///
    /// Accepts spaces round hyphens and slashes ("23- NQ/TW"), any dash, `TTG` for `TTg`, and a missing hyphen between a
    /// known kind and a body ("3051/QĐ UBND"). Dates, scales (1/500) and units give nothing.
    pub fn parse(text: &str) -> Option<(Self, usize)> {
        if !goes_on(text) {
            return None;
        }
        let mut c = Cursor::new(text);
        let digits = running_number(&mut c)?;
        let mut t = c.clone();
        let parsed = party(&mut t, digits).or_else(|| {
            t = c.clone();
            state(&mut t, digits)
        })?;
        let written = collapse(t.since(0));
        let number = digits.trim_start_matches('0').to_owned();
        if number.is_empty() {
            return None;
        }
        Some((Self { written, number, ..parsed }, t.pos()))
    }

    /// Parses the number of a letter whose symbol is one code, which only the words before it tell from a place or a unit:
    /// "công văn số **01/KGL**".
    pub fn parse_letter(text: &str) -> Option<(Self, usize)> {
        let mut c = Cursor::new(text);
        let digits = running_number(&mut c)?;
        slash(&mut c).then_some(())?;
        let body = group(&mut c).filter(|b| b.chars().filter(|l| l.is_uppercase()).count() >= 2)?;
        let number = digits.trim_start_matches('0').to_owned();
        let (written, end) = (collapse(c.since(0)), c.pos());
        let made = make(None, None, body, NumberFamily::Letter, digits);
        (!number.is_empty()).then_some((Self { written, number, ..made }, end))
    }

    /// Parses text that is a number and nothing else.
    pub fn parse_whole(text: &str) -> Option<Self> {
        let text = text.trim();
        let whole = Self::parse(text).or_else(|| Self::parse_standard(text));
        whole.filter(|(_, len)| *len == text.len()).map(|(n, _)| n)
    }

    /// Returns the kind the symbol stands for; official letters are told by their shape, laws by their body.
    pub fn document_type(&self) -> Option<DocumentType> {
        match (&self.kind_symbol, self.family) {
            (Some(_), NumberFamily::Standard) => None,
            (Some(symbol), _) => kind_of(symbol),
            (None, NumberFamily::Letter) => Some(DocumentType::OfficialLetter),
            // A resolution of the National Assembly has the same shape as a law: the word before it decides.
            (None, _) => None,
        }
    }

    /// Returns the canonical printing, leading zeros kept: `04/CT-UBND`, `23-NQ/TW`, `45/2012/NĐ-CP`.
    pub fn canonical(&self) -> String {
        if self.family == NumberFamily::Standard {
            return self.standard();
        }
        let year = self.year.filter(|_| self.family == NumberFamily::Normative);
        let (digits, body) = (self.digits.as_str(), self.body.as_str());
        match (self.kind_symbol.as_deref(), self.family, year) {
            (Some(kind), NumberFamily::Party, _) => [digits, "-", kind, "/", body].concat(),
            (None, NumberFamily::Party, _) => [digits, "-", body].concat(),
            (Some(kind), _, Some(year)) if body.is_empty() => [digits, "/", &year.to_string(), "/", kind].concat(),
            (Some(kind), _, Some(year)) => [digits, "/", &year.to_string(), "/", kind, "-", body].concat(),
            (None, _, Some(year)) => [digits, "/", &year.to_string(), "/", body].concat(),
            (Some(kind), _, None) if body.is_empty() => [digits, "/", kind].concat(),
            (Some(kind), _, None) => [digits, "/", kind, "-", body].concat(),
            (None, _, None) => [digits, "/", body].concat(),
        }
    }

    /// Returns a key under which all printings of one number are equal: upper case, no leading zeros.
    pub fn key(&self) -> String {
        let printed = self.canonical().to_uppercase();
        printed.trim_start_matches('0').to_owned()
    }
}

thread_local! {
    static NUMBERS: RefCell<BTreeSet<Arc<DocumentNumber>>> = const { RefCell::new(BTreeSet::new()) };
}

impl DocumentNumber {
    /// Returns it as one that is shared with all equal ones made on this thread not long ago.
    pub fn shared(self) -> Arc<Self> {
        NUMBERS.with_borrow_mut(|known| shared(known, self))
    }
}

/// The families by their numbers.
const FAMILIES: [NumberFamily; 5] = [
    NumberFamily::Administrative,
    NumberFamily::Normative,
    NumberFamily::Party,
    NumberFamily::Letter,
    NumberFamily::Standard,
];

impl Row for DocumentNumber {
    fn pack(&self, to: &mut Packer) {
        to.number(self.family as u32);
        to.maybe(self.year.map(u32::from));
        to.maybe_text(self.kind_symbol.as_deref());
        [&self.written, &self.number, &self.body, &self.digits].iter().for_each(|text| to.text(text));
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        let family = *FAMILIES.get(from.number()? as usize)?;
        let year = from.maybe()?.map(u16::try_from).transpose().ok()?;
        let kind_symbol = from.maybe_text()?.map(String::from);
        let (written, number, body, digits) = (from.text()?, from.text()?, from.text()?, from.text()?);
        Some(Self { written, number, year, kind_symbol, body, family, digits })
    }
}

impl fmt::Display for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

/// Tells from the character behind the first digits whether they may be those of a symbol.
fn goes_on(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    match rest.chars().next() {
        Some(' ' | '\u{a0}') => {
            rest.trim_start_matches([' ', '\u{a0}']).starts_with(|c| c == '/' || DASHES.contains(&c))
        }
        Some(c) => matches!(c, '/' | '.' | 'a'..='z') || DASHES.contains(&c),
        None => false,
    }
}

/// "04", "66.2", "1a"; at most five digits.
fn running_number<'a>(c: &mut Cursor<'a>) -> Option<&'a str> {
    let from = c.pos();
    c.number(5)?;
    let mut t = c.clone();
    if t.eat(".") && t.number(2).is_some() && t.peek() == Some('/') {
        *c = t;
    }
    // "01-10/2025/CV-TKV": firms count within a month.
    let mut t = c.clone();
    if t.eat("-") && t.number(3).is_some() && t.peek() == Some('/') {
        let mut year = t.clone();
        if year.eat("/") && year.number(4).is_some_and(|y| y > 1900) && year.eat("/") {
            *c = t;
        }
    }
    let mut t = c.clone();
    if t.bump().is_some_and(|l| l.is_ascii_lowercase()) && matches!(t.peek(), Some('/' | '-')) {
        *c = t;
    }
    Some(c.since(from))
}

/// `-NQ/TW`, after the running number.
fn party(c: &mut Cursor<'_>, digits: &str) -> Option<DocumentNumber> {
    dash(c).then_some(())?;
    let kind = group(c)?;
    if !slash(c) {
        return old_body(kind, digits);
    }
    let mut body = group(c)?;
    while let Some(more) = next_group(c) {
        body = format!("{body}-{more}");
    }
    kind_of(&kind).is_some().then_some(())?;
    Some(make(None, Some(kind), body, NumberFamily::Party, digits))
}

/// `17-HĐBT`, `22-CP`: the form before 1997.
fn old_body(body: String, digits: &str) -> Option<DocumentNumber> {
    matches!(body.as_str(), "HĐBT" | "CP" | "TTg" | "HĐNN" | "LCT" | "SL")
        .then(|| make(None, None, body, NumberFamily::Party, digits))
}

/// `/CT-UBND`, `/2012/NĐ-CP`, `/2015/QH13`, `/SCT-QLCN`, after the running number.
fn state(c: &mut Cursor<'_>, digits: &str) -> Option<DocumentNumber> {
    slash(c).then_some(())?;
    let mut t = c.clone();
    let year = t.number(4).and_then(|y| u16::try_from(y).ok()).filter(|y| (1945..=2100).contains(y));
    let year = year.filter(|_| slash(&mut t) || dash(&mut t));
    if year.is_some() {
        *c = t;
    }
    let mut first = group(c)?;
    region(c, &mut first);
    let mut rest = Vec::new();
    while let Some(mut more) = next_group(c) {
        region(c, &mut more);
        rest.push(more);
    }
    if let Some((kind, body)) = run_together(&first).filter(|_| rest.is_empty()) {
        first = kind;
        rest.push(body);
    }
    if rest.is_empty()
        && kind_of(&first).is_some()
        && let Some(body) = unhyphenated_body(c)
    {
        rest.push(body);
    }
    let family = if year.is_some() { NumberFamily::Normative } else { NumberFamily::Administrative };
    if kind_of(&first).is_some() && !(rest.is_empty() && year.is_none() && first.chars().count() < 2) {
        return Some(make(year, Some(first), rest.join("-"), family, digits));
    }
    let body = std::iter::once(first.clone()).chain(rest.iter().cloned()).collect::<Vec<_>>().join("-");
    if year.is_some() && is_assembly(&first) {
        return Some(make(year, None, body, NumberFamily::Normative, digits));
    }
    if rest.is_empty() {
        return matches!(first.as_str(), "CP" | "TTg" | "UBND" | "HĐND" | "HĐBT" | "CTN")
            .then(|| make(year, None, body, family, digits));
    }
    // An official letter: at least two capitals before the hyphen, so that "24/Thu-Đông" is none.
    let capitals = first.chars().filter(|c| c.is_uppercase()).count();
    (capitals >= 2).then(|| make(year, None, body, if year.is_some() { family } else { NumberFamily::Letter }, digits))
}

fn make(year: Option<u16>, kind: Option<String>, body: String, family: NumberFamily, digits: &str) -> DocumentNumber {
    DocumentNumber {
        written: String::new(),
        number: String::new(),
        year,
        kind_symbol: kind.map(usual_case),
        body: usual_body(body),
        family,
        digits: digits.to_owned(),
    }
}

/// `QH15`, `UBTVQH14`.
fn is_assembly(body: &str) -> bool {
    body.strip_prefix("UBTV")
        .unwrap_or(body)
        .strip_prefix("QH")
        .is_some_and(|k| k.chars().all(|c| c.is_ascii_digit()) || k.parse::<u8>().is_ok())
        || body.strip_prefix("QH").is_some_and(|k| super::super::text::parse_roman(k).is_some())
}

/// One group of a symbol: capitals first, `&` and dots inside.
fn group(c: &mut Cursor<'_>) -> Option<String> {
    let mut t = c.clone();
    t.peek().filter(|l| l.is_uppercase())?;
    let mut text = t.take_while(|l| l.is_alphanumeric() || l == '&').to_owned();
    // "QLN& TTBĐS": a space stands behind the sign.
    let mut spaced = t.clone();
    if text.ends_with('&') && spaced.eat(" ") && spaced.peek().is_some_and(char::is_uppercase) {
        let more = spaced.take_while(|l| l.is_alphanumeric() || l == '&');
        if more.chars().all(|l| !l.is_lowercase()) {
            text.push_str(more);
            t = spaced;
        }
    }
    // "BKH &ĐT": or before it.
    let mut spaced = t.clone();
    if spaced.eat(" &") && spaced.peek().is_some_and(char::is_uppercase) {
        let more = spaced.take_while(|l| l.is_alphanumeric());
        if more.chars().all(|l| !l.is_lowercase()) {
            text = format!("{text}&{more}");
            t = spaced;
        }
    }
    let text = text.as_str();
    let ok = text.chars().count() <= 24 && text.chars().any(char::is_uppercase) && !is_word(text);
    ok.then(|| {
        *c = t;
        text.to_owned()
    })
}

/// "Thông", "Ủy": a word of running text, not a code. Codes have a second capital early or stand in capitals.
fn is_word(text: &str) -> bool {
    let lower_tail = text.chars().skip(1).all(|c| c.is_lowercase());
    lower_tail && text.chars().count() > 2
}

/// "VPCP-**V.I**", "CCTKV**.VIII**-CNTK": the numeral of a region or of a unit belongs to the group before its dot.
fn region(c: &mut Cursor<'_>, group: &mut String) {
    let mut t = c.clone();
    if !t.eat(".") {
        return;
    }
    let numeral = t.take_while(|l| matches!(l, 'I' | 'V' | 'X')).to_owned();
    if !numeral.is_empty() && !t.peek().is_some_and(char::is_alphanumeric) {
        *c = t;
        group.push('.');
        group.push_str(&numeral);
    }
}

fn next_group(c: &mut Cursor<'_>) -> Option<String> {
    let mut t = c.clone();
    if !(dash(&mut t) || t.eat(".") || t.eat(",") && t.peek().is_some_and(char::is_uppercase)) {
        return None;
    }
    // "…/QĐ-UBND - Kế hoạch": a dash between spaces ends the symbol unless a code follows.
    let more = group(&mut t)?;
    *c = t;
    Some(more)
}

/// "79/2025/NĐCP": kind and body without the hyphen between them.
fn run_together(symbol: &str) -> Option<(String, String)> {
    let local = ["UBND", "HĐND", "TTg", "CP"].iter().find_map(|body| {
        let kind = symbol.strip_suffix(body).filter(|k| kind_of(k).is_some())?;
        Some((kind.to_owned(), (*body).to_owned()))
    });
    // "37/2025/TTBNNMT": what follows the kind is the code of a ministry.
    local.or_else(|| {
        let (kind, body) = ["TTLT", "TT", "QĐ", "NQ"].iter().find_map(|k| Some((*k, symbol.strip_prefix(*k)?)))?;
        super::reference::body_of_code(body).map(|_| (kind.to_owned(), body.to_owned()))
    })
}

fn unhyphenated_body(c: &mut Cursor<'_>) -> Option<String> {
    let mut t = c.clone();
    t.eat(" ").then_some(())?;
    let body = group(&mut t)?;
    matches!(body.as_str(), "UBND" | "HĐND" | "TTg" | "TTG" | "CP" | "BTC" | "BCT" | "BXD").then(|| {
        *c = t;
        body
    })
}

const DASHES: [char; 6] = ['-', '–', '—', '\u{2010}', '\u{2011}', '\u{2212}'];

fn dash(c: &mut Cursor<'_>) -> bool {
    separator(c, &DASHES)
}

fn slash(c: &mut Cursor<'_>) -> bool {
    separator(c, &['/'])
}

fn separator(c: &mut Cursor<'_>, marks: &[char]) -> bool {
    let mut t = c.clone();
    t.skip_spaces();
    if t.peek().is_some_and(|m| marks.contains(&m)) {
        t.bump();
        t.skip_spaces();
        *c = t;
        return true;
    }
    false
}

fn kind_of(symbol: &str) -> Option<DocumentType> {
    DocumentType::from_symbol(symbol).or(match symbol {
        "QD" => Some(DocumentType::Decision),
        "ND" => Some(DocumentType::Decree),
        "QYĐ" | "QĐI" => Some(DocumentType::Regulation),
        "NQLT" => Some(DocumentType::Resolution),
        "CTHD" => Some(DocumentType::Programme),
        "L" => Some(DocumentType::Law),
        _ => None,
    })
}

/// Titles stand in capitals: `CTR` is `CTr` there.
fn usual_case(symbol: String) -> String {
    match symbol.as_str() {
        "CTR" | "Ctr" => "CTr".to_owned(),
        "TTR" | "Ttr" => "TTr".to_owned(),
        "QD" => "QĐ".to_owned(),
        "ND" => "NĐ".to_owned(),
        _ => symbol,
    }
}

fn usual_body(body: String) -> String {
    match body.as_str() {
        "TTG" => "TTg".to_owned(),
        "HDND" => "HĐND".to_owned(),
        _ => body,
    }
}

fn collapse(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, canonical: &str, family: NumberFamily, kind: Option<DocumentType>) {
        let (n, _) = DocumentNumber::parse(text).unwrap_or_else(|| panic!("no number in {text:?}"));
        assert_eq!((n.canonical().as_str(), n.family, n.document_type()), (canonical, family, kind), "{n:?}");
        let again = DocumentNumber::parse_whole(&n.canonical());
        assert_eq!(again.map(|a| a.key()), Some(n.key()), "the canonical printing parses to the same number");
    }

    #[test]
    fn reads_every_family() {
        use DocumentType::*;
        use NumberFamily::*;
        check("04/CT-UBND ngày", "04/CT-UBND", Administrative, Some(Directive));
        check("45/2012/NĐ-CP ngày", "45/2012/NĐ-CP", Normative, Some(Decree));
        check("23- NQ/TW của", "23-NQ/TW", Party, Some(Resolution));
        check("17- CTr/TU", "17-CTr/TU", Party, Some(Programme));
        check("80/2015/QH13", "80/2015/QH13", Normative, None);
        check("351/2017/UBTVQH14,", "351/2017/UBTVQH14", Normative, None);
        check("1516/SCT-QLCN", "1516/SCT-QLCN", Letter, Some(OfficialLetter));
        check("17/2015/TTLT-BTP-BQP", "17/2015/TTLT-BTP-BQP", Normative, Some(JointCircular));
        check("06/QĐ-TTG NGÀY", "06/QĐ-TTg", Administrative, Some(Decision));
        check("66.2/2025/NQ-CP", "66.2/2025/NQ-CP", Normative, Some(Resolution));
        check("3051/QĐ UBND không", "3051/QĐ-UBND", Administrative, Some(Decision));
        check("79/2025/NĐCP ngày", "79/2025/NĐ-CP", Normative, Some(Decree));
        check("02-KH/BCĐTW, ngày", "02-KH/BCĐTW", Party, Some(Plan));
        check("20-NQ/ĐH", "20-NQ/ĐH", Party, Some(Resolution));
        check("14/VBHN-BTC", "14/VBHN-BTC", Administrative, Some(ConsolidatedText));
        check("149 /2018 / NQ – HĐND", "149/2018/NQ-HĐND", Normative, Some(Resolution));
        check("101/CP", "101/CP", Administrative, None);
        check("11554/VPCP-V.I ngày", "11554/VPCP-V.I", Letter, Some(OfficialLetter));
        check("545/CCTKV.VIII-CNTK", "545/CCTKV.VIII-CNTK", Letter, Some(OfficialLetter));
        check("15972/SXD-QLN& TTBĐS ngày", "15972/SXD-QLN&TTBĐS", Letter, Some(OfficialLetter));
        check("01-10/2025/CV-TKV của", "01-10/2025/CV-TKV", Normative, Some(OfficialLetter));
    }

    #[test]
    fn refuses_what_only_looks_like_one() {
        for text in [
            "04/3/2020",
            "1/500",
            "3G/4G",
            "24/7",
            "220/110kV",
            "12/Thông tư",
            "0/CT-UBND",
            "20 km/h",
            "5-NĐ",
            "2021-2025",
            "10/Quý",
        ] {
            assert_eq!(DocumentNumber::parse(text), None, "{text}");
        }
    }

    #[test]
    fn one_key_for_all_printings() {
        let key = |t: &str| DocumentNumber::parse(t).map(|(n, _)| n.key());
        assert_eq!(key("04/CT-UBND"), key("4 / CT - UBND"));
        assert_eq!(key("17-CTr/TU"), key("17- CTR/TU"));
    }

    proptest::proptest! {
        #[test]
        fn never_panics(text in "[0-9]{0,6}[/\\-–. ]?[0-9]{0,4}[/\\- ]?[A-ZĐa-zđ&]{0,5}[/\\- ]?\\PC{0,6}") {
            if let Some((n, len)) = DocumentNumber::parse(&text) {
                proptest::prop_assert!(text.get(..len).is_some());
                proptest::prop_assert!(!n.key().is_empty());
            }
        }
    }
}

//! Automatic numbers of paragraphs: the label Word prints before a paragraph and does not store in it. Knows the
//! counters and their forms; leaves out pictures as bullets.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::attribute;

/// Levels a list has.
const LEVELS: usize = 9;

/// The lists of a document and where each stands.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels of each definition.
    definitions: BTreeMap<String, BTreeMap<usize, Level>>,
    /// The definition each list uses, with the levels it changes.
    lists: BTreeMap<String, List>,
    /// How far each definition has counted.
    counted: BTreeMap<String, [Option<u32>; LEVELS]>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    /// `decimal`, `upperRoman`, `bullet` and so on.
    form: String,
    /// `%1.%2.`, or the bullet itself.
    pattern: String,
    /// All numbers in digits whatever their own form.
    digits: bool,
}

#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    /// Levels that begin anew where the list is first used.
    starts: BTreeMap<usize, u32>,
    levels: BTreeMap<usize, Level>,
    used: bool,
}

impl Numbering {
    /// Reads the numbering part.
    pub(super) fn read(xml: &str) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_str(xml);
        let (mut definition, mut list, mut level) = (None::<String>, None::<String>, None::<usize>);
        loop {
            match reader.read_event() {
                Ok(Event::Start(e) | Event::Empty(e)) => match e.local_name().as_ref() {
                    "abstractNum" => definition = attribute(&e, "abstractNumId"),
                    "num" => {
                        definition = None;
                        list = attribute(&e, "numId");
                    }
                    "lvl" | "lvlOverride" => level = number(&e, "ilvl"),
                    _ => found.property(&e, definition.as_deref(), list.as_deref(), level),
                },
                Ok(Event::End(e)) if e.local_name().as_ref() == "abstractNum" => definition = None,
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
        }
    }

    fn property(&mut self, e: &BytesStart<'_>, definition: Option<&str>, list: Option<&str>, level: Option<usize>) {
        let value = attribute(e, "val");
        let name = e.local_name();
        let name = name.as_ref();
        if let (None, Some(list)) = (definition, list) {
            let list = self.lists.entry(list.to_owned()).or_default();
            match (name, level) {
                ("abstractNumId", _) => list.definition = value.unwrap_or_default(),
                ("startOverride", Some(l)) => {
                    list.starts.insert(l, value.and_then(|v| v.parse().ok()).unwrap_or(1));
                }
                (_, Some(l)) => set(&mut list.levels, l, name, value),
                _ => {}
            }
        } else if let (Some(definition), Some(l)) = (definition, level) {
            set(self.definitions.entry(definition.to_owned()).or_default(), l, name, value);
        }
    }

    /// Counts one paragraph of a list and returns its label, with the space after it; empty when none is printed.
    pub(super) fn next(&mut self, list: &str, level: usize) -> String {
        let level = level.min(LEVELS - 1);
        let Some(found) = self.lists.get_mut(list) else { return String::new() };
        let first = !std::mem::replace(&mut found.used, true);
        let list = found.clone();
        let of = |l: usize| {
            let own = list.levels.get(&l).filter(|l| !l.form.is_empty());
            own.or_else(|| self.definitions.get(&list.definition)?.get(&l)).cloned()
        };
        let levels: Vec<Option<Level>> = (0..=level).map(of).collect();
        let counted = self.counted.entry(list.definition.clone()).or_default();
        if first {
            for l in list.starts.keys() {
                if let Some(at) = counted.get_mut(*l) {
                    *at = None;
                }
            }
        }
        for (l, found) in levels.iter().enumerate() {
            let start = list.starts.get(&l).copied().or(found.as_ref().map(|f| f.start)).unwrap_or(1);
            if let Some(at) = counted.get_mut(l) {
                *at = match *at {
                    Some(n) if l == level => Some(n.saturating_add(1)),
                    Some(n) => Some(n),
                    None => Some(start),
                };
            }
        }
        counted.iter_mut().skip(level + 1).for_each(|c| *c = None);
        let counted = *counted;
        levels.get(level).and_then(Option::as_ref).map(|own| label(own, &levels, &counted)).unwrap_or_default()
    }
}

fn set(levels: &mut BTreeMap<usize, Level>, at: usize, name: &str, value: Option<String>) {
    let level = levels.entry(at).or_insert_with(|| Level { start: 1, ..Level::default() });
    let value = value.unwrap_or_default();
    match name {
        "start" => level.start = value.parse().unwrap_or(1),
        "numFmt" => level.form = value,
        "lvlText" => level.pattern = value,
        "isLgl" => level.digits = !matches!(value.as_str(), "0" | "false"),
        _ => {}
    }
}

fn number(e: &BytesStart<'_>, name: &str) -> Option<usize> {
    attribute(e, name)?.parse().ok()
}

fn label(own: &Level, levels: &[Option<Level>], counted: &[Option<u32>; LEVELS]) -> String {
    if own.form == "bullet" {
        return format!("{} ", bullet(&own.pattern));
    }
    let mut out = String::new();
    let mut chars = own.pattern.chars();
    while let Some(c) = chars.next() {
        let place = if c == '%' { chars.clone().next().and_then(|d| d.to_digit(10)) } else { None };
        let Some(place) = place.and_then(|p| (p as usize).checked_sub(1)) else {
            out.push(c);
            continue;
        };
        chars.next();
        let form = levels.get(place).and_then(Option::as_ref).map_or("decimal", |l| l.form.as_str());
        let form = if own.digits { "decimal" } else { form };
        out.push_str(&counted.get(place).copied().flatten().map(|n| printed(n, form)).unwrap_or_default());
    }
    let out = out.trim();
    if out.is_empty() { String::new() } else { format!("{out} ") }
}

/// A bullet as it is typed by hand; pictures of symbol fonts stand for the dash.
fn bullet(pattern: &str) -> &str {
    match pattern.trim() {
        "+" => "+",
        "*" => "*",
        _ => "-",
    }
}

fn printed(n: u32, form: &str) -> String {
    match form {
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "upperLetter" => letter(n).to_uppercase(),
        "lowerLetter" => letter(n),
        "decimalZero" => format!("{n:02}"),
        "none" => String::new(),
        _ => n.to_string(),
    }
}

/// Word's letters: a to z, then aa, bb.
fn letter(n: u32) -> String {
    let n = n.saturating_sub(1);
    let c = char::from_digit(n % 26 + 10, 36).unwrap_or('a');
    std::iter::repeat_n(c, (n / 26 + 1).min(8) as usize).collect()
}

fn roman(n: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut left = n.min(4999);
    let mut out = String::new();
    for (value, digit) in DIGITS {
        while left >= value {
            out.push_str(digit);
            left -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTS: &str = r#"<w:numbering xmlns:w="w">
        <w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1."/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
            <w:lvl w:ilvl="2"><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%2.%3"/></w:lvl>
            <w:lvl w:ilvl="3"><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%4)"/></w:lvl>
            <w:lvl w:ilvl="4"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
        <w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="1"><w:startOverride w:val="5"/></w:lvlOverride></w:num>
    </w:numbering>"#;

    #[track_caller]
    fn check(paragraphs: &[(&str, usize)], labels: &[&str]) {
        let mut numbering = Numbering::read(LISTS);
        let found: Vec<String> = paragraphs.iter().map(|(list, level)| numbering.next(list, *level)).collect();
        assert_eq!(found, labels);
    }

    #[test]
    fn counts_as_word_does() {
        check(
            &[("1", 0), ("1", 1), ("1", 1), ("1", 2), ("1", 3), ("1", 3), ("1", 4), ("1", 0), ("1", 1)],
            &["I. ", "1. ", "2. ", "2.1 ", "a) ", "b) ", "- ", "II. ", "1. "],
        );
        check(&[("1", 0), ("1", 1), ("2", 1), ("2", 1)], &["I. ", "1. ", "5. ", "6. "]);
        check(&[("1", 1), ("1", 0)], &["1. ", "II. "]);
    }

    #[test]
    fn a_list_that_is_not_defined_has_no_labels() {
        check(&[("9", 0), ("", 30)], &["", ""]);
        assert_eq!(Numbering::read("<w:numbering><w:num").next("1", 0), "");
    }

    #[test]
    fn numbers_in_their_forms() {
        assert_eq!(
            (roman(4).as_str(), roman(19).as_str(), letter(1).as_str(), letter(27).as_str()),
            ("IV", "XIX", "a", "aa")
        );
    }
}

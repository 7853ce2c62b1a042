//! What a paragraph takes from its style: a list, a font, capitals; leaves out how it looks otherwise.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::package::attribute;

/// How many styles one may be based on, each on the next; more is a ring.
const CHAIN: usize = 16;

/// What a style sets itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    /// The font's name.
    pub(super) font: Option<String>,
    /// Small letters are shown as capitals.
    pub(super) capitals: Option<bool>,
    /// Not shown.
    pub(super) hidden: Option<bool>,
    /// The list.
    pub(super) list: Option<String>,
    /// The list's level.
    pub(super) level: Option<usize>,
}

impl Format {
    /// Takes in one property of a paragraph or a run.
    pub(super) fn set(&mut self, name: &str, e: &BytesStart<'_>) {
        let value = || attribute(e, "val");
        let on = || Some(!matches!(value().as_deref(), Some("0" | "false" | "off")));
        match name {
            "rFonts" => self.font = attribute(e, "ascii").or_else(|| attribute(e, "hAnsi")),
            "caps" => self.capitals = on(),
            "vanish" => self.hidden = on(),
            "numId" => self.list = value(),
            "ilvl" => self.level = value().and_then(|v| v.parse().ok()),
            _ => {}
        }
    }

    /// Fills what is not set from a format below.
    pub(super) fn or(self, below: &Self) -> Self {
        Self {
            font: self.font.or_else(|| below.font.clone()),
            capitals: self.capitals.or(below.capitals),
            hidden: self.hidden.or(below.hidden),
            list: self.list.or_else(|| below.list.clone()),
            level: self.level.or(below.level),
        }
    }
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Of all text.
    base: Format,
    /// The style of paragraphs that name none.
    normal: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    own: Format,
    based_on: Option<String>,
}

impl Styles {
    /// Reads the styles part.
    pub(super) fn read(xml: &str) -> Self {
        let mut found = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut at = None::<String>;
        loop {
            match reader.read_event() {
                Ok(Event::Start(e) | Event::Empty(e)) => {
                    let name = e.local_name();
                    match (name.as_ref(), &at) {
                        ("style", _) => {
                            at = attribute(&e, "styleId");
                            let default = matches!(attribute(&e, "default").as_deref(), Some("1" | "true"));
                            if default && attribute(&e, "type").as_deref() == Some("paragraph") {
                                found.normal.clone_from(&at);
                            }
                        }
                        ("basedOn", Some(id)) => {
                            found.styles.entry(id.clone()).or_default().based_on = attribute(&e, "val");
                        }
                        (name, Some(id)) => found.styles.entry(id.clone()).or_default().own.set(name, &e),
                        (name, None) => found.base.set(name, &e),
                    }
                }
                Ok(Event::End(e)) if e.local_name().as_ref() == "style" => at = None,
                Ok(Event::Eof) | Err(_) => return found,
                Ok(_) => {}
            }
        }
    }

    /// Returns what a paragraph of a style, or of none, is set in.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Format {
        let named = id.filter(|id| self.styles.contains_key(*id));
        self.chain(named.or(self.normal.as_deref())).or(&self.base)
    }

    /// Returns what a run's own style sets.
    pub(super) fn run(&self, id: &str) -> Format {
        self.chain(Some(id))
    }

    fn chain(&self, id: Option<&str>) -> Format {
        let mut found = Format::default();
        let mut at = id.and_then(|id| self.styles.get(id));
        for _ in 0..CHAIN {
            let Some(style) = at else { break };
            found = found.or(&style.own);
            at = style.based_on.as_ref().and_then(|id| self.styles.get(id));
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_takes_from_those_it_is_based_on() {
        let styles = Styles::read(
            r#"<w:styles><w:docDefaults><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr></w:docDefaults>
            <w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:rPr><w:rFonts w:ascii=".VnTime"/></w:rPr></w:style>
            <w:style w:styleId="Muc"><w:basedOn w:val="Normal"/><w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
            <w:style w:styleId="Vong"><w:basedOn w:val="Vong"/><w:rPr><w:caps/></w:rPr></w:style></w:styles>"#,
        );
        assert_eq!(styles.paragraph(None).font.as_deref(), Some(".VnTime"));
        let heading = styles.paragraph(Some("Muc"));
        assert_eq!((heading.font.as_deref(), heading.list.as_deref()), (Some(".VnTime"), Some("3")));
        assert_eq!(styles.run("Vong").capitals, Some(true));
        assert_eq!(styles.run("Khac"), Format::default());
    }
}

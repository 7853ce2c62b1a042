//! The parts of a Word file: a ZIP archive whose parts point to each other; unpacks no more than a document can hold.

use std::io::{Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::read::refusal::Refusal;

const WORD: &str = "Word";
/// Bytes one part may unpack to; a thousand pages are some twenty million.
const PART: u64 = 96 << 20;
/// How many times its packed size a part above a million bytes may unpack to; XML packs to a tenth, a table of one
/// repeated row to a hundredth.
const RATIO: u64 = 400;
const RATIO_FROM: u64 = 1 << 20;
/// Entries an archive may list.
const ENTRIES: usize = 20_000;

/// An open Word file.
#[derive(Debug)]
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
}

/// Where a part points to: the last word of the kind of the link, and the part's path in the package.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Link {
    kind: String,
    target: String,
}

impl<'a> Package<'a> {
    /// Opens the archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Refusal> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refusal::broken(WORD, e.to_string()))?;
        if archive.len() > ENTRIES {
            return Err(Refusal::broken(WORD, "it lists more parts than a document has"));
        }
        Ok(Self { archive })
    }

    /// Returns the path of the part that holds the text.
    pub(super) fn main_part(&mut self) -> Result<String, Refusal> {
        let named = self.links("")?.into_iter().find(|l| l.kind == "officeDocument").map(|l| l.target);
        Ok(named.unwrap_or_else(|| "word/document.xml".to_owned()))
    }

    /// Returns the text of the part that another points to, `numbering` or `styles`, if there is one.
    pub(super) fn linked(&mut self, from: &str, kind: &str) -> Result<Option<String>, Refusal> {
        match self.links(from)?.into_iter().find(|l| l.kind == kind) {
            Some(link) => self.part(&link.target),
            None => Ok(None),
        }
    }

    /// Returns the text of a part, if there is one.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<String>, Refusal> {
        let file = match self.archive.by_name(path) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(why)) if why == ZipError::PASSWORD_REQUIRED => {
                return Err(Refusal::Locked(WORD));
            }
            Err(e) => return Err(Refusal::broken(WORD, e.to_string())),
        };
        let most = file.compressed_size().saturating_mul(RATIO).clamp(RATIO_FROM, PART);
        let mut bytes = Vec::new();
        // A damaged checksum at the end does not lose the words before it.
        let end = file.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Refusal::Bomb { format: WORD, limit: "a document of its size can hold" });
        }
        match end {
            Err(e) if bytes.is_empty() => Err(Refusal::broken(WORD, e.to_string())),
            _ => Ok(Some(characters(&bytes))),
        }
    }

    fn links(&mut self, from: &str) -> Result<Vec<Link>, Refusal> {
        let (folder, name) = from.rsplit_once('/').unwrap_or(("", from));
        let path = if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") };
        let Some(xml) = self.part(&path)? else { return Ok(Vec::new()) };
        let mut reader = Reader::from_str(&xml);
        let mut links = Vec::new();
        loop {
            match reader.read_event() {
                Ok(Event::Start(e) | Event::Empty(e)) if e.local_name().as_ref() == "Relationship" => {
                    links.extend(link(&e, folder));
                }
                Ok(Event::Eof) | Err(_) => return Ok(links),
                Ok(_) => {}
            }
        }
    }
}

fn link(element: &BytesStart<'_>, folder: &str) -> Option<Link> {
    let kind = attribute(element, "Type")?;
    let target = attribute(element, "Target")?;
    let target = match target.strip_prefix('/') {
        Some(whole) => whole.to_owned(),
        None if folder.is_empty() => target,
        None => format!("{folder}/{target}"),
    };
    Some(Link { kind: kind.rsplit('/').next().unwrap_or_default().to_owned(), target })
}

/// Returns the value of an attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

/// XML parts are UTF-8, or UTF-16 with its mark.
fn characters(bytes: &[u8]) -> String {
    match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding.decode(bytes).0.into_owned(),
        None => String::from_utf8_lossy(bytes).into_owned(),
    }
}

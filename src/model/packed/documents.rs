//! Works as rows, with their mentions beside them: how they are kept in a file.

use serde::de::Error as _;
use serde::ser::SerializeTuple;
use serde::{Deserialize, Deserializer, Serializer};

use super::bytes::{Packer, Row, Unpacker};
use super::rows::Packed;
use super::shared::Mentions;
use crate::model::{
    AuthorityLevel, DocumentId, DocumentNode, DocumentNumber, DocumentType, Jurisdiction, MentionNode, Resolution,
    SignedBy, Word,
};

/// The states of identification by their numbers.
const RESOLUTIONS: [Resolution; 4] =
    [Resolution::Resolved, Resolution::Stub, Resolution::Ambiguous, Resolution::Unidentified];

/// Stands between the words of a territory.
const BREAK: char = '\t';

/// Writes works and the list of all their mentions.
pub(in crate::model) fn serialize<S: Serializer>(nodes: &[DocumentNode], serializer: S) -> Result<S::Ok, S::Error> {
    let mut both = serializer.serialize_tuple(2)?;
    both.serialize_element(&Packed::<DocumentNode>::of(nodes.iter()))?;
    match nodes.first() {
        Some(node) => both.serialize_element(node.mentions.all())?,
        None => both.serialize_element(&Packed::<MentionNode>::default())?,
    }
    both.end()
}

/// Reads works and gives each its mentions.
pub(in crate::model) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<DocumentNode>, D::Error> {
    let (rows, mentions): (Packed<DocumentNode>, Packed<MentionNode>) = Deserialize::deserialize(deserializer)?;
    let mut nodes: Vec<DocumentNode> = rows.iter().collect();
    if nodes.len() != rows.len() {
        return Err(D::Error::custom("works that cannot be read"));
    }
    drop(rows);
    let counts: Vec<usize> = nodes.iter().map(|n| n.mentions.len()).collect();
    for (node, own) in nodes.iter_mut().zip(Mentions::cut(mentions, &counts)) {
        node.mentions = own;
    }
    Ok(nodes)
}

impl Row for DocumentNode {
    fn pack(&self, to: &mut Packer) {
        to.text(self.id.as_str());
        to.maybe_text(self.source.as_deref());
        to.number(u32::from(self.number.is_some()));
        self.number.iter().for_each(|n| n.pack(to));
        to.number(u32::from(self.draft));
        to.maybe_text(self.title.as_deref());
        to.count(self.aliases.len());
        self.aliases.iter().for_each(|a| to.text(a));
        to.maybe(self.document_type.map(|t| t as u32));
        to.date(self.issued_on);
        to.maybe(self.issuer);
        to.word(self.issuer_name.as_ref());
        to.word(self.jurisdiction.as_ref().map(|j| written(j)).as_ref());
        to.maybe(self.level.map(|l| l as u32));
        to.number(self.resolution as u32);
        to.numbers(&self.candidates);
        to.word(Some(&self.rule));
        to.maybe(self.place);
        to.count(self.signers.len());
        self.signers.iter().for_each(|s| s.pack(to));
        to.number(self.cited_by);
        to.count(self.mentions.len());
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(Self {
            id: DocumentId::new(from.text()?),
            held: None,
            source: from.maybe_text()?,
            number: if from.number()? == 0 { None } else { Some(DocumentNumber::unpack(from)?.shared()) },
            draft: from.number()? != 0,
            title: from.maybe_text()?,
            aliases: {
                let count = from.count()?;
                (0..count).map(|_| from.text()).collect::<Option<_>>()?
            },
            document_type: one_of(from.maybe()?, DocumentType::ALL)?,
            issued_on: from.date()?,
            issuer: from.maybe()?,
            issuer_name: from.word()?,
            jurisdiction: from.word()?.map(|words| read(&words).shared()),
            level: one_of(from.maybe()?, &AuthorityLevel::ALL)?,
            resolution: *RESOLUTIONS.get(from.number()? as usize)?,
            candidates: from.numbers()?,
            rule: from.word()??,
            place: from.maybe()?,
            signers: {
                let count = from.count()?;
                (0..count).map(|_| SignedBy::unpack(from)).collect::<Option<_>>()?
            },
            cited_by: from.number()?,
            mentions: Mentions::counted(from.number()?),
        })
    }
}

impl Row for SignedBy {
    fn pack(&self, to: &mut Packer) {
        to.number(self.person);
        to.word(self.capacity.as_ref());
        to.word(self.post.as_ref());
        to.located(&self.evidence, 0);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Option<Self> {
        Some(Self { person: from.number()?, capacity: from.word()?, post: from.word()?, evidence: from.located(0)? })
    }
}

/// Returns the member of a list that a number stands for; none inside where there was none.
fn one_of<T: Copy>(place: Option<u32>, list: &[T]) -> Option<Option<T>> {
    match place {
        Some(place) => list.get(place as usize).copied().map(Some),
        None => Some(None),
    }
}

/// Writes a territory as one word: few are many documents'.
fn written(jurisdiction: &Jurisdiction) -> Word {
    let units = [&jurisdiction.province, &jurisdiction.district, &jurisdiction.commune];
    let parts = units.map(|unit| unit.as_ref().map_or(String::new(), |(kind, name)| format!("{kind}{BREAK}{name}")));
    parts.join("\n").into()
}

fn read(words: &str) -> Jurisdiction {
    let unit = |part: &str| part.split_once(BREAK).map(|(kind, name)| (kind.to_owned(), name.to_owned()));
    let mut parts = words.split('\n').map(unit);
    let mut next = || parts.next().flatten();
    Jurisdiction { province: next(), district: next(), commune: next() }
}

//! What one document says of itself and of other documents.

use serde::{Deserialize, Serialize};

use super::{BasisSort, DocumentNumber, DocumentType, Evidence, Jurisdiction, RelationKind, Scope, Sourced};
use crate::text::{PartialDate, Span};

/// Whether the document prints a number of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Numbering {
    /// It does.
    Printed,
    /// The place is there and blank: a draft ("Số:    /KH-UBND").
    Blank,
    /// There is no such place: a copied body, an article.
    #[default]
    Absent,
}

/// What a document says of itself.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// Number and symbol (số, ký hiệu), if printed and not blank.
    pub number: Option<Sourced<DocumentNumber>>,
    /// Whether a number is printed, blank or absent.
    pub numbering: Numbering,
    /// The symbol of a blank number: "KH-UBND".
    pub blank_symbol: Option<String>,
    /// The kind of document.
    pub document_type: Option<Sourced<DocumentType>>,
    /// The subject line (trích yếu), white space folded.
    pub title: Option<Sourced<String>>,
    /// The date of issue, as precise as printed.
    pub issued_on: Option<Sourced<PartialDate>>,
    /// The issuer in full, jurisdiction included; for an article its publisher.
    pub issuer: Option<Sourced<String>>,
    /// Who signed.
    pub signers: Vec<Signer>,
    /// Where it holds.
    pub jurisdiction: Option<Sourced<Jurisdiction>>,
    /// Who receives it (Nơi nhận).
    pub recipients: Vec<Recipient>,
}

/// A person who signed a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signer {
    /// The name as printed.
    pub name: String,
    /// The capacity: "TM.", "KT.", "TL.", "TUQ.", "Q."; none when signed in one's own right.
    pub capacity: Option<String>,
    /// The post as printed: "PHÓ CHỦ TỊCH".
    pub post: Option<String>,
    /// The words.
    pub evidence: Evidence,
}

/// One line of the recipients.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    /// The words, without the dash and the closing mark.
    pub name: String,
    /// The words in their place.
    pub evidence: Evidence,
}

/// A heading of the document and the text it governs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Labels from the top down, joined by dots: `IV.1`, `II.3.1.a`.
    pub path: String,
    /// The heading's own words, without its label.
    pub title: String,
    /// 0 for the top.
    pub depth: u8,
    /// Clean span from the heading to the next one of its depth or above.
    pub span: Span,
    /// Index of the block that opens it.
    pub block: u32,
    /// Index of the section it stands in.
    pub parent: Option<u32>,
}

/// One naming of another document.
///
/// Several mentions of one document are several entries; `antecedent` joins a short form to the mention it stands for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DocumentMention {
    /// Number and symbol, if printed.
    pub number: Option<DocumentNumber>,
    /// The name a work without a number is known by, its kind word included: "Luật Đầu tư".
    /// For a numbered work, its subject if printed ("về khuyến công").
    pub name: Option<String>,
    /// The kind, from the word before the number, else from the symbol.
    pub document_type: Option<DocumentType>,
    /// The date, if printed.
    pub issued_on: Option<PartialDate>,
    /// The issuer in full, jurisdiction included, if printed or implied by the words ("của UBND tỉnh").
    pub issuer: Option<String>,
    /// The provision meant, as printed: "khoản 2 Điều 3".
    pub provision: Option<String>,
    /// The mention this short form stands for.
    pub antecedent: Option<u32>,
    /// The document a press article reports on, when it has neither number nor name of its own.
    pub reported: bool,
    /// Still to be issued: no relation of SELF to it counts.
    pub draft: bool,
    /// The words; the focus is the number or name.
    pub evidence: Evidence,
}

/// The active side of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Party {
    /// The document that says it.
    SelfDocument,
    /// Another document, by the index of a mention.
    Mention(u32),
}

/// A relation between documents that the text states. The one who says it is the document itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Who acts.
    pub actor: Party,
    /// What it does.
    pub kind: RelationKind,
    /// The acted-on document: index of a mention.
    pub object: u32,
    /// For a legal basis, which sort.
    pub basis: Option<BasisSort>,
    /// How much of the acted-on document.
    pub scope: Scope,
    /// The words; the focus is the trigger and the mention.
    pub evidence: Evidence,
}

//! Kinds of relations between documents and what qualifies them; triggers live with the extraction rules.

use serde::{Deserialize, Serialize};

macro_rules! relation_kinds {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $vi:literal, $inverse:literal;)*) => {
        /// What one document does to another. Stored actor to acted-on; the inverse is derived.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum RelationKind {
            $($(#[$doc])* $variant,)*
        }

        impl RelationKind {
            /// All kinds, the strongest first: of several kinds between SELF and one document only the strongest counts.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the English constant, as in `IMPLEMENTS`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Returns the Vietnamese verb.
            pub fn vietnamese(self) -> &'static str {
                match self { $(Self::$variant => $vi,)* }
            }

            /// Returns the Vietnamese verb seen from the acted-on document.
            pub fn vietnamese_inverse(self) -> &'static str {
                match self { $(Self::$variant => $inverse,)* }
            }
        }
    };
}

relation_kinds! {
    /// Sửa đổi, bổ sung.
    Amends, "AMENDS", "sửa đổi, bổ sung", "được sửa đổi, bổ sung bởi";
    /// Thay thế.
    Replaces, "REPLACES", "thay thế", "được thay thế bởi";
    /// Bãi bỏ, hủy bỏ.
    Repeals, "REPEALS", "bãi bỏ", "bị bãi bỏ bởi";
    /// Đình chỉ, tạm ngưng hiệu lực.
    Suspends, "SUSPENDS", "đình chỉ", "bị đình chỉ bởi";
    /// Gia hạn, kéo dài thời hạn.
    Extends, "EXTENDS", "gia hạn", "được gia hạn bởi";
    /// Đính chính.
    Corrects, "CORRECTS", "đính chính", "được đính chính bởi";
    /// Hợp nhất.
    Consolidates, "CONSOLIDATES", "hợp nhất", "được hợp nhất bởi";
    /// Ban hành (kèm theo).
    Promulgates, "PROMULGATES", "ban hành", "được ban hành bởi";
    /// Phê duyệt.
    Approves, "APPROVES", "phê duyệt", "được phê duyệt bởi";
    /// Thực hiện, triển khai, cụ thể hóa, thi hành.
    Implements, "IMPLEMENTS", "thực hiện", "được thực hiện bởi";
    /// Hướng dẫn, quy định chi tiết.
    Guides, "GUIDES", "hướng dẫn, quy định chi tiết", "được hướng dẫn bởi";
    /// Căn cứ.
    LegalBasis, "LEGAL_BASIS", "căn cứ", "là căn cứ của";
    /// Theo đề nghị, xét đề nghị tại.
    RespondsTo, "RESPONDS_TO", "theo đề nghị tại", "được trả lời bởi";
    /// Any other citation.
    RefersTo, "REFERS_TO", "dẫn chiếu", "được dẫn chiếu bởi";
    /// A press article about the document.
    ReportsOn, "REPORTS_ON", "đưa tin về", "được đưa tin bởi";
    /// A draft and the document later issued.
    DraftOf, "DRAFT_OF", "dự thảo của", "có dự thảo";
}

impl RelationKind {
    /// Reads the English constant.
    pub fn parse_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|k| k.code() == code)
    }
}

/// Which sort of legal basis a "Căn cứ" line is (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum BasisSort {
    /// What gives the issuer the power to issue: laws on organisation, decrees on functions and duties.
    Competence,
    /// What the content rests on.
    Substance,
}

/// How much of the acted-on document is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Scope {
    /// All of it, or nothing else was said.
    Whole,
    /// The provisions named, as printed: "khoản 2 Điều 3".
    Part(String),
}

//! Kinds of documents: names, abbreviations in symbols and labels; the table of Nghị định 30/2020/NĐ-CP, Phụ lục III.

use serde::{Deserialize, Serialize};

macro_rules! document_types {
    ($($(#[$doc:meta])* $variant:ident, $code:literal, $slug:literal, [$($symbol:literal),*], [$($name:literal),*];)*) => {
        /// The kind of a document (loại văn bản).
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "SCREAMING_SNAKE_CASE")]
        pub enum DocumentType {
            $($(#[$doc])* $variant,)*
        }

        impl DocumentType {
            /// All kinds, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Returns the English constant, as in `DIRECTIVE`.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Returns the part of a document key that stands for the kind: its abbreviation in ASCII, as in `ct`.
            pub fn slug(self) -> &'static str {
                match self { $(Self::$variant => $slug,)* }
            }

            /// Returns the abbreviations that stand for the kind in a symbol, the usual one first.
            pub fn symbols(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($symbol),*],)* }
            }

            /// Returns the Vietnamese names in lower case, the usual one first.
            pub fn names(self) -> &'static [&'static str] {
                match self { $(Self::$variant => &[$($name),*],)* }
            }
        }
    };
}

document_types! {
    /// Nghị quyết.
    Resolution, "RESOLUTION", "nq", ["NQ"], ["nghị quyết"];
    /// Chỉ thị.
    Directive, "DIRECTIVE", "ct", ["CT"], ["chỉ thị"];
    /// Kế hoạch.
    Plan, "PLAN", "kh", ["KH", "KHHĐ"], ["kế hoạch", "kế hoạch hành động"];
    /// Quyết định.
    Decision, "DECISION", "qd", ["QĐ"], ["quyết định"];
    /// Nghị định.
    Decree, "DECREE", "nd", ["NĐ"], ["nghị định"];
    /// Thông tư liên tịch.
    JointCircular, "JOINT_CIRCULAR", "ttlt", ["TTLT"], ["thông tư liên tịch"];
    /// Thông tư.
    Circular, "CIRCULAR", "tt", ["TT"], ["thông tư"];
    /// Luật, Bộ luật.
    Law, "LAW", "l", ["L"], ["luật", "bộ luật"];
    /// Pháp lệnh.
    Ordinance, "ORDINANCE", "pl", ["PL"], ["pháp lệnh"];
    /// Chương trình, Chương trình hành động.
    Programme, "PROGRAMME", "ctr", ["CTr", "Ctr", "CTR", "CTHĐ", "CTrHĐ", "CTRHĐ"], ["chương trình", "chương trình hành động"];
    /// Đề án.
    Scheme, "SCHEME", "da", ["ĐA"], ["đề án"];
    /// Dự án as a document.
    ProjectDoc, "PROJECT_DOC", "duan", ["DA"], ["dự án"];
    /// Công văn: has no abbreviation of its own in the symbol.
    OfficialLetter, "OFFICIAL_LETTER", "cv", ["CV"], ["công văn", "văn bản", "thư công"];
    /// Công điện.
    Telegram, "TELEGRAM", "cd", ["CĐ"], ["công điện"];
    /// Thông báo.
    Notice, "NOTICE", "tb", ["TB"], ["thông báo"];
    /// Báo cáo.
    Report, "REPORT", "bc", ["BC"], ["báo cáo"];
    /// Tờ trình.
    Submission, "SUBMISSION", "ttr", ["TTr", "TTR", "Ttr"], ["tờ trình"];
    /// Hướng dẫn.
    Guidance, "GUIDANCE", "hd", ["HD"], ["hướng dẫn"];
    /// Kết luận.
    Conclusion, "CONCLUSION", "kl", ["KL"], ["kết luận"];
    /// Quy định, Quy chế.
    Regulation, "REGULATION", "qyd", ["QyĐ", "QĐi", "QC", "QCPH"], ["quy định", "quy chế", "quy chế phối hợp"];
    /// Chiến lược.
    Strategy, "STRATEGY", "cl", ["CL"], ["chiến lược"];
    /// Quy hoạch.
    MasterPlan, "MASTER_PLAN", "qh", ["QH"], ["quy hoạch"];
    /// Hiến pháp.
    Constitution, "CONSTITUTION", "hp", ["HP"], ["hiến pháp"];
    /// Văn bản hợp nhất.
    ConsolidatedText, "CONSOLIDATED_TEXT", "vbhn", ["VBHN"], ["văn bản hợp nhất"];
    /// A press article.
    Article, "ARTICLE", "bao", [], ["bài viết", "bài báo"];
    /// Any other kind: Phương án, Lệnh, Biên bản, Thông tri, Giấy mời, …
    Other, "OTHER", "khac",
        ["PA", "BB", "HĐ", "BGN", "BTT", "GUQ", "GM", "TC", "SL", "TTri", "BS", "PB", "QTr", "ĐĐ", "SY"],
        ["phương án", "biên bản", "hợp đồng", "lệnh", "sắc lệnh", "thông tri", "thông cáo", "bộ chỉ số", "tiêu chuẩn",
         "quy chuẩn", "thông tin", "bộ tiêu chí", "danh mục", "điều lệ", "cương lĩnh", "hiệp định", "công ước", "tuyên bố"];
}

impl DocumentType {
    /// Returns the kind that an abbreviation in a symbol stands for, looked up exactly: HD and HĐ, QĐ and QyĐ differ.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.symbols().contains(&symbol))
    }

    /// Returns the kind of a Vietnamese name in any case.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        Self::ALL.iter().copied().find(|t| t.names().contains(&name.as_str()))
    }

    /// Returns the usual Vietnamese name with a capital: `Chỉ thị`.
    pub fn vietnamese(self) -> String {
        let name = self.names().first().copied().unwrap_or_default();
        let mut chars = name.chars();
        chars.next().map(|c| c.to_uppercase().chain(chars).collect()).unwrap_or_default()
    }

    /// Reads the English constant.
    pub fn parse_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn diacritics_and_case_tell_kinds_apart() {
        assert_eq!(DocumentType::from_symbol("HD"), Some(DocumentType::Guidance));
        assert_eq!(DocumentType::from_symbol("HĐ"), Some(DocumentType::Other));
        assert_eq!(DocumentType::from_symbol("TTr"), Some(DocumentType::Submission));
        assert_eq!(DocumentType::from_symbol("TT"), Some(DocumentType::Circular));
        assert_eq!(DocumentType::from_name("KẾ HOẠCH"), Some(DocumentType::Plan));
    }

    #[test]
    fn no_symbol_or_name_stands_twice() {
        let mut all: Vec<&str> =
            DocumentType::ALL.iter().flat_map(|t| t.symbols().iter().chain(t.names())).copied().collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}

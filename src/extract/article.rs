//! Who speaks in a press article: where its writer begins anew between two reports, and which lines only introduce what a
//! cited document says.

use super::view::View;
use crate::text::{Block, Marker};

/// Words the writer of an article opens a line with that introduces or ends a quotation.
const OPENS: [&str; 11] =
    ["trên đây là", "như vậy", "theo đó", "do đó", "tải ", "tải về", ">", "xem ", "quý khách", "căn cứ ", "(hình "];

/// Words that lead to a provision: "Tại Điều 2 Quyết định … như sau:".
const LEADS: [&str; 15] = [
    "căn cứ ",
    "đồng thời, căn cứ ",
    "theo quy định tại ",
    "theo điều ",
    "theo khoản ",
    "theo điểm ",
    "theo mục ",
    "tại điều ",
    "tại khoản ",
    "tại điểm ",
    "tại mục ",
    "cụ thể tại ",
    "cụ thể, tại ",
    "tại chỉ thị ",
    "tại nghị định ",
];

/// Tells whether the writer begins anew here: at a heading, a question, a caption, or words of his own.
pub(super) fn is_break(text: &View<'_>, block: &Block) -> bool {
    if !matches!(block.marker, Marker::None | Marker::Bullet('*')) {
        return false;
    }
    let words = text.lower(block.span).trim_start_matches(['"', '“', '(', ')', ' ']);
    is_heading(text, block) || is_title(words) || OPENS.iter().chain(&LEADS).any(|o| words.starts_with(o))
}

/// Tells whether a line introduces what a document says: "Căn cứ Điều 5 Nghị định 03/2017/NĐ-CP quy định … như sau:".
pub(super) fn is_lead_in(text: &View<'_>, block: &Block) -> bool {
    let words = text.lower(block.span).trim();
    if block.marker != Marker::None || !words.ends_with(':') {
        return false;
    }
    LEADS.iter().any(|l| words.starts_with(l))
}

/// Tells whether a line is a heading of its own: what the writer said before ends here.
pub(super) fn ends_report(text: &View<'_>, block: &Block) -> bool {
    block.marker == Marker::None && (is_heading(text, block) || is_title(text.lower(block.span)))
}

/// A question, or the caption of a picture, which repeats the headline.
fn is_title(words: &str) -> bool {
    let asks = words.trim_end_matches(['"', '”', ' ']).ends_with('?');
    asks || words.contains("(hình từ ") || words.contains("(hình ảnh ")
}

/// A line that the page marks as a heading: "## Quy mô dự án".
fn is_heading(text: &View<'_>, block: &Block) -> bool {
    let start = text.to_source(block.span).start as usize;
    text.source().get(..start).is_some_and(|before| before.trim_end_matches(' ').ends_with('#'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[track_caller]
    fn check(source: &str, breaks: bool, leads: bool) {
        let text = SourceText::new("a.txt", source);
        let text = View::new(&text);
        let found: Vec<(bool, bool)> =
            text.blocks().iter().map(|b| (is_break(&text, b), is_lead_in(&text, b))).take(1).collect();
        assert_eq!(found, [(breaks, leads)], "{source}");
    }

    #[test]
    fn hears_the_writer() {
        check("## Quy mô dự án\n", true, false);
        check("Thực hiện đặc xá tuân theo nguyên tắc nào?\n", true, false);
        check("Quy mô dự án (Hình từ Internet)\n", true, false);
        check("Căn cứ Điều 5 Nghị định 03/2017/NĐ-CP quy định điểm kinh doanh như sau:\n", true, true);
    }

    #[test]
    fn leaves_what_is_reported() {
        check("(2) Sở Tài chính\n", false, false);
        check("Sở Tài chính rà soát quy định.\n", false, false);
        check("a) Căn cứ Điều 5, Sở Y tế rà soát:\n", false, false);
    }
}

//! The parts of a text that may give tasks, and where the words that close each begin.

use std::ops::Range;

use crate::extract::view::View;
use crate::text::Block;

/// Words that open a closing paragraph.
const WORDS: &[&str] = &[
    "Trên đây",
    "Yêu cầu ",
    "Trong quá trình",
    "Quá trình",
    "Chỉ thị này",
    "Kế hoạch này",
    "Nghị quyết này",
    "Quyết định này",
    "Thông tư này",
];

/// A run of blocks: the document itself, or a work it promulgates.
#[derive(Debug)]
pub(super) struct Part {
    /// Its blocks.
    pub(super) blocks: Range<usize>,
    /// The first of the unmarked paragraphs that close it after its last marked block.
    pub(super) closing: usize,
}

/// Returns the parts of a text in their order.
pub(super) fn parts(text: &View<'_>) -> Vec<Part> {
    let part = |blocks: Range<usize>| Part { closing: closing(text, &blocks), blocks };
    text.parts().iter().cloned().map(part).collect()
}

fn closing(text: &View<'_>, part: &Range<usize>) -> usize {
    let blocks = text.blocks().get(part.clone()).unwrap_or_default();
    let marked = blocks.iter().rposition(|b| b.marker.is_some()).map_or(0, |i| i + 1);
    let closes = |b: &Block| {
        let words = text.slice(b.span);
        WORDS.iter().any(|w| words.starts_with(w))
            || (words.contains(" yêu cầu ") && words.ends_with("./."))
            || (words.contains(" yêu cầu ") && words.starts_with(['U', 'Ủ', 'C']))
    };
    blocks.iter().enumerate().skip(marked).find(|(_, b)| closes(b)).map_or(part.end, |(i, _)| part.start + i)
}

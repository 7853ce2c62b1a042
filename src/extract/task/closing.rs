//! The parts of a text that may give tasks, and where the words that close each begin.

use std::ops::Range;

use crate::extract::article;
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

/// Returns the parts of a text in their order; an article begins anew wherever its writer speaks again.
pub(super) fn parts(text: &View<'_>, article: bool) -> Vec<Part> {
    let part = |blocks: Range<usize>| Part { closing: closing(text, &blocks), blocks };
    if !article {
        return text.parts().iter().cloned().map(part).collect();
    }
    let mut out = Vec::new();
    for run in text.parts() {
        let mut from = run.start;
        for i in run.clone() {
            if text.blocks().get(i).is_some_and(|b| article::is_break(text, b)) {
                out.push(from..i);
                from = i;
            }
        }
        out.push(from..run.end);
    }
    out.into_iter().filter(|r| !r.is_empty() && !asks_competence(text, r)).map(part).collect()
}

/// "Cơ quan có thẩm quyền kiểm tra … là cơ quan nào?": the law an article answers with says who may, not who is to.
fn asks_competence(text: &View<'_>, run: &Range<usize>) -> bool {
    let words = text.blocks().get(run.start).map_or("", |b| text.lower(b.span));
    let words = words.trim_end_matches(['"', '”', '*', ' ']);
    let leads = words.ends_with(':') && ["căn cứ ", "theo "].iter().any(|w| words.starts_with(w));
    words.contains("có thẩm quyền") && (leads || words.ends_with('?'))
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

//! Words of a clean text put in the place of others, its map and its blocks following; leaves out which and why.

use super::{Block, OffsetMap, Span};

/// Replaces spans of a clean text, which lie in its blocks, in order and apart, and returns where the new words stand.
/// Each stands for the whole source range of the words it replaces.
pub(super) fn replace(
    clean: &mut String,
    map: &mut OffsetMap,
    blocks: &mut [Block],
    spans: &[Span],
    with: impl Fn(&mut String, &str),
) -> Vec<Span> {
    let mut out = String::with_capacity(clean.len() + 64);
    let mut new = Vec::with_capacity(spans.len());
    let mut from = 0;
    for span in spans {
        out.push_str(clean.get(from..span.start as usize).unwrap_or_default());
        let start = out.len();
        with(&mut out, clean.get(span.range()).unwrap_or_default());
        new.push(Span::new(start, out.len()));
        from = span.end as usize;
    }
    out.push_str(clean.get(from..).unwrap_or_default());
    let moved = |at: u32| {
        let i = spans.partition_point(|s| s.start < at);
        match i.checked_sub(1).and_then(|i| spans.get(i).zip(new.get(i))) {
            Some((old, new)) if at < old.end => new.start,
            Some((old, new)) => new.end + (at - old.end),
            None => at,
        }
    };
    for block in blocks.iter_mut() {
        block.span = Span { start: moved(block.span.start), end: moved(block.span.end) };
        block.body = moved(block.body);
    }
    let pairs: Vec<(Span, Span)> = spans.iter().copied().zip(new.iter().copied()).collect();
    *map = map.replaced(&pairs);
    *clean = out;
    new
}

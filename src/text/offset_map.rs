//! Maps places in the clean text back to places in the source; knows nothing of why characters were dropped.

use super::Span;

/// A piecewise map from clean byte offsets to source byte offsets.
///
/// Each piece says: from this clean offset on, source offset = piece source + distance. Pieces are added in ascending
/// order. Where the clean text has other bytes than the source (a composed letter), the piece is *opaque*: all of it
/// maps to the whole source range, so that a span never cuts a source character.
#[derive(Clone, Debug, Default)]
pub struct OffsetMap {
    pieces: Vec<Piece>,
    /// For each stretch of [`STRETCH`] clean bytes the first piece in or behind it, so that those of a place are found at
    /// once.
    firsts: Vec<u32>,
}

/// Clean bytes whose pieces are found by one look.
const STRETCH: u32 = 64;

#[derive(Clone, Copy, Debug)]
struct Piece {
    clean: u32,
    source: u32,
    /// Source length of an opaque piece; 0 for a piece copied byte by byte.
    opaque: u32,
}

impl OffsetMap {
    /// Records that clean text from `clean` on was copied from `source` on, byte by byte.
    pub fn push_copy(&mut self, clean: usize, source: usize) {
        if let Some(last) = self.pieces.last()
            && last.opaque == 0
            && to_u32(source).wrapping_sub(last.source) == to_u32(clean).wrapping_sub(last.clean)
        {
            return;
        }
        self.push(Piece { clean: to_u32(clean), source: to_u32(source), opaque: 0 });
    }

    /// Records that clean text from `clean` up to the next piece stands for `len` source bytes from `source`.
    pub fn push_opaque(&mut self, clean: usize, source: usize, len: usize) {
        self.push(Piece { clean: to_u32(clean), source: to_u32(source), opaque: to_u32(len).max(1) });
    }

    /// Returns the source span for a clean span.
    pub fn to_source(&self, clean: Span) -> Span {
        if clean.is_empty() {
            let at = start_in(self.piece_at(clean.start), clean.start);
            return Span { start: at, end: at };
        }
        let at = self.pieces_to(clean.start);
        let start = start_in(self.before(at), clean.start);
        let end = end_in(self.piece_at(clean.end - 1), clean.end);
        Span { start, end: end.max(start) }
    }

    /// Returns the clean offset that stands for the source offset, or the next one that does.
    pub fn to_clean(&self, source: u32) -> u32 {
        let i = self.pieces.partition_point(|p| p.source <= source);
        let Some(piece) = i.checked_sub(1).and_then(|i| self.pieces.get(i)) else { return 0 };
        let next = self.pieces.get(i).map_or(u32::MAX, |p| p.clean);
        if piece.opaque > 0 { piece.clean } else { (piece.clean + (source - piece.source)).min(next) }
    }

    /// Returns the map of a clean text in which spans, in order and apart, were replaced: each new span stands for the
    /// whole source range of its old one.
    pub fn replaced(&self, spans: &[(Span, Span)]) -> Self {
        let mut out = Self::default();
        let mut pieces = self.pieces.iter().copied().peekable();
        // Old places below `old` are `new` places; they go side by side up to the next replaced span.
        let (mut old, mut new) = (0u32, 0u32);
        for (before, after) in spans {
            while let Some(p) = pieces.next_if(|p| p.clean < before.start) {
                out.push(Piece { clean: new + (p.clean - old), ..p });
            }
            let source = self.to_source(*before);
            out.push(Piece { clean: after.start, source: source.start, opaque: (source.end - source.start).max(1) });
            while pieces.next_if(|p| p.clean < before.end).is_some() {}
            (old, new) = (before.end, after.end);
            if let Some(p) = self.piece_at(old) {
                let inner = if p.opaque > 0 { 0 } else { old - p.clean };
                out.push(Piece { clean: new, source: p.source + inner, opaque: p.opaque });
            }
            while pieces.next_if(|p| p.clean == before.end).is_some() {}
        }
        for p in pieces {
            out.push(Piece { clean: new + (p.clean - old), ..p });
        }
        out
    }

    fn push(&mut self, piece: Piece) {
        if self.pieces.last().is_some_and(|last| last.clean == piece.clean) {
            self.pieces.pop();
        }
        while self.firsts.len() <= (piece.clean / STRETCH) as usize {
            self.firsts.push(to_u32(self.pieces.len()));
        }
        self.pieces.push(piece);
    }

    /// Returns how many pieces begin at or before a clean offset.
    fn pieces_to(&self, clean: u32) -> usize {
        let Some(first) = self.firsts.get((clean / STRETCH) as usize) else { return self.pieces.len() };
        let rest = self.pieces.get(*first as usize..).unwrap_or_default();
        *first as usize + rest.iter().take_while(|p| p.clean <= clean).count()
    }

    fn piece_at(&self, clean: u32) -> Option<Piece> {
        self.before(self.pieces_to(clean))
    }

    fn before(&self, at: usize) -> Option<Piece> {
        at.checked_sub(1).and_then(|i| self.pieces.get(i)).copied()
    }
}

fn start_in(piece: Option<Piece>, clean: u32) -> u32 {
    match piece {
        Some(p) if p.opaque > 0 => p.source,
        Some(p) => p.source + (clean - p.clean),
        None => clean,
    }
}

fn end_in(piece: Option<Piece>, clean: u32) -> u32 {
    match piece {
        Some(p) if p.opaque > 0 => p.source + p.opaque,
        Some(p) => p.source + (clean - p.clean),
        None => clean,
    }
}

fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn the_piece_of_a_place_is_the_last_that_begins_before_it(steps in proptest::collection::vec((1_usize..700, 0_usize..3), 0..40)) {
            let mut map = OffsetMap::default();
            let (mut clean, mut source) = (0, 0);
            for (copied, dropped) in steps {
                map.push_copy(clean, source);
                (clean, source) = (clean + copied, source + copied + dropped);
            }
            for at in 0..to_u32(clean) {
                proptest::prop_assert_eq!(map.pieces_to(at), map.pieces.partition_point(|p| p.clean <= at));
            }
        }
    }

    #[test]
    fn a_dropped_mark_is_stepped_over() {
        // source "a**bc", clean "abc"
        let mut map = OffsetMap::default();
        map.push_copy(0, 0);
        map.push_copy(1, 3);
        assert_eq!(map.to_source(Span::new(0, 1)), Span::new(0, 1));
        assert_eq!(map.to_source(Span::new(1, 3)), Span::new(3, 5));
        assert_eq!(map.to_source(Span::new(0, 3)), Span::new(0, 5));
        assert_eq!(map.to_clean(4), 2);
    }

    #[test]
    fn a_composed_letter_maps_to_all_its_source_bytes() {
        // source: 3 bytes (e + combining), clean: 2 bytes (é), then one byte each
        let mut map = OffsetMap::default();
        map.push_opaque(0, 0, 3);
        map.push_copy(2, 3);
        assert_eq!(map.to_source(Span::new(0, 2)), Span::new(0, 3));
        assert_eq!(map.to_source(Span::new(2, 3)), Span::new(3, 4));
    }
}

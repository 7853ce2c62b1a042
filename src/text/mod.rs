//! Characters and places: what is true of any Vietnamese text; leaves out what documents, agencies or citations are.

mod clean;
mod column;
mod cursor;
mod date;
mod fold;
mod glued;
mod letter;
mod lexicon;
mod marker;
mod mask;
mod numeral;
mod offset_map;
mod particulars;
mod private;
mod replace;
mod run;
mod seam;
mod source;
mod span;
mod table;
mod wrap;

pub use clean::{Block, BlockKind, is_composed};
pub use cursor::{Cursor, is_word_boundary};
pub use date::{PartialDate, parse_date};
pub use fold::{fold, fold_char, fold_letter, fold_tones, lower, opens_folded, slug};
pub use letter::{is_alphanumeric, is_capital, is_letter, small};
pub use lexicon::Lexicon;
pub use marker::Marker;
pub use numeral::{parse_roman, parse_vietnamese_number};
pub use offset_map::OffsetMap;
pub use run::{Run, letters_at, small_runs, sum_of};
pub use source::SourceText;
pub use span::Span;

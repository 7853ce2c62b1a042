//! Rows of facts as few bytes, one behind the other, each read when it is asked for; words that many rows have in common
//! stand once beside them.

mod bytes;
pub(super) mod documents;
mod nodes;
mod rows;
mod shared;

pub use bytes::{Packer, Row, Unpacker};
pub use rows::Packed;
pub use shared::Mentions;

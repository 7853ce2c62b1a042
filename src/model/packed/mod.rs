//! Rows of facts as few bytes, one behind the other, each read when it is asked for; words that many rows have in common
//! stand once beside them.

mod bytes;
mod chunk;
pub(super) mod documents;
mod edit;
mod nodes;
mod rows;
mod shared;

pub use bytes::{Packer, Row, Unpacker};
pub use edit::{Edit, Numbers, Places, Renumbered};
pub use rows::Packed;
pub use shared::Mentions;

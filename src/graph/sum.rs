//! What stands for a set of documents, whatever the order they come in: it follows each that comes or goes without a look at
//! the others.

use sha2::{Digest, Sha256};

use super::shelf::Hashes;

/// Stands for documents by their names, their bytes and what was read of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sum([u64; 4]);

impl Sum {
    /// Adds a document.
    pub fn add(&mut self, name: &str, of: &Hashes) {
        let own = Sha256::new().chain_update(of.bytes).chain_update(of.text).chain_update(name);
        let one: [u8; 32] = own.finalize().into();
        for (own, more) in self.0.iter_mut().zip(one.chunks(8)) {
            *own = own.wrapping_add(more.iter().fold(0, |n, byte| n << 8 | u64::from(*byte)));
        }
    }

    /// Returns it as bytes.
    pub fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.chunks_mut(8).zip(self.0).for_each(|(to, own)| to.copy_from_slice(&own.to_be_bytes()));
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_does_not_matter_and_all_else_does() {
        let sum = |all: &[(&str, u8)]| {
            let mut sum = Sum::default();
            all.iter().for_each(|(name, byte)| sum.add(name, &Hashes { bytes: [1; 32], text: [*byte; 32] }));
            sum.bytes()
        };
        assert_eq!(sum(&[("a", 1), ("b", 2)]), sum(&[("b", 2), ("a", 1)]));
        for other in [&[("a", 2), ("b", 1)][..], &[("a", 1)], &[("a", 1), ("b", 2), ("b", 2)], &[]] {
            assert_ne!(sum(&[("a", 1), ("b", 2)]), sum(other), "{other:?}");
        }
    }
}

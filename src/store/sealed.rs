//! A file beside the store that holds what was made from it: sealed with what it was made from and a checksum of its
//! bytes, so that one that is old, cut or altered is never taken for what it says; knows nothing of what is in it.

use std::fs::File;
use std::io::{Read, Write};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::StoreError;

/// The name of the file that holds the graph of a store, in its folder.
pub const SNAPSHOT: &str = "luocdo.graph";

/// How such a file begins; another layout of the head has another last byte.
const HEAD: [u8; 8] = *b"luocdo\x00\x01";
/// Head, key, checksum and length.
const HEAD_BYTES: usize = 8 + 32 + 32 + 8;

/// What is in a sealed file.
#[derive(Debug, PartialEq, Eq)]
pub enum Sealed {
    /// There is none.
    Missing,
    /// It was made from something else than what there is now.
    Stale,
    /// It is not as it was written; says in which way.
    Damaged(&'static str),
    /// What was written.
    Whole(Vec<u8>),
}

/// Writes a file made from what `key` stands for: whole, or not at all.
///
/// # Errors
///
/// Fails when it cannot be written; a file that was there stays.
pub fn seal(file: &Path, key: [u8; 32], bytes: &[u8]) -> Result<(), StoreError> {
    let aside = file.with_extension("new");
    let write = || -> std::io::Result<()> {
        let mut out = File::create(&aside)?;
        out.write_all(&HEAD)?;
        out.write_all(&key)?;
        out.write_all(&Sha256::digest(bytes))?;
        out.write_all(&(bytes.len() as u64).to_le_bytes())?;
        out.write_all(bytes)?;
        out.sync_all()?;
        std::fs::rename(&aside, file)
    };
    write().map_err(|e| StoreError::io(file, e))
}

/// Reads a file in one go and checks it.
///
/// # Errors
///
/// Fails when there is one and it cannot be read.
pub fn unseal(file: &Path, key: [u8; 32]) -> Result<Sealed, StoreError> {
    let mut open = match File::open(file) {
        Ok(open) => open,
        Err(e) if e.kind() == std::io::ErrorKind::NotFound => return Ok(Sealed::Missing),
        Err(e) => return Err(StoreError::io(file, e)),
    };
    let mut bytes = Vec::new();
    open.read_to_end(&mut bytes).map_err(|e| StoreError::io(file, e))?;
    Ok(opened(bytes, key))
}

/// Overwrites a file and removes it, if there is one: what it was made from is not to be kept any more.
///
/// # Errors
///
/// Fails when it is there still.
pub fn destroy(file: &Path) -> Result<(), StoreError> {
    let over = || -> std::io::Result<()> {
        let mut out = File::options().write(true).open(file)?;
        let length = out.metadata()?.len();
        std::io::copy(&mut std::io::repeat(0).take(length), &mut out)?;
        out.sync_all()?;
        std::fs::remove_file(file)
    };
    match over() {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => Err(StoreError::io(file, e)),
        _ => Ok(()),
    }
}

fn opened(mut bytes: Vec<u8>, key: [u8; 32]) -> Sealed {
    let (Some(head), Some(made_from), Some(sum), Some(length)) =
        (bytes.get(..8), bytes.get(8..40), bytes.get(40..72), bytes.get(72..HEAD_BYTES))
    else {
        return Sealed::Damaged("it is cut short");
    };
    if head != HEAD {
        // Another version's, or no such file at all: it is written anew either way.
        return Sealed::Damaged("it is of another version");
    }
    if made_from != key {
        return Sealed::Stale;
    }
    let length = length.iter().rev().fold(0u64, |n, byte| n << 8 | u64::from(*byte));
    let body = bytes.get(HEAD_BYTES..).unwrap_or_default();
    if body.len() as u64 != length {
        return Sealed::Damaged("it has not the length it was written with");
    }
    if Sha256::digest(body).as_slice() != sum {
        return Sealed::Damaged("its bytes are not those that were written");
    }
    bytes.drain(..HEAD_BYTES);
    Sealed::Whole(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_comes_back_and_nothing_else_does() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("graph");
        assert_eq!(unseal(&file, [1; 32]).unwrap(), Sealed::Missing);
        seal(&file, [1; 32], b"an old graph").unwrap();
        seal(&file, [2; 32], b"a graph").unwrap();
        assert_eq!(unseal(&file, [2; 32]).unwrap(), Sealed::Whole(b"a graph".to_vec()));
        assert_eq!(unseal(&file, [1; 32]).unwrap(), Sealed::Stale);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
        let whole = std::fs::read(&file).unwrap();
        for length in 0..whole.len() {
            let found = opened(whole[..length].to_vec(), [2; 32]);
            assert!(matches!(found, Sealed::Damaged(_)), "{length} bytes: {found:?}");
        }
        for at in 0..whole.len() {
            let mut other = whole.clone();
            other[at] ^= 0x20;
            let found = opened(other, [2; 32]);
            assert!(matches!(found, Sealed::Damaged(_) | Sealed::Stale), "byte {at}: {found:?}");
        }
        assert!(matches!(opened([whole.as_slice(), b"x"].concat(), [2; 32]), Sealed::Damaged(_)));
        destroy(&file).unwrap();
        destroy(&file).unwrap();
        assert_eq!(unseal(&file, [2; 32]).unwrap(), Sealed::Missing);
    }
}

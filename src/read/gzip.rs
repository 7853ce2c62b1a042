//! Gzipped files to the bytes they pack, within bounds; leaves out what the bytes are.

use std::io::Read;

use flate2::read::MultiGzDecoder;

use super::refusal::Refusal;

const FORMAT: &str = "gzip";
/// Bytes a file may unpack to.
const MOST: u64 = 1 << 30;
/// How many times its size it may unpack to, above a million bytes; texts pack to a fifth, dumps of like records to a
/// fiftieth.
const RATIO: u64 = 300;
const RATIO_FROM: u64 = 1 << 20;

/// Unpacks a file.
pub(super) fn unpacked(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let most = (bytes.len() as u64).saturating_mul(RATIO).clamp(RATIO_FROM, MOST);
    let mut out = Vec::new();
    let end = MultiGzDecoder::new(bytes).take(most + 1).read_to_end(&mut out);
    if out.len() as u64 > most {
        return Err(Refusal::Bomb { format: FORMAT, limit: "documents of its size can hold" });
    }
    end.map(|_| out).map_err(|e| Refusal::broken(FORMAT, e.to_string()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn unpacks_documents_and_no_bombs() {
        assert_eq!(unpacked(&packed(b"text")), Ok(b"text".to_vec()));
        assert!(matches!(unpacked(&packed(&vec![b' '; 4 << 20])), Err(Refusal::Bomb { .. })));
        assert!(matches!(unpacked(b"\x1f\x8b\x08 no"), Err(Refusal::Broken { .. })));
    }
}

//! Bytes to a string: UTF-8, UTF-16 with its mark, and encodings of before Unicode; leaves out formats such as HTML.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

use super::legacy;
use super::refusal::Refusal;

/// How many bytes an encoding is guessed from; more does not change the guess and costs time.
const SAMPLE: usize = 1 << 16;
/// Offsets of 32 bits must reach every byte, and decoding may double them.
pub(super) const LARGEST: usize = u32::MAX as usize / 2;

/// A text and the encoding it was written in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// The text; what could not be decoded stands as U+FFFD.
    pub(super) text: String,
    /// Name of the encoding when it was not UTF-8.
    pub(super) guessed: Option<&'static str>,
}

/// Decodes a file's bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Refusal> {
    if bytes.len() > LARGEST {
        return Err(Refusal::TooLarge);
    }
    let decoded = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => with(encoding, bytes),
        None if is_binary(bytes) => return Err(Refusal::NotText),
        None => match simdutf8::basic::from_utf8(bytes) {
            Ok(text) => Decoded { text: text.to_owned(), guessed: None },
            Err(_) => match guess(bytes) {
                Some(encoding) => with(encoding, bytes),
                None => unmarked(bytes),
            },
        },
    };
    if decoded.text.chars().all(|c| c.is_whitespace() || c == '\u{feff}') {
        return Err(Refusal::Empty);
    }
    Ok(decoded)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, used, _) = encoding.decode(bytes);
    let guessed = (used != encoding_rs::UTF_8).then(|| used.name());
    Decoded { text: text.into_owned(), guessed }
}

/// Mostly valid UTF-8 with a few broken bytes is UTF-8.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let lossy = String::from_utf8_lossy(sample);
    let broken = lossy.chars().filter(|c| *c == '\u{fffd}').count();
    let whole = lossy.chars().filter(|c| !c.is_ascii() && *c != '\u{fffd}').count();
    (broken * 4 < whole).then_some(encoding_rs::UTF_8)
}

/// Bytes of before Unicode: Vietnamese if it reads as such, else what their frequencies say.
fn unmarked(bytes: &[u8]) -> Decoded {
    if let Some((text, name)) = legacy::read_bytes(bytes) {
        return Decoded { text, guessed: Some(name) };
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..SAMPLE).unwrap_or(bytes), true);
    with(detector.guess(None, Utf8Detection::Allow), bytes)
}

/// A zero byte, or one control byte in thirty, stands in no text.
fn is_binary(bytes: &[u8]) -> bool {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let control = sample.iter().filter(|b| matches!(b, 1..=8 | 14..=26 | 28..=31 | 127)).count();
    memchr::memchr(0, sample).is_some() || control * 30 > sample.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], text: &str, guessed: Option<&str>) {
        let decoded = decode(bytes).unwrap_or_else(|e| panic!("refused: {e:?}"));
        assert_eq!((decoded.text.as_str(), decoded.guessed), (text, guessed));
    }

    #[test]
    fn reads_utf8_with_and_without_its_mark_and_utf16() {
        check("Kế hoạch".as_bytes(), "Kế hoạch", None);
        check("\u{feff}Kế hoạch".as_bytes(), "Kế hoạch", None);
        check(&[0xff, 0xfe, b'A', 0, b'B', 0], "AB", Some("UTF-16LE"));
    }

    #[test]
    fn a_broken_byte_does_not_lose_the_rest() {
        let mut bytes = "Kế hoạch thực hiện Nghị quyết số 23-NQ/TW".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes).unwrap_or_else(|e| panic!("refused: {e:?}"));
        assert!(decoded.text.starts_with("Kế hoạch thực hiện"));
    }

    #[test]
    fn french_stays_french() {
        let text = "Décret relatif à l'organisation générale des préfectures où siègent les députés élus";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        check(&bytes, text, Some("windows-1252"));
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b""), Err(Refusal::Empty));
        assert_eq!(decode(b" \n\t"), Err(Refusal::Empty));
        assert_eq!(decode(&[0, 159, 146, 150, 0, 1, 2, 3]), Err(Refusal::NotText));
    }
}

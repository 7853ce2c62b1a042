//! Facts as bytes and back; evidence comes back only beside the text it stands in.

use std::sync::Arc;

use super::StoreError;
use crate::model::{Evidence, Extraction};
use crate::text::SourceText;

/// Writes facts as bytes: compact, and only to be read by the rules that found them.
///
/// # Errors
///
/// Fails when a kind of value cannot be written, which no kind of fact is.
pub fn encode(extraction: &Extraction) -> Result<Vec<u8>, StoreError> {
    Ok(postcard::to_stdvec(extraction)?)
}

/// Reads facts back, each evidence checked against the text.
///
/// # Errors
///
/// Fails when the bytes are not those of facts, or when words of an evidence are not in the text.
pub fn decode(facts: &[u8], text: &Arc<SourceText>) -> Result<Extraction, StoreError> {
    let read = || postcard::take_from_bytes::<Extraction>(facts);
    match Evidence::beside(text, read)? {
        (extraction, []) => Ok(extraction),
        _ => Err(StoreError::Facts(postcard::Error::DeserializeUnexpectedEnd)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Header, Sourced};
    use crate::text::Span;

    fn sample(text: &SourceText) -> Extraction {
        let all = Span::new(0, text.clean().trim_end().len());
        let evidence = Evidence::new(text, all, all).unwrap();
        Extraction {
            header: Header { title: Some(Sourced::new("Kế hoạch".to_owned(), evidence)), ..Header::default() },
            ..Extraction::default()
        }
    }

    #[test]
    fn facts_come_back_as_they_were() {
        let text = Arc::new(SourceText::new("a.txt", "Kế hoạch\n"));
        let facts = sample(&text);
        assert_eq!(decode(&encode(&facts).unwrap(), &text).unwrap(), facts);
    }

    #[test]
    fn facts_of_another_text_or_cut_short_are_refused() {
        let text = Arc::new(SourceText::new("a.txt", "Kế hoạch\n"));
        let bytes = encode(&sample(&text)).unwrap();
        let other = Arc::new(SourceText::new("a.txt", "Kế\n"));
        assert!(decode(&bytes, &other).is_err());
        for length in 0..bytes.len() {
            assert!(decode(&bytes[..length], &text).is_err(), "{length} of {} bytes", bytes.len());
        }
        assert!(decode(&[bytes.as_slice(), b"\0"].concat(), &text).is_err());
    }
}

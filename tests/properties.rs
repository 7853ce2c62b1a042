//! What must hold for any input: no panic, evidence that is in the text, and the same facts whatever the order.

use luocdo::export::facts_json;
use luocdo::extract::extract;
use luocdo::read::read_bytes;
use proptest::prelude::*;

use crate::support::root;

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let (documents, diagnostics) = read_bytes("any.txt", &bytes);
        prop_assert!(!documents.is_empty() || !diagnostics.is_empty());
        for d in documents {
            let _ = extract(&d.text, &d.sections);
        }
    }

    #[test]
    fn a_file_of_any_format_is_read_or_refused(
        magic in prop::sample::select(vec![
            &b"%PDF-1.7\n"[..], b"PK\x03\x04word/document.xml", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\"text\": \"", b"<html>",
        ]),
        rest in proptest::collection::vec(any::<u8>(), 0..600)
    ) {
        let bytes = [magic, &rest].concat();
        let (documents, diagnostics) = read_bytes("any", &bytes);
        prop_assert!(!documents.is_empty() || !diagnostics.is_empty());
    }

    #[test]
    fn a_damaged_seed_still_gives_only_what_stands_in_it(
        seed in 0usize..5, cut in any::<prop::sample::Index>(), drop in 0usize..300, put in "[|*#\\-0-9/ĐđQNVTƯự\n ]{0,12}"
    ) {
        let names = crate::support::files("seeds", "txt");
        let text = std::fs::read_to_string(&names[seed]).expect("a seed can be read");
        let mut at = cut.index(text.len());
        while !text.is_char_boundary(at) { at -= 1; }
        let mut end = (at + drop).min(text.len());
        while !text.is_char_boundary(end) { end += 1; }
        let damaged = format!("{}{put}{}", text.get(..at).unwrap_or_default(), text.get(end..).unwrap_or_default());
        let (documents, _) = read_bytes("damaged.txt", damaged.as_bytes());
        for d in documents {
            let facts = extract(&d.text, &d.sections);
            for m in facts.mentions.iter().map(|m| m.evidence).chain(facts.tasks.iter().map(|t| t.evidence)) {
                prop_assert!(damaged.get(m.span().range()).is_some());
                prop_assert!(m.span().contains(m.focus()));
            }
        }
    }
}

#[test]
fn reading_twice_gives_the_same_bytes() {
    let read = || {
        let (documents, _) = luocdo::pipeline::extract_paths(&[root("seeds")]);
        documents.iter().map(|(d, f)| facts_json(&d.text, f).to_string()).collect::<Vec<_>>()
    };
    assert_eq!(read(), read());
}

//! Any bytes as a file: encodings, and formats told from the bytes.

#![no_main]

libfuzzer_sys::fuzz_target!(init: luocdo_fuzz::allow_contained(), |bytes: &[u8]| luocdo_fuzz::file("a.txt", bytes));

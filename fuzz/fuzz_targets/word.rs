//! Word files, by their parts.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luocdo_fuzz::word_parts(bytes));

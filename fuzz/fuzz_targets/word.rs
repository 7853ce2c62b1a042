//! Word files, by their parts.

#![no_main]

libfuzzer_sys::fuzz_target!(init: luocdo_fuzz::allow_contained(), |bytes: &[u8]| luocdo_fuzz::word_parts(bytes));

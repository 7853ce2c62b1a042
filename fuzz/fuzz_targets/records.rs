//! JSON lines.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luocdo_fuzz::file("a.jsonl", bytes));

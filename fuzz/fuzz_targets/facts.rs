//! The facts of any text.

#![no_main]

libfuzzer_sys::fuzz_target!(|words: &str| luocdo_fuzz::facts(words));

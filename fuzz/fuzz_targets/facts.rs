//! The facts of any text.

#![no_main]

// A byte that is no letter is read as a mark of that, so that what stands behind it is read as well.
libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luocdo_fuzz::facts(&String::from_utf8_lossy(bytes)));

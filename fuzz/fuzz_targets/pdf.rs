//! PDF files.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luocdo_fuzz::marked("a.pdf", b"%PDF-1.7\n", bytes));

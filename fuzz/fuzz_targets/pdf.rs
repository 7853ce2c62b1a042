//! PDF files.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: luocdo_fuzz::allow_contained(),
    |bytes: &[u8]| luocdo_fuzz::marked("a.pdf", b"%PDF-1.7\n", bytes)
);

//! Word files of 97 to 2003.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: luocdo_fuzz::allow_contained(),
    |bytes: &[u8]| luocdo_fuzz::marked("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes)
);

//! Pages of portals.

#![no_main]

libfuzzer_sys::fuzz_target!(
    init: luocdo_fuzz::allow_contained(),
    |bytes: &[u8]| luocdo_fuzz::marked("a.html", b"<html>", bytes)
);

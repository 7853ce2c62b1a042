//! Pages of portals.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| luocdo_fuzz::marked("a.html", b"<html>", bytes));

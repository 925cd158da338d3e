//! `checks::frame` on any bytes.
#![no_main]

#[path = "../checks.rs"]
#[allow(dead_code)] // each target runs one of them
mod checks;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    checks::frame(data);
});

//! Unit tests of `src/error.rs`.

use super::*;

#[test]
fn every_kind_of_the_crate_has_its_status() {
    for &kind in sundesk_core::ErrorKind::ALL {
        let status = sundesk_status::of(kind);
        assert_eq!((status as i32, status.word()), (kind.code(), kind.name()));
    }
}

#[test]
fn words_end_in_nul() {
    assert!(ALL.iter().all(|(_, word)| word.iter().filter(|b| **b == 0).count() == 1 && word.ends_with(b"\0")));
}

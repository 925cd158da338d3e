//! Unit tests of `src/guard.rs`.

#![allow(non_camel_case_types)] // as the structures of the header are written

use super::*;

/// A structure in its second version: the first ended after `first`.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq)]
struct grown {
    struct_size: u32,
    first: u32,
    second: u64,
    third: u32,
    fourth: u32,
}
versioned!(grown of 8 bytes: struct_size, first, second, third, fourth);

/// What a caller with `struct_size` bytes finds in it; `None` when it was refused.
fn written(struct_size: u32) -> Option<[u64; 4]> {
    let mut out = grown { struct_size, first: 9, second: 9, third: 9, fourth: 9 };
    // SAFETY: `out` is a local with more room than it says.
    let there = unsafe { Room::new(&raw mut out, "out") }.ok()?;
    there.put(&grown { struct_size: 0, first: 1, second: 2, third: 3, fourth: 4 });
    assert_eq!(out.struct_size, struct_size, "the caller's own field");
    Some([out.first.into(), out.second, out.third.into(), out.fourth.into()])
}

#[test]
fn an_older_caller_gets_whole_fields_and_none_below_the_first_version() {
    for refused in [0, 1, 4, 7] {
        assert_eq!(written(refused), None, "struct_size {refused}");
    }
    for size in [8, 9, 12, 15] {
        assert_eq!(written(size), Some([1, 9, 9, 9]), "struct_size {size}");
    }
    for size in [16, 19] {
        assert_eq!(written(size), Some([1, 2, 9, 9]), "struct_size {size}");
    }
    assert_eq!(written(20), Some([1, 2, 3, 9]));
    for newer in [24, 25, 4_096] {
        assert_eq!(written(newer), Some([1, 2, 3, 4]), "struct_size {newer}");
    }
}

#[test]
fn a_panic_becomes_a_status_and_a_message() {
    let mut err = std::ptr::null_mut();
    // SAFETY: `err` is a local.
    let status = unsafe { guard(&raw mut err, || panic!("tilt")) };
    assert_eq!(status, sundesk_status::SUNDESK_PANIC);
    // SAFETY: set by the failed call.
    let error = unsafe { Box::from_raw(err) };
    assert_eq!(error.status, sundesk_status::SUNDESK_PANIC);
    // SAFETY: NULL is allowed.
    assert_eq!(unsafe { guard(std::ptr::null_mut(), || panic!("tilt")) }, sundesk_status::SUNDESK_PANIC);
}

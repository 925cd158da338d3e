//! Instants as text: RFC 3339 in and out.

use crate::prelude::*;

/// The microseconds of an instant written as RFC 3339 asks, with its offset: "2026-03-29T02:30:00+01:00". A text without an
/// offset is refused: it is no instant until somebody names a zone (sundesk_zone_to_utc). What is finer than a microsecond is
/// cut toward the past.
///
/// # Safety
/// `text` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_parse_instant(
    text: *const c_char,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (text: &str) parse_instant(text).map_err(|e| e.at("text")))
}

/// An instant as RFC 3339 text in UTC, with as many decimals (none, three or six) as it needs: "2026-03-29T01:30:00Z". Free the
/// text with sundesk_string_free.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_format_instant(
    at: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (at: At) ok(Text(format_instant(at))))
}

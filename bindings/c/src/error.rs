//! Status codes and the error object.

use crate::guard::Fault;
use crate::text::c_text;
use serde_json::{Value, json};
use std::ffi::{CString, c_char};

/// What a call came to. Numbers are never reused; new ones may be added, so keep a default branch.
#[repr(C)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum sundesk_status {
    /// It did what it says.
    SUNDESK_OK = 0,
    /// A field holds something that is not of its form, or fields contradict each other.
    SUNDESK_INVALID_INPUT = 1,
    /// An instant, date or amount outside what is supported (years 1900 to 2200).
    SUNDESK_OUT_OF_RANGE = 2,
    /// A time-zone name that the zone database in use does not know.
    SUNDESK_UNKNOWN_ZONE = 3,
    /// An event log that contradicts itself and cannot be read as one history.
    SUNDESK_INCONSISTENT_LOG = 4,
    /// A message, attribute, argument or locale that is not there.
    SUNDESK_MISSING_TEXT = 5,
    /// A stated limit (docs/limits.md) was passed.
    SUNDESK_LIMIT_EXCEEDED = 6,
    /// A name that refers to nothing: a policy, calendar, metric, column.
    SUNDESK_NOT_FOUND = 7,
    /// A file or stream could not be read.
    SUNDESK_IO = 8,
    /// Two states, documents or fingerprints that do not belong together.
    SUNDESK_INCOMPATIBLE = 9,
    /// A fault of this library; please report it.
    SUNDESK_INTERNAL = 10,
    /// A pointer that must not be NULL is NULL.
    SUNDESK_NULL_ARGUMENT = 100,
    /// A text argument is not UTF-8.
    SUNDESK_INVALID_UTF8 = 101,
    /// A fault of this library that stopped the call half way; please report it. Handles are as before the call.
    SUNDESK_PANIC = 102,
}

use sundesk_status::*;

const ALL: [(sundesk_status, &[u8]); 14] = [
    (SUNDESK_OK, b"ok\0"),
    (SUNDESK_INVALID_INPUT, b"invalid_input\0"),
    (SUNDESK_OUT_OF_RANGE, b"out_of_range\0"),
    (SUNDESK_UNKNOWN_ZONE, b"unknown_zone\0"),
    (SUNDESK_INCONSISTENT_LOG, b"inconsistent_log\0"),
    (SUNDESK_MISSING_TEXT, b"missing_text\0"),
    (SUNDESK_LIMIT_EXCEEDED, b"limit_exceeded\0"),
    (SUNDESK_NOT_FOUND, b"not_found\0"),
    (SUNDESK_IO, b"io\0"),
    (SUNDESK_INCOMPATIBLE, b"incompatible\0"),
    (SUNDESK_INTERNAL, b"internal\0"),
    (SUNDESK_NULL_ARGUMENT, b"null_argument\0"),
    (SUNDESK_INVALID_UTF8, b"invalid_utf8\0"),
    (SUNDESK_PANIC, b"panic\0"),
];

impl sundesk_status {
    /// The status with the number of a kind of the crate; a kind this binding does not know yet is `SUNDESK_INTERNAL`.
    fn of(kind: sundesk_core::ErrorKind) -> Self {
        ALL.iter().find(|(s, _)| *s as i32 == kind.code()).map_or(SUNDESK_INTERNAL, |(s, _)| *s)
    }

    fn word(self) -> &'static str {
        let bytes = ALL.iter().find(|(s, _)| *s == self).map_or(&b"\0"[..], |(_, w)| w);
        std::str::from_utf8(bytes).unwrap_or("").trim_end_matches('\0')
    }
}

/// Why a call failed. Made by the call, yours to free with sundesk_error_free.
pub struct sundesk_error {
    pub(crate) status: sundesk_status,
    message: CString,
    path: CString,
    value: CString,
    expected: CString,
    file: CString,
    line: u64,
    json: CString,
}

impl sundesk_error {
    pub(crate) fn new(fault: &Fault) -> Self {
        match fault {
            Fault::Core(e) => Self::of_core(e),
            Fault::Null(name) => Self::of_argument(SUNDESK_NULL_ARGUMENT, name, "NULL", "a pointer"),
            Fault::Utf8(name, at) => {
                Self::of_argument(SUNDESK_INVALID_UTF8, name, &format!("bytes that break off at {at}"), "UTF-8 text")
            }
            Fault::Panic(what) => {
                let message = format!("a fault of sundesk stopped the call: {what}");
                Self::build(SUNDESK_PANIC, &message, ["", "", "", ""], 0, &[])
            }
        }
    }

    fn of_core(e: &sundesk_core::Error) -> Self {
        let problems: Vec<Value> = e.problems().iter().filter_map(|p| serde_json::to_value(p).ok()).collect();
        let parts = [e.path(), e.value(), e.expectation(), e.file()];
        Self::build(sundesk_status::of(e.kind()), &e.to_string(), parts, e.line(), &problems)
    }

    fn of_argument(status: sundesk_status, name: &str, value: &str, expected: &str) -> Self {
        let message = format!("argument `{name}` is {value}; expected {expected}");
        Self::build(status, &message, [name, value, expected, ""], 0, &[])
    }

    fn build(status: sundesk_status, message: &str, parts: [&str; 4], line: u64, problems: &[Value]) -> Self {
        let [path, value, expected, file] = parts;
        let json = json!({
            "status": status as i32, "kind": status.word(), "message": message, "path": path, "value": value,
            "expected": expected, "file": file, "line": line, "problems": problems,
        });
        Self {
            status,
            message: c_text(message),
            path: c_text(path),
            value: c_text(value),
            expected: c_text(expected),
            file: c_text(file),
            line,
            json: c_text(&json.to_string()),
        }
    }
}

/// The stable word of a status, such as "out_of_range"; "unknown" for a number that is none. Lives for ever.
#[unsafe(no_mangle)]
pub extern "C" fn sundesk_status_name(status: i32) -> *const c_char {
    let word = ALL.iter().find(|(s, _)| *s as i32 == status).map_or(&b"unknown\0"[..], |(_, w)| w);
    word.as_ptr().cast()
}

/// The status the failed call returned; SUNDESK_OK for NULL.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_code(err: *const sundesk_error) -> sundesk_status {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { err.as_ref() }.map_or(SUNDESK_OK, |e| e.status)
}

/// One sentence for a person: where, what, what was expected. Belongs to the error; "" for NULL.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_message(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.message) }
}

/// The field or argument at fault, such as "weekly.mon[1]"; "" when it is not one field. Belongs to the error.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_path(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.path) }
}

/// The offending value, cut at 80 characters; "" when there is none. Belongs to the error.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_value(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.value) }
}

/// What would have been right, as the end of "expected ..."; "" when it cannot be said. Belongs to the error.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_expected(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.expected) }
}

/// The file the fault was found in; "" when the input was no file. Belongs to the error.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_file(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.file) }
}

/// The line in the file or document, counted from 1; 0 when it is not known.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_line(err: *const sundesk_error) -> u64 {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { err.as_ref() }.map_or(0, |e| e.line)
}

/// The whole error as a JSON object: status, kind, message, path, value, expected, file, line, and `problems`, the list
/// of all faults and remarks of a document. Belongs to the error; "" for NULL.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_json(err: *const sundesk_error) -> *const c_char {
    // SAFETY: NULL or alive, by the contract above.
    unsafe { part(err, |e| &e.json) }
}

/// Frees an error. NULL is fine.
///
/// # Safety
/// `err` is NULL or an error that is not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_error_free(err: *mut sundesk_error) {
    // SAFETY: NULL or from `Box::into_raw` in `guard`, by the contract above.
    unsafe { crate::guard::free(err) }
}

/// A text of the error, or the empty text for NULL.
///
/// # Safety
/// `err` is NULL or alive.
unsafe fn part(err: *const sundesk_error, pick: fn(&sundesk_error) -> &CString) -> *const c_char {
    // SAFETY: by the contract above.
    unsafe { err.as_ref() }.map_or(c"".as_ptr(), |e| pick(e).as_ptr())
}

#[cfg(test)]
#[path = "../tests/unit/error.rs"]
mod tests;

//! Text across the border: NUL-terminated UTF-8.

use crate::guard::{Fault, Out};
use std::ffi::{CStr, CString, c_char};

/// The text behind a pointer.
///
/// # Safety
/// `text` is NULL or NUL-terminated and unchanged for `'a`.
pub(crate) unsafe fn read<'a>(text: *const c_char, name: &'static str) -> Result<&'a str, Fault> {
    if text.is_null() {
        return Err(Fault::Null(name));
    }
    // SAFETY: not NULL, and terminated by the contract above.
    let bytes = unsafe { CStr::from_ptr(text) };
    bytes.to_str().map_err(|e| Fault::Utf8(name, e.valid_up_to()))
}

/// The same, where NULL means that nothing is said.
///
/// # Safety
/// As [`read`].
pub(crate) unsafe fn read_optional<'a>(text: *const c_char, name: &'static str) -> Result<Option<&'a str>, Fault> {
    // SAFETY: the same contract.
    if text.is_null() { Ok(None) } else { unsafe { read(text, name) }.map(Some) }
}

/// Text for C. A NUL inside would end it early: it becomes U+2400, the sign for NUL (JSON has none, it writes `\u0000`).
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text).unwrap_or_else(|_| CString::new(text.replace('\0', "\u{2400}")).unwrap_or_default())
}

impl Out<*mut c_char> {
    /// Writes a text that the caller owns.
    pub(crate) fn text(self, text: &str) {
        self.put(c_text(text).into_raw());
    }
}

/// Frees a text that a call gave you through a `char **`. NULL is fine.
///
/// # Safety
/// `text` is NULL or such a text, of unchanged length and not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_string_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: from `CString::into_raw` in `Out::text`, by the contract above.
        drop(unsafe { CString::from_raw(text) });
    }
}

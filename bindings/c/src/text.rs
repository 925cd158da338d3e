//! Text across the border: NUL-terminated UTF-8.

use std::ffi::{CString, c_char};

/// Text for C. A NUL inside would end it early: it becomes U+2400, the sign for NUL (JSON has none, it writes `\u0000`).
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text).unwrap_or_else(|_| CString::new(text.replace('\0', "\u{2400}")).unwrap_or_default())
}

/// Frees a text that a call gave you through a `char **`. NULL is fine.
///
/// # Safety
/// `text` is NULL or such a text, of unchanged length and not yet freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_string_free(text: *mut c_char) {
    if !text.is_null() {
        // SAFETY: from `CString::into_raw` in `Text`, by the contract above.
        drop(unsafe { CString::from_raw(text) });
    }
}

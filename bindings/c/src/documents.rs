//! The documents that people write, and their JSON Schemas.

use crate::prelude::*;
use sundesk_core::desk::document_schema;

/// The JSON Schema (draft 2020-12) of the kind of document with this name: "calendar", "policies", "events", "log", "column-map",
/// "report", "review", "template-settings" and others that the page docs/documents.md lists. SUNDESK_NOT_FOUND for another name.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `name` is NUL-terminated; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_document_schema(
    name: *const c_char,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (name: &str) ok(Text(document_schema(name)?.to_string())))
}

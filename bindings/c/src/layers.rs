//! Documents that stand on others.

use crate::prelude::*;
use sundesk_core::desk::effective_document;
use sundesk_core::document::Layers;

/// Documents by name, each of which may extend another: a global playbook with five regional layers is one document and five small
/// ones. A document with {"extends": "global", ...} is laid over the one of that name: objects key by key, lists and all else
/// replaced whole, null removes. A document stands on at most 8 others.
pub struct sundesk_layers(Layers);
handle!(sundesk_layers(Layers));

/// No documents yet.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_layers_new(
    out: *mut *mut sundesk_layers,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () ok(New(Layers::default())))
}

/// Takes up a document (JSON text, an object) under the name that others extend it by, in the place of one that had it.
///
/// # Safety
/// `layers` is alive and used by no other call meanwhile; `name` and `json` are NUL-terminated; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_layers_add(
    layers: *mut sundesk_layers,
    name: *const c_char,
    json: *const c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (layers: &mut Layers, name: &str, json: &str) layers.insert_json(name, json))
}

/// The document of a name with all it stands on, as JSON text for sundesk_calendar_new and its like. With a `kind` of
/// sundesk_document_schema ("calendar", "policies", ...) it is checked as such a document first: each problem of the error then has
/// its `path` in this document and, as `document`, the name of the one the value came from. Free the text with sundesk_string_free.
///
/// # Safety
/// `layers` is alive; `name` is NUL-terminated; `kind` is NULL (not checked) or NUL-terminated; `zones` is NULL (bundled) or alive;
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_layers_effective(
    layers: *const sundesk_layers,
    name: *const c_char,
    kind: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (layers: &Layers, name: &str, kind: Option<&str>, zones: ZoneDb)
        effective_document(layers, name, kind, &zones).map(Text))
}

/// Frees the documents. NULL is fine.
///
/// # Safety
/// `layers` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_layers_free(layers: *mut sundesk_layers) {
    free!(layers)
}

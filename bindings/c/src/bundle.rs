//! Bundles: the messages of one locale, without a catalog's gate. For editors, previews and tools.

use crate::prelude::*;
use std::ffi::c_void;
use sundesk_core::template::Bundle;

/// The messages of one locale.
pub struct sundesk_bundle(Bundle);
handle!(sundesk_bundle(Bundle));

/// Where a sundesk_transform or a sundesk_function puts its result.
pub struct sundesk_sink(pub(crate) Vec<u8>);

/// Changes the text of messages while a bundle is made (for pseudo-locales, say). It is handed `len` bytes of UTF-8 and gives the
/// changed text to sundesk_sink_write, in one piece or several. It must not keep the pointers and must not throw.
pub type sundesk_transform =
    Option<unsafe extern "C" fn(userdata: *mut c_void, text: *const c_char, len: usize, sink: *mut sundesk_sink)>;

/// Adds `len` bytes to the result of a sundesk_transform or a sundesk_function.
///
/// # Safety
/// `sink` is the one the function was called with; `bytes` points to `len` bytes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_sink_write(sink: *mut sundesk_sink, bytes: *const c_char, len: usize) {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        if let (Some(sink), Ok(bytes)) = (sink.as_mut(), crate::guard::slice(bytes.cast::<u8>(), len, "bytes")) {
            sink.0.extend_from_slice(bytes);
        }
    }
}

/// A bundle from Fluent text. What is not Fluent is left out and listed by sundesk_bundle_problems. `functions` are those that its
/// messages may call, NULL for none; `transform` may be NULL.
///
/// # Safety
/// `locale` and `ftl` are NUL-terminated; `functions` is NULL or alive; `transform` is NULL or a function that keeps to its description, with `userdata`;
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_bundle_new(
    locale: *const c_char,
    ftl: *const c_char,
    functions: *const sundesk_functions,
    transform: sundesk_transform,
    userdata: *mut c_void,
    out: *mut *mut sundesk_bundle,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (locale: Locale, ftl: &str, functions: Functions) {
        let change = |text: &str| changed(transform, userdata, text);
        let mut builder = Bundle::builder(&locale);
        builder.functions(&functions);
        if transform.is_some() {
            builder.transform(&change);
        }
        builder.add("", ftl)?;
        ok(New(builder.build()))
    })
}

/// The text as the caller's function changes it; bytes that are not UTF-8 become U+FFFD.
fn changed(transform: sundesk_transform, userdata: *mut c_void, text: &str) -> String {
    let Some(transform) = transform else { return text.to_owned() };
    let mut sink = sundesk_sink(Vec::with_capacity(text.len()));
    // SAFETY: the caller promised a function that keeps to its description; text and sink live through the call.
    unsafe { transform(userdata, text.as_ptr().cast(), text.len(), &raw mut sink) };
    String::from_utf8_lossy(&sink.0).into_owned()
}

/// Frees a bundle. NULL is fine.
///
/// # Safety
/// `bundle` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_bundle_free(bundle: *mut sundesk_bundle) {
    free!(bundle)
}

/// What is wrong with the source, as a JSON list of {"kind", "code", "file", "line", "column", "id", "text"}; "[]" when nothing is.
/// "kind" is "syntax" for a stretch that is not Fluent ("id" is empty), "duplicate" for an id that stands twice ("code" is empty).
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `bundle` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_bundle_problems(
    bundle: *const sundesk_bundle,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (bundle: &Bundle) ok(Json(bundle.problems())))
}

/// A message of a bundle for a reader; a missing or wrong value is an error, never a half-made text. `attribute` is NULL for the
/// value of the message; `args` and `ctx` are JSON as in sundesk_templates_render, or NULL. Free the text with
/// sundesk_string_free.
///
/// # Safety
/// `bundle` is alive; `message` is NUL-terminated; `attribute`, `args` and `ctx` are NULL or NUL-terminated; `zones` is NULL
/// (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_bundle_format(
    bundle: *const sundesk_bundle,
    message: *const c_char,
    attribute: *const c_char,
    args: *const c_char,
    ctx: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (bundle: &Bundle, message: &str, attribute: Option<&str>, args: Args, ctx: Value, zones: ZoneDb) {
        let ctx = document::ctx(&ctx, &zones).map_err(|e| e.at("ctx"))?;
        ok(Text(bundle.format(message, attribute, &args, &ctx).map_err(Error::from)?.text))
    })
}

/// The same for an editor or preview, as JSON: {"text": ..., "errors": [{"kind", "line", "column", "name", ...}]}, with marks such
/// as {$name} in the text where something went wrong. "null" for a message that is not there. Never send it to a customer.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// As sundesk_bundle_format.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_bundle_preview(
    bundle: *const sundesk_bundle,
    message: *const c_char,
    attribute: *const c_char,
    args: *const c_char,
    ctx: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (bundle: &Bundle, message: &str, attribute: Option<&str>, args: Args, ctx: Value, zones: ZoneDb) {
        let ctx = document::ctx(&ctx, &zones).map_err(|e| e.at("ctx"))?;
        ok(Json(bundle.preview(message, attribute, &args, &ctx).map(|p| json!({"text": p.text, "errors": p.errors}))))
    })
}

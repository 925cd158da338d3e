//! `fluent_semantics.json` through `sundesk_bundle_*`, `i18n_format.json` through `sundesk_format`.

use super::{ErrorOut, Handle, Library, json};
use crate::conformance::keys::{text, texts};
use serde_json::Value;
use std::ffi::{CString, c_char, c_void};
use std::ptr::null;

type SinkWrite = unsafe extern "C" fn(*mut c_void, *const c_char, usize);
type Transform = unsafe extern "C" fn(*mut c_void, *const c_char, usize, *mut c_void);
type NewBundle = unsafe extern "C" fn(
    *const c_char,
    *const c_char,
    *const c_void,
    Option<Transform>,
    *mut c_void,
    *mut Handle,
    ErrorOut,
) -> i32;
type Preview = unsafe extern "C" fn(
    Handle,
    *const c_char,
    *const c_char,
    *const c_char,
    *const c_char,
    *const c_void,
    *mut *mut c_char,
    ErrorOut,
) -> i32;
type Problems = unsafe extern "C" fn(Handle, *mut *mut c_char, ErrorOut) -> i32;
type Format = unsafe extern "C" fn(
    *const c_char,
    *const c_char,
    *const c_char,
    *const c_char,
    *const c_void,
    *mut *mut c_char,
    ErrorOut,
) -> i32;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn fluent(lib: &Library, case: &Value) -> Result<Value, String> {
    let (locale, ftl) = (owned(text(case, "locale")?)?, owned(text(case, "ftl")?)?);
    let mut write = unsafe { lib.function::<SinkWrite>("sundesk_sink_write") }?;
    let transform: Option<Transform> = case.get("transform").map(|_| upper as Transform);
    let new = unsafe { lib.function::<NewBundle>("sundesk_bundle_new") }?;
    let bundle = lib.make("sundesk_bundle_free", |out, err| unsafe {
        new(locale.as_ptr(), ftl.as_ptr(), std::ptr::null(), transform, (&raw mut write).cast(), out, err)
    })?;
    let preview = preview(lib, bundle.get(), case)?;
    let list = unsafe { lib.function::<Problems>("sundesk_bundle_problems") }?;
    let problems = parsed(&lib.text(|out, err| unsafe { list(bundle.get(), out, err) })?)?;
    let kinds = texts(Some(&problems), "kind");
    let codes = kinds.iter().zip(texts(Some(&problems), "code"));
    Ok(serde_json::json!({
        "text": preview.get("text"),
        "errors": texts(preview.get("errors"), "kind"),
        "junk": codes.filter(|(kind, _)| **kind == "syntax").map(|(_, code)| code).collect::<Vec<_>>(),
        "duplicates": kinds.iter().filter(|k| **k == "duplicate").count(),
    }))
}

fn preview(lib: &Library, bundle: Handle, case: &Value) -> Result<Value, String> {
    let message = owned(text(case, "message")?)?;
    let attribute = case.get("attribute").and_then(Value::as_str).map(owned).transpose()?;
    let args = json(case.get("args").unwrap_or(&Value::Null))?;
    let ctx = json(&serde_json::json!({"isolating": case.get("use_isolating")}))?;
    let preview = unsafe { lib.function::<Preview>("sundesk_bundle_preview") }?;
    let attribute = attribute.as_ref().map_or(null(), |a| a.as_ptr());
    let said = lib.text(|out, err| unsafe {
        preview(bundle, message.as_ptr(), attribute, args.as_ptr(), ctx.as_ptr(), null(), out, err)
    })?;
    parsed(&said)
}

/// The transform of the cases: upper case.
unsafe extern "C" fn upper(userdata: *mut c_void, text: *const c_char, len: usize, sink: *mut c_void) {
    // SAFETY: the library hands over `len` bytes of UTF-8; `userdata` is the function that `fluent` found.
    unsafe {
        let text = String::from_utf8_lossy(std::slice::from_raw_parts(text.cast::<u8>(), len)).to_uppercase();
        let write = *userdata.cast::<SinkWrite>();
        write(sink, text.as_ptr().cast(), text.len());
    }
}

pub(super) fn format(lib: &Library, case: &Value) -> Result<Value, String> {
    let part = |key: &str| json(case.get(key).unwrap_or(&Value::Null));
    let (locale, kind) = (owned(text(case, "locale")?)?, owned(text(case, "kind")?)?);
    let (input, options) = (part("input")?, part("options")?);
    let format = unsafe { lib.function::<Format>("sundesk_format") }?;
    let said = lib.text(|out, err| unsafe {
        format(locale.as_ptr(), kind.as_ptr(), input.as_ptr(), options.as_ptr(), null(), out, err)
    })?;
    parsed(&said)
}

fn owned(text: &str) -> Result<CString, String> {
    CString::new(text).map_err(|e| e.to_string())
}

fn parsed(text: &str) -> Result<Value, String> {
    serde_json::from_str(text).map_err(|e| e.to_string())
}

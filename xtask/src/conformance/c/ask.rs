//! Questions to libraries through `sundesk_library_ask`.

use super::{ErrorOut, Handle, Library, json};
use serde_json::{Value, json};
use std::ffi::{c_char, c_void};
use std::ptr::null;

type New = unsafe extern "C" fn(*const c_char, *const c_void, *mut Handle, ErrorOut) -> i32;
type Ask = unsafe extern "C" fn(Handle, *const c_char, i32, *mut *mut c_char, ErrorOut) -> i32;

/// SUNDESK_FORM_JSON.
const JSON: i32 = 0;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let new = unsafe { lib.function::<New>("sundesk_library_new") }?;
    let put = unsafe { lib.function::<Ask>("sundesk_library_ask") }?;
    let mut answers = Vec::new();
    for ask in case.get("asks").and_then(Value::as_array).into_iter().flatten() {
        let document = json(ask.get("library").ok_or("no `library`")?)?;
        let made = lib.make("sundesk_library_free", |out, err| unsafe { new(document.as_ptr(), null(), out, err) })?;
        let question = json(ask.get("ask").ok_or("no `ask`")?)?;
        let said = lib.text(|out, err| unsafe { put(made.get(), question.as_ptr(), JSON, out, err) })?;
        answers.push(serde_json::from_str::<Value>(&said).map_err(|e| e.to_string())?);
    }
    Ok(json!({ "answers": answers }))
}

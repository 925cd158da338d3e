//! `log_import.json` through `sundesk_eventlog_from_bytes`, `sundesk_eventlog_events` and `sundesk_metrics_report`.

use super::{ErrorOut, Handle, Library, Owned, calendar, json};
use crate::conformance::keys::instant;
use crate::conformance::kinds::log_import::{metric_of, question_bytes};
use serde_json::{Value, json};
use std::ffi::{CStr, CString, c_char, c_void};
use std::ptr::{null, null_mut};

type FromBytes = unsafe extern "C" fn(*const u8, usize, *const c_char, *const c_void, *mut Handle, ErrorOut) -> i32;
type Len = unsafe extern "C" fn(Handle) -> usize;
type TextAt = unsafe extern "C" fn(Handle, usize, *mut *mut c_char, ErrorOut) -> i32;
type NewPolicies = unsafe extern "C" fn(*const c_char, *const c_void, *mut Handle, ErrorOut) -> i32;
type NewSet = unsafe extern "C" fn(Handle, *mut Handle, ErrorOut) -> i32;
type ErrorText = unsafe extern "C" fn(Handle) -> *const c_char;
type ErrorLine = unsafe extern "C" fn(Handle) -> u64;
type Free = unsafe extern "C" fn(Handle);
type Report = unsafe extern "C" fn(
    Handle,
    i64,
    *const c_char,
    *const c_char,
    *const c_void,
    Handle,
    Handle,
    Handle,
    *const c_char,
    *mut *mut c_char,
    ErrorOut,
) -> i32;

/// SUNDESK_NEVER: the log's own as-of.
const NEVER: i64 = i64::MIN;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let log = match read(lib, case)? {
        Ok(log) => log,
        Err(refused) => return Ok(json!({ "error": refused })),
    };
    Ok(json!({"events": events(lib, &log)?, "report": report(lib, &log, case)?}))
}

/// The log, or the line and text of the error that refused it.
fn read(lib: &Library, case: &Value) -> Result<Result<Owned, Value>, String> {
    let (bytes, map) = (question_bytes(case)?, json(case.get("map").ok_or("no `map`")?)?);
    let new = unsafe { lib.function::<FromBytes>("sundesk_eventlog_from_bytes") }?;
    let free = unsafe { lib.function::<Free>("sundesk_eventlog_free") }?;
    let (mut handle, mut error): (Handle, Handle) = (null_mut(), null_mut());
    let status = unsafe { new(bytes.as_ptr(), bytes.len(), map.as_ptr(), null(), &raw mut handle, &raw mut error) };
    if status == 0 {
        return Ok(Ok(Owned { handle, free }));
    }
    unsafe {
        let text =
            CStr::from_ptr(lib.function::<ErrorText>("sundesk_error_message")?(error)).to_string_lossy().into_owned();
        let line = lib.function::<ErrorLine>("sundesk_error_line")?(error);
        lib.function::<Free>("sundesk_error_free")?(error);
        Ok(Err(json!({"line": line, "text": text})))
    }
}

fn events(lib: &Library, log: &Owned) -> Result<Vec<Value>, String> {
    let len = unsafe { lib.function::<Len>("sundesk_eventlog_len")?(log.get()) };
    let (id, events) =
        unsafe { (lib.function::<TextAt>("sundesk_eventlog_id")?, lib.function::<TextAt>("sundesk_eventlog_events")?) };
    let mut all = Vec::new();
    for i in 0..len {
        let id = lib.text(|out, err| unsafe { id(log.get(), i, out, err) })?;
        let own = lib.text(|out, err| unsafe { events(log.get(), i, out, err) })?;
        let mut own: Vec<Value> = serde_json::from_str(&own).map_err(|e| e.to_string())?;
        for event in own.iter_mut().filter_map(Value::as_object_mut) {
            event.insert("ticket".to_owned(), id.as_str().into());
        }
        all.append(&mut own);
    }
    Ok(all)
}

fn report(lib: &Library, log: &Owned, case: &Value) -> Result<Value, String> {
    let now = if case.get("as_of").is_some() { instant(case, "as_of")? } else { NEVER };
    let hours = case.get("calendar").map(|doc| calendar(lib, doc)).transpose()?;
    let promise = case.get("policy").map(|policy| promise(lib, policy, hours.as_ref())).transpose()?;
    let (policies, calendars, metric) = match &promise {
        Some((policies, calendars, metric)) => (policies.get(), calendars.get(), metric.as_ptr()),
        None => (null_mut(), null_mut(), null()),
    };
    let hours = hours.as_ref().map_or(null_mut(), Owned::get);
    let make = unsafe { lib.function::<Report>("sundesk_metrics_report") }?;
    let report = lib.text(|out, err| unsafe {
        make(log.get(), now, null(), c"UTC".as_ptr(), null(), hours, policies, calendars, metric, out, err)
    })?;
    serde_json::from_str(&report).map_err(|e| e.to_string())
}

/// The policies, the calendars they use, and the name of their one metric.
fn promise(lib: &Library, policy: &Value, hours: Option<&Owned>) -> Result<(Owned, Owned, CString), String> {
    let metric = CString::new(metric_of(policy)?).map_err(|e| e.to_string())?;
    let document = json(policy)?;
    let new = unsafe { lib.function::<NewPolicies>("sundesk_policies_new") }?;
    let policies = lib.make("sundesk_policies_free", |out, err| unsafe { new(document.as_ptr(), null(), out, err) })?;
    let always = calendar(lib, &json!({"timezone": "UTC", "always_open": true}))?;
    let new = unsafe { lib.function::<NewSet>("sundesk_calendars_new") }?;
    let default = hours.unwrap_or(&always).get();
    let calendars = lib.make("sundesk_calendars_free", |out, err| unsafe { new(default, out, err) })?;
    Ok((policies, calendars, metric))
}

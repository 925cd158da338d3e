//! `sla_scenarios.json` through `sundesk_sla_evaluate`.

use super::{ErrorOut, Handle, Library, Owned, calendar, json};
use crate::conformance::keys::instant;
use serde_json::Value;
use std::ffi::{CString, c_char, c_void};
use std::ptr::null;

type NewSet = unsafe extern "C" fn(Handle, *mut Handle, ErrorOut) -> i32;
type Insert = unsafe extern "C" fn(Handle, *const c_char, Handle, ErrorOut) -> i32;
type NewPolicies = unsafe extern "C" fn(*const c_char, *const c_void, *mut Handle, ErrorOut) -> i32;
type NewHistory = unsafe extern "C" fn(*const c_char, *mut Handle, ErrorOut) -> i32;
type Evaluate = unsafe extern "C" fn(Handle, Handle, Handle, i64, *mut *mut c_char, ErrorOut) -> i32;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let calendars = calendars(lib, case)?;
    let policy = json(case.get("policy").ok_or("no `policy`")?)?;
    let new = unsafe { lib.function::<NewPolicies>("sundesk_policies_new") }?;
    let policies = lib.make("sundesk_policies_free", |out, err| unsafe { new(policy.as_ptr(), null(), out, err) })?;
    let events = json(case.get("events").ok_or("no `events`")?)?;
    let new = unsafe { lib.function::<NewHistory>("sundesk_history_new") }?;
    let history = lib.make("sundesk_history_free", |out, err| unsafe { new(events.as_ptr(), out, err) })?;
    let evaluate = unsafe { lib.function::<Evaluate>("sundesk_sla_evaluate") }?;
    let now = instant(case, "at")?;
    let report =
        lib.text(|out, err| unsafe { evaluate(policies.get(), calendars.get(), history.get(), now, out, err) })?;
    serde_json::from_str(&report).map_err(|e| e.to_string())
}

fn calendars(lib: &Library, case: &Value) -> Result<Owned, String> {
    let default = calendar(lib, case.get("calendar").ok_or("no `calendar`")?)?;
    let new = unsafe { lib.function::<NewSet>("sundesk_calendars_new") }?;
    let set = lib.make("sundesk_calendars_free", |out, err| unsafe { new(default.get(), out, err) })?;
    let insert = unsafe { lib.function::<Insert>("sundesk_calendars_insert") }?;
    for (name, document) in case.get("calendars").and_then(Value::as_object).into_iter().flatten() {
        let named = calendar(lib, document)?;
        let name = CString::new(name.as_str()).map_err(|e| e.to_string())?;
        lib.call(|err| unsafe { insert(set.get(), name.as_ptr(), named.get(), err) })?;
    }
    Ok(set)
}

//! `business_time.json` through `sundesk_calendar_*`.

use super::{ErrorOut, Handle, Library, calendar};
use crate::conformance::keys::{instant, seconds, text};
use serde_json::Value;

type TwoNumbers = unsafe extern "C" fn(Handle, i64, i64, *mut i64, ErrorOut) -> i32;
type OneInstant = unsafe extern "C" fn(Handle, i64, *mut i64, ErrorOut) -> i32;
type IsOpen = unsafe extern "C" fn(Handle, i64, *mut i32, ErrorOut) -> i32;

/// SUNDESK_NEVER.
const NEVER: i64 = i64::MIN;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let calendar = calendar(lib, case.get("calendar").ok_or("no `calendar`")?)?;
    let start = instant(case, "start")?;
    match text(case, "op")? {
        "elapsed" => two(lib, "sundesk_calendar_elapsed", calendar.get(), start, instant(case, "end")?),
        "add" => two(lib, "sundesk_calendar_add", calendar.get(), start, seconds(case, "seconds")?),
        "subtract" => two(lib, "sundesk_calendar_add", calendar.get(), start, -seconds(case, "seconds")?),
        "is_open" => is_open(lib, calendar.get(), start),
        op => one(lib, &format!("sundesk_calendar_{op}"), calendar.get(), start),
    }
}

fn two(lib: &Library, name: &str, calendar: Handle, start: i64, other: i64) -> Result<Value, String> {
    let function = unsafe { lib.function::<TwoNumbers>(name) }?;
    let mut out = 0;
    lib.call(|err| unsafe { function(calendar, start, other, &raw mut out, err) })?;
    Ok(number(out))
}

fn one(lib: &Library, name: &str, calendar: Handle, at: i64) -> Result<Value, String> {
    let function = unsafe { lib.function::<OneInstant>(name) }?;
    let mut out = 0;
    lib.call(|err| unsafe { function(calendar, at, &raw mut out, err) })?;
    Ok(number(out))
}

fn is_open(lib: &Library, calendar: Handle, at: i64) -> Result<Value, String> {
    let function = unsafe { lib.function::<IsOpen>("sundesk_calendar_is_open") }?;
    let mut out = 0;
    lib.call(|err| unsafe { function(calendar, at, &raw mut out, err) })?;
    Ok(Value::from(out == 1))
}

fn number(us: i64) -> Value {
    if us == NEVER { Value::Null } else { us.into() }
}

//! `calendar_import.json` through `sundesk_import_*` and `sundesk_calendar_segments`.

use super::{ErrorOut, Handle, Library, calendar, json};
use crate::conformance::keys::{pair, text};
use serde_json::{Value, json};
use std::ffi::{CString, c_char, c_void};
use std::ptr::null;

type ImportCalendar =
    unsafe extern "C" fn(*const c_char, *const c_char, *const c_char, *mut *mut c_char, ErrorOut) -> i32;
type ImportHolidays =
    unsafe extern "C" fn(*const c_char, *const c_char, i32, i32, *const c_void, *mut *mut c_char, ErrorOut) -> i32;
type Segments = unsafe extern "C" fn(Handle, i64, i64, *mut *mut c_char, ErrorOut) -> i32;

// SAFETY (of every call below): the types are those of include/sundesk.h, the pointers are locals or alive handles.

pub(super) fn answer(lib: &Library, case: &Value) -> Result<Value, String> {
    let read = match text(case, "kind")? {
        "ical" => ical(lib, case)?,
        "osm" => osm(lib, case)?,
        other => return Err(format!("unknown kind {other:?}")),
    };
    let read: Value = serde_json::from_str(&read).map_err(|e| e.to_string())?;
    let document = read.get("calendar").cloned().unwrap_or_else(
        || json!({"timezone": case.get("timezone"), "always_open": true, "holidays": read.get("holidays")}),
    );
    let calendar = calendar(lib, &document)?;
    let (start, end) = pair(case, "window")?;
    let segments = unsafe { lib.function::<Segments>("sundesk_calendar_segments") }?;
    let open = lib.text(|out, err| unsafe { segments(calendar.get(), start, end, out, err) })?;
    let open: Value = serde_json::from_str(&open).map_err(|e| e.to_string())?;
    Ok(json!({"open": open, "left_out": read.get("left_out")}))
}

fn ical(lib: &Library, case: &Value) -> Result<String, String> {
    let (source, zone) = (terminated(text(case, "text")?)?, terminated(text(case, "timezone")?)?);
    let (first, last) = pair(case, "years")?;
    let year = |year: i64| i32::try_from(year).map_err(|e| e.to_string());
    let (first, last) = (year(first)?, year(last)?);
    let import = unsafe { lib.function::<ImportHolidays>("sundesk_import_ics_holidays") }?;
    lib.text(|out, err| unsafe { import(source.as_ptr(), zone.as_ptr(), first, last, null(), out, err) })
}

fn osm(lib: &Library, case: &Value) -> Result<String, String> {
    let (first, last) = pair(case, "years")?;
    let holidays = case.get("holidays").cloned().unwrap_or_else(|| json!([]));
    let extra = json(&json!({
        "timezone": case.get("timezone"), "public_holidays": holidays, "first_year": first, "last_year": last,
    }))?;
    let source = terminated(text(case, "text")?)?;
    let import = unsafe { lib.function::<ImportCalendar>("sundesk_import_calendar") }?;
    lib.text(|out, err| unsafe { import(c"osm".as_ptr(), source.as_ptr(), extra.as_ptr(), out, err) })
}

fn terminated(text: &str) -> Result<CString, String> {
    CString::new(text).map_err(|e| e.to_string())
}

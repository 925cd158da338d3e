//! When the clocks of a zone change, and what a wall-clock reading is there.

use crate::batch::range;
use crate::error::{sundesk_error, sundesk_status};
use crate::guard::{Out, get, guard};
use crate::zone::sundesk_zone;
use std::ffi::c_char;
use sundesk_core::time::{LocalTime, Transition, check_instant};

/// How often the wall clock shows a reading.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_local_time {
    /// Once.
    SUNDESK_LOCAL_UNIQUE = 0,
    /// Never: the clock went forward over it.
    SUNDESK_LOCAL_GAP = 1,
    /// Twice: the clock went back over it.
    SUNDESK_LOCAL_FOLD = 2,
}

/// How often the wall clock shows a reading (`local`: microseconds since 1970-01-01T00:00 local): `kind` gets a
/// sundesk_local_time. `first` and `last` get the first and the last instant it is shown at: the same for a unique one, both the
/// first instant after it for one in a gap. Each may be NULL.
///
/// # Safety
/// `zone` is alive; `kind` may be written to; `first`, `last` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_classify(
    zone: *const sundesk_zone,
    local: i64,
    kind: *mut i32,
    first: *mut i64,
    last: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, kind) = (get(zone, "zone")?, Out::new(kind, "kind")?);
            let local = zone.0.classify(check_instant(local).map_err(|e| e.at("local"))?);
            let (found, earlier, later) = match local {
                LocalTime::Unique(at) => (sundesk_local_time::SUNDESK_LOCAL_UNIQUE, at, at),
                LocalTime::Gap { transition, .. } => (sundesk_local_time::SUNDESK_LOCAL_GAP, transition, transition),
                LocalTime::Fold { earlier, later } => (sundesk_local_time::SUNDESK_LOCAL_FOLD, earlier, later),
            };
            let (earlier, later) = (check_instant(earlier), check_instant(later));
            let (earlier, later) = (earlier.map_err(|e| e.at("local"))?, later.map_err(|e| e.at("local"))?);
            put_if(first, earlier);
            put_if(last, later);
            kind.put(found as i32);
            Ok(())
        })
    }
}

/// The first change of the offset after an instant, and the offset it changes to (seconds east); SUNDESK_NEVER when there
/// is none, with the present offset. `offset` may be NULL.
///
/// # Safety
/// `zone` is alive; `at` may be written to; `offset` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_next_transition(
    zone: *const sundesk_zone,
    after: i64,
    at: *mut i64,
    offset: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(at, "at")?);
            let after = check_instant(after).map_err(|e| e.at("after"))?;
            let next = zone.0.next_transition(after);
            put_if(offset, next.map_or_else(|| zone.0.offset_at(after), |t| t.after));
            out.put(next.map_or(i64::MIN, |t| t.at));
            Ok(())
        })
    }
}

/// The last change of the offset before an instant, and the offset it changed to (seconds east); SUNDESK_NEVER when there is
/// none, with the offset at the instant. A change at the instant itself is not before it. `offset` may be NULL.
///
/// # Safety
/// `zone` is alive; `at` may be written to; `offset` and `err` are NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_previous_transition(
    zone: *const sundesk_zone,
    before: i64,
    at: *mut i64,
    offset: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(at, "at")?);
            let before = check_instant(before).map_err(|e| e.at("before"))?;
            let previous = zone.0.previous_transition(before);
            put_if(offset, previous.map_or_else(|| zone.0.offset_at(before), |t| t.after));
            out.put(previous.map_or(i64::MIN, |t| t.at));
            Ok(())
        })
    }
}

/// The changes of the offset in `[start, end)` as a JSON list of {"at", "before", "after"}, in order: the instant in microseconds,
/// the offsets in seconds east. Free the text with sundesk_string_free.
///
/// # Safety
/// `zone` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_zone_transitions(
    zone: *const sundesk_zone,
    start: i64,
    end: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    // SAFETY: the pointers are as the contract above says.
    unsafe {
        guard(err, || {
            let (zone, out) = (get(zone, "zone")?, Out::new(out, "out")?);
            let found: Vec<Transition> = zone.0.transitions(range(start, end)?).collect();
            out.text(&serde_json::to_string(&found)?);
            Ok(())
        })
    }
}

/// Writes an answer that not every caller wants.
///
/// # Safety
/// `pointer` is NULL or may be written to.
unsafe fn put_if<T>(pointer: *mut T, value: T) {
    if !pointer.is_null() {
        // SAFETY: not NULL, and writable by the contract above.
        unsafe { pointer.write(value) }
    }
}

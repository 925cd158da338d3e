//! When the clocks of a zone change, and what a wall-clock reading is there.

use crate::batch::range;
use crate::prelude::*;
use sundesk_core::time::{LocalTime, Transition};

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
    call!(err, kind, (zone: &Zone, local: At) {
        let (found, earlier, later) = match zone.classify(local) {
            LocalTime::Unique(at) => (sundesk_local_time::SUNDESK_LOCAL_UNIQUE, at, at),
            LocalTime::Gap { transition, .. } => (sundesk_local_time::SUNDESK_LOCAL_GAP, transition, transition),
            LocalTime::Fold { earlier, later } => (sundesk_local_time::SUNDESK_LOCAL_FOLD, earlier, later),
        };
        let (earlier, later) = (check_instant(earlier), check_instant(later));
        let (earlier, later) = (earlier.map_err(|e| e.at("local"))?, later.map_err(|e| e.at("local"))?);
        put_if(first, earlier);
        put_if(last, later);
        ok(found as i32)
    })
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
    call!(err, at, (zone: &Zone, after: At) {
        let next = zone.next_transition(after);
        put_if(offset, next.map_or_else(|| zone.offset_at(after), |t| t.after));
        ok(next.map(|t| t.at))
    })
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
    call!(err, at, (zone: &Zone, before: At) {
        let previous = zone.previous_transition(before);
        put_if(offset, previous.map_or_else(|| zone.offset_at(before), |t| t.after));
        ok(previous.map(|t| t.at))
    })
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
    call!(err, out, (zone: &Zone) ok(Json(zone.transitions(range(start, end)?).collect::<Vec<Transition>>())))
}

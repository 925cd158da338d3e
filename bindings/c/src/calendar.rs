//! Calendars: one question at a time.

use crate::prelude::*;

/// Compiled working hours: weekly hours, holidays, exceptions and breaks in one time zone, or a combination of such.
pub struct sundesk_calendar(pub(crate) Calendar);
handle!(sundesk_calendar(Calendar));

/// The calendar of a JSON document:
/// {"timezone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}, "holidays": ["2026-12-25"],
///  "exceptions": {"2026-12-24": [["09:00", "12:00"]]}, "breaks": {"2026-06-01": [["12:00", "13:00"]]}}.
/// All faults come back in one error (sundesk_error_json, `problems`).
///
/// # Safety
/// `json` is NUL-terminated; `zones` is NULL (bundled) or alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_new(
    json: *const c_char,
    zones: *const sundesk_zonedb,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (json: &str, zones: ZoneDb) Calendar::from_json(json, &zones).map(New))
}

/// The calendar that is always open.
///
/// # Safety
/// `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_always_open(
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, () ok(New(Calendar::always_open())))
}

/// A calendar with `count` closed pieces more, `starts[i]` to `ends[i]`: the pauses of one ticket, somebody's time off. They may
/// come in any order, overlap, touch and lie in closed time; at most 10,000 that do not touch. Nothing is compiled: the tables
/// of `calendar` are shared, and both calendars are freed on their own, in any order.
///
/// # Safety
/// `calendar` is alive; `starts` and `ends` have `count` elements (NULL when 0); `out` may be written to; `err` is NULL or may be
/// written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_without(
    calendar: *const sundesk_calendar,
    starts: *const i64,
    ends: *const i64,
    count: usize,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) {
        let (starts, ends) = (slice(starts, count, "starts")?, slice(ends, count, "ends")?);
        let pieces: Vec<_> = starts.iter().zip(ends).map(|(s, e)| TimeSegment { start: *s, end: *e }).collect();
        calendar.without(&pieces).map(New)
    })
}

/// Frees a calendar. Policies made with it live on. NULL is fine.
///
/// # Safety
/// `calendar` is NULL or not yet freed; it must not be used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_free(calendar: *mut sundesk_calendar) {
    free!(calendar)
}

/// The remarks of the calendar's validation as a JSON list of {severity, code, path, value, expected}; "[]" when there is
/// nothing to remark. Free the text with sundesk_string_free.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_warnings(
    calendar: *const sundesk_calendar,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(Json(calendar.warnings())))
}

/// Open time from `start` to `end`, in microseconds; negative when `end` is before `start`.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_elapsed(
    calendar: *const sundesk_calendar,
    start: i64,
    end: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, start: At, end: At) calendar.elapsed_us(start, end))
}

/// The earliest instant with `amount` microseconds of open time since `at`; a negative amount goes back, to the latest
/// such instant. An amount used up at closing time ends at closing time, 0 is `at` itself. SUNDESK_NEVER when the open time
/// runs out.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_add(
    calendar: *const sundesk_calendar,
    at: i64,
    amount: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.add_us(at, amount))
}

/// Whether `at` is open: 1 or 0. The opening instant is, the closing instant is not.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_is_open(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.is_open_us(at))
}

/// The earliest open instant at or after `at` (`at` itself when open); SUNDESK_NEVER when it never opens again.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_next_open(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.next_open_us(at))
}

/// The earliest instant after `at` at which open turns to closed; SUNDESK_NEVER when there is none.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_next_close(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.next_close_us(at))
}

/// The latest instant at or before `at` with open time just before it; SUNDESK_NEVER when there is none.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_prev_open(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.prev_open_us(at))
}

/// The earliest instant at or after `at` at which closed turns to open; SUNDESK_NEVER when there is none.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_next_opening(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.next_opening_us(at))
}

/// The latest instant at or before `at` at which closed turns to open; SUNDESK_NEVER when there is none.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_prev_opening(
    calendar: *const sundesk_calendar,
    at: i64,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.prev_opening_us(at))
}

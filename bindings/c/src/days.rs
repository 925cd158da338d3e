//! Business days, combinations of calendars, and what a calendar says of itself.

use crate::prelude::*;
use chrono::NaiveDate;
use sundesk_core::calendar::{Boundary, DayMode};
use sundesk_core::time::civil::{TimeOfDay, date, day_number};

/// Where an amount of open time that ends at closing time lands.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_boundary {
    /// At the closing instant; the default everywhere.
    SUNDESK_BOUNDARY_CLOSE = 0,
    /// At the next opening, as Zammad, Request Tracker and GLPI have it.
    SUNDESK_BOUNDARY_NEXT_OPEN = 1,
}

/// The time of day at which counted business days end.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub enum sundesk_day_mode {
    /// The wall-clock time of the start, also when it lies outside the hours.
    SUNDESK_DAY_KEEP_TIME = 0,
    /// The last closing of the day's own hours.
    SUNDESK_DAY_END = 1,
    /// A time on the wall clock, given as seconds since local midnight.
    SUNDESK_DAY_AT = 2,
}

/// sundesk_calendar_add with a choice (a sundesk_boundary) of where an amount that ends at closing time lands.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_add_boundary(
    calendar: *const sundesk_calendar,
    at: i64,
    amount: i64,
    boundary: i32,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At, boundary: Boundary) calendar.add_boundary_us(at, amount, boundary))
}

/// The instant `count` business days from `at` (before it, for a negative count). The date of `at` itself is not counted.
/// `mode` is a sundesk_day_mode; `time_of_day` is used with SUNDESK_DAY_AT only. SUNDESK_NEVER when there are not so many.
/// A business day is a date in the calendar's zone with open time of its own: a unit, never 8 or 24 hours.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_add_business_days(
    calendar: *const sundesk_calendar,
    at: i64,
    count: i64,
    mode: i32,
    time_of_day: u32,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, at: At) calendar.add_business_days_us(at, count, mode_of(mode, time_of_day)?))
}

fn mode_of(mode: i32, time_of_day: u32) -> Result<DayMode, Fault> {
    match mode {
        0 => Ok(DayMode::KeepTime),
        1 => Ok(DayMode::EndOfDay),
        2 => Ok(DayMode::At(TimeOfDay::from_seconds(time_of_day).map_err(|e| e.at("time_of_day"))?)),
        other => Err(Error::invalid("mode", other, "a sundesk_day_mode").into()),
    }
}

/// Whether a date, as days since 1970-01-01, is a business day: 1 or 0.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_is_business_day(
    calendar: *const sundesk_calendar,
    day: i32,
    out: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, day: Day) calendar.is_business_day(day))
}

/// The last date up to which the dated holidays of a calendar are known, as days since 1970-01-01: as its document says, else
/// the end of the year of the last one; of a combination the earliest. INT32_MIN when no holiday has a year: all are known.
/// A deadline after this date may fall on a holiday that nobody has entered yet.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_holidays_known_until(
    calendar: *const sundesk_calendar,
    out: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(calendar.holidays_known_until().map_or(i32::MIN, day_number)))
}

/// The `count`-th business day after a date (before it, for a negative count; 0 is the date itself when it is one, else the
/// next one), as days since 1970-01-01; INT32_MIN when there are not so many.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_shift_business_days(
    calendar: *const sundesk_calendar,
    day: i32,
    count: i64,
    out: *mut i32,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, day: Day)
        ok(calendar.shift_business_days(day, count)?.map_or(i32::MIN, day_number)))
}

/// How many business days there are from one date up to, and without, another; negative when it is before.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_business_days_between(
    calendar: *const sundesk_calendar,
    from: i32,
    to: i32,
    out: *mut i64,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar, from: Day, to: Day) calendar.business_days_between(from, to))
}

/// A new calendar that is open when `a` or `b` is: the hours of a follow-the-sun desk. The zones may differ.
///
/// # Safety
/// `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_union(
    a: *const sundesk_calendar,
    b: *const sundesk_calendar,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (a: &Calendar, b: &Calendar) a.union(b).map(New))
}

/// A new calendar that is open when both `a` and `b` are.
///
/// # Safety
/// `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_intersection(
    a: *const sundesk_calendar,
    b: *const sundesk_calendar,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (a: &Calendar, b: &Calendar) a.intersection(b).map(New))
}

/// A new calendar that is open when `a` is and `b` is not.
///
/// # Safety
/// `a` and `b` are alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_difference(
    a: *const sundesk_calendar,
    b: *const sundesk_calendar,
    out: *mut *mut sundesk_calendar,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (a: &Calendar, b: &Calendar) a.difference(b).map(New))
}

/// The document of a calendar as JSON, to store or to compare. Free the text with sundesk_string_free.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_json(
    calendar: *const sundesk_calendar,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(Json(calendar.doc())))
}

/// What a calendar was made of, as JSON: {"made_of": "hours"}, "roster" with its name, range and filter, "union", "intersection" and
/// "difference" with their "parts", or "without" with what pieces were taken out "of". Free the text with sundesk_string_free.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_origin(
    calendar: *const sundesk_calendar,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(Json(calendar.origin())))
}

/// A number that is the same for the same document and the same zone rules, on every machine; 0 for NULL.
///
/// # Safety
/// `calendar` is NULL or alive.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_fingerprint(calendar: *const sundesk_calendar) -> u64 {
    // SAFETY: by the contract above.
    unsafe { calendar.as_ref() }.map_or(0, |c| c.0.fingerprint())
}

choices! {
    Boundary, "a sundesk_boundary": 0 Boundary::Close, 1 Boundary::NextOpen;
}

/// An argument that is a date, as days since 1970-01-01.
struct Day;

impl Arg<i32> for Day {
    type Value = NaiveDate;
    unsafe fn read(from: i32, name: &'static str) -> Result<NaiveDate, Fault> {
        Ok(date(from).map_err(|e| e.at(name))?)
    }
}

//! Calendars: many questions at once, and reports of a stretch of time.

use crate::prelude::*;
use sundesk_core::calendar::{BatchStats, Piece};

/// What became of the rows of a batch. Set `struct_size` to sizeof(sundesk_batch_stats) before the call: a library that
/// knows more fields than your header writes only those you have room for; a size below the first version's is refused.
#[repr(C)]
#[derive(Debug, Clone, Copy)]
pub struct sundesk_batch_stats {
    /// In: sizeof(sundesk_batch_stats).
    pub struct_size: u32,
    /// Nothing yet; 0.
    pub reserved: u32,
    /// Rows with an answer.
    pub answered: u64,
    /// Rows that are SUNDESK_NEVER because the open time runs out.
    pub never: u64,
    /// Rows that are SUNDESK_NEVER because their instant lies outside the supported dates.
    pub out_of_range: u64,
    /// Rows that are SUNDESK_NEVER because an input was.
    pub missing: u64,
}
versioned!(sundesk_batch_stats of 40 bytes: struct_size, reserved, answered, never, out_of_range, missing);

/// Open time of `len` spans, row by row, in microseconds; negative where the end is before the start. A row with
/// SUNDESK_NEVER in it gives SUNDESK_NEVER. A row outside the supported dates fails the call, with its number in the path of
/// the error; `out` is then not to be relied on.
///
/// # Safety
/// `calendar` is alive; `starts`, `ends` and `out` point to `len` elements (NULL only for 0), `out` to memory of its own;
/// `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_elapsed_many(
    calendar: *const sundesk_calendar,
    starts: *const i64,
    ends: *const i64,
    out: *mut i64,
    len: usize,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (calendar: &Calendar) {
        let (starts, ends) = (slice(starts, len, "starts")?, slice(ends, len, "ends")?);
        calendar.elapsed_many(starts, ends, slice_mut(out, len, "out")?)
    })
}

/// Adds an amount of open time (microseconds, negative goes back) to an instant, `len` times. A row without an answer is
/// SUNDESK_NEVER and is counted in `stats`.
///
/// # Safety
/// `calendar` is alive; `starts`, `amounts` and `out` point to `len` elements (NULL only for 0), `out` to memory of its
/// own; `stats` is NULL or has `struct_size` set to the bytes it has; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_add_many(
    calendar: *const sundesk_calendar,
    starts: *const i64,
    amounts: *const i64,
    out: *mut i64,
    len: usize,
    stats: *mut sundesk_batch_stats,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, (calendar: &Calendar, stats: Option<Room<sundesk_batch_stats>>) {
        let (starts, amounts) = (slice(starts, len, "starts")?, slice(amounts, len, "amounts")?);
        let found = calendar.add_many(starts, amounts, slice_mut(out, len, "out")?)?;
        ok(stats.into_iter().for_each(|stats| stats.put(&counted(&found))))
    })
}

fn counted(found: &BatchStats) -> sundesk_batch_stats {
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    sundesk_batch_stats {
        struct_size: 0,
        reserved: 0,
        answered: count(found.answered),
        never: count(found.never),
        out_of_range: count(found.out_of_range),
        missing: count(found.missing),
    }
}

/// The open stretches of `[start, end)` as a JSON list of [start, end] pairs in microseconds, in order, none touching the
/// next. Free the text with sundesk_string_free.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_segments(
    calendar: *const sundesk_calendar,
    start: i64,
    end: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(Json(&calendar.open_set(range(start, end)?))))
}

/// All of `[start, end)` in pieces that say why: a JSON list of {"start", "end", "reason", "name"}, `reason` being open,
/// closed, holiday, exception, break or excluded, and `name` that of the holiday or exception where it has one. The pieces
/// join without a gap.
/// Free the text with sundesk_string_free.
///
/// # Safety
/// `calendar` is alive; `out` may be written to; `err` is NULL or may be written to.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn sundesk_calendar_pieces(
    calendar: *const sundesk_calendar,
    start: i64,
    end: i64,
    out: *mut *mut c_char,
    err: *mut *mut sundesk_error,
) -> sundesk_status {
    call!(err, out, (calendar: &Calendar) ok(Json(calendar.pieces(range(start, end)?).collect::<Vec<Piece>>())))
}

pub(crate) fn range(start: i64, end: i64) -> Result<TimeSegment, Fault> {
    let start = check_instant(start).map_err(|e| e.at("start"))?;
    let end = check_instant(end).map_err(|e| e.at("end"))?;
    Ok(TimeSegment::new(start, end))
}

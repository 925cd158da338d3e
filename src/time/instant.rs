//! Instants: `i64` microseconds since the Unix epoch, UTC, within the supported dates.

use crate::error::{Error, Result};
use chrono::{DateTime, Utc};

/// Microseconds in a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds in an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Microseconds in 24 hours (a civil day may have 23 or 25).
pub const DAY: i64 = 24 * HOUR;

/// 1900-01-01T00:00:00Z, the first supported instant.
pub const MIN_INSTANT: i64 = -2_208_988_800 * SECOND;
/// 2201-01-01T00:00:00Z, the first instant no longer supported.
pub const MAX_INSTANT: i64 = 7_289_654_400 * SECOND;

/// Checks that `at` lies within the supported dates, 1900 to 2200.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when it does not.
pub fn check_instant(at: i64) -> Result<i64> {
    if (MIN_INSTANT..MAX_INSTANT).contains(&at) {
        return Ok(at);
    }
    Err(Error::out_of_range("", at, "microseconds since 1970 of an instant from 1900 to 2200, UTC"))
}

/// A chrono instant as microseconds; what is finer is cut toward the past.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
pub fn to_micros(at: DateTime<Utc>) -> Result<i64> {
    let us = at.timestamp_micros();
    if (MIN_INSTANT..MAX_INSTANT).contains(&us) {
        return Ok(us);
    }
    Err(Error::out_of_range("", at.to_rfc3339(), "an instant from 1900 to 2200, UTC"))
}

/// Microseconds as a chrono instant.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
pub fn from_micros(at: i64) -> Result<DateTime<Utc>> {
    DateTime::from_timestamp_micros(check_instant(at)?).ok_or_else(|| Error::out_of_range("", at, "an instant"))
}

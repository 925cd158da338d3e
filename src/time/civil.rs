//! Civil time: dates and times of day as a wall calendar and a wall clock show them, without a zone.
//!
//! A *day number* counts days since 1970-01-01 in some zone's own calendar; *local microseconds* are
//! `day number × 24 h + time of day`, as [`Zone::to_local`](super::Zone::to_local) gives them.

use super::instant::DAY;
use crate::error::{Error, Result};
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The day number of 1900-01-01, the first supported civil date.
pub const MIN_DAY: i32 = -25_567;
/// The day number of 2200-12-31, the last supported civil date.
pub const MAX_DAY: i32 = 84_370;

/// Days from 0001-01-01 (chrono's day 1) to 1970-01-01.
const EPOCH_FROM_CE: i32 = 719_163;

/// The day number of a date: 0 for 1970-01-01, 1 for the day after.
///
/// ```
/// use chrono::NaiveDate;
/// use sundesk::time::civil;
/// let d = NaiveDate::from_ymd_opt(2026, 3, 29).unwrap();
/// assert_eq!(civil::day_number(d), 20_541);
/// assert_eq!(civil::date(20_541).unwrap(), d);
/// ```
#[must_use]
pub fn day_number(date: NaiveDate) -> i32 {
    date.num_days_from_ce().saturating_sub(EPOCH_FROM_CE)
}

/// The date of a day number.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
pub fn date(day: i32) -> Result<NaiveDate> {
    let found = if (MIN_DAY..=MAX_DAY).contains(&day) { day.checked_add(EPOCH_FROM_CE) } else { None };
    found
        .and_then(NaiveDate::from_num_days_from_ce_opt)
        .ok_or_else(|| Error::out_of_range("", day, "the number of a day from 1900-01-01 to 2200-12-31"))
}

/// Checks that a date lies within 1900–2200.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when it does not.
pub fn check_date(date: NaiveDate) -> Result<NaiveDate> {
    if (MIN_DAY..=MAX_DAY).contains(&day_number(date)) {
        return Ok(date);
    }
    Err(Error::out_of_range("", date, "a date from 1900-01-01 to 2200-12-31"))
}

/// Reads a date written `YYYY-MM-DD`.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when it is not such a date (2026-02-30),
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
pub fn parse_date(text: &str) -> Result<NaiveDate> {
    check_date(read_date(text).ok_or_else(|| Error::invalid("", text, "a date such as 2026-12-24"))?)
}

fn read_date(text: &str) -> Option<NaiveDate> {
    // By hand: a calendar has hundreds of them, and chrono reads its format anew for each.
    let is_shaped = |(i, b): (usize, u8)| if matches!(i, 4 | 7) { b == b'-' } else { b.is_ascii_digit() };
    if text.len() != 10 || !text.bytes().enumerate().all(is_shaped) {
        return None;
    }
    let number = |digits: std::ops::Range<usize>| text.get(digits)?.parse::<u32>().ok();
    NaiveDate::from_ymd_opt(i32::try_from(number(0..4)?).ok()?, number(5..7)?, number(8..10)?)
}

/// The weekday of a day number; 0 was a Thursday.
///
/// ```
/// assert_eq!(sundesk::time::civil::weekday(20_541), chrono::Weekday::Sun); // 2026-03-29
/// ```
#[must_use]
pub const fn weekday(day: i32) -> Weekday {
    match (day as i64 + 3).rem_euclid(7) {
        0 => Weekday::Mon,
        1 => Weekday::Tue,
        2 => Weekday::Wed,
        3 => Weekday::Thu,
        4 => Weekday::Fri,
        5 => Weekday::Sat,
        _ => Weekday::Sun,
    }
}

/// The day number that local microseconds fall on.
#[must_use]
#[allow(clippy::cast_possible_truncation)] // |i64 / 86.4e9| is below 2^27
pub const fn day_of(local_us: i64) -> i32 {
    local_us.div_euclid(DAY) as i32
}

/// How far into their day local microseconds are, from 0 to just under 24 h, in microseconds.
#[must_use]
pub const fn time_of(local_us: i64) -> i64 {
    local_us.rem_euclid(DAY)
}

/// The local microseconds at which a day begins; the nearest `i64` for a day more than 106,751,991 days (292,000 years) from
/// 1970.
#[must_use]
pub const fn local_midnight(day: i32) -> i64 {
    (day as i64).saturating_mul(DAY)
}

/// A time on the wall clock, counted in seconds from the midnight that begins its day; up to 48:00, so that an end after
/// midnight can be told from one before it.
///
/// Written `HH:MM` or `HH:MM:SS`. `24:00` is the midnight that ends the day and is not `00:00`; `30:00` is 06:00 of the next
/// day. It is a wall-clock reading, not an amount of time: on a change day 03:00 is not three hours after midnight.
///
/// ```
/// use sundesk::time::civil::TimeOfDay;
/// let close: TimeOfDay = "24:00".parse().unwrap();
/// assert_eq!(close.seconds(), 86_400);
/// assert_eq!(close.to_string(), "24:00");
/// assert!("9:00".parse::<TimeOfDay>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct TimeOfDay(u32);

impl TimeOfDay {
    /// 00:00, the midnight that begins the day.
    pub const MIDNIGHT: TimeOfDay = TimeOfDay(0);
    /// 24:00, the midnight that ends the day.
    pub const END_OF_DAY: TimeOfDay = TimeOfDay(86_400);
    /// 48:00, the latest there is.
    pub const MAX: TimeOfDay = TimeOfDay(172_800);

    /// The time so many seconds after midnight.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) past 172 800 (48:00).
    pub fn from_seconds(seconds: u32) -> Result<Self> {
        if seconds <= Self::MAX.0 {
            return Ok(Self(seconds));
        }
        Err(Error::invalid("", seconds, "seconds since midnight, at most 172800 (48:00)"))
    }

    /// Seconds since the midnight that begins the day.
    #[must_use]
    pub const fn seconds(self) -> u32 {
        self.0
    }

    /// Microseconds since the midnight that begins the day.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0 as i64 * super::instant::SECOND
    }
}

impl FromStr for TimeOfDay {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let fault = || Error::invalid("", text, "a time such as 09:00 or 17:30:15, at most 48:00");
        let (hours, minutes, seconds) = match text.as_bytes() {
            [a, b, b':', c, d] => (digits(*a, *b), digits(*c, *d), Some(0)),
            [a, b, b':', c, d, b':', e, f] => (digits(*a, *b), digits(*c, *d), digits(*e, *f)),
            _ => return Err(fault()),
        };
        match (hours, minutes, seconds) {
            (Some(h), Some(m @ 0..60), Some(s @ 0..60)) => {
                Self::from_seconds(h * 3600 + m * 60 + s).map_err(|_| fault())
            }
            _ => Err(fault()),
        }
    }
}

fn digits(tens: u8, ones: u8) -> Option<u32> {
    let digit = |b: u8| char::from(b).to_digit(10);
    Some(digit(tens)? * 10 + digit(ones)?)
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hours, minutes, seconds) = (self.0 / 3600, self.0 / 60 % 60, self.0 % 60);
        write!(f, "{hours:02}:{minutes:02}")?;
        if seconds > 0 {
            write!(f, ":{seconds:02}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for TimeOfDay {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        text.parse()
    }
}

impl From<TimeOfDay> for String {
    fn from(time: TimeOfDay) -> Self {
        time.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_time_of_day_is_the_end_of_the_next() {
        assert_eq!("48:00".parse::<TimeOfDay>().unwrap(), TimeOfDay::MAX);
        assert!("48:00:01".parse::<TimeOfDay>().is_err());
    }

    #[test]
    fn day_numbers_and_dates_are_each_others_inverse_over_the_supported_dates() {
        let mut expected = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
        for day in MIN_DAY..=MAX_DAY {
            assert_eq!(date(day).unwrap(), expected);
            assert_eq!(day_number(expected), day);
            assert_eq!(weekday(day), expected.weekday(), "{expected}");
            expected = expected.succ_opt().unwrap();
        }
        assert_eq!(expected, NaiveDate::from_ymd_opt(2201, 1, 1).unwrap());
        assert!(date(MIN_DAY - 1).is_err() && date(MAX_DAY + 1).is_err() && date(i32::MIN).is_err());
    }

    #[test]
    fn a_local_time_before_1970_falls_on_the_day_that_holds_it() {
        assert_eq!((day_of(-1), time_of(-1)), (-1, DAY - 1));
        assert_eq!((day_of(0), time_of(0)), (0, 0));
        assert_eq!(day_of(local_midnight(MIN_DAY)), MIN_DAY);
        assert_eq!((day_of(i64::MIN), day_of(i64::MAX)), (-106_751_992, 106_751_991));
    }

    #[test]
    fn the_midnight_of_a_day_past_the_64_bits_does_not_wrap_to_another_century() {
        assert_eq!(local_midnight(106_751_991), 106_751_991 * DAY);
        assert_eq!((local_midnight(i32::MAX), local_midnight(i32::MIN)), (i64::MAX, i64::MIN));
    }

    #[test]
    fn times_of_day_read_and_print() {
        for (text, seconds) in [
            ("00:00", 0),
            ("09:05", 32_700),
            ("23:59:59", 86_399),
            ("24:00", 86_400),
            ("30:00", 108_000),
            ("48:00", 172_800),
        ] {
            let time: TimeOfDay = text.parse().unwrap();
            assert_eq!((time.seconds(), time.to_string().as_str()), (seconds, text));
        }
        assert_eq!("10:00:00".parse::<TimeOfDay>().unwrap().to_string(), "10:00");
        for bad in [
            "", "9:00", "09:60", "09:00:60", "48:01", "48:00:01", "99:00", "09.00", " 09:00", "09:00 ", "-1:00",
            "0٣:00", "+9:00",
        ] {
            let e = bad.parse::<TimeOfDay>().unwrap_err();
            assert_eq!(e.value(), bad);
            assert!(e.to_string().contains("such as 09:00"), "{e}");
        }
    }

    #[test]
    fn dates_are_read_strictly() {
        assert_eq!(parse_date("2024-02-29").unwrap().to_string(), "2024-02-29");
        for bad in
            ["2026-02-29", "2026-2-1", "2026-13-01", "20260101", "2026-01-01T00:00", "", "+026-01-01", "２026-01-01"]
        {
            assert_eq!(parse_date(bad).unwrap_err().kind(), crate::ErrorKind::InvalidInput, "{bad}");
        }
        for far in ["1899-12-31", "2201-01-01"] {
            assert_eq!(parse_date(far).unwrap_err().kind(), crate::ErrorKind::OutOfRange, "{far}");
        }
    }
}

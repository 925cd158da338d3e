//! The POSIX `TZ` rule in the footer of a TZif file, which says how a zone goes on after its last listed transition.
//!
//! ```text
//! CET-1CEST,M3.5.0,M10.5.0/3       <-02>2<-01>,M3.5.0/-1,M10.5.0/0       <+0545>-5:45
//!  |   |     |        | |
//!  |   |     |        | `- at 03:00 local (02:00 when absent; from -167 to 167 hours, RFC 9636 section 3.3.1)
//!  |   |     |        `--- back on the last (5) Sunday (0) of October
//!  |   |     `------------ forward on the last Sunday of March; also Jn (day 1-365, no 29 February) and n (day 0-365)
//!  |   `------------------ name in summer; its offset is one hour more unless given
//!  `---------------------- name and offset, counted *west* of Greenwich: -1 is UTC+1
//! ```

use crate::error::{Error, Result};

/// The rule of a footer: one offset for ever, or two that alternate each year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PosixTz {
    /// Seconds east of Greenwich in standard time.
    pub(super) standard: i32,
    pub(super) summer: Option<Summer>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Summer {
    /// Seconds east of Greenwich; less than `standard` where "summer" time is a winter time (Dublin).
    pub(super) offset: i32,
    start: Change,
    end: Change,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Change {
    day: Day,
    /// Wall-clock seconds from the midnight that begins the day.
    time: i32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Day {
    /// `Jn`: 1–365; 29 February is never counted, so 60 is always 1 March.
    Julian(i32),
    /// `n`: 0–365; 29 February is counted.
    Ordinal(i32),
    /// `Mm.w.d`: weekday `d` (0 = Sunday) of week `w` (5 = the last) of month `m`.
    Weekday { month: i32, week: i32, weekday: i32 },
}

impl PosixTz {
    /// Reads a rule.
    ///
    /// # Errors
    /// `InvalidInput` naming what is wrong and the whole text.
    pub(super) fn parse(text: &str) -> Result<Self> {
        let mut reader = Reader { text, rest: text.as_bytes() };
        reader.name()?;
        let standard = -reader.offset()?;
        let summer = if reader.rest.is_empty() { None } else { Some(reader.summer(standard)?) };
        match reader.rest {
            [] => Ok(Self { standard, summer }),
            _ => Err(reader.fault("nothing more after the second rule")),
        }
    }

    /// The changes of the rule in a year as (seconds since 1970 UTC, offset from then on), not ordered; `None` without summer time.
    pub(super) fn changes(&self, year: i32) -> Option<[(i64, i32); 2]> {
        let summer = self.summer.as_ref()?;
        let start = summer.start.local_seconds(year) - i64::from(self.standard);
        let end = summer.end.local_seconds(year) - i64::from(summer.offset);
        // A summer that ends where the next one starts is summer for ever: the end comes first, so the start wins.
        Some([(end, self.standard), (start, summer.offset)])
    }
}

impl Change {
    fn local_seconds(self, year: i32) -> i64 {
        let january = first_of(year, 1);
        let day = match self.day {
            Day::Julian(n) => january + n - 1 + i32::from(n >= 60 && is_leap(year)),
            Day::Ordinal(n) => january + n,
            Day::Weekday { month, week, weekday } => weekday_of_month(year, month, week, weekday),
        };
        i64::from(day) * 86_400 + i64::from(self.time)
    }
}

fn is_leap(year: i32) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// The day number of the first of a month. Years are counted from March, so that the leap day comes last; 719 468 is the day
/// number of 1970-01-01 from 0000-03-01 (Hinnant, "chrono-compatible low-level date algorithms"). A rule is written out for
/// 300 years when a zone is made: chrono's checked dates took most of that time.
fn first_of(year: i32, month: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let of_year = (153 * ((month + 9) % 12) + 2) / 5;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

fn weekday_of_month(year: i32, month: i32, week: i32, weekday: i32) -> i32 {
    let first = first_of(year, month);
    let next = if month == 12 { first + 31 } else { first_of(year, month + 1) };
    let first_weekday = (first + 4).rem_euclid(7); // day 0 was a Thursday, and Sunday is 0 here
    let day = first + (weekday - first_weekday).rem_euclid(7) + 7 * (week - 1);
    if day >= next { day - 7 } else { day }
}

struct Reader<'a> {
    text: &'a str,
    rest: &'a [u8],
}

impl Reader<'_> {
    fn fault(&self, expected: &str) -> Error {
        let at = self.text.len() - self.rest.len();
        Error::invalid("footer", self.text, format!("{expected} at character {at} of the rule"))
    }

    fn peek(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    /// Takes the next byte when it is `wanted`.
    fn take(&mut self, wanted: u8) -> bool {
        match self.rest {
            [first, rest @ ..] if *first == wanted => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> usize {
        let n = self.rest.iter().take_while(|b| keep(**b)).count();
        self.rest = self.rest.get(n..).unwrap_or_default();
        n
    }

    /// `CET` or `<+0545>`; names are not kept.
    fn name(&mut self) -> Result<()> {
        let quoted = self.take(b'<');
        let n = match quoted {
            true => self.take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-')),
            false => self.take_while(|b| b.is_ascii_alphabetic()),
        };
        if n < 3 {
            return Err(self.fault("a zone name of three or more characters"));
        }
        if quoted && !self.take(b'>') {
            return Err(self.fault("`>` after a quoted zone name"));
        }
        Ok(())
    }

    fn number(&mut self, what: &str, low: i32, high: i32) -> Result<i32> {
        let fault = self.fault(&format!("{what} from {low} to {high}"));
        let mut value = 0_i32;
        let before = self.rest.len();
        while let Some(digit) = self.peek().and_then(|b| char::from(b).to_digit(10)) {
            if before - self.rest.len() == 3 {
                return Err(fault);
            }
            value = value * 10 + i32::try_from(digit).unwrap_or(0);
            self.rest = self.rest.get(1..).unwrap_or_default();
        }
        if before == self.rest.len() || !(low..=high).contains(&value) { Err(fault) } else { Ok(value) }
    }

    /// `[+-]h[h[h]][:mm[:ss]]` in seconds.
    fn time(&mut self, max_hours: i32) -> Result<i32> {
        let negative = self.take(b'-');
        if !negative {
            self.take(b'+');
        }
        let mut seconds = self.number("hours", 0, max_hours)? * 3600;
        if self.take(b':') {
            seconds += self.number("minutes", 0, 59)? * 60;
            if self.take(b':') {
                seconds += self.number("seconds", 0, 59)?;
            }
        }
        Ok(if negative { -seconds } else { seconds })
    }

    fn offset(&mut self) -> Result<i32> {
        self.time(24)
    }

    fn summer(&mut self, standard: i32) -> Result<Summer> {
        self.name()?;
        let offset = match self.peek() {
            Some(b',') | None => standard + 3600,
            Some(_) => -self.offset()?,
        };
        Ok(Summer { offset, start: self.change()?, end: self.change()? })
    }

    fn change(&mut self) -> Result<Change> {
        if !self.take(b',') {
            return Err(self.fault("`,` and the day of a change"));
        }
        let day = self.day()?;
        let time = if self.take(b'/') { self.time(167)? } else { 7200 };
        Ok(Change { day, time })
    }

    fn day(&mut self) -> Result<Day> {
        if self.take(b'J') {
            return Ok(Day::Julian(self.number("a day", 1, 365)?));
        }
        if !self.take(b'M') {
            return Ok(Day::Ordinal(self.number("a day", 0, 365)?));
        }
        let month = self.number("a month", 1, 12)?;
        let week = self.dotted("a week", 1, 5)?;
        let weekday = self.dotted("a weekday", 0, 6)?;
        Ok(Day::Weekday { month, week, weekday })
    }

    fn dotted(&mut self, what: &str, low: i32, high: i32) -> Result<i32> {
        if !self.take(b'.') {
            return Err(self.fault("`.` inside a rule of the form Mm.w.d"));
        }
        self.number(what, low, high)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The changes of a year as text, in order of time.
    fn changes(rule: &str, year: i32) -> Vec<String> {
        let mut found: Vec<_> = PosixTz::parse(rule).unwrap().changes(year).into_iter().flatten().collect();
        found.sort_unstable();
        let show = |(at, offset): (i64, i32)| {
            format!(
                "{} {:+}",
                chrono::DateTime::from_timestamp(at, 0).unwrap().format("%m-%d %H:%M"),
                f64::from(offset) / 3600.0
            )
        };
        found.into_iter().map(show).collect()
    }

    #[test]
    fn rules_of_the_world() {
        assert_eq!(changes("CET-1CEST,M3.5.0,M10.5.0/3", 2026), ["03-29 01:00 +2", "10-25 01:00 +1"]);
        assert_eq!(changes("EST5EDT,M3.2.0,M11.1.0", 2026), ["03-08 07:00 -4", "11-01 06:00 -5"]);
        assert_eq!(changes("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", 2026), ["04-04 15:00 +10.5", "10-03 15:30 +11"]);
        assert_eq!(changes("IST-1GMT0,M10.5.0,M3.5.0/1", 2026), ["03-29 01:00 +1", "10-25 01:00 +0"]);
        assert_eq!(changes("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026), ["03-29 01:00 -1", "10-25 01:00 -2"]);
        assert_eq!(changes("EET-2EEST,M3.4.4/50,M10.4.4/50", 2026), ["03-28 00:00 +3", "10-23 23:00 +2"]);
        assert_eq!(changes("<+0545>-5:45", 2026), [""; 0]);
    }

    #[test]
    fn the_first_of_each_month_is_the_one_of_chrono() {
        for (year, month) in (1890..2210).flat_map(|y| (1..=12).map(move |m| (y, m))) {
            let date = chrono::NaiveDate::from_ymd_opt(year, u32::try_from(month).unwrap(), 1).unwrap();
            assert_eq!(first_of(year, month), crate::time::civil::day_number(date), "{date}");
            assert_eq!(is_leap(year), date.leap_year());
        }
    }

    #[test]
    fn days_of_the_year_with_and_without_the_leap_day() {
        assert_eq!(changes("AAA0BBB,J60/0,J365/0", 2024), ["03-01 00:00 +1", "12-30 23:00 +0"]);
        assert_eq!(changes("AAA0BBB,59/0,365/0", 2024), ["02-29 00:00 +1", "12-30 23:00 +0"]);
        assert_eq!(changes("AAA0BBB,59/0,364/0", 2025), ["03-01 00:00 +1", "12-30 23:00 +0"]);
    }

    #[test]
    fn what_is_no_rule_is_refused_with_the_place() {
        for (bad, place) in [
            ("", "name of three"),
            ("CE-1", "name of three"),
            ("CET", "hours from 0 to 24"),
            ("CET-25", "hours from 0 to 24"),
            ("CET-1:60", "minutes"),
            ("CET-1:00:60", "seconds"),
            ("CET-1CEST", "day of a change"),
            ("CET-1CEST,M3.5.0", "day of a change"),
            ("CET-1CEST,M13.5.0,M10.5.0", "a month"),
            ("CET-1CEST,M3.6.0,M10.5.0", "a week"),
            ("CET-1CEST,M3.5.7,M10.5.0", "a weekday"),
            ("CET-1CEST,M3.5,M10.5.0", "Mm.w.d"),
            ("CET-1CEST,J0,J365", "a day"),
            ("CET-1CEST,J366,J365", "a day"),
            ("CET-1CEST,366,0", "a day"),
            ("CET-1CEST,M3.5.0/168,M10.5.0", "hours from 0 to 167"),
            ("CET-1CEST,M3.5.0,M10.5.0x", "nothing more"),
            ("CET-99999999999999999999", "hours"),
            ("<+05-5", "`>`"),
        ] {
            let e = PosixTz::parse(bad).unwrap_err();
            assert!(e.expectation().contains(place), "{bad}: {e}");
        }
    }
}

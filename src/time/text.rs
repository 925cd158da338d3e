//! Instants as text: RFC 3339 in and out.

use super::instant::{MAX_INSTANT, MIN_INSTANT, to_micros};
use super::zone::Zone;
use crate::error::{Error, Result};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDateTime, SecondsFormat, Timelike, Utc};

/// Reads an instant written as RFC 3339 asks: date, time and offset from UTC.
///
/// What is finer than a microsecond is cut toward the past. A leap second `:60` is the second after it, as in POSIX. A
/// timestamp without an offset is refused: it is no instant until somebody names a zone.
///
/// ```
/// use sundesk::time::parse_instant;
/// assert_eq!(parse_instant("2026-03-29T02:30:00+01:00").unwrap(), 1_774_747_800_000_000);
/// let e = parse_instant("2026-03-29T02:30:00").unwrap_err();
/// assert!(e.to_string().contains("without an offset"));
/// ```
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when it is no such text or has no offset,
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
pub fn parse_instant(text: &str) -> Result<i64> {
    match DateTime::parse_from_rfc3339(text) {
        Ok(at) => to_micros(at.with_timezone(&Utc))
            .map_err(|_| Error::out_of_range("", text, "an instant from 1900 to 2200, UTC")),
        Err(_) if is_naive(text) => Err(Error::invalid(
            "",
            text,
            "an offset from UTC at the end (Z or +hh:mm): a time without an offset is no instant unless a zone is named",
        )),
        Err(_) => Err(Error::invalid("", text, "an instant such as 2026-03-29T01:00:00Z or 2026-03-29T02:00:00+01:00")),
    }
}

fn is_naive(text: &str) -> bool {
    ["%Y-%m-%dT%H:%M:%S%.f", "%Y-%m-%d %H:%M:%S%.f", "%Y-%m-%dT%H:%M"]
        .iter()
        .any(|format| text.len() < 40 && NaiveDateTime::parse_from_str(text, format).is_ok())
}

/// Writes an instant as RFC 3339 in UTC, with as many decimals (none, three or six) as it needs: `2026-03-29T01:00:00Z`.
///
/// An instant outside 1900–2200 is no instant of this crate; so that a message about it can still be written, it appears as
/// its number, `9223372036854775807us`.
///
/// ```
/// use sundesk::time::{format_instant, parse_instant};
/// assert_eq!(format_instant(1_774_747_800_000_000), "2026-03-29T01:30:00Z");
/// assert_eq!(format_instant(1_774_747_800_250_000), "2026-03-29T01:30:00.250Z");
/// assert_eq!(parse_instant(&format_instant(-1)).unwrap(), -1);
/// ```
#[must_use]
pub fn format_instant(at: i64) -> String {
    let supported = (MIN_INSTANT..MAX_INSTANT).contains(&at);
    match DateTime::from_timestamp_micros(at).filter(|_| supported) {
        Some(at) => in_utc(&at),
        None => format!("{at}us"),
    }
}

/// Digit by digit: a record has two instants, and the formatter of the calendar crate took longer than the rest of its text.
fn in_utc(at: &DateTime<Utc>) -> String {
    let mut text = String::with_capacity("2026-03-29T01:00:00.000000Z".len());
    let year = at.year().unsigned_abs();
    two(&mut text, year / 100, "");
    two(&mut text, year, "-");
    two(&mut text, at.month(), "-");
    two(&mut text, at.day(), "T");
    two(&mut text, at.hour(), ":");
    two(&mut text, at.minute(), ":");
    let micros = at.timestamp_subsec_micros();
    two(&mut text, at.second(), if micros == 0 { "Z" } else { "." });
    if micros > 0 {
        two(&mut text, micros / 10_000, "");
        let third = micros / 1_000 % 10;
        text.extend(char::from_digit(third, 10));
        if !micros.is_multiple_of(1_000) {
            text.extend(char::from_digit(micros / 100 % 10, 10));
            two(&mut text, micros, "");
        }
        text.push('Z');
    }
    text
}

/// The last two digits of a number, and what follows them.
fn two(text: &mut String, n: u32, after: &str) {
    const PAIRS: &str = "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849\
                         5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    let at = usize::try_from(n % 100 * 2).unwrap_or(0);
    text.push_str(PAIRS.get(at..at + 2).unwrap_or("00"));
    text.push_str(after);
}

/// The same with the wall clock of a zone and its offset from UTC then: `2026-03-29T03:30:00+02:00`; `Z` where that is none.
///
/// ```
/// use sundesk::time::{ZoneDb, format_instant_in, parse_instant};
/// let berlin = ZoneDb::bundled().zone("Europe/Berlin")?;
/// assert_eq!(format_instant_in(1_774_747_800_000_000, &berlin), "2026-03-29T03:30:00+02:00");
/// assert_eq!(format_instant_in(1_774_747_800_000_000, &sundesk::time::Zone::utc()), "2026-03-29T01:30:00Z");
/// # Ok::<(), sundesk::Error>(())
/// ```
#[must_use]
pub fn format_instant_in(at: i64, zone: &Zone) -> String {
    let supported = (MIN_INSTANT..MAX_INSTANT).contains(&at);
    let local =
        DateTime::from_timestamp_micros(at).filter(|_| supported).zip(FixedOffset::east_opt(zone.offset_at(at)));
    match local {
        Some((at, offset)) => at.with_timezone(&offset).to_rfc3339_opts(SecondsFormat::AutoSi, true),
        None => format_instant(at),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    /// The formatter of the calendar crate is the judge.
    #[test]
    fn instants_are_written_as_the_calendar_crate_writes_them() {
        let fractions = [0, 1, 10, 999, 1_000, 250_000, 999_000, 999_999, 100_001];
        let days = (MIN_INSTANT..MAX_INSTANT).step_by(86_400_000_000 * 97 + 3_723_000_000);
        for at in days.flat_map(|at| fractions.map(|fraction| at + fraction)) {
            let theirs = DateTime::from_timestamp_micros(at).unwrap().to_rfc3339_opts(SecondsFormat::AutoSi, true);
            assert_eq!(format_instant(at), theirs);
        }
    }

    #[test]
    fn instants_read_to_the_microsecond() {
        for (text, at) in [
            ("1970-01-01T00:00:00Z", 0),
            ("1969-12-31T23:59:59.999999Z", -1),
            ("1969-12-31T23:59:59.9999999Z", -1),
            ("1970-01-01T00:00:00.0000019Z", 1),
            ("1970-01-01T05:45:00+05:45", 0),
            ("1970-01-01t00:00:00z", 0),
            ("2016-12-31T23:59:60Z", 1_483_228_800_000_000),
            ("1900-01-01T00:00:00Z", MIN_INSTANT),
            ("2200-12-31T23:59:59.999999Z", MAX_INSTANT - 1),
        ] {
            assert_eq!(parse_instant(text).unwrap(), at, "{text}");
        }
    }

    #[test]
    fn what_is_no_instant_is_refused_and_says_why() {
        for naive in ["2026-03-29T02:30:00", "2026-03-29 02:30:00", "2026-03-29T02:30", "2026-03-29T02:30:00.5"] {
            let e = parse_instant(naive).unwrap_err();
            assert!(e.kind() == ErrorKind::InvalidInput && e.to_string().contains("without an offset"), "{e}");
        }
        for bad in [
            "",
            "now",
            "2026-02-30T00:00:00Z",
            "2026-01-01",
            "1767225600",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:00:00+25:00",
        ] {
            let e = parse_instant(bad).unwrap_err();
            assert!(e.kind() == ErrorKind::InvalidInput && e.to_string().contains("such as"), "{bad}: {e}");
        }
        for far in
            ["1899-12-31T23:59:59.999999Z", "2201-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0000-01-01T00:00:00Z"]
        {
            let e = parse_instant(far).unwrap_err();
            assert!(e.kind() == ErrorKind::OutOfRange && e.value() == far, "{far}: {e}");
        }
        assert!(parse_instant(&"9".repeat(1_000_000)).unwrap_err().value().len() < 100);
    }
}

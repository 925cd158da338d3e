//! Timestamps of a declared form, read by hand: a log has hundreds of thousands, all of the same form.

use super::pattern::{Parts, Pattern};
use crate::error::{Error, Result};
use crate::time::{LocalTime, Resolution, SECOND, Zone, ZoneDb, check_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the timestamps of a log are written, and whose clock they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeMap {
    /// The form: `rfc3339`; `unix_s`, `unix_ms`, `unix_us` (a fraction may follow); `excel` (days since 1899-12-30 in the zone, from 61 on,
    /// to the second); or a pattern of `%Y` (4 digits), `%y` (2 digits, 69 to 99 are 19xx), `%m`, `%d`, `%b` or `%B` (English names of
    /// months), `%a` or `%A` (English weekdays, which must be that of the date), `%H`, `%I` with `%p` (AM/PM), `%M`, `%S` (1 or 2 digits
    /// each), `%.f` (optional fraction, up to microseconds), `%:z` or `%z` (`Z`, `+hh`, `+hhmm` or `+hh:mm`) and the characters between
    /// them. Blanks around a timestamp do not matter.
    pub format: String,
    /// The IANA zone whose clock the log shows. Needed when the form has no offset: a naive timestamp is refused otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// What is meant by a reading of that clock in a gap or fold of daylight saving time; default: the first instant after a
    /// gap, the earlier one of a fold.
    #[serde(default, skip_serializing_if = "is_default")]
    pub resolution: Resolution,
}

fn is_default(resolution: &Resolution) -> bool {
    *resolution == Resolution::default()
}

/// A compiled [`TimeMap`], for the columns of one format.
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    form: Form,
    /// The form as it was declared.
    declared: String,
    /// The log's clock; `None` where it shows UTC or each timestamp has its offset.
    clock: Option<(Zone, Resolution)>,
    assumed_zone: Option<String>,
}

#[derive(Debug, Clone)]
enum Form {
    Pattern(Pattern),
    /// A number of units of so many microseconds.
    Unix(i64),
    Excel,
}

/// An instant, and whether the log's clock shows its text twice or never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Reading {
    pub(super) at: i64,
    pub(super) in_fold: bool,
    pub(super) in_gap: bool,
}

impl Reading {
    /// An instant that is not in question.
    pub(super) fn plain(at: i64) -> Self {
        Self { at, in_fold: false, in_gap: false }
    }

    fn of(local: i64, zone: &Zone, resolution: Resolution) -> Self {
        let how = zone.classify(local);
        Self {
            at: Zone::resolve_class(local, how, resolution),
            in_fold: matches!(how, LocalTime::Fold { .. }),
            in_gap: matches!(how, LocalTime::Gap { .. }),
        }
    }
}

/// The serial number of 1970-01-01 in a sheet, and the first one that all sheets agree about: the day before, 1900-02-29, never was.
const EPOCH_SERIAL: i64 = 25_569;
const FIRST_SERIAL: i64 = 61;

impl Stamp {
    /// The form of the map, or `format`, which a column has of its own and which stands at `path`.
    pub(super) fn compile(map: &TimeMap, format: Option<&str>, path: &str, zones: &ZoneDb) -> Result<Self> {
        let declared = format.unwrap_or(&map.format).to_owned();
        let form = match declared.as_str() {
            "unix_s" => Form::Unix(SECOND),
            "unix_ms" => Form::Unix(SECOND / 1000),
            "unix_us" => Form::Unix(1),
            "excel" => Form::Excel,
            pattern => Form::Pattern(Pattern::compile(pattern).map_err(|e| e.at(path))?),
        };
        let has_offset = match &form {
            Form::Unix(_) => true,
            Form::Excel => false,
            Form::Pattern(pattern) => pattern.has_offset(),
        };
        let clock = match map.zone.as_deref() {
            None if has_offset => None,
            None => return Err(naive(&declared)),
            Some(zone) => Some(zones.zone(zone).map_err(|e| e.at("time.zone"))?),
        };
        let clock = clock.filter(|_| !has_offset);
        let assumed_zone = clock.as_ref().map(|zone| zone.name().to_owned());
        let clock = clock.filter(|zone| zone.name() != "UTC").map(|zone| (zone, map.resolution));
        Ok(Self { form, declared, clock, assumed_zone })
    }

    /// The zone whose clock timestamps are taken to show, where they name none.
    pub(super) fn assumed_zone(&self) -> Option<String> {
        self.assumed_zone.clone()
    }

    /// The instant in microseconds, UTC, of a text without blanks around it.
    ///
    /// # Errors
    /// `InvalidInput` when the text is no time of this form or no date of the calendar, `OutOfRange` outside 1900–2200.
    pub(super) fn read(&self, text: &[u8]) -> Result<Reading> {
        let local = match &self.form {
            Form::Pattern(pattern) => pattern.read(text).and_then(|parts: Parts| parts.instant()),
            Form::Unix(scale) => read_unix(text, *scale),
            Form::Excel => read_excel(text),
        };
        let reading = local.map(|local| match &self.clock {
            Some((zone, resolution)) => Reading::of(local, zone, *resolution),
            None => Reading::plain(local),
        });
        let reading = reading.ok_or_else(|| self.malformed(text))?;
        check_instant(reading.at)
            .map_err(|_| Error::out_of_range("", String::from_utf8_lossy(text), "an instant from 1900 to 2200, UTC"))?;
        Ok(reading)
    }

    fn malformed(&self, text: &[u8]) -> Error {
        let more = match self.form {
            Form::Pattern(_) => &other_form(text),
            Form::Excel => ": days since 1899-12-30, from 61 on, such as 45363.625",
            Form::Unix(_) => ": a number such as 1710255900 or 1710255900.5",
        };
        Error::invalid("", String::from_utf8_lossy(text), format!("a time of the form {}{more}", self.declared))
    }
}

/// What form the text has instead, to be written in the map.
fn other_form(text: &[u8]) -> String {
    let reads =
        |form: &&&str| Pattern::compile(form).is_ok_and(|p| p.read(text).and_then(|parts| parts.instant()).is_some());
    let forms: Vec<&str> = super::inspect::dates::FORMS.iter().filter(reads).copied().take(2).collect();
    match forms.as_slice() {
        [] => String::new(),
        forms => format!("; it is of the form {}: write that, or mend the row", forms.join(" or ")),
    }
}

fn naive(format: &str) -> Error {
    let expected = format!(
        "the zone whose clock the log shows, such as \"UTC\" or \"Europe/Rome\": timestamps of the form {format} carry no offset"
    );
    Error::invalid("time.zone", "", expected)
}

/// A number without an exponent, whose fraction may stand after a point or, as in the sheets of half the world, a comma.
struct Decimal<'t> {
    sign: i64,
    whole: i64,
    fraction: &'t [u8],
}

impl<'t> Decimal<'t> {
    fn read(text: &'t [u8]) -> Option<Self> {
        let (sign, digits) = match text {
            [b'-', rest @ ..] => (-1, rest),
            _ => (1, text),
        };
        let (whole, fraction) = match digits.iter().position(|b| matches!(b, b'.' | b',')) {
            Some(point) => {
                let (whole, rest) = digits.split_at_checked(point)?;
                (whole, rest.get(1..).filter(|fraction| !fraction.is_empty())?)
            }
            None => (digits, &[][..]),
        };
        if whole.is_empty() || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
            return None;
        }
        let whole = std::str::from_utf8(whole).ok()?.parse().ok()?;
        Some(Self { sign, whole, fraction })
    }

    /// The fraction in units, 2 of them to one for halves to be rounded by.
    fn fraction_in(&self, units: i64) -> Option<i64> {
        let mut scale = 1_i128;
        let mut digits = 0_i128;
        for digit in self.fraction.iter().take(18) {
            digits = digits * 10 + i128::from(digit - b'0');
            scale *= 10;
        }
        i64::try_from(digits * i128::from(units) / scale).ok()
    }
}

/// What is finer than a microsecond is cut.
fn read_unix(text: &[u8], scale: i64) -> Option<i64> {
    let number = Decimal::read(text)?;
    let micros = number.whole.saturating_mul(scale).saturating_add(number.fraction_in(scale)?);
    Some(micros.saturating_mul(number.sign))
}

fn read_excel(text: &[u8]) -> Option<i64> {
    let number = Decimal::read(text).filter(|n| n.sign > 0 && n.whole >= FIRST_SERIAL)?;
    let half_seconds = number.fraction_in(2 * 86_400)?;
    let days = (number.whole - EPOCH_SERIAL).saturating_mul(86_400 * SECOND);
    Some(days.saturating_add((half_seconds + 1) / 2 * SECOND))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;
    use crate::ticket::import::rows::trimmed;

    fn compile(format: &str, zone: Option<&str>) -> Result<Stamp> {
        let map = TimeMap { format: format.into(), zone: zone.map(Into::into), resolution: Resolution::default() };
        Stamp::compile(&map, None, "time.format", &ZoneDb::bundled())
    }

    #[track_caller]
    fn reads(format: &str, text: &str, expected: &str) {
        reads_in("UTC", format, text, expected);
    }

    #[track_caller]
    fn reads_in(zone: &str, format: &str, text: &str, expected: &str) {
        let stamp = compile(format, Some(zone)).unwrap();
        let at = stamp.read(trimmed(text.as_bytes())).unwrap().at;
        assert_eq!(
            crate::time::from_micros(at).unwrap().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            expected
        );
    }

    #[track_caller]
    fn refuses(format: &str, text: &str) -> Error {
        let stamp = compile(format, Some("UTC")).unwrap();
        stamp.read(trimmed(text.as_bytes())).unwrap_err()
    }

    #[test]
    fn forms_of_real_logs() {
        reads("%d/%m/%Y %H:%M", "29/2/2016 01:16", "2016-02-29T01:16:00Z");
        reads("%d/%m/%Y %H:%M", "1/12/2016 9:05", "2016-12-01T09:05:00Z");
        reads("%Y/%m/%d %H:%M:%S%.f", "2012/10/09 14:50:17.250", "2012-10-09T14:50:17.250Z");
        reads("%Y/%m/%d %H:%M:%S%.f", "2012/10/09 14:50:17", "2012-10-09T14:50:17Z");
        reads("%m/%d/%Y %I:%M:%S %p", "04/12/2018 12:45:48 PM", "2018-04-12T12:45:48Z");
        reads("%m/%d/%Y %I:%M:%S %p", "04/12/2018 12:00:00 am", "2018-04-12T00:00:00Z");
        reads("%Y-%m-%d %H:%M:%S%:z", "2012-03-15 11:53:52+02:00", "2012-03-15T09:53:52Z");
        reads("%Y-%m-%d %H:%M:%S%:z", "2012-03-15 11:53:52-0330", "2012-03-15T15:23:52Z");
        reads("%Y-%m-%d", "2019-01-01", "2019-01-01T00:00:00Z");
        reads("rfc3339", "2019-01-01T00:00:00Z", "2019-01-01T00:00:00Z");
        reads("rfc3339", "2019-01-01 00:00:00.1234567+01:00", "2018-12-31T23:00:00.123456Z");
        reads("unix_s", "1546300800", "2019-01-01T00:00:00Z");
        reads("unix_ms", "-1", "1969-12-31T23:59:59.999Z");
    }

    #[test]
    fn names_of_months_and_weekdays_and_short_years() {
        reads("%d/%b/%y %I:%M %p", "12/Mar/24 3:05 PM", "2024-03-12T15:05:00Z");
        reads("%d/%b/%y %I:%M %p", "01/Sept/99 12:00\u{202f}am", "1999-09-01T00:00:00Z"); // as newer Java writes it
        reads("%d/%b/%y", "1/may/69", "1969-05-01T00:00:00Z");
        reads("%d/%b/%y", "1/May/68", "2068-05-01T00:00:00Z");
        reads("%B %d, %Y", "September 3, 2024", "2024-09-03T00:00:00Z");
        reads("%a, %d %b %Y %H:%M:%S %z", "Tue, 12 Mar 2024 15:05:00 +0000", "2024-03-12T15:05:00Z");
        reads("%A %d %B %Y", "tuesday 12 march 2024", "2024-03-12T00:00:00Z");
        refuses("%a, %d %b %Y", "Wed, 12 Mar 2024"); // it was a Tuesday: day and month may be swapped
        refuses("%d/%b/%y", "12/Mrz/24");
        refuses("%d/%b/%y", "12/Marc/24");
        refuses("%d/%b/%y", "12/Mar/2024");
    }

    #[test]
    fn offsets_of_hours_alone() {
        for (offset, hour) in [("Z", 15), ("+01", 14), ("+0100", 14), ("+01:00", 14), ("-03:30", 18)] {
            let stamp = compile("%Y-%m-%d %H:%M:%S%.f%:z", None).unwrap();
            let at = stamp.read(format!("2024-03-12 15:05:00.123{offset}").as_bytes()).unwrap().at;
            let minute = if offset == "-03:30" { 35 } else { 5 };
            assert_eq!(at, 1_710_201_600_123_000 + (hour * 60 + minute) * 60 * SECOND, "{offset}");
        }
        for offset in ["", "+1", "+1:00", "+01:0", "+01:", "+24", "+0160", "+01:00x"] {
            refuses("%Y-%m-%d %H:%M%:z", &format!("2024-03-12 15:05{offset}"));
        }
    }

    #[test]
    fn numbers_of_sheets_and_frames() {
        reads("unix_s", "1710255900.0", "2024-03-12T15:05:00Z");
        reads("unix_s", "-0.25", "1969-12-31T23:59:59.750Z");
        reads("unix_ms", "1710255900123.4567", "2024-03-12T15:05:00.123456Z");
        reads("excel", "45363.6284722222", "2024-03-12T15:05:00Z");
        reads("excel", "45363,6284722222", "2024-03-12T15:05:00Z"); // with the comma of half the world
        reads("excel", "45363.99999999", "2024-03-13T00:00:00Z"); // to the second
        reads("excel", "61", "1900-03-01T00:00:00Z");
        reads_in("Europe/Berlin", "excel", "45363.5", "2024-03-12T11:00:00Z");
        for text in ["60", "45,363", "-1", "4.5e4", "45363.", ".5", "1 000", "45363.6.2", ""] {
            assert!(refuses("excel", text).expectation().contains("from 61 on"), "{text}");
        }
        for text in ["1.7e9", "1710255900.", "0x5", "1,710,255,900", "--1"] {
            assert!(refuses("unix_s", text).expectation().contains("a number such as"), "{text}");
        }
    }

    #[test]
    fn blanks_around_are_not_its_own() {
        reads("%Y-%m-%d %H:%M", " \t2024-03-12 15:05\u{a0} ", "2024-03-12T15:05:00Z");
        reads("%Y-%m-%d %H:%M", "2024-03-12\u{a0}15:05", "2024-03-12T15:05:00Z");
        refuses("%Y-%m-%d %H:%M", "2024-03-12  15:05");
    }

    #[test]
    fn what_is_no_time_is_refused_with_the_form_that_was_expected() {
        for text in [
            "",
            "?",
            "29/2/2015 01:16",
            "31/4/2016 01:16",
            "1/1/2016",
            "1/1/2016 24:00",
            "1/1/2016 10:60",
            "1/1/16 10:00",
            "1/1/2016 10:00 x",
            "0/1/2016 10:00",
        ] {
            let e = refuses("%d/%m/%Y %H:%M", text);
            assert_eq!((e.kind(), e.value()), (ErrorKind::InvalidInput, text));
            assert!(e.expectation().starts_with("a time of the form %d/%m/%Y %H:%M"), "{e}");
        }
        let other =
            |text: &str| refuses("%d/%m/%Y %H:%M", text).expectation().split_once("; it is of the form ").is_some();
        assert_eq!(["1/1/2016", "1/1/16 10:00", "31/4/2016 01:16"].map(other), [true, true, false]);
        refuses("%m/%d/%Y %I:%M:%S %p", "04/12/2018 13:45:48 PM");
        refuses("%Y/%m/%d %H:%M:%S%.f", "2012/10/09 14:50:17.");
        assert_eq!(refuses("%d/%m/%Y %H:%M", "31/12/1899 23:59").kind(), ErrorKind::OutOfRange);
        assert_eq!(refuses("unix_s", "99999999999999").kind(), ErrorKind::OutOfRange);
        assert_eq!(refuses("unix_s", "99999999999999999999").kind(), ErrorKind::InvalidInput);
    }

    #[test]
    fn patterns_and_zones_are_checked_before_anything_is_read() {
        for format in [
            "",
            "%Y-%m",
            "%Y-%m-%d %q",
            "%Y-%m-%d %",
            "%Y-%m-%d %I:%M",
            "%Y-%m-%d %H:%M %p",
            "%Y-%y-%m-%d",
            "%Y-%b-%m-%d",
            "%d %d %m %Y",
        ] {
            assert_eq!(compile(format, Some("UTC")).unwrap_err().path(), "time.format", "{format}");
        }
        let e = compile("%Y-%m-%d %H:%M", None).unwrap_err();
        assert_eq!(e.path(), "time.zone");
        assert!(e.to_string().contains("carry no offset"), "{e}");
        assert!(compile("%Y-%m-%d %H:%M:%S%:z", None).is_ok());
        assert!(compile("unix_us", None).is_ok());
    }
    #[test]
    fn a_clock_with_daylight_saving_time() {
        let form = "%Y-%m-%d %H:%M";
        reads_in("Europe/Rome", form, "2024-07-01 12:00", "2024-07-01T10:00:00Z");
        reads_in("Europe/Rome", form, "2024-03-31 02:30", "2024-03-31T01:00:00Z"); // in the gap: the first instant after it
        reads_in("Europe/Rome", form, "2024-10-27 02:30", "2024-10-27T00:30:00Z"); // in the fold: the earlier
        reads_in("Europe/Rome", "%Y-%m-%d %H:%M%:z", "2024-07-01 12:00+09:00", "2024-07-01T03:00:00Z"); // says its own
        let e = compile(form, Some("Europe/Rom")).unwrap_err();
        assert_eq!((e.kind(), e.path()), (ErrorKind::UnknownZone, "time.zone"));
    }
}

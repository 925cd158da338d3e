//! Timestamps of a declared form, read by hand: a log has hundreds of thousands, all of the same form.

use crate::error::{Error, Result};
use crate::time::{LocalTime, Resolution, SECOND, Zone, ZoneDb, check_instant, civil};
use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the timestamps of a log are written, and whose clock they show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TimeMap {
    /// The form: `rfc3339`, `unix_s`, `unix_ms`, `unix_us`, or a pattern of `%Y` (4 digits), `%m`, `%d`, `%H`, `%I` with `%p`
    /// (AM/PM), `%M`, `%S` (1 or 2 digits each), `%.f` (optional fraction, up to microseconds), `%:z` (`Z` or `+hh:mm`, `+hhmm`)
    /// and the characters between them.
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

/// A compiled [`TimeMap`].
#[derive(Debug, Clone)]
pub(super) struct Stamp {
    items: Vec<Item>,
    unix: Option<i64>,
    form: String,
    /// The log's clock; `None` where it shows UTC or each timestamp has its offset.
    clock: Option<(Zone, Resolution)>,
    assumed_zone: Option<String>,
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Item {
    Literal(u8),
    Year,
    Month,
    Day,
    Hour,
    Hour12,
    Half,
    Minute,
    Second,
    Fraction,
    Offset,
    /// `T`, `t` or a space, as RFC 3339 allows between date and time.
    Between,
}

#[derive(Default)]
struct Parts {
    year: i32,
    month: u32,
    day: u32,
    hour: u32,
    hour12: Option<u32>,
    afternoon: bool,
    minute: u32,
    second: u32,
    micros: i64,
    offset: Option<i64>,
}

impl Stamp {
    pub(super) fn compile(map: &TimeMap, zones: &ZoneDb) -> Result<Self> {
        let unix = match map.format.as_str() {
            "unix_s" => Some(SECOND),
            "unix_ms" => Some(SECOND / 1000),
            "unix_us" => Some(1),
            _ => None,
        };
        let items = if unix.is_some() { Vec::new() } else { compile_pattern(&map.format)? };
        let has_offset = unix.is_some() || items.contains(&Item::Offset);
        let clock = match map.zone.as_deref() {
            None if has_offset => None,
            None => return Err(naive(&map.format)),
            Some(zone) => Some(zones.zone(zone).map_err(|e| e.at("time.zone"))?),
        };
        let clock = clock.filter(|_| !has_offset);
        let assumed_zone = clock.as_ref().map(|zone| zone.name().to_owned());
        let clock = clock.filter(|zone| zone.name() != "UTC").map(|zone| (zone, map.resolution));
        Ok(Self { items, unix, form: map.format.clone(), clock, assumed_zone })
    }

    /// The zone whose clock timestamps are taken to show, where they name none.
    pub(super) fn assumed_zone(&self) -> Option<String> {
        self.assumed_zone.clone()
    }

    /// The instant in microseconds, UTC.
    ///
    /// # Errors
    /// `InvalidInput` when the text is no time of this form or no date of the calendar, `OutOfRange` outside 1900–2200.
    pub(super) fn read(&self, text: &[u8]) -> Result<Reading> {
        let reading = match self.unix {
            Some(scale) => read_unix(text, scale).map(Reading::plain),
            None => self.read_parts(text).and_then(|p| p.instant()).map(|local| match &self.clock {
                Some((zone, resolution)) => Reading::of(local, zone, *resolution),
                None => Reading::plain(local),
            }),
        };
        let reading = reading.ok_or_else(|| self.malformed(text))?;
        check_instant(reading.at)
            .map_err(|_| Error::out_of_range("", String::from_utf8_lossy(text), "an instant from 1900 to 2200, UTC"))?;
        Ok(reading)
    }

    fn malformed(&self, text: &[u8]) -> Error {
        Error::invalid("", String::from_utf8_lossy(text), format!("a time of the form {}", self.form))
    }

    fn read_parts(&self, text: &[u8]) -> Option<Parts> {
        let (mut parts, mut rest) = (Parts::default(), text);
        for item in &self.items {
            rest = parts.take(*item, rest)?;
        }
        rest.is_empty().then_some(parts)
    }
}

fn naive(format: &str) -> Error {
    let expected = format!(
        "the zone whose clock the log shows, such as \"UTC\" or \"Europe/Rome\": timestamps of the form {format} carry no offset"
    );
    Error::invalid("time.zone", "", expected)
}

fn compile_pattern(format: &str) -> Result<Vec<Item>> {
    if format == "rfc3339" {
        let mut items = compile_pattern("%Y-%m-%dT%H:%M:%S%.f%:z")?;
        items.iter_mut().filter(|i| **i == Item::Literal(b'T')).for_each(|i| *i = Item::Between);
        return Ok(items);
    }
    let mut items = Vec::new();
    let mut rest = format.as_bytes();
    loop {
        let (item, tail) = match rest {
            [] => break,
            [b'%', b'.', b'f', tail @ ..] => (Item::Fraction, tail),
            [b'%', b':', b'z', tail @ ..] => (Item::Offset, tail),
            [b'%', letter, tail @ ..] => (directive(*letter).ok_or_else(|| bad_pattern(format))?, tail),
            [b'%'] => return Err(bad_pattern(format)),
            [literal, tail @ ..] => (Item::Literal(*literal), tail),
        };
        items.push(item);
        rest = tail;
    }
    let has = |item: Item| items.contains(&item);
    let whole = has(Item::Year) && has(Item::Month) && has(Item::Day);
    if whole && has(Item::Hour12) == has(Item::Half) && !(has(Item::Hour) && has(Item::Hour12)) {
        return Ok(items);
    }
    Err(bad_pattern(format))
}

fn directive(letter: u8) -> Option<Item> {
    Some(match letter {
        b'Y' => Item::Year,
        b'm' => Item::Month,
        b'd' => Item::Day,
        b'H' => Item::Hour,
        b'I' => Item::Hour12,
        b'p' => Item::Half,
        b'M' => Item::Minute,
        b'S' => Item::Second,
        b'%' => Item::Literal(b'%'),
        _ => return None,
    })
}

fn bad_pattern(format: &str) -> Error {
    let expected = "rfc3339, unix_s, unix_ms, unix_us, or a pattern with %Y, %m and %d of %Y %m %d %H (or %I and %p) %M %S %.f %:z";
    Error::invalid("time.format", format, expected)
}

impl Parts {
    /// Reads one item off the front and gives what is left.
    fn take<'t>(&mut self, item: Item, text: &'t [u8]) -> Option<&'t [u8]> {
        match item {
            Item::Literal(byte) => return text.strip_prefix(&[byte]),
            Item::Between => return text.strip_prefix(b"T").or(text.strip_prefix(b"t")).or(text.strip_prefix(b" ")),
            Item::Half => return self.take_half(text),
            Item::Fraction => return self.take_fraction(text),
            Item::Offset => return self.take_offset(text),
            Item::Year => {
                let (year, rest) = digits(text, 4, 4)?;
                self.year = i32::try_from(year).ok()?;
                return Some(rest);
            }
            _ => {}
        }
        let (value, rest) = digits(text, 1, 2)?;
        match item {
            Item::Month => self.month = value,
            Item::Day => self.day = value,
            Item::Hour => self.hour = value,
            Item::Hour12 => self.hour12 = Some(value),
            Item::Minute => self.minute = value,
            _ => self.second = value,
        }
        Some(rest)
    }

    fn take_half<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (half, rest) = text.split_at_checked(2)?;
        self.afternoon = half.eq_ignore_ascii_case(b"PM");
        (self.afternoon || half.eq_ignore_ascii_case(b"AM")).then_some(rest)
    }

    fn take_fraction<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let Some(mut rest) = text.strip_prefix(b".") else { return Some(text) };
        let mut scale = SECOND;
        let mut any = false;
        while let [digit @ b'0'..=b'9', tail @ ..] = rest {
            scale /= 10; // what is finer than a microsecond is cut
            self.micros += i64::from(digit - b'0') * scale;
            (rest, any) = (tail, true);
        }
        any.then_some(rest)
    }

    fn take_offset<'t>(&mut self, text: &'t [u8]) -> Option<&'t [u8]> {
        let (sign, rest) = match text {
            [b'Z' | b'z', rest @ ..] => {
                self.offset = Some(0);
                return Some(rest);
            }
            [b'+', rest @ ..] => (1, rest),
            [b'-', rest @ ..] => (-1, rest),
            _ => return None,
        };
        let (hours, rest) = digits(rest, 2, 2)?;
        let (minutes, rest) = digits(rest.strip_prefix(b":").unwrap_or(rest), 2, 2)?;
        if hours > 23 || minutes > 59 {
            return None;
        }
        self.offset = Some(sign * i64::from(hours * 3600 + minutes * 60) * SECOND);
        Some(rest)
    }

    fn instant(&self) -> Option<i64> {
        let hour = match self.hour12 {
            None => self.hour,
            Some(h @ 1..=12) => h % 12 + if self.afternoon { 12 } else { 0 },
            Some(_) => return None,
        };
        if hour > 23 || self.minute > 59 || self.second > 59 {
            return None;
        }
        let days = i64::from(civil::day_number(NaiveDate::from_ymd_opt(self.year, self.month, self.day)?));
        let seconds = days * 86_400 + i64::from(hour * 3600 + self.minute * 60 + self.second);
        Some(seconds * SECOND + self.micros - self.offset.unwrap_or(0))
    }
}

/// A number of `min` to `max` digits off the front, as many as there are.
fn digits(text: &[u8], min: usize, max: usize) -> Option<(u32, &[u8])> {
    let (mut value, mut count, mut rest) = (0, 0, text);
    while let [digit @ b'0'..=b'9', tail @ ..] = rest {
        if count == max {
            break;
        }
        value = value * 10 + u32::from(digit - b'0');
        (count, rest) = (count + 1, tail);
    }
    (count >= min).then_some((value, rest))
}

fn read_unix(text: &[u8], scale: i64) -> Option<i64> {
    std::str::from_utf8(text).ok()?.parse::<i64>().ok().map(|n| n.saturating_mul(scale))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ErrorKind;

    fn compile(format: &str, zone: Option<&str>) -> Result<Stamp> {
        let map = TimeMap { format: format.into(), zone: zone.map(Into::into), resolution: Resolution::default() };
        Stamp::compile(&map, &ZoneDb::bundled())
    }

    #[track_caller]
    fn reads(format: &str, text: &str, expected: &str) {
        reads_in("UTC", format, text, expected);
    }

    #[track_caller]
    fn reads_in(zone: &str, format: &str, text: &str, expected: &str) {
        let stamp = compile(format, Some(zone)).unwrap();
        let at = stamp.read(text.as_bytes()).unwrap().at;
        assert_eq!(
            crate::time::from_micros(at).unwrap().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true),
            expected
        );
    }

    #[track_caller]
    fn refuses(format: &str, text: &str) -> Error {
        let stamp = compile(format, Some("UTC")).unwrap();
        stamp.read(text.as_bytes()).unwrap_err()
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
            "1/1/2016 10:00 ",
            "0/1/2016 10:00",
        ] {
            let e = refuses("%d/%m/%Y %H:%M", text);
            assert_eq!(
                (e.kind(), e.value(), e.expectation()),
                (ErrorKind::InvalidInput, text, "a time of the form %d/%m/%Y %H:%M")
            );
        }
        refuses("%m/%d/%Y %I:%M:%S %p", "04/12/2018 13:45:48 PM");
        refuses("%Y/%m/%d %H:%M:%S%.f", "2012/10/09 14:50:17.");
        assert_eq!(refuses("%d/%m/%Y %H:%M", "31/12/1899 23:59").kind(), ErrorKind::OutOfRange);
        assert_eq!(refuses("unix_s", "99999999999999").kind(), ErrorKind::OutOfRange);
        assert_eq!(refuses("unix_s", "99999999999999999999").kind(), ErrorKind::InvalidInput);
    }

    #[test]
    fn patterns_and_zones_are_checked_before_anything_is_read() {
        for format in ["", "%Y-%m", "%Y-%m-%d %q", "%Y-%m-%d %", "%Y-%m-%d %I:%M", "%Y-%m-%d %H:%M %p"] {
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

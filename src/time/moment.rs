//! Instants as reports hold them: one newtype that knows its text, and the same on the wall clock of a zone.

use super::instant::{MINUTE, SECOND, check_instant, to_micros};
use super::text::{format_instant, parse_instant};
use super::zone::Zone;
use crate::error::{Error, Result};
use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// An instant in a report: microseconds since the epoch, UTC.
///
/// Its text, in JSON as in messages, is RFC 3339 in UTC with as many decimals as it needs ([`format_instant`]). To serde it is a newtype
/// called `Instant`, so that a language with instants of its own can give those; a format that no person reads gets the microseconds.
///
/// ```
/// use chrono::{DateTime, Utc};
/// use sundesk::time::Instant;
/// let at: Instant = "2026-03-29T03:30:00+02:00".parse()?;
/// assert_eq!(at.to_string(), "2026-03-29T01:30:00Z");
/// assert_eq!(at.micros(), 1_774_747_800_000_000);
/// assert_eq!(at.utc(), "2026-03-29T01:30:00Z".parse::<DateTime<Utc>>()?);
/// assert_eq!(serde_json::to_string(&at)?, "\"2026-03-29T01:30:00Z\"");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Instant(i64);

impl Instant {
    /// The instant so many microseconds after the epoch.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
    pub fn new(us: i64) -> Result<Self> {
        check_instant(us).map(Self)
    }

    /// An instant of a line whose ends have been checked.
    pub(crate) const fn of(us: i64) -> Self {
        Self(us)
    }

    /// Microseconds since the epoch.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The instant as chrono has it.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_micros(self.0).unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    /// The instant on the wall clock of a zone.
    #[must_use]
    pub fn local(self, zone: &Zone) -> Local {
        Local { at: self, offset: zone.offset_at(self.0) }
    }

    /// For fields of what is kept and written that hold microseconds.
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
    pub(crate) fn serialize_us<S: Serializer>(us: &i64, to: S) -> Result<S::Ok, S::Error> {
        Self(*us).serialize(to)
    }

    /// The same for those that may have none.
    #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // serde's signature
    pub(crate) fn serialize_option<S: Serializer>(us: &Option<i64>, to: S) -> Result<S::Ok, S::Error> {
        us.map(Self).serialize(to)
    }

    /// Short, for texts, in UTC: `2026-03-08 21:00`.
    pub(crate) fn minute(self) -> String {
        self.utc().format("%Y-%m-%d %H:%M").to_string()
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&format_instant(self.0))
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Instant {
    type Err = Error;

    /// Reads RFC 3339, as [`parse_instant`].
    ///
    /// # Errors
    /// Those of [`parse_instant`].
    fn from_str(text: &str) -> Result<Self> {
        parse_instant(text).map(Self)
    }
}

impl From<Instant> for DateTime<Utc> {
    fn from(at: Instant) -> Self {
        at.utc()
    }
}

impl TryFrom<DateTime<Utc>> for Instant {
    type Error = Error;

    /// What is finer than a microsecond is cut toward the past.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200.
    fn try_from(at: DateTime<Utc>) -> Result<Self> {
        to_micros(at).map(Self)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("Instant", &Written(*self))
    }
}

/// What stands inside the newtype: text for people, microseconds for programs.
struct Written(Instant);

impl Serialize for Written {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        if to.is_human_readable() { to.collect_str(&self.0) } else { to.serialize_i64(self.0.micros()) }
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        if from.is_human_readable() {
            Cow::<'de, str>::deserialize(from)?.parse().map_err(de::Error::custom)
        } else {
            Self::new(i64::deserialize(from)?).map_err(de::Error::custom)
        }
    }
}

impl JsonSchema for Instant {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Instant".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": "string", "format": "date-time"})
    }
}

/// An instant of a report that is shown on a wall clock: the instant and the offset there and then.
///
/// Its text, in JSON too, is RFC 3339 with that offset (`Z` where it is none). A report makes it in UTC and puts all of them into its zone
/// at its end, once. To serde it is a newtype called `Local`.
///
/// ```
/// use sundesk::time::{Instant, ZoneDb};
/// let at: Instant = "2026-03-29T01:30:00Z".parse()?;
/// let shown = at.local(&ZoneDb::bundled().zone("Europe/Berlin")?);
/// assert_eq!(shown.to_string(), "2026-03-29T03:30:00+02:00");
/// assert_eq!((shown.at(), shown.offset()), (at, 7200));
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Local {
    at: Instant,
    /// Seconds east of Greenwich.
    offset: i32,
}

impl Local {
    /// In UTC, until a report knows its zone.
    #[must_use]
    pub const fn utc(at: Instant) -> Self {
        Self { at, offset: 0 }
    }

    /// With an offset that is known: seconds east of Greenwich.
    pub(crate) const fn with_offset(at: Instant, offset: i32) -> Self {
        Self { at, offset }
    }

    /// The instant.
    #[must_use]
    pub const fn at(self) -> Instant {
        self.at
    }

    /// The offset from UTC at the instant, in seconds east of Greenwich.
    #[must_use]
    pub const fn offset(self) -> i32 {
        self.offset
    }

    /// Puts it on the wall clock of a zone.
    pub fn localise(&mut self, zone: &Zone) {
        *self = self.at.local(zone);
    }

    /// What the clock shows, as microseconds since 1970-01-01T00:00 of that clock.
    pub(crate) fn wall(self) -> i64 {
        self.at.0.saturating_add(i64::from(self.offset) * SECOND)
    }

    /// The clock to the minute: `2026-03-29T03:30`.
    pub(crate) fn minute(self) -> String {
        Instant(self.wall()).utc().format("%Y-%m-%dT%H:%M").to_string()
    }

    /// The time of day to the minute: `03:30`.
    pub(crate) fn time(self) -> String {
        Instant(self.wall()).utc().format("%H:%M").to_string()
    }

    /// The offset as texts have it: `+02:00`.
    pub(crate) fn offset_text(self) -> String {
        let (sign, minutes) = (if self.offset < 0 { '-' } else { '+' }, self.offset.unsigned_abs() / 60);
        format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
    }

    /// The clock to the minute with its offset: `2026-03-29T03:30+02:00`.
    pub(crate) fn minute_and_offset(self) -> String {
        self.minute() + &self.offset_text()
    }

    /// In JSON as [`minute`](Self::minute), for fields whose zone stands beside them.
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
    pub(crate) fn serialize_minute<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.minute())
    }

    /// In JSON as [`minute_and_offset`](Self::minute_and_offset).
    #[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
    pub(crate) fn serialize_minute_and_offset<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.minute_and_offset())
    }

    /// As texts show it, to the minute: `2026-03-29 03:30 +02:00`.
    pub(crate) fn short(self) -> String {
        format!("{} {}", Instant(self.wall()).minute(), self.offset_text())
    }

    /// The same with seconds and microseconds where there are any.
    pub(crate) fn spaced(self) -> String {
        let form = match self.at.0.rem_euclid(MINUTE) {
            0 => return self.short(),
            rest if rest % SECOND == 0 => "%Y-%m-%d %H:%M:%S",
            _ => "%Y-%m-%d %H:%M:%S%.6f",
        };
        format!("{} {}", Instant(self.wall()).utc().format(form), self.offset_text())
    }
}

impl fmt::Display for Local {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match FixedOffset::east_opt(self.offset) {
            Some(offset) => {
                f.write_str(&self.at.utc().with_timezone(&offset).to_rfc3339_opts(SecondsFormat::AutoSi, true))
            }
            None => self.at.fmt(f),
        }
    }
}

impl Serialize for Local {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_newtype_struct("Local", &format_args!("{self}"))
    }
}

#[cfg(test)]
mod tests {
    use super::super::ZoneDb;
    use super::*;
    use crate::ErrorKind;
    use crate::time::{MAX_INSTANT, MIN_INSTANT};

    #[test]
    fn an_instant_has_one_text_to_the_microsecond() {
        for (us, text) in [
            (0, "1970-01-01T00:00:00Z"),
            (-1, "1969-12-31T23:59:59.999999Z"),
            (250_000, "1970-01-01T00:00:00.250Z"),
            (MIN_INSTANT, "1900-01-01T00:00:00Z"),
            (MAX_INSTANT - 1, "2200-12-31T23:59:59.999999Z"),
        ] {
            let at = Instant::new(us).unwrap();
            let json = serde_json::to_string(&at).unwrap();
            assert_eq!((json.as_str(), at.to_string().as_str()), (format!("\"{text}\"").as_str(), text));
            assert_eq!(json, serde_json::to_string(&at.utc()).unwrap(), "as chrono writes it");
            assert_eq!(serde_json::from_str::<Instant>(&json).unwrap(), at);
        }
        for us in [MIN_INSTANT - 1, MAX_INSTANT] {
            assert_eq!(Instant::new(us).unwrap_err().kind(), ErrorKind::OutOfRange);
        }
        assert!(serde_json::from_str::<Instant>("\"2026-03-29T02:30:00\"").unwrap_err().to_string().contains("offset"));
    }

    #[test]
    fn a_local_time_is_the_instant_with_its_offset() {
        let zones = ZoneDb::bundled();
        for (zone, at, json, short) in [
            ("Europe/Berlin", "2026-03-29T00:59:59Z", "2026-03-29T01:59:59+01:00", "2026-03-29 01:59 +01:00"),
            ("Europe/Berlin", "2026-03-29T01:00:00Z", "2026-03-29T03:00:00+02:00", "2026-03-29 03:00 +02:00"),
            ("America/St_Johns", "2016-03-07T17:30:00.25Z", "2016-03-07T14:00:00.250-03:30", "2016-03-07 14:00 -03:30"),
            ("UTC", "2016-03-07T14:00:00Z", "2016-03-07T14:00:00Z", "2016-03-07 14:00 +00:00"),
        ] {
            let at: Instant = at.parse().unwrap();
            let mut shown = Local::utc(at);
            shown.localise(&zones.zone(zone).unwrap());
            assert_eq!(serde_json::to_value(shown).unwrap(), json);
            assert_eq!((shown.short().as_str(), shown.at()), (short, at));
            assert_eq!(json.parse::<Instant>().unwrap(), at);
        }
        let odd = |us| Local::with_offset(Instant(us), -3600).spaced();
        assert_eq!(
            [odd(0), odd(SECOND), odd(1)].join("|"),
            "1969-12-31 23:00 -01:00|1969-12-31 23:00:01 -01:00|1969-12-31 23:00:00.000001 -01:00"
        );
    }
}

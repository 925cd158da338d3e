//! How values are shown to one reader: set by the developer, never by a template.

use super::limits::{MAX_ARGUMENT_BYTES, MAX_OUTPUT_BYTES, MAX_PLACEABLES};
use super::locale::Locale;
use super::value::CurrencyDisplay;
use crate::time::{Zone, ZoneDb};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Whether the day has 12 or 24 hours, against the locale's habit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HourCycle {
    /// 1–12 with a day period.
    H12,
    /// 0–23.
    H23,
}

impl HourCycle {
    /// Both.
    pub const ALL: &[Self] = &[Self::H12, Self::H23];

    /// The word of CLDR.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::H12 => "h12",
            Self::H23 => "h23",
        }
    }

    /// The hour cycle of a word.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|c| c.name() == name)
    }
}

/// How values are shown to one reader. A template can set none of it.
///
/// The default shows numbers as the bundle's locale does, without isolates; instants need a zone, relative time needs `now`.
#[derive(Debug, Clone, Default)]
pub struct Ctx {
    /// The reader's locale for numbers and dates, such as `de-AT-u-hc-h12`; used while its language is the text's, so that an
    /// English text never holds a Greek date. `None`: the text's locale.
    pub locale: Option<Locale>,
    /// The reader's zone. An instant is never shown without one.
    pub zone: Option<Zone>,
    /// Where the zones of [`DateTimeOptions::zone`](super::DateTimeOptions::zone) are looked up.
    pub zones: Option<ZoneDb>,
    /// The present, in microseconds since 1970-01-01T00:00Z, for `RELATIVE()` and the age of exchange rates.
    pub now: Option<i64>,
    /// Whether placeables are wrapped in U+2068 … U+2069, so that a Latin name does not disturb an Arabic line. Of a text
    /// of a [`Bundle`](super::Bundle); in a [`Delivery`](super::catalog::Delivery) it has no effect, its
    /// [`isolates`](super::catalog::Delivery::isolates) decides.
    pub isolating: bool,
    /// 12 or 24 hours against the locale's habit.
    pub hour_cycle: Option<HourCycle>,
    /// A CLDR calendar such as `gregory` or `persian` against the locale's habit.
    pub calendar: Option<Cow<'static, str>>,
    /// Symbol, code or name for money.
    pub currency_display: CurrencyDisplay,
    /// The oldest exchange rate that may be shown, in days before `now`; `None` shows any.
    pub max_rate_age_days: Option<u32>,
    /// The value of the reserved variable `$tone`, such as `formal`, when the arguments do not set it.
    pub tone: Option<Cow<'static, str>>,
    /// What one text may use.
    pub limits: Limits,
}

impl Ctx {
    /// The zone of a name, or the reader's.
    pub(super) fn zone_of(&self, name: Option<&str>) -> Result<Cow<'_, Zone>, String> {
        match (name, &self.zone, &self.zones) {
            (None, Some(zone), _) => Ok(Cow::Borrowed(zone)),
            (None, None, _) => Err("needs the reader's time zone (tz)".to_owned()),
            (Some(name), _, Some(zones)) => zones.zone(name).map(Cow::Owned).map_err(|e| e.to_string()),
            (Some(name), Some(zone), None) if zone.name() == name => Ok(Cow::Borrowed(zone)),
            (Some(name), _, None) => Err(format!("names the zone {name}, but no zone database is at hand")),
        }
    }

    /// The wall clock of the reader.
    pub(super) fn local(&self, at: i64) -> Result<i64, String> {
        Ok(self.zone_of(None)?.to_local(at))
    }
}

/// What one rendering may use; the defaults are the constants of [`limits`](super::limits).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Placeables filled in, counting each time one is reached.
    pub placeables: u32,
    /// Bytes of the finished text, isolates included.
    pub output_bytes: usize,
    /// Bytes of one text argument.
    pub argument_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { placeables: MAX_PLACEABLES, output_bytes: MAX_OUTPUT_BYTES, argument_bytes: MAX_ARGUMENT_BYTES }
    }
}

//! The calendars of an evaluation, by name, and the one place where the engine asks them anything.

use super::Calendar;
use crate::error::{Error, ErrorKind, Result};
use crate::time::MAX_INSTANT;
use std::collections::BTreeMap;

/// Named calendars, and which of them holds for a ticket that no event has given another.
///
/// ```
/// use sundesk::calendar::{Calendar, Calendars};
/// let calendars = Calendars::new(Calendar::always_open()).with("night desk", Calendar::always_open());
/// assert!(calendars.get("night desk").is_some());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Calendars {
    pub(crate) default: Option<Calendar>,
    pub(crate) named: BTreeMap<String, Calendar>,
}

impl Calendars {
    /// What tells one set from another: each calendar's name and fingerprint.
    #[cfg(feature = "store")]
    pub(crate) fn fingerprints(&self) -> impl Iterator<Item = String> {
        let named = self.named.iter().map(|(name, calendar)| (name.as_str(), calendar));
        let all = self.default.iter().map(|calendar| ("", calendar)).chain(named);
        all.map(|(name, calendar)| format!("{name} {:016x}", calendar.fingerprint()))
    }

    /// A set whose default is `default`.
    #[must_use]
    pub fn new(default: Calendar) -> Self {
        Self { default: Some(default), named: BTreeMap::new() }
    }

    /// A set without a default: each metric on business hours must name its calendar.
    #[must_use]
    pub fn without_default() -> Self {
        Self::default()
    }

    /// The same set with one more calendar; a calendar of that name is replaced.
    #[must_use]
    pub fn with(mut self, name: impl Into<String>, calendar: Calendar) -> Self {
        self.named.insert(name.into(), calendar);
        self
    }

    /// The same set with this default.
    #[must_use]
    pub fn with_default(mut self, default: Calendar) -> Self {
        self.default = Some(default);
        self
    }

    /// Adds a calendar and gives back the one it replaced.
    pub fn insert(&mut self, name: impl Into<String>, calendar: Calendar) -> Option<Calendar> {
        self.named.insert(name.into(), calendar)
    }

    /// The calendar of a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Calendar> {
        self.named.get(name)
    }

    /// The default calendar.
    #[must_use]
    pub fn default_calendar(&self) -> Option<&Calendar> {
        self.default.as_ref()
    }

    /// The names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.named.keys().map(String::as_str)
    }

    /// The calendar of a name, or an error that lists the names there are.
    pub(crate) fn require(&self, name: &str, path: &str) -> Result<&Calendar> {
        self.get(name).ok_or_else(|| {
            let names: Vec<&str> = self.names().collect();
            let there = if names.is_empty() { "none is named".to_owned() } else { names.join(", ") };
            Error::not_found(path, name, format!("a calendar handed to the evaluation ({there})"))
        })
    }
}

/// What a clock counts: all time, or the open time of a calendar.
#[derive(Debug, Clone)]
pub(crate) enum Clock {
    Elapsed,
    Business(Calendar),
}

impl Clock {
    /// Counted time from `a` to `b`, `a <= b`.
    #[inline]
    pub(crate) fn elapsed(&self, a: i64, b: i64) -> Result<i64> {
        match self {
            Clock::Elapsed => Ok(b - a),
            Clock::Business(calendar) => calendar.elapsed_us(a, b),
        }
    }

    /// The earliest instant at which `amount` has been counted since `from`; `None` = never, or past the supported dates.
    #[inline]
    pub(crate) fn add(&self, from: i64, amount: i64) -> Result<Option<i64>> {
        match self {
            Clock::Elapsed => Ok(from.checked_add(amount).filter(|t| *t < MAX_INSTANT)),
            Clock::Business(calendar) => beyond_is_never(calendar.add_us(from, amount)),
        }
    }

    /// The earliest instant from `at` on in which time is counted.
    pub(crate) fn next_open(&self, at: i64) -> Result<Option<i64>> {
        match self {
            Clock::Elapsed => Ok(Some(at)),
            Clock::Business(calendar) => beyond_is_never(calendar.next_open_us(at)),
        }
    }

    /// Whether time is counted at `at`.
    pub(crate) fn is_open(&self, at: i64) -> Result<bool> {
        match self {
            Clock::Elapsed => Ok(true),
            Clock::Business(calendar) => calendar.is_open_us(at),
        }
    }

    /// The first instant after `at` at which counting begins or ends by the hours alone.
    pub(crate) fn next_flip(&self, at: i64) -> Result<Option<i64>> {
        let Clock::Business(calendar) = self else { return Ok(None) };
        if calendar.is_open_us(at)? {
            return beyond_is_never(calendar.next_close_us(at));
        }
        beyond_is_never(calendar.next_open_us(at))
    }
}

/// A due instant past the last supported date is never reached: `None`, not an error.
fn beyond_is_never(result: Result<Option<i64>>) -> Result<Option<i64>> {
    match result {
        Err(e) if e.kind() == ErrorKind::OutOfRange => Ok(None),
        other => other,
    }
}

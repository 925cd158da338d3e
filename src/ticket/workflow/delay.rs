//! How long: in elapsed time, in civil months, or in the working time of a calendar.

use crate::calendar::{Calendars, Clock, DayMode};
use crate::error::Result;
use crate::time::{DAY, HOUR, MAX_INSTANT, MINUTE, from_micros, to_micros};
use chrono::Months;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

fn unset<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// A length of time as a workflow writes it: exactly one of the amounts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct DelayDoc {
    /// Minutes of elapsed time.
    #[serde(skip_serializing_if = "unset")]
    pub minutes: Option<u32>,
    /// Hours of elapsed time.
    #[serde(skip_serializing_if = "unset")]
    pub hours: Option<u32>,
    /// Days of 24 hours.
    #[serde(skip_serializing_if = "unset")]
    pub days: Option<u32>,
    /// Civil months in UTC, clamped to the month's last day.
    #[serde(skip_serializing_if = "unset")]
    pub months: Option<u32>,
    /// Business days of `calendar`: the next working instant, then the same time of day on the n-th following working day.
    #[serde(skip_serializing_if = "unset")]
    pub business_days: Option<u32>,
    /// Minutes of the working time of `calendar`.
    #[serde(skip_serializing_if = "unset")]
    pub business_minutes: Option<u32>,
    /// The calendar of the business days or minutes.
    #[serde(skip_serializing_if = "unset")]
    pub calendar: Option<String>,
}

/// What is wrong with a length of time that is none.
pub(crate) const DELAY_FORM: &str = "exactly one of minutes, hours, days, months (without a calendar), business_days, business_minutes \
                                     (with a calendar), at most 100 years";

/// The longest delay, in days: 100 years.
const MAX_DAYS: i64 = 36_525;

/// A compiled [`DelayDoc`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Delay {
    Elapsed(i64),
    Months(u32),
    BusinessDays(u32, String),
    BusinessTime(i64, String),
}

impl DelayDoc {
    pub(crate) fn compile(&self) -> Option<Delay> {
        let calendar = || self.calendar.clone();
        let none = self.calendar.is_none();
        let fixed = |n: u32, unit: i64| {
            i64::from(n).checked_mul(unit).filter(|us| none && *us <= MAX_DAYS * DAY).map(Delay::Elapsed)
        };
        match (self.minutes, self.hours, self.days, self.months, self.business_days, self.business_minutes) {
            (Some(n), None, None, None, None, None) => fixed(n, MINUTE),
            (None, Some(n), None, None, None, None) => fixed(n, HOUR),
            (None, None, Some(n), None, None, None) => fixed(n, DAY),
            (None, None, None, Some(n), None, None) if none && n <= 1_200 => Some(Delay::Months(n)),
            (None, None, None, None, Some(n), None) if i64::from(n) <= MAX_DAYS => {
                Some(Delay::BusinessDays(n, calendar()?))
            }
            (None, None, None, None, None, Some(n)) if i64::from(n) * MINUTE <= MAX_DAYS * DAY => {
                Some(Delay::BusinessTime(i64::from(n) * MINUTE, calendar()?))
            }
            _ => None,
        }
    }
}

impl Delay {
    /// The instant so long after `from`; `None` = never, or past the supported dates.
    pub(crate) fn after(&self, from: i64, calendars: &Calendars) -> Result<Option<i64>> {
        match self {
            Delay::Elapsed(us) => Ok(from.checked_add(*us).filter(|at| *at < MAX_INSTANT)),
            Delay::Months(n) => {
                let later = from_micros(from)?.checked_add_months(Months::new(*n));
                Ok(later.and_then(|at| to_micros(at).ok()))
            }
            Delay::BusinessTime(us, calendar) => business(calendars, calendar)?.add(from, *us),
            Delay::BusinessDays(n, calendar) => {
                let clock = business(calendars, calendar)?;
                match (clock.next_open(from)?, calendars.require(calendar, "calendar")?) {
                    (Some(open), hours) => hours.add_business_days_us(open, i64::from(*n), DayMode::KeepTime),
                    (None, _) => Ok(None),
                }
            }
        }
    }

    /// Whether it is no time at all.
    pub(crate) fn is_zero(&self) -> bool {
        matches!(self, Delay::Elapsed(0) | Delay::Months(0) | Delay::BusinessTime(0, _) | Delay::BusinessDays(0, _))
    }

    /// The calendar it needs.
    pub(crate) fn calendar(&self) -> Option<&str> {
        match self {
            Delay::Elapsed(_) | Delay::Months(_) => None,
            Delay::BusinessDays(_, calendar) | Delay::BusinessTime(_, calendar) => Some(calendar),
        }
    }
}

pub(crate) fn business(calendars: &Calendars, name: &str) -> Result<Clock> {
    Ok(Clock::Business(calendars.require(name, "calendar")?.clone()))
}

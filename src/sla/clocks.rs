//! The clocks that a binding measures by.

use super::policy_set::{ClockSpec, Metric};
use crate::calendar::{Calendars, Clock};
use crate::error::{Error, Result};
use std::collections::{BTreeMap, BTreeSet};

/// No clock: the calendar has to come from an event, and none came.
const NO_CLOCK: u16 = u16::MAX;

/// The clocks of a binding: elapsed time first, then the default calendar, the named ones, the inline ones.
pub(super) struct Clocks {
    pub(super) list: Vec<Clock>,
    default: Option<u16>,
    pub(super) named: BTreeMap<String, u16>,
    calendars: Calendars,
}

impl Clocks {
    pub(super) fn new(calendars: &Calendars) -> Result<Self> {
        let mut clocks =
            Self { list: vec![Clock::Elapsed], default: None, named: BTreeMap::new(), calendars: calendars.clone() };
        if let Some(default) = &calendars.default {
            clocks.default = Some(clocks.push(Clock::Business(default.clone()))?);
        }
        for (name, calendar) in &calendars.named {
            let index = clocks.push(Clock::Business(calendar.clone()))?;
            clocks.named.insert(name.clone(), index);
        }
        Ok(clocks)
    }

    fn push(&mut self, clock: Clock) -> Result<u16> {
        let index = u16::try_from(self.list.len()).ok().filter(|i| *i < NO_CLOCK);
        let index = index.ok_or_else(|| Error::limit("calendars", self.list.len(), "at most 65,000 calendars"))?;
        self.list.push(clock);
        Ok(index)
    }

    /// The zone rules that measure; those of the set where no calendar needs any.
    pub(super) fn tzdb(&self, own: &str) -> String {
        let release = |c: &Clock| match c {
            Clock::Business(calendar) => Some(calendar.tzdb_release().to_owned()).filter(|r| !r.is_empty()),
            Clock::Elapsed => None,
        };
        let releases: BTreeSet<String> = self.list.iter().filter_map(release).collect();
        if releases.is_empty() { own.to_owned() } else { Vec::from_iter(releases).join(", ") }
    }

    /// The clock of a metric.
    ///
    /// # Errors
    /// As [`PolicySet::bind`](super::PolicySet::bind).
    pub(super) fn of(&mut self, metric: &Metric) -> Result<u16> {
        let path = format!("{}.calendar", metric.path);
        match &metric.clock {
            ClockSpec::Elapsed => Ok(0),
            ClockSpec::Ticket => self.default.ok_or_else(|| {
                Error::not_found(path, "", "a default calendar, a calendar in the metric, or the elapsed clock")
            }),
            ClockSpec::Named(name) => {
                self.calendars.require(name, &path)?;
                Ok(self.named.get(name).copied().unwrap_or(NO_CLOCK))
            }
            ClockSpec::Inline(calendar) => self.push(Clock::Business(calendar.clone())),
        }
    }
}

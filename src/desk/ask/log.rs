//! What a log holds, and what is odd about it.

use super::{Ask, Library, Reply};
use crate::desk::words::count;
use crate::error::Result;
use crate::ticket::{Quality, StatusMap};
use crate::time::Instant;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a log holds, over which time, and what was odd about it when it was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
}

/// What a log holds.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LogReport {
    /// How many tickets.
    pub tickets: usize,
    /// How many events.
    pub events: usize,
    /// The first instant of any event; `null` without events.
    pub from: Option<Instant>,
    /// The last.
    pub until: Option<Instant>,
    /// The as-of instant where none is given.
    pub as_of: Option<Instant>,
    /// The attributes to group by.
    pub attributes: Vec<String>,
    /// Which category each status belongs to.
    pub statuses: StatusMap,
    /// What was odd.
    pub quality: Quality,
}

impl Ask for LogQuestion {
    const NAME: &'static str = "log";
    type Answer = LogReport;

    fn answer(&self, library: &Library) -> Result<LogReport> {
        let log = library.log(self.log.as_deref())?;
        let (from, until) = log.span().unzip();
        Ok(LogReport {
            tickets: log.len(),
            events: log.events().len(),
            from: from.map(Instant::of),
            until: until.map(Instant::of),
            as_of: log.as_of().map(Instant::of),
            attributes: log.attributes().map(str::to_owned).collect(),
            statuses: log.statuses().clone(),
            quality: log.quality().clone(),
        })
    }
}

impl Reply for LogReport {}

impl fmt::Display for LogReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [tickets, events] = [self.tickets, self.events].map(|n| count(u64::try_from(n).unwrap_or(u64::MAX)));
        writeln!(f, "{tickets} tickets, {events} events")?;
        if let (Some(from), Some(until)) = (&self.from, &self.until) {
            writeln!(f, "from {from} to {until}")?;
        }
        if !self.attributes.is_empty() {
            writeln!(f, "attributes: {}", self.attributes.join(", "))?;
        }
        let odd = [
            ("rows out of order", self.quality.rows_out_of_order),
            ("rows before the creation", self.quality.rows_before_creation),
            ("rows without a time", self.quality.rows_without_time),
            ("rows that stand twice", self.quality.duplicate_rows),
        ];
        let odd = odd.iter().filter(|(_, n)| *n > 0);
        odd.into_iter().try_for_each(|(what, n)| writeln!(f, "{what}: {}", count(*n)))?;
        let unknown = &self.quality.unknown_statuses;
        unknown.iter().try_for_each(|(name, n)| writeln!(f, "status {name:?} is of no category: {}", count(*n)))
    }
}

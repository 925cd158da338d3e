//! When tickets come.

use super::parts::as_of;
use super::{Ask, Library, Reply};
use crate::desk::review::zone_of;
use crate::error::Result;
use crate::metrics::arrivals::{Arrivals, arrivals};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// When tickets come: how many in each hour of the week, on the wall clock of a zone; a heat map as picture.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArrivalsQuestion {
    /// Which log of the library; may be left out where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// Whose hours are meant; left out, those of the log's own clock, else UTC.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<String>,
    /// The as-of instant, RFC 3339; left out, the last one that the log states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub now: Option<String>,
    /// Hours of fewer tickets than this are withheld, and so are those from which they could be had by subtraction; default 0, none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<u64>,
}

impl Ask for ArrivalsQuestion {
    const NAME: &'static str = "arrivals";
    type Answer = Arrivals;

    fn answer(&self, library: &Library) -> Result<Arrivals> {
        let log = library.log(self.log.as_deref())?;
        let zone = zone_of(log, self.zone.as_deref(), None, library.zones())?;
        arrivals(log, as_of(log, self.now.as_deref())?, &zone).with_floor(self.floor.unwrap_or(0))
    }
}

impl Reply for Arrivals {
    fn zone(&self) -> Option<&str> {
        Some(&self.zone)
    }

    fn svg(&self) -> Option<String> {
        Some(crate::desk::chart::arrivals(self))
    }
}

impl fmt::Display for Arrivals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} tickets from {} to {}, hours of {}", self.tickets, self.from, self.to, self.zone)?;
        for day in &self.days {
            let hour = |n: &Option<u64>| n.map_or_else(|| "-".to_owned(), |n| n.to_string());
            let hours: Vec<String> = day.tickets.iter().map(hour).collect();
            writeln!(f, "{}: {}", day.day, hours.join(" "))?;
        }
        match &self.withheld {
            Some(w) => writeln!(
                f,
                "{} hours with {} tickets withheld (-), for a floor of {}",
                w.groups.len(),
                w.tickets,
                w.floor
            ),
            None => Ok(()),
        }
    }
}

//! What came in and what went out, by ISO week of a zone.

use super::facts::TicketFacts;
use super::period::PeriodUnit;
use super::volume::{VolumeFigures, volume};
use crate::error::Result;
use crate::time::Zone;
use chrono::NaiveDate;
use serde::Serialize;

/// One ISO week (Monday to Sunday, wall clock of the zone).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WeekFigures {
    /// Year and week, such as `2016-W09`.
    pub week: String,
    /// Its Monday.
    pub monday: NaiveDate,
    /// Tickets created in it.
    pub created: u64,
    /// Tickets that are done and whose last resolution (see [`TicketFacts::last_resolved`]) lies in it; a ticket that was reopened
    /// since is not resolved. A resolution dated before the creation counts in the week of the creation.
    pub resolved: u64,
    /// Tickets created up to its end and not resolved by then. Tickets that are done without a stated instant of resolution
    /// count as resolved when their history says so.
    pub open_at_end: u64,
}

/// Every week from the first to the last in which something happened, the empty ones between them included: the [`volume`] by weeks.
///
/// # Errors
/// Those of [`volume`].
pub fn by_week(facts: &[TicketFacts], zone: &Zone) -> Result<Vec<WeekFigures>> {
    let week = |of: VolumeFigures| {
        let VolumeFigures { period: week, from, created, resolved, open_at_end } = of;
        from.zip(open_at_end).map(|(monday, open_at_end)| WeekFigures { week, monday, created, resolved, open_at_end })
    };
    Ok(volume(facts, zone, Some(PeriodUnit::Week))?.periods.into_iter().filter_map(week).collect())
}

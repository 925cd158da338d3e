//! What came in and what went out, by ISO week of a zone.

use super::facts::TicketFacts;
use crate::error::{Error, Result};
use crate::time::{Zone, civil};
use chrono::{Datelike, Days, NaiveDate};
use serde::Serialize;

/// The most weeks a table may have: three centuries, the supported dates.
const MAX_WEEKS: usize = 16_000;

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

/// Every week from the first to the last in which something happened, the empty ones between them included.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for facts outside the supported dates.
pub fn by_week(facts: &[TicketFacts], zone: &Zone) -> Result<Vec<WeekFigures>> {
    let week = |at: i64| week_number(civil::day_of(zone.to_local(at)));
    let (resolved, ends) = (TicketFacts::resolved_at, TicketFacts::left_at);
    let instants = facts.iter().flat_map(|f| [f.created, ends(f)]).flatten();
    let (Some(first), Some(last)) = (instants.clone().map(week).min(), instants.map(week).max()) else {
        return Ok(Vec::new());
    };
    let mut weeks = Vec::new();
    for number in first..=last {
        weeks.push(empty(number)?);
        if weeks.len() > MAX_WEEKS {
            return Err(Error::out_of_range("facts", weeks.len(), "instants from 1900 to 2200, UTC"));
        }
    }
    let mut left = vec![0_u64; weeks.len()];
    let place = |at: i64| usize::try_from(week(at) - first).unwrap_or(usize::MAX);
    for f in facts {
        if let Some(week) = f.created.and_then(|at| weeks.get_mut(place(at))) {
            week.created += 1;
        }
        if let Some(week) = resolved(f).and_then(|at| weeks.get_mut(place(at))) {
            week.resolved += 1;
        }
        if let Some(left) = ends(f).and_then(|at| left.get_mut(place(at))) {
            *left += 1;
        }
    }
    let mut open = 0_u64;
    for (week, left) in weeks.iter_mut().zip(left) {
        open = (open + week.created).saturating_sub(left);
        week.open_at_end = open;
    }
    Ok(weeks)
}

impl TicketFacts {
    /// The instant at which a volume counts the ticket as resolved. No ticket leaves before it came: it would stay open for good.
    pub(crate) fn resolved_at(&self) -> Option<i64> {
        self.not_before(self.last_resolved)
    }

    /// The instant from which a volume counts the ticket as open no more: it is done, by a stated resolution or by its history.
    pub(crate) fn left_at(&self) -> Option<i64> {
        self.not_before(self.last_resolved.or(self.done_since))
    }

    fn not_before(&self, at: Option<i64>) -> Option<i64> {
        at.filter(|_| self.done).map(|at| self.created.map_or(at, |c| at.max(c)))
    }
}

/// Weeks since the one of 1970-01-01, whose Monday was 1969-12-29.
fn week_number(day: i32) -> i32 {
    (day + 3).div_euclid(7)
}

fn empty(number: i32) -> Result<WeekFigures> {
    let monday = civil::date(number * 7 - 3).or_else(|e| {
        // The Monday of the first supported week is not supported itself.
        civil::date(number * 7 + 3).ok().and_then(|d| d.checked_sub_days(Days::new(6))).ok_or(e)
    })?;
    let iso = monday.iso_week();
    let week = format!("{:04}-W{:02}", iso.year(), iso.week());
    Ok(WeekFigures { week, monday, created: 0, resolved: 0, open_at_end: 0 })
}

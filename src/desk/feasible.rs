//! Which promises cannot be kept, because nobody who could keep them is on.

use crate::calendar::Calendar;
use crate::coverage::{Filter, Minutes, Roster, Stretch};
use crate::error::{Error, Problem, Result};
use crate::time::{MAX_INSTANT, TimeSegment};
use serde::Serialize;
use std::fmt;

/// A promise: an answer within so much time, by somebody who can give it.
#[derive(Debug, Clone)]
pub struct PromiseToStaff<'a> {
    /// What the report calls it.
    pub name: &'a str,
    /// The time allowed, in microseconds.
    pub target: i64,
    /// The calendar it is counted on; `None`, in real time.
    pub calendar: Option<&'a Calendar>,
    /// Who can keep it.
    pub filter: Filter,
}

/// When a promise cannot be kept.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Infeasible {
    /// The promise.
    pub promise: String,
    /// Who can keep it; empty where anybody can.
    pub kept_by: Filter,
    /// Whoever asks within these is due before anybody comes on.
    pub windows: Vec<Stretch>,
    /// Their length.
    pub minutes: Minutes,
}

/// Which promises cannot be kept over a range.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FeasibilityReport {
    /// The release of the zone rules.
    pub tzdb: String,
    /// Promise by promise.
    pub promises: Vec<Infeasible>,
    /// What of a policy set does not say who keeps it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Problem>,
}

/// When promises cannot be kept over a range, such as the coming year, because nobody with the skill is on from the moment of asking until it is due.
///
/// For a stretch without anybody, those are the instants from its beginning up to the last one that is due by its end. An answer at the very instant
/// it is due is in time, so somebody who comes on then keeps it.
///
/// ```
/// use sundesk::coverage::{Filter, Roster};
/// use sundesk::desk::{PromiseToStaff, feasibility};
/// use sundesk::time::{HOUR, TimeSegment, ZoneDb, parse_instant};
/// let roster = Roster::from_json(r#"{"shifts": [{"id": "day", "timezone": "UTC", "start": "08:00", "end": "20:00"}]}"#, &ZoneDb::bundled())?;
/// let range = TimeSegment::new(parse_instant("2026-05-04T08:00:00Z")?, parse_instant("2026-05-05T08:00:00Z")?);
/// let promise = PromiseToStaff { name: "first reply in 4 h", target: 4 * HOUR, calendar: None, filter: Filter::default() };
/// // From 20:00 to 04:00 whoever asks is due before 08:00.
/// assert_eq!(feasibility(&roster, range, &[promise])?.promises[0].minutes.whole(), 8 * 60);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// Those of [`Roster::cover`]; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a target below 0.
pub fn feasibility(roster: &Roster, range: TimeSegment, promises: &[PromiseToStaff<'_>]) -> Result<FeasibilityReport> {
    let mut found = Vec::new();
    for (i, promise) in promises.iter().enumerate() {
        if promise.target < 0 {
            return Err(Error::invalid(format!("promises[{i}].target"), promise.target, "a time that is not negative"));
        }
        // Who asks at the end of the range is due after it: a gap there is looked at until then.
        let ahead = TimeSegment::new(range.start, due(promise, range.end)?.max(range.end));
        let report = roster.cover(ahead, &promise.filter)?.report();
        let mut windows = Vec::new();
        for gap in &report.gaps {
            let gap = gap.segment();
            let last = last_due_by(promise, gap.end)?.map(|last| last.min(gap.end).min(range.end));
            if let Some(last) = last.filter(|last| *last > gap.start) {
                windows.push(Stretch::from(TimeSegment::new(gap.start, last)));
            }
        }
        let minutes = Minutes(windows.iter().map(|w| w.minutes.0).sum());
        found.push(Infeasible { promise: promise.name.to_owned(), kept_by: promise.filter.clone(), windows, minutes });
    }
    Ok(FeasibilityReport { tzdb: roster.tzdb_release().to_owned(), promises: found, notes: Vec::new() })
}

/// When it is due for who asks at an instant, or the end of what can be said.
fn due(promise: &PromiseToStaff<'_>, at: i64) -> Result<i64> {
    let due = match promise.calendar {
        None => at.checked_add(promise.target),
        Some(calendar) if at < MAX_INSTANT => calendar.add_us(at, promise.target)?,
        Some(_) => None,
    };
    Ok(due.unwrap_or(MAX_INSTANT).min(MAX_INSTANT))
}

/// The first instant that is due at `end` or later: whoever asks before it is due before.
fn last_due_by(promise: &PromiseToStaff<'_>, end: i64) -> Result<Option<i64>> {
    match promise.calendar {
        None => Ok(end.checked_sub(promise.target)),
        Some(calendar) => {
            let back = calendar.add_us(end.min(MAX_INSTANT - 1), -promise.target)?;
            Ok(back.map(|at| at.min(end)))
        }
    }
}

impl fmt::Display for FeasibilityReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for p in &self.promises {
            match p.windows.len() {
                0 => writeln!(f, "{}: somebody is on in time, always", p.promise)?,
                n => writeln!(f, "{}: cannot be kept for who asks in {n} windows, {} in all", p.promise, p.minutes)?,
            }
            p.windows
                .iter()
                .take(20)
                .try_for_each(|w| writeln!(f, "  {} to {} UTC", w.from.minute(), w.to.minute()))?;
        }
        self.notes.iter().try_for_each(|note| writeln!(f, "{note}"))?;
        writeln!(f, "zone rules {}", self.tzdb)
    }
}

//! The occurrences of shifts, as planned.

use super::answer::{Minutes, Stretch};
use super::limits::MAX_LISTED_OCCURRENCES;
use super::plan::{Crew, Plan, item, place};
use super::rotation::Turns;
use super::template::{Dates, Standing, is_skipped};
use super::{DropReason, Dropped, Roster};
use crate::error::{Error, Result};
use crate::time::TimeSegment;
use crate::time::civil::date;
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;

/// One occurrence of a shift.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShiftOccurrence {
    /// The shift.
    pub shift: String,
    /// The local date it starts on.
    pub local_date: NaiveDate,
    /// When it takes place, with the time really worked.
    #[serde(flatten)]
    pub time: Stretch,
    /// How long it is on the wall clock of an ordinary day.
    pub scheduled_minutes: Minutes,
    /// Who is planned; empty where nobody is named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
}

/// The occurrences of shifts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OccurrenceReport {
    /// The release of the zone rules.
    pub tzdb: String,
    /// By their start, then in the order of the document.
    pub occurrences: Vec<ShiftOccurrence>,
    /// Dates on which the wall clock leaves a shift no time.
    pub dropped: Vec<Dropped>,
}

impl Roster {
    /// The occurrences of shifts that overlap a range, whole, before overrides and time off; of all shifts when `shifts` is empty.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an unknown shift; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded)
    /// past [`MAX_LISTED_OCCURRENCES`](super::limits::MAX_LISTED_OCCURRENCES).
    pub fn occurrences(&self, range: TimeSegment, shifts: &[String]) -> Result<OccurrenceReport> {
        let plan = self.plan();
        if let Some(unknown) = shifts.iter().find(|id| !plan.shifts.iter().any(|s| s.id == **id)) {
            return Err(Error::not_found("shifts", unknown, "the id of a shift of the roster"));
        }
        let dates = Dates::new(plan, range);
        let wanted = plan.shifts.iter().enumerate().filter(|(_, s)| shifts.is_empty() || shifts.contains(&s.id));
        let mut report = OccurrenceReport { tzdb: plan.release.clone(), occurrences: Vec::new(), dropped: Vec::new() };
        for (i, _) in wanted {
            list(plan, &dates, place(i), &mut report);
            if report.occurrences.len() > MAX_LISTED_OCCURRENCES {
                return Err(Error::limit(
                    "to",
                    report.occurrences.len(),
                    format!("at most {MAX_LISTED_OCCURRENCES} occurrences in one answer"),
                ));
            }
        }
        report.occurrences.sort_by_key(|o| o.time.from);
        Ok(report)
    }
}

fn list(plan: &Plan, dates: &Dates<'_>, shift: u32, report: &mut OccurrenceReport) {
    let Some(of) = item(&plan.shifts, shift) else { return };
    let rotation = match of.crew {
        Crew::Rotation(r) => item(&plan.rotations, r),
        _ => None,
    };
    let mut turns = rotation.and_then(|r| Turns::new(plan, r, shift));
    dates.occurrences(&of.template, true, |h| {
        let Ok(local_date) = date(h.day) else { return };
        match h.standing {
            Standing::On => {}
            Standing::Dropped => {
                let skipped = plan.zone(of.template.zone).is_some_and(|z| is_skipped(z, h.day));
                let reason = if skipped { DropReason::DateSkipped } else { DropReason::NoTime };
                return report.dropped.push(Dropped { shift: of.id.clone(), date: local_date, reason });
            }
            _ => return,
        }
        let people = match (&of.crew, rotation, turns.as_mut()) {
            (Crew::People(people), _, _) => &people[..],
            (_, Some(rotation), Some(turns)) => {
                item(&rotation.groups, turns.group(h.day, h.time.start)).map_or(&[][..], |g| g)
            }
            _ => &[],
        };
        report.occurrences.push(ShiftOccurrence {
            shift: of.id.clone(),
            local_date,
            time: h.time.into(),
            scheduled_minutes: Minutes(of.template.seconds() * crate::time::SECOND),
            people: people.iter().filter_map(|p| item(&plan.people, *p)).map(|p| p.id.clone()).collect(),
        });
    });
}

impl fmt::Display for OccurrenceReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for o in &self.occurrences {
            let who = if o.people.is_empty() { String::new() } else { format!("  {}", o.people.join(", ")) };
            let (from, to) = (o.time.from.minute(), o.time.to.minute());
            writeln!(f, "{} {}  {from} to {to} UTC, {}{who}", o.local_date, o.shift, o.time.minutes)?;
        }
        self.dropped.iter().try_for_each(|d| writeln!(f, "{} {}  no time on the wall clock", d.date, d.shift))
    }
}

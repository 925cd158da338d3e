//! Hand-offs of a ring: how long both sides are there, at what time of their day, and where the overlap is too short.

use super::answer::Minutes;
use super::plan::Plan;
use super::ring::{Station, ring};
use super::roster::{Roster, check_range};
use super::seam::handoffs;
use super::template::Dates;
use crate::error::{Error, Result};
use crate::time::civil::TimeOfDay;
use crate::time::{DAY, Instant, Local, MINUTE, SECOND, TimeSegment};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::fmt;

/// Hours of the day that nobody minds, on each one's own wall clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct HumaneHours {
    /// Not before this time.
    pub from: String,
    /// Not after this time.
    pub to: String,
}

impl Default for HumaneHours {
    /// 07:00 to 21:00.
    fn default() -> Self {
        Self { from: "07:00".to_owned(), to: "21:00".to_owned() }
    }
}

impl HumaneHours {
    /// From and to in seconds of the day.
    pub(super) fn seconds(&self) -> Result<(i64, i64)> {
        let read = |text: &str, field: &str| {
            let time = text.parse::<TimeOfDay>().map_err(|e| e.at(field))?;
            Ok::<i64, Error>(time.micros() / SECOND)
        };
        let (from, to) = (read(&self.from, "humane.from")?, read(&self.to, "humane.to")?);
        if from < to { Ok((from, to)) } else { Err(Error::invalid("humane.to", &self.to, "a time after `from`")) }
    }
}

/// One hand-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PlannedHandoff {
    /// The outgoing shift.
    pub from: String,
    /// The incoming shift.
    pub to: String,
    /// When the incoming one starts.
    pub incoming_starts: Instant,
    /// When the outgoing one ends.
    pub outgoing_ends: Instant,
    /// How long both are there; negative where nobody is.
    pub overlap_minutes: Minutes,
    /// Whether that is enough.
    pub ok: bool,
    /// The end on the outgoing side's wall clock; in JSON to the minute, `2026-03-07T18:30`.
    #[serde(serialize_with = "Local::serialize_minute")]
    pub outgoing_local: Local,
    /// The start on the incoming side's.
    #[serde(serialize_with = "Local::serialize_minute")]
    pub incoming_local: Local,
    /// Whether both are at humane hours.
    pub humane: bool,
}

/// The hand-offs of a range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HandoffPlan {
    /// The release of the zone rules.
    pub tzdb: String,
    /// In the order of the outgoing ends.
    pub handoffs: Vec<PlannedHandoff>,
    /// How many overlap for too short a time.
    pub violations: usize,
    /// How many are at an inhumane hour for one side.
    pub inhumane: usize,
}

impl Roster {
    /// The hand-offs of a ring whose outgoing end lies in a range, each with the nearest start of the next one. The ring is that of `ids`, else that
    /// of the roster, else all shifts in the order of the document, as in [`audit_ring`](Self::audit_ring).
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an id that is neither a shift's nor a rotation's,
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for humane hours that are none, and the errors of a range as in
    /// [`cover`](Self::cover).
    pub fn handoffs(
        &self,
        range: TimeSegment,
        ids: &[String],
        min_overlap_minutes: u32,
        humane: &HumaneHours,
    ) -> Result<HandoffPlan> {
        let (plan, range) = (self.plan(), check_range(range)?);
        let humane = humane.seconds()?;
        let min_overlap = Minutes(i64::from(min_overlap_minutes) * MINUTE);
        let dates = Dates::new(plan, TimeSegment::new(range.start - 2 * DAY, range.end + 2 * DAY));
        super::sweep::check_size(plan, &dates)?;
        let ring = ring(plan, ids, &dates)?;
        let mut found = Vec::new();
        for (i, from) in ring.iter().enumerate() {
            let Some(to) = ring.get((i + 1) % ring.len()) else { continue };
            found.extend(
                handoffs(&from.times, &to.times, range)
                    .map(|(out, next)| planned(plan, (from, out.end), (to, next.start), min_overlap, humane)),
            );
        }
        found.sort_by_key(|a| a.outgoing_ends);
        Ok(HandoffPlan {
            tzdb: plan.release.clone(),
            violations: found.iter().filter(|h| !h.ok).count(),
            inhumane: found.iter().filter(|h| !h.humane).count(),
            handoffs: found,
        })
    }
}

fn planned(
    plan: &Plan,
    (from, end): (&Station<'_>, i64),
    (to, start): (&Station<'_>, i64),
    min: Minutes,
    humane: (i64, i64),
) -> PlannedHandoff {
    let zone = |of: &Station<'_>| of.shifts.first().and_then(|s| plan.zone(s.template.zone));
    let reading = |of: &Station<'_>, at: Instant| zone(of).map_or(Local::utc(at), |z| at.local(z));
    let awake = |local: Local| (humane.0..=humane.1).contains(&(local.wall().rem_euclid(DAY) / SECOND));
    let (incoming_starts, outgoing_ends) = (Instant::of(start), Instant::of(end));
    let (outgoing_local, incoming_local) = (reading(from, outgoing_ends), reading(to, incoming_starts));
    PlannedHandoff {
        from: from.name.to_owned(),
        to: to.name.to_owned(),
        incoming_starts,
        outgoing_ends,
        overlap_minutes: Minutes(end - start),
        ok: end - start >= min.0,
        outgoing_local,
        incoming_local,
        humane: awake(outgoing_local) && awake(incoming_local),
    }
}

impl fmt::Display for HandoffPlan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for h in &self.handoffs {
            let overlap = if h.overlap_minutes.0 < 0 {
                format!("nobody for {}", Minutes(-h.overlap_minutes.0))
            } else {
                format!("{} together", h.overlap_minutes)
            };
            let (ok, humane) = (if h.ok { "" } else { "  TOO SHORT" }, if h.humane { "" } else { "  inhumane" });
            let [outgoing, incoming] = [h.outgoing_local, h.incoming_local].map(Local::time);
            let sides = format!("{} ({outgoing}) to {} ({incoming})", h.from, h.to);
            writeln!(f, "{}  {sides}  {overlap}{ok}{humane}", h.outgoing_ends.minute())?;
        }
        writeln!(
            f,
            "{} hand-offs, {} too short, {} at inhumane hours; zone rules {}",
            self.handoffs.len(),
            self.violations,
            self.inhumane,
            self.tzdb
        )
    }
}

//! Journeys: over which steps tickets go, how long each takes, which ways are the most frequent, and where customers drop out.
//!
//! ```text
//! EventLog ──walk──▶ steps of each ticket ──tally──▶ steps, moves (directly-follows graph), paths ──cut──▶ Journeys
//! ```
//!
//! A step is the value that a ticket has of what is looked [over](JourneySpec::over): its status, its group, its channel, or several of them
//! together. It begins when one of them changes and lasts until the next change. Changes of different things at one instant are one
//! change; a second change of the same thing at the same instant is a step of no length. A change to the value that is there is none.

mod few;
mod part;
mod tally;
mod walk;

pub use few::JourneyWithheld;

use super::percentile::{PercentileMethod, Share, percentile};
use super::window::Window;
use crate::error::{Error, Result};
use crate::ticket::EventLog;
use crate::time::{DAY, Instant, SECOND};
use part::Parts;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use tally::Tally;

/// The most things that journeys are looked over at once.
pub const MAX_JOURNEY_PARTS: usize = 4;
/// The most kinds of steps.
pub const MAX_JOURNEY_STEPS: usize = 65_536;
/// The most steps, moves or paths that an answer lists.
pub const MAX_JOURNEY_LISTED: usize = 10_000;
/// Steps of a path: what comes after them is left out of the path, and said.
pub const MAX_PATH_STEPS: usize = 100;

/// What journeys are made of, and how much of them is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct JourneySpec {
    /// What a step is: `status`, `group`, `assignee`, `priority`, or a field or attribute of the log such as `channel`; several make
    /// steps of their values together. Left out, `status`.
    pub over: Vec<String>,
    /// Only tickets with these attributes.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub only: BTreeMap<String, String>,
    /// Only tickets created at or after this instant, RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_from: Option<String>,
    /// Only tickets created before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_before: Option<String>,
    /// After so many days without any event a ticket that is not done counts as silent (default 14).
    pub silent_days: u32,
    /// How many kinds of steps are told, the most visited first (default 30).
    pub steps: usize,
    /// How many moves from step to step, the most frequent first (default 60).
    pub moves: usize,
    /// How many paths, the most frequent first (default 20).
    pub paths: usize,
    /// Steps, moves, paths and times of fewer tickets than this are withheld, and so are those from which they could be had by subtraction; default 0, none.
    #[serde(skip_serializing_if = "none")]
    pub floor: u64,
}

#[allow(clippy::trivially_copy_pass_by_ref)] // the shape that serde asks for
fn none(floor: &u64) -> bool {
    *floor == 0
}

impl Default for JourneySpec {
    fn default() -> Self {
        let (over, only) = (vec!["status".to_owned()], BTreeMap::new());
        Self {
            over,
            only,
            created_from: None,
            created_before: None,
            silent_days: 14,
            steps: 30,
            moves: 60,
            paths: 20,
            floor: 0,
        }
    }
}

/// How tickets ended; each in one way.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct JourneyEnds {
    /// Solved or closed, and the requester had the last word that was asked for.
    pub done: u64,
    /// Solved or closed straight from a status that waits for the requester, who never answered: a customer who dropped out.
    pub unanswered: u64,
    /// Not done, and nothing has happened to it for longer than `silent_days`: dropped out, or forgotten.
    pub silent: u64,
    /// Not done, and something happens.
    pub running: u64,
}

/// Times as they were, in seconds; `null` where none is known. Percentiles are values that were observed (nearest rank).
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JourneyTimes {
    /// Times known.
    pub n: u64,
    /// Half took no longer.
    pub median_s: Option<f64>,
    /// Nine in ten took no longer.
    pub p90_s: Option<f64>,
}

/// A kind of step.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JourneyStep {
    /// Its name: the values of [`JourneySpec::over`], with ` · ` between them; `-` for none.
    pub step: String,
    /// How often tickets came to it.
    pub visits: u64,
    /// How many tickets did.
    pub tickets: u64,
    /// How many began there.
    pub starts: u64,
    /// How long it took until the next step, of visits that had one. The last step of a ticket has no length.
    pub times: JourneyTimes,
    /// The tickets whose path ends there, or has come so far.
    pub ends: JourneyEnds,
}

/// A move from a step straight to another: an edge of the directly-follows graph.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JourneyMove {
    /// From this step.
    pub from: String,
    /// To that.
    pub to: String,
    /// How often.
    pub moves: u64,
    /// By how many tickets.
    pub tickets: u64,
    /// How long they had been in the step they left.
    pub times: JourneyTimes,
}

/// A way that tickets go, from the first step to the last.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct JourneyPath {
    /// Its steps in order.
    pub steps: Vec<String>,
    /// Whether tickets went further than the steps listed, past [`MAX_PATH_STEPS`].
    pub longer: bool,
    /// Tickets that went so.
    pub tickets: u64,
    /// Their share of all.
    pub share: Option<f64>,
    /// From the beginning to the last step.
    pub total: JourneyTimes,
    /// How long each step took; one fewer than there are steps, since the last has no length.
    pub times: Vec<JourneyTimes>,
    /// How these tickets ended.
    pub ends: JourneyEnds,
}

/// What is not listed because there is more than was asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct JourneyCut {
    /// Kinds of steps.
    pub steps: u64,
    /// Visits to them.
    pub visits: u64,
    /// Kinds of moves, those from or to a step that is not listed among them.
    pub moves: u64,
    /// How often those moves were made.
    pub made: u64,
    /// Paths.
    pub paths: u64,
    /// Tickets that went them.
    pub tickets: u64,
}

/// The journeys of a log's tickets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Journeys {
    /// The as-of instant.
    pub as_of: Instant,
    /// What a step is.
    pub over: Vec<String>,
    /// Tickets that had come by then, of those asked for.
    pub tickets: u64,
    /// Tickets of the log that are not among them: of other attributes or created at other times.
    pub left_out: u64,
    /// Tickets of the log that had not come by the as-of.
    pub later: u64,
    /// After how many days a ticket counts as silent.
    pub silent_days: u32,
    /// How they ended.
    pub ends: JourneyEnds,
    /// How percentiles were read off.
    pub percentiles: &'static str,
    /// Kinds of steps, the most visited first; equal ones by name.
    pub steps: Vec<JourneyStep>,
    /// Moves, the most frequent first; equal ones by name.
    pub moves: Vec<JourneyMove>,
    /// Paths, the most frequent first; equal ones by their steps.
    pub paths: Vec<JourneyPath>,
    /// What is not listed.
    pub cut: JourneyCut,
    /// What is withheld because of the floor; `null` where nothing is.
    pub withheld: Option<JourneyWithheld>,
}

/// The journeys of a log's tickets as of `now`.
///
/// ```
/// use sundesk::metrics::journey::{JourneySpec, journeys};
/// let log = sundesk::ticket::EventLog::from_json(r#"{"tickets": {"T-1": [
///     {"at": "2026-06-01T08:00:00Z", "type": "created", "by": "requester", "status": "open"},
///     {"at": "2026-06-01T09:00:00Z", "type": "status", "to": "pending"},
///     {"at": "2026-06-01T12:00:00Z", "type": "status", "to": "solved"}]}}"#)?;
/// let told = journeys(&log, log.as_of().unwrap(), &JourneySpec::default())?;
/// assert_eq!(told.paths[0].steps, ["open", "pending", "solved"]);
/// assert_eq!(told.paths[0].times.iter().map(|t| t.median_s).collect::<Vec<_>>(), [Some(3_600.0), Some(10_800.0)]);
/// assert_eq!(told.ends.unanswered, 1); // solved while the requester was waited for
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a field or attribute that the log does not have;
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for nothing to look over, the same twice, or a floor that leaves nothing to tell;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_JOURNEY_PARTS`], [`MAX_JOURNEY_STEPS`] or [`MAX_JOURNEY_LISTED`].
pub fn journeys(log: &EventLog, now: i64, spec: &JourneySpec) -> Result<Journeys> {
    for (field, wanted) in [("steps", spec.steps), ("moves", spec.moves), ("paths", spec.paths)] {
        if wanted > MAX_JOURNEY_LISTED {
            return Err(Error::limit(field, wanted, format!("at most {MAX_JOURNEY_LISTED} are listed")));
        }
    }
    let parts = Parts::of(log, spec)?;
    let window = Window::read(spec.created_from.as_deref(), spec.created_before.as_deref())?;
    let mut tally = Tally::new(i64::from(spec.silent_days).saturating_mul(DAY), now);
    for ticket in 0..log.len() {
        let events = log.events_as_of(ticket, now);
        let Some(created) = events.first().map(|e| e.at).filter(|at| *at <= now) else {
            tally.later += 1;
            continue;
        };
        if !parts.wants(ticket) || !window.has(Some(created)) {
            tally.left_out += 1;
            continue;
        }
        let shown = log.marks(ticket).shown;
        tally.ticket(walk::walk(&parts, ticket, &events, shown, now))?;
    }
    let (parts, as_of) = (&parts, Instant::of(now));
    if spec.floor < 2 {
        return Ok(tally.told(spec, as_of, |state| parts.name(state)));
    }
    let most = usize::MAX;
    let all = JourneySpec { steps: most, moves: most, paths: most, ..spec.clone() };
    let mut told = tally.told(&all, as_of, |state| parts.name(state));
    told.withhold(spec.floor)?;
    told.cut_to(spec);
    Ok(told)
}

impl JourneyTimes {
    /// Times in microseconds, in any order.
    fn of(mut times: Vec<i64>) -> Self {
        times.sort_unstable();
        let at = |share: Share| {
            let value = percentile(&times, share, PercentileMethod::NearestRank)?.to_f64();
            Some(value / seconds())
        };
        let n = u64::try_from(times.len()).unwrap_or(u64::MAX);
        Self { n, median_s: at(Share::HALF), p90_s: at(Share::P90) }
    }
}

#[allow(clippy::cast_precision_loss)] // a million
fn seconds() -> f64 {
    SECOND as f64
}

impl JourneyEnds {
    /// All of them.
    #[must_use]
    pub fn all(&self) -> u64 {
        self.done + self.unanswered + self.silent + self.running
    }
}

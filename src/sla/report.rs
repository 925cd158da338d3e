//! The full answer for one ticket.

use super::choose::Choice;
use crate::error::Problem;
use crate::time::Instant;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a metric stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MetricState {
    /// No cycle has begun, or nothing is promised for this ticket.
    Inactive,
    /// The clock runs (outside hours it waits for the next opening: [`MetricReport::outside_hours`]).
    Running,
    /// The clock stands still because of a status or event, and the target is not used up.
    Paused,
    /// The last cycle ended within its target; using up exactly the target is within it.
    Met,
    /// The last cycle ended late.
    Missed,
    /// The cycle is still open and past its target; also while paused.
    Breached,
    /// The last cycle was cancelled: no verdict.
    Cancelled,
}

impl MetricState {
    /// The stable word, as in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            MetricState::Inactive => "inactive",
            MetricState::Running => "running",
            MetricState::Paused => "paused",
            MetricState::Met => "met",
            MetricState::Missed => "missed",
            MetricState::Breached => "breached",
            MetricState::Cancelled => "cancelled",
        }
    }

    /// Whether a cycle is open: running, paused or breached.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, MetricState::Running | MetricState::Paused | MetricState::Breached)
    }
}

/// All metrics of one ticket as of one instant.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SlaReport {
    /// The instant it holds for.
    pub as_of: Instant,
    /// Which policy, and why.
    pub choice: Choice,
    /// The metrics by name; empty when no policy matches.
    pub metrics: BTreeMap<String, MetricReport>,
    /// The first instant after `as_of` at which anything in this report changes by time alone (running amounts apart): the earliest
    /// of the metrics' own. Wake up then, or at the next event.
    pub next_change: Option<Instant>,
    /// What could not be used, such as a calendar event that names no calendar, and what is hardly meant, such as an `as_of` decades
    /// before the first event.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Problem>,
    /// The release of the zone rules behind the calendars, `2025b`; several when they were compiled with different ones.
    pub tzdb: String,
}

/// Something that happens by time alone: an alert, or a target that is used up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct DueItem {
    /// When.
    pub at: Instant,
    /// The metric.
    pub metric: String,
    /// The alert's name; `None` for the due instant itself.
    pub alert: Option<String>,
    /// The alert's key, as in [`AlertReport::key`]; for the due instant the key of an alert called `due`.
    pub key: String,
}

impl SlaReport {
    /// What falls into `[from, to)`, in order: the alerts of open cycles and their due instants.
    #[must_use]
    pub fn due_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Vec<DueItem> {
        let mut items = Vec::new();
        for (name, m) in self.metrics.iter().filter(|(_, m)| m.state.is_open()) {
            for alert in &m.alerts {
                if let Some(at) = alert.at {
                    let (metric, alert_name) = (name.clone(), Some(alert.alert.clone()));
                    items.push(DueItem { at, metric, alert: alert_name, key: alert.key.clone() });
                }
            }
            if let Some(at) = m.due_at {
                let cycle = m.cycles.last().map_or(1, |c| c.number);
                let key = format!("{}/{cycle}/due/{at}", escape(name));
                items.push(DueItem { at, metric: name.clone(), alert: None, key });
            }
        }
        items.retain(|i| (from..to).contains(&i.at.utc()));
        items.sort_by(|a, b| (a.at, &a.key).cmp(&(b.at, &b.key)));
        items
    }
}

/// One metric of one ticket. Amounts are microseconds, written as seconds (`elapsed_s`).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MetricReport {
    /// Where the current (or last) cycle stands.
    pub state: MetricState,
    /// The cycle is open and this instant lies outside the hours of its calendar. A flag beside the state, paused or not.
    pub outside_hours: bool,
    /// Counted time of the current (or last) cycle: open hours less pauses.
    #[serde(rename = "elapsed_s", with = "seconds")]
    pub elapsed: i64,
    /// Target less elapsed; negative when late.
    #[serde(rename = "remaining_s", with = "seconds::option")]
    pub remaining: Option<i64>,
    /// The promise; `None` when there is none for this ticket.
    #[serde(rename = "target_s", with = "seconds::option")]
    pub target: Option<i64>,
    /// The earliest instant at which elapsed equals the target, at a closing when it is used up there; projected at present
    /// conditions, so `None` while paused before it.
    pub due_at: Option<Instant>,
    /// The instant after which elapsed exceeds the target: `due_at`, or the next opening when that is a closing.
    pub breach_after: Option<Instant>,
    /// `breach_after`, once it has happened.
    pub breached_at: Option<Instant>,
    /// 100 × elapsed / target, rounded down.
    pub percent: Option<i64>,
    /// Time the clock would have counted had it not been paused.
    #[serde(rename = "paused_s", with = "seconds")]
    pub paused: i64,
    /// All cycles in order; the last is the one above.
    pub cycles: Vec<CycleReport>,
    /// The alerts of the current cycle.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alerts: Vec<AlertReport>,
    /// The first instant after `as_of` at which this metric's report changes by time alone: a breach (the microsecond after
    /// `breach_after`), an alert, the opening or closing of its hours while a cycle is open.
    pub next_change: Option<Instant>,
}

/// One run of a clock.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CycleReport {
    /// Counted from 1.
    pub number: u32,
    /// Where it stands, or how it ended.
    pub state: MetricState,
    /// When it began.
    pub started_at: Instant,
    /// When it ended.
    pub stopped_at: Option<Instant>,
    /// Counted time.
    #[serde(rename = "elapsed_s", with = "seconds")]
    pub elapsed: i64,
    /// Its promise.
    #[serde(rename = "target_s", with = "seconds")]
    pub target: i64,
    /// As in [`MetricReport::due_at`].
    pub due_at: Option<Instant>,
    /// As in [`MetricReport::breached_at`].
    pub breached_at: Option<Instant>,
    /// As in [`MetricReport::paused`].
    #[serde(rename = "paused_s", with = "seconds")]
    pub paused: i64,
}

/// One alert of a cycle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AlertReport {
    /// Its name, `percent-75` unless the policy gives another.
    pub alert: String,
    /// The cycle, counted from 1.
    pub cycle: u32,
    /// When it fires; `None` while the clock is paused before it, or when the cycle ended before it.
    pub at: Option<Instant>,
    /// Whether that instant has come.
    pub fired: bool,
    /// The due instant as foreseen when it fires: a later pause does not change it, a new target does.
    pub due_at: Option<Instant>,
    /// Metric, cycle, alert and due instant as one text; put the ticket's id before it ([`key_for`](Self::key_for)).
    pub key: String,
}

impl AlertReport {
    /// The idempotent key of this alert on one ticket: the same alert of the same promise always has the same key, so that a host
    /// that remembers keys never sends it twice.
    #[must_use]
    pub fn key_for(&self, ticket: &str) -> String {
        format!("{}/{}", escape(ticket), self.key)
    }
}

/// `/` and `%` inside a key's part.
pub(super) fn escape(part: &str) -> String {
    part.replace('%', "%25").replace('/', "%2F")
}

/// Microseconds as seconds: a whole number where it is one, else with its fraction.
pub(super) mod seconds {
    use serde::{Deserialize, Deserializer, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref)] // serde's signature
    pub(super) fn serialize<S: Serializer>(us: &i64, s: S) -> Result<S::Ok, S::Error> {
        if us % 1_000_000 == 0 {
            return s.serialize_i64(us / 1_000_000);
        }
        #[allow(clippy::cast_precision_loss)] // exact to the microsecond for 285 years
        s.serialize_f64(*us as f64 / 1e6)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<i64, D::Error> {
        #[allow(clippy::cast_possible_truncation)] // saturates; a report of ours is far below
        f64::deserialize(d).map(|s| (s * 1e6).round() as i64)
    }

    pub(in super::super) mod option {
        use serde::{Deserialize, Deserializer, Serializer};

        #[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref)] // serde's signature
        pub(in super::super::super) fn serialize<S: Serializer>(us: &Option<i64>, s: S) -> Result<S::Ok, S::Error> {
            match us {
                Some(us) => super::serialize(us, s),
                None => s.serialize_none(),
            }
        }

        pub(in super::super::super) fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<Option<i64>, D::Error> {
            #[allow(clippy::cast_possible_truncation)] // as above
            Option::<f64>::deserialize(d).map(|s| s.map(|s| (s * 1e6).round() as i64))
        }
    }
}

//! A whole log as columns: one row per ticket, for tables, frames and other languages.

use super::evaluate::long_before;
use super::policy_set::PolicySet;
use super::replay::replay;
use super::report::{MetricState, seconds};
use super::summary::MetricSummary;
use crate::calendar::Calendars;
use crate::error::{Problem, Result};
use crate::ticket::EventLog;
use crate::time::Instant;
use serde::{Serialize, Serializer};
use std::collections::BTreeMap;

/// Every ticket of a log as of one instant, one row each, in ticket order. As JSON instants are RFC 3339 text and amounts seconds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Columns {
    /// The ids.
    pub ticket: Vec<String>,
    /// The policy of each ticket; `None` when none matches.
    pub policy: Vec<Option<String>>,
    /// The metrics of all policies by name; metrics of the same name in several policies share their columns.
    pub metrics: BTreeMap<String, MetricColumns>,
    /// Remarks, such as a `now` decades before the first event of the log.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<Problem>,
}

/// One metric of every ticket. A ticket whose policy does not have it has no state, no amounts, no instants, and 0 cycles.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct MetricColumns {
    /// Where the current (or last) cycle stands.
    pub state: Vec<Option<MetricState>>,
    /// Counted time of that cycle, microseconds; `None` before the first.
    #[serde(rename = "elapsed_s", serialize_with = "amounts")]
    pub elapsed: Vec<Option<i64>>,
    /// Its promise, microseconds.
    #[serde(rename = "target_s", serialize_with = "amounts")]
    pub target: Vec<Option<i64>>,
    /// When the target is or was used up.
    #[serde(serialize_with = "instants")]
    pub due_at: Vec<Option<i64>>,
    /// When that cycle started.
    #[serde(serialize_with = "instants")]
    pub started_at: Vec<Option<i64>>,
    /// When it ended.
    #[serde(serialize_with = "instants")]
    pub stopped_at: Vec<Option<i64>>,
    /// Cycles begun.
    pub cycles: Vec<u32>,
    /// Whether that cycle is past its target, ended or not.
    pub late: Vec<bool>,
}

/// Evaluates every ticket of a log as of `now` (microseconds) into columns. [`replay`] hands the same answers over one by one.
///
/// ```
/// use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::EventLog, time::{ZoneDb, parse_instant}};
/// let log = EventLog::from_json(r#"{"tickets": {"T-1": [{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer"}]}}"#)?;
/// let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
/// let calendars = Calendars::new(Calendar::always_open());
/// let columns = sla::replay_columns(&set, &calendars, &log, parse_instant("2024-06-03T10:30:00Z")?)?;
/// let json = serde_json::to_value(&columns)?;
/// assert_eq!(json["metrics"]["frt"]["elapsed_s"], serde_json::json!([1800]));
/// assert_eq!(json["metrics"]["frt"]["due_at"], serde_json::json!(["2024-06-03T11:00:00Z"]));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`replay`] and [`PolicySet::bind_log`].
pub fn replay_columns(policies: &PolicySet, calendars: &Calendars, log: &EventLog, now: i64) -> Result<Columns> {
    let bound = policies.bind_log(log, calendars)?;
    let names: Vec<&str> = policies.policy_names().collect();
    let own: Vec<Vec<&str>> = names.iter().map(|p| policies.metric_names(p)).collect();
    let mut columns = Columns {
        ticket: log.tickets().map(|(id, _)| id.to_owned()).collect(),
        policy: Vec::with_capacity(log.len()),
        metrics: own.iter().flatten().map(|name| ((*name).to_owned(), MetricColumns::default())).collect(),
        notes: log_long_before(log, now).into_iter().collect(),
    };
    // Per policy and column, where the metric stands among the policy's own.
    let place = |own: &[&str], name: &String| own.iter().position(|m| m == name);
    let places: Vec<Vec<Option<usize>>> =
        own.iter().map(|own| columns.metrics.keys().map(|name| place(own, name)).collect()).collect();
    replay(&bound, log, now, |_, answer| {
        let places = answer.policy.and_then(|p| places.get(p)).map_or(&[][..], Vec::as_slice);
        for (i, column) in columns.metrics.values_mut().enumerate() {
            column.push(places.get(i).copied().flatten().and_then(|p| answer.metrics.get(p)));
        }
        columns.policy.push(answer.policy.and_then(|p| names.get(p)).map(|name| (*name).to_owned()));
    })?;
    Ok(columns)
}

/// The remark about a `now` decades before every event of a log.
fn log_long_before(log: &EventLog, now: i64) -> Option<Problem> {
    let first = log.tickets().filter_map(|(_, history)| history.events().first()).min_by_key(|e| e.at)?;
    long_before(std::slice::from_ref(first), now)
}

impl MetricColumns {
    fn push(&mut self, row: Option<&MetricSummary>) {
        let begun = row.filter(|m| m.cycles > 0);
        self.state.push(row.map(|m| m.state));
        self.elapsed.push(begun.map(|m| m.elapsed));
        self.target.push(begun.and_then(|m| m.target));
        self.due_at.push(row.and_then(|m| m.due_at));
        self.started_at.push(row.and_then(|m| m.started_at));
        self.stopped_at.push(row.and_then(|m| m.stopped_at));
        self.cycles.push(row.map_or(0, |m| m.cycles));
        self.late.push(row.is_some_and(MetricSummary::is_late));
    }
}

fn amounts<S: Serializer>(column: &[Option<i64>], to: S) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Amount(#[serde(with = "seconds::option")] Option<i64>);
    to.collect_seq(column.iter().map(|us| Amount(*us)))
}

fn instants<S: Serializer>(column: &[Option<i64>], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(column.iter().map(|at| at.map(Instant::of)))
}

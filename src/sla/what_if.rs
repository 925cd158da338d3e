//! What if: the same log under two policies or calendars, and what differs per metric and group.

use super::bind::BoundPolicies;
use super::policy_set::PolicySet;
use super::replay::fault_of;
use super::summary::{MetricSummary, Scratch};
use crate::calendar::Calendars;
use crate::error::Result;
use crate::ticket::{EventLog, Symbol};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A policy set with the calendars it is used with.
#[derive(Debug, Clone, Copy)]
pub struct Variant<'a> {
    /// The policies.
    pub policies: &'a PolicySet,
    /// The calendars.
    pub calendars: &'a Calendars,
}

/// How a metric did in one variant. A cycle has a verdict when it was met, missed, or is open past its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Outcome {
    /// Cycles with a verdict.
    pub verdicts: u64,
    /// Those of them that are late.
    pub late: u64,
    /// Counted time of the tickets' current or last cycles, whole seconds.
    pub elapsed_s: i64,
}

impl Outcome {
    /// The share of cycles in time; `None` without verdicts.
    #[must_use]
    pub fn attainment(&self) -> Option<f64> {
        #[allow(clippy::cast_precision_loss)] // counts far below 2^53
        (self.verdicts > 0).then(|| (self.verdicts - self.late.min(self.verdicts)) as f64 / self.verdicts as f64)
    }
}

/// One metric in one group under both variants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct WhatIfRow {
    /// The metric.
    pub metric: String,
    /// The group; empty when the log is not grouped, or for tickets whose group is not stated.
    pub group: String,
    /// Tickets that have the metric in either variant.
    pub tickets: u64,
    /// Of these, tickets of which the log does not tell what the promise takes in either variant, such as replies: no verdict is theirs.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub untold: u64,
    /// Under the first variant.
    pub before: Outcome,
    /// Under the second.
    pub after: Outcome,
    /// Tickets late before and not after.
    pub better: u64,
    /// Tickets late after and not before.
    pub worse: u64,
}

/// Evaluates every ticket of a log twice as of `now` (microseconds) and compares, per metric and per value of the attribute `group`
/// (one group when `None`). Rows are in order of metric and group.
///
/// # Errors
/// As [`replay`](super::replay) and [`PolicySet::bind_log`]; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an attribute
/// the log does not have.
pub fn what_if(
    log: &EventLog,
    before: Variant<'_>,
    after: Variant<'_>,
    now: i64,
    group: Option<&str>,
) -> Result<Vec<WhatIfRow>> {
    let groups = group.map(|g| log.attribute(g)).transpose()?;
    let bounds = [before.policies.bind_log(log, before.calendars)?, after.policies.bind_log(log, after.calendars)?];
    let mut names: Vec<String> = bounds.iter().flat_map(metric_names).collect();
    names.sort_unstable();
    names.dedup();
    let ids = [ids_of(&bounds[0], &names), ids_of(&bounds[1], &names)];
    let untold = [untold_by(&bounds[0], log), untold_by(&bounds[1], log)];
    let mut unknown: Vec<usize> = Vec::new();
    let (mut scratch, mut rows) = (Scratch::default(), BTreeMap::<(usize, Symbol), WhatIfRow>::new());
    let mut pair: Vec<[Option<MetricSummary>; 2]> = vec![[None; 2]; names.len()];
    for i in 0..log.len() {
        let events = log.events_as_of(i, now);
        pair.fill([None; 2]);
        unknown.clear();
        for (side, (bound, ids)) in bounds.iter().zip(&ids).enumerate() {
            let answer = bound.summarize_us(&events, now, &mut scratch).map_err(|e| fault_of(bound, log, i, now, e))?;
            let own = answer.policy.and_then(|p| ids.get(p)).map_or(&[][..], Vec::as_slice);
            let untold = answer.policy.and_then(|p| untold.get(side)?.get(p)).map_or(&[][..], Vec::as_slice);
            for ((id, metric), untold) in own.iter().zip(answer.metrics).zip(untold) {
                if *untold {
                    unknown.extend(unknown.iter().all(|known| known != id).then_some(*id));
                    continue;
                }
                if let Some(cell) = pair.get_mut(*id).and_then(|p| p.get_mut(side)) {
                    *cell = Some(*metric);
                }
            }
        }
        let group = groups.and_then(|g| g.get(i)).copied().unwrap_or(Symbol::EMPTY);
        let told = |(id, sides): &(usize, &[Option<MetricSummary>; 2])| {
            sides.iter().any(Option::is_some) || unknown.contains(id)
        };
        for (id, sides) in pair.iter().enumerate().filter(told) {
            let row = rows.entry((id, group)).or_insert_with(|| WhatIfRow {
                metric: names.get(id).cloned().unwrap_or_default(),
                group: log.names().name(group).to_owned(),
                tickets: 0,
                untold: 0,
                before: Outcome::default(),
                after: Outcome::default(),
                better: 0,
                worse: 0,
            });
            // A verdict of one side alone is no comparison.
            let both = if unknown.contains(&id) { &[None; 2] } else { sides };
            row.untold += u64::from(unknown.contains(&id));
            row.add(both);
        }
    }
    let mut rows: Vec<WhatIfRow> = rows.into_values().collect();
    rows.sort_by(|a, b| (&a.metric, &a.group).cmp(&(&b.metric, &b.group)));
    Ok(rows)
}

impl WhatIfRow {
    fn add(&mut self, [before, after]: &[Option<MetricSummary>; 2]) {
        self.tickets += 1;
        self.before.add(before.as_ref());
        self.after.add(after.as_ref());
        let late = |m: &Option<MetricSummary>| m.as_ref().is_some_and(|m| m.verdicts().1 > 0);
        self.better += u64::from(late(before) && !late(after));
        self.worse += u64::from(!late(before) && late(after));
    }
}

impl Outcome {
    fn add(&mut self, metric: Option<&MetricSummary>) {
        let Some(m) = metric else { return };
        let (verdicts, late) = m.verdicts();
        self.verdicts += u64::from(verdicts);
        self.late += u64::from(late);
        self.elapsed_s = self.elapsed_s.saturating_add(m.elapsed / crate::time::SECOND);
    }
}

fn metric_names(bound: &BoundPolicies) -> impl Iterator<Item = String> {
    bound.set.0.policies.iter().flat_map(|p| p.metrics.iter().map(|m| m.name.clone()))
}

#[allow(clippy::trivially_copy_pass_by_ref)] // as serde asks
fn is_zero(n: &u64) -> bool {
    *n == 0
}

/// Per policy and metric of one variant, whether the log does not tell what the promise takes.
fn untold_by(bound: &BoundPolicies, log: &EventLog) -> Vec<Vec<bool>> {
    let policies = bound.set.0.policies.iter();
    policies.map(|p| p.metrics.iter().map(|m| m.untold_by(log).is_some()).collect()).collect()
}

/// Per policy and metric of one variant, the number of the metric's name.
fn ids_of(bound: &BoundPolicies, names: &[String]) -> Vec<Vec<usize>> {
    let id = |name: &String| names.binary_search(name).unwrap_or(usize::MAX);
    bound.set.0.policies.iter().map(|p| p.metrics.iter().map(|m| id(&m.name)).collect()).collect()
}

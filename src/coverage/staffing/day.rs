//! Intervals in a row: what each needs, and what is carried over from one into the next.

use super::MAX_INTERVALS;
use super::chat::chat_required;
use super::check::{Goal, Required, Workload, number, positive, servers};
use crate::error::{Error, Result};
use serde::{Deserialize, Serialize};

/// The contacts of a day, interval by interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DayWorkload {
    /// How many come in each interval.
    pub arrivals: Vec<f64>,
    /// The length of an interval, in seconds.
    pub interval_s: f64,
    /// The mean handle time, in seconds.
    pub aht_s: f64,
    /// The mean patience, in seconds: plans by Erlang A; left out, nobody hangs up and it is Erlang C.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mean_patience_s: Option<f64>,
    /// Whether contacts that are still going on when their interval ends count in the ones after it (see [`carried`]).
    #[serde(default)]
    pub carry_over: bool,
    /// How many contacts an agent has at once (default 1): chats, as in [`chat_required`].
    #[serde(default = "one_at_once")]
    pub concurrency: u32,
}

const fn one_at_once() -> u32 {
    1
}

/// What one interval needs.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct SlotPlan {
    /// The traffic, in erlangs.
    pub traffic: f64,
    /// On the queue; 0 where nobody comes.
    pub agents: u32,
    /// To be scheduled.
    pub scheduled_headcount: u32,
    /// The share answered within the threshold with them; 1 where nobody comes.
    pub service_level: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
}

/// What a day needs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct DayPlan {
    /// Each interval.
    pub slots: Vec<SlotPlan>,
    /// The hours on the queue.
    pub agent_hours: f64,
    /// The hours scheduled.
    pub scheduled_hours: f64,
    /// The most agents of an interval. The mean interval would give fewer, and miss the promise at the peak.
    pub peak_agents: u32,
    /// The share answered within the threshold, each interval by its arrivals; `None` where nobody comes.
    pub arrival_weighted_service_level: Option<f64>,
    /// Whether a contact lasts longer than half an interval while intervals are planned each on its own: the figures are then too low
    /// after a peak and too high before it. `carry_over` mends that.
    pub carry_over_warning: bool,
}

/// The traffic of each interval when contacts last into the next ones, in erlangs: the mean number that would be busy at once if nobody
/// waited, contacts spread evenly over the interval in which they come and each lasting the mean handle time.
///
/// ```
/// # use sundesk::coverage::staffing::carried;
/// // Sixty contacts in the first hour, an hour each: half of the work falls into the second.
/// assert_eq!(carried(&[60.0, 0.0, 0.0], 3600.0, 3600.0)?, [30.0, 30.0, 0.0]);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits,
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_INTERVALS`].
pub fn carried(arrivals: &[f64], interval_s: f64, aht_s: f64) -> Result<Vec<f64>> {
    let (interval, aht) = (positive("interval_s", interval_s)?, positive("aht_s", aht_s)?);
    check_arrivals(arrivals)?;
    let mut traffic = vec![0.0; arrivals.len()];
    for (i, come) in arrivals.iter().enumerate() {
        let mut left = aht;
        for (k, place) in (0_u32..).zip(traffic.iter_mut().skip(i)) {
            let falls = here(interval, aht, k);
            *place += come * falls / interval;
            left -= falls;
            if left <= aht * 1e-15 {
                break;
            }
        }
    }
    Ok(traffic)
}

/// How many seconds of a contact fall into the `k`-th interval after the one in which it comes, on average over when in that it comes.
fn here(interval: f64, aht: f64, k: u32) -> f64 {
    // The work done by a time t after the interval's beginning, averaged over arrivals at u in [0, interval]: the mean of min(max(t - u, 0), aht).
    let done = |t: f64| {
        let integral = |x: f64| {
            if x <= 0.0 {
                0.0
            } else if x < aht {
                x * x / 2.0
            } else {
                aht * x - aht * aht / 2.0
            }
        };
        (integral(t) - integral(t - interval)) / interval
    };
    let start = interval * f64::from(k);
    (done(start + interval) - done(start)).max(0.0)
}

fn check_arrivals(arrivals: &[f64]) -> Result<()> {
    if arrivals.len() > MAX_INTERVALS {
        return Err(Error::limit("arrivals", arrivals.len(), format!("at most {MAX_INTERVALS} intervals")));
    }
    for (i, come) in arrivals.iter().enumerate() {
        number(&format!("arrivals[{i}]"), *come, 0.0..=f64::MAX, "a number of contacts, 0 or more")?;
    }
    Ok(())
}

/// What each interval of a day needs.
///
/// ```
/// # use sundesk::coverage::staffing::{DayWorkload, Goal, day};
/// let work = DayWorkload { arrivals: vec![20.0, 110.0, 0.0], interval_s: 1800.0, aht_s: 240.0, mean_patience_s: None, carry_over: false, concurrency: 1 };
/// let plan = day(&work, &Goal { max_occupancy: 0.9, ..Goal::new(0.8, 20.0) })?;
/// assert_eq!(plan.slots.iter().map(|s| s.agents).collect::<Vec<_>>(), [5, 19, 0]);
/// assert_eq!((plan.peak_agents, plan.agent_hours), (19, 12.0));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits,
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_INTERVALS`].
pub fn day(work: &DayWorkload, goal: &Goal) -> Result<DayPlan> {
    check_arrivals(&work.arrivals)?;
    goal.check()?;
    positive("interval_s", work.interval_s)?;
    positive("aht_s", work.aht_s)?;
    servers(1, work.concurrency)?;
    let loads: Vec<f64> = if work.carry_over {
        let traffic = carried(&work.arrivals, work.interval_s, work.aht_s)?;
        traffic.into_iter().map(|erlangs| erlangs * work.interval_s / work.aht_s).collect()
    } else {
        work.arrivals.clone()
    };
    let slots =
        loads.iter().enumerate().map(|(i, come)| slot(work, *come, goal).map_err(|e| e.at(&format!("arrivals[{i}]"))));
    let slots = slots.collect::<Result<Vec<_>>>()?;
    let hours =
        |of: fn(&SlotPlan) -> u32| slots.iter().map(|s| f64::from(of(s))).sum::<f64>() * work.interval_s / 3600.0;
    let come: f64 = work.arrivals.iter().sum();
    let in_time: f64 = work.arrivals.iter().zip(&slots).map(|(come, s)| come * s.service_level).sum();
    Ok(DayPlan {
        agent_hours: hours(|s| s.agents),
        scheduled_hours: hours(|s| s.scheduled_headcount),
        peak_agents: slots.iter().map(|s| s.agents).max().unwrap_or(0),
        arrival_weighted_service_level: (come > 0.0).then(|| in_time / come),
        carry_over_warning: !work.carry_over && work.aht_s > work.interval_s / 2.0,
        slots,
    })
}

fn slot(work: &DayWorkload, arrivals: f64, goal: &Goal) -> Result<SlotPlan> {
    let load = Workload { arrivals, interval_s: work.interval_s, aht_s: work.aht_s };
    let traffic = load.traffic()?;
    if arrivals <= 0.0 {
        return Ok(SlotPlan { traffic, agents: 0, scheduled_headcount: 0, service_level: 1.0, occupancy: 0.0 });
    }
    let needed = chat_required(&load, work.concurrency, work.mean_patience_s, goal)?;
    let Required { agents, scheduled_headcount, service_level, occupancy, .. } = needed;
    Ok(SlotPlan { traffic, agents, scheduled_headcount, service_level, occupancy })
}

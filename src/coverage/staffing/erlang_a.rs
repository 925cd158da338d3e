//! Erlang A (M/M/n+M): people wait, and hang up when their patience ends.

use super::MAX_AGENTS;
use super::check::{
    Goal, Required, SLACK, Workload, agents as checked_agents, headcount, least_agents, positive, servers, target,
};
use super::erlang_b::{inverse_blocking, least};
use super::quadrature::Offered;
use crate::error::{Error, Result};
use serde::Serialize;

/// A queue from which people hang up after a patience that is exponential around its mean.
///
/// There are two service levels, and reports mix them up. `service_level` is the share served within the threshold of all who came;
/// `service_level_excl_short_abandons` leaves those out who hung up within it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangA {
    /// The traffic offered, in erlangs.
    pub traffic: f64,
    /// The share that finds everybody busy.
    pub wait_probability: f64,
    /// The share that hangs up.
    pub abandon_probability: f64,
    /// The mean wait of all, whether they are served or hang up, in seconds.
    pub mean_wait_all_s: f64,
    /// The mean wait of those who are served, in seconds.
    pub mean_wait_served_s: f64,
    /// The share served within the threshold, of all contacts.
    pub service_level: f64,
    /// The same, of all contacts but those that hung up within the threshold.
    pub service_level_excl_short_abandons: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// How many wait, on average.
    pub avg_queue: f64,
}

/// The figures of `agents` agents under a workload, for people with a mean patience, with a threshold of `target_s` seconds. There is a
/// steady state at any load.
///
/// Source of the formulas: A. Mandelbaum and S. Zeltyn, "Service engineering in action: the Palm/Erlang-A queue" (2007), with the offered
/// wait of the M/M/n+G queue.
///
/// ```
/// # use sundesk::coverage::staffing::{Workload, erlang_a};
/// let calls = Workload { arrivals: 100.0, interval_s: 1800.0, aht_s: 180.0 };
/// let queue = erlang_a(&calls, 300.0, 14, 20.0)?;
/// assert!((queue.abandon_probability - 0.013_984).abs() < 1e-6);
/// // Those who hang up are those in the queue over their patience.
/// assert!((queue.abandon_probability - queue.mean_wait_all_s / 300.0).abs() < 1e-12);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits.
pub fn erlang_a(work: &Workload, mean_patience_s: f64, agents: u32, target_s: f64) -> Result<ErlangA> {
    let traffic = work.traffic()?;
    let (patience, agents) = (positive("mean_patience_s", mean_patience_s)?, checked_agents(agents)?);
    let target_s = target(target_s)?;
    Ok(queue(traffic, work, patience, agents, target_s))
}

fn queue(traffic: f64, work: &Workload, patience: f64, agents: u32, target_s: f64) -> ErlangA {
    if traffic <= 0.0 {
        return idle();
    }
    let n = f64::from(agents);
    let offered =
        Offered { arrivals: work.arrivals / work.interval_s, leaving: 1.0 / patience, serving: n / work.aht_s };
    let stays = |x: f64| (-x / patience).exp();
    let leaves = |x: f64| -(-x / patience).exp_m1();
    let all = offered.integral(0.0, f64::INFINITY, |_| 1.0);
    // All probabilities are relative to that of n - 1 busy, and e^scale of it.
    let free = inverse_blocking(traffic, agents - 1);
    if !free.is_finite() {
        return ErlangA { occupancy: traffic / n, traffic, ..idle() };
    }
    let scale = all.scale.max(0.0);
    let free = free * (-scale).exp();
    let whole = free + offered.arrivals * all.over(scale);
    let share = |integral: super::quadrature::Scaled| offered.arrivals * integral.over(scale) / whole;
    let abandon = share(offered.integral(0.0, f64::INFINITY, leaves));
    let served = free / whole + share(offered.integral(0.0, f64::INFINITY, stays));
    let in_time = free / whole + share(offered.integral(0.0, target_s, stays));
    let longer = share(offered.integral(target_s, f64::INFINITY, |_| 1.0));
    ErlangA {
        traffic,
        wait_probability: share(all),
        abandon_probability: abandon,
        mean_wait_all_s: abandon * patience,
        mean_wait_served_s: share(offered.integral(0.0, f64::INFINITY, |x| x * stays(x))) / served,
        service_level: in_time,
        service_level_excl_short_abandons: in_time / (in_time + longer * stays(target_s)),
        occupancy: traffic * served / n,
        avg_queue: offered.arrivals * abandon * patience,
    }
}

fn idle() -> ErlangA {
    ErlangA {
        traffic: 0.0,
        wait_probability: 0.0,
        abandon_probability: 0.0,
        mean_wait_all_s: 0.0,
        mean_wait_served_s: 0.0,
        service_level: 1.0,
        service_level_excl_short_abandons: 1.0,
        occupancy: 0.0,
        avg_queue: 0.0,
    }
}

/// The least number of agents that keeps `goal` for people with a mean patience; at least one. It may be below the traffic: those who
/// hang up need nobody.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits, and where more than [`MAX_AGENTS`] are needed.
pub fn erlang_a_required(work: &Workload, mean_patience_s: f64, goal: &Goal) -> Result<Required> {
    required_with(work, mean_patience_s, 1, goal)
}

/// Agents who have so many contacts at once each.
pub(super) fn required_with(work: &Workload, mean_patience_s: f64, concurrency: u32, goal: &Goal) -> Result<Required> {
    let traffic = work.traffic()?;
    let patience = positive("mean_patience_s", mean_patience_s)?;
    goal.check()?;
    let of = |servers: u32| queue(traffic, work, patience, servers, goal.target_s);
    let keeps = |servers: u32| {
        let q = of(servers);
        q.service_level >= goal.service_level * (1.0 - SLACK)
            && goal.max_asa_s.is_none_or(|asa| q.mean_wait_all_s <= asa * (1.0 + SLACK))
            && q.abandon_probability <= goal.max_abandon * (1.0 + SLACK)
            && q.occupancy <= goal.max_occupancy * (1.0 + SLACK)
    };
    let over = || Error::out_of_range("traffic", traffic, format!("traffic for at most {MAX_AGENTS} agents"));
    let agents = least_agents(least(1, MAX_AGENTS, keeps).ok_or_else(over)?, concurrency)?;
    let q = of(servers(agents, concurrency)?);
    Ok(Required {
        agents,
        scheduled_headcount: headcount(agents, goal.shrinkage)?,
        service_level: q.service_level,
        abandon_probability: q.abandon_probability,
        occupancy: q.occupancy,
        asa_s: q.mean_wait_all_s,
    })
}

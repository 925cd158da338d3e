//! Erlang C: everybody waits until an agent is free.

use super::check::{
    Goal, Required, SLACK, Workload, agents as checked_agents, headcount, least_agents, positive, servers, target,
    whole_down, whole_up,
};
use super::erlang_b::{inverse_blocking, root};
use super::{MAX_AGENTS, MAX_TRAFFIC};
use crate::error::{Error, Result};
use serde::Serialize;

/// A queue from which nobody hangs up.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangC {
    /// The traffic, in erlangs.
    pub traffic: f64,
    /// How many contacts can be served at once: the agents, or agents times chats.
    pub servers: u32,
    /// The share that finds everybody busy.
    pub wait_probability: f64,
    /// The share answered within the threshold, of all contacts.
    pub service_level: f64,
    /// The average speed of answer: the mean wait of all contacts, in seconds.
    pub asa_s: f64,
    /// The mean wait of those who wait, in seconds.
    pub mean_wait_of_delayed_s: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// How many wait, on average.
    pub avg_queue: f64,
    /// The wait that one contact in ten exceeds, in seconds.
    pub wait_p90_s: f64,
}

/// Which bound decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Binding {
    /// The share answered within the threshold.
    ServiceLevel,
    /// The mean wait.
    Asa,
    /// The share of an agent's time spent on contacts.
    Occupancy,
}

impl Binding {
    /// Its word.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Binding::ServiceLevel => "service_level",
            Binding::Asa => "asa",
            Binding::Occupancy => "occupancy",
        }
    }
}

/// The most contacts that so many agents can take.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MaxArrivals {
    /// Contacts an hour.
    pub arrivals_per_hour: f64,
    /// The bound that more would break.
    pub binding: Binding,
}

/// The share that waits, and the share that does not: C(n, A) and 1 − C(n, A), each from positive parts only.
fn waits(traffic: f64, servers: u32) -> (f64, f64) {
    if traffic <= 0.0 {
        return (0.0, 1.0);
    }
    let (n, inverse) = (f64::from(servers), inverse_blocking(traffic, servers));
    let spare = n - traffic;
    let all = spare * inverse + traffic;
    if all.is_finite() { (n / all, spare * (inverse - 1.0) / all) } else { (0.0, 1.0) }
}

/// The share answered within a threshold that is `reach` mean waits of the delayed.
fn level((waits, served): (f64, f64), reach: f64) -> f64 {
    served - waits * (-reach).exp_m1()
}

fn unstable(traffic: f64, servers: u32) -> Error {
    let expected =
        format!("more agents than the traffic of {traffic} erlangs: the queue is unstable and grows without end");
    Error::out_of_range("agents", servers, expected)
}

/// The figures of `agents` agents under a workload, with a threshold of `target_s` seconds.
///
/// ```
/// # use sundesk::coverage::staffing::{Workload, erlang_c};
/// // Two erlangs and three agents: by hand, C = 4/9 and 8/9 wait on average.
/// let queue = erlang_c(&Workload { arrivals: 2.0, interval_s: 60.0, aht_s: 60.0 }, 3, 20.0)?;
/// assert!((queue.wait_probability - 4.0 / 9.0).abs() < 1e-12);
/// assert!((queue.avg_queue - 8.0 / 9.0).abs() < 1e-12);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) where traffic is at or above the number of agents (the queue is unstable), and
/// for numbers outside their limits.
pub fn erlang_c(work: &Workload, agents: u32, target_s: f64) -> Result<ErlangC> {
    let (traffic, servers, reach) = (work.traffic()?, checked_agents(agents)?, target(target_s)?);
    queue(traffic, work.aht_s, servers, reach)
}

/// [`erlang_c`] of agents who have several chats at once: as many servers as agents times chats. The handle time of the workload is the
/// length of one chat at that concurrency. How many agents it takes, [`chat_required`](super::chat_required) says.
///
/// # Errors
/// As [`erlang_c`]; and for no chats, or more than [`MAX_AGENTS`] at once.
pub fn chat(work: &Workload, agents: u32, concurrency: u32, target_s: f64) -> Result<ErlangC> {
    let servers = servers(checked_agents(agents)?, concurrency)?;
    queue(work.traffic()?, work.aht_s, servers, target(target_s)?)
}

fn queue(traffic: f64, aht_s: f64, servers: u32, target_s: f64) -> Result<ErlangC> {
    let n = f64::from(servers);
    if traffic >= n {
        return Err(unstable(traffic, servers));
    }
    let shares = waits(traffic, servers);
    let delayed = aht_s / (n - traffic);
    Ok(ErlangC {
        traffic,
        servers,
        wait_probability: shares.0,
        service_level: level(shares, target_s / delayed),
        asa_s: shares.0 * delayed,
        mean_wait_of_delayed_s: delayed,
        occupancy: traffic / n,
        avg_queue: shares.0 * traffic / (n - traffic),
        wait_p90_s: if shares.0 > 0.1 { delayed * (shares.0 * 10.0).ln() } else { 0.0 },
    })
}

/// The least number of agents that keeps `goal`: at least one, also where nobody comes, and more than the traffic. A bound that is just reached is kept.
///
/// ```
/// # use sundesk::coverage::staffing::{Goal, Workload, erlang_c_required};
/// let calls = Workload { arrivals: 100.0, interval_s: 1800.0, aht_s: 180.0 };
/// let needed = erlang_c_required(&calls, &Goal { shrinkage: 0.3, ..Goal::new(0.8, 20.0) })?;
/// assert_eq!((needed.agents, needed.scheduled_headcount), (14, 20));
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits.
pub fn erlang_c_required(work: &Workload, goal: &Goal) -> Result<Required> {
    required_with(work, 1, goal)
}

/// Agents who have so many contacts at once each.
pub(super) fn required_with(work: &Workload, concurrency: u32, goal: &Goal) -> Result<Required> {
    let traffic = work.traffic()?;
    goal.check()?;
    let agents = least_agents(required(traffic, work.aht_s, goal)?, concurrency)?;
    let servers = servers(agents, concurrency)?;
    let delayed = work.aht_s / (f64::from(servers) - traffic);
    let shares = waits(traffic, servers);
    Ok(Required {
        agents,
        scheduled_headcount: headcount(agents, goal.shrinkage)?,
        service_level: level(shares, goal.target_s / delayed),
        occupancy: traffic / f64::from(servers),
        asa_s: shares.0 * delayed,
        abandon_probability: 0.0,
    })
}

/// Goes up from the least stable number, by recursion: 1/B(n+1) = 1 + (n+1)/A · 1/B(n), and a constant factor for the threshold.
fn required(traffic: f64, aht_s: f64, goal: &Goal) -> Result<u32> {
    let over = || Error::out_of_range("traffic", traffic, format!("traffic for at most {MAX_AGENTS} agents"));
    let busy = whole_up(traffic / goal.max_occupancy).ok_or_else(over)?;
    let mut agents = whole_down(traffic).saturating_add(1).max(busy);
    if traffic <= 0.0 {
        return Ok(1);
    }
    let (a, per_a) = (traffic, 1.0 / traffic);
    let mut n = f64::from(agents);
    let mut inverse = inverse_blocking(a, agents);
    let one_more = (-goal.target_s / aht_s).exp();
    let mut waits_longer = (-(n - a) * goal.target_s / aht_s).exp();
    let missed = (1.0 - goal.service_level) * (1.0 + SLACK);
    let longest = goal.max_asa_s.map_or(f64::INFINITY, |asa| asa / aht_s * (1.0 + SLACK));
    // C e^(-…) <= 1 - goal, and C · aht/(n - A) <= max_asa, with C = n / ((n - A)/B + A).
    let keeps = |n: f64, inverse: f64, waits_longer: f64| {
        let all = (n - a) * inverse + a;
        n * waits_longer <= missed * all && n <= longest * (n - a) * all
    };
    while !keeps(n, inverse, waits_longer) {
        n += 1.0;
        agents += 1;
        inverse = 1.0 + n * per_a * inverse;
        waits_longer *= one_more;
        if agents > MAX_AGENTS {
            return Err(over());
        }
    }
    if agents > MAX_AGENTS { Err(over()) } else { Ok(agents) }
}

/// The most contacts an hour with which so many agents keep `goal`.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for numbers outside their limits.
pub fn erlang_c_max_arrivals(agents: u32, aht_s: f64, goal: &Goal) -> Result<MaxArrivals> {
    let (agents, aht_s) = (checked_agents(agents)?, positive("aht_s", aht_s)?);
    goal.check()?;
    let n = f64::from(agents);
    if n > MAX_TRAFFIC {
        return Err(Error::out_of_range("agents", agents, format!("at most {MAX_TRAFFIC} agents")));
    }
    let answered = |traffic: f64| level(waits(traffic, agents), goal.target_s * (n - traffic) / aht_s);
    let late = |traffic: f64| goal.service_level - answered(traffic);
    let slow = |traffic: f64| goal.max_asa_s.map_or(-1.0, |asa| waits(traffic, agents).0 * aht_s / (n - traffic) - asa);
    let busiest = n * goal.max_occupancy;
    let (mut traffic, mut binding) = (busiest, Binding::Occupancy);
    if goal.service_level > 0.0 && (traffic >= n || late(traffic) > 0.0) {
        (traffic, binding) = (root(f64::MIN_POSITIVE, traffic, late), Binding::ServiceLevel);
    }
    if goal.max_asa_s.is_some() && (traffic >= n || slow(traffic) > 0.0) {
        (traffic, binding) = (root(f64::MIN_POSITIVE, traffic, slow), Binding::Asa);
    }
    Ok(MaxArrivals { arrivals_per_hour: traffic / aht_s * 3600.0, binding })
}

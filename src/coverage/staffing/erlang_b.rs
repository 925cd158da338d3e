//! Erlang B: a contact that finds everybody busy is lost.

use super::MAX_AGENTS;
use super::check::{SLACK, agents as checked_agents, number, traffic as checked_traffic};
use crate::error::{Error, Result};
use serde::Serialize;

/// A group of agents without a queue.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangB {
    /// The share of contacts that find everybody busy.
    pub blocking: f64,
    /// The traffic that is served, in erlangs.
    pub carried: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
}

/// The least number of agents for a share of lost contacts.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ErlangBRequired {
    /// So many agents.
    pub agents: u32,
    /// The share that is lost with them.
    pub blocking: f64,
}

/// `1 / B(n, A)`, infinite where the probability is below what a float holds. `A` is above 0.
///
/// The terms of the sum are the states from `n` down, relative to state `n`.
pub(super) fn inverse_blocking(traffic: f64, agents: u32) -> f64 {
    let (inverse, mut left) = (1.0 / traffic, f64::from(agents));
    let (mut term, mut sum) = (1.0, 1.0);
    while left > 0.0 {
        term *= left * inverse;
        sum += term;
        // Once the terms fall they fall ever faster.
        if left < traffic && term < sum * 1e-17 {
            break;
        }
        left -= 1.0;
    }
    sum
}

/// The figures of `agents` agents under `traffic` erlangs.
///
/// ```
/// # use sundesk::coverage::staffing::erlang_b;
/// let two = erlang_b(1.0, 2)?; // by hand: (1/2) / (1 + 1 + 1/2)
/// assert!((two.blocking - 0.2).abs() < 1e-12);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for traffic below 0 or above [`MAX_TRAFFIC`](super::MAX_TRAFFIC), and for
/// no agents or more than [`MAX_AGENTS`].
pub fn erlang_b(traffic: f64, agents: u32) -> Result<ErlangB> {
    let (traffic, agents) = (checked_traffic(traffic)?, checked_agents(agents)?);
    if traffic <= 0.0 {
        return Ok(ErlangB { blocking: 0.0, carried: 0.0, occupancy: 0.0 });
    }
    let inverse = inverse_blocking(traffic, agents);
    // 1 - 1/x without taking nearly equal numbers from each other.
    let carried = traffic * ((inverse - 1.0) / inverse);
    let carried = if carried.is_finite() { carried } else { traffic };
    Ok(ErlangB { blocking: 1.0 / inverse, carried, occupancy: carried / f64::from(agents) })
}

/// The traffic of which a share `blocking` is lost with so many agents, in erlangs.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a share that is not between 0 and 1, both excluded, a number of agents
/// as in [`erlang_b`], and an answer above [`MAX_TRAFFIC`](super::MAX_TRAFFIC).
pub fn erlang_b_traffic(agents: u32, blocking: f64) -> Result<f64> {
    let agents = checked_agents(agents)?;
    if !(blocking > 0.0 && blocking < 1.0) {
        return Err(Error::out_of_range("blocking", blocking, "a share above 0 and below 1"));
    }
    let loses = |traffic: f64| 1.0 / inverse_blocking(traffic, agents);
    let mut high = f64::from(agents);
    while loses(high) < blocking {
        high *= 2.0;
        checked_traffic(high / 2.0)?;
    }
    checked_traffic(root(f64::MIN_POSITIVE, high, |traffic| loses(traffic) - blocking))
}

/// The least number of agents with whom no more than a share `max_blocking` is lost.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for traffic as in [`erlang_b`], a share that is not above 0 and at most 1, and
/// more than [`MAX_AGENTS`].
pub fn erlang_b_required(traffic: f64, max_blocking: f64) -> Result<ErlangBRequired> {
    let traffic = checked_traffic(traffic)?;
    if max_blocking <= 0.0 {
        return Err(Error::out_of_range("max_blocking", max_blocking, "a share above 0, to 1"));
    }
    number("max_blocking", max_blocking, 0.0..=1.0, "a share above 0, to 1")?;
    if traffic <= 0.0 {
        return Ok(ErlangBRequired { agents: 1, blocking: 0.0 });
    }
    let wanted = 1.0 / max_blocking;
    let agents = least(1, MAX_AGENTS, |n| inverse_blocking(traffic, n) * (1.0 + SLACK) >= wanted);
    let agents = agents
        .ok_or_else(|| Error::out_of_range("traffic", traffic, format!("traffic for at most {MAX_AGENTS} agents")))?;
    Ok(ErlangBRequired { agents, blocking: 1.0 / inverse_blocking(traffic, agents) })
}

/// The least number from `low` to `high` for which something holds that holds for all above it.
pub(super) fn least(low: u32, high: u32, holds: impl Fn(u32) -> bool) -> Option<u32> {
    let (mut below, mut step) = (low, 1_u32);
    if holds(low) {
        return Some(low);
    }
    let mut found = loop {
        let next = below.saturating_add(step).min(high);
        if holds(next) {
            break next;
        }
        if next == high {
            return None;
        }
        (below, step) = (next, step.saturating_mul(2));
    };
    while found - below > 1 {
        let middle = below + (found - below) / 2;
        if holds(middle) { found = middle } else { below = middle }
    }
    Some(found)
}

/// Where an increasing function is 0, by halving until floats have nothing between.
pub(super) fn root(mut low: f64, mut high: f64, value: impl Fn(f64) -> f64) -> f64 {
    // The ends are positive: halved by their quotient while far apart, then by their difference.
    for _ in 0..200 {
        let middle = if high > 4.0 * low { low.sqrt() * high.sqrt() } else { low + (high - low) / 2.0 };
        if middle <= low || middle >= high {
            break;
        }
        if value(middle) < 0.0 { low = middle } else { high = middle }
    }
    low + (high - low) / 2.0
}

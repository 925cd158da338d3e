//! What goes into the formulas, checked.

use super::{MAX_AGENTS, MAX_SECONDS, MAX_TRAFFIC};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Contacts that come in an interval, and how long each takes.
///
/// ```
/// use sundesk::coverage::staffing::Workload;
/// let calls = Workload { arrivals: 100.0, interval_s: 1800.0, aht_s: 180.0 };
/// assert_eq!(calls.traffic()?, 10.0);
/// # Ok::<(), sundesk::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Workload {
    /// How many contacts come in the interval.
    pub arrivals: f64,
    /// The length of the interval, in seconds.
    pub interval_s: f64,
    /// The mean handle time, in seconds: talk, hold and what is written up afterwards.
    pub aht_s: f64,
}

impl Workload {
    /// Arrivals per interval times handle time, in erlangs: how many would be busy at once if nobody waited.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for negative arrivals, times that are not above 0, and more than
    /// [`MAX_TRAFFIC`].
    pub fn traffic(&self) -> Result<f64> {
        number("arrivals", self.arrivals, 0.0..=f64::MAX, "a number of contacts, 0 or more")?;
        positive("interval_s", self.interval_s)?;
        positive("aht_s", self.aht_s)?;
        traffic(self.arrivals / self.interval_s * self.aht_s)
    }
}

/// What is promised, and how much of people's time may go into it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Goal {
    /// The threshold of the wait, in seconds.
    pub target_s: f64,
    /// The least share answered within it, from 0 to below 1.
    pub service_level: f64,
    /// The greatest mean wait, in seconds; left out, any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_asa_s: Option<f64>,
    /// The greatest share of an agent's time spent on contacts (default 1).
    #[serde(default = "one")]
    pub max_occupancy: f64,
    /// The greatest share that may hang up; for Erlang A (default 1).
    #[serde(default = "one")]
    pub max_abandon: f64,
    /// The share of paid time in which people are not on the queue: breaks, training, absence (default 0).
    #[serde(default)]
    pub shrinkage: f64,
}

fn one() -> f64 {
    1.0
}

impl Goal {
    /// A share answered within so many seconds, and nothing else asked for.
    ///
    /// ```
    /// use sundesk::coverage::staffing::Goal;
    /// let eighty_twenty = Goal::new(0.8, 20.0);
    /// assert_eq!((eighty_twenty.max_occupancy, eighty_twenty.shrinkage), (1.0, 0.0));
    /// ```
    #[must_use]
    pub const fn new(service_level: f64, target_s: f64) -> Self {
        Self { target_s, service_level, max_asa_s: None, max_occupancy: 1.0, max_abandon: 1.0, shrinkage: 0.0 }
    }

    pub(super) fn check(&self) -> Result<()> {
        target(self.target_s)?;
        let share = |v: f64| (0.0..1.0).contains(&v);
        if !share(self.service_level) {
            return Err(Error::out_of_range(
                "service_level",
                self.service_level,
                "a share from 0 to below 1, such as 0.8",
            ));
        }
        if !(self.max_occupancy > 0.0 && self.max_occupancy <= 1.0) {
            return Err(Error::out_of_range("max_occupancy", self.max_occupancy, "a share above 0, to 1"));
        }
        self.max_asa_s.map_or(Ok(0.0), |asa| positive("max_asa_s", asa))?;
        number("max_abandon", self.max_abandon, 0.0..=1.0, "a share from 0 to 1")?;
        if !share(self.shrinkage) {
            return Err(Error::out_of_range("shrinkage", self.shrinkage, "a share from 0 to below 1"));
        }
        Ok(())
    }
}

/// The least number of agents that keeps a [`Goal`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Required {
    /// On the queue.
    pub agents: u32,
    /// To be scheduled, shrinkage considered.
    pub scheduled_headcount: u32,
    /// The share answered within the threshold, of all contacts.
    pub service_level: f64,
    /// The share of an agent's time spent on contacts.
    pub occupancy: f64,
    /// The mean wait of all contacts, in seconds.
    pub asa_s: f64,
    /// The share that hangs up; 0 by Erlang C.
    pub abandon_probability: f64,
}

/// How many people to schedule so that `agents` are on the queue: `agents / (1 − shrinkage)`, rounded up.
///
/// ```
/// # use sundesk::coverage::staffing::headcount;
/// assert_eq!(headcount(14, 0.3)?, 20);
/// assert_eq!(headcount(15, 0.3)?, 22);
/// # Ok::<(), sundesk::Error>(())
/// ```
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a shrinkage outside 0 to below 1.
pub fn headcount(agents: u32, shrinkage: f64) -> Result<u32> {
    if !(0.0..1.0).contains(&shrinkage) {
        return Err(Error::out_of_range("shrinkage", shrinkage, "a share from 0 to below 1"));
    }
    whole_up(f64::from(agents) / (1.0 - shrinkage))
        .ok_or_else(|| Error::out_of_range("shrinkage", shrinkage, "a share with which the headcount stays below 2^32"))
}

/// A bound that is met to this part of it is met: what sums of decimals leave over is no agent.
pub(super) const SLACK: f64 = 1e-12;

/// The least whole number not below, but for [`SLACK`].
pub(super) fn whole_up(value: f64) -> Option<u32> {
    let up = (value * (1.0 - SLACK)).ceil();
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // a whole number in the range of u32
    (up >= 0.0 && up <= f64::from(u32::MAX)).then_some(up as u32)
}

/// The greatest whole number not above.
pub(super) fn whole_down(value: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to the range of u32
    let down = value.floor().clamp(0.0, f64::from(u32::MAX)) as u32;
    down
}

pub(super) fn number(path: &str, value: f64, range: std::ops::RangeInclusive<f64>, expected: &str) -> Result<f64> {
    if range.contains(&value) { Ok(value) } else { Err(Error::out_of_range(path, value, expected)) }
}

pub(super) fn positive(path: &str, value: f64) -> Result<f64> {
    let expected = format!("a number of seconds above 0, to {MAX_SECONDS}");
    if value > 0.0 {
        number(path, value, 0.0..=MAX_SECONDS, &expected)
    } else {
        Err(Error::out_of_range(path, value, expected))
    }
}

pub(super) fn traffic(value: f64) -> Result<f64> {
    number("traffic", value, 0.0..=MAX_TRAFFIC, &format!("0 to {MAX_TRAFFIC} erlangs"))
}

pub(super) fn target(value: f64) -> Result<f64> {
    number("target_s", value, 0.0..=MAX_SECONDS, &format!("a number of seconds from 0 to {MAX_SECONDS}"))
}

pub(super) fn agents(value: u32) -> Result<u32> {
    if (1..=MAX_AGENTS).contains(&value) {
        Ok(value)
    } else {
        Err(Error::out_of_range("agents", value, format!("1 to {MAX_AGENTS} agents")))
    }
}

/// How many contacts agents have at once.
pub(super) fn servers(agents: u32, concurrency: u32) -> Result<u32> {
    let expected = format!("1 contact at once or more, and at most {MAX_AGENTS} with all agents");
    let all = agents.checked_mul(concurrency).filter(|all| (1..=MAX_AGENTS).contains(all));
    all.ok_or_else(|| Error::out_of_range("concurrency", concurrency, expected))
}

/// The agents who have so many contacts at once together.
pub(super) fn least_agents(contacts: u32, concurrency: u32) -> Result<u32> {
    servers(1, concurrency).map(|each| contacts.div_ceil(each))
}

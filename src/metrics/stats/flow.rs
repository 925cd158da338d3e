//! What is open at an instant, and whether arrivals, times and backlog fit together.

use super::{finite, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How many tickets were open at each of some instants.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BacklogOf {
    /// Of each ticket when it came and when it was resolved, `null` while it is not; any unit.
    pub tickets: Vec<(f64, Option<f64>)>,
    /// The instants asked about.
    pub at: Vec<f64>,
}

/// What was open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Backlog {
    /// Tickets that had come by each instant and were not resolved by then, in the order asked.
    pub open: Vec<u64>,
}

impl BacklogOf {
    /// Counts `came <= at < resolved`: one resolved at the very instant is not open, one that came at it is.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no number, or a ticket resolved before it came.
    pub fn compute(&self) -> Result<Backlog> {
        super::all_finite(&self.at, "at")?;
        for (i, (came, went)) in self.tickets.iter().enumerate() {
            finite(*came, &format!("tickets[{i}][0]"))?;
            let Some(went) = *went else { continue };
            if finite(went, &format!("tickets[{i}][1]"))? < *came {
                return Err(Error::invalid(format!("tickets[{i}][1]"), went, format!("not before it came, at {came}")));
            }
        }
        // Came by then less gone by then: two sorted lists instead of every ticket at every instant.
        let mut came: Vec<f64> = self.tickets.iter().map(|t| t.0).collect();
        let mut went: Vec<f64> = self.tickets.iter().filter_map(|t| t.1).collect();
        came.sort_by(f64::total_cmp);
        went.sort_by(f64::total_cmp);
        let by = |list: &[f64], at: f64| list.partition_point(|v| *v <= at);
        let open = |at: &f64| u64::try_from(by(&came, *at).saturating_sub(by(&went, *at))).unwrap_or(u64::MAX);
        Ok(Backlog { open: self.at.iter().map(open).collect() })
    }
}

/// The backlog that arrivals and handling times make in the long run (Little's law).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LittlesLawOf {
    /// Arrivals in a unit of time.
    pub arrivals: f64,
    /// How long each stays on average, in the same unit.
    pub mean_time: f64,
    /// The mean backlog that was seen, to compare.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub observed: Option<f64>,
}

/// Little's law: in the long run the mean backlog is arrivals times the mean time.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LittlesLaw {
    /// The backlog that arrivals and times make.
    pub mean_backlog: f64,
    /// The backlog seen over it: far from 1, the log is not complete or the desk is not in balance.
    pub observed_ratio: Option<f64>,
}

impl LittlesLawOf {
    /// Multiplies.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is negative or no number.
    pub fn compute(&self) -> Result<LittlesLaw> {
        for (name, value) in
            [("arrivals", Some(self.arrivals)), ("mean_time", Some(self.mean_time)), ("observed", self.observed)]
        {
            if let Some(value) = value.filter(|v| !v.is_finite() || *v < 0.0) {
                return Err(Error::invalid(name, value, "a number, not negative"));
            }
        }
        let mean_backlog = finite(self.arrivals * self.mean_time, "arrivals")?;
        Ok(LittlesLaw { mean_backlog, observed_ratio: self.observed.and_then(|o| quotient(o, mean_backlog)) })
    }
}

//! Which few causes make most of the work.

use super::{number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn most() -> f64 {
    0.8
}

/// Which few causes make most of the work.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ParetoOf {
    /// How often, by cause.
    pub counts: BTreeMap<String, u64>,
    /// The share that the vital few reach; default 0.8.
    #[serde(default = "most")]
    pub threshold: f64,
}

/// A cause.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ParetoEntry {
    /// Its name.
    pub cause: String,
    /// How often it came up.
    pub count: u64,
    /// Its share of all; `null` where there is none at all.
    pub share: Option<f64>,
    /// The share of this cause and those before it.
    pub cumulative: Option<f64>,
}

/// Causes from the most frequent on, equal ones in the order of their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Pareto {
    /// All together.
    pub n: u64,
    /// The causes.
    pub causes: Vec<ParetoEntry>,
    /// The fewest of them that reach the threshold.
    pub vital_few: Vec<String>,
    /// The threshold.
    pub threshold: f64,
}

impl ParetoOf {
    /// Sorts them.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a threshold that is no share above 0, or counts past 2^64.
    pub fn compute(&self) -> Result<Pareto> {
        if !(self.threshold > 0.0 && self.threshold <= 1.0) {
            return Err(Error::out_of_range("threshold", self.threshold, "a share above 0, up to 1"));
        }
        let mut sorted: Vec<(&String, u64)> = self.counts.iter().map(|(name, n)| (name, *n)).collect();
        sorted.sort_by_key(|cause| std::cmp::Reverse(cause.1)); // stable: names stay in order
        let mut n = 0_u64;
        for (name, count) in &sorted {
            let fits = n.checked_add(*count);
            n = fits
                .ok_or_else(|| Error::out_of_range(format!("counts.{name}"), count, "counts that add up below 2^64"))?;
        }
        let (mut so_far, mut causes, mut vital_few) = (0_u64, Vec::new(), Vec::new());
        for (name, count) in sorted {
            let before = quotient(number(so_far), number(n));
            if before.is_some_and(|share| share < self.threshold) {
                vital_few.push(name.clone());
            }
            so_far += count;
            causes.push(ParetoEntry {
                cause: name.clone(),
                count,
                share: quotient(number(count), number(n)),
                cumulative: quotient(number(so_far), number(n)),
            });
        }
        Ok(Pareto { n, causes, vital_few, threshold: self.threshold })
    }
}

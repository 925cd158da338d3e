//! Percentiles of numbers by every named method, and counts between limits.

use super::all_finite;
use crate::error::{Error, Result};
use crate::metrics::percentile::{PercentileMethod, Share};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

fn usual() -> Vec<f64> {
    vec![50.0, 90.0, 95.0, 99.0]
}

/// Percentiles of numbers by any of nine named methods, and counts between limits.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct QuantilesOf {
    /// The numbers, in any order.
    pub values: Vec<f64>,
    /// How often each number stands for itself; left out, once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weights: Option<Vec<u64>>,
    /// Which percentiles, from 0 to 100, to four places; default 50, 90, 95 and 99.
    #[serde(default = "usual")]
    pub percentiles: Vec<f64>,
    /// By which methods; default the nearest rank.
    #[serde(default = "nearest")]
    pub methods: Vec<PercentileMethod>,
    /// Limits in ascending order: values are counted below the first, from each up to the next, and from the last on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub edges: Option<Vec<f64>>,
}

fn nearest() -> Vec<PercentileMethod> {
    vec![PercentileMethod::NearestRank]
}

/// Percentiles by method.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Quantiles {
    /// Numbers, each as often as its weight says.
    pub n: u64,
    /// The least; `null` without numbers.
    pub min: Option<f64>,
    /// The greatest.
    pub max: Option<f64>,
    /// By method, the percentiles in the order asked.
    pub percentiles: BTreeMap<&'static str, Vec<Option<f64>>>,
    /// How many numbers there are between the limits; `null` without limits.
    pub counts: Option<Vec<u64>>,
}

impl QuantilesOf {
    /// Computes them.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for what is no number, weights of another length, limits out of order;
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a percentile not from 0 to 100 or finer than four places.
    pub fn compute(&self) -> Result<Quantiles> {
        all_finite(&self.values, "values")?;
        let mut runs: Vec<(f64, u64)> = match &self.weights {
            Some(weights) if weights.len() != self.values.len() => {
                return Err(Error::invalid(
                    "weights",
                    weights.len(),
                    format!("as many as `values` has: {}", self.values.len()),
                ));
            }
            Some(weights) => self.values.iter().copied().zip(weights.iter().copied()).filter(|r| r.1 > 0).collect(),
            None => self.values.iter().map(|v| (*v, 1)).collect(),
        };
        runs.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut n = 0_u64;
        for (_, weight) in &mut runs {
            n = n.checked_add(*weight).ok_or_else(|| Error::out_of_range("weights", *weight, "a sum below 2^64"))?;
            *weight = n; // how many there are up to here
        }
        let shares = self
            .percentiles
            .iter()
            .enumerate()
            .map(|(i, p)| Share::from_percents(*p).map_err(|e| e.at(&format!("percentiles[{i}]"))));
        let shares = shares.collect::<Result<Vec<_>>>()?;
        let by = |method: &PercentileMethod| {
            (method.name(), shares.iter().map(|share| read(&runs, n, *share, *method)).collect())
        };
        Ok(Quantiles {
            n,
            min: runs.first().map(|r| r.0),
            max: runs.last().map(|r| r.0),
            percentiles: self.methods.iter().map(by).collect(),
            counts: self.edges.as_ref().map(|edges| counts(&runs, n, edges)).transpose()?,
        })
    }
}

/// Reads a percentile off values with how many there are up to each.
fn read(runs: &[(f64, u64)], n: u64, share: Share, method: PercentileMethod) -> Option<f64> {
    let place = method.place(i128::from(n), share)?;
    let at = |rank: i128| {
        let rank = u64::try_from(rank).ok()?;
        runs.get(runs.partition_point(|r| r.1 < rank)).map(|r| r.0)
    };
    let (low, high) = (at(place.low)?, at(place.high)?);
    Some(low + (high - low) * place.part())
}

fn counts(runs: &[(f64, u64)], n: u64, edges: &[f64]) -> Result<Vec<u64>> {
    all_finite(edges, "edges")?;
    if let Some(i) = edges.windows(2).position(|w| matches!(w, [a, b] if a >= b)) {
        return Err(Error::invalid(
            format!("edges[{}]", i + 1),
            edges.get(i + 1).copied().unwrap_or_default(),
            "above the one before",
        ));
    }
    let below = |edge: &f64| match runs.partition_point(|r| r.0 < *edge) {
        0 => 0,
        i => runs.get(i - 1).map_or(0, |r| r.1),
    };
    let up_to: Vec<u64> = edges.iter().map(below).chain([n]).collect();
    let starts = std::iter::once(0).chain(up_to.iter().copied());
    Ok(up_to.iter().zip(starts).map(|(end, start)| end - start).collect())
}

//! Whether two shares, or two net promoter scores, differ by more than chance.

use super::interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z, wilson};
use super::special::two_sided_p;
use super::{number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// A share as counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ShareCounts {
    /// Trials that hit.
    pub k: u64,
    /// Trials.
    pub n: u64,
}

/// Whether two shares differ by more than chance: pooled test and Newcombe's interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareShares {
    /// The first.
    pub a: ShareCounts,
    /// The second.
    pub b: ShareCounts,
    /// Confidence of the interval; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// How two shares differ; `null` where one has no trials, or the test has no variance (both none or both all).
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Comparison {
    /// The first share minus the second.
    pub difference: Option<f64>,
    /// The difference over its standard error with the shares pooled.
    pub z: Option<f64>,
    /// The probability of a `z` as far from 0 on either side by chance alone.
    pub p: Option<f64>,
    /// Newcombe's interval of the difference, from two Wilson intervals without continuity correction.
    pub newcombe: Option<Interval>,
    /// Its confidence.
    pub confidence: f64,
    /// Whether the shares differ at that confidence.
    pub distinguishable: Option<bool>,
}

impl CompareShares {
    /// Compares them.
    ///
    /// # Errors
    /// As [`wilson`], with the path of the share.
    pub fn compute(&self) -> Result<Comparison> {
        let first = wilson(self.a.k, self.a.n, self.confidence).map_err(|e| e.at("a"))?;
        let second = wilson(self.b.k, self.b.n, self.confidence).map_err(|e| e.at("b"))?;
        let share = |s: ShareCounts| quotient(number(s.k), number(s.n));
        let both = share(self.a).zip(share(self.b));
        let difference = both.map(|(a, b)| a - b);
        let (n, m) = (number(self.a.n), number(self.b.n));
        let pooled = quotient(number(self.a.k) + number(self.b.k), n + m).filter(|_| both.is_some());
        let error = pooled.map(|p| (p * (1.0 - p) * (1.0 / n + 1.0 / m)).sqrt());
        let z = difference.zip(error).and_then(|(d, e)| quotient(d, e));
        let newcombe = both.zip(first.zip(second)).map(|((a, b), (i, j))| {
            let lo = a - b - ((a - i.lo).powi(2) + (j.hi - b).powi(2)).sqrt();
            let hi = a - b + ((i.hi - a).powi(2) + (b - j.lo).powi(2)).sqrt();
            Interval { lo: lo.max(-1.0), hi: hi.min(1.0) }
        });
        let p = z.map(two_sided_p);
        let distinguishable = p.map(|p| p < 1.0 - self.confidence);
        Ok(Comparison { difference, z, p, newcombe, confidence: self.confidence, distinguishable })
    }
}

/// The answers behind a net promoter score.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NpsCounts {
    /// Answers of 9 and 10.
    pub promoters: u64,
    /// Answers of 7 and 8.
    pub passives: u64,
    /// Answers from 0 to 6.
    pub detractors: u64,
}

impl NpsCounts {
    /// Answers.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.promoters.saturating_add(self.passives).saturating_add(self.detractors)
    }

    /// The score from -100 to 100; `None` without answers.
    #[must_use]
    pub fn score(&self) -> Option<f64> {
        quotient(100.0 * (number(self.promoters) - number(self.detractors)), number(self.n()))
    }

    /// The variance of an answer counted as -1, 0 or 1: `p + d - (p - d)^2`.
    #[must_use]
    pub fn variance(&self) -> Option<f64> {
        let n = number(self.n());
        let (p, d) = (quotient(number(self.promoters), n)?, quotient(number(self.detractors), n)?);
        Some((p + d - (p - d) * (p - d)).max(0.0))
    }
}

/// Whether two net promoter scores differ by more than chance.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CompareNps {
    /// The first.
    pub a: NpsCounts,
    /// The second.
    pub b: NpsCounts,
    /// Confidence of the margin; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// How two net promoter scores differ; `null` where one has no answers, or neither has any variance.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct NpsComparison {
    /// Both scores.
    pub nps: [Option<f64>; 2],
    /// The first minus the second.
    pub difference: Option<f64>,
    /// Half the width of its interval, by the normal distribution with the variances apart.
    pub margin: Option<f64>,
    /// The difference over its standard error.
    pub z: Option<f64>,
    /// The probability of a `z` as far from 0 on either side by chance alone.
    pub p: Option<f64>,
    /// Confidence of the margin.
    pub confidence: f64,
    /// Whether the scores differ at that confidence.
    pub distinguishable: Option<bool>,
}

impl CompareNps {
    /// Compares them.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1, or more answers than can be counted.
    pub fn compute(&self) -> Result<NpsComparison> {
        let quantile = two_sided_z(self.confidence)?;
        for (name, counts) in [("a", self.a), ("b", self.b)] {
            if counts.n() == u64::MAX {
                return Err(Error::out_of_range(name, "more than 2^64 answers", "fewer"));
            }
        }
        let nps = [self.a.score(), self.b.score()];
        let difference = nps[0].zip(nps[1]).map(|(a, b)| a - b);
        let spread = |c: NpsCounts| c.variance().and_then(|v| quotient(v, number(c.n())));
        let error = spread(self.a).zip(spread(self.b)).map(|(a, b)| 100.0 * (a + b).sqrt());
        let z = difference.zip(error).and_then(|(d, e)| quotient(d, e));
        let p = z.map(two_sided_p);
        Ok(NpsComparison {
            nps,
            difference,
            margin: error.map(|e| quantile * e),
            z,
            p,
            confidence: self.confidence,
            distinguishable: p.map(|p| p < 1.0 - self.confidence),
        })
    }
}

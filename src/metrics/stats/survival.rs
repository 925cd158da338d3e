//! How long things take when some are not done yet: Kaplan and Meier's curve, its interval, restricted mean, the log-rank test.
//!
//! A median of resolved tickets alone leaves out the slow ones, which are still open: on one public log it is half the truth.

use super::interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z};
use super::special::two_sided_p;
use super::{all_finite, mean, median, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

fn quarters() -> Vec<f64> {
    vec![0.5, 0.75, 0.9]
}

/// How long things take when some are not done yet: Kaplan and Meier's curve, median and restricted mean.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SurvivalOf {
    /// How long each took, or has taken so far; any unit, never negative.
    pub durations: Vec<f64>,
    /// Whether it is over (`true`, or 1); one that still runs (`false`, or 0) is counted as long as it was seen.
    pub done: Vec<Flag>,
    /// Confidence of the interval; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
    /// The instants at which the curve is wanted; left out, each at which something was done: as many points as different durations are over, and no more
    /// than there are durations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub at: Vec<f64>,
    /// Which shares done are looked up; default the half, three quarters and nine tenths.
    #[serde(default = "quarters")]
    pub shares: Vec<f64>,
    /// Restricted means up to these durations.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub means_to: Vec<f64>,
}

/// Yes or no; 1 or 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum Flag {
    /// `true` or `false`.
    Word(bool),
    /// 1 or 0.
    Digit(u8),
}

impl Flag {
    fn read(self) -> Option<bool> {
        match self {
            Flag::Word(word) => Some(word),
            Flag::Digit(digit) => (digit <= 1).then_some(digit == 1),
        }
    }

    fn fault(self, path: &str) -> Error {
        let told = match self {
            Flag::Word(word) => word.to_string(),
            Flag::Digit(digit) => digit.to_string(),
        };
        Error::invalid(path, told, "true or false, 1 or 0")
    }
}

/// A point of a curve.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The duration.
    pub at: f64,
    /// The share that is not done by then.
    pub open: f64,
    /// Its interval: Greenwood's variance on the log-minus-log scale; `null` where the share is 0 or 1.
    pub interval: Option<Interval>,
}

/// How long things take, those that still run counted as far as they are known.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Survival {
    /// How many things.
    pub n: u64,
    /// Of these done.
    pub events: u64,
    /// Of these not done yet.
    pub open: u64,
    /// The first duration by which half are done; `null` where the curve does not come so far.
    pub median: Option<f64>,
    /// The first duration by which that share is done, in the order asked.
    pub reached: Vec<Option<f64>>,
    /// The curve.
    pub curve: Vec<Step>,
    /// The mean of the durations, each cut at the limit, in the order asked; `null` past the longest duration unless all are done.
    pub restricted_means: Vec<Option<f64>>,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// The median of those that are done alone (mean of the middle two): what a report says that does not count open ones.
    pub done_only_median: Option<f64>,
    /// Their mean.
    pub done_only_mean: Option<f64>,
}

impl Survival {
    /// A curve with some of its points, to be drawn: of what is read off it only the median.
    pub(crate) fn drawn(curve: &Curve, points: Vec<Step>, confidence: f64) -> Self {
        Self {
            n: curve.n,
            events: curve.events,
            open: curve.n - curve.events,
            median: curve.reached(0.5),
            reached: Vec::new(),
            curve: points,
            restricted_means: Vec::new(),
            confidence,
            done_only_median: None,
            done_only_mean: None,
        }
    }
}

impl SurvivalOf {
    /// The curve and what is read off it.
    ///
    /// ```
    /// use sundesk::metrics::stats::SurvivalOf;
    /// let of: SurvivalOf = serde_json::from_str(r#"{"durations": [1, 2, 3, 4], "done": [1, 1, 0, 0]}"#)?;
    /// let told = of.compute()?;
    /// assert_eq!((told.median, told.done_only_median), (Some(2.0), Some(1.5)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for lists of different lengths, a negative duration or what is no
    /// number; [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence or share not between 0 and 1.
    pub fn compute(&self) -> Result<Survival> {
        let z = two_sided_z(self.confidence)?;
        all_finite(&self.at, "at")?;
        all_finite(&self.means_to, "means_to")?;
        let pairs = pairs(&self.durations, &self.done, "durations", "done")?;
        let curve = Curve::of(&pairs);
        let share = |(i, share): (usize, &f64)| {
            let known = *share > 0.0 && *share <= 1.0;
            let expected = "a share above 0, up to 1";
            if known {
                Ok(curve.reached(1.0 - share))
            } else {
                Err(Error::out_of_range(format!("shares[{i}]"), share, expected))
            }
        };
        let points: Vec<f64> =
            if self.at.is_empty() { curve.steps.iter().map(|s| s.at).collect() } else { self.at.clone() };
        let done: Vec<f64> = pairs.iter().filter(|(_, done)| *done).map(|(d, _)| *d).collect();
        Ok(Survival {
            n: curve.n,
            events: curve.events,
            open: curve.n - curve.events,
            median: curve.reached(0.5),
            reached: self.shares.iter().enumerate().map(share).collect::<Result<_>>()?,
            curve: points.iter().filter_map(|at| curve.step(*at, z)).collect(),
            restricted_means: self.means_to.iter().map(|to| curve.mean_to(*to)).collect(),
            confidence: self.confidence,
            done_only_median: median(&done),
            done_only_mean: mean(&done),
        })
    }
}

/// Durations with whether they are over, in order.
fn pairs(durations: &[f64], done: &[Flag], names: &str, flags: &str) -> Result<Vec<(f64, bool)>> {
    if durations.len() != done.len() {
        return Err(Error::invalid(flags, done.len(), format!("as many as `{names}` has: {}", durations.len())));
    }
    let one = |(i, (duration, done)): (usize, (&f64, &Flag))| {
        if !duration.is_finite() || *duration < 0.0 {
            return Err(Error::invalid(format!("{names}[{i}]"), duration, "a duration: finite, not negative"));
        }
        Ok((*duration, done.read().ok_or_else(|| done.fault(&format!("{flags}[{i}]")))?))
    };
    let mut pairs = durations.iter().zip(done).enumerate().map(one).collect::<Result<Vec<_>>>()?;
    pairs.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(pairs)
}

/// A number to 106 bits, so that a share that is one half is one half.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Double(f64, f64);

impl Double {
    const ONE: Double = Double(1.0, 0.0);

    /// Times `over / under`, both whole and below 2^53.
    fn scaled(self, over: f64, under: f64) -> Self {
        let high = self.0 * over;
        let low = libm::fma(self.0, over, -high) + self.1 * over;
        let first = (high + low) / under;
        let rest = (libm::fma(-first, under, high) + low) / under;
        Double(first + rest, rest - ((first + rest) - first))
    }

    fn value(self) -> f64 {
        self.0 + self.1
    }

    /// Whether it is at most a share. One less 0.9 is not 0.1 in binary: what is closer than counts of things can be is equal.
    fn at_most(self, share: f64) -> bool {
        (self.0 - share) + self.1 <= 1e-13
    }
}

/// Where something was done.
#[derive(Debug, Clone, Copy)]
struct Knot {
    at: f64,
    open: Double,
    /// The sum of `d / (n (n - d))`, for Greenwood's variance.
    spread: f64,
}

/// Kaplan and Meier's curve: the share that is not done by each duration.
#[derive(Debug, Clone)]
pub struct Curve {
    steps: Vec<Knot>,
    n: u64,
    events: u64,
    longest: f64,
}

impl Curve {
    /// The curve of durations in ascending order, each with whether it is over. At equal durations what is done comes before what still runs.
    #[must_use]
    pub fn of(sorted: &[(f64, bool)]) -> Self {
        let same = sorted.chunk_by(|a, b| a.0.total_cmp(&b.0).is_eq()).filter_map(|same| {
            let done = same.iter().filter(|p| p.1).count();
            let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
            Some((same.first()?.0, count(done), count(same.len() - done)))
        });
        Self::of_counts(&same.collect::<Vec<_>>())
    }

    /// The curve of different durations in ascending order, each with how many are over and how many still run.
    #[must_use]
    pub fn of_counts(sorted: &[(f64, u64, u64)]) -> Self {
        let n = sorted.iter().fold(0_u64, |sum, (_, done, open)| sum.saturating_add(*done).saturating_add(*open));
        let mut curve = Curve { steps: Vec::new(), n, events: 0, longest: sorted.last().map_or(0.0, |p| p.0) };
        let (mut at_risk, mut spread) = (n, 0.0);
        // While nothing drops out the product telescopes: left over the number at risk where that began.
        let (mut base, mut began) = (Double::ONE, n);
        for &(at, done, running) in sorted {
            let left = at_risk.saturating_sub(done);
            if done > 0 {
                spread += quotient(number(done), number(at_risk) * number(left)).unwrap_or(f64::INFINITY);
                curve.steps.push(Knot { at, open: base.scaled(number(left), number(began)), spread });
                curve.events = curve.events.saturating_add(done);
            }
            at_risk = left.saturating_sub(running);
            if running > 0 {
                base = curve.steps.last().map_or(Double::ONE, |k| k.open);
                began = at_risk.max(1);
            }
        }
        curve
    }

    /// How many are over.
    #[must_use]
    pub fn events(&self) -> u64 {
        self.events
    }

    /// The first duration at which at most this share is left.
    #[must_use]
    pub fn reached(&self, left: f64) -> Option<f64> {
        self.steps.iter().find(|k| k.open.at_most(left)).map(|k| k.at)
    }

    /// The curve at a duration; `None` past the longest, unless all are done.
    #[must_use]
    pub fn step(&self, at: f64, z: f64) -> Option<Step> {
        if self.n == 0 || (at > self.longest && !self.over()) {
            return None;
        }
        let before = self.steps.partition_point(|k| k.at <= at);
        let knot = before.checked_sub(1).and_then(|last| self.steps.get(last));
        let open = knot.map_or(1.0, |k| k.open.value());
        let interval = knot.filter(|_| open > 0.0 && open < 1.0).map(|k| {
            let (log, error) = (libm::log(open), z * k.spread.sqrt());
            let centre = libm::log(-log);
            let of = |side: f64| libm::exp(-libm::exp(centre + side * error / log));
            Interval { lo: of(-1.0), hi: of(1.0) }
        });
        Some(Step { at, open, interval })
    }

    /// The area under the curve up to a duration.
    #[must_use]
    pub fn mean_to(&self, to: f64) -> Option<f64> {
        if self.n == 0 || to < 0.0 || (to > self.longest && !self.over()) {
            return None;
        }
        let (mut area, mut from, mut open) = (0.0, 0.0, 1.0);
        for knot in self.steps.iter().take_while(|k| k.at < to) {
            area += open * (knot.at - from);
            (from, open) = (knot.at, knot.open.value());
        }
        Some(area + open * (to - from))
    }

    fn over(&self) -> bool {
        self.steps.last().is_some_and(|k| k.open.value() <= 0.0)
    }
}

/// Whether two sets of durations differ, some of them not done yet: the log-rank test.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LogRankOf {
    /// Durations of the first set.
    pub a: Vec<f64>,
    /// Which of them are over.
    pub a_done: Vec<Flag>,
    /// Durations of the second.
    pub b: Vec<f64>,
    /// Which of them are over.
    pub b_done: Vec<Flag>,
}

/// The log-rank test of two sets.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LogRank {
    /// `(observed - expected)^2 / variance` of the first set, one degree of freedom; `null` where nothing can differ.
    pub chi2: Option<f64>,
    /// The probability of so large a value by chance alone.
    pub p: Option<f64>,
    /// Done in each set.
    pub observed: [u64; 2],
    /// As many as would be done in each if both went alike.
    pub expected: [f64; 2],
}

impl LogRankOf {
    /// Compares the sets at every duration at which something was done.
    ///
    /// # Errors
    /// As [`SurvivalOf::compute`].
    pub fn compute(&self) -> Result<LogRank> {
        let first = pairs(&self.a, &self.a_done, "a", "a_done")?;
        let second = pairs(&self.b, &self.b_done, "b", "b_done")?;
        let tag = |set: usize| move |(at, done): (f64, bool)| (at, done, set);
        let mut all: Vec<(f64, bool, usize)> =
            first.into_iter().map(tag(0)).chain(second.into_iter().map(tag(1))).collect();
        all.sort_by(|x, y| x.0.total_cmp(&y.0));
        let mut at_risk = [number_of(&self.a), number_of(&self.b)];
        let (mut observed, mut expected, mut variance) = ([0_u64; 2], [0.0; 2], 0.0);
        for same in all.chunk_by(|x, y| x.0.total_cmp(&y.0).is_eq()) {
            let n = at_risk[0] + at_risk[1];
            let mut done = [0_u64; 2];
            for (_, over, set) in same {
                let both = done.get_mut(*set).zip(at_risk.get_mut(*set));
                if let Some((done, at_risk)) = both {
                    *done += u64::from(*over);
                    *at_risk -= 1.0;
                }
            }
            let d = number(done[0] + done[1]);
            if d > 0.0 {
                // As they stood before this duration.
                let of = |set: u64| same.iter().filter(|s| u64::try_from(s.2).ok() == Some(set)).count();
                let before = at_risk[0] + number(u64::try_from(of(0)).unwrap_or(0));
                let share = before / n;
                expected[0] += d * share;
                expected[1] += d * (1.0 - share);
                if n > 1.0 {
                    variance += share * (1.0 - share) * d * (n - d) / (n - 1.0);
                }
                observed[0] += done[0];
                observed[1] += done[1];
            }
        }
        let chi2 = quotient((number(observed[0]) - expected[0]).powi(2), variance);
        Ok(LogRank { chi2, p: chi2.map(|c| two_sided_p(c.sqrt())), observed, expected })
    }
}

fn number_of(list: &[f64]) -> f64 {
    number(u64::try_from(list.len()).unwrap_or(u64::MAX))
}

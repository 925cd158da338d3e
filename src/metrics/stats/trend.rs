//! Whether a series moves, and how fast: Kendall's tau and Theil and Sen's slope, which no single odd value can bend.

use super::interval::{DEFAULT_CONFIDENCE, Interval, two_sided_z};
use super::special::two_sided_p;
use super::{all_finite, median, number, quotient};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most points of a trend: every pair is looked at.
pub const MAX_TREND_POINTS: usize = 2_000;
/// Up to so many points without ties the probability is exact.
const MAX_EXACT: usize = 33;

fn usual() -> f64 {
    DEFAULT_CONFIDENCE
}

/// Whether a series moves, and how fast: Kendall's tau and Theil and Sen's slope.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TrendOf {
    /// The values in order; at most 2,000.
    pub y: Vec<f64>,
    /// Where on the time line each is; left out, 0, 1, 2, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<Vec<f64>>,
    /// Confidence of the slope's interval; default 0.95.
    #[serde(default = "usual")]
    pub confidence: f64,
}

/// How a series moves.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Trend {
    /// Points.
    pub n: u64,
    /// Kendall's tau-b: 1 for a series that only rises, -1 for one that only falls; `null` where all values or all instants are equal.
    pub tau: Option<f64>,
    /// The probability of a tau as far from 0 on either side by chance: exact for up to 33 points without ties, else asymptotic.
    pub p: Option<f64>,
    /// How `p` was made: `exact` or `asymptotic`.
    pub p_method: &'static str,
    /// The median slope of all pairs, in units of `y` per unit of `x`.
    pub slope: Option<f64>,
    /// Its interval, by Sen's ranks.
    pub slope_interval: Option<Interval>,
    /// Confidence of the interval.
    pub confidence: f64,
}

impl TrendOf {
    /// Computes the trend.
    ///
    /// # Errors
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_TREND_POINTS`];
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for lists of different lengths or what is no number.
    pub fn compute(&self) -> Result<Trend> {
        let z = two_sided_z(self.confidence)?;
        let n = self.y.len();
        if n > MAX_TREND_POINTS {
            return Err(Error::limit("y", n, format!("at most {MAX_TREND_POINTS} points")));
        }
        all_finite(&self.y, "y")?;
        let x = match &self.x {
            Some(x) if x.len() == n => x.clone(),
            Some(x) => return Err(Error::invalid("x", x.len(), format!("as many as `y` has: {n}"))),
            None => (0..n).map(count).collect(),
        };
        all_finite(&x, "x")?;
        let pairs = Pairs::of(&x, &self.y);
        let (ties_x, ties_y) = (Ties::of(&x), Ties::of(&self.y));
        let all = count(n) * (count(n) - 1.0) / 2.0;
        let under = ((all - ties_x.pairs) * (all - ties_y.pairs)).sqrt();
        let tau = quotient(pairs.score, under).map(|t| t.clamp(-1.0, 1.0));
        let exact = n <= MAX_EXACT && ties_x.pairs == 0.0 && ties_y.pairs == 0.0;
        let p = tau
            .map(|_| if exact { exact_p(n, pairs.discordant) } else { asymptotic_p(n, pairs.score, &ties_x, &ties_y) });
        let (slope, slope_interval) = (median(&pairs.slopes), sen(&pairs.slopes, n, z, &ties_x, &ties_y));
        let p_method = if exact { "exact" } else { "asymptotic" };
        let n = u64::try_from(n).unwrap_or(u64::MAX);
        Ok(Trend { n, tau, p, p_method, slope, slope_interval, confidence: self.confidence })
    }
}

fn count(n: usize) -> f64 {
    number(u64::try_from(n).unwrap_or(u64::MAX))
}

/// What all pairs say.
struct Pairs {
    /// Pairs that rise together less those that do not.
    score: f64,
    discordant: usize,
    /// Slopes in order.
    slopes: Vec<f64>,
}

impl Pairs {
    fn of(x: &[f64], y: &[f64]) -> Self {
        let (mut score, mut discordant, mut slopes) = (0.0, 0, Vec::new());
        for (i, (x1, y1)) in x.iter().zip(y).enumerate() {
            for (x2, y2) in x.iter().zip(y).skip(i + 1) {
                let side = sign(x2 - x1) * sign(y2 - y1);
                score += side;
                discordant += usize::from(side < 0.0);
                slopes.extend(quotient(y2 - y1, x2 - x1));
            }
        }
        slopes.sort_by(f64::total_cmp);
        Self { score, discordant, slopes }
    }
}

fn sign(v: f64) -> f64 {
    if v > 0.0 {
        1.0
    } else if v < 0.0 {
        -1.0
    } else {
        0.0
    }
}

/// Sums over groups of `t` equal values.
struct Ties {
    /// `t (t - 1) / 2`
    pairs: f64,
    /// `t (t - 1) (t - 2)`
    threes: f64,
    /// `t (t - 1) (2 t + 5)`
    spread: f64,
}

impl Ties {
    fn of(values: &[f64]) -> Self {
        let mut sorted = values.to_vec();
        sorted.sort_by(f64::total_cmp);
        let mut ties = Ties { pairs: 0.0, threes: 0.0, spread: 0.0 };
        for same in sorted.chunk_by(|a, b| a == b) {
            let t = count(same.len());
            ties.pairs += t * (t - 1.0) / 2.0;
            ties.threes += t * (t - 1.0) * (t - 2.0);
            ties.spread += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        ties
    }
}

/// Of all orders of `n` values, how many are at least as far from even as this one: the distribution of inversions.
fn exact_p(n: usize, discordant: usize) -> f64 {
    let all = n * n.saturating_sub(1) / 2;
    let fewer = discordant.min(all - discordant.min(all));
    if 2 * fewer == all {
        return 1.0;
    }
    // Orders of the first m values with each number of inversions, as shares.
    let mut shares = vec![0.0; fewer + 1];
    if let Some(first) = shares.first_mut() {
        *first = 1.0;
    }
    for m in 2..=n {
        let mut next = Vec::with_capacity(shares.len());
        for i in 0..shares.len() {
            let from = i.saturating_sub(m - 1);
            next.push(shares.iter().skip(from).take(i - from + 1).sum::<f64>() / count(m));
        }
        shares = next;
    }
    (2.0 * shares.iter().sum::<f64>()).min(1.0)
}

fn asymptotic_p(n: usize, score: f64, x: &Ties, y: &Ties) -> f64 {
    let n = count(n);
    let m = n * (n - 1.0);
    let spread = (m * (2.0 * n + 5.0) - x.spread - y.spread) / 18.0
        + 2.0 * x.pairs * y.pairs / m
        + quotient(x.threes * y.threes, 9.0 * m * (n - 2.0)).unwrap_or(0.0);
    quotient(score, spread.sqrt()).map_or(1.0, two_sided_p)
}

fn sen(slopes: &[f64], n: usize, z: f64, x: &Ties, y: &Ties) -> Option<Interval> {
    let (n, pairs) = (count(n), count(slopes.len()));
    let spread = (n * (n - 1.0) * (2.0 * n + 5.0) - x.spread - y.spread) / 18.0;
    let width = z * spread.max(0.0).sqrt();
    let place = |rank: f64| {
        let last = slopes.len().checked_sub(1)?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, from 0 to two million
        let place = rank.clamp(0.0, count(last)) as usize;
        slopes.get(place).copied()
    };
    let lo = place(((pairs - width) / 2.0).round_ties_even() - 1.0)?;
    Some(Interval { lo, hi: place(((pairs + width) / 2.0).round_ties_even())? })
}

//! Percentiles by a named method: the same ten numbers have five different 90th percentiles, depending on the program asked.

use super::fraction::Fraction;
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How a percentile is read off sorted values: the nine definitions of Hyndman and Fan (1996), by name.
///
/// `h` is the 1-based rank, `n` the count, `p` the share. Ranks below 1 or above `n` give the first or last value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PercentileMethod {
    /// Type 1, `h = ceil(n p)`: a value that was really observed, exact and mergeable. The default.
    #[default]
    NearestRank,
    /// Type 2: as type 1, with the mean of two neighbours where `n p` is whole (SAS).
    AveragedNearestRank,
    /// Type 3: the rank nearest to `n p`, the even one at halves.
    NearestEvenRank,
    /// Type 4: straight lines, `h = n p`.
    LinearCdf,
    /// Type 5: straight lines, `h = n p + 1/2` (hydrologists).
    Hazen,
    /// Type 6: straight lines, `h = (n + 1) p` (SPSS, Minitab).
    Weibull,
    /// Type 7: straight lines, `h = (n - 1) p + 1` (pandas, NumPy, Excel's PERCENTILE.INC).
    Linear,
    /// Type 8: straight lines, `h = (n + 1/3) p + 1/3`: nearly unbiased for the median of any distribution.
    MedianUnbiased,
    /// Type 9: straight lines, `h = (n + 1/4) p + 3/8`: nearly unbiased for normal data.
    NormalUnbiased,
}

impl PercentileMethod {
    /// All nine, in the order of their type numbers.
    pub const ALL: [PercentileMethod; 9] = [
        PercentileMethod::NearestRank,
        PercentileMethod::AveragedNearestRank,
        PercentileMethod::NearestEvenRank,
        PercentileMethod::LinearCdf,
        PercentileMethod::Hazen,
        PercentileMethod::Weibull,
        PercentileMethod::Linear,
        PercentileMethod::MedianUnbiased,
        PercentileMethod::NormalUnbiased,
    ];

    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PercentileMethod::NearestRank => "nearest_rank",
            PercentileMethod::AveragedNearestRank => "averaged_nearest_rank",
            PercentileMethod::NearestEvenRank => "nearest_even_rank",
            PercentileMethod::LinearCdf => "linear_cdf",
            PercentileMethod::Hazen => "hazen",
            PercentileMethod::Weibull => "weibull",
            PercentileMethod::Linear => "linear",
            PercentileMethod::MedianUnbiased => "median_unbiased",
            PercentileMethod::NormalUnbiased => "normal_unbiased",
        }
    }

    /// `24 n p`-scaled offset `a` and slope `b` of `h = (n + b) p + a`, both in 24ths, for the methods with straight lines.
    fn line(self) -> Option<(i128, i128)> {
        Some(match self {
            PercentileMethod::LinearCdf => (0, 0),
            PercentileMethod::Hazen => (12, 0),
            PercentileMethod::Weibull => (0, 24),
            PercentileMethod::Linear => (24, -24),
            PercentileMethod::MedianUnbiased => (8, 8),
            PercentileMethod::NormalUnbiased => (9, 6),
            _ => return None,
        })
    }
}

/// Which percentile, as a share from 0 to 1 in millionths: no binary fraction blurs the rank.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Share(u32);

const MILLION: i128 = 1_000_000;

impl Share {
    /// The median.
    pub const HALF: Share = Share(500_000);
    /// Nine tenths.
    pub const P90: Share = Share(900_000);

    /// A share in millionths.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) above one million.
    pub fn from_millionths(millionths: u32) -> Result<Self> {
        if i128::from(millionths) > MILLION {
            return Err(Error::out_of_range("percentile", millionths, "a share of at most 1,000,000 millionths"));
        }
        Ok(Self(millionths))
    }

    /// A share in percent, such as 90.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) above 100.
    pub fn from_percent(percent: u32) -> Result<Self> {
        Self::from_millionths(percent.saturating_mul(10_000))
            .map_err(|_| Error::out_of_range("percentile", percent, "a percentile of at most 100"))
    }
}

/// The percentile of values in ascending order; `None` when there are none.
///
/// All arithmetic is on integers; only [`Fraction::to_f64`] rounds.
///
/// ```
/// use sundesk::metrics::{PercentileMethod, Share, percentile};
/// let minutes = [15, 20, 35, 40, 50, 55, 60, 70, 85, 120];
/// assert_eq!(percentile(&minutes, Share::P90, PercentileMethod::NearestRank).unwrap().to_string(), "85");
/// assert_eq!(percentile(&minutes, Share::P90, PercentileMethod::Linear).unwrap().to_string(), "177/2"); // 88.5, as pandas says
/// assert_eq!(percentile(&[], Share::HALF, PercentileMethod::Linear), None);
/// ```
#[must_use]
pub fn percentile(sorted: &[i64], share: Share, method: PercentileMethod) -> Option<Fraction> {
    let n = i128::try_from(sorted.len()).ok().filter(|n| *n > 0)?;
    let scaled = n * i128::from(share.0); // n p, in millionths
    let (whole, exact) = (scaled.div_euclid(MILLION), scaled.rem_euclid(MILLION) == 0);
    let up = if exact { whole } else { whole + 1 };
    match method {
        PercentileMethod::NearestRank => at(sorted, up).map(Fraction::whole),
        PercentileMethod::AveragedNearestRank => {
            let (low, high) = (at(sorted, up)?, at(sorted, if exact { up + 1 } else { up })?);
            Fraction::new(i128::from(low) + i128::from(high), 2)
        }
        PercentileMethod::NearestEvenRank => at(sorted, Fraction::new(scaled, MILLION)?.rounded()).map(Fraction::whole),
        _ => {
            let (a, b) = method.line()?;
            // h = (n + b/24) p + a/24, in 24 millionths.
            between(sorted, (24 * n + b) * i128::from(share.0) + a * MILLION, 24 * MILLION)
        }
    }
}

/// The value of 1-based rank `h`, the first or last past the ends.
fn at(sorted: &[i64], h: i128) -> Option<i64> {
    let n = i128::try_from(sorted.len()).ok()?;
    usize::try_from(h.clamp(1, n) - 1).ok().and_then(|i| sorted.get(i)).copied()
}

/// The value at rank `h / unit`, on the straight line between its neighbours.
fn between(sorted: &[i64], h: i128, unit: i128) -> Option<Fraction> {
    let (below, rest) = (h.div_euclid(unit), h.rem_euclid(unit));
    let (low, high) = (i128::from(at(sorted, below)?), i128::from(at(sorted, below + 1)?));
    Fraction::new(low * unit + (high - low) * rest, unit)
}

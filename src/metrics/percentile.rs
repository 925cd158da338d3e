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
    pub const ALL: &[PercentileMethod] = &[
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

    /// A share in percent that may have a fraction, such as 99.9.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when it is not from 0 to 100, or finer than four places.
    pub fn from_percents(percent: f64) -> Result<Self> {
        let millionths = percent * 10_000.0;
        let whole = millionths.round();
        if !(0.0..=100.0).contains(&percent) || (millionths - whole).abs() > 1e-6 {
            return Err(Error::out_of_range("", percent, "from 0 to 100, to four places"));
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // whole, from 0 to a million
        Self::from_millionths(whole as u32)
    }

    /// The name of the percentile as reports carry it: `p90`, `p99.9`.
    #[must_use]
    pub fn name(self) -> String {
        let (whole, rest) = (self.0 / 10_000, self.0 % 10_000);
        let text = format!("p{whole}.{rest:04}");
        text.trim_end_matches('0').trim_end_matches('.').to_owned()
    }

    /// The share as a number from 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1e6
    }

    /// The share nearest to a number from 0 to 1.
    pub(crate) fn nearest(share: f64) -> Self {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // from 0 to a million
        Self((share.clamp(0.0, 1.0) * 1e6).round() as u32)
    }

    /// How many of `n` it is, to the nearest.
    pub(crate) fn of(self, n: u64) -> u64 {
        let of = (u128::from(n) * u128::from(self.0) + 500_000) / 1_000_000;
        u64::try_from(of).unwrap_or(n)
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
    let place = method.place(i128::try_from(sorted.len()).ok()?, share)?;
    let at = |rank: i128| usize::try_from(rank - 1).ok().and_then(|i| sorted.get(i)).copied();
    place.between(at(place.low)?, at(place.high)?)
}

/// Where a percentile stands among sorted values: between two 1-based ranks, `over / under` of the way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) low: i128,
    pub(crate) high: i128,
    over: i128,
    under: i128,
}

impl Place {
    /// The value, from those at the two ranks.
    pub(crate) fn between(self, low: i64, high: i64) -> Option<Fraction> {
        let (low, high) = (i128::from(low), i128::from(high));
        Fraction::new(low * self.under + (high - low) * self.over, self.under)
    }

    /// How far it is from the lower to the higher.
    #[allow(clippy::cast_precision_loss)] // a quotient that is printed
    pub(crate) fn part(self) -> f64 {
        self.over as f64 / self.under as f64
    }
}

impl PercentileMethod {
    /// Where the percentile of `n` values stands; `None` for none. Ranks past the ends are the ends.
    pub(crate) fn place(self, n: i128, share: Share) -> Option<Place> {
        if n <= 0 {
            return None;
        }
        let scaled = n * i128::from(share.0); // n p, in millionths
        let (whole, exact) = (scaled.div_euclid(MILLION), scaled.rem_euclid(MILLION) == 0);
        let up = if exact { whole } else { whole + 1 };
        let place = |low: i128, high: i128, over: i128, under: i128| Place {
            low: low.clamp(1, n),
            high: high.clamp(1, n),
            over,
            under,
        };
        Some(match self {
            PercentileMethod::NearestRank => place(up, up, 0, 1),
            PercentileMethod::AveragedNearestRank => place(up, if exact { up + 1 } else { up }, 1, 2),
            PercentileMethod::NearestEvenRank => {
                let rank = Fraction::new(scaled, MILLION)?.rounded();
                place(rank, rank, 0, 1)
            }
            _ => {
                let (a, b) = self.line()?;
                // h = (n + b/24) p + a/24, in 24 millionths.
                let (h, unit) = ((24 * n + b) * i128::from(share.0) + a * MILLION, 24 * MILLION);
                let below = h.div_euclid(unit);
                place(below, below + 1, h.rem_euclid(unit), unit)
            }
        })
    }
}

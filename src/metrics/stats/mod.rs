//! The statistics behind the figures: intervals, comparisons, survival, control charts, trends, standardisation, agreement.
//!
//! Each is a structure of named inputs with one method that computes; its answer is a structure that says what it rests on. What has
//! no data is `None`, never 0 and never NaN. Elementary functions are those of the `libm` crate, the same on every machine.

mod agreement;
mod compare;
mod contingency;
mod control;
mod customer;
mod flow;
mod interval;
mod outcome;
mod pareto;
mod quantile;
mod sentiment;
mod special;
mod standard;
mod survival;
mod trend;

pub use agreement::{Agreement, AgreementOf, Scorecard, ScorecardOf};
pub use compare::{CompareNps, CompareShares, Comparison, NpsComparison, NpsCounts, ShareCounts};
pub use contingency::{Contingency, ContingencyOf, MAX_TABLE_CELLS};
pub use control::{ChartOf, ControlChart};
pub use customer::{LifetimeValue, LifetimeValueOf, Retention, RetentionOf, SelfService, SelfServiceOf};
pub use flow::{Backlog, BacklogOf, LittlesLaw, LittlesLawOf};
pub use interval::{
    DEFAULT_CONFIDENCE, Interval, IntervalMethod, Intervals, IntervalsOf, MAX_SAMPLE, SampleSize, SampleSizeOf,
    interval, two_sided_z, wilson,
};
pub(crate) use outcome::usual_bands;
pub use outcome::{MAX_BANDS, MAX_STRATA, OutcomeBand, OutcomeRow, OutcomeTrend, Outcomes, OutcomesOf};
pub use pareto::{Pareto, ParetoEntry, ParetoOf};
pub use quantile::{Quantiles, QuantilesOf};
pub use sentiment::{Sentiment, SentimentOf, SentimentScore, SentimentTrend};
pub use special::t_quantile;
pub use standard::{MAX_STANDARD_GROUPS, Reversal, StandardiseOf, Standardised, StandardisedGroup};
pub use survival::{Curve, Flag, LogRank, LogRankOf, Step, Survival, SurvivalOf};
pub use trend::{MAX_TREND_POINTS, Trend, TrendOf};

use crate::error::{Error, Result};

/// A number a question may have: finite.
fn finite(value: f64, path: &str) -> Result<f64> {
    if value.is_finite() { Ok(value) } else { Err(Error::invalid(path, value, "a finite number")) }
}

/// All of a list.
fn all_finite(values: &[f64], path: &str) -> Result<()> {
    values.iter().enumerate().try_for_each(|(i, v)| finite(*v, &format!("{path}[{i}]")).map(drop))
}

/// A quotient; `None` over nothing.
fn quotient(over: f64, under: f64) -> Option<f64> {
    (under != 0.0).then(|| over / under).filter(|q| q.is_finite())
}

/// A count as a number: exact below 2^53, which is more than there are tickets.
#[allow(clippy::cast_precision_loss)]
pub(crate) fn number(count: u64) -> f64 {
    count as f64
}

/// The middle of values; the mean of the two middle ones of an even count.
fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let half = sorted.len() / 2;
    let upper = sorted.get(half).copied()?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    sorted.get(half.checked_sub(1)?).map(|lower| f64::midpoint(*lower, upper))
}

/// The mean of values.
fn mean(values: &[f64]) -> Option<f64> {
    quotient(values.iter().sum(), number(u64::try_from(values.len()).unwrap_or(u64::MAX)))
}

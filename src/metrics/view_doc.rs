//! [`ViewDoc`]: how figures are read, as a document says it.

use super::benchmark::{Benchmark, MAX_BENCHMARKS};
use super::figure::{Days, View};
use super::goal::{Goal, MAX_GOALS};
use super::percentile::{PercentileMethod, Share};
use super::stats::{DEFAULT_CONFIDENCE, IntervalMethod, two_sided_z};
use crate::error::{Error, Result};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most percentiles of one view.
pub const MAX_PERCENTILES: usize = 100;

/// How figures are read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ViewDoc {
    /// Confidence of intervals; default 0.95.
    pub confidence: f64,
    /// How intervals of shares are made; default Wilson's.
    pub interval: IntervalMethod,
    /// How percentiles are read; default the nearest rank.
    pub percentile: PercentileMethod,
    /// Which percentiles besides the median, from 0 to 100, to four places; default 90.
    pub percentiles: Vec<f64>,
    /// What figures should be.
    pub goals: Vec<Goal>,
    /// What others report of the figures, to stand beside them; no goals.
    pub benchmarks: Vec<Benchmark>,
    /// Figures over fewer tickets or values than this are withheld, and so are those from which they could be had by subtraction; default 0, none.
    pub floor: u64,
    /// Below so many values a figure is flagged `low_n`; default 30.
    pub low_n: u64,
    /// A share whose interval reaches further on either side is flagged too; default 0.1.
    pub max_half_width: f64,
}

impl Default for ViewDoc {
    fn default() -> Self {
        let View { interval, percentile, floor, low_n, max_half_width, .. } = View::default();
        let percentiles = vec![90.0];
        let (confidence, goals, benchmarks) = (DEFAULT_CONFIDENCE, Vec::new(), Vec::new());
        Self { confidence, interval, percentile, percentiles, goals, benchmarks, floor, low_n, max_half_width }
    }
}

impl ViewDoc {
    /// The view.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a confidence not between 0 and 1, a percentile not from 0 to 100 or finer than
    /// four places, a half-width not from 0 to 1; [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_PERCENTILES`].
    pub fn compile(&self) -> Result<View> {
        two_sided_z(self.confidence)?;
        if !(0.0..=1.0).contains(&self.max_half_width) {
            return Err(Error::out_of_range("max_half_width", self.max_half_width, "from 0 to 1"));
        }
        if self.percentiles.len() > MAX_PERCENTILES {
            return Err(Error::limit("percentiles", self.percentiles.len(), format!("at most {MAX_PERCENTILES}")));
        }
        if self.goals.len() > MAX_GOALS {
            return Err(Error::limit("goals", self.goals.len(), format!("at most {MAX_GOALS} goals")));
        }
        let goals = self.goals.iter().enumerate();
        goals.into_iter().try_for_each(|(i, goal)| goal.check().map_err(|e| e.at(&format!("goals[{i}]"))))?;
        if self.benchmarks.len() > MAX_BENCHMARKS {
            return Err(Error::limit(
                "benchmarks",
                self.benchmarks.len(),
                format!("at most {MAX_BENCHMARKS} benchmarks"),
            ));
        }
        let benchmarks = self.benchmarks.iter().enumerate();
        benchmarks.into_iter().try_for_each(|(i, b)| b.check().map_err(|e| e.at(&format!("benchmarks[{i}]"))))?;
        let share = |(i, p): (usize, &f64)| Share::from_percents(*p).map_err(|e| e.at(&format!("percentiles[{i}]")));
        Ok(View {
            confidence: self.confidence,
            interval: self.interval,
            percentile: self.percentile,
            percentiles: self.percentiles.iter().enumerate().map(share).collect::<Result<_>>()?,
            as_of: None,
            zone: None,
            goals: self.goals.clone(),
            benchmarks: self.benchmarks.clone(),
            days: Days::default(),
            floor: self.floor,
            low_n: self.low_n,
            max_half_width: self.max_half_width,
        })
    }
}

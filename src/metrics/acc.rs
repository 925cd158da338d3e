//! Accumulators: they take one value at a time, merge in any order, and give the same figures to the byte.

use super::fraction::Fraction;
use super::percentile::{PercentileMethod, Share, percentile};
use super::stats::{DEFAULT_CONFIDENCE, wilson};
use crate::error::Result;
use crate::sla::{MetricState, MetricSummary};
use crate::time::SECOND;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Counts hits among trials.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Trials that hit.
    pub k: u64,
    /// Trials.
    pub n: u64,
}

impl Tally {
    /// One more trial.
    pub fn add(&mut self, hit: bool) {
        self.k += u64::from(hit);
        self.n += 1;
    }

    /// The trials of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self { k: self.k + other.k, n: self.n + other.n }
    }

    /// The share with Wilson's interval at 95 %.
    ///
    /// # Errors
    /// Never for a tally that was only added to.
    pub fn figures(self) -> Result<ShareFigures> {
        ShareFigures::new(self.k, self.n, DEFAULT_CONFIDENCE)
    }
}

/// A share with its interval. Without trials there is no share: `null`, never 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ShareFigures {
    /// Trials that hit.
    pub k: u64,
    /// Trials.
    pub n: u64,
    /// `k / n`.
    pub rate: Option<f64>,
    /// Lower end of the interval.
    pub lo: Option<f64>,
    /// Upper end of the interval.
    pub hi: Option<f64>,
    /// Confidence of the interval.
    pub confidence: f64,
    /// How the interval was made: `wilson`.
    pub method: &'static str,
}

impl ShareFigures {
    /// `k` of `n`.
    ///
    /// # Errors
    /// As [`wilson`].
    #[allow(clippy::cast_precision_loss)] // counts of tickets are far below 2^53
    pub fn new(k: u64, n: u64, confidence: f64) -> Result<Self> {
        let interval = wilson(k, n, confidence)?;
        Ok(Self {
            k,
            n,
            rate: (n > 0).then(|| k as f64 / n as f64),
            lo: interval.map(|i| i.lo),
            hi: interval.map(|i| i.hi),
            confidence,
            method: "wilson",
        })
    }
}

/// Collects durations; the values stay exact, the sum is an `i128`.
///
/// ```
/// use sundesk::metrics::{Durations, PercentileMethod};
/// use sundesk::time::SECOND;
/// let mut acc = Durations::default();
/// for seconds in [3600, 7200, 60, 86_400, 1] {
///     acc.add(seconds * SECOND);
/// }
/// let figures = acc.figures(PercentileMethod::NearestRank);
/// assert_eq!(figures.mean_s_exact.unwrap().to_string(), "97261/5");
/// assert_eq!((figures.mean_s, figures.median_s), (Some(19452.2), Some(3600.0)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Durations {
    values: Vec<i64>,
}

impl Durations {
    /// One more duration in microseconds.
    pub fn add(&mut self, micros: i64) {
        self.values.push(micros);
    }

    /// The durations of both.
    #[must_use]
    pub fn merge(mut self, mut other: Self) -> Self {
        if self.values.len() < other.values.len() {
            std::mem::swap(&mut self, &mut other);
        }
        self.values.append(&mut other.values);
        self
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Median, 90th percentile, mean, least and most.
    #[must_use]
    pub fn figures(mut self, method: PercentileMethod) -> DurationFigures {
        self.values.sort_unstable();
        let sorted = &self.values;
        let sum: i128 = sorted.iter().map(|v| i128::from(*v)).sum();
        let count = i128::try_from(sorted.len()).unwrap_or(0);
        let seconds = |f: Option<Fraction>| f.and_then(|f| f.divided_by(SECOND));
        let mean = seconds(Fraction::new(sum, count));
        let read = |f: Option<Fraction>| seconds(f).map(Fraction::to_f64);
        DurationFigures {
            n: u64::try_from(sorted.len()).unwrap_or(u64::MAX),
            median_s: read(percentile(sorted, Share::HALF, method)),
            p90_s: read(percentile(sorted, Share::P90, method)),
            mean_s: mean.map(Fraction::to_f64),
            mean_s_exact: mean,
            min_s: read(sorted.first().copied().map(Fraction::whole)),
            max_s: read(sorted.last().copied().map(Fraction::whole)),
            percentile_method: method,
        }
    }
}

/// How long things took, in seconds. Without values every figure is `null`, never 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct DurationFigures {
    /// How many values there are.
    pub n: u64,
    /// Half took no longer.
    pub median_s: Option<f64>,
    /// Nine tenths took no longer.
    pub p90_s: Option<f64>,
    /// Sum over count; a few very long ones pull it up, so it comes after the median.
    pub mean_s: Option<f64>,
    /// The mean as a fraction: the integer sum over the count.
    pub mean_s_exact: Option<Fraction>,
    /// The shortest.
    pub min_s: Option<f64>,
    /// The longest.
    pub max_s: Option<f64>,
    /// How the percentiles were read.
    pub percentile_method: PercentileMethod,
}

/// What became of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verdict {
    /// Kept in time.
    Met,
    /// Broken: done too late, or not done and past due.
    Late,
    /// Not done and not yet due: in neither side of the share.
    Undecided,
    /// No promise applies: no policy, no target, cancelled, spam.
    Excluded,
}

/// Which cycles of a metric make up what became of its promise. They differ for metrics of many cycles, such as `next_reply`, so a
/// report names its choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AttainmentRule {
    /// One verdict per ticket: late when any of its cycles is late. The default.
    #[default]
    PerTicket,
    /// One verdict per cycle: a ticket with three cycles counts three times.
    PerCycle,
}

impl Verdict {
    /// What became of the promise of one ticket ([`AttainmentRule::PerTicket`]); `None` for a ticket whose policy lacks the metric.
    ///
    /// Late when any cycle is late; else undecided while a cycle is open; else met when any cycle was.
    #[must_use]
    pub fn of(metric: Option<&MetricSummary>) -> Self {
        let verdicts = Attainment::of(metric, AttainmentRule::PerCycle);
        match () {
            () if verdicts.late > 0 => Verdict::Late,
            () if verdicts.undecided > 0 => Verdict::Undecided,
            () if verdicts.met > 0 => Verdict::Met,
            () => Verdict::Excluded,
        }
    }
}

/// Collects verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Attainment {
    met: u64,
    late: u64,
    undecided: u64,
    excluded: u64,
}

impl From<Verdict> for Attainment {
    fn from(verdict: Verdict) -> Self {
        let mut one = Attainment::default();
        one.add(verdict);
        one
    }
}

impl Attainment {
    /// What became of one ticket's promise; `None` for a ticket whose policy lacks the metric. Cancelled cycles and those without a
    /// promise have no verdict; a ticket without any is excluded.
    ///
    /// ```
    /// use sundesk::metrics::{Attainment, AttainmentRule, Verdict};
    /// assert_eq!(Attainment::of(None, AttainmentRule::PerCycle), Attainment::from(Verdict::Excluded));
    /// ```
    #[must_use]
    pub fn of(metric: Option<&MetricSummary>, rule: AttainmentRule) -> Self {
        if rule == AttainmentRule::PerTicket {
            return Verdict::of(metric).into();
        }
        let Some(metric) = metric else { return Verdict::Excluded.into() };
        let late = u64::from(metric.late_before);
        let before = Attainment { met: u64::from(metric.judged_before).saturating_sub(late), late, ..Self::default() };
        let last = match metric.state {
            MetricState::Met => Verdict::Met,
            MetricState::Missed | MetricState::Breached => Verdict::Late,
            MetricState::Running | MetricState::Paused => Verdict::Undecided,
            MetricState::Inactive | MetricState::Cancelled if metric.judged_before > 0 => return before,
            MetricState::Inactive | MetricState::Cancelled => Verdict::Excluded,
        };
        before.merge(last.into())
    }

    /// Met, late, undecided, excluded.
    pub(crate) fn counts(self) -> [u64; 4] {
        [self.met, self.late, self.undecided, self.excluded]
    }

    /// As many times over.
    pub(crate) fn times(self, weight: u64) -> Self {
        Self::from_counts(self.counts().map(|n| n.saturating_mul(weight)))
    }

    pub(crate) fn from_counts([met, late, undecided, excluded]: [u64; 4]) -> Self {
        Self { met, late, undecided, excluded }
    }

    /// One more verdict.
    pub fn add(&mut self, verdict: Verdict) {
        *match verdict {
            Verdict::Met => &mut self.met,
            Verdict::Late => &mut self.late,
            Verdict::Undecided => &mut self.undecided,
            Verdict::Excluded => &mut self.excluded,
        } += 1;
    }

    /// The tickets of both.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            met: self.met.saturating_add(other.met),
            late: self.late.saturating_add(other.late),
            undecided: self.undecided.saturating_add(other.undecided),
            excluded: self.excluded.saturating_add(other.excluded),
        }
    }

    /// Met over met and late, with its interval.
    ///
    /// # Errors
    /// As [`wilson`], for the confidence.
    pub fn figures(self, confidence: f64) -> Result<AttainmentFigures> {
        let share = ShareFigures::new(self.met, self.met.saturating_add(self.late), confidence)?;
        Ok(AttainmentFigures { share, late: self.late, undecided: self.undecided, excluded: self.excluded, unknown: 0 })
    }
}

/// The share of promises kept: `k` met of `n` decided.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct AttainmentFigures {
    /// Met over met and late.
    #[serde(flatten)]
    pub share: ShareFigures,
    /// Broken, those still open past due included.
    pub late: u64,
    /// Still open, not yet due; in neither side.
    pub undecided: u64,
    /// No promise applied; in neither side.
    pub excluded: u64,
    /// The log does not tell what the promise takes, such as replies; in neither side.
    pub unknown: u64,
}

//! [`Figure`]: one number with everything it rests on. Every metric gives its figures in this one shape.

use super::benchmark::{Benchmark, BenchmarkBeside};
use super::dist::Dist;
use super::fraction::Fraction;
use super::goal::{Goal, GoalOutcome};
use super::percentile::{PercentileMethod, Share};
use super::ranks::{Asked, Ranks};
use super::state::LeftOut;
use super::stats::{DEFAULT_CONFIDENCE, Interval, IntervalMethod, interval, number, wilson};
use super::window::Window;
use crate::error::Result;
use crate::time::{Instant, TimeSegment};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize, Serializer};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a value is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, schemars::JsonSchema, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Unit {
    /// Seconds.
    Seconds,
    /// A share from 0 to 1.
    Share,
    /// Points from -100 to 100.
    Points,
    /// How many.
    Count,
    /// Points of the survey's scale.
    Score,
    /// Whatever the numbers were in.
    Amount,
}

impl Unit {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Unit::Seconds => "seconds",
            Unit::Share => "share",
            Unit::Points => "points",
            Unit::Count => "count",
            Unit::Score => "score",
            Unit::Amount => "amount",
        }
    }
}

/// A reason to read a figure with care.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FigureFlag {
    /// Few values, or an interval so wide that little can be said.
    LowN,
    /// A percentile out of a distribution too large to keep exactly: within 1/256.
    Approximate,
    /// It is over fewer values than the view's floor, or would give such a one away: it has no value, and `n` is 0.
    Withheld,
    /// The log does not tell what it takes: it has no value, and `n` is 0.
    NotKnown,
}

impl FigureFlag {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FigureFlag::LowN => "low_n",
            FigureFlag::Approximate => "approximate",
            FigureFlag::Withheld => "withheld",
            FigureFlag::NotKnown => "not_known",
        }
    }
}

/// The interval of a figure.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FigureInterval {
    /// The lower end.
    pub lo: f64,
    /// The upper end.
    pub hi: f64,
    /// Its confidence.
    pub confidence: f64,
    /// How it was made.
    pub method: &'static str,
}

/// One number with what it rests on. Without data the value is `null`, never 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Figure {
    /// The metric, such as `resolution_time`.
    pub metric: &'static str,
    /// Which of its definitions, such as `last_resolution`.
    pub variant: String,
    /// What is told of it: `rate`, `median`, `p90`, `mean`, ….
    pub statistic: Cow<'static, str>,
    /// What the value is in.
    pub unit: Unit,
    /// The number.
    pub value: Option<f64>,
    /// The number as a fraction, where it is one.
    pub exact: Option<Fraction>,
    /// How many values, or trials, it is over.
    pub n: u64,
    /// Trials that hit, for a share.
    pub k: Option<u64>,
    /// How sure it is.
    pub interval: Option<FigureInterval>,
    /// How it was read or made: the percentile's method, say.
    pub method: Option<&'static str>,
    /// Reasons for care.
    pub flags: Vec<FigureFlag>,
    /// Tickets that were left out, by reason; the same for all figures of a metric.
    pub excluded: BTreeMap<&'static str, u64>,
    /// Tickets without what the metric is about: no answer to the survey, no reply.
    pub missing: u64,
    /// The goal that it has, and what became of it.
    pub goal: Option<GoalOutcome>,
    /// What others report of it, in the order given; not there where nothing was given.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub benchmarks: Vec<BenchmarkBeside>,
    /// From when to when the instants are that put tickets into it: its period, the part of it in which tickets had to be created where periods are those
    /// of the creation; of a figure without a period, when tickets had to be created. An end without a limit is `null`, and a shift, which comes again
    /// and again, has the ends of the figures without a period.
    pub window: Window,
    /// Whose days and weeks its periods are; `null` where none was said.
    #[serde(serialize_with = "as_text")]
    pub zone: Option<Arc<str>>,
    /// The as-of instant: what came later is not known; `null` where none was said.
    pub as_of: Option<Instant>,
    /// Fingerprint of the metric's definition, in hexadecimal: figures with the same one mean the same.
    pub fingerprint: String,
}

fn as_text<S: Serializer>(text: &Option<Arc<str>>, to: S) -> std::result::Result<S::Ok, S::Error> {
    text.as_deref().serialize(to)
}

/// What is chosen when figures are read, after everything was counted and merged.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// Confidence of intervals.
    pub confidence: f64,
    /// How intervals of shares are made.
    pub interval: IntervalMethod,
    /// How percentiles are read.
    pub percentile: PercentileMethod,
    /// Which percentiles, besides the median.
    pub percentiles: Vec<Share>,
    /// The instant up to which what is open is known to be open; without it what is open has no figures.
    pub as_of: Option<i64>,
    /// Whose days and weeks are meant, as figures say it.
    pub zone: Option<Arc<str>>,
    /// What figures should be; of several for the same figure the one that holds from the latest day on counts, the first of equal ones.
    pub goals: Vec<Goal>,
    /// What others report of figures, to stand beside them.
    pub benchmarks: Vec<Benchmark>,
    /// The days that the figures are of, for goals that hold from a day on and for their pace.
    pub days: Days,
    /// Figures over fewer tickets or values are withheld, and those that would give them away; 0: none.
    pub floor: u64,
    /// Below so many values a figure is flagged.
    pub low_n: u64,
    /// A share whose interval reaches further on either side, as a share, is flagged.
    pub max_half_width: f64,
}

/// Of which days figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// The first day of their period on the wall clock, or else the day of the as-of instant: a goal that holds from a later day on does not count.
    pub first: Option<NaiveDate>,
    /// From when to when their period is; without it there is no pace.
    pub period: Option<TimeSegment>,
    /// From when to when they are, as figures say it.
    pub window: Window,
}

impl Default for View {
    /// 95 %, Wilson, nearest rank, the ninth tenth; fewer than 30 values or more than ten points either side are flagged.
    fn default() -> Self {
        Self {
            confidence: DEFAULT_CONFIDENCE,
            interval: IntervalMethod::default(),
            percentile: PercentileMethod::default(),
            percentiles: vec![Share::P90],
            as_of: None,
            zone: None,
            goals: Vec::new(),
            benchmarks: Vec::new(),
            days: Days::default(),
            floor: 0,
            low_n: 30,
            max_half_width: 0.1,
        }
    }
}

impl Figure {
    /// The figure where the log does not tell what it takes: nothing was counted, which is no 0.
    pub(super) fn not_known(self, view: &View) -> Self {
        let flags = vec![FigureFlag::NotKnown];
        let mut none =
            Self { value: None, exact: None, n: 0, k: None, interval: None, flags, missing: 0, goal: None, ..self };
        none.goal = Goal::that_holds(view, &none).map(|goal| goal.judge(&none, view));
        none.benchmarks.iter_mut().for_each(BenchmarkBeside::forget);
        none
    }
}

/// Where a metric puts its figures.
#[derive(Debug)]
pub struct Figures<'v> {
    view: &'v View,
    metric: &'static str,
    variant: String,
    fingerprint: String,
    excluded: BTreeMap<&'static str, u64>,
    missing: u64,
    made: Vec<Figure>,
}

impl<'v> Figures<'v> {
    pub(crate) fn new(view: &'v View, metric: &'static str, variant: String, fingerprint: String) -> Self {
        Self { view, metric, variant, fingerprint, excluded: BTreeMap::new(), missing: 0, made: Vec::new() }
    }

    pub(crate) fn into_made(mut self) -> Vec<Figure> {
        for figure in &mut self.made {
            figure.excluded.clone_from(&self.excluded);
            figure.missing = self.missing;
        }
        self.made
    }

    /// What was asked for.
    #[must_use]
    pub fn view(&self) -> &View {
        self.view
    }

    /// What was left out, and what had nothing to measure: stands with every figure of the metric.
    pub(crate) fn without(&mut self, excluded: &LeftOut, missing: u64) {
        self.excluded = excluded.told();
        self.missing = missing;
    }

    fn blank(&self, statistic: impl Into<Cow<'static, str>>, unit: Unit, n: u64) -> Figure {
        Figure {
            metric: self.metric,
            variant: self.variant.clone(),
            statistic: statistic.into(),
            unit,
            value: None,
            exact: None,
            n,
            k: None,
            interval: None,
            method: None,
            flags: Vec::new(),
            excluded: BTreeMap::new(),
            missing: 0,
            goal: None,
            benchmarks: Vec::new(),
            window: self.view.days.window,
            zone: self.view.zone.clone(),
            as_of: self.view.as_of.map(Instant::of),
            fingerprint: self.fingerprint.clone(),
        }
    }

    fn put(&mut self, mut figure: Figure) {
        let half = figure.interval.filter(|_| figure.unit == Unit::Share).map(|i| (i.hi - i.lo) / 2.0);
        let unsure = figure.n > 0 && (figure.n < self.view.low_n || half.is_some_and(|h| h > self.view.max_half_width));
        if unsure && figure.unit != Unit::Count {
            figure.flags.push(FigureFlag::LowN);
        }
        figure.goal = Goal::that_holds(self.view, &figure).map(|goal| goal.judge(&figure, self.view));
        figure.benchmarks = Benchmark::beside(self.view, &figure);
        self.made.push(figure);
    }

    /// How many.
    pub fn count(&mut self, statistic: &'static str, count: u64, n: u64) {
        let figure = self.blank(statistic, Unit::Count, n);
        let exact = i64::try_from(count).ok().map(Fraction::whole);
        self.put(Figure { value: Some(number(count)), exact, k: Some(count), ..figure });
    }

    /// `k` of `n` as a share with its interval.
    ///
    /// # Errors
    /// As [`interval`].
    pub fn share(&mut self, statistic: &'static str, k: u64, n: u64) -> Result<()> {
        let View { confidence, interval: method, .. } = *self.view;
        let found = interval(k, n, confidence, method)?;
        let shown = |Interval { lo, hi }| FigureInterval { lo, hi, confidence, method: method.name() };
        let exact = Fraction::new(i128::from(k), i128::from(n));
        let figure = self.blank(statistic, Unit::Share, n);
        let value = exact.map(Fraction::to_f64);
        self.put(Figure { value, exact, k: Some(k), interval: found.map(shown), ..figure });
        Ok(())
    }

    /// A number that is no share.
    pub fn number(&mut self, statistic: &'static str, unit: Unit, value: Option<f64>, n: u64) {
        let figure = self.blank(statistic, unit, n);
        self.put(Figure { value: value.filter(|v| v.is_finite()), ..figure });
    }

    /// The same under a name that is made.
    pub fn named(&mut self, statistic: String, unit: Unit, value: Option<f64>, n: u64) {
        let figure = self.blank(statistic, unit, n);
        self.put(Figure { value: value.filter(|v| v.is_finite()), ..figure });
    }

    /// A number with an interval.
    pub fn ranged(
        &mut self,
        statistic: &'static str,
        unit: Unit,
        value: Option<f64>,
        n: u64,
        interval: Option<FigureInterval>,
    ) {
        let figure = self.blank(statistic, unit, n);
        self.put(Figure { value: value.filter(|v| v.is_finite()), interval, ..figure });
    }

    /// A number that may be known as a fraction.
    pub fn exact(&mut self, statistic: &'static str, unit: Unit, value: Option<f64>, exact: Option<Fraction>, n: u64) {
        let figure = self.blank(statistic, unit, n);
        self.put(Figure { value: value.filter(|v| v.is_finite()), exact, ..figure });
    }

    /// A quotient of whole numbers, in units of which `per` make one.
    pub fn fraction(&mut self, statistic: &'static str, unit: Unit, value: Option<Fraction>, per: i64, n: u64) {
        let exact = value.and_then(|v| v.divided_by(per));
        let figure = self.blank(statistic, unit, n);
        self.put(Figure { value: exact.map(Fraction::to_f64), exact, ..figure });
    }

    /// Median, the percentiles asked for, mean, least and most of a distribution in units of which `per` make one.
    ///
    /// # Errors
    /// As [`wilson`], for the confidence.
    pub fn spread(&mut self, unit: Unit, dist: &Dist, per: i64) -> Result<()> {
        let view = self.view;
        let mut shares = vec![Share::HALF];
        shares.extend(view.percentiles.iter().filter(|s| **s != Share::HALF));
        let mut read = Vec::with_capacity(shares.len());
        for share in shares {
            read.push((share, wilson(share.of(dist.n()), dist.n(), view.confidence)?));
        }
        let ends = |of: &Interval| [of.lo, of.hi].map(|end| (Share::nearest(end), PercentileMethod::NearestRank));
        let asked = read.iter().flat_map(|(share, interval)| {
            interval.iter().flat_map(ends).chain([(*share, view.percentile)]).collect::<Vec<Asked>>()
        });
        let ranks = dist.ranks(&asked.collect::<Vec<_>>());
        for (share, interval) in read {
            let interval = interval.and_then(|of| self.rank_interval(of, &ranks, per));
            let exact = ranks.percentile(share, view.percentile).and_then(|v| v.divided_by(per));
            let statistic = if share == Share::HALF { Cow::Borrowed("median") } else { Cow::Owned(share.name()) };
            let mut figure = self.blank(statistic, unit, dist.n());
            figure.flags.extend((!ranks.is_exact()).then_some(FigureFlag::Approximate));
            let method = Some(view.percentile.name());
            self.put(Figure { value: exact.map(Fraction::to_f64), exact, interval, method, ..figure });
        }
        self.fraction("mean", unit, dist.mean(), per, dist.n());
        let (min, max) = dist.ends().unzip();
        self.fraction("min", unit, min.map(Fraction::whole), per, dist.n());
        self.fraction("max", unit, max.map(Fraction::whole), per, dist.n());
        Ok(())
    }

    /// The interval of a percentile: the values at the ends of Wilson's interval of its own share, by rank.
    fn rank_interval(&self, ends: Interval, ranks: &Ranks, per: i64) -> Option<FigureInterval> {
        let read = |end: f64| {
            let value = ranks.percentile(Share::nearest(end), PercentileMethod::NearestRank);
            value.and_then(|v| v.divided_by(per)).map(Fraction::to_f64)
        };
        let (lo, hi) = read(ends.lo).zip(read(ends.hi))?;
        Some(FigureInterval { lo, hi, confidence: self.view.confidence, method: "order_statistics" })
    }
}

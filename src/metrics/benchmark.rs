//! Benchmarks of others beside a figure: who says so, when, of whom. They are no goals and judge nothing.

use super::figure::{Figure, Unit, View};
use crate::error::{Error, Result};
use crate::time::civil::{day_number, day_of, parse_date};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The most benchmarks of a report.
pub const MAX_BENCHMARKS: usize = 1_000;
/// The longest source or scope of a benchmark, in bytes.
pub const MAX_BENCHMARK_TEXT: usize = 500;

/// What others report of a metric. None comes with the library.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Benchmark {
    /// The metric, such as `csat`.
    pub metric: String,
    /// By which of its definitions, such as `top_from_4_of_1_to_5`: a figure of another definition is no comparison, and refused.
    pub variant: String,
    /// The statistic, such as `rate` or `median`.
    pub statistic: String,
    /// What its numbers are in; another unit than the figure's is refused.
    pub unit: Unit,
    /// The number. Either this or `quartiles`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// Of many organisations what a quarter, half and three quarters of them do not exceed; the middle one is the number that is compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quartiles: Option<[f64; 3]>,
    /// How many it is over, as the source counts (organisations, or tickets), if known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<u64>,
    /// Who says so: the publication, so that a reader finds it.
    pub source: String,
    /// The last day that it is of, `2025-06-30`.
    pub date: String,
    /// Of whom: trade, country, channel, size.
    pub scope: String,
    /// From how many days after its date on it is said to be old; default 730.
    #[serde(default = "two_years")]
    pub old_after_days: u32,
}

fn two_years() -> u32 {
    730
}

/// Where a figure is, seen from a benchmark. It says nothing of good or bad.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkSide {
    /// The whole interval is above it; a count has none and is what it is.
    Above,
    /// The whole interval is below it.
    Below,
    /// A count that is equal.
    Equal,
    /// The interval holds the benchmark, or there is none: at this n they cannot be told apart.
    NotToldApart,
    /// There is no figure.
    NoData,
}

impl BenchmarkSide {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            BenchmarkSide::Above => "above",
            BenchmarkSide::Below => "below",
            BenchmarkSide::Equal => "equal",
            BenchmarkSide::NotToldApart => "not_told_apart",
            BenchmarkSide::NoData => "no_data",
        }
    }
}

/// How old a benchmark is at the as-of instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BenchmarkAge {
    /// Not older than stated.
    Current,
    /// Older than stated.
    Old,
    /// Of a day after the as-of instant: known with hindsight alone.
    Later,
    /// No as-of instant was given.
    Unknown,
}

impl BenchmarkAge {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            BenchmarkAge::Current => "current",
            BenchmarkAge::Old => "old",
            BenchmarkAge::Later => "later",
            BenchmarkAge::Unknown => "unknown",
        }
    }
}

/// A benchmark beside a figure.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct BenchmarkBeside {
    /// The number: of quartiles the middle one.
    pub value: f64,
    /// The quartiles; `null` where a number alone was given.
    pub quartiles: Option<[f64; 3]>,
    /// How many it is over, if known.
    pub n: Option<u64>,
    /// Who says so.
    pub source: String,
    /// The last day that it is of.
    pub date: String,
    /// Of whom.
    pub scope: String,
    /// The figure less the benchmark, in the figure's unit; `null` without a figure.
    pub difference: Option<f64>,
    /// Where the figure's interval is. The benchmark is taken as exact: its own uncertainty is not in it.
    pub side: BenchmarkSide,
    /// In which quarter of the organisations the figure is, 1 the lowest; `null` without quartiles or figure. A figure at a quartile is in the quarter below.
    pub quarter: Option<u8>,
    /// Days from its date to the as-of instant (UTC); below 0 it is later; `null` without an as-of instant.
    pub age_days: Option<i64>,
    /// Whether it is old by then.
    pub age: BenchmarkAge,
}

impl Benchmark {
    /// Whether it is one.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for both or none of value and quartiles, quartiles that fall, a number that its unit does not
    /// have (a share above 1, points beyond 100, less than 0 seconds), an empty source or scope, what is no date;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for a text over [`MAX_BENCHMARK_TEXT`].
    pub fn check(&self) -> Result<()> {
        let given: Vec<(String, f64)> = match (self.value, self.quartiles) {
            (Some(value), None) => vec![("value".to_owned(), value)],
            (None, Some(three)) => {
                (0..).zip(three).map(|(i, v): (usize, f64)| (format!("quartiles[{i}]"), v)).collect()
            }
            (value, _) => {
                let both = if value.is_some() { "both" } else { "nothing" };
                return Err(Error::invalid("value", both, "either `value` or `quartiles`"));
            }
        };
        let (least, most, expected) = match self.unit {
            Unit::Share => (0.0, 1.0, "a share from 0 to 1: 0.85 for 85 %"),
            Unit::Points => (-100.0, 100.0, "points from -100 to 100"),
            Unit::Seconds | Unit::Count => (0.0, f64::MAX, "a number that is not below 0"),
            Unit::Score | Unit::Amount => (f64::MIN, f64::MAX, "a number"),
        };
        if let Some((path, value)) = given.iter().find(|(_, v)| !(least..=most).contains(v)) {
            return Err(Error::invalid(path, value, expected));
        }
        if self.quartiles.is_some_and(|of| !of.is_sorted()) {
            return Err(Error::invalid(
                "quartiles",
                format!("{:?}", self.quartiles.unwrap_or_default()),
                "in ascending order",
            ));
        }
        for (path, text) in [("source", &self.source), ("scope", &self.scope)] {
            if text.trim().is_empty() {
                return Err(Error::invalid(
                    path,
                    "nothing",
                    "who says so, and of whom: a number without is no benchmark",
                ));
            }
            if text.len() > MAX_BENCHMARK_TEXT {
                return Err(Error::limit(path, text.len(), format!("at most {MAX_BENCHMARK_TEXT} bytes")));
            }
        }
        parse_date(&self.date).map(drop).map_err(|e| e.at("date"))
    }

    /// The benchmarks of a view that are of a figure, in their order.
    pub(super) fn beside(view: &View, figure: &Figure) -> Vec<BenchmarkBeside> {
        let of =
            |b: &&Self| b.metric == figure.metric && b.variant == figure.variant && b.statistic == figure.statistic;
        view.benchmarks.iter().filter(of).filter(|b| b.unit == figure.unit).map(|b| b.put(figure, view.as_of)).collect()
    }

    fn put(&self, figure: &Figure, as_of: Option<i64>) -> BenchmarkBeside {
        let value = self.value.or(self.quartiles.map(|[_, middle, _]| middle)).unwrap_or_default();
        let date = parse_date(&self.date).ok().map(day_number);
        let age_days = as_of.zip(date).map(|(at, date)| i64::from(day_of(at)) - i64::from(date));
        let age = match age_days {
            None => BenchmarkAge::Unknown,
            Some(days) if days < 0 => BenchmarkAge::Later,
            Some(days) if days > i64::from(self.old_after_days) => BenchmarkAge::Old,
            Some(_) => BenchmarkAge::Current,
        };
        let quarter = |(own, quartiles): (f64, [f64; 3])| {
            (1_u8..).zip(quartiles).find(|(_, q)| own <= *q).map_or(4, |(quarter, _)| quarter)
        };
        BenchmarkBeside {
            value,
            quartiles: self.quartiles,
            n: self.n,
            source: self.source.clone(),
            date: self.date.clone(),
            scope: self.scope.clone(),
            difference: figure.value.map(|own| own - value),
            side: side(figure, value),
            quarter: figure.value.zip(self.quartiles).map(quarter),
            age_days,
            age,
        }
    }
}

fn side(figure: &Figure, benchmark: f64) -> BenchmarkSide {
    let (lo, hi) = match (figure.value, figure.interval) {
        (None, _) => return BenchmarkSide::NoData,
        (Some(_), Some(interval)) => (interval.lo, interval.hi),
        (Some(value), None) if figure.unit == Unit::Count => (value, value),
        (Some(_), None) => return BenchmarkSide::NotToldApart,
    };
    match (lo, hi) {
        (lo, _) if lo > benchmark => BenchmarkSide::Above,
        (_, hi) if hi < benchmark => BenchmarkSide::Below,
        _ if figure.interval.is_none() => BenchmarkSide::Equal,
        _ => BenchmarkSide::NotToldApart,
    }
}

impl BenchmarkBeside {
    /// The same beside a figure that is not told.
    pub(super) fn forget(&mut self) {
        (self.difference, self.quarter, self.side) = (None, None, BenchmarkSide::NoData);
    }
}

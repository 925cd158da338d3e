//! How many tickets will come: by quarter hour, by language and channel or whatever the log knows, with an interval and a test on the past.
//!
//! ```text
//! arrivals ──▶ days of the wall clock × quarter hours
//!          level of each week ──damped trend──▶ weeks to come
//!          × factor of the weekday, or of holidays      (levels and factors fitted in turn)
//!          × share of the quarter hour in such a day    (smoothed, drawn to that of like days)
//! ```
//!
//! The interval is that of a count whose variance is greater than its mean (negative binomial); how much greater is read off how far the
//! forecasts of past weeks were from what came. The [backtest](Backtest) forecasts past weeks from what was known before them, beside a
//! peer that repeats the last week, and says which of both was nearer. Nothing is random: the same log gives the same bytes.

mod backtest;
mod grid;
mod model;
mod spread;

pub use backtest::{Backtest, ForecastErrors};
pub use grid::ForecastInput;

use crate::error::{Error, Result};
use crate::metrics::Withheld;
use crate::metrics::stats::{DEFAULT_CONFIDENCE, number, two_sided_z};
use crate::time::{Instant, civil};
use grid::{Grid, Series};
use model::{HOLIDAY, Model};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use spread::Spread;
use std::collections::BTreeMap;

/// The most days ahead.
pub const MAX_FORECAST_DAYS: u32 = 62;
/// The most weeks of the past that are looked at.
pub const MAX_FORECAST_WEEKS: u32 = 208;
/// The most series of one forecast, that of all tickets not counted.
pub const MAX_FORECAST_SERIES: usize = 100;
/// Fewer whole weeks of the past make no forecast.
pub const MIN_FORECAST_WEEKS: usize = 2;

/// What is forecast.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct ForecastSpec {
    /// Attributes of the log whose values make series of their own, such as `language` and `channel`; left out, there is one of all.
    pub by: Vec<String>,
    /// The first day, such as `2026-06-01`; left out, the day after the as-of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// How many days (default 14).
    pub days: u32,
    /// Minutes of an interval: 15 (default), 30 or 60.
    pub slot_minutes: u32,
    /// How many weeks of the past count at most (default 52).
    pub weeks: u32,
    /// How many times the past is forecast, a week later each time (default 4).
    pub backtests: u32,
    /// Confidence of the intervals (default 0.95).
    pub confidence: f64,
    /// Series of fewer tickets of the past than this are withheld, and so are those from which they could be had by subtraction; default 0, none.
    pub floor: u64,
}

impl Default for ForecastSpec {
    fn default() -> Self {
        let (by, confidence) = (Vec::new(), DEFAULT_CONFIDENCE);
        Self { by, from: None, days: 14, slot_minutes: 15, weeks: 52, backtests: 4, confidence, floor: 0 }
    }
}

/// How many tickets will come.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Forecast {
    /// The as-of instant.
    pub as_of: Instant,
    /// Whose days they are.
    pub zone: String,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Minutes of an interval.
    pub slot_minutes: u32,
    /// Confidence of the intervals.
    pub confidence: f64,
    /// The first day of the past that counts.
    pub history_from: String,
    /// The last.
    pub history_to: String,
    /// Whole weeks of the past.
    pub history_weeks: u64,
    /// Tickets without a place among the days: created on the day of the as-of or before the weeks that count.
    pub outside: u64,
    /// That of all tickets first, then each by its words.
    pub series: Vec<ForecastSeries>,
    /// Series that are not told because of the floor; `null` where all are.
    pub withheld: Option<Withheld>,
}

/// The forecast of one series.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ForecastSeries {
    /// Whose it is, by attribute; empty for all tickets together.
    pub group: BTreeMap<String, String>,
    /// Tickets of the past that it rests on.
    pub tickets: u64,
    /// `low_n`: fewer than 30 tickets. `holidays_unseen`: no holiday among the past days, so that one is taken for the quietest weekday.
    /// `no_backtest`: too few weeks to forecast the past. `naive_is_better`: last week repeated was nearer to what came.
    pub flags: Vec<&'static str>,
    /// What comes on a day of the last week, its weekdays evened out.
    pub level_per_day: f64,
    /// By how much that changes in the first week; each week after it by nine tenths of the week before.
    pub trend_per_day: f64,
    /// What a day brings over the mean day: Monday to Sunday.
    pub weekday_factors: [f64; 7],
    /// What a holiday brings over the mean day.
    pub holiday_factor: f64,
    /// The days.
    pub days: Vec<ForecastDay>,
    /// The intervals.
    pub slots: ForecastSlots,
    /// The upper bounds as a document: with `aht_s` and `goal` the fields of a question `staffing`, or the arrivals of a day plan.
    pub upper: UpperBound,
    /// How forecasts of the past did; `null` where there were too few weeks.
    pub backtest: Option<Backtest>,
}

/// A day to come.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ForecastDay {
    /// Its date.
    pub date: String,
    /// Whether the calendar has it as a holiday.
    pub holiday: bool,
    /// How many come on average.
    pub expected: f64,
    /// The lower bound.
    pub lo: u64,
    /// The upper bound.
    pub hi: u64,
}

/// Intervals to come, in order from [`UpperBound::from`] on. On the day a clock goes back the hour it repeats is there twice, on the day it goes
/// forward the hour it leaves out is not there.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ForecastSlots {
    /// How many come on average.
    pub expected: Vec<f64>,
    /// The lower bound of each.
    pub lo: Vec<u64>,
    /// The upper bound of each. All at once are rarer than one: the bounds of a day are those of `days`.
    pub hi: Vec<u64>,
}

/// Arrivals as a day plan takes them.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct UpperBound {
    /// From this instant.
    pub from: String,
    /// Until this one.
    pub to: String,
    /// The length of an interval, in minutes.
    pub slot_minutes: u32,
    /// How many come in each.
    pub arrivals: Vec<f64>,
}

/// Forecasts arrivals.
///
/// # Errors
/// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for days, weeks or a confidence outside their limits;
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for intervals of other lengths, a floor that leaves nothing to tell, or fewer than [`MIN_FORECAST_WEEKS`] whole
/// weeks of arrivals; [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an attribute that the log does not have;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_FORECAST_SERIES`].
pub fn forecast(input: &ForecastInput<'_>, spec: &ForecastSpec) -> Result<Forecast> {
    spec.check()?;
    let z = two_sided_z(spec.confidence)?;
    let mut grid = Grid::of(input, spec)?;
    let withheld = grid.withhold(spec)?;
    let series = grid.series.iter().map(|series| one(&grid, series, spec, z)).collect();
    Ok(Forecast {
        as_of: Instant::of(input.now),
        zone: input.zone.name().to_owned(),
        tzdb: input.zone.release().to_owned(),
        slot_minutes: spec.slot_minutes,
        confidence: spec.confidence,
        history_from: civil::date(grid.first)?.to_string(),
        history_to: civil::date(grid.end - 1)?.to_string(),
        history_weeks: u64::from((grid.end - grid.first).unsigned_abs() / 7),
        outside: grid.outside,
        series,
        withheld,
    })
}

impl ForecastSpec {
    fn check(&self) -> Result<()> {
        if !matches!(self.slot_minutes, 15 | 30 | 60) {
            return Err(Error::invalid("slot_minutes", self.slot_minutes, "15, 30 or 60"));
        }
        for (field, value, least, most) in [
            ("days", self.days, 1, MAX_FORECAST_DAYS),
            ("weeks", self.weeks, 1, MAX_FORECAST_WEEKS),
            ("backtests", self.backtests, 0, MAX_FORECAST_WEEKS),
        ] {
            if !(least..=most).contains(&value) {
                return Err(Error::out_of_range(field, value, format!("from {least} to {most}")));
            }
        }
        Ok(())
    }
}

fn one(grid: &Grid<'_>, series: &Series, spec: &ForecastSpec, z: f64) -> ForecastSeries {
    let past = grid.past(series, grid.end);
    let model = Model::fit(&past);
    let (test, noise) = backtest::run(grid, series, spec, z);
    let (by_slot, by_day) = (model.slot_noise.max(noise.0), model.day_noise.max(noise.1));
    let mut days: Vec<ForecastDay> = Vec::new();
    let mut slots = ForecastSlots::default();
    for slot in &grid.ahead {
        let mean = model.mean(slot.day - grid.end, grid.kind(slot.day), slot.of_day);
        let (lo, hi) = Spread::new(mean, by_slot).interval(z, spec.confidence);
        slots.expected.push(mean);
        slots.lo.push(lo);
        slots.hi.push(hi);
        let date = civil::date(slot.day).map(|d| d.to_string()).unwrap_or_default();
        match days.last_mut().filter(|day| day.date == date) {
            Some(day) => day.expected += mean,
            None => {
                let holiday = grid.kind(slot.day) == HOLIDAY;
                days.push(ForecastDay { date, holiday, expected: mean, lo: 0, hi: 0 });
            }
        }
    }
    for day in &mut days {
        (day.lo, day.hi) = Spread::new(day.expected, by_day).interval(z, spec.confidence);
    }
    let tickets = past.total();
    let naive = test.as_ref().is_some_and(|t| t.nearer == "seasonal_naive");
    let holiday_ahead = days.iter().any(|d| d.holiday);
    let flags = [
        ("low_n", tickets < 30),
        ("holidays_unseen", holiday_ahead && !model.holidays_seen),
        ("no_backtest", test.is_none()),
        ("naive_is_better", naive),
    ];
    ForecastSeries {
        group: series.group.clone(),
        tickets,
        flags: flags.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect(),
        level_per_day: model.level,
        trend_per_day: model.trend * model::DAMPED,
        weekday_factors: std::array::from_fn(|day| model.factor(day)),
        holiday_factor: model.factor(HOLIDAY),
        days,
        upper: UpperBound {
            from: grid.ahead_from(),
            to: grid.ahead_to(),
            slot_minutes: spec.slot_minutes,
            arrivals: slots.hi.iter().map(|n| number(*n)).collect(),
        },
        slots,
        backtest: test,
    }
}

//! Forecasts of past weeks from what was known before them, beside a peer that repeats the last week.

use super::grid::{Grid, Series};
use super::model::{Model, Noise};
use super::spread::Spread;
use super::{ForecastSpec, MIN_FORECAST_WEEKS};
use crate::metrics::stats::number;
use serde::Serialize;

/// The most weeks ahead that the past is forecast.
const WEEKS_AHEAD: u32 = 4;

/// Errors that differ by less are equal: sums of floats are not exact.
const EQUAL: f64 = 1e-9;

/// How far forecasts were from what came.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ForecastErrors {
    /// The mean miss of an interval, in tickets.
    pub slot_mae: f64,
    /// The root of its mean square.
    pub slot_rmse: f64,
    /// The mean miss of a day.
    pub day_mae: f64,
    /// The root of its mean square.
    pub day_rmse: f64,
    /// All misses of days over all that came; `null` where nothing came.
    pub day_wape: Option<f64>,
    /// What was forecast over what came: above 1, too much; `null` where nothing came.
    pub bias: Option<f64>,
}

/// How forecasts of the past did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Backtest {
    /// How many forecasts, each a week later than the one before.
    pub forecasts: u64,
    /// How many weeks each looked ahead.
    pub weeks_ahead: u32,
    /// Days that were compared, a day once for each forecast of it.
    pub days: u64,
    /// The errors of this model.
    pub model: ForecastErrors,
    /// Those of a peer that says: as in the last week.
    pub seasonal_naive: ForecastErrors,
    /// The model's error over the peer's, as roots of mean squares of intervals: below 1, the model was nearer; `null` where the peer never missed.
    pub slot_ratio: Option<f64>,
    /// The same of days.
    pub day_ratio: Option<f64>,
    /// Which was nearer by days: `model`, `seasonal_naive` or `equal`.
    pub nearer: &'static str,
    /// The share of intervals that lay within the bounds forecast for them.
    pub slots_within: Option<f64>,
    /// The share of days, of each forecast by bounds that were calibrated on the other forecasts.
    pub days_within: Option<f64>,
}

/// Forecasts the past; with it, by how much counts of intervals and of days varied about their forecasts more than chance.
pub(super) fn run(grid: &Grid<'_>, series: &Series, spec: &ForecastSpec, z: f64) -> (Option<Backtest>, (f64, f64)) {
    let ahead = spec.days.div_ceil(7).clamp(1, WEEKS_AHEAD);
    let weeks = u32::try_from((grid.end - grid.first) / 7).unwrap_or(0);
    let least = u32::try_from(MIN_FORECAST_WEEKS).unwrap_or(2);
    let forecasts = weeks.saturating_sub(least + ahead).saturating_add(1).min(spec.backtests);
    if weeks < least + ahead || forecasts == 0 {
        return (None, (0.0, 0.0));
    }
    let [week, ahead_days] = [7, ahead * 7].map(|n| i32::try_from(n).unwrap_or(7));
    let (mut model, mut naive) = (Misses::default(), Misses::default());
    let (mut by_slot, mut by_day) = (Noise::default(), Noise::default());
    let mut slots_within = 0_u64;
    let mut tested: Vec<DaysOf> = Vec::new();
    for i in (0..i32::try_from(forecasts).unwrap_or(0)).rev() {
        let origin = grid.end - ahead_days - i * week;
        let fitted = Model::fit(&grid.past(series, origin));
        let mut days = DaysOf { noise: fitted.day_noise, seen: Vec::new(), needed: Vec::new() };
        for ahead in 0..ahead_days {
            let day = origin + ahead;
            let came = grid.came(series, day);
            let before = grid.came(series, origin - week + ahead % week);
            let (mut sums, mut last) = ((0.0, 0.0), 0.0);
            for (of_day, (n, naively)) in came.iter().zip(before).enumerate() {
                let (n, naively) = (f64::from(*n), f64::from(*naively));
                let mean = fitted.mean(ahead, grid.kind(day), of_day);
                model.slot(mean - n);
                naive.slot(naively - n);
                by_slot.see(n, mean);
                slots_within += u64::from(within(Spread::new(mean, fitted.slot_noise), n, z, spec.confidence));
                sums = (sums.0 + mean, sums.1 + n);
                last += naively;
            }
            model.day(sums.0, sums.1);
            naive.day(last, sums.1);
            by_day.see(sums.1, sums.0);
            days.seen.push(sums);
            days.needed.push(needed(sums.0, sums.1, z, spec.confidence));
        }
        tested.push(days);
    }
    let days_within: u64 = (0..tested.len()).map(|i| apart(&tested, i, z, spec.confidence)).sum();
    let calibrated = calibrate(tested.iter(), spec.confidence);
    let (ours, peer) = (model.errors(), naive.errors());
    let ratio = |ours: f64, peer: f64| (peer > 0.0).then(|| ours / peer);
    let share = |k: u64, n: u64| (n > 0).then(|| number(k) / number(n));
    let nearer = match (ours.day_rmse, peer.day_rmse) {
        (a, b) if (a - b).abs() <= EQUAL * a.max(b).max(1.0) => "equal",
        (a, b) if a < b => "model",
        _ => "seasonal_naive",
    };
    let told = Backtest {
        forecasts: u64::from(forecasts),
        weeks_ahead: ahead,
        days: model.days,
        slot_ratio: ratio(ours.slot_rmse, peer.slot_rmse),
        day_ratio: ratio(ours.day_rmse, peer.day_rmse),
        model: ours,
        seasonal_naive: peer,
        nearer,
        slots_within: share(slots_within, model.slots),
        days_within: share(days_within, model.days),
    };
    (Some(told), (by_slot.excess(), calibrated.max(by_day.excess())))
}

/// The days of one forecast of the past.
struct DaysOf {
    /// By how much days varied more than chance, as the fit of its own past saw it.
    noise: f64,
    /// Of each day what was forecast, and what came.
    seen: Vec<(f64, f64)>,
    /// Of each day the least excess with which its bounds would have held it.
    needed: Vec<f64>,
}

/// The most by which a day is taken to vary more than chance: its standard deviation is three times its mean.
const MOST_EXCESS: f64 = 9.0;
/// Halvings of the search for it: to a hundred-thousandth.
const HALVINGS: u32 = 20;

/// The least excess with which the bounds of a mean hold what came.
fn needed(mean: f64, came: f64, z: f64, confidence: f64) -> f64 {
    let holds = |excess: f64| within(Spread::new(mean, excess), came, z, confidence);
    if mean <= 0.0 || holds(0.0) {
        return 0.0;
    }
    let (mut low, mut high) = (0.0, MOST_EXCESS);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if holds(middle) { high = middle } else { low = middle }
    }
    high
}

/// The excess with which the bounds hold the share of past days that they promise: of `n` days at least `(n + 1) × confidence`, rounded up, so that one day more
/// would be within with that probability if days were alike (the rule of conformal prediction, Vovk and others 2005); all, where that is more than `n`.
fn calibrate<'d>(of: impl Iterator<Item = &'d DaysOf>, confidence: f64) -> f64 {
    let mut needed: Vec<f64> = of.flat_map(|days| days.needed.iter().copied()).collect();
    needed.sort_by(f64::total_cmp);
    let n = number(u64::try_from(needed.len()).unwrap_or(u64::MAX));
    let wanted = ((n + 1.0) * confidence - EQUAL).ceil().min(n);
    let enough = |(rank, _): &(u64, &f64)| number(rank + 1) >= wanted;
    (0_u64..).zip(&needed).find(enough).map_or(0.0, |(_, excess)| *excess)
}

/// How many days of one forecast lie within bounds that are calibrated on the other forecasts: judged by what it had no part in.
fn apart(tested: &[DaysOf], one: usize, z: f64, confidence: f64) -> u64 {
    let Some(days) = tested.get(one) else { return 0 };
    let others = tested.iter().enumerate().filter(|(i, _)| *i != one).map(|(_, days)| days);
    let mut about = Noise::default();
    others.clone().flat_map(|of| &of.seen).for_each(|(mean, came)| about.see(*came, *mean));
    let noise = days.noise.max(about.excess()).max(calibrate(others, confidence));
    let held = days.seen.iter().filter(|(mean, came)| within(Spread::new(*mean, noise), *came, z, confidence));
    u64::try_from(held.count()).unwrap_or(u64::MAX)
}

fn within(spread: Spread, came: f64, z: f64, confidence: f64) -> bool {
    let (lo, hi) = spread.interval(z, confidence);
    (number(lo)..=number(hi)).contains(&came)
}

/// Misses so far.
#[derive(Default)]
struct Misses {
    slots: u64,
    slot_sum: f64,
    slot_squares: f64,
    days: u64,
    day_sum: f64,
    day_squares: f64,
    forecast: f64,
    came: f64,
}

impl Misses {
    fn slot(&mut self, miss: f64) {
        self.slots += 1;
        self.slot_sum += miss.abs();
        self.slot_squares += miss * miss;
    }

    fn day(&mut self, forecast: f64, came: f64) {
        let miss = forecast - came;
        self.days += 1;
        self.day_sum += miss.abs();
        self.day_squares += miss * miss;
        self.forecast += forecast;
        self.came += came;
    }

    fn errors(&self) -> ForecastErrors {
        let mean = |sum: f64, n: u64| if n == 0 { 0.0 } else { sum / number(n) };
        let over = |sum: f64| (self.came > 0.0).then(|| sum / self.came);
        ForecastErrors {
            slot_mae: mean(self.slot_sum, self.slots),
            slot_rmse: mean(self.slot_squares, self.slots).sqrt(),
            day_mae: mean(self.day_sum, self.days),
            day_rmse: mean(self.day_squares, self.days).sqrt(),
            day_wape: over(self.day_sum),
            bias: over(self.forecast),
        }
    }
}

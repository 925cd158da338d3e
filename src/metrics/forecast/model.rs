//! What a day and a quarter hour bring: level, weekday or holiday, hour.

use crate::metrics::stats::number;

/// The kind of day that is a holiday; the seven before it are the weekdays from Monday.
pub(super) const HOLIDAY: usize = 7;
const KINDS: usize = 8;
/// How much of a week's trend the next week keeps.
pub(super) const DAMPED: f64 = 0.9;
/// Factors and hours are those of so many weeks at most: a desk changes.
const RECENT_WEEKS: usize = 26;
/// So many tickets of a like day weigh as much as the hours of the day's own kind.
const DRAWN: f64 = 50.0;
/// Levels and factors are fitted in turn; after so many turns nothing moves.
const TURNS: usize = 30;

/// What is known of a series: whole weeks, day by day.
pub(super) struct Past<'s> {
    pub(super) slots: usize,
    pub(super) counts: &'s [u32],
    pub(super) kinds: Vec<usize>,
    pub(super) ordinary: Vec<bool>,
}

impl Past<'_> {
    pub(super) fn total(&self) -> u64 {
        self.counts.iter().map(|n| u64::from(*n)).sum()
    }

    fn days(&self) -> impl Iterator<Item = (usize, &[u32])> {
        self.kinds.iter().copied().zip(self.counts.chunks(self.slots))
    }
}

/// The fitted model.
pub(super) struct Model {
    pub(super) level: f64,
    pub(super) trend: f64,
    factors: [f64; KINDS],
    /// By kind of day, the share of each interval.
    hours: Vec<Vec<f64>>,
    pub(super) holidays_seen: bool,
    /// By how much the variance of an interval's count is greater than its mean, over the mean's square.
    pub(super) slot_noise: f64,
    /// The same of a day's.
    pub(super) day_noise: f64,
}

impl Model {
    pub(super) fn fit(past: &Past<'_>) -> Self {
        let totals: Vec<f64> = past.days().map(|(_, counts)| total(counts)).collect();
        let recent = totals.len().saturating_sub(RECENT_WEEKS * 7);
        let (factors, holidays_seen) = factors(&totals, &past.kinds, recent);
        let levels = levels(&totals, &past.kinds, &factors);
        let course = Course::best(&levels);
        let hours = hours(past, recent);
        let mut model = Self {
            level: course.level,
            trend: course.trend,
            factors,
            hours,
            holidays_seen,
            slot_noise: 0.0,
            day_noise: 0.0,
        };
        let (mut by_slot, mut by_day) = (Noise::default(), Noise::default());
        // What each week looked like from the one before it; the first two have seen nothing.
        for (day, (kind, counts)) in past.days().enumerate().skip(14) {
            let level = course.foreseen.get(day / 7).copied().unwrap_or(model.level);
            by_day.see(total(counts), level * model.factor(kind));
            for (of_day, n) in counts.iter().enumerate() {
                by_slot.see(f64::from(*n), level * model.factor(kind) * model.share(kind, of_day));
            }
        }
        (model.slot_noise, model.day_noise) = (by_slot.excess(), by_day.excess());
        model
    }

    pub(super) fn factor(&self, kind: usize) -> f64 {
        self.factors.get(kind).copied().unwrap_or(1.0)
    }

    fn share(&self, kind: usize, of_day: usize) -> f64 {
        self.hours.get(kind).and_then(|hours| hours.get(of_day)).copied().unwrap_or(0.0)
    }

    /// How many come in an interval of the `ahead`-th day after the past, on average.
    pub(super) fn mean(&self, ahead: i32, kind: usize, of_day: usize) -> f64 {
        let weeks = ahead.max(0) / 7 + 1;
        let (mut gained, mut step) = (0.0, 1.0);
        for _ in 0..weeks {
            step *= DAMPED;
            gained += step;
        }
        (self.level + self.trend * gained).max(0.0) * self.factor(kind) * self.share(kind, of_day)
    }
}

fn total(counts: &[u32]) -> f64 {
    number(counts.iter().map(|n| u64::from(*n)).sum())
}

/// By how much counts are farther from their means than those of chance alone.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Noise {
    squares: f64,
    means: f64,
    means_squared: f64,
}

impl Noise {
    pub(super) fn see(&mut self, came: f64, mean: f64) {
        self.squares += (came - mean) * (came - mean);
        self.means += mean;
        self.means_squared += mean * mean;
    }

    /// The excess of the variance over the mean, over the mean's square; never negative.
    pub(super) fn excess(&self) -> f64 {
        if self.means_squared > 0.0 { ((self.squares - self.means) / self.means_squared).max(0.0) } else { 0.0 }
    }
}

/// The factor of each kind of day, from the days from `recent` on, and whether a holiday was among them. Level of the week and factor of the day are
/// fitted in turn, so that a week with a holiday in it does not count as a weak week.
fn factors(totals: &[f64], kinds: &[usize], recent: usize) -> ([f64; KINDS], bool) {
    let mut factors = [1.0; KINDS];
    let totals = totals.get(recent..).unwrap_or(&[]);
    let kinds = kinds.get(recent..).unwrap_or(&[]);
    let mut seen = [false; KINDS];
    kinds.iter().filter_map(|kind| seen.get_mut(*kind).map(|s| *s = true)).for_each(drop);
    for _ in 0..TURNS {
        let levels = levels(totals, kinds, &factors);
        let (mut came, mut level) = ([0.0; KINDS], [0.0; KINDS]);
        for (day, (n, kind)) in totals.iter().zip(kinds).enumerate() {
            let of_week = levels.get(day / 7).copied().unwrap_or(0.0);
            came.get_mut(*kind).into_iter().for_each(|sum| *sum += n);
            level.get_mut(*kind).into_iter().for_each(|sum| *sum += of_week);
        }
        for ((factor, came), level) in factors.iter_mut().zip(came).zip(level) {
            if level > 0.0 {
                *factor = came / level;
            }
        }
        let mean = factors.iter().take(HOLIDAY).sum::<f64>() / 7.0;
        if mean > 0.0 {
            factors.iter_mut().for_each(|factor| *factor /= mean);
        }
    }
    let quietest = factors.iter().take(HOLIDAY).copied().fold(f64::INFINITY, f64::min);
    let holidays = seen.get(HOLIDAY) == Some(&true);
    if let Some(factor) = factors.get_mut(HOLIDAY).filter(|_| !holidays) {
        *factor = quietest;
    }
    (factors, holidays)
}

/// What a mean day of each week brings.
fn levels(totals: &[f64], kinds: &[usize], factors: &[f64; KINDS]) -> Vec<f64> {
    let week = |(totals, kinds): (&[f64], &[usize])| {
        let weight: f64 = kinds.iter().filter_map(|kind| factors.get(*kind)).sum();
        if weight > 0.0 { totals.iter().sum::<f64>() / weight } else { 0.0 }
    };
    totals.chunks(7).zip(kinds.chunks(7)).map(week).collect()
}

/// A level that follows the weeks, with a trend that fades (Holt, damped).
struct Course {
    level: f64,
    trend: f64,
    /// Of each week what the weeks before it foresaw.
    foreseen: Vec<f64>,
}

impl Course {
    /// The one that foresaw the weeks best, among 36 pairs of weights; of equal ones the calmest.
    fn best(levels: &[f64]) -> Self {
        let mut best: Option<(f64, Course)> = None;
        for alpha in [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] {
            for beta in [0.0, 0.1, 0.2, 0.3] {
                let course = Self::with(levels, alpha, beta);
                let missed = |(foreseen, level): (&f64, &f64)| (foreseen - level) * (foreseen - level);
                let error: f64 = course.foreseen.iter().zip(levels).skip(2).map(missed).sum();
                if best.as_ref().is_none_or(|(least, _)| error < *least) {
                    best = Some((error, course));
                }
            }
        }
        best.map_or(Self { level: 0.0, trend: 0.0, foreseen: Vec::new() }, |(_, course)| course)
    }

    fn with(levels: &[f64], alpha: f64, beta: f64) -> Self {
        let first = levels.iter().take(4);
        let n = number(u64::try_from(first.len()).unwrap_or(1)).max(1.0);
        let (mut level, mut trend) = (first.sum::<f64>() / n, 0.0);
        let mut foreseen = Vec::with_capacity(levels.len());
        for seen in levels {
            let expected = level + DAMPED * trend;
            foreseen.push(expected.max(0.0));
            let now = alpha * seen + (1.0 - alpha) * expected;
            trend = beta * (now - level) + (1.0 - beta) * DAMPED * trend;
            level = now;
        }
        Self { level, trend, foreseen }
    }
}

/// The share of each interval in a day of each kind: its own counts, smoothed over half an hour to either side, drawn to those of like days
/// where there are few.
fn hours(past: &Past<'_>, recent: usize) -> Vec<Vec<f64>> {
    let mut own = vec![vec![0.0; past.slots]; KINDS];
    for ((kind, counts), ordinary) in past.days().zip(&past.ordinary).skip(recent) {
        if let Some(sums) = own.get_mut(kind).filter(|_| *ordinary) {
            sums.iter_mut().zip(counts).for_each(|(sum, n)| *sum += f64::from(*n));
        }
    }
    let own: Vec<Vec<f64>> = own.iter().map(|sums| smooth(sums)).collect();
    let add = |kinds: &dyn Fn(usize) -> bool| {
        let mut sums = vec![0.0; past.slots];
        for (_, of_kind) in own.iter().enumerate().filter(|(kind, _)| kinds(*kind)) {
            sums.iter_mut().zip(of_kind).for_each(|(sum, n)| *sum += n);
        }
        sums
    };
    #[allow(clippy::cast_precision_loss)] // at most 96
    let even = vec![1.0 / past.slots as f64; past.slots];
    let every = drawn(&add(&|_| true), &even, 1.0);
    let working = drawn(&add(&|kind| kind < 5), &every, DRAWN);
    let resting = drawn(&add(&|kind| kind >= 5), &every, DRAWN);
    let like = |kind: usize| if kind < 5 { &working } else { &resting };
    own.iter().enumerate().map(|(kind, sums)| drawn(sums, like(kind), DRAWN)).collect()
}

/// Shares from sums, drawn to others by so much weight.
fn drawn(sums: &[f64], to: &[f64], weight: f64) -> Vec<f64> {
    let all: f64 = sums.iter().sum::<f64>() + weight;
    sums.iter().zip(to).map(|(sum, share)| (sum + weight * share) / all).collect()
}

/// Each value with its neighbours within half an hour, the nearer the heavier, round midnight as well.
fn smooth(sums: &[f64]) -> Vec<f64> {
    let n = sums.len();
    let radius = n / 48; // two quarters, one half hour, no hour
    let weights = (radius + 1) * (radius + 1);
    let value = |i: usize| {
        let near = (0..=2 * radius).map(|k| {
            let weight = (radius + 1) - radius.abs_diff(k);
            #[allow(clippy::cast_precision_loss)] // at most 3
            let weight = weight as f64;
            sums.get((i + n + k - radius) % n).copied().unwrap_or(0.0) * weight
        });
        #[allow(clippy::cast_precision_loss)] // at most 9
        let all = weights as f64;
        near.sum::<f64>() / all
    };
    (0..n).map(value).collect()
}

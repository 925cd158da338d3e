//! How fast the budget of a goal is used up.

use super::figure::{Figure, Unit, View};
use super::goal::Goal;
use super::stats::{Interval, number, wilson};
use crate::time::Instant;
use serde::Serialize;

/// How fast the misses that a goal allows in a period are used up, while the period runs.
///
/// A goal of 90 % allows a tenth: that tenth of the tickets of the whole period is its budget. Tickets are taken to come on as they did so far, and misses as
/// well. With `p` the share of misses so far, `a` the share that is allowed, and `e` the share of the period that is over:
///
/// ```text
/// burn rate   = p / a          1: exactly at the goal when the period ends
/// budget used = p / a × e      of the whole period's budget; 1: nothing is left
/// lost at     = start + (end − start) / burn rate
/// ```
///
/// Source: the burn rate of error budgets, Google, *The Site Reliability Workbook*, chapter 5 (2018). The interval of `p` is Wilson's, and each end gives one end
/// of the rest.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Pace {
    /// When the period began.
    pub period_from: Instant,
    /// When it ends.
    pub period_to: Instant,
    /// The share of it that is over.
    pub elapsed: f64,
    /// Misses so far over those that the goal allows so far; `null` where it allows none.
    pub burn_rate: Option<f64>,
    /// Its lower end.
    pub burn_rate_lo: Option<f64>,
    /// Its upper end.
    pub burn_rate_hi: Option<f64>,
    /// The share of the whole period's budget that is used; above 1 the goal is lost. `null` where it allows no misses.
    pub budget_used: Option<f64>,
    /// When the budget is used up at this rate; `null` where it lasts to the end of the period.
    pub lost_at: Option<Instant>,
    /// The earliest, by the upper end of the rate.
    pub lost_at_earliest: Option<Instant>,
    /// The latest, by the lower end; `null` where the budget may last.
    pub lost_at_latest: Option<Instant>,
    /// What comes of it at this rate.
    pub outcome: PaceOutcome,
}

/// What comes of a goal at the present rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum PaceOutcome {
    /// The whole interval of the rate keeps it.
    Kept,
    /// The whole interval loses it.
    Lost,
    /// The interval holds both: at this n it cannot be told.
    Undecidable,
}

impl PaceOutcome {
    /// The name as reports carry it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PaceOutcome::Kept => "kept",
            PaceOutcome::Lost => "lost",
            PaceOutcome::Undecidable => "undecidable",
        }
    }
}

/// Misses over what is allowed, with its ends.
struct Burn {
    rate: Option<f64>,
    lo: Option<f64>,
    hi: Option<f64>,
}

/// The pace of a share in a period that runs at the as-of instant. A count has none: some add up over a period, others, such as what is open, do not.
pub(super) fn pace(goal: &Goal, figure: &Figure, view: &View) -> Option<Pace> {
    let (period, now) = view.days.period.zip(view.as_of)?;
    let running = period.start < now && now < period.end;
    let span = |from: i64, to: i64| u64::try_from(to.saturating_sub(from)).ok().map(number);
    let elapsed = span(period.start, now)? / span(period.start, period.end)?;
    if !running || figure.unit != Unit::Share {
        return None;
    }
    let burn = burn(goal, figure, view)?;
    let at =
        |rate: Option<f64>| rate.filter(|rate| *rate > 1.0).and_then(|rate| instant(period.start, period.end, rate));
    Some(Pace {
        period_from: Instant::of(period.start),
        period_to: Instant::of(period.end),
        elapsed,
        burn_rate: burn.rate,
        burn_rate_lo: burn.lo,
        burn_rate_hi: burn.hi,
        budget_used: burn.rate.map(|rate| rate * elapsed),
        lost_at: at(burn.rate),
        lost_at_earliest: at(burn.hi),
        lost_at_latest: at(burn.lo),
        outcome: match (burn.lo, burn.hi) {
            (_, Some(hi)) if hi <= 1.0 => PaceOutcome::Kept,
            (Some(lo), _) if lo > 1.0 => PaceOutcome::Lost,
            _ => PaceOutcome::Undecidable,
        },
    })
}

fn burn(goal: &Goal, figure: &Figure, view: &View) -> Option<Burn> {
    let (k, n) = (figure.k?, figure.n);
    let (misses, allowed) = match (goal.at_least, goal.at_most) {
        (Some(least), _) => (n.saturating_sub(k), 1.0 - least),
        (_, Some(most)) => (k, most),
        _ => return None,
    };
    let Interval { lo, hi } = wilson(misses, n, view.confidence).ok()??;
    let over = |share: f64| (allowed > 0.0).then(|| share / allowed);
    Some(Burn { rate: over(number(misses) / number(n)), lo: over(lo), hi: over(hi) })
}

/// The instant at which a budget that is used up `rate` times as fast as it may be is gone.
fn instant(start: i64, end: i64, rate: f64) -> Option<Instant> {
    let length = number(u64::try_from(end.saturating_sub(start)).ok()?);
    #[allow(clippy::cast_possible_truncation)] // a part of a period, to the microsecond
    let after = (length / rate).round() as i64;
    Some(Instant::of(start.checked_add(after)?))
}

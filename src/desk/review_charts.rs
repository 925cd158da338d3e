//! The pictures of a review beside its volume: when tickets come, how long they take, whether their number is out of the ordinary, which groups have the
//! most.

use super::chart;
use super::words::span;
use crate::error::Result;
use crate::metrics::arrivals::Arrivals;
use crate::metrics::period::PeriodUnit;
use crate::metrics::stats::{ChartOf, ControlChart, Curve, Pareto, ParetoOf, Step, Survival, number};
use crate::metrics::{Report, TicketFacts, Volume};
use crate::time::{SECOND, Zone, parse_instant};

/// Points of the curve: as many as the eye can part.
const POINTS: u32 = 160;
/// Fewer periods, or groups, make no picture.
const LEAST: usize = 4;

/// What the pictures are drawn from.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Charts {
    arrivals: Arrivals,
    /// Durations in a unit that makes round numbers, and how many seconds it has.
    open: Option<(Survival, f64)>,
    /// Whole periods: neither the first nor the last.
    came: Option<(ControlChart, Vec<String>)>,
    groups: Option<(Pareto, String)>,
}

impl Charts {
    pub(super) fn of(report: &Report, volume: &Volume, facts: &[TicketFacts], zone: &Zone, now: i64) -> Result<Self> {
        let end = match &report.basis.created_before {
            Some(before) => parse_instant(before)?.min(now),
            None => now,
        };
        let created: Vec<i64> = facts.iter().filter_map(|f| f.created).filter(|at| *at <= end).collect();
        Ok(Self {
            arrivals: Arrivals::of(&created, end, zone),
            open: open(facts, now, report.all.reopened.confidence)?,
            came: came(volume)?,
            groups: groups(report)?,
        })
    }

    /// The pictures, each with its heading.
    pub(super) fn drawn(&self, by: &str) -> Vec<(String, String)> {
        let mut out = vec![("When they come".to_owned(), chart::arrivals(&self.arrivals))];
        if let Some((came, names)) = &self.came {
            let title = format!("Opened by {by}: what is out of the ordinary");
            out.push((title.clone(), chart::control(came, &title, names, chart::plain)));
        }
        if let Some((open, unit)) = &self.open {
            let title = "How long they take, open ones counted".to_owned();
            out.push((title.clone(), chart::survival(open, &title, None, |at| span(Some(at * unit)))));
        }
        if let Some((groups, by)) = &self.groups {
            let title = format!("Which {by} has the most");
            out.push((title.clone(), chart::pareto(groups, &title)));
        }
        out
    }
}

/// The curve of resolution times up to the duration by which nineteen in twenty are done, or the longest.
fn open(facts: &[TicketFacts], now: i64, confidence: f64) -> Result<Option<(Survival, f64)>> {
    #[allow(clippy::cast_precision_loss)] // below 2^53 microseconds: 285 years
    let seconds = |us: i64| us as f64 / SECOND as f64;
    let time = |f: &TicketFacts| {
        let created = f.created?;
        let end = if f.done { f.last_resolved? } else { now };
        (end >= created).then(|| (seconds(end - created), f.done))
    };
    let mut times: Vec<(f64, bool)> = facts.iter().filter_map(time).collect();
    times.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some(longest) = times.last().map(|t| t.0).filter(|t| *t > 0.0) else { return Ok(None) };
    let unit = [86_400.0, 3_600.0, 60.0].into_iter().find(|unit| longest > 2.0 * unit).unwrap_or(1.0);
    times.iter_mut().for_each(|t| t.0 /= unit);
    let (curve, longest) = (Curve::of(&times), longest / unit);
    let to = curve.reached(0.05).unwrap_or(longest).max(longest / 1_000.0);
    let z = crate::metrics::two_sided_z(confidence)?;
    let at = |i: u32| to * f64::from(i) / f64::from(POINTS);
    let steps: Vec<Step> = (1..=POINTS).filter_map(|i| curve.step(at(i), z)).collect();
    Ok(Some((Survival::drawn(&curve, steps, confidence), unit)))
}

fn came(volume: &Volume) -> Result<Option<(ControlChart, Vec<String>)>> {
    if volume.by == PeriodUnit::Shift {
        return Ok(None); // shifts do not follow each other
    }
    let last = volume.periods.len().saturating_sub(1);
    let Some(whole) = volume.periods.get(1..last).filter(|whole| whole.len() >= LEAST) else { return Ok(None) };
    let values = whole.iter().map(|p| number(p.created)).collect();
    let chart = ChartOf::Xmr { values, baseline: None }.compute()?;
    Ok(Some((chart, whole.iter().map(|p| p.period.clone()).collect())))
}

fn groups(report: &Report) -> Result<Option<(Pareto, String)>> {
    let Some(first) = report.groups.first().filter(|by| by.groups.len() >= LEAST && !by.by.is_empty()) else {
        return Ok(None);
    };
    let counts = first.groups.iter().map(|g| (g.group.clone(), g.figures.tickets)).collect();
    let pareto = ParetoOf { counts, threshold: 0.8 }.compute()?;
    Ok(Some((pareto, first.by.clone())))
}

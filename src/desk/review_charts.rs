//! The pictures of a review beside its volume: when tickets come, how long they take, whether their number is out of the ordinary, which groups have the
//! most.

use super::chart;
use super::review::Review;
use super::review_text::Table;
use super::words::{clean, count, percent, span};
use crate::error::Result;
use crate::metrics::arrivals::Arrivals;
use crate::metrics::period::PeriodUnit;
use crate::metrics::stats::{ChartOf, ControlChart, Curve, Pareto, ParetoOf, Step, Survival, number};
use crate::metrics::{Report, TicketFacts, Volume};
use crate::svg::{Picture, escape, hundredths};
use crate::time::{SECOND, Zone, parse_instant};
use std::fmt::Write as _;

/// Points of the curve: as many as the eye can part.
const POINTS: u32 = 160;
/// How wide and high the volume is drawn, in pixels.
const WIDE: i64 = 960;
const HIGH: i64 = 200;
const CAME: &str = "#3b78b4";
const WENT: &str = "#c47a2c";
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

/// Bars of what came in and what went out, and the backlog as a line.
pub(super) fn volume_chart(r: &Review) -> String {
    let periods = &r.volume.periods;
    let shifts = r.volume.by == PeriodUnit::Shift;
    let about = format!(
        "Tickets opened and resolved by {}{}",
        r.volume.by.name(),
        if shifts { "" } else { ", and the backlog" }
    );
    let mut picture = Picture::new(WIDE, HIGH + 30, "Volume", &about);
    let most = |of: &dyn Fn(&crate::metrics::VolumeFigures) -> u64| periods.iter().map(of).max().unwrap_or(0).max(1);
    let bars = most(&|p| p.created.max(p.resolved));
    let backlog = most(&|p| p.open_at_end.unwrap_or(0));
    let n = i64::try_from(periods.len()).unwrap_or(i64::MAX).max(1);
    let step = WIDE * 100 / n;
    let height =
        |value: u64, most: u64| i64::try_from(u128::from(value) * 100 * HIGH as u128 / u128::from(most)).unwrap_or(0);
    let mut line = String::new();
    for (i, p) in (0..).zip(periods) {
        let x = i * step;
        for (offset, value, fill, what) in [(10, p.created, CAME, "opened"), (50, p.resolved, WENT, "resolved")] {
            let tall = height(value, bars);
            let at = (x + step * offset / 100, HIGH * 100 - tall);
            picture.rect(at, (step * 38 / 100, tall), fill, &format!("{}: {} {what}", p.period, count(value)));
        }
        let open = p.open_at_end.map(|open| HIGH * 100 - height(open, backlog));
        let _ = open.map_or(Ok(()), |y| write!(line, "{},{} ", hundredths(x + step / 2), hundredths(y)));
    }
    if !shifts {
        picture.add(format_args!(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/>",
            line.trim_end()
        ));
    }
    let ends =
        periods.first().zip(periods.last()).map_or(String::new(), |(a, b)| format!("{} to {}", a.period, b.period));
    let names: Vec<&str> = periods.iter().map(|p| p.period.as_str()).collect();
    let words = if shifts {
        clean(&format!("{}: opened (blue, up to {}), resolved (orange)", names.join(", "), count(bars))).into_owned()
    } else {
        let (bars, backlog) = (count(bars), count(backlog));
        format!("{ends}: opened (blue, up to {bars}), resolved (orange), backlog (line, up to {backlog})")
    };
    picture.add(format_args!(
        "<text x=\"0\" y=\"{}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
        HIGH + 22,
        escape(&words)
    ));
    picture.finish()
}

/// A bar for each group, and its interval as a thin line.
pub(super) fn kept_chart(of: &Table<'_>) -> String {
    let (bar, left) = (26, 240);
    let n = i64::try_from(of.rows.len()).unwrap_or(0);
    let mut picture =
        Picture::new(WIDE, n * bar + 4, "Promise kept", "The share kept of each group, with its interval");
    let wide = |share: f64| -> i64 {
        #[allow(clippy::cast_possible_truncation)] // a share from 0 to 1
        let hundredths = (share.clamp(0.0, 1.0) * ((WIDE - left - 80) * 100) as f64).round() as i64;
        hundredths
    };
    for (i, (name, f, _)) in (0..).zip(&of.rows) {
        let (y, text_y) = (i * bar * 100 + 400, i * bar + 18);
        let short: String = name.chars().take(28).collect();
        picture.add(format_args!(
            "<text x=\"0\" y=\"{text_y}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
            escape(&short)
        ));
        let Some(s) = f.attainment.as_ref().map(|a| &a.share) else { continue };
        let Some(rate) = s.rate else { continue };
        let told = format!("{} of {}, {}", count(s.k), count(s.n), percent(s.rate));
        picture.rect((left * 100, y), (wide(rate), 1_800), CAME, &told);
        if let (Some(lo), Some(hi)) = (s.lo, s.hi) {
            picture.rect((left * 100 + wide(lo), y + 800), (wide(hi) - wide(lo), 200), "currentColor", "the interval");
        }
        let x = left + wide(1.0) / 100 + 8;
        picture.add(format_args!(
            "<text x=\"{x}\" y=\"{text_y}\" font-size=\"14\" fill=\"currentColor\">{}</text>",
            percent(s.rate)
        ));
    }
    picture.finish()
}

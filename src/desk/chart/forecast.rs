//! What will come, day by day, with its bounds; the series of all tickets.

use super::axis::Field;
use super::{Anchor, area, dot, finish, key, line, note, path, plain, start};
use crate::desk::words::percent;
use crate::metrics::forecast::{Forecast, ForecastDay};
use crate::metrics::stats::number;

const SIZE: (i64, i64) = (960, 290);

/// The days of all tickets with their bounds.
pub(in crate::desk) fn forecast(of: &Forecast) -> String {
    let empty = Vec::new();
    let days: &[ForecastDay] = of.series.first().map_or(&empty, |s| &s.days);
    let most = days.iter().map(|d| number(d.hi)).fold(1.0, f64::max);
    let last = number(u64::try_from(days.len().saturating_sub(1)).unwrap_or(0));
    let field = Field::new(960.0, 260.0, (0.0, last), (0.0, most * 1.05));
    let (title, bounds) = (format!("Tickets to come, in {}", of.zone), percent(Some(of.confidence)));
    let about = format!("{} days from {} weeks of the past, with bounds of {bounds}", days.len(), of.history_weeks);
    let mut picture = start(SIZE.0, SIZE.1, &title, &about);
    field.rows(&mut picture, plain);
    let at = |i: u32, value: f64| field.at(f64::from(i), value);
    let upper = days.iter().zip(0..).map(|(d, i)| at(i, number(d.hi)));
    let lower: Vec<(i64, i64)> = days.iter().zip(0..).map(|(d, i)| at(i, number(d.lo))).collect();
    let band: Vec<(i64, i64)> = upper.chain(lower.into_iter().rev()).collect();
    area(&mut picture, &band, "fill=\"var(--one)\" fill-opacity=\".18\"", &format!("bounds of {bounds}"));
    let way: Vec<(i64, i64)> = days.iter().zip(0..).map(|(d, i)| at(i, d.expected)).collect();
    path(&mut picture, &way, "stroke=\"var(--one)\" stroke-width=\"2\"");
    let every = u32::try_from(days.len().div_ceil(8)).unwrap_or(1).max(1);
    for (day, i) in days.iter().zip(0_u32..) {
        let point = at(i, day.expected);
        let (fill, holiday) = if day.holiday { ("var(--two)", ", holiday") } else { ("var(--one)", "") };
        let told = format!("{}{holiday}: {:.1}, {} to {}", day.date, day.expected, day.lo, day.hi);
        line(
            &mut picture,
            (point.0, field.y(0.0)),
            (point.0, field.y(most)),
            "stroke=\"transparent\" stroke-width=\"10\"",
            &told,
        );
        dot(&mut picture, point, if day.holiday { 550 } else { 350 }, fill, &told);
        if i % every == 0 {
            note(&mut picture, (point.0, field.bottom() + 1_600), Anchor::Middle, &day.date);
        }
    }
    let word = format!("bounds of {bounds}");
    key(
        &mut picture,
        56,
        282,
        &[("var(--one)", "expected"), ("var(--two)", "holiday (larger)"), ("var(--line)", &word)],
    );
    finish(picture)
}

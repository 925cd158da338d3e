//! A survival curve: the share that is not done yet, with its interval as a band.

use super::axis::Field;
use super::{area, finish, key, line, path, start};
use crate::desk::words::percent;
use crate::metrics::stats::Survival;

const SIZE: (i64, i64) = (960, 300);

/// The curve up to `to`, or to its end; `word` writes durations.
pub(in crate::desk) fn survival(of: &Survival, title: &str, to: Option<f64>, word: impl Fn(f64) -> String) -> String {
    let last = of.curve.last().map_or(1.0, |step| step.at);
    let to = to.unwrap_or(last).min(last).max(0.0);
    let field = Field::new(960.0, 270.0, (0.0, to), (0.0, 1.0));
    let about = format!("{} in all, {} done, {} still open", of.n, of.events, of.open);
    let mut picture = start(SIZE.0, SIZE.1, title, &about);
    field.rows(&mut picture, |share| format!("{:.0} %", share * 100.0));
    field.columns(&mut picture, &word);
    let (mut curve, mut upper, mut lower) =
        (vec![field.at(0.0, 1.0)], vec![field.at(0.0, 1.0)], vec![field.at(0.0, 1.0)]);
    let (mut open, mut hi, mut lo) = (1.0, 1.0, 1.0);
    for step in of.curve.iter().filter(|step| step.at <= to) {
        let (above, below) = step.interval.map_or((step.open, step.open), |i| (i.hi, i.lo));
        for (points, before, now) in
            [(&mut curve, &mut open, step.open), (&mut upper, &mut hi, above), (&mut lower, &mut lo, below)]
        {
            points.push(field.at(step.at, *before));
            points.push(field.at(step.at, now));
            *before = now;
        }
    }
    for (points, value) in [(&mut curve, open), (&mut upper, hi), (&mut lower, lo)] {
        points.push(field.at(to, value));
    }
    let band: Vec<(i64, i64)> = upper.into_iter().chain(lower.into_iter().rev()).collect();
    let told = format!("{} interval", percent(Some(of.confidence)));
    area(&mut picture, &band, "fill=\"var(--one)\" fill-opacity=\".18\"", &told);
    path(&mut picture, &curve, "stroke=\"var(--one)\" stroke-width=\"2\"");
    let median = of.median.filter(|median| *median <= to);
    if let Some(median) = median {
        let stroke = "stroke=\"var(--bad)\" stroke-dasharray=\"5 3\"";
        let told = format!("half are done within {}", word(median));
        line(&mut picture, field.at(0.0, 0.5), field.at(median, 0.5), stroke, &told);
        line(&mut picture, field.at(median, 0.5), field.at(median, 0.0), stroke, &told);
    }
    let half = median.map(|median| format!("half are done within {}", word(median)));
    let mut entries = vec![("var(--one)", "not done yet, with its interval")];
    entries.extend(half.as_deref().map(|half| ("var(--bad)", half)));
    key(&mut picture, 56, 292, &entries);
    finish(picture)
}

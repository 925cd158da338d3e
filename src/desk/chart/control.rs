//! A control chart: the points, their centre, the limits; what is a signal is a ring and a word.

use super::axis::Field;
use super::{dot, finish, key, line, path, plain, start};
use crate::metrics::stats::ControlChart;
use crate::svg::Picture;

const SIZE: (i64, i64) = (960, 280);

/// The chart; `names` says what each point is, where that is known.
pub(in crate::desk) fn control(
    of: &ControlChart,
    title: &str,
    names: &[String],
    word: impl Fn(f64) -> String,
) -> String {
    let sums = || of.upper_sums.iter().chain(&of.lower_sums).copied();
    let seen = || of.points.iter().chain(&of.upper).chain(&of.lower).flatten().copied().chain(of.centre).chain(sums());
    let (low, high) = seen().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), v| (a.min(v), b.max(v)));
    let range = if low <= high { (low - (high - low) * 0.08, high + (high - low) * 0.08) } else { (0.0, 1.0) };
    #[allow(clippy::cast_precision_loss)] // a place in a list
    let last = of.points.len().saturating_sub(1) as f64;
    let field = Field::new(960.0, 250.0, (0.0, last), range);
    let about = format!("{} chart of {} points, {} outside the limits", of.chart, of.points.len(), of.outside.len());
    let mut picture = start(SIZE.0, SIZE.1, title, &about);
    field.rows(&mut picture, &word);
    if let Some(centre) = of.centre {
        field.across(&mut picture, centre, "stroke=\"var(--good)\" stroke-width=\"1.5\"", "centre");
    }
    for limits in [&of.upper, &of.lower] {
        stairs(&mut picture, &field, limits);
    }
    ways(&mut picture, &field, &of.points, "var(--one)");
    for (sums, stroke) in [(&of.upper_sums, "var(--bad)"), (&of.lower_sums, "var(--two)")] {
        ways(&mut picture, &field, &sums.iter().copied().map(Some).collect::<Vec<_>>(), stroke);
    }
    for (i, value) in of.points.iter().enumerate() {
        let Some(value) = value else { continue };
        #[allow(clippy::cast_precision_loss)]
        let at = field.at(i as f64, *value);
        let name = names.get(i).cloned().unwrap_or_else(|| i.to_string());
        let (out, run) = (of.outside.contains(&i), of.runs.contains(&i));
        let said = match (out, run) {
            (true, _) => ", outside the limits",
            (_, true) => ", the eighth in a row on one side",
            _ => "",
        };
        let (radius, fill) = if out {
            (550, "var(--bad)")
        } else if run {
            (500, "var(--two)")
        } else {
            (300, "var(--one)")
        };
        dot(&mut picture, at, radius, fill, &format!("{name}: {}{said}", word(*value)));
    }
    ends(&mut picture, &field, names);
    let signals = [
        ("var(--one)", "within"),
        ("var(--bad)", "outside the limits (larger)"),
        ("var(--two)", "eight in a row on one side (larger)"),
    ];
    let of_sums = [("var(--one)", "values"), ("var(--bad)", "upper sums"), ("var(--two)", "lower sums")];
    key(&mut picture, 56, 272, if of.upper_sums.is_empty() { &signals } else { &of_sums });
    finish(picture)
}

/// The first and the last name at the foot.
fn ends(picture: &mut Picture, field: &Field, names: &[String]) {
    let foot = field.bottom() + 1_800;
    if let (Some(first), Some(last)) = (names.first(), names.last()) {
        super::note(picture, (field.x(field.x.0), foot), super::Anchor::Start, first);
        super::note(picture, (field.right(), foot), super::Anchor::End, last);
    } else {
        field.columns(picture, plain);
    }
}

/// A limit that may be another at each point.
fn stairs(picture: &mut Picture, field: &Field, limits: &[Option<f64>]) {
    for (i, limit) in limits.iter().enumerate() {
        let Some(limit) = limit else { continue };
        #[allow(clippy::cast_precision_loss)]
        let (from, to) = ((i as f64 - 0.5).max(field.x.0), (i as f64 + 0.5).min(field.x.1));
        let stroke = "stroke=\"var(--soft)\" stroke-dasharray=\"5 3\"";
        line(picture, field.at(from, *limit), field.at(to, *limit), stroke, &format!("limit: {}", plain(*limit)));
    }
}

/// The points joined, with a break where one is missing.
fn ways(picture: &mut Picture, field: &Field, points: &[Option<f64>], stroke: &str) {
    let mut part: Vec<(i64, i64)> = Vec::new();
    for (i, value) in points.iter().chain([&None]).enumerate() {
        #[allow(clippy::cast_precision_loss)]
        match value {
            Some(value) => part.push(field.at(i as f64, *value)),
            None if part.len() > 1 => {
                path(picture, &part, &format!("stroke=\"{stroke}\" stroke-width=\"1.5\""));
                part.clear();
            }
            None => part.clear(),
        }
    }
}

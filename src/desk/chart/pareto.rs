//! Causes from the most frequent on as bars, and what they add up to as a line.

use super::axis::Field;
use super::{Anchor, dot, finish, key, line, path, place, short, start};
use crate::desk::words::{clean, count, percent};
use crate::metrics::stats::{Pareto, ParetoEntry, number};
use crate::svg::escape;

/// Causes that have a bar; the others share one.
const BARS: usize = 20;
const SIZE: (i64, i64) = (960, 360);

/// The bars of the causes and the line of their shares.
pub(in crate::desk) fn pareto(of: &Pareto, title: &str) -> String {
    let shown = if of.causes.len() > BARS { BARS - 1 } else { of.causes.len() };
    let (first, rest) = of.causes.split_at_checked(shown).unwrap_or((&of.causes, &[]));
    let mut bars: Vec<(String, u64, Option<f64>)> =
        first.iter().map(|c| (clean(&c.cause).into_owned(), c.count, c.cumulative)).collect();
    if !rest.is_empty() {
        let n = rest.iter().map(|c: &ParetoEntry| c.count).sum();
        bars.push((format!("{} others", count(u64::try_from(rest.len()).unwrap_or(0))), n, Some(1.0)));
    }
    let most = bars.iter().map(|b| number(b.1)).fold(1.0, f64::max);
    #[allow(clippy::cast_precision_loss)] // at most 20
    let mut field = Field::new(960.0, 250.0, (0.0, bars.len().max(1) as f64), (0.0, most * 1.05));
    (field.left, field.width) = (field.left + 40.0, field.width - 84.0);
    let shares = Field { y: (0.0, 1.05), ..field };
    let about = format!("{} in all; {} causes make {}", count(of.n), of.vital_few.len(), percent(Some(of.threshold)));
    let mut picture = start(SIZE.0, SIZE.1, title, &about);
    field.rows(&mut picture, super::plain);
    let mut points = Vec::new();
    for ((name, n, cumulative), i) in bars.iter().zip(0_u32..) {
        let (x, next) = (f64::from(i), f64::from(i) + 1.0);
        let (left, wide) = (field.x(x + 0.1), field.x(next - 0.1) - field.x(x + 0.1));
        let vital = of.vital_few.len() > usize::try_from(i).unwrap_or(0);
        let fill = if vital { "var(--one)" } else { "var(--mid)" };
        let share = percent(*cumulative);
        let told = format!("{name}: {}, with those before it {share}", count(*n));
        picture.rect((left, field.y(number(*n))), (wide, field.bottom() - field.y(number(*n))), fill, &told);
        let at = (left + wide / 2, field.bottom() + 1_400);
        let [x, y] = [at.0, at.1].map(crate::svg::hundredths);
        picture.add(format_args!(
            "<text x=\"{x}\" y=\"{y}\" text-anchor=\"end\" transform=\"rotate(-35 {x} {y})\">{}</text>",
            escape(&short(name, 16))
        ));
        points.extend(cumulative.map(|c| (left + wide / 2, shares.y(c), c)));
    }
    let (left, y) = (place(field.left), shares.y(of.threshold));
    let limit = format!("{} of all", percent(Some(of.threshold)));
    line(&mut picture, (left, y), (field.right(), y), "stroke=\"var(--soft)\" stroke-dasharray=\"5 3\"", &limit);
    super::note(&mut picture, (field.right() + 500, y + 400), Anchor::Start, &percent(Some(of.threshold)));
    let way: Vec<(i64, i64)> = points.iter().map(|(x, y, _)| (*x, *y)).collect();
    path(&mut picture, &way, "stroke=\"var(--two)\" stroke-width=\"2\"");
    for (x, y, c) in points {
        dot(&mut picture, (x, y), 300, "var(--two)", &percent(Some(c)));
    }
    key(
        &mut picture,
        56,
        SIZE.1 - 10,
        &[("var(--one)", "the vital few"), ("var(--mid)", "the others"), ("var(--two)", "added up")],
    );
    finish(picture)
}

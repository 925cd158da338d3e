//! When tickets come: the hours of the week as a heat map.

use super::{Anchor, finish, heat, note, start, text};
use crate::metrics::arrivals::Arrivals;

const LEFT: i64 = 48;
const TOP: i64 = 26;
const CELL: (i64, i64) = (37, 26);

/// The hours of the week, the darker the more come in an hour of it; where there is room the number stands in the cell.
pub(in crate::desk) fn arrivals(of: &Arrivals) -> String {
    let (width, height) = (LEFT + 24 * CELL.0 + 16, TOP + 7 * CELL.1 + 30);
    let title = format!("When tickets come, in {}", of.zone);
    let about = format!("{} tickets from {} to {}: how many in an hour", of.tickets, of.from, of.to);
    let mut picture = start(width, height, &title, &about);
    let most = of.days.iter().flat_map(|d| &d.per_hour).flatten().copied().fold(0.0, f64::max);
    for hour in (0..24).step_by(3) {
        note(&mut picture, ((LEFT + hour * CELL.0) * 100, (TOP - 8) * 100), Anchor::Start, &format!("{hour:02}:00"));
    }
    for (day, y) in of.days.iter().zip((TOP..).step_by(26)) {
        text(&mut picture, ((LEFT - 8) * 100, (y + 17) * 100), Anchor::End, day.day);
        for ((rate, n), hour) in day.per_hour.iter().zip(&day.tickets).zip(0_i64..) {
            let x = LEFT + hour * CELL.0;
            let share = rate.map_or(0.0, |rate| if most > 0.0 { rate / most } else { 0.0 });
            let told = match (rate, n) {
                (Some(rate), Some(n)) => {
                    format!("{} {hour:02}:00: {n} tickets, {} in an hour", day.day, super::plain(*rate))
                }
                (_, None) => format!("{} {hour:02}:00: withheld", day.day),
                (None, _) => format!("{} {hour:02}:00: no such hour in the range", day.day),
            };
            let word = rate
                .filter(|rate| *rate > 0.0)
                .map_or(String::new(), |rate| if rate >= 100.0 { format!("{rate:.0}") } else { format!("{rate:.1}") });
            heat(&mut picture, (x, y), CELL, share, &told, &word);
        }
    }
    let told = format!("tickets in an hour of the week, {most:.1} at most; {} to {}", of.from.minute(), of.to.minute());
    note(&mut picture, (LEFT * 100, (height - 10) * 100), Anchor::Start, &told);
    finish(picture)
}

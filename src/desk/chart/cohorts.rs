//! Who comes back: a retention table as a heat map.

use super::{Anchor, finish, heat, note, start, text};
use crate::desk::ask::cohorts::{Cohort, Cohorts};
use crate::desk::words::{count, interval, percent};
use crate::metrics::ShareFigures;

const LEFT: i64 = 150;
const TOP: i64 = 40;
const CELL: (i64, i64) = (52, 26);

/// A row a cohort, a column a month after the first: the darker, the greater the share that came. One hue, and the share stands in the cell, so that
/// nothing hangs on telling colours apart.
pub(in crate::desk) fn cohorts(of: &Cohorts) -> String {
    let months = of.cohorts.iter().map(|cohort| cohort.came.len()).max().unwrap_or(0);
    let [columns, rows] = [months.max(4), of.cohorts.len()].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let (width, height) = (LEFT + columns * CELL.0 + 16, TOP + rows * CELL.1 + 30);
    let title = format!("Who comes back, in {}", of.zone);
    let about = format!("{} customers by the month of their first contact as of {}", of.customers, of.as_of);
    let mut picture = start(width, height, &title, &about);
    note(&mut picture, (LEFT * 100, 16 * 100), Anchor::Start, "months after the first contact");
    for (after, x) in (1..=months).zip((LEFT..).step_by(52)) {
        note(&mut picture, ((x + CELL.0 / 2 - 1) * 100, (TOP - 8) * 100), Anchor::Middle, &after.to_string());
    }
    for (cohort, y) in of.cohorts.iter().zip((TOP..).step_by(26)) {
        let few = if cohort.flags.is_empty() { "" } else { ", few" };
        let name = format!("{}: {}{few}", cohort.month, count(cohort.customers));
        text(&mut picture, ((LEFT - 8) * 100, (y + 17) * 100), Anchor::End, &name);
        for ((after, came), x) in (1_u32..).zip(&cohort.came).zip((LEFT..).step_by(52)) {
            let share = came.as_ref().and_then(|came| came.rate);
            let word = share.map_or_else(|| "-".to_owned(), |share| format!("{:.0} %", share * 100.0));
            let at = (x, y);
            heat(&mut picture, at, CELL, share.unwrap_or(0.0), &told(cohort, after, came.as_ref()), &word);
        }
    }
    let told = "share of a cohort's customers who came in that month; few: fewer than 30 customers; -: withheld";
    note(&mut picture, (16 * 100, (height - 10) * 100), Anchor::Start, told);
    finish(picture)
}

/// What a cell says where the pointer rests.
fn told(cohort: &Cohort, after: u32, came: Option<&ShareFigures>) -> String {
    let month = if after == 1 { "month" } else { "months" };
    let when = format!("{}, {after} {month} later", cohort.month);
    match came {
        Some(came) => {
            let (k, n, share) = (count(came.k), count(came.n), percent(came.rate));
            format!("{when}: {k} of {n} came, {share} ({})", interval(came.lo, came.hi))
        }
        None => format!("{when}: withheld"),
    }
}

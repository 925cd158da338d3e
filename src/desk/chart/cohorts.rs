//! Who comes back: a retention table as a heat map.

use super::{Anchor, finish, heat, note, start, text};

const LEFT: i64 = 150;
const TOP: i64 = 40;
const CELL: (i64, i64) = (52, 26);

/// A cohort: what stands before its row, and its months.
pub(in crate::desk) struct CohortRow {
    pub(in crate::desk) name: String,
    pub(in crate::desk) months: Vec<CohortMonth>,
}

/// A month of a cohort: the share that came, what stands in the cell, and what it says where the pointer rests.
pub(in crate::desk) struct CohortMonth {
    pub(in crate::desk) share: f64,
    pub(in crate::desk) word: String,
    pub(in crate::desk) told: String,
}

/// A row a cohort, a column a month after the first: the darker, the greater the share that came. One hue, and the share stands in the cell, so that
/// nothing hangs on telling colours apart.
pub(in crate::desk) fn cohorts(title: &str, about: &str, rows: &[CohortRow]) -> String {
    let months = rows.iter().map(|row| row.months.len()).max().unwrap_or(0);
    let [columns, lines] = [months.max(4), rows.len()].map(|n| i64::try_from(n).unwrap_or(i64::MAX));
    let (width, height) = (LEFT + columns * CELL.0 + 16, TOP + lines * CELL.1 + 30);
    let mut picture = start(width, height, title, about);
    note(&mut picture, (LEFT * 100, 16 * 100), Anchor::Start, "months after the first contact");
    for (after, x) in (1..=months).zip((LEFT..).step_by(52)) {
        note(&mut picture, ((x + CELL.0 / 2 - 1) * 100, (TOP - 8) * 100), Anchor::Middle, &after.to_string());
    }
    for (row, y) in rows.iter().zip((TOP..).step_by(26)) {
        text(&mut picture, ((LEFT - 8) * 100, (y + 17) * 100), Anchor::End, &row.name);
        for (month, x) in row.months.iter().zip((LEFT..).step_by(52)) {
            heat(&mut picture, (x, y), CELL, month.share, &month.told, &month.word);
        }
    }
    let told = "share of a cohort's customers who came in that month; few: fewer than 30 customers; -: withheld";
    note(&mut picture, (16 * 100, (height - 10) * 100), Anchor::Start, told);
    finish(picture)
}

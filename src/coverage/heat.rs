//! The 24×7 heat map: how well each piece of the week is covered, over all weeks of a range.

use super::answer::Minutes;
use super::filter::Filter;
use super::roster::Roster;
use crate::calendar::WEEKDAYS;
use crate::error::{Error, Result};
use crate::time::civil::{day_of, weekday};
use crate::time::local::local;
use crate::time::{Instant, TimeSegment, Zone};
use serde::Serialize;
use std::fmt;

/// How well each piece of the week is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct HeatMap {
    /// The zone whose week it is.
    pub timezone: String,
    /// Minutes of a column.
    pub step: u32,
    /// The range that is drawn together.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Seven rows, Monday first.
    pub rows: Vec<HeatRow>,
}

/// A weekday of a [`HeatMap`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HeatRow {
    /// `mon` to `sun`.
    pub day: &'static str,
    /// From midnight to midnight.
    pub cells: Vec<HeatCell>,
}

/// A piece of the week, over all weeks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct HeatCell {
    /// All its time.
    pub minutes: Minutes,
    /// Time with somebody on.
    pub covered_minutes: Minutes,
    /// Time with fewer than are needed.
    pub short_minutes: Minutes,
    /// The least depth.
    pub least: u32,
    /// The greatest depth.
    pub most: u32,
}

impl Roster {
    /// How well each piece of the week is covered on the wall clock of a zone (UTC where none is named), over all weeks of a range.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a step other than 15, 30 or 60 minutes,
    /// [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone); else as [`cover`](Self::cover).
    pub fn heat_map(&self, range: TimeSegment, timezone: Option<&str>, step: u32, filter: &Filter) -> Result<HeatMap> {
        let plan = self.plan();
        let zone = self.zone_named(timezone)?;
        if !matches!(step, 15 | 30 | 60) {
            return Err(Error::invalid("step", step, "15, 30 or 60 minutes"));
        }
        let cover = self.cover(range, filter)?;
        let short: Vec<TimeSegment> = self.gaps(range, filter)?.gaps.iter().map(|g| g.time.segment()).collect();
        let short = crate::time::IntervalSet::from_segments(short);
        let mut grid =
            vec![
                vec![HeatCell { least: u32::MAX, ..HeatCell::default() }; usize::try_from(1_440 / step).unwrap_or(0)];
                7
            ];
        let mut pieces = cover.pieces().peekable();
        let mut holes = short.iter().peekable();
        each_cell(&zone, range, step, |row, column, time| {
            let Some(cell) = grid.get_mut(row).and_then(|cells| cells.get_mut(column)) else { return };
            cell.minutes.0 += time.length();
            while let Some((piece, state)) = pieces.peek() {
                let part = piece.intersection(time);
                if !part.is_empty() {
                    cell.covered_minutes.0 += if state.duties > 0 { part.length() } else { 0 };
                    (cell.least, cell.most) = (cell.least.min(state.depth), cell.most.max(state.depth));
                }
                if piece.end > time.end {
                    break;
                }
                pieces.next();
            }
            while let Some(hole) = holes.peek() {
                cell.short_minutes.0 += hole.intersection(time).length();
                if hole.end > time.end {
                    break;
                }
                holes.next();
            }
        });
        let row = |(day, cells): (&'static str, Vec<HeatCell>)| {
            let seen = |c: HeatCell| HeatCell { least: if c.minutes.0 == 0 { 0 } else { c.least }, ..c };
            HeatRow { day, cells: cells.into_iter().map(seen).collect() }
        };
        Ok(HeatMap {
            timezone: zone.name().to_owned(),
            step,
            from: Instant::of(range.start),
            to: Instant::of(range.end),
            tzdb: plan.release.clone(),
            rows: WEEKDAYS.into_iter().zip(grid).map(row).collect(),
        })
    }
}

/// The pieces of local days in order, without gaps; where the clocks change, one is longer or left out.
fn each_cell(zone: &Zone, range: TimeSegment, step: u32, mut visit: impl FnMut(usize, usize, TimeSegment)) {
    let seconds = i32::try_from(step * 60).unwrap_or(3_600);
    let mut day = day_of(zone.to_local(range.start)) - 1;
    let mut start = zone.resolve(local(day, 0), crate::time::Resolution::default());
    while start < range.end {
        let row = usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0);
        for column in 0..86_400 / seconds {
            let end = zone.resolve(local(day, (column + 1) * seconds), crate::time::Resolution::default());
            let time = TimeSegment::new(start, end).intersection(range);
            if !time.is_empty() {
                visit(row, usize::try_from(column).unwrap_or(0), time);
            }
            start = start.max(end);
        }
        day += 1;
    }
}

impl HeatCell {
    /// A letter for terminals: `.` nobody, `o` sometimes nobody, `-` short, else the least depth.
    pub(super) fn letter(&self) -> char {
        match self {
            HeatCell { minutes: Minutes(0), .. } => ' ',
            HeatCell { covered_minutes: Minutes(0), .. } => '.',
            c if c.covered_minutes < c.minutes => 'o',
            c if c.short_minutes.0 > 0 => '-',
            c => char::from_digit(c.least.min(9), 10).unwrap_or('9'),
        }
    }
}

impl fmt::Display for HeatMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = (self.from.minute(), self.to.minute());
        writeln!(f, "{from} to {to} UTC, the week in {}, {} minutes a column", self.timezone, self.step)?;
        for row in &self.rows {
            writeln!(f, "{} {}", row.day, row.cells.iter().map(HeatCell::letter).collect::<String>())?;
        }
        writeln!(
            f,
            ". nobody  o sometimes nobody  - fewer than needed  1-9 the least that are on; zone rules {}",
            self.tzdb
        )
    }
}

/// Words for a tooltip.
pub(super) fn told(cell: &HeatCell) -> String {
    match cell.letter() {
        ' ' => "not in the range".to_owned(),
        '.' => "nobody".to_owned(),
        'o' => format!("nobody for {} of {}", Minutes(cell.minutes.0 - cell.covered_minutes.0), cell.minutes),
        '-' => format!("fewer than needed for {} of {}", cell.short_minutes, cell.minutes),
        _ if cell.least == cell.most => format!("{} on", cell.least),
        _ => format!("{} to {} on", cell.least, cell.most),
    }
}

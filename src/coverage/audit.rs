//! The seam audit of a year: where the sun does not follow, and the smallest edit that closes each seam.

use super::answer::{Minutes, Stretch};
use super::filter::Filter;
use super::limits::MAX_PROPOSED_MINUTES;
use super::plan::{Plan, Shift};
use super::roster::Roster;
use super::seam::{Move, Regime, occurrences, regimes, ring};
use super::template::{Dates, Standing, Template, is_skipped};
use crate::error::{Error, Result};
use crate::time::civil::{date, day_number, local_midnight};
use crate::time::{DAY, Instant, MINUTE, SECOND, TimeSegment};
use chrono::NaiveDate;
use serde::Serialize;
use std::fmt;

/// A year of a roster: how much is uncovered, which seam opens when, and what closes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Audit {
    /// The year, from its first to its last instant in UTC.
    pub year: i32,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Time with nobody on.
    pub uncovered_minutes: Minutes,
    /// Time with two or more duties on.
    pub double_covered_minutes: Minutes,
    /// How many gaps there are.
    pub gap_count: usize,
    /// The longest of them.
    pub longest_gap_minutes: Minutes,
    /// The UTC dates that have a gap.
    pub days_with_gaps: usize,
    /// The first gap.
    pub first_gap: Option<Stretch>,
    /// The last gap.
    pub last_gap: Option<Stretch>,
    /// Each shift of the ring and the one it hands over to.
    pub seams: Vec<Seam>,
    /// Where the clocks of the ring's zones change.
    pub transitions: Vec<ClockChange>,
    /// Dates on which the wall clock leaves a shift no time.
    pub dropped: Vec<Dropped>,
    #[serde(skip)]
    pub(super) gaps: Vec<TimeSegment>,
}

/// Where one shift hands over to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seam {
    /// The outgoing shift.
    pub from: String,
    /// The incoming shift.
    pub to: String,
    /// Its hand-offs in runs of the same gap.
    pub regimes: Vec<SeamRegime>,
    /// What closes it all year; `None` where it is never open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<Fix>,
}

/// Hand-offs in a row with the same time between the end of one shift and the start of the next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SeamRegime {
    /// The end of the outgoing shift at the first of them.
    pub first_handoff: Instant,
    /// And at the last.
    pub last_handoff: Instant,
    /// The time without anybody; negative where both are on.
    pub gap_minutes: Minutes,
    /// How many hand-offs.
    pub count: u32,
}

/// What closes a seam.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "edit", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fix {
    /// Let the outgoing shift end later; the seam is then closed all year.
    EndLater {
        /// Its id.
        shift: String,
        /// By so much.
        minutes: Minutes,
        /// Its new end on the wall clock; with `minutes` instead of an end, its new length in minutes.
        becomes: String,
        /// The longest overlap this makes elsewhere in the year.
        longest_overlap_minutes: Minutes,
    },
    /// Let the incoming shift start earlier.
    StartEarlier {
        /// Its id.
        shift: String,
        /// By so much.
        minutes: Minutes,
        /// Its new start on the wall clock.
        becomes: String,
        /// The longest overlap this makes elsewhere in the year.
        longest_overlap_minutes: Minutes,
    },
    /// No one edit closes it: the shift needs other hours in other seasons, or somebody in between.
    SeasonalTemplate {
        /// The outgoing shift.
        shift: String,
        /// The longest gap.
        minutes: Minutes,
    },
}

/// A change of a zone's clocks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClockChange {
    /// The zone.
    #[serde(rename = "timezone")]
    pub zone: String,
    /// When.
    pub at: Instant,
    /// The offset until then, in minutes east of Greenwich.
    pub offset_before_min: i32,
    /// The offset since.
    pub offset_after_min: i32,
}

/// A date on which a shift does not take place because the wall clock leaves it no time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// The shift.
    pub shift: String,
    /// The local date.
    pub date: NaiveDate,
    /// Why.
    pub reason: DropReason,
}

/// See [`Dropped`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum DropReason {
    /// The zone's calendar passes over the date, as Apia did over 2011-12-30.
    DateSkipped,
    /// Start and end fall on the same instant, or change places.
    NoTime,
}

impl Roster {
    /// Audits a year: the ring is the order of the document's shifts.
    ///
    /// A seam belongs to the year of its outgoing end; the nearest incoming start is the one with the least distance from it. Gaps and
    /// overlaps are those of everybody on, overrides and time off considered.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a year outside 1901–2199; else as [`cover`](Self::cover).
    pub fn audit(&self, year: i32) -> Result<Audit> {
        self.audit_ring(year, &[])
    }

    /// The same for a ring of some shifts, by id, in the order in which they hand over.
    ///
    /// # Errors
    /// As [`audit`](Self::audit); [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an id that is no shift's.
    pub fn audit_ring(&self, year: i32, ids: &[String]) -> Result<Audit> {
        let (plan, range) = (self.plan(), year_range(year)?);
        let ring = ring(plan, ids).map_err(|id| Error::not_found("ring", id, "the id of a shift of the roster"))?;
        let cover = self.cover(range, &Filter::default())?;
        let dates = Dates::new(plan, TimeSegment::new(range.start - 2 * DAY, range.end + 2 * DAY));
        let mut audit = totals(year, plan, &cover);
        let all: Vec<Vec<TimeSegment>> = ring.iter().map(|s| occurrences(&dates, &s.template)).collect();
        for (i, (shift, outgoing)) in ring.iter().zip(&all).enumerate() {
            let next = (i + 1) % ring.len();
            let (Some(to), Some(incoming)) = (ring.get(next), all.get(next)) else { continue };
            audit.seams.push(
                Auditor { dates: &dates, year: range }.seam((*shift, outgoing.as_slice()), (*to, incoming.as_slice())),
            );
            audit.dropped.extend(dropped(plan, &dates, shift));
        }
        audit.transitions = transitions(plan, &ring, range);
        Ok(audit)
    }
}

/// A year in UTC.
pub(super) fn year_range(year: i32) -> Result<TimeSegment> {
    let outside = || Error::out_of_range("year", year, "a year from 1901 to 2199");
    if !(1901..=2199).contains(&year) {
        return Err(outside());
    }
    let start = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|d| local_midnight(day_number(d))).ok_or_else(outside);
    Ok(TimeSegment::new(start(year)?, start(year + 1)?))
}

fn totals(year: i32, plan: &Plan, cover: &super::cover::Cover) -> Audit {
    let gaps = cover.where_it(|s| s.duties == 0);
    let twice = cover.where_it(|s| s.duties > 1);
    let sum = |list: &[TimeSegment]| Minutes(list.iter().map(|s| s.length()).sum());
    let mut days: Vec<i64> = gaps.iter().flat_map(|g| g.start.div_euclid(DAY)..=(g.end - 1).div_euclid(DAY)).collect();
    days.dedup();
    Audit {
        year,
        tzdb: plan.release.clone(),
        uncovered_minutes: sum(&gaps),
        double_covered_minutes: sum(&twice),
        gap_count: gaps.len(),
        longest_gap_minutes: Minutes(gaps.iter().map(|g| g.length()).max().unwrap_or(0)),
        days_with_gaps: days.len(),
        first_gap: gaps.first().copied().map(Stretch::from),
        last_gap: gaps.last().copied().map(Stretch::from),
        seams: Vec::new(),
        transitions: Vec::new(),
        dropped: Vec::new(),
        gaps,
    }
}

struct Auditor<'a> {
    dates: &'a Dates<'a>,
    year: TimeSegment,
}

type Side<'a> = (&'a Shift, &'a [TimeSegment]);

impl Auditor<'_> {
    fn seam(&self, from: Side<'_>, to: Side<'_>) -> Seam {
        let found = regimes(from.1, to.1, self.year);
        let worst = found.iter().map(|r| r.gap).max().unwrap_or(0);
        let shown = |r: &Regime| SeamRegime {
            first_handoff: Instant::of(r.first),
            last_handoff: Instant::of(r.last),
            gap_minutes: Minutes(r.gap),
            count: r.count,
        };
        Seam {
            from: from.0.id.clone(),
            to: to.0.id.clone(),
            regimes: found.iter().map(shown).collect(),
            fix: (worst > 0).then(|| self.fix(from, to, worst)),
        }
    }

    /// The edit that leaves the shorter shift, the later end where both are as long; tried out before it is proposed.
    fn fix(&self, from: Side<'_>, to: Side<'_>, worst: i64) -> Fix {
        let minutes = (worst + MINUTE - 1) / MINUTE;
        let ways = [(from, Move::EndLater(minutes * 60)), (to, Move::StartEarlier(minutes * 60))];
        let mut ways: Vec<_> =
            ways.into_iter().filter_map(|(side, way)| Some((side, way, way.apply(&side.0.template)?))).collect();
        ways.sort_by_key(|(_, _, edited)| edited.seconds());
        for (side, way, edited) in ways {
            if edited.seconds() > MAX_PROPOSED_MINUTES * 60 {
                continue;
            }
            let moved = occurrences(self.dates, &edited);
            let after = match way {
                Move::EndLater(_) => regimes(&moved, to.1, self.year),
                Move::StartEarlier(_) => regimes(from.1, &moved, self.year),
            };
            if after.iter().all(|r| r.gap <= 0) {
                let longest = after.iter().map(|r| -r.gap).max().unwrap_or(0);
                return edit(side.0, way, &edited, Minutes(minutes * MINUTE), Minutes(longest));
            }
        }
        Fix::SeasonalTemplate { shift: from.0.id.clone(), minutes: Minutes(minutes * MINUTE) }
    }
}

fn edit(shift: &Shift, way: Move, edited: &Template, minutes: Minutes, longest_overlap_minutes: Minutes) -> Fix {
    use super::template::Length;
    let shift = shift.id.clone();
    match (way, edited.length) {
        (Move::EndLater(_), Length::Wall(end)) => {
            Fix::EndLater { shift, minutes, becomes: clock(end), longest_overlap_minutes }
        }
        (Move::EndLater(_), Length::Elapsed(length)) => {
            Fix::EndLater { shift, minutes, becomes: (length / MINUTE).to_string(), longest_overlap_minutes }
        }
        (Move::StartEarlier(_), _) => {
            Fix::StartEarlier { shift, minutes, becomes: clock(edited.start), longest_overlap_minutes }
        }
    }
}

/// Seconds of a day on a wall clock; those past 24:00 of the next day.
pub(super) fn clock(seconds: i32) -> String {
    let (of_day, midnight) = (seconds.rem_euclid(86_400), seconds == 86_400);
    let (hours, minutes, left) = (if midnight { 24 } else { of_day / 3600 }, of_day / 60 % 60, of_day % 60);
    match left {
        0 => format!("{hours:02}:{minutes:02}"),
        left => format!("{hours:02}:{minutes:02}:{left:02}"),
    }
}

fn dropped(plan: &Plan, dates: &Dates<'_>, shift: &Shift) -> Vec<Dropped> {
    let mut found = Vec::new();
    if shift.template.is_safe(plan, dates.range) {
        return found;
    }
    dates.occurrences(&shift.template, true, |h| {
        let Ok(day) = date(h.day) else { return };
        if h.standing == Standing::Dropped {
            let skipped = plan.zone(shift.template.zone).is_some_and(|z| is_skipped(z, h.day));
            let reason = if skipped { DropReason::DateSkipped } else { DropReason::NoTime };
            found.push(Dropped { shift: shift.id.clone(), date: day, reason });
        }
    });
    found
}

/// The changes of the clocks in the zones of the ring, in order.
fn transitions(plan: &Plan, ring: &[&Shift], range: TimeSegment) -> Vec<ClockChange> {
    let mut zones: Vec<u32> = ring.iter().map(|s| s.template.zone).collect();
    zones.sort_unstable();
    zones.dedup();
    let mut found = Vec::new();
    for zone in zones.into_iter().filter_map(|z| plan.zone(z)) {
        found.extend(zone.transitions(range).map(|t| ClockChange {
            zone: zone.name().to_owned(),
            at: Instant::of(t.at),
            offset_before_min: t.before / 60,
            offset_after_min: t.after / 60,
        }));
    }
    found.sort_by(|a, b| a.at.cmp(&b.at).then_with(|| a.zone.cmp(&b.zone)));
    found
}

impl Template {
    /// Whether the clocks can leave none of its occurrences without time: no change in the range moves by as much as it lasts.
    fn is_safe(&self, plan: &Plan, range: TimeSegment) -> bool {
        let around = TimeSegment::new(range.start - 3 * DAY, range.end + 3 * DAY);
        let moves = |t: crate::time::Transition| i64::from((t.after - t.before).abs());
        plan.zone(self.zone).is_none_or(|z| z.transitions(around).all(|t| moves(t) * SECOND < self.seconds() * SECOND))
    }
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{}: uncovered {} on {} days, covered twice {}",
            self.year, self.uncovered_minutes, self.days_with_gaps, self.double_covered_minutes
        )?;
        if let (Some(first), Some(last)) = (&self.first_gap, &self.last_gap) {
            let (first, last) = (first.from.minute(), last.to.minute());
            writeln!(
                f,
                "{} gaps from {first} to {last} UTC, the longest {}",
                self.gap_count, self.longest_gap_minutes
            )?;
        }
        for seam in &self.seams {
            writeln!(f, "{} hands over to {}", seam.from, seam.to)?;
            for r in &seam.regimes {
                let what = match r.gap_minutes.0 {
                    0 => "exactly".to_owned(),
                    n if n < 0 => format!("{} together", Minutes(-n)),
                    _ => format!("{} NOBODY", r.gap_minutes),
                };
                let (first, last) = (r.first_handoff.utc().date_naive(), r.last_handoff.utc().date_naive());
                writeln!(f, "  {first} to {last}  {:>4} times  {what}", r.count)?;
            }
            if let Some(fix) = &seam.fix {
                writeln!(f, "  closed all year if {fix}")?;
            }
        }
        for change in &self.transitions {
            let sign =
                |min: i32| format!("{}{:02}:{:02}", if min < 0 { '-' } else { '+' }, min.abs() / 60, min.abs() % 60);
            let (before, after) = (sign(change.offset_before_min), sign(change.offset_after_min));
            writeln!(f, "{} {} clocks from {before} to {after}", change.at.minute(), change.zone)?;
        }
        for drop in &self.dropped {
            writeln!(f, "{} has no shift on {}: the wall clock leaves it no time", drop.shift, drop.date)?;
        }
        writeln!(f, "zone rules {}", self.tzdb)
    }
}

impl fmt::Display for Fix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fix::EndLater { shift, minutes, becomes, .. } => write!(f, "{shift} ends {minutes} later, at {becomes}"),
            Fix::StartEarlier { shift, minutes, becomes, .. } => {
                write!(f, "{shift} starts {minutes} earlier, at {becomes}")
            }
            Fix::SeasonalTemplate { shift, minutes } => {
                write!(f, "{shift} gets a seasonal template, or somebody stands in for {minutes}")
            }
        }
    }
}

//! The seam audit of a year: where the sun does not follow, and the smallest edit that closes each seam.

use super::answer::{Minutes, Stretch};
use super::filter::Filter;
use super::plan::{Plan, Shift};
use super::ring::{Station, ring};
use super::roster::Roster;
use super::seam::{Move, Regime, regimes};
use super::template::{Dates, Standing, Template, is_skipped};
use crate::error::{Error, Result};
use crate::time::civil::{date, day_number, local_midnight};
use crate::time::{DAY, Instant, IntervalSet, MINUTE, SECOND, TimeSegment};
use chrono::NaiveDate;
use serde::Serialize;

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
    /// What the year lacks of the roster's requirements; left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirements: Option<Unmet>,
    /// Each shift of the ring and the one it hands over to.
    pub seams: Vec<Seam>,
    /// Where the clocks of the ring's zones change.
    pub transitions: Vec<ClockChange>,
    /// Dates on which the wall clock leaves a shift no time.
    pub dropped: Vec<Dropped>,
    #[serde(skip)]
    pub(super) gaps: Vec<TimeSegment>,
}

/// What a year lacks of the requirements of a roster; [`Roster::gaps`] lists each gap with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unmet {
    /// How many gaps there are.
    pub gap_count: usize,
    /// Time with fewer than are needed.
    pub short_minutes: Minutes,
    /// What is missing: persons times minutes.
    pub shortfall_person_minutes: Minutes,
    /// The first gap.
    pub first_gap: Option<Stretch>,
}

/// Where one shift hands over to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Seam {
    /// The outgoing shift, or the rotation whose shifts are one duty.
    pub from: String,
    /// The incoming one.
    pub to: String,
    /// Its hand-offs in runs of the same gap; none where the outgoing side never ends.
    pub regimes: Vec<SeamRegime>,
    /// What closes it all year; `None` where there is always somebody on, of these two or of others.
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
    /// The time between the two; negative where both are on.
    pub gap_minutes: Minutes,
    /// Of these gaps, all together, the time at which nobody at all is on, of these two or of others.
    pub uncovered_minutes: Minutes,
    /// How many hand-offs.
    pub count: u32,
}

/// What closes a seam: tried out on the year before it is said.
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
    /// Audits a year. The ring is that of the roster (`ring`), else all its shifts in the order of the document.
    ///
    /// A seam belongs to the year of its outgoing end; the nearest incoming start is the one with the least distance from it. Gaps and
    /// overlaps are those of everybody on, overrides and time off considered; a seam is open where nobody at all is on in it.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a year outside 1901–2199; else as [`cover`](Self::cover).
    pub fn audit(&self, year: i32) -> Result<Audit> {
        self.audit_ring(year, &[])
    }

    /// The same for a ring of one's own, in the order in which they hand over: shifts by id, or rotations, whose shifts are one duty.
    ///
    /// # Errors
    /// As [`audit`](Self::audit); [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an id that is neither.
    pub fn audit_ring(&self, year: i32, ids: &[String]) -> Result<Audit> {
        let (plan, range) = (self.plan(), year_range(year)?);
        let cover = self.cover(range, &Filter::default())?;
        let dates = Dates::new(plan, TimeSegment::new(range.start - 2 * DAY, range.end + 2 * DAY));
        let ring = ring(plan, ids, &dates)?;
        let mut audit = totals(year, plan, &cover);
        audit.requirements = self.unmet(range)?;
        let auditor = Auditor { dates: &dates, year: range, uncovered: &audit.gaps };
        let (mut seams, mut dropped) = (Vec::with_capacity(ring.len()), Vec::new());
        for (i, from) in ring.iter().enumerate() {
            let Some(to) = ring.get((i + 1) % ring.len()) else { continue };
            seams.push(auditor.seam(from, to));
            from.shifts.iter().for_each(|shift| dropped.extend(dropped_of(plan, &dates, shift)));
        }
        (audit.seams, audit.dropped) = (seams, dropped);
        audit.transitions = transitions(plan, &ring, range);
        Ok(audit)
    }

    fn unmet(&self, year: TimeSegment) -> Result<Option<Unmet>> {
        if self.plan().needs.is_empty() {
            return Ok(None);
        }
        let report = self.gaps(year, &Filter::default())?;
        let short = IntervalSet::from_segments(report.gaps.iter().map(|g| g.time.segment()));
        Ok(Some(Unmet {
            gap_count: report.gaps.len(),
            short_minutes: Minutes(short.total()),
            shortfall_person_minutes: report.shortfall_person_minutes,
            first_gap: report.gaps.first().map(|g| g.time),
        }))
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
        requirements: None,
        seams: Vec::new(),
        transitions: Vec::new(),
        dropped: Vec::new(),
        gaps,
    }
}

struct Auditor<'a> {
    dates: &'a Dates<'a>,
    year: TimeSegment,
    /// When nobody is on.
    uncovered: &'a [TimeSegment],
}

impl Auditor<'_> {
    fn regimes(&self, outgoing: &[TimeSegment], incoming: &[TimeSegment]) -> Vec<Regime> {
        regimes(outgoing, incoming, self.year, self.uncovered)
    }

    fn seam(&self, from: &Station<'_>, to: &Station<'_>) -> Seam {
        let found = self.regimes(&from.times, &to.times);
        let worst = found.iter().filter(|r| r.nobody > 0).map(|r| r.gap).max();
        let shown = |r: &Regime| SeamRegime {
            first_handoff: Instant::of(r.first),
            last_handoff: Instant::of(r.last),
            gap_minutes: Minutes(r.gap),
            uncovered_minutes: Minutes(r.nobody),
            count: r.count,
        };
        Seam {
            from: from.name.to_owned(),
            to: to.name.to_owned(),
            regimes: found.iter().map(shown).collect(),
            fix: worst.map(|worst| self.fix(from, to, worst)),
        }
    }

    /// The edit that leaves the shorter shift, the later end where both are as long; tried out before it is proposed.
    fn fix(&self, from: &Station<'_>, to: &Station<'_>, worst: i64) -> Fix {
        let minutes = (worst + MINUTE - 1) / MINUTE;
        let ways = [(from, Move::EndLater(minutes * 60)), (to, Move::StartEarlier(minutes * 60))];
        let edited = |(station, way): (_, Move)| {
            let shift: &Shift = Station::edge(station, way, self.dates, self.year)?;
            Some((station, shift, way, way.apply(&shift.template)?))
        };
        let mut ways: Vec<_> = ways.into_iter().filter_map(edited).collect();
        ways.sort_by_key(|(_, _, _, edited)| edited.seconds());
        for (station, shift, way, edited) in ways {
            let moved = station.with(shift, &edited, self.dates);
            if Station::is_too_long(&edited, &moved, self.year) {
                continue;
            }
            let after = match way {
                Move::EndLater(_) => self.regimes(&moved, &to.times),
                Move::StartEarlier(_) => self.regimes(&from.times, &moved),
            };
            if after.iter().all(|r| r.nobody == 0) {
                let longest = after.iter().map(|r| -r.gap).max().unwrap_or(0).max(0);
                return edit(shift, way, &edited, Minutes(minutes * MINUTE), Minutes(longest));
            }
        }
        Fix::SeasonalTemplate { shift: from.name.to_owned(), minutes: Minutes(minutes * MINUTE) }
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

fn dropped_of(plan: &Plan, dates: &Dates<'_>, shift: &Shift) -> Vec<Dropped> {
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
fn transitions(plan: &Plan, ring: &[Station<'_>], range: TimeSegment) -> Vec<ClockChange> {
    let mut zones: Vec<u32> = ring.iter().flat_map(|s| &s.shifts).map(|s| s.template.zone).collect();
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

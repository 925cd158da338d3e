//! A weekly template on the wall clock, and its occurrences on the time line.

use super::plan::{Plan, item};
use super::rotation::Period;
use crate::calendar::Calendar;
use crate::time::civil::{MAX_DAY, MIN_DAY, day_of};
use crate::time::local::{LocalClock, local};
use crate::time::{DAY, Fold, LocalTime, MAX_INSTANT, MIN_INSTANT, Resolution, SECOND, TimeSegment, Zone};

/// Weekly hours in a zone, and the dates on which they hold.
#[derive(Debug, Clone)]
pub(super) struct Template {
    /// Its place in `Plan::zones`.
    pub(super) zone: u32,
    /// Bit 0 is Monday.
    pub(super) days: u8,
    /// Seconds from the midnight of the date it starts on.
    pub(super) start: i32,
    pub(super) length: Length,
    /// First and last date.
    pub(super) valid: (i32, i32),
    pub(super) except: Box<[i32]>,
    pub(super) holidays: Option<Calendar>,
    /// Only every so many periods, counted from that of a day.
    pub(super) active: Option<Active>,
}

/// See [`ActiveDoc`](super::ActiveDoc).
#[derive(Debug, Clone, Copy)]
pub(super) struct Active {
    pub(super) interval: i64,
    pub(super) period: Period,
    /// The number of the first active period.
    pub(super) first: i64,
}

/// How an occurrence ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Length {
    /// At this reading, in seconds from the same midnight as the start, after it.
    Wall(i32),
    /// After so many microseconds.
    Elapsed(i64),
}

/// Why a date of the right weekday has no occurrence, or that it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Standing {
    On,
    Holiday,
    Exception,
    OutsideValidity,
    /// The wall clock leaves no time between start and end.
    Dropped,
}

/// One occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Happening {
    /// The local date it starts on.
    pub(super) day: i32,
    pub(super) time: TimeSegment,
    pub(super) standing: Standing,
}

impl Template {
    pub(super) fn is_weekday(&self, day: i32) -> bool {
        // 1970-01-01 was a Thursday.
        self.days >> (day + 3).rem_euclid(7) & 1 == 1
    }

    /// How a date stands; `None` where it is none of its dates at all.
    pub(super) fn standing(&self, day: i32) -> Option<Standing> {
        let in_period = |a: &Active| (a.period.number(day) - a.first).rem_euclid(a.interval) == 0;
        if !self.is_weekday(day) || !self.active.as_ref().is_none_or(in_period) {
            return None;
        }
        if day < self.valid.0 || day > self.valid.1 {
            return Some(Standing::OutsideValidity);
        }
        if !self.except.is_empty() && self.except.binary_search(&day).is_ok() {
            return Some(Standing::Exception);
        }
        if self.holidays.as_ref().is_some_and(|c| c.is_holiday(day, self.start)) {
            return Some(Standing::Holiday);
        }
        Some(Standing::On)
    }

    /// Whether it starts on a date, as planned.
    pub(super) fn is_planned(&self, day: i32) -> bool {
        self.standing(day) == Some(Standing::On)
    }

    /// The span of a date under a fixed offset in microseconds.
    pub(super) fn at_offset(&self, day: i32, offset: i64) -> TimeSegment {
        let start = local(day, self.start) - offset;
        match self.length {
            Length::Wall(end) => TimeSegment::new(start, local(day, end) - offset),
            Length::Elapsed(length) => TimeSegment::new(start, start + length),
        }
    }

    /// The span from the midnight of its date on, where the clocks do not change.
    pub(super) fn nominal(&self) -> TimeSegment {
        let start = i64::from(self.start) * SECOND;
        match self.length {
            Length::Wall(end) => TimeSegment::new(start, i64::from(end) * SECOND),
            Length::Elapsed(length) => TimeSegment::new(start, start + length),
        }
    }

    /// The span of a date by the rules of the zone.
    pub(super) fn resolved(&self, day: i32, zone: &Zone, resolution: Resolution) -> TimeSegment {
        match self.length {
            Length::Wall(end) => LocalClock::Changing(zone, resolution).open(day, (self.start, end)),
            Length::Elapsed(length) => {
                let start = zone.resolve_start(local(day, self.start), resolution);
                TimeSegment::new(start, start + length)
            }
        }
    }

    /// Whether each week is like the next.
    pub(super) fn is_every_week(&self) -> bool {
        let always = self.valid == (MIN_DAY, MAX_DAY);
        always && self.except.is_empty() && self.holidays.is_none() && self.active.is_none()
    }

    /// Its nominal length in seconds.
    pub(super) fn seconds(&self) -> i64 {
        match self.length {
            Length::Wall(end) => i64::from(end - self.start),
            Length::Elapsed(length) => length / SECOND,
        }
    }
}

/// How far around a change of the offset a date is resolved one by one: shifts reach two dates on, a gap may move one by a day.
const NEAR_BEFORE: i32 = 4;
const NEAR_AFTER: i32 = 2;
/// How far a date's occurrence may lie from its own midnight in UTC.
const REACH: i64 = 6 * DAY;

/// The dates of every zone that can matter to a range, in stretches of one offset.
#[derive(Debug)]
pub(super) struct Dates<'p> {
    plan: &'p Plan,
    pub(super) range: TimeSegment,
    zones: Vec<Stretches>,
}

#[derive(Debug)]
struct Stretches {
    first: i32,
    /// The date after the last one of a stretch, and its offset in microseconds; `None` where each date is resolved.
    pieces: Vec<(i32, Option<i64>)>,
}

impl<'p> Dates<'p> {
    pub(super) fn new(plan: &'p Plan, range: TimeSegment) -> Self {
        Self { plan, range, zones: plan.zones.iter().map(|zone| stretches(zone, range)).collect() }
    }

    /// How many dates there are in the zone that has most.
    pub(super) fn most(&self) -> u64 {
        let count = |s: &Stretches| s.pieces.last().map_or(0, |p| p.0.saturating_sub(s.first));
        self.zones.iter().map(count).max().and_then(|n| u64::try_from(n).ok()).unwrap_or(0)
    }

    /// The occurrences of a template that overlap the range, whole, in the order of their dates; with `all` also the dates on which
    /// something keeps it from happening.
    pub(super) fn occurrences(&self, template: &Template, all: bool, mut visit: impl FnMut(Happening)) {
        let (Some(dates), Some(zone)) = (item(&self.zones, template.zone), self.plan.zone(template.zone)) else {
            return;
        };
        let (mut day, last) = match all {
            true => (dates.first, MAX_DAY),
            false => (dates.first.max(template.valid.0), template.valid.1),
        };
        let bare = template.except.is_empty() && template.holidays.is_none() && template.active.is_none();
        let plain = bare && (!all || template.is_every_week());
        for &(until, offset) in &dates.pieces {
            let until = until.min(last.saturating_add(1));
            while day < until {
                let date = day;
                day += 1;
                if !template.is_weekday(date) {
                    continue;
                }
                let standing = match plain {
                    true => Standing::On,
                    false => match template.standing(date) {
                        Some(Standing::On) => Standing::On,
                        Some(other) if all => other,
                        _ => continue,
                    },
                };
                let time = match offset {
                    Some(offset) => template.at_offset(date, offset),
                    None => template.resolved(date, zone, self.plan.resolution),
                };
                if time.end <= time.start {
                    if all && standing == Standing::On && self.range.contains(time.start) {
                        visit(Happening { day: date, time, standing: Standing::Dropped });
                    }
                } else if time.end > self.range.start && time.start < self.range.end {
                    visit(Happening { day: date, time, standing });
                }
            }
        }
    }
}

fn stretches(zone: &Zone, range: TimeSegment) -> Stretches {
    let day_at = |at: i64| day_of(zone.to_local(at));
    let first = (day_at(range.start) - 3).max(MIN_DAY);
    let end = (day_at(range.end) + 2).min(MAX_DAY + 1);
    let mut pieces = Vec::new();
    let around =
        TimeSegment::new((range.start - REACH).max(MIN_INSTANT - REACH), (range.end + REACH).min(MAX_INSTANT + REACH));
    let (mut reached, mut offset) = (first, zone.offset_at(around.start));
    for change in zone.transitions(around) {
        let day = day_of(change.at + i64::from(change.before) * SECOND);
        let (near, far) = ((day - NEAR_BEFORE).clamp(reached, end), (day + NEAR_AFTER).clamp(reached, end));
        if near > reached {
            pieces.push((near, Some(i64::from(change.before) * SECOND)));
        }
        if far > near {
            pieces.push((far, None));
        }
        (reached, offset) = (far.max(near), change.after);
    }
    if reached < end {
        pieces.push((end, Some(i64::from(offset) * SECOND)));
    }
    Stretches { first, pieces }
}

/// Whether a zone's calendar passes over a date, as Apia did over 2011-12-30.
pub(super) fn is_skipped(zone: &Zone, day: i32) -> bool {
    let transition = |seconds| match zone.classify(local(day, seconds)) {
        LocalTime::Gap { transition, .. } => Some(transition),
        _ => None,
    };
    transition(0).is_some_and(|at| transition(86_399) == Some(at))
}

/// The instants at which something starts and ends between two readings of a zone's clock.
pub(super) fn between(zone: &Zone, from: i64, to: i64, resolution: Resolution) -> TimeSegment {
    match resolution.fold {
        Fold::Widest => TimeSegment::new(zone.resolve_start(from, resolution), zone.resolve_end(to, resolution)),
        _ => TimeSegment::new(zone.resolve(from, resolution), zone.resolve(to, resolution)),
    }
}

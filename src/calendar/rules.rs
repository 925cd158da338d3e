//! A checked calendar document: the rules by which each date is open, and their open time inside any window.
//!
//! ```text
//! owner date d:  hours(d) = exception(d) or weekly(weekday of d)        local seconds from the midnight of d, up to 48:00
//! open         = ⋃ hours(d) − holidays (a protected date keeps its own hours) − breaks
//! ```

use super::doc::HolidayCut;
use crate::time::civil::{self, day_of, local_midnight};
use crate::time::local::LocalClock;
use crate::time::pieces::{normalize, take_out};
use crate::time::{DAY, Resolution, SECOND, TimeSegment, Zone};
use chrono::Datelike;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

pub(super) use crate::time::local::{DAY_SECONDS, DaySpan as Span};

/// Seconds of two, the latest end.
pub(super) const LATEST: i32 = 172_800;

/// How a date differs from its weekday. Interned: many dates share one.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub(super) struct DayKind {
    /// Hours of an exception.
    pub(super) hours: Option<Box<[Span]>>,
    /// Closed by holidays.
    pub(super) closed: Box<[Span]>,
    /// Breaks of this date (those of the weekday come on top).
    pub(super) breaks: Box<[Span]>,
}

/// A name for the closed part of a day.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) span: Span,
    pub(super) name: Arc<str>,
}

/// The checked document.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) zone: Zone,
    pub(super) resolution: Resolution,
    pub(super) cut: HolidayCut,
    pub(super) exception_first: bool,
    pub(super) weekly: [Box<[Span]>; 7],
    pub(super) weekly_breaks: [Box<[Span]>; 7],
    pub(super) kinds: Vec<DayKind>,
    /// Dates with a kind of their own, ascending.
    pub(super) dated: Vec<(i32, u32)>,
    /// `(month, day)` closed every year; a date in `dated` has its yearly part already.
    pub(super) yearly: BTreeMap<(u32, u32), u32>,
    pub(super) holiday_names: BTreeMap<i32, Vec<Named>>,
    pub(super) yearly_names: BTreeMap<(u32, u32), Vec<Named>>,
    pub(super) exception_names: BTreeMap<i32, Arc<str>>,
}

impl Rules {
    /// The kind of a date that is not like its weekday.
    pub(super) fn kind_of(&self, day: i32) -> Option<&DayKind> {
        let id = match self.dated.binary_search_by_key(&day, |d| d.0) {
            Ok(found) => self.dated.get(found).map(|d| d.1),
            Err(_) if self.yearly.is_empty() => None,
            Err(_) => month_day(day).and_then(|key| self.yearly.get(&key).copied()),
        };
        id.and_then(|id| self.kinds.get(usize::try_from(id).ok()?))
    }

    /// Whether the hours of this date hold although it is a holiday.
    fn protected(&self, kind: Option<&DayKind>) -> bool {
        self.exception_first && kind.is_some_and(|k| k.hours.is_some())
    }

    /// Whether a holiday closes this second of a date on the wall clock.
    pub(super) fn is_holiday(&self, day: i32, seconds: i32) -> bool {
        self.holiday_hours(day).iter().any(|span| (span.0..span.1).contains(&seconds))
    }

    /// The parts of a date on the wall clock that holidays close.
    pub(super) fn holiday_hours(&self, day: i32) -> &[Span] {
        let kind = self.kind_of(day);
        kind.filter(|_| !self.protected(kind)).map_or(&[], |k| &k.closed)
    }

    /// The hours a date owns, in order, before holidays that cut at midnight and before breaks.
    fn owned<'a>(&'a self, day: i32, kind: Option<&'a DayKind>) -> Cow<'a, [Span]> {
        let base = self.base(day, kind);
        match kind {
            Some(k) if self.cut == HolidayCut::OwnerDate && !k.closed.is_empty() && !self.protected(kind) => {
                let mut left = base.to_vec();
                k.closed.iter().for_each(|&span| take_out(&mut left, 0, to_owner_end(span)));
                Cow::Owned(left)
            }
            _ => Cow::Borrowed(base),
        }
    }

    /// The regular hours of a weekday counted from Monday = 0, around the week in both directions.
    pub(super) fn regular(&self, weekday: i32) -> &[Span] {
        usize::try_from(weekday.rem_euclid(7)).ok().and_then(|i| self.weekly.get(i)).map_or(&[], |hours| hours)
    }

    /// The dates with an exception, and its hours.
    pub(super) fn exceptions(&self) -> impl Iterator<Item = (i32, &[Span])> + '_ {
        let kind = |id: u32| self.kinds.get(usize::try_from(id).ok()?)?.hours.as_deref();
        self.dated.iter().filter_map(move |&(day, id)| Some((day, kind(id)?)))
    }

    /// The hours of a date's exception or weekday.
    pub(super) fn base<'a>(&'a self, day: i32, kind: Option<&'a DayKind>) -> &'a [Span] {
        kind.and_then(|k| k.hours.as_deref()).unwrap_or_else(|| of_weekday(&self.weekly, day))
    }

    /// The breaks of a date.
    pub(super) fn breaks(&self, day: i32) -> impl Iterator<Item = Span> + '_ {
        let kind = self.kind_of(day);
        let own = kind.map_or(&[][..], |k| &k.breaks);
        let replaced = kind.is_some_and(|k| k.hours.is_some());
        let weekly = if replaced { &[][..] } else { of_weekday(&self.weekly_breaks, day) };
        own.iter().chain(weekly).copied()
    }

    /// How long after its midnight the hours, closed parts and breaks of any date end, in microseconds without a change of the
    /// offset between.
    pub(super) fn reach(&self) -> i64 {
        let dates = self.kinds.iter().flat_map(|k| k.hours.iter().chain([&k.closed, &k.breaks]));
        let spans = self.weekly.iter().chain(&self.weekly_breaks).chain(dates).flat_map(|spans| spans.iter());
        i64::from(spans.map(|span| span.1).fold(DAY_SECONDS, i32::max)) * SECOND
    }

    /// The wall clock around a window.
    pub(super) fn clock(&self, window: TimeSegment) -> LocalClock<'_> {
        LocalClock::near(&self.zone, self.resolution, window)
    }

    /// The dates that can matter to a window.
    pub(super) fn days(&self, window: TimeSegment) -> std::ops::RangeInclusive<i32> {
        day_of(self.zone.to_local(window.start)) - 3..=day_of(self.zone.to_local(window.end)) + 1
    }

    /// The open time inside `window`, sorted, disjoint, not touching.
    pub(super) fn open_in(&self, window: TimeSegment, open: &mut Vec<TimeSegment>) {
        let clock = self.clock(window);
        self.before_breaks(window, clock, open);
        if self.is_special(window) || self.weekly_breaks.iter().any(|breaks| !breaks.is_empty()) {
            self.take_breaks(window, clock, open);
        }
    }

    /// Whether a date that can matter to a window may have a kind of its own.
    fn is_special(&self, window: TimeSegment) -> bool {
        let days = self.days(window);
        let first = self.dated.partition_point(|date| date.0 < *days.start());
        !self.yearly.is_empty() || self.dated.get(first).is_some_and(|date| days.contains(&date.0))
    }

    /// The same before breaks are taken out.
    pub(super) fn before_breaks(&self, window: TimeSegment, clock: LocalClock<'_>, open: &mut Vec<TimeSegment>) {
        let closed = self.closures(window, clock);
        open.clear();
        for day in self.days(window) {
            self.add_day(day, window, clock, &closed, open);
        }
        normalize(open);
    }

    /// Takes the breaks around `window` out of `open`.
    pub(super) fn take_breaks(&self, window: TimeSegment, clock: LocalClock<'_>, open: &mut Vec<TimeSegment>) {
        for day in self.days(window) {
            for span in self.breaks(day) {
                take_out(open, 0, clock.closed(day, span));
            }
        }
    }

    /// Adds the hours that `day` owns inside `window`, less what holidays close.
    fn add_day(
        &self,
        day: i32,
        window: TimeSegment,
        clock: LocalClock<'_>,
        closed: &[(i32, TimeSegment)],
        open: &mut Vec<TimeSegment>,
    ) {
        let kind = self.kind_of(day);
        let owned = self.owned(day, kind);
        let first = open.len();
        open.extend(owned.iter().map(|&span| clock.open(day, span).intersection(window)).filter(|s| !s.is_empty()));
        if open.len() == first {
            return;
        }
        let protected = self.protected(kind);
        for &(date, cut) in closed {
            if !(protected && date == day) {
                take_out(open, first, cut);
            }
        }
    }

    /// The open time of the hours a date owns, up to its last closing.
    pub(super) fn owned_open(&self, day: i32) -> Vec<TimeSegment> {
        let middle = local_midnight(day);
        let window = TimeSegment::new(middle - 2 * DAY, middle + 4 * DAY);
        let clock = self.clock(window);
        let mut open = Vec::new();
        self.add_day(day, window, clock, &self.closures(window, clock), &mut open);
        normalize(&mut open);
        self.take_breaks(window, clock, &mut open);
        open
    }

    /// Whether a date has open time that it owns and that begins before its 24:00.
    ///
    /// Asked of the time line itself: a change of the clock, or a break of the day before that reaches past its 24:00, may
    /// leave nothing of the hours.
    pub(super) fn is_business_day(&self, day: i32) -> bool {
        let midnight = self.zone.resolve(local_midnight(day + 1), self.resolution);
        self.owned_open(day).first().is_some_and(|s| s.start < midnight)
    }

    /// The same for weekdays with nothing special on them or the day before, and no change of the clock, Monday first.
    pub(super) fn business_weekdays(&self) -> [bool; 7] {
        std::array::from_fn(|i| {
            let (hours, breaks) = (self.weekly.get(i), self.weekly_breaks.get(i));
            let mut left = hours.map(|h| h.to_vec()).unwrap_or_default();
            breaks.into_iter().flatten().for_each(|&span| take_out(&mut left, 0, span));
            let late = self.weekly_breaks.get((i + 6) % 7).into_iter().flatten().filter(|span| span.1 > DAY_SECONDS);
            late.for_each(|&(start, end)| take_out(&mut left, 0, ((start - DAY_SECONDS).max(0), end - DAY_SECONDS)));
            left.first().is_some_and(|span| span.0 < DAY_SECONDS)
        })
    }

    /// Always open in a zone.
    pub(super) fn always(zone: Zone) -> Self {
        Self {
            zone,
            resolution: Resolution::default(),
            cut: HolidayCut::Midnight,
            exception_first: true,
            weekly: std::array::from_fn(|_| [(0, DAY_SECONDS)].into()),
            weekly_breaks: Default::default(),
            kinds: Vec::new(),
            dated: Vec::new(),
            yearly: BTreeMap::new(),
            holiday_names: BTreeMap::new(),
            yearly_names: BTreeMap::new(),
            exception_names: BTreeMap::new(),
        }
    }

    /// Bytes held, the shared zone and the names' maps not counted to the byte.
    pub(super) fn memory_bytes(&self) -> usize {
        let spans = |s: &[Span]| size_of_val(s);
        let kinds = self
            .kinds
            .iter()
            .map(|k| size_of::<DayKind>() + k.hours.as_deref().map_or(0, spans) + spans(&k.closed) + spans(&k.breaks));
        let week = self.weekly.iter().chain(&self.weekly_breaks).map(|d| spans(d));
        let dated = self.holiday_names.values().flatten();
        let names = dated.chain(self.yearly_names.values().flatten()).map(|n| n.name.len() + 2 * size_of::<Named>());
        let exceptions = self.exception_names.values().map(|n| n.len() + 40);
        size_of::<Self>()
            + self.dated.capacity() * size_of::<(i32, u32)>()
            + self.yearly.len() * 24
            + kinds.chain(week).chain(names).chain(exceptions).sum::<usize>()
    }

    /// What holidays close around a window when they cut at midnight, with their dates.
    pub(super) fn closures(&self, window: TimeSegment, clock: LocalClock<'_>) -> Vec<(i32, TimeSegment)> {
        if self.cut == HolidayCut::OwnerDate || !self.is_special(window) {
            return Vec::new();
        }
        let mut found = Vec::new();
        for day in self.days(window) {
            if let Some(kind) = self.kind_of(day) {
                found.extend(kind.closed.iter().map(|&span| (day, clock.closed(day, span))));
            }
        }
        found
    }
}

/// A closed part that reaches 24:00 closes, cut by owner date, what the date owns after midnight as well.
pub(super) fn to_owner_end(span: Span) -> Span {
    (span.0, if span.1 >= DAY_SECONDS { LATEST } else { span.1 })
}

pub(super) fn of_weekday(week: &[Box<[Span]>; 7], day: i32) -> &[Span] {
    let index = civil::weekday(day).num_days_from_monday();
    usize::try_from(index).ok().and_then(|i| week.get(i)).map_or(&[], |d| d)
}

/// Month and day of month of a day number; `None` past the dates chrono knows.
pub(super) fn month_day(day: i32) -> Option<(u32, u32)> {
    let date = chrono::NaiveDate::from_num_days_from_ce_opt(day.checked_add(719_163)?)?;
    Some((date.month(), date.day()))
}

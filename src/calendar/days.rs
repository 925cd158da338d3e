//! Business days: a unit of their own, never 8 or 24 hours.

use super::build::special_days;
use super::compiled::{Calendar, Inner, Source, check};
use super::index::relative;
use super::rules::Rules;
use crate::error::{Error, Result};
use crate::time::civil::{
    MAX_DAY, MIN_DAY, TimeOfDay, check_date, date, day_number, day_of, local_midnight, time_of, weekday,
};
use crate::time::{
    DAY, IntervalSet, MAX_INSTANT, MIN_INSTANT, Resolution, TimeSegment, from_micros, pieces, to_micros,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The time of day at which counted business days end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DayMode {
    /// The wall-clock time of the start, also when it lies outside the hours: Friday 17:30 and two days are Tuesday 17:30.
    #[default]
    KeepTime,
    /// The last closing of the day's own hours, the part after midnight included.
    EndOfDay,
    /// This time on the wall clock, also when it lies outside the hours.
    At(TimeOfDay),
}

/// A *business day* is a civil date, in the calendar's zone, with open time that it owns and that begins before its 24:00.
///
/// A night shift from Friday 22:00 to Saturday 06:00 makes Friday a business day, not Saturday. A holiday is none, also when
/// the tail of its own night shift stays open after midnight. A partly closed day is one as long as some of its hours are
/// left; hours of which a change of the clock or a break of the night before leaves nothing make none. In a combination of
/// calendars every date with any open time is one. A date that a zone skipped is none.
impl Calendar {
    /// Whether `date` is a business day.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for a date outside 1900–2200.
    pub fn is_business_day(&self, date: NaiveDate) -> Result<bool> {
        Ok(self.days().is_set(day_number(check_date(date)?)))
    }

    /// The first business day after `date`; `None` when there is none until 2200.
    ///
    /// # Errors
    /// As [`is_business_day`](Self::is_business_day).
    pub fn next_business_day(&self, date: NaiveDate) -> Result<Option<NaiveDate>> {
        self.shift_business_days(date, 1)
    }

    /// The last business day before `date`; `None` when there is none since 1900.
    ///
    /// # Errors
    /// As [`is_business_day`](Self::is_business_day).
    pub fn prev_business_day(&self, date: NaiveDate) -> Result<Option<NaiveDate>> {
        self.shift_business_days(date, -1)
    }

    /// The `count`-th business day after `date` (before it, for a negative count). 0 gives `date` when it is a business day,
    /// else the next one. `None` when there are not so many until 1900 or 2200.
    ///
    /// # Errors
    /// As [`is_business_day`](Self::is_business_day).
    pub fn shift_business_days(&self, date: NaiveDate, count: i64) -> Result<Option<NaiveDate>> {
        self.shifted(day_number(check_date(date)?), count).map(self::date).transpose()
    }

    /// How many business days there are from `from` up to, and without, `to`; negative when `to` is before `from`.
    ///
    /// # Errors
    /// As [`is_business_day`](Self::is_business_day).
    pub fn business_days_between(&self, from: NaiveDate, to: NaiveDate) -> Result<i64> {
        let days = self.days();
        let rank = |d: NaiveDate| Ok::<_, Error>(i64::from(days.rank(day_number(check_date(d)?))));
        Ok(rank(to)? - rank(from)?)
    }

    /// The instant `count` business days from `at`.
    ///
    /// The day is the `count`-th business day after the civil date of `at` (before it, for a negative count); the date of `at`
    /// itself is not counted, whether it is a business day or not. The time of day on it is as `mode` says, read on the
    /// calendar's wall clock (gap and fold as its `resolution`). A count of 0 changes nothing with [`DayMode::KeepTime`]; with
    /// the other modes it means the date of `at` when it is a business day, else the next one, even if that time is past.
    /// `None` when there are not so many business days until 1900 or 2200.
    ///
    /// ```
    /// use sundesk::calendar::{Calendar, CalendarDoc, DayMode, Weekly};
    /// use sundesk::time::{ZoneDb, parse_instant};
    /// let doc = CalendarDoc {
    ///     timezone: "Europe/Berlin".into(),
    ///     weekly: Weekly::weekdays(&[("09:00", "17:00")]),
    ///     ..CalendarDoc::default()
    /// };
    /// let cal = Calendar::compile(&doc, &ZoneDb::bundled())?;
    /// let friday = parse_instant("2026-07-03T17:30:00+02:00")?;
    /// assert_eq!(cal.add_business_days_us(friday, 2, DayMode::KeepTime)?, Some(parse_instant("2026-07-07T17:30:00+02:00")?));
    /// assert_eq!(cal.add_business_days_us(friday, 2, DayMode::EndOfDay)?, Some(parse_instant("2026-07-07T17:00:00+02:00")?));
    /// let four = DayMode::At("16:00".parse()?);
    /// assert_eq!(cal.add_business_days_us(friday, 1, four)?, Some(parse_instant("2026-07-06T16:00:00+02:00")?));
    /// # Ok::<(), sundesk::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when `at` is outside 1900–2200.
    pub fn add_business_days_us(&self, at: i64, count: i64, mode: DayMode) -> Result<Option<i64>> {
        check(at)?;
        if count == 0 && mode == DayMode::KeepTime {
            return Ok(Some(at));
        }
        let local = self.0.zone.to_local(at);
        let Some(day) = self.shifted(day_of(local), count) else { return Ok(None) };
        let resolution = self.resolution();
        let found = match mode {
            DayMode::KeepTime => Some(self.0.zone.resolve(local_midnight(day) + time_of(local), resolution)),
            DayMode::At(time) => Some(self.0.zone.resolve(local_midnight(day) + time.micros(), resolution)),
            DayMode::EndOfDay => self.end_of_day(day)?,
        };
        Ok(found.filter(|at| relative(*at).is_some()))
    }

    /// [`add_business_days_us`](Self::add_business_days_us) on a chrono instant.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) when `at` is outside 1900–2200.
    pub fn add_business_days(&self, at: DateTime<Utc>, count: i64, mode: DayMode) -> Result<Option<DateTime<Utc>>> {
        self.add_business_days_us(to_micros(at)?, count, mode)?.map(from_micros).transpose()
    }

    fn days(&self) -> &DayTable {
        self.0.days.get_or_init(|| DayTable::new(&self.0))
    }

    fn resolution(&self) -> Resolution {
        match &**self.0.source.taken_from().0 {
            Source::Rules(rules) => rules.resolution,
            Source::Combined(..) | Source::Without(..) => Resolution::default(),
        }
    }

    fn shifted(&self, day: i32, count: i64) -> Option<i32> {
        let days = self.days();
        let base = i64::from(days.rank(if count > 0 { day.saturating_add(1) } else { day }));
        let nth = base.checked_add(if count > 0 { count - 1 } else { count })?;
        days.select(u32::try_from(nth).ok()?)
    }

    fn end_of_day(&self, day: i32) -> Result<Option<i64>> {
        let (base, taken) = self.0.source.taken_from();
        match &**base {
            Source::Rules(rules) => Ok(owned_left(rules, day, taken).last().map(|s| s.end)),
            Source::Combined(..) | Source::Without(..) => {
                let midnight = self.0.zone.resolve(local_midnight(day + 1), Resolution::default());
                if relative(midnight).is_some() {
                    self.prev_open_us(midnight)
                } else {
                    self.prev_open_us(MAX_INSTANT - 1)
                }
            }
        }
    }
}

/// One bit for each date from 1900 to 2200, with counts: the business days before a date, and the n-th one, in two look-ups.
pub(super) struct DayTable {
    bits: Vec<u64>,
    /// Business days before each word.
    before: Vec<u32>,
    count: u32,
}

impl DayTable {
    fn new(calendar: &Inner) -> Self {
        let mut table = Self { bits: vec![0; place(MAX_DAY).0 + 1], before: Vec::new(), count: 0 };
        let (base, taken) = calendar.source.taken_from();
        match &**base {
            Source::Rules(rules) => {
                let plain = rules.business_weekdays();
                let monday = |day| usize::try_from(weekday(day).num_days_from_monday()).unwrap_or(0);
                (MIN_DAY..=MAX_DAY).for_each(|day| table.set(day, plain.get(monday(day)) == Some(&true)));
                // Breaks and closures reach into the day after; a change of the clock moves what is near it, or skips a date.
                let special = special_days(rules).into_iter().flat_map(|(day, _)| day..=day + 1);
                let all = TimeSegment::new(MIN_INSTANT - DAY, MAX_INSTANT + DAY);
                let changed = rules.zone.transitions(all).map(|change| day_of(rules.zone.to_local(change.at)));
                let mut near: Vec<i32> = special.chain(changed.flat_map(|day| day - 1..=day + 1)).collect();
                near.sort_unstable();
                near.dedup();
                near.into_iter().for_each(|day| table.set(day, rules.is_business_day(day)));
                taken.into_iter().flat_map(IntervalSet::iter).for_each(|piece| table.take(rules, piece, taken));
            }
            Source::Combined(..) | Source::Without(..) => {
                (MIN_DAY..=MAX_DAY).for_each(|day| table.set(day, has_open_time(calendar, day)))
            }
        }
        table.number()
    }

    fn set(&mut self, day: i32, is_set: bool) {
        let (word, bit) = place(day);
        if let Some(word) = self.bits.get_mut(word).filter(|_| day >= MIN_DAY) {
            *word = *word & !(1 << bit) | u64::from(is_set) << bit;
        }
    }

    /// Leaves out the dates near a removed piece whose own hours before their 24:00 are all taken.
    fn take(&mut self, rules: &Rules, piece: TimeSegment, taken: Option<&IntervalSet>) {
        let first = day_of(rules.zone.to_local(piece.start)) - 2;
        let last = day_of(rules.zone.to_local(piece.end));
        for day in first.max(MIN_DAY)..=last.min(MAX_DAY) {
            if !self.is_set(day) {
                continue;
            }
            let middle = local_midnight(day);
            let is_covered = piece.start <= middle - 2 * DAY && middle + 4 * DAY <= piece.end;
            let midnight = rules.zone.resolve(local_midnight(day + 1), rules.resolution);
            if is_covered || owned_left(rules, day, taken).first().is_none_or(|open| open.start >= midnight) {
                self.set(day, false);
            }
        }
    }

    fn number(mut self) -> Self {
        self.before = Vec::with_capacity(self.bits.len());
        for word in &self.bits {
            self.before.push(self.count);
            self.count += word.count_ones();
        }
        self
    }

    fn is_set(&self, day: i32) -> bool {
        let (word, bit) = place(day);
        self.bits.get(word).is_some_and(|w| w >> bit & 1 == 1)
    }

    /// Business days before `day`.
    fn rank(&self, day: i32) -> u32 {
        if day < MIN_DAY {
            return 0;
        }
        let (word, bit) = place(day);
        match (self.before.get(word), self.bits.get(word)) {
            (Some(before), Some(bits)) => before + (bits & ((1 << bit) - 1)).count_ones(),
            _ => self.count,
        }
    }

    /// The business day with `nth` before it.
    fn select(&self, nth: u32) -> Option<i32> {
        if nth >= self.count {
            return None;
        }
        let word = self.before.partition_point(|before| *before <= nth).checked_sub(1)?;
        let mut bits = *self.bits.get(word)?;
        for _ in *self.before.get(word)?..nth {
            bits &= bits - 1;
        }
        i32::try_from(word * 64)
            .ok()
            .and_then(|days| MIN_DAY.checked_add(days)?.checked_add(bits.trailing_zeros().cast_signed()))
    }

    pub(super) fn memory_bytes(&self) -> usize {
        self.bits.capacity() * 8 + self.before.capacity() * 4
    }
}

/// The hours a date owns, less what was taken out.
fn owned_left(rules: &Rules, day: i32, taken: Option<&IntervalSet>) -> Vec<TimeSegment> {
    let open = rules.owned_open(day);
    taken.map_or_else(|| open.clone(), |taken| pieces::difference(&open, taken.as_slice()))
}

/// The word and bit of a date at or after `MIN_DAY`.
fn place(day: i32) -> (usize, u32) {
    let index = day.abs_diff(MIN_DAY);
    (index as usize / 64, index % 64)
}

fn has_open_time(calendar: &Inner, day: i32) -> bool {
    let instant =
        |day| calendar.zone.resolve(local_midnight(day), Resolution::default()).clamp(MIN_INSTANT, MAX_INSTANT - 1);
    match (relative(instant(day)), relative(instant(day + 1))) {
        (Some(start), Some(end)) => calendar.index.before(end) > calendar.index.before(start),
        _ => false,
    }
}

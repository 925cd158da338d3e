//! Arrivals on the wall clock: days of the past with their counts, intervals of the days to come.

use super::model::{HOLIDAY, Past};
use super::{ForecastSpec, MAX_FORECAST_SERIES, MIN_FORECAST_WEEKS};
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::metrics::Withheld;
use crate::metrics::floor::{check_total, withhold_line};
use crate::ticket::{EventLog, Symbol};
use crate::time::{DAY, MINUTE, Resolution, TimeSegment, Zone, civil, format_instant};
use std::collections::BTreeMap;

const NOON: i32 = 43_200;
/// Days after the as-of at which a forecast may begin.
const FAR: i32 = 366;

/// What a forecast is made from.
#[derive(Debug, Clone, Copy)]
pub struct ForecastInput<'a> {
    /// The log whose tickets came.
    pub log: &'a EventLog,
    /// Up to when it is known.
    pub now: i64,
    /// Whose days and hours they are.
    pub zone: &'a Zone,
    /// Whose holidays; `None`, there are none.
    pub calendar: Option<&'a Calendar>,
}

/// An interval to come.
pub(super) struct Ahead {
    /// Its day on the wall clock.
    pub(super) day: i32,
    /// Its place among the intervals of a day.
    pub(super) of_day: usize,
}

/// One series of arrivals.
pub(super) struct Series {
    pub(super) group: BTreeMap<String, String>,
    /// Day by day, for each interval of the wall clock how many came.
    counts: Vec<u32>,
}

pub(super) struct Grid<'a> {
    input: &'a ForecastInput<'a>,
    /// Intervals of a day.
    pub(super) slots: usize,
    /// The first day of the past.
    pub(super) first: i32,
    /// The day after the last one.
    pub(super) end: i32,
    pub(super) series: Vec<Series>,
    pub(super) outside: u64,
    pub(super) ahead: Vec<Ahead>,
    span: TimeSegment,
}

impl<'a> Grid<'a> {
    pub(super) fn of(input: &'a ForecastInput<'a>, spec: &ForecastSpec) -> Result<Self> {
        let (log, zone) = (input.log, input.zone);
        let columns = columns(log, &spec.by)?;
        let created: Vec<(usize, i64)> = (0..log.len())
            .filter_map(|i| Some((i, log.events_as_of(i, input.now).first()?.at)))
            .filter(|(_, at)| *at <= input.now)
            .collect();
        let day = |at: i64| civil::day_of(zone.to_local(at));
        // The day of the as-of is not over, and before the first ticket nobody knows: whole days between them.
        let today = day(input.now);
        let begun = created.iter().map(|(_, at)| day(*at)).min().map_or(today, |first| first + 1);
        let weeks = ((today - begun).max(0) / 7).min(i32::try_from(spec.weeks).unwrap_or(i32::MAX));
        if usize::try_from(weeks).unwrap_or(0) < MIN_FORECAST_WEEKS {
            let expected = format!("{MIN_FORECAST_WEEKS} whole weeks of arrivals before {}", civil::date(today)?);
            return Err(Error::invalid("log", format!("{} days", (today - begun).max(0)), expected));
        }
        let (first, end) = (today - weeks * 7, today);
        let slots = usize::try_from(1_440 / spec.slot_minutes).unwrap_or(96);
        let step = i64::from(spec.slot_minutes) * MINUTE;
        let start = match &spec.from {
            Some(text) => civil::parse_date(text).map(civil::day_number).map_err(|e| e.at("from"))?,
            None => today + 1,
        };
        if !(end..=end + FAR).contains(&start) {
            let expected = format!("from the as-of's day, {}, to a year after it", civil::date(end)?);
            return Err(Error::out_of_range("from", civil::date(start)?, expected));
        }
        let mut grid = Self {
            input,
            slots,
            first,
            end,
            series: Vec::new(),
            outside: 0,
            ahead: Vec::new(),
            span: TimeSegment::new(0, 0),
        };
        grid.count(&created, &columns, &spec.by, step)?;
        grid.look_ahead(start, spec.days, step)?;
        Ok(grid)
    }

    /// Puts each ticket on its day and interval, in the series of all and in that of its words.
    fn count(&mut self, created: &[(usize, i64)], columns: &[&[Symbol]], by: &[String], step: i64) -> Result<()> {
        let (zone, names) = (self.input.zone, self.input.log.names());
        let size = usize::try_from(self.end - self.first).unwrap_or(0) * self.slots;
        let mut all = vec![0_u32; size];
        let mut found: BTreeMap<Vec<&str>, Vec<u32>> = BTreeMap::new();
        for (ticket, at) in created {
            let local = zone.to_local(*at);
            let of_day = usize::try_from(civil::time_of(local) / step).unwrap_or(0);
            let place = usize::try_from(civil::day_of(local) - self.first).ok().map(|day| day * self.slots + of_day);
            let Some(place) = place.filter(|place| *place < size) else {
                self.outside += 1;
                continue;
            };
            all.get_mut(place).into_iter().for_each(|n| *n += 1);
            if columns.is_empty() {
                continue;
            }
            let word = |column: &&[Symbol]| names.name(column.get(*ticket).copied().unwrap_or(Symbol::EMPTY));
            let key: Vec<&str> = columns.iter().map(word).collect();
            if found.len() >= MAX_FORECAST_SERIES && !found.contains_key(&key) {
                return Err(Error::limit("by", "more", format!("at most {MAX_FORECAST_SERIES} series")));
            }
            let counts = found.entry(key).or_insert_with(|| vec![0; size]);
            counts.get_mut(place).into_iter().for_each(|n| *n += 1);
        }
        self.series.push(Series { group: BTreeMap::new(), counts: all });
        for (key, counts) in found {
            let group = by.iter().cloned().zip(key.into_iter().map(str::to_owned)).collect();
            self.series.push(Series { group, counts });
        }
        Ok(())
    }

    /// Takes out the series of few tickets; they add up to that of all.
    pub(super) fn withhold(&mut self, spec: &ForecastSpec) -> Result<Option<Withheld>> {
        if spec.floor < 2 {
            return Ok(None);
        }
        let tickets = |s: &Series| s.counts.iter().fold(0_u64, |sum, n| sum.saturating_add(u64::from(*n)));
        let all = self.series.first().map_or(0, tickets);
        let name = |s: &Series| s.group.values().cloned().collect::<Vec<_>>().join(", ");
        let parts: Vec<(String, u64)> = self.series.iter().skip(1).map(|s| (name(s), tickets(s))).collect();
        if parts.is_empty() {
            return check_total(all, true, spec.floor).map(|()| None);
        }
        let (hidden, withheld) = withhold_line(&spec.by.join(", "), parts, spec.floor)?;
        let mut hidden = std::iter::once(false).chain(hidden);
        self.series.retain(|_| hidden.next() != Some(true));
        Ok(withheld)
    }

    /// The intervals of the days to come as they will pass: a day of 25 hours has more.
    fn look_ahead(&mut self, start: i32, days: u32, step: i64) -> Result<()> {
        let zone = self.input.zone;
        let days = i32::try_from(days).unwrap_or(i32::MAX);
        civil::date(start.saturating_add(days)).map_err(|e| e.at("days"))?;
        let midnight = |day: i32| zone.resolve_start(civil::local_midnight(day), Resolution::default());
        self.span = TimeSegment::new(midnight(start), midnight(start + days));
        let mut at = self.span.start;
        while at < self.span.end {
            let local = zone.to_local(at);
            let of_day = usize::try_from(civil::time_of(local) / step).unwrap_or(0);
            self.ahead.push(Ahead { day: civil::day_of(local), of_day });
            at += step;
        }
        Ok(())
    }

    pub(super) fn ahead_from(&self) -> String {
        format_instant(self.span.start)
    }

    pub(super) fn ahead_to(&self) -> String {
        format_instant(self.span.end)
    }

    /// The kind of a day: its weekday from Monday, or [`HOLIDAY`].
    pub(super) fn kind(&self, day: i32) -> usize {
        if self.input.calendar.is_some_and(|calendar| calendar.is_holiday(day, NOON)) {
            return HOLIDAY;
        }
        usize::try_from(civil::weekday(day).num_days_from_monday()).unwrap_or(0)
    }

    /// Whether the clock of a day does not change.
    fn ordinary(&self, day: i32) -> bool {
        let midnight = |day: i32| self.input.zone.resolve_start(civil::local_midnight(day), Resolution::default());
        midnight(day + 1) - midnight(day) == DAY
    }

    /// A series as it was known at the beginning of a day.
    pub(super) fn past<'s>(&self, series: &'s Series, end: i32) -> Past<'s> {
        let days = usize::try_from(end - self.first).unwrap_or(0);
        let counts = series.counts.get(..days * self.slots).unwrap_or(&series.counts);
        let kinds = (self.first..end).map(|day| self.kind(day)).collect();
        let ordinary = (self.first..end).map(|day| self.ordinary(day)).collect();
        Past { slots: self.slots, counts, kinds, ordinary }
    }

    /// What came on a day.
    pub(super) fn came<'s>(&self, series: &'s Series, day: i32) -> &'s [u32] {
        let from = usize::try_from(day - self.first).unwrap_or(usize::MAX).saturating_mul(self.slots);
        series.counts.get(from..from.saturating_add(self.slots)).unwrap_or(&[])
    }
}

fn columns<'a>(log: &'a EventLog, by: &[String]) -> Result<Vec<&'a [Symbol]>> {
    let column = |(i, name): (usize, &String)| {
        if by.iter().take(i).any(|before| before == name) {
            return Err(Error::invalid(format!("by[{i}]"), name, "each one once"));
        }
        log.attribute(name).map_err(|e| e.moved_to(format!("by[{i}]")))
    };
    by.iter().enumerate().map(column).collect()
}

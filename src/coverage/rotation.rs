//! Whose turn it is: turns on the wall clock, by active days, by occurrences.

use super::document::{Align, PeriodUnit, TurnUnit};
use super::plan::{Plan, item};
use crate::error::{Error, Result};
use crate::time::civil::{date, day_number, day_of, local_midnight, time_of};
use crate::time::{DAY, HOUR, Resolution, TimeSegment, Zone};
use chrono::{Datelike, NaiveDate};

/// A checked rotation.
#[derive(Debug)]
pub(super) struct Rotation {
    pub(super) id: String,
    pub(super) groups: Vec<Box<[u32]>>,
    /// Its place in `Plan::zones`.
    pub(super) zone: u32,
    /// The reading at which the first turn begins.
    pub(super) start: i64,
    pub(super) every: i64,
    pub(super) unit: TurnUnit,
    pub(super) align: Align,
    /// 0 is Monday.
    pub(super) week_start: i32,
    /// The shifts that follow it.
    pub(super) shifts: Vec<u32>,
}

/// Numbers of days, weeks or months.
#[derive(Debug, Clone, Copy)]
pub(super) struct Period {
    pub(super) unit: PeriodUnit,
    pub(super) week_start: i32,
}

impl Period {
    /// The number of the period that holds a date.
    pub(super) fn number(self, day: i32) -> i64 {
        match self.unit {
            PeriodUnit::Day => i64::from(day),
            PeriodUnit::Week => i64::from(day + 3 - self.week_start).div_euclid(7),
            PeriodUnit::Month => month_of(day),
        }
    }

    /// The date on which a period begins.
    fn first_day(self, number: i64) -> i32 {
        let day = match self.unit {
            PeriodUnit::Day => number,
            PeriodUnit::Week => number.saturating_mul(7) - 3 + i64::from(self.week_start),
            PeriodUnit::Month => i64::from(month_day(number, 1)),
        };
        i32::try_from(day).unwrap_or(if day < 0 { i32::MIN } else { i32::MAX })
    }
}

fn month_of(day: i32) -> i64 {
    date(day).map_or(i64::from(day) / 30, |d| i64::from(d.year()) * 12 + i64::from(d.month0()))
}

/// The day number of a day of a month, the last one where the month is shorter.
fn month_day(month: i64, day: u32) -> i32 {
    let year = i32::try_from(month.div_euclid(12)).unwrap_or(0);
    let first = u32::try_from(month.rem_euclid(12)).ok().and_then(|m| NaiveDate::from_ymd_opt(year, m + 1, 1));
    let Some(first) = first else { return if month < 0 { i32::MIN } else { i32::MAX } };
    let length = u32::from(first.num_days_in_month());
    day_number(first).saturating_add(i32::try_from(day.min(length)).unwrap_or(1) - 1)
}

impl Rotation {
    /// The reading at which turn number `turn` begins, for turns by the wall clock.
    fn boundary(&self, turn: i64) -> i64 {
        let steps = turn.saturating_mul(self.every);
        let (first, time) = (day_of(self.start), time_of(self.start));
        let aligned = |unit| {
            let period = Period { unit, week_start: self.week_start };
            local_midnight(period.first_day(period.number(first).saturating_add(steps)))
        };
        match (self.unit, self.align) {
            (TurnUnit::Hour, Align::Start) => self.start.saturating_add(steps.saturating_mul(HOUR)),
            (TurnUnit::Hour, Align::Calendar) => local_midnight(first).saturating_add(steps.saturating_mul(HOUR)),
            (TurnUnit::Week, Align::Start) => self.start.saturating_add(steps.saturating_mul(7 * DAY)),
            (TurnUnit::Week, Align::Calendar) => aligned(PeriodUnit::Week),
            (TurnUnit::Month, Align::Calendar) => aligned(PeriodUnit::Month),
            (TurnUnit::Month, Align::Start) => {
                let day = date(first).map_or(1, |d| d.day());
                local_midnight(month_day(month_of(first).saturating_add(steps), day)).saturating_add(time)
            }
            (_, Align::Calendar) => aligned(PeriodUnit::Day),
            (_, Align::Start) => self.start.saturating_add(steps.saturating_mul(DAY)),
        }
    }

    /// The turn in which a reading lies.
    fn turn_of_reading(&self, reading: i64) -> i64 {
        let unit = match self.unit {
            TurnUnit::Hour => HOUR,
            TurnUnit::Week => 7 * DAY,
            TurnUnit::Month => 0,
            _ => DAY,
        };
        let origin = self.boundary(0);
        let guess = match unit {
            0 => (month_of(day_of(reading)) - month_of(day_of(origin))).div_euclid(self.every),
            unit => (reading - origin).div_euclid(unit * self.every),
        };
        // A month of the guess may begin later than the reading.
        if self.boundary(guess) > reading { guess - 1 } else { guess }
    }

    /// The turn that holds an instant: the last one whose hand-off is not after it.
    fn turn_at(&self, zone: &Zone, resolution: Resolution, at: i64) -> i64 {
        let handoff = |turn| zone.resolve(self.boundary(turn), resolution);
        let mut turn = self.turn_of_reading(zone.to_local(at));
        // Only where clocks change do readings and instants disagree, by a day at the most.
        while handoff(turn) > at {
            turn -= 1;
        }
        while handoff(turn + 1) <= at {
            turn += 1;
        }
        turn
    }

    /// The place of the group whose turn it is.
    pub(super) fn group(&self, turn: i64) -> u32 {
        let groups = i64::try_from(self.groups.len()).unwrap_or(1).max(1);
        u32::try_from(turn.rem_euclid(groups)).unwrap_or(0)
    }

    fn is_counted(&self) -> bool {
        matches!(self.unit, TurnUnit::ActiveDay | TurnUnit::Occurrence)
    }
}

/// Follows the turns of one shift through its dates in order.
pub(super) struct Turns<'p> {
    plan: &'p Plan,
    rotation: &'p Rotation,
    zone: &'p Zone,
    /// The place of the shift in the roster.
    shift: u32,
    /// All that was counted before a date, for turns that are counted.
    counted: Option<(i32, i64)>,
}

impl<'p> Turns<'p> {
    pub(super) fn new(plan: &'p Plan, rotation: &'p Rotation, shift: u32) -> Option<Self> {
        Some(Self { plan, rotation, zone: plan.zone(rotation.zone)?, shift, counted: None })
    }

    /// The group that has the occurrence of a date that starts at an instant.
    pub(super) fn group(&mut self, day: i32, start: i64) -> u32 {
        let turn = match self.rotation.is_counted() {
            true => self.count(day).div_euclid(self.rotation.every),
            false => self.rotation.turn_at(self.zone, self.plan.resolution, start),
        };
        self.rotation.group(turn)
    }

    /// How many active days, or occurrences, lie between the rotation's start and the occurrence of a date; negative before the start.
    fn count(&mut self, day: i32) -> i64 {
        let first = day_of(self.rotation.start);
        let (mut reached, mut count) = self.counted.unwrap_or((first, 0));
        while reached < day {
            count += self.weight(reached);
            reached += 1;
        }
        while reached > day {
            reached -= 1;
            count -= self.weight(reached);
        }
        self.counted = Some((reached, count));
        count + if self.rotation.unit == TurnUnit::Occurrence { self.earlier_that_day(day) } else { 0 }
    }

    /// What a date counts.
    fn weight(&self, day: i32) -> i64 {
        let planned = self.shifts().filter(|(_, t)| t.is_planned(day)).count();
        let planned = i64::try_from(planned).unwrap_or(0);
        if self.rotation.unit == TurnUnit::ActiveDay { planned.min(1) } else { planned }
    }

    fn earlier_that_day(&self, day: i32) -> i64 {
        let Some(own) = item(&self.plan.shifts, self.shift) else { return 0 };
        let before = |(place, t): &(u32, &super::template::Template)| {
            t.is_planned(day) && (t.start, *place) < (own.template.start, self.shift)
        };
        i64::try_from(self.shifts().filter(before).count()).unwrap_or(0)
    }

    fn shifts(&self) -> impl Iterator<Item = (u32, &'p super::template::Template)> {
        let plan = self.plan;
        self.rotation.shifts.iter().filter_map(move |&s| Some((s, &item(&plan.shifts, s)?.template)))
    }
}

/// The hand-offs of a rotation by the wall clock from one instant to another, both included, with the group that takes over.
pub(super) fn handoffs(plan: &Plan, rotation: &Rotation, range: TimeSegment, most: usize) -> Result<Vec<(i64, u32)>> {
    if rotation.is_counted() {
        let expected = "a rotation whose turns last hours, days, weeks or months; others pass with the occurrences of their shifts";
        return Err(Error::invalid("rotation", &rotation.id, expected));
    }
    let Some(zone) = plan.zone(rotation.zone) else { return Ok(Vec::new()) };
    let mut found: Vec<(i64, u32)> = Vec::new();
    let mut turn = rotation.turn_at(zone, plan.resolution, range.start) - 1;
    loop {
        let at = zone.resolve(rotation.boundary(turn), plan.resolution);
        if at > range.end {
            return Ok(found);
        }
        if at >= range.start {
            match found.last_mut() {
                // A turn inside a gap of the clock lasts no time: the next one takes over at once.
                Some(last) if last.0 >= at => last.1 = rotation.group(turn),
                _ => found.push((at, rotation.group(turn))),
            }
            if found.len() > most {
                return Err(Error::limit("to", found.len(), format!("at most {most} hand-offs in one answer")));
            }
        }
        turn += 1;
    }
}

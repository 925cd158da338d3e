//! The instances of an event inside a window: `DTSTART`, `RRULE` and `RDATE`, less `EXDATE` and `EXRULE`, with overrides.
//!
//! What a rule means is `ical-rs`. What is done here is to ask it for the window alone and to know beforehand what that costs:
//! the crate walks from the first instance on, which for a rule of seconds that begins in 1971 is a day's work.

use super::event::{Clock, DAY, Event, Length, Moment, Rule};
use super::{MAX_ICS_DATES, Refused};
use ical::recur::expand::IcalRecurExpand;
use ical::recur::{IcalRecurDateTime as Civil, IcalRecurFreq as Freq, IcalRecurRule, IcalRecurSkip};
use std::collections::{BTreeMap, BTreeSet};

/// The steps a file may take: a step is one date or one candidate that a rule has to look at.
pub(super) struct Steps {
    left: u64,
    /// All that were asked for, granted or not.
    pub(super) asked: u64,
}

impl Steps {
    pub(super) fn new(left: u64) -> Self {
        Self { left, asked: 0 }
    }

    fn take(&mut self, steps: u64) -> bool {
        self.asked = self.asked.saturating_add(steps);
        let granted = steps <= self.left;
        self.left -= if granted { steps } else { 0 };
        granted
    }
}

/// Readings between which instances are looked for, in seconds of the wall clock since 1970.
#[derive(Clone, Copy)]
pub(super) struct Window {
    pub(super) from: i64,
    pub(super) to: i64,
}

impl Window {
    fn widened(self, days: i64) -> Self {
        Self {
            from: self.from.saturating_sub(days.saturating_mul(DAY)),
            to: self.to.saturating_add(days.saturating_mul(DAY)),
        }
    }
}

/// One instance, on the clock it is told on.
pub(super) struct Occurrence<'e> {
    pub(super) start: Moment,
    pub(super) length: Length,
    pub(super) name: &'e str,
}

/// The most times of a day that a rule lists: `BYHOUR`, `BYMINUTE` and `BYSECOND` multiplied.
pub(super) const MAX_TIMES: u64 = 1_440;
/// Dates that one period of a rule may look at, and the most a walk runs past its window.
const PERIOD: u64 = 400;
/// The most steps that a rule without `COUNT` takes between and after its instances: `ical-rs` gives a rule up after a million
/// candidates in vain, and between two instances that a gate of seconds allows there are at most 60.
const MAX_WALK: u64 = 1_000_000 + 60 * MAX_ICS_DATES as u64;

/// Adds the instances of a rule inside the window.
pub(super) fn instances(
    rule: &Rule,
    start: Civil,
    window: Window,
    steps: &mut Steps,
    into: &mut BTreeSet<Civil>,
) -> Result<(), Refused> {
    let mut parts = rule.parts.clone();
    let last = parts.until.map_or(window.to, |until| until.seconds().min(window.to));
    if last < start.seconds() {
        return Ok(());
    }
    // The crate ends its walk by the start of a period; the days of the first week of a year stand before its period.
    parts.until = Some(Civil::from_seconds(last.saturating_add(10 * DAY)));
    let from = forward(&mut parts, start, window.from);
    if !steps.take(cost(&parts, from, last)) {
        return Err((rule.text.clone(), "a repetition that takes fewer steps, in a file that takes fewer"));
    }
    let mut made = 0;
    for at in IcalRecurExpand::new(parts, from) {
        if at.seconds() > last {
            break;
        }
        if at.seconds() >= window.from {
            into.insert(at);
            made += 1;
        }
        if made > MAX_ICS_DATES {
            return Err((rule.text.clone(), "fewer dates"));
        }
    }
    Ok(())
}

/// The steps of a walk, never too few, known before it is made.
fn cost(parts: &IcalRecurRule, from: Civil, last: i64) -> u64 {
    let seconds = u64::try_from(last.saturating_sub(from.seconds())).unwrap_or(0);
    let interval = u64::from(parts.interval.max(1));
    let count = |list: &[u8]| u64::try_from(list.len().max(1)).unwrap_or(u64::MAX);
    let (minutes, seconds_of) = (count(&parts.by_minute), count(&parts.by_second));
    let times = count(&parts.by_hour).saturating_mul(minutes).saturating_mul(seconds_of);
    let (unit, listed) = match parts.freq {
        Freq::Secondly => (1, 1),
        Freq::Minutely => (60, seconds_of),
        Freq::Hourly => (3_600, minutes.saturating_mul(seconds_of)),
        _ if times > MAX_TIMES => return u64::MAX,
        _ => {
            let days = seconds / 86_400 / interval + PERIOD;
            let all =
                parts.count.filter(|_| no_gates(parts)).map_or(days, |n| days.min(u64::from(n).saturating_mul(PERIOD)));
            return all.saturating_mul(times);
        }
    };
    let periods = (seconds / interval / unit + 1).saturating_mul(listed);
    match parts.count {
        // Every period is an instance.
        Some(count) if no_gates(parts) => periods.min(u64::from(count)),
        Some(_) => periods,
        None => periods.min(MAX_WALK),
    }
}

fn no_gates(parts: &IcalRecurRule) -> bool {
    let times = parts.by_hour.len() + parts.by_minute.len() + parts.by_second.len() + parts.by_set_pos.len();
    times + parts.by_month.len() == 0 && !selects_a_day(parts)
}

fn selects_a_day(parts: &IcalRecurRule) -> bool {
    parts.by_day.len() + parts.by_month_day.len() + parts.by_year_day.len() + parts.by_week_no.len() > 0
}

/// A later start that gives the same instances from shortly before the window on; a rule with `COUNT` counts from its own.
fn forward(parts: &mut IcalRecurRule, start: Civil, window: i64) -> Civil {
    let interval = i64::from(parts.interval.max(1));
    let ahead = window.saturating_sub(start.seconds());
    if parts.count.is_some() || ahead <= 0 {
        return start;
    }
    // Whole intervals that end at least one interval before the window.
    let skipped = |unit: i64| (ahead / unit / interval - 1).max(0) * interval;
    let unit = match parts.freq {
        Freq::Secondly => 1,
        Freq::Minutely => 60,
        Freq::Hourly => 3_600,
        Freq::Daily => DAY,
        Freq::Weekly => 7 * DAY,
        Freq::Monthly => {
            let months = (ahead / (31 * DAY) / interval - 1).max(0) * interval;
            return if months == 0 { start } else { first_of(parts, start, months) };
        }
        Freq::Yearly => {
            let years = (ahead / (366 * DAY) / interval - 1).max(0) * interval;
            return if years == 0 { start } else { first_of(parts, start, years * 12) };
        }
    };
    Civil::from_seconds(start.seconds() + skipped(unit) * unit)
}

/// The first day of the month so many months on, or of its year, with what the rule took from its start written into it.
fn first_of(parts: &mut IcalRecurRule, start: Civil, months: i64) -> Civil {
    if !selects_a_day(parts) {
        parts.by_month_day = i8::try_from(start.day).into_iter().collect();
        if parts.freq == Freq::Yearly && parts.by_month.is_empty() {
            parts.by_month = vec![start.month];
        }
    }
    let all = i64::from(start.year) * 12 + i64::from(start.month) - 1 + months;
    let month = if parts.freq == Freq::Yearly { 1 } else { u8::try_from(all.rem_euclid(12) + 1).unwrap_or(1) };
    Civil { year: i32::try_from(all.div_euclid(12)).unwrap_or(start.year), month, day: 1, ..start }
}

/// `FREQ=YEARLY` with nothing but the month and day of the start: a holiday that needs no years.
pub(super) fn is_plain_yearly(event: &Event) -> bool {
    let [rule] = event.rules.as_slice() else { return false };
    let (parts, start) = (&rule.parts, event.start.at);
    let only = |list: &[u8], own: u8| list.is_empty() || *list == [own];
    let days = &parts.by_month_day;
    let plain = parts.freq == Freq::Yearly && parts.interval == 1 && parts.count.is_none() && parts.until.is_none();
    let others = parts.by_day.len() + parts.by_year_day.len() + parts.by_week_no.len() + parts.by_set_pos.len();
    plain
        && others == 0
        && parts.skip == IcalRecurSkip::Omit
        && only(&parts.by_month, start.month)
        // Without a month, `BYMONTHDAY` is that day of every month.
        && (days.is_empty() || (!parts.by_month.is_empty() && days.iter().all(|d| i64::from(*d) == i64::from(start.day))))
        && event.length == Length::days(1)
        && event.start.clock == Clock::Day
        && event.exrules.is_empty()
        && event.rdates.is_empty()
        && event.exdates.is_empty()
}

/// All instances that can touch the window.
pub(super) fn occurrences<'e>(
    event: &'e Event,
    overrides: &'e [Event],
    window: Window,
    steps: &mut Steps,
) -> Result<Vec<Occurrence<'e>>, Refused> {
    let changes = Changes::of(event, overrides);
    let lengths: BTreeMap<Civil, Length> =
        event.rdates.iter().filter_map(|(id, length)| Some((*id, (*length)?))).collect();
    let own = overrides.iter().map(|o| o.length).chain(lengths.values().copied()).chain([event.length]);
    let reach = own.map(Length::reach).max().unwrap_or(0).saturating_add(changes.reach);
    let window = window.widened(reach);

    let mut found: BTreeSet<Civil> = BTreeSet::from([event.start.at]);
    found.extend(event.rdates.iter().map(|(id, _)| *id));
    for rule in &event.rules {
        instances(rule, event.start.at, window, steps, &mut found)?;
    }
    let mut gone: BTreeSet<Civil> = event.exdates.iter().copied().collect();
    for rule in &event.exrules {
        instances(rule, event.start.at, window, steps, &mut gone)?;
    }
    if event.start.clock == Clock::Day {
        // A rule of hours beside a date names each date many times.
        let date = |id: Civil| Civil::date(id.year, id.month, id.day);
        (found, gone) = (found.into_iter().map(date).collect(), gone.into_iter().map(date).collect());
    }
    let days: BTreeSet<Civil> = event.exdays.iter().copied().collect();
    let is_gone = |id: &Civil| gone.contains(id) || days.contains(&Civil::date(id.year, id.month, id.day));

    let mut made = Vec::new();
    for id in found.iter().filter(|id| !is_gone(id) && !changes.instead.contains_key(id)) {
        made.extend(changes.later(event, *id, lengths.get(id).copied()));
    }
    for (_, changed) in changes.instead.iter().filter(|(id, changed)| !is_gone(id) && !changed.cancelled) {
        made.push(Occurrence { start: changed.start.clone(), length: changed.length, name: &changed.name });
    }
    Ok(made)
}

/// What overrides change, by the instance they name.
struct Changes<'e> {
    instead: BTreeMap<Civil, &'e Event>,
    /// Those that change all later instances: by how many seconds they move them.
    future: BTreeMap<Civil, (&'e Event, i64)>,
    /// The most days that an instance is moved.
    reach: i64,
}

impl<'e> Changes<'e> {
    fn of(event: &Event, overrides: &'e [Event]) -> Self {
        let mut changes = Self { instead: BTreeMap::new(), future: BTreeMap::new(), reach: 0 };
        for changed in overrides {
            let Some(id) = changed.instead_of.as_ref().and_then(|id| id.on(&event.start.clock)) else { continue };
            let newer = changes.instead.get(&id).is_none_or(|other| other.sequence <= changed.sequence);
            if newer {
                changes.instead.insert(id, changed);
            }
        }
        for (id, changed) in changes.instead.iter().filter(|(_, changed)| changed.and_future) {
            if let Some(start) = changed.start.on(&event.start.clock) {
                let shift = start.seconds() - id.seconds();
                changes.reach = changes.reach.max(shift.abs() / DAY + 1);
                changes.future.insert(*id, (changed, shift));
            }
        }
        changes
    }

    /// An instance that no override names, as the last change before it leaves it; `None` when that cancelled it.
    fn later(&self, event: &'e Event, id: Civil, own: Option<Length>) -> Option<Occurrence<'e>> {
        let (from, shift) = self.future.range(..id).next_back().map_or((event, 0), |(_, change)| *change);
        if from.cancelled {
            return None;
        }
        let start = Moment { at: Civil::from_seconds(id.seconds() + shift), clock: event.start.clock.clone() };
        Some(Occurrence { start, length: own.unwrap_or(from.length), name: &from.name })
    }
}

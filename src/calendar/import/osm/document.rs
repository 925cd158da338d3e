//! The calendar document that says the same: a week, the dates that differ from it, and holidays.

use super::days::{Day, evaluate, owned};
use super::holidays::PublicHolidays;
use super::rules::{DAY, Rule, only_close_holidays, shifted};
use super::{CalendarDoc, DateException, Datelike, Error, Hours, NaiveDate, OsmOptions, Result, day_mut, hours};
use crate::calendar::limits::MAX_EXCEPTIONS;
use crate::time::{IntervalSet, TimeSegment};
use std::collections::BTreeMap;

/// Hours of the weekdays, Monday first, up to 48:00.
type Week = [IntervalSet; 7];

/// Writes the dates from `first` up to, and without, `last`.
pub(super) fn write(
    rules: &[Rule],
    holidays: &PublicHolidays,
    first: NaiveDate,
    last: NaiveDate,
    options: &OsmOptions,
) -> Result<CalendarDoc> {
    let eve = first.pred_opt().unwrap_or(first);
    let count = usize::try_from((last - eve).num_days() + 1).unwrap_or(0);
    let days = evaluate(rules.iter(), eve, count, Rule::holds_on);
    let owned = owned(&days);
    let week = regular(rules).unwrap_or_else(|| most_frequent(eve, &owned));
    let mut calendar =
        CalendarDoc { timezone: options.timezone.clone(), exception_beats_holiday: true, ..CalendarDoc::default() };
    for (i, open) in week.iter().enumerate() {
        day_mut(&mut calendar.weekly, i).extend(to_hours(open));
    }
    let closes = only_close_holidays(rules);
    if closes {
        calendar.holidays =
            options.public_holidays.iter().cloned().map(|h| super::Holiday { closed: None, ..h }).collect();
        calendar.holidays.retain(|h| holidays.is_read(&h.date));
    }
    let writer = Writer { week, days, owned, holidays, closes, eve };
    calendar.exceptions = writer.exceptions()?;
    if rules.iter().any(Rule::has_dates) {
        calendar.holidays_known_until = last.pred_opt().map(|date| date.to_string());
    }
    Ok(calendar)
}

/// What the rules without dates say of a week, when one of them opens.
fn regular(rules: &[Rule]) -> Option<Week> {
    let weekly = || rules.iter().filter(|r| r.is_weekly());
    weekly().find(|r| r.opens)?;
    // From a Sunday to the Monday of the week after next: any week would do, no weekly rule sees more than the weekday.
    let sunday = NaiveDate::from_ymd_opt(2000, 12, 31)?;
    let days = evaluate(weekly(), sunday, 9, Rule::holds_weekly);
    let mut week = owned(&days).into_iter().skip(1);
    Some(std::array::from_fn(|_| week.next().unwrap_or_else(IntervalSet::empty)))
}

/// The hours that most dates of each weekday have; of equally many, the shortest.
fn most_frequent(eve: NaiveDate, owned: &[IntervalSet]) -> Week {
    let mut counts: [BTreeMap<Vec<(i64, i64)>, usize>; 7] = Default::default();
    for (date, open) in eve.iter_days().zip(owned).skip(1) {
        if let Some(counts) = counts.get_mut(weekday(date)) {
            *counts.entry(open.iter().map(|s| (s.start, s.end)).collect()).or_default() += 1;
        }
    }
    counts.map(|counts| {
        let most = counts.into_iter().max_by_key(|(hours, n)| (*n, std::cmp::Reverse(hours.len())));
        let pieces = most.map(|(hours, _)| hours).unwrap_or_default();
        IntervalSet::from_segments(pieces.into_iter().map(|(start, end)| TimeSegment { start, end }))
    })
}

fn weekday(date: NaiveDate) -> usize {
    usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0)
}

fn to_hours(open: &IntervalSet) -> Vec<Hours> {
    open.iter().map(|s| hours(s.start, s.end)).collect()
}

fn before_midnight(hours: &IntervalSet) -> IntervalSet {
    hours.clip(TimeSegment { start: 0, end: DAY })
}

/// What hours leave on the next date.
fn after_midnight(hours: &IntervalSet) -> IntervalSet {
    shifted(&hours.clip(TimeSegment { start: DAY, end: 2 * DAY }), -DAY)
}

struct Writer<'a> {
    week: Week,
    /// From the eve of the first date to the date after the last.
    days: Vec<Day>,
    /// From the eve of the first date to the last.
    owned: Vec<IntervalSet>,
    holidays: &'a PublicHolidays,
    /// Whether the holidays of the document close theirs.
    closes: bool,
    eve: NaiveDate,
}

impl Writer<'_> {
    /// The dates whose hours are not those of their weekday.
    ///
    /// A holiday of the document closes 00:00–24:00 of its date, the tail of the night before included; the hours of an
    /// exception hold on it all the same.
    fn exceptions(&self) -> Result<BTreeMap<String, DateException>> {
        let none = IntervalSet::empty();
        let mut exceptions = BTreeMap::new();
        let usual_on = |date: NaiveDate| self.week.get(weekday(date)).unwrap_or(&none);
        let mut brought = self.eve.pred_opt().map_or_else(|| none.clone(), |date| after_midnight(usual_on(date)));
        let dates = self.eve.iter_days().zip(&self.days).zip(&self.owned).zip(self.days.iter().skip(1));
        for (((date, day), owned), next) in dates {
            let usual = usual_on(date);
            let tomorrow_is_closed = date.succ_opt().is_some_and(|next| self.is_closed_holiday(next));
            let night = if tomorrow_is_closed { none.clone() } else { after_midnight(owned) };
            let usual_night = after_midnight(usual);
            let night_fits = tomorrow_is_closed
                || night.difference(&usual_night).is_empty() && usual_night.difference(&next.open).is_empty();
            let is_holiday = self.is_closed_holiday(date);
            let tail = if is_holiday { none.clone() } else { brought };
            let usual_open = if is_holiday { none.clone() } else { before_midnight(usual) };
            // The eve of the first year is not asked for; only its night may reach into it.
            let is_eve = date == self.eve;
            brought = usual_night;
            if night_fits && (is_eve || usual_open.union(&tail) == day.open) {
                continue;
            }
            let own = day.open.difference(&tail);
            brought = night.clone();
            let hours = to_hours(&own.union(&shifted(&night, DAY)));
            let name = self.holidays.names.get(&date).cloned().unwrap_or_default();
            exceptions.insert(date.to_string(), DateException { hours, name });
        }
        if exceptions.len() > MAX_EXCEPTIONS {
            let expected = format!("at most {MAX_EXCEPTIONS} dates that differ from the week; ask for fewer years");
            return Err(Error::limit("years", exceptions.len(), expected));
        }
        Ok(exceptions)
    }

    fn is_closed_holiday(&self, date: NaiveDate) -> bool {
        self.closes && self.holidays.names.contains_key(&date)
    }
}

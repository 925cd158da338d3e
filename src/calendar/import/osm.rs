//! OpenStreetMap `opening_hours` text, such as `Mo-Fr 09:00-17:30; PH off`, parsed by `opening-hours-syntax`.
//!
//! The rules without dates give the week; dates of the years asked for whose hours differ become exceptions or holidays.

use super::{CalendarDoc, DateException, Holiday, Hours, Imported, check_length, day_mut, hours, left_out};
use crate::error::{Error, Problem, Result};
use crate::time::{IntervalSet, TimeSegment};
use chrono::{Datelike, NaiveDate};
use opening_hours_syntax::RuleKind;
use opening_hours_syntax::rules::day::{
    Date, DateOffset, DaySelector, HolidayKind, MonthdayRange, WeekDayOffset, WeekDayRange,
};
use opening_hours_syntax::rules::time::{Time, TimeSpan};
use opening_hours_syntax::rules::{RuleOperator, RuleSequence};
use std::collections::BTreeMap;

/// The most years that dates are worked out for.
pub const MAX_OSM_YEARS: i32 = 50;

/// What the text itself does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OsmOptions {
    /// The IANA zone of the place.
    pub timezone: String,
    /// What `PH` stands for: `YYYY-MM-DD`, `MM-DD` or ranges, with names.
    pub public_holidays: Vec<Holiday>,
    /// The first and the last year for which rules with dates (`Dec 24 10:00-12:00`, `Jun-Aug Mo-Fr 08:00-14:00`,
    /// `Mo[1] off`) are worked out; outside of them the week holds.
    pub years: std::ops::RangeInclusive<i32>,
}

/// Reads opening hours as OpenStreetMap writes them.
///
/// Carried over: weekdays, several and overnight hours, `off`, additional rules, public holidays, years, months, dates, ISO
/// weeks, `Mo[1]` and `Fr[-1]`. Left out, and named: sunrise and other variable times, open ends (`18:00+`), `unknown`,
/// fallback rules (`||`), school holidays, Easter, and repeated times. Times have minute resolution.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not of the syntax;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than [`MAX_OSM_YEARS`] years.
///
/// ```
/// use sundesk::calendar::{Holiday, import::{OsmOptions, osm}};
/// let shop = osm("Mo-Fr 09:00-17:30; PH off", &OsmOptions {
///     timezone: "Europe/Berlin".to_owned(),
///     public_holidays: vec![Holiday::named("12-25", "Christmas Day")],
///     years: 2026..=2027,
/// })?;
/// assert_eq!(shop.calendar.weekly.fri[0].end, "17:30");
/// assert_eq!(shop.calendar.holidays[0].name, "Christmas Day");
/// assert!(shop.left_out.is_empty());
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn osm(text: &str, options: &OsmOptions) -> Result<Imported> {
    check_length(text)?;
    check_years(&options.years)?;
    let parsed = opening_hours_syntax::parse(text)
        .map_err(|e| Error::invalid("", text, format!("opening_hours syntax ({})", first_line(&e.to_string()))))?;
    let mut lost = Vec::new();
    let rules: Vec<Rule> =
        parsed.rules.iter().enumerate().filter_map(|(i, rule)| Rule::read(i, rule, &mut lost)).collect();
    let mut calendar =
        CalendarDoc { timezone: options.timezone.clone(), exception_beats_holiday: true, ..CalendarDoc::default() };
    let week: Vec<IntervalSet> = (0..7).map(|day| open_on(&rules, |rule| rule.is_weekly_on(day))).collect();
    for (day, open) in week.iter().enumerate() {
        day_mut(&mut calendar.weekly, day).extend(to_hours(open));
    }
    if rules.iter().any(|r| r.names_public_holidays()) && only_closes_holidays(&rules) {
        calendar.holidays.clone_from(&options.public_holidays);
    }
    add_dates(&mut calendar, &rules, &week, options, &mut lost);
    Ok(Imported { calendar, left_out: lost })
}

fn check_years(years: &std::ops::RangeInclusive<i32>) -> Result<()> {
    let span = years.end().saturating_sub(*years.start());
    if span >= MAX_OSM_YEARS || *years.start() < 1900 || *years.end() > 2200 {
        let value = format!("{}-{}", years.start(), years.end());
        return Err(Error::limit("years", value, format!("at most {MAX_OSM_YEARS} years between 1900 and 2200")));
    }
    Ok(())
}

fn first_line(text: &str) -> &str {
    text.lines().find(|l| !l.trim().is_empty()).unwrap_or("").trim()
}

/// One rule with its times in seconds since midnight.
struct Rule<'a> {
    days: &'a DaySelector,
    times: IntervalSet,
    whole_day: bool,
    open: bool,
    adds: bool,
}

impl<'a> Rule<'a> {
    fn read(index: usize, rule: &'a RuleSequence, lost: &mut Vec<Problem>) -> Option<Self> {
        let path = format!("rules[{index}]");
        let mut refuse = |why: &str| lost.push(left_out(path.clone(), rule, why));
        if rule.operator == RuleOperator::Fallback {
            refuse("no fallback rule (||)");
            return None;
        }
        if rule.kind == RuleKind::Unknown {
            refuse("open or off, not unknown");
            return None;
        }
        if !is_readable(&rule.day_selector) {
            refuse("no school holidays, no Easter");
            return None;
        }
        let spans: Option<Vec<TimeSegment>> = rule.time_selector.spans.iter().map(segment).collect();
        let Some(spans) = spans else {
            refuse("fixed times with an end");
            return None;
        };
        let times = IntervalSet::from_segments(spans);
        let whole_day = times.as_slice() == [TimeSegment { start: 0, end: 86_400 }];
        let adds = rule.operator == RuleOperator::Additional;
        Some(Self { days: &rule.day_selector, times, whole_day, open: rule.kind == RuleKind::Open, adds })
    }

    fn has_dates(&self) -> bool {
        let d = self.days;
        !d.year.is_empty() || !d.monthday.is_empty() || !d.week.is_empty()
    }

    fn names_public_holidays(&self) -> bool {
        self.days.weekday.iter().any(|w| matches!(w, WeekDayRange::Holiday { .. }))
    }

    /// Whether the rule holds on this weekday of every week.
    fn is_weekly_on(&self, day: u8) -> bool {
        if self.has_dates() {
            return false;
        }
        self.days.weekday.is_empty() || self.days.weekday.iter().any(|w| is_every_week(w) && weekday_matches(w, day))
    }

    fn matches(&self, date: NaiveDate, is_public_holiday: bool) -> bool {
        let d = self.days;
        (d.year.is_empty() || d.year.iter().any(|r| year_matches(r, date.year())))
            && (d.monthday.is_empty() || d.monthday.iter().any(|r| monthday_matches(r, date)))
            && (d.week.is_empty() || d.week.iter().any(|r| week_matches(r, date)))
            && (d.weekday.is_empty() || d.weekday.iter().any(|w| day_matches(w, date, is_public_holiday)))
    }
}

/// Whether public holidays only ever close, so that they can be carried over as holidays.
fn only_closes_holidays(rules: &[Rule<'_>]) -> bool {
    rules.iter().filter(|r| r.names_public_holidays()).all(|r| !r.open && r.whole_day && !r.has_dates())
}

/// The hours that the rules that hold leave open: a later rule replaces an earlier one, an additional one adds to it, and a
/// closing one takes its times away.
fn open_on<'r>(rules: &'r [Rule<'r>], holds: impl Fn(&Rule<'_>) -> bool) -> IntervalSet {
    let mut open = IntervalSet::empty();
    for rule in rules.iter().filter(|r| holds(r)) {
        open = match (rule.open, rule.adds, rule.whole_day) {
            (true, true, _) => open.union(&rule.times),
            (true, false, _) => rule.times.clone(),
            (false, _, true) => IntervalSet::empty(),
            (false, _, false) => open.difference(&rule.times),
        };
    }
    open
}

/// Writes the dates whose hours are not those of their weekday.
fn add_dates(
    calendar: &mut CalendarDoc,
    rules: &[Rule<'_>],
    week: &[IntervalSet],
    options: &OsmOptions,
    lost: &mut Vec<Problem>,
) {
    let holidays = holiday_dates(&options.public_holidays, &options.years, lost);
    let as_holidays = !calendar.holidays.is_empty();
    for year in options.years.clone() {
        let Some(first) = NaiveDate::from_ymd_opt(year, 1, 1) else { continue };
        for date in first.iter_days().take_while(|d| d.year() == year) {
            let holiday = holidays.get(&date);
            let open = open_on(rules, |rule| rule.matches(date, holiday.is_some()));
            let usual = week.get(usize::try_from(date.weekday().num_days_from_monday()).unwrap_or(0));
            let is_carried = as_holidays && holiday.is_some() && open.is_empty();
            if is_carried || usual == Some(&open) {
                continue;
            }
            let name = holiday.cloned().unwrap_or_default();
            calendar.exceptions.insert(date.to_string(), DateException { hours: to_hours(&open), name });
        }
    }
}

/// The dates of the years asked for that public holidays name, with their names.
fn holiday_dates(
    holidays: &[Holiday],
    years: &std::ops::RangeInclusive<i32>,
    lost: &mut Vec<Problem>,
) -> BTreeMap<NaiveDate, String> {
    let mut dates = BTreeMap::new();
    for (i, holiday) in holidays.iter().enumerate() {
        let found = dates_of(&holiday.date, years);
        if found.is_none() {
            let path = format!("public_holidays[{i}]");
            lost.push(left_out(path, &holiday.date, "YYYY-MM-DD, MM-DD or YYYY-MM-DD/YYYY-MM-DD"));
        }
        for date in found.unwrap_or_default() {
            dates.insert(date, holiday.name.clone());
        }
    }
    dates
}

fn dates_of(text: &str, years: &std::ops::RangeInclusive<i32>) -> Option<Vec<NaiveDate>> {
    let parse = |t: &str| NaiveDate::parse_from_str(t, "%Y-%m-%d").ok();
    if let Some((from, to)) = text.split_once('/') {
        let (from, to) = (parse(from)?, parse(to)?);
        return Some(from.iter_days().take_while(|d| *d <= to).filter(|d| years.contains(&d.year())).collect());
    }
    if text.len() == 5 {
        parse(&format!("2000-{text}"))?;
        return Some(years.clone().filter_map(|y| parse(&format!("{y:04}-{text}"))).collect());
    }
    Some(vec![parse(text)?])
}

fn segment(span: &TimeSpan) -> Option<TimeSegment> {
    let (Time::Fixed(start), Time::Fixed(end)) = (span.range.start, span.range.end) else { return None };
    if span.open_end || span.repeats.is_some() {
        return None;
    }
    let seconds = |t: opening_hours_syntax::ExtendedTime| i64::from(t.hour()) * 3_600 + i64::from(t.minute()) * 60;
    let (start, mut end) = (seconds(start), seconds(end));
    if end <= start {
        end += 86_400;
    }
    Some(TimeSegment { start, end })
}

fn to_hours(open: &IntervalSet) -> Vec<Hours> {
    open.as_slice().iter().map(|s| hours(s.start, s.end)).collect()
}

fn is_readable(days: &DaySelector) -> bool {
    let school = |w: &WeekDayRange| matches!(w, WeekDayRange::Holiday { kind: HolidayKind::School, .. });
    let moves = |o: &DateOffset| o.wday_offset != WeekDayOffset::None;
    let easter = |d: &Date| matches!(d, Date::Easter { .. });
    let unreadable = |m: &MonthdayRange| match m {
        MonthdayRange::Month { .. } => false,
        MonthdayRange::Date { start, end } => easter(&start.0) || easter(&end.0) || moves(&start.1) || moves(&end.1),
    };
    !days.weekday.iter().any(school) && !days.monthday.iter().any(unreadable)
}

fn is_every_week(range: &WeekDayRange) -> bool {
    match range {
        WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } => {
            *offset == 0 && !nth_from_start.contains(&false) && !nth_from_end.contains(&false)
        }
        WeekDayRange::Holiday { .. } => false,
    }
}

fn weekday_matches(range: &WeekDayRange, day: u8) -> bool {
    let WeekDayRange::Fixed { range, .. } = range else { return false };
    let (start, end) = (range.start().num_days_from_monday(), range.end().num_days_from_monday());
    let day = u32::from(day);
    if start <= end { (start..=end).contains(&day) } else { day >= start || day <= end }
}

fn day_matches(range: &WeekDayRange, date: NaiveDate, is_public_holiday: bool) -> bool {
    let WeekDayRange::Fixed { offset, nth_from_start, nth_from_end, .. } = range else {
        return is_public_holiday && matches!(range, WeekDayRange::Holiday { offset: 0, .. });
    };
    let Some(base) = date.checked_sub_signed(chrono::TimeDelta::days(i64::from(*offset))) else { return false };
    let day = u8::try_from(base.weekday().num_days_from_monday()).unwrap_or(0);
    if !weekday_matches(range, day) {
        return false;
    }
    let left = base.num_days_in_month() - u8::try_from(base.day()).unwrap_or(0);
    let from_start = usize::try_from(base.day0() / 7).unwrap_or(0);
    let from_end = usize::from(left / 7);
    nth_from_start.get(from_start) == Some(&true) || nth_from_end.get(from_end) == Some(&true)
}

fn year_matches(range: &opening_hours_syntax::rules::day::YearRange, year: i32) -> bool {
    let (years, step) = range.clone().into_parts();
    let (start, end) = (years.start().0, years.end().0);
    (start..=end).contains(&year) && (year - start) % i32::from(step.max(1)) == 0
}

fn week_matches(range: &opening_hours_syntax::rules::day::WeekRange, date: NaiveDate) -> bool {
    let (weeks, step) = range.clone().into_parts();
    let week = date.iso_week().week();
    let (start, end) = (u32::from(weeks.start().0), u32::from(weeks.end().0));
    (start..=end).contains(&week) && (week - start).is_multiple_of(u32::from(step.max(1)))
}

fn monthday_matches(range: &MonthdayRange, date: NaiveDate) -> bool {
    match range {
        MonthdayRange::Month { range, year } => {
            let (start, end) = (*range.start() as u32, *range.end() as u32);
            let in_months = wraps(start, end, date.month());
            in_months && year.is_none_or(|y| y.0 == date.year())
        }
        MonthdayRange::Date { start, end } => date_range_matches(start, end, date),
    }
}

fn date_range_matches(start: &(Date, DateOffset), end: &(Date, DateOffset), date: NaiveDate) -> bool {
    let year = date.year();
    if let Some(first) = start.0.year() {
        // A start with a year and an end without one ends in the same year or, over new year, in the next.
        let Some(from) = on(start, first.0) else { return false };
        let last = end.0.year().map_or(first.0, |y| y.0);
        let to = on(end, last).filter(|to| *to >= from).or_else(|| on(end, last + 1));
        return to.is_some_and(|to| (from..=to).contains(&date));
    }
    (year - 1..=year).any(|y| {
        let Some(from) = on(start, y) else { return false };
        let to = on(end, y).filter(|to| *to >= from).or_else(|| on(end, y + 1));
        to.is_some_and(|to| (from..=to).contains(&date))
    })
}

/// The date in a year, with its offset in days.
fn on(date: &(Date, DateOffset), year: i32) -> Option<NaiveDate> {
    let base = match date.0 {
        Date::Fixed { month, day, .. } => NaiveDate::from_ymd_opt(year, month as u32, u32::from(day))?,
        Date::Weekday { month, wday, nth, .. } if nth > 0 => {
            NaiveDate::from_weekday_of_month_opt(year, month as u32, wday, u8::try_from(nth).ok()?)?
        }
        Date::Weekday { month, wday, nth, .. } if nth < 0 => {
            let nth = nth.unsigned_abs();
            let count =
                (1..=5).rev().find(|n| NaiveDate::from_weekday_of_month_opt(year, month as u32, wday, *n).is_some())?;
            NaiveDate::from_weekday_of_month_opt(year, month as u32, wday, (count + 1).checked_sub(nth)?)?
        }
        Date::Weekday { .. } | Date::Easter { .. } => return None,
    };
    base.checked_add_signed(chrono::TimeDelta::days(i64::from(date.1.day_offset)))
}

fn wraps(start: u32, end: u32, value: u32) -> bool {
    if start <= end { (start..=end).contains(&value) } else { value >= start || value <= end }
}

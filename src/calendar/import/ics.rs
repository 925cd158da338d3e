//! iCalendar files of holidays, parsed by `icalendar`, their repetitions worked out by `rrule`.

use super::{Holiday, Hours, ImportedHolidays, check_length, left_out};
use crate::error::{Error, Problem, Result};
use chrono::{Datelike, NaiveDate, NaiveDateTime, TimeDelta};
use icalendar::{Calendar, CalendarComponent, CalendarDateTime, Component, DatePerhapsTime, Event, EventStatus};
use std::ops::RangeInclusive;

/// The most years that repetitions are worked out for.
pub const MAX_ICS_YEARS: i32 = 50;
/// The most dates that one repetition comes to within the years; a rule with more is left out.
pub const MAX_ICS_DATES: u16 = 20_000;

/// Reads the all-day events of an iCalendar file as closed days, and events with times as closed parts of a day.
///
/// `years` bounds what repetitions are worked out for. A plain yearly event that starts before them becomes a yearly holiday
/// (`MM-DD`). Times are taken as they stand when they are floating or in `timezone`; others are left out, as are cancelled
/// events and events over midnight that have times.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is no iCalendar file;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than [`MAX_ICS_YEARS`] years.
///
/// ```
/// use sundesk::calendar::import::ics_holidays;
/// let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\
///     DTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227\r\nSUMMARY:Christmas\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
/// let read = ics_holidays(ics, "Europe/Berlin", 2026..=2027)?;
/// assert_eq!(read.holidays[0].date, "2026-12-25/2026-12-26");
/// assert_eq!(read.holidays[0].name, "Christmas");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn ics_holidays(text: &str, timezone: &str, years: RangeInclusive<i32>) -> Result<ImportedHolidays> {
    check_length(text)?;
    check_years(&years)?;
    let calendar: Calendar = text
        .parse()
        .map_err(|_| Error::invalid("", text.lines().next().unwrap_or(""), "an iCalendar file (RFC 5545)"))?;
    if !text.contains("BEGIN:VCALENDAR") {
        return Err(Error::invalid("", text.lines().next().unwrap_or(""), "an iCalendar file (RFC 5545)"));
    }
    let mut read = ImportedHolidays { holidays: Vec::new(), left_out: Vec::new() };
    for (i, component) in calendar.iter().enumerate() {
        if let CalendarComponent::Event(event) = component {
            match read_event(event, timezone, &years) {
                Ok(holidays) => read.holidays.extend(holidays),
                Err((value, why)) => read.left_out.push(lost(i, event, &value, why)),
            }
        }
    }
    read.holidays.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(read)
}

fn check_years(years: &RangeInclusive<i32>) -> Result<()> {
    let span = years.end().saturating_sub(*years.start());
    if span >= MAX_ICS_YEARS || *years.start() < 1900 || *years.end() > 2200 {
        let value = format!("{}-{}", years.start(), years.end());
        return Err(Error::limit("years", value, format!("at most {MAX_ICS_YEARS} years between 1900 and 2200")));
    }
    Ok(())
}

fn lost(index: usize, event: &Event, value: &str, why: &str) -> Problem {
    left_out(format!("events[{index}]"), format!("{} {value}", event.get_summary().unwrap_or("")), why)
}

type Refused = (String, &'static str);

fn read_event(
    event: &Event,
    timezone: &str,
    years: &RangeInclusive<i32>,
) -> std::result::Result<Vec<Holiday>, Refused> {
    if event.get_status() == Some(EventStatus::Cancelled) {
        return Err(("CANCELLED".to_owned(), "an event that takes place"));
    }
    let name = event.get_summary().unwrap_or("").trim().to_owned();
    let start = event.get_start().ok_or((String::new(), "DTSTART"))?;
    let (first, closed, days) = match start {
        DatePerhapsTime::Date(first) => (first, None, length_in_days(event, first)),
        DatePerhapsTime::DateTime(at) => {
            let from = local(at, timezone)?;
            (from.date(), Some(part_of_day(event, from, timezone)?), 1)
        }
    };
    let make = |date: String| Holiday { date, name: name.clone(), closed: closed.clone() };
    let Some(rule) = event.property_value("RRULE") else {
        return Ok(vec![make(range(first, days))]);
    };
    if days == 1 && is_plain_yearly(rule, first) && first.year() <= *years.start() && !has_exclusions(event) {
        return Ok(vec![make(first.format("%m-%d").to_string())]);
    }
    Ok(repetitions(event, rule, first, years)?.into_iter().map(|date| make(range(date, days))).collect())
}

/// How many days an all-day event covers; DTEND is the day after the last.
fn length_in_days(event: &Event, first: NaiveDate) -> i64 {
    match event.get_end() {
        Some(DatePerhapsTime::Date(end)) => (end - first).num_days().clamp(1, 366),
        _ => 1,
    }
}

fn range(first: NaiveDate, days: i64) -> String {
    match first.checked_add_signed(TimeDelta::days(days - 1)) {
        Some(last) if days > 1 => format!("{first}/{last}"),
        _ => first.to_string(),
    }
}

fn local(at: CalendarDateTime, timezone: &str) -> std::result::Result<NaiveDateTime, Refused> {
    match at {
        CalendarDateTime::Floating(local) => Ok(local),
        CalendarDateTime::WithTimezone { date_time, tzid } if tzid == timezone => Ok(date_time),
        CalendarDateTime::WithTimezone { tzid, .. } => Err((tzid, "a time in the calendar's own zone")),
        CalendarDateTime::Utc(at) => Err((at.to_rfc3339(), "a time in the calendar's own zone")),
    }
}

fn part_of_day(event: &Event, from: NaiveDateTime, timezone: &str) -> std::result::Result<Hours, Refused> {
    let end = match event.get_end() {
        Some(DatePerhapsTime::DateTime(at)) => local(at, timezone)?,
        _ => return Err((from.to_string(), "an end (DTEND)")),
    };
    let midnight = from.date().succ_opt().and_then(|d| d.and_hms_opt(0, 0, 0));
    if end <= from || Some(end) > midnight {
        return Err((format!("{from} - {end}"), "an end on the same day"));
    }
    let until = if Some(end) == midnight { "24:00".to_owned() } else { end.format("%H:%M:%S").to_string() };
    Ok(Hours::new(&from.format("%H:%M:%S").to_string(), &until))
}

/// `FREQ=YEARLY` with nothing but the month and day of the start.
fn is_plain_yearly(rule: &str, first: NaiveDate) -> bool {
    rule.trim().split(';').filter(|p| !p.is_empty()).all(|part| match part.split_once('=') {
        Some(("FREQ", value)) => value == "YEARLY",
        Some(("INTERVAL", value)) => value == "1",
        Some(("BYMONTH", value)) => value.parse() == Ok(first.month()),
        Some(("BYMONTHDAY", value)) => value.parse() == Ok(first.day()),
        Some(("WKST", _)) => true,
        _ => false,
    }) && rule.contains("FREQ=YEARLY")
}

fn has_exclusions(event: &Event) -> bool {
    ["EXDATE", "RDATE"].iter().any(|p| event.property_value(p).is_some() || event.multi_properties().contains_key(*p))
}

/// The dates of the years asked for on which the event takes place.
fn repetitions(
    event: &Event,
    rule: &str,
    first: NaiveDate,
    years: &RangeInclusive<i32>,
) -> std::result::Result<Vec<NaiveDate>, Refused> {
    let refused = || (rule.to_owned(), "a repetition rule of RFC 5545");
    let text = format!("DTSTART:{}T000000Z\nRRULE:{}", first.format("%Y%m%d"), rule.trim());
    let set: rrule::RRuleSet = text.parse().map_err(|_| refused())?;
    let edge = |year: i32, month, day| {
        let date = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(0, 0, 0)?.and_utc();
        Some(date.with_timezone(&rrule::Tz::UTC))
    };
    let (from, to) = (edge(*years.start(), 1, 1).ok_or_else(refused)?, edge(*years.end(), 12, 31).ok_or_else(refused)?);
    // One more is asked for: `rrule` calls a list limited that is just as long as the limit.
    let found = set.after(from).before(to).all(MAX_ICS_DATES + 1);
    if found.limited {
        return Err((rule.to_owned(), "fewer dates"));
    }
    let excluded = excluded_dates(event);
    Ok(found.dates.iter().map(|d| d.date_naive()).filter(|d| !excluded.contains(d)).collect())
}

fn excluded_dates(event: &Event) -> Vec<NaiveDate> {
    let single = event.property_value("EXDATE").map(str::to_owned);
    let many = event.multi_properties().get("EXDATE").into_iter().flatten().map(|p| p.value().to_owned());
    single
        .into_iter()
        .chain(many)
        .flat_map(|v| v.split(',').map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|v| NaiveDate::parse_from_str(v.get(..8)?, "%Y%m%d").ok())
        .collect()
}

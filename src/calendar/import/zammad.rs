//! Calendars of Zammad.

use super::{CalendarDoc, Holiday, Imported, day_mut, hours, left_out, parse, weekday};
use crate::error::{Problem, Result};
use chrono::{NaiveDate, NaiveTime, Timelike};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Calendar {
    #[serde(default)]
    name: String,
    timezone: String,
    #[serde(default)]
    business_hours: BTreeMap<String, Day>,
    #[serde(default)]
    public_holidays: BTreeMap<String, Closed>,
}

#[derive(Deserialize)]
struct Day {
    #[serde(default)]
    active: bool,
    #[serde(default)]
    timeframes: Vec<(String, String)>,
}

#[derive(Deserialize)]
struct Closed {
    #[serde(default)]
    active: bool,
    #[serde(default)]
    summary: String,
}

/// Reads a calendar of `/api/v1/calendars` (`{"name", "timezone", "business_hours": {"mon": {"active", "timeframes": [["09:00",
/// "17:00"]]}}, "public_holidays": {"2026-01-01": {"active", "summary"}}}`). Days and holidays that are not active are those of no
/// hours and of no closing, as Zammad counts them; a time frame to `23:59` or `00:00` ends the day.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::calendar::import::zammad;
/// let office = zammad(r#"{"name": "Germany", "timezone": "Europe/Berlin",
///     "business_hours": {"mon": {"active": true, "timeframes": [["09:00", "17:00"]]}, "sat": {"active": false, "timeframes": [["10:00", "16:00"]]}},
///     "public_holidays": {"2026-05-01": {"active": true, "summary": "Labour Day"}, "2026-12-24": {"active": false, "summary": "Eve"}}}"#)?;
/// assert_eq!((office.calendar.weekly.mon[0].end.as_str(), office.calendar.weekly.sat.len()), ("17:00", 0));
/// assert_eq!(office.calendar.holidays[0].date, "2026-05-01");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn zammad(json: &str) -> Result<Imported> {
    let source: Calendar = parse(json)?;
    let mut calendar = CalendarDoc { name: source.name, timezone: source.timezone, ..CalendarDoc::default() };
    let mut lost = Vec::new();
    for (word, day) in source.business_hours.iter().filter(|(_, day)| day.active) {
        for (i, frame) in day.timeframes.iter().enumerate() {
            if let Err(problem) =
                add_frame(&mut calendar, word, frame, &format!("business_hours.{word}.timeframes[{i}]"))
            {
                lost.push(problem);
            }
        }
    }
    for (date, closed) in source.public_holidays.iter().filter(|(_, closed)| closed.active) {
        match NaiveDate::parse_from_str(date, "%Y-%m-%d") {
            Ok(_) => calendar.holidays.push(Holiday::named(date, &closed.summary)),
            Err(_) => lost.push(left_out(format!("public_holidays.{date}"), date, "a date such as 2026-01-26")),
        }
    }
    Ok(Imported { calendar, left_out: lost })
}

fn add_frame(
    calendar: &mut CalendarDoc,
    word: &str,
    (from, to): &(String, String),
    path: &str,
) -> std::result::Result<(), Problem> {
    let day = weekday(word).ok_or_else(|| left_out(path, word, "a weekday such as mon"))?;
    let read = |text: &str| {
        let time = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
        Some(i64::from(time.num_seconds_from_midnight()))
    };
    let end = if matches!(to.as_str(), "23:59" | "00:00" | "24:00") { Some(86_400) } else { read(to) };
    match (read(from), end) {
        (Some(start), Some(end)) if start < end => day_mut(&mut calendar.weekly, day).push(hours(start, end)),
        _ => return Err(left_out(path, format!("{from}-{to}"), "two times of the day such as 09:00 and 17:00")),
    }
    Ok(())
}

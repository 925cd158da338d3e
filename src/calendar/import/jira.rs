//! Working calendars of Jira Service Management.

use super::{CalendarDoc, Holiday, Imported, day_mut, hours, left_out, parse, weekday};
use crate::error::{Problem, Result};
use chrono::NaiveDate;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Calendar {
    #[serde(default)]
    name: String,
    #[serde(alias = "timezone")]
    time_zone: String,
    #[serde(default)]
    working_times: Vec<WorkingTime>,
    #[serde(default)]
    holidays: Vec<Closed>,
}

/// Milliseconds since midnight.
#[derive(Deserialize)]
struct WorkingTime {
    weekday: String,
    start: i64,
    end: i64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Closed {
    #[serde(default)]
    name: String,
    #[serde(alias = "date")]
    date_string: String,
    #[serde(default)]
    recurring: bool,
}

/// Reads a calendar (`{"name", "timezone", "workingTimes": [{"weekday", "start", "end"}], "holidays": [{"name", "dateString",
/// "recurring"}]}`, times in milliseconds since midnight, dates as `2026-01-26` or `26/Jan/26`).
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::calendar::import::jira;
/// let sample = jira(r#"{"name": "Sample 9-5", "timezone": "Australia/Sydney",
///     "workingTimes": [{"weekday": "MONDAY", "start": 32400000, "end": 61200000}],
///     "holidays": [{"name": "Australia Day", "dateString": "26/Jan/15", "recurring": true}]}"#)?;
/// assert_eq!(sample.calendar.weekly.mon[0].end, "17:00");
/// assert_eq!(sample.calendar.holidays[0].date, "01-26");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn jira(json: &str) -> Result<Imported> {
    let source: Calendar = parse(json)?;
    let mut calendar = CalendarDoc { name: source.name, timezone: source.time_zone, ..CalendarDoc::default() };
    let mut lost = Vec::new();
    for (i, time) in source.working_times.iter().enumerate() {
        if let Err(problem) = add_time(&mut calendar, time, &format!("workingTimes[{i}]")) {
            lost.push(problem);
        }
    }
    for (i, closed) in source.holidays.iter().enumerate() {
        match read_date(&closed.date_string) {
            Some(date) => {
                let format = if closed.recurring { "%m-%d" } else { "%Y-%m-%d" };
                calendar.holidays.push(Holiday::named(&date.format(format).to_string(), &closed.name));
            }
            None => lost.push(left_out(
                format!("holidays[{i}].dateString"),
                &closed.date_string,
                "a date such as 2026-01-26 or 26/Jan/26",
            )),
        }
    }
    Ok(Imported { calendar, left_out: lost })
}

fn add_time(calendar: &mut CalendarDoc, time: &WorkingTime, path: &str) -> std::result::Result<(), Problem> {
    let day = weekday(&time.weekday)
        .ok_or_else(|| left_out(format!("{path}.weekday"), &time.weekday, "a weekday such as MONDAY"))?;
    let range = 0..=86_400_000;
    let whole = time.start % 1_000 == 0 && time.end % 1_000 == 0;
    if !whole || !range.contains(&time.start) || !range.contains(&time.end) || time.end <= time.start {
        let value = format!("{}-{}", time.start, time.end);
        return Err(left_out(path, value, "whole seconds, 0 <= start < end <= 86400000 milliseconds"));
    }
    day_mut(&mut calendar.weekly, day).push(hours(time.start / 1_000, time.end / 1_000));
    Ok(())
}

fn read_date(text: &str) -> Option<NaiveDate> {
    ["%Y-%m-%d", "%d/%b/%y", "%d/%b/%Y"].iter().find_map(|format| {
        let date = NaiveDate::parse_from_str(text, format).ok()?;
        // `%Y` reads the two digits of `15` as the year 15.
        (chrono::Datelike::year(&date) >= 1900).then_some(date)
    })
}

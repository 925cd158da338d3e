//! Zendesk schedules and their holidays, as its Schedules API returns them.

use super::Holiday;
use super::rails_zones::iana;
use super::{CalendarDoc, Imported, MAX_IMPORT_BYTES, day_mut, hours, left_out, parse};
use crate::document::{read_list, read_value};
use crate::error::Result;
use serde::Deserialize;
use serde_json::Value;

const DAY: i64 = 1_440;
const SCHEDULE: &str = "Zendesk schedule";

#[derive(Deserialize)]
struct Schedule {
    #[serde(default)]
    name: String,
    time_zone: String,
    intervals: Vec<Interval>,
}

/// Minutes since Sunday 00:00.
#[derive(Deserialize)]
struct Interval {
    start_time: i64,
    end_time: i64,
}

#[derive(Deserialize)]
struct Holidays {
    holidays: Vec<Closed>,
}

#[derive(Deserialize)]
struct Closed {
    #[serde(default)]
    name: String,
    start_date: String,
    end_date: String,
}

/// Reads a schedule (`{"schedule": {"name", "time_zone", "intervals": [{"start_time", "end_time"}]}}`, minutes since Sunday
/// 00:00) and, if given, its holidays (`{"holidays": [{"name", "start_date", "end_date"}]}`).
///
/// Zone names of Ruby on Rails such as `Eastern Time (US & Canada)`, which Zendesk uses, become IANA names. Zendesk knows
/// holidays about two years ahead only; the compiled calendar warns when they run out.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::calendar::import::zendesk;
/// let monday_nine_to_five = r#"{"schedule": {"name": "EU", "time_zone": "Berlin",
///     "intervals": [{"start_time": 1980, "end_time": 2460}]}}"#;
/// let holidays = r#"{"holidays": [{"name": "Christmas", "start_date": "2026-12-25", "end_date": "2026-12-26"}]}"#;
/// let eu = zendesk(monday_nine_to_five, Some(holidays))?;
/// assert_eq!(eu.calendar.timezone, "Europe/Berlin");
/// assert_eq!(eu.calendar.weekly.mon[0].start, "09:00");
/// assert!(eu.left_out.is_empty());
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn zendesk(schedule: &str, holidays: Option<&str>) -> Result<Imported> {
    let schedule = read_schedule(schedule)?;
    let mut calendar =
        CalendarDoc { name: schedule.name, timezone: iana(&schedule.time_zone).to_owned(), ..CalendarDoc::default() };
    let mut lost = Vec::new();
    for (i, interval) in schedule.intervals.iter().enumerate() {
        if !add_interval(&mut calendar, interval) {
            let value = format!("{}-{}", interval.start_time, interval.end_time);
            lost.push(left_out(format!("intervals[{i}]"), value, "0 <= start_time < end_time <= 10080"));
        }
    }
    if let Some(json) = holidays {
        calendar.holidays = read_holidays(json)?;
    }
    Ok(Imported { calendar, left_out: lost })
}

/// The answer for one schedule holds it under a key, an entry of the list of schedules is one.
fn read_schedule(json: &str) -> Result<Schedule> {
    let mut answer: serde_json::Map<String, Value> = parse(json)?;
    match answer.remove("schedule") {
        Some(schedule) => read_value(schedule, SCHEDULE).map_err(|e| e.at("schedule")),
        None => read_value(Value::Object(answer), SCHEDULE),
    }
}

/// Adds the interval, cut at each midnight; `false` when it is not a piece of a week.
fn add_interval(calendar: &mut CalendarDoc, interval: &Interval) -> bool {
    let (mut start, end) = (interval.start_time, interval.end_time);
    if start < 0 || end <= start || end > 7 * DAY {
        return false;
    }
    while start < end {
        let midnight = (start / DAY + 1) * DAY;
        let from_monday = usize::try_from((start / DAY + 6) % 7).unwrap_or(0);
        let day = start / DAY * DAY;
        let until = end.min(midnight);
        day_mut(&mut calendar.weekly, from_monday).push(hours((start - day) * 60, (until - day) * 60));
        start = until;
    }
    true
}

fn read_holidays(json: &str) -> Result<Vec<Holiday>> {
    let closed = match json.trim_start().starts_with('[') {
        true => read_list(json, "list of holidays", MAX_IMPORT_BYTES)?,
        false => parse::<Holidays>(json)?.holidays,
    };
    Ok(closed
        .into_iter()
        .map(|c| {
            let date =
                if c.start_date == c.end_date { c.start_date } else { format!("{}/{}", c.start_date, c.end_date) };
            Holiday::named(&date, &c.name)
        })
        .collect())
}

//! The configuration hashes of the Ruby libraries `biz` and `working_hours`, as JSON.

use super::rails_zones::iana;
use super::{CalendarDoc, DateException, Holiday, Hours, Imported, day_mut, left_out, parse, weekday};
use crate::error::Result;
use serde::Deserialize;
use std::collections::BTreeMap;

/// Opening time to closing time.
type Day = BTreeMap<String, String>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Biz {
    hours: BTreeMap<String, Day>,
    #[serde(default)]
    shifts: BTreeMap<String, Day>,
    #[serde(default)]
    breaks: BTreeMap<String, Day>,
    #[serde(default)]
    holidays: Vec<String>,
    time_zone: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WorkingHours {
    working_hours: BTreeMap<String, Day>,
    #[serde(default)]
    holiday_hours: BTreeMap<String, Day>,
    #[serde(default)]
    holidays: Vec<String>,
    time_zone: String,
}

/// Reads a `biz` configuration: `{"hours": {"mon": {"09:00": "17:00"}}, "shifts", "breaks": {date: {…}}, "holidays": [date],
/// "time_zone"}`.
///
/// Its shifts become date exceptions; as in `biz`, a holiday beats them.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::calendar::import::biz;
/// let la = biz(r#"{"hours": {"mon": {"09:00": "12:00", "13:00": "17:00"}}, "holidays": ["2026-01-01"],
///     "time_zone": "America/Los_Angeles"}"#)?;
/// assert_eq!(la.calendar.weekly.mon.len(), 2);
/// assert!(!la.calendar.exception_beats_holiday);
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn biz(json: &str) -> Result<Imported> {
    let source: Biz = parse(json)?;
    let mut imported = week(&source.hours, "hours", &source.time_zone, source.holidays);
    imported.calendar.exception_beats_holiday = false;
    imported.calendar.exceptions = exceptions(&source.shifts);
    imported.calendar.breaks = source.breaks.iter().map(|(date, day)| (date.clone(), list(day))).collect();
    Ok(imported)
}

/// Reads a `working_hours` configuration: `{"working_hours": {"mon": {"09:00": "17:00"}}, "holiday_hours": {date: {…}},
/// "holidays": [date], "time_zone"}`.
///
/// Its holiday hours become date exceptions; as there, they beat the holiday.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
pub fn working_hours(json: &str) -> Result<Imported> {
    let source: WorkingHours = parse(json)?;
    let mut imported = week(&source.working_hours, "working_hours", &source.time_zone, source.holidays);
    imported.calendar.exceptions = exceptions(&source.holiday_hours);
    Ok(imported)
}

fn week(days: &BTreeMap<String, Day>, path: &str, zone: &str, holidays: Vec<String>) -> Imported {
    let mut calendar = CalendarDoc {
        timezone: iana(zone).to_owned(),
        exception_beats_holiday: true,
        holidays: holidays.iter().map(|date| Holiday::new(date)).collect(),
        ..CalendarDoc::default()
    };
    let mut lost = Vec::new();
    for (word, day) in days {
        match weekday(word) {
            Some(i) => day_mut(&mut calendar.weekly, i).extend(list(day)),
            None => lost.push(left_out(format!("{path}.{word}"), word, "a weekday such as mon")),
        }
    }
    Imported { calendar, left_out: lost }
}

fn exceptions(days: &BTreeMap<String, Day>) -> BTreeMap<String, DateException> {
    days.iter().map(|(date, day)| (date.clone(), DateException { hours: list(day), name: String::new() })).collect()
}

/// `working_hours` cannot write 24:00 and stores the last instant of the day instead.
fn list(day: &Day) -> Vec<Hours> {
    day.iter().map(|(start, end)| Hours::new(start, if end.starts_with("23:59:59") { "24:00" } else { end })).collect()
}

//! The configuration hashes of the Ruby libraries `biz` and `working_hours`, as JSON.

use super::rails_zones::iana;
use super::{CalendarDoc, DateException, Holiday, Hours, Imported, day_mut, left_out, parse, weekday};
use crate::error::{Problem, Result};
use crate::time::civil::TimeOfDay;
use crate::time::{Gap, Resolution};
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
/// Its shifts become date exceptions; as in `biz`, a holiday beats them, and a date without hours is no shift: the weekday's
/// hours hold. A break that ends when it begins is empty. Hours, shifts and breaks that end before they begin are no nights
/// in `biz` and are left out by name, as are hours that end when they begin. Hours that a change of the clock skips move
/// behind it by the length of the gap (`resolution.gap` is `compatible`).
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
    let lost = &mut imported.left_out;
    imported.calendar.exception_beats_holiday = false;
    let shifts: BTreeMap<String, Day> = source.shifts.into_iter().filter(|(_, day)| !day.is_empty()).collect();
    imported.calendar.exceptions = exceptions(&shifts, "shifts", lost);
    for (date, day) in &source.breaks {
        let real: Day = day.iter().filter(|(start, end)| start != end).map(|(s, e)| (s.clone(), e.clone())).collect();
        let breaks = list(&real, &format!("breaks.{date}"), lost);
        if !breaks.is_empty() {
            imported.calendar.breaks.insert(date.clone(), breaks);
        }
    }
    Ok(imported)
}

/// Reads a `working_hours` configuration: `{"working_hours": {"mon": {"09:00": "17:00"}}, "holiday_hours": {date: {…}},
/// "holidays": [date], "time_zone"}`.
///
/// Its holiday hours become date exceptions; as there, they beat the holiday. Hours that do not end after they begin are no
/// nights there and are left out by name. Hours that a change of the clock skips move behind it by the length of the gap.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
pub fn working_hours(json: &str) -> Result<Imported> {
    let source: WorkingHours = parse(json)?;
    let mut imported = week(&source.working_hours, "working_hours", &source.time_zone, source.holidays);
    imported.calendar.exceptions = exceptions(&source.holiday_hours, "holiday_hours", &mut imported.left_out);
    Ok(imported)
}

fn week(days: &BTreeMap<String, Day>, path: &str, zone: &str, holidays: Vec<String>) -> Imported {
    let mut calendar = CalendarDoc {
        timezone: iana(zone).to_owned(),
        exception_beats_holiday: true,
        resolution: Resolution { gap: Gap::Compatible, ..Resolution::default() },
        holidays: holidays.iter().map(|date| Holiday::new(date)).collect(),
        ..CalendarDoc::default()
    };
    let mut lost = Vec::new();
    for (word, day) in days {
        match weekday(word) {
            Some(i) => day_mut(&mut calendar.weekly, i).extend(list(day, &format!("{path}.{word}"), &mut lost)),
            None => lost.push(left_out(format!("{path}.{word}"), word, "a weekday such as mon")),
        }
    }
    Imported { calendar, left_out: lost }
}

/// A date that is left without hours because none of them could be carried over keeps those of its weekday.
fn exceptions(days: &BTreeMap<String, Day>, path: &str, lost: &mut Vec<Problem>) -> BTreeMap<String, DateException> {
    let mut found = BTreeMap::new();
    for (date, day) in days {
        let hours = list(day, &format!("{path}.{date}"), lost);
        if day.is_empty() || !hours.is_empty() {
            found.insert(date.clone(), DateException { hours, name: String::new() });
        }
    }
    found
}

/// Hours that end after they begin; the others are left out. `working_hours` cannot write 24:00 and stores the last instant
/// of the day instead. What is no time of day is left to the check of the document, which names it.
fn list(day: &Day, path: &str, lost: &mut Vec<Problem>) -> Vec<Hours> {
    let mut hours = Vec::with_capacity(day.len());
    for (start, end) in day {
        let end = if end.starts_with("23:59:59") { "24:00" } else { end };
        let times = start.parse::<TimeOfDay>().ok().zip(end.parse::<TimeOfDay>().ok());
        if times.is_some_and(|(start, end)| end <= start) {
            let expected = "an end after the start; hours over midnight are two entries there";
            lost.push(left_out(format!("{path}.{start}"), format!("{start}-{end}"), expected));
        } else {
            hours.push(Hours::new(start, end));
        }
    }
    hours
}

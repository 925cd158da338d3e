//! Office hours of FreeScout.

use super::{CalendarDoc, Imported, MAX_IMPORT_BYTES, day_mut, hours, left_out};
use crate::document::{read_document, read_list};
use crate::error::{Error, Result};
use chrono::{NaiveTime, Timelike};
use serde_json::Value;

/// Reads the office hours of FreeScout's module (`OFFICEHOURS_SCHEDULE` in its `.env`, `{"1": [{"from": "9:00", "to": "18:00"}], "6": [{"from": "off",
/// "to": "off"}]}`, Sunday 0). The whole line, with its name and quotes, is read as well. They are hours of the company's time zone, which stands
/// elsewhere (`APP_TIMEZONE`); there are no holidays.
///
/// A day off is closed, and so is a day without hours, on which the module sends its automatic reply all day; the latter is named in `left_out`. FreeScout
/// counts the last minute in; here the end is that of the half-open interval.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is not such a document.
///
/// ```
/// use sundesk::calendar::import::freescout;
/// let office = freescout(r#"OFFICEHOURS_SCHEDULE='{"1": [{"from": "9:00", "to": "18:00"}], "0": [{"from": "off", "to": "off"}]}'"#, "Europe/Berlin")?;
/// assert_eq!((office.calendar.weekly.mon[0].start.as_str(), office.calendar.weekly.sun.len()), ("09:00", 0));
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn freescout(text: &str, timezone: &str) -> Result<Imported> {
    let mut calendar = CalendarDoc { timezone: timezone.to_owned(), ..CalendarDoc::default() };
    let mut lost = Vec::new();
    for (day, rows) in days_of(value_of(text))? {
        let Some(rows) = rows.as_array() else {
            return Err(Error::invalid(day.to_string(), &rows, "a list of {from, to}"));
        };
        for (i, row) in rows.iter().enumerate() {
            let (from, to) = (side(row, "from"), side(row, "to"));
            let path = format!("{day}[{i}]");
            match (from, to) {
                ("off", _) | (_, "off") => {}
                ("", _) | (_, "") => {
                    lost.push(left_out(path, "no hours", "from and to; the day is taken to be closed"))
                }
                (from, to) => match (seconds(from), seconds(to)) {
                    (Some(start), Some(end)) if start < end => {
                        // Sunday is 0 there, Monday here.
                        day_mut(&mut calendar.weekly, (day + 6) % 7).push(hours(start, end));
                    }
                    _ => lost.push(left_out(path, format!("{from}-{to}"), "two times of one day, the later one last")),
                },
            }
        }
    }
    Ok(Imported { calendar, left_out: lost })
}

/// What is said of each weekday, Sunday 0; PHP writes a list where the days stand in their order.
fn days_of(text: &str) -> Result<Vec<(usize, Value)>> {
    const WHAT: &str = "FreeScout schedule";
    if text.starts_with('[') {
        let list: Vec<Value> = read_list(text, WHAT, MAX_IMPORT_BYTES)?;
        return match list.len() {
            0..=7 => Ok(list.into_iter().enumerate().collect()),
            n => Err(Error::invalid("", n, "at most 7 weekdays")),
        };
    }
    let map: serde_json::Map<String, Value> = read_document(text, WHAT, MAX_IMPORT_BYTES)?;
    let number = |day: &str| day.parse::<usize>().ok().filter(|day| *day < 7);
    let unknown = |day: &str| Error::invalid(day, day, "the number of a weekday, 0 for Sunday to 6");
    let each = map.into_iter().map(|(day, rows)| Ok((number(&day).ok_or_else(|| unknown(&day))?, rows)));
    let mut days = each.collect::<Result<Vec<_>>>()?;
    days.sort_by_key(|(day, _)| *day);
    Ok(days)
}

/// What stands in a line of an `.env` file.
fn value_of(text: &str) -> &str {
    let text = text.trim();
    let Some((_, value)) = text.split_once('=').filter(|(name, _)| name.trim() == "OFFICEHOURS_SCHEDULE") else {
        return text;
    };
    let value = value.trim();
    ['\'', '"'].iter().find_map(|q| value.strip_prefix(*q)?.strip_suffix(*q)).unwrap_or(value)
}

fn side<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default().trim()
}

fn seconds(text: &str) -> Option<i64> {
    let time = NaiveTime::parse_from_str(text, "%H:%M").ok()?;
    Some(i64::from(time.num_seconds_from_midnight()))
}

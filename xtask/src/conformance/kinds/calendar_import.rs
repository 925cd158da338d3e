//! `calendar_import.json`: holidays of iCalendar files and opening hours of OpenStreetMap, imported and then asked when it is open.
//!
//! An answer is `{"open": [[start, end], …]}`, the open segments of the years in microseconds; all figures of `expected` are read
//! off them here, on the wall clock of the case's zone.

use super::Kind;
use crate::conformance::Verdict;
use crate::conformance::keys::{only, text};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use sundesk::time::{Resolution, Zone, ZoneDb};

/// The kind.
pub(crate) struct CalendarImport;

/// The pieces of each date, in seconds of its wall clock.
type Days = BTreeMap<NaiveDate, Vec<(i64, i64)>>;

const SECOND: i64 = 1_000_000;
const DAY: i64 = 86_400;

impl Kind for CalendarImport {
    fn name(&self) -> &'static str {
        "calendar_import"
    }

    fn recognises(&self, case: &Value) -> bool {
        matches!(text(case, "kind"), Ok("ical" | "osm")) && case.get("years").is_some()
    }

    fn check(&self, case: &Value) -> Result<(), String> {
        let own: &[&str] = match text(case, "kind")? {
            "ical" => &[],
            "osm" => &["holidays"],
            other => return Err(format!("unknown kind {other:?}")),
        };
        only(case, &[&["id", "kind", "timezone", "years", "text", "expected"], own].concat(), "case")?;
        text(case, "text")?;
        let years = Years::of(case)?;
        let expected = expected(case)?;
        only(
            case.get("expected").unwrap_or(&Value::Null),
            &["closed", "closed_hours", "hours", "open_at"],
            "expected",
        )?;
        if expected.is_empty() {
            return Err("`expected` names nothing".to_owned());
        }
        // Read against nothing: what cannot be read is a fault of the file, not of the answer.
        years.read(&expected, &[]).map(|_| ())
    }

    fn question(&self, case: &Value) -> Value {
        let mut asked = case.clone();
        if let (Some(object), Ok(years)) = (asked.as_object_mut(), Years::of(case)) {
            object.insert("window".to_owned(), json!([years.window.0, years.window.1]));
        }
        asked
    }

    fn judge(&self, case: &Value, answer: Result<&Value, &str>) -> Verdict {
        let read = || -> Result<Vec<(Value, Value)>, String> {
            let open = segments(answer.map_err(|fault| format!("error: {fault}"))?)?;
            Years::of(case)?.read(&expected(case)?, &open)
        };
        match read() {
            Ok(pairs) => {
                pairs.into_iter().find(|(got, wanted)| got != wanted).map_or(Verdict::Right(None), |(got, wanted)| {
                    let left_out = answer
                        .ok()
                        .and_then(|a| a.get("left_out"))
                        .filter(|l| l.as_array().is_some_and(|l| !l.is_empty()));
                    let lost = left_out.map_or(String::new(), |l| format!(", left out {l}"));
                    Verdict::Wrong { got: format!("{got}{lost}"), expected: wanted.to_string() }
                })
            }
            Err(got) => Verdict::Wrong { got, expected: case.get("expected").map_or(String::new(), Value::to_string) },
        }
    }
}

fn expected(case: &Value) -> Result<Map<String, Value>, String> {
    case.get("expected")
        .and_then(Value::as_object)
        .cloned()
        .ok_or_else(|| "`expected` is missing or no object".to_owned())
}

/// The open segments of an answer.
fn segments(answer: &Value) -> Result<Vec<(i64, i64)>, String> {
    let pair = |s: &Value| Some((s.get(0)?.as_i64()?, s.get(1)?.as_i64()?));
    let open = answer.get("open").and_then(Value::as_array).and_then(|list| list.iter().map(pair).collect());
    open.ok_or_else(|| format!("{answer} has no list of open segments"))
}

/// The years of a case on the wall clock of its zone.
struct Years {
    zone: Zone,
    first: i32,
    last: i32,
    window: (i64, i64),
}

impl Years {
    fn of(case: &Value) -> Result<Self, String> {
        let zone = ZoneDb::bundled().zone(text(case, "timezone")?).map_err(|e| e.to_string())?;
        let year = |i: usize| i32::try_from(case.get("years")?.get(i)?.as_i64()?).ok();
        let (Some(first), Some(last)) = (year(0), year(1)) else {
            return Err("`years` is no pair of years".to_owned());
        };
        let new_year = |year| NaiveDate::from_ymd_opt(year, 1, 1).map(|date| instant(&zone, date.into()));
        match (new_year(first), new_year(last + 1)) {
            (Some(start), Some(end)) if start < end => Ok(Self { zone, first, last, window: (start, end) }),
            _ => Err(format!("`years` {first} to {last} are none")),
        }
    }

    /// For each part of `expected`: what `open` says, and what the file says, in one form.
    fn read(&self, expected: &Map<String, Value>, open: &[(i64, i64)]) -> Result<Vec<(Value, Value)>, String> {
        let mut pairs = Vec::new();
        for (key, wanted) in expected {
            pairs.push(match key.as_str() {
                "closed" => {
                    let mut dates = dates(wanted)?;
                    dates.sort_unstable();
                    (json!(self.closed_all_day(open)), json!(dates))
                }
                "closed_hours" => (shown(&self.by_date(&self.complement(open))), shown(&hours(wanted)?)),
                "hours" => {
                    let (all, wanted) = (self.by_date(open), hours(wanted)?);
                    let asked = wanted.keys().map(|date| (*date, all.get(date).cloned().unwrap_or_default())).collect();
                    (shown(&asked), shown(&wanted))
                }
                "open_at" => self.open_at(wanted, open)?,
                // A remark for readers: `check` has refused everything else.
                _ => continue,
            });
        }
        Ok(pairs)
    }

    /// The closed time of the window.
    fn complement(&self, open: &[(i64, i64)]) -> Vec<(i64, i64)> {
        let starts = std::iter::once(self.window.0).chain(open.iter().map(|s| s.1));
        let ends = open.iter().map(|s| s.0).chain(std::iter::once(self.window.1));
        starts.zip(ends).filter(|(start, end)| start < end).collect()
    }

    /// Segments as the wall clock shows them, cut at midnight.
    fn by_date(&self, segments: &[(i64, i64)]) -> Days {
        let mut days = Days::new();
        for &(start, end) in segments {
            let mut from = self.zone.to_local(start) / SECOND;
            let to = (self.zone.to_local(end - 1) + 1) / SECOND;
            while from < to {
                let midnight = from.div_euclid(DAY) * DAY;
                let until = to.min(midnight + DAY);
                if let Some(date) = date_at(midnight) {
                    days.entry(date).or_default().push((from - midnight, until - midnight));
                }
                from = until;
            }
        }
        days
    }

    fn closed_all_day(&self, open: &[(i64, i64)]) -> Vec<String> {
        let open = self.by_date(open);
        let year = |date: &NaiveDate| date.year() <= self.last;
        let all =
            NaiveDate::from_ymd_opt(self.first, 1, 1).into_iter().flat_map(|first| first.iter_days()).take_while(year);
        // A date that the zone skipped (Samoa, 2011-12-30) is neither open nor closed.
        let exists = |date: &NaiveDate| {
            let next = date.succ_opt().map_or(i64::MAX, |next| instant(&self.zone, next.into()));
            instant(&self.zone, (*date).into()) < next
        };
        all.filter(|date| !open.contains_key(date) && exists(date)).map(|date| date.to_string()).collect()
    }

    fn open_at(&self, wanted: &Value, open: &[(i64, i64)]) -> Result<(Value, Value), String> {
        let asked = wanted.as_object().ok_or("`open_at` is no object")?;
        let mut got = Map::new();
        for (local, wanted) in asked {
            let read = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
                .iter()
                .find_map(|f| NaiveDateTime::parse_from_str(local, f).ok());
            let at = instant(&self.zone, read.ok_or_else(|| format!("{local:?} is no local instant"))?);
            if !wanted.is_boolean() || at < self.window.0 || at >= self.window.1 {
                return Err(format!("open_at {local:?}: true or false within the years is expected"));
            }
            got.insert(local.clone(), open.iter().any(|s| s.0 <= at && at < s.1).into());
        }
        Ok((Value::Object(got), wanted.clone()))
    }
}

fn instant(zone: &Zone, local: NaiveDateTime) -> i64 {
    zone.resolve(local.and_utc().timestamp_micros(), Resolution::default())
}

fn date_at(seconds: i64) -> Option<NaiveDate> {
    chrono::DateTime::from_timestamp(seconds, 0).map(|at| at.date_naive())
}

fn date(text: &str) -> Result<NaiveDate, String> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|e| format!("{text:?}: {e}"))
}

fn dates(list: &Value) -> Result<Vec<String>, String> {
    let list = list.as_array().ok_or("`closed` is no list")?;
    list.iter().map(|d| date(d.as_str().unwrap_or("")).map(|d| d.to_string())).collect()
}

/// Per date its pieces; pieces that touch are one.
fn hours(value: &Value) -> Result<Days, String> {
    let mut days = Days::new();
    for (day, pieces) in value.as_object().ok_or("hours are no object")? {
        let mut joined: Vec<(i64, i64)> = Vec::new();
        for piece in pieces.as_array().ok_or_else(|| format!("{day}: no list of pieces"))? {
            let end = |i: usize| clock(piece.get(i).and_then(Value::as_str).unwrap_or(""));
            let (start, end) = (end(0)?, end(1)?);
            match joined.last_mut() {
                Some(last) if last.1 == start => last.1 = end,
                _ => joined.push((start, end)),
            }
        }
        days.insert(date(day)?, joined);
    }
    Ok(days)
}

/// `HH:MM` or `HH:MM:SS`, up to 24:00, in seconds.
fn clock(text: &str) -> Result<i64, String> {
    let fault = || format!("{text:?} is no time of day");
    let parts: Vec<i64> = text.split(':').map(str::parse).collect::<Result<_, _>>().map_err(|_| fault())?;
    let seconds = match parts[..] {
        [h, m] => h * 3600 + m * 60,
        [h, m, s] => h * 3600 + m * 60 + s,
        _ => return Err(fault()),
    };
    if (0..=DAY).contains(&seconds) { Ok(seconds) } else { Err(fault()) }
}

fn shown(days: &Days) -> Value {
    let clock = |s: i64| match s % 60 {
        0 => format!("{:02}:{:02}", s / 3600, s / 60 % 60),
        odd => format!("{:02}:{:02}:{odd:02}", s / 3600, s / 60 % 60),
    };
    let pieces = |list: &Vec<(i64, i64)>| list.iter().map(|&(a, b)| json!([clock(a), clock(b)])).collect::<Vec<_>>();
    days.iter().map(|(date, list)| (date.to_string(), Value::from(pieces(list)))).collect::<Map<_, _>>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn case(expected: &Value) -> Value {
        json!({"id": "x", "kind": "ical", "timezone": "Europe/Berlin", "years": [2026, 2026], "text": "BEGIN:VCALENDAR", "expected": expected})
    }

    /// Open all of 2026 in Berlin but for the local times from one to the other.
    fn closed(from: &str, to: &str) -> Value {
        let zone = ZoneDb::bundled().zone("Europe/Berlin").unwrap();
        let at = |t: &str| instant(&zone, NaiveDateTime::parse_from_str(t, "%Y-%m-%dT%H:%M").unwrap());
        json!({"open": [[at("2026-01-01T00:00"), at(from)], [at(to), at("2027-01-01T00:00")]], "left_out": []})
    }

    fn judge(expected: &Value, answer: &Value) -> Verdict {
        assert_eq!(CalendarImport.check(&case(expected)), Ok(()));
        CalendarImport.judge(&case(expected), Ok(answer))
    }

    #[test]
    fn a_case_that_cannot_be_judged_is_a_failure() {
        for odd in [
            json!({}),
            json!({"shut": []}),
            json!({"closed": ["2026-13-01"]}),
            json!({"hours": {"2026-01-01": [["9", "10:00"]]}}),
            json!({"hours": {"2026-01-01": [["09:00", "25:00"]]}}),
            json!({"open_at": {"2027-01-01T00:00": true}}),
            json!({"open_at": {"2026-01-01T00:00": 1}}),
        ] {
            assert!(CalendarImport.check(&case(&odd)).is_err(), "{odd}");
        }
        for (key, value) in
            [("kind", json!("xls")), ("years", json!([2026])), ("holidays", json!([])), ("timezone", json!("Mars"))]
        {
            let mut odd = case(&json!({"closed": []}));
            odd[key] = value;
            assert!(CalendarImport.check(&odd).is_err(), "{key}");
        }
    }

    #[test]
    fn all_dates_closed_and_no_other() {
        let answer = closed("2026-12-24T12:00", "2026-12-27T00:00");
        assert_eq!(judge(&json!({"closed": ["2026-12-25", "2026-12-26"]}), &answer), Verdict::Right(None));
        assert!(matches!(judge(&json!({"closed": ["2026-12-25"]}), &answer), Verdict::Wrong { .. }));
        assert!(matches!(
            judge(&json!({"closed": ["2026-12-24", "2026-12-25", "2026-12-26"]}), &answer),
            Verdict::Wrong { .. }
        ));
    }

    #[test]
    fn pieces_are_those_of_the_wall_clock_and_a_skipped_hour_is_not_closed() {
        let answer = closed("2026-03-28T20:00", "2026-03-29T06:30");
        let pieces = json!({"2026-03-28": [["20:00", "24:00"]], "2026-03-29": [["00:00", "06:30"]]});
        assert_eq!(judge(&json!({"closed_hours": pieces}), &answer), Verdict::Right(None));
        let open = json!({"2026-03-28": [["00:00", "20:00"]], "2026-03-30": [["00:00", "24:00"]]});
        assert_eq!(judge(&json!({"hours": open}), &answer), Verdict::Right(None));
        assert!(matches!(judge(&json!({"hours": {"2026-03-28": []}}), &answer), Verdict::Wrong { .. }));
        let at = json!({"2026-03-28T19:59": true, "2026-03-28T20:00": false, "2026-03-29T06:30": true});
        assert_eq!(judge(&json!({"open_at": at}), &answer), Verdict::Right(None));
        assert!(matches!(CalendarImport.judge(&case(&json!({"closed": []})), Err("boom")), Verdict::Wrong { .. }));
    }
}

//! iCalendar files of holidays (RFC 5545): lines and recurrence rules by `ical-rs`.
//!
//! ```text
//! text ──lines──▶ components ──event──▶ Event ──series──▶ instances in the years ──pieces──▶ Holiday
//!                     └──zones──▶ Zone          └─ overrides of the same UID
//! ```

mod event;
mod lines;
mod pieces;
mod series;
mod windows;
mod zones;

use super::{Holiday, ImportedHolidays, check_length, left_out};
use crate::error::{Error, Result};
use crate::time::civil::{MAX_DAY, MIN_DAY, day_number};
use crate::time::{SECOND, TimeSegment, Zone, ZoneDb};
use chrono::NaiveDate;
use event::{DAY, Event};
use lines::{Component, File};
use series::{Steps, Window};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use zones::Zones;

/// The most years that repetitions are worked out for.
pub const MAX_ICS_YEARS: i32 = 50;
/// The most dates that one repetition comes to within the years; a rule with more is left out.
pub const MAX_ICS_DATES: u16 = 20_000;
/// The most holidays that a file comes to; an event that would bring more is left out.
pub const MAX_ICS_HOLIDAYS: usize = 50_000;
/// The most steps that all rules of a file may take, a step being one date or one time that a rule looks at. What a rule takes
/// is known before it is followed; one that would pass the limit is left out.
pub const MAX_ICS_STEPS: u64 = 20_000_000;

/// What could not be carried over, and what would have been right.
type Refused = (String, &'static str);

/// Reads the events of an iCalendar file as holidays: whole dates, or closed parts of dates.
///
/// All that RFC 5545 says about when an event takes place holds: `DTEND` or `DURATION`, `RRULE` with every part, `RDATE` with
/// periods, `EXDATE`, `EXRULE`, and instances that are moved or cancelled (`RECURRENCE-ID`, also `RANGE=THISANDFUTURE`), in
/// every calendar of the file. Times are told on the wall clock of `timezone`: floating ones as they stand, others from UTC,
/// from a zone of `zones`, from a Windows name, or from the file's own definition (`VTIMEZONE`); an event over midnight closes
/// a part of each date. Only what lies in `years` is given, cut at their edges, but a plain yearly date that has begun by then
/// becomes a yearly holiday (`MM-DD`).
///
/// Where programs do not keep to the RFC: an end on the day of the start is one day; `UNTIL` as a date bounds times to the end
/// of that date; an `EXDATE` that is a date excludes all of it; of several revisions of an event (`SEQUENCE`) the last one
/// counts. `DTSTART` is always the first instance, and `TRANSP` does not matter, since holiday calendars mark days as free time.
///
/// Left out, and named: events that are cancelled or last no time, rules and times that cannot be read, zones nobody defines,
/// other components (`VTODO`, `VFREEBUSY`), calendars of another scale, cancellations (`METHOD:CANCEL`), and what passes
/// [`MAX_ICS_DATES`], [`MAX_ICS_HOLIDAYS`] or [`MAX_ICS_STEPS`]. The time a file takes grows with its length and the years.
///
/// # Errors
/// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) when the text is no iCalendar file, or a component does not end,
/// with the line; [`ErrorKind::UnknownZone`](crate::ErrorKind::UnknownZone) for `timezone`;
/// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) for more than [`MAX_ICS_YEARS`] years.
///
/// ```
/// use sundesk::calendar::import::ics_holidays;
/// use sundesk::time::ZoneDb;
/// let ics = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n\
///     DTSTART;VALUE=DATE:20201224\r\nDURATION:P3D\r\nRRULE:FREQ=YEARLY;UNTIL=20271224\r\nSUMMARY:Christmas\r\n\
///     END:VEVENT\r\nEND:VCALENDAR\r\n";
/// let read = ics_holidays(ics, "Europe/Berlin", 2026..=2029, &ZoneDb::bundled())?;
/// let dates: Vec<&str> = read.holidays.iter().map(|h| h.date.as_str()).collect();
/// assert_eq!(dates, ["2026-12-24/2026-12-26", "2027-12-24/2027-12-26"]);
/// assert_eq!(read.holidays[0].name, "Christmas");
/// # Ok::<(), sundesk::Error>(())
/// ```
pub fn ics_holidays(
    text: &str,
    timezone: &str,
    years: RangeInclusive<i32>,
    zones: &ZoneDb,
) -> Result<ImportedHolidays> {
    read(text, timezone, years, zones).map(|(found, _)| found)
}

/// When an event takes place, in microseconds.
pub(crate) struct Shown {
    pub(crate) name: String,
    pub(crate) start: i64,
    pub(crate) end: i64,
}

/// How long the instances of an event last whose first one has an end (`DTEND`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lasting {
    /// As long as the first on the wall clock, as calendars show it.
    Wall,
    /// As long as the first in real time (RFC 5545 3.8.5.3).
    Exact,
}

/// The events of a file as instants that meet a range, in order. Without a `timezone`, floating times and dates are those of the file's own
/// `X-WR-TIMEZONE`, else UTC.
pub(crate) fn ics_instants(
    text: &str,
    timezone: Option<&str>,
    range: TimeSegment,
    lasting: Lasting,
    zones: &ZoneDb,
) -> Result<(Vec<Shown>, Vec<crate::error::Problem>)> {
    check_length(text)?;
    let year = |at: i64| crate::time::civil::date(crate::time::civil::day_of(at)).map(|d| chrono::Datelike::year(&d));
    let years = year(range.start)?..=year(range.end)?;
    check_years(&years)?;
    let file = lines::read(text)?;
    let stated = file.calendars.iter().map(|c| c.raw("X-WR-TIMEZONE")).find(|name| !name.is_empty());
    let own = zones.zone(timezone.or(stated.as_deref()).unwrap_or("UTC")).map_err(|e| e.at("timezone"))?;
    let mut import = Import::new(own, &years);
    import.window =
        Window { from: range.start.div_euclid(SECOND) - 2 * DAY, to: range.end.div_euclid(SECOND) + 2 * DAY };
    let mut zones = Zones::new(zones, import.own.clone());
    let (mut found, series) = (Vec::new(), import.collect(&file, &mut zones));
    for one in &series {
        let before = found.len();
        if let Err((value, why)) = import.shown(one, range, lasting, &mut found) {
            found.truncate(before);
            import.left_out(one.path.clone(), &format!("{} {value}", one.event.name), why);
        }
    }
    for (line, content) in &file.stray {
        import.left_out(format!("line {line}"), content, "a line of a component inside BEGIN:VCALENDAR");
    }
    found.sort_by(|a, b| (a.start, a.end, &a.name).cmp(&(b.start, b.end, &b.name)));
    Ok((found, import.left_out))
}

/// The same, with the steps that the rules asked for.
fn read(text: &str, timezone: &str, years: RangeInclusive<i32>, zones: &ZoneDb) -> Result<(ImportedHolidays, u64)> {
    check_length(text)?;
    check_years(&years)?;
    let own = zones.zone(timezone).map_err(|e| e.at("timezone"))?;
    let file = lines::read(text)?;
    let mut import = Import::new(own, &years);
    let mut zones = Zones::new(zones, import.own.clone());
    let series = import.collect(&file, &mut zones);
    for one in &series {
        import.carry(one);
    }
    for (line, content) in &file.stray {
        import.left_out(format!("line {line}"), content, "a line of a component inside BEGIN:VCALENDAR");
    }
    let Import { mut holidays, left_out, steps, .. } = import;
    holidays.sort_by(|a, b| {
        (&a.date, a.closed.as_ref().map(|h| &h.start)).cmp(&(&b.date, b.closed.as_ref().map(|h| &h.start)))
    });
    holidays.dedup();
    Ok((ImportedHolidays { holidays, left_out }, steps.asked))
}

fn check_years(years: &RangeInclusive<i32>) -> Result<()> {
    let span = years.end().saturating_sub(*years.start());
    if span >= MAX_ICS_YEARS || *years.start() < 1900 || *years.end() > 2200 {
        let value = format!("{}-{}", years.start(), years.end());
        return Err(Error::limit("years", value, format!("at most {MAX_ICS_YEARS} years between 1900 and 2200")));
    }
    Ok(())
}

/// A value as a person wants to see it in a list.
fn shortened(value: &str) -> String {
    value.trim().chars().take(80).collect()
}

/// An event that repeats or not, and what stands for its instances.
struct Series {
    path: String,
    event: Event,
    overrides: Vec<Event>,
}

/// The work on one file.
struct Import {
    own: Zone,
    first_year: i32,
    window: Window,
    steps: Steps,
    holidays: Vec<Holiday>,
    left_out: Vec<crate::error::Problem>,
}

/// What is read of a file before overrides are told from what they stand for: by `UID`, in the order of the file.
type ByUid = BTreeMap<(usize, String), Vec<(String, Event)>>;

impl Import {
    fn new(own: Zone, years: &RangeInclusive<i32>) -> Self {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).map(day_number);
        let first = day(*years.start(), 1, 1).unwrap_or(MIN_DAY);
        let after = day(*years.end(), 12, 31).unwrap_or(MAX_DAY).saturating_add(1);
        let window = Window { from: i64::from(first) * DAY, to: i64::from(after) * DAY };
        let steps = Steps::new(MAX_ICS_STEPS);
        Self { own, first_year: *years.start(), window, steps, holidays: Vec::new(), left_out: Vec::new() }
    }

    fn left_out(&mut self, path: impl Into<String>, value: &str, why: &str) {
        self.left_out.push(left_out(path, value.trim(), why));
    }

    /// Reads all events of the file.
    fn collect(&mut self, file: &File<'_>, zones: &mut Zones<'_>) -> Vec<Series> {
        let (mut found, mut number) = (ByUid::new(), 0);
        for (calendar, component) in file.calendars.iter().enumerate() {
            let around = Window { from: self.window.from - 800 * DAY, to: self.window.to + 400 * DAY };
            zones.define(component, calendar, around, &mut self.steps);
            let why = refuses(component);
            for child in &component.children {
                let path = match child.name.as_str() {
                    "VTIMEZONE" => continue,
                    "VEVENT" => format!("events[{number}]"),
                    _ => format!("line {}", child.line),
                };
                number += usize::from(child.name == "VEVENT");
                match (why, child.name.as_str()) {
                    (Some(why), _) => self.left_out(path, &child.text("SUMMARY"), why),
                    (None, "VEVENT") => self.event(child, path, zones, calendar, &mut found),
                    (None, other) => {
                        self.left_out(path, &format!("{other} {}", child.text("SUMMARY")), "an event (VEVENT)")
                    }
                }
            }
        }
        self.series(found)
    }

    fn event(
        &mut self,
        child: &Component<'_>,
        path: String,
        zones: &mut Zones<'_>,
        calendar: usize,
        found: &mut ByUid,
    ) {
        match event::read(child, zones, calendar) {
            Ok(event) => {
                // Without a UID, which the RFC wants, it is an event of its own.
                let uid = Some(child.raw("UID")).filter(|uid| !uid.is_empty()).unwrap_or_else(|| format!("\n{path}"));
                found.entry((calendar, uid)).or_default().push((path, event));
            }
            Err((value, why)) => self.left_out(path, &format!("{} {value}", child.text("SUMMARY")), why),
        }
    }

    /// Puts overrides to the event they belong to: that of their calendar, or, in a file put together from several, the only one.
    fn series(&mut self, found: ByUid) -> Vec<Series> {
        let mut masters: BTreeMap<(usize, String), Vec<Series>> = BTreeMap::new();
        let mut overrides = Vec::new();
        for ((calendar, uid), events) in found {
            let (changed, own): (Vec<_>, Vec<_>) = events.into_iter().partition(|(_, e)| e.instead_of.is_some());
            let last = own.iter().map(|(_, e)| e.sequence).max().unwrap_or(0);
            for (path, event) in own {
                if event.sequence < last {
                    self.left_out(path, &event.name, "the last revision of an event (SEQUENCE)");
                } else {
                    let one = Series { path, event, overrides: Vec::new() };
                    masters.entry((calendar, uid.clone())).or_default().push(one);
                }
            }
            overrides.extend(changed.into_iter().map(|(path, event)| (calendar, uid.clone(), path, event)));
        }
        let mut homes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (calendar, uid) in masters.keys() {
            homes.entry(uid.clone()).or_default().push(*calendar);
        }
        let mut alone = Vec::new();
        for (calendar, uid, path, event) in overrides {
            let homes = homes.get(&uid).map_or(&[][..], Vec::as_slice);
            let home = if let [only] = homes { *only } else { calendar };
            match masters.get_mut(&(home, uid)).and_then(|all| all.first_mut()) {
                Some(series)
                    if event.instead_of.as_ref().is_some_and(|id| id.on(&series.event.start.clock).is_none()) =>
                {
                    self.left_out(path, &event.name, "a RECURRENCE-ID of the kind of DTSTART");
                }
                Some(series) => series.overrides.push(event),
                // An instance without its series, as an invitation to one meeting brings it.
                None => alone.push(Series { path, event, overrides: Vec::new() }),
            }
        }
        masters.into_values().flatten().chain(alone).collect()
    }

    /// Adds the holidays of one series, all or none.
    fn carry(&mut self, one: &Series) {
        let before = self.holidays.len();
        let carried = self.instances(one);
        if let Err((value, why)) = carried {
            self.holidays.truncate(before);
            self.left_out(one.path.clone(), &format!("{} {value}", one.event.name), why);
        }
    }

    fn instances(&mut self, one: &Series) -> std::result::Result<(), Refused> {
        let event = &one.event;
        if event.cancelled {
            return Err(("CANCELLED".to_owned(), "an event that takes place"));
        }
        let begun = event.start.at.year <= self.first_year;
        if begun && one.overrides.is_empty() && series::is_plain_yearly(event) {
            let date = format!("{:02}-{:02}", event.start.at.month, event.start.at.day);
            self.holidays.push(Holiday::named(&date, &event.name));
            return self.room();
        }
        for found in series::occurrences(event, &one.overrides, self.window, &mut self.steps)? {
            pieces::add(&found, &self.own, self.window, &mut self.holidays);
            self.room()?;
        }
        Ok(())
    }

    fn shown(
        &mut self,
        one: &Series,
        range: TimeSegment,
        lasting: Lasting,
        into: &mut Vec<Shown>,
    ) -> std::result::Result<(), Refused> {
        if one.event.cancelled {
            return Err(("CANCELLED".to_owned(), "an event that takes place"));
        }
        for found in series::occurrences(&one.event, &one.overrides, self.window, &mut self.steps)? {
            let (start, end) = pieces::instants(&found, &self.own, lasting);
            let time = TimeSegment::new(start.saturating_mul(SECOND), end.saturating_mul(SECOND));
            if !time.intersection(range).is_empty() {
                into.push(Shown { name: found.name.to_owned(), start: time.start, end: time.end });
            }
            if into.len() > MAX_ICS_HOLIDAYS {
                return Err((String::new(), "fewer events in all"));
            }
        }
        Ok(())
    }

    fn room(&self) -> std::result::Result<(), Refused> {
        if self.holidays.len() > MAX_ICS_HOLIDAYS {
            return Err((String::new(), "fewer closed times in all"));
        }
        Ok(())
    }
}

/// Why nothing of a calendar is carried over.
fn refuses(calendar: &Component<'_>) -> Option<&'static str> {
    let (scale, method) = (calendar.raw("CALSCALE"), calendar.raw("METHOD"));
    if !scale.is_empty() && !scale.eq_ignore_ascii_case("GREGORIAN") {
        return Some("CALSCALE:GREGORIAN");
    }
    method.eq_ignore_ascii_case("CANCEL").then_some("a calendar of events that take place, not METHOD:CANCEL")
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::cast_precision_loss)] // a test may fail loudly
mod tests {
    use super::*;

    #[test]
    fn limits_hold_at_their_edge() {
        let nested = |n: usize| {
            let (begin, end) = ("BEGIN:X\n".repeat(n), "END:X\n".repeat(n));
            read(&format!("BEGIN:VCALENDAR\n{begin}{end}END:VCALENDAR\n"), "UTC", 2026..=2026, &ZoneDb::bundled())
        };
        assert!(nested(lines::MAX_DEPTH - 1).is_ok());
        assert_eq!(nested(lines::MAX_DEPTH).unwrap_err().kind(), crate::ErrorKind::LimitExceeded);
    }

    #[test]
    fn the_event_that_brings_more_closed_times_than_the_limit_is_left_out() {
        // Every other hour at a minute of its own, 8,000 times at most within the two years.
        let event = |(i, count): (usize, usize)| {
            let rule = format!("RRULE:FREQ=HOURLY;INTERVAL=2;COUNT={count}");
            format!("BEGIN:VEVENT\nUID:{i:02}\nDTSTART:20260101T00{i:02}00\nDURATION:PT30M\n{rule}\nEND:VEVENT\n")
        };
        let counts = std::iter::repeat_n(8_000, MAX_ICS_HOLIDAYS / 8_000).chain([MAX_ICS_HOLIDAYS % 8_000]);
        let most: String = counts.enumerate().map(event).collect();
        for (events, left_out) in [(most.clone(), 0), (most + &event((59, 1)), 1)] {
            let (holidays, left, _) = taken(&format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n"));
            assert_eq!((holidays, left), (MAX_ICS_HOLIDAYS, left_out));
        }
    }

    #[test]
    fn a_rule_lists_at_most_every_minute_of_a_day() {
        let up_to = |n: u64| (0..n).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
        // 1,441 and 1,442 are no product of hours, minutes and seconds.
        for (hours, minutes, seconds, left_out) in [(24, 60, 1, 0), (13, 37, 3, 1)] {
            let times = hours * minutes * seconds;
            assert_eq!(times > series::MAX_TIMES, left_out > 0);
            let listed = [("HOUR", hours), ("MINUTE", minutes), ("SECOND", seconds)];
            let parts: String = listed.map(|(part, n)| format!(";BY{part}={}", up_to(n))).concat();
            let text = file(1, |_| format!("RRULE:FREQ=DAILY;COUNT={times}{parts}")).replace("1971", "2026");
            assert_eq!(taken(&text).1, left_out, "{times}");
        }
    }

    #[test]
    fn a_file_names_at_most_so_many_zones() {
        let db = ZoneDb::bundled();
        for (n, left_out) in [(zones::MAX_ZONES, 0), (zones::MAX_ZONES + 1, 1)] {
            let names: Vec<&str> = db.names().take(n).collect();
            assert_eq!(names.len(), n);
            let event = |name: &&str| {
                format!("BEGIN:VEVENT\nUID:{name}\nDTSTART;TZID={name}:20260601T120000\nDURATION:PT1H\nEND:VEVENT\n")
            };
            let events: String = names.iter().map(event).collect();
            assert_eq!(taken(&format!("BEGIN:VCALENDAR\n{events}END:VCALENDAR\n")).1, left_out, "{n}");
        }
    }

    /// An event an hour long, `n` times, each with the lines that `more` gives it.
    fn file(n: u64, more: impl Fn(u64) -> String) -> String {
        let event = |i: u64| {
            format!("BEGIN:VEVENT\nUID:{i}\nDTSTART:19710101T000000\nDURATION:PT1H\n{}\nEND:VEVENT\n", more(i))
        };
        format!("BEGIN:VCALENDAR\n{}END:VCALENDAR\n", (0..n).map(event).collect::<String>())
    }

    /// Holidays, left out, and steps that were asked for, in two years.
    fn taken(text: &str) -> (usize, usize, u64) {
        let (found, steps) = read(text, "UTC", 2026..=2027, &ZoneDb::bundled()).unwrap();
        (found.holidays.len(), found.left_out.len(), steps)
    }

    /// The exponent of the growth of steps with the length of the input.
    fn exponent(most: u64, text: impl Fn(u64) -> String) -> f64 {
        let (few, many) = (taken(&text(most / 8)).2, taken(&text(most)).2);
        (many as f64 / few as f64).ln() / 8f64.ln()
    }

    #[test]
    fn steps_grow_no_faster_than_the_file() {
        for rule in [
            "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
            "FREQ=MONTHLY;BYDAY=1MO",
            "FREQ=DAILY;BYMONTH=1",
            "FREQ=WEEKLY;COUNT=9",
        ] {
            let grown = exponent(800, |n| file(n, |_| format!("RRULE:{rule}")));
            assert!(grown < 1.05, "{rule}: {grown}");
        }
        // Rules of one event, and the years between its start and those asked for.
        let rules =
            |n: u64| file(1, |_| (0..n).map(|i| format!("RRULE:FREQ=YEARLY;BYYEARDAY={}\n", i % 366 + 1)).collect());
        assert!(exponent(800, rules) < 1.05);
        let start = |year: u64| file(1, |_| "RRULE:FREQ=DAILY".to_owned()).replace("1971", &year.to_string());
        assert_eq!(taken(&start(1901)), taken(&start(2001)));
    }

    #[test]
    fn seconds_and_minutes_from_1971_end() {
        for rule in
            ["FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=SECONDLY;COUNT=4000000000", "FREQ=SECONDLY;INTERVAL=2;BYSECOND=1"]
        {
            let (holidays, left_out, _) = taken(&file(1, |_| format!("RRULE:{rule}")));
            assert!(holidays == 0 && left_out <= 1, "{rule}: {holidays} {left_out}");
        }
        assert_eq!(taken(&file(1, |_| "RRULE:FREQ=SECONDLY;INTERVAL=86400;BYHOUR=0".to_owned())).0, 730);
        let every = (0..60).map(|i| i.to_string()).collect::<Vec<_>>().join(",");
        let day = format!("RRULE:FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1;BYMINUTE={every};BYSECOND={every}");
        assert_eq!(taken(&file(1, |_| day.clone())), (0, 1, u64::MAX));
    }

    #[test]
    fn what_a_file_comes_to_is_bounded() {
        let daily = file(24, |_| "RRULE:FREQ=DAILY".to_owned());
        let (found, _) = read(&daily, "UTC", 1990..=2039, &ZoneDb::bundled()).unwrap();
        // 18,262 dates each; the third would pass the limit. The two are the same but for their UID.
        assert_eq!((found.holidays.len(), found.left_out.len()), (18_262, 22));
        // More steps than a file has, and then a rule that needs few: the costly ones go, one by one, and it stays.
        let text =
            file(11, |i| format!("RRULE:FREQ={}", if i < 10 { "SECONDLY;INTERVAL=2;BYSECOND=1" } else { "YEARLY" }));
        let (holidays, left_out, asked) = taken(&text);
        assert!(asked > MAX_ICS_STEPS && holidays == 2 && left_out == 1, "{holidays} {left_out} {asked}");
    }
}

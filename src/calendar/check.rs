//! Validation of a calendar document: every fault with its path, and the checked rules when there is none.

use super::doc::{CalendarDoc, Holiday, Hours, WEEKDAYS};
use super::limits::{
    MAX_BREAK_DAYS, MAX_EXCEPTIONS, MAX_HOLIDAY_DAYS, MAX_HOLIDAYS, MAX_INTERVALS_PER_DAY, MAX_NAME_CHARS,
};
use super::origin;
use super::rules::{DAY_SECONDS, DayKind, LATEST, Named, Rules, Span, month_day};
use crate::document::Problems;
use crate::error::{Error, ErrorKind, Result};
use crate::time::civil::{TimeOfDay, day_number, parse_date};
use crate::time::{Zone, ZoneDb};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The checked rules of a document with hours of its own.
pub(super) fn rules_of(doc: &CalendarDoc, zones: &ZoneDb) -> Result<Rules> {
    within_limits(doc)?;
    let mut check = Check::default();
    let zone = check.zone(&doc.timezone, zones);
    if doc.always_open && doc.weekly.days().iter().any(|d| !d.is_empty()) {
        check.fault("always_open_with_hours", "weekly", "always_open: true", "either `weekly` or `always_open`");
    }
    let mut weekly = check.weekly(doc);
    if doc.always_open {
        weekly = std::array::from_fn(|_| [(0, DAY_SECONDS)].into());
    }
    check.exceptions(doc);
    check.holidays(doc);
    let weekly_breaks = check.breaks(doc);
    if let Some(date) = &doc.holidays_known_until {
        check.date(date, "holidays_known_until");
    }
    origin::check(doc, &mut check.problems);
    let (zone, _) = std::mem::take(&mut check.problems).finish(zone)?;
    Ok(check.rules(doc, zone, weekly, weekly_breaks))
}

fn within_limits(doc: &CalendarDoc) -> Result<()> {
    let at_most = |path: &str, count: usize, limit: usize, what: &str| match count {
        n if n > limit => Err(Error::limit(path, n, format!("at most {limit} {what}"))),
        _ => Ok(()),
    };
    at_most("holidays", doc.holidays.len(), MAX_HOLIDAYS, "holidays")?;
    at_most("exceptions", doc.exceptions.len(), MAX_EXCEPTIONS, "dates with exceptions")?;
    at_most("breaks", doc.breaks.len(), MAX_BREAK_DAYS, "dates and weekdays with breaks")?;
    at_most("name", doc.name.chars().take(MAX_NAME_CHARS + 1).count(), MAX_NAME_CHARS, "characters")?;
    let per_day =
        |path: String, hours: &[Hours]| at_most(&path, hours.len(), MAX_INTERVALS_PER_DAY, "intervals in a day");
    for (name, hours) in WEEKDAYS.iter().zip(doc.weekly.days()) {
        per_day(format!("weekly.{name}"), hours)?;
    }
    for (date, exception) in &doc.exceptions {
        per_day(format!("exceptions.{date}"), &exception.hours)?;
    }
    doc.breaks.iter().try_for_each(|(key, hours)| per_day(format!("breaks.{key}"), hours))
}

/// One date's own entries before they are interned.
#[derive(Default)]
struct Entry {
    hours: Option<Vec<Span>>,
    closed: Vec<Span>,
    breaks: Vec<Span>,
}

#[derive(Default)]
struct Check {
    problems: Problems,
    dates: BTreeMap<i32, Entry>,
    yearly: BTreeMap<(u32, u32), Vec<Span>>,
    holiday_names: BTreeMap<i32, Vec<Named>>,
    yearly_names: BTreeMap<(u32, u32), Vec<Named>>,
    exception_names: BTreeMap<i32, Arc<str>>,
    holiday_days: usize,
}

impl Check {
    fn fault(&mut self, code: &str, path: &str, value: impl std::fmt::Display, expected: &str) {
        self.problems.fault(code, path, value, expected);
    }

    fn zone(&mut self, name: &str, zones: &ZoneDb) -> Option<Zone> {
        if name.is_empty() {
            self.fault("zone_missing", "timezone", "", "an IANA zone name such as Europe/Berlin");
            return None;
        }
        zones.zone(name).map_err(|e| self.fault("zone_unknown", "timezone", name, e.expectation())).ok()
    }

    fn date(&mut self, text: &str, path: impl std::fmt::Display) -> Option<i32> {
        match parse_date(text) {
            Ok(date) => Some(day_number(date)),
            Err(e) if e.kind() == ErrorKind::OutOfRange => {
                self.fault("date_out_of_range", &path.to_string(), text, "a date from 1900-01-01 to 2200-12-31");
                None
            }
            Err(_) => {
                self.fault("date_malformed", &path.to_string(), text, "a date such as 2026-12-24");
                None
            }
        }
    }

    fn span(&mut self, hours: &Hours, path: impl FnOnce() -> String) -> Option<Span> {
        span_of(hours).map_err(|(code, expected)| self.fault(code, &path(), shown(hours), expected)).ok()
    }

    /// In order. Not joined: on a change day each interval's ends are resolved on their own, and then joined as instants.
    fn sorted(&mut self, hours: &[Hours], path: &str) -> Vec<Span> {
        let each = hours.iter().enumerate();
        let mut spans: Vec<Span> = each.filter_map(|(i, h)| self.span(h, || format!("{path}[{i}]"))).collect();
        sort(&mut spans);
        spans
    }

    fn weekly(&mut self, doc: &CalendarDoc) -> [Box<[Span]>; 7] {
        let mut week: [Box<[Span]>; 7] = Default::default();
        for ((place, name), hours) in week.iter_mut().zip(WEEKDAYS).zip(doc.weekly.days()) {
            *place = self.sorted(hours, &format!("weekly.{name}")).into();
        }
        week
    }

    fn exceptions(&mut self, doc: &CalendarDoc) {
        for (date, exception) in &doc.exceptions {
            let path = format!("exceptions.{date}");
            let day = self.date(date, &path);
            let spans = self.sorted(&exception.hours, &path);
            if let Some(day) = day {
                self.dates.entry(day).or_default().hours = Some(spans);
                if !exception.name.is_empty() {
                    self.exception_names.insert(day, exception.name.as_str().into());
                }
            }
        }
    }

    fn breaks(&mut self, doc: &CalendarDoc) -> [Box<[Span]>; 7] {
        let mut week: [Vec<Span>; 7] = Default::default();
        for (key, hours) in &doc.breaks {
            let path = format!("breaks.{key}");
            let spans = self.sorted(hours, &path);
            if let Some(day) = weekday_number(key).and_then(|i| week.get_mut(i)) {
                day.extend(spans);
            } else if !key.starts_with(|c: char| c.is_ascii_digit()) {
                self.fault("day_malformed", &path, key, "a date such as 2026-12-24 or a weekday such as mon");
            } else if let Some(day) = self.date(key, &path) {
                self.dates.entry(day).or_default().breaks.extend(spans);
            }
        }
        week.map(|mut spans| {
            sort(&mut spans);
            spans.into()
        })
    }

    fn holidays(&mut self, doc: &CalendarDoc) {
        for (i, holiday) in doc.holidays.iter().enumerate() {
            // Written out only for a fault: most calendars have many holidays and none.
            let path = Place(i);
            let span = match &holiday.closed {
                None => Some((0, DAY_SECONDS)),
                Some(hours) => self.span(hours, || format!("{path}.hours")),
            };
            let days = self.holiday_dates(holiday, path);
            if let (Some(span), Some(days)) = (span, days) {
                self.close(&days, span, &holiday.name);
            }
        }
    }

    fn holiday_dates(&mut self, holiday: &Holiday, path: Place) -> Option<Days> {
        let text = holiday.date.as_str();
        if let Some(month_day) = yearly_date(text) {
            return Some(Days::Yearly(month_day));
        }
        if let Some((from, to)) = text.split_once('/') {
            let (from, to) = (self.date(from.trim(), path)?, self.date(to.trim(), path)?);
            if to < from {
                self.fault("range_reversed", &path.to_string(), text, "a range whose end is not before its start");
                return None;
            }
            self.holiday_days += usize::try_from(to - from).unwrap_or(0) + 1;
            if self.holiday_days > MAX_HOLIDAY_DAYS {
                let expected = format!("holiday ranges of at most {MAX_HOLIDAY_DAYS} days together");
                self.problems.limit(&path.to_string(), text, expected);
                return None;
            }
            return Some(Days::Dated(from, to));
        }
        if text.len() == 10 && text.starts_with(|c: char| c.is_ascii_digit()) {
            return self.date(text, path).map(|day| Days::Dated(day, day));
        }
        let expected = "YYYY-MM-DD, MM-DD, YYYY-MM-DD/YYYY-MM-DD or {date | from, to | yearly, name, hours}";
        self.fault("holiday_malformed", &path.to_string(), text, expected);
        None
    }

    fn close(&mut self, days: &Days, span: Span, name: &str) {
        let named = || Named { span, name: name.into() };
        match *days {
            Days::Yearly(key) => {
                self.yearly.entry(key).or_default().push(span);
                if !name.is_empty() {
                    self.yearly_names.entry(key).or_default().push(named());
                }
            }
            Days::Dated(from, to) => {
                let shared = named();
                for day in from..=to {
                    self.dates.entry(day).or_default().closed.push(span);
                    if !name.is_empty() {
                        self.holiday_names.entry(day).or_default().push(shared.clone());
                    }
                }
            }
        }
    }

    fn rules(self, doc: &CalendarDoc, zone: Zone, weekly: [Box<[Span]>; 7], weekly_breaks: [Box<[Span]>; 7]) -> Rules {
        let mut kinds = Kinds::default();
        let mut dated = Vec::with_capacity(self.dates.len());
        for (day, mut entry) in self.dates {
            if let Some(every_year) = month_day(day).and_then(|key| self.yearly.get(&key)) {
                entry.closed.extend(every_year);
            }
            dated.push((day, kinds.intern(entry)));
        }
        let yearly = self.yearly.into_iter().map(|(key, closed)| {
            let entry = Entry { closed, ..Entry::default() };
            (key, kinds.intern(entry))
        });
        Rules {
            zone,
            resolution: doc.resolution,
            cut: doc.holiday_cut,
            exception_first: doc.exception_beats_holiday,
            weekly,
            weekly_breaks,
            yearly: yearly.collect(),
            dated,
            kinds: kinds.list,
            holiday_names: self.holiday_names,
            yearly_names: self.yearly_names,
            exception_names: self.exception_names,
        }
    }
}

enum Days {
    Yearly((u32, u32)),
    Dated(i32, i32),
}

#[derive(Default)]
struct Kinds {
    list: Vec<DayKind>,
    /// The kind of a date that is closed all day and nothing else, as most of them are.
    closed: Option<u32>,
    known: HashMap<DayKind, u32, super::hash::Fast>,
}

impl Kinds {
    fn intern(&mut self, entry: Entry) -> u32 {
        let is_closed = entry.hours.is_none() && entry.breaks.is_empty() && entry.closed == [(0, DAY_SECONDS)];
        match self.closed.filter(|_| is_closed) {
            Some(kind) => kind,
            None => {
                let kind = self.number(entry);
                self.closed = self.closed.or(is_closed.then_some(kind));
                kind
            }
        }
    }

    fn number(&mut self, mut entry: Entry) -> u32 {
        sort(&mut entry.closed);
        sort(&mut entry.breaks);
        let kind =
            DayKind { hours: entry.hours.map(Into::into), closed: entry.closed.into(), breaks: entry.breaks.into() };
        if let Some(known) = self.known.get(&kind) {
            return *known;
        }
        let number = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        self.list.push(kind.clone());
        self.known.insert(kind, number);
        number
    }
}

fn sort(spans: &mut Vec<Span>) {
    spans.sort_unstable();
    spans.dedup();
}

/// `MM-DD` as month and day, if it is one that exists in some year.
pub(super) fn yearly_date(text: &str) -> Option<(u32, u32)> {
    let shaped =
        text.len() == 5 && text.bytes().enumerate().all(|(i, b)| matches!((i, b), (2, b'-') | (_, b'0'..=b'9')));
    let (month, day) = if shaped { text.split_once('-')? } else { return None };
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    chrono::NaiveDate::from_ymd_opt(2024, month, day).map(|_| (month, day))
}

/// 0 for `mon` or `monday` to 6.
pub(super) fn weekday_number(name: &str) -> Option<usize> {
    const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    WEEKDAYS.iter().zip(LONG).position(|(short, long)| *short == name || long == name)
}

/// The hours as seconds from midnight, an end after midnight counted on; else a problem code and what was expected.
pub(super) fn span_of(hours: &Hours) -> std::result::Result<Span, (&'static str, &'static str)> {
    if hours.end.is_empty() {
        return Err(("hours_malformed", "two times such as [\"09:00\", \"17:30\"]"));
    }
    let time = |text: &str| text.parse::<TimeOfDay>().ok().and_then(|t| i32::try_from(t.seconds()).ok());
    let (Some(start), Some(end)) = (time(&hours.start), time(&hours.end)) else {
        return Err(("time_malformed", "two times HH:MM or HH:MM:SS, at most 48:00"));
    };
    let end = if end <= start { end + DAY_SECONDS } else { end };
    if end > LATEST {
        return Err(("hours_too_long", "an end no later than 48:00, the midnight after the next day"));
    }
    Ok((start, end))
}

/// Hours as a problem shows them.
pub(super) fn shown(hours: &Hours) -> String {
    if hours.end.is_empty() { hours.start.clone() } else { format!("{}-{}", hours.start, hours.end) }
}

/// The place of a holiday in its document.
#[derive(Clone, Copy)]
struct Place(usize);

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "holidays[{}]", self.0)
    }
}

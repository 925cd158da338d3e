//! One `VEVENT`: its times, its length, and what makes it repeat.

use super::lines::{Component, parameter};
use super::zones::Zones;
use super::{Refused, shortened};
use crate::time::{Fold, Gap, Resolution, SECOND, Zone};
use ical::recur::{IcalRecurDateTime as Civil, IcalRecurRule};
use ical::tree::line::IcalLine;
use ical::value::duration::IcalDuration;
use std::borrow::Cow;

/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;
/// The longest name of a holiday, in characters; a longer one is cut.
const MAX_NAME_CHARS: usize = 200;

/// RFC 5545 3.3.5: a time that the clock skips is read with the offset before the gap, one it shows twice is the first.
const STATED: Resolution = Resolution { gap: Gap::Compatible, fold: Fold::Earlier };

/// What a time is told on.
#[derive(Clone, PartialEq)]
pub(super) enum Clock {
    /// Dates without a time.
    Day,
    /// The wall clock of a zone; floating times are told on the calendar's own.
    Wall(Zone),
}

/// A date, or a time on some wall clock.
#[derive(Clone, PartialEq)]
pub(super) struct Moment {
    pub(super) at: Civil,
    pub(super) clock: Clock,
}

impl Moment {
    /// The instant of a time, in seconds since 1970.
    pub(super) fn instant(&self) -> Option<i64> {
        match &self.clock {
            Clock::Day => None,
            Clock::Wall(zone) => Some(instant(zone, self.at.seconds())),
        }
    }

    /// The same time told on another clock; `None` between dates and times.
    pub(super) fn on(&self, clock: &Clock) -> Option<Civil> {
        match clock {
            _ if *clock == self.clock => Some(self.at),
            Clock::Day => None,
            Clock::Wall(zone) => self.instant().map(|at| Civil::from_seconds(local(zone, at))),
        }
    }
}

/// The instant of a reading, both in seconds.
pub(super) fn instant(zone: &Zone, reading: i64) -> i64 {
    zone.resolve(reading.saturating_mul(SECOND), STATED).div_euclid(SECOND)
}

/// The reading of an instant, both in seconds.
pub(super) fn local(zone: &Zone, at: i64) -> i64 {
    zone.to_local(at.saturating_mul(SECOND)).div_euclid(SECOND)
}

/// How long an instance lasts: days of the wall calendar, and then seconds of real time (RFC 5545 3.3.6, 3.8.5.3).
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Length {
    pub(super) days: i64,
    pub(super) seconds: i64,
    /// Seconds of the wall clock from `DTSTART` to `DTEND`, where the length was given so.
    pub(super) wall: Option<i64>,
}

impl Length {
    /// Whole days of the wall calendar.
    pub(super) const fn days(days: i64) -> Self {
        Self { days, seconds: 0, wall: None }
    }

    /// The days it can reach past its start.
    pub(super) fn reach(self) -> i64 {
        self.days.saturating_add(self.seconds / DAY).saturating_add(2)
    }
}

/// A rule with its text.
pub(super) struct Rule {
    pub(super) parts: IcalRecurRule,
    pub(super) text: String,
}

/// What a component says.
pub(super) struct Event {
    pub(super) name: String,
    pub(super) sequence: i64,
    pub(super) cancelled: bool,
    pub(super) start: Moment,
    pub(super) length: Length,
    pub(super) rules: Vec<Rule>,
    pub(super) exrules: Vec<Rule>,
    pub(super) rdates: Vec<(Civil, Option<Length>)>,
    pub(super) exdates: Vec<Civil>,
    /// Dates of `EXDATE` beside a start with a time: all instances of that date.
    pub(super) exdays: Vec<Civil>,
    /// The instance this one stands for.
    pub(super) instead_of: Option<Moment>,
    /// Whether it stands for all later ones as well.
    pub(super) and_future: bool,
}

/// Reads the properties of an event of the calendar of that number.
pub(super) fn read(component: &Component<'_>, zones: &mut Zones<'_>, calendar: usize) -> Result<Event, Refused> {
    let line = component.one("DTSTART")?.ok_or((String::new(), "DTSTART"))?;
    let start = moment(line, &line.raw_value_str(), zones, calendar)?;
    let instead_of = match component.one("RECURRENCE-ID")? {
        Some(line) => Some((moment(line, &line.raw_value_str(), zones, calendar)?, parameter(line, "RANGE"))),
        None => None,
    };
    let cancelled = component.raw("STATUS").eq_ignore_ascii_case("CANCELLED");
    let mut event = Event {
        name: component.text("SUMMARY").chars().take(MAX_NAME_CHARS).collect(),
        sequence: component.raw("SEQUENCE").parse().unwrap_or(0),
        cancelled,
        length: length(component, &start, zones, calendar)?,
        rules: rules(component, "RRULE", &start, zones)?,
        exrules: rules(component, "EXRULE", &start, zones)?,
        rdates: Vec::new(),
        exdates: Vec::new(),
        exdays: Vec::new(),
        and_future: matches!(&instead_of, Some((_, Some(range))) if range.eq_ignore_ascii_case("THISANDFUTURE")),
        instead_of: instead_of.map(|(id, _)| id),
        start,
    };
    for line in component.all("RDATE") {
        for item in line.raw_value_str().split(',') {
            event.rdates.push(rdate(line, item, &event.start, zones, calendar)?);
        }
    }
    for line in component.all("EXDATE") {
        for item in line.raw_value_str().split(',') {
            exdate(line, item, &mut event, zones, calendar)?;
        }
    }
    Ok(event)
}

/// A date or a time as RFC 5545 3.3.4 and 3.3.5 write them.
fn moment(line: &IcalLine<'_>, text: &str, zones: &mut Zones<'_>, calendar: usize) -> Result<Moment, Refused> {
    let text = text.trim();
    let at = civil(text).ok_or_else(|| (shortened(text), "a date or time of RFC 5545"))?;
    let clock = if text.len() == 8 {
        Clock::Day
    } else if text.ends_with(['Z', 'z']) {
        Clock::Wall(Zone::utc())
    } else {
        match parameter(line, "TZID") {
            Some(name) => Clock::Wall(zones.find(&name, calendar).ok_or_else(|| {
                (shortened(&name), "a zone of the database, of Windows, or one that the file defines (VTIMEZONE)")
            })?),
            None => Clock::Wall(zones.own()),
        }
    };
    Ok(Moment { at, clock })
}

fn civil(text: &str) -> Option<Civil> {
    let digits = |part: Option<&str>| part.is_some_and(|p| p.bytes().all(|b| b.is_ascii_digit()));
    let written = digits(text.get(..8)) && (text.len() == 8 || digits(text.get(9..15)));
    if written { Civil::parse(text).ok() } else { None }
}

fn length(
    component: &Component<'_>,
    start: &Moment,
    zones: &mut Zones<'_>,
    calendar: usize,
) -> Result<Length, Refused> {
    let (end, duration) = (component.one("DTEND")?, component.one("DURATION")?);
    match (end, duration) {
        (Some(end), Some(_)) => {
            Err((format!("DTEND:{}", shortened(&end.raw_value_str())), "DTEND or DURATION, not both"))
        }
        (Some(line), None) => {
            let end = moment(line, &line.raw_value_str(), zones, calendar)?;
            between(start, &end).ok_or_else(|| (shortened(&line.raw_value_str()), "an end (DTEND) after the start"))
        }
        (None, Some(line)) => parse_duration(&line.raw_value_str(), &start.clock),
        (None, None) if start.clock == Clock::Day => Ok(Length::days(1)),
        (None, None) => {
            Err((String::new(), "an end (DTEND) or a DURATION: without one it lasts no time (RFC 5545 3.6.1)"))
        }
    }
}

/// From a start to an end. Between dates, an end on the day of the start is what careless programs write for one day.
fn between(start: &Moment, end: &Moment) -> Option<Length> {
    match (&start.clock, &end.clock) {
        (Clock::Day, Clock::Day) => {
            let days = (end.at.seconds() - start.at.seconds()).div_euclid(DAY);
            (days >= 0).then_some(Length::days(days.max(1)))
        }
        _ => {
            let seconds = end.instant()?.checked_sub(start.instant()?)?;
            let wall = end.on(&start.clock).map(|end| end.seconds() - start.at.seconds());
            (seconds > 0).then_some(Length { days: 0, seconds, wall })
        }
    }
}

/// `P3D`, `PT8H`: weeks and days are those of the wall calendar, hours are real time.
fn parse_duration(text: &str, clock: &Clock) -> Result<Length, Refused> {
    let refused = || (shortened(text), "a DURATION of RFC 5545 that is more than nothing");
    let upper = text.trim().to_ascii_uppercase();
    let (date, time) = upper.split_once('T').unwrap_or((&upper, ""));
    let seconds = |part: String| IcalDuration(Cow::Owned(part)).seconds();
    let date = if date.trim_start_matches('+') == "P" { Some(0) } else { seconds(date.to_owned()) };
    let time = if time.is_empty() { Some(0) } else { seconds(format!("P{time}")) };
    let (Some(date), Some(time), false) = (date, time, upper.contains('.')) else { return Err(refused()) };
    let mut length =
        Length { days: date.div_euclid(DAY), seconds: date.rem_euclid(DAY).saturating_add(time), wall: None };
    if *clock == Clock::Day && length.seconds % DAY == 0 {
        length = Length::days(length.days.saturating_add(length.seconds / DAY));
    }
    let fits = date >= 0 && time >= 0 && (*clock != Clock::Day || length.seconds == 0);
    let sane = length.days <= 400_000 && length.seconds <= 400_000 * DAY && length != Length::days(0);
    if fits && sane { Ok(length) } else { Err(refused()) }
}

fn rules(
    component: &Component<'_>,
    name: &'static str,
    start: &Moment,
    zones: &Zones<'_>,
) -> Result<Vec<Rule>, Refused> {
    component.all(name).map(|line| rule(&line.raw_value_str(), start, zones)).collect()
}

/// The parts that RFC 5545 (and 7529) know; any other would change the dates if it were understood.
const PARTS: [&str; 16] = [
    "FREQ",
    "UNTIL",
    "COUNT",
    "INTERVAL",
    "BYSECOND",
    "BYMINUTE",
    "BYHOUR",
    "BYDAY",
    "BYMONTHDAY",
    "BYYEARDAY",
    "BYWEEKNO",
    "BYMONTH",
    "BYSETPOS",
    "WKST",
    "RSCALE",
    "SKIP",
];

/// A rule, with the times that RFC 5545 3.3.10 ignores beside dates taken out and `UNTIL` told on the clock of the start.
pub(super) fn rule(text: &str, start: &Moment, zones: &Zones<'_>) -> Result<Rule, Refused> {
    let text = text.trim();
    let refused = || (shortened(text), "a repetition rule of RFC 5545");
    let known = |part: &str| {
        part.split_once('=').is_some_and(|(name, _)| PARTS.iter().any(|p| p.eq_ignore_ascii_case(name.trim())))
    };
    if !text.split(';').filter(|part| !part.is_empty()).all(known) {
        return Err(refused());
    }
    let mut parts = IcalRecurRule::parse(text).map_err(|_| refused())?;
    if start.clock == Clock::Day {
        (parts.by_hour, parts.by_minute, parts.by_second) = (Vec::new(), Vec::new(), Vec::new());
    }
    let gregorian = parts.scale.as_deref().is_none_or(|scale| scale == "GREGORIAN");
    if !gregorian || parts.count == Some(0) || !parts.problems().is_empty() {
        return Err(refused());
    }
    if let Some(until) = parts.until {
        parts.until = Some(bound(until, text, start, zones));
    }
    Ok(Rule { parts, text: shortened(text) })
}

/// `UNTIL` on the clock of the start.
///
/// RFC 5545 wants a date for dates and UTC beside a zone; programs write each for the other. A date bounds times inclusively:
/// to its end. UTC bounds dates by the date it is in the calendar's zone, but 00:00 and 23:59:59 UTC mean the date they name.
fn bound(until: Civil, text: &str, start: &Moment, zones: &Zones<'_>) -> Civil {
    let written = text.split(';').filter_map(|p| p.split_once('=')).find(|p| p.0.trim().eq_ignore_ascii_case("UNTIL"));
    let written = written.map_or("", |p| p.1.trim());
    let utc = Moment { at: until, clock: Clock::Wall(Zone::utc()) };
    match &start.clock {
        Clock::Day => {
            let named = matches!((until.hour, until.minute, until.second), (0, 0, 0) | (23, 59, 59));
            let own = Clock::Wall(zones.own());
            let date = if written.ends_with(['Z', 'z']) && !named { utc.on(&own).unwrap_or(until) } else { until };
            Civil::date(date.year, date.month, date.day)
        }
        Clock::Wall(_) if written.len() == 8 => Civil::from_seconds(until.seconds() + DAY - 1),
        Clock::Wall(_) if written.ends_with(['Z', 'z']) => utc.on(&start.clock).unwrap_or(until),
        Clock::Wall(_) => until,
    }
}

/// One item of `RDATE`: a date, a time, or a period with a length of its own.
fn rdate(
    line: &IcalLine<'_>,
    item: &str,
    start: &Moment,
    zones: &mut Zones<'_>,
    calendar: usize,
) -> Result<(Civil, Option<Length>), Refused> {
    let (first, last) = item.split_once('/').map_or((item, None), |(a, b)| (a, Some(b.trim())));
    let at = moment(line, first, zones, calendar)?;
    let refused = || (shortened(item), "an RDATE of the kind of DTSTART");
    let id = at.on(&start.clock).ok_or_else(refused)?;
    let length = match last {
        None => None,
        Some(_) if start.clock == Clock::Day => return Err(refused()),
        Some(length) if length.starts_with(['P', 'p', '+']) => Some(parse_duration(length, &start.clock)?),
        Some(end) => {
            let end = moment(line, end, zones, calendar)?;
            Some(between(&at, &end).ok_or_else(|| (shortened(item), "a period that ends after it begins"))?)
        }
    };
    Ok((id, length))
}

/// One item of `EXDATE`. A date beside times excludes all of that date; a time beside dates must be the midnight of one.
fn exdate(
    line: &IcalLine<'_>,
    item: &str,
    event: &mut Event,
    zones: &mut Zones<'_>,
    calendar: usize,
) -> Result<(), Refused> {
    let at = moment(line, item, zones, calendar)?;
    match (&event.start.clock, &at.clock) {
        (Clock::Wall(_), Clock::Day) => event.exdays.push(at.at),
        (Clock::Day, Clock::Wall(zone)) => {
            let own = at.on(&Clock::Wall(zones.own())).unwrap_or(at.at);
            let midnight = |c: &Civil| (c.hour, c.minute, c.second) == (0, 0, 0);
            let day = [own, at.at].into_iter().find(midnight);
            let day = day.or((*zone == zones.own()).then_some(at.at));
            let day = day.ok_or_else(|| (shortened(item), "an EXDATE of the kind of DTSTART"))?;
            event.exdates.push(Civil::date(day.year, day.month, day.day));
        }
        _ => event.exdates.extend(at.on(&event.start.clock)),
    }
    Ok(())
}

//! Instances on the wall clock of the calendar: whole dates, and parts of dates.

use super::Lasting;
use super::event::{Clock, DAY, instant, local};
use super::series::{Occurrence, Window};
use crate::calendar::Holiday;
use crate::calendar::import::hours;
use crate::time::{Zone, civil};

/// Adds what an instance closes between the days of the window.
pub(super) fn add(found: &Occurrence<'_>, own: &Zone, window: Window, into: &mut Vec<Holiday>) {
    let (start, end) = readings(found, own);
    let (start, end) = (start.max(window.from), end.min(window.to));
    if start >= end {
        return;
    }
    let (mut first, mut last) = (start.div_euclid(DAY), end.div_euclid(DAY));
    if first == last {
        into.extend(part(found.name, first, start.rem_euclid(DAY), end.rem_euclid(DAY)));
        return;
    }
    if start.rem_euclid(DAY) > 0 {
        into.extend(part(found.name, first, start.rem_euclid(DAY), DAY));
        first += 1;
    }
    // Whole dates up to the last midnight.
    into.extend(whole(found.name, first, last));
    if end.rem_euclid(DAY) > 0 {
        into.extend(part(found.name, last, 0, end.rem_euclid(DAY)));
        last += 1;
    }
    debug_assert!(first <= last);
}

/// From where to where the wall clock of the calendar shows it, in seconds since 1970.
fn readings(found: &Occurrence<'_>, own: &Zone) -> (i64, i64) {
    let start = found.start.at.seconds();
    let days = found.length.days.saturating_mul(DAY);
    match &found.start.clock {
        Clock::Day => (start, start.saturating_add(days)),
        Clock::Wall(zone) => {
            let begins = instant(zone, start);
            let after_days = if days == 0 { begins } else { instant(zone, start.saturating_add(days)) };
            let ends = after_days.saturating_add(found.length.seconds);
            let (start, end) = (local(own, begins), local(own, ends));
            // Where the clock goes back in between, the later reading may be the smaller one.
            (start, if end > start { end } else { start.saturating_add(ends - begins) })
        }
    }
}

/// From when to when an instance lasts, in seconds since 1970.
pub(super) fn instants(found: &Occurrence<'_>, own: &Zone, lasting: Lasting) -> (i64, i64) {
    let (start, length) = (found.start.at.seconds(), found.length);
    let days = length.days.saturating_mul(DAY);
    match (&found.start.clock, lasting, length.wall) {
        (Clock::Day, ..) => (instant(own, start), instant(own, start.saturating_add(days))),
        (Clock::Wall(zone), Lasting::Wall, Some(wall)) => {
            (instant(zone, start), instant(zone, start.saturating_add(wall)))
        }
        (Clock::Wall(zone), ..) => {
            let begins = instant(zone, start);
            let after_days = if days == 0 { begins } else { instant(zone, start.saturating_add(days)) };
            (begins, after_days.saturating_add(length.seconds))
        }
    }
}

fn part(name: &str, day: i64, start: i64, end: i64) -> Option<Holiday> {
    let date = civil::date(i32::try_from(day).ok()?).ok()?;
    Some(Holiday { date: date.to_string(), name: name.to_owned(), closed: Some(hours(start, end)) })
}

/// From one day up to another, which is open again.
fn whole(name: &str, first: i64, after: i64) -> Option<Holiday> {
    let date = |day: i64| civil::date(i32::try_from(day).ok()?).ok();
    let (from, to) = (date(first)?, date(after - 1)?);
    match to.cmp(&from) {
        std::cmp::Ordering::Less => None,
        std::cmp::Ordering::Equal => Some(Holiday::named(&from.to_string(), name)),
        std::cmp::Ordering::Greater => Some(Holiday::named(&format!("{from}/{to}"), name)),
    }
}

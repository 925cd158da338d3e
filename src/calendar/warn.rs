//! Remarks about a calendar that is valid and yet may not mean what its author wanted.

use super::check::{shown, span_of, weekday_number, yearly_date};
use super::compiled::Source;
use super::doc::{CalendarDoc, Hours, WEEKDAYS};
use super::index::Index;
use super::origin::unknown_at;
use super::rules::{DAY_SECONDS, Rules, Span};
use crate::error::Problem;
use crate::time::civil::{self, date, day_number, day_of, parse_date};
use crate::time::local::local;
use crate::time::{SECOND, TimeSegment, Transition, Zone};
use chrono::Datelike;

/// Gaps are looked for in the years from which rules are still in force.
const FROM_YEAR_2000: i64 = 946_684_800 * SECOND;
const TO_YEAR_2200: i64 = 7_258_118_400 * SECOND;

pub(super) fn warnings(doc: &CalendarDoc, source: &Source, index: &Index) -> Vec<Problem> {
    let mut found = Vec::new();
    of_source(doc, source, "", &mut found);
    if index.total() == 0 {
        found.push(Problem::warning("never_open", "", "", "some open time; every question is answered with `never`"));
    }
    found
}

fn of_source(doc: &CalendarDoc, source: &Source, prefix: &str, found: &mut Vec<Problem>) {
    match source {
        Source::Rules(rules) => {
            let first = found.len();
            Remarks { doc, rules, found }.all();
            for problem in found.iter_mut().skip(first).filter(|_| !prefix.is_empty()) {
                problem.path = format!("{prefix}.{}", problem.path);
            }
        }
        Source::Without(base, _) => of_source(doc, base, prefix, found),
        Source::Combined(_, parts) => {
            let lists = [("union", &doc.union), ("intersection", &doc.intersection), ("difference", &doc.difference)];
            for (word, docs) in lists {
                for (i, (part, source)) in docs.iter().zip(parts).enumerate() {
                    let dot = if prefix.is_empty() { "" } else { "." };
                    of_source(part, source, &format!("{prefix}{dot}{word}[{i}]"), found);
                }
            }
        }
    }
}

/// What depends on the day it is asked: `holidays_run_out`, `staffing_unknown`.
pub(super) fn warnings_at(doc: &CalendarDoc, zone: &Zone, now: i64) -> Vec<Problem> {
    let mut found = Vec::new();
    let parts = [("union", &doc.union), ("intersection", &doc.intersection), ("difference", &doc.difference)];
    for (word, docs) in parts {
        for (i, part) in docs.iter().enumerate() {
            for mut problem in warnings_at(part, zone, now) {
                problem.path = format!("{word}[{i}].{}", problem.path);
                found.push(problem);
            }
        }
    }
    found.extend(doc.staffed_by.as_ref().and_then(|whom| unknown_at(whom, now)));
    let Ok(today) = date(day_of(zone.to_local(now))) else { return found };
    if let Some(until) = known_until(doc).filter(|until| *until < year_end(today.year() + 1)) {
        let expected = format!("holidays up to the end of {}", today.year() + 1);
        found.push(Problem::warning("holidays_run_out", "holidays", until, expected));
    }
    found
}

fn year_end(year: i32) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(chrono::NaiveDate::MAX)
}

/// The date up to which dated holidays are complete, of all parts of a combination the earliest.
pub(super) fn holidays_known_until(doc: &CalendarDoc) -> Option<chrono::NaiveDate> {
    let parts = [&doc.union, &doc.intersection, &doc.difference];
    parts.into_iter().flatten().filter_map(holidays_known_until).chain(known_until(doc)).min()
}

/// The same of one document without its parts: as told, else the end of the year of the last one.
fn known_until(doc: &CalendarDoc) -> Option<chrono::NaiveDate> {
    if let Some(told) = &doc.holidays_known_until {
        return parse_date(told).ok();
    }
    let last = doc.holidays.iter().filter(|h| yearly_date(&h.date).is_none());
    let last = last.filter_map(|h| parse_date(h.date.rsplit('/').next()?.trim()).ok()).max()?;
    Some(year_end(last.year()))
}

struct Remarks<'a> {
    doc: &'a CalendarDoc,
    rules: &'a Rules,
    found: &'a mut Vec<Problem>,
}

impl Remarks<'_> {
    fn all(&mut self) {
        for (name, hours) in WEEKDAYS.iter().zip(self.doc.weekly.days()) {
            self.hours(hours, &format!("weekly.{name}"));
        }
        for (date, exception) in &self.doc.exceptions {
            self.hours(&exception.hours, &format!("exceptions.{date}"));
        }
        for (key, hours) in &self.doc.breaks {
            self.hours(hours, &format!("breaks.{key}"));
        }
        self.idle_breaks();
        self.holidays();
        self.gaps();
    }

    /// Breaks that take nothing out of the hours of their day or of a night that reaches into it.
    fn idle_breaks(&mut self) {
        for (key, hours) in &self.doc.breaks {
            let around = self.hours_around(key);
            for (i, h) in hours.iter().enumerate() {
                let Ok(span) = span_of(h) else { continue };
                if !around.iter().any(|s| s.0 < span.1 && span.0 < s.1) {
                    let expected = "a time inside the hours; after midnight it is a break of the next day, or written past 24:00 as in 26:00-27:00";
                    let path = format!("breaks.{key}[{i}]");
                    self.found.push(Problem::warning("break_outside_hours", path, shown(h), expected));
                }
            }
        }
    }

    /// The hours of a weekday or date and of its neighbours, in seconds from its midnight.
    fn hours_around(&self, key: &str) -> Vec<Span> {
        let moved = |shift: i32| move |s: &Span| (s.0 + shift * DAY_SECONDS, s.1 + shift * DAY_SECONDS);
        let neighbours = -1..=1;
        let Some(weekday) = weekday_number(key).and_then(|day| i32::try_from(day).ok()) else {
            let Ok(day) = parse_date(key).map(day_number) else { return Vec::new() };
            let base = |shift| self.rules.base(day + shift, self.rules.kind_of(day + shift));
            return neighbours.flat_map(|shift| base(shift).iter().map(moved(shift))).collect();
        };
        let regular = neighbours.flat_map(|shift| self.rules.regular(weekday + shift).iter().map(moved(shift)));
        // The exception of a date replaces the breaks of its own weekday, not those of the days beside it.
        let beside = self.rules.exceptions().flat_map(|(day, hours)| {
            let shift = (weekday_of(day) - weekday + 1).rem_euclid(7) - 1;
            hours.iter().filter(move |_| shift.abs() == 1).map(moved(shift))
        });
        regular.chain(beside).collect()
    }

    /// Equal times, and overlaps.
    fn hours(&mut self, hours: &[Hours], path: &str) {
        let mut spans: Vec<Span> = Vec::new();
        for (i, h) in hours.iter().enumerate() {
            if h.start == h.end {
                let expected = "00:00-24:00 for a whole day; equal times are taken as 24 hours";
                self.found.push(Problem::warning("hours_equal", format!("{path}[{i}]"), shown(h), expected));
            }
            let Ok(span) = span_of(h) else { continue };
            if spans.iter().any(|s| s.0 < span.1 && span.0 < s.1) {
                let expected = "hours that do not overlap; they are joined";
                self.found.push(Problem::warning("hours_overlap", format!("{path}[{i}]"), shown(h), expected));
            }
            spans.push(span);
        }
    }

    /// Dated holidays that close nothing.
    fn holidays(&mut self) {
        for (i, holiday) in self.doc.holidays.iter().enumerate() {
            let mut ends = holiday.date.split('/').map(|d| parse_date(d.trim()).ok().map(day_number));
            let Some(Some(first)) = ends.next() else { continue };
            let last = ends.next().flatten().unwrap_or(first);
            if (first..=last).take(8).all(|day| self.has_nothing_to_close(day)) {
                let expected = "a day that is otherwise open";
                self.found.push(Problem::warning(
                    "holiday_on_closed_day",
                    format!("holidays[{i}]"),
                    &holiday.date,
                    expected,
                ));
            }
        }
    }

    fn has_nothing_to_close(&self, day: i32) -> bool {
        let base = |day| self.rules.base(day, self.rules.kind_of(day));
        base(day).is_empty() && !base(day - 1).iter().any(|span| span.1 > DAY_SECONDS)
    }

    /// Weekly hours with an end that the wall clock skips on some change day; once for each.
    fn gaps(&mut self) {
        let range = TimeSegment::new(FROM_YEAR_2000, TO_YEAR_2200);
        let gaps: Vec<Transition> = self.rules.zone.transitions(range).filter(is_short_gap).collect();
        for (weekday, (name, hours)) in WEEKDAYS.iter().zip(self.doc.weekly.days()).enumerate() {
            for (i, h) in hours.iter().enumerate() {
                let Ok(span) = span_of(h) else { continue };
                if let Some(day) = gaps.iter().find_map(|gap| day_in_gap(gap, weekday, span)) {
                    let when = date(day).map(|d| d.to_string()).unwrap_or_default();
                    let path = format!("weekly.{name}[{i}]");
                    let expected = format!("times that the clock shows on change days; on {when} it skips one of them");
                    self.found.push(Problem::warning("hours_in_dst_gap", path, shown(h), expected));
                }
            }
        }
    }
}

/// Monday = 0.
fn weekday_of(day: i32) -> i32 {
    i32::try_from(civil::weekday(day).num_days_from_monday()).unwrap_or(0)
}

/// Changes of summer time, not a date that a zone skipped.
fn is_short_gap(change: &Transition) -> bool {
    change.after > change.before && change.after - change.before < DAY_SECONDS / 2
}

/// The date of this weekday near a gap on which an end of the span lies inside the gap.
fn day_in_gap(gap: &Transition, weekday: usize, span: Span) -> Option<i32> {
    let [from, to] = [gap.before, gap.after].map(|offset| gap.at + i64::from(offset) * SECOND);
    let last = day_of(to - 1);
    let is_weekday = |day: &i32| usize::try_from(civil::weekday(*day).num_days_from_monday()) == Ok(weekday);
    (last - 2..=last).filter(is_weekday).find(|&day| {
        // The first instant of the gap is where the clock jumps: an end there loses nothing.
        [span.0, span.1].iter().any(|&edge| from < local(day, edge) && local(day, edge) < to)
    })
}

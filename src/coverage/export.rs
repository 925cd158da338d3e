//! The final schedule as an iCalendar file (RFC 5545): one event a stretch of duty, in UTC.
//!
//! Rules of repetition are not written: `DTEND` beside `RRULE` is a length in real time there, and a night shift would be wrong when the clocks
//! change. What stands in the file is what holds, overrides and time off considered.

use super::plan::{Plan, item};
use super::precedence::{Lens, posts};
use super::roster::{Roster, check_range};
use super::state::Who;
use super::sweep::{Extent, Sweep, sweep};
use crate::error::{Error, Result};
use crate::hash::fnv1a;
use crate::time::civil::{date, day_of};
use crate::time::{Instant, TimeSegment, parse_instant};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt;

/// The most events of a file.
pub const MAX_ICS_EVENTS: usize = 50_000;

/// An iCalendar file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct IcsFile {
    /// Its text, lines ended by CR LF.
    pub ics: String,
    /// Stretches of duty.
    pub events: usize,
    /// Of the schedule before, those that are no more: they stand in the file as cancelled.
    pub cancelled: usize,
}

/// A stretch of duty of one person, or of a shift that names nobody.
struct Duty {
    uid: String,
    who: String,
    shifts: String,
    time: TimeSegment,
}

impl Roster {
    /// The final schedule of a range as an iCalendar file, for one person or for all people. `stamp` is when it is made.
    ///
    /// The `UID` of an event is made of the roster's name, who, the shift and its local date: the same duty keeps it. With the roster as it was
    /// `before`, events that are no more are written as cancelled; `sequence` must grow from one publication to the next.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a person who is not in the roster, [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput)
    /// for an AI agent, who has no calendar, and a stamp that is no instant, [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_ICS_EVENTS`]; else as
    /// [`cover`](Self::cover).
    pub fn ics(
        &self,
        range: TimeSegment,
        person: Option<&str>,
        stamp: &str,
        sequence: u32,
        before: Option<&Roster>,
    ) -> Result<IcsFile> {
        let stamp = utc(parse_instant(stamp).map_err(|e| e.at("stamp"))?);
        let duties = self.duties_named(range, person)?;
        let old = before
            .map_or(Ok(Vec::new()), |b| b.duties_named(range, person.filter(|p| b.plan().person(p).is_some())))?;
        let kept: std::collections::HashSet<&str> = duties.iter().map(|d| d.uid.as_str()).collect();
        let gone: Vec<&Duty> = old.iter().filter(|d| !kept.contains(d.uid.as_str())).collect();
        let mut text = Lines::default();
        let name = Some(self.doc().name.as_str()).filter(|n| !n.is_empty()).unwrap_or("Roster");
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//sundesk//coverage//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
        ] {
            text.line(line);
        }
        text.line(&format!("X-WR-CALNAME:{}", escaped(name)));
        let all = duties.iter().map(|d| (d, "CONFIRMED")).chain(gone.iter().map(|d| (*d, "CANCELLED")));
        for (duty, status) in all {
            text.line("BEGIN:VEVENT");
            text.line(&format!("UID:{}", duty.uid));
            text.line(&format!("DTSTAMP:{stamp}"));
            text.line(&format!("SEQUENCE:{sequence}"));
            text.line(&format!("STATUS:{status}"));
            text.line(&format!("DTSTART:{}", utc(duty.time.start)));
            text.line(&format!("DTEND:{}", utc(duty.time.end)));
            text.line(&format!("SUMMARY:{}", escaped(&duty.who)));
            if !duty.shifts.is_empty() && duty.shifts != duty.who {
                text.line(&format!("DESCRIPTION:{}", escaped(&duty.shifts)));
            }
            text.line("END:VEVENT");
        }
        text.line("END:VCALENDAR");
        Ok(IcsFile { ics: text.0, events: duties.len(), cancelled: gone.len() })
    }

    fn duties_named(&self, range: TimeSegment, person: Option<&str>) -> Result<Vec<Duty>> {
        let plan = self.plan();
        let only = person.map(|id| self.human(id, "person").map(Who::Person)).transpose()?;
        let swept = sweep(plan, check_range(range)?, Extent::Duties)?;
        let sets: Vec<BTreeMap<Who, Vec<u32>>> = (0..swept.sets()).map(|set| on_by(plan, &swept, set)).collect();
        let mut open: BTreeMap<Who, (TimeSegment, String)> = BTreeMap::new();
        let (mut found, mut counted) = (Vec::new(), HashMap::new());
        let mut close = |who: Who, (time, shifts): (TimeSegment, String)| {
            found.push(duty(self, who, time, shifts, &mut counted));
            found.len()
        };
        for (time, set) in swept.line.iter() {
            let Some(on) = item(&sets, *set) else { continue };
            let ended: Vec<Who> = open.keys().copied().filter(|w| !on.contains_key(w)).collect();
            for who in ended {
                if let Some(stretch) = open.remove(&who)
                    && close(who, stretch) > MAX_ICS_EVENTS
                {
                    return Err(Error::limit(
                        "to",
                        MAX_ICS_EVENTS + 1,
                        format!("at most {MAX_ICS_EVENTS} stretches of duty"),
                    ));
                }
            }
            for (who, shifts) in on.iter().filter(|(w, _)| only.is_none_or(|o| o == **w)) {
                let stretch = open.entry(*who).or_insert_with(|| (time, ids(plan, shifts)));
                stretch.0.end = time.end;
            }
        }
        for (who, stretch) in std::mem::take(&mut open) {
            close(who, stretch);
        }
        found.sort_by(|a, b| (a.time.start, &a.who).cmp(&(b.time.start, &b.who)));
        Ok(found)
    }
}

/// Who is on in a set, people and shifts that name nobody, each with their own shifts. AI agents have no calendar.
fn on_by(plan: &Plan, swept: &Sweep, set: u32) -> BTreeMap<Who, Vec<u32>> {
    let mut found: BTreeMap<Who, Vec<u32>> = BTreeMap::new();
    for post in posts(plan, &swept.things(set), Lens::AsItIs) {
        let who = post.person.map(Who::Person).or(post.shift().map(Who::Shift));
        if let Some(who) = who.filter(|_| !plan.is_ai(post.person)) {
            found.entry(who).or_default().extend(post.shift());
        }
    }
    found
}

/// The shifts a stretch begins in, by id.
pub(super) fn ids(plan: &Plan, shifts: &[u32]) -> String {
    let mut ids: Vec<&str> = shifts.iter().filter_map(|s| item(&plan.shifts, *s)).map(|s| s.id.as_str()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids.join(", ")
}

fn duty(roster: &Roster, who: Who, time: TimeSegment, shifts: String, counted: &mut HashMap<u64, u32>) -> Duty {
    let plan = roster.plan();
    let first = shifts.split(", ").next().unwrap_or_default();
    let zone = plan.shifts.iter().find(|s| s.id == first).and_then(|s| plan.zone(s.template.zone));
    let day = day_of(zone.map_or(time.start, |z| z.to_local(time.start)));
    let day = date(day).map_or_else(|_| String::new(), |d| d.to_string());
    let name = who.name(plan).to_owned();
    let key = fnv1a([roster.doc().name.as_str(), "\n", &name, "\n", &shifts, "\n", &day].concat().bytes());
    let nth = counted.entry(key).or_insert(0);
    *nth += 1;
    Duty { uid: format!("{key:016x}-{nth}@sundesk"), who: name, shifts, time }
}

fn utc(at: i64) -> String {
    Instant::of(at).utc().format("%Y%m%dT%H%M%SZ").to_string()
}

/// A text as RFC 5545 3.3.11 has it; a control character would end the line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// Lines of at most 75 bytes, the rest on lines that begin with a blank (RFC 5545 3.1).
#[derive(Default)]
struct Lines(String);

impl Lines {
    fn line(&mut self, content: &str) {
        let mut used = 0;
        for c in content.chars() {
            if used + c.len_utf8() > 75 {
                self.0.push_str("\r\n ");
                used = 1;
            }
            self.0.push(c);
            used += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }
}

impl fmt::Display for IcsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.ics)
    }
}

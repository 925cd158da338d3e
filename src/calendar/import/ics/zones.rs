//! The zones that a file names: by IANA, by Windows, or by a definition of its own.

use super::event::{Clock, Moment, rule};
use super::lines::Component;
use super::series::{Steps, Window, instances};
use super::windows::iana;
use crate::time::{MAX_UTC_OFFSET, MIN_UTC_OFFSET, Zone, ZoneDb};
use ical::recur::IcalRecurDateTime as Civil;
use std::collections::{BTreeMap, BTreeSet};

/// The most different zones of a file; what is told on a later one is left out.
pub(super) const MAX_ZONES: usize = 256;

/// All zones of a file.
pub(super) struct Zones<'a> {
    db: &'a ZoneDb,
    own: Zone,
    /// The definitions of each calendar, by their `TZID`.
    defined: BTreeMap<(usize, String), Zone>,
    found: BTreeMap<(usize, String), Option<Zone>>,
}

impl<'a> Zones<'a> {
    /// With `own` as the zone that floating times are told on.
    pub(super) fn new(db: &'a ZoneDb, own: Zone) -> Self {
        Self { db, own, defined: BTreeMap::new(), found: BTreeMap::new() }
    }

    /// The zone of the calendar that is made.
    pub(super) fn own(&self) -> Zone {
        self.own.clone()
    }

    /// Reads the definitions of a calendar; one that cannot be read is none, and what needs it says so.
    pub(super) fn define(&mut self, component: &Component<'_>, calendar: usize, window: Window, steps: &mut Steps) {
        for zone in component.children.iter().filter(|c| c.name == "VTIMEZONE") {
            let name = zone.text("TZID");
            // A name of the database has the database's rules: those of a file are as old as the program that wrote it.
            if self.named(&name).is_none()
                && self.defined.len() < MAX_ZONES
                && let Some(read) = self.definition(zone, &name, window, steps)
            {
                self.defined.insert((calendar, name), read);
            }
        }
    }

    /// The zone of that name in the calendar of that number.
    pub(super) fn find(&mut self, name: &str, calendar: usize) -> Option<Zone> {
        let key = (calendar, name.to_owned());
        if let Some(found) = self.found.get(&key) {
            return found.clone();
        }
        if self.found.len() >= MAX_ZONES {
            return None;
        }
        let found = self.named(name).or_else(|| self.defined.get(&key).cloned());
        self.found.insert(key, found.clone());
        found
    }

    /// `Europe/Berlin`, `/Europe/Berlin` (RFC 5545 3.2.19: a name of a registry), `W. Europe Standard Time`.
    fn named(&self, name: &str) -> Option<Zone> {
        let name = name.trim();
        let name = name.strip_prefix('/').unwrap_or(name);
        self.db.zone(iana(name).unwrap_or(name)).ok()
    }

    fn definition(&self, zone: &Component<'_>, name: &str, window: Window, steps: &mut Steps) -> Option<Zone> {
        // The instant, the offset before and the offset after.
        let mut changes: Vec<(i64, i32, i32)> = Vec::new();
        for part in zone.children.iter().filter(|c| matches!(c.name.as_str(), "STANDARD" | "DAYLIGHT")) {
            let (from, to) = (offset(&part.raw("TZOFFSETFROM"))?, offset(&part.raw("TZOFFSETTO"))?);
            // Each reading is told with the offset before the change (RFC 5545 3.6.5).
            let before = Zone::from_changes(name, from, &[]).ok()?;
            let read = |text: &str| Civil::parse(text.trim()).ok();
            let start = Moment { at: read(&part.raw("DTSTART"))?, clock: Clock::Wall(before) };
            let mut at = BTreeSet::from([start.at]);
            for line in part.all("RDATE") {
                for item in line.raw_value_str().split(',') {
                    at.insert(read(item)?);
                }
            }
            for line in part.all("RRULE") {
                let rule = rule(&line.raw_value_str(), &start, self).ok()?;
                instances(&rule, start.at, window, steps, &mut at).ok()?;
            }
            changes.extend(at.iter().map(|at| (at.seconds() - i64::from(from), from, to)));
        }
        changes.sort_unstable();
        let initial = changes.first()?.1;
        let changes: Vec<(i64, i32)> = changes.iter().map(|c| (c.0, c.2)).collect();
        Zone::from_changes(name, initial, &changes).ok()
    }
}

/// `+0100`, `-053000` in seconds east of Greenwich.
fn offset(text: &str) -> Option<i32> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    if !matches!(digits.len(), 4 | 6) || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from: usize| digits.get(from..from + 2).map_or(Some(0), |p| p.parse::<i32>().ok());
    let seconds = sign * (part(0)? * 3_600 + part(2)? * 60 + part(4)?);
    (MIN_UTC_OFFSET..=MAX_UTC_OFFSET).contains(&seconds).then_some(seconds)
}

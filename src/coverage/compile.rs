//! Validation of a roster document: every fault with its path, and the checked roster when there is none.

use super::document::{PersonKind, RosterDoc, TurnUnit};
use super::limits::{
    MAX_CAPACITY, MAX_ENTRIES, MAX_GROUPS, MAX_ID_CHARS, MAX_PEOPLE, MAX_SHIFTS, MAX_TRAITS, MAX_TURN,
};
use super::plan::{Offer, Person, Plan, Team, Trait, TraitKind, item, place};
use super::ring::shifts_of;
use super::rotation::{Period, Rotation};
use crate::calendar::{Calendar, WEEKDAYS};
use crate::document::Problems;
use crate::error::{Error, Result};
use crate::time::ZoneDb;
use crate::time::civil::{TimeOfDay, day_number, local_midnight, parse_date};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Checks a document.
pub(super) fn plan_of(doc: &RosterDoc, zones: &ZoneDb) -> Result<Plan> {
    within_limits(doc)?;
    let mut draft = Draft::new(doc, zones);
    draft.teams();
    draft.calendars();
    draft.people();
    draft.rotations();
    draft.shifts();
    draft.ring();
    draft.needs();
    draft.fixed();
    draft.lost_overrides();
    draft.regions();
    draft.finish()
}

fn within_limits(doc: &RosterDoc) -> Result<()> {
    let lists = [
        ("people", doc.people.len(), MAX_PEOPLE, "people"),
        ("teams", doc.teams.len(), MAX_GROUPS, "teams"),
        ("calendars", doc.calendars.len(), MAX_GROUPS, "calendars"),
        ("rotations", doc.rotations.len(), MAX_SHIFTS, "rotations"),
        ("shifts", doc.shifts.len(), MAX_SHIFTS, "shifts"),
        ("ring", doc.ring.len(), MAX_SHIFTS, "shifts and rotations in a ring"),
        ("requirements", doc.requirements.len(), MAX_SHIFTS, "requirements"),
        ("regions", doc.regions.len(), MAX_SHIFTS, "regions"),
        ("assignments", doc.assignments.len(), MAX_ENTRIES, "assignments"),
        ("overrides", doc.overrides.len(), MAX_ENTRIES, "overrides"),
        (
            "temporary",
            doc.temporary.iter().map(|t| 1 + t.shifts.len()).sum(),
            MAX_ENTRIES,
            "temporary schedules and shifts of them",
        ),
        ("time_off", doc.time_off.len(), MAX_ENTRIES, "times off"),
    ];
    match lists.into_iter().find(|(_, count, limit, _)| count > limit) {
        Some((path, count, limit, what)) => Err(Error::limit(path, count, format!("at most {limit} {what}"))),
        None => Ok(()),
    }
}

/// A roster in the making.
pub(super) struct Draft<'d> {
    pub(super) doc: &'d RosterDoc,
    db: &'d ZoneDb,
    pub(super) plan: Plan,
    pub(super) problems: Problems,
    zone_places: HashMap<String, Option<u32>>,
    trait_places: HashMap<Trait, u32>,
    person_places: HashMap<&'d str, u32>,
    team_places: BTreeMap<&'d str, u32>,
    pub(super) rotation_places: BTreeMap<&'d str, u32>,
    pub(super) calendars: BTreeMap<&'d str, Calendar>,
}

impl<'d> Draft<'d> {
    fn new(doc: &'d RosterDoc, db: &'d ZoneDb) -> Self {
        let release = db.release().to_owned();
        let db_of = Some(db.clone());
        let mut plan = Plan { doc: doc.clone(), resolution: doc.resolution, release, db: db_of, ..Plan::default() };
        plan.teams.push(Team::default());
        Self {
            doc,
            db,
            plan,
            problems: Problems::default(),
            zone_places: HashMap::new(),
            trait_places: HashMap::new(),
            person_places: HashMap::new(),
            team_places: BTreeMap::new(),
            rotation_places: BTreeMap::new(),
            calendars: BTreeMap::new(),
        }
    }

    /// What is wrong at a place.
    pub(super) fn wrong(&mut self, path: &str, value: impl std::fmt::Display, expected: &str) {
        self.problems.fault("roster_invalid", path, value, expected);
    }

    /// An id of its form; whether it is one.
    pub(super) fn check_id(&mut self, id: &str, path: &str) -> bool {
        let sound = !id.trim().is_empty() && id.chars().count() <= MAX_ID_CHARS && !id.chars().any(char::is_control);
        if !sound {
            self.wrong(path, id, &format!("a name of 1 to {MAX_ID_CHARS} characters"));
        }
        sound
    }

    /// The zone of a name.
    pub(super) fn zone(&mut self, name: &str, path: &str) -> Option<u32> {
        if let Some(Some(known)) = self.zone_places.get(name) {
            return Some(*known);
        }
        let found = self.db.zone(name);
        let place = match found {
            Ok(zone) => {
                self.plan.zones.push(zone);
                Some(place(self.plan.zones.len() - 1))
            }
            Err(e) => {
                self.problems.fault("zone_unknown", path, name, e.expectation());
                None
            }
        };
        self.zone_places.insert(name.to_owned(), place);
        place
    }

    /// The roster's zone, where it has a good one; a bad one is a fault of its own.
    fn own_zone(&self) -> Option<u32> {
        self.zone_places.get(self.doc.timezone.as_deref()?).copied().flatten()
    }

    /// The first of these zones that is named, else the roster's.
    pub(super) fn zone_of(&mut self, named: &[Option<&str>], path: &str) -> Option<u32> {
        let roster = self.doc.timezone.as_deref();
        match (named.iter().copied().flatten().next(), roster) {
            (Some(name), _) => self.zone(name, path),
            // A bad one of the roster was told where it stands.
            (None, Some(name)) if self.zone_places.get(name) == Some(&None) => None,
            (None, Some(name)) => self.zone(name, path),
            (None, None) => {
                self.problems.fault("zone_missing", path, "", "a `timezone` here or of the roster");
                None
            }
        }
    }

    /// The place of a person; one that is not declared is taken up where nobody is.
    pub(super) fn person(&mut self, id: &'d str, path: &str) -> Option<u32> {
        if let Some(known) = self.person_places.get(id) {
            return Some(*known);
        }
        if !self.doc.people.is_empty() {
            self.wrong(path, id, "the id of a person of `people`");
            return None;
        }
        if !self.check_id(id, path) {
            return None;
        }
        let zone = self.own_zone();
        Some(self.add_person(
            id,
            Person {
                id: id.to_owned(),
                rank: 0,
                offer: Offer::default(),
                capacity: 1,
                zone,
                calendar: None,
                is_ai: false,
            },
        ))
    }

    pub(super) fn persons(&mut self, ids: &'d [String], path: &str) -> Vec<u32> {
        if ids.len() > MAX_GROUPS {
            self.wrong(path, ids.len(), &format!("at most {MAX_GROUPS} people together"));
            return Vec::new();
        }
        let mut found = Vec::with_capacity(ids.len());
        for (i, id) in ids.iter().enumerate() {
            let path = format!("{path}[{i}]");
            match self.person(id, &path) {
                Some(person) if found.contains(&person) => self.wrong(&path, id, "each person once"),
                Some(person) => found.push(person),
                None => {}
            }
        }
        found
    }

    fn add_person(&mut self, id: &'d str, person: Person) -> u32 {
        self.plan.people.push(person);
        let place = place(self.plan.people.len() - 1);
        self.person_places.insert(id, place);
        place
    }

    pub(super) fn team(&mut self, id: Option<&'d str>, path: &str) -> u32 {
        let Some(id) = id else { return 0 };
        if let Some(known) = self.team_places.get(id) {
            return *known;
        }
        if !self.doc.teams.is_empty() {
            self.wrong(path, id, "the id of a team of `teams`");
            return 0;
        }
        if !self.check_id(id, path) {
            return 0;
        }
        self.add_team(id, Team { name: id.to_owned(), ..Team::default() })
    }

    fn add_team(&mut self, id: &'d str, team: Team) -> u32 {
        self.plan.teams.push(team);
        let place = place(self.plan.teams.len() - 1);
        self.team_places.insert(id, place);
        place
    }

    pub(super) fn traits(&mut self, kind: TraitKind, names: &[String], path: &str) -> Box<[u32]> {
        if names.len() > MAX_TRAITS {
            self.wrong(path, names.len(), &format!("at most {MAX_TRAITS}"));
            return Box::default();
        }
        let mut found: Vec<u32> = Vec::new();
        for (i, name) in names.iter().enumerate() {
            let path = format!("{path}[{i}]");
            if self.check_id(name, &path) {
                found.push(self.trait_of(kind, name));
            }
        }
        found.sort_unstable();
        found.dedup();
        found.into()
    }

    pub(super) fn trait_of(&mut self, kind: TraitKind, name: &str) -> u32 {
        let wanted = Trait { kind, name: name.to_owned() };
        let next = place(self.plan.traits.len());
        let found = *self.trait_places.entry(wanted.clone()).or_insert(next);
        if found == next {
            self.plan.traits.push(wanted);
        }
        found
    }

    pub(super) fn offer(&mut self, skills: &[String], languages: &[String], channels: &[String], path: &str) -> Offer {
        Offer {
            skills: self.traits(TraitKind::Skill, skills, &format!("{path}.skills")),
            languages: self.traits(TraitKind::Language, languages, &format!("{path}.languages")),
            channels: self.traits(TraitKind::Channel, channels, &format!("{path}.channels")),
        }
    }

    pub(super) fn capacity(&mut self, given: Option<u32>, path: &str) -> u32 {
        let capacity = given.unwrap_or(1);
        if capacity == 0 || capacity > MAX_CAPACITY {
            self.wrong(path, capacity, &format!("a whole number from 1 to {MAX_CAPACITY}"));
        }
        capacity
    }

    pub(super) fn date(&mut self, text: &str, path: &str) -> Option<i32> {
        let parsed = parse_date(text);
        if let Err(e) = &parsed {
            self.problems.fault("date_malformed", path, text, e.expectation());
        }
        parsed.ok().map(day_number)
    }

    pub(super) fn time(&mut self, text: &str, path: &str) -> Option<i32> {
        let parsed = text.parse::<TimeOfDay>();
        if let Err(e) = &parsed {
            self.problems.fault("time_malformed", path, text, e.expectation());
        }
        parsed.ok().and_then(|t| i32::try_from(t.seconds()).ok())
    }

    pub(super) fn weekday(&mut self, text: &str, path: &str) -> Option<u8> {
        const LONG: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        let found = WEEKDAYS.iter().zip(LONG).position(|(short, long)| *short == text || long == text);
        if found.is_none() {
            self.problems.fault("day_malformed", path, text, "a weekday such as mon");
        }
        found.and_then(|d| u8::try_from(d).ok())
    }

    fn teams(&mut self) {
        if let Some(zone) = self.doc.timezone.as_deref() {
            self.zone(zone, "timezone");
        }
        for (id, team) in &self.doc.teams {
            let path = format!("teams.{id}");
            self.check_id(id, &path);
            if let Some(zone) = team.timezone.as_deref() {
                self.zone(zone, &format!("{path}.timezone"));
            }
            self.add_team(id, Team { name: id.clone(), layers: team.layers });
        }
    }

    fn people(&mut self) {
        for (id, person) in &self.doc.people {
            let path = format!("people.{id}");
            self.check_id(id, &path);
            let zone = match person.timezone.as_deref() {
                Some(zone) => self.zone(zone, &format!("{path}.timezone")),
                None => self.own_zone(),
            };
            let calendar = self.holidays(person.calendar.as_deref(), &format!("{path}.calendar"));
            self.capacity(person.weight, &format!("{path}.weight"));
            let capacity = self.capacity(person.capacity, &format!("{path}.capacity"));
            let offer = self.offer(&person.skills, &person.languages, &person.channels, &path);
            self.add_person(
                id,
                Person {
                    id: id.clone(),
                    rank: 0,
                    offer,
                    capacity,
                    zone,
                    calendar,
                    is_ai: person.kind == PersonKind::Ai,
                },
            );
        }
        for (id, team) in &self.doc.teams {
            self.persons(&team.members, &format!("teams.{id}.members"));
        }
    }

    fn calendars(&mut self) {
        for (id, doc) in &self.doc.calendars {
            match Calendar::compile(doc, self.db) {
                Ok(calendar) => {
                    self.calendars.insert(id, calendar);
                }
                Err(e) => {
                    let e = e.at(&format!("calendars.{id}"));
                    if e.problems().is_empty() {
                        self.wrong(e.path(), e.value(), e.expectation());
                    }
                    self.problems.take(e.problems().iter().cloned());
                }
            }
        }
        for (id, team) in &self.doc.teams {
            self.holidays(team.holidays.as_deref(), &format!("teams.{id}.holidays"));
        }
    }

    /// The calendar of a name.
    pub(super) fn holidays(&mut self, name: Option<&str>, path: &str) -> Option<Calendar> {
        let name = name?;
        if !self.doc.calendars.contains_key(name) {
            self.wrong(path, name, "the name of a calendar of `calendars`");
        }
        self.calendars.get(name).cloned()
    }

    fn rotations(&mut self) {
        for (id, doc) in &self.doc.rotations {
            let path = format!("rotations.{id}");
            self.check_id(id, &path);
            let zone = self.zone_of(&[doc.timezone.as_deref()], &format!("{path}.timezone"));
            let start = self.reading(&doc.start, &format!("{path}.start"));
            if doc.groups.is_empty() || doc.groups.len() > MAX_GROUPS {
                self.wrong(&format!("{path}.groups"), doc.groups.len(), &format!("1 to {MAX_GROUPS} groups"));
            }
            if !doc.groups.is_empty() && doc.groups.iter().all(|g| g.0.is_empty()) {
                self.wrong(&format!("{path}.groups"), "[]", "at least one group with people");
            }
            let groups = doc.groups.iter().take(MAX_GROUPS).enumerate();
            let groups = groups.map(|(i, g)| self.persons(&g.0, &format!("{path}.groups[{i}]")).into()).collect();
            let week = doc.week_start.as_deref().and_then(|d| self.weekday(d, &format!("{path}.week_start")));
            if doc.turn.every == 0 || doc.turn.every > MAX_TURN {
                self.wrong(
                    &format!("{path}.turn.every"),
                    doc.turn.every,
                    &format!("a whole number from 1 to {MAX_TURN}"),
                );
            }
            if doc.active.is_some_and(|a| a.interval == 0 || a.interval > MAX_TURN) {
                let expected = format!("a whole number from 1 to {MAX_TURN}");
                self.wrong(&format!("{path}.active.interval"), doc.active.map_or(0, |a| a.interval), &expected);
            }
            if doc.align == super::Align::Calendar
                && matches!(doc.turn.unit, TurnUnit::ActiveDay | TurnUnit::Occurrence)
            {
                self.wrong(&format!("{path}.align"), "calendar", "no `align` where turns are counted");
            }
            self.plan.rotations.push(Rotation {
                id: id.clone(),
                groups,
                zone: zone.unwrap_or(0),
                start: start.unwrap_or(0),
                every: i64::from(doc.turn.every.max(1)),
                unit: doc.turn.unit,
                align: doc.align,
                week_start: i32::from(week.unwrap_or(0)),
                shifts: Vec::new(),
            });
            self.rotation_places.insert(id, place(self.plan.rotations.len() - 1));
        }
    }

    /// A reading of a wall clock: `2026-01-05T09:00`, or a date for its midnight.
    pub(super) fn reading(&mut self, text: &str, path: &str) -> Option<i64> {
        let (date, time) = text.split_once('T').unwrap_or((text, "00:00"));
        let time = time.parse::<TimeOfDay>().ok().filter(|t| *t < TimeOfDay::END_OF_DAY);
        match (parse_date(date), time) {
            (Ok(date), Some(time)) => Some(local_midnight(day_number(date)) + time.micros()),
            _ => {
                self.problems.fault("date_malformed", path, text, "a local date and time such as 2026-01-05T09:00");
                None
            }
        }
    }

    /// The active periods of a rotation.
    pub(super) fn active(&self, rotation: u32) -> Option<super::template::Active> {
        let rotation = item(&self.plan.rotations, rotation)?;
        let doc = self.doc.rotations.get(&rotation.id)?.active?;
        let period = Period { unit: doc.unit, week_start: rotation.week_start };
        let first = period.number(crate::time::civil::day_of(rotation.start));
        Some(super::template::Active { interval: i64::from(doc.interval.max(1)), period, first })
    }

    fn ring(&mut self) {
        let mut ids = BTreeSet::new();
        for (i, id) in self.doc.ring.iter().enumerate() {
            let path = format!("ring[{i}]");
            if shifts_of(&self.plan, id).is_empty() {
                self.wrong(&path, id, "the id of a shift, or of a rotation that has shifts");
            } else if !ids.insert(id) {
                self.wrong(&path, id, "each shift or rotation once");
            }
        }
    }

    fn finish(mut self) -> Result<Plan> {
        self.plan.rank();
        self.plan.calendars =
            self.calendars.iter().map(|(id, calendar)| ((*id).to_owned(), calendar.clone())).collect();
        let (mut plan, warnings) = self.problems.finish(Some(self.plan))?;
        plan.warnings = warnings;
        Ok(plan)
    }
}

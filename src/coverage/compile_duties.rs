//! Validation of what stands in lists: shifts, requirements, assignments, overrides, temporary schedules, times off, regions.

use super::compile::Draft;
use super::document::{OverrideDoc, RequirementDoc, ShiftDoc};
use super::limits::{MAX_CAPACITY, MAX_NEEDED_TRAITS, MAX_SHIFT_MINUTES};
use super::plan::{
    Assignment, Away, Change, Crew, Need, Override, Region, Shift, Temporary, TraitKind, Wanted, item, place,
};
use super::template::{Length, Template, between};
use crate::time::civil::{MAX_DAY, MIN_DAY};
use crate::time::{DAY, MINUTE, TimeSegment, parse_instant};
use std::collections::BTreeSet;

const DAY_SECONDS: i32 = 86_400;
const EVERY_DAY: u8 = 0b111_1111;

impl<'d> Draft<'d> {
    pub(super) fn shifts(&mut self) {
        let mut ids = BTreeSet::new();
        for (i, doc) in self.doc.shifts.iter().enumerate() {
            let path = format!("shifts[{i}]");
            if self.check_id(&doc.id, &format!("{path}.id")) && !ids.insert(doc.id.as_str()) {
                self.wrong(&format!("{path}.id"), &doc.id, "each shift's id once");
            }
            if self.doc.people.contains_key(&doc.id) {
                self.wrong(&format!("{path}.id"), &doc.id, "an id that is no person's: answers name both");
            }
            self.shift(doc, &path);
        }
    }

    fn shift(&mut self, doc: &'d ShiftDoc, path: &str) {
        let team_doc = doc.team.as_ref().and_then(|t| self.doc.teams.get(t));
        let team = self.team(doc.team.as_deref(), &format!("{path}.team"));
        let zones = [doc.timezone.as_deref(), team_doc.and_then(|t| t.timezone.as_deref())];
        let zone = self.zone_of(&zones, &format!("{path}.timezone"));
        let days = self.days(doc.days.as_deref(), path);
        let hours = self.hours(doc, path);
        let valid = self.validity(doc.valid_from.as_deref(), doc.valid_to.as_deref(), path);
        let mut except: Vec<i32> = Vec::new();
        for (i, date) in doc.except_dates.iter().enumerate() {
            except.extend(self.date(date, &format!("{path}.except_dates[{i}]")));
        }
        except.sort_unstable();
        except.dedup();
        let inherited = team_doc.and_then(|t| t.holidays.as_deref());
        let holidays = self.holidays(doc.holidays.as_deref().or(inherited), &format!("{path}.holidays"));
        let crew = self.crew(doc, path);
        let offer = self.offer(&doc.skills, &doc.languages, &doc.channels, path);
        let active = match crew {
            Crew::Rotation(rotation) => self.active(rotation),
            _ => None,
        };
        let shift = place(self.plan.shifts.len());
        if let Crew::Rotation(rotation) = crew {
            let rotation = usize::try_from(rotation).unwrap_or(usize::MAX);
            if let Some(rotation) = self.plan.rotations.get_mut(rotation) {
                rotation.shifts.push(shift);
            }
        }
        let (start, length) = hours.unwrap_or((0, Length::Wall(DAY_SECONDS)));
        let except = except.into();
        let template = Template { zone: zone.unwrap_or(0), days, start, length, valid, except, holidays, active };
        self.plan.shifts.push(Shift { id: doc.id.clone(), rank: 0, team, layer: doc.layer, template, crew, offer });
    }

    fn days(&mut self, days: Option<&[String]>, path: &str) -> u8 {
        let Some(days) = days else { return EVERY_DAY };
        if days.is_empty() {
            self.wrong(&format!("{path}.days"), "[]", "at least one weekday, or no `days` for every day");
        }
        let mut mask = 0;
        for (i, day) in days.iter().enumerate() {
            let path = format!("{path}.days[{i}]");
            match self.weekday(day, &path) {
                Some(bit) if mask >> bit & 1 == 1 => self.wrong(&path, day, "each weekday once"),
                Some(bit) => mask |= 1 << bit,
                None => {}
            }
        }
        mask
    }

    fn start(&mut self, text: &str, path: &str) -> Option<i32> {
        let path = format!("{path}.start");
        let start = self.time(text, &path)?;
        if start >= DAY_SECONDS {
            self.wrong(&path, text, "a start before 24:00");
            return None;
        }
        Some(start)
    }

    fn hours(&mut self, doc: &ShiftDoc, path: &str) -> Option<(i32, Length)> {
        let start = self.start(&doc.start, path);
        let length = match (&doc.end, doc.minutes) {
            (Some(end), None) => self.end(end, start?, &format!("{path}.end")).map(Length::Wall),
            (None, Some(minutes)) if (1..=MAX_SHIFT_MINUTES).contains(&minutes) => {
                Some(Length::Elapsed(i64::from(minutes) * MINUTE))
            }
            (None, Some(minutes)) => {
                self.wrong(&format!("{path}.minutes"), minutes, &format!("1 to {MAX_SHIFT_MINUTES} minutes"));
                None
            }
            (Some(end), Some(_)) => {
                self.wrong(&format!("{path}.end"), end, "either `end` or `minutes`");
                None
            }
            (None, None) => {
                self.wrong(&format!("{path}.end"), "", "`end` or `minutes`");
                None
            }
        };
        Some((start?, length?))
    }

    /// The end in seconds from the midnight that begins the date of the start, after the start.
    fn end(&mut self, text: &str, start: i32, path: &str) -> Option<i32> {
        let end = self.time(text, path)?;
        Some(if end <= start { end + DAY_SECONDS } else { end })
    }

    fn validity(&mut self, from: Option<&str>, to: Option<&str>, path: &str) -> (i32, i32) {
        let first = from.and_then(|d| self.date(d, &format!("{path}.valid_from")));
        let last = to.and_then(|d| self.date(d, &format!("{path}.valid_to")));
        if let (Some(first), Some(last)) = (first, last)
            && last < first
        {
            self.problems.fault(
                "range_reversed",
                &format!("{path}.valid_to"),
                to.unwrap_or(""),
                "a date not before `valid_from`",
            );
        }
        (first.unwrap_or(MIN_DAY), last.unwrap_or(MAX_DAY))
    }

    fn crew(&mut self, doc: &'d ShiftDoc, path: &str) -> Crew {
        let people = self.persons(&doc.people, &format!("{path}.people"));
        let named = !doc.people.is_empty() || doc.rotation.is_some();
        if named && doc.capacity.is_some() {
            let expected = "no `capacity` where people are named: each counts with their own";
            self.wrong(&format!("{path}.capacity"), doc.capacity.unwrap_or(0), expected);
        }
        if let Some(rotation) = &doc.rotation {
            let at = format!("{path}.rotation");
            let known = self.rotation_places.get(rotation.as_str()).copied();
            if known.is_none() {
                self.wrong(&at, rotation, "the id of a rotation of `rotations`");
            }
            match known {
                _ if !doc.people.is_empty() => self.wrong(&at, rotation, "either `people` or `rotation`"),
                Some(rotation) => return Crew::Rotation(rotation),
                None => {}
            }
        }
        if named {
            return Crew::People(people.into());
        }
        Crew::Unnamed(self.capacity(doc.capacity, &format!("{path}.capacity")))
    }

    pub(super) fn needs(&mut self) {
        let mut ids = BTreeSet::new();
        for (i, doc) in self.doc.requirements.iter().enumerate() {
            let path = format!("requirements[{i}]");
            if self.check_id(&doc.id, &format!("{path}.id")) && !ids.insert(doc.id.as_str()) {
                self.wrong(&format!("{path}.id"), &doc.id, "each requirement's id once");
            }
            self.need(doc, &path);
        }
        let kinds = self.plan.wishes.iter().filter(|w| w.traits().next().is_some()).count();
        if kinds > MAX_NEEDED_TRAITS {
            let expected = format!(
                "requirements that ask for at most {MAX_NEEDED_TRAITS} different combinations of skill, language and channel"
            );
            self.wrong("requirements", kinds, &expected);
        }
    }

    fn need(&mut self, doc: &RequirementDoc, path: &str) {
        let zone = self.zone_of(&[doc.timezone.as_deref()], &format!("{path}.timezone"));
        let days = self.days(doc.days.as_deref(), path);
        let start = self.start(&doc.start, path);
        let end = start.and_then(|start| self.end(&doc.end, start, &format!("{path}.end")));
        let valid = self.validity(doc.valid_from.as_deref(), doc.valid_to.as_deref(), path);
        let min = doc.min;
        if min > MAX_CAPACITY {
            self.wrong(&format!("{path}.min"), min, &format!("a whole number up to {MAX_CAPACITY}"));
        }
        let wanted = Wanted {
            skill: doc.skill.as_ref().map(|n| self.trait_of(TraitKind::Skill, n)),
            language: doc.language.as_ref().map(|n| self.trait_of(TraitKind::Language, n)),
            channel: doc.channel.as_ref().map(|n| self.trait_of(TraitKind::Channel, n)),
            team: None,
        };
        let wish = self.plan.wishes.iter().position(|w| *w == wanted).unwrap_or_else(|| {
            self.plan.wishes.push(wanted);
            self.plan.wishes.len() - 1
        });
        let template = Template {
            zone: zone.unwrap_or(0),
            days,
            start: start.unwrap_or(0),
            length: Length::Wall(end.unwrap_or(DAY_SECONDS)),
            valid,
            except: Box::default(),
            holidays: None,
            active: None,
        };
        self.plan.needs.push(Need { template, min, wish: place(wish) });
    }

    /// A range between two instants.
    fn during(&mut self, from: &str, to: &str, path: &str) -> TimeSegment {
        let mut read = |text: &str, name: &str| {
            let parsed = parse_instant(text);
            if let Err(e) = &parsed {
                self.problems.fault("time_malformed", &format!("{path}.{name}"), text, e.expectation());
            }
            parsed.ok()
        };
        let (Some(start), Some(end)) = (read(from, "from"), read(to, "to")) else { return TimeSegment::new(0, 0) };
        self.in_order(TimeSegment::new(start, end), to, path)
    }

    fn in_order(&mut self, time: TimeSegment, to: &str, path: &str) -> TimeSegment {
        if time.is_empty() {
            self.problems.fault("range_reversed", &format!("{path}.to"), to, "an instant after `from`");
        }
        time
    }

    pub(super) fn fixed(&mut self) {
        for (i, doc) in self.doc.assignments.iter().enumerate() {
            let path = format!("assignments[{i}]");
            let during = self.during(&doc.from, &doc.to, &path);
            let team = self.team(doc.team.as_deref(), &format!("{path}.team"));
            if let Some(person) = self.person(&doc.person, &format!("{path}.person")) {
                self.plan.assignments.push(Assignment { person, team, layer: doc.layer, during });
            }
        }
        for (i, doc) in self.doc.overrides.iter().enumerate() {
            self.change(doc, &format!("overrides[{i}]"));
        }
        for (i, doc) in self.doc.temporary.iter().enumerate() {
            let path = format!("temporary[{i}]");
            let during = self.during(&doc.from, &doc.to, &path);
            let team = doc.team.as_deref().map(|t| self.team(Some(t), &format!("{path}.team")));
            let mut shifts = Vec::with_capacity(doc.shifts.len());
            for (k, shift) in doc.shifts.iter().enumerate() {
                let path = format!("{path}.shifts[{k}]");
                let time = self.during(&shift.from, &shift.to, &path);
                if time.start < during.start || time.end > during.end {
                    self.wrong(&path, format!("{} to {}", shift.from, shift.to), "a time within the schedule");
                }
                shifts.extend(self.person(&shift.person, &format!("{path}.person")).map(|p| (p, time)));
            }
            self.plan.temporary.push(Temporary { during, team, shifts });
        }
        self.times_off();
    }

    fn change(&mut self, doc: &'d OverrideDoc, path: &str) {
        let during = self.during(&doc.from, &doc.to, path);
        let team = doc.team.as_deref().map(|t| self.team(Some(t), &format!("{path}.team")));
        let remove = doc.remove.as_deref().and_then(|p| self.person(p, &format!("{path}.remove")));
        let add = doc.add.as_deref().and_then(|p| self.person(p, &format!("{path}.add")));
        let only = self.persons(&doc.only, &format!("{path}.only"));
        let change = match (&doc.remove, &doc.add, doc.only.is_empty()) {
            (Some(_), Some(_), true) => remove.zip(add).map(|(remove, add)| Change::Replace { remove, add }),
            (Some(_), None, true) => remove.map(Change::Remove),
            (None, Some(_), true) => add.map(Change::Add),
            (None, None, false) => Some(Change::Only(only.into())),
            _ => {
                self.wrong(path, "", "`remove`, `add`, both of them, or `only`");
                None
            }
        };
        self.plan.overrides.extend(change.map(|change| Override { during, team, change }));
    }

    fn times_off(&mut self) {
        for (i, doc) in self.doc.time_off.iter().enumerate() {
            let path = format!("time_off[{i}]");
            let person = self.person(&doc.person, &format!("{path}.person"));
            let during = match (parse_instant(&doc.from), parse_instant(&doc.to)) {
                (Ok(start), Ok(end)) => Some(TimeSegment::new(start, end)),
                _ => {
                    let home = self.doc.people.get(&doc.person).and_then(|p| p.timezone.as_deref());
                    let zone = self.zone_of(&[doc.timezone.as_deref(), home], &format!("{path}.timezone"));
                    let from = self.reading(&doc.from, &format!("{path}.from"));
                    // A last day is whole: it lasts until the midnight that ends it.
                    let whole = if doc.to.contains('T') { 0 } else { DAY };
                    let to = self.reading(&doc.to, &format!("{path}.to")).map(|to| to + whole);
                    let readings = (from, to);
                    let resolution = self.plan.resolution;
                    match (readings, zone.and_then(|z| item(&self.plan.zones, z))) {
                        ((Some(from), Some(to)), Some(zone)) => Some(between(zone, from, to, resolution)),
                        _ => None,
                    }
                }
            };
            if let (Some(person), Some(during)) = (person, during) {
                let during = self.in_order(during, &doc.to, &path);
                self.plan.time_off.push(Away { person, during });
            }
        }
    }

    pub(super) fn regions(&mut self) {
        let sound = |n: &f64| n.is_finite() && (0.0..=1e9).contains(n);
        let mut ids = BTreeSet::new();
        for (i, doc) in self.doc.regions.iter().enumerate() {
            let path = format!("regions[{i}]");
            if self.check_id(&doc.id, &format!("{path}.id")) && !ids.insert(doc.id.as_str()) {
                self.wrong(&format!("{path}.id"), &doc.id, "each region's id once");
            }
            let zone = self.zone_of(&[doc.timezone.as_deref()], &format!("{path}.timezone"));
            if !sound(&doc.share) {
                self.wrong(&format!("{path}.share"), doc.share, "a share of demand, not negative");
            }
            for (name, list, length) in [("hourly", &doc.hourly, 24), ("day_factor", &doc.day_factor, 7)] {
                let left_out = name == "day_factor" && list.is_empty();
                if !left_out && list.len() != length {
                    self.wrong(&format!("{path}.{name}"), list.len(), &format!("{length} figures"));
                }
                if let Some(wrong) = list.iter().position(|n| !sound(n)) {
                    let value = list.get(wrong).copied().unwrap_or(0.0);
                    self.wrong(&format!("{path}.{name}[{wrong}]"), value, "demand that is not negative");
                }
            }
            let daily = if doc.day_factor.is_empty() { vec![1; 7] } else { proportions(&doc.day_factor) };
            let (zone, share) = (zone.unwrap_or(0), billionths(doc.share));
            self.plan.regions.push(Region { zone, share, hourly: proportions(&doc.hourly), daily });
        }
    }
}

/// A figure to nine decimals, as a whole number.
fn billionths(figure: f64) -> i128 {
    #[allow(clippy::cast_possible_truncation)] // figures are checked to be at most 10^9; others are faults already
    let whole = (figure * 1e9).round() as i128;
    whole
}

/// Figures as whole numbers without a common factor.
fn proportions(figures: &[f64]) -> Vec<i128> {
    let whole: Vec<i128> = figures.iter().map(|f| billionths(*f)).collect();
    let shared = whole.iter().fold(0_i128, |mut a, b| {
        let mut b = *b;
        while b != 0 {
            (a, b) = (b, a.rem_euclid(b));
        }
        a
    });
    whole.into_iter().map(|n| n / shared.max(1)).collect()
}

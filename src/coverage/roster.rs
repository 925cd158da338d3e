//! [`Roster`]: a compiled roster document, and the questions that are asked often.

use super::answer::Stretch;
use super::compile::plan_of;
use super::cover::Cover;
use super::document::RosterDoc;
use super::filter::Filter;
use super::limits::MAX_LOOK_AHEAD_DAYS;
use super::plan::{Crew, Plan, item, place};
use super::precedence::{Item, Lens, Post, offers, posts};
use super::rotation::Turns;
use super::skills::{Needed, SkillReport, judge};
use super::state::{Who, names};
use super::template::{Dates, Template};
use crate::document::{read_whole, read_whole_value};
use crate::error::{Error, Problem, Result};
use crate::time::civil::day_of;
use crate::time::local::LocalClock;
use crate::time::{DAY, Instant, MAX_INSTANT, MIN_INSTANT, TimeSegment, ZoneDb, check_instant, to_micros};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::Value;
use std::sync::Arc;

/// Who works when, compiled: immutable, cheap to clone and to share between threads.
///
/// ```
/// use sundesk::coverage::{Filter, Roster};
/// let zones = sundesk::time::ZoneDb::bundled();
/// let roster = Roster::from_json(r#"{"people": {"ana": {"languages": ["es", "pt"]}, "ben": {"languages": ["en"]}},
///     "shifts": [{"id": "day", "timezone": "Europe/Madrid", "days": ["mon", "tue", "wed", "thu", "fri"],
///                 "start": "08:00", "end": "16:00", "people": ["ana", "ben"]}],
///     "time_off": [{"person": "ana", "from": "2026-05-13T12:00", "to": "2026-05-13T16:00", "timezone": "Europe/Madrid"}]}"#, &zones)?;
/// let portuguese = Filter { language: Some("pt".into()), ..Filter::default() };
/// let noon = "2026-05-13T12:00:00+02:00".parse()?;
/// assert_eq!(roster.on(noon, &Filter::default())?, ["ben"]);
/// assert!(roster.on(noon, &portuguese)?.is_empty());
/// let change = roster.next_change(noon, &Filter::default())?.unwrap();
/// assert_eq!((change.at, change.leaving), ("2026-05-13T16:00:00+02:00".parse()?, vec!["ben".to_owned()]));
/// assert_eq!(roster.next_shift("ana", noon)?.unwrap().time.from, "2026-05-14T08:00:00+02:00".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Roster(Arc<Plan>);

/// A change of who is on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// When.
    pub at: Instant,
    /// Who was not on and is.
    pub joining: Vec<String>,
    /// Who was on and is not.
    pub leaving: Vec<String>,
    /// Everybody who is on from then.
    pub on: Vec<String>,
}

/// A stretch of duty of one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stint {
    /// From when until when; the end is that of the look-ahead when the duty goes on past it.
    #[serde(flatten)]
    pub time: Stretch,
    /// The person's shifts at its beginning, by id; none where an override, a temporary schedule or an assignment put them on.
    pub shifts: Vec<String>,
}

impl Roster {
    /// Checks and compiles a document.
    ///
    /// # Errors
    /// One error that lists every fault with its path ([`Error::problems`]), or
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past one of the [`limits`](super::limits).
    pub fn compile(doc: &RosterDoc, zones: &ZoneDb) -> Result<Self> {
        plan_of(doc, zones).map(|plan| Self(Arc::new(plan)))
    }

    /// Reads and compiles a document given as JSON text.
    ///
    /// # Errors
    /// As [`compile`](Self::compile); and those of [`Document::from_json`](crate::document::Document::from_json), with path and line:
    /// faults of shape and of values in one round.
    pub fn from_json(text: &str, zones: &ZoneDb) -> Result<Self> {
        Self::compile(&read_whole(text, zones)?, zones)
    }

    /// Reads and compiles a document that was parsed already, such as one that came from another language.
    ///
    /// # Errors
    /// As [`from_json`](Self::from_json), without lines.
    pub fn from_value(value: Value, zones: &ZoneDb) -> Result<Self> {
        Self::compile(&read_whole_value(value, zones)?, zones)
    }

    /// The document it was compiled from.
    #[must_use]
    pub fn doc(&self) -> &RosterDoc {
        &self.0.doc
    }

    /// The release of the zone database it was compiled with.
    #[must_use]
    pub fn tzdb_release(&self) -> &str {
        &self.0.release
    }

    /// What of its document is odd and still can be used: a replacement that another override has taken away already (`override_lost`), in which
    /// somebody is meant to be on who is not.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.0.warnings
    }

    /// Whether there is a person of that id.
    pub(crate) fn plan_has(&self, person: &str) -> bool {
        self.plan().person(person).is_some()
    }

    /// The place of a person who is no AI agent.
    pub(super) fn human(&self, id: &str, path: &str) -> Result<u32> {
        let found = self.plan().person(id);
        let found = found.ok_or_else(|| Error::not_found(path, id, "the id of a person of the roster"))?;
        match self.plan().is_ai(Some(found)) {
            true => Err(Error::invalid(path, id, "a person: an AI agent is a tier of its own")),
            false => Ok(found),
        }
    }

    pub(super) fn plan(&self) -> &Plan {
        &self.0
    }

    /// Who is on at an instant: people, and shifts that name nobody, by name. A start is on, an end is off.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound)
    /// for a team that is not in the roster.
    pub fn on(&self, at: DateTime<Utc>, filter: &Filter) -> Result<Vec<&str>> {
        self.on_us(to_micros(at)?, filter)
    }

    /// [`on`](Self::on) an instant in microseconds.
    ///
    /// # Errors
    /// As [`on`](Self::on).
    pub fn on_us(&self, at: i64, filter: &Filter) -> Result<Vec<&str>> {
        check_instant(at)?;
        let wanted = filter.compile(&self.0)?;
        let mut on = posts(&self.0, &holding(&self.0, at), Lens::AsItIs);
        if !wanted.is_anybody() {
            on.retain(|post| offers(&self.0, post, &wanted));
        }
        Ok(names(&self.0, &on))
    }

    /// The first change of who is on after an instant; `None` when nothing changes within
    /// [`MAX_LOOK_AHEAD_DAYS`] days.
    ///
    /// # Errors
    /// As [`on`](Self::on).
    pub fn next_change(&self, at: DateTime<Utc>, filter: &Filter) -> Result<Option<Change>> {
        self.next_change_us(to_micros(at)?, filter)
    }

    /// [`next_change`](Self::next_change) after an instant in microseconds.
    ///
    /// # Errors
    /// As [`on`](Self::on).
    pub fn next_change_us(&self, at: i64, filter: &Filter) -> Result<Option<Change>> {
        self.look_ahead(at, filter, |cover| {
            let before = cover.state(at)?.names(self.plan());
            let (time, state) = cover.pieces().find(|(_, s)| s.names(self.plan()) != before)?;
            let on = state.names(self.plan());
            let without = |list: &[&str], other: &[&str]| {
                list.iter().filter(|n| !other.contains(n)).map(|n| (*n).to_owned()).collect()
            };
            Some(Change {
                at: Instant::of(time.start),
                joining: without(&on, &before),
                leaving: without(&before, &on),
                on: on.iter().map(|n| (*n).to_owned()).collect(),
            })
        })
    }

    /// The next time a person comes on duty after an instant, overrides and time off considered; a duty that is running is not the
    /// next. `None` when there is none within [`MAX_LOOK_AHEAD_DAYS`] days.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a person who is not in the roster; else as [`on`](Self::on).
    pub fn next_shift(&self, person: &str, at: DateTime<Utc>) -> Result<Option<Stint>> {
        self.next_shift_us(person, to_micros(at)?)
    }

    /// [`next_shift`](Self::next_shift) after an instant in microseconds.
    ///
    /// # Errors
    /// As [`next_shift`](Self::next_shift).
    pub fn next_shift_us(&self, person: &str, at: i64) -> Result<Option<Stint>> {
        let known = || Error::not_found("person", person, "the id of a person of the roster");
        let who = Who::Person(self.plan().person(person).ok_or_else(known)?);
        self.look_ahead(at, &Filter::default(), |cover| {
            let duty = cover.where_it(|s| s.who.contains(&who)).into_iter().find(|d| d.start > at)?;
            let goes_on = duty.end == cover.range().end && duty.end < horizon(at, MAX_LOOK_AHEAD_DAYS);
            let own = posts(self.plan(), &holding(self.plan(), duty.start), Lens::AsItIs);
            let own = own.iter().filter(|post| post.person.map(Who::Person) == Some(who)).filter_map(Post::shift);
            let mut shifts: Vec<String> =
                own.filter_map(|s| item(&self.plan().shifts, s)).map(|s| s.id.clone()).collect();
            shifts.sort_unstable();
            shifts.dedup();
            (!goes_on).then(|| Stint { time: duty.into(), shifts })
        })
    }

    /// Whether those on at an instant (microseconds) can serve so many contacts of each kind at once, one each. AI agents are a tier of their own.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for contacts that need nothing,
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_NEEDED_TRAITS`](super::limits::MAX_NEEDED_TRAITS).
    pub fn skills_us(&self, at: i64, needed: &Needed) -> Result<SkillReport> {
        check_instant(at)?;
        judge(&self.0, &posts(&self.0, &holding(&self.0, at), Lens::AsItIs), needed)
    }

    /// How many occurrences of shifts overlap a range, before overrides and time off.
    ///
    /// # Errors
    /// As [`cover`](Self::cover).
    pub fn count_occurrences(&self, range: TimeSegment) -> Result<usize> {
        let dates = Dates::new(self.plan(), check_range(range)?);
        let mut count = 0;
        self.plan().shifts.iter().for_each(|s| dates.occurrences(&s.template, false, |_| count += 1));
        Ok(count)
    }

    /// Asks ever longer ranges that begin at an instant.
    fn look_ahead<T>(&self, at: i64, filter: &Filter, ask: impl Fn(&Cover) -> Option<T>) -> Result<Option<T>> {
        check_instant(at)?;
        for days in [2, 16, 120, MAX_LOOK_AHEAD_DAYS] {
            let cover = self.cover(TimeSegment::new(at, horizon(at, days)), filter)?;
            if let Some(found) = ask(&cover) {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }
}

fn horizon(at: i64, days: i64) -> i64 {
    (at + days * DAY).min(MAX_INSTANT)
}

/// A range within the supported dates that does not end before it starts.
pub(super) fn check_range(range: TimeSegment) -> Result<TimeSegment> {
    check_instant(range.start).map_err(|e| e.at("from"))?;
    if range.end < range.start {
        return Err(Error::out_of_range("to", range.end, format!("an instant not before `from`, {}", range.start)));
    }
    if range.end > MAX_INSTANT || range.end < MIN_INSTANT {
        check_instant(range.end).map_err(|e| e.at("to"))?;
    }
    Ok(range)
}

/// What holds at an instant, found date by date: what the sweep finds on the whole line.
pub(super) fn holding(plan: &Plan, at: i64) -> Vec<Item> {
    let mut items = Vec::with_capacity(8);
    // The date of a zone is looked up once, where several shifts share it.
    let shared = plan.shifts.len() > 2 * plan.zones.len();
    let mut clocks = if shared { vec![None; plan.zones.len()] } else { Vec::new() };
    for (i, shift) in plan.shifts.iter().enumerate() {
        let template = &shift.template;
        let known = usize::try_from(template.zone).ok().and_then(|zone| clocks.get_mut(zone));
        let near = match known {
            Some(near) => *near.get_or_insert_with(|| Near::of(plan, template.zone, at)),
            None => Near::of(plan, template.zone, at),
        };
        each_occurrence(plan, template, near, at, |day, start| {
            let shift_place = place(i);
            let group = match shift.crew {
                Crew::Rotation(r) => item(&plan.rotations, r)
                    .and_then(|r| Turns::new(plan, r, shift_place))
                    .map_or(0, |mut t| t.group(day, start)),
                _ => 0,
            };
            items.push(Item::Duty { shift: shift_place, group });
        });
    }
    fixed(plan, at, &mut items);
    items
}

/// The dates around an instant in a zone.
#[derive(Clone, Copy)]
enum Near {
    /// The date, and the time since its midnight; the offset holds all around it.
    Plain { day: i32, since: i64 },
    /// The date; the clocks change near it.
    Changing { day: i32 },
}

impl Near {
    fn of(plan: &Plan, zone: u32, at: i64) -> Self {
        let Some(zone) = plan.zone(zone) else { return Near::Plain { day: 0, since: 0 } };
        match LocalClock::near(zone, plan.resolution, TimeSegment::new(at, at)) {
            LocalClock::Fixed(offset) => {
                let local = at + offset;
                let day = day_of(local);
                Near::Plain { day, since: local - i64::from(day) * DAY }
            }
            LocalClock::Changing(..) => Near::Changing { day: day_of(zone.to_local(at)) },
        }
    }
}

fn each_occurrence(plan: &Plan, template: &Template, near: Near, at: i64, mut found: impl FnMut(i32, i64)) {
    match near {
        Near::Plain { day, since } => {
            let span = template.nominal();
            // A shift lasts 48 hours at most.
            for (date, since) in [(day - 2, since + 2 * DAY), (day - 1, since + DAY), (day, since)] {
                if span.contains(since) && template.is_planned(date) {
                    found(date, at - (since - span.start));
                }
            }
        }
        Near::Changing { day } => {
            let Some(zone) = plan.zone(template.zone) else { return };
            for date in (day - 4..=day + 2).filter(|date| template.is_weekday(*date)) {
                let time = template.resolved(date, zone, plan.resolution);
                if time.contains(at) && template.is_planned(date) {
                    found(date, time.start);
                }
            }
        }
    }
}

fn fixed(plan: &Plan, at: i64, items: &mut Vec<Item>) {
    let holds = |i: usize, during: TimeSegment| during.contains(at).then(|| place(i));
    let assigned = plan.assignments.iter().enumerate().filter_map(|(i, a)| holds(i, a.during));
    items.extend(assigned.map(Item::Assignment));
    items.extend(plan.overrides.iter().enumerate().filter_map(|(i, o)| holds(i, o.during)).map(Item::Override));
    items.extend(plan.time_off.iter().enumerate().filter_map(|(i, a)| holds(i, a.during)).map(Item::Away));
    for (i, temporary) in plan.temporary.iter().enumerate().filter(|(_, t)| t.during.contains(at)) {
        items.push(Item::Temporary(place(i)));
        let on = temporary.shifts.iter().enumerate().filter(|(_, s)| s.1.contains(at));
        items.extend(on.map(|(k, _)| Item::TemporaryShift { schedule: place(i), shift: place(k) }));
    }
}

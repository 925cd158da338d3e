//! Escalation: whom to tell next, and the minutes at which a step would reach nobody.

use super::answer::{Minutes, Stretch};
use super::filter::Filter;
use super::roster::{Roster, check_range};
use super::state::{State, Who};
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::time::{DAY, Instant, IntervalSet, MAX_INSTANT, MINUTE, TimeSegment, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;

/// The most steps of a policy, and repetitions.
pub const MAX_STEPS: usize = 1_000;

/// Whom to tell, one step after the other, until somebody acknowledges.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct EscalationPolicy {
    /// In order.
    pub steps: Vec<EscalationStep>,
    /// How often all steps are gone through again (default 0).
    #[serde(default)]
    pub repeat: u32,
    /// The calendar of the roster by whose hours waits pass; left out, they pass in real time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
}

/// A step: those on duty who are told, and how long is waited for them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EscalationStep {
    /// This person, while on duty; left out, everybody on duty whom the fields below let through.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Those of this team, such as the next site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<String>,
    /// Those with this skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub skill: Option<String>,
    /// Those with this language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Those on this channel.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<String>,
    /// How long the next step waits, in minutes.
    pub wait_minutes: u32,
}

/// What has happened so far.
///
/// ```
/// use sundesk::coverage::{EscalationLog, EscalationPolicy, NextStep, Roster, Told};
/// use sundesk::time::{HOUR, ZoneDb, parse_instant};
/// let roster = Roster::from_json(r#"{"timezone": "UTC", "shifts": [
///     {"id": "madrid", "team": "madrid", "start": "08:00", "end": "16:00", "people": ["ana"]},
///     {"id": "lima", "team": "lima", "start": "13:00", "end": "21:00", "people": ["cho"]}]}"#, &ZoneDb::bundled())?;
/// let policy: EscalationPolicy = serde_json::from_str(r#"{"steps": [
///     {"team": "lima", "wait_minutes": 15}, {"team": "madrid", "wait_minutes": 15}]}"#)?;
/// let started = parse_instant("2026-05-04T09:00:00Z")?;
/// let mut log = EscalationLog { id: "T-1".into(), started_at: "2026-05-04T09:00:00Z".into(), ..EscalationLog::default() };
/// // Lima sleeps: Madrid is told at once, and Lima keeps its turn.
/// let NextStep::Tell { key, whom, .. } = roster.next_step(&policy, &log, started)? else { panic!() };
/// assert_eq!((key.as_str(), whom), ("T-1/0/1", vec!["ana".to_owned()]));
/// log.told.push(Told { key, at: "2026-05-04T09:00:00Z".into() });
/// let NextStep::Wait { until } = roster.next_step(&policy, &log, started + HOUR)? else { panic!() };
/// assert_eq!(until, "2026-05-04T13:00:00Z".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct EscalationLog {
    /// What is escalated; begins every key.
    pub id: String,
    /// When it began, RFC 3339.
    pub started_at: String,
    /// When somebody acknowledged it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acknowledged_at: Option<String>,
    /// The steps told already, each with its key.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Told>,
}

/// A step that was told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Told {
    /// The key that `tell` gave.
    pub key: String,
    /// When they were told, RFC 3339: the wait of the step counts from it.
    pub at: String,
}

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "do", rename_all = "snake_case")]
#[non_exhaustive]
pub enum NextStep {
    /// Tell these people, all on duty, and note the key.
    Tell {
        /// `id/round/step`: the same step has the same key, however often it is asked.
        key: String,
        /// Who.
        whom: Vec<String>,
        /// Since when it is due and reaches somebody.
        since: Instant,
        /// The step, from 0.
        step: usize,
        /// The round, from 0.
        round: u32,
    },
    /// Nothing until then.
    Wait {
        /// When to ask again.
        until: Instant,
    },
    /// Nothing more: every step was told and the last wait is over, or those that are left reach nobody within 30 days.
    Exhausted {
        /// Since when.
        since: Instant,
        /// The steps, from 0, that were never told, because nobody of them is on duty within 30 days; empty where every step was.
        never_told: Vec<usize>,
    },
    /// Somebody acknowledged it.
    Acknowledged {
        /// When.
        at: Instant,
    },
}

/// When a step would reach nobody.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct StepReach {
    /// The step, from 0.
    pub step: usize,
    /// The time without anybody.
    pub unreachable_minutes: Minutes,
    /// Where it lies.
    pub unreachable: Vec<Stretch>,
}

/// When the steps of a policy would reach nobody.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ReachReport {
    /// The range.
    pub from: Instant,
    /// Its end.
    pub to: Instant,
    /// The release of the zone rules.
    pub tzdb: String,
    /// Step by step.
    pub steps: Vec<StepReach>,
    /// The time in which no step reaches anybody.
    pub nobody_minutes: Minutes,
    /// Where it lies.
    pub nobody: Vec<Stretch>,
}

/// How far ahead somebody is looked for who can be told.
const AHEAD: i64 = 30 * DAY;

/// A step of a round, not told yet.
struct Open<'p> {
    key: String,
    step: usize,
    round: u32,
    of: &'p EscalationStep,
}

impl Roster {
    /// Whom to tell at `now`, or until when to wait. Pure: asked again it answers the same, and with what it said noted under `told`, the next.
    ///
    /// Once the waits of all that was told are over, the first step that was not told and reaches somebody on duty is told: steps in order, rounds in
    /// order. A step that reaches nobody is passed over at once, and keeps its turn: it is told as soon as it reaches somebody and no wait is running.
    /// Where none reaches anybody, `wait` says when the first one will. So nobody off duty is ever told, and no page is lost as long as somebody comes.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a policy without steps, a step for an AI agent and texts that are no instants,
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an unknown person, team or calendar,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_STEPS`].
    pub fn next_step(&self, policy: &EscalationPolicy, log: &EscalationLog, now: i64) -> Result<NextStep> {
        let calendar = self.check_policy(policy)?;
        let read = |text: &str, field: &str| parse_instant(text).map_err(|e| e.at(field));
        if let Some(at) = &log.acknowledged_at {
            return Ok(NextStep::Acknowledged { at: Instant::of(read(at, "log.acknowledged_at")?) });
        }
        let started = read(&log.started_at, "log.started_at")?;
        let (mut due, mut told) = (started, BTreeSet::new());
        for (i, one) in log.told.iter().enumerate() {
            let at = read(&one.at, &format!("log.told[{i}].at"))?;
            if let Some(step) = step_of(policy, log, &one.key) {
                due = due.max(self.after(calendar.as_ref(), at, step.wait_minutes)?);
                told.insert(one.key.as_str());
            }
        }
        if now < due {
            return Ok(NextStep::Wait { until: Instant::of(due) });
        }
        let open = open_steps(policy, log, &told);
        for one in &open {
            let whom = self.reach(one.of, now)?;
            if !whom.is_empty() {
                let since = Instant::of(self.reached_since(one.of, due, now)?);
                return Ok(NextStep::Tell { key: one.key.clone(), whom, since, step: one.step, round: one.round });
            }
        }
        Ok(match self.first_reached(&open, now)? {
            Some(until) => NextStep::Wait { until: Instant::of(until) },
            None => {
                let left: BTreeSet<usize> = open.iter().map(|one| one.step).collect();
                let ever =
                    |step: &usize| log.told.iter().any(|t| place_of(policy, log, &t.key).is_some_and(|p| p.1 == *step));
                let never_told = left.into_iter().filter(|step| !ever(step)).collect();
                NextStep::Exhausted { since: Instant::of(due), never_told }
            }
        })
    }

    /// From when on a step that reaches somebody now has done so without a break, not before `due`; of breaks longer ago than [`AHEAD`] it knows nothing.
    fn reached_since(&self, step: &EscalationStep, due: i64, now: i64) -> Result<i64> {
        let now = now.min(MAX_INSTANT - 1);
        for days in [2, 30] {
            let from = due.max(now.saturating_sub(days * DAY)).min(now);
            if let Some(hole) = self.unreachable(step, TimeSegment::new(from, now + 1))?.last() {
                return Ok(hole.end.min(now));
            }
        }
        Ok(due)
    }

    /// The first instant after `now` at which one of these steps reaches somebody.
    fn first_reached(&self, open: &[Open<'_>], now: i64) -> Result<Option<i64>> {
        let ahead = TimeSegment::new(now, now.saturating_add(AHEAD).min(MAX_INSTANT));
        let mut steps: Vec<&EscalationStep> = Vec::new();
        for one in open {
            if !steps.contains(&one.of) {
                steps.push(one.of);
            }
        }
        let mut first: Option<i64> = None;
        for step in steps {
            let until = first.map_or(ahead, |at| TimeSegment::new(now, at));
            let holes = IntervalSet::from_segments(self.unreachable(step, until)?);
            first = holes.complement(until).iter().next().map(|reached| reached.start).or(first);
        }
        Ok(first)
    }

    fn after(&self, calendar: Option<&Calendar>, at: i64, minutes: u32) -> Result<i64> {
        let wait = i64::from(minutes) * MINUTE;
        match calendar {
            None => Ok(at.saturating_add(wait)),
            Some(calendar) => Ok(calendar.add_us(at, wait)?.unwrap_or(MAX_INSTANT)),
        }
    }

    fn check_policy(&self, policy: &EscalationPolicy) -> Result<Option<Calendar>> {
        if policy.steps.is_empty() {
            return Err(Error::invalid("policy.steps", "[]", "at least one step"));
        }
        let rounds = usize::try_from(policy.repeat).unwrap_or(usize::MAX).saturating_add(1);
        let all = policy.steps.len().saturating_mul(rounds);
        if all > MAX_STEPS {
            return Err(Error::limit("policy.steps", all, format!("at most {MAX_STEPS} steps, repetitions counted")));
        }
        for (i, step) in policy.steps.iter().enumerate() {
            if let Some(id) = &step.person {
                self.human(id, &format!("policy.steps[{i}].person"))?;
            }
            step.filter().compile(self.plan()).map_err(|e| e.at(&format!("policy.steps[{i}]")))?;
        }
        let named = |name: &String| {
            let found = self.plan().calendars.iter().find(|(id, _)| id == name).map(|(_, c)| c.clone());
            found.ok_or_else(|| Error::not_found("policy.calendar", name, "the name of a calendar of the roster"))
        };
        policy.calendar.as_ref().map(named).transpose()
    }

    /// Whom a step reaches at an instant: people on duty, no AI agents.
    fn reach(&self, step: &EscalationStep, at: i64) -> Result<Vec<String>> {
        let on = self.on_us(at.min(MAX_INSTANT - 1), &step.filter())?;
        let told = |name: &&&str| {
            let human = self.plan().person(name).is_some_and(|p| !self.plan().is_ai(Some(p)));
            human && step.person.as_deref().is_none_or(|p| p == **name)
        };
        Ok(on.iter().filter(told).map(|name| (*name).to_owned()).collect())
    }

    /// When a step reaches nobody in a range.
    fn unreachable(&self, step: &EscalationStep, range: TimeSegment) -> Result<Vec<TimeSegment>> {
        let plan = self.plan();
        let named = step.person.as_deref().and_then(|id| plan.person(id)).map(Who::Person);
        let human = |who: &Who| matches!(who, Who::Person(p) if !plan.is_ai(Some(*p)));
        let reaches = |state: &State| match named {
            Some(person) => state.who.contains(&person),
            None => state.who.iter().any(human),
        };
        Ok(self.cover(range, &step.filter())?.where_it(|state| !reaches(state)))
    }

    /// When each step of a policy would reach nobody in a range, such as the coming year.
    ///
    /// # Errors
    /// As [`next_step`](Self::next_step) and [`cover`](Self::cover).
    pub fn reach_report(&self, policy: &EscalationPolicy, range: TimeSegment) -> Result<ReachReport> {
        self.check_policy(policy)?;
        let range = check_range(range)?;
        let (mut steps, mut all) = (Vec::new(), IntervalSet::from_segments([range]));
        for (i, step) in policy.steps.iter().enumerate() {
            let holes = self.unreachable(step, range)?;
            all = all.intersection(&IntervalSet::from_segments(holes.iter().copied()));
            let sum = Minutes(holes.iter().map(|h| h.length()).sum());
            steps.push(StepReach {
                step: i,
                unreachable_minutes: sum,
                unreachable: holes.into_iter().map(Stretch::from).collect(),
            });
        }
        Ok(ReachReport {
            from: Instant::of(range.start),
            to: Instant::of(range.end),
            tzdb: self.plan().release.clone(),
            steps,
            nobody_minutes: Minutes(all.total()),
            nobody: all.iter().map(Stretch::from).collect(),
        })
    }
}

/// The round and the step of a key that [`Roster::next_step`] gave for this log; `None` for any other.
fn place_of(policy: &EscalationPolicy, log: &EscalationLog, key: &str) -> Option<(u32, usize)> {
    let (round, step) = key.strip_prefix(log.id.as_str())?.strip_prefix('/')?.split_once('/')?;
    let place: (u32, usize) = (round.parse().ok()?, step.parse().ok()?);
    (place.0 <= policy.repeat && place.1 < policy.steps.len()).then_some(place)
}

fn step_of<'p>(policy: &'p EscalationPolicy, log: &EscalationLog, key: &str) -> Option<&'p EscalationStep> {
    place_of(policy, log, key).and_then(|(_, step)| policy.steps.get(step))
}

/// What is left to tell, in order.
fn open_steps<'p>(policy: &'p EscalationPolicy, log: &EscalationLog, told: &BTreeSet<&str>) -> Vec<Open<'p>> {
    let rounds =
        (0..=policy.repeat).flat_map(|round| policy.steps.iter().enumerate().map(move |(i, of)| (round, i, of)));
    let all = rounds.map(|(round, step, of)| Open { key: format!("{}/{round}/{step}", log.id), step, round, of });
    all.filter(|one| !told.contains(one.key.as_str())).collect()
}

impl EscalationStep {
    fn filter(&self) -> Filter {
        let (skill, language, channel, team) =
            (self.skill.clone(), self.language.clone(), self.channel.clone(), self.team.clone());
        Filter { skill, language, channel, team }
    }
}

impl fmt::Display for NextStep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NextStep::Tell { key, whom, since, .. } => {
                writeln!(f, "tell {} (due since {} UTC, key {key})", whom.join(", "), since.minute())
            }
            NextStep::Wait { until } => writeln!(f, "wait until {} UTC", until.minute()),
            NextStep::Exhausted { since, never_told } => {
                let left: Vec<String> = never_told.iter().map(ToString::to_string).collect();
                let left = match left.is_empty() {
                    true => "every step was told".to_owned(),
                    false => format!("NEVER TOLD: step {}, nobody of them is on within 30 days", left.join(", ")),
                };
                writeln!(f, "exhausted since {} UTC; {left}", since.minute())
            }
            NextStep::Acknowledged { at } => writeln!(f, "acknowledged at {} UTC", at.minute()),
        }
    }
}

impl fmt::Display for ReachReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.steps {
            writeln!(
                f,
                "step {}: reaches nobody for {} in {} stretches",
                step.step,
                step.unreachable_minutes,
                step.unreachable.len()
            )?;
        }
        writeln!(f, "no step reaches anybody for {}", self.nobody_minutes)?;
        self.nobody
            .iter()
            .take(20)
            .try_for_each(|s| writeln!(f, "  {} to {} UTC, {}", s.from.minute(), s.to.minute(), s.minutes))?;
        writeln!(f, "zone rules {}", self.tzdb)
    }
}

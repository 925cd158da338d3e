//! Escalation: whom to tell next, and the minutes at which a step would reach nobody.

use super::answer::{Minutes, Stretch};
use super::filter::Filter;
use super::roster::{Roster, check_range};
use crate::calendar::Calendar;
use crate::error::{Error, Result};
use crate::time::{Instant, IntervalSet, MAX_INSTANT, MINUTE, TimeSegment, parse_instant};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
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
    /// The keys of those told already.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<String>,
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
        /// Since when it is due.
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
    /// Every step has been taken, and the last wait is over.
    Exhausted {
        /// Since when.
        since: Instant,
        /// The first instant from now on at which a step would reach somebody; `None` where none does within 30 days.
        next_reachable_at: Option<Instant>,
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

/// A step that reached somebody at its time.
struct Taken {
    key: String,
    step: usize,
    round: u32,
    since: i64,
}

impl Roster {
    /// Whom to tell at `now`, or until when to wait. Pure: asked again it answers the same, and with what it said noted under `told`, the next.
    ///
    /// A step that reaches nobody at its time is passed over at once. Where several steps are overdue only the last of them is told (with those due
    /// at the same instant): those before it had their time. Nobody off duty is ever told.
    ///
    /// # Errors
    /// [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) for a policy without steps or texts that are no instants,
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for an unknown person, team or calendar,
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) past [`MAX_STEPS`].
    pub fn next_step(&self, policy: &EscalationPolicy, log: &EscalationLog, now: i64) -> Result<NextStep> {
        let calendar = self.check_policy(policy)?;
        let read = |text: &str, field: &str| parse_instant(text).map_err(|e| e.at(field));
        if let Some(at) = &log.acknowledged_at {
            return Ok(NextStep::Acknowledged { at: Instant::of(read(at, "log.acknowledged_at")?) });
        }
        let mut due = read(&log.started_at, "log.started_at")?;
        if now < due {
            return Ok(NextStep::Wait { until: Instant::of(due) });
        }
        let mut taken: Vec<Taken> = Vec::new();
        for round in 0..=policy.repeat {
            for (step, of) in policy.steps.iter().enumerate() {
                if due > now {
                    let tell = self.untold(policy, log, &taken, now)?;
                    return Ok(tell.unwrap_or(NextStep::Wait { until: Instant::of(due) }));
                }
                if self.reach(of, due)?.is_empty() {
                    continue;
                }
                taken.push(Taken { key: format!("{}/{round}/{step}", log.id), step, round, since: due });
                due = self.after(calendar.as_ref(), due, of.wait_minutes)?;
            }
        }
        if let Some(tell) = self.untold(policy, log, &taken, now)? {
            return Ok(tell);
        }
        if due > now {
            return Ok(NextStep::Wait { until: Instant::of(due) });
        }
        let ahead = TimeSegment::new(now, now.saturating_add(30 * crate::time::DAY).min(MAX_INSTANT));
        let report = self.reach_report(policy, ahead)?;
        let mut nobody = IntervalSet::from_segments(report.nobody.iter().map(|s| s.segment()));
        nobody = nobody.complement(ahead);
        let next = nobody.iter().next().map(|s| Instant::of(s.start));
        Ok(NextStep::Exhausted { since: Instant::of(due), next_reachable_at: next })
    }

    /// The first step that is due since the same instant as the last one and was not told, with those on duty now. Those of its time may have gone
    /// off duty since: then there is nobody to tell, and the next step comes at its time.
    fn untold(
        &self,
        policy: &EscalationPolicy,
        log: &EscalationLog,
        taken: &[Taken],
        now: i64,
    ) -> Result<Option<NextStep>> {
        let last = taken.last().map(|t| t.since);
        for due in taken.iter().filter(|t| Some(t.since) == last && !log.told.contains(&t.key)) {
            let whom = policy.steps.get(due.step).map_or(Ok(Vec::new()), |of| self.reach(of, now))?;
            if !whom.is_empty() {
                let (key, step, round) = (due.key.clone(), due.step, due.round);
                return Ok(Some(NextStep::Tell { key, whom, since: Instant::of(due.since), step, round }));
            }
        }
        Ok(None)
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
            let known = step.person.as_deref().is_none_or(|id| self.plan().person(id).is_some());
            if !known {
                let id = step.person.as_deref().unwrap_or_default();
                return Err(Error::not_found(
                    format!("policy.steps[{i}].person"),
                    id,
                    "the id of a person of the roster",
                ));
            }
            step.filter().compile(self.plan()).map_err(|e| e.at(&format!("policy.steps[{i}]")))?;
        }
        let named = |name: &String| {
            let found = self.plan().calendars.iter().find(|(id, _)| id == name).map(|(_, c)| c.clone());
            found.ok_or_else(|| Error::not_found("policy.calendar", name, "the name of a calendar of the roster"))
        };
        policy.calendar.as_ref().map(named).transpose()
    }

    /// Whom a step reaches at an instant: people on duty.
    fn reach(&self, step: &EscalationStep, at: i64) -> Result<Vec<String>> {
        let on = self.on_us(at.min(MAX_INSTANT - 1), &step.filter())?;
        let told = |name: &&&str| {
            let person = self.plan().person(name).is_some();
            person && step.person.as_deref().is_none_or(|p| p == **name)
        };
        Ok(on.iter().filter(told).map(|name| (*name).to_owned()).collect())
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
            let cover = self.cover(range, &step.filter())?;
            let person = step.person.as_deref().and_then(|id| self.plan().person(id)).map(super::state::Who::Person);
            let reaches = |s: &super::state::State| match person {
                Some(person) => s.who.contains(&person),
                None => s.who.iter().any(|w| matches!(w, super::state::Who::Person(_))),
            };
            let holes = cover.where_it(|s| !reaches(s));
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
            NextStep::Exhausted { since, next_reachable_at } => {
                let next = next_reachable_at
                    .map_or("nobody within 30 days".to_owned(), |at| format!("somebody from {} UTC", at.minute()));
                writeln!(f, "exhausted since {} UTC; {next}", since.minute())
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

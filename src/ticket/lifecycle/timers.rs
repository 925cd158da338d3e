//! What time alone does. A timer is no stored thing: it follows from the state, the workflow and the calendars, so that a new holiday
//! moves it and nothing has to be rescheduled.

use super::moves::Going;
use super::refusal::Step;
use super::state::TicketState;
use super::work::Work;
use crate::calendar::Calendars;
use crate::error::Result;
use crate::ticket::fact::{Fact, Why};
use crate::ticket::workflow::{Effect, Guard, Since, TimerKind, Workflow, business};
use serde::Serialize;

/// What comes due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case", tag = "timer")]
#[non_exhaustive]
pub enum Timer {
    /// The status's time is over: the next status.
    Action,
    /// The status's time is there: a reminder.
    Reminder,
    /// A rule of the workflow's `auto`.
    Auto {
        /// Its place, from 0.
        rule: u32,
    },
    /// The assignee did nothing for too long.
    OwnerTimeout,
    /// The customer is asked.
    Survey,
}

impl Timer {
    /// The word of documents and reports.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Timer::Action => "action",
            Timer::Reminder => "reminder",
            Timer::Auto { .. } => "auto",
            Timer::OwnerTimeout => "owner_timeout",
            Timer::Survey => "survey",
        }
    }
}

/// The timer of a ticket that is due first; of those due at one instant the first of: action, reminder, auto rules as written, owner
/// time-out, survey.
pub(crate) fn next_timer(
    state: &TicketState,
    workflow: &Workflow,
    calendars: &Calendars,
) -> Result<Option<(i64, Timer)>> {
    if state.merged_into.is_some() {
        return Ok(None);
    }
    let mut first: Option<(i64, Timer)> = None;
    let mut offer = |due: Option<i64>, timer: Timer| {
        if let Some(due) = due.filter(|due| first.as_ref().is_none_or(|(best, _)| due < best)) {
            first = Some((due, timer));
        }
    };
    if let Some(status) = workflow.statuses.get(&state.status) {
        match (&status.timer, state.until) {
            (Some(TimerKind::Action(_)), Some(until)) => offer(Some(until), Timer::Action),
            (Some(TimerKind::Reminder), Some(until)) if state.reminded != Some(until) => {
                offer(reminder(until, workflow, calendars)?, Timer::Reminder);
            }
            _ => {}
        }
    }
    for (i, rule) in workflow.auto.iter().enumerate() {
        let number = u32::try_from(i).unwrap_or(u32::MAX);
        let idle = match &rule.effect {
            Effect::Move(to) => *to == state.status,
            Effect::Emit(_) => state.emitted.contains(&number),
        };
        let Some(free_since) =
            (!idle && workflow.means(&rule.from, &state.status)).then(|| free_since(&rule.unless, state)).flatten()
        else {
            continue;
        };
        let base = if rule.since == Since::Activity { state.last_activity } else { state.status_since };
        let due = rule.after.after(base, calendars)?.map(|due| due.max(free_since));
        offer(due, Timer::Auto { rule: number });
    }
    if let (Some(rule), Some(_)) = (&workflow.owner_timeout, &state.assignee)
        && rule.statuses.iter().any(|word| workflow.means(word, &state.status))
    {
        let due = rule.after.after(state.assigned_at, calendars)?;
        // Later than, not at: the first instant after it.
        let due = due.map(|due| (due + i64::from(rule.strict)).max(state.status_since));
        offer(due, Timer::OwnerTimeout);
    }
    if let (Some(after), Some(solved)) = (&workflow.survey_after, state.survey.due_for) {
        offer(after.after(solved, calendars)?, Timer::Survey);
    }
    Ok(first)
}

fn reminder(until: i64, workflow: &Workflow, calendars: &Calendars) -> Result<Option<i64>> {
    match &workflow.doc().reminder_calendar {
        Some(calendar) => business(calendars, calendar)?.next_open(until),
        None => Ok(Some(until)),
    }
}

/// Since when nothing holds a rule off; `None` while something does. A rule held off past its time runs when it is let go, not before.
fn free_since(unless: &[Guard], state: &TicketState) -> Option<i64> {
    let mut since = i64::MIN;
    for guard in unless {
        let (holds, changed) = match guard {
            Guard::Waiting => (state.waits(), state.waiting_changed_at),
            Guard::Tag(tag) => (state.tags.contains(tag), state.tags_changed_at),
        };
        if holds {
            return None;
        }
        since = since.max(changed);
    }
    Some(since)
}

impl Work<'_> {
    /// Lets a timer take effect at its due time.
    pub(super) fn fire(&mut self, id: &str, due: i64, timer: &Timer) -> Step {
        self.at = due;
        self.machine(match timer {
            Timer::Survey => "survey",
            _ => "timer",
        });
        let workflow = self.workflow(id)?;
        let state = self.state(id)?;
        match timer {
            Timer::Action => match workflow.statuses.get(&state.status).and_then(|s| s.timer.clone()) {
                Some(TimerKind::Action(next)) => self.enter(id, &next, Going::by(Why::Until)),
                _ => Ok(()),
            },
            Timer::Reminder => {
                let until = state.until.unwrap_or(due);
                self.emit(id, Fact::ReminderDue { until });
                Ok(())
            }
            Timer::Auto { rule } => {
                let place = usize::try_from(*rule).unwrap_or(usize::MAX);
                let Some(effect) = workflow.auto.get(place).map(|r| r.effect.clone()) else { return Ok(()) };
                match effect {
                    Effect::Move(to) => self.enter(id, &to, Going { rule: Some(*rule), ..Going::by(Why::Auto) }),
                    Effect::Emit(event) => {
                        self.emit(id, Fact::RuleEmitted { event, rule: *rule });
                        Ok(())
                    }
                }
            }
            Timer::OwnerTimeout => {
                let from = state.assignee.clone().unwrap_or_default();
                self.emit(id, Fact::OwnerTimedOut { from });
                Ok(())
            }
            Timer::Survey => self.survey(id, workflow),
        }
    }

    /// The customer is asked, or the log says why not.
    fn survey(&mut self, id: &str, workflow: &Workflow) -> Step {
        let state = self.state(id)?;
        let Some(rule) = &workflow.doc().survey else { return Ok(()) };
        let channel = rule.channel.clone();
        let why = if rule.not_when_automatic && state.survey.automatic {
            Some("automatic")
        } else if rule.once_per.as_deref() == Some("ticket") && state.survey.sent {
            Some("once_per_ticket")
        } else if channel.is_some() && !self.window_open(workflow, state, channel.as_deref())? {
            Some("window_closed")
        } else {
            None
        };
        self.emit(
            id,
            match why {
                Some(why) => Fact::SurveySuppressed { why: why.to_owned() },
                None => Fact::SurveyRequested { channel },
            },
        );
        Ok(())
    }
}

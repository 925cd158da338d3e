//! What somebody could do now: the moves, each with what it still lacks, for buttons.

use super::board::{Board, MAX_TIMERS_PER_CALL};
use super::command::{Asker, SetStatus};
use super::moves::may_move;
use super::people::Person;
use super::reads::Reads;
use super::refusal::{Refusal, Stop};
use super::work::Work;
use crate::error::{Error, Result};
use crate::ticket::StatusCategory;
use crate::time::format_instant;
use serde::Serialize;
use std::borrow::Cow;

/// A move that a person may make, and what it still lacks.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Possible {
    /// To which status.
    pub to: String,
    /// Its category.
    pub category: StatusCategory,
    /// What is missing: fields, a reason, a time, an assignee, children still open. Empty: it can be made at once.
    pub missing: Vec<Refusal>,
}

impl Board {
    /// The moves that `actor` may make with a ticket at `now`, in the order of the workflow, each with what it still lacks. Moves the
    /// actor has no right to are not in it; an admin's are all. What is due by then has happened, as before a command.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there;
    /// [`ErrorKind::LimitExceeded`](crate::ErrorKind::LimitExceeded) with more timers due than one call runs.
    pub fn allowed(&self, ticket: &str, actor: &str, now: i64) -> Result<Vec<Possible>> {
        self.allowed_by(ticket, actor, now, Reads::default())
    }

    /// The same, and what it looked at.
    pub(crate) fn allowed_by(&self, ticket: &str, actor: &str, now: i64, reads: Reads) -> Result<Vec<Possible>> {
        reads.ticket(ticket);
        let known = self.people.actors.get(actor).map(Cow::Borrowed);
        let person = known.unwrap_or_else(|| Cow::Owned(Person::with_role("requester")));
        let asker = Asker { id: actor.to_owned(), person };
        let mut work = Work::new(self, now, reads);
        if !self.run_due(&mut work, now, MAX_TIMERS_PER_CALL)? {
            let expected = format!("at most {MAX_TIMERS_PER_CALL} timers due; call tick first");
            return Err(Error::limit("now", format_instant(now), expected));
        }
        work.at = now;
        let (state, workflow) = (ok(work.state(ticket))?, ok(work.workflow(ticket))?);
        if matches!(work.movable(ticket, &asker), Err(Stop::Refused(_))) {
            return Ok(Vec::new());
        }
        let mut names = workflow.moves(&state.status);
        if asker.person.is_admin() {
            let others = workflow.doc().statuses.keys().map(String::as_str);
            names = names.clone().into_iter().chain(others.filter(|n| !names.contains(n))).collect();
        }
        let mut possible = Vec::new();
        for to in names.into_iter().filter(|to| *to != state.status) {
            let retired = workflow.doc().statuses.get(to).is_some_and(|s| s.active == Some(false));
            if retired || may_move(workflow, state, &asker, to).is_some() {
                continue;
            }
            let mut missing = ok(work.missing(ticket, workflow, to, &SetStatus::default()))?;
            if let Err(stop) = work.solver(ticket, workflow, to, &asker) {
                missing.push(refused(stop)?);
            }
            missing.extend(ok(work.blocked(ticket, workflow, to))?);
            let category = workflow.category(to).unwrap_or(state.category);
            possible.push(Possible { to: to.to_owned(), category, missing });
        }
        Ok(possible)
    }
}

fn refused(stop: Stop) -> Result<Refusal> {
    match stop {
        Stop::Refused(refusal) => Ok(refusal),
        Stop::Fault(e) => Err(e),
    }
}

fn ok<T>(step: Result<T, Stop>) -> Result<T> {
    step.map_err(|stop| match stop {
        Stop::Fault(e) => e,
        Stop::Refused(refusal) => Error::not_found("ticket", refusal, "a ticket of the board"),
    })
}

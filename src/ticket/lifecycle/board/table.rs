//! A board with a part of the tickets: those a desk has taken out of its store. Time is kept for each by itself, for the others of the desk
//! have a time of their own that the board does not see.

use super::{Board, Decision};
use crate::error::Result;
use crate::ticket::fact::Fact;
use crate::ticket::lifecycle::command::Command;
use crate::ticket::lifecycle::people::People;
use crate::ticket::lifecycle::reads::Reads;
use crate::ticket::lifecycle::state::TicketState;
use crate::ticket::lifecycle::timers::Timer;
use crate::ticket::lifecycle::work::Work;
use crate::ticket::record::Record;
use crate::ticket::workflow::Workflow;
use std::collections::BTreeMap;
use std::sync::Arc;

impl Board {
    /// Makes it a board with a part of the tickets.
    pub(crate) fn in_part(mut self) -> Self {
        self.last = Some(BTreeMap::new());
        self
    }

    /// What a command leads to, and what that stands on.
    pub(crate) fn decide_noted(&self, command: &Command, reads: Reads) -> Result<Decision> {
        self.work(command, reads).map(|(decision, _)| decision)
    }

    /// What came due at or before `now`, of at most `most` timers; `false` when there are more.
    pub(crate) fn due_by(&self, now: i64, most: usize, reads: Reads) -> Result<(Vec<Record>, bool)> {
        let mut work = Work::new(self, now, reads);
        let caught_up = self.run_due(&mut work, now, most)?;
        Ok((work.done().0, caught_up))
    }

    /// Puts a ticket on the table as its records fold; the records are all of its stream, `order` is its place among all.
    ///
    /// Gives the workflow and version it lives under where that is not here: [`recall`](Self::recall) it.
    pub(crate) fn lay(&mut self, id: &str, order: u64, records: &[Record]) -> Result<Option<(String, String)>> {
        self.clear(id);
        let mut state: Option<TicketState> = None;
        for record in records {
            match (&record.fact, state.as_mut()) {
                (Fact::Created { of }, None) => state = Some(TicketState::begin(id, order, of, record.at)),
                (fact, Some(state)) => state.evolve(fact, record.at, &record.actor),
                _ => {}
            }
        }
        if let Some(state) = state {
            self.seat(id, state);
        }
        // After the state, which it takes away again of a ticket that was deleted.
        records.iter().for_each(|record| self.noted(record));
        let missing = |state: &&TicketState| !self.has_workflow(&state.workflow, &state.workflow_version);
        if let Some(state) = self.state(id).filter(missing) {
            return Ok(Some((state.workflow.clone(), state.workflow_version.clone())));
        }
        self.reindex(id).map(|()| None)
    }

    /// Folds a record that was just written, at its place among all.
    pub(crate) fn follow(&mut self, record: &Record, order: u64) -> Result<()> {
        if matches!(record.fact, Fact::Created { .. }) {
            self.created = order;
        }
        self.evolve(record)
    }

    /// Takes a ticket off the table.
    pub(crate) fn clear(&mut self, id: &str) {
        if let Some(place) = self.unseat(id) {
            place.state.reply_token.iter().for_each(|token| drop(self.tokens.remove(token)));
        }
        self.gone.remove(id);
        if let Some(last) = &mut self.last {
            last.remove(id);
        }
    }

    /// Takes back what a record meant beside its ticket: it was folded and then not written.
    pub(crate) fn unwritten(&mut self, record: &Record) {
        if let Some(key) = &record.key {
            self.keys.remove(&key.key);
        }
        match &record.fact {
            Fact::MessageAdded { message } => {
                message.message_id.iter().for_each(|id| drop(self.message_ids.remove(id)))
            }
            Fact::Created { of } => of.reply_token.iter().for_each(|token| drop(self.tokens.remove(token))),
            _ => {}
        }
    }

    /// Takes everything off the table.
    pub(crate) fn clear_all(&mut self) {
        self.tickets.clear();
        self.gone.clear();
        self.keys.clear();
        self.message_ids.clear();
        self.tokens.clear();
        self.due.clear();
        self.last.iter_mut().for_each(BTreeMap::clear);
    }

    /// Puts the people in who stand in no record yet; the records of the desk itself follow.
    pub(crate) fn set_desk(&mut self, people: People) {
        (self.people, self.desk_version) = (people, 0);
    }

    /// Says which command used a key.
    pub(crate) fn key_used(&mut self, key: &str, command: &str) {
        self.keys.insert(key.to_owned(), command.to_owned());
    }

    /// Says which ticket a message is of.
    ///
    /// Whether that is new.
    pub(crate) fn message_is_of(&mut self, message: &str, ticket: &str) -> bool {
        self.message_ids.insert(message.to_owned(), ticket.to_owned()).as_deref() != Some(ticket)
    }

    /// Says which ticket a token is of.
    ///
    /// Whether that is new.
    pub(crate) fn token_is_of(&mut self, token: &str, ticket: &str) -> bool {
        self.tokens.insert(token.to_owned(), ticket.to_owned()).as_deref() != Some(ticket)
    }

    /// Whether a workflow is here: the first where none is named.
    pub(crate) fn named_workflow(&self, name: Option<&str>) -> Result<()> {
        self.workflow_for(name).map(drop)
    }

    /// The next timer of a ticket.
    pub(crate) fn timer_of(&self, id: &str) -> Option<(i64, &Timer)> {
        self.due_of(id)
    }

    /// Whether a ticket's workflow is here in its version.
    pub(crate) fn has_workflow(&self, name: &str, version: &str) -> bool {
        self.workflows.get(name).is_some_and(|versions| versions.iter().any(|w| w.version() == version))
    }

    /// An older version of a workflow, for a ticket that lives under it.
    pub(crate) fn recall(&mut self, name: &str, workflow: Workflow, ticket: &str) -> Result<()> {
        for calendar in workflow.calendars() {
            self.calendars.require(calendar, &format!("workflows.{name}"))?;
        }
        self.workflows.entry(name.to_owned()).or_default().insert(0, Arc::new(workflow));
        self.reindex(ticket)
    }
}

//! The desk's records as a log: what figures are made of.

use super::{Desk, clocks};
use crate::desk::Answer;
use crate::desk::ask::Question;
use crate::error::Result;
use crate::store::MAX_TAKEN;
use crate::ticket::fact::Fact;
use crate::ticket::lifecycle::TicketState;
use crate::ticket::{EventLog, Record, StatusMap};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The name under which questions find the desk's own log.
pub(crate) const LOG: &str = "desk";

/// The log as of a position.
pub(super) struct Figures {
    position: u64,
    log: Arc<EventLog>,
}

impl Desk {
    /// All records as a log: histories of events, what the workflows say of statuses, and as attributes the group, assignee, priority,
    /// channel, workflow and kind that each ticket has now. What is erased is not in it; times, statuses and counts are.
    ///
    /// # Errors
    /// When the store cannot be read; [`ErrorKind::InvalidInput`](crate::ErrorKind::InvalidInput) where two workflows mean two things by
    /// one status.
    pub fn log(&mut self) -> Result<Arc<EventLog>> {
        self.sync()?;
        if let Some(made) = self.figures.as_ref().filter(|made| made.position == self.seen) {
            return Ok(Arc::clone(&made.log));
        }
        let workflows: Vec<_> = self.board.workflow_names().map(str::to_owned).collect();
        let current = workflows.iter().filter_map(|name| Some((name.clone(), self.board.current(name)?.clone())));
        let made = self.read_log(clocks::meanings(&current.collect::<Vec<_>>())?)?;
        let log = Arc::clone(&made.log);
        self.figures = Some(made);
        Ok(log)
    }

    fn read_log(&self, statuses: StatusMap) -> Result<Figures> {
        let mut log = EventLog::builder();
        let mut states: BTreeMap<String, (usize, TicketState)> = BTreeMap::new();
        let mut position = 0;
        loop {
            let feed = self.store.feed(position, MAX_TAKEN)?;
            let Some(last) = feed.last() else { break };
            position = last.position;
            for Record { stream, fact, at, actor, .. } in feed.iter().map(|stored| &stored.record) {
                match (fact, states.get_mut(stream)) {
                    (Fact::Created { of }, None) => {
                        let number = log.ticket(stream);
                        states.insert(stream.clone(), (number, TicketState::begin(stream, position, of, *at)));
                    }
                    (fact, Some((_, state))) => state.evolve(fact, *at, actor),
                    _ => {}
                }
            }
            for record in feed.iter().map(|stored| &stored.record) {
                let Some((number, _)) = states.get(&record.stream) else { continue };
                record.events()?.iter().try_for_each(|event| log.push(*number, event))?;
            }
        }
        for (number, state) in states.values() {
            let word = |word: &Option<String>| word.clone().unwrap_or_default();
            let kind = serde_json::to_value(state.kind).unwrap_or_default();
            let attributes = [
                ("group", word(&state.group)),
                ("assignee", word(&state.assignee)),
                ("priority", word(&state.priority)),
                ("channel", word(&state.channel)),
                ("workflow", state.workflow.clone()),
                ("kind", kind.as_str().unwrap_or_default().to_owned()),
            ];
            attributes.iter().for_each(|(name, value)| log.set(*number, name, value));
        }
        Ok(Figures { position, log: Arc::new(log.statuses(statuses).finish()) })
    }

    /// Answers a question of the library, which knows the desk's own log as `desk`: `{"ask": "metrics", "log": "desk"}`.
    ///
    /// # Errors
    /// As [`Library::ask`](crate::desk::Library::ask) and [`log`](Self::log).
    pub fn ask(&mut self, question: &Question) -> Result<Answer> {
        let log = self.log()?;
        self.library.clone().with_log(LOG, log).ask(question)
    }
}

//! A ticket that work has touched. Most commands lead to one record and never ask how the ticket stands after it, so its state is copied and
//! folded only when somebody asks; the board folds the record in its place.

use super::state::TicketState;
use crate::ticket::Actor;
use crate::ticket::fact::Fact;
use crate::ticket::record::Record;
use std::cell::OnceCell;

/// A ticket of the board, or one that has begun, with what was decided of it.
#[derive(Debug)]
pub(super) enum Touched<'b> {
    /// Its state after every record.
    Folded(Box<TicketState>),
    /// Its state before them.
    Waiting {
        before: &'b TicketState,
        /// Where the first of its records may stand.
        from: usize,
        /// How many they are.
        records: u64,
        /// Its state after them, once it was asked for.
        after: OnceCell<Box<TicketState>>,
    },
}

impl<'b> Touched<'b> {
    /// A ticket that begins.
    pub(super) fn begun(state: TicketState) -> Self {
        Self::Folded(Box::new(state))
    }

    /// A ticket of the board, before the records from `from` on.
    pub(super) fn of(before: &'b TicketState, from: usize) -> Self {
        Self::Waiting { before, from, records: 0, after: OnceCell::new() }
    }

    /// How it stands after all of its records.
    pub(super) fn state(&self, id: &str, all: &[Record]) -> &TicketState {
        match self {
            Self::Folded(state) => state,
            Self::Waiting { before, records: 0, .. } => before,
            Self::Waiting { before, from, after, .. } => after.get_or_init(|| Box::new(folded(before, id, all, *from))),
        }
    }

    /// Takes in the next fact: the number of its record, and the workflow the ticket is under then.
    pub(super) fn take_in(&mut self, id: &str, fact: &Fact, at: i64, by: &Actor, all: &[Record]) -> (u64, String) {
        let moves = matches!(fact, Fact::Transferred { workflow: Some(_), .. });
        if let Self::Waiting { before, from, after, .. } = self
            && (moves || after.get().is_some())
        {
            let state = after.take().unwrap_or_else(|| Box::new(folded(before, id, all, *from)));
            *self = Self::Folded(state);
        }
        match self {
            Self::Folded(state) => {
                state.evolve(fact, at, by);
                (state.version, state.workflow.clone())
            }
            Self::Waiting { before, records, .. } => {
                *records += 1;
                (before.version + *records, before.workflow.clone())
            }
        }
    }

    /// Its state, unless its records are still to be folded.
    pub(super) fn into_state(self) -> Option<Box<TicketState>> {
        match self {
            Self::Folded(state) => Some(state),
            Self::Waiting { after, .. } => after.into_inner(),
        }
    }
}

fn folded(before: &TicketState, id: &str, all: &[Record], from: usize) -> TicketState {
    let mut state = before.clone();
    for record in all.iter().skip(from).filter(|record| record.stream == id) {
        state.evolve(&record.fact, record.at, &record.actor);
    }
    state
}

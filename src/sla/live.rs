//! One ticket while it lives: events are added one by one, and each answer costs only what is new.

use super::bind::BoundPolicies;
use super::choose::Chosen;
use super::document::OutOfOrder;
use super::evaluate::{Full, micros};
use super::machine::{Machine, Note, Run};
use super::report::SlaReport;
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::{Event, Symbol, Vocabulary};
use crate::time::check_instant;
use chrono::{DateTime, Utc};
use std::borrow::Cow;

/// The clocks of one open ticket. Its report equals that of a full evaluation of the same events at the same instant.
///
/// All calls must use the same [`BoundPolicies`]; after binding anew, start with [`from_events`](Self::from_events). An event with a name
/// that the vocabulary learned after the binding is refused, and so is a report with another vocabulary.
#[derive(Debug, Clone, Default)]
pub struct LiveTicket {
    events: Vec<Event>,
    runs: Vec<Run>,
    values: Vec<Symbol>,
    notes: Vec<Note>,
    chosen: Option<Chosen>,
    folded: usize,
}

impl LiveTicket {
    /// A ticket without events.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A ticket with a history, in ascending order.
    ///
    /// # Errors
    /// As [`push`](Self::push).
    pub fn from_events(bound: &BoundPolicies, events: &[Event]) -> Result<Self> {
        let mut ticket = Self::new();
        for e in events {
            ticket.push(bound, *e)?;
        }
        Ok(ticket)
    }

    /// The events so far, in order.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// Adds an event. One that is earlier than the last is put in its place, after those of its instant, or refused, as the policy says.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside 1900–2200; [`ErrorKind::InconsistentLog`] when out of order and the policy refuses that;
    /// [`ErrorKind::Incompatible`] for a name learned after the binding: bind again and start with [`from_events`](Self::from_events).
    /// A refused event changes nothing.
    pub fn push(&mut self, bound: &BoundPolicies, event: Event) -> Result<()> {
        check_instant(event.at).map_err(|e| e.at("at"))?;
        bound.check_symbols(&[event])?;
        if self.events.last().is_none_or(|last| last.at <= event.at) {
            self.events.push(event);
            return Ok(());
        }
        if bound.set.0.doc.out_of_order == OutOfOrder::Error {
            let expected = "an event not before the last one, or out_of_order set to sort";
            return Err(Error::expected(ErrorKind::InconsistentLog, "comes too late", "at", event.at, expected));
        }
        let place = self.events.partition_point(|e| e.at <= event.at);
        self.events.insert(place, event);
        if place < self.folded {
            self.chosen = None;
        }
        Ok(())
    }

    /// The report as of `now`.
    ///
    /// # Errors
    /// As [`BoundPolicies::report_us`].
    pub fn report(&mut self, bound: &BoundPolicies, names: &Vocabulary, now: DateTime<Utc>) -> Result<SlaReport> {
        self.report_us(bound, names, micros(now)?)
    }

    /// [`report`](Self::report) at an instant in microseconds.
    ///
    /// # Errors
    /// As [`report`](Self::report).
    pub fn report_us(&mut self, bound: &BoundPolicies, names: &Vocabulary, now: i64) -> Result<SlaReport> {
        check_instant(now)?;
        bound.check_names(names)?;
        let chosen = bound.choose(&self.events, now, &mut self.values);
        self.values.resize(bound.slots, Symbol::EMPTY);
        let Some(policy) = chosen.policy.and_then(|p| bound.policies.get(p)) else {
            (self.chosen, self.folded) = (None, 0);
            self.runs.clear();
            self.notes.clear();
            return self.build(bound, names, chosen, now);
        };
        let machine = Machine::<true> { bound, policy, attached: chosen.attached };
        let ahead = self.folded.checked_sub(1).and_then(|i| self.events.get(i)).is_some_and(|e| e.at > now);
        if self.chosen != Some(chosen) || ahead {
            machine.begin(&mut self.runs, chosen.floor);
            self.notes.clear();
            self.folded = 0;
        }
        self.chosen = None; // stays so when the fold fails half-way
        let notes = &mut self.notes;
        let folded = machine.fold(&mut self.runs, &self.events, self.folded, now, |n| {
            if !notes.contains(&n) {
                notes.push(n);
            }
        });
        self.folded = folded.map_err(|h| bound.error(h, &self.events, Some(names)))?;
        self.chosen = Some(chosen);
        self.build(bound, names, chosen, now)
    }

    fn build(&mut self, bound: &BoundPolicies, names: &Vocabulary, chosen: Chosen, now: i64) -> Result<SlaReport> {
        let full = Full {
            events: Cow::Borrowed(&self.events),
            chosen,
            runs: std::mem::take(&mut self.runs),
            values: std::mem::take(&mut self.values),
            notes: std::mem::take(&mut self.notes),
        };
        let report = bound.build(&full, names, now);
        (self.runs, self.values, self.notes) = (full.runs, full.values, full.notes);
        report
    }
}

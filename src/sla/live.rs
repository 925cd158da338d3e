//! One ticket while it lives: events are added one by one, and each answer costs only what is new.

use super::bind::BoundPolicies;
use super::choose::Chosen;
use super::document::OutOfOrder;
use super::evaluate::{Full, micros};
use super::machine::{Machine, Note, Run};
use super::report::{MetricReport, SlaReport};
use crate::error::{Error, ErrorKind, Result};
use crate::ticket::{Event, Given, Symbol, Vocabulary};
use crate::time::check_instant;
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// The clocks of one open ticket. Its report equals that of a full evaluation of the same events at the same instant.
///
/// The first [`BoundPolicies`] it is handed is its own, and so are clones of it and what it [learns](BoundPolicies::learn); any other is
/// refused, for its numbers mean other words. After binding anew, start with [`from_events`](Self::from_events). An event with a name
/// that the binding has not learned is refused, and so is a report with another vocabulary. [`LiveTickets`](super::LiveTickets) keeps
/// binding and names for you.
///
/// Any number of events takes time in proportion to n log n, in whatever order they come: late ones are put in their places together,
/// when the next report or [`events`](Self::events) asks for them.
#[derive(Debug, Clone, Default)]
pub struct LiveTicket {
    /// The binding it is folded by, and the names that one had when it was last used.
    binding: Option<(Arc<()>, usize, u64)>,
    /// In order.
    events: Vec<Event>,
    /// Of each event, which of those handed in it comes from.
    given: Vec<u32>,
    handed: u32,
    /// Those that came too late for their places, in the order in which they came, and what they come from.
    late: Vec<(Event, u32)>,
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

    /// A ticket with a history, in any order.
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
    pub fn events(&mut self) -> &[Event] {
        self.settle();
        &self.events
    }

    /// The events so far, in order, and what the host calls them.
    pub(super) fn settled(&mut self) -> (&[Event], Given<'_>) {
        self.settle();
        (&self.events, Given::of_events(&self.given))
    }

    /// How many events were handed in, so far as is known: the number of the next.
    pub(super) fn handed(&self) -> u32 {
        self.handed
    }

    /// Adds an event. One that is earlier than the last is put in its place, after those of its instant, or refused, as the policy says.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`] outside 1900–2200; [`ErrorKind::InconsistentLog`] when out of order and the policy refuses that;
    /// [`ErrorKind::Incompatible`] for another binding than its own, and for a name that it has not learned ([`BoundPolicies::learn`]).
    /// A refused event changes nothing.
    pub fn push(&mut self, bound: &BoundPolicies, event: Event) -> Result<()> {
        self.push_of(bound, event, self.handed)
    }

    /// Adds an event that comes from number `given` of those handed in.
    pub(super) fn push_of(&mut self, bound: &BoundPolicies, event: Event, given: u32) -> Result<()> {
        self.check_binding(bound)?;
        check_instant(event.at).map_err(|e| e.at("at"))?;
        bound.check_symbols(&[event])?;
        if self.events.last().is_none_or(|last| last.at <= event.at) {
            self.own(bound);
            self.handed = self.handed.max(given.saturating_add(1));
            self.events.push(event);
            self.given.push(given);
            return Ok(());
        }
        if bound.set.0.doc.out_of_order == OutOfOrder::Error {
            let expected = "an event not before the last one, or out_of_order set to sort";
            return Err(Error::expected(ErrorKind::InconsistentLog, "comes too late", "at", event.at, expected));
        }
        self.own(bound);
        self.handed = self.handed.max(given.saturating_add(1));
        self.late.push((event, given));
        Ok(())
    }

    /// Remembers the binding.
    fn own(&mut self, bound: &BoundPolicies) {
        let names = (bound.names_len(), bound.fingerprint());
        match &mut self.binding {
            Some((_, len, fingerprint)) => (*len, *fingerprint) = names,
            None => self.binding = Some((Arc::clone(&bound.identity), names.0, names.1)),
        }
    }

    /// Whether a binding is the one this ticket is folded by.
    fn check_binding(&self, bound: &BoundPolicies) -> Result<()> {
        let same = |(own, len, fingerprint): &(Arc<()>, usize, u64)| {
            let names =
                (bound.names_len(), bound.fingerprint()) == (*len, *fingerprint) || bound.had(*len, *fingerprint);
            Arc::ptr_eq(own, &bound.identity) && names
        };
        if self.binding.as_ref().is_none_or(same) {
            return Ok(());
        }
        let expected = "the binding that the ticket began with, or what it has learned since; a new binding begins with from_events";
        Err(Error::expected(ErrorKind::Incompatible, "is not the ticket's own", "bound", "another binding", expected))
    }

    /// Puts late events in their places.
    fn settle(&mut self) {
        let lowest = merge((&mut self.events, &mut self.given), &mut self.late, &mut || {});
        if lowest < self.folded {
            self.chosen = None;
        }
    }

    /// The report as of `now`.
    ///
    /// # Errors
    /// As [`BoundPolicies::report_us`]; [`ErrorKind::Incompatible`] also for another binding than its own.
    pub fn report(&mut self, bound: &BoundPolicies, names: &Vocabulary, now: DateTime<Utc>) -> Result<SlaReport> {
        self.report_us(bound, names, micros(now)?)
    }

    /// [`report`](Self::report) at an instant in microseconds.
    ///
    /// # Errors
    /// As [`report`](Self::report).
    pub fn report_us(&mut self, bound: &BoundPolicies, names: &Vocabulary, now: i64) -> Result<SlaReport> {
        let chosen = self.fold(bound, names, now)?;
        self.build(bound, names, chosen, now)
    }

    /// One metric of the report, for a fraction of its cost.
    ///
    /// # Errors
    /// As [`BoundPolicies::metric_us`]; [`ErrorKind::Incompatible`] also for another binding than its own.
    pub fn metric_us(
        &mut self,
        bound: &BoundPolicies,
        names: &Vocabulary,
        now: i64,
        metric: &str,
    ) -> Result<MetricReport> {
        let chosen = self.fold(bound, names, now)?;
        bound.one_metric(chosen, &self.runs, metric, now)
    }

    /// The first instant after `now` at which the report changes by time alone.
    pub(super) fn next_change_us(
        &mut self,
        bound: &BoundPolicies,
        names: &Vocabulary,
        now: i64,
    ) -> Result<Option<i64>> {
        let chosen = self.fold(bound, names, now)?;
        bound.next_change(chosen, &self.runs, now)
    }

    /// Forgets whose it is and what it has folded; the events stay.
    pub(super) fn forget(&mut self) {
        (self.binding, self.chosen, self.folded) = (None, None, 0);
    }

    /// The instant of the last event.
    pub(super) fn last_at(&self) -> Option<i64> {
        self.events.iter().next_back().into_iter().chain(self.late.iter().map(|(e, _)| e)).map(|e| e.at).max()
    }

    /// Folds what is new up to `now`; the runs are then those of the policy chosen.
    fn fold(&mut self, bound: &BoundPolicies, names: &Vocabulary, now: i64) -> Result<Chosen> {
        self.check_binding(bound)?;
        check_instant(now)?;
        bound.check_names(names)?;
        self.own(bound);
        self.settle();
        let chosen = bound.choose(&self.events, now, &mut self.values);
        self.values.resize(bound.slots, Symbol::EMPTY);
        let Some(policy) = chosen.policy.and_then(|p| bound.policies.get(p)) else {
            (self.chosen, self.folded) = (None, 0);
            self.runs.clear();
            self.notes.clear();
            return Ok(chosen);
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
        self.folded = folded.map_err(|h| bound.error(h, &self.events, Some(names), Given::of_events(&self.given)))?;
        self.chosen = Some(chosen);
        Ok(chosen)
    }

    fn build(&mut self, bound: &BoundPolicies, names: &Vocabulary, chosen: Chosen, now: i64) -> Result<SlaReport> {
        let full = Full {
            events: &self.events,
            given: Given::of_events(&self.given),
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

/// Merges `late`, in any order, into the ascending `events`, each after those of its instant, and empties it; gives the first place that
/// changed. `step` is called for each comparison and each move.
fn merge(
    (events, given): (&mut Vec<Event>, &mut Vec<u32>),
    late: &mut Vec<(Event, u32)>,
    step: &mut impl FnMut(),
) -> usize {
    let Some(earliest) = late.iter().map(|(e, _)| e.at).min() else { return events.len() };
    late.sort_by(|(a, _), (b, _)| {
        step();
        a.at.cmp(&b.at)
    });
    let lowest = events.partition_point(|e| e.at <= earliest);
    let later = events.split_off(lowest).into_iter().zip(given.split_off(lowest));
    let (mut kept, mut added) = (later.peekable(), late.drain(..).peekable());
    let mut keep = |(event, of)| {
        events.push(event);
        given.push(of);
    };
    while let Some((next, _)) = kept.peek() {
        step();
        let at = next.at;
        added.next_if(|(e, _)| e.at < at).or_else(|| kept.next()).into_iter().for_each(&mut keep);
    }
    added.for_each(keep);
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::{ActorKind, What, Who};

    fn event(at: i64, mark: bool) -> Event {
        Event {
            at,
            what: What::Reply,
            by: ActorKind::Human,
            public: mark,
            field: Symbol::EMPTY,
            to: Symbol::EMPTY,
            who: Who::UNKNOWN,
        }
    }

    fn steps(n: i64) -> u64 {
        let (mut events, mut given, mut late, mut count) = (vec![event(n, false)], vec![0], Vec::new(), 0);
        late.extend((0..n).rev().map(|at| (event(at, false), 1)));
        assert_eq!(merge((&mut events, &mut given), &mut late, &mut || count += 1), 0);
        assert!(
            late.is_empty()
                && events.is_sorted_by_key(|e| e.at)
                && i64::try_from(events.len()).is_ok_and(|len| len == n + 1)
        );
        count
    }

    #[test]
    fn two_hundred_thousand_descending_events_took_six_seconds() {
        let (few, many) = (steps(12_500), steps(200_000));
        assert!(many < few * 16 * 2, "{few} steps, 16 times the events {many}"); // the square would be 256 times as many
        assert!(many < 200_000 * 18, "{many}");
    }

    #[test]
    fn a_late_event_comes_after_those_of_its_instant() {
        let mut events = vec![event(1, false), event(2, false), event(2, false), event(3, false)];
        let mut given = vec![0, 1, 1, 2];
        let mut late = vec![(event(2, true), 3), (event(0, true), 4), (event(3, true), 5)];
        assert_eq!(merge((&mut events, &mut given), &mut late, &mut || {}), 0);
        let marks: Vec<(i64, bool)> = events.iter().map(|e| (e.at, e.public)).collect();
        let expected = [(0, true), (1, false), (2, false), (2, false), (2, true), (3, false), (3, true)];
        assert_eq!(marks, expected);
        assert_eq!(given, [4, 0, 1, 1, 3, 2, 5]);
        assert_eq!(merge((&mut events, &mut given), &mut late, &mut || {}), 7);
    }
}

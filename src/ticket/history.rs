//! A ticket's events in order, and a whole log of them.

use super::event::{Event, EventDoc};
use super::kind::What;
use super::vocabulary::Vocabulary;
use crate::error::{Error, ErrorKind, Result};
use crate::time::check_instant;

/// One ticket's events in ascending order (ties keep their input order), borrowed from a [`TicketHistory`] or an event log. There is
/// none out of order, so that figures and clocks see the same.
#[derive(Debug, Clone, Copy)]
pub struct History<'a> {
    names: &'a Vocabulary,
    events: &'a [Event],
    given: Given<'a>,
}

/// What the caller calls the events of a history: an error names the event that was handed in, not what it was folded and sorted to.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Given<'a> {
    /// The ticket, where they are of a log.
    pub(super) ticket: Option<&'a str>,
    /// Of each event, which of those handed in it comes from; empty where they are those themselves.
    pub(super) places: &'a [u32],
    /// How many stand before them that nobody handed in.
    pub(super) made_up: usize,
}

impl<'a> Given<'a> {
    /// Events of one ticket by itself.
    pub(crate) fn of_events(places: &'a [u32]) -> Self {
        Self { places, ..Self::default() }
    }

    /// The path to the value of event `i`, which is `what`: `events[2].to`, of a log `tickets.T-1[2].to`; of what a creation states
    /// `events[2].status`.
    pub(crate) fn path(self, i: usize, what: What) -> String {
        let own = i.saturating_sub(self.made_up);
        let of = self.places.get(own);
        let place = of.and_then(|place| usize::try_from(*place).ok()).unwrap_or(own);
        let stated = of.is_some_and(|of| self.places.iter().take(own).any(|before| before == of));
        let field = if stated { what.word() } else { "to" };
        match self.ticket {
            Some(ticket) => format!("tickets.{ticket}[{place}].{field}"),
            None => format!("events[{place}].{field}"),
        }
    }

    /// Which of the events handed in event `i` comes from.
    pub(crate) fn place(self, i: usize) -> u32 {
        let i = i.saturating_sub(self.made_up);
        self.places.get(i).copied().unwrap_or_else(|| u32::try_from(i).unwrap_or(u32::MAX))
    }
}

impl<'a> History<'a> {
    /// A view of `events` in ascending order of `at`. [`TicketHistory::new`] is the form that sorts.
    ///
    /// # Errors
    /// [`ErrorKind::InconsistentLog`] for one that comes after a later one, [`ErrorKind::OutOfRange`] for an instant outside the supported
    /// dates; each with `events[i].at` as path.
    pub fn new(names: &'a Vocabulary, events: &'a [Event]) -> Result<Self> {
        let mut last = i64::MIN;
        for (i, event) in events.iter().enumerate() {
            let path = || format!("events[{i}].at");
            check_instant(event.at).map_err(|e| e.at(&path()))?;
            if event.at < last {
                let (says, expected) = ("comes after a later event", "events in ascending order");
                return Err(Error::expected(ErrorKind::InconsistentLog, says, path(), format!("event {i}"), expected));
            }
            last = event.at;
        }
        Ok(Self::ordered(names, events))
    }

    /// A view of events that are in order and within the supported dates already.
    pub(crate) fn ordered(names: &'a Vocabulary, events: &'a [Event]) -> Self {
        debug_assert!(events.is_sorted_by_key(|e| e.at), "a history out of order");
        Self { names, events, given: Given::default() }
    }

    /// The same, with what the caller calls its events.
    pub(crate) fn given_as(self, given: Given<'a>) -> Self {
        Self { given, ..self }
    }

    /// What the caller calls its events.
    pub(crate) fn given(&self) -> Given<'a> {
        self.given
    }

    /// The events.
    #[must_use]
    pub fn events(&self) -> &'a [Event] {
        self.events
    }

    /// The names their symbols stand for.
    #[must_use]
    pub fn names(&self) -> &'a Vocabulary {
        self.names
    }
}

/// One ticket's events with their names.
#[derive(Debug, Clone, Default)]
pub struct TicketHistory {
    names: Vocabulary,
    events: Vec<Event>,
    /// Of each event, which of those handed in it comes from.
    given: Vec<u32>,
    handed: u32,
}

impl TicketHistory {
    /// Folds and sorts `events` by instant; events of the same instant keep their input order.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside the supported dates, with `events[i].at` as path.
    pub fn new(events: &[EventDoc]) -> Result<Self> {
        let mut history = Self::default();
        for (i, event) in events.iter().enumerate() {
            event.fold_into(&mut history.names, &mut history.events).map_err(|e| e.at(&format!("events[{i}].at")))?;
            history.note_given();
        }
        sort_given(&mut history.events, &mut history.given);
        Ok(history)
    }

    /// Adds an event where it belongs: after those of its instant. A late one moves those after it.
    ///
    /// ```
    /// use sundesk::ticket::{EventDoc, TicketHistory};
    /// let event = |json| serde_json::from_str::<EventDoc>(json);
    /// let mut history = TicketHistory::default();
    /// history.push(&event(r#"{"at": "2024-06-03T11:00:00Z", "type": "reply", "by": "agent"}"#)?)?;
    /// history.push(&event(r#"{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer", "status": "new"}"#)?)?;
    /// let view = history.view();
    /// assert_eq!(view.events().len(), 3); // created, its status, the reply
    /// assert!(view.events().is_sorted_by_key(|e| e.at));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) with the path `at`; the history is as before.
    pub fn push(&mut self, event: &EventDoc) -> Result<()> {
        let had = self.events.len();
        event.fold_into(&mut self.names, &mut self.events).map_err(|e| e.at("at"))?;
        self.note_given();
        let (before, new) = self.events.split_at(had);
        let Some(at) = new.first().map(|e| e.at) else { return Ok(()) };
        let (place, count) = (before.partition_point(|e| e.at <= at), new.len());
        if let (Some(later), Some(given)) = (self.events.get_mut(place..), self.given.get_mut(place..)) {
            later.rotate_right(count);
            given.rotate_right(count);
        }
        Ok(())
    }

    /// What was folded last comes from one more of the events handed in.
    fn note_given(&mut self) {
        self.given.resize(self.events.len(), self.handed);
        self.handed = self.handed.saturating_add(1);
    }

    /// The borrowed form that engines take.
    #[must_use]
    pub fn view(&self) -> History<'_> {
        History::ordered(&self.names, &self.events).given_as(Given::of_events(&self.given))
    }
}

/// Sorts events by instant, those of one instant in the order they have, and with each what it comes from.
pub(super) fn sort_given(events: &mut [Event], given: &mut [u32]) {
    if events.is_sorted_by_key(|e| e.at) {
        return;
    }
    let mut pairs: Vec<(Event, u32)> = events.iter().copied().zip(given.iter().copied()).collect();
    pairs.sort_by_key(|(e, _)| e.at);
    for ((event, given), pair) in events.iter_mut().zip(given).zip(pairs) {
        (*event, *given) = pair;
    }
}

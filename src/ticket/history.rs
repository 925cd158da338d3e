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
        Ok(Self { names, events })
    }

    /// A view of events that are in order and within the supported dates already.
    pub(crate) fn ordered(names: &'a Vocabulary, events: &'a [Event]) -> Self {
        debug_assert!(events.is_sorted_by_key(|e| e.at), "a history out of order");
        Self { names, events }
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
}

impl TicketHistory {
    /// Folds and sorts `events` by instant; events of the same instant keep their input order.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for an instant outside the supported dates, with `events[i]` as path.
    pub fn new(events: &[EventDoc]) -> Result<Self> {
        let mut history = Self::default();
        for (i, event) in events.iter().enumerate() {
            event.fold_into(&mut history.names, &mut history.events).map_err(|e| e.at(&format!("events[{i}]")))?;
        }
        history.events.sort_by_key(|e| e.at);
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
        let (before, new) = self.events.split_at(had);
        let Some(at) = new.first().map(|e| e.at) else { return Ok(()) };
        let (place, count) = (before.partition_point(|e| e.at <= at), new.len());
        if let Some(later) = self.events.get_mut(place..) {
            later.rotate_right(count);
        }
        Ok(())
    }

    /// The borrowed form that engines take.
    #[must_use]
    pub fn view(&self) -> History<'_> {
        History::ordered(&self.names, &self.events)
    }
}

/// Lets sorted events begin with their first creation: those dated before it take effect at it, in their order. Gives the instant
/// of that creation, and the place and own date of each event that was moved; nothing where none was.
pub(super) fn begin_with_creation(events: &mut [Event]) -> Option<(i64, Vec<(usize, i64)>)> {
    let creation = events.iter().position(|e| e.what == What::Created)?;
    let created = events.get(creation)?.at;
    let early = events.iter().take_while(|e| e.at < created).count();
    if early == 0 {
        return None;
    }
    events.get_mut(..=creation)?.rotate_right(1);
    let mut moved = Vec::with_capacity(early);
    for (i, event) in events.iter_mut().enumerate().skip(1).take(early) {
        moved.push((i, event.at));
        event.at = created;
    }
    Some((created, moved))
}

//! Many tickets in one place: columns instead of objects, one vocabulary for all.
//!
//! ```text
//! ids      [INC1   | INC2 | INC3 ]            one text per ticket
//! offsets  [0      | 4    | 6    | 9]         where each history starts
//! events   [e e e e| e e  | e e e]            24 bytes each, ascending within a ticket
//! columns  priority [High | Low | Low], ...   one symbol per ticket, to group by
//! ```

use super::creation::Dated;
use super::event::{Event, EventDoc};
use super::history::{Given, History, sort_given};
use super::kind::What;
use super::quality::Quality;
use super::status::{BoundStatuses, StatusCategory, StatusMap, Statuses};
use super::untold::Untold;
use super::vocabulary::{Symbol, Vocabulary};
use crate::error::{Error, Result};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// The histories of many tickets. Immutable; build it with [`EventLog::builder`] or an importer.
///
/// Tickets keep the order in which they were first met.
#[derive(Debug, Clone)]
pub struct EventLog {
    pub(super) names: Vocabulary,
    pub(super) ids: Texts,
    pub(super) offsets: Vec<usize>,
    pub(super) events: Vec<Event>,
    /// Of each event, which of its ticket's it comes from as they were handed in; empty where each stands for itself.
    pub(super) given: Vec<u32>,
    pub(super) columns: Vec<Column>,
    pub(super) recorded: RecordedColumns,
    pub(super) statuses: StatusMap,
    pub(super) quality: Quality,
    /// The last instant that the log states, in whatever form.
    pub(super) last: Option<i64>,
    /// The dates of those events that are dated before their ticket's creation, by place in `events`.
    pub(super) dated: Dated,
    /// For a log of one row per ticket: whether its last event is the state that the row shows, one entry per ticket.
    pub(super) shown: Vec<Shown>,
    /// Words whose category no map changes: those of stated moments in a log of one row per ticket.
    pub(super) reserved: Vec<(Symbol, StatusCategory)>,
    /// The zone that was assumed for timestamps that name none.
    pub(super) assumed_zone: Option<String>,
    /// What it does not tell.
    pub(super) untold: Untold,
    /// The preset it was read by.
    pub(super) preset: Option<&'static str>,
}

/// One attribute of every ticket, such as its last priority.
#[derive(Debug, Clone)]
pub(super) struct Column {
    pub(super) name: String,
    pub(super) values: Vec<Symbol>,
}

/// Instants that a log states by itself, beside its rows: one per ticket, [`MISSING`] where it has none.
#[derive(Debug, Clone, Default)]
pub(super) struct RecordedColumns {
    pub(super) created: Option<Vec<i64>>,
    pub(super) resolved: Option<Vec<i64>>,
    pub(super) closed: Option<Vec<i64>>,
    pub(super) first_response: Option<Vec<i64>>,
    pub(super) due: Option<Vec<i64>>,
}

/// Whether the last event of a ticket is no change but the state its one row shows, and as of when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[cfg_attr(not(feature = "import"), allow(dead_code))] // only a reader of lists makes them
pub(super) enum Shown {
    /// It is an event like the others.
    #[default]
    No,
    /// The state at the row's own instant.
    At,
    /// The state at the as-of: the row has no instant of its own.
    AsOf,
}

/// "No instant" inside a recorded column: outside the supported dates, so no event can have it.
pub(super) const MISSING: i64 = i64::MIN;

/// What a log itself says about the moments of a ticket, in columns that repeat on each of its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recorded {
    /// When it was opened; microseconds, UTC.
    pub created: Option<i64>,
    /// When it was (last) resolved. `None` with [`EventLog::records_resolution`] means that the log leaves it blank.
    pub resolved: Option<i64>,
    /// When it was closed.
    pub closed: Option<i64>,
    /// When it was first answered. `None` with [`EventLog::records_first_response`] means that the log leaves it blank.
    pub first_response: Option<i64>,
    /// When it was to be done, by the log's own plan.
    pub due: Option<i64>,
}

impl EventLog {
    /// An empty log to fill.
    #[must_use]
    pub fn builder() -> EventLogBuilder {
        EventLogBuilder::default()
    }

    /// How many tickets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ids.len() == 0
    }

    /// The id and history of every ticket, in the order in which tickets were first met.
    pub fn tickets(&self) -> impl ExactSizeIterator<Item = (&str, History<'_>)> {
        (0..self.len()).map(|i| (self.ids.get(i), self.history_at(i)))
    }

    /// The id of ticket `index`.
    #[must_use]
    pub fn id(&self, index: usize) -> Option<&str> {
        (index < self.len()).then(|| self.ids.get(index))
    }

    /// The history of ticket `index`.
    #[must_use]
    pub fn history(&self, index: usize) -> Option<History<'_>> {
        (index < self.len()).then(|| self.history_at(index))
    }

    fn history_at(&self, index: usize) -> History<'_> {
        self.named(index, self.range(index).and_then(|r| self.events.get(r)).unwrap_or(&[]), 0)
    }

    fn range(&self, index: usize) -> Option<Range<usize>> {
        self.offsets.get(index).zip(self.offsets.get(index + 1)).map(|(from, to)| *from..*to)
    }

    /// Events of ticket `index`, so that an error calls them as the caller does.
    fn named<'a>(&'a self, index: usize, events: &'a [Event], made_up: usize) -> History<'a> {
        let places = self.range(index).and_then(|r| self.given.get(r)).unwrap_or(&[]);
        let given = Given { ticket: Some(self.ids.get(index)), places, made_up };
        History::ordered(&self.names, events).given_as(given)
    }

    /// What [`events_as_of`](Self::events_as_of) gave for ticket `index`, as a history.
    pub(crate) fn history_of<'a>(&'a self, index: usize, as_of: &'a [Event]) -> History<'a> {
        let own = self.range(index).map_or(0, |r| r.len());
        self.named(index, as_of, as_of.len().saturating_sub(own))
    }

    /// The events of ticket `index` as clocks run on them at `now`; empty past the last ticket.
    ///
    /// They are those of its [`history`](Self::history) with two differences. A ticket without a `created` event is created with
    /// its first event. The state that a row without an instant of its own shows holds at `now`, the as-of: not at the last instant
    /// of the log, as the history has it.
    #[must_use]
    pub fn events_as_of(&self, index: usize, now: i64) -> Cow<'_, [Event]> {
        let own = self.history_at(index).events();
        let moved = self.shown.get(index) == Some(&Shown::AsOf) && own.last().is_some_and(|e| e.at < now);
        let Some(first) = own.first() else { return Cow::Borrowed(own) };
        let created = first.what == What::Created || own.iter().any(|e| e.what == What::Created);
        if created && !moved {
            return Cow::Borrowed(own);
        }
        let mut events = Vec::with_capacity(own.len() + 1);
        if !created {
            events.push(Event::plain(first.at));
        }
        events.extend_from_slice(own);
        if let Some(last) = events.last_mut().filter(|_| moved) {
            last.at = now;
        }
        Cow::Owned(events)
    }

    /// What the figures know of ticket `index` besides its events: see [`TicketFacts`](crate::metrics::TicketFacts).
    pub(crate) fn marks(&self, index: usize) -> Marks<'_> {
        Marks {
            dated: &self.dated,
            first: self.offsets.get(index).copied().unwrap_or(usize::MAX),
            shown: self.shown.get(index).is_some_and(|s| *s != Shown::No),
        }
    }

    /// Whether the log has one row per ticket: its history is made of stated moments.
    pub(crate) fn is_list(&self) -> bool {
        !self.shown.is_empty()
    }

    /// What the log says about statuses: the owner of their meaning, for figures and clocks alike.
    pub(crate) fn status_words(&self) -> Statuses {
        let mut words = self.statuses.statuses();
        self.reserved.iter().for_each(|(word, category)| words.fix(self.names.name(*word), *category));
        words
    }

    /// The categories of the log's own status names.
    pub(crate) fn bound_statuses(&self) -> BoundStatuses {
        self.status_words().bind(&self.names)
    }

    /// The names behind the symbols of all histories and attributes.
    #[must_use]
    pub fn names(&self) -> &Vocabulary {
        &self.names
    }

    /// All events, ticket by ticket.
    #[must_use]
    pub fn events(&self) -> &[Event] {
        &self.events
    }

    /// The names of the attribute columns, in the order in which they were declared.
    pub fn attributes(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|c| c.name.as_str())
    }

    /// One attribute of all tickets, in ticket order: the column to group by. The empty symbol stands for "not stated".
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) when there is no such column; the sentence lists those there are.
    pub fn attribute(&self, name: &str) -> Result<&[Symbol]> {
        self.columns.iter().find(|c| c.name == name).map(|c| c.values.as_slice()).ok_or_else(|| {
            let known: Vec<&str> = self.attributes().collect();
            let expected = match known.as_slice() {
                [] => "an attribute of the log, which has none: a column map names them under `attributes`".to_owned(),
                known => format!("one of the log's attributes: {}", known.join(", ")),
            };
            Error::not_found("attribute", name, expected)
        })
    }

    /// What the log itself states about the moments of ticket `index`.
    #[must_use]
    pub fn recorded(&self, index: usize) -> Recorded {
        let read =
            |column: &Option<Vec<i64>>| column.as_ref().and_then(|c| c.get(index)).copied().filter(|at| *at != MISSING);
        Recorded {
            created: read(&self.recorded.created),
            resolved: read(&self.recorded.resolved),
            closed: read(&self.recorded.closed),
            first_response: read(&self.recorded.first_response),
            due: read(&self.recorded.due),
        }
    }

    /// Whether the log has a column of its own for the instant of resolution.
    #[must_use]
    pub fn records_resolution(&self) -> bool {
        self.recorded.resolved.is_some()
    }

    /// Whether the log has a column of its own for the instant of closing.
    #[must_use]
    pub fn records_closing(&self) -> bool {
        self.recorded.closed.is_some()
    }

    /// Whether the log has a column of its own for the instant of the first response.
    #[must_use]
    pub fn records_first_response(&self) -> bool {
        self.recorded.first_response.is_some()
    }

    /// Whether the log has a column of its own for the instant at which a ticket is to be done.
    #[must_use]
    pub fn records_due(&self) -> bool {
        self.recorded.due.is_some()
    }

    /// What each status name means.
    #[must_use]
    pub fn statuses(&self) -> &StatusMap {
        &self.statuses
    }

    /// The zone whose clock the log's timestamps were taken to show, where they name none themselves.
    #[must_use]
    pub fn assumed_zone(&self) -> Option<&str> {
        self.assumed_zone.as_deref()
    }

    /// The preset by which it was read, chosen by its name or by the columns of the file (`import::read_by`); `None` for any other log.
    #[must_use]
    pub fn preset(&self) -> Option<&'static str> {
        self.preset
    }

    /// What was found wrong or odd while reading.
    #[must_use]
    pub fn quality(&self) -> &Quality {
        &self.quality
    }

    /// The as-of instant where none is given: the last instant that the log states, be it of an event, of a row that changed nothing
    /// or of a stated moment such as `resolved_at`. `None` for a log that states none.
    ///
    /// It may lie after the last event of [`span`](Self::span): an as-of before a stated resolution would not know of it yet.
    #[must_use]
    pub fn as_of(&self) -> Option<i64> {
        self.last
    }

    /// The first and the last instant of any event; `None` for a log without events.
    #[must_use]
    pub fn span(&self) -> Option<(i64, i64)> {
        let first = self.events.iter().map(|e| e.at).min()?;
        let last = self.events.iter().map(|e| e.at).max()?;
        Some((first, last))
    }
}

/// What is known of a ticket's events besides themselves.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Marks<'a> {
    dated: &'a Dated,
    first: usize,
    /// The last event is the state that the ticket's one row shows, not a change.
    pub(crate) shown: bool,
}

impl Marks<'_> {
    /// The instant at which event `i` of the ticket, which takes effect at `at`, is dated.
    pub(crate) fn dated(&self, i: usize, at: i64) -> i64 {
        self.first.checked_add(i).and_then(|place| self.dated.of(place)).unwrap_or(at)
    }
}

/// Collects tickets and events in any order.
///
/// A ticket begins with its `created` event, or with its first event where it has none. What is dated before the creation takes
/// effect at it and is counted ([`Quality::rows_before_creation`]); figures leave out a time that would begin after its end.
///
/// ```
/// use sundesk::ticket::{EventLog, StatusCategory, StatusMap, EventDoc};
/// let mut log = EventLog::builder();
/// let ticket = log.ticket("T-1");
/// for text in [
///     r#"{"at": "2024-06-03T10:00:00Z", "type": "status", "to": "solved"}"#,
///     r#"{"at": "2024-06-03T09:00:00Z", "type": "created", "by": "customer", "status": "open"}"#,
/// ] {
///     log.push(ticket, &serde_json::from_str::<EventDoc>(text)?)?;
/// }
/// log.set(ticket, "region", "EMEA");
/// let log = log.statuses(StatusMap::from([("solved", StatusCategory::Solved)])).finish();
/// let (id, history) = log.tickets().next().unwrap();
/// assert_eq!((id, history.events().len()), ("T-1", 3)); // created, its status, solved
/// assert_eq!(log.quality().rows_out_of_order, 1);
/// assert_eq!(log.names().name(log.attribute("region")?[0]), "EMEA");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct EventLogBuilder {
    names: Vocabulary,
    ids: Texts,
    index: HashMap<String, usize>,
    histories: Vec<Vec<Event>>,
    /// Of each event, which of its ticket's events it comes from.
    given: Vec<Vec<u32>>,
    rows: Vec<Vec<i64>>,
    columns: Vec<Column>,
    statuses: StatusMap,
}

impl EventLogBuilder {
    /// The number of the ticket called `id`, new or known.
    pub fn ticket(&mut self, id: &str) -> usize {
        if let Some(known) = self.index.get(id) {
            return *known;
        }
        let next = self.histories.len();
        self.index.insert(id.to_owned(), next);
        self.ids.push(id);
        self.histories.push(Vec::new());
        self.given.push(Vec::new());
        self.rows.push(Vec::new());
        next
    }

    /// Adds an event to a ticket; events may come in any order, those of the same instant keep their input order.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside the supported dates;
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a number that [`ticket`](Self::ticket) did not give.
    pub fn push(&mut self, ticket: usize, event: &EventDoc) -> Result<()> {
        let history = self.histories.get_mut(ticket).ok_or_else(|| no_ticket(ticket))?;
        event.fold_into(&mut self.names, history).map_err(|e| e.at("at"))?;
        if let (Some(rows), Some(given)) = (self.rows.get_mut(ticket), self.given.get_mut(ticket)) {
            given.resize(history.len(), u32::try_from(rows.len()).unwrap_or(u32::MAX));
            rows.push(event.at.timestamp_micros());
        }
        Ok(())
    }

    /// Sets an attribute of a ticket, to group by; the last value stands. A number that was never given is ignored.
    pub fn set(&mut self, ticket: usize, attribute: &str, value: &str) {
        if ticket >= self.histories.len() {
            return;
        }
        let value = self.names.intern(value);
        if !self.columns.iter().any(|c| c.name == attribute) {
            self.columns.push(Column { name: attribute.to_owned(), values: Vec::new() });
        }
        let Some(column) = self.columns.iter_mut().find(|c| c.name == attribute) else { return };
        if column.values.len() <= ticket {
            column.values.resize(ticket + 1, Symbol::EMPTY);
        }
        if let Some(slot) = column.values.get_mut(ticket) {
            *slot = value;
        }
    }

    /// What each status name means; needed to tell resolutions and reopenings.
    #[must_use]
    pub fn statuses(mut self, statuses: StatusMap) -> Self {
        self.statuses = statuses;
        self
    }

    /// Sorts each history by instant (ties keep their input order) and packs the columns.
    #[must_use]
    pub fn finish(self) -> EventLog {
        let Self { names, ids, mut histories, mut given, rows, mut columns, statuses, .. } = self;
        let counts: Vec<u64> = rows.iter().map(|r| u64::try_from(r.len()).unwrap_or(u64::MAX)).collect();
        let mut quality = Quality::start(&counts);
        rows.iter().for_each(|r| quality.note_order(r.iter()));
        let mut offsets = Vec::with_capacity(histories.len() + 1);
        let mut events = Vec::with_capacity(histories.iter().map(Vec::len).sum());
        let mut dated = Dated::default();
        offsets.push(0);
        let mut places = Vec::with_capacity(events.capacity());
        for ((history, given), rows) in histories.iter_mut().zip(&mut given).zip(&rows) {
            sort_given(history, given);
            if let Some(creation) = dated.begin(history, given, events.len()) {
                let rows = rows.iter().filter(|at| creation.is_after(**at)).count();
                quality.rows_before_creation += u64::try_from(rows).unwrap_or(u64::MAX);
            }
            events.append(history);
            places.append(given);
            offsets.push(events.len());
        }
        for column in &mut columns {
            column.values.resize(histories.len(), Symbol::EMPTY);
        }
        quality.note_statuses(&events, &names, &statuses);
        let recorded = RecordedColumns::default();
        let last = events.iter().map(|e| e.at).max();
        EventLog {
            names,
            ids,
            offsets,
            events,
            given: places,
            columns,
            recorded,
            statuses,
            quality,
            last,
            dated,
            shown: Vec::new(),
            reserved: Vec::new(),
            assumed_zone: None,
            untold: Untold::default(),
            preset: None,
        }
    }
}

fn no_ticket(index: usize) -> Error {
    Error::not_found("ticket", index, "a number that EventLogBuilder::ticket gave")
}

/// Many short texts in one allocation.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    text: String,
    ends: Vec<usize>,
}

impl Texts {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// Text `i`; empty past the end.
    pub(super) fn get(&self, i: usize) -> &str {
        let from = i.checked_sub(1).and_then(|p| self.ends.get(p)).copied().unwrap_or(0);
        self.ends.get(i).and_then(|to| self.text.get(from..*to)).unwrap_or("")
    }
}

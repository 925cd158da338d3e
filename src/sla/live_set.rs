//! Many open tickets under one binding: an event costs what is new, and one index says who is due.
//!
//! ```text
//! push ──▶ names learn ──▶ one ticket's events ──▶ stale ──look──▶ next change ──▶ DueIndex ──▶ due(now)
//! ```

use super::bind::BoundPolicies;
use super::binding::Binding;
use super::explain::Explanation;
use super::live::LiveTicket;
use super::report::{MetricReport, SlaReport};
use crate::error::{Error, Result};
use crate::ticket::{Event, EventDoc, History, Vocabulary};
use crate::time::{DueHandle, DueIndex, check_instant};

/// A ticket of a [`LiveTickets`], given by [`insert`](LiveTickets::insert); it goes stale once the ticket is removed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LiveId {
    slot: u32,
    generation: u32,
}

impl LiveId {
    /// The id as one number, for hosts that keep it in a column or hand it to another language. It is never 0.
    #[must_use]
    pub const fn to_bits(self) -> u64 {
        (self.generation as u64) << 32 | self.slot as u64
    }

    /// The id behind a number that [`to_bits`](Self::to_bits) gave. Any other number is a ticket that is not there.
    #[must_use]
    #[allow(clippy::cast_possible_truncation)] // the two halves
    pub const fn from_bits(bits: u64) -> Self {
        Self { slot: bits as u32, generation: (bits >> 32) as u32 }
    }
}

/// The open tickets of a desk while they live. They share one binding, which learns each new name once: no ticket is folded anew because
/// another one got a new agent.
///
/// Names are kept for good: a host whose events carry ever new words (a text in a field) makes a new set now and then.
///
/// ```
/// use sundesk::{calendar::{Calendar, Calendars}, sla, ticket::{EventDoc, TicketHistory}, time::{ZoneDb, parse_instant}};
/// let event = |json| serde_json::from_str::<EventDoc>(json);
/// let set = sla::PolicySet::from_json(r#"{"metrics": {"frt": {"kind": "first_reply", "target": "1h"}}}"#, &ZoneDb::bundled())?;
/// let mut open = sla::LiveTickets::new(&sla::Binding::new(&set, &Calendars::new(Calendar::always_open()))?);
/// let created = event(r#"{"at": "2024-06-03T10:00:00Z", "type": "created", "by": "customer"}"#)?;
/// let ticket = open.insert(TicketHistory::new(&[created])?.view())?;
///
/// let ten = parse_instant("2024-06-03T10:00:00Z")?;
/// let due = open.next_wake(ten)?.unwrap(); // one microsecond after 11:00
/// assert_eq!(open.due(due - 1, 100)?, []);
/// assert_eq!(open.due(due, 100)?, [ticket]);
/// assert_eq!(open.report_us(ticket, due)?.metrics["frt"].state, sla::MetricState::Breached);
/// open.push(ticket, &event(r#"{"at": "2024-06-03T10:20:00Z", "type": "reply", "by": "agent"}"#)?)?; // it had come in time
/// assert_eq!(open.report_us(ticket, due)?.metrics["frt"].state, sla::MetricState::Met);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct LiveTickets {
    bound: BoundPolicies,
    names: Vocabulary,
    slots: Vec<Slot>,
    free: Vec<u32>,
    /// Tickets whose next change has to be worked out anew.
    stale: Vec<LiveId>,
    wakes: DueIndex<LiveId>,
    folded: Vec<Event>,
}

#[derive(Debug, Clone)]
struct Slot {
    generation: u32,
    ticket: Option<LiveTicket>,
    wake: Option<DueHandle>,
    stale: bool,
}

impl LiveTickets {
    /// No tickets yet.
    #[must_use]
    pub fn new(binding: &Binding) -> Self {
        let names = Vocabulary::default();
        Self {
            bound: binding.bind(&names),
            names,
            slots: Vec::new(),
            free: Vec::new(),
            stale: Vec::new(),
            wakes: DueIndex::new(),
            folded: Vec::new(),
        }
    }

    /// How many tickets there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The names behind the symbols of all tickets.
    #[must_use]
    pub fn names(&self) -> &Vocabulary {
        &self.names
    }

    /// The ids of the tickets, in the order of their places.
    pub fn ids(&self) -> impl Iterator<Item = LiveId> {
        let there = self.slots.iter().zip(0..).filter(|(s, _)| s.ticket.is_some());
        there.map(|(s, slot)| LiveId { slot, generation: s.generation })
    }

    /// Adds a ticket with its history so far.
    ///
    /// # Errors
    /// As [`push`](Self::push); nothing is added then.
    pub fn insert(&mut self, history: History<'_>) -> Result<LiveId> {
        let own = history.names();
        self.folded.clear();
        for e in history.events() {
            let (to, field) = (self.names.intern(own.name(e.to)), self.names.intern(own.name(e.field)));
            let who = self.names.intern_actor(&own.actor(e.by, e.who));
            self.folded.push(Event { to, field, who, ..*e });
        }
        self.bound.learn(&self.names)?;
        let (mut ticket, given) = (LiveTicket::new(), history.given());
        for (i, e) in self.folded.iter().enumerate() {
            ticket.push_of(&self.bound, *e, given.place(i))?;
        }
        let slot = self.free.pop().unwrap_or_else(|| u32::try_from(self.slots.len()).unwrap_or(u32::MAX));
        let id = match self.slots.get_mut(place(slot)) {
            Some(free) => {
                free.ticket = Some(ticket);
                LiveId { slot, generation: free.generation }
            }
            None if slot == u32::MAX => return Err(Error::limit("tickets", self.slots.len(), "at most 4,294,967,295")),
            None => {
                self.slots.push(Slot { generation: 1, ticket: Some(ticket), wake: None, stale: false });
                LiveId { slot, generation: 1 }
            }
        };
        self.spoil(id);
        Ok(id)
    }

    /// Adds an event to a ticket; its names are learned. A late one is put in its place, or refused, as the policy says.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there;
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) outside 1900–2200;
    /// [`ErrorKind::InconsistentLog`](crate::ErrorKind::InconsistentLog) when it is out of order and the policy refuses that. A refused
    /// event changes nothing.
    pub fn push(&mut self, id: LiveId, event: &EventDoc) -> Result<()> {
        self.slot(id)?;
        self.folded.clear();
        event.fold_into(&mut self.names, &mut self.folded).map_err(|e| e.at("at"))?;
        self.bound.learn(&self.names)?;
        let slot = self.slots.get_mut(place(id.slot)).ok_or_else(|| not_there(id))?;
        if let Some(ticket) = &mut slot.ticket {
            // All of one event are of one instant: the first is refused, or none.
            let given = ticket.handed();
            self.folded.iter().try_for_each(|e| ticket.push_of(&self.bound, *e, given))?;
        }
        self.spoil(id);
        Ok(())
    }

    /// Takes a ticket out.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there.
    pub fn remove(&mut self, id: LiveId) -> Result<()> {
        let wake = self.slot(id)?.wake.take();
        wake.and_then(|w| self.wakes.remove(w));
        if let Some(slot) = self.slots.get_mut(place(id.slot)) {
            (slot.ticket, slot.stale) = (None, false);
            slot.generation = slot.generation.checked_add(1).unwrap_or(1); // never 0, and so no id is
        }
        self.free.push(id.slot);
        Ok(())
    }

    /// The events of a ticket, in order.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there.
    pub fn history(&mut self, id: LiveId) -> Result<History<'_>> {
        let Some(slot) = self.slots.get_mut(place(id.slot)).filter(|s| s.generation == id.generation) else {
            return Err(not_there(id));
        };
        let ticket = slot.ticket.as_mut().ok_or_else(|| not_there(id))?;
        let (events, given) = ticket.settled();
        Ok(History::ordered(&self.names, events).given_as(given))
    }

    /// All metrics of a ticket as of `now`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a ticket that is not there; otherwise as [`BoundPolicies::report_us`].
    pub fn report_us(&mut self, id: LiveId, now: i64) -> Result<SlaReport> {
        let (ticket, bound, names) = self.parts(id)?;
        let report = ticket.report_us(bound, names, now)?;
        self.schedule(id, report.next_change.map(|at| at.micros()))?;
        Ok(report)
    }

    /// One metric of that report, for a fraction of its cost.
    ///
    /// # Errors
    /// As [`report_us`](Self::report_us), and as [`BoundPolicies::metric_us`].
    pub fn metric_us(&mut self, id: LiveId, now: i64, metric: &str) -> Result<MetricReport> {
        let (ticket, bound, names) = self.parts(id)?;
        ticket.metric_us(bound, names, now, metric)
    }

    /// Why a metric of a ticket stands where it does.
    ///
    /// # Errors
    /// As [`report_us`](Self::report_us), and as [`BoundPolicies::explain_us`].
    pub fn explain_us(&mut self, id: LiveId, now: i64, metric: &str) -> Result<Explanation> {
        let (ticket, bound, names) = self.parts(id)?;
        let (events, given) = ticket.settled();
        bound.explain_us(History::ordered(names, events).given_as(given), now, metric)
    }

    /// The first instant after `now` at which a ticket's report changes by time alone; `None` when it does not.
    ///
    /// # Errors
    /// As [`report_us`](Self::report_us).
    pub fn next_change(&mut self, id: LiveId, now: i64) -> Result<Option<i64>> {
        Ok(self.report_us(id, now)?.next_change.map(|at| at.micros()))
    }

    /// When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already. `None` only
    /// when no report changes by time alone.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for `now` outside 1900–2200.
    pub fn next_wake(&mut self, now: i64) -> Result<Option<i64>> {
        check_instant(now).map_err(|e| e.at("now"))?;
        self.look(now)?;
        Ok(self.wakes.next_wake(now))
    }

    /// The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or
    /// reported; the earliest change first. Each is told once, however many changes it had. Of more than `most` the others are told by
    /// the next call.
    ///
    /// A ticket that cannot be judged is told too, once after each event, so that its report says why. `now` goes forward from call to call.
    ///
    /// # Errors
    /// [`ErrorKind::OutOfRange`](crate::ErrorKind::OutOfRange) for `now` outside 1900–2200.
    pub fn due(&mut self, now: i64, most: usize) -> Result<Vec<LiveId>> {
        check_instant(now).map_err(|e| e.at("now"))?;
        self.look(now)?;
        let mut due = Vec::new();
        while let Some((_, id)) = (due.len() < most).then(|| self.wakes.pop_due(now)).flatten() {
            if let Ok(slot) = self.slot(id) {
                slot.wake = None;
            }
            due.push(id);
        }
        for id in &due {
            let next = self.change_after(*id, now).unwrap_or(None);
            self.schedule(*id, next)?;
        }
        Ok(due)
    }

    /// Puts other policies or calendars in force: every ticket is judged anew, its events stay.
    pub fn set_binding(&mut self, binding: &Binding) {
        self.bound = binding.bind(&self.names);
        self.slots.iter_mut().filter_map(|s| s.ticket.as_mut()).for_each(LiveTicket::forget);
        for id in self.ids().collect::<Vec<_>>() {
            self.spoil(id);
        }
    }

    fn slot(&mut self, id: LiveId) -> Result<&mut Slot> {
        let slot = self.slots.get_mut(place(id.slot));
        slot.filter(|s| s.generation == id.generation && s.ticket.is_some()).ok_or_else(|| not_there(id))
    }

    fn parts(&mut self, id: LiveId) -> Result<(&mut LiveTicket, &BoundPolicies, &Vocabulary)> {
        let slot = self.slots.get_mut(place(id.slot)).filter(|s| s.generation == id.generation);
        let ticket = slot.and_then(|s| s.ticket.as_mut()).ok_or_else(|| not_there(id))?;
        Ok((ticket, &self.bound, &self.names))
    }

    /// Its next change is not known any more.
    fn spoil(&mut self, id: LiveId) {
        let Ok(slot) = self.slot(id) else { return };
        if !std::mem::replace(&mut slot.stale, true) {
            self.stale.push(id);
        }
    }

    /// Works out the next changes that are not known.
    fn look(&mut self, now: i64) -> Result<()> {
        for id in std::mem::take(&mut self.stale) {
            let Ok(slot) = self.slot(id) else { continue };
            if !slot.stale {
                continue;
            }
            let last = slot.ticket.as_ref().and_then(LiveTicket::last_at).unwrap_or(now);
            // One that cannot be judged is due at once.
            let next = self.change_after(id, last.min(now)).unwrap_or(Some(now));
            self.schedule(id, next)?;
        }
        Ok(())
    }

    fn change_after(&mut self, id: LiveId, now: i64) -> Result<Option<i64>> {
        let (ticket, bound, names) = self.parts(id)?;
        ticket.next_change_us(bound, names, now)
    }

    fn schedule(&mut self, id: LiveId, at: Option<i64>) -> Result<()> {
        let slot = self.slot(id)?;
        slot.stale = false;
        let old = slot.wake.take();
        old.and_then(|w| self.wakes.remove(w));
        let wake = at.map(|at| self.wakes.insert(at, id)).transpose()?;
        self.slot(id)?.wake = wake;
        Ok(())
    }
}

fn place(slot: u32) -> usize {
    usize::try_from(slot).unwrap_or(usize::MAX)
}

fn not_there(id: LiveId) -> Error {
    Error::not_found("id", id.to_bits(), "a ticket that insert gave and remove has not taken")
}

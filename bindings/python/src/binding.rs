//! Policies held ready, histories that grow, and open tickets while they live.

use crate::bridge;
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use crate::explain::Explanation;
use crate::log::event;
use crate::place::Place;
use crate::report::{MetricReport, SlaReport};
use crate::sla::PolicySet;
use pyo3::prelude::*;
use pyo3::types::PyDict;
use std::sync::{Mutex, MutexGuard, PoisonError};
use sundesk_core::document::Document;
use sundesk_core::sla::{self, LiveId};
use sundesk_core::ticket::{self, EventDoc, TicketHistory};

/// The events of one ticket, read once, in order; it grows by `push`.
///
/// `events` are mappings with `at` and `type`, in any order. It may be shared between threads.
///
/// >>> from sundesk import History
/// >>> history = History([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester", "status": "new"}])
/// >>> history.push({"at": "2026-03-02T10:00:00Z", "type": "reply", "by": "agent"})
/// >>> [event["type"] for event in history.events]
/// ['created', 'status', 'reply']
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct History(Mutex<TicketHistory>);

impl History {
    fn open(&self) -> MutexGuard<'_, TicketHistory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl History {
    #[new]
    #[pyo3(signature = (events = None))]
    fn new(events: Option<&Bound<'_, PyAny>>) -> PyResult<Self> {
        Ok(Self(Mutex::new(events.map_or(Ok(TicketHistory::default()), read_history)?)))
    }

    /// Adds an event: a late one is put in its place, after those of its instant. One that is refused changes nothing.
    fn push(&self, event: &Bound<'_, PyAny>) -> PyResult<()> {
        let event = read_event("event", event)?;
        self.open().push(&event).map_err(|e| raise(e.at("event")))
    }

    /// The events in order. What a creation states (status, priority, ...) follows it as events of its own.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let history = self.open();
        let view = history.view();
        view.events().iter().map(|e| event(py, e, view.names())).collect()
    }

    fn __len__(&self) -> usize {
        self.open().view().events().len()
    }

    fn __repr__(&self) -> String {
        format!("<History of {} events>", self.__len__())
    }
}

fn read_event(name: &str, value: &Bound<'_, PyAny>) -> PyResult<EventDoc> {
    bridge::document(name, value)
}

/// The history of a list of events.
fn read_history(events: &Bound<'_, PyAny>) -> PyResult<TicketHistory> {
    let mut parsed = Vec::new();
    for (i, event) in bridge::list("events", events)?.into_iter().enumerate() {
        let event = EventDoc::from_value(event).map_err(|e| raise(e.at(&format!("events[{i}]"))))?;
        parsed.push(event);
    }
    TicketHistory::new(&parsed).or_raise()
}

/// Asks about a ticket, given as a `History` or as a list of events.
pub(crate) fn with_history<T: Send>(
    events: &Bound<'_, PyAny>,
    ask: impl FnOnce(ticket::History<'_>) -> sundesk_core::Result<T> + Send,
) -> PyResult<T> {
    match events.cast::<History>() {
        Ok(history) => ask(history.get().open().view()).or_raise(),
        Err(_) => {
            let history = read_history(events)?;
            events.py().detach(|| ask(history.view())).or_raise()
        }
    }
}

/// Policies tied to their calendars once: `PolicySet.bind` makes it. What `PolicySet.evaluate` sets up for each call is set up here.
///
/// It never changes and may be shared between threads.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Calendar, History, PolicySet
/// >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}, calendar=Calendar.always_open())
/// >>> binding, noon = promises.bind(), datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
/// >>> history = History([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}])
/// >>> binding.metric(history, noon, "first reply").state
/// 'running'
/// >>> history.push({"at": "2026-03-02T11:00:00Z", "type": "reply", "by": "agent"})
/// >>> binding.evaluate(history, noon).metrics["first reply"].state
/// 'met'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Binding {
    core: sla::Binding,
    policies: Py<PolicySet>,
    place: Place,
}

impl Binding {
    pub(crate) fn new(core: sla::Binding, policies: Py<PolicySet>, place: Place) -> Self {
        Self { core, policies, place }
    }
}

#[pymethods]
impl Binding {
    /// The policy set.
    #[getter]
    fn policies(&self, py: Python<'_>) -> Py<PolicySet> {
        self.policies.clone_ref(py)
    }

    /// Where every metric of a ticket stands at `now`; `events` is a `History` or a list of events.
    fn evaluate(&self, events: &Bound<'_, PyAny>, now: Instant) -> PyResult<SlaReport> {
        let report = with_history(events, |history| self.core.report_us(history, now.0))?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// One metric of that report, for a fraction of its cost.
    fn metric(&self, events: &Bound<'_, PyAny>, now: Instant, metric: &str) -> PyResult<MetricReport> {
        let report = with_history(events, |history| self.core.metric_us(history, now.0, metric))?;
        Ok(MetricReport::new(report, self.place.clone()))
    }

    /// The time line of one metric of a ticket, as `PolicySet.explain` gives it.
    fn explain(&self, events: &Bound<'_, PyAny>, now: Instant, metric: &str) -> PyResult<Explanation> {
        let core = with_history(events, |history| self.core.explain_us(history, now.0, metric))?;
        let place = Place::named(events.py(), &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// No open tickets yet, to be judged by these policies.
    fn live(&self) -> LiveTickets {
        LiveTickets { core: Mutex::new(sla::LiveTickets::new(&self.core)), place: self.place.clone() }
    }

    fn __repr__(&self) -> String {
        format!("<Binding of {}>", self.core.set().policy_names().collect::<Vec<_>>().join(", "))
    }
}

/// The open tickets of a desk while they live, each folded event by event: an event costs what is new, and `due` says which tickets to
/// look at. `Binding.live` makes it. It may be shared between threads.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Calendar, PolicySet
/// >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "1h"}}}, calendar=Calendar.always_open())
/// >>> tickets = promises.bind().live()
/// >>> ticket = tickets.insert([{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}])
/// >>> ten, later = datetime(2026, 3, 2, 10, tzinfo=timezone.utc), datetime(2026, 3, 2, 10, 1, tzinfo=timezone.utc)
/// >>> tickets.due(ten), tickets.due(later) == [ticket]
/// ([], True)
/// >>> tickets.evaluate(ticket, later).metrics["first reply"].state
/// 'breached'
/// >>> tickets.push(ticket, {"at": "2026-03-02T10:02:00Z", "type": "reply", "by": "agent"})
/// >>> tickets.metric(ticket, later.replace(minute=5), "first reply").state
/// 'missed'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct LiveTickets {
    core: Mutex<sla::LiveTickets>,
    place: Place,
}

impl LiveTickets {
    fn open(&self) -> MutexGuard<'_, sla::LiveTickets> {
        self.core.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl LiveTickets {
    /// Adds a ticket with its history so far, a `History` or a list of events. The number it is known by is never 0.
    fn insert(&self, events: &Bound<'_, PyAny>) -> PyResult<u64> {
        with_history(events, |history| self.open().insert(history)).map(LiveId::to_bits)
    }

    /// Adds an event to a ticket. A late one is put in its place, or refused, as the policies say. One that is refused changes nothing.
    fn push(&self, ticket: u64, event: &Bound<'_, PyAny>) -> PyResult<()> {
        let event = read_event("event", event)?;
        self.open().push(LiveId::from_bits(ticket), &event).or_raise()
    }

    /// Takes a ticket out. Raises `NotFoundError` when it is not there.
    fn remove(&self, ticket: u64) -> PyResult<()> {
        self.open().remove(LiveId::from_bits(ticket)).or_raise()
    }

    /// Where every metric of a ticket stands at `now`.
    fn evaluate(&self, ticket: u64, now: Instant) -> PyResult<SlaReport> {
        let report = self.open().report_us(LiveId::from_bits(ticket), now.0).or_raise()?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// One metric of that report, for a fraction of its cost.
    fn metric(&self, ticket: u64, now: Instant, metric: &str) -> PyResult<MetricReport> {
        let report = self.open().metric_us(LiveId::from_bits(ticket), now.0, metric).or_raise()?;
        Ok(MetricReport::new(report, self.place.clone()))
    }

    /// The time line of one metric of a ticket.
    fn explain(&self, py: Python<'_>, ticket: u64, now: Instant, metric: &str) -> PyResult<Explanation> {
        let core = self.open().explain_us(LiveId::from_bits(ticket), now.0, metric).or_raise()?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// The events of a ticket in order.
    fn events<'py>(&self, py: Python<'py>, ticket: u64) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let mut tickets = self.open();
        let history = tickets.history(LiveId::from_bits(ticket)).or_raise()?;
        history.events().iter().map(|e| event(py, e, history.names())).collect()
    }

    /// The first instant after `now` at which a ticket's report changes by time alone, in UTC; `None` when it does not.
    fn next_change(&self, ticket: u64, now: Instant) -> PyResult<Option<UtcMoment>> {
        Ok(self.open().next_change(LiveId::from_bits(ticket), now.0).or_raise()?.map(UtcMoment))
    }

    /// When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already. `None` only when no report
    /// changes by time alone.
    fn next_wake(&self, now: Instant) -> PyResult<Option<UtcMoment>> {
        Ok(self.open().next_wake(now.0).or_raise()?.map(UtcMoment))
    }

    /// The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or evaluated; the earliest
    /// change first, at most `most` of them. A ticket that cannot be judged is told once after each event, so that its evaluation says why.
    #[pyo3(signature = (now, *, most = 1_000_000))]
    fn due(&self, now: Instant, most: usize) -> PyResult<Vec<u64>> {
        Ok(self.open().due(now.0, most).or_raise()?.into_iter().map(LiveId::to_bits).collect())
    }

    /// Puts other policies or calendars in force: every ticket is judged anew, its events stay.
    fn set_binding(&self, binding: &Binding) {
        self.open().set_binding(&binding.core);
    }

    /// The numbers of the tickets.
    #[getter]
    fn tickets(&self) -> Vec<u64> {
        self.open().ids().map(LiveId::to_bits).collect()
    }

    fn __len__(&self) -> usize {
        self.open().len()
    }

    fn __repr__(&self) -> String {
        format!("<LiveTickets of {} tickets>", self.__len__())
    }
}

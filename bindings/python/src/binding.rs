//! Policies held ready, histories that grow, and open tickets while they live.

use crate::args::{Arg, Fault, OfArgument, Read, Reads, args};
use crate::bridge::{List, Whole};
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use crate::explain::Explanation;
use crate::log::event;
use crate::place::Place;
use crate::report::{MetricReport, SlaReport};
use crate::sla::PolicySet;
use crate::writer::Keyed;
use pyo3::prelude::*;
#[cfg(feature = "stubs")]
use pyo3::type_hint_union;
use serde_json::Value;
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
    fn new(events: Option<Arg<List>>) -> PyResult<Self> {
        args!(events = List(Vec::new()));
        history_of(events.0).of("events").map(|history| Self(Mutex::new(history)))
    }

    /// Adds an event: a late one is put in its place, after those of its instant. One that is refused changes nothing.
    fn push(&self, event: Arg<Whole<EventDoc>>) -> PyResult<()> {
        args!(event);
        self.open().push(&event.0).map_err(|e| raise(e.at("event")))
    }

    /// The events in order. What a creation states (status, priority, ...) follows it as events of its own.
    #[getter]
    fn events<'py>(&self, py: Python<'py>) -> PyResult<Vec<Keyed<'py>>> {
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

/// The history of a list of events.
fn history_of(events: Vec<Value>) -> Read<TicketHistory> {
    let mut history = TicketHistory::default();
    for (i, event) in events.into_iter().enumerate() {
        let added = EventDoc::from_value(event).and_then(|event| history.push(&event));
        added.map_err(|e| Fault::value(e).inside(format!("[{i}]")))?;
    }
    Ok(history)
}

/// A ticket to ask about: a `History`, or a list of events.
pub(crate) enum Events<'a> {
    Held(&'a History),
    Listed(Box<TicketHistory>),
}

impl<'a, 'py> Reads<'a, 'py> for Events<'a> {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr =
        type_hint_union!(<&History as Reads<'_, '_>>::HINT, <List as Reads<'_, '_>>::HINT);

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        match value.cast::<History>() {
            Ok(_) => <&History>::read(value).map(Self::Held),
            Err(_) => history_of(List::read(value)?.0).map(|history| Self::Listed(Box::new(history))),
        }
    }
}

impl Events<'_> {
    /// Asks about the ticket; what was read just now needs no lock of the interpreter.
    pub(crate) fn ask<T: Send>(
        &self,
        py: Python<'_>,
        ask: impl FnOnce(ticket::History<'_>) -> sundesk_core::Result<T> + Send,
    ) -> PyResult<T> {
        match self {
            Self::Held(history) => ask(history.open().view()),
            Self::Listed(history) => py.detach(|| ask(history.view())),
        }
        .or_raise()
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
    fn evaluate(&self, py: Python<'_>, events: Arg<Events<'_>>, now: Arg<Instant>) -> PyResult<SlaReport> {
        args!(events, now);
        let report = events.ask(py, |history| self.core.report_us(history, now.0))?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// One metric of that report, for a fraction of its cost.
    fn metric(
        &self,
        py: Python<'_>,
        events: Arg<Events<'_>>,
        now: Arg<Instant>,
        metric: Arg<&str>,
    ) -> PyResult<MetricReport> {
        args!(events, now, metric);
        let report = events.ask(py, |history| self.core.metric_us(history, now.0, metric))?;
        Ok(MetricReport::new(report, self.place.clone()))
    }

    /// The time line of one metric of a ticket, as `PolicySet.explain` gives it.
    fn explain(
        &self,
        py: Python<'_>,
        events: Arg<Events<'_>>,
        now: Arg<Instant>,
        metric: Arg<&str>,
    ) -> PyResult<Explanation> {
        args!(events, now, metric);
        let core = events.ask(py, |history| self.core.explain_us(history, now.0, metric))?;
        let place = Place::named(py, &core.zone)?;
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
    fn insert(&self, py: Python<'_>, events: Arg<Events<'_>>) -> PyResult<u64> {
        args!(events);
        events.ask(py, |history| self.open().insert(history)).map(LiveId::to_bits)
    }

    /// Adds an event to a ticket. A late one is put in its place, or refused, as the policies say. One that is refused changes nothing.
    fn push(&self, ticket: Arg<u64>, event: Arg<Whole<EventDoc>>) -> PyResult<()> {
        args!(ticket, event);
        self.open().push(LiveId::from_bits(ticket), &event.0).or_raise()
    }

    /// Takes a ticket out. Raises `NotFoundError` when it is not there.
    fn remove(&self, ticket: Arg<u64>) -> PyResult<()> {
        args!(ticket);
        self.open().remove(LiveId::from_bits(ticket)).or_raise()
    }

    /// Where every metric of a ticket stands at `now`.
    fn evaluate(&self, ticket: Arg<u64>, now: Arg<Instant>) -> PyResult<SlaReport> {
        args!(ticket, now);
        let report = self.open().report_us(LiveId::from_bits(ticket), now.0).or_raise()?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// One metric of that report, for a fraction of its cost.
    fn metric(&self, ticket: Arg<u64>, now: Arg<Instant>, metric: Arg<&str>) -> PyResult<MetricReport> {
        args!(ticket, now, metric);
        let report = self.open().metric_us(LiveId::from_bits(ticket), now.0, metric).or_raise()?;
        Ok(MetricReport::new(report, self.place.clone()))
    }

    /// The time line of one metric of a ticket.
    fn explain(&self, py: Python<'_>, ticket: Arg<u64>, now: Arg<Instant>, metric: Arg<&str>) -> PyResult<Explanation> {
        args!(ticket, now, metric);
        let core = self.open().explain_us(LiveId::from_bits(ticket), now.0, metric).or_raise()?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// The events of a ticket in order.
    fn events<'py>(&self, py: Python<'py>, ticket: Arg<u64>) -> PyResult<Vec<Keyed<'py>>> {
        args!(ticket);
        let mut tickets = self.open();
        let history = tickets.history(LiveId::from_bits(ticket)).or_raise()?;
        history.events().iter().map(|e| event(py, e, history.names())).collect()
    }

    /// The first instant after `now` at which a ticket's report changes by time alone, in UTC; `None` when it does not.
    fn next_change(&self, ticket: Arg<u64>, now: Arg<Instant>) -> PyResult<Option<UtcMoment>> {
        args!(ticket, now);
        Ok(self.open().next_change(LiveId::from_bits(ticket), now.0).or_raise()?.map(UtcMoment))
    }

    /// When to wake up next, asked at `now`: the earliest change of any ticket, or `now` itself where one has come already. `None` only when no report
    /// changes by time alone.
    fn next_wake(&self, now: Arg<Instant>) -> PyResult<Option<UtcMoment>> {
        args!(now);
        Ok(self.open().next_wake(now.0).or_raise()?.map(UtcMoment))
    }

    /// The tickets whose reports have changed by time alone up to `now`, since their last event or since they were last told or evaluated; the earliest
    /// change first, at most `most` of them (1,000,000 unless given). A ticket that cannot be judged is told once after each event, so that its evaluation says why.
    #[pyo3(signature = (now, *, most = None))]
    fn due(&self, now: Arg<Instant>, most: Option<Arg<usize>>) -> PyResult<Vec<u64>> {
        args!(now, most = 1_000_000);
        Ok(self.open().due(now.0, most).or_raise()?.into_iter().map(LiveId::to_bits).collect())
    }

    /// Puts other policies or calendars in force: every ticket is judged anew, its events stay.
    fn set_binding(&self, binding: Arg<&Binding>) -> PyResult<()> {
        args!(binding);
        self.open().set_binding(&binding.core);
        Ok(())
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

//! Policies: what was promised, judged on events.

use crate::binding::{Binding, with_history};
use crate::bridge;
use crate::calendar::Calendar;
use crate::columns::{Column, NULL};
use crate::convert::Instant;
use crate::errors::{OrRaise, problem, unwritable};
use crate::explain::Explanation;
use crate::log::EventLog;
use crate::place::Place;
use crate::report::SlaReport;
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple, PyType};
use std::collections::BTreeMap;
use sundesk_core::calendar::Calendars;
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::what_if::WhatIfQuestion;
use sundesk_core::sla::{self, MetricColumns, MetricState};
use sundesk_core::time::{ZoneDb as Zones, format_instant};

/// What a desk promises: ordered policies with their metrics, and the calendars they are measured on.
///
/// `document` is a mapping or JSON text (its fields: `document_schema("policies")`); the first policy whose conditions hold is a ticket's. `calendar` is the calendar of tickets that no event has
/// given another, `calendars` are those that the document and events name. A policy set never changes and may be shared between threads.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Calendar, PolicySet
/// >>> promises = PolicySet({"metrics": {"first reply": {"kind": "first_reply", "target": "4h"}}}, calendar=Calendar.always_open())
/// >>> events = [{"at": "2026-03-02T09:00:00Z", "type": "created", "by": "requester"}]
/// >>> report = promises.evaluate(events, now=datetime(2026, 3, 2, 10, tzinfo=timezone.utc))
/// >>> report.metrics["first reply"].state, report.metrics["first reply"].remaining
/// ('running', datetime.timedelta(seconds=10800))
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct PolicySet {
    core: sla::PolicySet,
    calendars: Calendars,
    calendar: Option<Py<Calendar>>,
    named: BTreeMap<String, Py<Calendar>>,
    zones: Py<ZoneDb>,
    place: Place,
}

impl PolicySet {
    /// The policies and the calendars they are measured on, for a library.
    pub(crate) fn parts_of(&self) -> (sla::PolicySet, Calendars) {
        (self.core.clone(), self.calendars.clone())
    }
}

#[pymethods]
impl PolicySet {
    /// A policy set from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with all faults in `problems`, each with its path (`policies[1].metrics.frt.target`).
    #[new]
    #[pyo3(signature = (document, *, calendar = None, calendars = None, zones = None))]
    fn new(
        py: Python<'_>,
        document: &Bound<'_, PyAny>,
        calendar: Option<Py<Calendar>>,
        calendars: Option<BTreeMap<String, Py<Calendar>>>,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Self> {
        let text = bridge::to_json_text("document", document)?;
        let zones = ZoneDb::or_bundled(py, zones)?;
        let db = &zones.get().core;
        let core = py.detach(|| sla::PolicySet::from_json(&text, db)).or_raise()?;
        let named = calendars.unwrap_or_default();
        let mut all =
            calendar.as_ref().map_or_else(Calendars::without_default, |c| Calendars::new(c.get().core.clone()));
        for (name, calendar) in &named {
            all.insert(name.as_str(), calendar.get().core.clone());
        }
        let place = match &calendar {
            Some(calendar) => calendar.get().place.clone(),
            None => Place::named(py, "UTC")?,
        };
        Ok(Self { core, calendars: all, calendar, named, zones, place })
    }

    /// The document, normalised.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.doc())
    }

    /// Remarks of the validation.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.core.warnings().iter().map(|p| problem(py, p)).collect()
    }

    /// The names of the policies in their order, the default policy last.
    #[getter]
    fn policy_names(&self) -> Vec<&str> {
        self.core.policy_names().collect()
    }

    /// The names of a policy's metrics.
    fn metric_names(&self, policy: &str) -> Vec<String> {
        self.core.metric_names(policy).into_iter().map(str::to_owned).collect()
    }

    /// The calendar of tickets that no event has given another.
    #[getter]
    fn calendar(&self, py: Python<'_>) -> Option<Py<Calendar>> {
        self.calendar.as_ref().map(|c| c.clone_ref(py))
    }

    /// The calendars that the document and events name.
    #[getter]
    fn calendars(&self, py: Python<'_>) -> BTreeMap<&str, Py<Calendar>> {
        self.named.iter().map(|(name, c)| (name.as_str(), c.clone_ref(py))).collect()
    }

    /// Where every metric of a ticket stands at `now`.
    ///
    /// `events` is the ticket's history, a list of mappings with `at` and `type` in any order, or a `History`; later ones than `now` are not known yet.
    fn evaluate(&self, events: &Bound<'_, PyAny>, now: Instant) -> PyResult<SlaReport> {
        let report = with_history(events, |history| sla::evaluate_us(&self.core, &self.calendars, history, now.0))?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// These policies tied to their calendars once, for many tickets.
    fn bind(slf: &Bound<'_, Self>) -> PyResult<Binding> {
        let this = slf.get();
        let core = sla::Binding::new(&this.core, &this.calendars).or_raise()?;
        Ok(Binding::new(core, slf.clone().unbind(), this.place.clone()))
    }

    /// The time line of one metric of a ticket, piece by piece, with the reason why each counts or not.
    fn explain(&self, py: Python<'_>, events: &Bound<'_, PyAny>, now: Instant, metric: &str) -> PyResult<Explanation> {
        let core =
            with_history(events, |history| sla::explain_us(&self.core, &self.calendars, history, now.0, metric))?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// Every ticket of a log at `now`, in columns: a mapping with `ticket`, `policy` and, for each metric, a mapping of `state`, `elapsed`, `target`,
    /// `due_at`, `started_at`, `stopped_at`, `cycles` and `late`, each with one row per ticket; and `notes`, remarks such as a `now` decades before
    /// the first event. The interpreter is free meanwhile.
    fn replay<'py>(&self, py: Python<'py>, log: &EventLog, now: Instant) -> PyResult<Bound<'py, PyDict>> {
        let columns = py.detach(|| sla::replay_columns(&self.core, &self.calendars, &log.core, now.0)).or_raise()?;
        let dict = PyDict::new(py);
        dict.set_item("ticket", columns.ticket)?;
        dict.set_item("policy", columns.policy)?;
        let metrics = PyDict::new(py);
        for (name, column) in columns.metrics {
            metrics.set_item(name, self.columns(py, column)?)?;
        }
        dict.set_item("metrics", metrics)?;
        dict.set_item("notes", columns.notes.iter().map(|p| problem(py, p)).collect::<PyResult<Vec<_>>>()?)?;
        Ok(dict)
    }

    fn __repr__(&self) -> String {
        format!("<PolicySet {}>", self.core.policy_names().collect::<Vec<_>>().join(", "))
    }

    /// Equal when document, calendars and zone rules are.
    fn __eq__(&self, py: Python<'_>, other: &Bound<'_, PyAny>) -> PyResult<bool> {
        let Ok(other) = other.cast::<Self>() else { return Ok(false) };
        self.parts(py)?.eq(other.get().parts(py)?)
    }

    fn __hash__(&self) -> PyResult<u64> {
        use std::hash::{DefaultHasher, Hash, Hasher};
        let mut hasher = DefaultHasher::new();
        self.text()?.hash(&mut hasher);
        Ok(hasher.finish())
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        Ok((slf.get_type().getattr("_rebuild")?, slf.get().parts(slf.py())?))
    }

    #[classmethod]
    fn _rebuild(
        class: &Bound<'_, PyType>,
        document: &Bound<'_, PyAny>,
        calendar: Option<Py<Calendar>>,
        calendars: BTreeMap<String, Py<Calendar>>,
        zones: Py<ZoneDb>,
    ) -> PyResult<Self> {
        Self::new(class.py(), document, calendar, Some(calendars), Some(zones))
    }
}

impl PolicySet {
    fn text(&self) -> PyResult<String> {
        serde_json::to_string(self.core.doc()).map_err(unwritable)
    }

    fn parts<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (self.text()?, &self.calendar, self.calendars(py), &self.zones).into_pyobject(py)
    }

    fn columns<'py>(&self, py: Python<'py>, metric: MetricColumns) -> PyResult<Bound<'py, PyDict>> {
        let known = |column: Vec<Option<i64>>| column.into_iter().map(|us| us.unwrap_or(NULL)).collect();
        let spans = |column| Column::spans(known(column));
        let instants = |column| Column::instants_in(known(column), self.place.name());
        let dict = PyDict::new(py);
        dict.set_item("state", metric.state.iter().map(|s| s.map(MetricState::name)).collect::<Vec<_>>())?;
        dict.set_item("elapsed", spans(metric.elapsed))?;
        dict.set_item("target", spans(metric.target))?;
        dict.set_item("due_at", instants(metric.due_at))?;
        dict.set_item("started_at", instants(metric.started_at))?;
        dict.set_item("stopped_at", instants(metric.stopped_at))?;
        dict.set_item("cycles", metric.cycles)?;
        dict.set_item("late", metric.late)?;
        Ok(dict)
    }
}

/// The same log under two policy sets: for each metric, and each value of the attribute `group` where one is named, the verdicts before and after, and
/// the tickets that would do better or worse; as dicts.
#[pyfunction]
#[pyo3(signature = (log, before, after, now, *, group = None))]
pub(crate) fn what_if<'py>(
    py: Python<'py>,
    log: &EventLog,
    before: &PolicySet,
    after: &PolicySet,
    now: Instant,
    group: Option<&str>,
) -> PyResult<Bound<'py, PyAny>> {
    let question = WhatIfQuestion {
        before: "before".to_owned(),
        after: "after".to_owned(),
        log: None,
        group: group.map(str::to_owned),
        now: Some(format_instant(now.0)),
    };
    let mut library = Library::new(Zones::bundled()).with_log("", log.core.clone());
    for (name, set) in [("before", before), ("after", after)] {
        let (set, calendars) = set.parts_of();
        library = library.with_policies(name, set, Some(calendars));
    }
    let rows = py.detach(|| library.answer(&question)).or_raise()?;
    bridge::report(py, &rows)
}

//! Policies: what was promised, judged on events.

use crate::args::{Arg, args};
use crate::binding::{Binding, Events};
use crate::bridge::{self, Given};
use crate::calendar::Calendar;
use crate::columns::{Column, NULL};
use crate::convert::Instant;
use crate::errors::{OrRaise, problem};
use crate::explain::Explanation;
use crate::handle::{Handle, document_class};
use crate::log::EventLog;
use crate::place::Place;
use crate::report::SlaReport;
use crate::writer::{Keyed, ToldAll};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use std::collections::BTreeMap;
use sundesk_core::calendar::Calendars;
use sundesk_core::desk::Library;
use sundesk_core::desk::ask::what_if::WhatIfQuestion;
use sundesk_core::sla::{self, MetricColumns, MetricState, PolicyDoc};
use sundesk_core::time::{ZoneDb as Zones, format_instant};
use sundesk_core::{Problem, Result};

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

document_class!(PolicySet, {
    /// A policy set from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with all faults in `problems`, each with its path (`policies[1].metrics.frt.target`).
    #[new]
    #[pyo3(signature = (document, *, calendar = None, calendars = None, zones = None))]
    fn new(
        py: Python<'_>,
        document: Arg<Given>,
        calendar: Option<Arg<Py<Calendar>>>,
        calendars: Option<Arg<BTreeMap<String, Py<Calendar>>>>,
        zones: Option<Arg<Py<ZoneDb>>>,
    ) -> PyResult<Self> {
        args!(document, calendar, calendars = BTreeMap::new(), zones);
        let zones = ZoneDb::or_bundled(py, zones)?;
        let core = py.detach(|| read(document, &zones.get().core)).or_raise()?;
        Self::made(py, core, calendar, calendars, zones)
    }

    /// The names of the policies in their order, the default policy last.
    #[getter]
    fn policy_names(&self) -> Vec<&str> {
        self.core.policy_names().collect()
    }

    /// The names of a policy's metrics.
    fn metric_names(&self, policy: Arg<&str>) -> PyResult<Vec<String>> {
        args!(policy);
        Ok(self.core.metric_names(policy).into_iter().map(str::to_owned).collect())
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
    fn evaluate(&self, py: Python<'_>, events: Arg<Events<'_>>, now: Arg<Instant>) -> PyResult<SlaReport> {
        args!(events, now);
        let report = events.ask(py, |history| sla::evaluate_us(&self.core, &self.calendars, history, now.0))?;
        Ok(SlaReport::new(report, self.place.clone()))
    }

    /// These policies tied to their calendars once, for many tickets.
    fn bind(slf: &Bound<'_, Self>) -> PyResult<Binding> {
        let this = slf.get();
        let core = sla::Binding::new(&this.core, &this.calendars).or_raise()?;
        Ok(Binding::new(core, slf.clone().unbind(), this.place.clone()))
    }

    /// The time line of one metric of a ticket, piece by piece, with the reason why each counts or not.
    fn explain(
        &self,
        py: Python<'_>,
        events: Arg<Events<'_>>,
        now: Arg<Instant>,
        metric: Arg<&str>,
    ) -> PyResult<Explanation> {
        args!(events, now, metric);
        let core = events.ask(py, |history| sla::explain_us(&self.core, &self.calendars, history, now.0, metric))?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// Every ticket of a log at `now`, in columns: a mapping with `ticket`, `policy` and, for each metric, a mapping of `state`, `elapsed`, `target`,
    /// `due_at`, `started_at`, `stopped_at`, `cycles` and `late`, each with one row per ticket; and `notes`, remarks such as a `now` decades before
    /// the first event. The interpreter is free meanwhile.
    fn replay<'py>(&self, py: Python<'py>, log: Arg<&EventLog>, now: Arg<Instant>) -> PyResult<Keyed<'py>> {
        args!(log, now);
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
        Ok(Keyed(dict))
    }
});

fn read(document: Given, zones: &Zones) -> Result<sla::PolicySet> {
    document.read(|t| sla::PolicySet::from_json(t, zones), |v| sla::PolicySet::from_value(v, zones))
}

impl Handle for PolicySet {
    type Doc = PolicyDoc;

    fn doc(&self) -> &PolicyDoc {
        self.core.doc()
    }

    fn shown(&self) -> String {
        self.core.policy_names().collect::<Vec<_>>().join(", ")
    }

    fn beside<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyTuple>> {
        (&self.calendar, self.calendars(py), &self.zones).into_pyobject(py)
    }

    fn rebuilt(text: &str, beside: &Bound<'_, PyTuple>) -> PyResult<Self> {
        type Parts = (Option<Py<Calendar>>, BTreeMap<String, Py<Calendar>>, Py<ZoneDb>);
        let (calendar, named, zones): Parts = beside.extract()?;
        let core = sla::PolicySet::from_json(text, &zones.get().core).or_raise()?;
        Self::made(beside.py(), core, calendar, named, zones)
    }

    fn checked(document: Given, zones: &Zones) -> Result<Vec<Problem>> {
        read(document, zones).map(|made| made.warnings().to_vec())
    }

    fn remarks(&self) -> &[Problem] {
        self.core.warnings()
    }
}

impl PolicySet {
    fn made(
        py: Python<'_>,
        core: sla::PolicySet,
        calendar: Option<Py<Calendar>>,
        named: BTreeMap<String, Py<Calendar>>,
        zones: Py<ZoneDb>,
    ) -> PyResult<Self> {
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
    log: Arg<&EventLog>,
    before: Arg<&PolicySet>,
    after: Arg<&PolicySet>,
    now: Arg<Instant>,
    group: Option<Arg<&str>>,
) -> PyResult<ToldAll<'py>> {
    args!(log, before, after, now, group);
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
    bridge::told_all(py, &rows)
}

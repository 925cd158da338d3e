//! The report on one ticket's promises, as small frozen values.

use crate::args::{Arg, args};
use crate::bridge;
use crate::convert::{self, Moment, Span};
use crate::errors::{OrRaise, problem, unwritable};
use crate::place::Place;
use crate::words::StateWord;
use crate::writer::Keyed;
use pyo3::prelude::*;
use pyo3::types::PyType;
use serde::{Serialize, de::DeserializeOwned};
use std::collections::BTreeMap;
use sundesk_core::document::read_document;
use sundesk_core::sla;
use sundesk_core::time::{Instant, from_micros};

/// A value of the core with the zone its instants are shown in.
#[derive(Clone)]
pub(crate) struct Shown<T> {
    pub(crate) core: T,
    pub(crate) place: Place,
}

impl<T> Shown<T> {
    pub(crate) fn moment<'py>(&self, py: Python<'py>, at: Instant) -> Moment<'py> {
        self.place.moment(py, at.micros())
    }

    fn maybe<'py>(&self, py: Python<'py>, at: Option<Instant>) -> Option<Moment<'py>> {
        at.map(|at| self.moment(py, at))
    }
}

/// JSON text and zone: what a report is rebuilt from.
pub(crate) fn packed<T: Serialize>(core: &T) -> PyResult<String> {
    serde_json::to_string(core).map_err(unwritable)
}

pub(crate) fn unpacked<T: DeserializeOwned>(py: Python<'_>, text: &str, zone: &str) -> PyResult<Shown<T>> {
    let core = read_document(text, "report", usize::MAX).or_raise()?;
    Ok(Shown { core, place: Place::named(py, zone)? })
}

/// The methods of a report class, and those that all of them share: `to_dict`, equality and pickling by the JSON form of the core's value. One
/// macro, because PyO3 takes one block of methods for each class.
macro_rules! report_class {
    (
        $class:ident, $core:ty,
        { $($(#[$doc:meta])* $name:ident: $type:ty = |$shown:ident, $py:ident| $value:expr;)* },
        { $($own:tt)* }
    ) => {
        impl $class {
            pub(crate) fn new(core: $core, place: Place) -> Self {
                Self(Shown { core, place })
            }
        }

        #[pymethods]
        impl $class {
            $(
                $(#[$doc])*
                #[getter]
                fn $name<'py>(&self, $py: Python<'py>) -> $type {
                    let ($shown, _) = (&self.0, $py);
                    $value
                }
            )*

            $($own)*

            /// The same as dicts, lists, RFC 3339 text and seconds: what the JSON form holds.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
                bridge::report(py, &self.0.core)
            }

            fn __eq__(&self, other: &Bound<'_, PyAny>) -> bool {
                other.cast::<Self>().is_ok_and(|other| self.0.core == other.get().0.core)
            }

            fn __hash__(&self) -> PyResult<u64> {
                use std::hash::{DefaultHasher, Hash, Hasher};
                let mut hasher = DefaultHasher::new();
                packed(&self.0.core)?.hash(&mut hasher);
                Ok(hasher.finish())
            }

            fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, $crate::writer::Parts<'py>)> {
                let shown = &slf.get().0;
                let parts = (packed(&shown.core)?, shown.place.name()).into_pyobject(slf.py())?;
                Ok((slf.get_type().getattr("_rebuild")?, $crate::writer::Parts(parts)))
            }

            #[classmethod]
            fn _rebuild(class: &Bound<'_, PyType>, text: &str, zone: &str) -> PyResult<Self> {
                unpacked(class.py(), text, zone).map(Self)
            }
        }
    };
}

pub(crate) use report_class;

/// All metrics of one ticket as of one instant.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct SlaReport(Shown<sla::SlaReport>);

report_class!(SlaReport, sla::SlaReport, {
    /// The instant it holds for.
    as_of: Moment<'py> = |s, py| s.moment(py, s.core.as_of);
    /// The ticket's policy; `None` when none matches.
    policy: Option<&str> = |s, py| s.core.choice.policy.as_deref();
    /// Why that policy, and why not each one before it.
    reasons: PyResult<Bound<'py, PyAny>> = |s, py| bridge::report(py, &s.core.choice.reasons);
    /// The first instant after `as_of` at which anything in this report changes by time alone: look again then, or at the next event.
    next_change: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.next_change);
    /// What could not be used, such as an event that names no calendar.
    notes: PyResult<Vec<Keyed<'py>>> = |s, py| s.core.notes.iter().map(|p| problem(py, p)).collect();
    /// The release of the zone rules behind it.
    tzdb_release: &str = |s, py| &s.core.tzdb;
}, {
    /// The metrics by name; empty when no policy matches.
    #[getter]
    fn metrics(&self) -> BTreeMap<&str, MetricReport> {
        let report = |m: &sla::MetricReport| MetricReport::new(m.clone(), self.0.place.clone());
        self.0.core.metrics.iter().map(|(name, m)| (name.as_str(), report(m))).collect()
    }

    /// What falls due from `start` (included) to `end` (excluded), in order: when, which metric, which alert (`None` for the due
    /// instant itself), and the idempotent key.
    #[allow(clippy::type_complexity)] // what Python sees is a list of tuples
    fn due_between<'py>(
        &self,
        py: Python<'py>,
        start: Arg<convert::Instant>,
        end: Arg<convert::Instant>,
    ) -> PyResult<Vec<(Moment<'py>, String, Option<String>, String)>> {
        args!(start, end);
        let (start, end) = (from_micros(start.0).or_raise()?, from_micros(end.0).or_raise()?);
        let items = self.0.core.due_between(start, end);
        Ok(items.into_iter().map(|i| (self.0.moment(py, i.at), i.metric, i.alert, i.key)).collect())
    }

    fn __repr__(&self) -> String {
        let states: Vec<String> = self.0.core.metrics.iter().map(|(n, m)| format!("{n}: {}", m.state.name())).collect();
        format!("<SlaReport {} {{{}}}>", self.0.core.choice.policy.as_deref().unwrap_or("without a policy"), states.join(", "))
    }
});

/// One metric of one ticket.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct MetricReport(Shown<sla::MetricReport>);

report_class!(MetricReport, sla::MetricReport, {
    /// `"inactive"`, `"running"`, `"paused"`, `"met"`, `"missed"` (ended late), `"breached"` (open and late) or `"cancelled"`.
    state: StateWord<'_> = |s, py| StateWord(s.core.state.name());
    /// A cycle is open, and this instant lies outside the hours of its calendar.
    outside_hours: bool = |s, py| s.core.outside_hours;
    /// Counted time of the current (or last) cycle: open hours less pauses.
    elapsed: Span = |s, py| Span(s.core.elapsed);
    /// Target less elapsed; negative when late, `None` without a promise.
    remaining: Option<Span> = |s, py| s.core.remaining.map(Span);
    /// The promise; `None` when there is none for this ticket.
    target: Option<Span> = |s, py| s.core.target.map(Span);
    /// The earliest instant at which elapsed equals the target; `None` while paused before it.
    due_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.due_at);
    /// The instant after which elapsed exceeds the target: `due_at`, or the next opening when that is a closing.
    breach_after: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.breach_after);
    /// `breach_after`, once it has happened.
    breached_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.breached_at);
    /// 100 × elapsed / target, rounded down.
    percent: Option<i64> = |s, py| s.core.percent;
    /// Time the clock would have counted had it not been paused.
    paused: Span = |s, py| Span(s.core.paused);
    /// All cycles in order; the last is the one above.
    cycles: Vec<CycleReport> = |s, py| s.core.cycles.iter().map(|c| CycleReport::new(c.clone(), s.place.clone())).collect();
    /// The alerts of the current cycle.
    alerts: Vec<AlertReport> = |s, py| s.core.alerts.iter().map(|a| AlertReport::new(a.clone(), s.place.clone())).collect();
    /// The first instant at which this metric changes by time alone.
    next_change: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.next_change);
}, {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let due = match self.0.core.due_at {
            Some(at) => format!(", due {}", self.0.place.text(py, at.micros())?),
            None => String::new(),
        };
        Ok(format!("<MetricReport {}{due}>", self.0.core.state.name()))
    }
});

/// One run of a clock.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct CycleReport(Shown<sla::CycleReport>);

report_class!(CycleReport, sla::CycleReport, {
    /// Counted from 1.
    number: u32 = |s, py| s.core.number;
    /// Where it stands, or how it ended.
    state: StateWord<'_> = |s, py| StateWord(s.core.state.name());
    /// When it began.
    started_at: Moment<'py> = |s, py| s.moment(py, s.core.started_at);
    /// When it ended.
    stopped_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.stopped_at);
    /// Counted time.
    elapsed: Span = |s, py| Span(s.core.elapsed);
    /// Its promise.
    target: Span = |s, py| Span(s.core.target);
    /// When the promise is, or was, used up.
    due_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.due_at);
    /// When it was broken.
    breached_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.breached_at);
    /// Time the clock would have counted had it not been paused.
    paused: Span = |s, py| Span(s.core.paused);
}, {
    fn __repr__(&self) -> String {
        format!("<CycleReport {} {}>", self.0.core.number, self.0.core.state.name())
    }
});

/// One alert of a cycle.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct AlertReport(Shown<sla::AlertReport>);

report_class!(AlertReport, sla::AlertReport, {
    /// Its name, `percent-75` unless the policy gives another.
    alert: &str = |s, py| &s.core.alert;
    /// The cycle, counted from 1.
    cycle: u32 = |s, py| s.core.cycle;
    /// When it fires; `None` while the clock is paused before it, or when the cycle ended before it.
    at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.at);
    /// Whether that instant has come.
    fired: bool = |s, py| s.core.fired;
    /// The due instant as foreseen when it fires.
    due_at: Option<Moment<'py>> = |s, py| s.maybe(py, s.core.due_at);
}, {
    /// The idempotent key of this alert on one ticket: a host that remembers keys never sends the same alert twice.
    fn key_for(&self, ticket: Arg<&str>) -> PyResult<String> {
        args!(ticket);
        Ok(self.0.core.key_for(ticket))
    }

    fn __repr__(&self) -> String {
        format!("<AlertReport {} {}>", self.0.core.alert, if self.0.core.fired { "fired" } else { "to come" })
    }
});

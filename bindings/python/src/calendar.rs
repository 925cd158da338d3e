//! Business calendars.

use crate::bridge;
use crate::columns::{Column, Kind, NULL, Pair};
use crate::convert::{Instant, Moment, Span};
use crate::errors::{OrRaise, problem};
use crate::place::Place;
use crate::segments::{Piece, Segment};
use crate::zone::ZoneDb;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyType};
use sundesk_core::calendar;
use sundesk_core::time::TimeSegment;

/// Business hours: weekly hours, holidays, exceptions and breaks in a zone.
///
/// `document` is a mapping or JSON text (`docs/semantics.md`). All arithmetic is in real time, exact to the microsecond; answers are datetimes in the
/// calendar's zone. A calendar never changes and may be shared between threads.
///
/// >>> from datetime import datetime, timedelta
/// >>> from zoneinfo import ZoneInfo
/// >>> from sundesk import Calendar
/// >>> office = Calendar({"timezone": "Europe/Berlin", "weekly": {day: [["09:00", "17:00"]] for day in ("mon", "tue", "wed", "thu", "fri")}})
/// >>> friday = datetime(2026, 3, 27, 16, tzinfo=ZoneInfo("Europe/Berlin"))
/// >>> office.add(friday, timedelta(hours=2)).isoformat()
/// '2026-03-30T10:00:00+02:00'
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Calendar {
    pub(crate) core: calendar::Calendar,
    pub(crate) zones: Py<ZoneDb>,
    pub(crate) place: Place,
}

impl Calendar {
    pub(crate) fn compiled(py: Python<'_>, core: calendar::Calendar, zones: Py<ZoneDb>) -> PyResult<Self> {
        let place = Place::named(py, core.zone().name())?;
        Ok(Self { core, zones, place })
    }

    fn answer<'py>(&self, py: Python<'py>, us: Option<i64>) -> Option<Moment<'py>> {
        us.map(|us| self.place.moment(py, us))
    }
}

#[pymethods]
impl Calendar {
    /// A calendar from a mapping, or from JSON text.
    ///
    /// Raises `InvalidInputError` with *all* faults in `problems`, each with its path (`weekly.mon[1]`).
    #[new]
    #[pyo3(signature = (document, *, zones = None))]
    fn new(py: Python<'_>, document: &Bound<'_, PyAny>, zones: Option<Py<ZoneDb>>) -> PyResult<Self> {
        let text = bridge::to_json_text("document", document)?;
        let zones = ZoneDb::or_bundled(py, zones)?;
        let db = &zones.get().core;
        let core = py.detach(|| calendar::Calendar::from_json(&text, db)).or_raise()?;
        Self::compiled(py, core, zones)
    }

    /// The calendar that is open at every instant.
    #[staticmethod]
    fn always_open(py: Python<'_>) -> PyResult<Self> {
        Self::compiled(py, calendar::Calendar::always_open(), ZoneDb::or_bundled(py, None)?)
    }

    /// The document, normalised.
    #[getter]
    fn document<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.doc())
    }

    /// The name of its zone.
    #[getter]
    fn timezone(&self) -> &str {
        self.place.name()
    }

    /// Remarks of the validation: what is used as it stands but deserves a look.
    #[getter]
    fn warnings<'py>(&self, py: Python<'py>) -> PyResult<Vec<Bound<'py, PyDict>>> {
        self.core.warnings().iter().map(|p| problem(py, p)).collect()
    }

    /// The same number for the same document under the same zone rules, on every host and in every language.
    #[getter]
    fn fingerprint(&self) -> u64 {
        self.core.fingerprint()
    }

    /// The release of the zone rules used.
    #[getter]
    fn tzdb_release(&self) -> &str {
        self.core.tzdb_release()
    }

    /// Open time from `start` to `end`; negative when `end` is before `start`.
    fn elapsed(&self, start: Instant, end: Instant) -> PyResult<Span> {
        self.core.elapsed_us(start.0, end.0).map(Span).or_raise()
    }

    /// The earliest instant at which `amount` of open time has passed since `start`; `None` when it never has.
    ///
    /// It is a closing time when the amount is used up exactly then. A negative amount counts backwards; zero gives `start`.
    fn add<'py>(&self, py: Python<'py>, start: Instant, amount: Span) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.add_us(start.0, amount.0).or_raise()?))
    }

    /// The latest instant from which `amount` of open time passes until `end`; `None` when there is none.
    fn subtract<'py>(&self, py: Python<'py>, end: Instant, amount: Span) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.add_us(end.0, -amount.0).or_raise()?))
    }

    /// Whether it is open at an instant; no longer at the closing time itself.
    fn is_open(&self, at: Instant) -> PyResult<bool> {
        self.core.is_open_us(at.0).or_raise()
    }

    /// The first open instant from `at` on: `at` itself when open; `None` when it never opens again.
    fn next_open<'py>(&self, py: Python<'py>, at: Instant) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.next_open_us(at.0).or_raise()?))
    }

    /// The first instant after `at` at which it closes.
    fn next_close<'py>(&self, py: Python<'py>, at: Instant) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.next_close_us(at.0).or_raise()?))
    }

    /// The last instant up to `at` just before which it is open: `at` itself while open, else the last closing time.
    fn prev_open<'py>(&self, py: Python<'py>, at: Instant) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.prev_open_us(at.0).or_raise()?))
    }

    /// The first opening time from `at` on.
    fn next_opening<'py>(&self, py: Python<'py>, at: Instant) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.next_opening_us(at.0).or_raise()?))
    }

    /// The last opening time up to `at`.
    fn prev_opening<'py>(&self, py: Python<'py>, at: Instant) -> PyResult<Option<Moment<'py>>> {
        Ok(self.answer(py, self.core.prev_opening_us(at.0).or_raise()?))
    }
}

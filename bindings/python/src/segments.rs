//! Pieces of the time line, as Python sees them.

use crate::convert::{Moment, Span};
use crate::place::Place;
use crate::words::PieceReasonWord;
use crate::writer::Parts;
use pyo3::prelude::*;
use pyo3::types::PyType;
use std::hash::{Hash, Hasher};

/// A piece of the time line from `start` up to, not including, `end`.
#[pyclass(frozen, eq, hash, module = "sundesk")]
pub(crate) struct Segment {
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) place: Place,
}

impl PartialEq for Segment {
    fn eq(&self, other: &Self) -> bool {
        (self.start, self.end) == (other.start, other.end)
    }
}

impl Hash for Segment {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end).hash(state);
    }
}

#[pymethods]
impl Segment {
    /// Where it begins; part of it.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.place.moment(py, self.start)
    }

    /// Where it ends; no longer part of it.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.place.moment(py, self.end)
    }

    /// Its length in real time (`end - start` in Python would be wall-clock time, an hour off across a change of the clocks).
    #[getter]
    fn duration(&self) -> Span {
        Span(self.end - self.start)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Segment {} .. {}>", self.place.text(py, self.start)?, self.place.text(py, self.end)?))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let this = slf.get();
        let parts = (this.start, this.end, this.place.name());
        Ok((slf.get_type().getattr("_rebuild")?, Parts(parts.into_pyobject(slf.py())?)))
    }

    #[classmethod]
    fn _rebuild(class: &Bound<'_, PyType>, start: i64, end: i64, zone: &str) -> PyResult<Self> {
        Ok(Self { start, end, place: Place::named(class.py(), zone)? })
    }
}

/// A piece of the time line and why it counts or not.
///
/// `reason` is `"open"`, `"closed"`, `"holiday"`, `"exception"`, `"break"`, `"excluded"` or, in an explanation, `"paused"`, `"paused_by_event"`,
/// `"solved"`, `"before_start"`, `"after_stop"`, `"no_target"`; `name` says which holiday, exception or status, and is empty where there is none.
#[pyclass(frozen, eq, hash, module = "sundesk")]
pub(crate) struct Piece {
    pub(crate) start: i64,
    pub(crate) end: i64,
    pub(crate) reason: String,
    pub(crate) name: String,
    pub(crate) counted: bool,
    pub(crate) cycle: u32,
    pub(crate) place: Place,
}

impl PartialEq for Piece {
    fn eq(&self, other: &Self) -> bool {
        let parts = |p: &'_ Self| (p.start, p.end, p.reason.clone(), p.name.clone(), p.counted, p.cycle);
        parts(self) == parts(other)
    }
}

impl Hash for Piece {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.start, self.end, &self.reason, &self.name).hash(state);
    }
}

#[pymethods]
impl Piece {
    /// Where it begins; part of it.
    #[getter]
    fn start<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.place.moment(py, self.start)
    }

    /// Where it ends; no longer part of it.
    #[getter]
    fn end<'py>(&self, py: Python<'py>) -> Moment<'py> {
        self.place.moment(py, self.end)
    }

    /// Its length in real time.
    #[getter]
    fn duration(&self) -> Span {
        Span(self.end - self.start)
    }

    /// Why it counts or not.
    #[getter]
    fn reason(&self) -> PieceReasonWord<'_> {
        PieceReasonWord(&self.reason)
    }

    /// Which holiday, exception or status; empty where there is none.
    #[getter]
    fn name(&self) -> &str {
        &self.name
    }

    /// Whether it counts: open time does, and in an explanation only while the clock runs.
    #[getter]
    fn counted(&self) -> bool {
        self.counted
    }

    /// The cycle of the clock it belongs to, counted from 1; 0 outside all cycles, and in a calendar's pieces.
    #[getter]
    fn cycle(&self) -> u32 {
        self.cycle
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (start, end) = (self.place.text(py, self.start)?, self.place.text(py, self.end)?);
        let name = if self.name.is_empty() { String::new() } else { format!(" {:?}", self.name) };
        Ok(format!("<Piece {start} .. {end} {}{name}>", self.reason))
    }

    fn __reduce__<'py>(slf: &Bound<'py, Self>) -> PyResult<(Bound<'py, PyAny>, Parts<'py>)> {
        let this = slf.get();
        let why = (this.reason.as_str(), this.name.as_str());
        let parts = ((this.start, this.end), why, this.counted, this.cycle, this.place.name());
        Ok((slf.get_type().getattr("_rebuild")?, Parts(parts.into_pyobject(slf.py())?)))
    }

    #[classmethod]
    fn _rebuild(
        class: &Bound<'_, PyType>,
        span: (i64, i64),
        why: (String, String),
        counted: bool,
        cycle: u32,
        zone: &str,
    ) -> PyResult<Self> {
        let place = Place::named(class.py(), zone)?;
        Ok(Self { start: span.0, end: span.1, reason: why.0, name: why.1, counted, cycle, place })
    }
}

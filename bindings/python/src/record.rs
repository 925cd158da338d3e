//! One fact about one ticket.

use crate::bridge;
use crate::convert::UtcMoment;
use crate::errors::OrRaise;
use pyo3::prelude::*;
use sundesk_core::store::Stored;
use sundesk_core::ticket;

/// One fact about one ticket, as a desk keeps it: what happened (`kind`, `data`), to which ticket, who did it, when.
#[pyclass(frozen, eq, module = "sundesk")]
pub(crate) struct Record {
    core: ticket::Record,
    position: Option<u64>,
    erased: Vec<String>,
}

impl PartialEq for Record {
    fn eq(&self, other: &Self) -> bool {
        self.core == other.core
    }
}

impl Record {
    /// One that was written, with its place among all where that is known.
    pub(crate) fn new(core: ticket::Record, position: Option<u64>) -> Self {
        Self { core, position, erased: Vec::new() }
    }

    /// One that was read.
    pub(crate) fn stored(stored: Stored) -> Self {
        Self { core: stored.record, position: Some(stored.position), erased: stored.erased }
    }
}

#[pymethods]
impl Record {
    /// Its place among all records of the store, from 1; `None` of one that nobody has read back.
    #[getter]
    fn position(&self) -> Option<u64> {
        self.position
    }

    /// Its id, 32 hexadecimal digits.
    #[getter]
    fn id(&self) -> &str {
        &self.core.id
    }

    /// The ticket; empty for what concerns the whole desk.
    #[getter]
    fn ticket(&self) -> &str {
        &self.core.stream
    }

    /// Its number within the ticket, from 1: the ticket's version after it.
    #[getter]
    fn seq(&self) -> u64 {
        self.core.seq
    }

    /// What happened, by its word: `status_changed`.
    #[getter]
    fn kind(&self) -> &str {
        self.core.fact.kind()
    }

    /// All about it.
    #[getter]
    fn data<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core)?.get_item("data")
    }

    /// When it took effect.
    #[getter]
    fn at(&self) -> UtcMoment {
        UtcMoment(self.core.at)
    }

    /// When it was recorded: later than `at` for a timer that ran late.
    #[getter]
    fn recorded_at(&self) -> UtcMoment {
        UtcMoment(self.core.recorded_at)
    }

    /// Who did it, by id; of what time alone did: `timer`.
    #[getter]
    fn by(&self) -> &str {
        &self.core.actor.id
    }

    /// Who did it: `kind`, `id`, `on_behalf_of`.
    #[getter]
    fn actor<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core.actor)
    }

    /// The idempotency key of the command that led to it.
    #[getter]
    fn key(&self) -> Option<&str> {
        self.core.key.as_ref().map(|key| key.key.as_str())
    }

    /// What of it is gone with the people it spoke of, such as `message.body`.
    #[getter]
    fn erased(&self) -> Vec<&str> {
        self.erased.iter().map(String::as_str).collect()
    }

    /// The record as a dict, as `Board.evolve` takes it.
    fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.core)
    }

    /// The record as one line of JSON.
    fn to_json(&self) -> PyResult<String> {
        self.core.to_json().or_raise()
    }

    fn __repr__(&self) -> String {
        format!("<Record {}/{} {}>", self.core.stream, self.core.seq, self.core.fact.kind())
    }
}

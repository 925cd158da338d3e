//! The records of a desk, one after another.

use crate::desk::Desk;
use crate::record::Record;
use pyo3::prelude::*;
use std::sync::{Mutex, PoisonError};

/// An iterator over the records of a desk.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Feed {
    desk: Py<Desk>,
    /// The last position given out, and what was read beyond it, the next one last.
    state: Mutex<(u64, Vec<Record>)>,
}

impl Feed {
    /// The records after a position.
    pub(crate) fn new(desk: Py<Desk>, after: u64) -> Self {
        Self { desk, state: Mutex::new((after, Vec::new())) }
    }
}

#[pymethods]
impl Feed {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Option<Record>> {
        let (after, next) = {
            let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
            (state.0, state.1.pop())
        };
        if let Some(next) = next {
            return Ok(Some(next));
        }
        let page = self.desk.get().kept.with(py, |desk| desk.store().feed(after, 1_000))?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = page.last().map_or(after, |last| last.position);
        state.1 = page.into_iter().rev().map(Record::stored).collect();
        Ok(state.1.pop())
    }
}

//! When to wake up: open clocks in order of their instants.

use crate::args::{Arg, args};
use crate::convert::{Instant, UtcMoment};
use crate::errors::OrRaise;
use pyo3::prelude::*;
use std::sync::{Mutex, MutexGuard, PoisonError};
use sundesk_core::time;

/// The instants at which something is due, over many open tickets: insert, remove and take what is due in O(log n).
///
/// The host sleeps until `next_wake`, then takes everything up to now with `pop_due`. Keys are any Python values, such as ticket ids. It may be shared
/// between threads.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import DueIndex
/// >>> index, noon = DueIndex(), datetime(2026, 3, 2, 12, tzinfo=timezone.utc)
/// >>> handle = index.insert(noon, "ticket 7")
/// >>> index.pop_due(noon)
/// (datetime.datetime(2026, 3, 2, 12, 0, tzinfo=datetime.timezone.utc), 'ticket 7')
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct DueIndex(Mutex<time::DueIndex<Py<PyAny>>>);

/// Names one entry of a `DueIndex`, for removing it.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct DueHandle(time::DueHandle);

impl DueIndex {
    fn open(&self) -> MutexGuard<'_, time::DueIndex<Py<PyAny>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pymethods]
impl DueIndex {
    #[new]
    fn new() -> Self {
        Self(Mutex::new(time::DueIndex::new()))
    }

    /// Adds an entry; the handle removes it again. A report whose `next_change` is `None` has nothing to wait for, and so nothing to insert.
    ///
    /// Raises `OutOfRangeError` outside 1900 to 2200.
    fn insert(&self, at: Arg<Instant>, key: Py<PyAny>) -> PyResult<DueHandle> {
        args!(at);
        self.open().insert(at.0, key).map(DueHandle).or_raise()
    }

    /// Removes an entry; `None` when it is no longer there.
    fn remove(&self, handle: Arg<&DueHandle>) -> PyResult<Option<(UtcMoment, Py<PyAny>)>> {
        args!(handle);
        Ok(self.open().remove(handle.0).map(|(at, key)| (UtcMoment(at), key)))
    }

    /// Takes the earliest entry that is due at `now`; `None` when none is. Call it until it is `None`.
    fn pop_due(&self, now: Arg<Instant>) -> PyResult<Option<(UtcMoment, Py<PyAny>)>> {
        args!(now);
        Ok(self.open().pop_due(now.0).map(|(at, key)| (UtcMoment(at), key)))
    }

    /// The earliest entry, whenever it is due; it stays in. `None` when there is none.
    fn peek(&self, py: Python<'_>) -> Option<(UtcMoment, Py<PyAny>)> {
        self.open().peek().map(|(at, key)| (UtcMoment(at), key.clone_ref(py)))
    }

    /// When to wake up next, asked at `now`: the earliest instant, or `now` itself where something is due already. `None` only when there is no
    /// entry at all.
    fn next_wake(&self, now: Arg<Instant>) -> PyResult<Option<UtcMoment>> {
        args!(now);
        Ok(self.open().next_wake(now.0).map(UtcMoment))
    }

    /// What is due from `start` (included) to `end` (excluded), in order.
    fn due_between(
        &self,
        py: Python<'_>,
        start: Arg<Instant>,
        end: Arg<Instant>,
    ) -> PyResult<Vec<(UtcMoment, Py<PyAny>)>> {
        args!(start, end);
        Ok(self.open().due_between(start.0, end.0).map(|(at, key)| (UtcMoment(at), key.clone_ref(py))).collect())
    }

    fn __len__(&self) -> usize {
        self.open().len()
    }

    fn __repr__(&self) -> String {
        format!("<DueIndex of {} entries>", self.open().len())
    }
}

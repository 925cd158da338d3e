//! What desks and stores share: a thing that is open until it is closed, and the questions about the store behind it.

use crate::args::{Read, Reads};
use crate::bridge::{Doc, Json};
use crate::errors::OrRaise;
use pyo3::prelude::*;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use sundesk_core::store::{Filter, Head};
use sundesk_core::{Error, ErrorKind, Result};

use crate::args::Fault;

/// Something that is open until it is closed.
pub(crate) struct Kept<T> {
    inner: Mutex<Option<T>>,
    what: &'static str,
}

impl<T: Send> Kept<T> {
    pub(crate) fn open(inner: T, what: &'static str) -> Self {
        Self { inner: Mutex::new(Some(inner)), what }
    }

    fn lock(&self) -> MutexGuard<'_, Option<T>> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs without the interpreter's lock, which the disk need not hold up.
    pub(crate) fn with<A: Send>(&self, py: Python<'_>, run: impl FnOnce(&mut T) -> Result<A> + Send) -> PyResult<A> {
        let closed = || Error::new(ErrorKind::InvalidInput, format!("the {} is closed", self.what));
        py.detach(|| run(self.lock().as_mut().ok_or_else(closed)?)).or_raise()
    }

    /// Closes it; again is fine.
    pub(crate) fn close(&self, py: Python<'_>) {
        py.detach(|| drop(self.lock().take()));
    }
}

/// Which tickets.
pub(crate) struct Which(pub(crate) Filter);

impl<'a, 'py> Reads<'a, 'py> for Which {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = <Json as Reads<'_, '_>>::HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        let filter = serde_json::from_value(Json::read(value)?.0);
        filter.map(Self).map_err(|e| Fault::value(Error::invalid("", e, "conditions, or fields and their values")))
    }
}

/// The end of a chain that was kept elsewhere.
pub(crate) type Since = Doc<Head>;

/// A path as text.
pub(crate) fn text_of(name: &str, path: PathBuf) -> Result<String> {
    path.into_os_string().into_string().map_err(|_| Error::invalid(name, "", "a path in UTF-8"))
}

/// The methods of a class over a store, and those that all of them share; `$store` is the store behind what is kept,
/// `$whole` checks and mends all of it.
macro_rules! kept_class {
    ($class:ident, |$inner:ident| $store:expr, $whole:expr, { $($own:tt)* }) => {
        #[pymethods]
        impl $class {
            $($own)*

            /// Closes it. Again is fine.
            fn close(&self, py: Python<'_>) {
                self.kept.close(py);
            }

            fn __enter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
                this
            }

            #[pyo3(signature = (*_args: "Any"))]
            fn __exit__(&self, py: Python<'_>, _args: &Bound<'_, pyo3::types::PyTuple>) {
                self.kept.close(py);
            }

            /// When the next timer is due, claimed or not; `None` when there is none.
            #[getter]
            fn next_due(&self, py: Python<'_>) -> PyResult<Option<UtcMoment>> {
                Ok(self.kept.with(py, |$inner| $store.next_due())?.map(UtcMoment))
            }

            /// The end of the chain, `position` and `hash`: keep it elsewhere, and hand it to `verify` later.
            #[getter]
            fn head<'py>(&self, py: Python<'py>) -> PyResult<$crate::writer::Told<'py>> {
                bridge::told(py, &self.kept.with(py, |$inner| $store.head())?)
            }

            /// The position a consumer of the feed has kept; 0 for none.
            fn cursor(&self, py: Python<'_>, consumer: Arg<&str>) -> PyResult<u64> {
                args!(consumer);
                self.kept.with(py, |$inner| $store.cursor(consumer))
            }

            /// Keeps the position of a consumer.
            fn set_cursor(&self, py: Python<'_>, consumer: Arg<&str>, position: Arg<u64>) -> PyResult<()> {
                args!(consumer, position);
                self.kept.with(py, |$inner| $store.set_cursor(consumer, position))
            }

            /// A page of the inbox: `tickets`, `next` (hand it to `after`), `position`.
            ///
            /// `filter` is `{"group": "emea", "status": ["new", "open"], "assignee": None}` or a list of conditions; `order` is `created` (unless
            /// given), `last_activity` or `due`, the instant of the next promise; `search` are words of the subject or of one message. A page has 50
            /// tickets unless `limit` says otherwise.
            #[pyo3(signature = (filter = None, *, search = None, order = None, descending = None, after = None, limit = None))]
            #[allow(clippy::too_many_arguments)] // the keywords of a query
            fn tickets<'py>(
                &self,
                py: Python<'py>,
                filter: Option<Arg<$crate::kept::Which>>,
                search: Option<Arg<String>>,
                order: Option<Arg<Order>>,
                descending: Option<Arg<bool>>,
                after: Option<Arg<String>>,
                limit: Option<Arg<usize>>,
            ) -> PyResult<$crate::writer::Told<'py>> {
                args!(filter, search, order = Order::Created, descending = false, after, limit = 50);
                let filter = filter.map(|which| which.0).unwrap_or_default();
                let query = TicketQuery { filter, search, order, descending, after, limit };
                bridge::told(py, &self.kept.with(py, |$inner| $store.tickets(&query))?)
            }

            /// How many tickets there are by `status`, `status_category`, `group`, `assignee` or `priority`; what has none stands under the empty word.
            #[pyo3(signature = (by, filter = None))]
            fn counts<'py>(
                &self,
                py: Python<'py>,
                by: Arg<By>,
                filter: Option<Arg<$crate::kept::Which>>,
            ) -> PyResult<Bound<'py, PyAny>> {
                args!(by, filter);
                let filter = filter.map(|which| which.0).unwrap_or_default();
                bridge::report(py, &self.kept.with(py, |$inner| $store.counts(&filter, by))?)
            }

            /// Makes anew from the log all that follows from it: the inbox, the words of the search, whom tickets speak of (and of a desk timers and
            /// promises).
            fn rebuild_inbox(&self, py: Python<'_>) -> PyResult<()> {
                self.kept.with(py, |$inner| $whole.rebuild_inbox())
            }

            /// Checks everything: numbers, chain, pages, and the inbox beside a fold of all records (of a desk its timers and promises too). `since` is a `head` that was kept elsewhere.
            ///
            /// Raises `InconsistentLogError` with the first record that is not as it was written.
            #[pyo3(signature = (since = None))]
            fn verify<'py>(&self, py: Python<'py>, since: Option<Arg<$crate::kept::Since>>) -> PyResult<$crate::writer::Told<'py>> {
                args!(since);
                let since = since.map(|head| head.0);
                bridge::told(py, &self.kept.with(py, |$inner| $whole.verify(since.as_ref()))?)
            }

            /// Copies the store as it is now into a new file, while others go on. The keys are not in it.
            fn backup(&self, py: Python<'_>, to: Arg<PathBuf>) -> PyResult<()> {
                args!(to);
                self.kept.with(py, |$inner| $store.backup(&to))
            }
        }
    };
}
pub(crate) use kept_class;

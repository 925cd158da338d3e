//! Where records are kept.

use crate::bridge;
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use pyo3::prelude::*;
use pyo3::types::{PyList, PyTuple};
use serde_json::{Value, json};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use sundesk_core::document::read_value;
use sundesk_core::store::{self, Batch, Filter, Head, Lease, MemoryStore, Snapshot, StoreDoc, TicketQuery};
use sundesk_core::{Error, ErrorKind};

/// Where records are kept: one SQLite file (`open`), or memory (`memory`).
///
/// What `append` answered with `done` is on the disk and never lost. Texts are sealed under a key of the person they speak of; the keys lie in a file
/// of their own, beside the store (`desk.db.keys`), and a record `subject_erased` destroys one. Do not back both up together.
///
/// >>> from sundesk import Store
/// >>> at = "2026-03-02T09:00:00Z"
/// >>> record = {"id": "", "stream": "T-1", "seq": 0, "at": at, "recorded_at": at, "actor": {"kind": "human", "id": "ann"}, "workflow": "w",
/// ...           "schema": 1, "kind": "created", "data": {"of": {"status": "new", "category": "new", "group": "emea", "subject": "Broken parcel"}}}
/// >>> with Store.memory("acme") as store:
/// ...     store.append([record])["append"], store.tickets({"group": "emea"}, search="parcel")["tickets"][0]["id"]
/// ('done', 'T-1')
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Store {
    inner: Mutex<Option<Box<dyn store::Store>>>,
    shown: String,
}

impl Store {
    fn new(inner: Box<dyn store::Store>, shown: String) -> Self {
        Self { inner: Mutex::new(Some(inner)), shown }
    }

    /// Runs without the interpreter's lock, which the disk need not hold up.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        run: impl FnOnce(&mut dyn store::Store) -> sundesk_core::Result<T> + Send,
    ) -> PyResult<T> {
        let done = py.detach(|| {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            let store = inner.as_mut().ok_or_else(|| Error::new(ErrorKind::InvalidInput, "the store is closed"))?;
            run(&mut **store)
        });
        done.or_raise()
    }
}

fn batch_of(batch: &Bound<'_, PyAny>) -> PyResult<Batch> {
    let is_list = batch.cast::<PyList>().is_ok() || batch.cast::<PyTuple>().is_ok();
    let text = if is_list {
        json!({"records": bridge::list("records", batch)?}).to_string()
    } else {
        bridge::to_json_text("batch", batch)?
    };
    Batch::from_json(&text).map_err(|e| raise(e.at(if is_list { "" } else { "batch" })))
}

pub(crate) fn filter_of(filter: Option<&Bound<'_, PyAny>>) -> PyResult<Filter> {
    let Some(filter) = filter else { return Ok(Filter::default()) };
    serde_json::from_value(bridge::to_json("filter", filter)?)
        .map_err(|e| raise(Error::invalid("filter", e, "conditions, or fields and their values")))
}

/// A path as text.
pub(crate) fn text_of(path: PathBuf) -> PyResult<String> {
    path.into_os_string().into_string().map_err(|_| raise(Error::invalid("path", "", "a path in UTF-8")))
}

pub(crate) fn word<T: serde::de::DeserializeOwned>(name: &str, word: &str, expected: &str) -> PyResult<T> {
    serde_json::from_value(Value::from(word)).map_err(|_| raise(Error::invalid(name, word, expected)))
}

#[pymethods]
impl Store {
    /// Opens a SQLite file, or makes it, for the desk of `tenant`.
    ///
    /// `vault` is the file of keys (`path` + `.keys`), `master` the 32 bytes its keys are wrapped in; without it they lie bare. `plain_fields` are named
    /// fields that say nothing of a person: they are not sealed. `busy_ms` is how long to wait for another process that writes.
    ///
    /// Raises `IncompatibleError` for a file of another program, tenant or later release, `InconsistentLogError` for a damaged one.
    #[staticmethod]
    #[pyo3(signature = (path, tenant, *, vault = None, master = None, plain_fields = Vec::new(), busy_ms = None))]
    fn open(
        py: Python<'_>,
        path: PathBuf,
        tenant: &str,
        vault: Option<PathBuf>,
        master: Option<&[u8]>,
        plain_fields: Vec<String>,
        busy_ms: Option<u32>,
    ) -> PyResult<Self> {
        let path = text_of(path)?;
        let doc = StoreDoc {
            vault: vault.map(text_of).transpose()?,
            master: master.map(|key| key.iter().map(|byte| format!("{byte:02x}")).collect()),
            plain_fields,
            busy_ms,
        };
        let opened = py.detach(|| open(&doc, &path, tenant));
        Ok(Self::new(opened.or_raise()?, format!("{path:?}, {tenant:?}")))
    }

    /// An empty store in memory, for tests.
    #[staticmethod]
    fn memory(tenant: &str) -> Self {
        Self::new(Box::new(MemoryStore::new(tenant)), format!("in memory, {tenant:?}"))
    }

    /// Closes it. Again is fine.
    fn close(&self, py: Python<'_>) {
        py.detach(|| drop(self.inner.lock().unwrap_or_else(PoisonError::into_inner).take()));
    }

    fn __enter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    #[pyo3(signature = (*_args))]
    fn __exit__(&self, py: Python<'_>, _args: &Bound<'_, PyTuple>) {
        self.close(py);
    }

    /// Writes a batch, whole or not at all: a list of records, or a mapping of `records`, `about`, `expect`, `timers`, `clocks`, `outbox`.
    ///
    /// The answer's `append` is `done`, `conflict`, `repeated` or `key_taken`; only `done` wrote something.
    fn append<'py>(&self, py: Python<'py>, batch: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let batch = batch_of(batch)?;
        bridge::report(py, &self.with(py, |s| s.append(&batch))?)
    }

    /// Writes the batches of several commands with one sync of the disk, each judged by itself; the answers in their order.
    fn append_all<'py>(&self, py: Python<'py>, batches: Vec<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let batches = batches.iter().map(batch_of).collect::<PyResult<Vec<_>>>()?;
        bridge::report(py, &self.with(py, |s| s.append_all(&batches))?)
    }

    /// The records of a ticket after a version, each with its `position`, `hash`, and what of it is `erased`.
    #[pyo3(signature = (stream, after = 0))]
    fn load<'py>(&self, py: Python<'py>, stream: &str, after: u64) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |s| s.load(stream, after))?)
    }

    /// The records of all tickets after a position, in order and without gaps; at most `limit`.
    #[pyo3(signature = (after = 0, limit = 1_000))]
    fn feed<'py>(&self, py: Python<'py>, after: u64, limit: usize) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |s| s.feed(after, limit))?)
    }

    /// How many records a ticket has.
    fn version(&self, py: Python<'_>, stream: &str) -> PyResult<u64> {
        self.with(py, |s| s.version(stream))
    }

    /// The end of the chain, `position` and `hash`: keep it elsewhere, and hand it to `verify` later.
    #[getter]
    fn head<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |s| s.head())?)
    }

    /// The position a consumer of the feed has kept; 0 for none.
    fn cursor(&self, py: Python<'_>, consumer: &str) -> PyResult<u64> {
        self.with(py, |s| s.cursor(consumer))
    }

    /// Keeps the position of a consumer.
    fn set_cursor(&self, py: Python<'_>, consumer: &str, position: u64) -> PyResult<()> {
        self.with(py, |s| s.set_cursor(consumer, position))
    }

    /// The last snapshot of a ticket in this form; `None` without one.
    fn snapshot<'py>(&self, py: Python<'py>, stream: &str, form: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.with(py, |s| s.snapshot(stream, form))?.map(|snapshot| bridge::report(py, &snapshot)).transpose()
    }

    /// Keeps a snapshot in place of the one before: `body` is what `Board.state` gave.
    fn put_snapshot(&self, py: Python<'_>, stream: String, version: u64, form: String, body: String) -> PyResult<()> {
        self.with(py, |s| s.put_snapshot(&Snapshot { stream, version, form, body }))
    }

    /// Claims timers due at `now` for a worker until `until`, the earliest first: `stream`, `at`, `what`.
    #[pyo3(signature = (worker, now, until, limit = 100))]
    fn due<'py>(
        &self,
        py: Python<'py>,
        worker: &str,
        now: Instant,
        until: Instant,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let lease = Lease { worker, now: now.0, until: until.0 };
        bridge::report(py, &self.with(py, |s| s.due(lease, limit))?)
    }

    /// When the next timer is due, claimed or not; `None` when there is none.
    #[getter]
    fn next_due(&self, py: Python<'_>) -> PyResult<Option<UtcMoment>> {
        Ok(self.with(py, |s| s.next_due())?.map(UtcMoment))
    }

    /// Claims what is to be sent, the oldest first: `number`, `topic`, `body`, `subject`.
    #[pyo3(signature = (worker, now, until, limit = 100))]
    fn outbox<'py>(
        &self,
        py: Python<'py>,
        worker: &str,
        now: Instant,
        until: Instant,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let lease = Lease { worker, now: now.0, until: until.0 };
        bridge::report(py, &self.with(py, |s| s.outbox(lease, limit))?)
    }

    /// Takes out of the outbox what was sent.
    fn sent(&self, py: Python<'_>, numbers: Vec<u64>) -> PyResult<()> {
        self.with(py, |s| s.sent(&numbers))
    }

    /// The ticket that a `message` id or a reply `token` belongs to; `None` for none.
    fn find(&self, py: Python<'_>, handle: &str, id: &str) -> PyResult<Option<String>> {
        let handle = word("handle", handle, "message or token")?;
        self.with(py, |s| s.find(handle, id))
    }

    /// The tickets whose records speak of somebody.
    fn streams_of(&self, py: Python<'_>, subject: &str) -> PyResult<Vec<String>> {
        self.with(py, |s| s.streams_of(subject))
    }

    /// A page of the inbox: `tickets`, `next` (hand it to `after`), `position`.
    ///
    /// `filter` is `{"group": "emea", "status": ["new", "open"], "assignee": None}` or a list of conditions; `order` is `created`, `last_activity` or
    /// `due`; `search` are words of the subject or of one message.
    #[pyo3(signature = (filter = None, *, search = None, order = "created", descending = false, after = None, limit = 50))]
    #[allow(clippy::too_many_arguments)] // the keywords of a query
    fn tickets<'py>(
        &self,
        py: Python<'py>,
        filter: Option<&Bound<'py, PyAny>>,
        search: Option<String>,
        order: &str,
        descending: bool,
        after: Option<String>,
        limit: usize,
    ) -> PyResult<Bound<'py, PyAny>> {
        let order = word("order", order, "created, last_activity or due")?;
        let query = TicketQuery { filter: filter_of(filter)?, search, order, descending, after, limit };
        bridge::report(py, &self.with(py, |s| s.tickets(&query))?)
    }

    /// How many tickets there are by `status`, `status_category`, `group`, `assignee` or `priority`; what has none stands under the empty word.
    #[pyo3(signature = (by, filter = None))]
    fn counts<'py>(
        &self,
        py: Python<'py>,
        by: &str,
        filter: Option<&Bound<'py, PyAny>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let by = word("by", by, "status, status_category, group, assignee or priority")?;
        let filter = filter_of(filter)?;
        bridge::report(py, &self.with(py, |s| s.counts(&filter, by))?)
    }

    /// Checks everything: numbers, chain, pages, and the inbox beside a fold of all records. `since` is a `head` that was kept elsewhere.
    ///
    /// Raises `InconsistentLogError` with the first record that is not as it was written.
    #[pyo3(signature = (since = None))]
    fn verify<'py>(&self, py: Python<'py>, since: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let since: Option<Head> = since
            .map(|head| read_value(bridge::to_json("since", head)?, "head").map_err(|e| raise(e.at("since"))))
            .transpose()?;
        bridge::report(py, &self.with(py, |s| s.verify(since.as_ref()))?)
    }

    /// Makes the inbox anew from the log.
    fn rebuild_inbox(&self, py: Python<'_>) -> PyResult<()> {
        self.with(py, |s| s.rebuild_inbox())
    }

    /// Copies the store as it is now into a new file, while others go on. The keys are not in it.
    fn backup(&self, py: Python<'_>, to: PathBuf) -> PyResult<()> {
        self.with(py, |s| s.backup(&to))
    }

    /// Writes all records after a position to a new file as JSON lines, without what is erased. The last position.
    #[pyo3(signature = (to, after = 0))]
    fn export(&self, py: Python<'_>, to: PathBuf, after: u64) -> PyResult<u64> {
        self.with(py, |s| {
            let name = to.display().to_string();
            let file = std::fs::File::create_new(&to).map_err(|e| Error::from(e).in_file(&name, 0))?;
            let mut out = std::io::BufWriter::new(file);
            let last = s.export(after, &mut out)?;
            std::io::Write::flush(&mut out).map_err(|e| Error::from(e).in_file(&name, 0))?;
            Ok(last)
        })
    }

    fn __repr__(&self) -> String {
        format!("<Store {}>", self.shown)
    }
}

#[cfg(feature = "sqlite")]
fn open(doc: &StoreDoc, path: &str, tenant: &str) -> sundesk_core::Result<Box<dyn store::Store>> {
    Ok(Box::new(doc.open(path, tenant)?))
}

#[cfg(not(feature = "sqlite"))]
fn open(_: &StoreDoc, path: &str, _: &str) -> sundesk_core::Result<Box<dyn store::Store>> {
    Err(Error::new(ErrorKind::Incompatible, "this build of sundesk is without SQLite (feature `sqlite`)")
        .in_file(path, 0))
}

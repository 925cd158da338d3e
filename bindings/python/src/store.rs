//! Where records are kept.

use crate::args::{Arg, Read, Reads, args};
use crate::bridge::{self, Json};
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use crate::kept::{Kept, kept_class, text_of};
use crate::writer::{Told, ToldAll};
use pyo3::prelude::*;
use serde_json::{Value, json};
use std::path::PathBuf;
use sundesk_core::Error;
#[cfg(not(feature = "sqlite"))]
use sundesk_core::ErrorKind;
use sundesk_core::store::{self, Batch, By, Handle, Lease, MemoryStore, Order, Snapshot, StoreDoc, TicketQuery};

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
    kept: Kept<Box<dyn store::Store>>,
    shown: String,
}

impl Store {
    fn new(inner: Box<dyn store::Store>, shown: String) -> Self {
        Self { kept: Kept::open(inner, "store"), shown }
    }
}

/// A batch as it came: a list of records, or a mapping or JSON text of all of it.
struct Bundle(Value);

impl<'a, 'py> Reads<'a, 'py> for Bundle {
    #[cfg(feature = "stubs")]
    const HINT: pyo3::inspect::PyStaticExpr = Json::HINT;

    fn read(value: Borrowed<'a, 'py, PyAny>) -> Read<Self> {
        Json::read(value).map(|json| Self(json.0))
    }
}

impl Bundle {
    /// The batch. Records keep the text of their data, which their hash is of: they are read from text.
    fn batch(self, name: &str) -> PyResult<Batch> {
        let (text, name) = match self.0 {
            Value::Array(records) => (json!({ "records": records }).to_string(), ""),
            Value::String(text) => (text, name),
            other => (other.to_string(), name),
        };
        Batch::from_json(&text).map_err(|e| raise(e.at(name)))
    }
}

kept_class!(Store, |store| store, store, {
    /// Opens a SQLite file, or makes it, for the desk of `tenant`.
    ///
    /// `vault` is the file of keys (`path` + `.keys`), `master` the 32 bytes its keys are wrapped in; without it they lie bare. `plain_fields` are named
    /// fields that say nothing of a person: they are not sealed. `busy_ms` is how long to wait for another process that writes.
    ///
    /// Raises `IncompatibleError` for a file of another program, tenant or later release, `InconsistentLogError` for a damaged one.
    #[staticmethod]
    #[pyo3(signature = (path, tenant, *, vault = None, master = None, plain_fields = None, busy_ms = None))]
    fn open(
        py: Python<'_>,
        path: Arg<PathBuf>,
        tenant: Arg<&str>,
        vault: Option<Arg<PathBuf>>,
        master: Option<Arg<&[u8]>>,
        plain_fields: Option<Arg<Vec<String>>>,
        busy_ms: Option<Arg<u32>>,
    ) -> PyResult<Self> {
        args!(path, tenant, vault, master, plain_fields = Vec::new(), busy_ms);
        let path = text_of("path", path).or_raise()?;
        let doc = StoreDoc {
            vault: vault.map(|vault| text_of("vault", vault)).transpose().or_raise()?,
            master: master.map(|key| key.iter().map(|byte| format!("{byte:02x}")).collect()),
            plain_fields,
            busy_ms,
        };
        let opened = py.detach(|| open(&doc, &path, tenant));
        Ok(Self::new(opened.or_raise()?, format!("{path:?}, {tenant:?}")))
    }

    /// An empty store in memory, for tests.
    #[staticmethod]
    fn memory(tenant: Arg<&str>) -> PyResult<Self> {
        args!(tenant);
        Ok(Self::new(Box::new(MemoryStore::new(tenant)), format!("in memory, {tenant:?}")))
    }

    /// Writes a batch, whole or not at all: a list of records, or a mapping of `records`, `about`, `expect`, `timers`, `clocks`, `outbox`.
    ///
    /// The answer's `append` is `done`, `conflict`, `repeated` or `key_taken`; only `done` wrote something.
    fn append<'py>(&self, py: Python<'py>, batch: Arg<Bundle>) -> PyResult<Told<'py>> {
        args!(batch);
        let batch = batch.batch("batch")?;
        bridge::told(py, &self.kept.with(py, |store| store.append(&batch))?)
    }

    /// Writes the batches of several commands with one sync of the disk, each judged by itself; the answers in their order.
    fn append_all<'py>(&self, py: Python<'py>, batches: Arg<Vec<Bundle>>) -> PyResult<ToldAll<'py>> {
        args!(batches);
        let read = |(i, batch): (usize, Bundle)| batch.batch(&format!("batches[{i}]"));
        let batches = batches.into_iter().enumerate().map(read).collect::<PyResult<Vec<_>>>()?;
        bridge::told_all(py, &self.kept.with(py, |store| store.append_all(&batches))?)
    }

    /// The records of a ticket after a version (0 unless given), each with its `position`, `hash`, and what of it is `erased`.
    #[pyo3(signature = (stream, after = None))]
    fn load<'py>(&self, py: Python<'py>, stream: Arg<&str>, after: Option<Arg<u64>>) -> PyResult<ToldAll<'py>> {
        args!(stream, after = 0);
        bridge::told_all(py, &self.kept.with(py, |store| store.load(stream, after))?)
    }

    /// The records of all tickets after a position (0 unless given), in order and without gaps; at most `limit` (1,000).
    #[pyo3(signature = (after = None, limit = None))]
    fn feed<'py>(&self, py: Python<'py>, after: Option<Arg<u64>>, limit: Option<Arg<usize>>) -> PyResult<ToldAll<'py>> {
        args!(after = 0, limit = 1_000);
        bridge::told_all(py, &self.kept.with(py, |store| store.feed(after, limit))?)
    }

    /// How many records a ticket has.
    fn version(&self, py: Python<'_>, stream: Arg<&str>) -> PyResult<u64> {
        args!(stream);
        self.kept.with(py, |store| store.version(stream))
    }

    /// The last snapshot of a ticket in this form; `None` without one.
    fn snapshot<'py>(
        &self,
        py: Python<'py>,
        stream: Arg<&str>,
        form: Arg<&str>,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        args!(stream, form);
        self.kept
            .with(py, |store| store.snapshot(stream, form))?
            .map(|snapshot| bridge::report(py, &snapshot))
            .transpose()
    }

    /// Keeps a snapshot in place of the one before: `body` is what `Board.state` gave.
    fn put_snapshot(
        &self,
        py: Python<'_>,
        stream: Arg<String>,
        version: Arg<u64>,
        form: Arg<String>,
        body: Arg<String>,
    ) -> PyResult<()> {
        args!(stream, version, form, body);
        self.kept.with(py, |store| store.put_snapshot(&Snapshot { stream, version, form, body }))
    }

    /// Claims timers due at `now` for a worker until `until`, the earliest first: `stream`, `at`, `what`; at most `limit` (100).
    #[pyo3(signature = (worker, now, until, limit = None))]
    fn due<'py>(
        &self,
        py: Python<'py>,
        worker: Arg<&str>,
        now: Arg<Instant>,
        until: Arg<Instant>,
        limit: Option<Arg<usize>>,
    ) -> PyResult<ToldAll<'py>> {
        args!(worker, now, until, limit = 100);
        let lease = Lease { worker, now: now.0, until: until.0 };
        bridge::told_all(py, &self.kept.with(py, |store| store.due(lease, limit))?)
    }

    /// Claims what is to be sent, the oldest first: `number`, `topic`, `body`, `subject`; at most `limit` (100).
    #[pyo3(signature = (worker, now, until, limit = None))]
    fn outbox<'py>(
        &self,
        py: Python<'py>,
        worker: Arg<&str>,
        now: Arg<Instant>,
        until: Arg<Instant>,
        limit: Option<Arg<usize>>,
    ) -> PyResult<ToldAll<'py>> {
        args!(worker, now, until, limit = 100);
        let lease = Lease { worker, now: now.0, until: until.0 };
        bridge::told_all(py, &self.kept.with(py, |store| store.outbox(lease, limit))?)
    }

    /// Takes out of the outbox what was sent.
    fn sent(&self, py: Python<'_>, numbers: Arg<Vec<u64>>) -> PyResult<()> {
        args!(numbers);
        self.kept.with(py, |store| store.sent(&numbers))
    }

    /// The ticket that a `message` id or a reply `token` belongs to; `None` for none.
    fn find(&self, py: Python<'_>, handle: Arg<Handle>, id: Arg<&str>) -> PyResult<Option<String>> {
        args!(handle, id);
        self.kept.with(py, |store| store.find(handle, id))
    }

    /// The tickets whose records speak of somebody.
    fn streams_of(&self, py: Python<'_>, subject: Arg<&str>) -> PyResult<Vec<String>> {
        args!(subject);
        self.kept.with(py, |store| store.streams_of(subject))
    }

    /// Writes all records after a position to a new file as JSON lines, without what is erased. The last position.
    #[pyo3(signature = (to, after = None))]
    fn export(&self, py: Python<'_>, to: Arg<PathBuf>, after: Option<Arg<u64>>) -> PyResult<u64> {
        args!(to, after = 0);
        self.kept.with(py, |store| {
            let name = to.display().to_string();
            let file = std::fs::File::create_new(&to).map_err(|e| Error::from(e).in_file(&name, 0))?;
            let mut out = std::io::BufWriter::new(file);
            let last = store.export(after, &mut out)?;
            std::io::Write::flush(&mut out).map_err(|e| Error::from(e).in_file(&name, 0))?;
            Ok(last)
        })
    }

    fn __repr__(&self) -> String {
        format!("<Store {}>", self.shown)
    }
});

#[cfg(feature = "sqlite")]
fn open(doc: &StoreDoc, path: &str, tenant: &str) -> sundesk_core::Result<Box<dyn store::Store>> {
    Ok(Box::new(doc.open(path, tenant)?))
}

#[cfg(not(feature = "sqlite"))]
fn open(_: &StoreDoc, path: &str, _: &str) -> sundesk_core::Result<Box<dyn store::Store>> {
    Err(Error::new(ErrorKind::Incompatible, "this build of sundesk is without SQLite (feature `sqlite`)")
        .in_file(path, 0))
}

//! A help desk: a library and a store.

use crate::board::refused;
use crate::bridge;
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use crate::explain::Explanation;
use crate::library::{Answer, Library, question_of};
use crate::log::EventLog;
use crate::place::Place;
use crate::record::Record;
use crate::report::SlaReport;
use crate::store::{filter_of, text_of, word};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use serde_json::{Map, Value};
use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use sundesk_core::desk::{self, Call, DeskDoc, Outcome, Retention, RetentionDoc};
use sundesk_core::document::Document;
use sundesk_core::store::{Head, TicketQuery};
use sundesk_core::ticket::lifecycle::Command;
use sundesk_core::time::ZoneDb;
use sundesk_core::{Error, ErrorKind};

/// A help desk in one file: commands are decided by the workflows of a library and kept in a store; timers, promises and the inbox follow.
///
/// >>> from datetime import datetime, timezone
/// >>> from sundesk import Desk
/// >>> now = datetime(2026, 3, 2, 9, tzinfo=timezone.utc)
/// >>> with Desk.memory() as desk:  # Desk.open("desk.db") keeps it
/// ...     made = desk.command({"do": "create", "ticket": "T-1", "by": "customer", "subject": "Broken parcel"}, at=now)
/// ...     made[0].kind, desk.tickets({"status": "new"})["tickets"][0]["subject"]
/// ('created', 'Broken parcel')
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Desk {
    inner: Mutex<Option<desk::Desk>>,
    shown: String,
}

impl Desk {
    /// Runs without the interpreter's lock, which the disk need not hold up.
    fn with<T: Send>(
        &self,
        py: Python<'_>,
        run: impl FnOnce(&mut desk::Desk) -> sundesk_core::Result<T> + Send,
    ) -> PyResult<T> {
        let done = py.detach(|| {
            let mut inner = self.inner.lock().unwrap_or_else(PoisonError::into_inner);
            run(inner.as_mut().ok_or_else(|| Error::new(ErrorKind::InvalidInput, "the desk is closed"))?)
        });
        done.or_raise()
    }

    fn new(made: sundesk_core::Result<desk::Desk>, shown: String) -> PyResult<Self> {
        Ok(Self { inner: Mutex::new(Some(made.or_raise()?)), shown })
    }
}

/// The keywords of a desk as its document.
fn doc_of(keywords: Option<&Bound<'_, PyDict>>) -> PyResult<DeskDoc> {
    let mut map: Map<String, Value> = match keywords {
        Some(keywords) => match bridge::to_json("desk", keywords.as_any())? {
            Value::Object(map) => map,
            _ => Map::new(),
        },
        None => Map::new(),
    };
    let own = ["vault", "master", "plain_fields", "busy_ms"];
    let store: Map<String, Value> = own.iter().filter_map(|k| Some(((*k).to_owned(), map.remove(*k)?))).collect();
    if !store.is_empty() {
        map.insert("store".to_owned(), Value::Object(store));
    }
    DeskDoc::from_value(Value::Object(map)).or_raise()
}

fn library_of(library: Option<&Library>) -> desk::Library {
    library.map_or_else(|| desk::Library::new(ZoneDb::bundled()), |library| library.0.clone())
}

fn rules_of(rules: &Bound<'_, PyAny>) -> PyResult<Retention> {
    let made = Retention::compile(bridge::whole_document::<RetentionDoc>("rules", rules)?);
    made.map_err(|e| raise(e.at("rules")))
}

/// A command with the instant of the call, unless it has one of its own.
fn command_of(command: &Bound<'_, PyAny>, at: Option<Instant>) -> PyResult<Command> {
    let text = bridge::to_json_text("command", command)?;
    let made = match at {
        Some(at) => Command::from_json_at(&text, at.0),
        None => Command::from_json(&text),
    };
    made.map_err(|e| raise(e.at("command")))
}

/// The records of an outcome, what came due first; their places are known of those that were written last.
fn records(outcome: Outcome) -> Vec<Record> {
    let Outcome { due, records, position, .. } = outcome;
    let first = position.checked_sub(u64::try_from(records.len()).unwrap_or(u64::MAX));
    let places = (1_u64..).map(move |n| first.filter(|_| position > 0).map(|first| first + n));
    let due = due.into_iter().map(|record| Record::new(record, None));
    due.chain(records.into_iter().zip(places).map(|(record, place)| Record::new(record, place))).collect()
}

#[pymethods]
impl Desk {
    /// Opens a desk in a SQLite file, or makes it. The keys of people lie beside it (`PATH.keys`): do not back both up together.
    ///
    /// `library` has workflows, calendars, policies by name; without one, or without a workflow in it, tickets live by the preset `zendesk`. Keywords are
    /// the fields of the document `desk` (`document_schema("desk")`): `tenant`, `workflow`, `policies`, `people`, `worker`, `lease_s`, and of its store
    /// `vault`, `master`, `plain_fields`, `busy_ms`.
    #[staticmethod]
    #[pyo3(signature = (path, library = None, **options))]
    fn open(
        py: Python<'_>,
        path: PathBuf,
        library: Option<&Library>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        let (path, doc, library) = (text_of(path)?, doc_of(options)?, library_of(library));
        Self::new(py.detach(|| open(&path, library, &doc)), format!("{path:?}"))
    }

    /// A desk in memory, for tests.
    #[staticmethod]
    #[pyo3(signature = (library = None, **options))]
    fn memory(library: Option<&Library>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        Self::new(desk::Desk::memory(library_of(library), &doc_of(options)?), "in memory".to_owned())
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

    /// Decides a command and keeps what it leads to, in one batch: the records, what came due before it first. It is on the disk when this returns.
    ///
    /// The fields of a command: docs/lifecycle.md. `at` is its instant, unless it has one of its own. One that was given before under its `key` does nothing,
    /// and gives what it did then. Raises `Refusal`, with what came due in `due`; nothing else was written then.
    #[pyo3(signature = (command, *, at = None))]
    fn command(&self, py: Python<'_>, command: &Bound<'_, PyAny>, at: Option<Instant>) -> PyResult<Vec<Record>> {
        let command = command_of(command, at)?;
        let outcome = self.with(py, |desk| desk.command(&command))?;
        match &outcome.refusal {
            Some(refusal) => Err(refused(py, refusal, &outcome.due)),
            None => Ok(records(outcome)),
        }
    }

    /// Several commands with one sync of the disk. Of each the records, or the exception that `command` would have raised.
    #[pyo3(signature = (commands, *, at = None))]
    fn command_all<'py>(
        &self,
        py: Python<'py>,
        commands: Vec<Bound<'py, PyAny>>,
        at: Option<Instant>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        let commands = commands.iter().map(|c| command_of(c, at)).collect::<PyResult<Vec<_>>>()?;
        let answers = self.with(py, |desk| desk.command_all(&commands))?;
        let told = |answer: sundesk_core::Result<Outcome>| match answer {
            Ok(Outcome { refusal: Some(refusal), due, .. }) => {
                Ok(refused(py, &refusal, &due).into_value(py).into_bound(py).into_any())
            }
            Ok(outcome) => records(outcome).into_pyobject(py).map(Bound::into_any),
            Err(e) => Ok(raise(e).into_value(py).into_bound(py).into_any()),
        };
        answers.into_iter().map(told).collect()
    }

    /// Lets everything take effect that came due at or before `now`, each at its own time, once; the records.
    fn tick(&self, py: Python<'_>, now: Instant) -> PyResult<Vec<Record>> {
        let records = self.with(py, |desk| desk.tick(now.0))?;
        Ok(records.into_iter().map(|record| Record::new(record, None)).collect())
    }

    /// When to call `tick` next; `None` when no ticket waits for anything.
    #[getter]
    fn next_due(&self, py: Python<'_>) -> PyResult<Option<UtcMoment>> {
        Ok(self.with(py, |desk| desk.next_due())?.map(UtcMoment))
    }

    /// A ticket as people read it; `None` when it is not there.
    fn ticket<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Option<Bound<'py, PyAny>>> {
        self.with(py, |desk| desk.ticket(id))?.map(|view| bridge::report(py, &view)).transpose()
    }

    /// How many records a ticket has: what a command may state as `expect_version`.
    fn version(&self, py: Python<'_>, ticket: &str) -> PyResult<u64> {
        self.with(py, |desk| desk.version(ticket))
    }

    /// The moves that `actor` may make with a ticket at `now`, each with what it still lacks: for buttons.
    fn allowed<'py>(&self, py: Python<'py>, ticket: &str, actor: &str, now: Instant) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |desk| desk.allowed(ticket, actor, now.0))?)
    }

    /// Where the promises of a ticket stand at `now`.
    fn sla(&self, py: Python<'_>, ticket: &str, now: Instant) -> PyResult<SlaReport> {
        let report = self.with(py, |desk| desk.sla(ticket, now.0))?;
        Ok(SlaReport::new(report, Place::named(py, "UTC")?))
    }

    /// Why a promise of a ticket stands where it does.
    fn explain(&self, py: Python<'_>, ticket: &str, now: Instant, metric: &str) -> PyResult<Explanation> {
        let core = self.with(py, |desk| desk.explain(ticket, now.0, metric))?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// A page of the inbox: `tickets`, `next` (hand it to `after`), `position`. As `Store.tickets`; `order="due"` is by the next promise.
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
        bridge::report(py, &self.with(py, |desk| desk.tickets(&query))?)
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
        bridge::report(py, &self.with(py, |desk| desk.counts(&filter, by))?)
    }

    /// The records of a ticket after a version.
    #[pyo3(signature = (ticket, after = 0))]
    fn history(&self, py: Python<'_>, ticket: &str, after: u64) -> PyResult<Vec<Record>> {
        Ok(self.with(py, |desk| desk.store().load(ticket, after))?.into_iter().map(Record::stored).collect())
    }

    /// Iterates over the records of all tickets after a position, in order and without gaps, up to the last there is.
    ///
    /// A `consumer` begins after the position it has kept (`set_cursor`).
    #[pyo3(signature = (after = None, *, consumer = None))]
    fn feed(this: Py<Self>, py: Python<'_>, after: Option<u64>, consumer: Option<&str>) -> PyResult<Feed> {
        let after = match (after, consumer) {
            (Some(after), _) => after,
            (None, Some(consumer)) => this.get().cursor(py, consumer)?,
            (None, None) => 0,
        };
        Ok(Feed { desk: this, state: Mutex::new((after, Vec::new())) })
    }

    /// The position a consumer of the feed has kept; 0 for none.
    fn cursor(&self, py: Python<'_>, consumer: &str) -> PyResult<u64> {
        self.with(py, |desk| desk.store().cursor(consumer))
    }

    /// Keeps the position of a consumer.
    fn set_cursor(&self, py: Python<'_>, consumer: &str, position: u64) -> PyResult<()> {
        self.with(py, |desk| desk.store_mut().set_cursor(consumer, position))
    }

    /// All records as a log, for figures; the workflows say what its statuses mean.
    fn log(&self, py: Python<'_>) -> PyResult<EventLog> {
        Ok(self.with(py, |desk| desk.log())?.into())
    }

    /// Answers a question of the library, which knows the desk's records as the log `desk`: `ask("metrics", log="desk")`.
    #[pyo3(signature = (question, **fields))]
    fn ask(&self, py: Python<'_>, question: &Bound<'_, PyAny>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Answer> {
        let question = question_of(question, fields)?;
        self.with(py, |desk| desk.ask(&question)).map(Answer)
    }

    /// What a desk does for hosts that only speak JSON: one object in, one out. `{"do": ...}` is a command, `{"call": "tick", "now": ...}` anything else.
    fn call<'py>(&self, py: Python<'py>, call: &Bound<'py, PyAny>) -> PyResult<Bound<'py, PyAny>> {
        let call = Call::from_value(bridge::to_json("call", call)?).or_raise()?;
        bridge::to_python(py, &self.with(py, |desk| desk.call(&call))?)
    }

    /// The same for programs that speak in lines: `{"done": ...}` or `{"error": ...}`, with the `id` of the call. It never raises.
    fn line(&self, py: Python<'_>, line: &str) -> PyResult<String> {
        self.with(py, |desk| Ok(desk.line(line)))
    }

    /// All that the desk knows of somebody: the tickets whose records speak of this person, with those records. What is erased is not in it.
    fn export<'py>(&self, py: Python<'py>, subject: &str) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |desk| desk.export_subject(subject))?)
    }

    /// What is due by rules of retention (`document_schema("retention")`) at `now`; nothing is changed: `due`, `held`, `next_change`.
    fn retention<'py>(&self, py: Python<'py>, rules: &Bound<'py, PyAny>, now: Instant) -> PyResult<Bound<'py, PyAny>> {
        let rules = rules_of(rules)?;
        bridge::report(py, &self.with(py, |desk| desk.retention(&rules, now.0))?)
    }

    /// Does what is due by rules of retention, as `by`, who must be an admin; what was done, and under `held` what was not and why.
    fn retain<'py>(
        &self,
        py: Python<'py>,
        rules: &Bound<'py, PyAny>,
        now: Instant,
        by: &str,
    ) -> PyResult<Bound<'py, PyAny>> {
        let rules = rules_of(rules)?;
        bridge::report(py, &self.with(py, |desk| desk.retain(&rules, now.0, by))?)
    }

    /// The end of the chain, `position` and `hash`: keep it elsewhere, and hand it to `verify` later.
    #[getter]
    fn head<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, &self.with(py, |desk| desk.store().head())?)
    }

    /// Checks everything, as `Store.verify` does.
    #[pyo3(signature = (since = None))]
    fn verify<'py>(&self, py: Python<'py>, since: Option<&Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyAny>> {
        let since: Option<Head> = since.map(|head| bridge::document("since", head)).transpose()?;
        bridge::report(py, &self.with(py, |desk| desk.store_mut().verify(since.as_ref()))?)
    }

    /// Copies the store as it is now into a new file, while others go on. The keys are not in it.
    fn backup(&self, py: Python<'_>, to: PathBuf) -> PyResult<()> {
        self.with(py, |desk| desk.store().backup(&to))
    }

    fn __repr__(&self) -> String {
        format!("<Desk {}>", self.shown)
    }
}

/// An iterator over the records of a desk.
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct Feed {
    desk: Py<Desk>,
    /// The last position given out, and what was read beyond it, the next one last.
    state: Mutex<(u64, Vec<Record>)>,
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
        let page = self.desk.get().with(py, |desk| desk.store().feed(after, 1_000))?;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.0 = page.last().map_or(after, |last| last.position);
        state.1 = page.into_iter().rev().map(Record::stored).collect();
        Ok(state.1.pop())
    }
}

#[cfg(feature = "sqlite")]
fn open(path: &str, library: desk::Library, doc: &DeskDoc) -> sundesk_core::Result<desk::Desk> {
    desk::Desk::open(path, library, doc)
}

#[cfg(not(feature = "sqlite"))]
fn open(path: &str, _: desk::Library, _: &DeskDoc) -> sundesk_core::Result<desk::Desk> {
    Err(Error::new(ErrorKind::Incompatible, "this build of sundesk is without SQLite (feature `sqlite`)")
        .in_file(path, 0))
}

//! A help desk: a library and a store.

use crate::args::{Arg, args};
use crate::board::refused;
use crate::bridge::{self, Given, Json, Whole};
use crate::command::Bare;
use crate::convert::{Instant, UtcMoment};
use crate::errors::{OrRaise, raise};
use crate::explain::Explanation;
use crate::feed::Feed;
use crate::kept::{Kept, kept_class, text_of};
use crate::library::{Answer, Library, question_of};
use crate::log::EventLog;
use crate::place::Place;
use crate::record::Record;
use crate::report::SlaReport;
use crate::writer::{Told, ToldAll};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde_json::{Map, Value};
use std::path::PathBuf;
use sundesk_core::desk::{self, Call, DeskDoc, Outcome, Retention, RetentionDoc};
use sundesk_core::document::Document;
use sundesk_core::store::{By, Order, TicketQuery};
use sundesk_core::ticket::lifecycle::ImportMap;
use sundesk_core::time::ZoneDb;
#[cfg(not(feature = "sqlite"))]
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
    pub(crate) kept: Kept<desk::Desk>,
    shown: String,
}

impl Desk {
    fn new(made: sundesk_core::Result<desk::Desk>, shown: String) -> PyResult<Self> {
        Ok(Self { kept: Kept::open(made.or_raise()?, "desk"), shown })
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

fn rules_of(rules: Whole<RetentionDoc>) -> PyResult<Retention> {
    Retention::compile(rules.0).map_err(|e| raise(e.at("rules")))
}

/// The records of an outcome, what came due first; their places are known of those that were written last.
fn records(outcome: Outcome) -> Vec<Record> {
    let Outcome { due, records, position, .. } = outcome;
    let first = position.checked_sub(u64::try_from(records.len()).unwrap_or(u64::MAX));
    let places = (1_u64..).map(move |n| first.filter(|_| position > 0).map(|first| first + n));
    let due = due.into_iter().map(|record| Record::new(record, None));
    due.chain(records.into_iter().zip(places).map(|(record, place)| Record::new(record, place))).collect()
}

kept_class!(Desk, |desk| desk.store_mut(), desk, {
    /// Opens a desk in a SQLite file, or makes it. The keys of people lie beside it (`PATH.keys`): do not back both up together.
    ///
    /// `library` has workflows, calendars, policies by name; without one, or without a workflow in it, tickets live by the preset `zendesk`. Keywords are
    /// the fields of the document `desk` (`document_schema("desk")`): `tenant`, `workflow`, `policies`, `people`, `worker`, `lease_s`, and of its store
    /// `vault`, `master`, `plain_fields`, `busy_ms`.
    #[staticmethod]
    #[pyo3(signature = (path, library = None, **options: "Any"))]
    fn open(
        py: Python<'_>,
        path: Arg<PathBuf>,
        library: Option<Arg<&Library>>,
        options: Option<&Bound<'_, PyDict>>,
    ) -> PyResult<Self> {
        args!(path, library);
        let (path, doc, library) = (text_of("path", path).or_raise()?, doc_of(options)?, library_of(library));
        Self::new(py.detach(|| open(&path, library, &doc)), format!("{path:?}"))
    }

    /// A desk in memory, for tests.
    #[staticmethod]
    #[pyo3(signature = (library = None, **options: "Any"))]
    fn memory(library: Option<Arg<&Library>>, options: Option<&Bound<'_, PyDict>>) -> PyResult<Self> {
        args!(library);
        Self::new(desk::Desk::memory(library_of(library), &doc_of(options)?), "in memory".to_owned())
    }

    /// Decides a command and keeps what it leads to, in one batch: the records, what came due before it first. It is on the disk when this returns.
    ///
    /// The fields of a command: docs/lifecycle.md. `at` is its instant, unless it has one of its own. One that was given before under its `key` does nothing,
    /// and gives what it did then. Raises `Refusal`, with what came due in `due`; nothing else was written then.
    #[pyo3(signature = (command, *, at = None))]
    fn command(&self, py: Python<'_>, command: Arg<Bare>, at: Option<Arg<Instant>>) -> PyResult<Vec<Record>> {
        args!(command, at);
        let command = command.at(at)?;
        let outcome = self.kept.with(py, |desk| desk.command(&command))?;
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
        commands: Arg<Vec<Bare>>,
        at: Option<Arg<Instant>>,
    ) -> PyResult<Vec<Bound<'py, PyAny>>> {
        args!(commands, at);
        let read: Vec<PyResult<_>> = commands.into_iter().map(|command| command.at(at)).collect();
        let sound: Vec<_> = read.iter().filter_map(|command| command.as_ref().ok().cloned()).collect();
        let mut answers = self.kept.with(py, |desk| desk.command_all(&sound))?.into_iter();
        let told = |answer: sundesk_core::Result<Outcome>| match answer {
            Ok(Outcome { refusal: Some(refusal), due, .. }) => {
                Ok(refused(py, &refusal, &due).into_value(py).into_bound(py).into_any())
            }
            Ok(outcome) => records(outcome).into_pyobject(py).map(Bound::into_any),
            Err(e) => Ok(raise(e).into_value(py).into_bound(py).into_any()),
        };
        // One that cannot be read is answered in its place.
        let mut answer = |command: PyResult<_>| match command {
            Ok(_) => answers.next().map(told).transpose(),
            Err(e) => Ok(Some(e.into_value(py).into_bound(py).into_any())),
        };
        read.into_iter().filter_map(|command| answer(command).transpose()).collect()
    }

    /// Lets everything take effect that came due at or before `now`, each at its own time, once; the records.
    fn tick(&self, py: Python<'_>, now: Arg<Instant>) -> PyResult<Vec<Record>> {
        args!(now);
        let records = self.kept.with(py, |desk| desk.tick(now.0))?;
        Ok(records.into_iter().map(|record| Record::new(record, None)).collect())
    }

    /// A ticket as people read it; `None` when it is not there.
    fn ticket<'py>(&self, py: Python<'py>, id: Arg<&str>) -> PyResult<Option<Told<'py>>> {
        args!(id);
        self.kept.with(py, |desk| desk.ticket(id))?.map(|view| bridge::told(py, &view)).transpose()
    }

    /// How many records a ticket has: what a command may state as `expect_version`.
    fn version(&self, py: Python<'_>, ticket: Arg<&str>) -> PyResult<u64> {
        args!(ticket);
        self.kept.with(py, |desk| desk.version(ticket))
    }

    /// The moves that `actor` may make with a ticket at `now`, each with what it still lacks: for buttons.
    fn allowed<'py>(
        &self,
        py: Python<'py>,
        ticket: Arg<&str>,
        actor: Arg<&str>,
        now: Arg<Instant>,
    ) -> PyResult<ToldAll<'py>> {
        args!(ticket, actor, now);
        bridge::told_all(py, &self.kept.with(py, |desk| desk.allowed(ticket, actor, now.0))?)
    }

    /// Where the promises of a ticket stand at `now`.
    fn sla(&self, py: Python<'_>, ticket: Arg<&str>, now: Arg<Instant>) -> PyResult<SlaReport> {
        args!(ticket, now);
        let report = self.kept.with(py, |desk| desk.sla(ticket, now.0))?;
        Ok(SlaReport::new(report, Place::named(py, "UTC")?))
    }

    /// Why a promise of a ticket stands where it does.
    fn explain(
        &self,
        py: Python<'_>,
        ticket: Arg<&str>,
        now: Arg<Instant>,
        metric: Arg<&str>,
    ) -> PyResult<Explanation> {
        args!(ticket, now, metric);
        let core = self.kept.with(py, |desk| desk.explain(ticket, now.0, metric))?;
        let place = Place::named(py, &core.zone)?;
        Ok(Explanation::new(core, place))
    }

    /// The records of a ticket after a version (0 unless given).
    #[pyo3(signature = (ticket, after = None))]
    fn history(&self, py: Python<'_>, ticket: Arg<&str>, after: Option<Arg<u64>>) -> PyResult<Vec<Record>> {
        args!(ticket, after = 0);
        Ok(self.kept.with(py, |desk| desk.store().load(ticket, after))?.into_iter().map(Record::stored).collect())
    }

    /// Iterates over the records of all tickets after a position, in order and without gaps, up to the last there is.
    ///
    /// A `consumer` begins after the position it has kept (`set_cursor`).
    #[pyo3(signature = (after = None, *, consumer = None))]
    fn feed(this: Py<Self>, py: Python<'_>, after: Option<Arg<u64>>, consumer: Option<Arg<&str>>) -> PyResult<Feed> {
        args!(after, consumer);
        let after = match (after, consumer) {
            (Some(after), _) => after,
            (None, Some(consumer)) => this.get().kept.with(py, |desk| desk.store().cursor(consumer))?,
            (None, None) => 0,
        };
        Ok(Feed::new(this, after))
    }

    /// All records as a log, for figures; the workflows say what its statuses mean.
    fn log(&self, py: Python<'_>) -> PyResult<EventLog> {
        Ok(self.kept.with(py, |desk| desk.log())?.into())
    }

    /// Answers a question of the library, which knows the desk's records as the log `desk`: `ask("metrics", log="desk")`.
    #[pyo3(signature = (question, **fields: "Any"))]
    fn ask(&self, py: Python<'_>, question: Arg<Given>, fields: Option<&Bound<'_, PyDict>>) -> PyResult<Answer> {
        args!(question);
        let question = question_of(question, fields)?;
        self.kept.with(py, |desk| desk.ask(&question)).map(Answer::from)
    }

    /// What a desk does for hosts that only speak JSON: one object in, one out. `{"do": ...}` is a command, `{"call": "tick", "now": ...}` anything else.
    fn call<'py>(&self, py: Python<'py>, call: Arg<Json>) -> PyResult<Bound<'py, PyAny>> {
        args!(call);
        let call = Call::from_value(call.0).or_raise()?;
        bridge::report(py, &self.kept.with(py, |desk| desk.call(&call))?)
    }

    /// The same for programs that speak in lines: `{"done": ...}` or `{"error": ...}`, with the `id` of the call. It never raises.
    fn line(&self, py: Python<'_>, line: Arg<&str>) -> PyResult<String> {
        args!(line);
        self.kept.with(py, |desk| Ok(desk.line(line)))
    }

    /// Takes in every ticket of a foreign log under a workflow (the desk's own when none is named). Moves that it does not have are kept and flagged.
    ///
    /// `statuses` says what the log's statuses are there: an import map, or `"servicenow"`. What became of it: `imported`, `present` (there before, the
    /// same), `differ`, `refused`, `moves`, `flagged`, and those by `reasons` and `flags`. Done again it writes nothing.
    #[pyo3(signature = (log, now, *, workflow = None, statuses = None))]
    fn import_log<'py>(
        &self,
        py: Python<'py>,
        log: Arg<Py<EventLog>>,
        now: Arg<Instant>,
        workflow: Option<Arg<&str>>,
        statuses: Option<Arg<Given>>,
    ) -> PyResult<Told<'py>> {
        args!(log, now, workflow, statuses);
        let map = match statuses {
            None => ImportMap::default(),
            Some(Given::Text(name)) if name == "servicenow" => ImportMap::servicenow().or_raise()?,
            Some(map) => map.read(ImportMap::from_json, ImportMap::from_value).map_err(|e| raise(e.at("statuses")))?,
        };
        let log = std::sync::Arc::clone(&log.get().core);
        bridge::told(py, &self.kept.with(py, |desk| desk.import(&log, workflow, &map, now.0))?)
    }

    /// All that the desk knows of somebody: the tickets whose records speak of this person, with those records. What is erased is not in it.
    fn export<'py>(&self, py: Python<'py>, subject: Arg<&str>) -> PyResult<Told<'py>> {
        args!(subject);
        bridge::told(py, &self.kept.with(py, |desk| desk.export_subject(subject))?)
    }

    /// What is due by rules of retention (`document_schema("retention")`) at `now`; nothing is changed: `due`, `held`, `next_change`.
    fn retention<'py>(
        &self,
        py: Python<'py>,
        rules: Arg<Whole<RetentionDoc>>,
        now: Arg<Instant>,
    ) -> PyResult<Told<'py>> {
        args!(rules, now);
        let rules = rules_of(rules)?;
        bridge::told(py, &self.kept.with(py, |desk| desk.retention(&rules, now.0))?)
    }

    /// Does what is due by rules of retention, as `by`, who must be an admin; what was done, and under `held` what was not and why.
    fn retain<'py>(
        &self,
        py: Python<'py>,
        rules: Arg<Whole<RetentionDoc>>,
        now: Arg<Instant>,
        by: Arg<&str>,
    ) -> PyResult<Told<'py>> {
        args!(rules, now, by);
        let rules = rules_of(rules)?;
        bridge::told(py, &self.kept.with(py, |desk| desk.retain(&rules, now.0, by))?)
    }

    fn __repr__(&self) -> String {
        format!("<Desk {}>", self.shown)
    }
});

#[cfg(feature = "sqlite")]
fn open(path: &str, library: desk::Library, doc: &DeskDoc) -> sundesk_core::Result<desk::Desk> {
    desk::Desk::open(path, library, doc)
}

#[cfg(not(feature = "sqlite"))]
fn open(path: &str, _: desk::Library, _: &DeskDoc) -> sundesk_core::Result<desk::Desk> {
    Err(Error::new(ErrorKind::Incompatible, "this build of sundesk is without SQLite (feature `sqlite`)")
        .in_file(path, 0))
}

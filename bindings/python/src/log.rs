//! Event logs: many tickets with their histories.

use crate::bridge;
use crate::convert::UtcMoment;
use crate::errors::{OrRaise, raise};
use crate::zone::ZoneDb;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{IntoPyDict, PyBytes, PyDict, PyMapping, PyString};
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use sundesk_core::document::Document;
use sundesk_core::ticket::import::{self, LogMap};
use sundesk_core::ticket::{self, Actor, By, Event, EventDoc, EventLogBuilder, StatusMap, Symbol, Vocabulary, What};

/// The histories of many tickets, with attributes to group by. It never changes.
///
/// >>> from sundesk import EventLog
/// >>> log = EventLog.import_csv(
/// ...     b"id,when,state\n7,2024-06-03 09:00,open\n7,2024-06-03 10:00,done\n",
/// ...     map={"ticket": "id", "at": "when", "status": "state", "statuses": {"done": "solved"},
/// ...          "time": {"format": "%Y-%m-%d %H:%M", "zone": "UTC"}})
/// >>> log
/// <EventLog of 1 tickets, 3 events>
/// >>> [event["type"] for event in log.events("7")]
/// ['created', 'status', 'status']
#[pyclass(frozen, module = "sundesk")]
pub(crate) struct EventLog {
    pub(crate) core: Arc<ticket::EventLog>,
    places: PyOnceLock<HashMap<String, usize>>,
}

impl EventLog {
    fn place(&self, py: Python<'_>, id: &str) -> PyResult<usize> {
        let places = self
            .places
            .get_or_init(py, || self.core.tickets().enumerate().map(|(i, (id, _))| (id.to_owned(), i)).collect());
        places.get(id).copied().ok_or_else(|| PyKeyError::new_err(id.to_owned()))
    }
}

impl<L: Into<Arc<ticket::EventLog>>> From<L> for EventLog {
    fn from(core: L) -> Self {
        Self { core: core.into(), places: PyOnceLock::new() }
    }
}

#[pymethods]
impl EventLog {
    /// Reads a log in CSV or JSON lines, plain or gzip: a path, the bytes themselves, a file object (`open(…, "rb")`, `sys.stdin.buffer`), or a
    /// frame of pandas or polars or an Arrow table, which is read as the CSV that it writes of itself.
    ///
    /// `map` says which column means what; `preset` names a ready map instead (`"servicenow-uci"`, `"jira-list"` …: an error lists them). Either the whole log is read, or
    /// an error names the line, the column, the value and what was expected. `zones` gives the rules of the zone whose clock the log shows.
    #[staticmethod]
    #[pyo3(signature = (source, *, map = None, preset = None, zones = None))]
    fn import_csv(
        py: Python<'_>,
        source: &Bound<'_, PyAny>,
        map: Option<&Bound<'_, PyAny>>,
        preset: Option<&str>,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Self> {
        let map = column_map(map, preset)?;
        let zones = ZoneDb::or_bundled(py, zones)?;
        let zones = &zones.get().core;
        match Source::of(source)? {
            Source::Path(path) => py.detach(|| import::from_path(path, &map, zones)),
            Source::Bytes(bytes) => {
                let bytes = bytes.as_bytes();
                py.detach(|| import::from_reader(bytes, &map, zones))
            }
            Source::File(file) => py.detach(|| import::from_reader(file, &map, zones)),
        }
        .or_raise()
        .map(Into::into)
    }

    /// Looks at a log without reading it: form, encoding, separator, dates, the preset whose columns it has, a column map to begin from, the
    /// first tickets as understood, and all faults at once, as a mapping; `text` is all of it for people. Sources are those of `import_csv`.
    #[staticmethod]
    #[pyo3(signature = (source, *, map = None, preset = None, zones = None))]
    fn inspect<'py>(
        py: Python<'py>,
        source: &Bound<'py, PyAny>,
        map: Option<&Bound<'py, PyAny>>,
        preset: Option<&str>,
        zones: Option<Py<ZoneDb>>,
    ) -> PyResult<Bound<'py, PyAny>> {
        let map = if map.is_none() && preset.is_none() { None } else { Some(column_map(map, preset)?) };
        let zones = ZoneDb::or_bundled(py, zones)?;
        let (zones, map) = (&zones.get().core, map.as_ref());
        let seen = match Source::of(source)? {
            Source::Path(path) => py.detach(|| import::inspect(open(&path)?, map, zones)),
            Source::Bytes(bytes) => {
                let bytes = bytes.as_bytes();
                py.detach(|| import::inspect(bytes, map, zones))
            }
            Source::File(file) => py.detach(|| import::inspect(file, map, zones)),
        };
        let seen = seen.or_raise()?;
        let report = bridge::report(py, &seen)?;
        report.set_item("text", seen.to_string())?;
        Ok(report)
    }

    /// The column map that comes with the library, as JSON text to print and change, such as `"jira-list"`.
    #[staticmethod]
    fn preset(name: &str) -> PyResult<&'static str> {
        LogMap::preset_text(name).or_raise()
    }

    /// The names of the column maps that come with the library.
    #[staticmethod]
    fn presets() -> Vec<&'static str> {
        LogMap::preset_names().collect()
    }

    /// A log from events: a mapping of ticket ids to lists of events, each a mapping with `at` (an aware datetime or RFC 3339 text) and `type`.
    ///
    /// `statuses` says which category each status name belongs to, `attributes` gives each ticket values to group by.
    #[staticmethod]
    #[pyo3(signature = (tickets, *, statuses = None, attributes = None))]
    fn from_events(
        py: Python<'_>,
        tickets: &Bound<'_, PyAny>,
        statuses: Option<&Bound<'_, PyAny>>,
        attributes: Option<&Bound<'_, PyAny>>,
    ) -> PyResult<Self> {
        let tickets = tickets
            .cast::<PyMapping>()
            .map_err(|_| PyTypeError::new_err("tickets: expected a mapping of ticket ids to lists of events"))?;
        let mut log = ticket::EventLog::builder();
        for item in tickets.items()?.iter() {
            let (id, events): (String, Bound<'_, PyAny>) = item.extract()?;
            add_ticket(&mut log, &id, &events)?;
        }
        let attributes: BTreeMap<String, BTreeMap<String, String>> =
            attributes.map_or(Ok(BTreeMap::new()), |a| bridge::document("attributes", a))?;
        for (id, values) in attributes {
            let place = log.ticket(&id);
            for (name, value) in values {
                log.set(place, &name, &value);
            }
        }
        let statuses: StatusMap = statuses.map_or(Ok(StatusMap::default()), |s| bridge::document("statuses", s))?;
        Ok(py.detach(|| log.statuses(statuses).finish()).into())
    }

    /// The ids of all tickets, in the order in which they were first met.
    #[getter]
    fn ids(&self) -> Vec<&str> {
        self.core.tickets().map(|(id, _)| id).collect()
    }

    /// The events of one ticket in order, each a mapping with `at` (a datetime in UTC), `type` and what belongs to it.
    fn events<'py>(&self, py: Python<'py>, id: &str) -> PyResult<Vec<Bound<'py, PyDict>>> {
        let history = self.core.history(self.place(py, id)?);
        let events = history.as_ref().map_or(&[][..], |h| h.events());
        events.iter().map(|e| event(py, e, self.core.names())).collect()
    }

    /// The names of the attributes.
    #[getter]
    fn attributes(&self) -> Vec<&str> {
        self.core.attributes().collect()
    }

    /// One attribute of all tickets, in the order of `ids`; `None` where it is not stated.
    fn attribute(&self, name: &str) -> PyResult<Vec<Option<&str>>> {
        let values = self.core.attribute(name).or_raise()?;
        Ok(values.iter().map(|s| (*s != Symbol::EMPTY).then(|| self.core.names().name(*s))).collect())
    }

    /// What was found wrong or odd while reading, as counts.
    #[getter]
    fn quality<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.quality())
    }

    /// The category of each status name.
    #[getter]
    fn statuses<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        bridge::report(py, self.core.statuses())
    }

    /// The as-of instant where none is given: the last that the log states, be it of an event or of a stated moment; `None` for a log that states none.
    #[getter]
    fn as_of(&self) -> Option<UtcMoment> {
        self.core.as_of().map(UtcMoment)
    }

    /// The first and the last instant of any event, in UTC; `None` for a log without events.
    #[getter]
    fn span(&self) -> Option<(UtcMoment, UtcMoment)> {
        self.core.span().map(|(first, last)| (UtcMoment(first), UtcMoment(last)))
    }

    /// How many events there are.
    #[getter]
    fn event_count(&self) -> usize {
        self.core.events().len()
    }

    fn __len__(&self) -> usize {
        self.core.len()
    }

    fn __contains__(&self, py: Python<'_>, id: &str) -> bool {
        self.place(py, id).is_ok()
    }

    fn __repr__(&self) -> String {
        format!("<EventLog of {} tickets, {} events>", self.core.len(), self.core.events().len())
    }
}

/// Where a log comes from.
enum Source<'py> {
    Path(PathBuf),
    Bytes(Bound<'py, PyBytes>),
    File(FileObject),
}

impl<'py> Source<'py> {
    fn of(source: &Bound<'py, PyAny>) -> PyResult<Self> {
        let py = source.py();
        if let Ok(bytes) = source.cast::<PyBytes>() {
            return Ok(Source::Bytes(bytes.clone()));
        }
        if let Ok(path) = source.extract::<PathBuf>() {
            return Ok(Source::Path(path));
        }
        if source.hasattr("read")? {
            return Ok(Source::File(FileObject { file: source.clone().unbind(), left: Vec::new() }));
        }
        let text = |made: Bound<'py, PyAny>| -> PyResult<Self> {
            let made: String = made.extract()?;
            Ok(Source::Bytes(PyBytes::new(py, made.as_bytes())))
        };
        if source.hasattr("write_csv")? {
            return text(source.call_method0("write_csv")?); // polars
        }
        if source.hasattr("to_csv")? {
            let options = [("index", false)].into_py_dict(py)?;
            return text(source.call_method("to_csv", (), Some(&options))?); // pandas
        }
        if source.hasattr("__arrow_c_stream__")? {
            let table = py.import("pyarrow")?.call_method1("table", (source,))?;
            let out = py.import("io")?.call_method0("BytesIO")?;
            py.import("pyarrow.csv")?.call_method1("write_csv", (table, &out))?;
            return Ok(Source::Bytes(out.call_method0("getvalue")?.cast_into()?));
        }
        Err(PyTypeError::new_err("expected a path, the bytes of a log, a file object, a frame or an Arrow table"))
    }
}

/// A file object of Python as a source of bytes.
struct FileObject {
    file: Py<PyAny>,
    left: Vec<u8>,
}

impl std::io::Read for FileObject {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        if self.left.is_empty() {
            self.left = Python::attach(|py| -> PyResult<Vec<u8>> {
                let read = self.file.bind(py).call_method1("read", (256 * 1024,))?;
                match read.extract::<String>() {
                    Ok(text) => Ok(text.into_bytes()),
                    Err(_) => read.extract(),
                }
            })
            .map_err(std::io::Error::other)?;
        }
        let count = self.left.len().min(out.len());
        for (to, from) in out.iter_mut().zip(self.left.drain(..count)) {
            *to = from;
        }
        Ok(count)
    }
}

fn open(path: &PathBuf) -> sundesk_core::Result<std::fs::File> {
    let failed = |e: std::io::Error| {
        let name = path.display().to_string();
        sundesk_core::Error::new(sundesk_core::ErrorKind::Io, format!("cannot be opened: {e}")).in_file(name, 0)
    };
    std::fs::File::open(path).map_err(failed)
}

fn column_map(map: Option<&Bound<'_, PyAny>>, preset: Option<&str>) -> PyResult<LogMap> {
    match (map, preset) {
        (Some(map), None) => LogMap::from_json(&bridge::to_json_text("map", map)?).or_raise(),
        (None, Some(preset)) => LogMap::preset(preset).or_raise(),
        _ => Err(PyTypeError::new_err("expected either map or preset")),
    }
}

/// One ticket at a time: a log of a million tickets never stands in memory as a document.
fn add_ticket(log: &mut EventLogBuilder, id: &str, events: &Bound<'_, PyAny>) -> PyResult<()> {
    let path = format!("tickets.{id}");
    let place = log.ticket(id);
    for (i, event) in bridge::list(&path, events)?.into_iter().enumerate() {
        let event = EventDoc::from_value(event).map_err(|e| raise(e.at(&format!("{path}[{i}]"))))?;
        log.push(place, &event).map_err(|e| raise(e.at(&format!("{path}[{i}]"))))?;
    }
    Ok(())
}

/// A folded event as a mapping: only the keys that its type has.
pub(crate) fn event<'py>(py: Python<'py>, event: &Event, names: &Vocabulary) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    let text = |s: Symbol| PyString::new(py, names.name(s));
    dict.set_item("at", UtcMoment(event.at))?;
    dict.set_item("type", event.what.word())?;
    if event.what == What::Field {
        dict.set_item("name", text(event.field))?;
    }
    if let Some(key) = event.what.value_key() {
        dict.set_item(key, text(event.to))?;
    }
    let by = names.actor(event.by, event.who);
    if matches!(event.what, What::Created | What::Reply) || by != Actor::default() {
        dict.set_item("by", bridge::report(py, &By(by))?)?;
    }
    if event.what == What::Reply {
        dict.set_item("public", event.public)?;
    }
    Ok(dict)
}
